"""The Flask extension: how a host application takes the product in."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date
from functools import wraps
from typing import ParamSpec
from uuid import UUID

from flask import Flask, current_app
from flask.typing import ResponseReturnValue

from lms.kernel.access import Actor
from lms.kernel.clock import Clock, utc_now
from lms.kernel.errors import Forbidden, LMSError, NotSignedIn, Unavailable
from lms.kernel.ids import CourseId, RequirementId, WorkerId, new_id
from lms.kernel.upkeep.migrating import require_newest
from lms.kernel.work import UnitOfWork, Workshop
from lms.library import bundled_content, open_shelf
from lms.pages.host import EXTENSION, NOBODY, Host, finish_visit, host
from lms.pages.refusals import refuse
from lms.pages.registry import register_pages
from lms.pages.signals import certificate_issued, course_completed, standing_lapsed
from lms.reports.access.zone_of import zone_of
from lms.reports.standing_of import covered, standing_of
from lms.settings.opening import open_workshop
from lms.settings.read import Settings, read_settings
from lms.standing.civil import civil_day
from lms.standing.model import Standing

__all__ = [
    "LMS",
    "certificate_issued",
    "course_completed",
    "standing_lapsed",
    "training_required",
]

Parameters = ParamSpec("Parameters")
Answer = ResponseReturnValue | Awaitable[ResponseReturnValue]


class LMS:
    """Training inside a host application.

    The host keeps its users and their login, its session, its templates and its error pages.
    It gives `identify`, which turns its signed-in user into an `Actor`, or None for nobody;
    and `sign_in_url`, which takes the local path to come back to and returns where to sign in.
    """

    def __init__(
        self,
        identify: Callable[[], Actor | None],
        *,
        sign_in_url: Callable[[str], str] | None = None,
        clock: Clock = utc_now,
        new_id: Callable[[], UUID] = new_id,
    ) -> None:
        self._identify = identify
        self._sign_in_url = sign_in_url
        self._clock = clock
        self._new_id = new_id

    def init_app(self, app: Flask) -> None:
        """Read the LMS_… settings, open the database, and mount the pages under the prefix.

        Raises `InvalidSettings` for a wrong setting, and `Conflict` unless the database has
        the newest shape: `part2-lms upgrade` brings it there.
        """
        self.mount(app, read_settings(app.config))

    def mount(self, app: Flask, settings: Settings, *, alone: bool = False) -> None:
        """Do what `init_app` does with settings that were read already.

        Standing `alone`, the product brings its own accounts, and public pages at the root.
        """
        workshop = open_workshop(settings, self._clock, self._new_id)
        try:
            require_newest(workshop.engine)
            workshop.keys.current  # noqa: B018 - to tell at the start that it cannot sign
        except LMSError:
            workshop.engine.dispose()
            raise
        app.extensions[EXTENSION] = Host(
            identify=self._identify,
            workshop=workshop if alone else _as_guest(workshop, settings),
            prefix=settings.url_prefix,
            shelf=lambda: open_shelf(settings.content or bundled_content()),
            sign_in_url=self._sign_in_url,
            secure=settings.public_url.startswith("https://"),
            alone=alone,
            content=settings.content or bundled_content(),
        )
        register_pages(app, settings.url_prefix, alone=alone)

    def standing_of(self, worker_id: str, requirement: str, as_of: date | None = None) -> Standing:
        """Return how a worker stands under a requirement on a day, today in their own zone.

        Needs the host's application context. Raises `NotFound` for a worker or requirement
        nobody knows.
        """
        worker = WorkerId(worker_id)
        with host().workshop.look(NOBODY) as work:
            day = as_of or _today(work, worker)
            return standing_of(work.session, worker, RequirementId(requirement), day)


def training_required(
    course: str,
) -> Callable[[Callable[Parameters, Answer]], Callable[Parameters, ResponseReturnValue]]:
    """Open a view of the host only to workers who are covered for a course today.

    "Today" is the worker's own day, and it is looked up at each request: the first uncovered
    day is refused though no job ran. Whoever is not signed in is led to the host's sign-in,
    and while the records cannot be read nobody is let in.
    """

    def guard(
        view: Callable[Parameters, Answer],
    ) -> Callable[Parameters, ResponseReturnValue]:
        @wraps(view)
        def guarded(*args: Parameters.args, **kwargs: Parameters.kwargs) -> ResponseReturnValue:
            try:
                refusal = _refusal(CourseId(course))
            except Unavailable as unavailable:
                refusal = unavailable
            if refusal is not None:
                return refuse(refusal)
            answer: ResponseReturnValue = current_app.ensure_sync(view)(*args, **kwargs)
            return answer

        return guarded

    return guard


def _refusal(course: CourseId) -> LMSError | None:
    actor = host().identify()
    # A view of the host's own ends no visit of ours, so none is left open here.
    finish_visit()
    if actor is None:
        return NotSignedIn("Sign in to open this page.")
    if actor.worker is not None:
        with host().workshop.look(actor) as work:
            day = _today(work, actor.worker)
            if covered(work.session, actor.worker, course, day):
                return None
    return Forbidden(
        "This page is open to people whose training on it is current, and yours is not. "
        "Complete the training, and it opens at once."
    )


def _as_guest(workshop: Workshop, settings: Settings) -> Workshop:
    # In a host the public check stands under the prefix, so certificates must name it there.
    path = f"{settings.url_prefix}/verify"
    return replace(workshop, organization=replace(settings.house, verify_path=path))


def _today(work: UnitOfWork, worker: WorkerId) -> date:
    return civil_day(work.now, zone_of(work.session, worker, work.organization.time_zone))
