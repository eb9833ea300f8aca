"""The dossiers of a sample as one file that is checked without this product."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import IO, Any, Final

from lms.kernel.canonical import canonical
from lms.kernel.errors import Unavailable
from lms.kernel.ids import CourseId
from lms.kernel.outgoing.bag import Bag, signed_by
from lms.kernel.outgoing.tabular import csv_pieces
from lms.kernel.work import UnitOfWork
from lms.reports.agreement.pack.dossier import Written, dossier, file_of, population_of
from lms.reports.agreement.pack.html import facts, heading, link, page, paragraph, table
from lms.reports.agreement.pack.made import pack_name
from lms.reports.agreement.pack.parties import all_tables_of
from lms.reports.agreement.pack.readme import POPULATION, readme
from lms.reports.agreement.pack.tables import Table
from lms.reports.agreement.pack.texts import texts_of
from lms.reports.agreement.room.dossiers import Dossier, dossiers_of
from lms.reports.agreement.room.sample import Drawing, Drawn
from lms.standing.explanation import in_words

HOW: Final = (
    "The ids of the population are sorted; each is put in place by the SHA-256 of the seed, a "
    "colon and the id; the first ones are drawn. Whoever has the ids draws the same people again."
)


@dataclass(frozen=True)
class _Packed:
    work: UnitOfWork
    bag: Bag
    drawing: Drawing
    drawn: Drawn


def sample_file(work: UnitOfWork, drawing: Drawing, drawn: Drawn, out: IO[bytes]) -> str:
    """Write the dossiers of everybody drawn, with certificates and texts; return the name."""
    name = f"sample-{pack_name(drawn.scope.agreement, drawing.question.as_of)}"
    with Bag(out, name) as bag:
        _fill(_Packed(work, bag, drawing, drawn), name)
    return f"{name}.zip"


def _fill(one: _Packed, name: str) -> None:
    work, drawn = one.work, one.drawn
    tables = all_tables_of(work.session, drawn.scope)
    people = dossiers_of(work.session, drawn.scope, tables, drawn.sample.drawn)
    _add_tables(one, tables)
    written: Written = {}
    for person in people:
        pages = dossier(person.worker, person.own, person.sat, written)
        one.bag.add(file_of(person.worker), pages)
    records = (sat.record for person in people for sat in person.sat)
    one.bag.add("reports/attempts.jsonl", records)
    example = _add_certificates(one, people)
    _add_texts(one, people)
    for known in work.keys.known():
        one.bag.add(f"keys/{known.public.id}.pub", [known.public.minisign_public.encode()])
        one.bag.add(f"keys/{known.public.id}.pem", [known.public.pem.encode()])
    one.bag.add("sample.json", [canonical(told_of(one.drawing, drawn)) + b"\n"])
    everybody = tables["people"]
    rows = [row for row in everybody.rows if row[0] in drawn.ids]
    one.bag.add(POPULATION, [population_of(everybody._replace(rows=rows))])
    one.bag.tag("index.html", b"".join(page("Sample", _front(one, people))))
    key = work.keys.current
    title = f"Sample of {len(people)}: agreement {drawn.scope.agreement}"
    one.bag.tag("README.txt", readme(title, key.id, 0, example).encode())
    house = " ".join(work.organization.name.split())
    about = {"Source-Organization": house, "External-Identifier": drawn.scope.agreement}
    one.bag.close(about, signed_by(key, name))


def told_of(drawing: Drawing, drawn: Drawn) -> dict[str, Any]:
    """Return what another needs to draw the same people again."""
    sample = drawn.sample
    return {
        "what": "part2-lms sample",
        "agreement": drawn.scope.agreement,
        "as_of": drawing.question.as_of,
        "stratum": drawing.stratum_told,
        "seed": sample.seed,
        "size": drawing.size,
        "population": sample.population,
        "population_sha256": sample.sha256,
        "drawn": sample.drawn,
    }


def _front(one: _Packed, people: tuple[Dossier, ...]) -> Iterator[str]:
    told = told_of(one.drawing, one.drawn)
    yield heading(1, f"Sample of {len(people)} of {told['population']}")
    shown = ("agreement", "stratum", "seed", "size", "population", "population_sha256")
    day = ("as of", in_words(one.drawing.question.as_of))
    yield facts((day, *((name.replace("_", " "), told[name]) for name in shown)))
    yield paragraph(HOW)
    rows = (
        (link(person.name, f"data/{file_of(person.worker)}"), person.worker) for person in people
    )
    yield table("Who was drawn, in order", ("Name", "Number"), rows)
    yield paragraph("It shows records of training. It does not certify legal compliance.")


def _add_tables(one: _Packed, tables: Mapping[str, Table]) -> None:
    scope, chosen = one.drawn.scope, set(one.drawn.sample.drawn)
    about_people = {name: told for name, told in tables.items() if "worker_id" in told.names}
    for name, told in about_people.items():
        place = told.names.index("worker_id")
        rows = (row for row in told.rows if scope.root.get(row[place], row[place]) in chosen)
        typed = {column.name for column in told.columns if column.typed}
        one.bag.add(f"reports/{name}.csv", csv_pieces(told.names, rows, typed))


def _add_certificates(one: _Packed, people: tuple[Dossier, ...]) -> str:
    example = ""
    for row in (row for person in people for row in person.own.get("certificates", ())):
        try:
            content = one.work.files.read(row["sha256"])
        except Unavailable:
            continue
        example = example or row["certificate"]
        one.bag.add_known(f"certificates/{row['certificate']}.pdf", content, row["sha256"])
    return example


def _add_texts(one: _Packed, people: tuple[Dossier, ...]) -> None:
    rows = (row for person in people for row in person.own.get("completions", ()))
    read = {(row["course"], row["course_version"]) for row in rows if row["kind"] != "external"}
    asked = {(sat.row.course, sat.row.version) for person in people for sat in person.sat}
    for course, version in sorted(read | asked):
        for file in texts_of(one.work.session, CourseId(course), version):
            one.bag.add(file.name, file.pieces)
