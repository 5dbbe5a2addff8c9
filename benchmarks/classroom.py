"""A whole class on one server: raw clients let go of a figure again and again, and are answered.

`python -m benchmarks.classroom [--students 50 100 200] [--lessons ...] [--url URL --pid PID]`

The clients speak Streamlit's protocol and share the cores with the server. Each gesture goes to
a place of its own, and only an answer for just that place counts. Prints the time from release to
JAX's numbers, the server's processor time a gesture, all told, and its memory.
"""

import argparse
import asyncio
import random
import time
from collections.abc import Callable
from contextlib import AsyncExitStack, nullcontext
from itertools import cycle
from statistics import median, quantiles
from typing import Any, NamedTuple

import psutil

from benchmarks.table import table
from harness.reader import PATIENCE, Reader, reading
from harness.server import Server, serving

EVERY = 4.0
"""Seconds from a student's gesture to the next."""
ARRIVING = 30.0
"""Seconds within which all of them come."""
FUNCTIONS = ("polar", "arm", "helix", "camera", "softmax")
RESTING = 5.0
"""Per cent of a core that a server uses at most when nobody asks for anything."""
_DIGITS = 6


class Lesson(NamedTuple):
    """A page, its figure, and what a hand does there."""

    page: str
    figure: str
    queries: tuple[str, ...]
    move: Callable[[dict[str, Any], random.Random], dict[str, Any]]
    """What a gesture sends in a state."""
    answers: Callable[[dict[str, Any], dict[str, Any]], bool]
    """Whether the figure's data answer a gesture."""


def _vectors(state: dict[str, Any], dice: random.Random) -> dict[str, Any]:
    x = [round(number + dice.uniform(-0.2, 0.2), _DIGITS) for number in state["x"]]
    return {**state, "x": x}


def _at_x(data: dict[str, Any], sent: dict[str, Any]) -> bool:
    return data["settled"] is not None and data["settled"]["x"] == sent["x"]


def _rate(state: dict[str, Any], dice: random.Random) -> dict[str, Any]:
    return {**state, "rate": round(dice.uniform(0.01, 0.2), _DIGITS), "holds": True}


def _at_rate(data: dict[str, Any], sent: dict[str, Any]) -> bool:
    return data["course"] is not None and data["course"]["of"]["rate"] == sent["rate"]


LESSONS = {
    "push_and_pull": Lesson(
        "push_and_pull", "stage", tuple(f"f={name}" for name in FUNCTIONS), _vectors, _at_x
    ),
    "two_sweeps": Lesson("two_sweeps", "two_sweeps", ("",), _vectors, _at_x),
    "descent": Lesson("descent", "descent", ("",), _rate, _at_rate),
}


class Use(NamedTuple):
    """What processes have used."""

    server: float
    """Seconds of a processor."""
    clients: float
    wall: float


def used(server: psutil.Process) -> Use:
    """What server and clients have used until now."""
    times, own = server.cpu_times(), psutil.Process().cpu_times()
    return Use(times.user + times.system, own.user + own.system, time.perf_counter())


class Student:
    """A reader who makes gestures, and notes how soon they are answered."""

    def __init__(self, reader: Reader, lesson: Lesson, dice: random.Random) -> None:
        self.took: list[float] = []
        self.lost = 0
        self.reader = reader
        self._lesson = lesson
        self._dice = dice

    async def gesture(self) -> float:
        """Seconds until JAX's numbers, for a gesture; the run is taken in to its end."""
        sent = self._lesson.move(self.reader.data["state"], self._dice)
        released = time.perf_counter()
        took = 0.0
        await self.reader.send("gesture", sent)
        while True:
            kind = (await self.reader.next()).WhichOneof("type")
            if not took and self._lesson.answers(self.reader.data, sent):
                took = time.perf_counter() - released
            if took and kind == "script_finished":
                return took

    async def come(self) -> None:
        """Take in the page with its words, and JAX's numbers for what the browser asks then."""
        await self.reader.arrive()
        await self.gesture()

    async def work(self, until: float) -> None:
        """Make gestures until then."""
        await asyncio.sleep(self._dice.uniform(0, EVERY))
        while (begun := time.perf_counter()) < until:
            try:
                self.took.append(await self.gesture())
            except TimeoutError:
                self.lost += 1
            await asyncio.sleep(max(0, begun + EVERY - time.perf_counter()))


