"""From files of completions, leaves and exceptions to what they tell."""

from datetime import date, datetime

from lms.kernel.ids import CourseId, RequirementId, WorkerId
from lms.kernel.intake.cells import Cells, WrongCell
from lms.kernel.sheets import Columns
from lms.standing.records import ExceptionKind
from lms.standing.told import ToldCompletion, ToldException, ToldLeave

COMPLETIONS = Columns(
    ("worker_id", "course", "completed_at", "document", "approved_by"),
    ("course_version", "score_percent", "recorded_at"),
)
LEAVES = Columns(("worker_id", "first_day_away"), ("first_day_back",))
EXCEPTIONS = Columns(
    ("kind", "worker_id", "requirement", "decided_on", "to_on", "approved_by", "reason"),
    ("from_on",),
)
DECIDED = (ExceptionKind.EXTENSION, ExceptionKind.WAIVER)


def read_completion(cells: Cells) -> ToldCompletion:
    """Read one row of a file of completions; raise `WrongCell` for what it cannot be."""
    completed_at, completed_on = _instant_or_day(cells)
    recorded_at = cells.instant("recorded_at") if cells.text("recorded_at") else None
    if recorded_at is not None and completed_at is not None and recorded_at < completed_at:
        raise WrongCell("recorded_at", "It was recorded before it was completed.")
    return ToldCompletion(
        worker=WorkerId(cells.text("worker_id")),
        course=CourseId(cells.text("course")),
        version=cells.whole("course_version", 1, 1_000_000),
        completed_at=completed_at,
        completed_on=completed_on,
        score_percent=cells.whole("score_percent", 0, 100),
        document=cells.text("document"),
        approved_by=_approved_by(cells),
        recorded_at=recorded_at,
    )


def read_leave(cells: Cells) -> ToldLeave:
    """Read one row of a file of leaves; raise `WrongCell` for what it cannot be."""
    away, back = cells.day("first_day_away"), cells.day_if_any("first_day_back")
    if back is not None and back <= away:
        told = f"The first day back must come after the first day away, {away}."
        raise WrongCell("first_day_back", told)
    return ToldLeave(WorkerId(cells.text("worker_id")), away, back)


def read_exception(cells: Cells) -> ToldException:
    """Read one row of a file of exceptions; raise `WrongCell` for what it cannot be.

    Without a first day it holds from the day on which it was decided.
    """
    decided_on, to_on = cells.day("decided_on"), cells.day("to_on")
    from_on = cells.day_if_any("from_on") or decided_on
    if to_on < from_on:
        raise WrongCell("to_on", f"The last day lies before the first, {from_on}.")
    return ToldException(
        kind=ExceptionKind(cells.one_of("kind", DECIDED)),
        worker=WorkerId(cells.text("worker_id")),
        requirement=RequirementId(cells.text("requirement")),
        decided_on=decided_on,
        from_on=from_on,
        to_on=to_on,
        approved_by=_approved_by(cells),
        reason=cells.text("reason"),
    )


def _instant_or_day(cells: Cells) -> tuple[datetime | None, date | None]:
    if "T" in cells.text("completed_at"):
        return cells.instant("completed_at"), None
    try:
        return None, cells.day("completed_at")
    except WrongCell:
        told = (
            "Write the day as 2026-03-05, or the instant as 2026-03-05T14:30:00-05:00, "
            f"not “{cells.text('completed_at')}”."
        )
        raise WrongCell("completed_at", told) from None


def _approved_by(cells: Cells) -> str:
    approved_by = cells.text("approved_by")
    if approved_by == cells.text("worker_id"):
        told = "Nobody approves their own. Name whoever else approved it."
        raise WrongCell("approved_by", told)
    return approved_by
