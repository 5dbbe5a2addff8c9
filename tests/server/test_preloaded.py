"""A page names what its figure is made of before anything has asked for it."""

import re
from pathlib import Path
from urllib.parse import urljoin
from urllib.request import Request, urlopen

import pytest
import streamlit

from explainers.components.wire import BUNDLES
from explainers.lessons import PAGES, TOOLS, Lesson
from explainers.server.preloaded import addresses, links

STATIC = Path(streamlit.__file__).parent / "static"
LINK = re.compile(r'<link rel="modulepreload" href="([^"]*)">')


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.slug)
def test_each_lesson_names_files_that_there_are(page: Lesson) -> None:
    named = addresses(page.slug)
    assert len(named) == len(set(named)) > 4
    for address in named:
        name = Path(address).name
        there = (STATIC / address) if "/static/" in address else BUNDLES / name
        assert there.is_file(), address
    assert named[0].startswith("./static/js/BidiComponent.")


@pytest.mark.parametrize("slug", [*(tool.slug for tool in TOOLS), "no_such_page", "../stage"])
def test_a_page_without_a_figure_names_none(slug: str) -> None:
    assert addresses(slug) == ()


def test_what_a_page_asks_for_anyway_is_not_named_again() -> None:
    script, *_, last = addresses("kinks")
    page = f'<script type="module" src="{script}"></script>'
    assert LINK.findall(links("kinks", page)) == list(addresses("kinks")[1:])
    assert links("kinks", "").endswith(f'<link rel="modulepreload" href="{last}">')


@pytest.mark.parametrize(("path", "figure"), [("/", "stage"), ("/kinks?case=relu", "kinks")])
def test_what_is_named_is_served(server: str, path: str, figure: str) -> None:
    with urlopen(Request(server + path, headers={"Accept": "text/html"})) as answer:
        head, _, _ = answer.read().decode().partition("</head>")
    named = LINK.findall(head)
    assert any(address.endswith(f"/{figure}.js") for address in named)
    assert len(named) < len(addresses("home"))
    for address in named:
        with urlopen(urljoin(f"{server}/", address)) as file:
            assert "javascript" in file.headers["content-type"]
