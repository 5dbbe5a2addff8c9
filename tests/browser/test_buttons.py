"""Buttons of the Stage, what is hovered, and what is covered."""

import re

import jax
import numpy as np
import pytest
from playwright.sync_api import Page, expect

from explainers.core.catalog import CATALOG
from explainers.core.numerals import numeral
from tests.browser.figure import Stage, answered, arrived, state_of, still, truth

_EVERYTHING = """root => [...root.querySelectorAll("*")].flatMap(node => [
    ...[...node.childNodes].filter(n => n.nodeType === 3).map(n => n.data),
    ...[...node.attributes].filter(a => !/^(d|style|transform|viewBox|points)$/.test(a.name))
        .map(a => a.value),
    ...(node instanceof HTMLInputElement ? [node.value] : []),
  ]).join("\\n")"""


@pytest.fixture
def stage(page: Page, app: str) -> Stage:
    return Stage(page, f"{app}/push_and_pull?f=seed")


@pytest.mark.whole
def test_a_column_s_head_makes_v_one_hot_and_a_row_s_head_u(stage: Stage) -> None:
    sent = stage.sent()
    stage.button("one-hot v 2").click()
    expect(stage.group("Jv")).to_have_attribute("data-value", "[1,-1]")
    expect(stage.group("uᵀJ")).to_have_attribute("data-value", "[3,-0.5,1.5]")
    assert stage.settled().v == (0, 1, 0)
    stage.button("one-hot u 1").click()
    expect(stage.group("uᵀJ")).to_have_attribute("data-value", "[4,1,1]")
    assert stage.settled().u == (1, 0)
    stage.button("one-hot v 1").click()
    expect(stage.group("Jv")).to_have_attribute("data-value", "[4,1]")
    assert stage.settled().v == (1, 0, 0)
    assert stage.sent() == sent + 3


@pytest.mark.whole
def test_vectors_of_ones_and_the_way_back(stage: Stage) -> None:
    preset = stage.vectors()
    stage.button("v all ones").click()
    expect(stage.group("Jv")).to_have_attribute("data-value", "[6,1]")
    assert stage.settled().v == (1, 1, 1)
    stage.button("u all ones").click()
    expect(stage.group("uᵀJ")).to_have_attribute("data-value", "[5,0,2]")
    assert stage.settled().u == (1, 1)
    stage.drag(stage.slider("point x"), 30, 30)
    assert stage.settled().x != preset.x
    stage.button("Reset").click()
    expect(stage.slider("point x")).to_have_attribute("aria-valuetext", "2, 3, 1")
    stage.settled()
    assert stage.vectors() == preset
    assert stage.page.url.endswith("?f=seed")


@pytest.mark.whole
def test_what_a_hand_led_out_of_a_plane_is_in_it_once_it_lets_go(stage: Stage) -> None:
    output = stage.root.get_by_role("group", name="output space")
    ticks = output.locator(".tick")
    cut = output.get_by_text(re.compile(r"^(Jv|u), length"))
    usual = ticks.all_text_contents()
    stage.hold(stage.slider("vector u"), 0, -400)
    still(stage.root)
    expect(cut).to_have_count(1)
    assert ticks.all_text_contents() == usual
    stage.page.mouse.up()
    expect(cut).to_have_count(0)
    assert ticks.all_text_contents() != usual
    assert stage.settled().views == ()
    stage.slider("v 3").press("Enter")
    stage.page.keyboard.type("40")
    stage.page.keyboard.press("Enter")
    expect(output.get_by_text("Jv", exact=True)).to_be_visible()
    stage.settled()
    expect(cut).to_have_count(0)
    # Whoever opens the link sees the whole arrows, too.
    stage.page.reload()
    arrived(stage.root)
    expect(output.get_by_text("Jv", exact=True)).to_be_visible()
    expect(cut).to_have_count(0)


