"""The server dies under a hand: what the hand does is kept, and settled by the next server."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, WebSocketRoute, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from explainers.core.numerals import numeral
from harness.server import Server, serving
from tests.browser.conftest import Tab
from tests.browser.figure import (
    Stage,
    answered,
    arrived,
    centre,
    drawn,
    dressed,
    finished,
    near,
    truth,
    vectors_of,
    way,
    wire,
)
from tests.browser.test_answers import STREAM

pytestmark = pytest.mark.faults

AWAY = "The server is away."
PICKER = "Function, or type your own"
OF_ABSENCE = re.compile(
    r"ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE|WebSocket connection to"
    r"|Cannot send rerun backMessage when disconnected|Client Error|Is Streamlit still running"
)
"""What browser and Streamlit write into the console while there is no server."""


class Reader(NamedTuple):
    """A page of somebody's, and what their hand holds there."""

    page: Page
    figure: Locator
    """What sends gestures: a figure, or sliders beside one."""
    handle: Locator

    def carry(self, dx: float, dy: float) -> None:
        """Take hold, and move."""
        x, y = centre(self.handle)
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        self.on(dx, dy)

    def on(self, dx: float, dy: float) -> None:
        """Move on by so much."""
        x, y = centre(self.handle)
        for a, b in way(dx, dy, 8):
            self.page.mouse.move(x + a, y + b)
        drawn(self.page)

    def release(self) -> None:
        self.page.mouse.up()
        drawn(self.page)

    def shown(self) -> list[str]:
        """Where all handles are, in words; where a run is at a step is for JAX to say."""
        drawn(self.page)
        return self.figure.get_by_role("slider").evaluate_all(
            """handles => handles.filter(handle => handle.getAttribute("aria-label") !== "step")
              .map(handle => handle.getAttribute("aria-valuetext"))"""
        )

    def held(self) -> set[str]:
        """The numbers of the handle, without their signs."""
        return set(re.findall(r"[\d.]+", self.handle.get_attribute("aria-valuetext") or ""))

    def connected(self, there: bool) -> None:
        state = re.compile("^CONNECTED$" if there else "^(PINGING_SERVER|CONNECTING)$")
        app = self.page.get_by_test_id("stApp")
        expect(app).to_have_attribute("data-test-connection-state", state)

    def runs(self) -> int:
        """How often servers have said all that they have to say."""
        received = [data for way, data in wire(self.page).log if way == "received"]
        kinds = [ForwardMsg.FromString(data).WhichOneof("type") for data in received]
        return kinds.count("script_finished")

    def words(self, there: bool) -> None:
        """What stands at the figure of the page while the server is away, and no longer."""
        expect(self.page.locator(".away").get_by_text(AWAY)).to_have_count(int(not there))


class Place(NamedTuple):
    """Where a hand takes hold of what, and by how much it moves."""

    address: str
    handle: str
    dx: float
    dy: float
    link: str = ""
    """What of a link holds it."""


PLACES = {
    "stage": Place("push_and_pull?f=polar", "vector v", 40, -30, "v"),
    "descent": Place("descent", "start of run 1", 40, 30, "starts"),
    "curvature": Place("curvature?f=two-wells", "point x", -50, 40, "x"),
    "complex": Place("complex_plane?f=size", "point z", -50, 40, "z"),
    "tensors": Place("tensors", "W 2 1", 30, 0, "W"),
    "slider": Place("jacobian?f=polar", "r, slider", 30, 0, "x"),
}


