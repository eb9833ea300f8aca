"""How an agreement runs, what it lacks, and how an agent stands, on each day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lms.agreements.agents import Attested, agent_stands
from lms.agreements.clock import RENEWAL_DAYS, Runs, clock_of
from lms.agreements.deciding import check_coverage
from lms.agreements.model import AgreementKind
from lms.agreements.papers import file_name_kept
from lms.agreements.wanting import Wanting, wanting
from tests.actions.agreements.told import a_span, an_agent, an_agreement, an_attestation

ENDS = date(2027, 2, 15)
days = st.dates(date(2024, 1, 1), date(2028, 12, 31))


@pytest.mark.parametrize(
    ("day", "runs", "left"),
    [
        (date(2025, 2, 15), Runs.NOT_YET, 730),
        (date(2025, 2, 16), Runs.IN_FORCE, 729),
        (ENDS - timedelta(days=RENEWAL_DAYS + 1), Runs.IN_FORCE, RENEWAL_DAYS + 1),
        (ENDS - timedelta(days=RENEWAL_DAYS), Runs.RENEWAL_DUE, RENEWAL_DAYS),
        (ENDS, Runs.RENEWAL_DUE, 0),
        (ENDS + timedelta(days=1), Runs.ENDED, -1),
    ],
)
def test_an_agreement_runs_from_its_first_day_through_its_last(
    day: date, runs: Runs, left: int
) -> None:
    clock = clock_of(an_agreement(), day)

    assert (clock.runs, clock.days_left) == (runs, left)


def test_without_an_end_it_runs_on() -> None:
    clock = clock_of(an_agreement(ends_on=None), date(2090, 1, 1))

    assert (clock.runs, clock.days_left, clock.renew_from) == (Runs.IN_FORCE, None, None)


def test_what_is_missing_is_told_one_by_one() -> None:
    bare = an_agreement(
        kind=AgreementKind.BAA,
        acknowledges_part2=None,
        resists_proceedings=False,
        signed_on=None,
    )

    assert wanting(an_agreement(), copy_kept=True) == ()
    assert wanting(bare, copy_kept=False) == tuple(Wanting)
    both = an_agreement(kind=AgreementKind.BAA)
    assert wanting(both, copy_kept=True) == ()


@given(first=days, last=days, other_first=days, other_last=days)
def test_two_spans_of_one_person_share_no_day(
    first: date, last: date, other_first: date, other_last: date
) -> None:
    one = a_span(from_on=first, to_on=max(first, last))
    other = a_span(from_on=other_first, to_on=max(other_first, other_last))
    shared = max(first, other_first) <= min(max(first, last), max(other_first, other_last))

    assert bool(check_coverage(one, [other])) == (shared and first != other_first)


@given(day=days)
def test_exactly_one_thing_is_so_of_an_agent(day: date) -> None:
    agent = an_agent(to_on=date(2026, 12, 31))
    stands = agent_stands(agent, [an_attestation()], day).attested

    if day < agent.from_on:
        assert stands is Attested.NOT_YET
    elif day > date(2026, 12, 31):
        assert stands is Attested.ENDED
    else:
        assert stands.open == (day > date(2026, 5, 31))


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("C:\\x\\copy.pdf", "copy.pdf"),
        ("../../etc/copy.pdf", "copy.pdf"),
        ("a\r\nb.pdf", "ab.pdf"),
        ("", ""),
        ("x" * 200 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_a_file_name_is_only_a_name(sent: str, kept: str) -> None:
    assert file_name_kept(sent) == kept
