"""The auditor's page: reports as of any day, answered in a sentence, shown, and taken away."""

import json
import re
from datetime import timedelta
from html import unescape
from itertools import product

import pytest
from flask import Flask

from lms.kernel.access import SYSTEM, Role
from lms.kernel.ids import RequirementId, WorkerId
from lms.kernel.work import Workshop
from lms.pages import reports as module
from lms.people.store import record_workers
from lms.reports.asking import Question
from lms.reports.taking import KINDS, Form
from tests.accounts.people import Browser
from tests.builders import StillClock
from tests.pages.officer.test_team import heading, people, sign_in
from tests.reports.agreement.clients import TIDE, bring_clients
from tests.reports.house import STAFF, TODAY, settled

INDEX = "/training/reports/"
ALONE = [one.name for one in KINDS.values() if not one.needs]
"""The reports that need no list to be brought along."""


@pytest.fixture
def auditor(alone: Flask, house: Workshop) -> Browser:
    """Somebody who takes reports."""
    return sign_in(alone, settled(house), Role.AUDITOR)


def answers(html: str) -> list[str]:
    return [unescape(words) for words in re.findall(r'<p class="ans">(.*?)</p>', html)]


def test_nine_questions_are_answered_as_of_today(auditor: Browser) -> None:
    html = auditor.open(INDEX).text

    assert heading(html) == "Nine questions, answered as of 31 January 2026."
    assert answers(html)[:3] == [
        "4 completions by 31 January 2026.",
        "2 of 6 required trainings are covered on 31 January 2026.",
        "4 required trainings are late on 31 January 2026.",
    ]
    assert "1 more are not counted" in html


def test_an_earlier_day_is_told_from_what_had_happened(auditor: Browser) -> None:
    html = auditor.open(f"{INDEX}?as_of=2024-12-31").text

    assert answers(html)[:3] == [
        "2 completions by 31 December 2024.",
        "Standing on 31 December 2024.",
        "Who was late on 31 December 2024.",
    ]
    assert "/training/reports/standing?as_of=2024-12-31" in html


def test_a_later_day_says_that_it_is_a_forecast(auditor: Browser) -> None:
    html = auditor.open(f"{INDEX}?as_of=2027-06-01&team=Claims").text

    assert answers(html)[1:3] == [
        "0 of 2 required trainings are covered on 1 June 2027.",
        "2 required trainings are late on 1 June 2027.",
    ]
    assert "A forecast" in html


def test_where_nothing_is_asked_no_share_is_told(alone: Flask, house: Workshop) -> None:
    html = sign_in(alone, house, Role.AUDITOR).open(INDEX).text

    assert answers(html)[:3] == [
        "No completions by 31 January 2026.",
        "Nothing is asked of anybody on 31 January 2026.",
        "Nothing is late on 31 January 2026.",
    ]
    assert "100" not in re.sub(r"<[^>]*>", "", html)


def test_one_is_told_as_one(auditor: Browser) -> None:
    html = auditor.open(f"{INDEX}?team=Data+desk").text

    assert answers(html)[:3] == [
        "1 completion by 31 January 2026.",
        "0 of 1 required training is covered on 31 January 2026.",
        "1 required training is late on 31 January 2026.",
    ]


def test_completions_are_shown_with_their_main_columns(auditor: Browser) -> None:
    html = auditor.open(f"{INDEX}completions").text

    assert people(html) == ["Tova Lindqvist", "Hollis Bramble", "Maren Slate", "=Cosmo Reed"]
    tova = html[html.index("Tova Lindqvist") : html.index("Hollis Bramble")]
    for words in ("Claims", "42 CFR Part 2 basics, version 1", "1 Dec 2025", "90 %", "1 Dec 2026"):
        assert words in tova
    assert '<p class="small soft" role="status">All 4 rows.</p>' in html


def test_standing_is_shown_in_words_with_its_reason(auditor: Browser) -> None:
    html = auditor.open(f"{INDEX}standing").text

    assert people(html)[1] == "Hollis Bramble"
    hollis = html[html.index("Hollis Bramble") : html.index("Rowan Gild")]
    assert "<span>Late, lapsed, by 35 days</span>" in hollis
    assert "first completed 27 Dec 2024" in hollis
    assert people(auditor.open(f"{INDEX}overdue").text) == [
        "Orla Finn",
        "=Cosmo Reed",
        "Hollis Bramble",
        "Rowan Gild",
    ]


def test_a_completion_without_version_score_and_validity_is_shown_without(
    auditor: Browser, house: Workshop
) -> None:
    with house.work(SYSTEM) as work:
        work.session.connection().exec_driver_sql(
            "INSERT INTO lms_completion SELECT '00000000-0000-0000-0000-00000000ffff', worker_id,"
            " worker_name, team, role, employer, requirement, reason, course, 'Elsewhere', NULL,"
            " text_sha256, rules, 'external', NULL, completed_at, completed_on, time_zone, tzdata,"
            " NULL, NULL, NULL, NULL, NULL, '', agreements, recorded_at, recorded_by, source,"
            " 'letter', entry, entry_sha256, approved_by, corrects FROM lms_completion"
            " WHERE worker_id = 'W-001'"
        )

    html = auditor.open(f"{INDEX}completions").text

    elsewhere = html[html.index("Elsewhere") :]
    assert elsewhere.startswith("Elsewhere</td>")
    assert "None" not in html


