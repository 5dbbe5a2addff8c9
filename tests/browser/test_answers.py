"""Late answers, and a false tape: what settles is JAX's, for where the hand is."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, WebSocketRoute, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from explainers.core.numerals import numeral
from explainers.permalink import tensors
from tests.browser.figure import (
    Figure,
    Stage,
    arrived,
    finished,
    near,
    state_of,
    still,
    truth,
    vectors_of,
    way,
)

STREAM = re.compile(r"/_stcore/stream")
Frame = str | bytes


class Gate:
    """Stands between server and page; shut, it keeps what the server says."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.shut = False
        self.kept: list[tuple[WebSocketRoute, Frame]] = []
        page.route_web_socket(STREAM, self._stand)

    def _stand(self, page_side: WebSocketRoute) -> None:
        server_side = page_side.connect_to_server()
        page_side.on_message(server_side.send)
        server_side.on_message(lambda frame: self._pass(page_side, frame))

    def _pass(self, page_side: WebSocketRoute, frame: Frame) -> None:
        if self.shut:
            self.kept.append((page_side, frame))
        else:
            page_side.send(frame)

    def close(self) -> None:
        """Keep what the server says to the next gesture; what it says to the last goes by."""
        finished(self.page)
        self.shut = True

    def holds_a_run(self) -> bool:
        """Whether the server has said all that it has to say to a gesture."""
        frames = [frame for _, frame in self.kept if isinstance(frame, bytes)]
        kinds = [ForwardMsg.FromString(frame).WhichOneof("type") for frame in frames]
        return "script_finished" in kinds

    def open(self) -> None:
        self.shut = False
        for page_side, frame in self.kept:
            page_side.send(frame)
        self.kept.clear()


def test_a_late_answer_does_not_pull_the_handle_from_the_hand(
    new_page: Callable[..., Page], app: str
) -> None:
    page = new_page()
    gate = Gate(page)
    stage = Stage(page, f"{app}/push_and_pull?f=polar")
    for name in ("vector v", "point x"):
        check_late_answer(gate, stage, stage.slider(name))


def check_late_answer(gate: Gate, stage: Stage, handle: Locator) -> None:
    gate.close()
    stage.drag(handle, 30, 20)
    first = stage.vectors()
    stage.until(gate.holds_a_run)
    expect(stage.source).to_have_attribute("data-by", "tape")

    start = stage.press(handle)
    stage.carry(start, way(-50, -40, 10))
    expect(stage.source).to_have_attribute("data-by", "tape")
    still(stage.root)
    second, shown = stage.vectors(), stage.numbers("Jv")
    said = handle.get_attribute("aria-valuetext") or ""
    assert second != first
    gate.open()
    stage.page.wait_for_url(lambda url: vectors_of(state_of(url)) == first)
    assert stage.vectors() == second
    assert stage.numbers("Jv") == shown
    expect(handle).to_have_attribute("aria-valuetext", said)
    expect(stage.source).to_have_attribute("data-by", "tape")

    stage.carry(start, way(-60, -20, 5))
    stage.page.mouse.up()
    state = stage.settled()
    assert vectors_of(state) == stage.vectors()
    assert vectors_of(state) not in (first, second)
    expected = truth("polar", vectors_of(state))
    assert near(stage.numbers("Jv"), expected.push, 1e-15)
    assert near(stage.numbers("uᵀJ"), expected.pull, 1e-15)


@pytest.mark.whole
def test_an_answer_to_an_older_gesture_does_not_pass_for_the_newest(
    new_page: Callable[..., Page], app: str
) -> None:
    page = new_page()
    gate = Gate(page)
    stage = Stage(page, f"{app}/push_and_pull?f=polar")
    gate.close()
    stage.drag(stage.slider("vector v"), 30, 20)
    stage.until(gate.holds_a_run)
    old = gate.kept[:]
    gate.kept.clear()
    stage.drag(stage.slider("vector v"), -50, 10)
    newest = stage.vectors()
    stage.until(gate.holds_a_run)
    for page_side, frame in old:
        page_side.send(frame)
    page.wait_for_url(lambda url: "v=" in url)
    expect(stage.source).to_have_attribute("data-by", "tape")
    assert stage.vectors() == newest
    gate.open()
    assert vectors_of(stage.settled()) == newest


