"""The words that lessons link to are explained as they were when the course was published."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from lms.courses.archive import from_json, to_json
from lms.courses.model import Course, Glossary, Term
from lms.courses.reader import read_glossary
from lms.kernel.markdown import Fault, Faulty
from lms.library import faults_of, open_library
from tests.courses.tiny import COVER, FIRST, SECOND, TINY, changed, line_of, write_content

WORDS = "courses/glossary.md"
GLOSSARY = """\
+++
title = "Words of the calls"
+++

## Caller {#caller}

Whoever calls (42 CFR 2.13).

## Note {#note}

What is written down.
"""
DISCLOSED = '<a href="#g-caller" class="term" rel="noopener noreferrer">yes nor no</a>'
LINKED = changed(FIRST, "Say neither yes nor no", "Say neither [yes nor no](glossary#caller)")
Changes = dict[str, str | bytes | None]


def read(root: Path, changes: Changes) -> Course:
    return open_library(write_content(root, changes)).course(TINY)


def faults_in(root: Path, changes: Changes) -> tuple[Fault, ...]:
    return faults_of(write_content(root, changes))


def test_a_link_to_a_word_leads_to_its_meaning_on_the_page_of_the_lesson(tmp_path: Path) -> None:
    course = read(tmp_path, {**LINKED, WORDS: GLOSSARY})

    first, second = course.lessons
    assert DISCLOSED in first.html
    assert (first.terms, second.terms) == (("caller",), ())
    assert course.glossary.of(first.terms) == (
        Term(
            "caller",
            "Caller",
            "Whoever calls (42 CFR 2.13).",
            'Whoever calls <span class="cite">42&nbsp;CFR&nbsp;2.13</span>.',
        ),
    )


def test_only_the_words_that_are_linked_to_are_part_of_the_course(tmp_path: Path) -> None:
    course = read(tmp_path / "one", {**LINKED, WORDS: GLOSSARY})
    none = read(tmp_path / "none", {WORDS: GLOSSARY})

    assert course.glossary.title == "Words of the calls"
    assert [term.anchor for term in course.glossary.terms] == ["caller"]
    assert none.glossary == Glossary()


def test_the_digest_changes_with_a_word_that_is_linked_to_and_with_no_other(
    tmp_path: Path,
) -> None:
    def told(name: str, glossary: str | None, changes: Changes = LINKED) -> str:
        return read(tmp_path / name, {**changes, WORDS: glossary}).text_sha256

    first, second = GLOSSARY.index("## Caller"), GLOSSARY.index("## Note")
    turned = GLOSSARY[:first] + GLOSSARY[second:] + "\n" + GLOSSARY[first:second]
    before = told("before", GLOSSARY)

    assert told("other", GLOSSARY.replace("What is written", "All that is written")) == before
    assert told("turned", turned) == before
    assert told("meaning", GLOSSARY.replace("Whoever calls", "Whoever rings")) != before
    assert told("word", GLOSSARY.replace("## Caller", "## A caller")) != before
    assert told("none", None, {}) == told("unused", GLOSSARY, {})


def test_the_words_come_back_from_the_stored_form(tmp_path: Path) -> None:
    course = read(tmp_path, {**LINKED, WORDS: GLOSSARY})
    bare = replace(course, assets=())

    assert from_json(json.loads(json.dumps(to_json(bare)))) == bare


def test_a_course_published_before_there_was_a_glossary_is_read(tmp_path: Path) -> None:
    course = replace(read(tmp_path, {}), assets=())
    stored = to_json(course)
    del stored["glossary"], stored["lessons"][0]["terms"]

    assert from_json(stored) == course


@pytest.mark.parametrize(
    ("target", "told"),
    [
        ("glossary#gone", "The glossary has no word “#gone”."),
        ("glossary", "The glossary has no word “#”."),
        ("glossary.md#caller", "There is no lesson “glossary.md” to link to."),
    ],
)
def test_a_link_to_a_word_that_is_not_explained_is_refused_on_its_line(
    tmp_path: Path, target: str, told: str
) -> None:
    changes = changed(FIRST, "02-noting.md#notes", target)

    (fault,) = faults_in(tmp_path, {**changes, WORDS: GLOSSARY})

    assert (fault.path, fault.line) == (FIRST, line_of(FIRST, "02-noting.md#notes"))
    assert fault.reason.startswith(told)


def test_a_link_to_a_word_where_there_is_no_glossary_says_where_to_write_one(
    tmp_path: Path,
) -> None:
    (fault,) = faults_in(tmp_path, LINKED)

    assert fault.reason == "There is no glossary to link to. Write one in courses/glossary.md."


def test_the_overview_of_a_course_explains_no_words(tmp_path: Path) -> None:
    changes = changed(COVER, "Whoever calls", "[Whoever calls](glossary#caller)")

    (fault,) = faults_in(tmp_path, {**changes, WORDS: GLOSSARY})

    assert fault.path == COVER
    assert fault.reason.startswith("Only a lesson can link to the glossary")


def test_a_section_cannot_bear_the_name_of_a_word(tmp_path: Path) -> None:
    (fault,) = faults_in(tmp_path, changed(SECOND, "Note when", "### A {#g-caller}\n\nNote when"))

    assert fault.reason.startswith("“#g-caller” is taken by the page.")


def test_a_glossary_that_cannot_be_read_is_named_alone(tmp_path: Path) -> None:
    broken = GLOSSARY.replace("title", "name").replace("What is written down.\n", "")

    faults = faults_in(tmp_path, {**LINKED, WORDS: broken})

    assert [(fault.path, fault.line) for fault in faults] == [(WORDS, 1), (WORDS, 2), (WORDS, 9)]
    with pytest.raises(Faulty, match=r"glossary\.md, line 9: Under a word comes one paragraph"):
        read_glossary(tmp_path)


def test_a_root_without_a_glossary_is_fine(tmp_path: Path) -> None:
    assert read_glossary(write_content(tmp_path)) == Glossary()
    assert faults_of(tmp_path) == ()
