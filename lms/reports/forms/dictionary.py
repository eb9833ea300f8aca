"""What does each column of a report mean?"""

from collections.abc import Sequence

from lms.reports.asking import Column


def dictionary(
    title: str, columns: Sequence[Column], words: Sequence[Column] = (), about: str = "Status"
) -> str:
    """Return the data dictionary of a report as Markdown; `words` are those of one column."""
    lines = [f"# {title}", "", "| Column | Meaning |", "|---|---|", *map(_line, columns), ""]
    if words:
        lines += [f"## {about}", "", "| Word | Meaning |", "|---|---|", *map(_line, words), ""]
    return "\n".join(lines)


def _line(entry: Column) -> str:
    return f"| `{entry.name}` | {entry.meaning} |"
