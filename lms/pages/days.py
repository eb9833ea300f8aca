"""Which day and which hour it is for whoever makes this request."""

from datetime import date

from lms.kernel.work import UnitOfWork
from lms.reports.access.zone_of import zone_of
from lms.standing.civil import civil_day


def own_zone(work: UnitOfWork) -> str:
    """Return the time zone (IANA) of the acting worker; the organization's for anybody else."""
    house, actor = work.organization.time_zone, work.actor
    if actor.time_zone or actor.worker is None:
        return actor.time_zone or house
    return zone_of(work.session, actor.worker, house)


def own_day(work: UnitOfWork) -> date:
    """Return the acting worker's own day."""
    return civil_day(work.now, own_zone(work))
