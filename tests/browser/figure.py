"""A figure as a reader meets it: by role and name, with a mouse, keys or fingers."""

import json
import math
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, Generic, NamedTuple, TypeVar
from urllib.parse import parse_qsl, urlsplit
from weakref import WeakKeyDictionary

import jax
import numpy as np
from playwright.sync_api import Locator, Page, WebSocket, expect
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from explainers import permalink
from explainers.core.catalog import CATALOG
from explainers.permalink import Arrival, functions

S = TypeVar("S", bound=NamedTuple)


class Wire:
    """What goes over a page's WebSocket, but for asking whether JAX has answered by now."""

    def __init__(self, page: Page) -> None:
        self.log: list[tuple[str, bytes]] = []
        """Both ways, in order."""
        page.on("websocket", self._listen)

    def clear(self) -> None:
        self.log.clear()

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framesent", lambda frame: self._note("sent", frame))
        socket.on("framereceived", lambda frame: self._note("received", frame))

    def _note(self, way: str, frame: str | bytes) -> None:
        data = frame.encode() if isinstance(frame, str) else frame
        if way == "received" or not BackMsg.FromString(data).rerun_script.is_auto_rerun:
            self.log.append((way, data))

    def open_questions(self, begin: int, answer: str = '"live": {') -> list[int]:
        """How many questions to the server were open after each message since ``begin``.

        ``answer`` is what the data that answers a question holds.
        """
        counts = [0]
        for way, data in self.log[begin:]:
            if way == "sent":
                counts.append(counts[-1] + 1)
            elif _answers(ForwardMsg.FromString(data), answer):
                counts.append(max(0, counts[-1] - 1))
        return counts


_WIRES: WeakKeyDictionary[Page, Wire] = WeakKeyDictionary()


def wire(page: Page) -> Wire:
    """What has gone over a page's WebSocket since the page was opened, or last cleared."""
    return _WIRES.get(page) or _WIRES.setdefault(page, Wire(page))


def _answers(message: ForwardMsg, answer: str) -> bool:
    """Whether a message brings a figure new data; what was sent before comes as a reference."""
    if message.WhichOneof("type") == "ref_hash":
        return True
    return answer in message.delta.new_element.bidi_component.json


class Figure(Generic[S]):
    """The figure of a page: opened at an address, or else where the page is; and settled.

    ``decode`` reads the state of its lesson from an address.
    """

    def __init__(
        self,
        page: Page,
        decode: Callable[[Mapping[str, str]], Arrival[S]],
        address: str | None = None,
    ) -> None:
        self.page = page
        self.decode = decode
        self.wire = wire(page)
        self.root = page.locator("[data-figure]")
        self.source = self.root.locator(".source")
        self.live = self.root.get_by_role("status")
        if address is not None:
            page.goto(address)
        arrived(self.root)

    def slider(self, name: str) -> Locator:
        return self.root.get_by_role("slider", name=name, exact=True)

    def button(self, name: str, exact: bool = False) -> Locator:
        return self.root.get_by_role("button", name=name, exact=exact)

    def group(self, name: str) -> Locator:
        return self.root.get_by_role("group", name=name, exact=True)

    def numbers(self, name: str) -> Any:
        """What a group shows, in full precision."""
        drawn(self.page)
        return json.loads(self.group(name).get_attribute("data-value") or "null")

    def sent(self) -> int:
        """How many messages the page has sent to the server."""
        return sum(way == "sent" for way, _ in self.wire.log)

    # The state in the address ---------------------------------------------------------------------

    def state(self) -> S:
        return self._read(self.page.url)

    def settled(self) -> S:
        """Wait for Python's answer to what a hand did last; the state in the address."""
        answered(self.root)
        return self.state()

    def led_to(self, condition: Callable[[S], object]) -> S:
        """Wait until the address holds such a state, and then for Python's answer."""
        self.page.wait_for_url(lambda url: bool(condition(self._read(url))))
        return self.settled()

    def _read(self, url: str) -> S:
        return self.decode(dict(parse_qsl(urlsplit(url).query))).state

    # A hand ---------------------------------------------------------------------------------------

    def press(self, handle: Locator) -> tuple[float, float]:
        """Put the mouse on a handle and press; where that is."""
        x, y = centre(handle)
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        return x, y

    def carry(self, start: tuple[float, float], path: Iterable[tuple[float, float]]) -> None:
        for dx, dy in path:
            self.page.mouse.move(start[0] + dx, start[1] + dy)

    def hold(self, handle: Locator, dx: float, dy: float = 0, moves: int = 20) -> None:
        """Drag a handle, and keep it in the hand."""
        self.carry(self.press(handle), way(dx, dy, moves))

    def drag(self, handle: Locator, dx: float, dy: float = 0) -> None:
        self.hold(handle, dx, dy)
        self.page.mouse.up()

    def until(self, condition: Callable[[], object]) -> None:
        """Wait, a frame at a time, for what only the test can see."""
        for _ in range(3600):
            if condition():
                return
            drawn(self.page)
        raise AssertionError("what was waited for did not happen")


