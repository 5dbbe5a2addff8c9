"""The Stage as a reader meets it: by role and name, with a mouse, keys or fingers."""

import json
import math
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlsplit

import jax
import numpy as np
from playwright.sync_api import Locator, Page, WebSocket, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from explainers.core.catalog import CATALOG
from explainers.permalink import State, decode


class Vectors(NamedTuple):
    """x, v and u in full precision."""

    x: tuple[float, ...]
    v: tuple[float, ...]
    u: tuple[float, ...]


class Wire:
    """What goes over a page's WebSocket."""

    def __init__(self, page: Page) -> None:
        self.sent: list[bytes] = []
        self.log: list[tuple[str, bytes]] = []
        """Both ways, in order."""
        page.on("websocket", self._listen)

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framesent", lambda frame: self._note("sent", frame))
        socket.on("framereceived", lambda frame: self._note("received", frame))

    def _note(self, way: str, frame: str | bytes) -> None:
        data = frame.encode() if isinstance(frame, str) else frame
        self.log.append((way, data))
        if way == "sent":
            self.sent.append(data)

    def open_questions(self, begin: int, answer: str = '"live": {') -> list[int]:
        """How many questions to the server were open after each message since ``begin``.

        ``answer`` is what the data that answers a question holds.
        """
        counts = [0]
        for way_, data in self.log[begin:]:
            if way_ == "sent":
                counts.append(counts[-1] + 1)
            elif _answers(ForwardMsg.FromString(data), answer):
                counts.append(max(0, counts[-1] - 1))
        return counts


def _answers(message: ForwardMsg, answer: str) -> bool:
    """Whether a message brings a figure new data; what was sent before comes as a reference."""
    if message.WhichOneof("type") == "ref_hash":
        return True
    return answer in message.delta.new_element.bidi_component.json


class Stage:
    """The Stage of a page: opened at an address, or else where the page is; and settled."""

    def __init__(self, page: Page, address: str | None = None) -> None:
        self.page = page
        self.wire = Wire(page)
        self.root = page.locator(".stage")
        self.source = self.root.locator(".source")
        self.planes = self.root.locator(".plane")
        self.live = self.root.get_by_role("status")
        if address is not None:
            page.goto(address)
        self.settled()

    def slider(self, name: str) -> Locator:
        return self.root.get_by_role("slider", name=name, exact=True)

    def button(self, name: str) -> Locator:
        return self.root.get_by_role("button", name=name)

    def result(self, name: str) -> Locator:
        return self.root.get_by_role("group", name=name, exact=True)

    def numbers(self, name: str) -> Any:
        """What a result shows, in full precision."""
        return json.loads(self.result(name).get_attribute("data-value") or "null")

    def vectors(self) -> Vectors:
        """What the bars hold, whether or not the mode shows them."""
        return Vectors(*map(tuple, self.root.evaluate(_READ_BARS)))

    def address(self) -> State:
        return state_of(self.page.url)

    def settled(self) -> State:
        """Wait for JAX's numbers and for the address to follow; the state that it holds."""
        expect(self.source).to_have_attribute("data-by", "JAX")
        shown = self.vectors()
        self.page.wait_for_url(lambda url: vectors_of(state_of(url)) == shown)
        return self.address()

    def press(self, handle: Locator) -> tuple[float, float]:
        """Put the mouse on a handle and press; where that is."""
        handle.scroll_into_view_if_needed()
        x, y = centre(handle)
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        return x, y

    def carry(self, start: tuple[float, float], path: Iterable[tuple[float, float]]) -> None:
        for dx, dy in path:
            self.page.mouse.move(start[0] + dx, start[1] + dy)

    def drag(self, handle: Locator, dx: float, dy: float = 0) -> None:
        start = self.press(handle)
        self.carry(start, way(dx, dy, 20))
        self.page.mouse.up()

    def until(self, condition: Callable[[], object]) -> None:
        """Wait, a frame at a time, for what only the test can see."""
        for _ in range(1200):
            if condition():
                return
            self.page.evaluate("new Promise(requestAnimationFrame)")
        raise AssertionError("what was waited for did not happen")


_READ_BARS = """root => ["x", "v", "u"].map(kind =>
    [...root.querySelectorAll(`.bar.${kind} input[type=range]`)].map(bar => Number(bar.value)))"""


def state_of(url: str) -> State:
    """The state that an address restores."""
    page = urlsplit(url)
    usual = "arm" if page.path == "/" else "seed"
    return decode(dict(parse_qsl(page.query)), usual).state


def vectors_of(state: State) -> Vectors:
    return Vectors(state.x, state.v, state.u)


def way(dx: float, dy: float, moves: int) -> list[tuple[float, float]]:
    """A winding way from a start to what lies dx, dy from it."""
    places: list[tuple[float, float]] = []
    for k in range(1, moves + 1):
        t = k / moves
        swing = 14 * math.sin(4 * math.pi * t)
        places.append((dx * t + swing, dy * t - swing))
    places[-1] = (dx, dy)
    return places


def centre(handle: Locator) -> tuple[float, float]:
    box = handle.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


class Truth(NamedTuple):
    """What JAX says of a state, asked here and not by the app."""

    push: np.ndarray
    pull: np.ndarray
    pairing: float


def truth(slug: str, vectors: Vectors) -> Truth:
    x, v, u = (np.array(vector, float) for vector in vectors)
    push, pull = map(np.asarray, _products(slug)(x, v, u))
    return Truth(push, pull, float(u @ push))


@cache
def _products(slug: str) -> Callable[..., Any]:
    f = CATALOG[slug].map
    return jax.jit(lambda x, v, u: (jax.jvp(f, (x,), (v,))[1], *jax.vjp(f, x)[1](u)))


def near(shown: Any, expected: Any, relative: float) -> bool:
    """Whether numbers agree, up to a part of the largest of them."""
    a, b = np.asarray(shown, float), np.asarray(expected, float)
    largest = max(1.0, float(np.abs(b).max(initial=0)))
    return a.shape == b.shape and float(np.abs(a - b).max(initial=0)) <= relative * largest
