"""The demonstration: an invented organization with years of history, in a database of its own."""

import shutil
import sys
from pathlib import Path
from typing import Final, Protocol

import click

from lms.cli.serving import start
from lms.demonstration.staging import demonstration_settings, renewed_sign_ins, stage

FOLDER: Final = Path("var/demo")


class Bar(Protocol):
    """What a progress bar of click's can be told."""

    length: int | None
    pos: int

    def update(self, n_steps: int) -> None:
        """Go on by so many steps."""


@click.command()
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--fresh", is_flag=True, help="Forget what was done in it and build it anew.")
def demo(port: int, *, fresh: bool) -> None:
    """Show the product with an invented organization: some 60 workers, four years of history."""
    click.echo("This is a demonstration. Its people are invented; nothing in it is a record.")
    if fresh:
        shutil.rmtree(FOLDER, ignore_errors=True)
    if not FOLDER.exists():
        click.echo("Building four years of history; this takes a minute or two.", err=True)
        with click.progressbar(length=1, label="Days", file=sys.stderr) as bar:
            stage(FOLDER, port, lambda done, days: _show(bar, done, days))
    click.echo(f"\nOpen http://127.0.0.1:{port}/ and sign in as any of them:\n")
    for one in renewed_sign_ins(FOLDER, port):
        click.echo(f"  {one.role.value:14} {one.email:34} {one.password}")
    click.echo("\nStop with Ctrl+C.")
    start(demonstration_settings(FOLDER, port), "127.0.0.1", port)


def _show(bar: Bar, done: int, days: int) -> None:
    bar.length = days
    bar.update(done - bar.pos)