@pytest.mark.whole
def test_fit_brings_back_what_has_left_the_plane(stage: Stage) -> None:
    output = stage.root.get_by_role("group", name="output space")
    cut = output.get_by_text(re.compile(r"Jv, length"))
    stage.slider("v 3").press("Enter")
    stage.page.keyboard.type("40")
    stage.page.keyboard.press("Enter")
    stage.settled()
    stage.button("zoom in about").click()
    stage.button("zoom in about").click()
    expect(cut).to_be_visible()
    stage.settled()
    # A reader who looks closer is not sent away by a hand.
    stage.drag(stage.slider("v 1"), 5)
    stage.slider("v 1").press("Enter")
    stage.page.keyboard.type("0.5")
    stage.page.keyboard.press("Enter")
    stage.settled()
    expect(cut).to_be_visible()
    sent = stage.sent()
    stage.button("Fit").click()
    expect(cut).to_have_count(0)
    expect(output.get_by_text("Jv", exact=True)).to_be_visible()
    stage.page.wait_for_url(lambda url: state_of(url).views != ())
    assert stage.vectors().v == (0.5, 1, 40)
    assert stage.sent() == sent + 1


@pytest.mark.whole
def test_modes_show_what_belongs_to_them_and_hide_the_rest(stage: Stage) -> None:
    jv, ujv = stage.group("Jv"), stage.group("uᵀJ")
    for mode, button, has_push, has_pull in [
        ("push", "Push Jv", True, False),
        ("pull", "Pull uᵀJ", False, True),
        ("both", "Both", True, True),
    ]:
        stage.button(button).click()
        expect(stage.button(button)).to_have_attribute("aria-pressed", "true")
        stage.page.wait_for_url(lambda url, mode=mode: state_of(url).mode == mode)
        stage.settled()
        expect(jv).to_be_visible(visible=has_push)
        expect(ujv).to_be_visible(visible=has_pull)
        expect(stage.slider("vector v")).to_have_count(int(has_push))
        expect(stage.slider("vector u")).to_have_count(int(has_pull))
        expect(stage.root.locator(".arrow.push")).to_have_count(int(has_push))
        expect(stage.root.locator(".arrow.pull")).to_have_count(int(has_pull))
        for name in ("x 1", "v 1", "u 1"):
            expect(stage.slider(name)).to_be_visible()


@pytest.mark.whole
def test_covectors_are_arrows_or_stripes(stage: Stage) -> None:
    stripes = stage.root.locator(".plane.input path.stripes.zero")
    assert not stripes.get_attribute("d")
    expect(stage.root.locator(".arrow.pull")).to_have_count(1)
    stage.button("Stripes").click()
    expect(stripes).to_have_attribute("d", re.compile("M"))
    expect(stage.root.locator(".arrow.pull")).to_have_count(0)
    stage.page.wait_for_url("**covectors=stripes**")
    caption = stage.root.locator(".plane.input .caption")
    expect(caption).to_contain_text("Stripes that v crosses: shown 1 + hidden 3 = 4.")
    # ‖(3, −0.5)‖ = 3.0414, the part of uᵀJ that the plane shows.
    expect(caption).to_contain_text("is 1/‖its shown part‖ = 0.33 away")
    expect(stage.root.locator(".arrow.across")).to_have_count(1)
    stage.button("Arrows").click()
    expect(stripes).to_have_attribute("d", "")
    stage.page.wait_for_url(lambda url: "covectors" not in url)


@pytest.mark.whole
def test_the_circle_and_its_image_are_drawn_when_asked_for(stage: Stage) -> None:
    rings = stage.root.locator("path.ring")
    assert [ring.get_attribute("d") or "" for ring in rings.all()] == ["", ""]
    stage.button("Circle").click()
    for ring in rings.all():
        expect(ring).to_have_attribute("d", re.compile("M"))
    stage.page.wait_for_url("**circle=1**")
    stage.button("Circle").click()
    for ring in rings.all():
        expect(ring).to_have_attribute("d", "")


@pytest.mark.whole
def test_a_cloud_goes_where_f_sends_it_and_its_handle_sets_how_far_it_spreads(
    page: Page, app: str
) -> None:
    stage = Stage(page, f"{app}/push_and_pull?f=polar")
    stage.button("Cloud").click()
    page.wait_for_url("**cloud=0.*")
    clouds = stage.root.locator("path.cloud")
    for dots in clouds.all():
        expect(dots).to_have_attribute("d", re.compile(r"^(M\S+ \S+h1){160}$"))
    wide = page.get_by_role("row", name="y₁").filter(has_not_text="=")
    expect(wide.last).to_contain_text("y₁")
    first, sent = state_of(page.url).cloud, stage.sent()
    before = clouds.last.get_attribute("d")
    slider = stage.slider("spread of the cloud")
    stage.drag(slider, 60, 60)
    wider = stage.led_to(lambda state: state.cloud > first).cloud
    assert stage.sent() == sent + 1
    expect(clouds.last).not_to_have_attribute("d", before or "")
    expect(page.get_by_text("So far from x, f is not its linear picture.")).to_be_visible()
    slider.press("ArrowLeft")
    narrower = stage.led_to(lambda state: state.cloud < wider).cloud
    expect(slider).to_have_attribute("aria-valuenow", f"{narrower:.3g}")
    stage.button("Cloud").click()
    for dots in clouds.all():
        expect(dots).to_have_attribute("d", "")


