"""Taking certificates away: all that count on a day, as one file."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from lms.cli.opening import opened
from lms.cli.progress import Progress
from lms.cli.reports import asked_of, day_typed, written
from lms.kernel.access import SYSTEM
from lms.reports.verifying.bundle import bundle, bundled_count


@click.command()
@click.option("--as-of", metavar="DATE", callback=day_typed, help="Those that count on this day.")
@click.option("--team", metavar="T", help="Only this team, as it was then.")
@click.option("--requirement", metavar="ID", help="Only those that answer this requirement.")
@click.option("--agreement", metavar="ID", help="Only of who serves it.")
@click.option(
    "-o", "file", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Where to."
)
def certificates(
    as_of: date | None,
    team: str | None,
    requirement: str | None,
    agreement: str | None,
    file: Path,
) -> None:
    """Take all certificates that count on a day, as one ZIP with an index and the public keys."""
    narrowed = {
        "as_of": as_of,
        "team": team,
        "requirement": requirement,
        "agreement": agreement,
        **dict.fromkeys(("known_at", "roster", "access")),
    }
    with opened() as workshop, workshop.look(SYSTEM) as work, Progress() as told:
        question = asked_of(work, narrowed)
        number = bundled_count(work.session, question)
        pieces: Iterator[bytes] = bundle(work, question, told)
        written(file, pieces)
    click.echo(f"{number:,} certificates written to {file}.", err=True)
