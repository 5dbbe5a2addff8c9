"""One palette: style sheets and scripts take the colours of figures/style.py."""

import re
from pathlib import Path

import pytest

from scripts.palette import FRONTEND, PALETTES, sheet

ROOT = Path(__file__).parents[2]
SHEETS = FRONTEND.parents[1] / "ui"
SERVED = sorted(
    path for path in [*FRONTEND.rglob("*"), *SHEETS.glob("*.css")] if path.suffix in {".css", ".js"}
)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
LITERAL = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|hwb|lab|lch|oklab|oklch)a?\(", re.IGNORECASE)
NAMED = re.compile(
    r":(?:[^;{}]*[\s,(])?(?:black|white|gr[ae]y|silver|red|maroon|green|lime|olive|blue|navy|teal"
    r"|aqua|cyan|orange|gold|purple|violet|fuchsia|magenta|yellow|brown|pink)\b(?!-)"
)


def coloured(text: str, kind: str) -> bool:
    """Whether a style sheet or a script has colours of its own."""
    code = COMMENT.sub("", text)
    return bool(LITERAL.search(code) or (kind == ".css" and NAMED.search(code)))


@pytest.mark.parametrize("path", PALETTES, ids=lambda path: path.name)
def test_a_style_sheet_of_colours_is_current(path: Path) -> None:
    made = sheet(*PALETTES[path])
    assert path.read_text(encoding="utf-8") == made, "run python -m scripts.palette"


def test_no_figure_has_a_colour_of_its_own() -> None:
    found = [path for path in SERVED if coloured(path.read_text(encoding="utf-8"), path.suffix)]
    assert found == sorted(PALETTES)


def test_python_names_colours_in_one_module() -> None:
    modules = sorted((ROOT / "explainers").rglob("*.py"))
    literal = re.compile(r"\"#[0-9a-f]{3,8}\"|rgba?\(", re.IGNORECASE)
    found = [path for path in modules if literal.search(path.read_text(encoding="utf-8"))]
    assert found == [ROOT / "explainers/figures/style.py"]


@pytest.mark.parametrize(
    "text",
    [
        "a { color: #1f6feb; }",
        "a { stroke: #FFF }",
        "a { background: hsla(0, 0%, 0%, 1); }",
        "a { border: 1px solid white; }",
        "a { fill:red; }",
        "a { background: linear-gradient(orange, var(--pull)); }",
    ],
)
def test_a_colour_would_be_noticed(text: str) -> None:
    assert coloured(text, ".css")


@pytest.mark.parametrize(
    "text",
    [
        "a { white-space: nowrap; }",
        "a { color: color-mix(in oklab, var(--push) 4%, transparent); }",
        "a { fill: url(#hatch); }",
        "/* Colours: orange pulls, as #d9730d. */",
    ],
)
def test_what_is_no_colour_is_left_alone(text: str) -> None:
    assert not coloured(text, ".css")


def test_every_property_that_is_taken_is_given() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in SERVED)
    given = set(re.findall(r"(?<!var\()--([a-z-]+)(?=:|\", )", text))
    taken = set(re.findall(r"var\(--([a-z-]+)", text))
    assert sorted(name for name in taken - given if not name.startswith("st-")) == []
