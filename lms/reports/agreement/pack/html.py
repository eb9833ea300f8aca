"""Pages of a pack: plain HTML that stands by itself, on a screen, on paper, without a network."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Any, Final

STYLE: Final = """
:root{color-scheme:light dark;--ink:#17212b;--paper:#fff;--soft:#55606b;--line:#c9ced3;
--pine:#0f4045;--late:#8a1c21}
@media(prefers-color-scheme:dark){:root{--ink:#e8eaec;--paper:#14191d;--soft:#a9b2ba;
--line:#3b444c;--pine:#8fd0cf;--late:#ff9d9d}}
body{font:1rem/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);
margin:0 auto;max-width:72rem;padding:1.5rem;overflow-wrap:anywhere}
h1,h2,h3{line-height:1.2;color:var(--pine)}
h2{margin-top:2.2rem;border-bottom:1px solid var(--line)}
a{color:inherit}img{max-width:100%;height:auto}
table{border-collapse:collapse;width:100%;font-size:.875rem;margin:.75rem 0}
caption{text-align:left;font-weight:600;padding:.3rem 0}
th,td{text-align:left;vertical-align:top;padding:.3rem .6rem .3rem 0;
border-bottom:1px solid var(--line)}
thead th{color:var(--pine)}
td,th{overflow-wrap:normal;min-width:4.5rem}
.wide{overflow-x:auto}.soft{color:var(--soft);font-size:.875rem}
.broken{border:3px solid var(--late);padding:1rem;margin:1rem 0}
.broken h2{color:var(--late);border:0;margin-top:0}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1.2rem}
dt{color:var(--soft)}dd{margin:0;min-width:0}
.q{border-left:3px solid var(--line);padding-left:1rem;margin:1rem 0;break-inside:avoid}
code{font-size:.85em}
@media(max-width:40rem){dl{display:block}dd{margin-bottom:.5rem}}
@media print{body{max-width:none;padding:0;font-size:10pt}a{text-decoration:none}
thead{display:table-header-group}tr{break-inside:avoid}.wide{overflow:visible}}
"""


class Safe(str):
    """HTML that is safe to stand as it is."""

    __slots__ = ()


def told(words: object) -> str:
    """Return anything as HTML: what is not `Safe` is escaped, and nothing at all is empty."""
    if words is None:
        return ""
    return words if isinstance(words, Safe) else escape(str(words))


def page(title: str, body: Iterable[str]) -> Iterator[bytes]:
    """Yield a whole page."""
    yield (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head><body>\n"
    ).encode()
    for part in body:
        yield f"{part}\n".encode()
    yield b"</body></html>\n"


def link(words: object, href: str) -> Safe:
    """Return a link to another file of the pack."""
    return Safe(f'<a href="{escape(href)}">{told(words)}</a>')


def paragraph(words: object, kind: str = "") -> str:
    """Return a paragraph."""
    return f"<p{f' class={kind}' if kind else ''}>{told(words)}</p>"


def heading(level: int, words: object, anchor: str = "") -> str:
    """Return a heading."""
    named = f' id="{escape(anchor)}"' if anchor else ""
    return f"<h{level}{named}>{told(words)}</h{level}>"


def facts(pairs: Iterable[tuple[str, Any]]) -> str:
    """Return names with what they are, those left out that are nothing."""
    shown = (pair for pair in pairs if pair[1] is not None and pair[1] != "")
    return f"<dl>{''.join(f'<dt>{told(a)}</dt><dd>{told(b)}</dd>' for a, b in shown)}</dl>"


def table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Return a table; the first cell of a row is its head. Without rows it says so."""
    body = "".join(_row(row) for row in rows)
    if not body:
        return paragraph(f"{caption}: none.")
    top = "".join(f'<th scope="col">{told(head)}</th>' for head in heads)
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="{escape(caption)}"><table>'
        f"<caption>{told(caption)}</caption>"
        f"<thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _row(cells: Sequence[Any]) -> str:
    first, *rest = cells
    others = "".join(f"<td>{told(cell)}</td>" for cell in rest)
    return f'<tr><th scope="row">{told(first)}</th>{others}</tr>'
