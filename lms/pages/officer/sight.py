"""Who may see other people's pages, and who may do what there."""

from dataclasses import dataclass

from lms.kernel.access import Actor, Permission


def require_sight(somebody: Actor) -> None:
    """Raise `Forbidden` unless they see everybody, or the people who report to them."""
    if not somebody.may(Permission.SEE_EVERYONE):
        somebody.require(Permission.SEE_TEAM)


@dataclass(frozen=True)
class May:
    """What whoever is here may do about somebody else: give more time, decide the rest."""

    extend: bool
    decide: bool


def what_may(somebody: Actor, worker: str) -> May:
    """Tell what somebody may do about a worker; about themselves nothing."""
    if somebody.worker == worker:
        return May(extend=False, decide=False)
    return May(somebody.may(Permission.EXTEND), somebody.may(Permission.DECIDE))
