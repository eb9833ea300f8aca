"""Taking the evidence pack of one agreement: a file that is whole or not there."""

import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from lms.actions.ledger.export_evidence_pack import export_evidence_pack
from lms.cli.opening import opened
from lms.cli.reports import LIST, asked_of, day_typed
from lms.kernel.access import SYSTEM
from lms.kernel.outgoing.whole import whole_file
from lms.kernel.work import UnitOfWork
from lms.reports.agreement.pack.made import pack_made
from lms.reports.asking import Question


@click.command()
@click.argument("agreement", metavar="AGREEMENT_ID")
@click.option(
    "--as-of", metavar="DATE", callback=day_typed, help="The day it is about. Today if not told."
)
@click.option(
    "--known-at",
    metavar="DATE",
    callback=day_typed,
    help="Leave out what was recorded after this day.",
)
@click.option("--roster", metavar="FILE", type=LIST, help="Who is there by another list (CSV).")
@click.option(
    "-o",
    "file",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE.zip",
    help="Where to.",
)
def pack(agreement: str, file: Path, **narrowed: Any) -> None:  # noqa: ANN401 - the options above, by name
    """Take the evidence pack of one agreement."""
    with opened() as workshop, whole_file(file) as out:
        if sys.stderr.isatty():
            click.echo("Packing …", err=True)
        with workshop.look(SYSTEM) as work:
            made = pack_made(work, _question(work, agreement, narrowed), out)
        with workshop.work(SYSTEM) as work:
            export_evidence_pack(work, made)
    click.echo(f"Pack of {made.agreement} as of {made.as_of} written to {file}.", err=True)
    if made.broken:
        click.echo("The ledger is broken; the pack says so on its first page.", err=True)


def _question(work: UnitOfWork, agreement: str, narrowed: dict[str, Any]) -> Question:
    nothing = {"team": None, "requirement": None, "access": None}
    asked = asked_of(work, {**narrowed, **nothing, "agreement": agreement})
    return replace(asked, alone=True)
