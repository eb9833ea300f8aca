"""An officer sees what a version changes and whom it touches, and publishes exactly that."""

import re
from datetime import date
from html import unescape
from io import BytesIO

import pytest

from lms.actions.imports.import_requirements import import_requirements
from lms.courses.store import course_version
from lms.kernel.access import SYSTEM, Role
from lms.people.store import record_workers
from tests.accounts.people import give_account
from tests.builders import NOON, a_worker
from tests.courses.tiny import BANK, COVER, FILES, FIRST, SECOND, TINY, changed
from tests.courses.versions import MESSAGE, version
from tests.pages.classroom import text_of
from tests.pages.conftest import another
from tests.pages.officer.shelf import ASKED, PAGE, VERSION, Desk, a_desk

MARCH = date(2026, 3, 1)
desk = a_desk


def test_what_is_published_and_what_waits_is_told_first(desk: Desk) -> None:
    told = desk.text()

    assert "One course waits to be published." in told
    assert "Version 2 waits Version 1 is published. Look at version 2" in told
    assert '<a href="/training/publishing/" aria-current="page">Courses</a>' in (
        desk.browser.open(PAGE).text
    )


def test_where_nothing_waits_the_page_says_so(desk: Desk) -> None:
    desk.write({})

    assert "Nothing waits to be published." in desk.text()
    assert "Version 1 is published In force from 1 January 2024." in desk.text()
    assert desk.browser.open(VERSION).status_code == 404


def test_the_difference_is_shown_word_by_word_and_not_by_colour_alone(desk: Desk) -> None:
    page = desk.browser.open(VERSION).text

    assert f'<ins><span class="vh">added: </span>{MESSAGE}</ins>' in page
    assert "Against version 1: 1 section." in text_of(page)
    assert "Answering the telephone: What to say Changed" in text_of(page)


def test_questions_and_what_is_said_about_the_course_are_compared_too(desk: Desk) -> None:
    second = version(2)
    second[COVER] = str(second[COVER]).replace("Answering callers", "Answering all callers")
    bank = changed(BANK, "- [x] choice 0 of ans-1", "- [x] choice 9 of ans-1")
    desk.write({**second, **bank})

    told = desk.text(VERSION)

    assert "Against version 1: 1 section, 1 question and 1 other thing." in told
    assert "Question ans-1 Changed" in told
    assert "removed: 0 added: 9 of ans-1" in told
    assert "title Changed" in told


def test_the_form_is_filled_in_as_the_author_proposes(desk: Desk) -> None:
    page = desk.browser.open(VERSION).text

    assert re.search(r'value="material" checked', page)
    assert 'name="effective_on" value="2026-03-01"' in page
    assert 'name="refresh_days" value="60"' in page


def test_a_proposed_day_that_has_passed_becomes_today(desk: Desk) -> None:
    desk.write(version(2, date(2026, 1, 1)))

    assert 'name="effective_on" value="2026-01-31"' in desk.browser.open(VERSION).text


def test_who_is_touched_is_shown_before_anything_is_done(desk: Desk) -> None:
    page = desk.ask()

    told = text_of(page.text)
    assert page.status_code == 200
    assert "One person stands otherwise on 1 March 2026." in told
    assert (
        "Material, taught from Sunday 1 March 2026, to be read by Thursday 30 April 2026." in told
    )
    assert "Covered Covered, text changed 1" in told
    assert "Claims 1" in told
    assert "Tova Lindqvist Claims tiny-annual Covered Covered, text changed 30 Apr 2026" in told
    assert "Rowan Gild" not in told
    assert desk.versions() == {1}


def test_an_editorial_change_touches_nobody(desk: Desk) -> None:
    assert "It touches nobody." in text_of(desk.ask(change="editorial").text)


def test_confirmed_it_is_published_as_decided(desk: Desk) -> None:
    preview = desk.ask(effective_on="2026-02-10", refresh_days="30")

    done = desk.confirm(preview.text)

    assert (done.status_code, done.location) == (303, PAGE)
    assert desk.versions() == {1, 2}
    with desk.house.look(SYSTEM) as work:
        known = course_version(work.session, TINY, 2)
    assert (known.effective_on, known.refresh_days) == (date(2026, 2, 10), 30)
    assert "Nothing waits to be published." in desk.text()
    assert "Version 2 is published In force from 10 February 2026." in desk.text()