class Vectors(NamedTuple):
    """x, v and u in full precision."""

    x: tuple[float, ...]
    v: tuple[float, ...]
    u: tuple[float, ...]


class Stage(Figure[permalink.State]):
    """The Stage, whose bars hold in full precision what is on screen."""

    def __init__(self, page: Page, address: str | None = None) -> None:
        super().__init__(page, functions.CODEC.decode, address)
        self.settled()

    def _read(self, url: str) -> permalink.State:
        return state_of(url)

    def vectors(self) -> Vectors:
        """What the bars hold, whether or not the mode shows them."""
        return Vectors(*map(tuple, self.root.evaluate(_READ_BARS)))

    def settled(self) -> permalink.State:
        """Wait for JAX's numbers and for the address to follow; the state that it holds."""
        drawn(self.page)
        self.until(
            lambda: (
                self.source.get_attribute("data-by") == "JAX"
                and self.vectors() == vectors_of(state_of(self.page.url))
            )
        )
        return self.state()


_READ_BARS = """async root => {
  await new Promise(requestAnimationFrame);
  return ["x", "v", "u"].map(kind =>
    [...root.querySelectorAll(`.bar.${kind} input[type=range]`)].map(bar => Number(bar.value)));
}"""


def predictions(page: Page) -> dict[str, int]:
    """How many guesses were checked in this browser, by page."""
    kept = json.loads(page.evaluate("localStorage.getItem('push-and-pull:predicted')"))
    assert kept["v"] == 1
    return kept["lessons"]


def drawn(page: Page) -> None:
    """Wait for the frame that draws what a hand did last: until then a figure is as it was."""
    page.evaluate("new Promise(requestAnimationFrame)")


def answered(figure: Locator) -> None:
    """Wait until a figure has drawn what a hand did last, and has Python's answer to it."""
    drawn(figure.page)
    expect(figure).to_have_attribute("data-settled", "true")


def arrived(figure: Locator) -> None:
    """Wait until a figure that has just been opened is answered, and stands where it stays."""
    answered(figure)
    expect(figure.page.get_by_test_id("stSkeleton")).to_have_count(0)
    figure.page.wait_for_function(_TOLD)  # then a figure asks for what is heavy
    dressed(figure)
    # A new size is noticed in the frame that lays it out, and drawn in the next.
    for _ in range(2):
        drawn(figure.page)


_TOLD = """() => !document.querySelector(".st-key-frame-figure")
  || document.querySelector(".st-key-frame-turn a")"""
"""Whether the last words are there, of a page that has any."""


def dressed(part: Locator) -> None:
    """Wait until the looks and the letters of what a part stands in have come."""
    part.page.wait_for_function(_DRESSED, arg=part.element_handle())


def chosen(picker: Locator) -> Locator:
    """The one of a list that it shows."""
    return picker.locator("option:checked")


def finished(page: Page) -> None:
    """Wait until the server has said all that it has to say to what it has answered."""
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")


def turn_to(page: Page, name: str) -> None:
    """Open another page by the menu, once the server has said all of this one."""
    finished(page)
    page.get_by_role("region", name="Sidebar").get_by_role("link", name=name).click()


def still(figure: Locator) -> None:
    """Wait until a figure has drawn all of the place at which a hand holds it."""
    figure.evaluate(_STILL)


_DRESSED = """figure => document.fonts.status === "loaded" &&
  figure.getRootNode().adoptedStyleSheets.length > 0"""
"""A figure is drawn without waiting for its letters."""

_STILL = """figure => new Promise((done, fail) => {
  let [frames, all] = [0, 0];
  const watch = new MutationObserver(() => { frames = 0; });
  watch.observe(figure, { subtree: true, childList: true, attributes: true, characterData: true });
  const look = () => {
    [frames, all] = [frames + 1, all + 1];
    if (frames <= 12 && all <= 3600) {
      requestAnimationFrame(look);
      return;
    }
    watch.disconnect();
    frames > 12 ? done() : fail(new Error("the figure goes on changing"));
  };
  look();
})"""
"""Parts of a figure are drawn in turns while a hand moves, and all of it when it rests."""


def state_of(url: str) -> permalink.State:
    """The state that an address restores."""
    page = urlsplit(url)
    usual = "arm" if page.path == "/" else "seed"
    return functions.codec(usual).decode(dict(parse_qsl(page.query))).state


def vectors_of(state: permalink.State) -> Vectors:
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
    """Where the middle of a handle is, in view and when it no longer moves by itself."""
    handle.scroll_into_view_if_needed()
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
