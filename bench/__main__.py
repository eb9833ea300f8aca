"""All figures in one run, on SQLite and on PostgreSQL: `python -m bench [--quick]`."""

import logging
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Iterator
from typing import Final

from bench import (
    bundle,
    certificate,
    exports,
    imports,
    ledger,
    overdue,
    pages,
    quiz,
    results,
    served,
    standing,
)
from bench.away import backups, packs
from bench.databases import ENGINES, Place, place_for, postgresql_is_here
from bench.house import House, opened
from bench.measuring import Row

Section = Callable[[House, Place, bool], Iterator[Row]]

SECTIONS: Final[dict[str, Section]] = {
    "pages": lambda house, _place, quick: pages.measure(house, quick=quick),
    "quiz": lambda house, _place, quick: quiz.measure(house, quick=quick),
    "certificate": lambda *_: (Row(*one) for one in certificate.measure()),
    "overdue": lambda _house, place, quick: overdue.measure(place, quick=quick),
    "standing": lambda _house, place, quick: standing.measure(place, quick=quick),
    "exports": lambda _house, _place, quick: _exports(ROWS_WHEN_QUICK if quick else exports.ROWS),
    "bundle": lambda _house, _place, quick: bundle.measure(bundle.FEW if quick else bundle.MANY),
    "imports": lambda _house, place, quick: imports.measure(place, quick=quick),
    "packs": lambda _house, place, quick: packs.measure(place, quick=quick),
    "ledger": lambda _house, place, quick: ledger.measure(place, quick=quick),
    "backups": lambda _house, place, quick: backups.measure(place, quick=quick),
    "served": lambda house, _place, quick: served.measure(house, quick=quick),
}
ROWS_WHEN_QUICK: Final = 20_000
NEED_NO_DATABASE: Final = frozenset({"certificate", "exports", "bundle"})
"""Or bring their own; they run once, beside SQLite."""


def main() -> None:
    """Print each figure as it comes, and keep the tables of a full run that left nothing out."""
    # What an application says of each sign-in would stand between the figures.
    logging.disable(logging.WARNING)
    asked = _asked()
    for engine in asked.engine or ENGINES:
        if engine != "sqlite" and not postgresql_is_here():
            print("\nPostgreSQL is not on this machine, so it is left out.")
            continue
        with place_for(engine) as place, opened(place) as house:
            rows = list(_shown(house, place, asked))
            if not (asked.only or asked.quick):
                kept = results.keep(rows, house.workshop.engine)
                print(f"\nKept in {kept}")


def _shown(house: House, place: Place, asked: Namespace) -> Iterator[Row]:
    print(f"\n{place.engine}\n")
    print(*results.HEAD, sep="\n")
    for name, measure in SECTIONS.items():
        elsewhere = name in NEED_NO_DATABASE and place.engine != ENGINES[0]
        if elsewhere or (asked.only and name not in asked.only):
            continue
        for row in measure(house, place, asked.quick):
            print(results.line_of(row), flush=True)
            yield row


def _exports(rows: int) -> Iterator[Row]:
    yield from (Row(*one) for one in exports.measure(rows))
    first, memory = exports.first_byte_and_memory(rows)
    yield Row("completions CSV, first rows", None, first)
    yield Row("completions CSV, most memory", None, memory)


def _asked() -> Namespace:
    parser = ArgumentParser("python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer rounds and smaller sizes")
    parser.add_argument("--engine", action="append", choices=ENGINES, help="only on this database")
    parser.add_argument("--only", action="append", choices=list(SECTIONS), help="only this part")
    return parser.parse_args()


if __name__ == "__main__":
    main()
