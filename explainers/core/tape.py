"""The program of f and of its Jacobian as a Wengert list of scalar operations.

JAX derives the program (the jaxpr of x ↦ (f(x), J(x)), with J by forward mode); here it
is only unrolled, so that a browser can replay it at the speed of a hand. Arrays become
NumPy arrays of slots: structural primitives move slots about, elementwise primitives
append operations. Constants are folded, equal operations shared, dead ones dropped.

``jax.extend.core`` carries no promise of compatibility, so all use of it is in this file, in
``trace``, which lists the operations of f itself for readers, in ``ready``, which runs them, and in
``memory.saved``, which counts them.
"""

import itertools
import math
import operator
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from functools import reduce
from typing import Any, NamedTuple, Protocol, TypeAlias

import jax
import jax.extend.core as jex
import jax.numpy as jnp
import numpy as np

from explainers.core.kept import kept
from explainers.core.types import Map

Slots: TypeAlias = np.ndarray[Any, np.dtype[np.int64]]
"""An array whose items are slots of the list."""
Parameters: TypeAlias = dict[str, Any]

LONGEST = 4000
"""More operations than this are no longer replayed at the speed of a hand."""
SHORT = 20
"""Numbers with no more binary digits behind the point than this are taken as exact: 0.1 is not."""


class UnsupportedPrimitive(ValueError):
    """The program holds a primitive that no list of scalar operations can hold."""

    def __init__(self, primitive: str) -> None:
        super().__init__(f"no scalar operations stand for the primitive {primitive!r}")
        self.primitive = primitive


class Operation(NamedTuple):
    """One scalar operation on earlier slots."""

    name: str
    arguments: tuple[int, ...]


class Tape(NamedTuple):
    """A flat program. Slots count inputs first, then constants, then operations."""

    inputs: int
    constants: tuple[float, ...]
    operations: tuple[Operation, ...]
    value: tuple[int, ...]
    """Slots of f(x): m of them."""
    jacobian: tuple[int, ...]
    """Slots of J(x), row by row: m·n of them."""


SCALAR: dict[str, Callable[..., Any]] = {
    "add": np.add,
    "sub": np.subtract,
    "mul": np.multiply,
    "div": np.divide,
    "pow": np.power,
    "max": np.maximum,
    "min": np.minimum,
    "atan2": np.arctan2,
    "rem": np.fmod,
    "neg": np.negative,
    "abs": np.abs,
    "sign": np.sign,
    "sqrt": np.sqrt,
    "cbrt": np.cbrt,
    "exp": np.exp,
    "expm1": np.expm1,
    "log": np.log,
    "log1p": np.log1p,
    "sin": np.sin,
    "cos": np.cos,
    "tan": np.tan,
    "asin": np.arcsin,
    "acos": np.arccos,
    "atan": np.arctan,
    "sinh": np.sinh,
    "cosh": np.cosh,
    "tanh": np.tanh,
    "asinh": np.arcsinh,
    "acosh": np.arccosh,
    "atanh": np.arctanh,
    "floor": np.floor,
    "ceil": np.ceil,
    "eq": np.equal,
    "ne": np.not_equal,
    "lt": np.less,
    "le": np.less_equal,
    "gt": np.greater,
    "ge": np.greater_equal,
    "and": np.logical_and,
    "or": np.logical_or,
    "not": np.logical_not,
    "is_finite": np.isfinite,
    "select": lambda condition, no, yes: np.where(condition, yes, no),
}
"""The operations a tape may hold, with their meaning; tape.js has the same table."""


class Replayed(NamedTuple):
    """Values and Jacobians at k points."""

    values: np.ndarray[Any, np.dtype[np.float64]]
    """k × m numbers."""
    jacobians: np.ndarray[Any, np.dtype[np.float64]]
    """k × m × n numbers."""


_COMMUTE = {"add", "mul", "max", "min", "eq", "ne", "and", "or"}
_OTHER_OF_INTEGERS = {"and", "or", "not", "div"}
"""Primitives that mean something else for whole numbers: bit by bit, or rounded."""
_OF_NOTHING = {"add": 0.0, "mul": 1.0, "max": -math.inf, "min": math.inf, "and": 1.0, "or": 0.0}
"""What folding no numbers at all gives."""


