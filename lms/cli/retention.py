"""How long records are kept: which are due to go, which are held, and for what."""

import csv
import sys
from datetime import date
from uuid import UUID

import click

from lms.actions.ledger.hold_records import Holding, hold_records
from lms.actions.ledger.lift_hold import lift_hold
from lms.cli.opening import opened
from lms.cli.reports import day_typed
from lms.evidence.retention import CITATION, YEARS
from lms.kernel.access import SYSTEM
from lms.kernel.ids import AgreementId, WorkerId
from lms.kernel.tabular import safe_cell
from lms.reports.ledger.due import kept
from lms.reports.ledger.held import held
from lms.standing.civil import civil_day

COLUMNS = ("worker_ids", "last_effect", "kept_through", "state", "matters")


@click.command()
@click.option("--dry-run", is_flag=True, required=True, help="Tell what is due; change nothing.")
@click.option(
    "--as-of", metavar="DATE", callback=day_typed, help="On which day. Today if not told."
)
def retention(*, dry_run: bool, as_of: date | None) -> None:  # noqa: ARG001 - there is no other yet
    """Tell whose records have been kept long enough, as CSV: by ids, without names.

    Only people whose employment has ended are told of. Nothing is destroyed by this version.
    """
    out = csv.writer(sys.stdout, lineterminator="\n")
    with opened() as workshop, workshop.look(SYSTEM) as work:
        day = as_of or civil_day(work.now, work.organization.time_zone)
        out.writerow(COLUMNS)
        due = 0
        for one in kept(work.session):
            due += one.due_on(day)
            out.writerow(
                (
                    safe_cell(" ".join(one.workers)),
                    one.last_effect,
                    one.through,
                    one.state_on(day),
                    safe_cell("; ".join(one.matters)),
                )
            )
    told = f"{due:,} are due: {YEARS} years from making or last effect are over ({CITATION})."
    click.echo(told, err=True)


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
