"""Random products under a hand: the count, the strength and the draws, beside Python's numbers."""

import re

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from explainers.core.many import numbers as many
from explainers.core.many.numbers import Given
from explainers.core.numerals import numeral
from explainers.permalink.many import CODEC, State
from tests.browser.figure import Figure, drawn, still
from tests.browser.sound import faults

Products = Figure[State]


def opened(page: Page, address: str) -> Products:
    return Figure(page, CODEC.decode, address)


def told(figure: Products, name: str) -> str:
    return figure.group(name).inner_text()


def agrees(figure: Products, state: State) -> None:
    """What the figure says of a trace is what Python finds."""
    found = many.found(state.given)
    settled = many.settled("trace", found, state.law, state.k)
    expect(figure.group("mean")).to_have_text(numeral(settled.mean[0]))
    expect(figure.group("tr J =")).to_have_text(numeral(np.trace(found.jacobian)))
    expect(figure.group("off by")).to_have_text(numeral(settled.off))
    assert settled.measured is not None
    predicted, measured = numeral(settled.predicted), numeral(settled.measured)
    expect(figure.group("standard error")).to_have_text(
        f"{predicted} predicted, {measured} measured"
    )


def test_products_are_added_dragged_and_drawn_anew(page: Page, app: str) -> None:
    figure = opened(page, f"{app}/many?seed=3")
    expect(figure.group("standard error")).to_contain_text("one product measures none")
    figure.button("a step forward").click()
    agrees(figure, figure.led_to(lambda now: now.k == 2))

    # Across the chart a hand takes the count along; nothing is sent before it lets go.
    sent = figure.sent()
    well = figure.root.locator(".chart .well")
    figure.hold(well, 60, moves=10)
    still(figure.root)
    count = figure.slider("number of products")
    assert int(count.input_value()) > 40
    assert figure.sent() == sent
    page.mouse.up()
    state = figure.led_to(lambda now: now.k > 40)
    assert figure.sent() == sent + 1
    assert int(count.input_value()) + 1 == state.k
    agrees(figure, state)

    # The strength replays J and all products, which JAX then computes.
    sent = figure.sent()
    window = figure.root.locator(".chart .ticks").inner_html()
    before = figure.root.locator(".chart .band").get_attribute("d")
    figure.hold(figure.slider("strength"), -40, moves=10)
    expect(figure.root).to_have_attribute("data-settled", "false")
    expect(figure.source).to_have_text("replayed")
    still(figure.root)
    replayed = told(figure, "mean")
    assert figure.root.locator(".chart .band").get_attribute("d") != before
    assert figure.root.locator(".chart .ticks").inner_html() == window
    assert figure.sent() == sent
    page.mouse.up()
    state = figure.led_to(lambda now: now.c != 0.8)
    assert figure.sent() == sent + 1
    assert told(figure, "mean") == replayed
    expect(figure.source).to_have_text("JAX · float64")
    agrees(figure, state)

    # Other draws need JAX: the same seed in a link gives the same trail.
    figure.button("Other draws").click()
    state = figure.led_to(lambda now: now.seed == 4)
    agrees(figure, state)
    figure.button("Normal", exact=True).click()
    agrees(figure, figure.led_to(lambda now: now.law == "normal"))
    expect(figure.live).to_contain_text(f"{state.k} products: mean ")
    assert faults(figure.root) == {}


@pytest.mark.whole
def test_a_diagonal_j_is_told_exactly_by_each_product(page: Page, app: str) -> None:
    figure = opened(page, f"{app}/many?map=ring&c=0&of=diagonal&k=3")
    expect(figure.group("off by")).to_have_text("0")
    expect(figure.group("standard error")).to_have_text("0 predicted, 0 measured")
    assert figure.root.locator(".chart .whisker").get_attribute("d") == ""
    figure.slider("number of products").press("End")
    figure.led_to(lambda now: now.k == 100)
    expect(figure.group("off by")).to_have_text("0")


@pytest.mark.whole
def test_the_range_has_a_product_for_each_input_and_no_more(page: Page, app: str) -> None:
    figure = opened(page, f"{app}/many?map=bottleneck&c=0&k=40")
    figure.button("Range").click()
    state = figure.led_to(lambda now: now.of == "range")
    assert state.k == 12
    count = figure.slider("number of products")
    expect(count).to_have_attribute("max", "11")
    expect(figure.group("directions held")).to_have_text("3")
    expect(figure.group("‖J − QQᵀJ‖ =")).to_have_text("0")
    count.press("Home")
    state = figure.led_to(lambda now: now.k == 1)
    seen = many.caught(many.found(state.given), 1)
    expect(figure.group("‖J − QQᵀJ‖ =")).to_have_text(numeral(seen.missing))
    expect(figure.group("least for rank 1 =")).to_have_text(numeral(seen.least))


