"""What is so of an agreement, in the sentences and states of its page."""

from datetime import date
from typing import Final

from lms.agreements.agents import AgentStands, Attested
from lms.agreements.clock import Clock, Runs
from lms.agreements.model import Agreement, AgreementKind, SignedCopy
from lms.agreements.wanting import Wanting
from lms.pages import words
from lms.reports.agreement.whole import Whole

State = tuple[str, str]
"""A kind of status, and its words."""

KINDS: Final = {
    AgreementKind.QSOA: "Qualified service organization agreement",
    AgreementKind.BAA: "Business associate agreement",
    AgreementKind.COMBINED: "Both in one: service organization and business associate",
}
PART2: Final = (
    "Acknowledges that in receiving, storing, processing, or otherwise dealing with any patient "
    "records from the part 2 program, it is fully bound by the regulations in this part"
)
PROCEEDINGS: Final = (
    "If necessary, will resist in judicial proceedings any efforts to obtain access to patient "
    "identifying information related to substance use disorder diagnosis, treatment, or referral "
    "for treatment except as permitted by the regulations in this part."
)
WANTING: Final = {
    Wanting.PART2: "The first acknowledgment",
    Wanting.PROCEEDINGS: "The second acknowledgment",
    Wanting.COPY: "The signed copy",
    Wanting.SIGNATURE: "The day it was signed",
    Wanting.BARE: "Counsel's word on a business associate agreement alone",
}
COUNSEL: Final = (
    "This is a business associate agreement without both acknowledgments on record. Paragraph (3) "
    "of the definition in 42 CFR 2.11 includes business associates of programs that are covered "
    "entities; whether such an agreement alone is enough is argued. Putting both acknowledgments "
    "into it is the careful course. Ask counsel."
)
AGENTS: Final = (
    "Contract agents help with the services of this agreement. That they may is guidance of HHS, "
    "given in the preamble and not in the text of the rule (89 FR 12504, quoting 83 FR 239, 246): "
    "only for those services, and only disclosing back to this organization or to the program."
)


def runs_told(clock: Clock, ends_on: date | None) -> State:
    """Say whether an agreement runs, and how long."""
    if ends_on is None or clock.days_left is None:
        return ("away", "Not in force yet") if clock.runs is Runs.NOT_YET else ("ok", "No end")
    day = words.full_day(ends_on)
    if clock.runs is Runs.ENDED:
        return "late", f"Ended {day}, {words.counted(-clock.days_left, 'day')} ago"
    if clock.runs is Runs.NOT_YET:
        return "away", "Not in force yet"
    left = words.counted(clock.days_left, "day") + " left"
    if clock.runs is Runs.RENEWAL_DUE:
        return "soon", f"Renewal due: {left if clock.days_left else 'ends today'}"
    return "ok", left


def span_told(agreement: Agreement) -> str:
    """Say from when to when an agreement runs."""
    begins = words.short_day(agreement.effective_on)
    if agreement.ends_on is None:
        return f"From {begins}, no end"
    return f"{begins} to {words.short_day(agreement.ends_on)}"


def lede_of(whole: Whole) -> str:
    """Say in a sentence how the people of an agreement stand today."""
    people, late = len(whole.people), len(whole.late)
    if not people:
        return "Nobody serves it today."
    serve = "1 person serves it" if people == 1 else f"{people} people serve it"
    if not whole.asked:
        return f"{serve} today. No training is required of them yet."
    if not late:
        return f"{serve} today. Nobody is late."
    return f"{serve} today. {words.capitalised(words.number_word(late))} {_is_late(late)}."


def _is_late(number: int) -> str:
    return "is late" if number == 1 else "are late"


def quotes_of(agreement: Agreement, copy: SignedCopy | None) -> list[tuple[str, str, bool, str]]:
    """Return each acknowledgment: the rule's words, where they stand, whether they are there."""
    told = (
        (PART2, "(2)(i)", agreement.acknowledges_part2, copy.part2_place if copy else ""),
        (PROCEEDINGS, "(2)(ii)", agreement.resists_proceedings, copy and copy.proceedings_place),
    )
    signed = agreement.signed_on
    when = f" Signed {words.full_day(signed)}." if signed else ""
    found = []
    for quote, where, there, place in told:
        at = f" Where: {place}." if place else ""
        cite = f"42 CFR 2.11, qualified service organization {where}.{at}{when if there else ''}"
        missing = "Not recorded." if there is None else "Recorded as not in the agreement."
        found.append((quote, cite, bool(there), missing))
    return found


def agent_told(stands: AgentStands) -> State:
    """Say how a contract agent stands."""
    through = words.full_day(stands.through_on) if stands.through_on else ""
    told = {
        Attested.NOT_YET: ("away", "Has not begun"),
        Attested.ENDED: ("away", "Helps no more"),
        Attested.MISSING: ("late", "Attestation missing"),
        Attested.LAPSED: ("late", f"Attestation lapsed after {through}"),
        Attested.THROUGH: ("ok", f"Attested through {through}"),
    }
    return told[stands.attested]


def size_told(size: int) -> str:
    """Say how large a file is."""
    return f"{size / 1e6:.1f} MB" if size >= 100_000 else f"{max(size // 1000, 1)} kB"  # noqa: PLR2004 - bytes
