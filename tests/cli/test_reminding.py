"""Each letter goes out once, whoever sends it, whatever the server says, whoever is killed."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from lms.actions.mail.queue_letter import queue_letter
from lms.cli.reminding import send_due
from lms.evidence.store import record
from lms.kernel.access import SYSTEM
from lms.kernel.clock import utc_now
from lms.kernel.errors import Refused
from lms.kernel.outgoing.mail.model import WAITS, Letter
from lms.kernel.outgoing.mail.server import MailServer
from lms.kernel.outgoing.mail.tables import LetterRow
from lms.kernel.work import Workshop
from lms.reports.access.mail import mail_told
from lms.reports.ledger.checkpoints import witnesses
from tests.builders import NOON, StillClock
from tests.cli.running import run
from tests.evidence.told import said
from tests.servers.mail import PostOffice, certificate, post_office

LETTER = Letter("a/1", "tova@example.org", "For you", "Some words, and a ß.\n")
SECRET = Letter("a/2", "bo@example.org", "A link", "https://x.example/secret\n", passes=True)


@pytest.fixture
def office() -> Iterator[PostOffice]:
    """A mail server that takes everything."""
    with post_office() as office:
        yield office


@pytest.fixture
def sending(workshop: Workshop) -> Workshop:
    """A workshop that sends mail."""
    return replace(workshop, organization=replace(workshop.organization, sends_mail=True))


def queue(workshop: Workshop, *letters: Letter) -> list[bool]:
    with workshop.work(SYSTEM) as work:
        return [queue_letter(work, one) for one in letters]


def server(office: PostOffice, user: str = "") -> MailServer:
    return MailServer.read(f"smtp://{user}127.0.0.1:{office.port}", "training@example.org")


def row(workshop: Workshop, letter: Letter) -> LetterRow:
    with workshop.look(SYSTEM) as work:
        found = work.session.get_one(LetterRow, letter.key)
        work.session.expunge(found)
        return found


def told(workshop: Workshop) -> tuple[bool, str]:
    with workshop.look(SYSTEM) as work:
        return mail_told(work)


def test_a_letter_is_sent_once_and_the_words_of_a_link_are_not_kept(
    sending: Workshop, office: PostOffice
) -> None:
    assert queue(sending, LETTER, SECRET, LETTER) == [True, True, False]

    assert send_due(sending, server(office), ()) == (2, 0)
    assert send_due(sending, server(office), ()) == (0, 0)

    one, other = office.taken
    assert (one["From"], one["To"]) == ("training@example.org", "tova@example.org")
    assert one.get_content() == LETTER.words.replace("\n", "\r\n")
    assert other.get_content().strip() == SECRET.words.strip()
    assert row(sending, LETTER).words == LETTER.words
    assert (row(sending, SECRET).words, row(sending, SECRET).answer) == ("", "250 2.0.0 kept")
    assert told(sending) == (True, "Every letter is sent.")


def test_two_who_send_at_once_send_each_letter_once(sending: Workshop, office: PostOffice) -> None:
    letters = [replace(LETTER, key=f"a/{at}") for at in range(12)]
    queue(sending, *letters)

    with ThreadPoolExecutor(3) as senders:
        done = list(senders.map(lambda _: send_due(sending, server(office), ()), range(3)))

    assert sum(sent for sent, _ in done) == 12
    assert len(set(office.ids)) == len(office.ids) == 12


def test_what_a_server_does_not_take_now_is_tried_again_later_and_under_the_same_id(
    sending: Workshop, office: PostOffice, clock: StillClock
) -> None:
    queue(sending, LETTER)
    office.answers = ["451 4.7.1 greylisted", "450 4.2.1 still busy"]

    assert send_due(sending, server(office), ()) == (0, 1)
    assert send_due(sending, server(office), ()) == (0, 0)
    assert row(sending, LETTER).answer == "451 4.7.1 greylisted"
    clock.now = NOON + WAITS[0]
    assert send_due(sending, server(office), ()) == (0, 1)
    clock.now += timedelta(hours=7)
    assert not told(sending)[0]
    assert send_due(sending, server(office), ()) == (1, 0)
    assert told(sending)[0]


def test_what_a_server_refuses_for_good_is_not_tried_again_and_the_doctor_says_so(
    sending: Workshop, office: PostOffice, clock: StillClock
) -> None:
    queue(sending, LETTER)
    office.answers = ["550 5.1.1 no such user"]

    assert send_due(sending, server(office), ()) == (0, 1)
    clock.now += timedelta(days=3)
    assert send_due(sending, server(office), ()) == (0, 0)

    assert row(sending, LETTER).answer == "550 5.1.1 no such user"
    assert told(sending)[1].startswith("1 letter was refused for good in 30 days.")
    assert office.taken == []


def test_after_two_days_in_vain_it_is_given_up(sending: Workshop, clock: StillClock) -> None:
    queue(sending, LETTER)
    nobody = MailServer.read("smtp://127.0.0.1:9", "training@example.org")

    for wait in (*WAITS, timedelta()):
        assert send_due(sending, nobody, ()) == (0, 1)
        clock.now += wait

    assert row(sending, LETTER).settled_at is not None
    assert not row(sending, LETTER).sent
    assert "could not be reached" in row(sending, LETTER).answer


def test_only_the_right_password_is_taken_and_the_wrong_one_is_told(
    sending: Workshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: StillClock
) -> None:
    queue(sending, LETTER)
    own = certificate(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(own))
    with post_office(own, user=("lms", "right")) as office:
        assert send_due(sending, server(office, "lms:wrong@"), ()) == (0, 1)
        waits = row(sending, LETTER)
        assert waits.settled_at is None
        assert "refused the user of LMS_SMTP_URL" in waits.answer
        assert "wrong" not in waits.answer

        clock.now += WAITS[0]
        assert send_due(sending, server(office, "lms:right@"), ()) == (1, 0)


def test_a_server_that_shows_a_certificate_of_its_own_is_not_believed(
    sending: Workshop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, clock: StillClock
) -> None:
    queue(sending, LETTER)
    own = certificate(tmp_path)
    with post_office(own) as office:
        assert send_due(sending, server(office), ()) == (0, 1)
        assert "is not whom it says" in row(sending, LETTER).answer
        assert office.taken == []

        monkeypatch.setenv("SSL_CERT_FILE", str(own))
        clock.now += WAITS[0]
        assert send_due(sending, server(office), ()) == (1, 0)


@pytest.mark.parametrize(
    "to", ["nobody", "a@b@c", "a@example.org\r\nBcc: all@example.org", "ü@example.org", ""]
)
def test_what_is_no_address_is_refused_and_not_kept(sending: Workshop, to: str) -> None:
    with pytest.raises(Refused, match="is no email address"):
        queue(sending, replace(LETTER, to=to))
    assert told(sending) == (True, "Every letter is sent.")


def test_a_line_break_in_a_subject_makes_no_header(sending: Workshop, office: PostOffice) -> None:
    queue(sending, replace(LETTER, subject="Due\r\nBcc: all@example.org"))

    assert send_due(sending, server(office), ()) == (1, 0)
    assert office.taken[0]["Subject"] == "Due Bcc: all@example.org"
    assert office.taken[0]["Bcc"] is None


def test_where_no_mail_is_set_up_nothing_is_kept(workshop: Workshop) -> None:
    with pytest.raises(Refused, match="LMS_SMTP_URL is not set"):
        queue(workshop, LETTER)
    assert told(workshop) == (True, "No mail is set up, and none waits.")


def test_whoever_is_killed_before_the_answer_is_kept_leaves_the_letter_to_the_next(
    sending: Workshop, office: PostOffice, database_url: str, clock: StillClock, tmp_path: Path
) -> None:
    queue(sending, LETTER)
    office.goes_on.clear()
    settings = {
        "LMS_DATABASE_URL": database_url.replace("+psycopg", ""),
        "LMS_SMTP_URL": office.url,
        "LMS_MAIL_FROM": "training@example.org",
    }
    command = [sys.executable, "-m", "lms.cli.main", "remind"]
    sender = subprocess.Popen(command, env=os.environ | settings, cwd=tmp_path)
    assert office.arrived.wait(30)
    sender.send_signal(signal.SIGKILL)
    sender.wait()
    office.goes_on.set()

    clock.now = utc_now()
    assert send_due(sending, server(office), ()) == (0, 0)
    clock.now += timedelta(minutes=6)
    assert send_due(sending, server(office), ()) == (1, 0)
    assert len(office.ids) == 2
    assert len(set(office.ids)) == 1


def test_named_people_are_told_once_a_day_where_the_ledger_stands(
    sending: Workshop, office: PostOffice, clock: StillClock, tmp_path: Path
) -> None:
    with sending.work(SYSTEM) as work:
        record(work, said(1))
    named = ("ada@example.org", "bo@example.org")

    assert send_due(sending, server(office), named) == (2, 0)
    assert send_due(sending, server(office), named) == (0, 0)
    clock.now += timedelta(days=1)
    assert send_due(sending, server(office), named) == (2, 0)

    words = office.taken[0].get_content()
    (line,) = [one for one in words.splitlines() if one.startswith("{")]
    (tmp_path / "kept").write_text(line)
    known = witnesses(tmp_path / "kept", sending.keys.known())
    assert [one.at for one in known.sound] == [NOON]
    assert known.strange == ()


def test_the_command_tells_what_it_would_send_and_sends_it(
    office: PostOffice, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("remind").exit_code == 2
    monkeypatch.setenv("LMS_SMTP_URL", office.url)
    monkeypatch.setenv("LMS_MAIL_FROM", "training@example.org")
    monkeypatch.setenv("LMS_CHECKPOINT_MAIL", "ada@example.org, bo@example.org")
    assert run("publish").exit_code == 0

    would = run("remind", "--dry-run").stdout.splitlines()
    assert [one.split(":")[0] for one in would] == ["ada@example.org", "bo@example.org"]
    assert office.taken == []
    assert run("remind").stderr == "2 sent, 0 to be tried again or refused.\n"
    assert run("remind", "--dry-run").stdout == ""
    assert "ok     mail: Every letter is sent." in run("doctor").stdout
