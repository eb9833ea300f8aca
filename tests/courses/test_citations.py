"""A citation has one form, so that the same section is always found under the same words."""

import pytest

from lms.courses.citations import (
    Cited,
    cited_in,
    is_citation,
    is_section,
    source_of,
    without_citations,
)


@pytest.mark.parametrize(
    ("words", "source"),
    [
        ("42 CFR 2.31(a)(4)(i)", "42 CFR 2.31"),
        ("42 CFR 2.22(b)(1)(ii)(H)(3)", "42 CFR 2.22"),
        ("42 CFR 2.31(a)(1)\u2013(9)", "42 CFR 2.31"),
        ("42 CFR 2.12(b)(2)(i), (b)(4)", "42 CFR 2.12"),
        ("42 CFR 2.11, “Qualified service organization”, (2)(i)", "42 CFR 2.11"),
        ("45 CFR 164.308(a)(5)", "45 CFR 164.308"),
        ("89 FR 12472", "89 FR 12472"),
        ("42 U.S.C. 290dd-2", "42 U.S.C. 290dd-2"),
        ("42 U.S.C. 290dd-2(f)", "42 U.S.C. 290dd-2"),
        ("42 CFR part 2", ""),
        ("45 CFR part 164, subparts A and E", ""),
    ],
)
def test_a_citation_is_recognized_with_its_section(words: str, source: str) -> None:
    assert is_citation(words)
    assert source_of(words) == source


@pytest.mark.parametrize(
    "words",
    [
        "42 CFR § 2.31",
        "42 C.F.R. 2.31",
        "42CFR 2.31",
        "42 CFR 2.31 (a)",
        "42 CFR 2.31(a)(4)(i",
        "42 CFR 2.31, in outline",
        "42 USC 290dd-2",
        "89 Fed. Reg. 12472",
        "2.31",
        "",
    ],
)
def test_whatever_has_another_form_is_no_citation(words: str) -> None:
    assert not is_citation(words)
    assert source_of(words) == ""
    assert not is_section(words)


def test_a_section_has_no_paragraphs() -> None:
    assert is_section("42 CFR 2.31")
    assert not is_section("42 CFR 2.31(a)")


def test_each_part_of_a_parenthesis_is_cited_by_itself_on_its_line() -> None:
    text = "One (not this).\nTwo (42 CFR 2.31(a);\n45 CFR 164.402)."

    assert list(cited_in(text)) == [Cited("42 CFR 2.31(a)", 1), Cited("45 CFR 164.402", 1)]


def test_citations_are_left_out_of_what_is_read() -> None:
    assert without_citations("Ask (us) first (42 CFR 2.31(a)).") == "Ask (us) first ."
