"""What is published stays as it is for ever, and a changed text needs a new number."""

from dataclasses import replace
from datetime import timedelta

import pytest

from lms.actions.publish_courses import Publication, publish_courses
from lms.courses.model import Change, Course, Decision
from lms.courses.store import (
    asset_of,
    course_on,
    course_version,
    published_digests,
    wording_of,
)
from lms.courses.tables import CourseVersionRow
from lms.evidence.store import entries
from lms.kernel.access import SYSTEM, Role
from lms.kernel.errors import Forbidden, Refused
from lms.kernel.ids import CourseId
from lms.kernel.work import Workshop
from lms.library import Library, bundled_content, open_library
from lms.quizzes.store import quiz_of
from tests.builders import WORKER, an_actor
from tests.evidence.told import statement
from tests.reports.house import BASICS, TODAY, settled
from tests.standing.kept import standings_of

LIBRARY = open_library(bundled_content()).only(BASICS)
COURSE = LIBRARY.course(BASICS)


def with_course(**changes: object) -> Library:
    changed: Course = replace(COURSE, **changes)  # type: ignore[arg-type]  # fields of a course
    return replace(LIBRARY, courses={**LIBRARY.courses, BASICS: changed})


def publish(workshop: Workshop, library: Library, decision: Decision | None = None) -> Publication:
    decisions = {BASICS: decision} if decision else {}
    with workshop.work(SYSTEM) as work:
        [one] = [
            each for each in publish_courses(work, library, decisions) if each.course == BASICS
        ]
        return one


def versions(workshop: Workshop) -> dict[int, str]:
    with workshop.look(SYSTEM) as work:
        return published_digests(work.session, BASICS)


def test_a_new_course_is_kept_whole_with_its_quiz_and_wording(workshop: Workshop) -> None:
    told = publish(workshop, LIBRARY)

    assert told == Publication(
        BASICS, COURSE.version, COURSE.title, new=True, decision=COURSE.decision
    )
    with workshop.look(SYSTEM) as work:
        kept = course_version(work.session, BASICS, COURSE.version)
        assert (kept.lessons, kept.text_sha256) == (COURSE.lessons, COURSE.text_sha256)
        assert asset_of(work.session, BASICS, COURSE.assets[0].sha256).content
        assert quiz_of(work.session, BASICS, COURSE.version) == LIBRARY.quiz_of(BASICS)
        assert wording_of(work.session, BASICS, COURSE.version) == vars(LIBRARY.wording_of(BASICS))
        assert {entry.what for entry in entries(work.session)} == {"CoursePublished"}


def test_the_same_text_again_does_nothing(workshop: Workshop) -> None:
    publish(workshop, LIBRARY)
    before = versions(workshop)

    assert publish(workshop, LIBRARY).new is False

    assert versions(workshop) == before


def test_a_rehearsal_says_the_same_and_writes_nothing(workshop: Workshop) -> None:
    with workshop.rehearsal(SYSTEM) as work:
        assert [one.new for one in publish_courses(work, LIBRARY)] == [True]

    assert versions(workshop) == {}


def test_a_changed_text_under_a_published_number_is_refused(workshop: Workshop) -> None:
    publish(workshop, LIBRARY)

    with pytest.raises(Refused, match=f"Give the changed text the version {COURSE.version + 1}"):
        publish(workshop, with_course(text_sha256="00" * 32))

    assert versions(workshop) == {COURSE.version: COURSE.text_sha256}


def test_a_changed_quiz_under_a_published_number_is_refused(workshop: Workshop) -> None:
    publish(workshop, LIBRARY)
    quiz = replace(LIBRARY.quiz_of(BASICS), text_sha256="00" * 32)

    with pytest.raises(Refused, match="published with another text"):
        publish(workshop, replace(LIBRARY, quizzes={**LIBRARY.quizzes, COURSE.quiz: quiz}))


def test_a_new_number_is_a_new_version_beside_the_old(workshop: Workshop) -> None:
    publish(workshop, LIBRARY)
    later = COURSE.version + 1
    second = with_course(version=later, text_sha256="00" * 32, effective_on=TODAY)

    assert publish(workshop, second).new is True

    assert set(versions(workshop)) == {COURSE.version, later}


