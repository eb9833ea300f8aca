"""A course in the form in which a published version is kept: all but the bytes of its images."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

from lms.courses.law import Figure, Nature
from lms.courses.model import Asset, Block, Change, Course, Glossary, LegalStatus, Lesson, Term
from lms.kernel.canonical import canonical
from lms.kernel.ids import CourseId, FactId


def to_json(course: Course) -> dict[str, Any]:
    """Return a course as JSON values; images are named by their digest."""
    assets = [
        {"name": one.name, "media_type": one.media_type, "sha256": one.sha256}
        for one in course.assets
    ]
    archived: dict[str, Any] = json.loads(canonical(replace(course, assets=())))
    return {**archived, "assets": assets}


def from_json(archived: dict[str, Any]) -> Course:
    """Return the course of what `to_json` returned; its images have no bytes."""
    reviewed_on = archived["reviewed_on"]
    return Course(
        **{
            **archived,
            "slug": CourseId(archived["slug"]),
            "effective_on": date.fromisoformat(archived["effective_on"]),
            "change": Change(archived["change"]),
            "rules": tuple(archived["rules"]),
            "audience_roles": tuple(archived["audience_roles"]),
            "reviewed_on": date.fromisoformat(reviewed_on) if reviewed_on else None,
            "legal_status": LegalStatus(archived["legal_status"]),
            "lessons": tuple(map(_lesson, archived["lessons"])),
            "assets": tuple(Asset(content=b"", **one) for one in archived["assets"]),
            "glossary": _glossary(archived.get("glossary")),
            "figures": tuple(map(_figure, archived.get("figures", ()))),
        }
    )


def _lesson(archived: dict[str, Any]) -> Lesson:
    return Lesson(
        **{
            **archived,
            "cites": tuple(archived["cites"]),
            "counsel": tuple(archived["counsel"]),
            "blocks": tuple(Block(**block) for block in archived["blocks"]),
            # Versions published before there were facts and a glossary say nothing of them.
            "facts": tuple(map(FactId, archived.get("facts", ()))),
            "terms": tuple(archived.get("terms", ())),
        }
    )


def _glossary(archived: dict[str, Any] | None) -> Glossary:
    if archived is None:
        return Glossary()
    return Glossary(archived["title"], tuple(Term(**term) for term in archived["terms"]))


def _figure(archived: dict[str, Any]) -> Figure:
    return Figure(
        **{
            **archived,
            "nature": Nature(archived["nature"]),
            "as_of": date.fromisoformat(archived["as_of"]),
            "cites": tuple(archived["cites"]),
        }
    )
