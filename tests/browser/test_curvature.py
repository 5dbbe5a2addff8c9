"""Curvature under a reader's hands."""

import json
import re
from urllib.parse import parse_qsl, urlsplit

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from explainers.core.catalog import CATALOG
from explainers.core.curvature.numbers import curvature
from explainers.permalink.curvature import CODEC, State
from tests.browser.stage import Wire, answered, arrived, centre, still, turn_to, way


class Figure:
    """The figure of a page at an address, settled."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.wire = Wire(page)
        self.root = page.locator(".curvature")
        page.goto(address)
        arrived(self.root)

    def settled(self) -> None:
        answered(self.root)

    def slider(self, name: str) -> Locator:
        return self.root.get_by_role("slider", name=name, exact=True)

    def numbers(self, name: str) -> list[float]:
        shown = self.root.get_by_role("group", name=name, exact=True)
        return json.loads(shown.get_attribute("data-value") or "null")

    def seen(self) -> list[str]:
        """What the input plane, the plane of gradients and the board draw."""
        paths = (".input .linear", ".output .curve", ".cell .entry")
        return [self.root.locator(path).first.evaluate("node => node.outerHTML") for path in paths]

    def state(self) -> State:
        return state_of(self.page.url)


def state_of(url: str) -> State:
    return CODEC.decode(dict(parse_qsl(urlsplit(url).query))).state


def agree(figure: Figure, state: State) -> None:
    found = curvature(CATALOG[state.slug].map, state.x, state.v, state.rate)
    np.testing.assert_allclose(figure.numbers("Hv"), found.product, rtol=1e-12)
    newton = [float(found.newton.quadratic), float(found.newton.true)]
    np.testing.assert_allclose(figure.numbers("Newton's step"), newton, rtol=1e-9)


def test_dragging_x_moves_every_view_and_sends_one_message(page: Page, app: str) -> None:
    figure = Figure(page, f"{app}/curvature?f=two-wells")
    before, sent = figure.seen(), len(figure.wire.sent)
    start = centre(figure.slider("point x"))
    page.mouse.move(*start)
    page.mouse.down()
    for dx, dy in way(-70, 60, 20):
        page.mouse.move(start[0] + dx, start[1] + dy)
    expect(figure.root).to_have_attribute("data-settled", "false")
    still(figure.root)
    model, gradients, _ = zip(before, figure.seen(), strict=True)
    assert model[0] != model[1]
    assert gradients[0] != gradients[1]
    expect(figure.root.locator(".cell .entry").last).not_to_have_text("−0.73")
    assert len(figure.wire.sent) == sent
    page.mouse.up()
    page.wait_for_url(re.compile("x="))
    figure.settled()
    assert len(figure.wire.sent) == sent + 1
    assert figure.state().x != CATALOG["two-wells"].x
    agree(figure, figure.state())


def test_keys_move_v_and_the_rate(page: Page, app: str) -> None:
    figure = Figure(page, f"{app}/curvature?f=rosenbrock")
    figure.slider("vector v").focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_url(re.compile("v="))
    figure.slider("rate of the gradient step").focus()
    page.keyboard.press("End")
    page.wait_for_url(re.compile("rate=3"))
    figure.settled()
    agree(figure, figure.state())
    expect(figure.root.get_by_role("status")).to_contain_text("Hv = ")
    before = figure.state().v[1]
    figure.slider("v 2").focus()
    page.keyboard.press("PageUp")
    page.wait_for_url(lambda url: state_of(url).v[1] > before)
    figure.settled()
    agree(figure, figure.state())
    figure.root.get_by_role("button", name="+ zoom in about x").click()
    page.wait_for_url(re.compile("zoom=0.25"))


def test_a_link_opens_on_a_server_that_has_just_started(page: Page, cold_app: str) -> None:
    link = "curvature?f=logsumexp&x=0_1_2&v=1_0_-1&inputs=3_1&rate=0.5"
    figure = Figure(page, f"{cold_app}/{link}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Curvature")
    assert page.url.endswith(link)
    expect(figure.slider("point x")).to_have_attribute("aria-valuetext", "0, 1, 2")
    softmax = np.exp([0.0, 1.0, 2.0]) / np.exp([0.0, 1.0, 2.0]).sum()
    v = np.array([1.0, 0.0, -1.0])
    assert figure.numbers("Hv") == pytest.approx(softmax * v - softmax * (softmax @ v))


def test_the_function_comes_along_if_it_has_one_output(page: Page, app: str) -> None:
    Figure(page, f"{app}/curvature?f=bowl&x=1_0.5")
    turn_to(page, "Under the microscope")
    page.wait_for_url(re.compile(r"linearization\?f=bowl&x=1_0.5"))
    expect(page.locator(".linearization")).to_have_attribute("data-settled", "true")
    turn_to(page, "Curvature")
    page.wait_for_url(re.compile(r"curvature\?f=bowl&x=1_0.5"))