class Builder:
    """Appends operations, folding constants and sharing what is equal."""

    def __init__(self, inputs: int, exact: bool = False) -> None:
        """Begin with as many slots as there are inputs.

        Of an ``exact`` list constants are folded only where nothing is rounded away.
        """
        self.inputs = inputs
        self.exact = exact
        self.constants: dict[int, float] = {}
        self.operations: dict[int, Operation] = {}
        self._known: dict[tuple[Any, ...], int] = {}
        self._next = inputs

    def _slot(self, key: tuple[Any, ...]) -> tuple[int, bool]:
        if key in self._known:
            return self._known[key], False
        self._known[key] = self._next
        self._next += 1
        return self._known[key], True

    def constant(self, number: float) -> int:
        """Slot of a constant, the same for the same number."""
        number = float(number)
        slot, new = self._slot(("constant", repr(number)))
        if new:
            self.constants[slot] = number
        return slot

    def apply(self, name: str, *arguments: int) -> int:
        """Slot that holds the result of an operation."""
        if name not in SCALAR:
            raise UnsupportedPrimitive(name)
        if all(slot in self.constants for slot in arguments):
            given = [self.constants[slot] for slot in arguments]
            with np.errstate(all="ignore"):
                folded = float(SCALAR[name](*given))
            if not self.exact or _is_exact(name, given, folded):
                return self.constant(folded)
        shorter = self._simplify(name, arguments)
        if shorter is not None:
            return shorter
        if name in _COMMUTE:
            arguments = tuple(sorted(arguments))
        slot, new = self._slot((name, *arguments))
        if new:
            self.operations[slot] = Operation(name, arguments)
            if len(self.operations) > 10 * LONGEST:
                raise UnsupportedPrimitive("a program of too many operations")
        return slot

    def _simplify(self, name: str, arguments: tuple[int, ...]) -> int | None:
        """A slot that already holds the result, by x+0, x·1, x·0 and their kin."""
        known = [self.constants.get(slot) for slot in arguments]
        match name, known:
            case ("add", [0.0, _]) | ("mul", [1.0, _]):
                return arguments[1]
            case ("add" | "sub", [_, 0.0]) | ("mul" | "div" | "pow", [_, 1.0]):
                return arguments[0]
            case ("mul", [0.0, _] | [_, 0.0]) | ("div", [0.0, _]):
                return self.constant(0.0)
            case ("sub", [0.0, _]) | ("mul", [-1.0, _]):
                return self.apply("neg", arguments[1])
            case "mul", [_, -1.0]:
                return self.apply("neg", arguments[0])
            case "select", [condition, _, _] if condition is not None:
                return arguments[2] if condition else arguments[1]
            case "select", _ if arguments[1] == arguments[2]:
                return arguments[1]
            case _:
                return self._negations(name, arguments)

    def _negations(self, name: str, arguments: tuple[int, ...]) -> int | None:
        inner = [
            operation.arguments[0]
            if (operation := self.operations.get(slot)) and operation.name == "neg"
            else None
            for slot in arguments
        ]
        match name, inner:
            case "neg", [int(slot)]:
                return slot
            case "add", [_, int(slot)]:
                return self.apply("sub", arguments[0], slot)
            case "add", [int(slot), _]:
                return self.apply("sub", arguments[1], slot)
            case "sub", [_, int(slot)]:
                return self.apply("add", arguments[0], slot)
            case _:
                return None

    def power(self, slot: int, exponent: int) -> int:
        """Repeated multiplication by squaring, as XLA expands an integer power."""
        if exponent < 0:
            return self.apply("div", self.constant(1.0), self.power(slot, -exponent))
        result = self.constant(1.0)
        square = slot
        while exponent:
            if exponent & 1:
                result = self.apply("mul", result, square)
            exponent >>= 1
            if exponent:
                square = self.apply("mul", square, square)
        return result

    def each(self, name: str, *arrays: Slots) -> Slots:
        """An operation on each item of arrays, broadcast."""
        arrays = tuple(np.broadcast_arrays(*arrays))
        flat = zip(*(array.reshape(-1) for array in arrays), strict=True)
        made = [self.apply(name, *(int(slot) for slot in slots)) for slots in flat]
        return np.array(made, dtype=np.int64).reshape(arrays[0].shape)

    def fold(self, name: str, array: Slots, axes: Iterable[int]) -> Slots:
        """An operation of two arguments taken along some axes, one item after the other."""
        axes = tuple(axes)
        kept = [axis for axis in range(array.ndim) if axis not in axes]
        moved = np.transpose(array, [*kept, *axes])
        shape = moved.shape[: len(kept)]
        rows = moved.reshape(*shape, math.prod(moved.shape[len(kept) :]))
        made = [
            reduce(lambda a, b: self.apply(name, a, b), (int(slot) for slot in row))
            if (row := rows[where]).size
            else self.constant(_OF_NOTHING[name])
            for where in np.ndindex(*shape)
        ]
        return np.array(made, dtype=np.int64).reshape(shape)

    def literal(self, value: Any) -> Slots:
        """Slots of constants."""
        array = np.asarray(value)
        made = [self.constant(number) for number in array.reshape(-1).tolist()]
        return np.array(made, dtype=np.int64).reshape(array.shape)


