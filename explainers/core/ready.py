"""Programs of functions, ready to run: compiled whole, or run one operation at a time.

XLA takes a second or two for the hardest texts that readers may type, and saves milliseconds each
time one is run. What few run is therefore not compiled: JAX traces its program once, and then does
what stands there, operation by operation, as it does without jit. It compiles those as well, but
each kind and shape once in the process, for all functions.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any, NamedTuple, TypeVar

import jax
import jax.extend.core as jex
import jax.numpy as jnp

from explainers.core.tape import INNER, called
from explainers.core.types import Map, Point, Value

R = TypeVar("R")

KINDS = 4
"""For how many kinds of arguments (shapes, precisions) a program is kept."""
OPERATIONS = 512
"""How many operations are kept compiled, each for all shapes; the least recently used goes first.

All that readers can type has some two hundred.
"""


@dataclass(frozen=True, eq=False)
class Seldom:
    """A map that few look at, as one that a reader typed."""

    map: Map

    def __call__(self, x: Point) -> Value:
        """f(x)."""
        return self.map(x)


def ready(f: Map, program: Callable[..., R]) -> Callable[..., R]:
    """A program made of f, from arrays to arrays, as one that is fit to be run again and again."""
    return stepwise(program) if isinstance(f, Seldom) else jax.jit(program)


def stepwise(program: Callable[..., R]) -> Callable[..., R]:
    """The same program, traced once for each kind of arguments, and run operation by operation."""

    @lru_cache(maxsize=KINDS)
    def listed(*kinds: jax.ShapeDtypeStruct) -> tuple[Steps, Any]:
        closed, given = jax.make_jaxpr(program, return_shape=True)(*kinds)
        return _listed(closed), jax.tree.structure(given)

    def run(*arguments: Any) -> R:
        arrays = [jnp.asarray(argument) for argument in arguments]
        steps, structure = listed(*(jax.ShapeDtypeStruct(a.shape, a.dtype) for a in arrays))
        return jax.tree.unflatten(structure, steps(arrays))

    return run


class Step(NamedTuple):
    """One of JAX's operations on earlier slots."""

    apply: Callable[..., Any]
    arguments: tuple[int, ...]
    results: tuple[int, ...]
    several: bool
    """Whether it gives a list."""


class Steps(NamedTuple):
    """A program in which nothing is called: slots count what it takes first."""

    width: int
    """How many slots there are."""
    constants: dict[int, Any]
    steps: tuple[Step, ...]
    given: tuple[int, ...]

    def __call__(self, arrays: Sequence[Any]) -> list[Any]:
        """What JAX computes for some arrays."""
        slots: list[Any] = [*arrays, *[None] * (self.width - len(arrays))]
        for slot, constant in self.constants.items():
            slots[slot] = constant
        for apply, taken, results, several in self.steps:
            found = apply(*(slots[slot] for slot in taken))
            for slot, value in zip(results, found if several else (found,), strict=True):
                slots[slot] = value
        return [jnp.asarray(slots[slot]) for slot in self.given]


@lru_cache(maxsize=OPERATIONS)
def _operation(primitive: Any, parameters: tuple[tuple[str, Any], ...]) -> Callable[..., Any]:
    return jax.jit(partial(primitive.bind, **primitive.get_bind_params(dict(parameters))))


def _listed(closed: jex.ClosedJaxpr) -> Steps:
    """A program as a list of steps, each done once and none for nothing."""
    width = len(closed.jaxpr.invars)
    constants: dict[int, Any] = {}
    steps: list[Step] = []
    known: dict[Hashable, list[int]] = {}

    def slots(count: int) -> list[int]:
        nonlocal width
        width += count
        return [*range(width - count, width)]

    def constant(value: Any) -> int:
        (slot,) = slots(1)
        constants[slot] = value
        return slot

    def literal(value: Any) -> int:
        key = ("literal", type(value), repr(value))
        if key not in known:
            known[key] = [constant(value)]
        return known[key][0]

    def append(equation: Any, taken: tuple[int, ...]) -> list[int]:
        apply = _operation(equation.primitive, tuple(sorted(equation.params.items())))
        if (apply, taken) not in known:
            known[apply, taken] = given = slots(len(equation.outvars))
            several = equation.primitive.multiple_results
            steps.append(Step(apply, taken, tuple(given), several))
        return known[apply, taken]

    def walk(jaxpr: Any, given: Sequence[int], taken: Sequence[int]) -> list[int]:
        held = dict(zip((*jaxpr.constvars, *jaxpr.invars), (*given, *taken), strict=True))

        def read(atom: Any) -> int:
            return literal(atom.val) if isinstance(atom, jex.Literal) else held[atom]

        for equation in jaxpr.eqns:
            arguments = tuple(map(read, equation.invars))
            if str(equation.primitive) in INNER:
                inner, values = called(equation)
                results = walk(inner, [*map(constant, values)], arguments)
            else:
                results = append(equation, arguments)
            held |= dict(zip(equation.outvars, results, strict=True))
        return [*map(read, jaxpr.outvars)]

    given = walk(closed.jaxpr, [*map(constant, closed.consts)], range(width))
    needed, live = set(given), list[Step]()
    for step in reversed(steps):
        if needed.intersection(step.results):
            needed.update(step.arguments)
            live.append(step)
    return Steps(width, constants, tuple(reversed(live)), tuple(given))
