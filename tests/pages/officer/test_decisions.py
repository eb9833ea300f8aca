"""A decision shows what will come of it, keeps what was typed, and is recorded once."""

import pytest
from flask import Flask

from lms.kernel.access import Role
from lms.kernel.work import Workshop
from tests.accounts.people import Browser
from tests.pages.officer.desk import (
    ANNUAL,
    HOLLIS,
    PEOPLE,
    confirm,
    counted,
    heading,
    hidden,
    said,
    sign_in,
)
from tests.reports.house import MANAGER, settled

EXTENSION = {
    "requirement": ANNUAL,
    "to_on": "2026-02-20",
    "reason": "court testimony",
    "approved_by": "W-010",
}


@pytest.fixture
def officer(alone: Flask, house: Workshop) -> Browser:
    return sign_in(alone, settled(house), Role.OFFICER, MANAGER)


def test_a_manager_gives_more_time_from_the_team_page_in_three_clicks(
    alone: Flask, house: Workshop
) -> None:
    manager = sign_in(alone, settled(house), Role.MANAGER, MANAGER)
    assert HOLLIS in manager.open("/training/team/").text
    form = f"{HOLLIS}/extend?requirement={ANNUAL}"
    assert form in manager.open(HOLLIS).text

    html = manager.open(form).text
    assert "The anniversary does not move" in html
    assert 'value="2026-02-14"' in html
    assert "act by 14 Feb 2026" in said(html)
    assert counted(house)[0] == 0
    done = manager.send(f"{HOLLIS}/extend", page=form, **EXTENSION)

    assert done.status_code == 303
    page = manager.open(done.location).text
    assert "More time is recorded. The anniversary did not move." in page
    assert heading(page) == "Hollis Bramble is not late."
    assert "court testimony" in page
    assert counted(house)[0] == 1


def test_sent_twice_it_is_one_record(officer: Browser, house: Workshop) -> None:
    for _ in range(2):
        sent = officer.send(f"{HOLLIS}/extend", page=f"{HOLLIS}/extend", **EXTENSION)
        assert sent.status_code == 303

    assert counted(house)[0] == 1


def test_what_is_refused_keeps_what_was_typed_and_says_so_at_each_field(
    officer: Browser, house: Workshop
) -> None:
    wrong = {**EXTENSION, "to_on": "soon", "reason": "", "approved_by": "W-002"}
    refused = officer.send(f"{HOLLIS}/extend", page=f"{HOLLIS}/extend", **wrong)
    assert refused.status_code == 422
    assert 'value="soon"' in refused.text
    assert refused.text.count("Write the day as 2026-03-05, not “soon”.") == 2

    wrong["to_on"] = "2026-02-20"
    refused = officer.send(f"{HOLLIS}/extend", page=f"{HOLLIS}/extend", **wrong)

    assert refused.status_code == 422
    assert "<title>Error: " in refused.text
    for name in ("reason", "approved_by"):
        assert f'href="#f-{name}"' in refused.text
        assert f'id="f-{name}-error"' in refused.text
    assert 'value="W-002"' in refused.text
    assert counted(house)[0] == 0


def test_its_effect_can_be_looked_at_again_before(officer: Browser, house: Workshop) -> None:
    shown = officer.send(f"{HOLLIS}/extend", page=f"{HOLLIS}/extend", show="1", **EXTENSION)

    assert shown.status_code == 200
    assert "act by 20 Feb 2026" in said(shown.text)
    assert counted(house)[0] == 0


def test_an_exemption_is_shown_first_and_then_recorded(officer: Browser, house: Workshop) -> None:
    shown = confirm(
        officer,
        "exempt",
        requirement=ANNUAL,
        to_on="2026-03-31",
        reason="light duty",
        approved_by="W-010",
    )

    assert "This changes how 1 person stands." in shown
    assert "Exempt" in said(shown)
    assert counted(house)[0] == 1


def test_a_leave_gets_its_first_day_back_later(officer: Browser, house: Workshop) -> None:
    confirm(officer, "leave", first_day_away="2026-01-05")
    assert heading(officer.open(HOLLIS).text) == "Hollis Bramble is on leave."

    confirm(officer, "leave", first_day_away="2026-01-05", first_day_back="2026-02-09")

    text = said(officer.open(HOLLIS).text)
    assert "Replaced by a later record" in text
    assert "5 Jan 2026 to 8 Feb 2026" in text
    assert counted(house)[0] == 2


