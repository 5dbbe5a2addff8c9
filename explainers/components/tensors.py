"""A classifier's matrices and its Jacobian in four axes, moved by hand (frontend/tensors)."""

from typing import Literal, NamedTuple

import numpy as np

from explainers.components.wire import Edition, Figure, Numbers, Vector
from explainers.core.tape import Tape
from explainers.core.tensors import numbers as tensors


class State(NamedTuple):
    """The numbers of a setting, and how they are looked at."""

    inputs: Vector
    W: Vector
    b: Vector
    V: Vector
    U: Vector
    head: tensors.Head
    mode: Literal["push", "pull"]
    form: Literal["blocks", "matrix"]


class Settled(NamedTuple):
    """What JAX computed for exactly this state."""

    numbers: Numbers[tensors.Numbers[np.ndarray]]


class Data(NamedTuple):
    """What the figure is sent."""

    edition: Edition
    state: State
    preset: tensors.Setting
    tape: Tape
    settled: Settled | None


mount = Figure("tensors")
