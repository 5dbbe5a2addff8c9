"""A class in one room: how soon a question, an answer and all arrows are where they belong.

`python -m benchmarks.room [--students 200] [--rounds 5] [--replicas] [--drawing] [--only KIND]`

One process with SQLite, or two behind nginx with Redis, each answer on the disk before it is taken.
Students are HTTP clients that listen and answer, and share the cores with all the rest; ten other
readers make gestures on a lesson meanwhile. Last, a browser draws answers of each kind.
"""

import argparse
import asyncio
import random
import tempfile
import time
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack, contextmanager
from pathlib import Path
from statistics import median, quantiles
from typing import NamedTuple

from playwright.sync_api import Browser, Page, ViewportSize

from benchmarks.table import table
from explainers.core.practice.variants import variant
from explainers.rooms.store import VARIABLE
from harness.chromium import launched
from harness.reader import Reader, reading
from harness.redis import keeping
from harness.replicas import COOKIE, balancing
from harness.rooms import Opened, Stream, answered, listening, opened, turned
from harness.server import serving

QUERY = "f=polar"
WITHIN = 5.0
"""Seconds in which all answer."""
READERS, EVERY = 10, 1.0
"""Other readers, and seconds from a gesture of one to the next."""
ALONE = 10.0
"""Seconds that they are measured without the room."""
TRUSTED = "127.0.0.1,::1,::ffff:127.0.0.1"


@contextmanager
def one() -> Generator[str]:
    """A process with SQLite, by its address."""
    with tempfile.TemporaryDirectory() as folder:
        name = f"sqlite://{folder}/rooms.sqlite3"
        with serving(environment={VARIABLE: name}) as server:
            yield server.url


@contextmanager
def two() -> Generator[str]:
    """Two processes behind nginx, with Redis, by nginx's address."""
    with tempfile.TemporaryDirectory() as folder, keeping(Path(folder)) as redis:
        given = {VARIABLE: redis.url, "FORWARDED_ALLOW_IPS": TRUSTED}
        with (
            serving(environment=given) as first,
            serving(environment=given) as second,
            balancing([first, second]) as balancer,
        ):
            yield balancer.url


def cookie(k: int) -> dict[str, str]:
    """Of a student, so that all are led to some replica."""
    return {"Cookie": f"{COOKIE}=student-{k}"}


def milliseconds(seconds: Sequence[float]) -> tuple[str, str]:
    """Median and 95th percentile."""
    return f"{1000 * median(seconds):.0f}", f"{1000 * quantiles(seconds, n=20)[-1]:.0f}"


# Other readers ----------------------------------------------------------------------------------


class Others:
    """Readers of a lesson, whose gestures are timed."""

    def __init__(self) -> None:
        self.took: list[float] = []

    async def work(self, reader: Reader, number: int) -> None:
        """Move a point again and again, for ever."""
        dice = random.Random(number)
        await asyncio.sleep(dice.uniform(0, EVERY))
        while True:
            x = [round(dice.uniform(1, 2), 6), round(dice.uniform(0, 1), 6)]
            begun = time.perf_counter()
            await reader.send("gesture", reader.data["state"] | {"x": x})
            await reader.until(lambda x=x: (reader.data["settled"] or {"x": None})["x"] == x)
            self.took.append(time.perf_counter() - begun)
            await asyncio.sleep(EVERY)


# The class --------------------------------------------------------------------------------------


async def told(stream: Stream, at: int, phase: str) -> float:
    """When a student is told of a round."""
    await stream.until(round=at, phase=phase)
    return time.perf_counter()


Dice = Callable[[random.Random], list[float]]


def arrow(dice: random.Random) -> list[float]:
    """Where somebody thinks that a vector ends."""
    return [round(dice.gauss(0, 1), 3), round(dice.gauss(0, 1), 3)]


