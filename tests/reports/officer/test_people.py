"""People are found by any part of a name or an id, within what one may see, page by page."""

from dataclasses import replace

import pytest
from sqlalchemy import Engine, event

from lms.kernel.access import EVERYONE, SYSTEM, Reach, Scope
from lms.kernel.work import Workshop
from lms.people.store import mark_merged, record_workers
from lms.reports.officer import people as asked
from lms.reports.officer.people import PeoplePage, Place, Sought, people
from tests.reports.house import MANAGER, STAFF, TODAY, settled, somebody

ALL = Sought(EVERYONE, TODAY)


@pytest.fixture
def house(workshop: Workshop) -> Workshop:
    return settled(workshop)


def found(house: Workshop, sought: Sought, after: Place | None = None) -> PeoplePage:
    with house.look(SYSTEM) as work:
        return people(work.session, sought, after)


def names(house: Workshop, sought: Sought) -> list[str]:
    return [one.name for one in found(house, sought).people]


def test_everybody_stands_there_by_name_with_how_late_they_are(house: Workshop) -> None:
    page = found(house, ALL)

    assert [(one.name, one.late) for one in page.people] == [
        ("=Cosmo Reed", 1),
        ("Hollis Bramble", 1),
        ("Maren Slate", 0),
        ("Orla Finn", 1),
        ("Otis Fallow", 0),
        ("Rowan Gild", 1),
        ("Tova Lindqvist", 0),
    ]
    assert (page.found, page.after) == (7, None)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("hollis", ["Hollis Bramble"]),
        ("bramble HOL", ["Hollis Bramble"]),
        ("w-00", ["Hollis Bramble", "Rowan Gild", "Tova Lindqvist"]),
        ("finn w-011", ["Orla Finn"]),
        ("%", []),
        ("_", []),
        ("nobody", []),
    ],
)
def test_any_part_of_a_name_or_an_id_finds_them(
    house: Workshop, words: str, expected: list[str]
) -> None:
    assert names(house, replace(ALL, words=words)) == expected


@pytest.mark.parametrize("words", ["núria", "NÚRIA", "Núria", "úri"])
def test_letters_beyond_ascii_are_found_however_they_are_written(
    house: Workshop, words: str
) -> None:
    with house.work(SYSTEM) as work:
        ferrer = somebody(40, "Núria Ferrer", "Claims", 10)
        record_workers(work.session, [ferrer], work.now, TODAY, "test")

    assert names(house, replace(ALL, words=words)) == ["Núria Ferrer"]


def test_a_team_and_employment_narrow_it(house: Workshop) -> None:
    claims = replace(ALL, team="Claims")

    assert names(house, claims) == ["Hollis Bramble", "Otis Fallow", "Tova Lindqvist"]
    assert names(house, replace(claims, employed=True)) == ["Hollis Bramble", "Tova Lindqvist"]
    assert names(house, replace(claims, employed=False)) == ["Otis Fallow"]


def test_a_manager_finds_nobody_of_another_tree(house: Workshop) -> None:
    own = replace(ALL, scope=Scope(Reach.REPORTS, MANAGER))

    assert names(house, own) == [
        "Hollis Bramble",
        "Orla Finn",
        "Otis Fallow",
        "Rowan Gild",
        "Tova Lindqvist",
    ]
    assert found(house, replace(own, words="cosmo")).found == 0


def test_the_pages_follow_each_other_by_key(
    house: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asked, "LINES_A_PAGE", 3)
    seen: list[str] = []
    after: Place | None = None
    while True:
        page = found(house, ALL, after)
        seen += [one.worker_id for one in page.people]
        assert page.found == 7
        after = page.after
        if after is None:
            break

    assert sorted(seen) == sorted(one.id for one in STAFF)


def test_whoever_was_merged_says_whose_they_are(house: Workshop) -> None:
    with house.work(SYSTEM) as work:
        mark_merged(work.session, STAFF[1].id, STAFF[0].id)

    hollis = found(house, replace(ALL, words="hollis")).people[0]
    assert hollis.merged_into == STAFF[0].id
    assert found(house, replace(ALL, words="hollis", employed=True)).found == 0


def test_it_is_asked_in_two_statements(house: Workshop, engine: Engine) -> None:
    asked_for: list[str] = []

    def count(*told: object) -> None:
        asked_for.append(str(told[2]))

    with house.look(SYSTEM) as work:
        work.session.connection()
        event.listen(engine, "before_cursor_execute", count)
        people(work.session, replace(ALL, words="w-", team="Claims", employed=True))
        event.remove(engine, "before_cursor_execute", count)

    assert len(asked_for) == 2