def test_a_number_below_a_published_one_is_refused(workshop: Workshop) -> None:
    publish(workshop, with_course(version=COURSE.version + 2))

    with pytest.raises(Refused, match=f"Give it the version {COURSE.version + 3}"):
        publish(workshop, with_course(version=COURSE.version + 1))


def test_one_refused_course_keeps_all_from_being_published(workshop: Workshop) -> None:
    publish(workshop, with_course(version=COURSE.version + 2))
    another = CourseId("another")
    other = replace(COURSE, slug=another, version=1)
    library = replace(LIBRARY, courses={another: other, BASICS: COURSE})

    with pytest.raises(Refused):
        publish(workshop, library)

    with workshop.look(SYSTEM) as work:
        assert published_digests(work.session, another) == {}


def test_only_whoever_may_publish_does(workshop: Workshop) -> None:
    with pytest.raises(Forbidden), workshop.work(an_actor(Role.MANAGER)) as work:
        publish_courses(work, LIBRARY)


SECOND = with_course(version=COURSE.version + 1, text_sha256="00" * 32, effective_on=TODAY)
TOMORROW = TODAY + timedelta(days=1)


def test_what_was_decided_holds_and_what_was_proposed_stays_in_the_text(
    workshop: Workshop,
) -> None:
    publish(workshop, with_course(effective_on=TODAY))
    decided = Decision(Change.MINOR, TOMORROW, 14)

    assert publish(workshop, SECOND, decided).decision == decided

    with workshop.look(SYSTEM) as work:
        known = course_version(work.session, BASICS, COURSE.version + 1)
        row = work.session.get_one(CourseVersionRow, (BASICS, COURSE.version + 1))
        assert known.decision == decided
        assert (row.change, row.effective_on, row.refresh_days) == ("minor", TOMORROW, 14)
        assert row.content["change"] == "material"
        assert row.content["effective_on"] == TODAY.isoformat()
        assert course_on(work.session, BASICS, TODAY).version == COURSE.version
        assert course_on(work.session, BASICS, TOMORROW).version == COURSE.version + 1


def test_the_ledger_binds_what_was_decided(workshop: Workshop) -> None:
    publish(workshop, LIBRARY)
    publish(workshop, SECOND, Decision(Change.EDITORIAL, TODAY, 0))

    with workshop.look(SYSTEM) as work:
        (*_, last) = entries(work.session)
    assert statement(last) == {
        "by": SYSTEM.account,
        "course": BASICS,
        "version": COURSE.version + 1,
        "text_sha256": "00" * 32,
        "quiz_sha256": LIBRARY.quiz_of(BASICS).text_sha256,
        "change": "editorial",
        "effective_on": TODAY.isoformat(),
        "refresh_days": 0,
    }


@pytest.mark.parametrize(
    ("decision", "told"),
    [
        (Decision(Change.MATERIAL, TODAY - timedelta(days=1), 60), "takes effect today"),
        (Decision(Change.MATERIAL, TODAY, 366), "Give 0 to 365 days"),
        (Decision(Change.MINOR, TODAY, -1), "Give 0 to 365 days"),
    ],
)
def test_a_decision_that_cannot_stand_is_refused_and_nothing_is_published(
    workshop: Workshop, decision: Decision, told: str
) -> None:
    publish(workshop, LIBRARY)

    with pytest.raises(Refused, match=told):
        publish(workshop, SECOND, decision)

    assert set(versions(workshop)) == {COURSE.version}


def test_a_material_version_makes_older_completions_stale_from_its_day_on(
    workshop: Workshop,
) -> None:
    settled(workshop)
    publish(workshop, SECOND, Decision(Change.MATERIAL, TOMORROW, 30))

    with workshop.look(SYSTEM) as work:
        (row,) = [one for one in standings_of(work.session, WORKER.id) if one.until_on is None]
        assert (row.stale_from, row.stale_act_by) == (TOMORROW, TOMORROW + timedelta(days=30))


def test_an_editorial_version_makes_nobody_stale(workshop: Workshop) -> None:
    settled(workshop)
    publish(workshop, SECOND, Decision(Change.EDITORIAL, TOMORROW, 30))

    with workshop.look(SYSTEM) as work:
        (row,) = standings_of(work.session, WORKER.id)
        assert row.stale_from is None