@pytest.mark.whole
def test_a_log_determinant_settles_by_eight_products_each(page: Page, app: str) -> None:
    figure = opened(page, f"{app}/many?k=15&seed=3")
    figure.button("Det").click()
    state = figure.led_to(lambda now: now.of == "logdet" and now.k == 15)
    count = figure.slider("number of products")
    expect(count).to_have_attribute("aria-valuetext", "15 × 8 products")
    figure.button("a step forward").click()
    state = figure.led_to(lambda now: now.k == 16)
    found = many.found(state.given)
    settled = many.settled("logdet", found, state.law, 16)
    flow = np.eye(12) + 0.4 * found.jacobian
    expect(figure.group("mean")).to_have_text(numeral(settled.mean[0]))
    expect(figure.group("log |det(I + A)| =")).to_have_text(numeral(np.linalg.slogdet(flow)[1]))
    expect(figure.group("off by")).to_have_text(numeral(settled.off))
    expect(figure.group("standard error")).to_contain_text(
        f"{numeral(settled.predicted)} predicted"
    )

    # The strength replays J, the series and the determinant, as JAX computes them then.
    sent = figure.sent()
    figure.hold(figure.slider("strength"), -40, moves=10)
    still(figure.root)
    replayed = told(figure, "mean"), told(figure, "log |det(I + A)| =")
    assert figure.sent() == sent
    page.mouse.up()
    figure.led_to(lambda now: now.c != 0.8)
    expect(figure.source).to_have_text("JAX · float64")
    assert (told(figure, "mean"), told(figure, "log |det(I + A)| =")) == replayed


@pytest.mark.whole
def test_no_log_determinant_is_estimated_where_no_series_is_bounded(page: Page, app: str) -> None:
    figure = opened(page, f"{app}/many?map=ring&of=logdet&c=0.9&k=16")
    found = many.found(Given("ring", 0.9, "signs", 0))
    norm = np.linalg.norm(0.4 * found.jacobian, 2)
    expect(figure.group("no estimate:")).to_have_text(f"‖A‖ = {numeral(norm)} is not below 1")
    expect(figure.group("log |det(I + A)| =")).to_have_text(numeral(found.log_det))
    expect(figure.group("mean")).to_have_count(0)
    assert figure.root.locator(".chart .band").get_attribute("d") == ""
    assert figure.root.locator(".chart .trail").get_attribute("d") == ""
    figure.button("Predict").click()
    expect(figure.root.locator(".posed .options .option")).to_have_count(0)
    figure.led_to(lambda now: now.cover)
    figure.slider("strength").press("Home")
    expect(figure.root.locator(".posed .options .option")).to_have_count(3)
    expect(figure.group("mean")).to_have_text("?")


@pytest.mark.whole
def test_one_product_is_asked_about_as_a_mean_and_a_rank_of_its_draws(page: Page, app: str) -> None:
    figure = opened(page, f"{app}/many?cover=1")
    posed, options = figure.root.locator(".posed"), figure.root.locator(".posed .option")
    expect(posed).to_contain_text("the mean of v·Jv over 16 products")
    picture = figure.root.locator(".chart .picture")
    expect(picture).not_to_have_attribute("aria-label", re.compile("mean so far"))
    options.filter(has_text="/√16").click()
    figure.root.locator(".reveal").click()
    expect(posed).to_contain_text("Right: ")
    figure.led_to(lambda now: now.k == 16 and not now.cover)
    expect(picture).to_have_attribute("aria-label", re.compile("mean so far"))

    figure.button("Range").click()
    figure.button("Predict").click()
    state = figure.led_to(lambda now: now.of == "range" and now.cover)
    options.get_by_text(str(state.k), exact=True).click()
    figure.root.locator(".reveal").click()
    expect(posed).to_contain_text("Right: 3.")
    figure.button("Other draws").click()
    figure.led_to(lambda now: now.seed == state.seed + 1)
    expect(posed).to_be_hidden()


@pytest.mark.whole
def test_it_plays_to_the_end_and_sends_one_message(page: Page, app: str) -> None:
    figure = opened(page, f"{app}/many?k=88")
    sent = figure.sent()
    figure.button("play").click()
    expect(figure.slider("number of products")).to_have_js_property("value", "99")
    figure.led_to(lambda now: now.k == 100)
    assert figure.sent() == sent + 1
    drawn(page)
    expect(figure.button("play")).to_be_visible()
