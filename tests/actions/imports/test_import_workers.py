"""A staff file is brought in whole or not at all, and the same file twice changes nothing."""

import csv
import io
from collections.abc import Iterable
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from lms.actions.imports.import_workers import import_workers
from lms.evidence.store import entries
from lms.kernel.access import SYSTEM, Role
from lms.kernel.errors import Forbidden
from lms.kernel.sheets import Imported
from lms.kernel.work import Workshop
from lms.people.store import all_workers
from lms.people.tables import WorkerRecordRow
from lms.reports.asking import Question
from lms.reports.incoming.weighing import Wish
from lms.reports.standing import standing
from lms.reports.taking import KINDS, Form
from lms.requirements.store import record_requirements
from tests.builders import StillClock, an_actor, decided
from tests.reports.house import ANNUAL, TODAY, settled

HEADER = ("worker_id", "name", "team", "manager_id", "hired_on", "ended_on")
TOVA = ("W-1", "Tova Lindqvist", "Claims", "W-2", "2025-03-03", "")
MAREN = ("W-2", "Maren Slate", "Management", "", "2024-01-10", "")
ROWAN = ("W-3", "Rowan Gild", "Claims", "W-2", "2026-01-05", "")


def file_of(*rows: Iterable[str]) -> bytes:
    page = io.StringIO(newline="")
    csv.writer(page).writerows([HEADER, *rows])
    return page.getvalue().encode()


def bring_in(
    workshop: Workshop, *rows: Iterable[str], full_roster: bool = False, dry_run: bool = False
) -> Imported:
    with (workshop.rehearsal if dry_run else workshop.work)(SYSTEM) as work:
        return import_workers(work, io.BytesIO(file_of(*rows)), Wish(full_roster))


def known(workshop: Workshop) -> dict[str, tuple[str, str, date | None]]:
    with workshop.look(SYSTEM) as work:
        return {
            worker: (one.name, one.team, one.ended_on)
            for worker, one in all_workers(work.session).items()
        }


def kept(workshop: Workshop) -> tuple[int, list[str]]:
    """How many descriptions and which entries of the ledger there are."""
    with workshop.look(SYSTEM) as work:
        records = work.session.scalar(select(func.count()).select_from(WorkerRecordRow)) or 0
        return records, [entry.what for entry in entries(work.session)]


def test_new_workers_are_recorded_and_the_ledger_says_so(workshop: Workshop) -> None:
    assert bring_in(workshop, TOVA, MAREN) == Imported(created=2)

    assert known(workshop)["W-1"] == ("Tova Lindqvist", "Claims", None)
    assert kept(workshop) == (2, ["WorkersImported"])


def test_the_same_file_twice_changes_nothing(workshop: Workshop) -> None:
    bring_in(workshop, TOVA, MAREN)
    before = kept(workshop)

    assert bring_in(workshop, TOVA, MAREN) == Imported(unchanged=2)

    assert kept(workshop) == before


def test_a_changed_worker_is_recorded_anew_and_the_old_record_stays(workshop: Workshop) -> None:
    bring_in(workshop, TOVA, MAREN)

    moved = (*TOVA[:2], "Coding", *TOVA[3:])
    assert bring_in(workshop, moved, MAREN) == Imported(updated=1, unchanged=1)

    assert known(workshop)["W-1"][1] == "Coding"
    assert kept(workshop)[0] == 3


def test_whoever_is_absent_stays_as_they_are(workshop: Workshop) -> None:
    bring_in(workshop, TOVA, MAREN)

    assert bring_in(workshop, MAREN) == Imported(unchanged=1, absent=1)

    assert known(workshop)["W-1"][2] is None


def test_a_full_roster_ends_the_absent_today_and_deletes_nobody(workshop: Workshop) -> None:
    later = ("W-4", "Ines Marlow", "Claims", "", "2026-03-01", "")
    gone = ("W-5", "Otis Fallow", "Claims", "", "2024-01-10", "2025-01-01")
    bring_in(workshop, TOVA, MAREN, later, gone)

    ended = bring_in(workshop, MAREN, full_roster=True)
    again = bring_in(workshop, MAREN, full_roster=True)

    assert ended == Imported(unchanged=1, absent=2)
    assert again == Imported(unchanged=1)
    assert {worker: end for worker, (_, _, end) in known(workshop).items()} == {
        "W-1": TODAY,
        "W-2": None,
        "W-4": date(2026, 3, 1),
        "W-5": date(2025, 1, 1),
    }


def test_a_dry_run_says_the_same_and_writes_nothing(workshop: Workshop) -> None:
    bring_in(workshop, TOVA, MAREN)
    before = known(workshop), kept(workshop)

    told = bring_in(workshop, MAREN, ROWAN, full_roster=True, dry_run=True)

    assert told == Imported(created=1, unchanged=1, absent=1)
    assert (known(workshop), kept(workshop)) == before


@pytest.mark.parametrize(
    ("rows", "row", "column", "said"),
    [
        ([TOVA, (*ROWAN[:4], "soon", "")], 3, "hired_on", "Write the day as 2026-03-05"),
        ([(*TOVA[:3], "W-9", *TOVA[4:])], 2, "manager_id", "There is no worker W-9"),
        ([TOVA, TOVA], 3, "worker_id", "Worker W-1 stands in row 2 already. Keep one row."),
        ([("W-7", "日本語", "", "", "2025-03-03", "")], 2, "name", "U+65E5"),
    ],
)
def test_a_file_with_any_problem_is_refused_whole(
    workshop: Workshop, rows: list[tuple[str, ...]], row: int, column: str, said: str
) -> None:
    bring_in(workshop, MAREN)

    told = bring_in(workshop, *rows)

    assert [(one.row, one.column) for one in told.problems] == [(row, column)]
    assert said in told.problems[0].message
    assert (told.created, told.updated) == (0, 0)
    assert set(known(workshop)) == {"W-2"}


