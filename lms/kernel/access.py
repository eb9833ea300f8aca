"""Who acts, what they may do, and whose records they may see."""

from dataclasses import dataclass
from enum import StrEnum

from lms.kernel.errors import Forbidden, NotFound
from lms.kernel.ids import WorkerId


class Permission(StrEnum):
    """One thing that may be allowed; a role is nothing but a set of these."""

    LEARN = "take training"
    SEE_TEAM = "see the standing of their own reports"
    SEE_EVERYONE = "see the standing of everybody"
    TAKE_REPORTS = "take reports away"
    VISIT_ROOMS = "read in an auditor's room"
    OPEN_ROOMS = "open an auditor's room"
    IMPORT = "bring in staff, requirements and records"
    PUBLISH = "publish courses"
    AGREE = "record agreements, who serves them, and contract agents"
    REQUIRE = "decide what is required of whom"
    EXTEND = "give somebody more time"
    DECIDE = "record leave, waivers, training done elsewhere and corrections"
    MANAGE_ACCOUNTS = "manage accounts"


class Role(StrEnum):
    """What an account is for."""

    WORKER = "worker"
    MANAGER = "manager"
    OFFICER = "officer"
    AUDITOR = "auditor"
    CLIENT_AUDITOR = "client_auditor"
    ADMIN = "admin"


ALLOWED: dict[Role, frozenset[Permission]] = {
    Role.WORKER: frozenset({Permission.LEARN}),
    Role.MANAGER: frozenset({Permission.LEARN, Permission.SEE_TEAM, Permission.EXTEND}),
    Role.OFFICER: frozenset(
        {
            Permission.LEARN,
            Permission.SEE_TEAM,
            Permission.SEE_EVERYONE,
            Permission.TAKE_REPORTS,
            Permission.VISIT_ROOMS,
            Permission.OPEN_ROOMS,
            Permission.IMPORT,
            Permission.PUBLISH,
            Permission.AGREE,
            Permission.REQUIRE,
            Permission.EXTEND,
            Permission.DECIDE,
        }
    ),
    Role.AUDITOR: frozenset(
        {Permission.SEE_EVERYONE, Permission.TAKE_REPORTS, Permission.VISIT_ROOMS}
    ),
    Role.CLIENT_AUDITOR: frozenset({Permission.VISIT_ROOMS}),
    Role.ADMIN: frozenset({Permission.LEARN, Permission.MANAGE_ACCOUNTS}),
}
"""What each role allows. Whoever has no worker id learns nothing, whatever the role.

An auditor of the house sees everybody; one of a client sees nothing but the rooms that are open
to them, each of one agreement.
"""


class Reach(StrEnum):
    """How far somebody's sight goes."""

    OWN = "own"
    REPORTS = "reports"
    EVERYONE = "everyone"


@dataclass(frozen=True)
class Scope:
    """Whose records a question is about: everyone's, a manager's own tree, or one's own."""

    reach: Reach
    worker: WorkerId | None = None


EVERYONE = Scope(Reach.EVERYONE)


@dataclass(frozen=True)
class Actor:
    """The person, or the system, on whose behalf something is done.

    `account` names the sign-in that acted, as the ledger keeps it; `worker` is the worker
    whose training it is, None for somebody who takes none. `time_zone` (IANA) is the worker's
    own, empty where whoever made this actor did not look it up.
    """

    account: str
    name: str
    permissions: frozenset[Permission]
    worker: WorkerId | None = None
    time_zone: str = ""

    def may(self, permission: Permission) -> bool:
        """Say whether this actor holds the permission."""
        return permission in self.permissions

    def require(self, permission: Permission) -> None:
        """Raise `Forbidden` unless this actor holds the permission."""
        if permission not in self.permissions:
            raise Forbidden(f"Your account may not {permission}. Ask your compliance officer.")

    @property
    def learner(self) -> WorkerId:
        """The worker who learns; raise `NotFound` if this actor is none."""
        if self.worker is None or Permission.LEARN not in self.permissions:
            raise NotFound("There is no training for this account: it belongs to no worker.")
        return self.worker

    @property
    def scope(self) -> Scope:
        """Whose records this actor may see."""
        if Permission.SEE_EVERYONE in self.permissions:
            return EVERYONE
        if Permission.SEE_TEAM in self.permissions:
            return Scope(Reach.REPORTS, self.worker)
        return Scope(Reach.OWN, self.worker)


SYSTEM = Actor("system", "part2-lms", frozenset(Permission))
"""The program itself, as a command at the server's own console acts."""
