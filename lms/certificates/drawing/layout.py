"""Where everything stands on a certificate: from its values to the finished sheet.

The field is 792 by 595 points, the height of A4 within the width of Letter, so the page prints
on both. Heights below are above its lower edge; widths are from the middle.
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from zoneinfo import ZoneInfo

from lms.certificates.drawing import styles
from lms.certificates.drawing.fitting import Fitted, Room, fit
from lms.certificates.drawing.ornament import border, rosette
from lms.certificates.drawing.qr import bars
from lms.certificates.drawing.shaping import shape
from lms.certificates.drawing.sheet import Element, PlacedLine, Sheet
from lms.certificates.drawing.styles import Style
from lms.certificates.model import Certificate, UnsupportedText

PAGE = (792.0, 612.0)
_MIDDLE = PAGE[0] / 2
_BASE = PAGE[1] / 2 - 297.5
_BEGINNING = 44
"""How many letters of where the ledger stood are drawn: the number, and the first of the seal."""
_NAME = Room("holder's name", 616, (37, 32, 28, 24), stacked=(24, 22, 20))
_FACTS = (-318.0, -158.0, -28.0, 102.0, 318.0)  # the edges of the four columns
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


@dataclass(frozen=True)
class _Fact:
    """A labelled value of the certificate, and a note below it."""

    label: str
    value: str
    note: str = ""


def draw(certificate: Certificate) -> Sheet:
    """Draw a certificate; raise `UnsupportedText` for words it cannot show or has no room for."""
    sheet = Sheet()
    _ornament(sheet, certificate)
    _opening(sheet, certificate)
    _holder(sheet, certificate)
    _course(sheet, certificate)
    _facts(sheet, certificate)
    _agreements(sheet, certificate)
    _verification(sheet, certificate)
    _seal(sheet, certificate)
    _signature(sheet, certificate)
    return sheet


def heading_of(certificate: Certificate) -> str:
    """Return the words at the head, which also open the file's title."""
    return "Demonstration Certificate" if certificate.demonstration else certificate.title


def fit_name(name: str) -> Fitted:
    """Set a holder's name; raise `UnsupportedText` if it cannot be shown or has no room."""
    return fit(name, styles.NAME, _NAME)


def _tone(certificate: Certificate, colour: styles.Colour) -> styles.Colour:
    return styles.OXBLOOD if certificate.demonstration else colour


def _line(sheet: Sheet, text: str, style: Style, y: float, x: float = 0) -> None:
    sheet.paragraph([_placed(text, style, y, x)])


def _placed(text: str, style: Style, y: float, x: float = 0) -> PlacedLine:
    return PlacedLine(shape(text, style), style, _MIDDLE + x, _BASE + y)


def _stacked(fitted: Fitted, y: float, leading: float, x: float = 0) -> list[PlacedLine]:
    return [
        PlacedLine(line, fitted.style, _MIDDLE + x, _BASE + y - row * leading)
        for row, line in enumerate(fitted.lines)
    ]


def _ornament(sheet: Sheet, certificate: Certificate) -> None:
    seed = sha256(certificate.number.encode()).digest()
    tone = _tone(certificate, styles.PINE)
    if certificate.demonstration:
        with sheet.artifact(styles.OXBLOOD):
            sheet.place(_placed("DEMONSTRATION", styles.WATERMARK, 177))
    with sheet.artifact(tone, 3.2):
        sheet.motif(border(seed, 714, 523), _MIDDLE, _BASE + 297.5)
    with sheet.artifact(tone, 0.5):
        sheet.frame(_MIDDLE - 342, _BASE + 51, 684, 493)
    with sheet.artifact(styles.BRONZE, 0.25):
        sheet.frame(_MIDDLE - 338.5, _BASE + 54.5, 677, 486)
    with sheet.artifact(_tone(certificate, styles.BRONZE), 2.8):
        sheet.motif(rosette(seed, 46), _MIDDLE, _BASE + 130)
    if certificate.demonstration:
        with sheet.artifact(styles.OXBLOOD):
            sheet.block(_MIDDLE - 342, _BASE + 525, 684, 19)


