"""What a page says of days and counts is plain, exact and the same everywhere."""

from datetime import UTC, date, datetime

import pytest

from lms.pages import words

TODAY = date(2026, 11, 24)


def test_a_day_to_act_on_names_its_weekday_and_its_year_only_when_it_is_another_one() -> None:
    assert words.day_to_act(date(2026, 12, 8), TODAY) == "Tuesday 8 December"
    assert words.day_to_act(date(2027, 1, 4), TODAY) == "Monday 4 January 2027"


def test_a_day_is_written_in_full_in_sentences_and_short_in_tables() -> None:
    assert words.long_day(date(2026, 12, 8)) == "Tuesday 8 December 2026"
    assert words.full_day(date(2026, 12, 8)) == "8 December 2026"
    assert words.short_day(date(2026, 8, 31)) == "31 Aug 2026"


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 24), "today"),
        (date(2026, 11, 25), "tomorrow"),
        (date(2026, 11, 26), "in 2 days"),
        (date(2026, 12, 8), "in 14 days"),
        (date(2026, 11, 23), "yesterday"),
        (date(2026, 11, 21), "3 days ago"),
    ],
)
def test_the_distance_of_a_day_is_said_as_people_say_it(day: date, said: str) -> None:
    assert words.from_now(day, TODAY) == said


def test_lateness_is_a_fact_without_blame() -> None:
    assert words.past_due(1) == "1 day past due"
    assert words.past_due(3) == "3 days past due"


def test_minutes_are_told_as_about() -> None:
    assert words.about_minutes(12) == "about 12 minutes"
    assert words.about_minutes(1) == "about 1 minute"


def test_small_numbers_are_words_and_greater_ones_figures() -> None:
    assert [words.number_word(number) for number in (0, 1, 10, 11)] == ["no", "one", "ten", "11"]


def test_a_sentence_begins_with_a_capital_and_keeps_its_other_letters() -> None:
    assert words.capitalised("about HIPAA") == "About HIPAA"
    assert words.capitalised("") == ""


def test_an_hour_is_the_workers_own_and_its_zone_is_named() -> None:
    instant = datetime(2026, 11, 24, 19, 32, tzinfo=UTC)
    assert words.clock_time(instant, "America/New_York") == "14:32"
    assert words.clock_time(instant, "America/Los_Angeles") == "11:32"
    assert words.zone_words("America/New_York") == "New York time"
    assert words.zone_words("UTC") == "UTC"


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("Juniper Vale", "Juniper"),
        ("Vale, Juniper", "Juniper"),
        ("José Núñez", "José"),
        ("Aponi", "Aponi"),
        ("Vale,", "Vale,"),
        ("王小明", "王小明"),
        ("عبد الرحمن", "عبد الرحمن"),
    ],
)
def test_a_worker_is_called_by_a_name_that_is_surely_theirs(name: str, called: str) -> None:
    assert words.given_name(name) == called


@pytest.mark.parametrize(
    ("questions", "mark", "needed"), [(10, 80, 8), (8, 80, 7), (3, 67, 3), (5, 0, 0)]
)
def test_what_is_needed_to_pass_is_never_less_than_the_mark(
    questions: int, mark: int, needed: int
) -> None:
    assert words.needed_to_pass(questions, mark) == needed
    assert needed * 100 // questions >= mark


def test_how_often_is_said_as_people_say_it() -> None:
    assert [words.times(number) for number in (1, 2, 3)] == ["once", "twice", "3 times"]


def test_the_start_of_a_digest_is_grouped_for_the_eye() -> None:
    assert words.digest_start("7c41e09b55d2a86f" + "0" * 48) == "7c41 e09b 55d2 a86f"


def test_the_day_of_an_instant_is_the_workers_own() -> None:
    late = datetime(2026, 11, 25, 3, 0, tzinfo=UTC)
    assert words.day_of(late, "America/New_York") == date(2026, 11, 24)
    assert words.day_of(late, "UTC") == date(2026, 11, 25)


def test_a_word_longer_than_a_line_may_be_broken_and_stays_only_a_word() -> None:
    assert words.breakable("Low Tide Clinic") == "Low Tide Clinic"
    assert words.breakable("x" * 50) == "<wbr>".join(["x" * 12] * 4 + ["xx"])
    assert words.breakable("<b> & more") == "&lt;b&gt; &amp; more"
    assert words.breakable("") == ""
