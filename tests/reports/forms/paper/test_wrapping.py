"""Words on the paper of a report are broken where a reader would break them."""

import pytest

from lms.reports.forms.paper.table import HEAD, Places
from lms.reports.forms.paper.wrapping import widest_word, wrapped
from lms.reports.forms.printed import CHOSEN


def lines(words: str, fits: str) -> list[str]:
    """Break words into lines that are as wide as another word."""
    return [line.text for line in wrapped(words, HEAD, widest_word(fits, HEAD)).lines]


def test_words_are_broken_at_gaps() -> None:
    assert lines("late by seven days", "seven-days") == ["late by", "seven days"]


def test_a_name_wider_than_a_line_is_broken_after_its_marks() -> None:
    assert lines("America/New_York", "America/New") == ["America/", "New_York"]
    assert lines("P2L-0123-4567-89AB", "P2L-0123-45") == ["P2L-0123-", "4567-89AB"]
    assert lines("2026-03-26T15:00:40Z", "2026-03-26T15:") == ["2026-03-26", "T15:00:40Z"]


def test_what_has_no_marks_is_broken_between_letters_and_loses_none() -> None:
    digest = "0123456789abcdef" * 4
    assert len(lines(digest, "0" * 20)) > 2
    assert "".join(lines(digest, "0" * 20)) == digest


@pytest.mark.parametrize("kind", CHOSEN)
def test_no_head_of_a_report_is_broken_within_a_word(kind: str) -> None:
    columns = CHOSEN[kind]
    words = [widest_word(one.head, HEAD) for one in columns]
    places = Places.shared([one.share for one in columns], words)

    assert all(has >= must - 0.01 for has, must in zip(places.widths, words, strict=True))
    assert sum(places.widths) == pytest.approx(Places.shared([1], [0]).widths[0])
