"""What figures send when a hand lets go, taken only if it is sound and meant for this state."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar, cast

import streamlit as st

from explainers.ui.session import Home

S = TypeVar("S")


def taken(
    home: Home[S], key: str, read: Callable[[Mapping[str, Any], S], S | None]
) -> Callable[[], None]:
    """Callback for the ``gesture`` that a figure mounted under ``key`` sends.

    ``read`` gives the state that a gesture asks for, from the one at hand, or None if the
    gesture is malformed. A gesture made on an older edition of the state is no news.
    """

    def on_gesture() -> None:
        sent = st.session_state[key].get("gesture")
        if not isinstance(sent, Mapping):
            return
        gesture = cast(Mapping[str, Any], sent)
        if gesture.get("edition") != home.held.edition:
            return
        wanted = read(gesture, home.state)
        if wanted is not None:
            home.follow(wanted)

    return on_gesture