def test_a_text_that_changed_meanwhile_is_not_published(desk: Desk) -> None:
    preview = desk.ask()
    desk.write({**version(2), FIRST: str(version(2)[FIRST]).replace("patient", "person")})

    refused = desk.confirm(preview.text)

    assert refused.status_code == 409
    assert "The text of the course has changed since this was shown." in text_of(refused.text)
    assert desk.versions() == {1}


def test_whoever_changed_meanwhile_makes_it_ask_again(desk: Desk) -> None:
    preview = desk.ask()
    with desk.house.work(SYSTEM) as work:
        gone = a_worker(ended_on=date(2026, 2, 1))
        record_workers(work.session, [gone], NOON, NOON.date(), "test")
        assert (
            import_requirements(work, BytesIO(ASKED.replace("4.2", "4.3").encode())).problems == ()
        )

    refused = desk.confirm(preview.text)

    assert refused.status_code == 409
    assert "Something changed since this was shown" in text_of(refused.text)
    assert desk.versions() == {1}


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("change", "", "Choose what the version changes"),
        ("effective_on", "soon", "Enter a day, like 2026-01-31."),
        ("effective_on", "2026-01-30", "A material change takes effect today, 2026-01-31"),
        ("refresh_days", "many", "Enter a number of days from 0 to 365."),
        ("refresh_days", "366", "Give 0 to 365 days"),
    ],
)
def test_what_cannot_be_decided_is_told_at_its_field_and_kept(
    desk: Desk, field: str, typed: str, told: str
) -> None:
    page = desk.ask(**{field: typed})

    assert page.status_code == 422
    assert page.text.count(unescape(told)) == 2
    assert "<title>Error: " in page.text
    assert field == "change" or f'name="{field}" value="{typed}"' in page.text


def test_a_decision_that_cannot_stand_is_not_published(desk: Desk) -> None:
    preview = desk.ask()

    refused = desk.confirm(preview.text, refresh_days="1000")

    assert refused.status_code == 422
    assert desk.versions() == {1}


def test_faults_are_named_by_file_line_and_reason_and_nothing_of_the_course_is_published(
    desk: Desk,
) -> None:
    preview = desk.ask()
    desk.write(changed(BANK, "pass_mark = 75", "pass_mark = 0"))

    told = desk.text()

    assert "Cannot be published: 1 fault" in told
    assert "quizzes/tiny.md , line 3: “pass_mark” must be a whole number of percent" in told
    assert desk.browser.open(VERSION).status_code == 422
    assert desk.confirm(preview.text).status_code == 422
    assert desk.versions() == {1}


def test_a_changed_text_under_a_published_number_is_refused_with_what_to_do(desk: Desk) -> None:
    desk.write({FIRST: version(2)[FIRST]})

    assert "Give the changed text the version 2." in desk.text()
    assert desk.browser.open(VERSION).status_code == 422


def test_nobody_but_an_officer_sees_it(desk: Desk) -> None:
    give_account(desk.house, "m@alderquay.example", Role.MANAGER)
    app = desk.browser.client.application
    manager = another(app)
    assert manager.sign_in("m@alderquay.example").status_code == 303

    paths = (PAGE, VERSION, f"{VERSION}/effect")
    assert [manager.open(path).status_code for path in paths] == [403] * 3
    assert "Courses</a>" not in manager.open("/training/").text


def test_a_first_version_is_all_new_and_may_be_in_force_already(desk: Desk) -> None:
    desk.write(
        {
            "courses/other/course.md": FILES[COVER].replace("minutes = 7", "minutes = 4"),
            "courses/other/01-answering.md": FILES[FIRST]
            .partition("![")[0]
            .replace("[note it](02-noting.md#notes)", "note it"),
            "courses/other/02-noting.md": FILES[SECOND],
        }
    )

    page = desk.browser.open(f"{PAGE}other")

    assert "The first version: 2 lessons and 6 questions, all new." in text_of(page.text)
    assert 'name="effective_on" value="2024-01-01"' in page.text
