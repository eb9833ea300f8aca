"""Requirements are brought in: whole, or not at all."""

from lms.actions.restate_standing import restate_standing
from lms.courses.store import published_courses
from lms.evidence.facts import RequirementsImported
from lms.evidence.store import record
from lms.kernel.access import Permission
from lms.kernel.canonical import digest
from lms.kernel.sheets import Imported, Problem
from lms.kernel.work import UnitOfWork
from lms.people.store import worker_ids
from lms.requirements.reader import read_requirements
from lms.requirements.store import record_requirements, requirements_in_force


def import_requirements(work: UnitOfWork, content: bytes, *, dry_run: bool = False) -> Imported:
    """Bring in the requirements of a TOML file, and derive everybody's standing anew.

    The same file twice changes nothing. A requirement that the file does not name stays. One
    whose course has no published version is refused, for nobody could fulfil it.
    """
    work.actor.require(Permission.IMPORT)
    told, problems = read_requirements(content)
    published = published_courses(work.session)
    problems += [
        Problem(place, "course", f"No version of “{one.course}” is published. Publish it first.")
        for place, one in enumerate(told, start=1)
        if one.course not in published
    ]
    if problems:
        return Imported(problems=tuple(problems))
    known = requirements_in_force(work.session)
    created = [one for one in told if one.id not in known]
    updated = [one for one in told if known.get(one.id, one) != one]
    absent = len(set(known) - {one.id for one in told})
    changed = [*created, *updated]
    if changed and not dry_run:
        record_requirements(work.session, changed, work.now, work.actor.account)
        record(work, RequirementsImported(digest(content), tuple(one.id for one in changed)))
        restate_standing(work, list(worker_ids(work.session)))
    return Imported(len(created), len(updated), len(told) - len(changed), absent)