def _opening(sheet: Sheet, certificate: Certificate) -> None:
    demonstration = certificate.demonstration
    if demonstration:
        band = "Demonstration · not a training record · sample data"
        _line(sheet, band, styles.BAND, 531.2)
    room = Room("organization's name", 616, (13, 12, 11, 10))
    fitted = fit(certificate.organization, styles.ORGANISATION, room)
    sheet.paragraph(_stacked(fitted, 504 if demonstration else 508, 0))
    heading = replace(styles.HEADING, colour=_tone(certificate, styles.PINE))
    with sheet.element(Element("H1")):
        sheet.place(_placed(heading_of(certificate), heading, 462))
    certifies = (
        "sample data: this is not a record that anyone was trained"
        if demonstration
        else certificate.certifies_line
    )
    _line(sheet, certifies, styles.CONNECTING, 432)


def _holder(sheet: Sheet, certificate: Certificate) -> None:
    fitted = fit_name(certificate.holder)
    y = 390 if len(fitted.lines) == 1 else 407
    sheet.paragraph(_stacked(fitted, y, fitted.style.size * 1.08))
    with sheet.artifact(styles.BRONZE, 0.5):
        sheet.stroke_line(_MIDDLE - 150, _BASE + 369, _MIDDLE + 150, _BASE + 369)


def _course(sheet: Sheet, certificate: Certificate) -> None:
    _line(sheet, certificate.completed_line, styles.CONNECTING, 348)
    title = replace(styles.COURSE, colour=_tone(certificate, styles.PINE))
    fitted = fit(
        certificate.course, title, Room("course's title", 600, (22, 19), stacked=(16.5, 15, 14))
    )
    leading, rows = fitted.style.size * 1.06, len(fitted.lines)
    top = 320 if rows == 1 else 329.5
    sheet.paragraph(_stacked(fitted, top, leading))
    taught = f"Version {certificate.version} · teaches {certificate.teaches}"
    room = Room("list of rules taught", 630, (12, 11), stacked=(10.5, 9.5, 8.6))
    below = top - (rows - 1) * leading - (19.5 if rows == 1 else 17)
    sheet.paragraph(_stacked(fit(taught, styles.TEACHES, room), below, 11.2))


def _facts(sheet: Sheet, certificate: Certificate) -> None:
    instant = certificate.completed_at.astimezone(ZoneInfo(certificate.time_zone))
    offset = f"{instant:%z}".replace("-", "\u2212")
    ends = certificate.valid_through
    facts = (
        _Fact(
            "Completed on",
            _day(certificate.completed_on),
            f"{instant:%H:%M} {certificate.time_zone} (UTC{offset[:3]}:{offset[3:5]})",
        ),
        _Fact("Valid through", _day(ends), "end of that day")
        if ends
        else _Fact("Valid through", "no renewal date set"),
        _Fact("Score", f"{certificate.score_percent}%", f"pass mark {certificate.pass_mark}%"),
        _Fact(
            "Certificate number",
            certificate.number,
            f"corrects {certificate.corrects}" if certificate.corrects else "",
        ),
    )
    drop = 0 if certificate.agreements else 14
    for fact, left, right in zip(facts, _FACTS, _FACTS[1:], strict=False):
        if left > _FACTS[0]:
            with sheet.artifact(styles.BRONZE, 0.3):
                x = _MIDDLE + left
                sheet.stroke_line(x, _BASE + 271 - drop, x, _BASE + 231 - drop)
        _fact(sheet, fact, (left + right) / 2, right - left - 16, 262 - drop)


def _fact(sheet: Sheet, fact: _Fact, x: float, width: float, y: float) -> None:
    style = styles.FACT if fact.value[0].isupper() or fact.value[0].isdigit() else styles.ABSENT
    field = fact.label.lower()
    value = fit(fact.value, style, Room(field, width, (13, 12, 11, 10)))
    note = fit(fact.note, styles.SMALL, Room(field, width, (9.2, 8.6), stacked=(9.2, 8.6, 8)))
    sheet.paragraph(
        [
            _placed(fact.label, styles.LABEL, y, x),
            *_stacked(value, y - 17, 0, x),
            *(_stacked(note, y - 29, 9.5, x) if fact.note else []),
        ]
    )


