"""What figures send when a hand moves or lets go, taken only if it is sound and meant for now."""

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeVar, cast

import streamlit as st

from explainers.components import wire
from explainers.ui.session import Home

S = TypeVar("S", bound=NamedTuple)
T = TypeVar("T")


def meant(sent: object, edition: str) -> Mapping[str, Any] | None:
    """What a figure sent, if it is a message about this edition of the state."""
    if not isinstance(sent, Mapping):
        return None
    message = cast(Mapping[str, Any], sent)
    return message if message.get("edition") == edition else None


def heard(
    home: Home[S],
    key: str,
    name: str,
    read: Callable[[Mapping[str, Any], S], T | None],
    then: Callable[[T, Mapping[str, Any]], None],
) -> Callable[[], None]:
    """Callback for what a figure mounted under ``key`` sends by a name.

    ``read`` makes of it and of the state what was asked for, or None if it is malformed;
    ``then`` is done with that and with the message. What was sent on an older edition of the
    state is no news.
    """

    def on_change() -> None:
        message = meant(st.session_state[key].get(name), home.held.edition)
        found = None if message is None else read(message, home.state)
        if message is not None and found is not None:
            if name == "gesture":
                wire.take(key, message)
            then(found, message)

    return on_change


def taken(
    home: Home[S], key: str, then: Callable[[Mapping[str, Any]], None] = lambda _: None
) -> Callable[[], None]:
    """Callback for the gesture that a figure mounted under ``key`` sends when a hand lets go."""

    def take(state: S, gesture: Mapping[str, Any]) -> None:
        home.follow(state)
        then(gesture)

    return heard(home, key, "gesture", lambda sent, state: home.codec.read(sent, state), take)
