"""Times how long a visitor waits for the Stage, beside a page that only says hello.

`python -m benchmarks.start [--rounds 5] [--path /]`
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import NamedTuple

from playwright.sync_api import Browser, Page

from benchmarks.table import table
from harness import chromium
from harness.server import ROOT, serving

STOCK = 'import streamlit as st\n\nst.write("hello")\n'
PATIENCE = 60_000
"""Milliseconds after which a picture that has not come is given up."""


class Visit(NamedTuple):
    """Seconds until the page is of use, and from then until JAX's numbers have come."""

    usable: float
    settled: float


class Round(NamedTuple):
    """One start of a server: its first visitor, counted from the start, and the next."""

    first: Visit
    later: Visit


Waiting = Callable[[Page], float]
"""Waits until a page is of use and settled, and gives when it was of use."""


def stage(page: Page) -> float:
    """The Stage is of use when its handle for v can be seen and says where it is."""
    handle = page.get_by_role("slider", name="vector v", exact=True)
    handle.and_(page.locator("[aria-valuetext]")).wait_for(timeout=PATIENCE)
    usable = time.perf_counter()
    page.locator(".source[data-by=JAX]").wait_for(timeout=PATIENCE)
    return usable


def hello(page: Page) -> float:
    """The stock page is of use when it has said hello."""
    page.get_by_text("hello", exact=True).wait_for(timeout=PATIENCE)
    return time.perf_counter()


def visit(browser: Browser, url: str, waiting: Waiting, since: float | None = None) -> Visit:
    """A visitor whose browser has seen nothing of the app yet."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    try:
        page = context.new_page()
        begun = time.perf_counter() if since is None else since
        page.goto(url, wait_until="commit")
        usable = waiting(page)
        return Visit(usable - begun, time.perf_counter() - usable)
    finally:
        context.close()


def started(browser: Browser, folder: Path, path: str, waiting: Waiting) -> Round:
    """A fresh server and two visitors, one after the other."""
    with serving(folder) as server:
        first = visit(browser, server.url + path, waiting, server.started)
        return Round(first, visit(browser, server.url + path, waiting))


def report(ours: list[Round], stock: list[Round]) -> str:
    """Medians, and how much longer the Stage takes."""

    def usable(rounds: list[Round], which: int) -> float:
        return median(done[which].usable for done in rounds)

    def row(name: str, which: int) -> list[str]:
        mine, plain = usable(ours, which), usable(stock, which)
        settled = median(done[which].settled for done in ours)
        return [
            name,
            *(f"{seconds:.2f} s" for seconds in (mine, plain, mine - plain)),
            f"{settled:.2f} s",
        ]

    heads = ["", "Stage usable", "stock page", "difference", "then settled by JAX"]
    rows = [row("first visitor, from the start", 0), row("next visitor", 1)]
    return table(heads, rows)


def main() -> None:
    """Alternate the app and the stock page in rounds and print medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--path", default="/", help="page and query of the app to open")
    options = parser.parse_args()
    ours: list[Round] = []
    stock: list[Round] = []
    with tempfile.TemporaryDirectory() as made, chromium.launched() as browser:
        folder = Path(made)
        (folder / "app.py").write_text(STOCK)
        started(browser, folder, "/", hello)  # browser, disk and bytecode are warm after these
        started(browser, ROOT, options.path, stage)
        for _ in range(options.rounds):
            stock.append(started(browser, folder, "/", hello))
            ours.append(started(browser, ROOT, options.path, stage))
    print(f"{options.path}, medians of {options.rounds} rounds.\n{report(ours, stock)}")


if __name__ == "__main__":
    main()