def _agreements(sheet: Sheet, certificate: Certificate) -> None:
    named = certificate.agreements
    if not named:
        return
    label = "Agreements served" if len(named) > 1 else "Agreement served"
    fitted = _most_that_fit(named)
    sheet.paragraph([_placed(label, styles.LABEL, 210), *_stacked(fitted, 197, 11.5)])


def _most_that_fit(named: tuple[str, ...]) -> Fitted:
    """Name as many agreements as two lines hold, and count the rest."""
    room = Room("list of agreements", 630, (10.5, 9.6), stacked=(9.6, 8.8))
    for shown in range(len(named), 1, -1):
        more = [f"and {len(named) - shown} more"] if shown < len(named) else []
        try:
            return fit(" · ".join([*named[:shown], *more]), styles.SMALL, room)
        except UnsupportedText as refused:
            if refused.code_points:
                raise
    rest = [f"and {len(named) - 1} more"] if len(named) > 1 else []
    return fit(" · ".join([named[0], *rest]), styles.SMALL, room)


def _verification(sheet: Sheet, certificate: Certificate) -> None:
    left, bottom, side = _MIDDLE - 318, _BASE + 87, 82.0
    figure = Element(
        "Figure",
        description=f"QR code that opens {certificate.verify_url}",
        box=(left, bottom, left + side, bottom + side),
    )
    with sheet.element(figure):
        ink = " ".join(f"{part:g}" for part in styles.INK)
        path = bars(certificate.verify_url, certificate.letters, (left, bottom, side))
        sheet.operators.append(f"q {ink} rg {path} f Q")
    address = re.sub("^https?://", "", certificate.verify_url)
    fitted = fit(
        address,
        styles.SMALL,
        Room("address to verify at", 170, (9.2, 8.6), stacked=(9.2, 8.6, 7.8)),
    )
    beside = -225
    label = _placed("Verify this record", styles.LABEL, 155, beside)
    sheet.paragraph([label, *_stacked(fitted, 143.5, 11, beside)], align=0)
    digest = re.findall("....", certificate.course_sha256)
    label = _placed("Course text SHA-256", styles.LABEL, 117, beside)
    halves = (digest[:8], digest[8:])
    rows = [
        _placed(" ".join(half), styles.DIGEST, 106 - 10.5 * row, beside)
        for row, half in enumerate(halves)
    ]
    sheet.paragraph([label, *rows], align=0)
    if certificate.ledger:
        begun = certificate.ledger[:_BEGINNING].rstrip()
        sheet.paragraph([_placed(f"{begun}…", styles.DIGEST, 84, beside)], align=0)


def _seal(sheet: Sheet, certificate: Certificate) -> None:
    style = replace(styles.SEAL, colour=_tone(certificate, styles.BRONZE))
    words = ("Sample", "Data") if certificate.demonstration else ("Training", "Record")
    sheet.paragraph([_placed(word, style, 132 - 10 * row) for row, word in enumerate(words)])


def _signature(sheet: Sheet, certificate: Certificate) -> None:
    with sheet.artifact(styles.INK, 0.4):
        sheet.stroke_line(_MIDDLE + 112, _BASE + 120, _MIDDLE + 318, _BASE + 120)
    if certificate.record:
        _line(sheet, "Digitally signed", styles.ROLE, 126, 215)
    name = fit(
        certificate.signatory, styles.SIGNATORY, Room("signatory's name", 206, (11.5, 10, 9))
    )
    role = fit(certificate.signatory_role, styles.ROLE, Room("signatory's role", 206, (10, 9, 8)))
    sheet.paragraph([*_stacked(name, 107, 0, 215), *_stacked(role, 95, 0, 215)])
    disclaimer = fit(
        certificate.disclaimer, styles.ROLE, Room("disclaimer", 640, (10, 9), stacked=(9,))
    )
    sheet.paragraph(_stacked(disclaimer, 64 if len(disclaimer.lines) == 1 else 69, 10.5))


def _day(value: date) -> str:
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"
