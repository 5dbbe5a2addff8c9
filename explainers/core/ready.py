"""Programs of functions, ready to run: compiled whole, or run one operation at a time.

XLA takes seconds for the hardest texts that readers may type, and saves a millisecond each time
one is run. What few run is therefore not compiled: JAX traces its program once, and then computes
what stands there, operation by operation, as it does without jit. It compiles those as well, but
each once in the process, for all functions: what works number by number for a few lengths, to
which lists are filled up, while NumPy moves numbers about.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any, NamedTuple, TypeAlias, TypeVar

import jax
import jax.extend.core as jex
import numpy as np

from explainers.core.executable import Executable
from explainers.core.tape import INNER, RULES, SCALAR, called
from explainers.core.types import Map, Point, Value

R = TypeVar("R")
Numbers: TypeAlias = np.ndarray[Any, Any]
Apply: TypeAlias = Callable[..., Any]

KINDS = 4
"""For how many kinds of arguments (shapes, precisions) a program is kept."""
OPERATIONS = 512
"""How many operations are kept compiled, each for all shapes; the least recently used goes first.

All that readers can type has some two hundred.
"""
GROWTH = 8
"""Lengths to which lists are filled up are powers of this."""

MOVES = (
    *("broadcast_in_dim", "reshape", "squeeze", "expand_dims", "transpose", "rev", "copy"),
    *("copy_p", "stop_gradient", "concatenate", "stack", "unstack", "slice", "split"),
)
"""What only moves numbers about."""
NUMBERWISE = {
    *SCALAR,
    *("add_any", "square", "integer_pow", "logistic", "rsqrt", "select_n"),
    *("real", "imag", "complex", "conj", "convert_element_type"),
}
"""What works number by number."""


@dataclass(frozen=True, eq=False)
class Seldom:
    """A map that few look at, as one that a reader typed."""

    map: Map

    def __call__(self, x: Point) -> Value:
        """f(x)."""
        return self.map(x)


def ready(f: Map, program: Callable[..., R]) -> Callable[..., R]:
    """A program made of f, from arrays to arrays, as one that is fit to be run again and again."""
    return stepwise(program) if isinstance(f, Seldom) else Executable(program)


def stepwise(program: Callable[..., R]) -> Callable[..., R]:
    """The same program, traced once for each kind of arguments, and run operation by operation."""

    @lru_cache(maxsize=KINDS)
    def listed(*kinds: jax.ShapeDtypeStruct) -> tuple[Steps, Any]:
        closed, given = jax.make_jaxpr(program, return_shape=True)(*kinds)
        return _listed(closed), jax.tree.structure(given)

    def run(*arguments: Any) -> R:
        arrays = [np.asarray(argument) for argument in arguments]
        steps, structure = listed(*(jax.ShapeDtypeStruct(a.shape, a.dtype) for a in arrays))
        return jax.tree.unflatten(structure, jax.device_put(steps(arrays)))

    return run


class Step(NamedTuple):
    """One of JAX's operations on earlier slots."""

    apply: Apply
    """Gives a list of arrays."""
    arguments: tuple[int, ...]
    results: tuple[int, ...]


class Steps(NamedTuple):
    """A program in which nothing is called: slots count what it takes first."""

    width: int
    """How many slots there are."""
    constants: dict[int, Numbers]
    steps: tuple[Step, ...]
    given: tuple[int, ...]

    def __call__(self, arrays: Sequence[Numbers]) -> list[Numbers]:
        """What JAX computes for some arrays."""
        slots: list[Any] = [*arrays, *[None] * (self.width - len(arrays))]
        for slot, constant in self.constants.items():
            slots[slot] = constant
        for apply, taken, results in self.steps:
            found = apply(*[slots[slot] for slot in taken])
            for slot, value in zip(results, found, strict=True):
                slots[slot] = value
        return [slots[slot] for slot in self.given]


