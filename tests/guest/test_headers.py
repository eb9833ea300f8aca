"""Our headers stand on our pages alone, and what binds the whole site is left to the host."""

import pytest

from tests.guest.desk import Desk

OURS = frozenset(
    {
        "Content-Security-Policy",
        "Cross-Origin-Opener-Policy",
        "Cross-Origin-Resource-Policy",
        "Permissions-Policy",
        "Referrer-Policy",
        "Strict-Transport-Security",
        "X-Content-Type-Options",
    }
)


@pytest.mark.parametrize("path", ["/courses", "/nowhere", "/claims", "/private", "/fails"])
def test_no_header_of_ours_stands_on_a_page_of_the_hosts(desk: Desk, path: str) -> None:
    visitor = desk.visitor("ines")

    headers = set(visitor.open(path).headers.keys())

    assert headers & OURS == set()
    assert set(visitor.open("/training/verify").headers.keys()) >= OURS - {
        "Strict-Transport-Security"
    }


def test_the_promise_of_tls_for_the_whole_site_is_the_hosts_to_make(desk: Desk) -> None:
    client = desk.app.test_client()

    ours = client.get("/training/verify", base_url="https://desk.example")

    assert ours.status_code == 200
    assert "Strict-Transport-Security" not in ours.headers
