"""What is compiled ahead holds every operation that a reader may type."""

import json
import os
import subprocess
import sys

import pytest

from explainers.core.complex_plane.functions import FUNCTIONS as COMPLEX
from explainers.core.expression import FUNCTIONS
from explainers.ui import ahead
from explainers.ui.disk import VARIABLE


def test_every_function_stands_in_a_text() -> None:
    assert [name for name in FUNCTIONS if f"{name}(" not in "".join(ahead.EVERY_OPERATION)] == []
    assert [name for name in COMPLEX if f"{name}(" not in "".join(ahead.EVERY_COMPLEX)] == []


SHAPES = 8
"""Sums over rows are compiled for each shape; what works number by number is not."""
COUNTED = """
import json
import jax
from explainers.core import complex_plane
from explainers.core.expression import entry
from explainers.core.known import known
from explainers.ui import ahead
from explainers.ui.disk import VARIABLE

compiled = []

def note(event, *_, **__):
    if event.endswith("backend_compile_duration"):
        compiled.append(event)

jax.monitoring.register_event_duration_secs_listener(note)
for _ in ahead._operations():
    pass
before = len(compiled)
for text in ("+".join(["softplus(" * 9 + "x1" + ")" * 9] * 2), "tanh(x1*x2)+sqrt(x1)^x2"):
    made = entry(text)
    known(made.map, made.x, made.v, made.u)
plan = complex_plane.typed("sqrt(" * 6 + "z" + ")" * 6)
complex_plane.settled(plan.map, plan.complex_map, plan.z, complex_plane.DZ)
print(json.dumps([before, len(compiled) - before]))
"""
"""In a process of its own, in which no other test has typed anything."""


@pytest.mark.whole
def test_then_hard_texts_hardly_need_a_compiler() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", COUNTED],
        env=os.environ | {VARIABLE: ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    ahead_of, then = json.loads(ran.stdout.splitlines()[-1])
    assert ahead_of > 10 * SHAPES
    assert then <= SHAPES
