"""Every date comes with its sentence, and both say the same."""

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from lms.standing.derivation import standing_of
from lms.standing.explanation import in_words
from lms.standing.model import Duty, Extension, History
from lms.standing.policy import Policy
from tests.standing.histories import ANNUAL, STRICT, completed, histories, policies, trained

HIRED_2028 = Duty(date(2028, 7, 1), None, "hired")
FIRST = date(2026, 3, 5)


@pytest.mark.parametrize(
    ("policy", "history", "sentence"),
    [
        (ANNUAL, trained(FIRST), "Valid through 5 Mar 2027: first completed 5 Mar 2026."),
        (
            ANNUAL,
            trained(FIRST, date(2027, 2, 10)),
            (
                "Valid through 5 Mar 2028: first completed 5 Mar 2026; renewed 10 Feb 2027 inside "
                "the 60-day window, so the anniversary is kept."
            ),
        ),
        (
            ANNUAL,
            trained(FIRST, date(2026, 11, 1)),
            (
                "Valid through 1 Nov 2027: renewed 1 Nov 2026, before the 60-day window opened on "
                "4 Jan 2027, which starts a new count of 12 months."
            ),
        ),
        (
            ANNUAL,
            trained(FIRST, date(2027, 3, 25)),
            (
                "Valid through 25 Mar 2028: renewed 25 Mar 2027, 20 days after the last valid "
                "day, 5 Mar 2027, which starts a new count of 12 months."
            ),
        ),
        (
            ANNUAL,
            trained(FIRST, date(2027, 3, 25), date(2028, 3, 25)),
            (
                "Valid through 25 Mar 2029: completed 25 Mar 2027; renewed 25 Mar 2028 inside the "
                "60-day window, so the anniversary is kept."
            ),
        ),
        (
            ANNUAL,
            trained(FIRST, date(2027, 1, 4), date(2027, 1, 5)),
            (
                "Valid through 5 Mar 2028: first completed 5 Mar 2026; repeated 5 Jan 2027, from "
                "which 12 months would give no later day, so the day stays."
            ),
        ),
        (
            STRICT,
            trained(FIRST, date(2027, 2, 10)),
            (
                "Valid through 10 Feb 2028: renewed 10 Feb 2027, and every completion starts a "
                "new count of 12 months."
            ),
        ),
        (
            Policy(cadence_months=1, window_days=5),
            trained(FIRST, date(2026, 4, 6)),
            (
                "Valid through 6 May 2026: renewed 6 Apr 2026, 1 day after the last valid day, "
                "5 Apr 2026, which starts a new count of 1 month."
            ),
        ),
    ],
)
def test_a_valid_standing_says_from_which_day_it_is_counted(
    policy: Policy, history: History, sentence: str
) -> None:
    assert standing_of(policy, history).why == sentence


@pytest.mark.parametrize(
    ("policy", "history", "sentence"),
    [
        (
            ANNUAL,
            History((HIRED_2028,)),
            "Due 31 Jul 2028: hired 1 Jul 2028, and completion is due 30 days later.",
        ),
        (
            Policy(initial_days=0),
            History((HIRED_2028,)),
            "Due 1 Jul 2028: hired 1 Jul 2028, and completion is due that day.",
        ),
        (
            Policy(initial_days=1),
            History((replace(HIRED_2028, cause="joined the team"),)),
            "Due 2 Jul 2028: joined the team 1 Jul 2028, and completion is due 1 day later.",
        ),
        (
            ANNUAL,
            History((HIRED_2028,), completed(FIRST)),
            (
                "Due 31 Jul 2028: hired 1 Jul 2028, and completion is due 30 days later, because "
                "the earlier completion was valid through 5 Mar 2027 only."
            ),
        ),
    ],
)
def test_a_first_due_day_says_what_began_and_how_long_there_is(
    policy: Policy, history: History, sentence: str
) -> None:
    assert standing_of(policy, history).why == sentence


def test_a_completion_from_before_the_duty_says_that_it_is_credited() -> None:
    history = History((replace(HIRED_2028, cause="rehired"),), completed(date(2028, 5, 25)))
    assert standing_of(ANNUAL, history).why == (
        "Valid through 25 May 2029: first completed 25 May 2028; rehired 1 Jul 2028, when it was "
        "still valid, so it counts."
    )


def test_a_completion_on_the_first_day_of_the_duty_needs_no_credit() -> None:
    history = History((HIRED_2028,), completed(date(2028, 7, 1)))
    sentence = "Valid through 1 Jul 2029: first completed 1 Jul 2028."
    assert standing_of(ANNUAL, history).why == sentence


def test_an_extension_is_said_to_move_the_renewal_and_not_the_validity() -> None:
    extension = Extension(date(2027, 3, 1), date(2027, 3, 31), "court testimony")
    history = replace(trained(FIRST), extensions=(extension,))
    assert standing_of(ANNUAL, history).why == (
        "Valid through 5 Mar 2027: first completed 5 Mar 2026; an extension decided 1 Mar 2027 "
        "allows until 31 Mar 2027 to renew, and validity does not move."
    )


def test_an_extension_of_a_first_due_day_is_said_and_its_private_reason_is_not() -> None:
    extension = Extension(date(2028, 7, 20), date(2028, 8, 15), "surgery")
    assert standing_of(ANNUAL, History((HIRED_2028,), (), (extension,))).why == (
        "Due 31 Jul 2028: hired 1 Jul 2028, and completion is due 30 days later; an extension "
        "decided 20 Jul 2028 allows until 15 Aug 2028."
    )


def test_an_extension_that_moves_nothing_is_not_mentioned() -> None:
    extension = Extension(date(2027, 1, 1), date(2027, 2, 1))
    history = replace(trained(FIRST), extensions=(extension,))
    assert standing_of(ANNUAL, history).why == standing_of(ANNUAL, trained(FIRST)).why


def test_an_end_is_said_with_its_day() -> None:
    ended = History((Duty(date(2026, 1, 1), date(2026, 8, 1), "hired"),), completed(FIRST))
    assert standing_of(ANNUAL, ended).why == (
        "Valid through 5 Mar 2027: first completed 5 Mar 2026; not required from 1 Aug 2026."
    )


def test_a_worker_whom_no_requirement_covers_is_told_so() -> None:
    nobody = "Not required: no requirement covers this worker"
    assert standing_of(ANNUAL, History()).why == f"{nobody}."
    assert standing_of(ANNUAL, History(completions=completed(FIRST))).why == (
        f"{nobody}; completed 5 Mar 2026, which is valid through 5 Mar 2027."
    )


@given(policies(), histories())
def test_the_sentence_names_the_dates_it_explains_and_no_day_of_reading(
    policy: Policy, history: History
) -> None:
    standing = standing_of(policy, history)
    named = (standing.valid_through, standing.due_on, standing.act_by, standing.required_until)
    for day in named:
        assert day is None or in_words(day) in standing.why
    assert not re.search(r"\b(today|tomorrow|yesterday|now|currently|ago)\b", standing.why)
    assert standing.why.endswith(".")
    assert ". " not in standing.why
