"""One line of JSON for each thing that happened."""

import json
import logging

from lms.kernel.logs import JsonLines


def test_nothing_somebody_typed_can_forge_a_line() -> None:
    typed = 'x\r\n{"message": "signed in"}\x1b[2J\u202eevil'

    line = JsonLines().format(_record("refused: %s", typed))

    assert len(line.splitlines()) == 1
    assert line.isascii()
    assert "\x1b" not in line
    assert json.loads(line)["message"] == f"refused: {typed}"


def test_a_line_says_who_and_why_and_nothing_it_was_not_told_to_say() -> None:
    record = _record("sign-in refused", account="A-1", reason="no match", password="canary")

    line = json.loads(JsonLines().format(record))

    assert (line["account"], line["reason"], line["level"]) == ("A-1", "no match", "info")
    assert "canary" not in str(line)


def test_an_error_is_kept_with_where_it_came_from() -> None:
    error = RuntimeError("broken")
    record = _record("incident")
    record.exc_info = (RuntimeError, error, None)

    assert "RuntimeError: broken" in json.loads(JsonLines().format(record))["traceback"]


def _record(message: str, *told: object, **more: str) -> logging.LogRecord:
    record = logging.LogRecord("lms", logging.INFO, "", 0, message, told, None)
    record.__dict__.update(more)
    return record
