"""A new reader of a catalogue function, while readers of the hardest typed texts are waited for.

`python -m benchmarks.crowd [--links 60]`

Every link holds a text of its own, and nobody answers behind it: the connections stay open, so
that the server is not told. Prints seconds until JAX's numbers are sent, then the seconds from
SIGTERM until the server and its children are gone.
"""

import argparse
import asyncio
import os
import signal
import time
from contextlib import AsyncExitStack
from urllib.parse import quote

import psutil

from harness.reader import Reader, reading
from harness.server import serving

AGAIN = 0.25
"""Seconds after which a reader who waits asks again, as the page does."""
GIVEN_UP = 300.0


def hard(number: int) -> str:
    """A text like no other, as hard as they come."""
    deep = "softplus(" * 9 + f"x1+{number}*x2" + ")" * 9
    return quote(f"={deep}+{'softplus(' * 8}x1{')' * 8}")


async def drawn(reader: Reader) -> None:
    """Have the page drawn to its end."""
    await reader.ask()
    while (await reader.next()).WhichOneof("type") != "script_finished":
        pass


async def served(url: str, f: str) -> float:
    """Seconds until a reader who comes to `linearization` has JAX's numbers."""
    begun = time.perf_counter()
    async with reading(url, "linearization", "linearization", f"f={f}") as reader:
        while time.perf_counter() - begun < GIVEN_UP:
            await drawn(reader)
            if reader.data["settled"] is not None:
                return time.perf_counter() - begun
            await asyncio.sleep(AGAIN)
    return float("inf")


async def crowded(url: str, pid: int, links: int) -> None:
    """Print how a reader fares alone, and among abandoned links; then end the server."""
    print(f"alone, catalogue function: {await served(url, 'polar'):.1f} s")
    print(f"alone, hardest typed text: {await served(url, hard(0)):.1f} s")
    stack = AsyncExitStack()

    async def abandon(number: int) -> None:
        page = ("linearization", "curvature")[number % 2]
        reader = await stack.enter_async_context(reading(url, page, page, f"f={hard(number)}"))
        await reader.ask()

    await asyncio.gather(*map(abandon, range(1, links + 1)))
    print(f"with {links} abandoned links:")
    print(f"catalogue function: {await served(url, 'camera'):.1f} s")
    print(f"another, once compiled: {await served(url, 'polar'):.1f} s")
    print(f"hardest typed text: {await served(url, hard(links + 1)):.1f} s")
    await asyncio.gather(*map(abandon, range(links + 2, 2 * links + 2)))
    family = [server := psutil.Process(pid), *server.children(recursive=True)]
    begun = time.perf_counter()
    server.send_signal(signal.SIGTERM)
    await asyncio.to_thread(psutil.wait_procs, family, GIVEN_UP)
    print(f"gone after SIGTERM, with {links} links more: {time.perf_counter() - begun:.1f} s")


def main() -> None:
    """Start the app without anything compiled, and let them come."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--links", type=int, default=60)
    links = parser.parse_args().links
    os.environ["PUSH_AND_PULL_COMPILED"] = ""
    with serving() as app:
        asyncio.run(crowded(app.url, app.pid, links))


if __name__ == "__main__":
    main()
