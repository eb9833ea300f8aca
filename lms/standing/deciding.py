"""What is wrong with a decision about one worker, in sentences for whoever takes it."""

from collections.abc import Iterator
from datetime import date

from lms.kernel.ids import WorkerId
from lms.standing.records import ExceptionKind, ExceptionRecord

LONGEST_REASON = 300
"""Characters; a reason is short, and says nothing of any patient."""


def check_exception(record: ExceptionRecord, today: date) -> tuple[str, ...]:
    """Return every fault of a leave, an extension or a waiver; empty when it can be kept."""
    return tuple(_faults(record, today))


def check_approval(approved_by: str, worker: WorkerId) -> tuple[str, ...]:
    """Return what is wrong with an approval: nobody decides about themselves."""
    if not approved_by:
        return ("Say who approved it, by their worker id.",)
    if approved_by == worker:
        return ("Nobody approves what concerns themselves. Name somebody else.",)
    return ()


def _faults(record: ExceptionRecord, today: date) -> Iterator[str]:
    if record.kind is ExceptionKind.LEAVE:
        yield from _leave_faults(record)
        return
    yield from check_approval(record.approved_by, record.worker_id)
    if record.requirement is None:
        yield "Name the requirement it is about."
    if record.decided_on > today:
        yield f"It was decided on {record.decided_on}, which is still to come."
    if record.to_on is None:
        yield f"{_a(record.kind)} must end. Give its last day."
    elif record.to_on < max(record.from_on, record.decided_on):
        yield f"Its last day, {record.to_on}, lies before its first. Give a later one."
    if not record.reason.strip():
        yield "Give the reason, in a few words and without any patient's details."
    elif len(record.reason) > LONGEST_REASON:
        yield f"The reason is longer than {LONGEST_REASON} characters. Shorten it."


def _leave_faults(record: ExceptionRecord) -> Iterator[str]:
    if record.to_on is not None and record.to_on < record.from_on:
        yield "The first day back must be later than the first day away."


def _a(kind: ExceptionKind) -> str:
    return "An extension" if kind is ExceptionKind.EXTENSION else "A waiver"
