"""Certificates for tests: invented workers and organizations, the same on each run."""

from dataclasses import replace
from datetime import UTC, date, datetime

from lms.certificates.claim import Claim, recorded
from lms.certificates.model import Certificate
from lms.certificates.symbol import letters_of
from lms.kernel.signing import SigningKey

KEY = SigningKey.from_seed(bytes(range(32)))

CLAIM = Claim(
    number="P2L-7K3M-9QX2-WD4T-HB6N",
    holder="Ana Lucía Pérez-Whitfield",
    organization="Harbor Billing Services",
    course="part2-core",
    course_title="42 CFR Part 2: confidentiality of substance use disorder records",
    course_version=3,
    text_sha256="9f2c41d07be85a36" * 4,
    rules=("2024-final-rule",),
    kind="full",
    completed_at=datetime(2026, 3, 5, 19, 30, tzinfo=UTC),
    completed_on=date(2026, 3, 5),
    time_zone="America/New_York",
    valid_through=date(2027, 3, 5),
    score_percent=92,
    pass_mark=80,
    agreements=(),
    issued_at=datetime(2026, 3, 5, 19, 30, tzinfo=UTC),
    corrects=None,
    demonstration=False,
    key=KEY.id,
    document_certificates=(),
)


def signed(certificate: Certificate, claim: Claim = CLAIM) -> Certificate:
    """The certificate with its claim signed, in its file and in its symbol."""
    record, letters = recorded(claim, KEY.sign), letters_of(claim, KEY.sign)
    return replace(certificate, record=record, letters=letters)


PLAIN = signed(
    Certificate(
        number="P2L-7K3M-9QX2-WD4T-HB6N",
        holder="Ana Lucía Pérez-Whitfield",
        organization="Harbor Billing Services",
        course="42 CFR Part 2: confidentiality of substance use disorder records",
        version=3,
        teaches="2024 Final Rule (42 CFR part 2 as amended 16 April 2024)",
        score_percent=92,
        pass_mark=80,
        completed_at=datetime(2026, 3, 5, 19, 30, tzinfo=UTC),
        completed_on=date(2026, 3, 5),
        time_zone="America/New_York",
        valid_through=date(2027, 3, 5),
        agreements=("Lakeside Recovery Center QSOA 2026", "Northgate Counseling QSOA/BAA"),
        signatory="Morgan Ellery",
        signatory_role="Privacy Officer",
        course_sha256="9f2c41d07be85a36" * 4,
        verify_url="https://training.harborbilling.example/verify/P2L-7K3M-9QX2-WD4T-HB6N",
        disclaimer="Certifies completion of training; does not certify legal compliance.",
    )
)

VARIANTS = {
    "plain": PLAIN,
    "demonstration": replace(PLAIN, demonstration=True),
    "without a signed record": replace(PLAIN, record=b"", letters=""),
    "long": replace(
        PLAIN,
        holder="Maximiliana Esperanza de la Concepción "
        "Villavicencio-Featherstonehaugh y Montgomery",
        course="42 CFR Part 2 for billing and health information staff: consent, "
        "redisclosure, breach notice, and proceedings",
        teaches="2024 Final Rule (42 CFR part 2 as amended 16 April 2024), HIPAA Privacy Rule "
        "(45 CFR part 164 subpart E), Breach Notification Rule (45 CFR part 164 subpart D)",
        time_zone="America/Argentina/Buenos_Aires",
    ),
    "Arabic": replace(PLAIN, holder="عبد الرحمن السيد الهاشمي"),
    "Arabic demonstration": replace(PLAIN, holder="عبد الرحمن السيد الهاشمي", demonstration=True),
    "Vietnamese": replace(PLAIN, holder="Nguyễn Thị Ánh Nguyệt"),
    "Yoruba": replace(PLAIN, holder="Adébáyọ̀ Ọlátúnjí Ẹ́kúndayọ̀"),
    "Cyrillic": replace(PLAIN, holder="Олександра Шевченко"),
    "Greek": replace(PLAIN, holder="Ελένη Παπαδοπούλου"),
    "four agreements": replace(
        PLAIN,
        agreements=(
            *PLAIN.agreements,
            "Cedar Hill Opioid Treatment Program QSOA 2025",
            "Riverbend Behavioral Health combined agreement 2024",
        ),
    ),
    "twelve agreements": replace(
        PLAIN, agreements=tuple(f"Invented Recovery Program {n} QSOA" for n in range(1, 13))
    ),
    "no agreement, no renewal date": replace(PLAIN, agreements=(), valid_through=None),
}
