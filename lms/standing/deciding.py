"""What is wrong with a decision about one worker, in sentences for whoever takes it."""

from collections.abc import Iterator
from datetime import date

from lms.kernel.errors import Fault
from lms.kernel.ids import WorkerId
from lms.standing.records import ExceptionKind, ExceptionRecord

LONGEST_REASON = 300
"""Characters; a reason is short, and says nothing of any patient."""
GIVE_REASON = "Give the reason, in a few words and without any patient's details."


def check_exception(record: ExceptionRecord, today: date) -> tuple[Fault, ...]:
    """Return every fault of a leave, an extension or a waiver; empty when it can be kept."""
    return tuple(_faults(record, today))


def check_approval(approved_by: str, worker: WorkerId) -> tuple[Fault, ...]:
    """Return what is wrong with an approval: nobody decides about themselves."""
    if not approved_by:
        return (Fault("Say who approved it, by their worker id.", "approved_by"),)
    if approved_by == worker:
        told = "Nobody approves what concerns themselves. Name somebody else."
        return (Fault(told, "approved_by"),)
    return ()


def check_reason(reason: str, missing: str) -> tuple[Fault, ...]:
    """Return what is wrong with a reason; `missing` says what it should tell."""
    if not reason.strip():
        return (Fault(missing, "reason"),)
    if len(reason) > LONGEST_REASON:
        told = f"The reason is longer than {LONGEST_REASON} characters. Shorten it."
        return (Fault(told, "reason"),)
    return ()


def _faults(record: ExceptionRecord, today: date) -> Iterator[Fault]:
    if record.kind is ExceptionKind.LEAVE:
        yield from _leave_faults(record)
        return
    yield from check_approval(record.approved_by, record.worker_id)
    if record.requirement is None:
        yield Fault("Name the requirement it is about.", "requirement")
    if record.decided_on > today:
        told = f"It was decided on {record.decided_on}, which is still to come."
        yield Fault(told, "decided_on")
    if record.to_on is None:
        yield Fault(f"{_a(record.kind)} must end. Give its last day.", "to_on")
    elif record.to_on < max(record.from_on, record.decided_on):
        told = f"Its last day, {record.to_on}, lies before its first. Give a later one."
        yield Fault(told, "to_on")
    yield from check_reason(record.reason, GIVE_REASON)


def _leave_faults(record: ExceptionRecord) -> Iterator[Fault]:
    if record.to_on is not None and record.to_on < record.from_on:
        yield Fault("The first day back must be later than the first day away.", "to_on")


def _a(kind: ExceptionKind) -> str:
    return "An extension" if kind is ExceptionKind.EXTENSION else "A waiver"
