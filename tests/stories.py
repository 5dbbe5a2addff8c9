"""Tests that tell of many at once."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from harness.reader import PATIENCE

T = TypeVar("T")


def played(story: Coroutine[Any, Any, T]) -> T:
    """What comes of what a test tells; it is given up where nothing happens.

    In a thread of its own: the tests in browsers leave a loop running in theirs.
    """
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, asyncio.wait_for(story, PATIENCE)).result()
