"""Requirements are brought in: whole, or not at all."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from lms.actions.restate_standing import restate_standing
from lms.courses.store import published_courses
from lms.evidence.facts import RequirementsImported
from lms.evidence.store import record
from lms.kernel.access import Permission
from lms.kernel.canonical import digest
from lms.kernel.ids import CourseId, RequirementId
from lms.kernel.sheets import Imported, Problem
from lms.kernel.work import UnitOfWork
from lms.people.store import worker_ids
from lms.reports.histories import policy_of
from lms.requirements.model import Requirement, Version
from lms.requirements.reader import Told, read_requirements
from lms.requirements.store import record_requirements, requirements_in_force
from lms.standing.civil import civil_day
from lms.standing.validity import check_policy

NOTICE_DAYS = 30
"""A change that dates open cycles again asks for nothing sooner, unless it was asked before."""


def import_requirements(
    work: UnitOfWork, content: bytes, *, full_roster: bool = False, dry_run: bool = False
) -> Imported:
    """Bring in the requirements of a TOML file, and derive everybody's standing anew.

    The same file twice changes nothing. A requirement that the file does not name stays; with
    `full_roster` it ends today. One whose course has no published version is refused, for nobody
    could fulfil it; so is a change of dates that does not say what becomes of open cycles.
    """
    work.actor.require(Permission.IMPORT)
    told, problems = read_requirements(content)
    known = requirements_in_force(work.session)
    today = civil_day(work.now, work.organization.time_zone)
    problems += _problems(told, known, published_courses(work.session), today)
    if problems:
        return Imported(problems=tuple(problems))
    created = [one for one in told if one.requirement.id not in known]
    updated = [one for one in told if known.get(one.requirement.id) not in {None, one.requirement}]
    named = {one.requirement.id for one in told}
    absent = [one for one in known.values() if one.id not in named and one.until_on is None]
    changed = [_version(one, known, today) for one in (*created, *updated)]
    if full_roster:
        changed += [Version(replace(one, until_on=today), today) for one in absent]
    if changed and not dry_run:
        record_requirements(work.session, changed, work.now, work.actor.account)
        names = tuple(one.requirement.id for one in changed)
        record(work, RequirementsImported(digest(content), names))
        restate_standing(work, worker_ids(work.session))
    unchanged = len(told) - len(created) - len(updated)
    return Imported(len(created), len(updated), unchanged, len(absent))


def _problems(
    told: Sequence[Told],
    known: Mapping[RequirementId, Requirement],
    published: set[CourseId],
    today: date,
) -> Iterator[Problem]:
    for place, one in enumerate(told, start=1):
        asked, before = one.requirement, known.get(one.requirement.id)
        if asked.course not in published:
            words = f"No version of “{asked.course}” is published. Publish it first."
            yield Problem(place, "course", words)
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
