"""The product is served by two processes, and stops when told."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path

from tests.servers.mail import post_office

COMMAND = (sys.executable, "-c", "from lms.cli.main import main; main()", "serve", "--port")
PATIENCE_SECONDS = 30
BOTH_LENGTHS = (
    b"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 4\r\n"
    b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
)
TWO_LENGTHS = (
    b"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 4\r\n"
    b"Content-Length: 5\r\n\r\nabcd"
)
DECEIVING = (
    BOTH_LENGTHS,
    TWO_LENGTHS,
    b"GET /sign-in HTTP/1.1\r\nHost: evil.example\r\n\r\n",
    b"TRACE / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n",
)


@contextmanager
def served(folder: Path, **settings: str) -> Iterator[tuple[int, "subprocess.Popen[bytes]"]]:
    port = _free_port()
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("LMS_", "COV"))
    }
    with (
        (folder / "log").open("w") as log,
        subprocess.Popen(
            (*COMMAND, str(port)),
            cwd=folder,
            env={**environment, **settings, "PYTHONPATH": str(Path(__file__).parents[2])},
            stderr=log,
        ) as process,
    ):
        try:
            _wait_for(port)
            yield port, process
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(PATIENCE_SECONDS)


def test_a_fresh_folder_is_served_at_once_and_every_line_of_the_log_is_json(
    tmp_path: Path,
) -> None:
    with served(tmp_path) as (port, process):
        alive = _get(port, "/healthz")
        page = _get(port, "/sign-in")
        _wait_for_children(process.pid, 2)

    assert alive == (200, '{"status":"ok"}\n')
    assert "<h1>Sign in</h1>" in page[1]
    assert process.returncode == 0
    told = (tmp_path / "log").read_text().splitlines()
    published = [line for line in told if line.startswith("Published ")]
    opened, *lines = told[len(published) :]
    assert "Published part2-core, version 1." in published
    assert opened == f"Open http://127.0.0.1:{port} - stop with Ctrl+C"
    assert [json.loads(line)["level"] for line in lines]
    assert (tmp_path / "var" / "lms.db").exists()


def test_mail_goes_out_beside_it_and_ends_with_it(tmp_path: Path) -> None:
    with post_office() as office:
        with served(
            tmp_path,
            LMS_SMTP_URL=office.url,
            LMS_MAIL_FROM="training@example.org",
            LMS_CHECKPOINT_MAIL="ada@example.org",
        ) as (_, process):
            came = office.arrived.wait(PATIENCE_SECONDS)
            _wait_for_children(process.pid, 3)
            children = _children(process.pid)

        assert came
        assert office.taken[0]["To"] == "ada@example.org"
        assert process.returncode == 0
        assert [one for one in children if Path(f"/proc/{one}").exists()] == []


def test_a_request_made_to_deceive_is_refused(tmp_path: Path) -> None:
    with served(tmp_path) as (port, _):
        answers = {sent: _status_of(port, sent) for sent in DECEIVING}

    assert {one: status for one, status in answers.items() if status not in {400, 405}} == {}


def _status_of(port: int, sent: bytes) -> int:
    with socket.create_connection(("127.0.0.1", port)) as line:
        line.settimeout(PATIENCE_SECONDS)
        line.sendall(sent)
        return int(line.recv(12).split()[1])


def _wait_for_children(process: int, count: int) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while len(_children(process)) != count:
        assert time.monotonic() < end
        time.sleep(0.1)


def _children(process: int) -> list[str]:
    return Path(f"/proc/{process}/task/{process}/children").read_text().split()


def _get(port: int, path: str) -> tuple[int, str]:
    with closing(HTTPConnection("127.0.0.1", port, timeout=PATIENCE_SECONDS)) as connection:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()


def _wait_for(port: int) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)
        else:
            return


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