_UNROUNDED = {
    "max",
    "min",
    "neg",
    "abs",
    "sign",
    "floor",
    "ceil",
    "eq",
    "ne",
    "lt",
    "le",
    "gt",
    "ge",
    "and",
    "or",
    "not",
    "is_finite",
    "select",
}
_EXACTLY = {
    "add": operator.add,
    "sub": operator.sub,
    "mul": operator.mul,
    "div": operator.truediv,
}


def _is_exact(name: str, given: Sequence[float], result: float) -> bool:
    """Whether an operation on constants rounds nothing away, nor shows what was."""
    if name in _UNROUNDED or not all(map(math.isfinite, (*given, result))):
        return True
    if name not in _EXACTLY or (
        name in ("add", "sub") and not all((2.0**SHORT * z).is_integer() for z in given)
    ):
        return False
    return _EXACTLY[name](*map(Fraction, given)) == Fraction(result)


_Rule: TypeAlias = Callable[[Builder, list[Slots], Parameters], Slots | list[Slots]]


def _dot_general(builder: Builder, arrays: list[Slots], parameters: Parameters) -> Slots:
    (left_sum, right_sum), (left_batch, right_batch) = parameters["dimension_numbers"]
    left, right = arrays
    left_free = [a for a in range(left.ndim) if a not in (*left_sum, *left_batch)]
    right_free = [a for a in range(right.ndim) if a not in (*right_sum, *right_batch)]
    left = np.transpose(left, [*left_batch, *left_free, *left_sum])
    right = np.transpose(right, [*right_batch, *right_free, *right_sum])
    batch = left.shape[: len(left_batch)]
    rows = left.shape[len(batch) : len(batch) + len(left_free)]
    columns = right.shape[len(batch) : len(batch) + len(right_free)]
    shared = left.shape[len(batch) + len(rows) :]
    terms = builder.each(
        "mul",
        left.reshape(*batch, *rows, *(1 for _ in columns), *shared),
        right.reshape(*batch, *(1 for _ in rows), *columns, *shared),
    )
    first = len(batch) + len(rows) + len(columns)
    return builder.fold("add", terms, range(first, terms.ndim))


def _broadcast(_: Builder, arrays: list[Slots], parameters: Parameters) -> Slots:
    shape = [1] * len(parameters["shape"])
    for axis, size in zip(parameters["broadcast_dimensions"], arrays[0].shape, strict=True):
        shape[axis] = size
    return np.broadcast_to(arrays[0].reshape(shape), parameters["shape"])


def _slice(_: Builder, arrays: list[Slots], parameters: Parameters) -> Slots:
    starts, limits = parameters["start_indices"], parameters["limit_indices"]
    strides = parameters["strides"] or (1,) * len(starts)
    where = tuple(slice(*cut) for cut in zip(starts, limits, strides, strict=True))
    return arrays[0][where]


def _pad(_: Builder, arrays: list[Slots], parameters: Parameters) -> Slots:
    array, filler = arrays
    config = parameters["padding_config"]
    if any(low < 0 or high < 0 for low, high, _inner in config):
        raise UnsupportedPrimitive("pad with negative widths")
    shape = [
        low + high + size + inner * max(0, size - 1)
        for (low, high, inner), size in zip(config, array.shape, strict=True)
    ]
    padded = np.full(shape, int(filler), dtype=np.int64)
    padded[
        tuple(
            slice(low, low + size + inner * max(0, size - 1), inner + 1)
            for (low, _high, inner), size in zip(config, array.shape, strict=True)
        )
    ] = array
    return padded


