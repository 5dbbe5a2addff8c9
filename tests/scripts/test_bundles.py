"""What is served: a script for each figure, its style sheet in it, as their sources make it."""

import re
import subprocess
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

from scripts.bundles import BUNDLES, ESBUILD, FRONTEND, ROOT, SAID, SHORT, dressed, stale, style
from scripts.javascript import tokens

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
COMPONENTS = PROJECT["tool"]["streamlit"]["component"]["components"]
SERVED = sorted(BUNDLES.iterdir())


def test_the_bundles_are_current() -> None:
    assert stale() == {}, "run make bundles"


@pytest.mark.parametrize("component", COMPONENTS, ids=lambda component: component["name"])
def test_each_component_is_served_from_its_bundle(component: dict[str, str]) -> None:
    folder = ROOT / "explainers" / component["asset_dir"]
    assert folder == BUNDLES
    script = (folder / f"{component['name']}.js").read_text(encoding="utf-8")
    sheet = folder / f"{component['name']}.css"
    assert sheet.exists() != script.startswith("const STYLE=`", script.index("\n") + 1)
    assert not sheet.exists() or sheet.stat().st_size < SHORT


def test_a_script_holds_its_style_sheet_as_it_was() -> None:
    style = "/* made */\n.a::before{content:'\\201C`${x}'}\n"
    script = dressed("// made\nimport.meta;\n", style)
    shown = f"{script}console.log(STYLE)"
    asked = ["node", "--input-type=module", "-e", shown]
    said = subprocess.run(asked, capture_output=True, text=True, check=True)
    assert said.stdout == ".a::before{content:'\\201C`${x}'}\n"


def test_a_figure_without_a_style_sheet_is_served_with_the_one_of_all(tmp_path: Path) -> None:
    begins = style(FRONTEND / "plain" / "plain.js")
    subprocess.run([ESBUILD, begins, f"--outdir={tmp_path}", "--log-level=error"], check=True)
    (made,) = tmp_path.iterdir()
    assert made.name == "plain.css"
    assert ".instrument" in made.read_text(encoding="utf-8")
    assert style(FRONTEND / "stage" / "stage.js") == str(FRONTEND / "stage" / "stage.css")


def test_a_figures_main_file_is_short() -> None:
    """What is more than this stands in files beside it; the Stage is the largest."""
    lengths = {
        path.stem: path.read_text(encoding="utf-8").count("\n")
        for path in FRONTEND.glob("*/*.js")
        if path.stem == path.parent.name
    }
    assert lengths.pop("stage") < 420
    assert {name: length for name, length in lengths.items() if length > 350} == {}


def test_all_that_figures_start_by_address_is_served_beside_them() -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in FRONTEND.rglob("*.js"))
    asked = re.findall(r'new URL\("([^"]+)", import\.meta\.url\)', sources)
    assert asked
    assert all((BUNDLES / address).exists() for address in asked)


@pytest.mark.parametrize("path", SERVED, ids=lambda path: path.name)
@pytest.mark.share(6)
def test_a_bundle_asks_for_no_other_file(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert SAID in text[:200]
    if path.suffix == ".css":
        assert "@import" not in text
        return
    spoken = [token.text for token in tokens(text)]
    after = {then for word, then in pairwise(spoken) if word == "import"}
    assert after <= {"."}  # import.meta
