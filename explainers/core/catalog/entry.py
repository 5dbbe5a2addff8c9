"""What the catalogue holds: a function together with all that is said about it."""

import inspect
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

from explainers.core.catalog.translation import translated
from explainers.core.types import Map

Range: TypeAlias = tuple[float, float]
Picture: TypeAlias = Literal["arm", "camera", "line"]
"""What the Stage draws of a function's subject, beside its numbers."""


class Sources(NamedTuple):
    """The same function as Python text, ``def f(x): ...``, in three libraries."""

    jax: str
    torch: str
    numpy: str


@dataclass(frozen=True, eq=False)
class Entry:
    """A function ℝⁿ → ℝᵐ with its story, its names, a good first point and its code.

    ``x``, ``v`` and ``inputs`` have n items, ``u`` and ``outputs`` m; ``x_view`` and
    ``y_view`` are the (low, high) ranges that each coordinate is first shown in.
    """

    slug: str
    title: str
    story: str
    latex: str
    jacobian_latex: str
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    x: tuple[float, ...]
    v: tuple[float, ...]
    u: tuple[float, ...]
    x_view: tuple[Range, ...]
    y_view: tuple[Range, ...]
    map: Map
    sources: Sources
    twin: str | None = None
    """Slug of the same formula differentiated in something else."""
    picture: Picture | None = None

    @property
    def n(self) -> int:
        """Number of inputs."""
        return len(self.inputs)

    @property
    def m(self) -> int:
        """Number of outputs."""
        return len(self.outputs)


def sources_of(function: Map, head: str = "f(x)") -> Sources:
    """Text of a catalogue function as a reader would paste it, renamed to ``f``.

    ``head`` gives it another name, and its argument. Raises ValueError, naming it, for a call that
    one of the libraries writes in an unknown way.
    """
    lines = textwrap.dedent(inspect.getsource(function)).splitlines()
    start = next(i for i, line in enumerate(lines) if line.startswith("def "))
    text = "\n".join([f"def {head}:", *lines[start + 1 :]])
    return Sources(text, translated(text, "torch"), translated(text, "numpy"))


def entry(
    *,
    slug: str,
    title: str,
    story: str,
    latex: str,
    jacobian_latex: str,
    inputs: tuple[str, ...],
    outputs: tuple[str, ...],
    x: tuple[float, ...],
    v: tuple[float, ...],
    u: tuple[float, ...],
    x_view: tuple[Range, ...],
    y_view: tuple[Range, ...],
    twin: str | None = None,
    picture: Picture | None = None,
) -> Callable[[Map], Entry]:
    """Decorator that turns a function of one point into a catalogue entry.

    The function's own text becomes the code on screen, so it uses only calls of which
    ``translation`` knows how PyTorch and NumPy write them.
    """

    def make(function: Map) -> Entry:
        return Entry(
            slug=slug,
            title=title,
            story=story,
            latex=latex,
            jacobian_latex=jacobian_latex,
            inputs=inputs,
            outputs=outputs,
            x=x,
            v=v,
            u=u,
            x_view=x_view,
            y_view=y_view,
            map=function,
            sources=sources_of(function),
            twin=twin,
            picture=picture,
        )

    return make
