"""What is required is shown with what it rests on, and each change before it acts."""

import re

import pytest
from flask import Flask

from lms.kernel.access import SYSTEM, Role
from lms.kernel.work import Workshop
from lms.requirements.store import requirements_in_force
from tests.accounts.people import Browser
from tests.pages.officer.desk import ANNUAL, heading, hidden, said, sign_in
from tests.reports.house import MANAGER, settled

LIST = "/training/requirements/"
NEW = f"{LIST}new"
CHANGE = f"{LIST}{ANNUAL}"


@pytest.fixture
def officer(alone: Flask, house: Workshop) -> Browser:
    return sign_in(alone, settled(house), Role.OFFICER)


def typed(html: str) -> dict[str, str]:
    """What a form holds, as a browser would send it."""
    fields = dict(re.findall(r'<input[^>]*? name="(\w+)" value="([^"]*)"', html))
    for name in ("audience",):
        fields[name] = re.findall(rf'name="{name}" value="(\w+)" checked', html)[0]
    for name, options in re.findall(r'<select[^>]*name="(\w+)"[^>]*>(.*?)</select>', html):
        chosen = re.findall(r'value="([^"]*)" selected', options)
        fields[name] = (chosen or re.findall(r'value="([^"]*)"', options))[0]
    unticked = ("roles", "teams", "open_cycles", "csrf_token", "theme")
    return {name: value for name, value in fields.items() if name not in unticked}


def kept(house: Workshop) -> list[str]:
    with house.look(SYSTEM) as work:
        return list(requirements_in_force(work.session))


def test_each_says_on_what_it_rests_of_whom_and_how_often(officer: Browser) -> None:
    html = officer.open(LIST).text

    assert heading(html) == "One thing is required."
    text = said(html)
    assert "Policy Training policy 4.2 Everybody Every year; the anniversary is kept" in text
    assert re.search(r'data-l="People today">6<', html)
    assert ">Requirements</a>" in html


def test_the_starters_claim_no_yearly_duty_of_part_2(officer: Browser) -> None:
    text = said(officer.open(LIST).text)

    assert "42 CFR Part 2 sets no yearly training duty" in text
    assert "hipaa-for-service-organizations, is not published here" in text


def test_yearly_training_for_everybody_takes_four_clicks(
    officer: Browser, house: Workshop
) -> None:
    starter = f"{NEW}?starter={ANNUAL}"
    assert f'href="{starter}"' in officer.open(LIST).text
    form = officer.open(starter).text
    fields = typed(form)
    assert fields["id"] == f"{ANNUAL}-2"

    shown = officer.send(NEW, page=starter, **fields)
    assert shown.status_code == 200
    assert kept(house) == [ANNUAL]
    assert heading(shown.text) == "This changes how 6 people stand."
    assert "How many, from what to what" in shown.text
    done = officer.send(NEW, page=starter, **fields, shown=hidden(shown.text, "shown"))

    assert done.status_code == 303
    assert kept(house) == [ANNUAL, f"{ANNUAL}-2"]
    assert heading(officer.open(done.location).text) == "Two things are required."


def test_the_preview_keeps_every_term_and_leads_back_to_the_form(officer: Browser) -> None:
    fields = typed(officer.open(NEW).text) | {
        "id": "claims-autumn",
        "audience": "some",
        "teams": "Claims",
        "fixed_dates": "10-31",
        "floor_rule": "2024-final-rule",
        "floor_from_on": "2026-02-16",
        "floor_refresh_days": "30",
    }
    shown = officer.send(NEW, page=NEW, **fields)

    assert shown.status_code == 200
    text = said(shown.text)
    assert "Team Claims" in text
    assert "by the common date 31 Oct" in text
    assert "must teach “2024-final-rule” from 16 Feb 2026" in text
    back = officer.send(NEW, page=NEW, **fields, edit="1")
    assert back.status_code == 200
    assert typed(back.text) == {name: fields[name] for name in fields if name != "teams"}
    assert re.search(r'name="teams" value="Claims" checked', back.text)


