"""What memory two processes of the product hold after fifty requests, beside two bare ones."""

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http import HTTPStatus
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryFile
from time import sleep
from typing import Final

from bench.browsing import Browser
from bench.house import COURSE, House
from bench.measuring import Row, children_of

BARE: Final = (
    "-m",
    "gunicorn",
    "--workers=2",
    "--threads=4",
    "--preload",
    "--no-control-socket",
)
REQUESTS: Final = 50
KIB_IN_MIB: Final = 1024
TRIES: Final = 150
PAUSE_SECONDS: Final = 0.2
PAGES: Final = ("/training/", f"/training/courses/{COURSE}", f"/training/courses/{COURSE}/consent")
FIGURES: Final = {"Pss": "memory, shared parts once", "Rss": "memory, shared parts in each"}
"""What Linux calls them, and we do."""

Settings = Mapping[str, str]


def measure(house: House) -> Iterator[Row]:
    """Serve fifty pages from two processes and their parent; tell their memory in MiB."""
    _, worker = house.worker()
    bare = (sys.executable, *BARE, f"bench.floors:bare_app({house.place.new()!r})", "--bind")
    product = (str(Path(sys.executable).with_name("part2-lms")), "serve", "--port")
    floor = _memory(bare, house.settings, house.guest(), ("/page",))
    held = _memory(product, house.settings, worker, PAGES)
    for figure, name in FIGURES.items():
        yield Row(name, floor[figure], held[figure])


def _memory(
    command: tuple[str, ...], settings: Settings, browser: Browser, pages: tuple[str, ...]
) -> dict[str, float]:
    port = _free_port()
    told = str(port) if command[-1] == "--port" else f"127.0.0.1:{port}"
    with _running((*command, told), settings) as parent:
        _wait_for(port)
        for at in range(REQUESTS):
            _open(port, pages[at % len(pages)], browser)
        everybody = (parent, *children_of(parent))
        return {figure: sum(_mib(one, figure) for one in everybody) for figure in FIGURES}


@contextmanager
def _running(command: tuple[str, ...], settings: Settings) -> Iterator[int]:
    """Run a server, and stop it at the end; what it says is told only if it does not start."""
    with TemporaryFile() as said:
        environment = {**os.environ, **settings}
        server = subprocess.Popen(command, env=environment, stderr=said, stdout=said)
        try:
            yield server.pid
        except ConnectionError as error:
            said.seek(0)
            raise RuntimeError(f"{command} said: {said.read().decode()[-2000:]}") from error
        finally:
            server.terminate()
            server.wait(timeout=60)


def _wait_for(port: int) -> None:
    for _ in range(TRIES):
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except ConnectionRefusedError:
            sleep(PAUSE_SECONDS)
    raise ConnectionError("The server did not start.")


def _open(port: int, page: str, browser: Browser) -> None:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", page, headers=dict(browser.headers))
    answer = connection.getresponse()
    answer.read()
    connection.close()
    if answer.status != HTTPStatus.OK:
        raise RuntimeError(f"{page} answered {answer.status}.")


def _mib(process: int, figure: str) -> float:
    rollup = Path(f"/proc/{process}/smaps_rollup").read_text()
    found = re.search(rf"^{figure}:\s+(\d+) kB$", rollup, re.MULTILINE)
    if found is None:
        raise LookupError(f"This kernel does not tell {figure}.")
    return int(found.group(1)) / KIB_IN_MIB


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
