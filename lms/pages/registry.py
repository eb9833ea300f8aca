"""All pages under one blueprint, and where each family of them is found."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from flask import Blueprint, Flask
from werkzeug.exceptions import HTTPException

from lms.kernel.errors import LMSError
from lms.pages import (
    accounts,
    attempts,
    courses,
    health,
    packs,
    refusals,
    reports,
)
from lms.pages.aid import drills, questions
from lms.pages.audit import dossier, room, rooms, sample
from lms.pages.context import STATIC_FOLDER, surroundings
from lms.pages.host import finish_visit, policy_of
from lms.pages.learning import refreshers, training
from lms.pages.officer import (
    brought,
    corrections,
    decisions,
    imports,
    people,
    person,
    publishing,
    requirements,
    team,
)
from lms.pages.officer.agreements import agents, agreements, covering, retraining
from lms.pages.proving import certificates, decided, taken, transcripts, verify
from lms.pages.security import guard, protect

TEMPLATES: Final = Path(__file__).parents[1] / "templates"


@dataclass(frozen=True)
class Family:
    """The pages of one module. Standing alone, `public` ones are found at the root.

    Those that are `ours_alone` do not exist in a host, which does the same its own way.
    """

    pages: Blueprint
    public: bool = False
    ours_alone: bool = False


FAMILIES: Final = (
    Family(accounts.pages, public=True, ours_alone=True),
    Family(health.pages, public=True),
    Family(verify.pages, public=True),
    Family(training.pages),
    Family(courses.pages),
    Family(refreshers.pages),
    Family(attempts.pages),
    Family(certificates.pages),
    Family(transcripts.pages),
    Family(transcripts.handed, public=True),
    Family(decided.pages),
    Family(taken.pages),
    Family(questions.pages),
    Family(drills.pages),
    Family(team.pages),
    Family(publishing.pages),
    Family(people.pages),
    Family(decisions.pages),
    Family(corrections.pages),
    Family(person.pages),
    Family(requirements.pages),
    Family(imports.pages),
    Family(reports.pages),
    Family(brought.pages),
    Family(agents.pages),
    Family(covering.pages),
    Family(agreements.pages),
    Family(retraining.pages),
    Family(rooms.pages),
    Family(room.pages),
    Family(sample.pages),
    Family(dossier.pages),
    Family(packs.pages),
)
"""Every family of pages; a module of pages is part of the product once it stands here."""


def register_pages(app: Flask, prefix: str, *, alone: bool = False) -> None:
    """Mount the pages under a prefix; nothing outside the one blueprint `lms` is touched.

    Standing alone, sign-in, health and the public check of certificates are at the root.
    """
    lms = Blueprint(
        "lms",
        __name__,
        template_folder=str(TEMPLATES),
        static_folder=str(STATIC_FOLDER),
        static_url_path=f"{prefix}/static",
    )
    for family in FAMILIES:
        if alone or not family.ours_alone:
            at_root = alone and family.public
            lms.register_blueprint(family.pages, url_prefix="" if at_root else prefix)
    lms.before_request(guard)
    lms.after_request(protect)
    lms.teardown_request(finish_visit)
    lms.context_processor(surroundings)
    lms.register_error_handler(LMSError, refusals.refuse)
    lms.register_error_handler(HTTPException, refusals.refuse_http)
    lms.register_error_handler(Exception, refusals.broken)
    app.register_blueprint(lms)
    _check_forms_once(app)


def _check_forms_once(app: Flask) -> None:
    """Take our forms out of the host's CSRFProtect, whose tokens end after an hour.

    `guard` checks every one of them; the host's own forms stay with the host.
    """
    protection = app.extensions.get("csrf")
    if protection is None:
        return
    for view in app.view_functions.values():
        if policy_of(view) is not None:
            protection.exempt(view)
