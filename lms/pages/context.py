"""What every template of ours is told besides its own page, under the one name `lms`."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path
from typing import Final
from urllib.parse import quote

from flask import current_app, request, url_for

from lms.kernel.access import Actor, Permission
from lms.kernel.errors import NotFound
from lms.pages import host as hosts
from lms.pages.security import STATIC, csrf_token

STATIC_FOLDER: Final = Path(__file__).parents[1] / "static" / "lms"
HOME: Final = "lms.training.home"
SIGN_OUT: Final = "lms.accounts.sign_out_now"
ACCOUNT: Final = "lms.accounts.account"
THEME: Final = "lms.accounts.theme"
PERSON: Final = "lms.person.shown"
IN_PATHS: Final = "!$&'()*+,/:;=@"
"""What stands in the path of an address as it is, as it does where one is built."""


@dataclass(frozen=True)
class Way:
    """A page the navigation may lead to, who needs it, and the families it stands for.

    Whoever holds the permission `beside` finds it from another page.
    """

    label: str
    endpoint: str
    permission: Permission
    families: tuple[str, ...]
    beside: Permission | None = None


FIRST_PAGES: Final = ("lms.team.overdue", "lms.reports.index", "lms.audit.index")
"""Where those who take no training begin; who may see the later one is led there."""
PEOPLE: Final = ("lms.people", "lms.person", "lms.decisions", "lms.corrections", "lms.retraining")
AGREEMENTS: Final = ("lms.agreements", "lms.covering", "lms.agents")
WAYS: Final = (
    Way(
        "My training",
        HOME,
        Permission.LEARN,
        (
            "lms.training",
            "lms.courses",
            "lms.refreshers",
            "lms.attempts",
            "lms.certificates",
            "lms.aid",
        ),
    ),
    Way("Drills", "lms.drills.index", Permission.LEARN, ("lms.drills",)),
    Way("Drills", "lms.drills.index", Permission.SEE_EVERYONE, ("lms.drills",)),
    Way("Team", "lms.team.overdue", Permission.SEE_TEAM, ("lms.team",)),
    Way("Team", "lms.team.overdue", Permission.SEE_EVERYONE, ("lms.team",)),
    Way("People", "lms.people.listed", Permission.SEE_TEAM, PEOPLE),
    Way("People", "lms.people.listed", Permission.SEE_EVERYONE, PEOPLE),
    Way("Agreements", "lms.agreements.listed", Permission.SEE_EVERYONE, AGREEMENTS),
    Way(
        "Requirements",
        "lms.requirements.listed",
        Permission.REQUIRE,
        ("lms.requirements",),
    ),
    Way("Bring in", "lms.imports.begin", Permission.IMPORT, ("lms.imports",)),
    Way("Courses", "lms.publishing.index", Permission.PUBLISH, ("lms.publishing",)),
    Way(
        "Audit",
        "lms.audit.index",
        Permission.VISIT_ROOMS,
        ("lms.audit", "lms.audit_sample", "lms.audit_dossier", "lms.audit_rooms"),
        beside=Permission.OPEN_ROOMS,
    ),
    Way("Reports", "lms.reports.index", Permission.TAKE_REPORTS, ("lms.reports", "lms.brought")),
)


@dataclass(frozen=True)
class NavigationLink:
    """One word of the navigation, where it leads, and whether one is there."""

    label: str
    href: str
    here: bool


class Surroundings:
    """The organization, the way around, and who is there, for one page."""

    language = "en"

    @property
    def organization(self) -> str:
        """The name of the house that runs this."""
        return hosts.host().workshop.organization.name

    @property
    def contact_name(self) -> str:
        """Whom to ask for help."""
        return hosts.host().workshop.organization.contact_name

    @property
    def contact_email(self) -> str:
        """Where to write for help; empty if nobody said."""
        return hosts.host().workshop.organization.contact_email

    @property
    def demonstration(self) -> bool:
        """Whether the records are a sample."""
        return hosts.host().workshop.organization.demonstration

    @property
    def actor(self) -> Actor | None:
        """Who is signed in, if anybody."""
        return hosts.optional_actor()

    @property
    def who(self) -> str:
        """What whoever is signed in is called; of an address, what stands before its house."""
        return self.actor.name.partition("@")[0] if self.actor else ""

    @property
    def home_url(self) -> str:
        """The page one starts from."""
        return _url(HOME) or f"{request.script_root}{hosts.host().prefix}/"

    @property
    def sign_out_url(self) -> str | None:
        """Where to send the form that signs out; None where the host does that."""
        return _url(SIGN_OUT) if self.actor else None

    @property
    def account_url(self) -> str | None:
        """Where one sees one's own account; None where the host shows it."""
        return _url(ACCOUNT) if self.actor else None

    @property
    def theme_url(self) -> str | None:
        """Where to send the chosen theme; None where it cannot be kept."""
        return _url(THEME) if self.actor else None

    @property
    def theme(self) -> str:
        """`light`, `dark`, or empty for whatever the device asks."""
        return hosts.visit().theme if self.actor else ""

    @cached_property
    def nav(self) -> tuple[NavigationLink, ...]:
        """The pages that this person may go to, each once."""
        return tuple({link.label: link for link in self._links()}.values())

    def csrf(self) -> str:
        """Return the token for a form."""
        return csrf_token()

    def asset(self, name: str) -> str:
        """Return the address of a static file, which changes when its content does."""
        return f"{self._static}{name}?v={content_hash(name)}"

    def person(self, worker: str) -> str:
        """Return the address of somebody's own page, of which a list may hold many."""
        return f"{self._people}{quote(worker, safe=IN_PATHS)}"

    @cached_property
    def _people(self) -> str:
        return url_for(PERSON, worker="-").removesuffix("-")

    @cached_property
    def _static(self) -> str:
        return url_for(STATIC, filename="-").removesuffix("-")

    def _links(self) -> Iterator[NavigationLink]:
        if self.actor is None:
            return
        for way in WAYS:
            href = _url(way.endpoint) if self.actor.may(way.permission) else None
            found = way.beside is not None and self.actor.may(way.beside)
            if href is not None and not found:
                yield NavigationLink(way.label, href, request.blueprint in way.families)


def elsewhere() -> str:
    """Return the page that answers what whoever is here came for, if it is not training.

    Raises `NotFound` where there is none.
    """
    somebody = hosts.actor()
    for way in reversed(WAYS):
        href = _url(way.endpoint) if somebody.may(way.permission) else None
        if href is not None and way.endpoint in FIRST_PAGES:
            return href
    own = _url(ACCOUNT)
    if own is None:
        raise NotFound("There is no training for this account: it belongs to no worker.")
    return own


def surroundings() -> dict[str, Surroundings]:
    """Return what our templates are told; no template of the host's is."""
    return {"lms": Surroundings()}


@cache
def content_hash(name: str) -> str:
    """Return a short digest of a static file, read once in the life of the process."""
    return sha256((STATIC_FOLDER / name).read_bytes()).hexdigest()[:12]


def _url(endpoint: str) -> str | None:
    return url_for(endpoint) if endpoint in current_app.view_functions else None
