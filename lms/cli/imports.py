"""Bringing files in: staff, agreements, what is required, and what was done before."""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import BinaryIO, Final

import click

from lms.actions.carry_out import Scene, carry_out
from lms.actions.imports.import_agreements import import_agreements
from lms.actions.imports.import_completions import import_completions
from lms.actions.imports.import_coverage import import_coverage
from lms.actions.imports.import_exceptions import import_exceptions
from lms.actions.imports.import_leaves import import_leaves
from lms.actions.imports.import_requirements import import_requirements
from lms.actions.imports.import_workers import import_workers
from lms.cli.opening import opened
from lms.cli.progress import Progress
from lms.kernel.access import SYSTEM
from lms.kernel.sheets import Imported
from lms.kernel.work import UnitOfWork
from lms.reports.effect import Effect
from lms.reports.incoming.weighing import Wish
from lms.standing.civil import civil_day

BAD_INPUT: Final = 3
Bring = Callable[[UnitOfWork, BinaryIO, Wish], Imported]
KINDS: Final[dict[str, Bring]] = {
    "workers": import_workers,
    "agreements": import_agreements,
    "coverage": import_coverage,
    "requirements": import_requirements,
    "completions": import_completions,
    "leaves": import_leaves,
    "exceptions": import_exceptions,
}
ENDLESS: Final = ("completions", "leaves", "exceptions")
"""What does not end by being absent from a file."""


@click.command("import")
@click.argument("kind", type=click.Choice(list(KINDS)))
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would come of it, and write nothing.")
@click.option("--full-roster", is_flag=True, help="End whatever is absent from the file.")
@click.option("--allow-many", is_flag=True, help="Change or end more than half of what is known.")
@click.option("--json", "as_json", is_flag=True, help="Print what came of it as JSON.")
def bring_in(kind: str, file: Path, **wished: bool) -> None:
    """Bring in a file of KIND: whole, or not at all.

    Requirements are TOML, everything else is CSV. The same file twice changes nothing.
    """
    full_roster, dry_run = wished["full_roster"], wished["dry_run"]
    if full_roster and kind in ENDLESS:
        raise click.UsageError(f"--full-roster does not go with {kind}: none ends by absence.")
    with Progress() as progress, file.open("rb") as content:
        wish = Wish(full_roster, wished["allow_many"], progress)
        bring = partial(_bring, kind, content, wish)
        imported, effect = _rehearsed(bring) if dry_run else _done(bring)
    if wished["as_json"]:
        click.echo(json.dumps(_told(imported), ensure_ascii=False))
    if imported.problems:
        _tell_problems(imported, "requirement" if kind == "requirements" else "row")
        click.get_current_context().exit(BAD_INPUT)
    click.echo(_summary(imported, dry_run=dry_run, ended=full_roster), err=True)
    if effect is not None:
        for line in _effect(effect):
            click.echo(line, err=True)


def _bring(kind: str, content: BinaryIO, wish: Wish, work: UnitOfWork) -> Imported:
    return KINDS[kind](work, content, wish)


def _done(bring: Callable[[UnitOfWork], Imported]) -> tuple[Imported, None]:
    with opened() as workshop, workshop.work(SYSTEM) as work:
        return bring(work), None


def _rehearsed(bring: Callable[[UnitOfWork], Imported]) -> tuple[Imported, Effect]:
    with opened() as workshop, workshop.rehearsal(SYSTEM) as work:
        today = civil_day(work.now, work.organization.time_zone)
        return carry_out(work, bring, Scene(today))


def _tell_problems(imported: Imported, counted: str) -> None:
    for problem in imported.problems:
        where = f", column {problem.column}" if problem.column else ""
        click.echo(f"{counted} {problem.row}{where}: {problem.message}", err=True)
    click.echo("Nothing was written.", err=True)
    if imported.too_many:
        click.echo("With --allow-many it is done all the same.", err=True)


def _told(imported: Imported) -> dict[str, object]:
    """Return what came of an import, in the names that scripts rely on."""
    return {
        "created": imported.created,
        "updated": imported.updated,
        "unchanged": imported.unchanged,
        "absent": imported.absent,
        "errors": [problem._asdict() for problem in imported.problems],
    }


def _summary(imported: Imported, *, dry_run: bool, ended: bool) -> str:
    begin = "It would be" if dry_run else "Done"
    absent = "absent and ended" if ended else "absent from the file, left as they are"
    return (
        f"{begin}: {imported.created} created, {imported.updated} updated, "
        f"{imported.unchanged} unchanged, {imported.absent} {absent}."
    )


def _effect(effect: Effect) -> list[str]:
    """Say who would change from what to what as of today, most first."""
    if not effect.rows:
        return [f"As of {effect.day} nobody's standing would change."]
    told = [f"As of {effect.day} it would change the standing of {effect.workers:,} workers:"]
    for (before, after), number in sorted(
        effect.counts.items(), key=lambda one: (-one[1], str(one[0]))
    ):
        from_to = f"{before or 'nothing'} to {after or 'nothing'}"
        same = " (other dates)" if before == after else ""
        told.append(f"  {number:,} from {from_to}{same}")
    return told
