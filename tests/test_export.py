"""A figure is written as one file, which holds all that it needs and nothing that asks for more."""

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from explainers import export
from explainers.components.alone import Words, document, movable
from explainers.components.descent import mount as descent
from explainers.components.stage import mount as stage
from explainers.components.wire import BUNDLES, Figure, Shown
from explainers.core.catalog import CATALOG
from harness.server import ROOT
from tests.pages import opened, received

FIGURES = sorted(
    path.name
    for path in BUNDLES.parent.glob("frontend/*")
    if (BUNDLES / f"{path.name}.js").exists()
)
ADDRESS = "push_and_pull?f=polar&x=2_0.5&v=0.6_0.5&u=1_-0.5"


def data_of(page: str) -> dict[str, Any]:
    """What a file brings for its figure."""
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    return json.loads(found[1])


def test_a_link_is_written_with_jax_s_numbers_for_its_state() -> None:
    page, notices = export.exported(ADDRESS)
    data = data_of(page)
    assert notices == []
    assert [data["state"][name] for name in "xvu"] == [[2, 0.5], [0.6, 0.5], [1, -0.5]]
    assert [data["settled"][name] for name in "xvu"] == [[2, 0.5], [0.6, 0.5], [1, -0.5]]
    sent = received(opened("push_and_pull", f="polar", x="2_0.5", v="0.6_0.5", u="1_-0.5"))
    assert (data["tape"], data["entry"]) == (sent["tape"], sent["entry"])


def test_a_whole_address_is_led_back_to() -> None:
    page, _ = export.exported(f"https://example.org/{ADDRESS}")
    assert f'<a href="https://example.org/{ADDRESS.replace("&", "&amp;")}">' in page
    assert "<a href" not in export.exported(ADDRESS)[0]


def test_what_is_wrong_with_a_link_is_told() -> None:
    page, notices = export.exported("push_and_pull?f=polar&x=1_2_3")
    assert data_of(page)["state"]["x"] == list(CATALOG["polar"].x)
    assert notices == [
        "x in the link has 3 numbers where this function needs 2; the preset x is used."
    ]


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("nowhere?f=polar", "there is no page 'nowhere'"),
        ("jacobian?f=polar", "from a server alone"),
        ("cheatsheet", "from a server alone"),
    ],
)
def test_what_cannot_be_had_is_told(address: str, said: str) -> None:
    with pytest.raises(export.Refused, match=re.escape(said)):
        export.exported(address)


def test_all_runs_of_a_descent_come_along() -> None:
    page, _ = export.exported("descent?rate=0.3")
    data = data_of(page)
    assert data["ground"] is not None
    assert data["course"] is not None


def test_what_a_figure_shows_cannot_end_its_script_or_its_page() -> None:
    # Any NamedTuple is sent in the same way.
    shown = Shown(stage, Words("</script><b>", "x", "y", "z"))
    words = Words("<b>title</b>", "<i>note</i>", "<u>link</u>", 'https://a/?q="><script>')
    page = document(shown, words)
    assert data_of(page)["title"] == "</script><b>"
    assert page.count("<script") == page.count("</script") == 2
    for text in ("<b>title", "<i>note", "<u>link", '"><script>'):
        assert text not in page


@pytest.mark.parametrize("name", FIGURES)
def test_a_page_can_hold_each_script(name: str) -> None:
    shown = Shown(Figure(name, alone=stage.alone), Words("a", "b"))
    script = document(shown, Words("a", "b")).rpartition('<script type="module">')[2]
    kept, _, added = script.rpartition("const draw = () => ")
    assert added.startswith(f"{name}_default(")
    assert not re.search(r"\bexport\s*\{[^}]*\}\s*;?\s*\Z", kept)


def test_nothing_without_a_tape_is_written() -> None:
    class Untaped(Words):
        tape: None = None

    shown = Shown(stage, Untaped("a", "b"))
    assert not movable(shown)
    assert not movable(None)
    assert movable(Shown(descent, Words("a", "b")))
    with pytest.raises(ValueError, match="without a server"):
        document(shown, Words("a", "b"))


@pytest.mark.whole
def test_it_is_run_by_its_name(tmp_path: Path) -> None:
    file = tmp_path / "polar.html"
    done = subprocess.run(
        [sys.executable, "-m", "explainers.export", ADDRESS, "-o", str(file)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == f"{file}\n"
    assert data_of(file.read_text("utf-8"))["entry"]["slug"] == "polar"
    refused = subprocess.run(
        [sys.executable, "-m", "explainers.export", "nowhere"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert refused.returncode == 1
    assert "there is no page 'nowhere'" in refused.stderr
    assert "Traceback" not in refused.stderr


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("two_sweeps", "replays the program that JAX recorded"),
        ("brackets", "It brings along, or your browser counts, all that it shows."),
        ("kinks?case=abs", "It brings along, or your browser counts, all that it shows."),
        ("descent", "Play it and scrub it"),
    ],
)
def test_a_file_says_where_its_numbers_come_from(address: str, said: str) -> None:
    page, _ = export.exported(address)
    assert [line for line in page.splitlines() if line.startswith("<p>This file")] != []
    assert said in page
    assert page.count("This file needs no server.") == 1
