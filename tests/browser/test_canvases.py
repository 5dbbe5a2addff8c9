"""Under a moving hand the planes are canvases that look like what they stand for."""

import io
from collections.abc import Callable
from typing import Any, Literal

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from explainers.permalink import Codec
from explainers.permalink.complex_plane import CODEC as COMPLEX
from explainers.permalink.curvature import CODEC as CURVATURE
from explainers.permalink.linearization import CODEC as LINEARIZATION
from explainers.permalink.rules import CODEC as RULES
from tests.browser.each import each
from tests.browser.figure import Figure, Stage, still, way

WAY = way(24, 12, 12)
LOOKS = 100


def seen(stage: Figure[Any]) -> list[np.ndarray]:
    """Both planes as the reader sees them: height, width and colours."""
    return [
        np.asarray(Image.open(io.BytesIO(well.screenshot())).convert("RGB"), dtype=float)
        for well in stage.root.locator(".well").all()
    ]


def arrived(stage: Figure[Any], before: list[np.ndarray]) -> list[np.ndarray]:
    """Both planes when the worker has painted the last of what the hand did."""
    now = before
    for _ in range(LOOKS):
        last, now = now, seen(stage)
        news = [not np.array_equal(one, other) for one, other in zip(now, before, strict=True)]
        if all(news) and all(map(np.array_equal, now, last)):
            break
    return now


def painted(stage: Figure[Any], count: int) -> None:
    expect(stage.root.locator(".well.painted")).to_have_count(count)


@pytest.mark.parametrize(
    ("query", "theme"),
    [
        ("f=polar&circle=1", "light"),
        ("f=seed&covectors=stripes", "dark"),
        pytest.param(*("f=rosenbrock&mode=pull", "dark"), marks=pytest.mark.whole),
        pytest.param(*("f=lissajous", "light"), marks=pytest.mark.whole),
        pytest.param(*("f=arm", "light"), marks=pytest.mark.whole),
        pytest.param(*("f=line-fit", "dark"), marks=pytest.mark.whole),
    ],
)
@pytest.mark.share(99)
def test_a_canvas_looks_like_the_picture_that_it_stands_for(
    page: Page, app: str, query: str, theme: Literal["light", "dark"]
) -> None:
    page.emulate_media(color_scheme=theme)
    figure = Stage(page, f"{app}/push_and_pull?{query}")
    expect(figure.root).to_have_attribute("data-theme", theme)
    canvases_look_like_pictures(figure)


MADE: dict[str, tuple[Codec[Any], str]] = {
    "curvature?f=two-wells": (CURVATURE, "point x"),
    "curvature?f=rosenbrock&step=3": (CURVATURE, "point x"),
    "curvature?f=line-fit&step=3": (CURVATURE, "vector v"),
    "curvature?f==log(x)&x=1&v=0.5": (CURVATURE, "point x"),
    "complex_plane?f=size": (COMPLEX, "point z"),
    "complex_plane": (COMPLEX, "step dz"),
    "linearization?f=rosenbrock&zoom=1": (LINEARIZATION, "point x"),
    "linearization?f=polar": (LINEARIZATION, "vector v"),
    "rules?rule=sign": (RULES, "point x"),
}
"""Planes that a worker of their own makes, with the handle that is dragged."""
WATCH = """root => {
  window.traced = 0;
  const seen = new MutationObserver(() => { window.traced += 1; });
  for (const part of root.querySelectorAll(".plane .picture .handle, .plane .arrow > *")) {
    seen.observe(part, { attributes: true });
  }
}"""


@each("address", MADE, ("curvature?f=two-wells",))
@pytest.mark.parametrize("theme", ["light", pytest.param("dark", marks=pytest.mark.whole)])
def test_planes_that_a_worker_makes_look_as_the_page_makes_them_and_leave_it_alone(
    page: Page, app: str, address: str, theme: Literal["light", "dark"]
) -> None:
    codec, handle = MADE[address]
    page.emulate_media(color_scheme=theme)
    figure = Figure(page, codec.decode, f"{app}/{address}")
    expect(figure.root).to_have_attribute("data-theme", theme)
    canvases_look_like_pictures(figure, handle)
    start = figure.press(figure.slider(handle))
    figure.carry(start, way(6, 4, 12))
    painted(figure, 2)
    still(figure.root)
    figure.root.evaluate(WATCH)
    figure.carry((start[0] + 6, start[1] + 4), way(-30, 24, 60))
    assert page.evaluate("window.traced") < 30  # only where the hand seems to pause
    still(figure.root)
    assert page.evaluate("window.traced") > 0
    page.mouse.up()
    figure.settled()


