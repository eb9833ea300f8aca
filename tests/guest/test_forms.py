"""Each looks after its own forms: the host's are guarded and end as before, ours as we say."""

import pytest
from itsdangerous import TimestampSigner

from tests.guest.desk import Desk
from tests.guest.staff import sit_down
from tests.pages.classroom import answers

HOUR = 3600


def test_a_form_of_the_hosts_without_its_token_is_still_refused_by_the_host(desk: Desk) -> None:
    answer = desk.app.test_client().post("/door", data={"who": "tova"})

    assert answer.status_code == 400
    assert "CSRF token is missing" in answer.text


def test_a_form_of_ours_without_a_token_is_refused_in_our_words(desk: Desk) -> None:
    client = desk.app.test_client()
    with client.session_transaction() as session:
        session["desk_account"] = "tova"

    answer = client.post("/training/courses/callers/answering/read")

    assert answer.status_code == 400
    assert "This could not be read" in answer.text
    assert "Everything that was saved before is safe." in answer.text


def test_a_quiz_without_a_time_limit_has_none_in_a_host_whose_forms_end_after_an_hour(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempt = sit_down(desk.workshop)
    tova = desk.visitor("tova")
    tova.open("/door")
    door, held = tova.form("Come in")
    tova.open(f"/training/attempts/{attempt}")

    later = int(TimestampSigner("any").get_timestamp()) + 2 * HOUR
    monkeypatch.setattr(TimestampSigner, "get_timestamp", lambda _: later)
    tova.send("Hand in and state this", answers(tova.text))

    assert desk.app.config["WTF_CSRF_TIME_LIMIT"] == HOUR
    assert "You passed, with 3 of 3." in tova.text
    assert tova.client.post(door, data={**held, "who": "tova"}).status_code == 400
