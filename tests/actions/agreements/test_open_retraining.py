"""After an incident named people take a course again, and no other date moves."""

from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

import pytest

from lms.actions.agreements.open_retraining import Opening, open_retraining
from lms.actions.merge_workers import SamePerson, merge_workers
from lms.actions.withdraw_fact import Correction, What, withdraw_fact
from lms.incidents.model import Retrained
from lms.incidents.tables import RetrainingRow
from lms.kernel.access import SYSTEM, Role
from lms.kernel.errors import Conflict, Forbidden, NotFound, Refused
from lms.kernel.ids import AgreementId, CourseId, WorkerId
from lms.kernel.work import Workshop
from lms.people.store import worker_ids
from lms.reports.agreement.retraining import Followed, retraining_of
from lms.reports.asking import Question
from lms.reports.learning.my_training import my_training
from lms.reports.officer.recorded import recorded
from lms.reports.standing import standing
from lms.standing.records import Kind
from lms.standing.store import add_completion
from tests.actions.imports.incoming import kept
from tests.builders import NOON, StillClock, an_actor
from tests.reports.agreement.clients import TIDE, serving
from tests.reports.house import BASICS, MANAGER, TODAY, done

OFFICER: Final = an_actor(Role.OFFICER, worker=WorkerId("W-020"))
TOVA: Final = WorkerId("W-001")
LATER: Final = date(2026, 2, 10)


def opening(**changes: Any) -> Opening:  # noqa: ANN401 - any field
    asked = {
        "workers": (TOVA, WorkerId("W-002")),
        "course": BASICS,
        "incident": "INC-2026-014",
        "due_on": date(2026, 2, 14),
        "approved_by": MANAGER,
        "agreement": TIDE,
    }
    return Opening(**{**asked, **changes})


def opened(workshop: Workshop, **changes: Any) -> Workshop:  # noqa: ANN401 - any field
    with workshop.work(OFFICER) as work:
        open_retraining(work, opening(**changes))
    return workshop


def followed(workshop: Workshop, day: date, worker: WorkerId = TOVA) -> Followed:
    with workshop.look(SYSTEM) as work:
        [found] = retraining_of(work.session, [worker], day)
    return found


def dates(workshop: Workshop) -> list[tuple[object, ...]]:
    with workshop.look(SYSTEM) as work:
        return [tuple(row) for row in standing(work.session, Question(TODAY, TODAY)).rows]


def test_it_is_open_then_late_then_done_by_a_completion_that_came_after(
    workshop: Workshop,
) -> None:
    opened(serving(workshop))
    assert followed(workshop, TODAY).state is Retrained.OPEN
    assert followed(workshop, date(2026, 2, 15)).state is Retrained.LATE
    with workshop.work(SYSTEM) as work:
        refresher = done(1, date(2026, 2, 2), 41, kind=Kind.REFRESHER)
        add_completion(work.session, refresher)
        add_completion(work.session, done(1, LATER, 42))

    found = followed(workshop, date(2026, 2, 15))
    assert (found.state, found.done_on) == (Retrained.DONE, LATER)
    assert followed(workshop, date(2026, 2, 9)).state is Retrained.OPEN


def test_a_completion_that_is_withdrawn_does_it_no_more(workshop: Workshop) -> None:
    opened(serving(workshop))
    with workshop.work(OFFICER) as work:
        again = done(1, LATER, 42)
        add_completion(work.session, again)
        wrong = Correction(
            what=What.COMPLETION, fact=again.id, approved_by=MANAGER, reason="another person"
        )
        withdraw_fact(work, wrong)

    assert followed(workshop, LATER).state is Retrained.OPEN


def test_it_moves_no_date_of_any_requirement(workshop: Workshop) -> None:
    before = dates(serving(workshop))

    assert dates(opened(workshop)) == before


def test_the_same_again_changes_nothing(workshop: Workshop) -> None:
    opened(opened(serving(workshop)))

    assert kept(workshop, RetrainingRow)[0] == 2
    assert kept(workshop, RetrainingRow)[1][-2:] == ["RetrainingOpened"] * 2


def test_its_sentence_says_when_after_what_and_what_it_changes(workshop: Workshop) -> None:
    assert followed(opened(serving(workshop)), TODAY).why == (
        "Opened 31 Jan 2026 after incident INC-2026-014: take the course again by 14 Feb 2026. "
        "Completing it counts toward your other dates as any completion does, and changes them "
        "in no other way."
    )


