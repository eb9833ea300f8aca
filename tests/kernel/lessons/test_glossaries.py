"""A glossary is read word by word, and whatever does not explain a word is named by its line."""

import pytest

from lms.kernel.lessons.glossaries import Gloss, glosses_of
from tests.kernel.hostile import PAYLOADS, dangers

WORDS = """\
## Disclose {#disclose}

To communicate *anything*
(42 CFR 2.11).

## Part 2 program {#program}

A unit that provides treatment.
"""


def test_a_word_is_read_with_its_meaning_and_the_citation_is_set_apart() -> None:
    glosses, problems = glosses_of(WORDS)

    assert problems == ()
    assert glosses == (
        Gloss(
            "disclose",
            "Disclose",
            "To communicate *anything* (42 CFR 2.11).",
            'To communicate <em>anything</em> <span class="cite">42&nbsp;CFR&nbsp;2.11</span>.',
        ),
        Gloss("program", "Part 2 program", *["A unit that provides treatment."] * 2),
    )


STABLE = "Give the word a stable name in small letters and hyphens: ## Word {#word}."
ONE = "Under a word comes one paragraph that says what it means, and nothing else."


@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    [
        (" {#disclose}", "", 0, STABLE),
        ("{#disclose}", "{#Dis_close}", 0, STABLE),
        ("{#program}", "{#disclose}", 5, "“#disclose” stands in the glossary already."),
        ("## Part", "### Part", 5, "Use ## for each word of the glossary."),
        ("Part 2 program ", "", 5, "The heading says nothing."),
        ("A unit that provides treatment.\n", "", 5, ONE),
        ("A unit", "A place.\n\nA unit", 5, ONE),
        ("A unit", "- A unit", 5, ONE),
        ("A unit", "A [unit](there)", 5, "A word and its meaning hold no link and no picture."),
        ("Part 2", "![Part](2)", 5, "A word and its meaning hold no link and no picture."),
        ("## Disclose", "Words.\n\n## Disclose", 0, "A glossary begins with its first word"),
    ],
)
def test_what_explains_no_word_is_named_with_its_line(
    old: str, new: str, line: int, told: str
) -> None:
    assert old in WORDS

    problems = glosses_of(WORDS.replace(old, new, 1))[1]

    assert (line, told) in {(found, reason[: len(told)]) for found, reason in problems}


def test_an_empty_glossary_is_refused() -> None:
    assert glosses_of("") == (
        (),
        ((0, "A glossary begins with its first word: ## Word {#word}."),),
    )


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_meaning_runs_a_program_in_a_browser(payload: str) -> None:
    glosses, _ = glosses_of(WORDS.replace("A unit", " ".join(payload.split())))

    assert [dangers(one.html) for one in glosses if dangers(one.html)] == []
