"""Access that came before a covered day of training is an exception, whoever says so."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pytest

from lms.agreements.reader import read_access_list
from lms.kernel.access import SYSTEM
from lms.kernel.errors import Refused
from lms.kernel.work import Workshop
from lms.reports.agreement.before_access import Before, access_and_training, before_access
from tests.reports.agreement.clients import NOW, TIDE, WREN, serving

LIST = b"""worker_id,system,granted_on
W-001,Claims vault,2025-12-01
W-001,Claims vault,2025-11-30
W-002,Ledger <i>x</i>,2025-12-28
W-010,Claims vault,2026-07-01
W-011,Claims vault,2025-06-01
W-404,Claims vault,2025-06-01
"""


def told(workshop: Workshop, **narrowed: Any) -> list[Before]:  # noqa: ANN401 - fields of a question
    question = replace(NOW, **{"requirement": "part2-core-annual", **narrowed})
    with workshop.look(SYSTEM) as work:
        return list(access_and_training(work.session, question))


def test_the_records_of_one_agreement_are_held_against_training(workshop: Workshop) -> None:
    found = {str(one.worker_id): one for one in told(serving(workshop), agreement=TIDE)}

    assert set(found) == {"W-001", "W-002", "W-010", "W-030"}
    assert found["W-001"][5:8] == (date(2025, 12, 1), -244, True)
    assert found["W-002"][5:8] == (date(2024, 12, 27), 5, False)
    assert found["W-010"][5:8] == (date(2025, 6, 1), 1, False)
    assert found["W-030"][5:9] == (None, None, True, "Never trained.")
    assert {one.where_from for one in found.values()} == {f"record of {TIDE}"}


def test_access_that_nobody_dated_cannot_be_told(workshop: Workshop) -> None:
    found = {str(one.worker_id): one for one in told(serving(workshop), agreement=WREN)}

    assert found["W-010"].exception is None
    assert found["W-010"].note == "When access was granted is not recorded."


def test_a_list_of_a_system_is_held_against_training(workshop: Workshop) -> None:
    brought = read_access_list(BytesIO(LIST))
    found = told(serving(workshop), access=brought)

    assert [(one.worker_id, one.trained_on, one.exception) for one in found] == [
        ("W-001", date(2025, 12, 1), True),
        ("W-001", date(2025, 12, 1), False),
        ("W-002", None, True),
        ("W-011", None, True),
        ("W-404", None, None),
    ]
    assert found[2].note == "The training before it counted through 27 Dec 2025."
    assert found[2].where_from == "Ledger <i>x</i>"
    assert found[4].note == "No such worker."


def test_a_list_asked_about_one_agreement_tells_of_nobody_else(workshop: Workshop) -> None:
    brought = read_access_list(BytesIO(LIST))

    found = told(serving(workshop), access=brought, agreement=TIDE)

    assert {one.worker_id for one in found} == {"W-001", "W-002"}


def test_access_before_the_requirement_says_so(workshop: Workshop) -> None:
    found = told(serving(workshop), agreement=TIDE, requirement="tide-yearly")

    assert {one.worker_id for one in found} == {"W-001", "W-002", "W-010", "W-030"}
    assert all(one.requirement == "tide-yearly" for one in found)


def test_rows_go_out_in_words_with_the_digest_of_the_list(workshop: Workshop) -> None:
    brought = read_access_list(BytesIO(LIST))
    with serving(workshop).look(SYSTEM) as work:
        answer = before_access(work.session, replace(NOW, access=brought))
        rows = list(answer.rows)

    assert answer.header == (("Access list, SHA-256", brought.sha256),)
    assert {row[7] for row in rows} == {"yes", "no", ""}


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (b"worker_id,system\nW-1,x\n", "“granted_on” is missing"),
        (b"worker_id,system,granted_on\nW-1,x,yesterday\n", "Write the day as 2026-03-05"),
        (b"\xff\xfe", "Save the file as UTF-8"),
    ],
)
def test_a_list_that_cannot_be_read_says_why(written: bytes, said: str) -> None:
    with pytest.raises(Refused, match=said):
        read_access_list(BytesIO(written))