@pytest.mark.whole
def test_the_axes_of_the_circle_s_image_carry_the_singular_values(page: Page, app: str) -> None:
    stage = Stage(page, f"{app}/push_and_pull?f=polar&x=2_0.7&circle=1")
    names = stage.root.locator("text.mark")
    expect(names.filter(has_text="σ₁ = 2")).to_have_count(1)
    expect(names.filter(has_text="σ₂ = 1")).to_have_count(1)
    expect(page.get_by_text("The condition number is 2")).to_be_visible()


@pytest.mark.whole
def test_one_press_pulls_back_what_was_pushed(page: Page, app: str) -> None:
    stage = Stage(page, f"{app}/push_and_pull?f=polar&x=2_0.5&v=0.5_1")
    press = stage.button("as u", exact=True)
    press.click()
    expect(press).to_be_disabled()
    # JᵀJ of polar coordinates is diagonal: 1 and r².
    page.wait_for_url("**&u=**")
    answered(stage.root)
    # The bars of a browser hold 15 digits, the address all.
    assert state_of(page.url).u == tuple(stage.numbers("Jv"))
    assert stage.numbers("uᵀJ") == pytest.approx([0.5, 4], rel=1e-12)
    row = page.get_by_role("row", name="pushed, then pulled")
    expect(row).to_contain_text("(0.5, 4)")
    # ½‖f‖² = r²/2, whose Hessian is 1 and 0.
    expect(page.get_by_role("row", name="with the curvature of f")).to_contain_text("(0.5, 0)")
    stage.drag(stage.slider("vector v"), 20, 0)
    expect(row).to_have_count(0)
    expect(press).to_be_enabled()
    stage.button("Push Jv").click()
    expect(press).to_be_hidden()


@pytest.mark.share(3)
@pytest.mark.parametrize("mode", ["both", "push", "pull"])
def test_what_is_covered_is_nowhere_until_asked_for(page: Page, app: str, mode: str) -> None:
    vectors = "x=1.43_0.71&v=0.53_0.87&u=0.91_1.07"
    stage = Stage(page, f"{app}/push_and_pull?f=polar&{vectors}&mode={mode}")
    expected = truth("polar", stage.vectors())
    pushed = [numeral(number) for number in expected.push]
    pulled = [numeral(number) for number in expected.pull]
    told = {"both": [*pushed, *pulled], "push": pushed, "pull": pulled}[mode]
    everything = stage.root.evaluate(_EVERYTHING)
    assert all(number in everything for number in told)

    stage.button("Predict").click()
    shown = stage.group("uᵀJ" if mode == "pull" else "Jv")
    expect(shown).to_have_text("?")
    page.wait_for_url("**cover=1**")
    expect(stage.live).to_have_text("Results are covered.")
    everything = stage.root.evaluate(_EVERYTHING)
    known = [numeral(number) for number in open_numbers(stage)]
    assert [n for n in [*pushed, *pulled] if n in everything and n not in known] == []
    for arrow in (".arrow.push", ".arrow.pull", ".moved:not([hidden])"):
        expect(stage.root.locator(arrow)).to_have_count(0)
    stage.root.get_by_role("gridcell", name="covered").first.hover()
    expect(stage.root.locator(".formula")).to_have_text("Covered: work it out, then look.")
    assert not any(n in stage.root.evaluate(_EVERYTHING) for n in told if n not in known)

    stage.drag(stage.slider("point x"), 20, 10)
    page.wait_for_url(lambda url: "x=1.43" not in url)
    expect(shown).to_have_text("?")
    stage.button("Look without a guess").click()
    expect(shown).not_to_have_text("?")
    expect(stage.button("Look without a guess")).to_have_count(0)
    expect(stage.root.locator(".predicted")).to_have_text("Shown without a guess.")
    page.wait_for_url(lambda url: "cover" not in url)


