"""What all processes of a run of the tests have in common: each program is compiled once.

What is compiled is kept in a folder, which workers and servers find by their environment. It lasts
for one run: every run compiles what it tests.
"""

import atexit
import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator

import mpmath
import pytest
from hypothesis import settings

from tests.chromium import browser

__all__ = ["browser"]

if not os.environ.get("PUSH_AND_PULL_COMPILED"):
    folder = tempfile.mkdtemp(prefix="compiled-")
    # Registered before all else, it comes last: the thread that compiles has stopped by then.
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ["PUSH_AND_PULL_COMPILED"] = folder


# The same examples each time, and no deadline, since the first call of a function compiles it.
settings.register_profile("whole", settings.get_profile("ci"))
settings.register_profile("some", settings.get_profile("ci"), max_examples=30)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Of the cases of a test marked ``share(k)``, all but each k-th are ``whole``."""
    met: Counter[str] = Counter()
    for item in items:
        share = item.get_closest_marker("share")
        if share and not item.get_closest_marker("whole"):
            name = item.nodeid.partition("[")[0]
            if met[name] % share.args[0]:
                item.add_marker("whole")
            met[name] += 1


@pytest.fixture(scope="session", autouse=True)
def _kept() -> None:
    """Tests without a page find what is compiled, too."""
    from explainers.ui import disk  # what is imported here is so before any test

    disk.keep()


@pytest.fixture(params=[pytest.param(1, marks=pytest.mark.whole), 144], ids=["all", "some"])
def stride(request: pytest.FixtureRequest) -> int:
    """Of the states of a lesson, each how many-th is tried: of `make test` a share, or all."""
    found: int = request.param
    return found


@pytest.fixture(autouse=True)
def _digits(request: pytest.FixtureRequest) -> Iterator[None]:
    """As many digits as the module of a test asks for, whichever was loaded last."""
    with mpmath.workdps(getattr(request.module, "DIGITS", mpmath.mp.dps)):
        yield


@pytest.fixture
def alone() -> Iterator[None]:
    """Nothing is compiled meanwhile that pages of other tests have asked for, nor found."""
    from explainers.core.program import PROGRAMS  # as light as may be where no test asks
    from tests.pages import nothing_compiles

    shelf, PROGRAMS.shelf = PROGRAMS.shelf, None
    try:
        with nothing_compiles():
            yield
    finally:
        PROGRAMS.shelf = shelf
