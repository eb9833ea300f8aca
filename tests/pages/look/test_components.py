"""Components say the same to everyone: roles, labels, words beside every colour."""

import re

import pytest
from markupsafe import Markup

from tests.pages.look.drawn import TEMPLATES, Elements, draw


@pytest.mark.parametrize("kind", ["ok", "soon", "late", "away", "no", "ask"])
def test_a_state_is_always_icon_words_and_colour(kind: str) -> None:
    html = draw("status", "{{ status(kind, words) }}", kind=kind, words="3 days late")
    page = Elements(html)
    assert page.all("use") == [{"href": f"#i-{kind}"}]
    assert page.all("svg")[0]["aria-hidden"] == "true"
    assert re.search(r'class="st (ok|soon|late|away)"', html)
    assert "3 days late" in html
    assert f'id="i-{kind}"' in (TEMPLATES / "lms/components/sprite.html").read_text("utf-8")


def test_a_basis_names_who_asks_and_keeps_the_citation_together() -> None:
    html = draw("basis", '{{ basis("law", "42 CFR 2.32(a), § 2.11") }}')
    assert ">Law</span>" in html
    assert "42\u00a0CFR\u00a02.32(a), §\u00a02.11" in html


def test_progress_is_said_in_numbers_and_words() -> None:
    html = draw("progress", '{{ progress(2, 7, "Lessons done", "2 of 7 lessons") }}')
    bar = Elements(html).all("progress")[0]
    assert (bar["value"], bar["max"], bar["aria-label"]) == ("2", "7", "Lessons done")
    assert "2 of 7 lessons" in html


QUESTION = "{{ question('con-17a', 4, 8, 'May you?', choices, chosen, multiple, error) }}"
CHOICES = ((0, "Yes"), (2, "No"), (1, Markup("Only the <em>date</em>")))


def test_a_question_is_a_fieldset_whose_legend_carries_its_number() -> None:
    html = draw("question", QUESTION, choices=CHOICES, chosen=(), multiple=False, error="")
    page = Elements(html)
    legend = re.search(r"<legend>(.*?)</legend>", html, re.DOTALL)
    assert legend
    assert "Question 4 of 8" in legend[1]
    assert "May you?" in legend[1]
    assert "Select all that apply" not in html
    assert page.all("fieldset")[0]["data-question"] == "con-17a"
    assert [field["value"] for field in page.all("input")] == ["0", "2", "1"]
    assert {field["type"] for field in page.all("input")} == {"radio"}
    assert not any("checked" in field for field in page.all("input"))
    assert [label["for"] for label in page.all("label")] == [f["id"] for f in page.all("input")]
    assert "Only the <em>date</em>" in html


def test_a_question_with_several_right_answers_says_so_in_words() -> None:
    html = draw("question", QUESTION, choices=CHOICES, chosen={2}, multiple=True, error="")
    fields = Elements(html).all("input")
    assert "Select all that apply." in html[: html.index("</legend>")]
    assert {field["type"] for field in fields} == {"checkbox"}
    assert [field["value"] for field in fields if "checked" in field] == ["2"]


def test_an_unanswered_question_says_so_where_the_summary_leads() -> None:
    words = "Choose an answer to question 4."
    html = draw("question", QUESTION, choices=CHOICES, chosen=(), multiple=False, error=words)
    page = Elements(html)
    assert page.all("fieldset")[0]["aria-describedby"] == "q-con-17a-error"
    assert words in html
    summary = draw("error_summary", "{{ error_summary(p) }}", p=[("q-con-17a-0", words)])
    assert page.all("input")[0]["id"] == "q-con-17a-0"
    assert Elements(summary).all("a") == [{"href": "#q-con-17a-0"}]


def test_steps_are_a_fieldset_of_lists_each_named_by_its_step() -> None:
    call = "{{ ordering('con-17b', 4, 8, 'In which order?', steps, ranks, error) }}"
    words = "Put the steps of question 4 in order."
    html = draw("ordering", call, steps=CHOICES, ranks=(), error=words)
    page = Elements(html)
    assert "Question 4 of 8" in html[: html.index("</legend>")]
    assert "Give each step its place. 1 comes first." in html[: html.index("</legend>")]
    assert page.all("fieldset")[0]["aria-describedby"] == "q-con-17b-error"
    assert [label["for"] for label in page.all("label")] == [f["id"] for f in page.all("select")]
    assert page.all("select")[0] == {"id": "q-con-17b-0", "name": "rank-con-17b"}
    assert [one["value"] for one in page.all("option")] == ["", "1", "2", "3"] * 3
    assert not any("selected" in option for option in page.all("option"))
    html = draw("ordering", call, steps=CHOICES, ranks=(3, 0, 1), error="")
    chosen = [one["value"] for one in Elements(html).all("option") if "selected" in one]
    assert chosen == ["3", "1"]


def test_the_error_summary_takes_the_focus_without_a_script() -> None:
    html = draw("error_summary", "{{ error_summary(p) }}", p=[("f-day", "Enter a day.")])
    outer, inner = Elements(html).all("div")
    assert outer["tabindex"] == "-1"
    assert "autofocus" in outer
    assert inner["role"] == "alert"
    assert "There is a problem" in html
    assert draw("error_summary", "{{ error_summary(()) }}") == ""


