"""A published course comes back from its stored form exactly as it was, pictures aside."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from lms.courses.archive import from_json, to_json
from lms.courses.model import LegalStatus
from lms.kernel.ids import FactId
from tests.courses.tiny import TINY, a_library


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {
            "legal_status": LegalStatus.REVIEWED,
            "reviewed_by": "R. Vance",
            "reviewed_on": date(2026, 1, 5),
            "audience_roles": ("billing",),
        },
    ],
)
def test_a_course_comes_back_as_it_was(tmp_path: Path, changes: dict[str, object]) -> None:
    course = replace(a_library(tmp_path).course(TINY), **changes)  # type: ignore[arg-type]  # its fields
    pictures = tuple(replace(one, content=b"") for one in course.assets)

    stored = json.dumps(to_json(course))

    assert course.assets
    assert from_json(json.loads(stored)) == replace(course, assets=pictures)


def test_the_stored_form_names_pictures_by_their_digest_and_holds_no_bytes(
    tmp_path: Path,
) -> None:
    course = a_library(tmp_path).course(TINY)

    (picture,) = to_json(course)["assets"]

    assert picture == {
        "name": "desk.png",
        "media_type": "image/png",
        "sha256": course.assets[0].sha256,
    }


def test_the_facts_of_a_lesson_are_kept_and_courses_from_before_there_were_any_are_read(
    tmp_path: Path,
) -> None:
    course = a_library(tmp_path).course(TINY)
    named = replace(course.lessons[0], facts=(FactId("CON-03"),))
    stored = to_json(replace(course, lessons=(named, course.lessons[1])))
    del stored["lessons"][1]["facts"]

    assert from_json(stored).lessons == (named, course.lessons[1])
