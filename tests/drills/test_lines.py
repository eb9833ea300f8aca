"""The line under a step, and how a choice is written."""

import pytest

from lms.drills.lines import choice_of, cites_something, facts_of, pairs_of


def test_a_line_says_what_a_step_rests_on() -> None:
    line = "cites: 42 CFR 2.11; 42 CFR 2.12(a)   facts: APP-12   ends: well"
    assert facts_of(line) == (
        {"cites": "42 CFR 2.11; 42 CFR 2.12(a)", "facts": "APP-12", "ends": "well"},
        (),
    )


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("Hello cites: 42 CFR 2.11", "begins with “cites:”"),
        ("facts: APP-12", "lacks “cites"),
        ("cites: the rule", "lacks “cites"),
        ("cites: 42 CFR 2.11 ends: soon", "“ends” must be well or badly."),
        ("cites: 42 CFR 2.11 decides: nothing", "“decides” lists answers"),
    ],
)
def test_a_line_that_says_something_else_is_refused(line: str, told: str) -> None:
    assert any(told in one for one in facts_of(line)[1])


def test_a_choice_names_its_act_its_words_and_where_it_leads() -> None:
    assert choice_of("pass on: Call her → next-one") == ("pass on", "Call her", "next-one")
    assert choice_of("Say: nothing → end") == ("", "Say: nothing", "end")
    assert choice_of("Call her") is None


def test_answers_and_citations_are_found() -> None:
    assert pairs_of("holder=qso asks=payer") == {"holder": "qso", "asks": "payer"}
    assert cites_something("It says so (45 CFR 164.402).")
    assert not cites_something("It says so.")
