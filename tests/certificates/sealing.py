"""Certificates as they are issued: drawn, with their claim, and signed."""

import subprocess
from dataclasses import replace
from typing import Final

from lms.certificates.claim import Claim
from lms.certificates.drawing.document import FIELD
from lms.certificates.drawing.sealing import Asked, sealed
from lms.certificates.model import Certificate
from lms.certificates.pdf import render
from lms.kernel.outgoing.document_key import DocumentKey
from tests.builders import NOON
from tests.certificates.samples import CLAIM, PLAIN, signed

DOCUMENT_KEY: Final = DocumentKey.new("Harbor Billing Services", NOON.date())


def issued(certificate: Certificate = PLAIN, claim: Claim = CLAIM) -> bytes:
    """Return a certificate's file, whose record names the certificate that signed it."""
    whose = replace(claim, document_certificates=DOCUMENT_KEY.thumbprints)
    drawn = render(signed(certificate, whose) if certificate.record else certificate)
    return sealed(drawn, DOCUMENT_KEY, Asked(FIELD, NOON))


def tool(*command: str) -> str:
    """What a program prints; a program that is missing or fails fails the test."""
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout
