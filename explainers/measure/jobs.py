"""The measurements of lessons, each a sequence of timed programs."""

import math
import time
from collections.abc import Callable, Iterator
from typing import Any

import jax
import jax.numpy as jnp

from explainers.core.brackets import cost
from explainers.core.implicit import cost as solved
from explainers.core.many import cost as many
from explainers.core.memory import layers
from explainers.core.sparsity import cost as sparse
from explainers.measure.results import Job, Kind, Run

SIDES = (16, 64, 256, 1024)
"""Inputs and outputs at which Jv is held against forming J first."""
MISTAKES = (1024, 4)
"""Inputs and outputs of the function that is timed wrongly."""

LENGTHS = (16, 64, 256, 1024, 2000)
"""Points of the rod whose J is formed by a push for each column, and by three."""


def sweep(n: int, m: int) -> tuple[tuple[int, int], ...]:
    """Shapes on the way to n inputs and m outputs: the larger side, or both, in five steps."""
    large = max(n, m)
    start = 4 if large > 8 else 1
    ratio = large / start
    steps = sorted({round(start * ratio ** (k / 4)) for k in range(5)})
    if n == m:
        return tuple((side, side) for side in steps)
    return tuple((side, m) if n > m else (n, side) for side in steps)


def count(job: Job) -> int:
    """How many runs a job has."""
    if job.kind == "brackets":
        return len(job.given) - 1  # sizes and ends are no orders; a call that adds a 1 is a run
    if job.kind == "chunks":
        return len(many.CHUNKS) + 3
    if job.kind == "modes":
        (shape,) = job.given
        return 3 * len(sweep(*shape))
    if job.kind == "sparse":
        return 3 * len(LENGTHS)
    if job.kind == "memory":
        return len(layers.LOSSES)
    if job.kind == "implicit":
        return 3 * len(solved.ROUNDS)
    return 8


def steps(job: Job) -> Iterator[Run]:
    """The runs of a job, one after another."""
    return _KINDS[job.kind](job)


def _run(name: str, n: int, m: int, program: cost.Program, timing: cost.Timing) -> Run:
    return Run(name, n, m, program.flops, program.temporary, program.compile, *timing)


def _whole(name: str, n: int, m: int, f: Callable[..., Any], *arguments: Any) -> Run:
    program = cost.program(f, *arguments)
    return _run(name, n, m, program, cost.timed(program.run))


def _brackets(job: Job) -> Iterator[Run]:
    """A run for each order, named by its place in the job, and one of a call that adds a 1."""
    sizes, (u, v), *orders = job.given
    factors = cost.chain(sizes, bool(u), bool(v))
    for place, order in enumerate(orders):
        yield _whole(str(place), sizes[0], sizes[-1], cost.multiplied(order), *factors)
    yield _whole("call", sizes[0], sizes[-1], cost.one_more, jnp.zeros(()))


def _modes(job: Job) -> Iterator[Run]:
    ((last_n, last_m),) = job.given
    for n, m in sweep(last_n, last_m):
        given, x = cost.parameters(n, m), jnp.ones(n)
        yield _whole("f", n, m, cost.value, given, x)
        yield _whole("jacfwd", n, m, cost.forward, given, x)
        yield _whole("jacrev", n, m, cost.reverse, given, x)


def _product(job: Job) -> Iterator[Run]:
    for side in SIDES:
        given, x = cost.parameters(side, side), jnp.ones(side)
        yield _whole("jvp", side, side, cost.pushed, given, x, x)
        yield _whole("jacfwd", side, side, cost.formed, given, x, x)


def _sparse(job: Job) -> Iterator[Run]:
    for n in LENGTHS:
        x = jnp.linspace(0.0, 1.0, n)
        yield _whole("f", n, n, sparse.rod, x)
        yield _whole("jacfwd", n, n, sparse.dense, x)
        yield _whole("coloured", n, n, sparse.coloured, x)


def _mistakes(job: Job) -> Iterator[Run]:
    """Two calls, a large one and a small one, each timed rightly and in three wrong ways."""
    n, m = MISTAKES
    given, x = cost.parameters(n, m), jnp.ones(n)
    for name, f in (("jacfwd", cost.forward), ("jacrev", cost.reverse)):
        begin = time.perf_counter()
        jax.block_until_ready(jax.jit(_fresh(f))(given, x))
        first = time.perf_counter() - begin
        program = cost.program(f, given, x)
        yield _run(f"{name} right", n, m, program, cost.timed(program.run))
        unwaited = cost.timed(program.run, wait=False)
        yield _run(f"{name} without waiting", n, m, program, unwaited)
        once = cost.Timing(first, first, first, 1)
        yield _run(f"{name} with compilation", n, m, program, once)
        untraced = cost.timed(lambda f=f: f(given, x), most=20)
        yield _run(f"{name} without jit", n, m, program, untraced)


def _chunks(job: Job) -> Iterator[Run]:
    """A single product, all columns in chunks of each size, and a function of a million inputs."""
    side = many.SIDE
    given, x = cost.parameters(side, side), jnp.ones(side)
    yield _whole("jvp", side, side, cost.pushed, given, x, x)
    for size in many.CHUNKS:
        yield _whole("chunk", size, side, many.chunked(size), given, x)
    wide = jnp.ones(many.MILLION)
    yield _whole("wave", many.MILLION, many.MILLION, many.wave, wide)
    yield _whole("waved", many.MILLION, many.MILLION, many.waved, wide, wide)


def _memory(job: Job) -> Iterator[Run]:
    """The gradient of a network whose segments keep all, little, or something between."""
    given = layers.given()
    for name, loss in layers.LOSSES.items():
        yield _whole(name, layers.LAYERS, layers.BATCH, layers.gradient(loss), *given)


def _implicit(job: Job) -> Iterator[Run]:
    """So many rounds to a fixed point, and its gradient through them and without them."""
    given = solved.given()
    for k in solved.ROUNDS:
        yield _whole("rounds", k, solved.SIDE, solved.loss(k), *given)
        yield _whole("unrolled", k, solved.SIDE, solved.unrolled(k), *given)
        yield _whole("implicit", k, solved.SIDE, solved.implicit(k), *given)


def _fresh(f: Callable[..., Any]) -> Callable[..., Any]:
    """The same function under another identity, so that nothing is compiled yet."""
    return lambda *arguments: f(*arguments)


_KINDS: dict[Kind, Callable[[Job], Iterator[Run]]] = {
    "brackets": _brackets,
    "modes": _modes,
    "product": _product,
    "mistakes": _mistakes,
    "chunks": _chunks,
    "sparse": _sparse,
    "memory": _memory,
    "implicit": _implicit,
}


def largest(runs: tuple[Run, ...], name: str) -> Run:
    """The run of this name at the largest size."""
    return max((run for run in runs if run.name == name), key=lambda run: math.hypot(run.n, run.m))
