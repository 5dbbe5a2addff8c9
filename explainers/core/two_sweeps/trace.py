"""The operations of f as JAX lists them, one scalar row each, with JAX's own derivatives.

The jaxpr of f is unrolled into rows of scalars: structural primitives move slots about, as
on the tape, and what stays is what Baydin et al. (2018) write down in an evaluation trace.
A function with a derivative rule of its own (relu) stays one row. What is asked for its value
alone, by ``stop_gradient`` or a comparison, is a row that no derivative passes. How a row
pushes a tangent forward, what it keeps, and what it sends back is derived by JAX from that
one operation (``jax.jvp``, ``jax.vjp``), never written here.

With ``tape``, the only user of ``jax.extend.core``.
"""

import functools
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import jax
import jax.extend.core as jex
import jax.numpy as jnp
import numpy as np

from explainers.core.executable import Executable
from explainers.core.kept import kept
from explainers.core.tape import (
    INNER,
    RULES,
    SCALAR,
    Builder,
    Parameters,
    Slots,
    UnsupportedPrimitive,
    live_slots,
    unroll,
)
from explainers.core.types import Map

MOST = 400
"""A trace of more rows than this is no longer one to look at."""
LOCALS = 512
"""How many derivative programs of single operations are kept compiled."""

_ELEMENTWISE = (set(SCALAR) - {"select"}) | {
    *("square", "integer_pow", "logistic", "rsqrt", "select_n", "stop_gradient", "add_any"),
}
_FLOAT = np.dtype("float64")
_PIECES: dict[str, Callable[..., Any]] = {
    "add": jax.lax.add,
    "sub": jax.lax.sub,
    "mul": jax.lax.mul,
    "neg": jax.lax.neg,
}
"""What larger operations (sums, products of matrices) are made of."""
_EXTREMES = {"reduce_max": "max", "reduce_min": "min"}
"""Primitives that stay one row of many arguments, since JAX shares ties among them all."""
_NAMED = "custom_jvp_call"
_STOP = "stop_gradient"


class Local:
    """JAX's program for one scalar operation: its value, and how derivatives pass it.

    It takes the arguments, a tangent for each one that moves and a cotangent of the value;
    it gives the value and its tangent, then for each moving argument the cotangent sent
    back and the partial derivative, then the residuals that the reverse rule keeps.
    """

    def __init__(self, closed: jex.ClosedJaxpr, arguments: int, moving: int) -> None:
        """Take over a program of this many arguments, of which some move."""
        self.closed = closed
        self.moving = moving
        self.dtypes = tuple(v.aval.dtype for v in closed.jaxpr.invars[:arguments])
        self._text = str(closed)

    def __call__(self, *numbers: float) -> list[Any]:
        """What JAX computes for arguments, tangents and a cotangent, by the program compiled."""
        cast = [d.type(x) for d, x in zip(self.dtypes, numbers, strict=False)]
        return _compiled(self)(*cast, *numbers[len(cast) :])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Local) and self._text == other._text

    def __hash__(self) -> int:
        return hash(self._text)


@lru_cache(maxsize=LOCALS)
def _compiled(local: Local) -> Callable[..., list[Any]]:
    return Executable(jex.jaxpr_as_fun(local.closed))


class Row(NamedTuple):
    """One scalar operation on earlier slots."""

    name: str
    """The primitive's, or that of the function whose derivative rule is its own."""
    arguments: tuple[int, ...]
    moving: tuple[int, ...]
    """Positions of the arguments that derivatives pass through: not constants, not truths."""
    local: Local
    exponent: int | None = None
    """Of a whole power."""