@pytest.mark.whole
def test_numbers_that_change_are_written_with_letters_that_are_there(page: Page, app: str) -> None:
    figure = Figure(page, CURVATURE.decode, f"{app}/curvature?f=two-wells")
    numbers = figure.root.locator(".label.mark")
    first = numbers.all_text_contents()
    start = figure.press(figure.slider("point x"))
    figure.carry(start, way(30, 20, 30))
    painted(figure, 2)
    page.evaluate("""() => {
      window.images = 0;
      const made = OffscreenCanvas.prototype.transferToImageBitmap;
      OffscreenCanvas.prototype.transferToImageBitmap = function () {
        window.images += 1;
        return made.call(this);
      };
    }""")
    figure.carry((start[0] + 30, start[1] + 20), way(-60, 30, 80))
    still(figure.root)
    assert numbers.all_text_contents() != first
    # Ten digits, a point, a sign and what a power of ten has, each with its ground.
    assert page.evaluate("window.images") < 2 * 24
    page.mouse.up()
    figure.settled()


def canvases_look_like_pictures(stage: Figure[Any], handle: str = "point x") -> None:
    before = seen(stage)
    start = stage.press(stage.slider(handle))
    stage.carry(start, WAY)
    painted(stage, 2)
    still(stage.root)
    held = arrived(stage, before)
    # The picture below has caught up with the hand that rests; let go, it may find a new view.
    stage.root.evaluate("""root => {
      for (const well of root.querySelectorAll(".well")) well.classList.remove("painted");
    }""")
    below = seen(stage)
    stage.page.mouse.up()
    stage.settled()
    painted(stage, 0)
    for at_first, canvas, picture in zip(before, held, below, strict=True):
        moved = np.abs(at_first - picture).mean()
        assert np.abs(canvas - picture).mean() < min(0.6, moved / 3)
        # Letters may stand a quarter of a pixel apart; nothing may be missing.
        assert (np.abs(canvas - picture).max(axis=-1) > 130).mean() < 5e-4


@pytest.mark.whole
def test_while_a_canvas_is_painted_the_picture_below_rests(page: Page, app: str) -> None:
    stage = Stage(page, f"{app}/push_and_pull?f=polar")
    grid = stage.root.locator(".plane.output .grid")
    before = grid.get_attribute("d")
    start = stage.press(stage.slider("point x"))
    stage.carry(start, way(4, 0, 4))
    painted(stage, 2)
    still(stage.root)
    stage.root.evaluate(
        """root => {
          root.traced = 0;
          new MutationObserver(seen => { root.traced += seen.length; }).observe(
            root.querySelector(".plane.output .grid"), { attributes: true });
        }"""
    )
    stage.carry(start, way(57, 37, 60))
    assert stage.root.evaluate("root => root.traced") < 30  # only where the hand seems to pause
    still(stage.root)
    assert grid.get_attribute("d") != before
    page.mouse.up()
    stage.settled()
    painted(stage, 0)


@pytest.mark.whole
@pytest.mark.parametrize("lacking", ["Worker", "OffscreenCanvas"])
def test_where_there_are_no_such_canvases_the_picture_moves(
    new_page: Callable[..., Page], app: str, lacking: str
) -> None:
    page = new_page()
    page.add_init_script(f"delete globalThis.{lacking}")
    picture_moves(Stage(page, f"{app}/push_and_pull?f=polar"))


@pytest.mark.whole
def test_where_no_worker_may_run_the_picture_moves(new_page: Callable[..., Page], app: str) -> None:
    page = new_page()
    page.add_init_script(
        "globalThis.Worker = class { constructor() { throw new Error('refused'); } };"
    )
    picture_moves(Stage(page, f"{app}/push_and_pull?f=polar"))


@pytest.mark.whole
def test_where_the_worker_fails_the_picture_moves(new_page: Callable[..., Page], app: str) -> None:
    picture_moves(Stage(without_worker(new_page, "painter.js"), f"{app}/push_and_pull?f=polar"))


@pytest.mark.whole
def test_where_a_worker_of_its_own_fails_the_picture_moves(
    new_page: Callable[..., Page], app: str
) -> None:
    page = without_worker(new_page, "curvature_painter.js")
    picture_moves(Figure(page, CURVATURE.decode, f"{app}/curvature?f=rosenbrock"), ("x", "v"))


def without_worker(new_page: Callable[..., Page], script: str) -> Page:
    """A page whose worker throws as it begins."""
    page = new_page()
    page.route(
        f"**/{script}",
        lambda route: route.fulfill(body="throw 1", content_type="text/javascript"),
    )
    page.add_init_script("addEventListener('error', event => event.preventDefault())")
    return page


def picture_moves(stage: Figure[Any], handles: tuple[str, ...] = ("x", "u")) -> None:
    for handle in handles:
        shaft = stage.root.locator(f".arrow.{'v' if handle == 'x' else handle} .shaft").first
        before = shaft.get_attribute("d")
        start = stage.press(stage.slider(f"{'point' if handle == 'x' else 'vector'} {handle}"))
        stage.carry(start, WAY)
        still(stage.root)
        assert shaft.get_attribute("d") != before
        painted(stage, 0)
        stage.page.mouse.up()
        stage.settled()