class House:
    """A server that dies and comes again where it was, and those who read there."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._servers = ExitStack()
        self._tabs: list[Tab] = []
        self.server: Server = self._servers.enter_context(serving())

    def reader(self, place: Place, prepare: Callable[[Page], object] = wire) -> Reader:
        """Somebody who comes to a place."""
        self._tabs.append(Tab(self._browser))
        page = self._tabs[-1].page
        prepare(page)
        page.goto(f"{self.server.url}/{place.address}", wait_until="commit")
        sliders = place.address.startswith("jacobian")
        figure = page.locator(".sliders" if sliders else "[data-figure]")
        return Reader(page, figure, figure.get_by_role("slider", name=place.handle, exact=True))

    def come(self, reader: Reader) -> None:
        """Wait until all that a reader has asked for is there."""
        if "data-figure" in str(reader.figure):
            arrived(reader.figure)
        finished(reader.page)

    def fall(self) -> None:
        """Die without a word, once letters that pages have asked for are there."""
        for tab in self._tabs:
            tab.page.evaluate("document.fonts.ready.then(() => null)")
        self.server.kill()

    def rise(self) -> None:
        self.server = self._servers.enter_context(serving(port=self.server.port))

    def close(self) -> None:
        said = [text for tab in self._tabs for text in tab.errors]
        for tab in self._tabs:
            tab.context.close()
        self._servers.close()
        assert [text for text in said if not OF_ABSENCE.search(text)] == []


@pytest.fixture
def house(browser: Browser) -> Iterator[House]:
    """A server of the test's own."""
    house = House(browser)
    yield house
    house.close()


def linked(url: str, name: str) -> set[str]:
    """The numbers that a link holds by a name, as they are shown, without their signs."""
    numbers = dict(parse_qsl(urlsplit(url).query))[name].split("_")
    return {numeral(abs(float(number))) for number in numbers}


def settled(reader: Reader, before: str) -> None:
    """Wait until what hands did is answered, and the address holds other than before."""
    reader.page.wait_for_url(lambda url: url != before)
    reader.connected(there=True)
    reader.words(there=True)
    for figure in reader.page.locator("[data-figure]").all():
        answered(figure)
    for badge in reader.figure.locator(".source").all():
        expect(badge).to_have_text("JAX · float64")
    finished(reader.page)


def elsewhere(place: Place) -> Place:
    """A place, come to with another function."""
    return place._replace(address=place.address.replace("polar", "square"))


@pytest.mark.whole
def test_a_hand_that_holds_on_until_there_is_another_server_goes_on_from_where_it_is(
    house: House,
) -> None:
    names = ("stage", "slider")
    readers = {name: house.reader(elsewhere(PLACES[name])) for name in names}
    for reader in readers.values():
        house.come(reader)
        picker = reader.page.get_by_role("combobox", name=PICKER)
        picker.select_option(label="Polar coordinates · 2 → 2")
        reader.page.wait_for_url("**f=polar**")
        settled(reader, "")
    before = {name: reader.page.url for name, reader in readers.items()}
    for name, reader in readers.items():
        reader.carry(PLACES[name].dx, PLACES[name].dy)
    runs = {name: reader.runs() for name, reader in readers.items()}
    house.fall()
    for reader in readers.values():
        reader.connected(there=False)
    house.rise()
    for name, reader in readers.items():
        reader.connected(there=True)
        while reader.runs() == runs[name]:
            drawn(reader.page)
        finished(reader.page)
        held = reader.shown()
        reader.on(PLACES[name].dx / 2, PLACES[name].dy / 2)
        reader.release()
        shown = reader.shown()
        assert shown != held
        settled(reader, before[name])
        assert reader.shown() == shown
        assert "f=polar" in reader.page.url
    stage = Stage(readers["stage"].page)
    state = stage.settled()
    assert near(stage.numbers("Jv"), truth(state.slug, vectors_of(state)).push, 1e-15)


@pytest.mark.whole
def test_a_page_where_nothing_was_done_yet_goes_on_with_another_server(house: House) -> None:
    reader = house.reader(Place("kinks#here", "point x", 0, 0))
    house.come(reader)
    # Now nothing is waited for: the page as a whole is the last that runs.
    reader.page.reload()
    house.come(reader)
    # What is still on its way when a server falls is an error, and not of ours.
    dressed(reader.page.get_by_role("button", name="Check", exact=True))
    before = reader.page.url
    house.fall()
    reader.connected(there=False)
    runs = reader.runs()
    house.rise()
    reader.connected(there=True)
    while reader.runs() == runs:
        drawn(reader.page)
    assert reader.page.url == before
    reader.handle.press("ArrowRight")
    shown = reader.shown()
    settled(reader, before)
    assert reader.shown() == shown


