"""The look keeps its promises: tokens, contrast, the strict policy, small files."""

import re

import pytest

from tests.pages.look.drawn import STATIC, TEMPLATES

CSS = (STATIC / "lms.css").read_text(encoding="utf-8")

FORBIDDEN = {
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "a handler attribute": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "an inline script": re.compile(r"<script(?![^>]*\bsrc=)", re.IGNORECASE),
    "a javascript address": re.compile(r"javascript:", re.IGNORECASE),
    "markup declared safe in a template": re.compile(r"\|\s*safe\b"),
    "escaping switched off": re.compile(r"autoescape\s+false", re.IGNORECASE),
}


def breaches(text: str) -> set[str]:
    """Name what a template does that the content security policy or autoescape would not bear."""
    return {name for name, pattern in FORBIDDEN.items() if pattern.search(text)}


def tokens_in(block: str) -> dict[str, str]:
    """Read the custom properties of one block of declarations."""
    return dict(re.findall(r"(--[a-z0-9-]+):\s*([^;]+);", block))


def block_after(selector: str) -> dict[str, str]:
    """Read the tokens of the first rule with that selector."""
    opened = CSS.index(selector) + len(selector)
    return tokens_in(CSS[CSS.index("{", opened) : CSS.index("}", opened)])


LIGHT = block_after("  :root")
DARK = LIGHT | block_after(':root[data-theme="dark"]')


def luminance(colour: str) -> float:
    """Return the relative luminance of #rrggbb, as WCAG 2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(first: str, second: str) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


GROUNDS = ("--paper", "--sheet", "--sunk")
TEXTS = ("--pine", "--amber", "--brick", "--slate")


def test_dark_is_the_same_by_device_and_by_choice() -> None:
    by_device = block_after(':root:not([data-theme="light"])')
    by_choice = block_after(':root[data-theme="dark"]')
    assert by_device == by_choice
    assert "--paper" in by_choice


def test_every_colour_of_light_has_its_dark_counterpart() -> None:
    coloured = {name for name, value in LIGHT.items() if value.startswith("#")}
    unchanged = {name for name in coloured if LIGHT[name] == DARK[name]}
    assert unchanged == set()


def test_the_contrast_formula_gives_the_known_values() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", GROUNDS)
def test_text_reads_on_every_ground(theme: dict[str, str], ground: str) -> None:
    assert contrast(theme["--ink"], theme[ground]) >= 7
    assert contrast(theme["--ink-2"], theme[ground]) >= (7 if theme is LIGHT else 4.5)
    for name in TEXTS:
        assert contrast(theme[name], theme[ground]) >= 4.5, name


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_states_read_on_their_tints_and_words_on_filled_buttons(theme: dict[str, str]) -> None:
    for name in TEXTS:
        assert contrast(theme[name], theme[f"{name}-tint"]) >= 4.5, name
        assert contrast(theme["--ink"], theme[f"{name}-tint"]) >= 7, name
    assert contrast(theme["--on-pine"], theme["--pine"]) >= 7
    assert contrast(theme["--on-pine"], theme["--pine-deep"]) >= 7
    assert contrast(theme["--sheet"], theme["--edge"]) >= 4.5
    assert contrast(theme["--ink"], theme["--mark"]) >= 7


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", GROUNDS)
def test_outlines_focus_and_charts_stand_out_from_every_ground(
    theme: dict[str, str], ground: str
) -> None:
    for name in ("--edge", "--focus", "--pine", "--amber-fill", "--brick-fill", "--slate-fill"):
        assert contrast(theme[name], theme[ground]) >= 3, name


@pytest.mark.parametrize(
    ("bad", "name"),
    [
        ('<p class="x" style="color: red">', "a style attribute"),
        ("<a href=x onclick='go()'>", "a handler attribute"),
        ("<style>p{}</style>", "a style element"),
        ("<script>go()</script>", "an inline script"),
        ('<a href="javascript:go()">', "a javascript address"),
        ("{{ words | safe }}", "markup declared safe in a template"),
        ("{% autoescape false %}", "escaping switched off"),
    ],
)
def test_the_scan_sees_what_the_policy_forbids(bad: str, name: str) -> None:
    assert name in breaches(bad)
    assert breaches('<script type="module" src="/x.js"></script><p class="on">once</p>') == set()


def test_no_template_holds_anything_the_policy_forbids() -> None:
    templates = sorted(TEMPLATES.rglob("*.html"))
    assert len(templates) >= 40
    found = {str(path): breaches(path.read_text(encoding="utf-8")) for path in templates}
    assert {path: names for path, names in found.items() if names} == {}


def test_style_and_scripts_stay_small() -> None:
    assert (STATIC / "lms.css").stat().st_size <= 30_000
    assert sum(path.stat().st_size for path in STATIC.glob("*.js")) < 12_000


def test_scripts_write_text_only_and_keep_nothing_in_the_browser() -> None:
    scripts = {path.name: path.read_text(encoding="utf-8") for path in STATIC.glob("*.js")}
    assert "autosave.js" in scripts
    sinks = (
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|\beval\(|new Function"
    )
    stores = r"localStorage|sessionStorage|indexedDB|document\.cookie"
    for name, script in scripts.items():
        assert not re.search(f"{sinks}|{stores}", script), name


def test_nothing_is_loaded_from_elsewhere() -> None:
    assert "@import" not in CSS
    assert "url(" not in CSS
    assert "@font-face" not in CSS


def classes_in(template: str) -> set[str]:
    """Read the classes a template writes out itself."""
    source = re.sub(r"\{#.*?#\}", "", template, flags=re.DOTALL)
    plain = re.sub(r"\{\{.*?\}\}|\{%.*?%\}", " ", source, flags=re.DOTALL)
    return {name for value in re.findall(r'class="([^"]*)"', plain) for name in value.split()}


def test_every_class_of_a_component_is_drawn_by_the_style_sheet() -> None:
    assert classes_in('<p class="st {{ x["a"] }}{% if y %} done{% endif %}">') == {"st", "done"}
    rules = re.sub(r"/\*.*?\*/", "", CSS, flags=re.DOTALL)
    drawn = set(re.findall(r"\.([a-z][a-z0-9-]*)", rules))
    for path in (TEMPLATES / "lms").rglob("*.html"):
        unknown = classes_in(path.read_text(encoding="utf-8")) - drawn
        assert not unknown, f"{path.name}: {unknown}"


def test_each_component_is_one_documented_macro_named_like_its_file() -> None:
    for path in (TEMPLATES / "lms" / "components").glob("*.html"):
        source = path.read_text(encoding="utf-8")
        assert source.startswith("{#-"), path.name
        if path.stem != "sprite":
            assert f"macro {path.stem}(" in source, path.name
            assert f"{path.stem}(" in source[: source.index("#}")], path.name
