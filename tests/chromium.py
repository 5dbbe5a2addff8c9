"""The browser of a process: Playwright can be begun once in each."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from harness import chromium
from scripts.bundles import stale

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


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One for all tests that open pages, whatever folder they stand in."""
    assert stale() == {}, "what is served is not what the sources make: run make bundles"
    expect.set_options(timeout=PATIENCE)
    with chromium.launched(FLAGS) as browser:
        yield browser