class Trace(NamedTuple):
    """The rows of f. Slots count inputs first, then constants, then rows."""

    inputs: int
    constants: tuple[float, ...]
    rows: tuple[Row, ...]
    outputs: tuple[int, ...]
    """Slots of f(x)."""

    @property
    def first(self) -> int:
        """Slot of the first row."""
        return self.inputs + len(self.constants)

    @property
    def width(self) -> int:
        """Number of slots."""
        return self.first + len(self.rows)

    def moves(self, slot: int) -> bool:
        """Whether a slot is an input or a row that derivatives pass through."""
        if slot < self.first:
            return slot < self.inputs
        return self.rows[slot - self.first].local.moving > 0

    def is_constant(self, slot: int) -> bool:
        """Whether a slot holds a number that does not depend on x."""
        return self.inputs <= slot < self.first


class _Rows(Builder):
    """Appends a row an operation, sharing nothing: the program as it was written."""

    def __init__(self, inputs: int) -> None:
        super().__init__(inputs)
        self.rows: dict[int, Row] = {}
        self._still: dict[int, Callable[[], Local]] = {}

    def apply(self, name: str, *arguments: int) -> int:
        """A row for a piece of a larger operation, unless it only adds 0 or multiplies by 1."""
        shorter = self._simplify(name, arguments)
        if shorter is not None:
            return shorter
        if name not in _PIECES:
            raise UnsupportedPrimitive(name)
        return self.row(name, name, _PIECES[name], [_FLOAT] * len(arguments), arguments)

    def row(
        self,
        name: str,
        kind: str,
        function: Callable[..., Any],
        dtypes: Sequence[Any],
        arguments: tuple[int, ...],
        exponent: int | None = None,
    ) -> int:
        """A row for a scalar function; a constant if it only has constants to work on.

        ``kind`` names the function for the whole process, or is empty if nothing does.
        """
        if all(slot in self.constants for slot in arguments):
            known = (self.constants[slot] for slot in arguments)
            given = [jnp.asarray(z, dtype) for z, dtype in zip(known, dtypes, strict=True)]
            return self.constant(float(function(*given)))
        moving = tuple(
            position
            for position, (slot, dtype) in enumerate(zip(arguments, dtypes, strict=True))
            if name != _STOP
            and dtype.kind == "f"
            and slot not in self.constants
            and self._moves(slot)
        )
        local = _local(function, dtypes, moving, kind)
        slot = self._next
        self._next += 1
        self._still[slot] = lambda: _local(function, dtypes, (), kind)
        self.rows[slot] = Row(name, arguments, moving if local.moving else (), local, exponent)
        if len(self.rows) > 4 * MOST:
            raise UnsupportedPrimitive("a program of too many operations")
        return slot

    def still(self, outputs: Iterable[int]) -> dict[int, int]:
        """Take the derivatives out of rows from which none reaches an output.

        A stop behind such a row stops nothing any more: the slot that each one stands for.
        """
        reached: set[int] = set()
        waiting = list(outputs)
        while waiting:
            slot = waiting.pop()
            if slot not in reached:
                reached.add(slot)
                if slot in self.rows:
                    row = self.rows[slot]
                    waiting.extend(row.arguments[position] for position in row.moving)
        same: dict[int, int] = {}
        for slot, row in self.rows.items():
            row = row._replace(arguments=tuple(same.get(a, a) for a in row.arguments))
            if row.moving and slot not in reached:
                row = row._replace(moving=(), local=self._still[slot]())
            self.rows[slot] = row
            source = self.rows.get(row.arguments[0])
            if row.name == _STOP and source and not source.moving:
                same[slot] = row.arguments[0]
        return same

    def _moves(self, slot: int) -> bool:
        return slot not in self.rows or self.rows[slot].local.moving > 0


class _Kind(NamedTuple):
    """What makes two operations the same for the whole process."""

    name: str
    dtypes: tuple[str, ...]
    moving: tuple[int, ...]


_known: dict[_Kind, Local] = {}


def _local(
    function: Callable[..., Any], dtypes: Sequence[Any], moving: tuple[int, ...], kind: str
) -> Local:
    known = _Kind(kind, tuple(str(d) for d in dtypes), moving)
    if kind and known in _known:
        return _known[known]
    made = _derived(function, dtypes, moving)
    if kind and len(_known) < LOCALS:
        _known[known] = made
    return made