@pytest.mark.parametrize(
    ("deed", "fields", "name"),
    [
        ("leave", {}, "first_day_away"),
        ("leave", {"first_day_away": "5.1.26"}, "first_day_away"),
        (
            "leave",
            {"first_day_away": "2026-01-05", "first_day_back": "2026-01-05"},
            "first_day_back",
        ),
        ("training", {"course": "part2-core", "document": "C 1"}, "completed_on"),
        (
            "training",
            {"course": "part2-core", "completed_on": "2026-01-05", "document": ""},
            "document",
        ),
        (
            "training",
            {
                "course": "part2-core",
                "completed_on": "2026-01-05",
                "document": "C 1",
                "version": "two",
            },
            "version",
        ),
        ("merge", {"reason": "same person"}, "duplicate"),
        ("exempt", {"requirement": ANNUAL, "reason": "light duty"}, "to_on"),
    ],
)
def test_each_form_says_what_is_missing_at_its_field(
    officer: Browser, house: Workshop, deed: str, fields: dict[str, str], name: str
) -> None:
    before = counted(house)
    path = f"{HOLLIS}/{deed}"

    refused = officer.send(path, page=path, **{"approved_by": "W-010", **fields})

    assert refused.status_code == 422
    assert f'href="#f-{name}"' in refused.text
    assert counted(house) == before


def test_training_done_elsewhere_is_shown_with_its_dates_and_then_recorded(
    officer: Browser, house: Workshop
) -> None:
    shown = confirm(
        officer,
        "training",
        course="part2-core",
        completed_on="2026-01-05",
        document="Certificate 17",
        approved_by="W-010",
    )

    assert "valid through 5 Jan 2027" in said(shown)
    page = said(officer.open(HOLLIS).text)
    assert "Training done elsewhere: 42 CFR Part 2 basics" in page
    assert "document: Certificate 17" in page
    assert counted(house)[1] == 5


def test_what_changed_since_it_was_shown_is_not_done(officer: Browser, house: Workshop) -> None:
    fields = {"first_day_away": "2026-01-05"}
    path = f"{HOLLIS}/leave"
    digest = hidden(officer.send(path, page=path, **fields).text, "shown")
    later = {"first_day_away": "2026-01-05", "first_day_back": "2026-01-12"}

    changed = officer.send(path, page=path, shown=digest, **later)

    assert changed.status_code == 409
    assert "Something changed since this was shown." in changed.text
    assert counted(house)[0] == 0


def test_a_manager_decides_nothing_but_more_time(alone: Flask, house: Workshop) -> None:
    manager = sign_in(alone, settled(house), Role.MANAGER, MANAGER)

    for deed in ("leave", "exempt", "training", "merge"):
        assert manager.open(f"{HOLLIS}/{deed}").status_code == 403
    assert manager.open(f"{PEOPLE}W-020/extend").status_code == 404


def test_whoever_owes_nothing_can_still_be_opened_to_more_time(officer: Browser) -> None:
    html = officer.open(f"{PEOPLE}W-030/extend").text

    assert heading(html) == "Give Otis Fallow more time"
    assert "<option" not in html


def test_an_officer_who_is_no_worker_sees_the_effect_and_names_who_approves(
    alone: Flask, house: Workshop
) -> None:
    nobody = sign_in(alone, settled(house), Role.OFFICER)
    form = f"{HOLLIS}/extend"
    html = nobody.open(form).text
    assert "act by 14 Feb 2026" in said(html)
    assert hidden(html, "approved_by") == ""

    unsaid = nobody.send(form, page=form, **{**EXTENSION, "approved_by": ""})
    assert unsaid.status_code == 422
    assert "Say who approved it, by their worker id." in unsaid.text
    link = nobody.open(HOLLIS).text.partition("Correct this")[0].rpartition('href="')[2]
    assert "Late, never completed" in said(nobody.open(link.partition('"')[0]).text)