def _iota(builder: Builder, _: list[Slots], parameters: Parameters) -> Slots:
    shape, axis = parameters["shape"], parameters["dimension"]
    sizes = [-1 if i == axis else 1 for i in range(len(shape))]
    return builder.literal(np.broadcast_to(np.arange(shape[axis]).reshape(sizes), shape))


def _split(_: Builder, arrays: list[Slots], parameters: Parameters) -> list[Slots]:
    cuts = np.cumsum([int(size) for size in parameters["sizes"]])[:-1]
    return np.split(arrays[0], cuts.tolist(), axis=parameters["axis"])


def _integer_pow(builder: Builder, arrays: list[Slots], parameters: Parameters) -> Slots:
    made = [builder.power(int(slot), parameters["y"]) for slot in arrays[0].reshape(-1)]
    return np.array(made, dtype=np.int64).reshape(arrays[0].shape)


def _select(builder: Builder, arrays: list[Slots], _: Parameters) -> Slots:
    if len(arrays) != 3:
        raise UnsupportedPrimitive("select_n of more than two cases")
    return builder.each("select", *arrays)


def _convert(builder: Builder, arrays: list[Slots], parameters: Parameters) -> Slots:
    wanted = np.dtype(parameters["new_dtype"])
    kind = wanted.kind
    if wanted == np.float64:
        return arrays[0]
    slots = [int(slot) for slot in arrays[0].reshape(-1)]
    if kind in "iub" and all(_whole(builder, slot, kind) for slot in slots):
        return arrays[0]
    raise UnsupportedPrimitive(f"convert_element_type to {wanted}")


def _whole(builder: Builder, slot: int, kind: str) -> bool:
    """Whether a slot holds a constant that a conversion to whole numbers leaves alone."""
    number = builder.constants.get(slot)
    return number is not None and number.is_integer() and (kind != "b" or number in (0.0, 1.0))


def _cumsum(builder: Builder, arrays: list[Slots], parameters: Parameters) -> Slots:
    axis, backwards = parameters["axis"], parameters["reverse"]
    moved = np.moveaxis(arrays[0], axis, 0)
    layers = list(itertools.accumulate(moved[::-1] if backwards else moved, _adder(builder)))
    return np.moveaxis(np.stack(layers[::-1] if backwards else layers), 0, axis)


def _adder(builder: Builder) -> Callable[[Slots, Slots], Slots]:
    return lambda a, b: builder.each("add", a, b)


def _logistic(builder: Builder, arrays: list[Slots], _: Parameters) -> Slots:
    one = builder.literal(1.0)
    grown = builder.each("exp", builder.each("neg", arrays[0]))
    return builder.each("div", one, builder.each("add", one, grown))


def _inverse_root(builder: Builder, arrays: list[Slots], _: Parameters) -> Slots:
    return builder.each("div", builder.literal(1.0), builder.each("sqrt", arrays[0]))


def _elementwise(name: str) -> _Rule:
    return lambda builder, arrays, _: builder.each(name, *arrays)


def _moved(move: Callable[[Slots, Parameters], Slots]) -> _Rule:
    return lambda _, arrays, parameters: move(arrays[0], parameters)


def _folded(name: str) -> _Rule:
    return lambda builder, arrays, parameters: builder.fold(name, arrays[0], parameters["axes"])


