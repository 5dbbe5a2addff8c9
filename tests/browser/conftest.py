"""One server and one browser for all tests here, and a fresh context for each test."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
    ViewportSize,
    expect,
    sync_playwright,
)

from scripts import chromium
from tests.browser.server import serving

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 60_000
"""Milliseconds until a test gives up; nothing waits that long where all is well.

A server that has just started loads JAX and compiles first."""

LARGE: ViewportSize = {"width": 1440, "height": 900}

OF_STREAMLIT = re.compile(r"^https?://[^/]+/\w+/_stcore/(health|host-config)$")
"""What Streamlit asks for on each page but the first, and does not find."""


@pytest.fixture(scope="session")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a running app, shared by the tests."""
    with serving(tmp_path_factory.mktemp("server") / "log.txt") as address:
        yield address


@pytest.fixture
def cold_app(tmp_path: Path) -> Iterator[str]:
    """Address of an app that has just started and that nobody has visited."""
    with serving(tmp_path / "log.txt") as address:
        yield address


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as started:
        expect.set_options(timeout=PATIENCE)
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    path = chromium.find()
    if path is None:
        pytest.fail(chromium.MEND, pytrace=False)
    started = playwright.chromium.launch(executable_path=path, args=FLAGS)
    yield started
    started.close()


@pytest.fixture
def new_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens pages, each in a context of its own; none may report an error."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def heard(message: ConsoleMessage) -> None:
        missing = message.text.startswith("Failed to load resource") and "404" in message.text
        expected = missing and OF_STREAMLIT.match(message.location["url"])
        if message.type == "error" and not expected:
            errors.append(f"{message.text} ({message.location['url']})")

    def opened(**options: Any) -> Page:
        context = browser.new_context(viewport=options.pop("viewport", LARGE), **options)
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        page.on("console", heard)
        page.on("pageerror", lambda error: errors.append(str(error)))
        return page

    yield opened
    said = list(errors)
    for context in contexts:
        context.close()
    assert said == []


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """A page on a large screen, in a context of its own."""
    return new_page()