def _derived(function: Callable[..., Any], dtypes: Sequence[Any], moving: tuple[int, ...]) -> Local:
    shapes = [jax.ShapeDtypeStruct((), dtype) for dtype in dtypes]
    number = jax.ShapeDtypeStruct((), _FLOAT)
    if not moving or jax.eval_shape(function, *shapes).dtype.kind != "f":
        return Local(jax.make_jaxpr(function)(*shapes), len(shapes), 0)

    def derivatives(arguments: list[Any], tangents: list[Any], cotangent: Any) -> Any:
        def partially(*moved: Any) -> Any:
            given = list(arguments)
            for position, value in zip(moving, moved, strict=True):
                given[position] = value
            return function(*given)

        points = [arguments[position] for position in moving]
        value, tangent = jax.jvp(partially, points, tangents)
        _, back = jax.vjp(partially, *points)
        kept = [item for leaf in jax.tree.leaves(back) for item in jnp.ravel(leaf)]
        return value, tangent, back(cotangent), back(jnp.ones((), _FLOAT)), kept

    closed = jax.make_jaxpr(derivatives)(shapes, [number] * len(moving), number)
    return Local(closed, len(shapes), len(moving))


def _equation(builder: _Rows, equation: Any, taken: list[Slots]) -> Slots | list[Slots]:
    """Rows of an equation that computes something."""
    name = str(equation.primitive)
    parameters: Parameters = equation.params
    if name == _NAMED:
        return _named(builder, equation, taken)
    if name in _EXTREMES:
        return _extreme(builder, name, taken[0], parameters)
    if name == "select_n" and len(taken) != 3:
        raise UnsupportedPrimitive("select_n of more than two cases")
    dtypes = [atom.aval.dtype for atom in equation.invars]
    if any(d.kind in "iu" for d in dtypes):
        raise UnsupportedPrimitive(f"{name} of whole numbers")
    bound = equation.primitive.get_bind_params(parameters)
    function = functools.partial(equation.primitive.bind, **bound)
    kind = f"{name} {sorted(parameters.items(), key=str)}"
    arrays = np.broadcast_arrays(*taken)
    made = [
        builder.row(name, kind, function, dtypes, tuple(map(int, slots)), parameters.get("y"))
        for slots in zip(*(array.reshape(-1) for array in arrays), strict=True)
    ]
    return np.array(made, dtype=np.int64).reshape(arrays[0].shape)


def _extreme(builder: _Rows, name: str, array: Slots, parameters: Parameters) -> Slots:
    axes = tuple(parameters["axes"])
    kept = [axis for axis in range(array.ndim) if axis not in axes]
    moved = np.transpose(array, [*kept, *axes]).reshape(*(array.shape[k] for k in kept), -1)
    reduce = jnp.max if name == "reduce_max" else jnp.min

    def function(*items: Any) -> Any:
        return reduce(jnp.stack(items))

    made = [
        builder.row(
            _EXTREMES[name],
            name,
            function,
            [_FLOAT] * moved.shape[-1],
            tuple(map(int, moved[where])),
        )
        for where in np.ndindex(*moved.shape[:-1])
    ]
    return np.array(made, dtype=np.int64).reshape(moved.shape[:-1])


def _named(builder: _Rows, equation: Any, taken: list[Slots]) -> list[Slots]:
    """Rows of a function with a rule of its own: one for each number that it gives."""
    called = equation.params["call_jaxpr"]
    if len(called.jaxpr.outvars) != 1:
        raise UnsupportedPrimitive("a function of several results with a rule of its own")
    shapes = [atom.aval.shape for atom in equation.invars]
    dtypes = [atom.aval.dtype for atom in equation.invars]
    sizes = [int(np.prod(shape)) for shape in shapes]
    label = called.jaxpr.debug_info.func_name
    bound = equation.primitive.get_bind_params(equation.params)
    slots = [int(slot) for array in taken for slot in array.reshape(-1)]
    flat_dtypes = [d for d, size in zip(dtypes, sizes, strict=True) for _ in range(size)]
    needs = _dependencies(called, shapes)
    (outvar,) = called.jaxpr.outvars
    made: list[int] = []
    for k, needed in enumerate(needs):
        function = functools.partial(_one_of, equation.primitive, bound, shapes, needed, k)
        arguments = tuple(slots[i] for i in needed)
        made.append(builder.row(label, "", function, [flat_dtypes[i] for i in needed], arguments))
    return [np.array(made, dtype=np.int64).reshape(outvar.aval.shape)]


