"""What pages cost as they are served, the server's own work counted, and what memory it holds."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

from bench import serving
from bench.browsing import Browser
from bench.house import House
from bench.measuring import Cost, Row, in_turn
from bench.pages import HOME, PAGE, SIGN_IN, course_read
from bench.serving import Server

ROUNDS: Final = 15
ROUNDS_WHEN_QUICK: Final = 5
AT_ONCE: Final = 10
REQUESTS: Final = 50
KIB_IN_MIB: Final = 1024
FIGURES: Final = {"Pss": "memory, shared parts once", "Rss": "memory, shared parts in each"}
"""What Linux calls them, and we do."""


def measure(house: House, *, quick: bool) -> Iterator[Row]:
    """Measure pages from two processes of either application, and after them their memory."""
    rounds = ROUNDS_WHEN_QUICK if quick else ROUNDS
    anybody, (_, worker) = Browser(house.app, house.meter), house.worker()
    course_read(worker, most=2)
    guest = house.guest()
    pages = (
        ("sign-in page, served", anybody, "/sign-in", SIGN_IN),
        ("lesson page, served", worker, "/page", PAGE),
        ("my training, served", worker, "/page", HOME),
    )
    with serving.bare(house) as bare, serving.product(house) as product:
        for name, browser, floor, page in pages:
            pair = _cost(house, bare, guest, floor), _cost(house, product, browser, page)
            yield Row(name, *in_turn(*pair, rounds))
        bare.answer(guest, "/page", REQUESTS)
        product.answer(worker, PAGE, REQUESTS)
        for figure, name in FIGURES.items():
            yield Row(name, _mib(bare, figure), _mib(product, figure))


def _cost(house: House, server: Server, browser: Browser, page: str) -> Cost:
    """Return what lets a server answer a few times, and tells what one answer cost it."""
    servers = (*house.meter.servers, server.pid)
    meter = replace(house.meter, servers=servers, ourselves=False)
    return lambda: meter.milliseconds(lambda: server.answer(browser, page, AT_ONCE)) / AT_ONCE


def _mib(server: Server, figure: str) -> float:
    return sum(_kib(process, figure) for process in server.processes) / KIB_IN_MIB


def _kib(process: int, figure: str) -> int:
    rollup = Path(f"/proc/{process}/smaps_rollup").read_text()
    found = re.search(rf"^{figure}:\s+(\d+) kB$", rollup, re.MULTILINE)
    if found is None:
        raise LookupError(f"This kernel does not tell {figure}.")
    return int(found.group(1))
