"""Whoever is bound to a room opens no other page of the product, whatever its address."""

import re

import pytest
from flask import Flask

from lms.kernel.access import ALLOWED, Permission, Role
from lms.kernel.work import Workshop
from tests.pages.audit.clinic import GUEST, HOME, ROOMS, Clinic, clinic
from tests.pages.conftest import another
from tests.pages.officer.desk import said, sign_in
from tests.reports.agreement.clients import TIDE
from tests.reports.agreement.pack.house import NUMBER

FILLED = {
    "worker": "W-001",
    "course": "part2-core",
    "number": NUMBER,
    "agreement": TIDE,
    "requirement": "part2-core-annual",
    "name": "standing",
    "form": "csv",
    "kind": "workers",
    "token": "x",
    "filename": "lms.css",
    "version": "1",
    "sha256": "ab" * 32,
    "lesson": "consent",
    "deed": "leave",
    "drill": "subpoena",
}
OPEN_TO_ANYBODY = {
    "lms.static",
    "lms.accounts.account",
    "lms.accounts.sign_in_page",
    "lms.health.healthz",
    "lms.health.readyz",
}
"""Pages that hold nobody's records; those of the room itself are told by their name."""


@pytest.fixture
def here(alone: Flask, house: Workshop) -> Clinic:
    return clinic(alone, house)


def addresses(app: Flask) -> dict[str, str]:
    """An address of every page that can be looked at, by endpoint, filled with what is there."""
    found = {}
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or ()):
            continue
        path = re.sub(r"<(?:[^:<>]+:)?any\(([^)]*)\):\w+>|<any\(([^)]*)\):\w+>", _first, str(rule))
        path = re.sub(r"<uuid:\w+>", "00000000-0000-0000-0000-000000000001", path)
        path = re.sub(r"<(?:\w+:)?(\w+)>", lambda one: FILLED.get(one[1], "1"), path)
        found[f"{rule.endpoint} {rule}"] = path
    return found


def _first(found: re.Match[str]) -> str:
    names = found[1] or found[2]
    return names.split(",")[0].strip(" '\"")


def test_the_role_allows_nothing_but_rooms() -> None:
    assert ALLOWED[Role.CLIENT_AUDITOR] == {Permission.VISIT_ROOMS}
    assert Permission.VISIT_ROOMS not in ALLOWED[Role.WORKER] | ALLOWED[Role.MANAGER]


def test_no_page_outside_the_room_shows_a_record(here: Clinic) -> None:
    shown = {}
    for name, path in addresses(here.app).items():
        endpoint = name.partition(" ")[0]
        if endpoint.startswith(("lms.audit.", "lms.audit_sample.", "lms.audit_dossier.")):
            continue
        answer = here.sees(path)
        if answer.status_code == 200 and endpoint not in OPEN_TO_ANYBODY:
            shown[endpoint] = said(answer.text)
        answer.close()

    assert len(addresses(here.app)) >= 60
    # Help that anybody signed in may read: it is about the law, and names nobody.
    assert set(shown) <= {
        "lms.aid.index",
        "lms.aid.may_i_disclose",
        "lms.aid.are_we_a_qso",
        "lms.drills.index",
        "lms.verify.ask",
        "lms.verify.shown",
        "lms.courses.law",
    }
    for words in shown.values():
        assert "Tova Lindqvist" not in words
        assert "W-001" not in words


def test_officers_open_what_the_room_does_not(here: Clinic) -> None:
    for path in ("/training/people/W-001", "/training/reports/standing", ROOMS):
        assert here.sees(path).status_code == 403
        assert here.officer.open(path).status_code == 200


@pytest.mark.parametrize("role", [Role.WORKER, Role.MANAGER, Role.ADMIN])
def test_no_other_role_comes_into_the_room(here: Clinic, role: Role) -> None:
    worker = {Role.WORKER: "W-001", Role.MANAGER: "W-010"}.get(role)
    browser = sign_in(here.app, here.house, role, worker)  # type: ignore[arg-type]  # ids of the house

    assert browser.open(HOME).status_code == 403
    assert browser.open("/training/audit/").status_code == 403


def test_nobody_comes_in_without_signing_in(here: Clinic) -> None:
    assert another(here.app).open(HOME).status_code == 303
    assert GUEST in said(here.officer.open(ROOMS).text)
