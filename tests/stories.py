"""Tests that tell of many at once."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from harness.reader import PATIENCE


def played(story: Coroutine[Any, Any, None]) -> None:
    """Run what a test tells, and give up where nothing happens.

    In a thread of its own: the tests in browsers leave a loop running in theirs.
    """
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, asyncio.wait_for(story, PATIENCE)).result()
