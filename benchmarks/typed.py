"""Types the hardest functions that are accepted, and many different ones, and prints the cost.

`python -m benchmarks.typed [--functions 200]`

First pictures are counted in seconds of processor time, of all threads, in a process that has
typed nothing else: the first page pays for what the later ones share with it. Beside them stands
the same with one program compiled for each page, as for functions of the catalogue, and in a
process in which all the other texts were typed before.
"""

import argparse
import gc
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Literal, TypeAlias

import jax
import jax.numpy as jnp

from benchmarks.table import table
from explainers.core import complex_plane, products
from explainers.core.catalog import CATALOG, Entry
from explainers.core.curvature import verdicts as curvature
from explainers.core.descent import look
from explainers.core.descent.risks import of_entry
from explainers.core.expression import ExpressionError, entry, parse
from explainers.core.known import known
from explainers.core.linearization import numbers as linearization
from explainers.core.ready import Seldom
from explainers.core.tape import tape
from explainers.core.two_sweeps import numbers as sweeps
from explainers.permalink import descent


def _deep(name: str, times: int, text: str) -> str:
    return f"{name}(" * times + text + ")" * times


HARDEST = {
    "18 nested softplus": "+".join([_deep("softplus", 9, "x1")] * 2),
    "18 softplus, 6 inputs": "+".join(
        _deep("softplus", k, f"x{i}") for i, k in enumerate((4, 3, 3, 3, 3, 2), 1)
    ),
    "6 outputs of 6 softmax": f"softmax([{','.join(f'x{i}^x{7 - i}' for i in range(1, 7))}])",
    "softmax in softmax": _deep("softmax", 9, "[x1,x2,x3,x4,x5,x6]"),
    "powers of powers": "[" + ",".join(f"x{i}^x{7 - i}^x1^x{i}^x2" for i in range(1, 7)) + "]",
    "tower": "^".join(["x1", "x2", "x3", "x4", "x5", "x6", "x1", "x2", "x3", "x4", "x5"]),
    "norms": "norm([" + ",".join(f"norm([x{i}^2,sin(x{7 - i})])" for i in range(1, 7)) + "])",
    "maxima": "max([" + ",".join(f"max([x{i},x{7 - i},0.1])" for i in range(1, 7)) + "])",
    "80 nodes": "+".join(f"x{1 + i % 6}*x{1 + (i + 1) % 6}" for i in range(20)),
    "100th powers": "[" + ",".join(f"x{i}^99*x{7 - i}^97" for i in range(1, 7)) + "]",
    "six tanh layers": _deep("tanh", 8, "x1*x2+x3*x4+x5*x6"),
}

COMPLEX = {
    "nine roots of z": _deep("sqrt", 9, "z"),
    "nine logarithms of z": _deep("log", 9, "z"),
    "roots and logarithms": "sqrt(log(sqrt(log(z^2+1))))*sin(exp(cos(z)))/conj(z)",
}
RISKS = {
    "16 nested softplus as a risk": _deep("softplus", 9, "x") + "+" + _deep("softplus", 7, "y"),
    "a tower as a risk": "x^y^x^y^x^y^x^y",
}

Way: TypeAlias = Literal["whole", "fresh", "used"]
"""Compiled whole; one operation at a time in a fresh process; the same in one that was used."""
PAGES = ("Stage", "linearization", "curvature", "two_sweeps", "complex_plane", "descent")
FIRST = 1.5
"""Seconds within which a first picture should be there."""


HOSTILE = {
    "10,000 letters": "x" * 10_000,
    "one unknown name": "q" * 200,
    "200 brackets": "[" * 200,
    "200 bars": "|" * 200,
    "power tower": "9^" * 99 + "9",
    "200 signs": "-" * 200,
    "known names run together": "sincostan" * 22,
    "strange letters": "\u0445" * 200,
}


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _refuse(text: str) -> None:
    try:
        parse(text)
    except ExpressionError:
        return


def _first_numbers(made: Entry) -> None:
    given = (jnp.asarray(made.x), jnp.asarray(made.v), jnp.asarray(made.u))
    jax.block_until_ready(products.compiled(made.map)(*given))


