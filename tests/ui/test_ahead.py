"""What is compiled ahead holds every operation that a reader may type."""

from collections.abc import Iterator

import jax
import pytest

from explainers.core import complex_plane
from explainers.core.complex_plane.functions import FUNCTIONS as COMPLEX
from explainers.core.expression import FUNCTIONS, entry
from explainers.core.known import known
from explainers.ui import ahead


def test_every_function_stands_in_a_text() -> None:
    assert [name for name in FUNCTIONS if f"{name}(" not in "".join(ahead.EVERY_OPERATION)] == []
    assert [name for name in COMPLEX if f"{name}(" not in "".join(ahead.EVERY_COMPLEX)] == []


@pytest.fixture
def compiled() -> Iterator[list[str]]:
    """Programs that XLA compiles or loads from now on."""
    events: list[str] = []

    def note(event: str, duration_secs: float, **kwargs: str | int) -> None:
        del duration_secs, kwargs
        if event.endswith("backend_compile_duration"):
            events.append(event)

    jax.monitoring.register_event_duration_secs_listener(note)
    yield events
    jax.monitoring.unregister_event_duration_listener(note)


SHAPES = 8
"""Sums over rows are compiled for each shape; what works number by number is not."""


def test_then_hard_texts_hardly_need_a_compiler(compiled: list[str]) -> None:
    for _ in ahead._operations():
        pass
    assert len(compiled) > 10 * SHAPES
    compiled.clear()
    for text in ("+".join(["softplus(" * 9 + "x1" + ")" * 9] * 2), "tanh(x1*x2)+sqrt(x1)^x2"):
        made = entry(text)
        known(made.map, made.x, made.v, made.u)
    plan = complex_plane.typed("sqrt(" * 6 + "z" + ")" * 6)
    complex_plane.settled(plan.map, plan.complex_map, plan.z, complex_plane.DZ)
    assert len(compiled) <= SHAPES
