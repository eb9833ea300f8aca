"""A file waits for whoever sent it alone, until it is taken or a day has passed."""

from contextlib import suppress
from uuid import UUID

import pytest
from sqlalchemy import func, select

from lms.accounts.tables import UploadRow
from lms.actions.uploads import keep_upload as keeping
from lms.actions.uploads.keep_upload import keep_upload
from lms.actions.uploads.take_upload import take_upload
from lms.kernel.access import SYSTEM, Role
from lms.kernel.errors import Forbidden, NotFound, Refused
from lms.kernel.work import Workshop
from tests.builders import StillClock, an_actor

OFFICER = an_actor(Role.OFFICER)


def keep(workshop: Workshop, content: bytes = b"worker_id\n") -> UUID:
    with workshop.work(OFFICER) as work:
        return keep_upload(work, "workers", "staff.csv", content)


def waiting(workshop: Workshop) -> int:
    with workshop.look(SYSTEM) as work:
        return work.session.scalar(select(func.count()).select_from(UploadRow)) or 0


def test_it_is_taken_once(workshop: Workshop) -> None:
    upload = keep(workshop)

    with workshop.work(OFFICER) as work:
        taken = take_upload(work, upload)

    assert (taken.kind, taken.file_name, taken.content) == (
        "workers",
        "staff.csv",
        b"worker_id\n",
    )
    assert waiting(workshop) == 0
    with pytest.raises(NotFound), workshop.work(OFFICER) as work:
        take_upload(work, upload)


def test_where_the_work_is_undone_it_goes_on_waiting(workshop: Workshop) -> None:
    upload = keep(workshop)

    with suppress(KeyError), workshop.work(OFFICER) as work:
        take_upload(work, upload)
        raise KeyError

    assert waiting(workshop) == 1


def test_nobody_else_takes_it(workshop: Workshop) -> None:
    upload = keep(workshop)
    another = an_actor(Role.OFFICER, account="another")

    with pytest.raises(NotFound, match="waits no longer"), workshop.work(another) as work:
        take_upload(work, upload)


def test_after_a_day_it_waits_no_longer_and_goes_with_the_next(
    workshop: Workshop, clock: StillClock
) -> None:
    upload = keep(workshop)
    clock.forward(days=1, seconds=1)

    with pytest.raises(NotFound), workshop.work(OFFICER) as work:
        take_upload(work, upload)
    keep(workshop)
    assert waiting(workshop) == 1


def test_an_empty_file_and_one_too_large_are_refused(
    workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "MOST_BYTES", 4)
    keep(workshop, b"four")

    for content in (b"", b"five!"):
        with pytest.raises(Refused) as refused:
            keep(workshop, content)
        assert [one.field for one in refused.value.faults] == ["file"]


def test_only_whoever_brings_files_in_keeps_or_takes_one(workshop: Workshop) -> None:
    upload = keep(workshop)
    manager = an_actor(Role.MANAGER)

    with pytest.raises(Forbidden), workshop.work(manager) as work:
        keep_upload(work, "workers", "staff.csv", b"x")
    with pytest.raises(Forbidden), workshop.work(manager) as work:
        take_upload(work, upload)