def _resident() -> float:
    """Megabytes of memory in use by this process."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmRSS")).split()[1]) / 1024


def _many(count: int) -> Iterator[str]:
    shapes = (
        "[{a}x1^2+x2,x1-{b}x2]",
        "sin({a}x1)+exp(-{b}x2^2)*x3",
        "softmax([{a}x1,{b}x2,x3])",
        "[softplus({a}x1-x2),tanh({b}x1*x2),norm([x1,x2])]",
        "log(1+{a}x^2)+y/{b}",
    )
    for i in range(count):
        yield shapes[i % len(shapes)].format(a=2 + i, b=3 + 2 * i)


def _used(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _taken(made: Entry, page: str) -> None:
    """What the first picture of a page asks of JAX."""
    f, x, v, u = made.map, made.x, made.v, made.u
    if page == "Stage":
        known(f, x, v, u)
    elif page == "linearization":
        linearization.remainders(f, x, v)
    elif page == "curvature" and made.m == 1:
        curvature.found(f, x, v, 1.0)
    elif page == "two_sweeps":
        both = sweeps.sweeps(f, made.n)
        sweeps.tidied(both, sweeps.settled(both, x, v, u), x, v, u)


def _complex(text: str, whole: bool) -> None:
    plan = complex_plane.typed(text)
    f = plan.map.map if whole and isinstance(plan.map, Seldom) else plan.map
    complex_plane.settled(f, plan.complex_map, plan.z, complex_plane.DZ)


def _descent(text: str) -> None:
    look.prepare(look.programs_of(descent.settings(descent.preset(of_entry(entry(text))))))


def first_pictures(text: str, way: Way) -> dict[str, float]:
    """Seconds of processor time until each page has its first picture, the text read included."""
    given = CATALOG["polar"]
    known(given.map, given.x, given.v, given.u)  # JAX itself has begun
    others = [*HARDEST.values(), *COMPLEX.values()] if way == "used" else []
    for other in others:
        if other != text:
            first_pictures(other, "fresh")
    if text in COMPLEX.values():
        return {"complex_plane": _used(lambda: _complex(text, way == "whole"))}
    if text in RISKS.values():
        return {"descent": _used(lambda: _descent(text))}
    read = _used(lambda: entry(text))
    made = entry(text)
    if way == "whole" and isinstance(made.map, Seldom):
        made = replace(made, map=made.map.map)
    pages = [page for page in PAGES[:4] if page != "curvature" or made.m == 1]
    return {page: read + _used(lambda page=page: _taken(made, page)) for page in pages}


def _apart(text: str, way: Way) -> dict[str, float]:
    """The same, in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.typed", "--way", way, "--text", text]
    ended = subprocess.run(command, capture_output=True, text=True, check=True)
    return json.loads(ended.stdout)


def _print_first_pictures() -> None:
    rows = list[list[str]]()
    slowest = dict[str, float]()
    for name, text in (HARDEST | COMPLEX | RISKS).items():
        whole, fresh, used = (_apart(text, way) for way in ("whole", "fresh", "used"))
        for page in whole:
            slowest[page] = max(slowest.get(page, 0.0), fresh[page])
        rows.append(
            [
                name,
                *(
                    f"{whole[page]:.2f} / {fresh[page]:.2f} / {used[page]:.2f}"
                    if page in whole
                    else ""
                    for page in PAGES
                ),
            ]
        )
    print("\nFirst picture, seconds of processor time: compiled whole / one operation at a time,")
    print("in a fresh process / in one in which the others were typed:")
    print(table(["text", *PAGES], rows))
    for page, seconds in slowest.items():
        print(f"{page}: at most {seconds:.2f} s in a fresh process{_verdict(seconds)}.")


def _verdict(seconds: float) -> str:
    return "" if seconds <= FIRST else f", more than {FIRST} s"


def main() -> None:
    """Print the table of hard functions, then memory over many."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--functions", type=int, default=200)
    arguments.add_argument("--way", choices=("whole", "fresh", "used"), help=argparse.SUPPRESS)
    arguments.add_argument("--text", help=argparse.SUPPRESS)
    given = arguments.parse_args()
    count = given.functions
    if given.text:
        print(json.dumps(first_pictures(given.text, given.way)))
        return

    _first_numbers(entry("x1"))
    print(f"{'refused':28} {'ms':>8}")
    for name, text in HOSTILE.items():
        print(f"{name:28} {1e3 * _seconds(lambda text=text: _refuse(text)):8.1f}")

    print(f"\n{'accepted':28} {'parse':>8} {'entry':>8} {'compile':>8}  ms  {'operations':>10}")
    worst = 0.0
    for name, text in HARDEST.items():
        read = _seconds(lambda text=text: parse(text))
        made = _seconds(lambda text=text: entry(text))
        typed = entry(text)
        first = _seconds(lambda typed=typed: _first_numbers(typed))
        size = len(tape(typed.map, typed.n).operations)
        worst = max(worst, made + first)
        print(f"{name:28} {1e3 * read:8.1f} {1e3 * made:8.0f} {1e3 * first:8.0f}      {size:10}")
    print(f"Slowest first numbers: {1e3 * worst:.0f} ms.")
    _print_first_pictures()

    print(f"\n{'functions':>9} {'memory':>8} MB")
    times: list[float] = []
    for number, text in enumerate(_many(count), 1):
        times.append(_seconds(lambda text=text: _first_numbers(entry(text))))
        if number == 1 or number % (count // 8 or 1) == 0:
            print(f"{number:9} {_resident():8.0f}")
    gc.collect()
    print(f"{'collected':>9} {_resident():8.0f}")
    print(f"Median first numbers: {1e3 * median(times):.0f} ms.")


if __name__ == "__main__":
    main()
