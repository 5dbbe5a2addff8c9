"""A Jacobian is coloured by mouse and by keyboard, and read back from its products."""

import re
from collections.abc import Callable

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from explainers.core.sparsity.colouring import judged
from explainers.permalink.sparsity import CODEC, State
from tests.browser import saved
from tests.browser.figure import Figure, centre, drawn
from tests.browser.sound import faults
from tests.browser.test_touch import SCROLLED, Finger


class Colouring(Figure[State]):
    """The figure, whose heads are named by their column and colour."""

    def __init__(self, page: Page, address: str) -> None:
        super().__init__(page, CODEC.decode, address)
        self.verdict = self.root.locator(".verdict")
        self.count = self.root.locator(".order.own .number")

    def head(self, place: int, line: str = "columns") -> Locator:
        return self.root.locator(f".heads.{line} .head").nth(place)

    def leads_to(self, **changed: object) -> None:
        """Wait until the address holds a state, whose products are counted beside it."""
        state = self.led_to(
            lambda now: all(getattr(now, name) == part for name, part in changed.items())
        )
        found = judged(state.case.pattern.rows, state.way, state.coloured)
        expect(self.count).to_have_text(str(found.products))
        expect(self.verdict).to_have_attribute("data-sound", str(not found.mixed).lower())
        expect(self.root.locator(".entry.done")).to_have_count(
            0 if state.graph else len(found.told)
        )


def test_columns_are_coloured_by_clicks_by_keys_and_by_a_silent_drag(page: Page, app: str) -> None:
    figure = Colouring(page, f"{app}/sparsity")
    assert figure.state() == CODEC.first
    expect(figure.verdict).to_have_text(
        "7 products tell all 22 entries of J; one for each column would be 8."
    )
    figure.head(6).click()
    figure.leads_to(columns=(1, 0, 0, 1, 0, 0, 1, 0))
    figure.head(6).click()
    figure.leads_to(columns=(1, 0, 0, 1, 0, 0, 0, 0))
    figure.head(6).press("a")
    figure.leads_to(columns=(1, 0, 0, 1, 0, 0, 1, 0))
    page.keyboard.press("ArrowRight")
    page.keyboard.press("b")
    figure.leads_to(columns=(1, 0, 0, 1, 0, 0, 1, 2))
    expect(figure.head(7)).to_be_focused()
    expect(figure.head(7)).to_have_accessible_name("x₈ B, colour of column 8")

    figure.button("B", exact=True).click()
    sent = figure.sent()
    start, end = centre(figure.head(1)), centre(figure.head(4))
    page.mouse.move(*start)
    page.mouse.down()
    for k in range(1, 13):
        page.mouse.move(start[0] + (end[0] - start[0]) * k / 12, start[1])
        drawn(page)
    expect(figure.source).to_have_text("replayed")
    expect(figure.verdict).to_contain_text("Columns 2 and 3 share a product and meet in row 2")
    expect(figure.root.locator(".mixed").first).to_be_visible()
    assert figure.sent() == sent
    page.mouse.up()
    figure.leads_to(columns=(1, 2, 2, 2, 2, 0, 1, 2))
    assert figure.sent() == sent + 1
    figure.button("Clear").click()
    figure.leads_to(columns=(0,) * 8)
    assert faults(figure.root) == {}


@pytest.mark.whole
def test_an_arrowhead_takes_three_products_by_rows_and_columns(page: Page, app: str) -> None:
    figure = Colouring(page, f"{app}/sparsity?f=hub")
    expect(figure.root.locator(".order .number").last).to_have_text("8")
    figure.button("Both").click()
    figure.leads_to(way="both")
    for place in range(1, 8):
        figure.head(place).press("a")
    figure.leads_to(columns=(0, *(1,) * 7))
    expect(figure.verdict).to_contain_text("7 entries cannot be read.")
    figure.head(0, "rows").click()
    figure.leads_to(rows=(1, *(0,) * 7))
    expect(figure.verdict).to_have_text(
        "3 products tell all 22 entries of J; one for each column would be 8."
    )
    expect(figure.root.locator(".letter.pull")).to_have_text(["a"] * 7)
    expect(page.get_by_text("8 products by columns, 8 by rows and 3 by both")).to_be_visible()