def test_a_long_report_says_that_it_shows_the_first_rows(
    auditor: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "ROWS_ON_SCREEN", 2)

    for name, now, then in (
        ("completions", "4 rows", "4 rows"),
        ("standing", "7 rows", "all"),
        ("overdue", "4 rows", "all"),
        ("gaps", "all", "all"),
    ):
        for query, rows in (("", now), ("?as_of=2026-01-30", then)):
            html = auditor.open(f"{INDEX}{name}{query}").text
            assert f"Showing the first 2 of {rows}; take the whole as a file." in html, name
            assert len(people(html)) == 2


def test_an_empty_report_says_so(auditor: Browser) -> None:
    html = auditor.open(f"{INDEX}overdue?team=Management").text

    assert "There are no rows for that day." in html
    assert 'role="status">No rows.</p>' in html


@pytest.mark.parametrize(
    ("forms", "query", "question"),
    [
        (list(Form), "", Question(TODAY, TODAY)),
        ([Form.CSV], "?as_of=2025-06-30", Question(TODAY.replace(2025, 6, 30), TODAY)),
        (
            [Form.CSV],
            "?team=Claims&requirement=part2-core-annual",
            Question(TODAY, TODAY, team="Claims", requirement=RequirementId("part2-core-annual")),
        ),
    ],
    ids=["each form", "an earlier day", "narrowed"],
)
def test_a_file_holds_the_bytes_that_the_question_has(
    auditor: Browser, house: Workshop, forms: list[Form], query: str, question: Question
) -> None:
    for name, form in product(ALONE, forms):
        with house.look(SYSTEM) as work:
            named = work.organization.name
            expected = b"".join(KINDS[name].pieces(work.session, question, form, named))

        answer = auditor.open(f"{INDEX}{name}.{form}{query}")

        assert answer.status_code == 200, (name, form)
        assert answer.data == expected, (name, form)
        file = f"{name}-{question.as_of}.{form}"
        assert answer.headers["Content-Disposition"] == f'attachment; filename="{file}"'
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_a_file_begins_before_its_rows_are_read_and_lets_go_of_the_database(
    auditor: Browser, house: Workshop
) -> None:
    answer = auditor.client.get(f"{INDEX}completions.csv", buffered=False)
    pieces = iter(answer.response)

    assert bytes(next(pieces)).startswith(b"completion_id,")  # type: ignore[arg-type]  # bytes, as we wrote them
    answer.close()

    assert house.engine.pool.checkedout() == 0  # type: ignore[attr-defined]  # a pool that counts
    with house.work(SYSTEM) as work:
        record_workers(work.session, [STAFF[0]], work.now, TODAY, "test")


def test_a_file_is_whole_though_the_sign_in_is_touched_meanwhile(
    auditor: Browser, clock: StillClock
) -> None:
    clock.now += timedelta(minutes=5)

    assert len(json.loads(auditor.open(f"{INDEX}completions.json").data)) == 4


def test_a_wrong_day_is_told_at_its_field_and_stays_as_typed(auditor: Browser) -> None:
    for path in ("", "completions", "standing", "overdue"):
        answer = auditor.open(f"{INDEX}{path}?as_of=5+March&team=Claims")
        html = answer.text

        assert answer.status_code == 422, path
        assert "<title>Error: " in html
        assert '<a href="#f-as_of">Write the day as 2026-03-05, not “5 March”.</a>' in html
        assert 'value="5 March"' in html
        assert '<option value="Claims" selected>' in html
        assert people(html) == []


def test_a_file_of_a_wrong_day_is_refused(auditor: Browser) -> None:
    answer = auditor.open(f"{INDEX}completions.csv?as_of=2026-02-30")

    assert answer.status_code == 422
    assert "Write the day as 2026-03-05" in answer.text


def test_a_report_is_narrowed_to_one_agreement(auditor: Browser, house: Workshop) -> None:
    assert 'name="agreement"' not in auditor.open(INDEX).text
    with house.work(SYSTEM) as work:
        bring_clients(work)

    html = auditor.open(f"{INDEX}standing?agreement={TIDE}").text
    wrong = auditor.open(f"{INDEX}standing?agreement=none")

    assert set(people(html)) == {"Maren Slate", "Otis Fallow", "Tova Lindqvist"}
    assert f'<option value="{TIDE}" selected>Low Tide Clinic ({TIDE})</option>' in html
    assert f"standing.csv?agreement={TIDE}" in html
    assert wrong.status_code == 422
    assert "Choose one of the agreements in the list." in wrong.text


def test_the_dictionary_tells_every_column(auditor: Browser) -> None:
    for name, kind in KINDS.items():
        html = auditor.open(f"{INDEX}{name}/dictionary").text

        for entry in (*kind.columns, *kind.words):
            assert f"<code>{entry.name}</code>" in html, name


def test_there_is_no_other_report(auditor: Browser) -> None:
    for path in ("shoes", "completions.docx", "shoes.csv", "shoes/dictionary"):
        assert auditor.open(INDEX + path).status_code == 404, path


def test_whoever_may_not_take_reports_sees_none(alone: Flask, house: Workshop) -> None:
    manager = sign_in(alone, settled(house), Role.MANAGER, WorkerId("W-010"))

    for path in ("", "completions", "completions.csv", "standing.json", "overdue/dictionary"):
        assert manager.open(INDEX + path).status_code == 403
        assert another_is_led_to_the_door(alone, INDEX + path)


def another_is_led_to_the_door(app: Flask, path: str) -> bool:
    """Say whether somebody who is not signed in must sign in first."""
    return app.test_client().get(path, base_url="https://localhost").status_code == 303


def test_who_took_what_stands_in_the_log(
    auditor: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level("INFO", "lms.pages"):
        auditor.open(f"{INDEX}completions.csv")

    [line] = [one for one in caplog.records if "report taken" in one.message]
    assert line.message == "report taken: completions as csv"
    assert vars(line)["account"]
