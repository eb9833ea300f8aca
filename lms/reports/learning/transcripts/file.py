"""A transcript as a tagged PDF that its house signed, with the same record for programs."""

from collections.abc import Iterator
from typing import Final

from lms.certificates.drawing.document import FIELD, Description
from lms.certificates.drawing.sealing import Asked, sealed
from lms.certificates.transcript import ATTACHED, Line, Transcript, transcript_record
from lms.kernel.ids import WorkerId
from lms.kernel.work import UnitOfWork
from lms.reports.forms.paper.file import filed
from lms.reports.forms.paper.pages import Paper
from lms.reports.forms.paper.table import Table
from lms.reports.forms.report import AFTER_TITLE, HEADING, TITLE, WORDS
from lms.reports.learning.transcripts.gathered import transcript_of
from lms.reports.ledger.head import checkpoint_line
from lms.standing.explanation import in_words

SAYS: Final = "What this transcript says, signed, for programs to check"
DEMONSTRATION: Final = "This is a demonstration, and no record of training."
LIMITS: Final = (
    "It says what was completed; it does not certify legal compliance. A certificate or its state "
    "may change later: check its number with whoever issued it."
)
CHECKED: Final = "To check this file without a network: part2-lms verify FILE --key KEYS"
HEADS: Final = (
    ("Course, version, kind", 19.0),
    ("Completed on", 13.5),
    ("Score, pass mark", 10.0),
    ("Valid through", 10.0),
    ("Certificate", 17.0),
    ("Issued by", 15.0),
    ("Rules taught, SHA-256 of text", 23.5),
)


def transcript_file(work: UnitOfWork, worker: WorkerId) -> bytes:
    """Return a worker's transcript, signed now; raise `NotFound` for nobody's id."""
    told = transcript_of(work, worker)
    record = transcript_record(told, work.keys.current.sign)
    drawn = _drawn(told, record, checkpoint_line(work))
    return sealed(drawn, work.keys.document, Asked(FIELD, work.now))


def _drawn(told: Transcript, record: bytes, foot: str) -> bytes:
    title, day = f"Training transcript of {told.holder}", in_words(told.made_at.date())
    paper = Paper()
    paper.paragraph("H1", title, TITLE, after=AFTER_TITLE)
    for words in _facts(told, day):
        paper.paragraph("P", words, WORDS, after=1)
    paper.paragraph("H2", "What was completed", HEADING)
    if told.lines:
        table = Table(paper, [head for head, _ in HEADS], [share for _, share in HEADS])
        for line in told.lines:
            table.add(_cells(line))
    else:
        paper.paragraph("P", "Nothing was completed yet.", WORDS)
    subject = f"What {told.holder} completed at {told.organization}, as of {day}"
    described = Description(
        title, told.organization, subject, told.made_at, record, ATTACHED, SAYS
    )
    return filed(paper, foot, described)


def _facts(told: Transcript, day: str) -> Iterator[str]:
    if told.demonstration:
        yield DEMONSTRATION
    yield f"Issued by {told.organization} on {day} (UTC), for worker {told.worker}."
    yield LIMITS
    yield f"Signed with key {told.key}. {CHECKED}"


def _cells(line: Line) -> tuple[str, ...]:
    version = "" if line.course_version is None else f", version {line.course_version}"
    score = "" if line.score_percent is None else f"{line.score_percent} %"
    mark = "" if line.pass_mark is None else f"pass mark {line.pass_mark} %"
    state = (
        ""
        if line.state in {"", "issued"}
        else f"{line.state.replace('_', ' ')}: not to be relied on"
    )
    return (
        f"{line.course_title}{version}\n{line.kind}",
        f"{in_words(line.completed_on)}\n{line.time_zone}",
        "\n".join(filter(None, (score, mark))),
        in_words(line.valid_through) if line.valid_through else "no last day set",
        "\n".join(filter(None, (line.certificate, state))),
        "\n".join(filter(None, (line.issued_by, line.document))),
        "\n".join(filter(None, (" ".join(line.rules), line.text_sha256))),
    )
