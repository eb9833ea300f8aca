"""The watch over every journey hears what it is there to hear."""

import pytest

from tests.e2e.visiting import Visitors

PLANTED = {
    "policy": "document.body.append(Object.assign(document.createElement('script'), {text: '1'}))",
    "console": "console.error('Something broke.')",
    "script": "setTimeout(() => { throw new Error('Something broke.') })",
}


@pytest.mark.parametrize("what", PLANTED)
def test_what_breaks_a_rule_of_the_browser_is_heard(visitors: Visitors, what: str) -> None:
    page = visitors.enter()
    page.goto("/sign-in")
    assert visitors.complaints == []
    # Only what the page itself is made to do is under its policy.
    page.evaluate(f"try {{ {PLANTED[what]} }} catch (error) {{ console.error(String(error)) }}")
    page.wait_for_timeout(200)

    assert visitors.complaints != []
    visitors.complaints.clear()