class Found(NamedTuple):
    """What a class has met with."""

    opened: list[float]
    took: list[float]
    lost: int
    use: Use
    memory: int
    """Bytes."""


async def class_of(url: str, pid: int, lesson: Lesson, students: int, seconds: float) -> Found:
    """Let students come to a lesson and work there."""
    server = psutil.Process(pid)
    async with AsyncExitStack() as stack:

        async def come(number: int, query: str) -> tuple[Student, float]:
            await asyncio.sleep(number * ARRIVING / students)
            begun = time.perf_counter()
            page = reading(url, lesson.page, lesson.figure, query)
            student = Student(await stack.enter_async_context(page), lesson, random.Random(number))
            await student.come()
            return student, time.perf_counter() - begun

        numbered = zip(range(students), cycle(lesson.queries), strict=False)
        came = await asyncio.gather(*(come(*one) for one in numbered))
        before = used(server)
        until = before.wall + seconds
        await asyncio.gather(*(one.work(until) for one, _ in came))
        after = used(server)
        memory = server.memory_info().rss
    return Found(
        opened=[took for _, took in came],
        took=[1000 * took for one, _ in came for took in one.took],
        lost=sum(one.lost for one, _ in came),
        use=Use(*(late - early for late, early in zip(after, before, strict=True))),
        memory=memory,
    )


def rest(server: psutil.Process) -> None:
    """Wait until a server has compiled what it compiles ahead of its readers."""
    while max(server.cpu_percent(interval=1) for _ in range(4)) > RESTING:
        pass


async def warm(url: str, lesson: Lesson) -> None:
    """Have what a lesson needs compiled."""
    for query in lesson.queries:
        async with reading(url, lesson.page, lesson.figure, query) as reader:
            await reader.arrive()
            student = Student(reader, lesson, random.Random(0))
            for _ in range(2):
                await asyncio.wait_for(_until_answered(student), PATIENCE)


async def _until_answered(student: Student) -> None:
    while True:
        try:
            async with asyncio.timeout(2):
                await student.gesture()
                return
        except TimeoutError:
            pass


def row(name: str, students: int, found: Found) -> tuple[str, ...]:
    """What is printed of a class."""
    count = max(1, len(found.took))

    def late(times: list[float]) -> float:
        return quantiles(times, n=20)[-1] if len(times) > 1 else max(times)

    return (
        name,
        str(students),
        f"{late(found.opened):.2f} s",
        str(len(found.took)),
        f"{median(found.took):.0f} ms",
        f"{late(found.took):.0f} ms",
        str(found.lost),
        f"{1000 * found.use.server / count:.1f} ms",
        f"{100 * found.use.server / found.use.wall:.0f} %",
        f"{100 * found.use.clients / found.use.wall:.0f} %",
        f"{found.memory / 2**20:.0f} MB",
    )


HEADS = (
    "lesson",
    "students",
    "opened, p95",
    "gestures",
    "median",
    "p95",
    "lost",
    "CPU a gesture",
    "server",
    "clients",
    "memory",
)


def main() -> None:
    """Bring classes to the lessons, one after the other, and print how they fared."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--students", type=int, nargs="+", default=[50, 100, 200])
    parser.add_argument("--lessons", nargs="+", default=list(LESSONS), choices=LESSONS)
    parser.add_argument("--seconds", type=float, default=40.0, help="of work, for each class")
    parser.add_argument("--url", help="of a server that runs")
    parser.add_argument("--pid", type=int, help="of its process")
    given = parser.parse_args()
    running = nullcontext(Server(given.url, 0, given.pid)) if given.url else serving()
    rows: list[tuple[str, ...]] = []
    with running as app:
        for name in given.lessons:
            asyncio.run(warm(app.url, LESSONS[name]))
            rest(psutil.Process(app.pid))
            for students in given.students:
                found = asyncio.run(
                    class_of(app.url, app.pid, LESSONS[name], students, given.seconds)
                )
                rows.append(row(name, students, found))
    print("From release to JAX's numbers; the clients share the server's cores:")
    print(table(HEADS, rows))


if __name__ == "__main__":
    main()
