"""Whether the process lives, and whether it can serve."""

import logging
from http import HTTPStatus

from flask import Blueprint

from lms.kernel.upkeep.migrating import require_newest
from lms.pages.host import NOBODY, allow_anyone, host, looking_as
from lms.reports.access.readiness import something_is_published

pages = Blueprint("health", __name__)
LOG = logging.getLogger("lms.pages")


@pages.get("/healthz")
@allow_anyone
def healthz() -> dict[str, str]:
    """Answer that the process lives; nothing else is asked."""
    return {"status": "ok"}


@pages.get("/readyz")
@allow_anyone
def readyz() -> tuple[dict[str, str], int]:
    """Answer whether the database answers and has the newest shape, and something is taught."""
    found = {"database": "ok", "content": "ok"}
    try:
        require_newest(host().workshop.engine)
        with looking_as(NOBODY) as work:
            if not something_is_published(work.session):
                found["content"] = "nothing is published"
    except Exception as error:  # noqa: BLE001 - whatever is wrong, a probe gets an answer
        LOG.warning("not ready: %s", error)
        found["database"] = "not ready"
    ready = set(found.values()) == {"ok"}
    status = HTTPStatus.OK if ready else HTTPStatus.SERVICE_UNAVAILABLE
    return {"status": "ok" if ready else "not ready", **found}, status
