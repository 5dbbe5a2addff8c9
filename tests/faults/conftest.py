"""A server that is not treated well, and readers who want to go on working meanwhile."""

from collections.abc import Iterator

import pytest

from harness.server import Server, serving


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "tests/faults" in item.path.as_posix():
            item.add_marker("faults")


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """One for all who test here: what one does to it, the next has to live with."""
    with serving() as running:
        yield running