def open_numbers(stage: Stage) -> list[float]:
    """Numbers of x, v, u and J: they may be read, also while the results are covered."""
    vectors = stage.vectors()
    jacobian = jax.jacfwd(CATALOG["polar"].map)(np.array(vectors.x, float))
    return [*vectors.x, *vectors.v, *vectors.u, *np.ravel(jacobian).tolist()]


@pytest.mark.whole
def test_pickers_choose_the_coordinates_of_a_plane(stage: Stage) -> None:
    across = stage.root.get_by_role("combobox", name="x shown across")
    up = stage.root.get_by_role("combobox", name="x shown up")
    assert (across.input_value(), up.input_value()) == ("0", "1")
    across.select_option("x₃")
    stage.page.wait_for_url("**inputs=3_2**")
    expect(stage.root.get_by_role("group", name="input space")).to_contain_text("x₃ →")
    up.select_option("x₃")
    stage.page.wait_for_url("**inputs=2_3**")
    assert (across.input_value(), up.input_value()) == ("1", "2")
    before = stage.vectors()
    stage.drag(stage.slider("vector v"), 30, 20)
    after = stage.settled()
    assert after.v[0] == before.v[0]
    assert after.v[1] > before.v[1]
    assert after.v[2] < before.v[2]
    expect(stage.root.get_by_role("combobox", name="y shown across")).to_have_count(0)


@pytest.mark.whole
def test_a_hovered_column_or_row_is_shown_in_both_planes(stage: Stage) -> None:
    inputs = stage.root.get_by_role("group", name="input space")
    outputs = stage.root.get_by_role("group", name="output space")
    ghosts = stage.root.locator(".arrow.ghost")
    expect(ghosts).to_have_count(0)
    stage.button("one-hot v 2").hover()
    expect(outputs.get_by_text("∂f/∂x₂")).to_be_visible()
    expect(inputs.get_by_text("e₂", exact=True)).to_be_visible()
    stage.button("one-hot u 1").hover()
    expect(inputs.get_by_text("∇f₁")).to_be_visible()
    expect(outputs.get_by_text("e₁", exact=True)).to_be_visible()
    expect(outputs.get_by_text("∂f/∂x₂")).to_have_count(0)
    stage.source.hover()
    expect(ghosts).to_have_count(0)
    stage.slider("v 3").focus()
    expect(outputs.get_by_text("∂f/∂x₃")).to_be_visible()


@pytest.mark.whole
def test_a_hovered_margin_says_its_formula_with_numbers(stage: Stage) -> None:
    formula = stage.root.locator(".formula")
    expect(formula).to_have_text("")
    for name, said in [
        ("(Jv)₁", "(Jv)₁ = 4·0.5 + 1·1 + 1·2 = 5"),
        ("(uᵀJ)₂", "(uᵀJ)₂ = 0.5·1 + 1·(−1) = −0.5"),
    ]:
        stage.root.get_by_role("gridcell", name=re.compile(f"^{re.escape(name)} = ")).hover()
        expect(formula).to_have_text(said)
    stage.root.get_by_role("gridcell", name="uᵀJv = 4").hover()
    expect(formula).to_contain_text("uᵀ(Jv) = 0.5·5 + 1·1.5 = 4")
    stage.source.hover()
    expect(formula).to_have_text("")


@pytest.mark.whole
def test_the_sentence_under_the_board_works_out_the_numbers_in_the_hand(stage: Stage) -> None:
    worked = stage.root.locator(".worked")
    expect(worked).to_contain_text("0.5·(4, 1) + 1·(1, −1) + 2·(1, 1) = (5, 1.5).")
    page = stage.page
    expect(page.locator("[data-testid=stMarkdown] p", has_text="v = (0.5, 1, 2): Jv")).to_have_text(
        worked.locator("p").first.inner_text()
    )
    stage.hold(stage.slider("v 1"), 15)
    still(stage.root)
    v = stage.vectors().v
    assert v[0] != 0.5
    expect(worked).to_contain_text(f"v = ({numeral(v[0])}, 1, 2): Jv weights the columns")
    assert "0.5·(4, 1) + 1" not in worked.inner_text()
    page.mouse.up()
    stage.settled()
    stage.button("Predict").click()
    expect(worked).to_have_text("")