def test_who_becomes_late_is_named_before(officer: Browser) -> None:
    fields = typed(officer.open(NEW).text) | {
        "audience": "some",
        "teams": "Data desk",
        "from_on": "2025-01-01",
    }

    shown = officer.send(NEW, page=NEW, **fields)

    assert "Who becomes late" in shown.text
    assert "=Cosmo Reed" in shown.text


def test_a_change_of_dates_asks_what_becomes_of_open_cycles(
    officer: Browser, house: Workshop
) -> None:
    fields = typed(officer.open(CHANGE).text) | {"cadence_months": "6"}
    refused = officer.send(CHANGE, page=CHANGE, **fields)
    assert refused.status_code == 422
    assert 'href="#f-open_cycles"' in refused.text

    shown = officer.send(CHANGE, page=CHANGE, **fields, open_cycles="keep")
    digest = hidden(shown.text, "shown")
    done = officer.send(CHANGE, page=CHANGE, **fields, open_cycles="keep", shown=digest)

    assert done.status_code == 303
    assert "Every 6 months" in officer.open(LIST).text
    with house.look(SYSTEM) as work:
        assert requirements_in_force(work.session)[ANNUAL].cadence_months == 6  # type: ignore[index]  # its id


def test_what_changed_since_it_was_shown_is_not_done(officer: Browser, house: Workshop) -> None:
    fields = typed(officer.open(NEW).text)
    digest = hidden(officer.send(NEW, page=NEW, **fields).text, "shown")

    changed = officer.send(NEW, page=NEW, **(fields | {"initial_days": "0"}), shown=digest)

    assert changed.status_code == 409
    assert "Something changed since this was shown." in changed.text
    assert kept(house) == [ANNUAL]


def test_one_is_ended_from_its_own_form(officer: Browser) -> None:
    page = f"{CHANGE}?end=1"
    fields = typed(officer.open(page).text)
    assert fields["until_on"] == "2026-01-31"

    shown = officer.send(CHANGE, page=CHANGE, **fields)
    assert heading(shown.text) == "This changes how 6 people stand."
    digest = hidden(shown.text, "shown")
    done = officer.send(CHANGE, page=CHANGE, **fields, shown=digest)

    assert heading(officer.open(done.location).text) == "Nothing is required yet."
    assert "Ended" in officer.open(LIST).text


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"id": "Has Spaces"}, "id"),
        ({"id": ANNUAL}, "id"),
        ({"citation": ""}, "citation"),
        ({"cadence_months": "yearly"}, "cadence_months"),
        ({"cadence_months": ""}, "cadence_months"),
        ({"window_days": "91"}, "window_days"),
        ({"from_on": "soon"}, "from_on"),
        ({"from_on": ""}, "from_on"),
        ({"audience": "some"}, "audience"),
        ({"fixed_dates": "31 October"}, "fixed_dates"),
        ({"floor_from_on": "2026-02-16"}, "floor_rule"),
        ({"until_on": "2020-01-01"}, "until_on"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_what_was_typed_stays(
    officer: Browser, house: Workshop, changes: dict[str, str], field: str
) -> None:
    fields = typed(officer.open(NEW).text) | changes

    refused = officer.send(NEW, page=NEW, **fields)

    assert refused.status_code == 422
    assert f'href="#f-{field}"' in refused.text
    assert kept(house) == [ANNUAL]


def test_what_is_not_there_cannot_be_changed(officer: Browser) -> None:
    assert officer.open(f"{LIST}none").status_code == 404


def test_others_decide_nothing(alone: Flask, house: Workshop) -> None:
    manager = sign_in(alone, settled(house), Role.MANAGER, MANAGER)

    assert [manager.open(path).status_code for path in (LIST, NEW, CHANGE)] == [403, 403, 403]


def test_where_nothing_is_required_the_page_says_with_what_to_begin(
    alone: Flask, house: Workshop
) -> None:
    html = sign_in(alone, house, Role.OFFICER).open(LIST).text

    assert heading(html) == "Nothing is required yet."
    assert "Begin with one of those below." in html
