"""What components are sent: plain lists, since anything else is not JSON."""

import math
from typing import Any

import numpy as np

from explainers.core.catalog import Entry


def numbers(array: Any) -> Any:
    """An array as nested lists of what JSON can hold; non-finite numbers become text."""
    listed = np.asarray(array, dtype=np.float64)
    if np.isfinite(listed).all():
        return listed.tolist()
    return _as_text(listed.tolist())


def _as_text(item: Any) -> Any:
    if isinstance(item, list):
        return [_as_text(part) for part in item]
    return item if math.isfinite(item) else str(item)


def entry_json(entry: Entry) -> dict[str, Any]:
    """What a figure needs to know of a function."""
    return {
        "slug": entry.slug,
        "inputs": list(entry.inputs),
        "outputs": list(entry.outputs),
        "x_view": [list(limits) for limits in entry.x_view],
        "y_view": [list(limits) for limits in entry.y_view],
        "preset": {"x": list(entry.x), "v": list(entry.v), "u": list(entry.u)},
    }
