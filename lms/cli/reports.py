"""Taking reports away: the same bytes as from the page, to a file or to standard output."""

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from time import monotonic
from typing import Any, Final

import click

from lms.cli.opening import opened
from lms.kernel.access import EVERYONE, SYSTEM
from lms.kernel.errors import Refused, Unavailable
from lms.kernel.ids import AgreementId, RequirementId
from lms.kernel.intake.cells import read_day
from lms.kernel.work import UnitOfWork
from lms.reports.access.choices import choices
from lms.reports.agreement.named import agreements_named
from lms.reports.asking import Question
from lms.reports.taking import KINDS, Form, Kind
from lms.standing.civil import civil_day, day_ends_at

NOT_YET_KINDS: Final = ("reconciliation",)
PATIENCE_SECONDS: Final = 2


def _day(_context: click.Context, _option: click.Parameter, value: str | None) -> date | None:
    try:
        return None if value is None else read_day(value)
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


def _not_yet(_context: click.Context, option: click.Parameter, value: str | None) -> None:
    if value is not None:
        raise click.UsageError(f"{option.opts[0]} is not in this version. Leave it out.")


@click.command()
@click.argument("kind")
@click.option(
    "--as-of", metavar="DATE", callback=_day, help="The day it is about. Today if not told."
)
@click.option(
    "--known-at", metavar="DATE", callback=_day, help="Leave out what was recorded after this day."
)
@click.option("--team", metavar="T", help="Only this team.")
@click.option("--requirement", metavar="ID", help="Only this requirement.")
@click.option("--agreement", metavar="ID", help="Only who serves it; no other client is named.")
@click.option("--roster", metavar="FILE", callback=_not_yet, expose_value=False, hidden=True)
@click.option("--format", "form", default="csv", show_default=True, help="csv, json, xlsx or pdf.")
@click.option("-o", "file", type=click.Path(dir_okay=False, path_type=Path), help="Where to.")
def report(kind: str, form: str, file: Path | None, **narrowed: Any) -> None:  # noqa: ANN401 - the options above, by name
    """Take a report away.

    KIND is completions, standing, overdue, gaps, exceptions or coverage-matrix.
    """
    known, written = _kind(kind), _form(form)
    with opened() as workshop, workshop.look(SYSTEM) as work:
        question, house = _question(work, narrowed), work.organization.name
        pieces = known.pieces(work.session, question, written, house)
        if file is None:
            out = sys.stdout.buffer
            for piece in pieces:
                out.write(piece)
            out.flush()
            return
        _write(file, pieces)
    if written is Form.CSV:
        beside = file.with_name(f"{file.name}.dictionary.md")
        _write(beside, iter([known.dictionary.encode()]))
    click.echo(f"{known.title} written to {file}.", err=True)


def _kind(name: str) -> Kind:
    if name in NOT_YET_KINDS:
        raise click.UsageError(f"The report {name} is not in this version. {_known_kinds()}")
    if name not in KINDS:
        raise click.UsageError(f"“{name}” is no report. {_known_kinds()}")
    return KINDS[name]


def _known_kinds() -> str:
    return f"There are: {', '.join(KINDS)}."


def _form(name: str) -> Form:
    if name not in list(Form):
        raise click.UsageError(f"“{name}” is no format. Take csv, json, xlsx or pdf.")
    return Form(name)


def _question(work: UnitOfWork, narrowed: dict[str, Any]) -> Question:
    today = civil_day(work.now, work.organization.time_zone)
    requirement = narrowed["requirement"]
    known_at = narrowed["known_at"]
    known = choices(work.session, EVERYONE)
    if requirement is not None and requirement not in known.requirements:
        there = ", ".join(known.requirements) or "none yet"
        raise Refused(f"There is no requirement “{requirement}”. There are: {there}.")
    if narrowed["team"] is not None and narrowed["team"] not in known.teams:
        there = ", ".join(known.teams) or "none yet"
        raise Refused(f"There is no team “{narrowed['team']}”. There are: {there}.")
    agreement = narrowed["agreement"]
    if agreement is not None and agreement not in agreements_named(work.session):
        there = ", ".join(agreements_named(work.session)) or "none yet"
        raise Refused(f"There is no agreement “{agreement}”. There are: {there}.")
    return Question(
        as_of=narrowed["as_of"] or today,
        today=today,
        team=narrowed["team"],
        agreement=None if agreement is None else AgreementId(agreement),
        requirement=None if requirement is None else RequirementId(requirement),
        known_at=known_at,
        known_before=day_ends_at(known_at, work.organization.time_zone) if known_at else None,
    )


def _write(file: Path, pieces: Iterator[bytes]) -> None:
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