@pytest.mark.whole
def test_a_finger_paints_rows_downwards_and_keys_go_on_from_there(phone: Page, app: str) -> None:
    figure = Colouring(phone, f"{app}/sparsity?way=both")
    expect(figure.head(0)).to_be_visible()
    figure.head(0, "rows").scroll_into_view_if_needed()
    start, end = centre(figure.head(0, "rows")), centre(figure.head(2, "rows"))
    Finger(phone).swipe(start, 0, end[1] - start[1])
    figure.leads_to(rows=(1, 1, 1, *(0,) * 5))
    first = figure.head(0, "rows")
    expect(first).to_be_focused()
    first.press("Enter")
    figure.leads_to(rows=(0, 1, 1, *(0,) * 5))
    first.press("ArrowDown")
    expect(figure.head(1, "rows")).to_be_focused()
    phone.keyboard.press("b")
    figure.leads_to(rows=(0, 2, 1, *(0,) * 5))

    figure.button("Columns").click()
    figure.button("Conflict graph").click()
    figure.leads_to(way="columns", graph=True)
    node, above, below = (centre(figure.head(place)) for place in (0, 1, 3))
    Finger(phone).swipe(node, 0, 0, moves=0)
    figure.leads_to(columns=(1, *(0,) * 7))
    Finger(phone).swipe(above, 0, below[1] - above[1])
    figure.leads_to(columns=(1, 1, 0, 1, *(0,) * 4))
    scrolled = phone.evaluate(SCROLLED)
    Finger(phone).swipe(((above[0] + node[0]) / 2, above[1]), 0, -160)
    phone.wait_for_function(f"() => ({SCROLLED}) > {scrolled} + 60")
    assert figure.state().columns == (1, 1, 0, 1, *(0,) * 4)


@pytest.mark.whole
def test_orders_are_taken_and_the_conflict_graph_is_a_second_look(page: Page, app: str) -> None:
    figure = Colouring(page, f"{app}/sparsity?f=network")
    numbers = figure.root.locator(".order .number").filter(visible=True)
    expect(numbers).to_have_text(["8", "8", "5", "3", "3", "3"])
    figure.button("Greedy, smallest last").click()
    figure.led_to(lambda now: any(now.columns))
    expect(figure.count).to_have_text("3")
    figure.button("Conflict graph").click()
    figure.leads_to(graph=True)
    expect(figure.root.locator(".edge").first).to_be_visible()
    expect(figure.root.locator(".edge.clash")).to_have_count(0)
    figure.head(0).press("a")
    figure.head(2).press("a")
    expect(figure.root.locator(".edge.clash")).not_to_have_count(0)


@pytest.mark.whole
def test_what_a_product_holds_moves_to_its_place(browser: Browser, app: str) -> None:
    with browser.new_context(reduced_motion="no-preference") as context:
        page = context.new_page()
        figure = Colouring(page, f"{app}/sparsity?f=traffic&columns=1_2_1_2_1_2_1_2")
        entries = figure.root.locator(".entry.done")
        expect(entries).to_have_count(15)
        steps = figure.slider("products done")
        steps.press("Home")
        expect(entries).to_have_count(0)
        expect(figure.root.locator(".dot").first).to_be_visible()
        steps.press("ArrowRight")
        expect(entries).to_have_count(8)
        expect(steps).to_have_attribute(
            "aria-valuetext", "product 1, a push: columns 1, 3, 5 and 7"
        )
        moves = "node => getComputedStyle(node).transitionDuration"
        assert "0.7s" in figure.root.locator(".entry").first.evaluate(moves)
        page.emulate_media(reduced_motion="reduce")
        assert figure.root.locator(".entry").first.evaluate(moves) == "0s"
        steps.press("End")
        expect(entries).to_have_count(15)


@pytest.mark.whole
def test_a_typed_function_has_a_pattern_of_its_own(page: Page, app: str) -> None:
    figure = Colouring(page, f"{app}/sparsity?f=%3D%5Bx1%5E2%2Bx2%2C+x2*x3%2C+x3-x4%5D")
    expect(figure.verdict).to_have_text("4 products tell all 6 entries of J.")
    expect(figure.root.locator(".order .number").last).to_have_text("2")
    expect(page.get_by_text(re.compile("Of its 12 entries 6 may be other than 0"))).to_be_visible()