def test_managers_in_a_circle_are_told_who_is_in_it(workshop: Workshop) -> None:
    maren = (*MAREN[:3], "W-1", *MAREN[4:])

    told = bring_in(workshop, TOVA, maren, ROWAN)

    assert [(one.row, one.column) for one in told.problems] == [
        (2, "manager_id"),
        (3, "manager_id"),
    ]
    assert "Break the circle" in told.problems[0].message


def test_a_manager_in_a_row_that_cannot_be_read_is_not_called_unknown(
    workshop: Workshop,
) -> None:
    told = bring_in(workshop, TOVA, (*MAREN[:4], "soon", ""))

    assert [(one.row, one.column) for one in told.problems] == [(3, "hired_on")]


def test_a_file_that_would_end_most_workers_is_refused_until_that_is_allowed(
    workshop: Workshop,
) -> None:
    staff = [(f"W-{n}", "Tova Lindqvist", "Claims", "", "2025-03-03", "") for n in range(44)]
    bring_in(workshop, *staff)

    told = bring_in(workshop, *staff[:21], full_roster=True)

    assert [one.row for one in told.problems] == [1]
    assert "end 23 of 44 workers, which is more than half" in told.problems[0].message
    assert {end for _, _, end in known(workshop).values()} == {None}
    with workshop.work(SYSTEM) as work:
        allowed = Wish(full_roster=True, allow_many=True)
        told = import_workers(work, io.BytesIO(file_of(*staff[:21])), allowed)
    assert told == Imported(unchanged=21, absent=23)


def test_half_of_the_workers_may_be_changed_unasked(workshop: Workshop) -> None:
    staff = [(f"W-{n}", "Tova Lindqvist", "Claims", "", "2025-03-03", "") for n in range(44)]
    bring_in(workshop, *staff)
    moved = [(*one[:2], "Coding", *one[3:]) for one in staff[:22]]

    assert bring_in(workshop, *moved) == Imported(updated=22, absent=22)


def test_a_manager_known_from_an_earlier_file_is_enough(workshop: Workshop) -> None:
    bring_in(workshop, MAREN)

    assert bring_in(workshop, ROWAN).created == 1


def test_standing_follows_in_the_same_transaction(workshop: Workshop, clock: StillClock) -> None:
    with workshop.work(SYSTEM) as work:
        record_requirements(work.session, [decided(ANNUAL)], work.now, "test")
    bring_in(workshop, MAREN)

    day = clock.forward(days=1).date()
    with workshop.look(SYSTEM) as work:
        [row] = standing(work.session, Question(as_of=day, today=day)).rows
    assert (row[2], row[9]) == ("W-2", "overdue")


def test_only_whoever_may_bring_in_staff_does(workshop: Workshop) -> None:
    with pytest.raises(Forbidden), workshop.work(an_actor(Role.MANAGER)) as work:
        import_workers(work, io.BytesIO(file_of(TOVA)))


def test_a_report_brought_in_again_changes_no_name(workshop: Workshop) -> None:
    with settled(workshop).look(SYSTEM) as work:
        question = Question(TODAY, TODAY)
        report = b"".join(KINDS["standing"].pieces(work.session, question, Form.CSV))
        before = all_workers(work.session)
    rows = csv.DictReader(io.StringIO(report.decode(), newline=""))
    lines = [
        (row["worker_id"], row["worker_name"], row["team"], row["manager_id"], "2024-01-10", "")
        for row in rows
    ]

    assert bring_in(workshop, *lines).problems == ()

    names = {worker: (one.name, one.team) for worker, one in before.items()}
    assert {worker: (name, team) for worker, (name, team, _) in known(workshop).items()} == names
    assert names["W-020"] == ("=Cosmo Reed", "Data desk")  # type: ignore[index]  # a worker's number


ids = st.sampled_from(["W-1", "W-2", "W-3", "W-4"])
staff = st.dictionaries(
    ids,
    st.tuples(
        st.sampled_from(["Tova", "=Tova", "Ana Pérez", "'+Bo"]),
        st.sampled_from(["", "Claims", "@home"]),
        st.sampled_from(["", "W-1"]),
        st.sampled_from(["2024-01-10", "2025-06-01"]),
        st.sampled_from(["", "2025-08-01"]),
    ),
    min_size=1,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=staff, second=staff)
def test_bringing_in_twice_changes_nothing_for_any_file(
    workshop: Workshop,
    first: dict[str, tuple[str, ...]],
    second: dict[str, tuple[str, ...]],
) -> None:
    for told in (first, second):
        rows = [(worker, *rest) for worker, rest in told.items()]
        one = bring_in(workshop, *rows, full_roster=True)
        before = known(workshop), kept(workshop)
        again = bring_in(workshop, *rows, full_roster=True)

        if one.problems:
            assert again == one
        else:
            assert again == Imported(unchanged=len(rows))
        assert (known(workshop), kept(workshop)) == before
