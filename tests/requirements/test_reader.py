"""A requirements file is read whole, and every key that is wrong is named."""

from datetime import date

import pytest

from lms.kernel.sheets import Problem
from lms.requirements.model import Audience, Basis, Floor
from lms.requirements.reader import Told, read_requirements

SOUND = """
[[requirement]]
id = "part2-core-annual"
course = "part2-core"
audience = { everyone = true }
basis = "policy"
citation = " Training policy 4.2 "
from_on = 2026-01-01
cadence_months = 12
"""


def told(text: str) -> list[Problem]:
    return read_requirements(text.encode())[1]


def test_a_requirement_is_read_with_its_defaults() -> None:
    [told_of], problems = read_requirements(SOUND.encode())
    one = told_of.requirement

    assert problems == []
    assert (told_of.effective_on, told_of.redates) == (None, None)
    assert (one.id, one.course, one.basis) == ("part2-core-annual", "part2-core", Basis.POLICY)
    assert (one.citation, one.from_on) == ("Training policy 4.2", date(2026, 1, 1))
    assert (one.cadence_months, one.window_days, one.keep_anniversary) == (12, 60, True)
    assert (one.initial_days, one.return_days, one.grace_days) == (30, 14, 0)
    assert (one.fixed_dates, one.align, one.rule_floor, one.until_on) == ((), False, None, None)


def test_every_key_is_read() -> None:
    reached = '{ roles = ["biller"], teams = ["Claims"], agreements = ["*"] }'
    text = SOUND.replace("{ everyone = true }", reached)
    more = (
        "window_days = 30\nkeep_anniversary = false\ninitial_days = 0\nreturn_days = 7\n"
        'align = true\nfixed_dates = ["10-31", "02-29"]\ngrace_days = 5\n'
        "until_on = 2027-01-01\neffective_on = 2026-06-01\n"
        'open_cycles = "redate"\n'
        'rule_floor = { rule = "2024-final-rule", from_on = 2026-02-16, refresh_days = 60 }\n'
    )

    [told_of], problems = read_requirements((text + more).encode())
    one = told_of.requirement

    assert problems == []
    assert told_of == Told(one, date(2026, 6, 1), redates=True)
    assert one.audience == Audience(roles=("biller",), teams=("Claims",), agreements=("*",))
    assert (one.window_days, one.keep_anniversary) == (30, False)
    assert (one.initial_days, one.return_days, one.grace_days) == (0, 7, 5)
    assert (one.fixed_dates, one.align) == (("10-31", "02-29"), True)
    assert one.rule_floor == Floor("2024-final-rule", date(2026, 2, 16), 60)
    assert one.until_on == date(2027, 1, 1)


@pytest.mark.parametrize(
    ("right", "wrong", "key", "said"),
    [
        ('"part2-core-annual"', '"Part 2"', "id", "short name in small letters"),
        ('"part2-core"\n', '""\n', "course", "the name of a course"),
        ("{ everyone = true }", "{ everyone = false }", "audience", "everyone = true"),
        ("{ everyone = true }", "{}", "audience", "everyone = true"),
        ("{ everyone = true }", "{ teams = [] }", "audience", "everyone = true"),
        ("{ everyone = true }", '{ teams = "Claims" }', "audience", "everyone = true"),
        ("{ everyone = true }", '{ teams = [" "] }', "audience", "everyone = true"),
        ("{ everyone = true }", "{ agreements = [] }", "audience", "everyone = true"),
        ("{ everyone = true }", '{ offices = ["1"] }', "audience", "everyone = true"),
        ("{ everyone = true }", "true", "audience", "everyone = true"),
        ('"policy"', '"habit"', "basis", '"contract"'),
        ('" Training policy 4.2 "', '" "', "citation", "where the requirement is written"),
        ("2026-01-01", '"2026-01-01"', "from_on", "a day"),
        ("2026-01-01", "2026-01-01T00:00:00Z", "from_on", "a day"),
        ("months = 12", "months = 0", "cadence_months", "from 1 to 120"),
        ("months = 12", "months = true", "cadence_months", "from 1 to 120"),
        ("months = 12", "months = 12\nwindow_days = 91", "window_days", "from 0 to 90"),
        ("months = 12", "months = 12\nalign = 1", "align", "true or false"),
        ("months = 12", 'months = 12\nfixed_dates = ["10-32"]', "fixed_dates", "months and days"),
        ("months = 12", 'months = 12\nfixed_dates = ["1031"]', "fixed_dates", "months and days"),
        ("months = 12", "months = 12\nfixed_dates = [1031]", "fixed_dates", "months and days"),
        ("months = 12", "months = 12\nrule_floor = {}", "rule_floor", "refresh_days = 60"),
        ("months = 12", "months = 12\nrule_floor = 1", "rule_floor", "refresh_days = 60"),
        ("months = 12", "months = 12\ngrace_days = 91", "grace_days", "from 0 to 90"),
        ("months = 12", 'months = 12\nopen_cycles = "both"', "open_cycles", '"redate"'),
        ("months = 12", "months = 12\neffective_on = 1", "effective_on", "a change applies"),
        ("months = 12", "months = 12\nuntil_on = 2025-12-31", "until_on", "before it begins"),
        ("months = 12", "months = 12\ncolour = 1", "colour", "is not known"),
        ("cadence_months = 12\n", "", "cadence_months", "is missing"),
    ],
)
def test_a_wrong_key_is_named(right: str, wrong: str, key: str, said: str) -> None:
    assert right in SOUND

    [problem] = told(SOUND.replace(right, wrong))

    assert (problem.row, problem.column) == (1, key)
    assert said in problem.message


def test_a_name_stands_in_a_file_once() -> None:
    assert told(SOUND * 2) == [
        Problem(2, "id", "“part2-core-annual” stands in the file already. Keep one.")
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff", "Save the file as UTF-8."),
        (b"id = ", "The file is no TOML"),
        (b"", "must hold [[requirement]] tables"),
        (b"requirement = 1", "must hold [[requirement]] tables"),
        (b"requirement = [1]", "must hold [[requirement]] tables"),
        (SOUND.encode() + b"[other]\n", "must hold [[requirement]] tables"),
    ],
)
def test_a_file_that_is_none_is_told(content: bytes, said: str) -> None:
    known, [problem] = read_requirements(content)

    assert known == []
    assert (problem.row, problem.column) == (1, "")
    assert said in problem.message


def test_a_byte_order_mark_is_no_harm() -> None:
    assert read_requirements(b"\xef\xbb\xbf" + SOUND.encode())[1] == []
