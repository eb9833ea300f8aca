"""Bringing files in: the staff, and what is required of them."""

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

import click

from lms.actions.import_requirements import import_requirements
from lms.actions.import_workers import import_workers
from lms.cli.opening import opened
from lms.kernel.access import SYSTEM
from lms.kernel.sheets import Imported
from lms.kernel.work import UnitOfWork

BAD_INPUT: Final = 3
NOT_YET: Final = ("agreements", "coverage", "completions", "leaves", "exceptions")
ROW_OF: Final = {"workers": "row", "requirements": "requirement"}
"""What the number before a problem counts."""

Bring = Callable[[UnitOfWork, bytes], Imported]


@click.command("import")
@click.argument("kind")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would come of it, and write nothing.")
@click.option("--full-roster", is_flag=True, help="End whoever is absent from the staff file.")
@click.option("--json", "as_json", is_flag=True, help="Print what came of it as JSON.")
def bring_in(kind: str, file: Path, *, dry_run: bool, full_roster: bool, as_json: bool) -> None:
    """Bring in a file of KIND workers (CSV) or requirements (TOML): whole, or not at all."""
    bring = _bring(kind, dry_run=dry_run, full_roster=full_roster)
    content = file.read_bytes()
    if sys.stderr.isatty():
        click.echo(f"Reading {file} …", err=True)
    with opened() as workshop, workshop.work(SYSTEM) as work:
        imported = bring(work, content)
    if as_json:
        click.echo(json.dumps(_told(imported), ensure_ascii=False))
    for problem in imported.problems:
        where = f", column {problem.column}" if problem.column else ""
        click.echo(f"{ROW_OF[kind]} {problem.row}{where}: {problem.message}", err=True)
    if imported.problems:
        click.echo("Nothing was written.", err=True)
        click.get_current_context().exit(BAD_INPUT)
    click.echo(_summary(imported, dry_run=dry_run, ended=full_roster), err=True)


def _bring(kind: str, *, dry_run: bool, full_roster: bool) -> Bring:
    if kind == "workers":
        return lambda work, content: import_workers(
            work, content, full_roster=full_roster, dry_run=dry_run
        )
    if kind in NOT_YET:
        raise click.UsageError(
            f"Bringing in {kind} is not in this version. It takes workers and requirements."
        )
    if kind != "requirements":
        raise click.UsageError(f"“{kind}” is no KIND. It is workers or requirements.")
    if full_roster:
        raise click.UsageError("--full-roster goes with workers: requirements do not end so.")
    return lambda work, content: import_requirements(work, content, dry_run=dry_run)


def _told(imported: Imported) -> dict[str, object]:
    """Return what came of an import, in the names that scripts rely on."""
    return {
        "created": imported.created,
        "updated": imported.updated,
        "unchanged": imported.unchanged,
        "absent": imported.absent,
        "errors": [vars(problem) for problem in imported.problems],
    }


def _summary(imported: Imported, *, dry_run: bool, ended: bool) -> str:
    begin = "It would be" if dry_run else "Done"
    absent = "absent and ended" if ended else "absent from the file, left as they are"
    return (
        f"{begin}: {imported.created} created, {imported.updated} updated, "
        f"{imported.unchanged} unchanged, {imported.absent} {absent}."
    )
