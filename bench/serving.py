"""Servers as they run for people: the product's and a bare one, with two processes each."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryFile
from time import sleep
from typing import Final

from bench.browsing import Browser
from bench.house import House
from bench.measuring import children_of

Process = subprocess.Popen[bytes]
BARE: Final = ("--workers=2", "--threads=4", "--preload", "--no-control-socket")
TRIES: Final = 150
PAUSE_SECONDS: Final = 0.2
AFTERWARDS_SECONDS: Final = 0.01
"""What a server still does when its answer has arrived."""
STOP_WITHIN_SECONDS: Final = 60


@dataclass(frozen=True)
class Server:
    """A server that runs: its first process, and where it listens."""

    pid: int
    port: int

    @property
    def processes(self) -> tuple[int, ...]:
        """The first process and those that answer."""
        return (self.pid, *children_of(self.pid))

    def answer(self, browser: Browser, page: str, times: int = 1) -> None:
        """Let a browser open a page so many times; raise `RuntimeError` for any but a page."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        for _ in range(times):
            connection.request("GET", page, headers=dict(browser.headers))
            answer = connection.getresponse()
            answer.read()
            if answer.status != HTTPStatus.OK:
                raise RuntimeError(f"{page} answered {answer.status}.")
        connection.close()
        sleep(AFTERWARDS_SECONDS)


@contextmanager
def product(house: House) -> Iterator[Server]:
    """Serve the product over the records of this house."""
    command = (str(Path(sys.executable).with_name("part2-lms")), "serve", "--port")
    port = _free_port()
    with _running((*command, str(port)), house.settings) as first:
        yield _ready(first, port)


@contextmanager
def bare(house: House) -> Iterator[Server]:
    """Serve the bare application over a new database."""
    port, app = _free_port(), f"bench.floors:bare_app({house.place.new()!r})"
    bound = (f"--bind=127.0.0.1:{port}", app)
    with _running((sys.executable, "-m", "gunicorn", *BARE, *bound), {}) as first:
        yield _ready(first, port)


@contextmanager
def _running(command: tuple[str, ...], settings: Mapping[str, str]) -> Iterator[Process]:
    """Run a server, and stop it at the end; what it says is told only if it does not start."""
    with TemporaryFile() as said:
        environment = {**os.environ, **settings}
        server = subprocess.Popen(command, env=environment, stderr=said, stdout=said)
        try:
            yield server
        except ConnectionError as error:
            said.seek(0)
            raise RuntimeError(f"{command} said: {said.read().decode()[-2000:]}") from error
        finally:
            server.terminate()
            server.wait(timeout=STOP_WITHIN_SECONDS)


def _ready(first: Process, port: int) -> Server:
    for _ in range(TRIES):
        if first.poll() is not None:
            break
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return Server(first.pid, port)
        except ConnectionRefusedError:
            sleep(PAUSE_SECONDS)
    raise ConnectionError("The server did not start.")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
