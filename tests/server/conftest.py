"""A server of the app, for all who ask it without a browser."""

from collections.abc import Iterator

import pytest

from harness.server import serving


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """Its address."""
    with serving() as running:
        yield running.url
