"""Looking whether all is sound, and making again what is derived."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import Final

import click

from lms.actions.rebuild_standing import rebuild_standing
from lms.cli.opening import opened
from lms.kernel.access import SYSTEM
from lms.reports.ledger.checkpoints import witnesses
from lms.reports.upkeep.soundness import Finding, soundness
from lms.settings.read import read_settings

WRONG: Final = 1
PATIENCE_SECONDS: Final = 2


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
@click.option(
    "--checkpoints",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Hold the ledger to the checkpoints of this file. That of LMS_CHECKPOINTS if not told.",
)
def doctor(*, as_json: bool, checkpoints: Path | None) -> None:
    """Look whether the clock, the ledger, the facts and every derived row are sound.

    Exit 1 if one is not.
    """
    findings: list[Finding] = []
    file = checkpoints or read_settings().checkpoints
    with opened() as workshop, workshop.look(SYSTEM) as work:
        known = None if file is None else witnesses(file, work.keys.known())
        for finding in soundness(work, watched("workers compared"), known):
            findings.append(finding)
            if not as_json:
                click.echo(
                    f"{'ok' if finding.sound else 'WRONG':<6} {finding.name}: {finding.said}"
                )
    if as_json:
        told = [finding._asdict() for finding in findings]
        click.echo(json.dumps({"findings": told}, ensure_ascii=False))
    if not all(finding.sound for finding in findings):
        click.get_current_context().exit(WRONG)


@click.command()
def rebuild() -> None:
    """Make everybody's derived dates again from the facts; no fact changes."""
    begun = monotonic()
    with opened() as workshop, workshop.work(SYSTEM) as work:
        rows = rebuild_standing(work, watched("workers done"))
    click.echo(f"{rows:,} rows were made again in {monotonic() - begun:.0f} s.", err=True)


def watched(what: str) -> Callable[[int], None]:
    """Return what says on a terminal, every two seconds, how far long work has come."""
    said = monotonic()

    def told(number: int) -> None:
        nonlocal said
        if sys.stderr.isatty() and monotonic() - said > PATIENCE_SECONDS:
            said = monotonic()
            click.echo(f"{number:,} {what} …", err=True)

    return told
