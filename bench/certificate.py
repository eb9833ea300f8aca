"""What a certificate costs beside the barest page ReportLab can make, in turn, in CPU time.

The bare page has one TrueType font, five lines and the same QR symbol as one path; it is not
tagged and has no ornament. Run: `python -m bench --only certificate`.
"""

import io
from collections.abc import Callable
from importlib.resources import as_file, files
from statistics import median
from time import process_time

import segno
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from lms.certificates.drawing.document import FIELD
from lms.certificates.drawing.sealing import Asked, sealed
from lms.certificates.pdf import render
from tests.builders import NOON
from tests.certificates.samples import PLAIN
from tests.certificates.sealing import DOCUMENT_KEY, issued

ROUNDS, WARM_UP = 20, 3


def bare_page() -> bytes:
    """Make the floor: a page of the same words with nothing that makes it a certificate."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(792, 612), invariant=1, pageCompression=1)
    lines = (
        PLAIN.organization,
        "Certificate of Completion",
        PLAIN.holder,
        PLAIN.course,
        PLAIN.number,
    )
    for row, line in enumerate(lines):
        canvas.setFont("Bare", 22)
        canvas.drawCentredString(396, 500 - 60 * row, line)
    path = canvas.beginPath()
    for y, cells in enumerate(segno.make(PLAIN.verify_url, error="m", micro=False).matrix):
        for x, dark in enumerate(cells):
            if dark:
                path.rect(60 + 2 * x, 160 - 2 * y, 2, 2)
    canvas.drawPath(path, stroke=0, fill=1)
    canvas.showPage()
    canvas.save()
    return out.getvalue()


def measure() -> list[tuple[str, float | None, float]]:
    """Return (name, floor, product), both as the median of the rounds in milliseconds of CPU."""
    with as_file(files("lms.certificates") / "fonts" / "EBGaramond_400Regular.ttf") as font:
        pdfmetrics.registerFont(TTFont("Bare", str(font)))
    key, drawn = DOCUMENT_KEY, render(PLAIN)
    turns: dict[str, list[float]] = {}
    for turn in range(WARM_UP + ROUNDS):
        for name, make in (
            ("bare", bare_page),
            ("drawn", lambda: render(PLAIN)),
            ("issued", issued),
            ("signature", lambda: sealed(drawn, key, Asked(FIELD, NOON))),
        ):
            taken = _milliseconds(make)
            if turn >= WARM_UP:
                turns.setdefault(name, []).append(taken)
    of = {name: median(taken) for name, taken in turns.items()}
    return [
        ("certificate PDF, fresh", of["bare"], of["drawn"]),
        ("certificate drawn, claimed and signed, beside drawn alone", of["drawn"], of["issued"]),
        ("the organization's signature in it", None, of["signature"]),
    ]


def _milliseconds(make: Callable[[], bytes]) -> float:
    begin = process_time()
    make()
    return (process_time() - begin) * 1000


def main() -> None:
    """Print each figure, and how many times the floor it is."""
    for name, floor, product in measure():
        beside = f" floor {floor:.1f} ms, {product / floor:.2f} x," if floor else ""
        print(f"{name}:{beside} product {product:.1f} ms")


if __name__ == "__main__":
    main()
