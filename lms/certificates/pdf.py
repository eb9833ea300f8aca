"""How a certificate looks on paper: values in, the same PDF bytes out."""

import re
from zoneinfo import ZoneInfo

from lms.certificates.drawing.document import Description, written
from lms.certificates.drawing.layout import PAGE, draw, fit_name, heading_of
from lms.certificates.model import Certificate

_PLAIN_NAME = re.compile(r"[A-Za-z0-9 .'-]{1,24}")
"""What is surely shown: the font has these letters, and 24 of the widest have room."""


def render(certificate: Certificate) -> bytes:
    """Return the certificate as one Letter landscape page that also prints on A4.

    Equal values give equal bytes in any process and order, with the same releases of the
    libraries; so the bytes that were issued are the ones to keep. The file says it is made at
    the instant of completion. It is tagged (PDF/UA-1, PDF/A-3a) with every font embedded, carries
    its signed record as an attached file, and has an empty field for the house's signature.
    Raises `UnsupportedText` naming the field whose letters no font has, or that has no room.
    """
    sheet = draw(certificate)
    title = f"{heading_of(certificate)}: {certificate.course}, {certificate.holder}"
    instant = certificate.completed_at.astimezone(ZoneInfo(certificate.time_zone))
    house, record = certificate.organization, certificate.record
    return written(sheet, PAGE, Description(title, house, certificate.statement, instant, record))


def check_name(text: str) -> None:
    """Raise `UnsupportedText` if a certificate could not show this worker's name.

    To be called when a worker is saved, so that nobody learns it on the day of passing.
    """
    if not _PLAIN_NAME.fullmatch(text):
        fit_name(text)
