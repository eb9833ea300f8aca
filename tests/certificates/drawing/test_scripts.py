"""Letters keep their marks, and lines their direction."""

from lms.certificates.drawing.scripts import clusters_of, is_hidden, right_to_left


def test_a_letter_keeps_its_marks_and_joiners() -> None:
    assert clusters_of("Ọ̀l") == ["Ọ̀", "l"]
    assert clusters_of("م\u200cپ") == ["م\u200c", "پ"]
    assert clusters_of("") == []


def test_a_line_runs_as_its_first_strong_letter_and_its_gaps_as_their_neighbours() -> None:
    assert right_to_left(list("ab ")) == [False, False, False]
    assert right_to_left(list("ع ب")) == [True, True, True]
    assert right_to_left(list("a ع.ب")) == [False, False, True, True, True]
    assert right_to_left(list("ع a")) == [True, True, False]
    assert right_to_left(list("·")) == [False]


def test_letters_that_only_steer_others_are_told_apart() -> None:
    assert [is_hidden(letter) for letter in "\u202e\n\u00ad\u2028"] == [True] * 4
    assert [is_hidden(letter) for letter in "a é\u0301"] == [False] * 4