RULES: dict[str, _Rule] = {
    **{name: _elementwise(name) for name in SCALAR if name not in {"select"}},
    "add_any": _elementwise("add"),
    "square": lambda builder, arrays, _: builder.each("mul", arrays[0], arrays[0]),
    "integer_pow": _integer_pow,
    "logistic": _logistic,
    "rsqrt": _inverse_root,
    "select_n": _select,
    "convert_element_type": _convert,
    "dot_general": _dot_general,
    "reduce_sum": _folded("add"),
    "reduce_prod": _folded("mul"),
    "reduce_max": _folded("max"),
    "reduce_min": _folded("min"),
    "reduce_and": _folded("and"),
    "reduce_or": _folded("or"),
    "cumsum": _cumsum,
    "broadcast_in_dim": _broadcast,
    "reshape": _moved(lambda array, p: array.reshape(p["new_sizes"])),
    "squeeze": _moved(lambda array, p: np.squeeze(array, tuple(p["dimensions"]))),
    "expand_dims": _moved(lambda array, p: np.expand_dims(array, tuple(p["dimensions"]))),
    "transpose": _moved(lambda array, p: np.transpose(array, p["permutation"])),
    "rev": _moved(lambda array, p: np.flip(array, tuple(p["dimensions"]))),
    "copy": _moved(lambda array, _: array),
    "copy_p": _moved(lambda array, _: array),
    "stop_gradient": _moved(lambda array, _: array),
    "concatenate": lambda _, arrays, p: np.concatenate(arrays, axis=p["dimension"]),
    "stack": lambda _, arrays, p: np.stack(arrays, axis=p["axis"]),
    "slice": _slice,
    "split": _split,
    "unstack": lambda _, arrays, p: [*np.moveaxis(arrays[0], p["axis"], 0)],
    "pad": _pad,
    "iota": _iota,
}

INNER = {
    "jit": "jaxpr",
    "pjit": "jaxpr",
    "closed_call": "call_jaxpr",
    "core_call": "call_jaxpr",
    "custom_jvp_call": "call_jaxpr",
    "custom_vjp_call": "call_jaxpr",
    "remat2": "jaxpr",
}
"""Primitives that only call another program, and the parameter that holds it."""


def called(equation: Any) -> tuple[Any, Sequence[Any]]:
    """Jaxpr and constants of an equation that only calls another program."""
    inner = equation.params[INNER[str(equation.primitive)]]
    return (inner.jaxpr, inner.consts) if isinstance(inner, jex.ClosedJaxpr) else (inner, ())


_Step: TypeAlias = Callable[[Any, Any, list[Slots]], Slots | list[Slots] | None]
"""What appends an equation to a builder and gives its slots; None where it only calls another
program, which is walked in its turn."""


def _operate(builder: Builder, equation: Any, taken: list[Slots]) -> Slots | list[Slots] | None:
    name = str(equation.primitive)
    if name in INNER:
        return None
    if name not in RULES:
        raise UnsupportedPrimitive(name)
    if name in _OTHER_OF_INTEGERS and equation.invars[0].aval.dtype.kind in "iu":
        raise UnsupportedPrimitive(f"{name} of whole numbers")
    return RULES[name](builder, taken, equation.params)


def unroll(
    builder: Builder,
    jaxpr: Any,
    constants: Iterable[Any],
    arrays: Iterable[Slots],
    step: _Step = _operate,
) -> list[Slots]:
    """Walk a jaxpr that takes these slots, an equation a ``step``; the slots of what it gives."""
    held: dict[Any, Slots] = dict(zip(jaxpr.invars, arrays, strict=True))
    held |= {
        variable: builder.literal(value)
        for variable, value in zip(jaxpr.constvars, constants, strict=True)
    }

    def read(atom: Any) -> Slots:
        return builder.literal(atom.val) if isinstance(atom, jex.Literal) else held[atom]

    for equation in jaxpr.eqns:
        taken = [read(atom) for atom in equation.invars]
        given = step(builder, equation, taken)
        if given is None:
            given = unroll(builder, *called(equation), taken, step)
        given = given if isinstance(given, list) else [given]
        held |= dict(zip(equation.outvars, given, strict=True))
    return [read(atom) for atom in jaxpr.outvars]


class _Appended(Protocol):
    """What was appended to a builder."""

    @property
    def arguments(self) -> tuple[int, ...]:
        """Earlier slots that it works on."""
        ...


def live_slots(appended: Mapping[int, _Appended], outputs: Iterable[int]) -> set[int]:
    """Slots that some outputs depend on, themselves included."""
    seen: set[int] = set()
    waiting = list(outputs)
    while waiting:
        slot = waiting.pop()
        if slot not in seen:
            seen.add(slot)
            if slot in appended:
                waiting.extend(appended[slot].arguments)
    return seen


