"""What the bracket machine sends, taken only if it is a sound chain with a sound order."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from explainers.permalink.brackets import State, valid_order, valid_sizes


def read_gesture(gesture: Mapping[str, Any], state: State) -> State | None:
    """State that a gesture asks for, or None if it is malformed."""
    sizes, order = gesture.get("sizes"), gesture.get("order")
    u, v, mirror = (gesture.get(name) for name in ("u", "v", "mirror"))
    if not (valid_sizes(sizes) and all(isinstance(flag, bool) for flag in (u, v, mirror))):
        return None
    wanted = state._replace(
        sizes=tuple(cast(Sequence[int], sizes)),
        u=cast(bool, u),
        v=cast(bool, v),
        mirror=cast(bool, mirror),
    )
    if not valid_order(order, wanted.factors):
        return None
    return wanted._replace(order=tuple(cast(Sequence[int], order)))
