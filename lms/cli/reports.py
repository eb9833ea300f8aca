"""Taking reports away: the same bytes as from the page, to a file or to standard output."""

import sys
from collections.abc import Callable, Collection, Iterator
from datetime import date
from pathlib import Path
from time import monotonic
from typing import Any, BinaryIO, Final, TypeVar

import click

from lms.agreements.reader import read_access_list
from lms.cli.opening import opened
from lms.kernel.access import EVERYONE, SYSTEM
from lms.kernel.errors import Refused, Unavailable
from lms.kernel.ids import AgreementId, RequirementId
from lms.kernel.intake.cells import read_day
from lms.kernel.work import UnitOfWork
from lms.people.reader import read_roster
from lms.reports.access.choices import choices
from lms.reports.agreement.named import agreements_named
from lms.reports.asking import Question
from lms.reports.taking import KINDS, Form, Kind
from lms.standing.civil import civil_day, day_ends_at

PATIENCE_SECONDS: Final = 2
LIST: Final = click.Path(exists=True, dir_okay=False, path_type=Path)
T = TypeVar("T")
OPTIONS: Final = {"roster": "--roster", "access": "--access-list"}


def day_typed(_context: click.Context, _option: click.Parameter, value: str | None) -> date | None:
    """Read the day of an option."""
    try:
        return None if value is None else read_day(value)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


@click.command()
@click.argument("kind")
@click.option(
    "--as-of", metavar="DATE", callback=day_typed, help="The day it is about. Today if not told."
)
@click.option(
    "--known-at",
    metavar="DATE",
    callback=day_typed,
    help="Leave out what was recorded later.",
)
@click.option("--team", metavar="T", help="Only this team.")
@click.option("--requirement", metavar="ID", help="Only this requirement.")
@click.option("--agreement", metavar="ID", help="Only who serves it; no other client is named.")
@click.option("--roster", metavar="FILE", type=LIST, help="Who is there by another list (CSV).")
@click.option("--access-list", "access", metavar="FILE", type=LIST, help="Who got access (CSV).")
@click.option("--format", "form", default="csv", show_default=True, help="csv, json, xlsx or pdf.")
@click.option("-o", "file", type=click.Path(dir_okay=False, path_type=Path), help="Where to.")
def report(kind: str, form: str, file: Path | None, **narrowed: Any) -> None:  # noqa: ANN401 - the options above, by name
    """Take a report away.

    KIND is completions, standing, overdue, gaps, exceptions, retraining, reconciliation (with
    --roster), before-access (with or without --access-list) or coverage-matrix.
    """
    known, form_of_file = _kind(kind), _form(form)
    _require_lists(known, narrowed)
    with opened() as workshop, workshop.look(SYSTEM) as work:
        question, house = asked_of(work, narrowed), work.organization.name
        pieces = known.pieces(work.session, question, form_of_file, house)
        header = known.header(work.session, question)
        for name, value in header:
            click.echo(f"{name}: {value}", err=True)
        if file is None:
            out = sys.stdout.buffer
            for piece in pieces:
                out.write(piece)
            out.flush()
            return
        written(file, pieces)
    if form_of_file is Form.CSV:
        beside = file.with_name(f"{file.name}.dictionary.md")
        written(beside, iter([(known.dictionary + _of_the_file(header)).encode()]))
    click.echo(f"{known.title} written to {file}.", err=True)


def _of_the_file(header: tuple[tuple[str, str], ...]) -> str:
    lines = [f"- {name}: {value}" for name, value in header]
    return "\n".join(["", "## This file", "", *lines, ""]) if lines else ""


def _require_lists(kind: Kind, narrowed: dict[str, Any]) -> None:
    for name, option in OPTIONS.items():
        if narrowed[name] is None and kind.needs == name:
            raise click.UsageError(f"{kind.name} needs {option} FILE.")
        if narrowed[name] is not None and name not in {kind.needs, kind.takes}:
            raise click.UsageError(f"{option} is not for {kind.name}. Leave it out.")


def _kind(name: str) -> Kind:
    if name not in KINDS:
        raise click.UsageError(f"“{name}” is no report. {_known_kinds()}")
    return KINDS[name]


def _known_kinds() -> str:
    return f"There are: {', '.join(KINDS)}."


def _form(name: str) -> Form:
    if name not in list(Form):
        raise click.UsageError(f"“{name}” is no format. Take csv, json, xlsx or pdf.")
    return Form(name)


def asked_of(work: UnitOfWork, narrowed: dict[str, Any]) -> Question:
    """Return what the options ask; raise `Refused` for what nobody knows, with what there is."""
    today = civil_day(work.now, work.organization.time_zone)
    requirement = narrowed["requirement"]
    agreement, known_at = narrowed["agreement"], narrowed["known_at"]
    known = choices(work.session, EVERYONE)
    _require_known("requirement", requirement, known.requirements)
    _require_known("team", narrowed["team"], known.teams)
    _require_known("agreement", agreement, agreements_named(work.session))
    return Question(
        as_of=narrowed["as_of"] or today,
        today=today,
        team=narrowed["team"],
        agreement=None if agreement is None else AgreementId(agreement),
        requirement=None if requirement is None else RequirementId(requirement),
        roster=_read(narrowed["roster"], read_roster),
        access=_read(narrowed["access"], read_access_list),
        known_at=known_at,
        known_before=day_ends_at(known_at, work.organization.time_zone) if known_at else None,
    )


def _require_known(thing: str, name: str | None, known: Collection[str]) -> None:
    if name is not None and name not in known:
        there = ", ".join(known) or "none yet"
        raise Refused(f"There is no {thing} “{name}”. There are: {there}.")


def _read(file: Path | None, read: Callable[[BinaryIO], T]) -> T | None:
    if file is None:
        return None
    with file.open("rb") as brought:
        return read(brought)


def written(file: Path, pieces: Iterator[bytes]) -> None:
    """Write a file whole, or leave the one that was there."""
    draft = file.with_name(f"{file.name}.part")
    try:
        with draft.open("wb") as out:
            for piece in _watched(pieces):
                out.write(piece)
        draft.replace(file)
    except OSError as error:
        raise Unavailable(f"{file} could not be written: {error.strerror}.") from error
    finally:
        draft.unlink(missing_ok=True)


def _watched(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """Say on a terminal how far long work has come."""
    said, size = monotonic(), 0
    watched = sys.stderr.isatty()
    for piece in pieces:
        yield piece
        size += len(piece)
        if watched and monotonic() - said > PATIENCE_SECONDS:
            said = monotonic()
            click.echo(f"{size / 1e6:,.0f} MB so far …", err=True)
