"""The status of a civil day, decided by comparing it with the dates of a standing."""

from datetime import date

from lms.standing.model import Standing, Status

_BY_ACT_BY = frozenset({Status.ASSIGNED, Status.OVERDUE, Status.EXPIRED, Status.EXPIRED_EXTENDED})
_BY_REFRESH = frozenset({Status.STALE, Status.STALE_OVERDUE})
_BY_VALIDITY = frozenset({Status.RENEW_OPEN, Status.CURRENT})


def status_on(standing: Standing, day: date) -> Status:
    """Return the one status that holds on `day`, a civil day of the worker's own zone.

    Right for the day that the standing was told for, and for later ones until something begins.
    """
    if not _required(standing, day):
        return Status.NOT_REQUIRED
    if _exempt(standing, day):
        return Status.EXEMPT
    if _on_leave(standing, day):
        lapsed = _after(day, standing.valid_through or standing.due_on)
        return Status.ON_LEAVE_LAPSED if lapsed else Status.ON_LEAVE
    if standing.valid_through is None:
        return Status.OVERDUE if _after(day, standing.act_by) else Status.ASSIGNED
    return _status_once_completed(standing, standing.valid_through, day)


def _status_once_completed(standing: Standing, valid_through: date, day: date) -> Status:
    if day > valid_through:
        return Status.EXPIRED if _after(day, standing.act_by) else Status.EXPIRED_EXTENDED
    if _begun(standing.stale_from, day):
        late = _after(day, standing.stale_act_by)
        return Status.STALE_OVERDUE if late else Status.STALE
    return Status.RENEW_OPEN if _begun(standing.window_opens_on, day) else Status.CURRENT


def act_by_shown(standing: Standing, day: date) -> date | None:
    """Return the last day to do in time what is asked; None if nothing is asked."""
    status = status_on(standing, day)
    if status in _BY_ACT_BY:
        return standing.act_by
    if status in _BY_REFRESH:
        return standing.stale_act_by
    return standing.valid_through if status in _BY_VALIDITY else None


def days_late(standing: Standing, day: date) -> int:
    """Count the whole days after the day to act by; 0 unless the status is a late one."""
    limit = act_by_shown(standing, day)
    if limit is None or not status_on(standing, day).late:
        return 0
    return (day - limit).days


def _required(standing: Standing, day: date) -> bool:
    return _begun(standing.required_from, day) and not _begun(standing.required_until, day)


def _exempt(standing: Standing, day: date) -> bool:
    return _begun(standing.exempt_from, day) and not _after(day, standing.exempt_until)


def _on_leave(standing: Standing, day: date) -> bool:
    return _begun(standing.leave_from, day) and not _begun(standing.leave_back, day)


def _begun(first_day: date | None, day: date) -> bool:
    return first_day is not None and day >= first_day


def _after(day: date, last_day: date | None) -> bool:
    return last_day is not None and day > last_day
