"""A classifier's matrices and its Jacobian in four axes, moved by hand (frontend/tensors)."""

from typing import Generic, NamedTuple

import numpy as np

from explainers.components.wire import Edition, Figure, Numbers, S
from explainers.core.tape import Tape
from explainers.core.tensors import numbers as tensors


class Settled(NamedTuple):
    """What JAX computed for exactly this state."""

    numbers: Numbers[tensors.Numbers[np.ndarray]]


class Data(NamedTuple, Generic[S]):
    """What the figure is sent."""

    edition: Edition
    state: S
    preset: tensors.Setting
    tape: Tape
    settled: Settled | None


mount = Figure("tensors", alone="replayed")
