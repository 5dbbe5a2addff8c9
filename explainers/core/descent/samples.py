"""The samples of a risk and the mini-batches of its steps, drawn once for a seed.

Sizes are padded to a few, so that another number of samples or another batch size is
seldom another program.
"""

from functools import lru_cache
from typing import NamedTuple

import numpy as np
from jaxtyping import Float, Int

from explainers.core.descent.chance import chosen, normal, uniform
from explainers.core.descent.risks import Risk

CHUNK = 1000
"""Steps that are taken in one call; longer runs take several."""
SIZES = (1, 16, 256, 1024)
"""What numbers of samples and batch sizes are padded to."""
KEPT = 24
"""Chunks of batches that are kept, of 2 MB at most: enough for one of the longest runs."""


class Samples(NamedTuple):
    """x and y of N samples, padded with zeros."""

    x: Float[np.ndarray, " padded"]
    y: Float[np.ndarray, " padded"]
    size: int
    """N, the number of samples that are meant."""


def padded(count: int) -> int:
    """The size that a number of samples is padded to. Raises ValueError beyond the largest."""
    for size in SIZES:
        if count <= size:
            return size
    raise ValueError(f"count: {count} is more than {SIZES[-1]}")


@lru_cache(maxsize=64)
def draw(risk: Risk, seed: int, count: int, noise: float, spread: float) -> Samples:
    """Samples of a risk: x log-normal, y the true line with noise, or a label drawn from it.

    ``spread`` is the standard deviation of log x, ``noise`` that of y about the line. A
    risk without samples is given a single one, of zeros.
    """
    if not risk.sampled or risk.truth is None:
        return Samples(np.zeros(1), np.zeros(1), 1)
    index = np.arange(count)
    x = np.exp(spread * normal(seed, 0, index))
    mean = risk.truth[0] * x + risk.truth[1]
    if risk.labels:
        y = (uniform(seed, 2, index) < 1 / (1 + np.exp(-mean))).astype(float)
    else:
        y = mean + noise * normal(seed, 2, index)
    room = (0, padded(count) - count)
    return Samples(np.pad(x, room), np.pad(y, room), count)


@lru_cache(maxsize=KEPT)
def choose(seed: int, chunk: int, count: int, batch: int) -> Int[np.ndarray, "steps padded"]:
    """Samples of each step of a chunk: ``batch`` of ``count``, drawn anew for every step."""
    if batch == count:
        rows = np.broadcast_to(np.arange(count), (CHUNK, count))
    else:
        rows = chosen(seed, chunk * CHUNK + np.arange(CHUNK), count, batch)
    room = (0, padded(batch) - batch)
    return np.pad(rows, ((0, 0), room)).astype(np.int16)


def meant(samples: Samples) -> tuple[Float[np.ndarray, " n"], Float[np.ndarray, " n"]]:
    """Give x and y of the samples that are meant."""
    return samples.x[: samples.size], samples.y[: samples.size]
