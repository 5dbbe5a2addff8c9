"""What the server's memory grows to: pages, functions, sessions, and a reader's random hour.

`python -m benchmarks.memory [--minutes 60] [--sessions 10] [--url URL --pid PID]`

Readers speak Streamlit's protocol, and wait for nothing but answers: a reader at a desk does
something each 4 s, so that 15 things done are a minute, however soon they are done.
"""

import argparse
import asyncio
import random
import time
from collections.abc import Callable, Iterable
from contextlib import AsyncExitStack, nullcontext
from typing import Any, NamedTuple
from urllib.parse import urlencode

import psutil

from benchmarks.table import table
from explainers.core.catalog import CATALOG
from explainers.core.complex_plane import PLANS
from explainers.core.descent.optimisers import OPTIMISERS
from explainers.core.descent.risks import RISKS
from explainers.core.kinks import CASES
from explainers.core.many.maps import MAPS
from explainers.core.rules.numbers import RULES
from explainers.core.tensors.numbers import HEADS
from explainers.permalink.curvature import SCALARS
from harness.reader import Reader, reading
from harness.server import Server, serving

A_MINUTE = 15
"""Things that a reader does in one."""
SETTLED = 10
"""The minute after which nothing is to grow any more."""
QUIET = 4.0
"""Seconds without a reader before memory is read: what was used is given back by then."""
_DIGITS = 6
_MEASURE = "Measure here"


class Page(NamedTuple):
    """A page, its figure, and what it can be about."""

    name: str
    figure: str
    parameter: str = ""
    """Which parameter of a link names what it is about."""
    subjects: tuple[str, ...] = ()
    typed: Callable[[random.Random], str] | None = None


def _terms(dice: random.Random, variables: str, count: int) -> str:
    """A scalar of some letters, in which the coefficients are drawn."""
    shapes = (
        "{a}{x}^2",
        "sin({a}{x}*{y})",
        "{x}*{y}/{a}",
        "exp(-{x}^2/{a})",
        "tanh({x}-{a}{y})",
        "softplus({x}+{y}/{a})",
        "log(1+{x}^2+{a}{y}^2)",
        "{x}^{k}*{y}",
    )
    drawn = (
        dice.choice(shapes).format(
            x=dice.choice(variables),
            y=dice.choice(variables),
            a=dice.randint(2, 99),
            k=dice.randint(2, 4),
        )
        for _ in range(count)
    )
    # Each letter stands somewhere, so that the text has as many inputs as letters.
    return "+".join([*drawn, *variables])


def _map(dice: random.Random) -> str:
    variables = "xyz"[: dice.randint(2, 3)]
    outputs = dice.randint(1, 3)
    return "[" + ",".join(_terms(dice, variables, dice.randint(1, 3)) for _ in range(outputs)) + "]"


def _scalar(dice: random.Random) -> str:
    return _terms(dice, "xyz"[: dice.randint(2, 3)], dice.randint(1, 3))


def _risk(dice: random.Random) -> str:
    return _terms(dice, "xy", dice.randint(1, 3))


def _complex(dice: random.Random) -> str:
    outer = dice.choice(("exp({})", "({})^2", "sin({})", "1/({})", "conj({})"))
    return outer.format(f"z^{dice.randint(2, 3)}+{dice.randint(2, 99)}z")


_ALL = tuple(CATALOG)
PAGES = (
    Page("", "stage"),
    Page("push_and_pull", "stage", "f", _ALL, _map),
    Page("jacobian", "slider", "f", _ALL, _map),
    Page("linearization", "linearization", "f", _ALL, _map),
    Page("two_sweeps", "two_sweeps", "f", _ALL, _map),
    Page("brackets", "brackets"),
    Page("rules", "rules", "rule", tuple(RULES)),
    Page("tensors", "tensors", "head", tuple(HEADS)),
    Page("descent", "descent", "risk", tuple(RISKS), _risk),
    Page("curvature", "curvature", "f", SCALARS, _scalar),
    Page("complex_plane", "complex_plane", "f", tuple(PLANS), _complex),
    Page("kinks", "kinks", "case", tuple(CASES)),
    Page("many", "many", "map", tuple(MAPS)),
    Page("memory", "memory"),
    Page("cheatsheet", "cheatsheet"),
)


def resident(server: psutil.Process) -> float:
    """Megabytes of the server's process that stand in memory."""
    return server.memory_info().rss / 2**20


def _moved(state: dict[str, Any], dice: random.Random) -> dict[str, Any]:
    """A state in which a hand has moved what hands move."""
    moved = dict(state)
    for name in ("x", "z", "v", "numbers", "W"):
        if isinstance(state.get(name), list):
            moved[name] = [round(z + dice.uniform(-0.2, 0.2), _DIGITS) for z in state[name]]
            break
    else:
        if "rate" in state:
            moved["rate"] = round(dice.uniform(0.01, 0.2), _DIGITS)
    return moved


