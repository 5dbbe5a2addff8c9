"""The gallery under a hand: both graphs and the table follow, and one message is sent."""

from collections.abc import Callable
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import Locator, Page, expect
from streamlit.proto.BackMsg_pb2 import BackMsg

from explainers.core.kinks import returned
from explainers.core.numerals import numeral
from explainers.permalink.kinks import CODEC, State, preset
from tests.browser.stage import Wire, answered, arrived, centre, still, way


class Gallery:
    """The figure of the lesson, opened and settled."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.wire = Wire(page)
        self.root = page.locator(".kinks")
        page.goto(address)
        arrived(self.root)

    def slider(self, name: str) -> Locator:
        return self.root.get_by_role("slider", name=name, exact=True)

    def cells(self, row: str) -> list[str]:
        return self.root.locator(f".readings .{row} td").all_inner_texts()

    def settled(self) -> State:
        answered(self.root)
        expect(self.page.get_by_role("button", name="Copy link")).to_be_visible()
        return state_of(self.page)

    def sent(self) -> int:
        """Messages sent, but for those by which the page asks whether its table is complete."""
        messages = [BackMsg.FromString(data) for data in self.wire.sent]
        return sum(not message.rerun_script.is_auto_rerun for message in messages)

    def press(self, name: str) -> tuple[float, float]:
        x, y = centre(self.slider(name))
        self.page.mouse.move(x, y)
        self.page.mouse.down()
        return x, y


def state_of(page: Page) -> State:
    return CODEC.decode(dict(parse_qsl(urlsplit(page.url).query))).state


def test_dragging_through_the_kink_sends_one_message(page: Page, app: str) -> None:
    gallery = Gallery(page, f"{app}/kinks?case=abs&x=-1")
    assert gallery.cells("jax") == ["−1", "−1"]
    paths = [gallery.root.locator(f".curve.{name}").first for name in ("secant", "forward")]
    before = [path.get_attribute("d") for path in paths]
    sent = gallery.sent()
    x, y = gallery.press("point x")
    for dx, dy in way(290, 20, 30):
        page.mouse.move(x + dx, y + dy)
    expect(gallery.root).to_have_attribute("data-settled", "false")
    expect(gallery.root.locator(".readings .jax td").first).to_have_text("1")
    still(gallery.root)
    assert gallery.cells("secants") == ["1", "1"]
    assert [path.get_attribute("d") for path in paths] != before
    assert gallery.sent() == sent
    page.mouse.up()
    page.wait_for_url(lambda url: "x=-1" not in url)
    state = gallery.settled()
    assert gallery.sent() == sent + 1
    assert state.x > 0
    found = returned("abs", state.x)
    assert gallery.cells("limits") == [numeral(found.left), numeral(found.right)]
    expect(gallery.root.get_by_role("button", name="To the kink")).to_be_visible()


def test_keys_take_x_to_the_kink_and_shrink_the_secants(page: Page, app: str) -> None:
    gallery = Gallery(page, f"{app}/kinks?case=where&x=0.08")
    handle = gallery.slider("point x")
    handle.press("ArrowLeft")
    page.wait_for_url("**/kinks?case=where")
    gallery.settled()
    assert gallery.cells("jax") == ["1", "NaN"]
    expect(handle).to_have_attribute("aria-valuetext", "0")
    expect(gallery.root.get_by_role("status")).to_have_text(
        "x = 0: forward mode 1, reverse mode NaN"
    )
    gallery.slider("step h").press("PageDown")
    page.wait_for_url("**h=0.4")
    assert gallery.settled() == preset("where")._replace(h=0.4)


def test_a_case_in_a_link_opens_on_a_cold_server(
    new_page: Callable[..., Page], app: str, cold_app: str
) -> None:
    page = new_page()
    gallery = Gallery(page, f"{app}/kinks")
    page.get_by_role("radio", name="√x by while_loop").click()
    page.wait_for_url("**case=loop")
    expect(gallery.root.locator(".readings .jax td")).to_have_text(["0.35", "ValueError"])
    gallery.slider("point x").press("ArrowRight")
    page.wait_for_url("**x=2.08")
    state = gallery.settled()

    again = Gallery(new_page(), page.url.replace(app, cold_app))
    assert again.settled() == state
    assert again.cells("jax") == gallery.cells("jax")
    message = "Reverse-mode differentiation does not work for lax.while_loop"
    expect(again.page.get_by_text(message).first).to_be_visible()
