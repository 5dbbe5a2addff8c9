"""Curvature under a reader's hands."""

import re

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from explainers.core.catalog import CATALOG
from explainers.core.curvature.fits import FITS
from explainers.core.curvature.fitted import fitted
from explainers.core.curvature.numbers import curvature
from explainers.core.curvature.race import LONGEST
from explainers.core.numerals import numeral
from explainers.permalink.curvature import CODEC, State
from tests.browser.figure import Figure, still, turn_to
from tests.browser.sound import faults, says_what_reset_leads_to

Curvature = Figure[State]
BOX = """node => [node.getBoundingClientRect().width, node.getBoundingClientRect().height]"""


LINES = ("curve", "gap", "spread", "cloud")
"""Of gradient steps, Newton's, Gauss–Newton and Levenberg–Marquardt steps."""


def opened(page: Page, address: str) -> Curvature:
    return Figure(page, CODEC.decode, address)


def seen(figure: Curvature) -> list[str]:
    """What the input plane, the plane of gradients and the board draw."""
    paths = (".input .linear", ".output .curve", ".cell .entry")
    return [figure.root.locator(path).first.evaluate("node => node.outerHTML") for path in paths]


def agree(figure: Curvature, state: State) -> None:
    found = curvature(CATALOG[state.slug].map, state.x, state.v, state.rate)
    np.testing.assert_allclose(figure.numbers("Hv"), found.product, rtol=1e-12)
    newton = [float(found.newton.quadratic), float(found.newton.true)]
    np.testing.assert_allclose(figure.numbers("Newton's step"), newton, rtol=1e-9)


def test_dragging_x_moves_every_view_and_sends_one_message(page: Page, app: str) -> None:
    figure = opened(page, f"{app}/curvature?f=two-wells")
    for entry in figure.root.locator(".board .cell").all():
        expect(entry).to_be_visible()
    before, sent = seen(figure), figure.sent()
    figure.hold(figure.slider("point x"), -70, 60)
    expect(figure.root).to_have_attribute("data-settled", "false")
    still(figure.root)
    model, gradients, _ = zip(before, seen(figure), strict=True)
    assert model[0] != model[1]
    assert gradients[0] != gradients[1]
    expect(figure.root.locator(".cell .entry").last).not_to_have_text("−0.73")
    assert figure.sent() == sent
    page.mouse.up()
    state = figure.led_to(lambda now: now.x != CATALOG["two-wells"].x)
    assert figure.sent() == sent + 1
    agree(figure, state)
    assert faults(figure.root) == {}
    says_what_reset_leads_to(figure)


@pytest.mark.whole
def test_the_race_is_run_step_by_step_from_x(page: Page, app: str) -> None:
    figure = opened(page, f"{app}/curvature?f=two-wells")
    model = figure.root.locator(".input .linear").evaluate(BOX)
    plane = figure.root.locator(".input .picture").evaluate(BOX)
    assert all(part < 0.45 * whole for part, whole in zip(model, plane, strict=True))
    tracks = [figure.root.locator(f".input .{name}") for name in ("curve", "gap")]
    told = figure.root.locator(".race .told")
    for track in tracks:
        expect(track).to_have_attribute("d", "")
    sent = figure.sent()
    figure.button("a step forward", exact=True).click()
    for track in tracks:
        expect(track).to_have_attribute("d", re.compile(r"^[^z]*z$"))
    figure.led_to(lambda now: now.step == 1)
    assert figure.sent() == sent + 1
    expect(page.get_by_text("After 1 step f is", exact=False)).to_be_visible()
    figure.slider("step").press("End")
    figure.led_to(lambda now: now.step == LONGEST)
    expect(told).to_have_text(re.compile(r"^after 12: f = −0\.25 by −η∇f, 0 by Newton$"))
    expect(page.get_by_text("gradient steps stand lower", exact=False)).to_be_visible()
    before = tracks[0].get_attribute("d") or ""
    figure.hold(figure.slider("point x"), -40, 30)
    expect(tracks[0]).not_to_have_attribute("d", before)
    page.mouse.up()
    figure.led_to(lambda now: now.x != CATALOG["two-wells"].x and now.step == LONGEST)
    figure.button("reset x, v, rate and window").click()
    figure.led_to(lambda now: now.step == 0)
    expect(tracks[1]).to_have_attribute("d", "")
    figure.button("play", exact=True).click()
    figure.led_to(lambda now: now.step == LONGEST)


