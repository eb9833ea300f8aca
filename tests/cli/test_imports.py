"""Files brought in from the console: what came of them in words and as JSON."""

import json
from pathlib import Path

import pytest

from tests.cli.running import house, run

STAFF = "worker_id,name,hired_on\nW-1,Tova Lindqvist,2025-03-03\nW-2,Rowan Gild,2025-12-10\n"
WRONG = "worker_id,name,hired_on\nW-1,Tova Lindqvist,3 March\nW-2,,2025-12-10\n"
NOTHING_WRONG = {"updated": 0, "unchanged": 0, "absent": 0, "errors": []}


@pytest.fixture(autouse=True)
def _a_folder_with_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "staff.csv").write_text(STAFF, encoding="utf-8")
    (tmp_path / "wrong.csv").write_text(WRONG, encoding="utf-8")


def test_json_alone_is_on_standard_output() -> None:
    told = run("import", "workers", "staff.csv", "--json")

    assert told.exit_code == 0
    assert json.loads(told.stdout) == {"created": 2, **NOTHING_WRONG}
    assert list(json.loads(told.stdout)) == ["created", "updated", "unchanged", "absent", "errors"]
    assert told.stdout.count("\n") == 1


def test_people_are_told_in_words_on_standard_error() -> None:
    told = run("import", "workers", "staff.csv")

    assert (told.exit_code, told.stdout) == (0, "")
    assert told.stderr == (
        "Done: 2 created, 0 updated, 0 unchanged, 0 absent from the file, left as they are.\n"
    )


def test_the_same_file_twice_changes_nothing() -> None:
    run("import", "workers", "staff.csv")

    again = json.loads(run("import", "workers", "staff.csv", "--json").stdout)

    assert again == {"created": 0, **NOTHING_WRONG, "unchanged": 2}


def test_a_wrong_file_is_told_by_row_and_column_and_nothing_is_written() -> None:
    told = run("import", "workers", "wrong.csv")

    assert (told.exit_code, told.stdout) == (3, "")
    assert told.stderr.splitlines() == [
        "row 2, column hired_on: Write the day as 2026-03-05, not “3 March”.",
        "row 3, column name: This cell is empty, and it must not be.",
        "Nothing was written.",
    ]
    assert json.loads(run("import", "workers", "staff.csv", "--json").stdout)["created"] == 2


def test_a_wrong_file_is_told_as_json_too() -> None:
    told = run("import", "workers", "wrong.csv", "--json")

    assert told.exit_code == 3
    assert json.loads(told.stdout) == {
        "created": 0,
        "updated": 0,
        "unchanged": 0,
        "absent": 0,
        "errors": [
            {
                "row": 2,
                "column": "hired_on",
                "message": "Write the day as 2026-03-05, not “3 March”.",
            },
            {
                "row": 3,
                "column": "name",
                "message": "This cell is empty, and it must not be.",
            },
        ],
    }


def test_a_problem_of_the_whole_file_names_no_column(tmp_path: Path) -> None:
    (tmp_path / "empty.csv").write_bytes(b"")

    told = run("import", "workers", "empty.csv")

    assert told.stderr.startswith("row 1: The file is empty.")


def test_a_dry_run_writes_nothing() -> None:
    told = run("import", "workers", "staff.csv", "--dry-run")

    assert told.stderr.startswith("It would be: 2 created")
    assert json.loads(run("import", "workers", "staff.csv", "--json").stdout)["created"] == 2


def test_a_full_roster_ends_the_absent(tmp_path: Path) -> None:
    run("import", "workers", "staff.csv")
    (tmp_path / "staff.csv").write_text(STAFF[: STAFF.index("W-2")], encoding="utf-8")

    told = run("import", "workers", "staff.csv", "--full-roster")

    assert "1 absent and ended." in told.stderr
    again = json.loads(run("import", "workers", "staff.csv", "--full-roster", "--json").stdout)
    assert again["absent"] == 0


def test_requirements_are_brought_in_and_a_problem_names_its_place(tmp_path: Path) -> None:
    house()
    text = (
        '[[requirement]]\nid = "again"\ncourse = "part2-core"\naudience = { everyone = true }\n'
        'basis = "policy"\ncitation = "4.2"\nfrom_on = 2026-01-01\ncadence_months = 12\n'
    )
    (tmp_path / "right.toml").write_text(text, encoding="utf-8")
    (tmp_path / "wrong.toml").write_text(text.replace("policy", "habit"), encoding="utf-8")

    right = run("import", "requirements", "right.toml", "--json")
    wrong = run("import", "requirements", "wrong.toml")

    assert json.loads(right.stdout) == {"created": 1, **NOTHING_WRONG, "absent": 1}
    assert wrong.exit_code == 3
    assert wrong.stderr.startswith("requirement 1, column basis: “basis” must be one of")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("shoes", "staff.csv"), "'shoes' is not one of 'workers', 'agreements'"),
        (("completions", "staff.csv", "--full-roster"), "does not go with completions"),
        (("leaves", "staff.csv", "--full-roster"), "does not go with leaves"),
        (("exceptions", "staff.csv", "--full-roster"), "does not go with exceptions"),
        (("workers", "nowhere.csv"), "nowhere.csv"),
        (("workers",), "FILE"),
    ],
)
def test_what_cannot_be_brought_in_is_a_matter_of_usage(words: tuple[str, ...], said: str) -> None:
    refused = run("import", *words)

    assert refused.exit_code == 2
    assert said in " ".join(refused.stderr.split())
    assert refused.stdout == ""


def test_a_dry_run_says_who_would_change_from_what_to_what(tmp_path: Path) -> None:
    house()
    (tmp_path / "done.csv").write_text(
        "worker_id,course,completed_at,document,approved_by\n"
        "W-003,part2-core,2025-12-20,old system 7,W-010\n",
        encoding="utf-8",
    )

    told = run("import", "completions", "done.csv", "--dry-run")

    assert told.exit_code == 0
    assert "It would be: 1 created" in told.stderr
    assert "it would change the standing of 1 workers:\n  1 from overdue to " in told.stderr
    assert json.loads(run("import", "completions", "done.csv", "--json").stdout)["created"] == 1


def test_most_workers_are_ended_only_when_that_is_allowed(tmp_path: Path) -> None:
    rows = [f"W-{number},Tova Lindqvist,2025-03-03\n" for number in range(44)]
    (tmp_path / "staff.csv").write_text("worker_id,name,hired_on\n" + "".join(rows))
    run("import", "workers", "staff.csv")
    (tmp_path / "staff.csv").write_text("worker_id,name,hired_on\n" + "".join(rows[:3]))

    refused = run("import", "workers", "staff.csv", "--full-roster")
    allowed = run("import", "workers", "staff.csv", "--full-roster", "--allow-many")

    assert refused.exit_code == 3
    assert "end 41 of 44 workers" in refused.stderr
    assert "--allow-many" in refused.stderr
    assert allowed.exit_code == 0
    assert "41 absent and ended" in allowed.stderr