@pytest.mark.whole
@pytest.mark.parametrize(
    "holds", [True, pytest.param(False, marks=pytest.mark.whole)], ids=["holds", "has let go"]
)
def test_what_is_set_from_outside_while_a_hand_moves_is_set_beside_what_the_hand_moves(
    new_page: Callable[..., Page], app: str, holds: bool
) -> None:
    page = new_page()
    gate = Gate(page)
    figure = Figure(page, tensors.CODEC.decode, f"{app}/tensors")
    wider = page.get_by_role("radio", name="(2,)")
    wider.wait_for()  # the words come after the figure
    gate.close()
    wider.click()
    handle = figure.slider("W 2 1")
    figure.hold(handle, 43, 2)
    if not holds:
        page.mouse.up()
    still(figure.root)
    moved = handle.get_attribute("aria-valuetext")
    figure.until(gate.holds_a_run)
    assert figure.state() == tensors.USUAL
    gate.open()
    page.mouse.up()
    state = figure.led_to(lambda now: len(now.b) == 2 and now.W != tensors.USUAL.W)
    expect(handle).to_have_attribute("aria-valuetext", moved or "")
    assert numeral(state.W[2]) == moved
    assert state._replace(W=tensors.USUAL.W) == tensors.USUAL._replace(b=state.b)
    with page.expect_event("load"):
        page.reload()
    arrived(figure.root)
    expect(handle).to_have_attribute("aria-valuetext", moved or "")


def falsified(page: Page, change: Callable[[bytes], bytes]) -> None:
    """Change what the server says on its way to the page, keeping its length."""

    def stand(page_side: WebSocketRoute) -> None:
        server_side = page_side.connect_to_server()
        page_side.on_message(server_side.send)

        def tell(frame: Frame) -> None:
            data = frame.encode() if isinstance(frame, str) else frame
            told = change(data)
            assert len(told) == len(data)
            page_side.send(told)

        server_side.on_message(tell)

    page.route_web_socket(STREAM, stand)


def _two_becomes_three(frame: bytes) -> bytes:
    """The seed's tape has the constant 2 of ∂x²/∂x = 2x."""
    return re.sub(rb'("constants": \[[^\]]*)2\.0', rb"\g<1>3.0", frame)


@pytest.mark.whole
@pytest.mark.parametrize("false", [False, True], ids=["true tape", "false tape"])
def test_settled_numbers_are_not_the_tapes(
    new_page: Callable[..., Page], app: str, false: bool
) -> None:
    page = new_page()
    falsified(page, _two_becomes_three if false else bytes)
    stage = Stage(page, f"{app}/push_and_pull?f=seed")
    for name in ("point x", "vector v"):
        before = stage.vectors()
        start = stage.press(stage.slider(name))
        stage.carry(start, way(20, -15, 10))
        expect(stage.source).to_have_attribute("data-by", "tape")
        still(stage.root)
        held = stage.vectors()
        assert held != before
        told = list(truth("seed", held).push)
        true = tuple(told)
        told[0] += held.x[0] * held.v[0] if false else 0.0  # 3x₁ where 2x₁ is meant
        stage.until(lambda told=told: near(stage.numbers("Jv"), told, 1e-12))
        assert near(stage.numbers("Jv"), true, 1e-12) == (not false)

        page.mouse.up()
        state = stage.settled()
        expected = truth("seed", vectors_of(state))
        assert near(stage.numbers("Jv"), expected.push, 1e-15)
        assert near(stage.numbers("uᵀJ"), expected.pull, 1e-15)
        assert near(stage.numbers("uᵀJv"), expected.pairing, 1e-15)
        said = f"∂y₁/∂x₁ = {numeral(2 * state.x[0])};"
        expect(stage.root.get_by_role("gridcell", name=said)).to_have_count(1)
