"""Requirements are brought in: whole, or not at all."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import BinaryIO, NamedTuple

from lms.actions.restate_standing import restate_standing
from lms.agreements.store import agreement_ids
from lms.courses.store import published_courses
from lms.evidence.facts import RequirementsImported
from lms.evidence.store import record
from lms.kernel.access import Permission
from lms.kernel.canonical import digest
from lms.kernel.ids import AgreementId, CourseId, RequirementId
from lms.kernel.intake.staging import one_at_a_time
from lms.kernel.sheets import Imported, Problem
from lms.kernel.work import UnitOfWork
from lms.people.store import count_of, worker_ids
from lms.reports.histories import policy_of
from lms.reports.incoming.weighing import AS_IT_IS, Wish, why_too_many
from lms.requirements.model import EVERY_AGREEMENT, Requirement, Version
from lms.requirements.reader import Told, read_requirements
from lms.requirements.store import record_requirements, requirements_in_force
from lms.standing.civil import civil_day
from lms.standing.validity import check_policy

NOTICE_DAYS = 30
"""A change that dates open cycles again asks for nothing sooner, unless it was asked before."""


def import_requirements(work: UnitOfWork, file: BinaryIO, wish: Wish = AS_IT_IS) -> Imported:
    """Bring in the requirements of a TOML file, and derive everybody's standing anew.

    The same file twice changes nothing. A requirement that the file does not name stays; with
    a full roster it ends today. One whose course has no published version is refused, for nobody
    could fulfil it; so is a change of dates that does not say what becomes of open cycles.
    """
    work.actor.require(Permission.IMPORT)
    one_at_a_time(work.session)
    file.seek(0)
    content = file.read()
    told, problems = read_requirements(content)
    known = requirements_in_force(work.session)
    today = civil_day(work.now, work.organization.time_zone)
    problems += _problems(told, known, _there(work), today)
    plan = _plan(told, known, today)
    if not (problems or wish.allow_many):
        ended = len(plan.absent) if wish.full_roster else 0
        running = sum(one.until_on is None for one in known.values())
        many = why_too_many(plan.updated, ended, running, "requirements")
        if many is not None:
            return Imported(problems=(Problem(1, "", many),), too_many=True)
    if problems:
        return Imported(problems=tuple(problems))
    changed = [*plan.changed, *(plan.absent if wish.full_roster else ())]
    if changed:
        _carry_out(work, plan, changed, digest(content))
        everybody = count_of(work.session)
        restate_standing(work, worker_ids(work.session), wish.heard("Dating", everybody))
    return Imported(plan.created, plan.updated, plan.unchanged, len(plan.absent))


class _Plan(NamedTuple):
    """What a file changes: new versions of requirements, and those that would end the absent."""

    created: int
    updated: int
    unchanged: int
    changed: list[Version]
    absent: list[Version]


class _There(NamedTuple):
    """What requirements may name: published courses, and agreements."""

    courses: set[CourseId]
    agreements: set[AgreementId]


def _there(work: UnitOfWork) -> _There:
    return _There(published_courses(work.session), agreement_ids(work.session))


def _plan(told: Sequence[Told], known: Mapping[RequirementId, Requirement], today: date) -> _Plan:
    created = [one for one in told if one.requirement.id not in known]
    updated = [one for one in told if known.get(one.requirement.id) not in {None, one.requirement}]
    named = {one.requirement.id for one in told}
    absent = [one for one in known.values() if one.id not in named and one.until_on is None]
    return _Plan(
        len(created),
        len(updated),
        len(told) - len(created) - len(updated),
        [_version(one, known, today) for one in (*created, *updated)],
        [Version(replace(one, until_on=max(today, one.from_on)), today) for one in absent],
    )


def _id(version: Version) -> RequirementId:
    return version.requirement.id


def _carry_out(work: UnitOfWork, plan: _Plan, changed: Sequence[Version], file: str) -> None:
    ended = len(changed) - len(plan.changed)
    counts = (plan.created, plan.updated, plan.unchanged, ended)
    names = tuple(one.requirement.id for one in changed)
    entry = record(
        work, RequirementsImported(file, *counts, digest(sorted(changed, key=_id)), names)
    )
    by = work.actor.account
    record_requirements(work.session, changed, work.now, by, entry.number)


def _problems(
    told: Sequence[Told],
    known: Mapping[RequirementId, Requirement],
    there: _There,
    today: date,
) -> Iterator[Problem]:
    for place, one in enumerate(told, start=1):
        asked, before = one.requirement, known.get(one.requirement.id)
        if asked.course not in there.courses:
            words = f"No version of “{asked.course}” is published. Publish it first."
            yield Problem(place, "course", words)
        for name in asked.audience.agreements:
            if name != EVERY_AGREEMENT and name not in there.agreements:
                words = f"There is no agreement {name}. Bring the agreements in first."
                yield Problem(place, "audience", words)
        yield from (Problem(place, "", fault) for fault in check_policy(policy_of(asked)))
        if before is None or before == asked:
            continue
        if before.course != asked.course:
            words = (
                f"It is about “{before.course}”. Give a requirement of another course a new id."
            )
            yield Problem(place, "course", words)
        if before.dates != asked.dates and one.redates is None:
            words = (
                "This dates cycles otherwise. Say what becomes of those that are open: "
                'open_cycles = "keep" or "redate".'
            )
            yield Problem(place, "open_cycles", words)
        if one.effective_on is not None and one.effective_on < today:
            words = f"A change applies from today, {today}, or from a later day."
            yield Problem(place, "effective_on", words)


def _version(one: Told, known: Mapping[RequirementId, Requirement], today: date) -> Version:
    if one.requirement.id not in known:
        return Version(one.requirement, one.requirement.from_on)
    return Version(
        one.requirement,
        effective_on=one.effective_on or today,
        redates=bool(one.redates),
        protected_until=today + timedelta(days=NOTICE_DAYS) if one.redates else None,
    )
