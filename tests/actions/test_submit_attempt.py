"""A paper is handed in once: marked, kept, and if it passes, the course is completed."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from lms.actions.save_answer import save_answer
from lms.actions.submit_attempt import HandedIn, submit_attempt
from lms.certificates.store import certificate_of
from lms.evidence.chain import first_break
from lms.evidence.store import entries
from lms.kernel.access import SYSTEM
from lms.kernel.canonical import digest
from lms.kernel.errors import Conflict, NotFound
from lms.kernel.ids import AttemptId
from lms.quizzes.attesting import attestation_of
from lms.quizzes.model import Answer, Outcome
from lms.quizzes.store import answers_of
from lms.quizzes.tables import GradeRow
from tests.actions.school import TAKER, School
from tests.builders import NOON, StillClock, an_actor
from tests.courses.versions import a_version
from tests.evidence.told import statement


def test_a_pass_gives_one_completion_one_certificate_and_one_standing(school: School) -> None:
    attempt = school.begin()
    done = school.hand_in(attempt)

    assert done.grade is not None
    assert (done.grade.score_percent, done.grade.outcome) == (100, Outcome.PASSED)
    assert (done.unanswered, done.again) == ((), False)
    told = {"attempts": 1, "grades": 1, "completions": 1, "certificates": 1, "standings": 1}
    counts = school.counts()
    assert {name: counts[name] for name in told} == told
    (completion,) = school.completions()
    assert (completion.certificate, completion.attempt_id) == (done.certificate, attempt)
    (standing,) = school.standings()
    assert (standing.certificate, standing.valid_through) == (
        done.certificate,
        completion.valid_through,
    )


def test_the_ledger_tells_the_whole_story_and_holds(school: School) -> None:
    attempt = school.begin()
    school.hand_in(attempt)

    with school.workshop.look(TAKER) as work:
        told = list(entries(work.session))
        answers = answers_of(work.session, attempt)
    assert [entry.what for entry in told] == [
        "CoursePublished",
        "LessonRead",
        "LessonRead",
        "AttemptStarted",
        "AnswersKept",
        "AttemptGraded",
        "CourseCompleted",
        "CertificateIssued",
    ]
    assert first_break(told) is None
    assert statement(told[5]) == {
        "by": TAKER.account,
        "attempt": str(attempt),
        "score_percent": 100,
        "outcome": "passed",
        "answers_sha256": digest(answers),
        "attestation_sha256": digest(attestation_of(1)),
    }


def test_the_exact_words_that_were_stated_are_kept_with_the_marks(school: School) -> None:
    attempt = school.begin()
    school.hand_in(attempt, wrong=1)

    with school.workshop.look(SYSTEM) as work:
        row = work.session.get_one(GradeRow, attempt)
        assert row.attestation == (
            "I have read the lessons of this course, version 1, and these answers are my own."
        )
        assert (row.correct, row.score_percent) == ([False, True, True, True], 75)
        assert (row.pass_mark, row.outcome, row.graded_at) == (75, "passed", NOON)


def test_a_fail_is_kept_and_completes_nothing(school: School) -> None:
    attempt = school.begin()
    before = school.counts()
    done = school.hand_in(attempt, wrong=2)

    assert done.grade is not None
    assert (done.grade.passed, done.grade.score_percent, done.certificate) == (False, 50, None)
    kept = school.attempt(attempt)
    assert (kept.grade, kept.graded_at) == (done.grade, NOON)
    assert school.counts() == {
        **before,
        "answers": 4,
        "grades": 1,
        "entries": before["entries"] + 2,
    }
    assert [row.completed_on for row in school.standings()] == [None]


@pytest.mark.parametrize("wrong", [0, 2], ids=["passed", "failed"])
def test_the_same_paper_twice_gives_one_result(
    school: School, clock: StillClock, wrong: int
) -> None:
    attempt = school.begin()
    first = school.hand_in(attempt, wrong)
    before = school.counts()
    clock.forward(minutes=1)

    second = school.hand_in(attempt, wrong=4)

    assert second == HandedIn(grade=first.grade, again=True)
    assert school.counts() == before
    assert school.attempt(attempt).graded_at == NOON


def test_eight_clicks_at_once_give_one_result(school: School) -> None:
    attempt = school.begin()
    with ThreadPoolExecutor(8) as clicks:
        done = list(clicks.map(lambda _: school.hand_in(attempt), range(8)))

    assert [one.again for one in done].count(False) == 1
    assert len({one.grade for one in done}) == 1
    counts = school.counts()
    for kind in ("grades", "completions", "certificates", "standings"):
        assert counts[kind] == 1
    assert counts["answers"] == 4


def test_an_answer_that_comes_as_the_paper_is_handed_in_changes_no_mark(school: School) -> None:
    attempt = school.begin()
    wrong = school.answers(attempt, wrong=4)

    def save(_: int) -> str:
        try:
            with school.workshop.work(TAKER) as work:
                save_answer(work, attempt, wrong)
        except Conflict:
            return "refused"
        return "kept"

    with ThreadPoolExecutor(8) as clicks:
        handed_in = clicks.submit(school.hand_in, attempt)
        outcomes = set(clicks.map(save, range(7)))

    assert outcomes <= {"kept", "refused"}
    assert handed_in.result().certificate is not None
    assert school.attempt(attempt).grade == handed_in.result().grade
    with school.workshop.look(TAKER) as work:
        counted = answers_of(work.session, attempt)
        (graded,) = [one for one in entries(work.session) if one.what == "AttemptGraded"]
    assert json.loads(graded.statement)["answers_sha256"] == digest(counted)


def test_while_a_question_is_unanswered_answers_are_kept_and_nothing_is_marked(
    school: School,
) -> None:
    attempt = school.begin()
    given = dict(school.answers(attempt))
    open_question, cleared = list(given)[:2]
    del given[open_question]
    given[cleared] = frozenset()
    before = school.counts()
    with school.workshop.work(TAKER) as work:
        done = submit_attempt(work, attempt, given)

    assert done == HandedIn(unanswered=(open_question, cleared))
    assert school.counts() == {
        **before,
        "answers": 3,
        "entries": before["entries"] + 1,
    }
    assert school.attempt(attempt).grade is None


def test_answers_given_before_are_counted_when_the_paper_is_handed_in(school: School) -> None:
    attempt = school.begin()
    given = school.answers(attempt)
    with school.workshop.work(TAKER) as work:
        save_answer(work, attempt, given)
    with school.workshop.work(TAKER) as work:
        done = submit_attempt(work, attempt, {})

    assert done.certificate is not None
    assert school.counts()["answers"] == 4


def test_somebody_elses_paper_is_as_if_it_were_not_there(school: School) -> None:
    attempt = school.begin()
    given = school.answers(attempt)
    before = school.counts()
    told = []
    for actor, paper in ((an_actor(worker="W-002"), attempt), (TAKER, AttemptId(UUID(int=99)))):
        with pytest.raises(NotFound) as refused, school.workshop.work(actor) as work:
            submit_attempt(work, paper, given)
        told.append(str(refused.value))

    assert told == ["There is no such attempt."] * 2
    assert school.counts() == before


def test_the_certificate_that_was_told_is_there(school: School) -> None:
    done = school.complete()

    assert done.certificate is not None
    with school.workshop.look(TAKER) as work:
        assert certificate_of(work.session, done.certificate).number == done.certificate


def test_a_paper_on_an_older_version_counts_for_it_until_the_seventh_day(
    school: School, tmp_path: Path, clock: StillClock
) -> None:
    attempt = school.begin()
    school.publish(a_version(tmp_path, 2, NOON.date() + timedelta(days=1)))
    clock.forward(days=8)

    assert school.hand_in(attempt).certificate is not None

    (row,) = school.completions()
    assert (row.course_version, row.completed_on) == (1, NOON.date() + timedelta(days=8))
    assert [one.stale_from for one in school.standings()] == [NOON.date() + timedelta(days=1)]


def test_afterwards_it_is_refused_with_a_sentence_and_what_was_answered_stays(
    school: School, tmp_path: Path, clock: StillClock
) -> None:
    attempt = school.begin()
    places = school.answers(attempt)
    with school.workshop.work(TAKER) as work:
        save_answer(work, attempt, dict([next(iter(places.items()))]))
    school.publish(a_version(tmp_path, 2, NOON.date() + timedelta(days=1)))
    clock.forward(days=9)
    before = school.counts()

    with pytest.raises(Conflict) as told:
        school.hand_in(attempt)

    assert str(told.value) == (
        "The course has changed, and this quiz on version 1 could be handed in until 8 Feb 2026. "
        "What you answered stays on record. Open the course: the quiz on the new text waits "
        "there."
    )
    assert school.counts() == before
    assert before["answers"] == 1


@pytest.mark.parametrize("ranks", [(0, 1, 2, 3), (1, 2, 2, 3), (0, 0, 0, 0), frozenset()])
def test_steps_without_a_place_or_in_the_same_place_are_told_before_anything_is_marked(
    school_of_steps: School, ranks: Answer
) -> None:
    attempt = school_of_steps.begin()
    given = {**school_of_steps.answers(attempt), "ans-1": ranks}
    with school_of_steps.workshop.work(TAKER) as work:
        done = submit_attempt(work, attempt, given)

    assert done == HandedIn(unanswered=("ans-1",))
    assert school_of_steps.attempt(attempt).grade is None
    assert school_of_steps.counts()["answers"] == 5


def test_steps_are_right_only_in_their_order_and_the_ledger_binds_them(
    school_of_steps: School,
) -> None:
    attempt = school_of_steps.begin()
    paper = school_of_steps.attempt(attempt).paper
    (at,) = (at for at, item in enumerate(paper) if item.question == "ans-1")
    given = school_of_steps.answers(attempt)
    shown = given["ans-1"]
    assert isinstance(shown, tuple)
    first, second = shown.index(1), shown.index(2)
    swapped = tuple({first: 2, second: 1}.get(place, rank) for place, rank in enumerate(shown))
    with school_of_steps.workshop.work(TAKER) as work:
        done = submit_attempt(work, attempt, {**given, "ans-1": swapped})

    assert done.grade is not None
    assert (done.grade.score_percent, done.grade.correct[at]) == (80, False)
    with school_of_steps.workshop.look(TAKER) as work:
        answers = answers_of(work.session, attempt)
        (graded,) = [one for one in entries(work.session) if one.what == "AttemptGraded"]
    assert answers["ans-1"] == (2, 1, 3, 4)
    assert json.loads(graded.statement)["answers_sha256"] == digest(answers)


def test_steps_in_their_order_pass(school_of_steps: School) -> None:
    done = school_of_steps.complete()

    assert done.grade is not None
    assert (done.grade.score_percent, done.certificate is not None) == (100, True)