async def commit(url: str, room: Opened, k: int, at: int, draw: Dice = arrow) -> float:
    """Answer at some time within five seconds; when it was taken."""
    dice = random.Random(1000 * at + k)
    await asyncio.sleep(dice.uniform(0, WITHIN))
    answer = draw(dice)
    taken = await answered(url, room, f"student-number-{k:08d}", answer, at, cookie(k))
    if taken.status != 200:
        raise RuntimeError(f"an answer was not taken: {taken}")
    return time.perf_counter()


async def lesson(url: str, students: int, rounds: int) -> Opened:
    """Some rounds, and what they took."""
    others = Others()
    seen: list[float] = []
    taken: list[float] = []
    counted: list[float] = []
    clouds: list[float] = []
    async with AsyncExitStack() as stack:
        readers = [
            await stack.enter_async_context(
                reading(url, "push_and_pull", "stage", QUERY, cookie(-k - 1))
            )
            for k in range(READERS)
        ]
        for reader in readers:
            await reader.arrive()
        tasks = [asyncio.create_task(others.work(reader, k)) for k, reader in enumerate(readers)]
        await asyncio.sleep(ALONE)
        others.took.clear()
        await asyncio.sleep(ALONE)
        alone = list(others.took)

        room = await opened(url, QUERY, heads=cookie(0))
        teacher = await stack.enter_async_context(listening(url, *room, heads=cookie(0)))
        streams = [
            await stack.enter_async_context(listening(url, room.code, heads=cookie(k)))
            for k in range(students)
        ]
        for stream in streams:
            await stream.until(phase="open")
        others.took.clear()
        for at in range(1, rounds + 1):
            count = asyncio.create_task(teacher.until(round=at, count=students))
            commits = [commit(url, room, k, at) for k in range(students)]
            last = max(times := await asyncio.gather(*commits))
            taken.append(last - min(times))
            await count
            counted.append(max(0.0, time.perf_counter() - last))
            pressed = time.perf_counter()
            await turned(url, room, "close", at)
            closed = await teacher.until(round=at, phase="closed")
            clouds.append(time.perf_counter() - pressed)
            if len(closed.data["clouds"][-1]) != students:
                raise RuntimeError("answers were lost")
            if at < rounds:
                waiting = [asyncio.create_task(told(one, at + 1, "open")) for one in streams]
                pressed = time.perf_counter()
                await turned(url, room, "again", at)
                seen += [when - pressed for when in await asyncio.gather(*waiting)]
        during = list(others.took)
        for task in tasks:
            task.cancel()
    rows = [
        ["from the press to a question at a student", *milliseconds(seen)],
        ["from the last answer to all of them in the teacher's count", *milliseconds(counted)],
        ["from closing to all arrows at the teacher", *milliseconds(clouds)],
        [f"gestures of {READERS} other readers, alone", *milliseconds(alone)],
        ["the same during the lesson", *milliseconds(during)],
    ]
    print(table(["", "median, ms", "95 %, ms"], rows))
    print(f"{students} answers in {rounds} rounds, all kept, within {max(taken):.1f} s each.")
    return room


# The overlay ------------------------------------------------------------------------------------


class Kind(NamedTuple):
    """A question of one kind, and how it is answered by chance."""

    answers: str
    query: str
    draw: Dice


CLASS = "class-7"
"""The seed of the puzzles."""


def products(dice: random.Random) -> list[float]:
    """Which neighbours are multiplied, of those that are left each time."""
    steps = len(variant("budget", CLASS).setting.solution.picks)
    return [dice.randrange(steps - step) for step in range(steps)]


KINDS = (
    Kind("arrows", QUERY, arrow),
    Kind("numbers", f"{QUERY}&ask=length", lambda dice: [round(dice.gauss(2, 1), 3)]),
    Kind("choices", "ask=kinks/round", lambda dice: [dice.randrange(3)]),
    Kind("entries", f"{QUERY}&ask=cell", lambda dice: [dice.randrange(2), dice.randrange(2)]),
    Kind("orders", "ask=two_sweeps/order", lambda dice: [*dice.sample(range(5), 5)]),
    Kind("places", "ask=descent/step", arrow),
    Kind("hands", f"ask=practice/aim-push&seed={CLASS}", arrow),
    Kind("products", f"ask=practice/budget&seed={CLASS}", products),
)


