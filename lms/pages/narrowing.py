"""What somebody asked a report for in the address: days, a team, a requirement."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from flask import request

from lms.kernel.errors import Refused
from lms.kernel.ids import AgreementId, RequirementId
from lms.kernel.intake.cells import read_day
from lms.kernel.work import UnitOfWork
from lms.reports.access.choices import Choices, choices
from lms.reports.agreement.named import agreements_named
from lms.reports.asking import Question
from lms.standing.civil import civil_day, day_ends_at


@dataclass(frozen=True)
class Narrowed:
    """What was asked as it was typed, what can be chosen, and what is wrong, by field.

    `question` leaves out what is wrong, so that the page around the problem can be drawn.
    """

    question: Question
    choices: Choices
    as_of: str
    known_at: str
    team: str
    requirement: str
    problems: dict[str, str]
    agreement: str = ""
    known_agreements: Mapping[AgreementId, str] = field(default_factory=dict)

    @property
    def summary(self) -> list[tuple[str, str]]:
        """The problems as the error summary lists them."""
        return [(f"f-{name}", words) for name, words in self.problems.items()]

    @property
    def teams(self) -> list[tuple[str, str]]:
        """The choices of team, with what holds when nothing is chosen first."""
        return [("", "All teams"), *((team, team) for team in self.choices.teams)]

    @property
    def requirements(self) -> list[tuple[str, str]]:
        """The choices of training, with what holds when nothing is chosen first."""
        return [("", "All trainings"), *self.choices.requirements.items()]

    @property
    def agreements(self) -> list[tuple[str, str]]:
        """The choices of agreement, with what holds when none is chosen first; empty for none."""
        if not self.known_agreements:
            return []
        return [("", "All agreements"), *self.known_agreements.items()]

    @property
    def address(self) -> dict[str, str]:
        """What an address must say to ask the same again."""
        told = {
            "as_of": self.as_of,
            "known_at": self.known_at,
            "team": self.team,
            "requirement": self.requirement,
            "agreement": self.agreement,
        }
        return {name: value for name, value in told.items() if value}

    @property
    def sound(self) -> Question:
        """The question; raise `Refused` if anything in it is wrong."""
        if self.problems:
            raise Refused(" ".join(self.problems.values()))
        return self.question


def narrowed(work: UnitOfWork, *, dated: bool = True, agreed: bool = False) -> Narrowed:
    """Read the address of this request, for whoever makes it.

    The day is today by the organization's own calendar, unless the page is `dated` and the
    address names another; so is the day up to which records are taken as known. The address may
    name an agreement where the page can be `agreed`.
    """
    zone = work.organization.time_zone
    today = civil_day(work.now, zone)
    known = choices(work.session, work.actor.scope)
    as_of, known_at, team, requirement = (
        request.args.get(name, "").strip() for name in ("as_of", "known_at", "team", "requirement")
    )
    agreement = request.args.get("agreement", "").strip() if agreed else ""
    agreements = agreements_named(work.session) if agreed else {}
    problems: dict[str, str] = {}
    as_of, known_at = (as_of, known_at) if dated else ("", "")
    day = _day("as_of", as_of, problems) or today
    known_on = _day("known_at", known_at, problems)
    if team and team not in known.teams:
        problems["team"] = "Choose one of the teams in the list."
    if requirement and requirement not in known.requirements:
        problems["requirement"] = "Choose one of the trainings in the list."
    if agreement and agreement not in agreements:
        problems["agreement"] = "Choose one of the agreements in the list."
    question = Question(
        as_of=day,
        today=today,
        scope=work.actor.scope,
        team=None if "team" in problems else team or None,
        requirement=None if "requirement" in problems else RequirementId(requirement) or None,
        agreement=None if "agreement" in problems else AgreementId(agreement) or None,
        known_at=known_on,
        known_before=None if known_on is None else day_ends_at(known_on, zone),
    )
    typed = (as_of, known_at, team, requirement)
    return Narrowed(question, known, *typed, problems, agreement, agreements)


def _day(name: str, cell: str, problems: dict[str, str]) -> date | None:
    try:
        return read_day(cell) if cell else None
    except ValueError as error:
        problems[name] = str(error)
        return None
