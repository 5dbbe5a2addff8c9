"""One client sends gestures as fast as it can: how soon others have JAX's numbers meanwhile.

`python -m benchmarks.flood [--seconds 10]`

Client and server share the cores. Prints what the other reader waits for without the flood and
with it, how many gestures the flood offered, and how many the server took.
"""

import argparse
import asyncio
import random
import time
from statistics import median
from typing import NamedTuple

from benchmarks.classroom import LESSONS, Student, warm
from benchmarks.table import table
from harness.reader import reading
from harness.server import serving

LESSON = LESSONS["push_and_pull"]
PAUSE = 0.5
"""Seconds between two gestures of the reader who is waited for."""


class Flood(NamedTuple):
    """What a flood has come to."""

    offered: int
    runs: int
    """Runs of the page that the server began for it."""


async def flood(url: str, over: asyncio.Event) -> Flood:
    """Send gestures as fast as the server takes them, until it is over."""
    dice = random.Random(1)
    async with reading(url, LESSON.page, LESSON.figure, LESSON.queries[0]) as reader:
        await reader.arrive()
        state, offered, runs = reader.data["state"], 0, 0

        async def pour() -> None:
            nonlocal offered
            while True:
                await reader.send("gesture", LESSON.move(state, dice))
                offered += 1
                await asyncio.sleep(0)

        async def drain() -> None:
            nonlocal runs
            while True:
                runs += (await reader.next()).WhichOneof("type") == "new_session"

        tasks = asyncio.create_task(pour()), asyncio.create_task(drain())
        await over.wait()
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
    return Flood(offered, runs)


async def other(url: str, seconds: float) -> list[float]:
    """Milliseconds from release to JAX's numbers, of another reader."""
    async with reading(url, LESSON.page, LESSON.figure, LESSON.queries[0]) as reader:
        student = Student(reader, LESSON, random.Random(2))
        await student.come()
        until, took = time.perf_counter() + seconds, list[float]()
        while time.perf_counter() < until:
            took.append(1000 * await student.gesture())
            await asyncio.sleep(PAUSE)
    return took


async def both(url: str, seconds: float) -> tuple[list[float], Flood]:
    """Another reader's times while somebody floods."""
    over = asyncio.Event()
    flooding = asyncio.create_task(flood(url, over))
    took = await other(url, seconds)
    over.set()
    return took, await flooding


def main() -> None:
    """Print how another reader fares without a flood and with one."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=10.0)
    seconds = parser.parse_args().seconds
    with serving() as app:
        asyncio.run(warm(app.url, LESSON))
        quiet = asyncio.run(other(app.url, seconds))
        flooded, done = asyncio.run(both(app.url, seconds))
    print("Another reader's time from release to JAX's numbers:")
    rows = [
        (name, str(len(took)), f"{median(took):.0f} ms", f"{max(took):.0f} ms")
        for name, took in (("quiet", quiet), ("flooded", flooded))
    ]
    print(table(("server", "gestures", "median", "worst"), rows))
    print(f"The flood offered {done.offered} gestures in {seconds:.0f} s; {done.runs} runs began.")


if __name__ == "__main__":
    main()
