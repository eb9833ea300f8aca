"""What a fresh certificate costs beside the barest page ReportLab can make, in turn, in CPU time.

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

from lms.certificates.pdf import render
from tests.certificates.samples import PLAIN

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


def measure() -> list[tuple[str, float, float]]:
    """Return (name, floor, product), both as the median of the rounds in milliseconds of CPU."""
    with as_file(files("lms.certificates") / "fonts" / "EBGaramond_400Regular.ttf") as font:
        pdfmetrics.registerFont(TTFont("Bare", str(font)))
    floor, product = [], []
    for turn in range(WARM_UP + ROUNDS):
        bare, whole = _milliseconds(bare_page), _milliseconds(lambda: render(PLAIN))
        if turn >= WARM_UP:
            floor.append(bare)
            product.append(whole)
    return [("certificate PDF, fresh", median(floor), median(product))]


def _milliseconds(make: Callable[[], bytes]) -> float:
    begin = process_time()
    make()
    return (process_time() - begin) * 1000


def main() -> None:
    """Print each figure, and how many times the floor it is."""
    for name, floor, product in measure():
        print(f"{name}: floor {floor:.1f} ms, product {product:.1f} ms, {product / floor:.2f} x")


if __name__ == "__main__":
    main()
