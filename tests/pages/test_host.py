"""Who may see a page: nobody, until somebody said who."""

import pytest
from flask import Flask

from lms.kernel.access import ALLOWED, Permission, Role
from lms.kernel.errors import Forbidden, NotSignedIn
from lms.kernel.work import Workshop
from lms.pages import host as hosts
from tests.builders import an_actor


def test_every_address_says_who_may_see_it(alone: Flask) -> None:
    unruled = [
        rule.endpoint
        for rule in alone.url_map.iter_rules()
        if rule.endpoint.startswith("lms.")
        and rule.endpoint != "lms.static"
        and hosts.policy_of(alone.view_functions[rule.endpoint]) is None
    ]
    outside = {
        rule.endpoint
        for rule in alone.url_map.iter_rules()
        if not rule.endpoint.startswith("lms.")
    }

    assert unruled == []
    assert outside == {"front"}


def test_a_page_nobody_ruled_on_is_shown_to_no_one(alone: Flask) -> None:
    alone.view_functions["lms.accounts.account"] = lambda: "a secret"

    answer = alone.test_client().get("/account", base_url="https://localhost")

    assert answer.status_code == 403
    assert "a secret" not in answer.text


def test_a_page_has_one_policy_and_no_second() -> None:
    def page() -> str:
        return ""

    hosts.allow_anyone(page)

    with pytest.raises(RuntimeError, match="exactly one"):
        hosts.allow(Permission.LEARN)(page)


@pytest.mark.parametrize("permission", list(Permission))
@pytest.mark.parametrize("role", [*Role, None])
def test_a_page_opens_to_those_who_hold_its_permission_and_to_nobody_else(
    role: Role | None, permission: Permission
) -> None:
    app = Flask(__name__)
    somebody = an_actor(role) if role else None
    policy = hosts.Policy(signed_in=True, permission=permission)
    app.extensions["lms"] = hosts.Host(lambda: somebody, _no_workshop(), "/training")

    with app.test_request_context("/"):
        if role is None:
            with pytest.raises(NotSignedIn):
                hosts.enforce(policy)
        elif permission in ALLOWED[role]:
            hosts.enforce(policy)
        else:
            with pytest.raises(Forbidden):
                hosts.enforce(policy)


def _no_workshop() -> Workshop:
    return None  # type: ignore[return-value]  # no page here opens one