def _one_of(
    primitive: Any,
    bound: Parameters,
    shapes: Sequence[Any],
    needed: Sequence[int],
    k: int,
    *numbers: Any,
) -> Any:
    """The k-th number of a call, as a function of the numbers that it depends on."""
    given = dict(zip(needed, numbers, strict=True))
    arrays: list[Any] = []
    first = 0
    for shape in shapes:
        size = int(np.prod(shape))
        own = [given[i] for i in range(first, first + size) if i in given]
        filler = own[0] if own else jnp.zeros(())
        items = [given.get(i, filler) for i in range(first, first + size)]
        arrays.append(jnp.stack(items).reshape(shape) if shape else items[0])
        first += size
    return jnp.reshape(primitive.bind(*arrays, **bound)[0], (-1,))[k]


def _dependencies(called: jex.ClosedJaxpr, shapes: Sequence[Any]) -> list[tuple[int, ...]]:
    """For each number that a call gives, which of the numbers it takes stand in it."""
    sizes = [int(np.prod(shape)) for shape in shapes]
    builder = Builder(sum(sizes))
    arrays: list[Slots] = []
    first = 0
    for shape, size in zip(shapes, sizes, strict=True):
        arrays.append(np.arange(first, first + size, dtype=np.int64).reshape(shape))
        first += size
    (given,) = unroll(builder, called.jaxpr, called.consts, arrays)
    depends = (live_slots(builder.operations, [int(slot)]) for slot in given.reshape(-1))
    return [tuple(sorted(at for at in seen if at < builder.inputs)) for seen in depends]


def _append(builder: _Rows, equation: Any, taken: list[Slots]) -> Slots | list[Slots] | None:
    name = str(equation.primitive)
    if name in _ELEMENTWISE or name in _EXTREMES or name == _NAMED:
        return _equation(builder, equation, taken)
    if name in INNER:
        return None
    if name not in RULES:
        raise UnsupportedPrimitive(name)
    return RULES[name](builder, taken, equation.params)


@kept
def trace(f: Map, n: int) -> Trace:
    """Evaluation trace of f: ℝⁿ → ℝᵐ, what no output needs left out.

    Raises UnsupportedPrimitive, naming it, if no scalar rows stand for a primitive.
    """
    closed = jax.make_jaxpr(f)(jax.ShapeDtypeStruct((n,), jnp.float64))
    builder = _Rows(n)
    inputs = [np.arange(n, dtype=np.int64)]
    (given,) = unroll(builder, closed.jaxpr, closed.consts, inputs, _append)
    outputs = [int(slot) for slot in given.reshape(-1)]
    same = builder.still(outputs)
    outputs = [same.get(slot, slot) for slot in outputs]
    live = live_slots(builder.rows, outputs)
    constants = [slot for slot in builder.constants if slot in live]
    rows = [slot for slot in sorted(builder.rows) if slot in live]
    if len(rows) > MOST:
        raise UnsupportedPrimitive(f"a program of {len(rows)} operations")
    place = {slot: i for i, slot in enumerate([*range(n), *constants, *rows])}
    return Trace(
        inputs=n,
        constants=tuple(builder.constants[slot] for slot in constants),
        rows=tuple(
            Row(
                drawn.name,
                tuple(place[a] for a in drawn.arguments),
                drawn.moving,
                drawn.local,
                drawn.exponent,
            )
            for drawn in (builder.rows[slot] for slot in rows)
        ),
        outputs=tuple(place[slot] for slot in outputs),
    )
