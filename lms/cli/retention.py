"""How long records are kept: which are due to go and go, which are held, and for what."""

import csv
import sys
from datetime import date
from pathlib import Path
from uuid import UUID

import click

from lms.actions.ledger.destroy_records import destroy_records
from lms.actions.ledger.hold_records import Holding, hold_records
from lms.actions.ledger.lift_hold import lift_hold
from lms.cli.opening import opened
from lms.cli.reports import day_typed
from lms.evidence.retention import CITATION, YEARS
from lms.kernel.access import SYSTEM
from lms.kernel.canonical import canonical
from lms.kernel.ids import AgreementId, WorkerId
from lms.kernel.outgoing.tabular import safe_cell
from lms.kernel.outgoing.whole import whole_file
from lms.reports.ledger.destroyed import destroyed, destroyed_files
from lms.reports.ledger.due import kept
from lms.reports.ledger.held import held
from lms.standing.civil import civil_day

COLUMNS = ("worker_ids", "last_effect", "kept_through", "state", "matters")


@click.command()
@click.option("--dry-run", is_flag=True, help="Tell what is due, as CSV; change nothing.")
@click.option("--as-of", metavar="DATE", callback=day_typed, help="Tell it of this day.")
@click.option(
    "-o",
    "file",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Destroy what is due today, and list the ids of all that ever was, in this new file.",
)
def retention(*, dry_run: bool, as_of: date | None, file: Path | None) -> None:
    """Tell whose records have been kept long enough, by ids; or destroy them.

    Only people whose employment has ended are told of. What is younger than the rule asks, or
    held for a matter, is never destroyed.
    """
    if dry_run == (file is not None) or (file is not None and as_of is not None):
        raise click.UsageError("Give --dry-run, with --as-of at will, or else -o FILE alone.")
    if file is None:
        _tell(as_of)
    elif file.exists():
        raise click.UsageError(f"{file} is there already. Name a new file.")
    else:
        _destroy(file)


def _tell(as_of: date | None) -> None:
    out = csv.writer(sys.stdout, lineterminator="\n")
    with opened() as workshop, workshop.look(SYSTEM) as work:
        day = as_of or civil_day(work.now, work.organization.time_zone)
        out.writerow(COLUMNS)
        due = 0
        for one in kept(work.session):
            due += one.due_on(day)
            ids, matters = safe_cell(" ".join(one.workers)), safe_cell("; ".join(one.matters))
            out.writerow((ids, one.last_effect, one.through, one.state_on(day), matters))
    told = f"{due:,} are due: {YEARS} years from making or last effect are over ({CITATION})."
    click.echo(told, err=True)


def _destroy(file: Path) -> None:
    """Destroy each person's records in a work of its own; then list all that ever went.

    Whoever is stopped in between runs it again: the list is made of what the database keeps.
    """
    people = rows = 0
    with opened() as workshop:
        with workshop.look(SYSTEM) as work:
            today = civil_day(work.now, work.organization.time_zone)
            due = [one.workers[0] for one in kept(work.session) if one.due_on(today)]
        for worker in due:
            with workshop.work(SYSTEM) as work:
                gone = destroy_records(work, worker)
            people, rows = people + 1, rows + len(gone.rows)
        with workshop.look(SYSTEM) as work, whole_file(file) as out:
            for digest in destroyed_files(work.session):
                workshop.files.remove(digest)
            listed = [canonical(one) + b"\n" for one in destroyed(work.session)]
            out.writelines(listed)
        comment = f"{len(listed)} rows destroyed through {today} under {CITATION}"
        signature = workshop.keys.current.minisign_signature(b"".join(listed), comment)
        with whole_file(file.with_name(f"{file.name}.minisig")) as out:
            out.write(signature.encode())
    click.echo(
        f"{rows:,} rows of {people:,} people are destroyed. {file} lists all that ever were, and "
        "is signed.",
        err=True,
    )


@click.group()
def hold() -> None:
    """Hold records for a matter, whatever their age, or lift a hold."""


@hold.command("add")
@click.argument("matter")
@click.option("--worker", metavar="ID", help="Hold this worker's records.")
@click.option("--agreement", metavar="ID", help="Hold those of everybody who ever served it.")
@click.option("--reason", required=True, help="Why, in a few words.")
def add_hold(matter: str, worker: str | None, agreement: str | None, reason: str) -> None:
    """Hold records for a MATTER, named by the reference that counsel uses."""
    holding = Holding(
        matter=matter,
        worker=None if worker is None else WorkerId(worker),
        agreement=None if agreement is None else AgreementId(agreement),
        reason=reason,
    )
    with opened() as workshop, workshop.work(SYSTEM) as work:
        click.echo(hold_records(work, holding))


@hold.command("list")
def list_holds() -> None:
    """Print the holds that are open: id, matter, whose records."""
    with opened() as workshop, workshop.look(SYSTEM) as work:
        for one in held(work.session):
            whose = f"worker {one.worker}" if one.worker else f"agreement {one.agreement}"
            click.echo(f"{one.id}  {one.matter}  {whose}")


@hold.command("lift")
@click.argument("id", type=click.UUID)
@click.option("--reason", required=True, help="Why, in a few words.")
def lift(id: UUID, reason: str) -> None:  # noqa: A002 - it is an id
    """Lift the hold of an ID, as `hold list` prints it."""
    with opened() as workshop, workshop.work(SYSTEM) as work:
        lift_hold(work, id, reason)
