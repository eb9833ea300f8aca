"""Each answers for its own mistakes: the host with its error pages, we with ours."""

import pytest

from lms.pages.host import allow_anyone
from tests.guest.desk import Desk


@pytest.mark.parametrize(
    ("path", "code"),
    [("/nowhere", 404), ("/training/nowhere", 404), ("/private", 403), ("/fails", 500)],
)
def test_the_hosts_errors_get_the_hosts_pages(desk: Desk, path: str, code: int) -> None:
    answer = desk.visitor("tova").open(path)

    assert (answer.status_code, answer.text) == (code, f"The desk is sorry: {code}.")


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("/training/courses/no-such-course", 404),
        ("/training/certificates/P2L-0000", 404),
        ("/training/team/", 403),
    ],
)
def test_our_refusals_get_our_pages_with_our_headers(desk: Desk, path: str, code: int) -> None:
    answer = desk.visitor("tova").open(path)

    assert answer.status_code == code
    assert "The desk is sorry" not in answer.text
    assert "Go to the first page" in answer.text
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_a_mistake_of_ours_gets_our_page_and_tells_nothing(desk: Desk) -> None:
    def fails() -> str:
        raise RuntimeError("a secret of the house")

    desk.app.view_functions["lms.health.healthz"] = allow_anyone(fails)

    answer = desk.visitor().open("/training/healthz")

    assert answer.status_code == 500
    assert "Something went wrong on our side" in answer.text
    assert "secret" not in answer.text


def test_whoever_is_known_to_the_host_alone_is_told_that_no_training_is_theirs(
    desk: Desk,
) -> None:
    visitor = desk.visitor("guest")

    answer = visitor.open("/training/")

    assert answer.status_code == 404
    assert "it belongs to no worker" in answer.text
    assert visitor.open("/training/verify").status_code == 200
