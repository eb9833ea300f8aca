"""What are the agreements called?"""

from sqlalchemy import select
from sqlalchemy.orm import Session

from lms.agreements.tables import AgreementRow
from lms.kernel.ids import AgreementId


def agreements_named(session: Session) -> dict[AgreementId, str]:
    """Return every agreement with the words people know it by, in order of program and id."""
    row = AgreementRow
    rows = session.execute(select(row.id, row.program_name).order_by(row.number))
    newest = dict(iter(rows))
    ordered = sorted(newest.items(), key=lambda one: (one[1].casefold(), one[0]))
    return {AgreementId(agreement): f"{program} ({agreement})" for agreement, program in ordered}
