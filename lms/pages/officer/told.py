"""How one person stands, in the sentences of their page."""

from lms.pages import words
from lms.pages.answers import STATES
from lms.reports.officer.person import Person, Stands
from lms.standing.model import Status


def answer_of(found: Person) -> str:
    """Return the one sentence that answers how somebody stands."""
    name = found.worker.name
    if found.merged_into is not None:
        return f"{found.worker.id} is another id of {found.merged_into}."
    asked = [one for one in found.stands if one.status is not Status.NOT_REQUIRED]
    late = [one for one in asked if one.days_late]
    if late:
        trainings = "" if len(asked) == 1 else f" in {len(late)} of {len(asked)} trainings"
        return f"{name} is late{trainings}."
    if not asked:
        return f"Nothing is asked of {name}."
    if any(one.status in {Status.ON_LEAVE, Status.ON_LEAVE_LAPSED} for one in asked):
        return f"{name} is on leave."
    if all(one.status.compliant for one in asked):
        return f"{name} is covered."
    return f"{name} is not late."


def lede_of(found: Person) -> str:
    """Say who somebody is: team, role, since when, and whom they report to."""
    worker = found.worker
    place = ", ".join(filter(None, (worker.team, worker.role))) or "No team is on record"
    spans = "; ".join(
        words.full_day(one.hired_on)
        + (f" (left {words.full_day(one.until_on)})" if one.until_on else "")
        for one in found.employed
    )
    told = [f"{place}, since {spans}." if spans else f"{place}."]
    if found.manager_name:
        told.append(f"Reports to {found.manager_name}.")
    others = [one for one in found.ids if one != worker.id]
    if others:
        told.append(f"Also recorded as {', '.join(others)}.")
    told.append(f"Days are those of {words.zone_words(worker.time_zone)}.")
    return " ".join(told)


def late_by(days: int, grace_days: int) -> tuple[str, str]:
    """Say by how many days somebody is late: in amber while the grace of a requirement lasts.

    They are late all the same, and no report calls them anything else.
    """
    counted = words.counted(days, "day")
    return ("soon", f"{counted}, in grace") if days <= grace_days else ("late", counted)


def kind_of(one: Stands) -> str:
    """Return the colour of how somebody stands toward one requirement."""
    if one.days_late:
        return late_by(one.days_late, one.requirement.grace_days)[0]
    return STATES[one.status][0]


def state_of(one: Stands) -> str:
    """Say how somebody stands toward one requirement, with the day that matters."""
    words_of_it = STATES[one.status][1]
    if one.days_late:
        return f"{words_of_it}, by {late_by(one.days_late, one.requirement.grace_days)[1]}"
    if one.status in {Status.CURRENT, Status.RENEW_OPEN} and one.dates.valid_through:
        return f"Valid through {words.full_day(one.dates.valid_through)}"
    if one.act_by is not None:
        return f"{words_of_it}, to act by {words.full_day(one.act_by)}"
    return words_of_it