@pytest.mark.whole
def test_columns_and_rows_are_probed_by_keys_and_by_clicks(page: Page, app: str) -> None:
    figure = Colouring(page, f"{app}/sparsity?f=traffic&columns=1_0_1_0_0_0_0_0")
    figure.button("Probe", exact=True).press("Enter")
    figure.led_to(lambda now: (now.probe, now.place) == ("column", 0))
    head = figure.head(2)
    expect(head).to_have_accessible_name("x₃ = 1, push column 3")
    head.press("Enter")
    state = figure.led_to(lambda now: now.place == 2)
    expect(head).to_have_attribute("aria-pressed", "true")
    assert lit(figure) == answers(state)
    told = (
        "The push along e₃ comes out other than 0 at f₃. It lies in the pattern. "
        "The pattern has f₄, too. It is 0 at this x; the pattern has it for every x. "
        "So far 3 of the 15 entries of the pattern have been seen."
    )
    expect(figure.verdict).to_have_text(told)
    expect(figure.live).to_have_text(told)

    head.press("b")
    page.keyboard.press("ArrowRight")
    expect(figure.head(3)).to_be_focused()
    page.keyboard.press("Space")
    assert figure.led_to(lambda now: now.place == 3).columns == (1, 0, 1, 0, 0, 0, 0, 0)

    figure.head(3, "rows").click()
    state = figure.led_to(lambda now: (now.probe, now.place) == ("row", 3))
    assert lit(figure) == answers(state) == ["x₄"]
    expect(figure.verdict).to_contain_text("The pattern has x₃, too. It is 0 at this x")

    figure.button("Another x").click()
    figure.led_to(lambda now: now.x != state.x)
    for _ in range(20):
        if figure.state().x[3] != 0:
            break
        before = figure.state().x
        figure.button("Another x").click()
        figure.led_to(lambda now, before=before: now.x != before)
    moved = figure.state()
    assert lit(figure) == answers(moved)
    assert "x₃" in lit(figure)
    expect(figure.source).to_have_text("JAX · float64")

    page.reload()
    again = Colouring(page, page.url)
    assert again.state() == moved
    assert lit(again) == answers(moved)
    again.button("Probe", exact=True).click()
    again.leads_to(probe="", x=moved.x, columns=moved.columns)


def lit(figure: Colouring) -> list[str]:
    """Names of the heads beside which a probe came out other than 0."""
    drawn(figure.page)
    return figure.root.locator(".head.answers .of").all_inner_texts()


def answers(state: State) -> list[str]:
    """What JAX says, asked here, of the column or row that is probed."""
    case = state.case
    J = np.asarray(jax.jacfwd(case.map)(jnp.asarray(state.x)))
    names, line = (
        (case.outputs, J[:, state.place])
        if state.probe == "column"
        else (case.inputs, J[state.place])
    )
    return [name for name, z in zip(names, line, strict=True) if z != 0]


@pytest.mark.whole
def test_a_hand_that_passes_over_heads_probes_each_and_colours_none(page: Page, app: str) -> None:
    figure = Colouring(page, f"{app}/sparsity?f=energy&way=symmetric&probe=column_1")
    sent = figure.sent()
    start, end = centre(figure.head(1)), centre(figure.head(4))
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(*end, steps=12)
    expect(figure.verdict).to_contain_text("The push along e₅ comes out other than 0 at f₁ and f₅.")
    assert figure.sent() == sent
    page.mouse.up()
    state = figure.led_to(lambda now: now.place == 4)
    assert state.columns == (0,) * 8
    assert lit(figure) == answers(state)


@pytest.mark.whole
def test_in_a_frame_the_products_stand_beside_j(new_page: Callable[..., Page], app: str) -> None:
    page = new_page(viewport={"width": 800, "height": 600})
    for query in ("", "&f=hub&way=rows", "&f=hub&way=both&rows=1_0_0_0_0_0_0_0", "&probe=row_2"):
        figure = Colouring(page, f"{app}/sparsity?embed=true{query}")
        for part in (".ledger", ".board-place", ".verdict"):
            expect(figure.root.locator(part)).to_be_in_viewport(ratio=1)
        if "probe" not in query:
            expect(figure.slider("products done")).to_be_in_viewport(ratio=1)


_PLACES = """nodes => {
  const boxes = nodes.map(node => node.getBoundingClientRect());
  const [left, top] = ["left", "top"].map(edge => Math.min(...boxes.map(box => box[edge])));
  return boxes.map(box => [Math.round(box.left - left), Math.round(box.top - top)]);
}"""
"""Where boxes stand, from the first of their columns and rows."""


@pytest.mark.whole
def test_a_saved_picture_has_the_entries_where_they_stand(page: Page, app: str) -> None:
    figure = Colouring(page, f"{app}/sparsity")
    shown = figure.root.locator(".entry.done > rect").evaluate_all(_PLACES)
    assert len({tuple(place) for place in shown}) == len(shown) == 22
    file = saved.save(page, page.get_by_role("group", name="Save picture"), "SVG")
    page.set_content(file.read_text(encoding="utf-8"))
    found = page.locator("g[transform] > rect").evaluate_all(_PLACES)
    assert sorted(found) == sorted(shown)
