"""Requirements are brought in: whole, or not at all."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import BinaryIO, NamedTuple

from lms.actions.restate_standing import restate_standing
from lms.evidence.files import RequirementsImported
from lms.evidence.store import record
from lms.kernel.access import Permission
from lms.kernel.canonical import digest
from lms.kernel.ids import RequirementId
from lms.kernel.intake.staging import one_at_a_time
from lms.kernel.sheets import Imported, Problem
from lms.kernel.work import UnitOfWork
from lms.people.store import count_of, worker_ids
from lms.reports.incoming.weighing import AS_IT_IS, Wish, why_too_many
from lms.reports.officer.requiring import There, requiring_faults, there, version_told
from lms.requirements.model import Requirement, Version
from lms.requirements.reader import Told, read_requirements
from lms.requirements.store import requirement_rows, requirements_in_force
from lms.standing.civil import civil_day


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
    problems += _problems(told, known, there(work.session), today)
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


def _plan(told: Sequence[Told], known: Mapping[RequirementId, Requirement], today: date) -> _Plan:
    created = [one for one in told if one.requirement.id not in known]
    updated = [one for one in told if known.get(one.requirement.id) not in {None, one.requirement}]
    named = {one.requirement.id for one in told}
    absent = [one for one in known.values() if one.id not in named and one.until_on is None]
    return _Plan(
        len(created),
        len(updated),
        len(told) - len(created) - len(updated),
        [version_told(one, known.get(one.requirement.id), today) for one in (*created, *updated)],
        [Version(replace(one, until_on=max(today, one.from_on)), today) for one in absent],
    )


def _carry_out(work: UnitOfWork, plan: _Plan, changed: Sequence[Version], file: str) -> None:
    ended = len(changed) - len(plan.changed)
    counts = (plan.created, plan.updated, plan.unchanged, ended)
    names = tuple(one.requirement.id for one in changed)
    rows = requirement_rows(work.session, changed, work.now, work.actor.account)
    record(work, RequirementsImported(file, *counts, names), *rows)


def _problems(
    told: Sequence[Told],
    known: Mapping[RequirementId, Requirement],
    named: There,
    today: date,
) -> Iterator[Problem]:
    for place, one in enumerate(told, start=1):
        before = known.get(one.requirement.id)
        for fault in requiring_faults(one, before, named, today):
            yield Problem(place, fault.field, fault)
