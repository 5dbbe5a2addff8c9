"""Times the four compositions that give a Hessian, and one Hessian-vector product.

`python -m benchmarks.hessians [--record]`; with `--record` the lesson on curvature shows the
numbers, with the machine that they were measured on.
"""

import argparse
import datetime
import json
import os
import platform
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

jax.config.update("jax_enable_x64", True)

RECORD = Path(__file__).parents[1] / "explainers" / "measure" / "hessians.json"
SIZES = (64, 128, 256)
_SECONDS = 3.0
"""How long each is measured, at least five runs and at most 2000."""


def objective(n: int) -> Callable[[Any], Any]:
    """A scalar function of n numbers with one layer of n units: Σ tanh(Wx)²."""
    weights = jnp.asarray(np.random.default_rng(0).normal(size=(n, n)) / np.sqrt(n))

    def f(x: Any) -> Any:
        return jnp.sum(jnp.tanh(weights @ x) ** 2)

    return f


def programs(n: int) -> dict[str, Callable[[Any, Any], Any]]:
    """What is timed, as functions of x and v."""
    f = objective(n)
    gradient = jax.grad(f)
    return {
        "gradient": lambda x, v: gradient(x),
        "hvp": lambda x, v: jax.jvp(gradient, (x,), (v,))[1],
        "forward over reverse": lambda x, v: jax.jacfwd(gradient)(x),
        "reverse over reverse": lambda x, v: jax.jacrev(gradient)(x),
        "reverse over forward": lambda x, v: jax.jacrev(jax.jacfwd(f))(x),
        "forward over forward": lambda x, v: jax.jacfwd(jax.jacfwd(f))(x),
    }


def seconds(program: Callable[[Any, Any], Any], x: Any, v: Any) -> float:
    """Least time of one call of a compiled program: what else the machine does only adds to it."""
    compiled = jax.jit(program)
    jax.block_until_ready(compiled(x, v))
    times: list[float] = []
    end = time.perf_counter() + _SECONDS
    while len(times) < 5 or (time.perf_counter() < end and len(times) < 2000):
        start = time.perf_counter()
        jax.block_until_ready(compiled(x, v))
        times.append(time.perf_counter() - start)
    return min(times)


def measured() -> dict[str, dict[str, float]]:
    """Seconds of each program, by size and name; all give the same Hessian."""
    found: dict[str, dict[str, float]] = {}
    for n in SIZES:
        x, v = np.random.default_rng(1).normal(size=(2, n))
        cases = programs(n)
        answers = [np.asarray(cases[name](x, v)) for name in list(cases)[2:]]
        for other in answers[1:]:
            np.testing.assert_allclose(other, answers[0], atol=1e-10)
        found[str(n)] = {name: seconds(program, x, v) for name, program in cases.items()}
    return found


def main() -> None:
    """Measure, print, and record if asked to."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--record", action="store_true", help=f"write {RECORD.name}")
    record = options.parse_args().record
    found = measured()
    names = list(next(iter(found.values())))
    print(f"{'ms':22s}" + "".join(f"{f'n = {n}':>12s}" for n in found))
    for name in names:
        row = "".join(f"{1e3 * times[name]:12.3f}" for times in found.values())
        print(f"{name:22s}{row}")
    print("in gradients")
    for name in names[1:]:
        row = "".join(f"{times[name] / times['gradient']:12.1f}" for times in found.values())
        print(f"{name:22s}{row}")
    if record:
        machine = f"{platform.machine()}, {os.cpu_count()} processors"
        told = {
            "date": datetime.datetime.now(tz=datetime.UTC).date().isoformat(),
            "machine": machine,
            "jax": jax.__version__,
            "seconds": {n: {k: float(f"{t:.3g}") for k, t in v.items()} for n, v in found.items()},
        }
        RECORD.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
