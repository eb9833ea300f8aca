"""A report says what its columns mean, and asks for one order everywhere."""

from lms.reports.asking import Answer, Column
from lms.reports.forms.dictionary import dictionary

COLUMNS = (Column("worker_id", "Who.", typed=True), Column("days", "How long."))


def test_an_answer_names_its_columns_and_which_of_them_people_typed() -> None:
    answer = Answer(COLUMNS, (row for row in [("W-001", 3), ("W-002", 2)]))

    assert answer.names == ("worker_id", "days")
    assert answer.typed == {"worker_id"}
    assert answer.first(1) == [("W-001", 3)]
    assert list(answer.rows) == []


def test_a_dictionary_tells_every_column_and_every_word() -> None:
    written = dictionary("Late", COLUMNS, (Column("late", "Past the day."),))

    assert written == (
        "# Late\n\n| Column | Meaning |\n|---|---|\n| `worker_id` | Who. |\n"
        "| `days` | How long. |\n\n## Status\n\n| Word | Meaning |\n|---|---|\n"
        "| `late` | Past the day. |\n"
    )
    assert "Status" not in dictionary("Late", COLUMNS)
