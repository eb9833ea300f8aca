"""Names for things, so that one kind of id is never taken for another."""

import re
from typing import Final, NewType
from uuid import UUID, uuid4

WorkerId = NewType("WorkerId", str)
"""The organization's own number for a worker, as its staff file gives it."""
CourseId = NewType("CourseId", str)
"""The name of a course's folder, such as `part2-core`."""
RequirementId = NewType("RequirementId", str)
"""The name of a requirement, such as `part2-core-annual`."""
AgreementId = NewType("AgreementId", str)
"""The organization's own number for an agreement."""
CertificateNumber = NewType("CertificateNumber", str)
"""The number printed on a certificate: unguessable, and read aloud without mistakes."""
FactId = NewType("FactId", str)
"""The number of a statement in the author's own list of checked facts, such as `CON-03`."""
FACT_ID: Final = re.compile(r"[A-Z]{2,4}-\d\d[a-z]?")
AttemptId = NewType("AttemptId", UUID)
CompletionId = NewType("CompletionId", UUID)
AccountId = NewType("AccountId", UUID)


def new_id() -> UUID:
    """Make an id that nobody has used."""
    return uuid4()