@lru_cache(maxsize=OPERATIONS)
def _operation(primitive: Any, parameters: tuple[tuple[str, Any], ...]) -> Apply:
    return Executable(partial(primitive.bind, **primitive.get_bind_params(dict(parameters))))


def _moved(name: str, parameters: dict[str, Any], *arrays: Numbers) -> Any:
    found = RULES[name](None, [*arrays], parameters)  # pyrefly: ignore[bad-argument-type]
    return found if isinstance(found, list) else [found]


def _numberwise(operation: Apply, shape: tuple[int, ...], *arrays: Numbers) -> list[Numbers]:
    size = int(np.prod(shape))
    length = GROWTH
    while length < size:
        length *= GROWTH
    filled: list[Numbers] = []
    for array in arrays:
        row = np.empty(length, array.dtype)
        row[:size] = (array if array.shape == shape else np.broadcast_to(array, shape)).reshape(-1)
        row[size:] = row[0]
        filled.append(row)
    return [np.asarray(operation(*filled))[:size].reshape(shape)]


def _whole(operation: Apply, several: bool, *arrays: Numbers) -> list[Numbers]:
    found = operation(*arrays)
    return [*map(np.asarray, found if several else (found,))]


def _applied(equation: Any) -> Apply:
    """What an equation does, from arrays to a list of arrays."""
    name, parameters = str(equation.primitive), equation.params
    if name in MOVES:
        return partial(_moved, name, parameters)
    operation = _operation(equation.primitive, tuple(sorted(parameters.items())))
    shape = equation.outvars[0].aval.shape
    if name in NUMBERWISE and 0 not in shape:
        return partial(_numberwise, operation, shape)
    return partial(_whole, operation, equation.primitive.multiple_results)


def _listed(closed: jex.ClosedJaxpr) -> Steps:
    """A program as a list of steps, each done once and none for nothing."""
    width = len(closed.jaxpr.invars)
    constants: dict[int, Numbers] = {}
    steps: list[Step] = []
    known: dict[Hashable, list[int]] = {}

    def slots(count: int) -> list[int]:
        nonlocal width
        width += count
        return [*range(width - count, width)]

    def constant(value: Any) -> int:
        (slot,) = slots(1)
        constants[slot] = np.asarray(value)
        return slot

    def literal(atom: Any) -> int:
        value = np.asarray(atom.val, atom.aval.dtype)
        key = (str(value.dtype), value.shape, value.tobytes())
        if key not in known:
            known[key] = [constant(value)]
        return known[key][0]

    def append(equation: Any, taken: tuple[int, ...]) -> list[int]:
        written = tuple((name, repr(value)) for name, value in equation.params.items())
        key = (equation.primitive, written, taken)
        if key not in known:
            apply = _applied(equation)
            if taken and constants.keys() >= set(taken):
                known[key] = [*map(constant, apply(*(constants[slot] for slot in taken)))]
            else:
                known[key] = slots(len(equation.outvars))
                steps.append(Step(apply, taken, tuple(known[key])))
        return known[key]

    def walk(jaxpr: Any, given: Sequence[int], taken: Sequence[int]) -> list[int]:
        held = dict(zip((*jaxpr.constvars, *jaxpr.invars), (*given, *taken), strict=True))

        def read(atom: Any) -> int:
            return literal(atom) if isinstance(atom, jex.Literal) else held[atom]

        for equation in jaxpr.eqns:
            asked = tuple(map(read, equation.invars))
            if str(equation.primitive) in INNER:
                inner, values = called(equation)
                results = walk(inner, [*map(constant, values)], asked)
            else:
                results = append(equation, asked)
            held |= dict(zip(equation.outvars, results, strict=True))
        return [*map(read, jaxpr.outvars)]

    arguments = range(width)
    given = walk(closed.jaxpr, [*map(constant, closed.consts)], arguments)
    needed, live = set(given), list[Step]()
    for step in reversed(steps):
        if needed.intersection(step.results):
            needed.update(step.arguments)
            live.append(step)
    return Steps(width, constants, tuple(reversed(live)), tuple(given))
