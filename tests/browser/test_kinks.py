"""The gallery under a hand: both graphs and the table follow, and one message is sent."""

import io

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import FloatRect, Locator, Page, expect

from explainers.core.kinks import returned
from explainers.core.numerals import numeral
from explainers.permalink.kinks import CODEC, State, preset
from tests.browser.figure import Figure, still
from tests.browser.sound import faults

Gallery = Figure[State]


def opened(page: Page, address: str) -> Gallery:
    return Figure(page, CODEC.decode, address)


def cells(gallery: Gallery, row: str) -> list[str]:
    return gallery.root.locator(f".readings .{row} td").all_inner_texts()


def test_dragging_through_the_kink_sends_one_message(page: Page, app: str) -> None:
    gallery = opened(page, f"{app}/kinks?case=abs&x=-1")
    assert cells(gallery, "jax") == ["−1", "−1"]
    paths = [gallery.root.locator(f".curve.{name}").first for name in ("secant", "forward")]
    before = [path.get_attribute("d") for path in paths]
    sent = gallery.sent()
    gallery.hold(gallery.slider("point x"), 290, 20)
    expect(gallery.root).to_have_attribute("data-settled", "false")
    expect(gallery.root.locator(".readings .jax td").first).to_have_text("1")
    still(gallery.root)
    assert cells(gallery, "secants") == ["1", "1"]
    assert [path.get_attribute("d") for path in paths] != before
    assert gallery.sent() == sent
    page.mouse.up()
    state = gallery.led_to(lambda now: now.x > 0)
    assert gallery.sent() == sent + 1
    found = returned("abs", state.x)
    assert cells(gallery, "limits") == [numeral(found.left), numeral(found.right)]
    expect(gallery.root.get_by_role("button", name="To the kink")).to_be_visible()
    assert faults(gallery.root) == {}


@pytest.mark.whole
def test_keys_take_x_to_the_kink_and_shrink_the_secants(page: Page, app: str) -> None:
    gallery = opened(page, f"{app}/kinks?case=where&x=0.08")
    handle = gallery.slider("point x")
    handle.press("ArrowLeft")
    page.wait_for_url("**/kinks?case=where")
    gallery.settled()
    assert cells(gallery, "jax") == ["1", "NaN"]
    expect(handle).to_have_attribute("aria-valuetext", "0")
    expect(gallery.root.get_by_role("status")).to_have_text(
        "x = 0: forward mode 1, reverse mode NaN"
    )
    gallery.slider("step h").press("PageDown")
    page.wait_for_url("**h=0.4")
    assert gallery.settled() == preset("where")._replace(h=0.4)


@pytest.mark.whole
def test_a_case_in_a_link_opens_where_nobody_has_been(
    page: Page, other: Page, app: str, elsewhere: str
) -> None:
    gallery = opened(page, f"{app}/kinks")
    page.get_by_role("radio", name="√x by while_loop").click()
    page.wait_for_url("**case=loop")
    expect(gallery.root.locator(".readings .jax td")).to_have_text(["0.35", "ValueError"])
    gallery.slider("point x").press("ArrowRight")
    page.wait_for_url("**x=2.1")
    state = gallery.settled()

    again = opened(other, page.url.replace(app, elsewhere))
    assert again.settled() == state
    assert cells(again, "jax") == cells(gallery, "jax")
    message = "Reverse-mode differentiation does not work for lax.while_loop"
    expect(again.page.get_by_text(message).first).to_be_visible()


def seen(well: Locator) -> np.ndarray:
    """What a reader sees of a graph: height, width and colours."""
    return np.asarray(Image.open(io.BytesIO(well.screenshot())).convert("RGB"), dtype=float)


def within(well: Locator, place: FloatRect | None) -> tuple[slice, slice]:
    """Rows and columns of a graph's picture that a place takes up."""
    corner = well.bounding_box()
    assert corner
    assert place
    left, top = int(place["x"] - corner["x"]), int(place["y"] - corner["y"])
    return slice(top, top + int(place["height"])), slice(left, left + int(place["width"]))


@pytest.mark.whole
def test_lines_that_coincide_are_all_seen(page: Page, app: str) -> None:
    gallery = opened(page, f"{app}/kinks?case=abs&x=1")
    graph, slopes = gallery.root.locator(".well").all()
    for well, lines in (
        (graph, (".f", ".forward", ".reverse", ".secant.right")),
        (slopes, (".forward", ".reverse", ".limit")),
    ):
        places = [well.locator(f".curve{line}").first.bounding_box() for line in lines]
        whole = seen(well)
        for line in lines:
            curves = well.locator(f".curve{line}")
            curves.evaluate_all("all => all.forEach(one => { one.style.visibility = 'hidden'; })")
            changed = np.abs(whole - seen(well)).max(axis=2) > 40
            curves.evaluate_all("all => all.forEach(one => { one.style.visibility = ''; })")
            if line == ".f":  # elsewhere it lies alone
                changed = changed[within(well, places[1])]
            assert changed.sum() >= 40, line


@pytest.mark.whole
@pytest.mark.parametrize("x", [-2, 0, 2])
def test_x_and_its_step_are_told_apart_and_taken_apart_however_short_the_step(
    page: Page, app: str, x: float
) -> None:
    gallery = opened(page, f"{app}/kinks?case=abs&x={x}&h=0.02")
    letters = gallery.root.locator(".graph").first.locator("svg > g > .label")
    expect(letters).to_have_text(["x", "x + h"])
    letter, further = letters.all()
    left, right = letter.bounding_box(), further.bounding_box()
    assert left is not None
    assert right is not None
    assert left["x"] + left["width"] < right["x"]
    hit = gallery.slider("step h").locator(".hit").bounding_box()
    assert hit is not None
    start = hit["x"] + hit["width"] - 6, hit["y"] + hit["height"] / 2
    page.mouse.move(*start)
    page.mouse.down()
    gallery.carry(start, [(20, 0), (60, 0)])
    page.mouse.up()
    state = gallery.led_to(lambda now: now.h > 0.1)
    assert state.x == x
