"""What can be decided about a worker: for each deed its form, and what the form means."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import NamedTuple
from uuid import UUID

from lms.actions.grant_exception import Decision, grant_exception
from lms.actions.merge_workers import SamePerson, merge_workers
from lms.actions.record_training import Elsewhere, record_training
from lms.kernel.errors import Fault
from lms.kernel.ids import CourseId, RequirementId, WorkerId
from lms.kernel.work import UnitOfWork
from lms.pages.officer.filled import Filled
from lms.standing.records import ExceptionKind

_DAY = timedelta(days=1)
LIKE = "Like 2026-03-05"
NO_PATIENT = "A few words. Never a patient's name or details."
Change = Callable[[UnitOfWork], object]


class Asks(NamedTuple):
    """One field of a form: its name, label, kind (day, words, choice, long) and hint."""

    name: str
    label: str
    kind: str = "words"
    hint: str = ""


@dataclass(frozen=True)
class Deed:
    """One kind of decision: its words, its fields, and how a filled form becomes a change.

    `at_once` says that one look at the form is enough; else its effect is shown first.
    """

    slug: str
    title: str
    lede: str
    button: str
    fields: tuple[Asks, ...]
    change: Callable[[WorkerId, Filled], Change]
    at_once: bool = False
    called: Mapping[str, str] = field(default_factory=dict)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all its fields."""
        return tuple(one.name for one in self.fields)


APPROVER = Asks("approved_by", "Approved by", hint="A worker id; never the worker's own")
REASON = Asks("reason", "Reason", "long", NO_PATIENT)
DOCUMENT = Asks("document", "Document", hint="If one shows it, such as a letter's number")


def _extension(worker: WorkerId, form: Filled) -> Change:
    return _excepting(ExceptionKind.EXTENSION, worker, form)


def _waiver(worker: WorkerId, form: Filled) -> Change:
    return _excepting(ExceptionKind.WAIVER, worker, form)


def _excepting(kind: ExceptionKind, worker: WorkerId, form: Filled) -> Change:
    asked = Decision(
        kind=kind,
        worker=worker,
        requirement=RequirementId(form.text("requirement")) or None,
        from_on=form.day("from_on"),
        to_on=form.day("to_on"),
        approved_by=_approver(form),
        reason=form.text("reason"),
        document=form.text("document"),
    )
    return lambda work: grant_exception(work, asked)


def _leave(worker: WorkerId, form: Filled) -> Change:
    away, back = form.day("first_day_away"), form.day("first_day_back")
    if away is None and "first_day_away" not in form.problems:
        form.refused([Fault(f"Give the first day away. {LIKE}.", "first_day_away")], {})
    asked = Decision(
        kind=ExceptionKind.LEAVE,
        worker=worker,
        from_on=away,
        to_on=None if back is None else back - _DAY,
        approved_by=_approver(form),
    )
    return lambda work: grant_exception(work, asked)


def _training(worker: WorkerId, form: Filled) -> Change:
    done_on = form.day("completed_on")
    if done_on is None:
        told = f"Give the day on which it was completed. {LIKE}."
        form.refused([Fault(told, "completed_on")], {})
        return _nothing
    asked = Elsewhere(
        worker=worker,
        course=CourseId(form.text("course")),
        completed_on=done_on,
        document=form.text("document"),
        version=form.number("version"),
        score_percent=form.number("score_percent"),
        approved_by=_approver(form),
        corrects=_fact(form.text("corrects")),
    )
    return lambda work: record_training(work, asked)


def _merge(worker: WorkerId, form: Filled) -> Change:
    other = WorkerId(form.text("duplicate"))
    if not other:
        form.refused([Fault("Give the other worker id.", "duplicate")], {})
    asked = SamePerson(
        duplicate=other,
        survivor=worker,
        approved_by=_approver(form),
        reason=form.text("reason"),
    )
    return lambda work: merge_workers(work, asked)


def _approver(form: Filled) -> WorkerId | None:
    return WorkerId(form.text("approved_by")) or None


def _fact(typed: str) -> UUID | None:
    try:
        return UUID(typed) if typed else None
    except ValueError:
        return UUID(int=0)


def _nothing(_work: UnitOfWork) -> None:
    """Stand for a form that cannot be carried out; what is wrong is at its fields."""


DEEDS: Mapping[str, Deed] = {
    one.slug: one
    for one in (
        Deed(
            "extend",
            "Give {name} more time",
            "More time moves the day to act by. The anniversary does not move, and nobody is "
            "called covered for it.",
            "Give more time",
            (
                Asks("requirement", "Training", "choice"),
                Asks("to_on", "New day to act by", "day", LIKE),
                REASON,
                APPROVER,
            ),
            _extension,
            at_once=True,
        ),
        Deed(
            "exempt",
            "Exempt {name} until a day",
            "Nothing is asked until that day. After it the ordinary dates hold again.",
            "Record the exemption",
            (
                Asks("requirement", "Training", "choice"),
                Asks("from_on", "First day", "day", f"{LIKE}; empty for today"),
                Asks("to_on", "Last day", "day", LIKE),
                REASON,
                DOCUMENT,
                APPROVER,
            ),
            _waiver,
        ),
        Deed(
            "leave",
            "Record leave of {name}",
            "A leave pauses what is asked, not how long a completion counts. It needs no reason; "
            "write none. To add the first day back later, give the same first day away again.",
            "Record the leave",
            (
                Asks("first_day_away", "First day away", "day", LIKE),
                Asks("first_day_back", "First day back", "day", f"{LIKE}; empty if not known yet"),
                APPROVER,
            ),
            _leave,
            called={"from_on": "first_day_away", "to_on": "first_day_back"},
        ),
        Deed(
            "training",
            "Record training that {name} did elsewhere",
            "It counts from its own day, and says for ever when it was entered and by whom.",
            "Record the training",
            (
                Asks("course", "Course", "choice"),
                Asks("completed_on", "Completed on", "day", LIKE),
                Asks("version", "Version of the course", hint="Empty if it was another text"),
                Asks("score_percent", "Score in percent", hint="If there was one"),
                Asks("document", "Document", hint="What shows it: the certificate's number"),
                APPROVER,
                Asks("corrects", "Corrects", "hidden"),
            ),
            _training,
        ),
        Deed(
            "merge",
            "Merge another worker id into {name}",
            "What was done under the other id counts for this one from then on. Nothing recorded "
            "changes, and a merge can be undone.",
            "Merge the two ids",
            (
                Asks("duplicate", "The other worker id"),
                REASON._replace(label="How it is known that they are one person"),
                APPROVER,
            ),
            _merge,
        ),
    )
}
"""Every deed by the word that stands for it in an address."""
