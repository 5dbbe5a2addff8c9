"""Finds and launches the browser that drives the app; run as a script, prints its path."""

import os
import shutil
import sys
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MEND = (
    "No Chromium found. On Debian or Ubuntu: sudo apt-get install chromium fonts-dejavu\n"
    "Elsewhere: python -m playwright install chromium\n"
    "Or name one: CHROMIUM=/path/to/chromium"
)


def _playwrights_own() -> str | None:
    """The newest Chromium that `playwright install chromium` has fetched."""
    if folder := os.environ.get("PLAYWRIGHT_BROWSERS_PATH"):
        home = Path(folder)
    elif sys.platform == "darwin":
        home = Path.home() / "Library/Caches/ms-playwright"
    elif sys.platform == "win32":
        home = Path.home() / "AppData/Local/ms-playwright"
    else:
        home = Path.home() / ".cache/ms-playwright"
    found = [
        path
        for inside in (
            "chrome-linux*/chrome",
            "chrome-win*/chrome.exe",
            "chrome-mac*/*.app/*/MacOS/*",
        )
        for path in home.glob(f"chromium-*/{inside}")
    ]
    return str(max(found, key=lambda path: path.stat().st_mtime)) if found else None


def find() -> str | None:
    """Path of the browser to use, or None: $CHROMIUM, else the system's, else Playwright's."""
    if named := os.environ.get("CHROMIUM"):
        return shutil.which(named)
    return next(filter(None, map(shutil.which, NAMES)), None) or _playwrights_own()


@contextmanager
def launched(flags: Sequence[str] = ()) -> Generator[Browser]:
    """The browser, without a window, until the block ends."""
    path = find()
    if path is None:
        sys.exit(MEND)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=flags)
        try:
            yield browser
        finally:
            browser.close()


if __name__ == "__main__":
    path = find()
    if path is None:
        sys.exit(MEND)
    print(path)
