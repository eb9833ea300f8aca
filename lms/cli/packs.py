"""Taking the evidence pack of one agreement: a file that is whole or not there."""

import sys
from pathlib import Path
from typing import Any

import click

from lms.actions.export_evidence_pack import export_evidence_pack
from lms.cli.opening import opened
from lms.cli.reports import day_typed
from lms.kernel.access import SYSTEM
from lms.kernel.errors import NotFound
from lms.kernel.ids import AgreementId
from lms.kernel.outgoing.whole import whole_file
from lms.kernel.work import UnitOfWork
from lms.reports.agreement.named import agreements_named
from lms.reports.agreement.pack.made import pack_made
from lms.reports.asking import Question
from lms.standing.civil import civil_day, day_ends_at


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
    if made.broken is not None:
        told = f"The ledger is broken at entry {made.broken}; the pack says so on its first page."
        click.echo(told, err=True)


def _question(work: UnitOfWork, agreement: str, narrowed: dict[str, Any]) -> Question:
    zone = work.organization.time_zone
    today = civil_day(work.now, zone)
    if agreement not in agreements_named(work.session):
        there = ", ".join(agreements_named(work.session)) or "none yet"
        raise NotFound(f"There is no agreement “{agreement}”. There are: {there}.")
    known_at = narrowed["known_at"]
    return Question(
        as_of=narrowed["as_of"] or today,
        today=today,
        agreement=AgreementId(agreement),
        alone=True,
        known_at=known_at,
        known_before=day_ends_at(known_at, zone) if known_at else None,
    )
