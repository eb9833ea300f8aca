"""What the front matter of a course, of a lesson and of the glossary must hold."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final

from lms.courses.model import Change, LegalStatus
from lms.kernel.ids import FACT_ID
from lms.kernel.markdown import Key

LONGEST_TEACHES: Final = 90
"""Characters that fit on one line of a certificate."""
COURSE_KEYS: Final = {
    "title": Key(str, "a title"),
    "version": Key(int, "a whole number from 1", low=1),
    "effective_on": Key(date, "a day, such as 2026-02-16 without quotes"),
    "change": Key(str, f"one of {', '.join(Change)}"),
    "refresh_days": Key(int, "a whole number of days, 365 at most", 60, high=365),
    "rules": Key(list, 'a list of tags, such as ["2024-final-rule"]'),
    "teaches": Key(str, "one line for the certificate: the sections taught"),
    "minutes": Key(int, "a whole number of minutes", low=1),
    "quiz": Key(str, "the name of a file in quizzes/, without .md"),
    "certificate": Key(str, "the name of a file in certificates/, without .md", "completion"),
    "audience_roles": Key(list, "a list of roles", ()),
    "reviewed_by": Key(str, "the reviewer's name", ""),
    "reviewed_on": Key(date, "the day of the review, such as 2026-02-16 without quotes", None),
    "legal_status": Key(str, f"one of {', '.join(LegalStatus)}", "draft"),
    "test_out": Key(bool, "true or false", default=False),
}
LESSON_KEYS: Final = {
    "title": Key(str, "a title"),
    "minutes": Key(int, "a whole number of minutes", low=1),
    "cites": Key(list, 'a list of citations, such as ["42 CFR 2.31"]'),
    "counsel": Key(list, "a list of statements that counsel should look at", ()),
    "facts": Key(list, 'a list of numbers of facts, such as ["CON-03"]', ()),
}
GLOSSARY_KEYS: Final = {"title": Key(str, "a title")}


def unfit_course(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Find what the values of a course's front matter cannot mean: the key, and why."""
    for key, known in (("change", Change), ("legal_status", LegalStatus)):
        if values[key] not in list(known):
            yield key, f"“{key}” must be {COURSE_KEYS[key].words}."
    if len(values["teaches"]) > LONGEST_TEACHES:
        yield "teaches", f"“teaches” must fit in {LONGEST_TEACHES} characters."
    signed = bool(values["reviewed_by"].strip()) and values["reviewed_on"] is not None
    if values["legal_status"] == LegalStatus.REVIEWED and not signed:
        yield "legal_status", "“reviewed” needs reviewed_by and reviewed_on."


def unfit_lesson(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Find what the values of a lesson's front matter cannot mean: the key, and why."""
    for number in values["facts"]:
        if not FACT_ID.fullmatch(number):
            yield "facts", f"“{number}” is no number of a fact. Write it like CON-03."
