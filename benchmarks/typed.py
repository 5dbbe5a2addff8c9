"""Types the hardest functions that are accepted, and many different ones, and prints the cost.

`python -m benchmarks.typed [--functions 200]`
"""

import argparse
import gc
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

import jax
import jax.numpy as jnp

from explainers.core import products
from explainers.core.catalog import Entry
from explainers.core.expression import ExpressionError, entry, parse
from explainers.core.tape import tape


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


def main() -> None:
    """Print the table of hard functions, then memory over many."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--functions", type=int, default=200)
    count = arguments.parse_args().functions

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
