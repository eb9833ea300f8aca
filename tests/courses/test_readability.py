"""A grade says how hard a text is, by its sentences and its syllables."""

import pytest

from lms.courses.readability import grade_of, sentences_in, syllables_of, words_in

HEARD = {
    "a": 1,
    "the": 1,
    "made": 1,
    "used": 1,
    "needed": 2,
    "times": 1,
    "boxes": 2,
    "little": 2,
    "lately": 2,
    "careless": 2,
    "statement": 2,
    "patient": 2,
    "create": 2,
    "quiet": 2,
    "actual": 3,
    "payer": 2,
    "business": 2,
    "client": 2,
    "breach": 1,
    "record": 2,
    "disclosure": 3,
    "organization": 5,
    "laboratories": 5,
    "subpoena": 3,
    "question": 2,
    "people": 2,
    "privacy": 3,
    "federal": 3,
    "asked": 1,
    "services": 3,
    "mistakes": 2,
    "lesson": 2,
}


@pytest.mark.parametrize(("word", "syllables"), list(HEARD.items()))
def test_syllables_are_counted_as_they_are_heard(word: str, syllables: int) -> None:
    assert syllables_of(word) == syllables


def test_every_word_has_a_syllable() -> None:
    assert syllables_of("hmm") == 1


def test_a_sentence_ends_where_its_reader_stops() -> None:
    text = "He came at 4 p.m. on Feb. 20. “Why?” she asked.\n- A list item\n- Another one."

    assert sentences_in(text) == [
        "He came at 4 p.m on Feb 20",
        "“Why",
        "she asked",
        "- A list item",
        "- Another one",
    ]


def test_numbers_are_no_words_to_grade() -> None:
    assert words_in("In 2024, 12 of them could.") == ["In", "of", "them", "could"]


def test_the_grade_is_that_of_flesch_and_kincaid() -> None:
    # Six words in one sentence, six syllables.
    assert grade_of("The cat sat on the mat.") == pytest.approx(0.39 * 6 + 11.8 - 15.59)


def test_longer_words_and_sentences_make_a_higher_grade() -> None:
    plain = "Ask your privacy officer. Do it today."
    hard = "Interrogate immediately your own confidentiality administration."

    assert grade_of(hard) > 12 > grade_of(plain)


def test_terms_that_a_lesson_explains_do_not_raise_the_grade() -> None:
    text = "Confidentiality helps. Confidentialities help."

    assert grade_of(text, {"confidentiality", "confidentialities"}) < 0 < grade_of(text)


def test_a_text_without_words_has_no_grade() -> None:
    assert grade_of("42.") == 0
    assert grade_of("Disclosure.", {"disclosure"}) == 0
