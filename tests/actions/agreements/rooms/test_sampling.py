"""The same seed draws the same people from the same population, whoever draws."""

import re
from hashlib import sha256
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from lms.agreements.rooms.sampling import drawn_from
from lms.kernel.ids import WorkerId

ROOT = Path(__file__).parents[4]
IDS = st.sets(st.text(min_size=1, max_size=12).filter(lambda one: "\n" not in one), max_size=40)
IDS_DRAWN = IDS.map(lambda ids: [WorkerId(one) for one in ids])
SEEDS = st.text(min_size=1, max_size=64)


def documented(ids: list[WorkerId], seed: str, size: int) -> tuple[list[str], str]:
    """Draw by the lines that stand in the guide for auditors."""
    guide = (ROOT / "docs" / "auditors-room.md").read_text("utf-8")
    lines = re.findall(r"```python\n(.*?)```", guide, flags=re.DOTALL)[0]
    assert len([line for line in lines.splitlines() if line.strip()]) <= 10
    told: dict[str, Any] = {}
    exec(compile(lines, "guide", "exec"), told)  # noqa: S102 - our own guide, as auditors run it
    found: tuple[list[str], str] = told["draw"](list(ids), seed, size)
    return found


@given(IDS_DRAWN, SEEDS, st.integers(1, 50))
def test_the_order_in_which_the_population_comes_changes_nothing(
    ids: list[WorkerId], seed: str, size: int
) -> None:
    other = ids[::-1] + sorted(ids)

    assert drawn_from(ids, seed, size) == drawn_from(other, seed, size)


@given(IDS_DRAWN, SEEDS, st.integers(1, 50))
def test_the_lines_of_the_guide_draw_the_same_people(
    ids: list[WorkerId], seed: str, size: int
) -> None:
    sample = drawn_from(ids, seed, size)

    assert documented(ids, seed, size) == (list(sample.drawn), sample.sha256)


@given(IDS_DRAWN, SEEDS, st.integers(1, 50))
def test_a_sample_is_as_large_as_asked_and_of_the_population_each_once(
    ids: list[WorkerId], seed: str, size: int
) -> None:
    sample = drawn_from(ids, seed, size)

    assert sample.population == len(ids)
    assert len(sample.drawn) == min(size, len(ids)) == len(set(sample.drawn))
    assert set(sample.drawn) <= set(ids)
    assert drawn_from(ids, seed, size + 1).drawn[:size] == sample.drawn


def test_a_known_population_has_a_known_digest_and_another_seed_draws_others() -> None:
    ids = [WorkerId(f"W-{number:03}") for number in range(200)]
    whole = "".join(f"W-{number:03}\n" for number in range(200))

    assert drawn_from(ids, "7", 25).sha256 == sha256(whole.encode()).hexdigest()
    assert drawn_from(ids, "7", 25).drawn != drawn_from(ids, "8", 25).drawn
