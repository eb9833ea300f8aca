"""What somebody might write into a lesson to run a program in its reader's browser."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Final

RAW: Final = (
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script\x0b>alert(1)</script>",
    "<script/x>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<img/src=x/onerror=alert(1)>",
    '<img src="x" ONERROR="alert(1)">',
    "<img src=`javascript:alert(1)`>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
    "<math><mtext><table><mglyph><style><!--</style><img src onerror=alert(1)>",
    "<math href='javascript:alert(1)'>x</math>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=javascript:alert(1)></object>",
    "<embed src=javascript:alert(1)>",
    "<body onload=alert(1)>",
    "<details open ontoggle=alert(1)>x</details>",
    "<input autofocus onfocus=alert(1)>",
    "<form action=javascript:alert(1)><button>x</button></form>",
    "<button formaction=javascript:alert(1)>x</button>",
    "<a href=javascript:alert(1)>x</a>",
    "<a href='java&#10;script:alert(1)'>x</a>",
    "<base href=https://evil.example/>",
    "<link rel=stylesheet href=https://evil.example/x.css>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<style>@import 'https://evil.example/x.css';</style>",
    "<div style='background:url(javascript:alert(1))'>x</div>",
    "<video><source onerror=alert(1)></video>",
    "<audio src=x onerror=alert(1)>",
    "<marquee onstart=alert(1)>x</marquee>",
    "<template><script>alert(1)</script></template>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    "<!--><script>alert(1)</script-->",
    "<![CDATA[><script>alert(1)</script>]]>",
    "<?xml version='1.0'?><script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    "</title><img src=x onerror=alert(1)>",
)
_LINKED: Final = (
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](&#x6A;avascript:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](\x01javascript:alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x](< javascript:alert(1)>)",
    "[x](data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==)",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](vbscript:msgbox(1))",
    "[x](file:///etc/passwd)",
    "[x](blob:https://evil.example/1)",
    "[x](view-source:javascript:alert(1))",
    "[x][1]\n\n[1]: javascript:alert(1)",
    "<javascript:alert(1)>",
    "<data:text/html,alert(1)>",
    "![x](javascript:alert(1))",
    "![x](data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9ImFsZXJ0KDEpIi8+)",
    '![x](desk.png "\\" onerror=\\"alert(1)")',
    '![x" onerror="alert(1)](desk.png)',
    '[x](02-noting.md "\\" onclick=\\"alert(1)")',
    '[x](https://evil.example/"onmouseover="alert(1))',
    "[<img src=x onerror=alert(1)>](https://example.com)",
)
_HIDDEN: Final = (
    "## <script>alert(1)</script> {#anchor}",
    '## Title {#a"onclick="alert(1)}',
    "::: do <script>alert(1)</script>\nx\n:::",
    '::: note " onclick="alert(1)\nx\n:::',
    "::: may\n| a | b |\n|---|---|\n| x | <script>alert(1)</script> |\n:::",
    "| <script>alert(1)</script> | b |\n|---|---|\n| x | y |",
    '| " onclick="alert(1) | b |\n|---|---|\n| x | y |',
    "(42 CFR <script>alert(1)</script>)",
    "(§ <img src=x onerror=alert(1)>)",
    "```<script>alert(1)</script>\nx\n```",
    '```" onclick="alert(1)\nx\n```',
    "`<script>alert(1)</script>`",
    "> — <script>alert(1)</script>",
    '<span class="st-Yes">Yes</span>',
)
PAYLOADS: Final = (*RAW, *_LINKED, *_HIDDEN)

_SAFE_SCHEMES: Final = ("https:", "mailto:")
_WITH_ADDRESS: Final = frozenset({"href", "src", "action", "formaction", "data", "xlink:href"})
_PROGRAMS: Final = frozenset(
    ("script", "style", "iframe", "object", "embed", "form", "input", "button", "base", "link")
) | frozenset(("meta", "template", "math", "video", "audio", "body", "marquee"))


class _Danger(HTMLParser):
    """Looks at a page as a browser would, and notes whatever could run or lead astray."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one tag."""
        if tag in _PROGRAMS or (tag in {"svg", "use"} and not _is_icon(tag, dict(attrs))):
            self.found.append(f"<{tag}>")
        if tag == "details" and attrs:
            self.found.append("<details …>")  # one that waits to be opened needs none
        self.found += [f"{tag} {name}={value}" for name, value in attrs if _bad(name, value)]

    def handle_comment(self, data: str) -> None:
        """Note a comment: lessons have none."""
        self.found.append(f"<!--{data}")


def dangers(html: str) -> list[str]:
    """Name every script, handler and address in a page that a lesson must not have."""
    reader = _Danger()
    reader.feed(html)
    reader.close()
    return reader.found


def _is_icon(tag: str, attrs: dict[str, str | None]) -> bool:
    if tag == "use":
        return (attrs.get("href") or "").startswith("#i-")
    return set(attrs) == {"aria-hidden", "focusable", "viewbox"}


def _bad(name: str, value: str | None) -> bool:
    if name.startswith("on") or name in {"style", "srcdoc"}:
        return True
    return name in _WITH_ADDRESS and not _leads_home("".join(_seen(value or "")).lower())


def _seen(address: str) -> Iterator[str]:
    """An address without what browsers leave out of it."""
    return (one for one in address if one > " ")


def _leads_home(address: str) -> bool:
    head = re.split("[/#?]", address, maxsplit=1)[0]
    return ":" not in head or address.startswith(_SAFE_SCHEMES)