async def gesture(reader: Reader, dice: random.Random) -> None:
    """Move something in the figure at hand, and wait until all of the page is there."""
    await reader.send("gesture", _moved(reader.data["state"], dice))
    await reader.finish()
    await reader.rest()


async def see(
    reader: Reader, page: Page, dice: random.Random, about: str = "", **more: str
) -> None:
    """Go to a page about something, and do what shows all of it."""
    query = {page.parameter: about, **more} if about else more
    await reader.turn(page.name, page.figure, urlencode(query))
    await reader.rest()
    if reader.shown is not None:
        await gesture(reader, dice)


async def see_pages(reader: Reader, dice: random.Random) -> None:
    """Go to each page once."""
    for page in PAGES:
        await see(reader, page, dice)


async def see_functions(reader: Reader, dice: random.Random) -> None:
    """Go to each page about all that it can be about; never to the same page twice in a row."""
    for k in range(max(len(page.subjects) for page in PAGES)):
        for page in PAGES:
            if k < len(page.subjects):
                await see(reader, page, dice, page.subjects[k])
    descent = next(page for page in PAGES if page.name == "descent")
    for risk in RISKS:
        for optimiser in OPTIMISERS:
            await see(reader, PAGES[0], dice)
            await see(reader, descent, dice, risk, optimiser=optimiser)


async def wander(reader: Reader, dice: random.Random) -> None:
    """Do one thing that a reader might do: half of them are gestures."""
    chance = dice.random()
    if chance < 0.5 and reader.shown is not None:
        await gesture(reader, dice)
    elif chance < 0.53 and _MEASURE in reader.buttons:
        await reader.press(_MEASURE)
        await reader.rest()
    elif chance < 0.7:
        page = dice.choice([page for page in PAGES if page.typed])
        assert page.typed
        await see(reader, page, dice, "=" + page.typed(dice))
    else:
        page = dice.choice(PAGES)
        await see(reader, page, dice, dice.choice(page.subjects) if page.subjects else "")


async def _at_rest(server: psutil.Process) -> float:
    await asyncio.sleep(QUIET)
    return resident(server)


async def measured(url: str, pid: int, minutes: int, sessions: int) -> Iterable[tuple[str, float]]:
    """Megabytes after each stage of what readers do, printed as they come."""
    server = psutil.Process(pid)
    found: list[tuple[str, float]] = []

    async def note(stage: str) -> None:
        found.append((stage, await _at_rest(server)))
        print(f"{stage}: {found[-1][1]:.0f} MB", flush=True)

    await note("start")
    async with AsyncExitStack() as stack:

        async def new() -> Reader:
            return await stack.enter_async_context(reading(url, "", "stage"))

        first, dice = await new(), random.Random(0)
        await see(first, PAGES[1], dice)
        await note("one page")
        await see_pages(first, dice)
        await note("all pages")
        await see_functions(first, dice)
        await note("all functions")
        others = [await new() for _ in range(sessions - 1)]

        async def all_of_it(number: int, reader: Reader) -> None:
            own = random.Random(number)
            await see_pages(reader, own)
            await see_functions(reader, own)

        await asyncio.gather(*(all_of_it(k, other) for k, other in enumerate(others, 1)))
        if others:
            await note(f"{sessions} sessions")
        begun = time.perf_counter()
        for minute in range(1, minutes + 1):
            for _ in range(A_MINUTE):
                await wander(first, dice)
            found.append((f"{minute} min", resident(server)))
            print(f"minute {minute}: {found[-1][1]:.0f} MB", flush=True)
            if minute == SETTLED:
                await note(f"{minute} minutes, at rest")
        if minutes > SETTLED:
            await note(f"{minutes} minutes, at rest")
            took = time.perf_counter() - begun
            print(f"{minutes} minutes of a reader took {took / 60:.0f}.")
    return found


def main() -> None:
    """Send readers about, and print what the server's memory has come to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=int, default=60, help="of a reader's random use")
    parser.add_argument("--sessions", type=int, default=10, help="that see everything")
    parser.add_argument("--url", help="of a server that runs")
    parser.add_argument("--pid", type=int, help="of its process")
    given = parser.parse_args()
    running = nullcontext(Server(given.url, 0, given.pid)) if given.url else serving()
    with running as app:
        found = asyncio.run(measured(app.url, app.pid, given.minutes, given.sessions))
    stages = [(stage, f"{memory:.0f} MB") for stage, memory in found if not stage.endswith("min")]
    print(table(("after", "memory"), stages))


if __name__ == "__main__":
    main()