def withdraw(workshop: Workshop, **changes: Any) -> UUID:  # noqa: ANN401 - any field
    """Withdraw what was opened for Tova, as an error."""
    with workshop.work(OFFICER) as work:
        [found] = retraining_of(work.session, [TOVA], LATER)
        asked = {
            "what": What.RETRAINING,
            "fact": found.retraining.id,
            "approved_by": MANAGER,
            "reason": "another person",
        }
        withdraw_fact(work, Correction(**{**asked, **changes}))
    return found.retraining.id


def test_one_opened_in_error_is_withdrawn_and_asks_nothing_of_anybody(
    workshop: Workshop, clock: StillClock
) -> None:
    opened(serving(workshop))
    clock.forward(days=2)
    withdrawn = withdraw(workshop)

    assert followed(workshop, LATER).state is Retrained.WITHDRAWN
    with workshop.look(SYSTEM) as work:
        assert my_training(work.session, TOVA, LATER).again == ()
        [known_before] = retraining_of(work.session, [TOVA], LATER, NOON + timedelta(days=1))
        told = [one for one in recorded(work.session, [TOVA]) if one.id == withdrawn]
    assert known_before.state is Retrained.OPEN
    assert [one.withdrawn.reason for one in told if one.withdrawn] == ["another person"]
    assert followed(workshop, LATER, WorkerId("W-002")).state is Retrained.OPEN


def test_what_was_withdrawn_may_be_opened_again(workshop: Workshop) -> None:
    opened(serving(workshop))
    withdraw(workshop)
    opened(workshop)

    with workshop.look(SYSTEM) as work:
        found = retraining_of(work.session, [TOVA], LATER)
    assert [one.state for one in found] == [Retrained.WITHDRAWN, Retrained.OPEN]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"reason": " "}, "Say in a few words what was wrong"),
        ({"approved_by": TOVA}, "approve"),
    ],
)
def test_it_is_withdrawn_only_with_a_reason_and_by_another_persons_approval(
    workshop: Workshop, changes: dict[str, Any], said: str
) -> None:
    opened(serving(workshop))
    with pytest.raises(Refused, match=said):
        withdraw(workshop, **changes)
    with pytest.raises(NotFound):
        withdraw(workshop, fact=UUID(int=404))
    withdraw(workshop)
    with pytest.raises(Conflict, match="withdrawn already"):
        withdraw(workshop)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"incident": "Jane Doe"}, "incident"),
        ({"incident": "inc-1"}, "incident"),
        ({"incident": "INCIDENT"}, "incident"),
        ({"incident": "INC-" + "1" * 60}, "incident"),
        ({"incident": "=1+1"}, "incident"),
        ({"due_on": None}, "due_on"),
        ({"due_on": date(2026, 1, 30)}, "due_on"),
        ({"due_on": date(2036, 1, 30)}, "due_on"),
        ({"workers": ()}, "workers"),
        ({"workers": (WorkerId("none"),)}, "workers"),
        ({"workers": tuple(WorkerId(f"W-{one}") for one in range(101))}, "workers"),
        ({"course": CourseId("none")}, "course"),
        ({"agreement": AgreementId("none")}, "agreement"),
        ({"approved_by": TOVA}, "approved_by"),
        ({"workers": (TOVA, WorkerId("W-020"))}, ""),
    ],
)
def test_what_cannot_be_opened_is_refused_and_none_is(
    workshop: Workshop, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        opened(serving(workshop), **changes)

    assert field in {one.field for one in refused.value.faults}
    assert kept(workshop, RetrainingRow)[0] == 0


def test_a_merged_id_is_refused_and_what_was_opened_for_it_is_done_by_the_person(
    workshop: Workshop,
) -> None:
    opened(serving(workshop))
    with workshop.work(SYSTEM) as work:
        same = SamePerson(
            duplicate=TOVA, survivor=WorkerId("W-003"), approved_by=MANAGER, reason="one person"
        )
        merge_workers(work, same)
        add_completion(work.session, done(3, LATER, 42))
        assert TOVA in set(worker_ids(work.session))

    assert followed(workshop, LATER).state is Retrained.DONE
    with pytest.raises(Refused, match="was merged into W-003"):
        opened(workshop, incident="INC-2")


@pytest.mark.parametrize("role", [Role.WORKER, Role.MANAGER, Role.AUDITOR, Role.ADMIN])
def test_nobody_but_an_officer_opens_retraining(workshop: Workshop, role: Role) -> None:
    with workshop.work(an_actor(role)) as work, pytest.raises(Forbidden):
        open_retraining(work, opening())
