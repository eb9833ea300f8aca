"""Agreements are brought in whole or not at all, and a changed one is described anew."""

from datetime import date
from io import BytesIO

import pytest

from lms.actions.imports.import_agreements import import_agreements
from lms.agreements.store import agreements_of
from lms.agreements.tables import AgreementRow
from lms.kernel.access import SYSTEM, Role
from lms.kernel.errors import Forbidden
from lms.kernel.ids import AgreementId
from lms.kernel.sheets import Imported
from lms.kernel.work import Workshop
from lms.reports.incoming.weighing import Wish
from tests.actions.imports.incoming import brought, kept, nothing_altered, wrong
from tests.builders import an_actor
from tests.reports.house import TODAY

HEAD = "agreement_id,kind,program_id,program_name,effective_on,ends_on,document_sha256,services"
HARBOR = f"A-1,qsoa,P-1,Harbor Recovery,2024-01-01,,{'ab' * 32},billing"
QUAY = "A-2,combined,P-2,Quay Clinic,2026-03-01,,,"


def ends(workshop: Workshop) -> dict[str, date | None]:
    """The last day of each agreement."""
    with workshop.look(SYSTEM) as work:
        found = agreements_of(work.session, [AgreementId("A-1"), AgreementId("A-2")])
    return {name: agreement.ends_on for name, (_, agreement) in found.items()}


def test_the_same_file_twice_changes_nothing(workshop: Workshop) -> None:
    first = brought(workshop, import_agreements, HEAD, HARBOR, QUAY)
    before = kept(workshop, AgreementRow)
    again = brought(workshop, import_agreements, HEAD, QUAY, HARBOR)

    assert (first, again) == (Imported(created=2), Imported(unchanged=2))
    assert kept(workshop, AgreementRow) == before == (2, ["AgreementsImported"])
    assert nothing_altered(workshop)


def test_a_changed_agreement_is_described_anew_and_the_old_words_stay(workshop: Workshop) -> None:
    brought(workshop, import_agreements, HEAD, HARBOR)

    longer = HARBOR.replace("2024-01-01,,", "2024-01-01,2027-01-01,")
    assert brought(workshop, import_agreements, HEAD, longer) == Imported(updated=1)

    assert ends(workshop) == {"A-1": date(2027, 1, 1)}
    assert kept(workshop, AgreementRow)[0] == 2
    assert nothing_altered(workshop)


def test_a_full_roster_ends_the_absent_today_and_only_once(workshop: Workshop) -> None:
    brought(workshop, import_agreements, HEAD, HARBOR, QUAY)
    other = HARBOR.replace("A-1", "A-3")

    told = brought(workshop, import_agreements, HEAD, other, wish=Wish(full_roster=True))
    again = brought(workshop, import_agreements, HEAD, other, wish=Wish(full_roster=True))

    assert (told, again) == (Imported(created=1, absent=2), Imported(unchanged=1))
    assert ends(workshop) == {"A-1": TODAY, "A-2": date(2026, 3, 1)}
    assert nothing_altered(workshop)


@pytest.mark.parametrize(
    ("line", "column"),
    [
        (HARBOR.replace("qsoa", "lease"), "kind"),
        (HARBOR.replace("2024-01-01,,", "2024-01-01,2023-12-31,"), "ends_on"),
        (HARBOR.replace("ab" * 32, "ab"), "document_sha256"),
        (HARBOR.replace("2024-01-01", "9999-12-31"), "effective_on"),
        (HARBOR, "agreement_id"),
    ],
)
def test_what_no_agreement_can_be_is_refused_and_nothing_is_written(
    workshop: Workshop, line: str, column: str
) -> None:
    told = brought(workshop, import_agreements, HEAD, QUAY.replace("A-2", "A-1"), line)

    assert wrong(told) == [(3, column)]
    assert kept(workshop, AgreementRow) == (0, [])


def test_only_whoever_may_bring_in_files_does(workshop: Workshop) -> None:
    with pytest.raises(Forbidden), workshop.work(an_actor(Role.AUDITOR)) as work:
        import_agreements(work, BytesIO(b""))
