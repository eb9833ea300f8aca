"""Which day and which hour it is for whoever makes this request."""

from datetime import date

from lms.kernel.work import UnitOfWork
from lms.reports.zone_of import zone_of
from lms.standing.civil import civil_day


def own_zone(work: UnitOfWork) -> str:
    """Return the time zone (IANA) of the acting worker; the organization's for anybody else."""
    house = work.organization.time_zone
    worker = work.actor.worker
    return house if worker is None else zone_of(work.session, worker, house)


def own_day(work: UnitOfWork) -> date:
    """Return the acting worker's own day."""
    return civil_day(work.now, own_zone(work))
