"""A unit of work: kept whole or undone whole, and a question that never writes."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from uuid import UUID

import pytest
from sqlalchemy import Engine, create_engine
from sqlalchemy.exc import OperationalError

from lms.evidence.facts import PasswordSet
from lms.evidence.store import entries_count, record
from lms.kernel.access import SYSTEM, Actor
from lms.kernel.errors import Conflict, Unavailable
from lms.kernel.ids import AccountId
from lms.kernel.work import FULL_OR_BUSY, UnitOfWork, Workshop
from tests.builders import NOON, ORGANIZATION, StillClock, an_actor

Opens = Callable[[Workshop, Actor], AbstractContextManager[UnitOfWork]]
SAID = PasswordSet(AccountId(UUID(int=1)))


def kept(workshop: Workshop) -> int:
    with workshop.look(SYSTEM) as work:
        return entries_count(work.session)


def _fail_after_recording(work: UnitOfWork) -> None:
    record(work, SAID)
    raise Conflict("Not now.")


def _fail_as_a_full_disk(_work: UnitOfWork) -> None:
    raise OperationalError("INSERT", {}, Exception("disk full"))


def test_work_is_kept_when_it_is_done(workshop: Workshop) -> None:
    with workshop.work(SYSTEM) as work:
        record(work, SAID)

    assert kept(workshop) == 1


def test_work_that_fails_is_undone_whole(workshop: Workshop) -> None:
    with pytest.raises(Conflict, match="Not now"), workshop.work(SYSTEM) as work:
        _fail_after_recording(work)

    assert kept(workshop) == 0


def test_work_knows_who_acts_when_and_where(workshop: Workshop, clock: StillClock) -> None:
    clock.forward(hours=1)
    with workshop.work(an_actor()) as work:
        clock.forward(hours=1)

        assert work.now == datetime(2026, 1, 31, 13, tzinfo=UTC)
        assert work.actor == an_actor()
        assert work.organization is ORGANIZATION
        assert (work.new_id(), work.new_id()) == (UUID(int=1), UUID(int=2))


def test_somebody_elses_name_changes_nothing_but_who_acts(workshop: Workshop) -> None:
    with workshop.work(SYSTEM) as work:
        other = work.acting_as(an_actor())

        assert other.actor == an_actor()
        assert (other.session, other.now, other.new_id) == (work.session, NOON, work.new_id)
        assert (other.organization, other.files) == (work.organization, work.files)
        assert other.keys is work.keys


def test_a_question_that_would_write_is_an_error_of_ours(workshop: Workshop) -> None:
    with (
        pytest.raises(RuntimeError, match="only reads"),
        workshop.look(SYSTEM) as work,
    ):
        record(work, SAID)

    assert kept(workshop) == 0


def test_a_question_is_answered_while_somebody_writes(workshop: Workshop) -> None:
    with workshop.work(SYSTEM) as work:
        record(work, SAID)

        assert kept(workshop) == 0
    assert kept(workshop) == 1


@pytest.mark.parametrize("opens", [Workshop.work, Workshop.look], ids=["work", "question"])
def test_a_database_that_cannot_take_it_is_told_in_plain_words(
    workshop: Workshop, opens: Opens
) -> None:
    with pytest.raises(Unavailable) as told, opens(workshop, SYSTEM) as work:
        _fail_as_a_full_disk(work)

    assert str(told.value) == FULL_OR_BUSY
    assert "disk full" not in str(told.value)


@pytest.mark.parametrize("opens", [Workshop.work, Workshop.look], ids=["work", "question"])
def test_more_work_than_the_database_has_connections_is_told_too(
    engine: Engine, database_url: str, opens: Opens, workshop: Workshop
) -> None:
    crowded = create_engine(
        database_url,
        module=engine.dialect.dbapi,
        pool_size=1,
        max_overflow=0,
        pool_timeout=0.05,
    )
    place = Workshop(crowded, ORGANIZATION, workshop.files, workshop.keys)
    try:
        with (
            crowded.connect(),
            pytest.raises(Unavailable, match="busy"),
            opens(place, SYSTEM) as w,
        ):
            entries_count(w.session)
    finally:
        crowded.dispose()

    assert kept(workshop) == 0
