"""The bracket machine: a chain of Jacobians, multiplied by hand (frontend/brackets)."""

from collections.abc import Callable, Mapping
from typing import Any

from streamlit.components.v2 import component

from explainers.core.brackets.numbers import Answer

_mount = component(
    "explainers.brackets",
    html='<div class="instrument brackets" data-figure></div>',
    js="brackets/brackets.js",
    css="brackets/brackets.css",
)


def brackets(
    *,
    key: str,
    edition: str,
    state: Mapping[str, Any],
    limits: Mapping[str, Any],
    answer: Answer,
    on_gesture: Callable[[], None],
) -> None:
    """Mount the machine; the callback finds what the browser sent under ``key`` in the session.

    ``state`` holds the chain and its order, and ``answer`` what Python counted for them;
    ``limits`` is what sizes keep to.
    """
    _mount(
        key=key,
        data={
            "edition": edition,
            "state": dict(state),
            "limits": dict(limits),
            "settled": {
                **{name: state[name] for name in ("sizes", "u", "v", "order")},
                "counts": [product.multiplications for product in answer.products],
                "held": [product.held for product in answer.products],
                "left": answer.left,
                "right": answer.right,
                "best": answer.best,
                "worst": answer.worst,
                "best_order": list(answer.best_order),
            },
        },
        on_gesture_change=on_gesture,
    )