def work(page: Page, act: str) -> float:
    """Milliseconds of the main thread's own time for a press and all that it brings.

    Nothing looks at the page meanwhile: to look for a button takes that thread's time, too.
    """
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def busy() -> float:
        found = session.send("Performance.getMetrics")["metrics"]
        return 1000 * next(one["value"] for one in found if one["name"] == "TaskDuration")

    page.wait_for_timeout(1000)
    before = busy()
    page.get_by_role("button", name=act, exact=True).click()
    page.wait_for_timeout(2000)
    took = busy() - before
    if not page.get_by_role("button", name="Show the truth").is_visible():
        raise RuntimeError("the round was not closed in time")
    return took


CLOSE = "Close the round and show the answers"
SCREEN: ViewportSize = {"width": 1440, "height": 900}
TIMES = 3
"""Pages on which each kind is drawn, every time for the first time."""


def overlay(url: str, students: int, kinds: Sequence[Kind]) -> None:
    """What it takes a browser to draw them, beside a round that nobody answered."""
    rows: list[list[str]] = []
    with launched(["--no-sandbox", "--disable-gpu"]) as browser:
        for kind in kinds:
            took = drawn(browser, url, students, kind)
            nobody, everybody = map(median, zip(*took, strict=True))
            more = median(b - a for a, b in took)
            rows.append([kind.answers, *(f"{z:.0f}" for z in (everybody, nobody, more))])
    print(f"Main thread from closing to what is drawn of {students} answers, median of {TIMES}:")
    print(table(["answers", "with them, ms", "without, ms", "for them, ms"], rows))


def drawn(browser: Browser, url: str, students: int, kind: Kind) -> list[tuple[float, float]]:
    """Milliseconds for a round that nobody answers, and for one that all do.

    Both stand beside the round before, and each pair is drawn by a page that has drawn nothing yet.
    """
    page = browser.new_page(viewport=SCREEN)
    page.goto(f"{url}/room?{kind.query}")
    page.locator(".room").get_by_role("button", name="Open a room").click()
    code = page.locator(".way .code").inner_text()
    page.get_by_role("button", name=CLOSE).wait_for()
    kept = page.context.storage_state()
    page.close()
    took: list[tuple[float, float]] = []
    for time_ in range(TIMES):
        page = browser.new_page(viewport=SCREEN, storage_state=kept)
        page.goto(f"{url}/room?c={code}")
        page.get_by_role("button", name=CLOSE).click()
        again(page)
        nobody = work(page, CLOSE)
        again(page)
        told = everybody(url, Opened(code, ""), students, 3 * time_ + 3, kind.draw)
        with ThreadPoolExecutor(1) as thread:  # Playwright has a loop in this one
            thread.submit(asyncio.run, told).result()
        page.get_by_text(f"{students} answers in the").wait_for()
        took.append((nobody, work(page, CLOSE)))
        again(page)
        page.close()
    return took


def again(page: Page) -> None:
    """Ask once more, and wait until nobody has answered."""
    page.get_by_role("button", name="Ask again").click()
    page.get_by_text("0 answers in the").wait_for()


async def everybody(url: str, room: Opened, students: int, at: int, draw: Dice) -> None:
    """All answer a round."""
    await asyncio.gather(*(commit(url, room, k, at, draw) for k in range(students)))


def main() -> None:
    """Print what it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--students", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--replicas", action="store_true")
    parser.add_argument("--drawing", action="store_true", help="only what the browser draws")
    parser.add_argument("--only", choices=[kind.answers for kind in KINDS], help="draw these")
    given = parser.parse_args()
    if given.rounds < 2:
        parser.error("a next question needs at least two rounds")
    with two() if given.replicas else one() as url:
        if not given.drawing:
            asyncio.run(lesson(url, given.students, given.rounds))
        if not given.replicas:
            kinds = [kind for kind in KINDS if given.only in (None, kind.answers)]
            overlay(url, given.students, kinds)


if __name__ == "__main__":
    main()
