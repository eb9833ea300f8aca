"""An officer decides what is required of whom, one requirement at a time."""

from lms.actions.restate_standing import restate_standing
from lms.evidence.facts import RequirementDecided
from lms.evidence.store import record
from lms.kernel.access import Permission
from lms.kernel.canonical import canonical, digest
from lms.kernel.errors import Refused
from lms.kernel.work import UnitOfWork
from lms.people.store import worker_ids
from lms.reports.officer.requiring import requiring_faults, there, version_told
from lms.requirements.model import Version
from lms.requirements.reader import Told
from lms.requirements.store import requirement_rows, requirements_in_force
from lms.standing.civil import civil_day


def decide_requirement(work: UnitOfWork, told: Told) -> Version | None:
    """Keep a requirement, new or changed, and derive everybody's standing anew.

    None if it stands so already. Raises `Refused` with every reason at once: a course that
    nobody published, a policy that cannot be, a change of dates that does not say what becomes of
    open cycles.
    """
    work.actor.require(Permission.REQUIRE)
    before = requirements_in_force(work.session).get(told.requirement.id)
    today = civil_day(work.now, work.organization.time_zone)
    faults = [*requiring_faults(told, before, there(work.session), today)]
    if faults:
        raise Refused.of(faults)
    if before == told.requirement:
        return None
    version = version_told(told, before, today)
    said = RequirementDecided(
        told.requirement.id,
        version.effective_on,
        version.redates,
        digest(canonical(told.requirement)),
    )
    rows = requirement_rows(work.session, [version], work.now, work.actor.account)
    record(work, said, *rows)
    restate_standing(work, worker_ids(work.session))
    return version