@pytest.mark.whole
def test_four_race_where_f_is_a_sum_of_losses(page: Page, app: str) -> None:
    figure = opened(page, f"{app}/curvature?f=rosenbrock&x=-0.5_0.5&v=0_0.5")
    tracks = [figure.root.locator(f".input path.{name}") for name in LINES]
    beside = figure.root.locator(".race .beside")
    expect(beside).to_have_text("Gauss–Newton steps against Levenberg–Marquardt")
    for track in tracks:
        expect(track).to_have_attribute("d", "")
    figure.button("a step forward", exact=True).click()
    for track in tracks:
        expect(track).to_have_attribute("d", re.compile(r"^[^z]*z$"))
    figure.led_to(lambda now: now.step == 1)
    # The first Gauss–Newton step leads to (1, x₁² + 2x₁(1 − x₁)) = (1, −1.25).
    expect(beside).to_have_text(re.compile(r"^506(\.25)? by Gauss–Newton, \S+ by Lev"))
    expect(page.get_by_text("Gauss–Newton steps have climbed", exact=False)).to_be_visible()
    legend = figure.root.get_by_role("list", name="Legend")
    for name in ("Gauss–Newton steps", "Levenberg–Marquardt steps"):
        expect(legend.get_by_text(name, exact=False)).to_be_visible()
    figure.slider("step").press("End")
    figure.led_to(lambda now: now.step == LONGEST)
    run = fitted(CATALOG["rosenbrock"].map, FITS["rosenbrock"], (-0.5, 0.5))
    gauss, damped = (numeral(path.heights[-1]) for path in (run.gauss, run.damped))
    expect(beside).to_have_text(f"{gauss} by Gauss–Newton, {damped} by Levenberg–Marquardt")
    table = page.get_by_role("table").filter(has_text="Levenberg–Marquardt")
    expect(table.get_by_role("row")).to_have_count(LONGEST + 2)
    # What JAX alone has run leaves with its x, and comes again from the next one.
    figure.hold(figure.slider("point x"), 30, 20)
    for track in tracks[2:]:
        expect(track).to_have_attribute("d", "")
    expect(beside).to_contain_text("not run from this x")
    page.mouse.up()
    state = figure.led_to(lambda now: now.x != (-0.5, 0.5))
    for track in tracks:
        expect(track).not_to_have_attribute("d", "")
    # A hand on v leaves them where they are.
    before = [track.get_attribute("d") or "" for track in tracks[2:]]
    figure.hold(figure.slider("vector v"), 20, 20)
    expect(figure.root).to_have_attribute("data-settled", "false")
    for track, drawn in zip(tracks[2:], before, strict=True):
        expect(track).to_have_attribute("d", drawn)
    page.mouse.up()
    figure.led_to(lambda now: now.x == state.x and now.v != state.v)
    figure.button("reset x, v, rate and window").click()
    figure.led_to(lambda now: now.step == 0)
    expect(beside).to_have_text("Gauss–Newton steps against Levenberg–Marquardt")


@pytest.mark.whole
def test_keys_move_v_and_the_rate(page: Page, app: str) -> None:
    figure = opened(page, f"{app}/curvature?f=rosenbrock")
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
    agree(figure, figure.led_to(lambda now: now.v[1] > before))
    figure.root.get_by_role("button", name="+ zoom in about x").click()
    page.wait_for_url(re.compile("zoom=0.25"))


@pytest.mark.whole
def test_a_link_opens_where_nobody_has_been(page: Page, elsewhere: str) -> None:
    link = "curvature?f=logsumexp&x=0_1_2&v=1_0_-1&inputs=3_1&rate=0.5"
    figure = opened(page, f"{elsewhere}/{link}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Curvature")
    assert page.url.endswith(link)
    expect(figure.slider("point x")).to_have_attribute("aria-valuetext", "0, 1, 2")
    softmax = np.exp([0.0, 1.0, 2.0]) / np.exp([0.0, 1.0, 2.0]).sum()
    v = np.array([1.0, 0.0, -1.0])
    assert figure.numbers("Hv") == pytest.approx(softmax * v - softmax * (softmax @ v))


@pytest.mark.whole
def test_the_function_comes_along_if_it_has_one_output(page: Page, app: str) -> None:
    opened(page, f"{app}/curvature?f=bowl&x=1_0.5")
    turn_to(page, "Under the microscope")
    page.wait_for_url(re.compile(r"linearization\?f=bowl&x=1_0.5"))
    expect(page.locator(".linearization")).to_have_attribute("data-settled", "true")
    turn_to(page, "Curvature")
    page.wait_for_url(re.compile(r"curvature\?f=bowl&x=1_0.5"))
