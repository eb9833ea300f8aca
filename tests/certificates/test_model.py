"""What a certificate must say before it can be drawn."""

from dataclasses import replace
from datetime import datetime

import pytest

from lms.certificates.model import UnsupportedText
from tests.certificates.samples import PLAIN


def test_an_instant_of_completion_without_a_zone_is_refused() -> None:
    nowhere = datetime(2026, 3, 5, 14, 30)  # noqa: DTZ001 - the fault under test
    with pytest.raises(ValueError, match="needs a time zone"):
        replace(PLAIN, completed_at=nowhere)
    assert replace(PLAIN).completed_at == PLAIN.completed_at


def test_a_refusal_carries_its_field_its_code_points_and_a_sentence() -> None:
    refusal = UnsupportedText("holder's name", "The holder's name is …", ("U+0E2A",))
    assert (refusal.field, refusal.code_points) == ("holder's name", ("U+0E2A",))
    assert str(refusal) == "The holder's name is …"
