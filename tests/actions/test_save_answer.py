"""An answer is kept as soon as it is given, beside the ones before it."""

from datetime import timedelta
from uuid import UUID

import pytest

from lms.actions.save_answer import save_answer
from lms.kernel.access import Actor
from lms.kernel.errors import Conflict, NotFound, Refused
from lms.kernel.ids import AttemptId
from lms.quizzes.model import Answer
from lms.quizzes.shown import Places
from lms.quizzes.store import answers_of, last_answered_at
from tests.actions.school import TAKER, School
from tests.builders import NOON, StillClock, an_actor


def save(
    school: School,
    attempt: AttemptId,
    places: Places,
    actor: Actor = TAKER,
) -> None:
    with school.workshop.work(actor) as work:
        save_answer(work, attempt, places)


def kept(school: School, attempt: AttemptId) -> dict[str, Answer]:
    with school.workshop.look(TAKER) as work:
        return answers_of(work.session, attempt)


def test_the_place_on_the_paper_is_kept_as_the_choice_that_was_written(school: School) -> None:
    attempt = school.begin()
    first, second = school.attempt(attempt).paper[:2]

    save(school, attempt, {first.question: frozenset({2})})
    save(school, attempt, {second.question: frozenset({0, 1})})

    assert kept(school, attempt) == {
        first.question: frozenset({first.order[2]}),
        second.question: frozenset({second.order[0], second.order[1]}),
    }


def test_the_last_answer_counts_and_the_earlier_stay_kept(
    school: School, clock: StillClock
) -> None:
    attempt = school.begin()
    item = school.attempt(attempt).paper[0]
    for place in (0, 1, 1, 1):
        save(school, attempt, {item.question: frozenset({place})})
        clock.forward(minutes=1)

    assert kept(school, attempt) == {item.question: frozenset({item.order[1]})}
    assert school.counts()["answers"] == 2
    with school.workshop.look(TAKER) as work:
        assert last_answered_at(work.session, attempt) == NOON + timedelta(minutes=1)


def test_an_answer_can_be_taken_back(school: School) -> None:
    attempt = school.begin()
    item = school.attempt(attempt).paper[0]
    save(school, attempt, {item.question: frozenset({0})})
    save(school, attempt, {item.question: frozenset()})

    assert kept(school, attempt) == {item.question: frozenset()}


@pytest.mark.parametrize("places", [{"no-1": frozenset({0})}, {"": frozenset({0})}])
def test_an_answer_to_a_question_that_is_not_on_the_paper_is_refused(
    school: School, places: Places
) -> None:
    attempt = school.begin()
    item = school.attempt(attempt).paper[0]

    with pytest.raises(Refused, match="belongs to another quiz"):
        save(school, attempt, {item.question: frozenset({0}), **places})

    assert kept(school, attempt) == {}


@pytest.mark.parametrize("place", [-1, 3, 99])
def test_a_choice_that_is_not_on_the_paper_is_refused(school: School, place: int) -> None:
    attempt = school.begin()
    item = school.attempt(attempt).paper[0]

    with pytest.raises(Refused, match="belongs to another quiz"):
        save(school, attempt, {item.question: frozenset({0, place})})

    assert kept(school, attempt) == {}


def test_a_paper_that_was_handed_in_takes_no_answer(school: School) -> None:
    attempt = school.begin()
    given = school.answers(attempt)
    school.hand_in(attempt)
    before = school.counts()

    with pytest.raises(Conflict, match="handed in already"):
        save(school, attempt, given)

    assert school.counts() == before


def test_somebody_elses_paper_is_as_if_it_were_not_there(school: School) -> None:
    attempt = school.begin()
    given = school.answers(attempt)
    other = an_actor(worker="W-002")

    with pytest.raises(NotFound) as theirs:
        save(school, attempt, given, other)
    with pytest.raises(NotFound) as missing:
        save(school, AttemptId(UUID(int=99)), given)

    assert str(theirs.value) == str(missing.value) == "There is no such attempt."
    assert kept(school, attempt) == {}


def test_the_places_of_steps_are_kept_as_they_were_written_also_before_all_are_given(
    school_of_steps: School,
) -> None:
    attempt = school_of_steps.begin()
    (item,) = (one for one in school_of_steps.attempt(attempt).paper if one.question == "ans-1")

    save(school_of_steps, attempt, {"ans-1": (0, 2, 2, 1)})
    half = kept(school_of_steps, attempt)["ans-1"]
    save(school_of_steps, attempt, {"ans-1": tuple(at + 1 for at in item.order)})

    ranks = dict(zip(item.order, (0, 2, 2, 1), strict=True))
    assert half == tuple(ranks[at] for at in range(4))
    assert kept(school_of_steps, attempt) == {"ans-1": (1, 2, 3, 4)}
    assert school_of_steps.counts()["answers"] == 2


@pytest.mark.parametrize(
    "places",
    [
        {"ans-1": frozenset({0})},
        {"ans-1": (1, 2, 3)},
        {"ans-1": (1, 2, 3, 4, 0)},
        {"ans-1": (1, 2, 3, 5)},
        {"ans-1": (1, 2, 3, -1)},
        {"ans-2": (1, 2, 3)},
    ],
)
def test_an_answer_of_another_form_than_its_question_is_refused(
    school_of_steps: School, places: Places
) -> None:
    attempt = school_of_steps.begin()

    with pytest.raises(Refused, match="belongs to another quiz"):
        save(school_of_steps, attempt, places)

    assert kept(school_of_steps, attempt) == {}