def compact(builder: Builder, value: Slots, jacobian: Slots) -> Tape:
    """Drop what no output needs and number the rest: inputs, constants, operations."""
    live = live_slots(builder.operations, map(int, (*value.reshape(-1), *jacobian.reshape(-1))))
    constants = [slot for slot in builder.constants if slot in live]
    operations = [slot for slot in sorted(builder.operations) if slot in live]
    if len(operations) > LONGEST:
        raise UnsupportedPrimitive(f"a program of {len(operations)} operations")
    order = [*range(builder.inputs), *constants, *operations]
    place = {slot: i for i, slot in enumerate(order)}
    return Tape(
        inputs=builder.inputs,
        constants=tuple(builder.constants[slot] for slot in constants),
        operations=tuple(
            Operation(name, tuple(place[a] for a in arguments))
            for name, arguments in (builder.operations[slot] for slot in operations)
        ),
        value=tuple(place[int(slot)] for slot in value.reshape(-1)),
        jacobian=tuple(place[int(slot)] for slot in jacobian.reshape(-1)),
    )


@kept
def tape(f: Map, n: int, exact: bool = False) -> Tape:
    """Wengert list of x ↦ (f(x), J(x)) for f: ℝⁿ → ℝᵐ, derived by JAX in forward mode.

    An ``exact`` one folds constants only where nothing is rounded away, so that what is said of
    rounding errors holds of theirs too.

    Where a factor is the constant 0 its product is 0, also beside a factor that is not
    finite, so that a column which does not depend on an input says so.

    Raises UnsupportedPrimitive, naming it, if no scalar operations stand for a primitive.
    """
    closed = jax.make_jaxpr(lambda x: (f(x), jax.jacfwd(f)(x)))(
        jax.ShapeDtypeStruct((n,), jnp.float64)
    )
    builder = Builder(n, exact)
    value, jacobian = unroll(builder, closed.jaxpr, closed.consts, [np.arange(n, dtype=np.int64)])
    return compact(builder, value, jacobian)


@kept
def plain_tape(f: Map, n: int) -> Tape:
    """Wengert list of f: ℝⁿ → ℝᵐ alone, without a Jacobian; raises as ``tape`` does."""
    closed = jax.make_jaxpr(f)(jax.ShapeDtypeStruct((n,), jnp.float64))
    builder = Builder(n)
    (value,) = unroll(builder, closed.jaxpr, closed.consts, [np.arange(n, dtype=np.int64)])
    return compact(builder, value, np.empty(0, dtype=np.int64))


def with_fixed(tape: Tape, numbers: Mapping[int, float]) -> Tape:
    """A tape without Jacobian in which some inputs, by their place, are constants; folded anew."""
    free = [k for k in range(tape.inputs) if k not in numbers]
    builder = Builder(len(free))
    slots = [
        builder.constant(numbers[k]) if k in numbers else free.index(k) for k in range(tape.inputs)
    ]
    slots += [builder.constant(number) for number in tape.constants]
    for name, arguments in tape.operations:
        slots.append(builder.apply(name, *(slots[a] for a in arguments)))
    value = np.array([slots[slot] for slot in tape.value], dtype=np.int64)
    return compact(builder, value, np.empty(0, dtype=np.int64))


def replayed(tape: Tape, points: np.ndarray[Any, np.dtype[np.float64]]) -> Replayed:
    """Values and Jacobians at k points, one a row, by NumPy, without compiling anything."""
    slots = _slots(tape, points)
    return Replayed(
        _columns(slots, tape.value, len(points)),
        _columns(slots, tape.jacobian, len(points)).reshape(
            len(points), len(tape.value), tape.inputs
        ),
    )


def replayed_values(
    tape: Tape, points: np.ndarray[Any, np.dtype[np.float64]]
) -> np.ndarray[Any, np.dtype[np.float64]]:
    """The values alone, k × m numbers, for a tape that has no Jacobian."""
    return _columns(_slots(tape, points), tape.value, len(points))


def _slots(tape: Tape, points: np.ndarray[Any, np.dtype[np.float64]]) -> list[Any]:
    slots: list[Any] = [*points.T, *tape.constants]
    with np.errstate(all="ignore"):
        for name, arguments in tape.operations:
            slots.append(np.asarray(SCALAR[name](*(slots[a] for a in arguments)), dtype=float))
    return slots


def _columns(
    slots: list[Any], where: Sequence[int], points: int
) -> np.ndarray[Any, np.dtype[np.float64]]:
    return np.stack([np.broadcast_to(slots[slot], (points,)) for slot in where], axis=-1)
