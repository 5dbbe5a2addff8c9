"""Programs that JAX has compiled: some ready to run, the others as bytes.

A program that is ready takes 0.4 MB, nearly the same for each, as its compiler's machinery goes
with it; its own bytes are 10 kB. So many at once are ready, and of the others the bytes are kept:
to make one ready again takes some milliseconds, and compiles nothing. A shelf keeps the bytes for
the next process.
"""

import hashlib
import zlib
from collections.abc import Callable
from contextlib import suppress
from itertools import count
from threading import Lock, local
from typing import Any, Generic, Protocol, TypeAlias, TypeVar
from weakref import WeakSet

import jax
from jax.experimental.serialize_executable import deserialize_and_load, serialize

T = TypeVar("T")
Trees: TypeAlias = tuple[Any, Any]
"""Of the arguments, and of the results."""

READY = 144
"""How many programs are ready to run; what was longest not used is laid aside first."""
Options: TypeAlias = dict[str, bool | str]
WHOLE: Options = {"xla_cpu_parallel_codegen_split_count": "1"}
"""In one piece: these programs are small, and each piece costs memory and time."""
PLAIN: Options = WHOLE | {
    "xla_backend_optimization_level": "0",
    "xla_cpu_use_fusion_emitters": False,
}
"""As written, too: a program of a few numbers takes longer to improve than it will ever run."""
_HIT = "/jax/compilation_cache/cache_hits"
"""The event by which JAX says that it has read a program from a cache of its own."""
_NOW = count()
_HERE = local()


class Shelf(Protocol):
    """Where bytes are kept by names that only the same program has."""

    def get(self, name: str) -> bytes | None:
        """The bytes, or None."""
        ...

    def put(self, name: str, kept: bytes) -> None:
        """Keep bytes, if there is room."""
        ...


class Programs:
    """What programs have in common: how many are ready, and where the next process finds them."""

    def __init__(self, most: int) -> None:
        """For ``most`` programs that are ready, and no shelf."""
        self.shelf: Shelf | None = None
        self._most = most
        self._ready: WeakSet[Program[Any]] = WeakSet()
        self._lock = Lock()

    @property
    def ready(self) -> int:
        """How many are, of those that can be laid aside."""
        return len(self._ready)

    def make(self, lowered: jax.stages.Lowered, options: Options = PLAIN) -> "Program[Any]":
        """The program of a function: from the shelf, or compiled and put there."""
        trees = jax.tree.structure(lowered.args_info), lowered.out_tree
        if self.shelf is None:
            found = Program(self, *_compiled(lowered, options), trees)
        else:
            found = self._shelved(lowered, options, trees, self.shelf)
        self.count(found)
        return found

    def count(self, program: "Program[Any]") -> None:
        """Count a program as ready, and lay aside what was longest not used for it."""
        if program.kept is None:
            return
        with self._lock:
            self._ready.add(program)
            while len(self._ready) > self._most:
                last = min(self._ready, key=lambda one: one.used)
                last.lay_aside()
                self._ready.discard(last)

    def _shelved(
        self, lowered: jax.stages.Lowered, options: Options, trees: Trees, shelf: Shelf
    ) -> "Program[Any]":
        name = _name(lowered, options)
        kept = shelf.get(name)
        if kept is not None:
            # A file that something has broken may break anything that reads it.
            with suppress(Exception):
                return Program(self, _loaded(kept, trees), kept, trees)
        made = Program(self, *_compiled(lowered, options), trees)
        if made.kept is not None:
            shelf.put(name, made.kept)
        return made


class Program(Generic[T]):
    """What was compiled for arguments of one kind."""

    def __init__(
        self,
        among: Programs,
        compiled: jax.stages.Compiled,
        kept: bytes | None,
        trees: Trees,
    ) -> None:
        """For what JAX has compiled, its bytes, if any, and the trees of arguments and results."""
        self.used = next(_NOW)
        """When it was last run, as a number that grows."""
        self.kept = kept
        self._among = among
        self._trees = trees
        self._ready: jax.stages.Compiled | None = compiled
        self._one = Lock()

    @property
    def is_ready(self) -> bool:
        """Whether it can be run without being made ready first."""
        return self._ready is not None

    def __call__(self, *given: Any) -> T:
        """Run it."""
        self.used = next(_NOW)
        # Another thread may lay it aside meanwhile: what this one holds stays.
        return (self._ready or self._again())(*given)

    def lay_aside(self) -> None:
        """Let its machinery go, and keep its bytes."""
        self._ready = None

    def _again(self) -> Callable[..., T]:
        with self._one:
            ready = self._ready
            if ready is None:
                assert self.kept is not None
                ready = self._ready = _loaded(self.kept, self._trees)
                self._among.count(self)
        return ready


PROGRAMS = Programs(READY)


def _name(lowered: jax.stages.Lowered, options: Options) -> str:
    """A name that no other program has, for this version of JAX on this kind of machine."""
    whole = (lowered.as_text(), lowered.args_info, lowered.out_info, options)
    return hashlib.sha256("\n".join(map(str, whole)).encode()).hexdigest()


def _note(event: str, **_: Any) -> None:
    if event == _HIT:
        _HERE.read = True


jax.monitoring.register_event_listener(_note)


def _compiled(
    lowered: jax.stages.Lowered, options: Options
) -> tuple[jax.stages.Compiled, bytes | None]:
    """A program, and the bytes that it can be made ready from.

    There are none for one that calls back into Python, and for one that JAX has read from a
    cache that an operator has given it: XLA writes such a program without its functions.
    """
    _HERE.read = False
    compiled = lowered.compile(options)
    if _HERE.read:
        return compiled, None
    try:
        return compiled, zlib.compress(serialize(compiled)[0], 1)
    except Exception:  # the errors of pickle, JAX and XLA have no kind in common
        return compiled, None


def _loaded(kept: bytes, trees: Trees) -> jax.stages.Compiled:
    """A program made ready; raises whatever broken bytes make of it."""
    return deserialize_and_load(zlib.decompress(kept), *trees)
