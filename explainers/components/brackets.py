"""The bracket machine: a chain of Jacobians, multiplied by hand (frontend/brackets)."""

from collections.abc import Callable, Sequence

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
    sizes: Sequence[int],
    u: bool,
    v: bool,
    order: Sequence[int],
    mirror: bool,
    answer: Answer,
    on_gesture: Callable[[], None],
) -> None:
    """Mount the machine; the callback finds what the browser sent under ``key`` in the session.

    ``sizes`` are those of the spaces, from the input to the output; ``answer`` is what
    Python counted for this chain and this order.
    """
    chain = {"sizes": list(sizes), "u": u, "v": v, "order": list(order)}
    _mount(
        key=key,
        data={
            "edition": edition,
            "state": {**chain, "mirror": mirror},
            "settled": {
                **chain,
                "counts": [product.multiplications for product in answer.products],
                "held": [product.held for product in answer.products],
                "left": answer.left,
                "right": answer.right,
                "best": answer.best,
                "worst": answer.worst,
                "bestOrder": list(answer.best_order),
            },
        },
        on_gesture_change=on_gesture,
    )