@pytest.mark.whole
def test_a_line_that_breaks_loses_nothing_of_a_server_that_stays(house: House) -> None:
    lines: list[WebSocketRoute] = []

    def stand(line: WebSocketRoute) -> None:
        lines.append(line)
        line.connect_to_server()

    reader = house.reader(PLACES["stage"], lambda page: page.route_web_socket(STREAM, stand))
    house.come(reader)
    before = reader.page.url
    reader.carry(40, -30)
    lines[0].close(code=1001)
    reader.connected(there=False)
    reader.release()
    shown = reader.shown()
    settled(reader, before)
    assert len(lines) == 2
    assert reader.shown() == shown
    before = reader.page.url
    reader.carry(-60, 20)
    reader.release()
    settled(reader, before)


@pytest.mark.whole
def test_no_dialog_of_streamlits_comes_and_our_own_words_say_what_is_kept(house: House) -> None:
    reader = house.reader(Place("push_and_pull?f=eigenvalues", "point x", 40, -30))
    house.come(reader)
    grid = reader.figure.locator(".plane.output .grid")
    expect(grid).to_have_attribute("d", re.compile("M"))
    before = reader.page.url
    advice = reader.page.expect_console_message(
        lambda message: "Is Streamlit still running" in message.text
    )
    with advice:
        house.fall()
        reader.connected(there=False)
    assert reader.page.get_by_role("dialog").count() == 0
    expect(reader.page.get_by_test_id("stConnectionStatus")).to_be_hidden()
    words = (
        "The server is away. What you do in this figure is kept; "
        "its numbers and the rest of the page wait."
    )
    expect(reader.figure.get_by_role("status")).to_have_text(words)
    expect(reader.figure.locator(".away").get_by_text(words)).to_be_in_viewport()
    reader.carry(40, -30)
    reader.release()
    badge = reader.figure.locator(".source")
    expect(badge).to_have_text("not known yet")
    shown = reader.shown()
    with reader.page.expect_event("dialog") as asked:
        reader.page.close(run_before_unload=True)
    assert asked.value.type == "beforeunload"
    asked.value.dismiss()
    house.rise()
    settled(reader, before)
    assert reader.shown() == shown
    expect(reader.figure.get_by_role("status")).to_contain_text("Jv = ")


@pytest.mark.whole
def test_what_a_hand_does_while_the_server_is_away_is_kept_and_settled(house: House) -> None:
    readers = {name: house.reader(place) for name, place in PLACES.items()}
    before: dict[str, tuple[list[str], str]] = {}
    for name, reader in readers.items():
        house.come(reader)
        before[name] = (reader.shown(), reader.page.url)
        reader.carry(PLACES[name].dx, PLACES[name].dy)
    house.fall()
    shown: dict[str, list[str]] = {}
    for name, reader in readers.items():
        reader.connected(there=False)
        reader.words(there=False)
        reader.on(PLACES[name].dx / 2, PLACES[name].dy / 2)
        reader.release()
        shown[name] = reader.shown()
        assert shown[name] != before[name][0]
        assert reader.page.url == before[name][1]
    house.rise()
    for name, reader in readers.items():
        settled(reader, before[name][1])
        assert reader.shown() == shown[name], name
        assert reader.held() <= linked(reader.page.url, PLACES[name].link), name


def test_what_is_chosen_while_the_server_is_away_is_kept_and_settled(house: House) -> None:
    reader = house.reader(elsewhere(PLACES["stage"]))
    house.come(reader)
    before = reader.page.url
    house.fall()
    reader.connected(there=False)
    picker = reader.page.get_by_role("combobox", name=PICKER)
    picker.select_option("polar")
    assert reader.page.url == before
    house.rise()
    settled(reader, before)
    reader.page.wait_for_url("**f=polar**")
    expect(picker).to_have_value("polar")
    stage = Stage(reader.page)
    state = stage.settled()
    assert state.slug == "polar"
    assert near(stage.numbers("Jv"), truth("polar", vectors_of(state)).push, 1e-15)