def test_a_field_has_a_label_above_and_ties_hint_and_error_to_it() -> None:
    call = '{{ field("day", "Day", "24.11.", hint="Year-month-day", error="Enter a day.") }}'
    html = draw("field", call)
    page = Elements(html)
    box = page.all("input")[0]
    assert page.all("label") == [{"for": "f-day"}]
    assert box["aria-describedby"] == "f-day-hint f-day-error"
    assert box["aria-invalid"] == "true"
    assert box["value"] == "24.11."
    assert "placeholder" not in html


def test_a_password_is_never_sent_back_to_the_page() -> None:
    call = '{{ field("pw", "Password", "secret", type="password", autocomplete="off") }}'
    assert "secret" not in draw("field", call)


def test_a_table_keeps_its_roles_when_it_becomes_blocks() -> None:
    columns = ["Person", {"words": "Late by", "number": True, "sort": "descending", "href": "?a"}]
    html = draw("table", '{{ table("Late", c, r) }}', c=columns, r=[("Vale", "3 days")])
    page = Elements(html)
    assert page.all("table")[0]["role"] == "table"
    assert "<caption" in html
    assert [head["role"] for head in page.all("th")] == ["columnheader"] * 2 + ["rowheader"]
    assert page.all("th")[1]["aria-sort"] == "descending"
    assert page.all("td") == [{"role": "cell", "class": "n", "data-l": "Late by"}]
    assert {row["role"] for row in page.all("tr")} == {"row"}


def test_a_table_without_rows_is_a_sentence() -> None:
    html = draw("table", '{{ table("Late", ["Person"], [], empty="Nobody is late.") }}')
    assert "Nobody is late." in html
    assert "<table" not in html


def test_a_marked_answer_says_verdict_question_answer_better_and_why_in_order() -> None:
    html = draw(
        "marked",
        "{{ marked(false, 'What travels?', ['The notice'], ['Notice and copy'],"
        " [('The notice', 'Half of it.')], 'Both travel.', '42 CFR 2.32', 'Lesson 4', '/l4') }}",
    )
    said = ["Not yet", "What travels?", "You answered", "Better", "Half of it", "Both travel"]
    at = [html.index(words) for words in [*said, "42\u00a0CFR\u00a02.32", "Lesson 4"]]
    assert at == sorted(at)


def test_a_chart_has_a_sentence_and_the_same_figures_as_a_table() -> None:
    rows = [("Claims", 2, 9), ("Data desk", 0, 3)]
    html = draw("bars", "{{ bars('Late', '', r, ('Team', 'Late', 'People')) }}", r=rows)
    drawing = Elements(html).all("svg")[0]
    assert drawing["role"] == "img"
    assert drawing["aria-label"] == "Claims: 2 of 9; Data desk: 0 of 3"
    assert "viewbox" not in drawing
    assert 'width="22.2%"' in html
    assert re.findall(r'<td class="n">(\d)</td>', html) == ["2", "9", "0", "3"]


def test_a_line_and_columns_carry_their_figures_as_tables_too() -> None:
    rows = [("Oct", "Oct 2026", 84), ("Nov", "Nov 2026", 81)]
    line = draw("line", "{{ line('Covered', '', 'Falls.', r, ('M', 'C'), goal=95) }}", r=rows)
    assert re.findall(r'<td class="n">([^<]*)</td>', line) == ["84 %", "81 %"]
    bars = draw("columns", "{{ columns('Due', '', 'Few.', r, ('M', 'P')) }}", r=rows)
    assert re.findall(r'<td class="n">([^<]*)</td>', bars) == ["84", "81"]


def test_a_gap_is_hatched_and_never_empty() -> None:
    parts = [("covered", 0, 40), ("gap-away", 40, 10), ("gap", 50, 5)]
    html = draw("ribbon", "{{ ribbon(parts, 60) }}", parts=parts)
    fills = [shape["fill"] for shape in Elements(html).all("rect") if "fill" in shape]
    assert fills == ["url(#hatch-away)", "url(#hatch)"]
    assert Elements(html).all("svg")[0]["aria-hidden"] == "true"


def test_the_saved_line_is_a_status_and_is_empty_before_the_first_save() -> None:
    page = Elements(draw("saved", "{{ saved() }}"))
    assert page.all("p")[0]["role"] == "status"
    assert "hidden" in page.all("span")[0]


def test_the_lesson_one_is_in_is_marked_and_the_done_ones_are_named() -> None:
    lessons = [
        {"title": "First", "href": "/1", "done": True, "here": False},
        {"title": "Second", "href": "/2", "done": False, "here": True},
    ]
    html = draw("steps", "{{ steps(lessons) }}", lessons=lessons)
    assert "Done: " in html
    assert [span.get("aria-current") for span in Elements(html).all("span")].count("step") == 1


def test_names_are_escaped_wherever_they_stand() -> None:
    name = '"><img src=x>'
    calls = {
        "status": "{{ status('ok', n) }}",
        "field": "{{ field('a', n, n, hint=n, error=n) }}",
        "table": "{{ table(n, [n], [(n,)]) }}",
        "pick": "{{ pick('p', n, n, 'p0') }}",
        "act": "{{ act(n, n, n, n) }}",
        "seal": "{{ seal('c', n, '/m.svg', [(n, n)]) }}",
        "bars": "{{ bars(n, n, [(n, 1, 2)], (n, n, n)) }}",
        "cite": "{{ cite(n) }}",
    }
    for component, call in calls.items():
        assert "<img src=x>" not in draw(component, call, n=name), component
