"""A class behind the nginx that is shipped: how it fares, and what it notices of lost replicas.

Before two replicas; then one of them is killed, and then each is restarted in turn.

`python -m benchmarks.replicas [--students 200] [--seconds 40]`

The students are raw clients and share the cores with all the rest. Each goes by a cookie of their
own, makes a gesture each 4 s, and comes back by the link when the connection ends.
"""

import argparse
import asyncio
import random
import time
from collections.abc import Callable, Sequence
from contextlib import AsyncExitStack, ExitStack
from itertools import cycle
from statistics import median, quantiles
from typing import Any, NamedTuple

import psutil

from benchmarks.classroom import ARRIVING, EVERY, LESSONS, rest, warm
from benchmarks.table import table
from harness.replicas import Return, Returning, balancing, returning, went
from harness.server import serving

LESSON = LESSONS["push_and_pull"]


def link(query: str, state: dict[str, Any]) -> str:
    """A link to a state, from one to the same function."""
    return f"{query.partition('&')[0]}&x={'_'.join(map(str, state['x']))}"


class Student:
    """A reader at work, who notes how soon each gesture is answered."""

    def __init__(self, reader: Returning, number: int) -> None:
        self.reader = reader
        self.took: list[float] = []
        """Milliseconds."""
        self.made = 0
        self._dice = random.Random(number)

    async def gesture(self) -> None:
        """Let go of the figure elsewhere, and wait for JAX's numbers, come what may."""
        sent = LESSON.move(self.reader.reader.data["state"], self._dice)
        self.made += 1
        released = time.perf_counter()
        await self.reader.gesture(sent, link(self.reader.query, sent), LESSON.answers)
        self.took.append(1000 * (time.perf_counter() - released))

    async def work(self, done: asyncio.Event) -> None:
        """Make a gesture each four seconds, until they are done."""
        await self.rest(self._dice.uniform(0, EVERY))
        while not done.is_set():
            begun = time.perf_counter()
            await self.gesture()
            await self.rest(begun + EVERY - time.perf_counter())

    async def rest(self, seconds: float) -> None:
        """Take in what comes, and come back if the connection ends."""
        try:
            async with asyncio.timeout(max(0, seconds)):
                await self.reader.stay()
        except TimeoutError:
            return
        await self.reader.come_back()


class Behind:
    """Two replicas behind nginx."""

    def __init__(self, stack: ExitStack) -> None:
        self._stacks = [stack.enter_context(ExitStack()) for _ in range(2)]
        self.replicas = [one.enter_context(serving()) for one in self._stacks]
        self.balancer = stack.enter_context(balancing(self.replicas))
        for one in self.replicas:
            asyncio.run(warm(one.url, LESSON))
            rest(psutil.Process(one.pid))

    def restart(self, k: int) -> None:
        """Tell a replica to end, if it still runs, and start it again."""
        port = self.replicas[k].port
        self._stacks[k].close()
        self.replicas[k] = self._stacks[k].enter_context(serving(port=port))

    def used(self) -> tuple[float, float, float, float]:
        """Seconds of a processor that replicas, nginx and clients have had, and of the clock."""
        nginx = psutil.Process(self.balancer.pid)
        groups = (
            [psutil.Process(one.pid) for one in self.replicas],
            [nginx, *nginx.children()],
            [psutil.Process()],
        )
        replicas, balancer, clients = (sum(map(_seconds, group)) for group in groups)
        return replicas, balancer, clients, time.perf_counter()


def _seconds(process: psutil.Process) -> float:
    times = process.cpu_times()
    return times.user + times.system


class Found(NamedTuple):
    """What a class has met with."""

    name: str
    students: Sequence[Student]
    made: int
    took: list[float]
    returned: list[Return]
    shares: tuple[float, ...]
    """Parts of a core that replicas, nginx and clients took."""

    def row(self) -> tuple[str, ...]:
        """What is printed of it."""
        back = [one.seconds for one in self.returned]
        stray = sum(link(one.query, one.state) != one.query for one in self.returned)
        return (
            self.name,
            str(len(self.students)),
            str(self.made),
            str(self.made - len(self.took)),
            f"{median(self.took):.0f} ms",
            f"{quantiles(self.took, n=20)[-1]:.0f} ms",
            str(len(back)),
            f"{max(back):.1f} s" if back else "",
            str(stray) if back else "",
            *(f"{100 * share:.0f} %" for share in self.shares),
        )


HEADS = (
    "a class of",
    "students",
    "gestures",
    "lost",
    "median",
    "p95",
    "came back",
    "the last after",
    "elsewhere",
    "replicas",
    "nginx",
    "clients",
)


async def at_work(
    behind: Behind,
    students: Sequence[Student],
    seconds: float,
    event: Callable[[], None] | None = None,
) -> tuple[float, ...]:
    """Let students work, while something happens or for some time; the shares of a core."""
    for one in students:
        one.took.clear()
        one.made = 0
        one.reader.returns.clear()
    done = asyncio.Event()
    working = [asyncio.create_task(one.work(done)) for one in students]
    before = behind.used()
    await asyncio.sleep(seconds)
    after = behind.used()
    if event is not None:
        await asyncio.to_thread(event)
        await asyncio.sleep(seconds)
    done.set()
    await asyncio.gather(*working)
    *used, wall = (late - early for late, early in zip(after, before, strict=True))
    return tuple(one / wall for one in used)


def found(name: str, students: Sequence[Student], shares: tuple[float, ...]) -> Found:
    """What students have met with since they began."""
    return Found(
        name,
        students,
        sum(one.made for one in students),
        [took for one in students for took in one.took],
        [back for one in students for back in one.reader.returns],
        shares,
    )


async def lesson(behind: Behind, count: int, seconds: float) -> list[Found]:
    """A class, and what befalls it."""
    async with AsyncExitStack() as stack:

        async def come(number: int, query: str) -> Student:
            await asyncio.sleep(number * ARRIVING / count)
            place = LESSON.page, LESSON.figure, query, f"student-{number}"
            reader = await stack.enter_async_context(returning(behind.balancer.url, *place))
            return Student(reader, number)

        numbered = zip(range(count), cycle(LESSON.queries), strict=False)
        students = await asyncio.gather(*(come(*one) for one in numbered))
        cookies = [f"student-{number}" for number in range(count)]
        address = f"127.0.0.1:{behind.replicas[0].port}"
        there = await asyncio.to_thread(went, behind.balancer, cookies)
        first = [one for one, led in zip(students, there, strict=True) if led == address]
        others = [one for one in students if one not in first]

        def restart_each() -> None:
            for k in range(len(behind.replicas)):
                behind.restart(k)

        shares = await at_work(behind, students, seconds)
        rows = [found("two replicas", students, shares)]
        await at_work(behind, students, seconds / 2, behind.replicas[0].kill)
        rows += [found("one that is killed", first, ()), found("the other one", others, ())]
        await asyncio.to_thread(behind.restart, 0)
        await at_work(behind, students, seconds / 2, restart_each)
        rows += [found("two that restart", students, ())]
        return rows


def main() -> None:
    """Bring a class to two replicas, and print how it fared."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--students", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=40.0, help="of work, for each row")
    given = parser.parse_args()
    with ExitStack() as stack:
        rows = asyncio.run(lesson(Behind(stack), given.students, given.seconds))
    print("From release to JAX's numbers; all share the cores:")
    print(table(HEADS, [(*one.row(), *[""] * len(HEADS))[: len(HEADS)] for one in rows]))


if __name__ == "__main__":
    main()
