"""Chance that every library can repeat: hashed counters, as numbers in (0, 1) and as normals.

The programs on screen hold the same in fewer words, and draw what the app drew; the same seed
gives the same run whatever the version of JAX.
"""

import numpy as np

GOLDEN = 0x9E3779B97F4A7C15


def mixed(z: np.ndarray) -> np.ndarray:
    """SplitMix64's finaliser (Steele, Lea, Flood: Fast splittable generators, 2014)."""
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB
    return z ^ (z >> 31)


def uniform(seed: int, stream: int, counter: np.ndarray) -> np.ndarray:
    """A number in (0, 1) for each counter: it depends on seed, stream and counter alone."""
    key = mixed(np.array([16 * seed + stream], np.uint64) * GOLDEN)
    z = mixed(key + counter.astype(np.uint64) * GOLDEN)
    return ((z >> 11).astype(float) + 0.5) * 2.0**-53


def normal(seed: int, stream: int, counter: np.ndarray) -> np.ndarray:
    """A standard normal number for each counter, from two uniform ones (Box and Muller)."""
    radius = np.sqrt(-2 * np.log(uniform(seed, stream, counter)))
    return radius * np.cos(2 * np.pi * uniform(seed, stream + 1, counter))


def chosen(seed: int, steps: np.ndarray, count: int, batch: int) -> np.ndarray:
    """The samples of each step's batch in rising order: the smallest of ``count`` numbers."""
    drawn = uniform(seed, 4, steps[:, None] * 2**20 + np.arange(count))
    last = np.partition(drawn, batch - 1, axis=1)[:, [batch - 1]]
    return np.nonzero(drawn <= last)[1].reshape(len(steps), batch)
