"""One server for all who test here, and pages that one test after another opens the app in."""

import fcntl
import re
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, ViewportSize

from harness.server import serving
from tests.browser.figure import wire
from tests.chromium import PATIENCE

LARGE: ViewportSize = {"width": 1440, "height": 900}
PHONE: dict[str, Any] = {
    "viewport": {"width": 390, "height": 844},
    "has_touch": True,
    "is_mobile": True,
}

OF_STREAMLIT = re.compile(r"^https?://[^/]+/\w+/_stcore/(health|host-config)$")
"""What Streamlit asks for on each page but the first, and does not find."""


# Servers ----------------------------------------------------------------------------------------


@contextmanager
def shared(folder: Path) -> Generator[str]:
    """The app's address, the same for every process that names this folder.

    The first to come starts the server, and stays until the others have left.
    """
    folder.mkdir(exist_ok=True)
    with (folder / "door").open("w") as door, (folder / "inside").open("w") as inside:
        fcntl.flock(door, fcntl.LOCK_EX)
        fcntl.flock(inside, fcntl.LOCK_SH)
        address = folder / "address"
        if address.exists():
            fcntl.flock(door, fcntl.LOCK_UN)
            yield address.read_text()
            return
        with serving() as server:
            address.write_text(server.url)
            fcntl.flock(door, fcntl.LOCK_UN)
            yield server.url
            fcntl.flock(door, fcntl.LOCK_EX)
            fcntl.flock(inside, fcntl.LOCK_EX)
            address.unlink()


@pytest.fixture(scope="session")
def common(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """A folder that all processes of this run have in common."""
    own = tmp_path_factory.getbasetemp()
    return own if worker_id == "master" else own.parent


@pytest.fixture(scope="session")
def app(common: Path) -> Iterator[str]:
    """Address of a running app, shared by the tests: what one has compiled, all have."""
    with shared(common / "app") as address:
        yield address


@pytest.fixture(scope="session")
def elsewhere(common: Path) -> Iterator[str]:
    """Address of another one, where no test has been at the lesson before: for links."""
    with shared(common / "elsewhere") as address:
        yield address


@pytest.fixture
def cold_app() -> Iterator[str]:
    """Address of an app that has just started and that nobody has visited."""
    with serving() as server:
        yield server.url


# Pages ------------------------------------------------------------------------------------------


class Tab:
    """A page in a context of its own, which may report no error while a test has it."""

    def __init__(self, browser: Browser, **options: Any) -> None:
        self.size: ViewportSize = options.pop("viewport", LARGE)
        self.context = browser.new_context(viewport=self.size, **options)
        self.context.set_default_timeout(PATIENCE)
        self.errors: list[str] = []
        self.context.on("console", self._heard)
        self.context.on("weberror", lambda error: self.errors.append(str(error.error)))
        self.page = self.context.new_page()

    def _heard(self, message: ConsoleMessage) -> None:
        missing = message.text.startswith("Failed to load resource") and "404" in message.text
        expected = missing and OF_STREAMLIT.match(message.location["url"])
        if message.type == "error" and not expected:
            self.errors.append(f"{message.text} ({message.location['url']})")

    def lent(self) -> Iterator[Page]:
        """The page, for one test. That it stays open makes the next opening three times faster."""
        wire(self.page).clear()
        yield self.page
        said = list(self.errors)
        for other in self.context.pages:
            if other != self.page:
                other.close()
        self.page.mouse.up()
        self.page.mouse.move(0, 0)
        self.page.goto("about:blank")
        self.page.set_viewport_size(self.size)
        self.page.emulate_media(
            media="null",  # or it is the screen that is printed
            color_scheme="light",
            reduced_motion="no-preference",
            forced_colors="none",
        )
        self.errors.clear()
        assert said == []


@pytest.fixture(scope="session")
def _large(browser: Browser) -> Tab:
    return Tab(browser)


@pytest.fixture(scope="session")
def _other(browser: Browser) -> Tab:
    return Tab(browser)


@pytest.fixture(scope="session")
def _phone(browser: Browser) -> Tab:
    return Tab(browser, **PHONE)


@pytest.fixture
def page(_large: Tab) -> Iterator[Page]:
    """A reader's page on a large screen."""
    yield from _large.lent()


@pytest.fixture
def other(_other: Tab) -> Iterator[Page]:
    """The page of another reader, who shares nothing with the first."""
    yield from _other.lent()


@pytest.fixture
def phone(_phone: Tab) -> Iterator[Page]:
    """A page under fingers, on a small screen."""
    yield from _phone.lent()


@pytest.fixture
def new_page(browser: Browser) -> Iterator[Callable[..., Page]]:
    """Opens pages that are not used again, for what cannot be taken back from a page."""
    tabs: list[Tab] = []

    def opened(**options: Any) -> Page:
        tabs.append(Tab(browser, **options))
        return tabs[-1].page

    yield opened
    said = [error for tab in tabs for error in tab.errors]
    for tab in tabs:
        tab.context.close()
    assert said == []
