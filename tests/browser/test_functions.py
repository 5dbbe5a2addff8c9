"""Every function of the catalogue, whatever its shape, and points where it is not finite."""

import subprocess
from collections.abc import Callable
from urllib.parse import quote

import jax
import numpy as np
import pytest
from playwright.sync_api import Page, expect

from explainers.components.wire import encoded
from explainers.core.catalog import CATALOG, Entry
from explainers.ui.numbers import tape_of
from scripts.bundles import ESBUILD, FRONTEND, OPTIONS
from tests.browser.figure import Stage, near, truth, vectors_of
from tests.core.oracles import ORACLES

POINTS = 6
"""Points at which a tape is replayed, the preset one included."""


def pick(page: Page, entry: Entry) -> None:
    """Choose a function by its words."""
    title = f"{entry.title} · {entry.n} → {entry.m}"
    page.get_by_role("combobox", name="Function").select_option(label=title)


@pytest.mark.whole
def test_every_function_appears_whole_and_settles(page: Page, app: str) -> None:
    stage = Stage(page, f"{app}/push_and_pull?f=seed")
    for slug, entry in CATALOG.items():
        if slug != "seed":
            pick(page, entry)
        page.wait_for_url(f"**/push_and_pull?f={slug}")
        stage.settled()
        assert stage.vectors() == (entry.x, entry.v, entry.u)
        jacobian = ORACLES[slug](np.array(entry.x)).jacobian
        assert near(stage.numbers("Jv"), jacobian @ entry.v, 1e-12), slug
        assert near(stage.numbers("uᵀJ"), entry.u @ jacobian, 1e-12), slug
        expect(stage.root.locator(".message:not([hidden])")).to_have_count(0)
        expect(stage.root.get_by_text("not finite")).to_have_count(0)
        expect(stage.root.get_by_role("gridcell")).to_have_count((entry.m + 1) * (entry.n + 1))
        pickers = sum(size > 2 for size in (entry.n, entry.m))
        expect(stage.root.get_by_role("combobox")).to_have_count(2 * pickers)
        for name in ("point x", "vector v", "vector u"):
            expect(stage.slider(name)).to_be_visible()
        expect(page.get_by_test_id("stException")).to_have_count(0)


@pytest.mark.whole
def test_every_function_is_set_in_type(page: Page, app: str) -> None:
    page.goto(f"{app}/jacobian?f=seed")
    expect(page.get_by_role("button", name="Copy link")).to_be_visible()
    for slug, entry in CATALOG.items():
        if slug != "seed":
            pick(page, entry)
        page.wait_for_url(f"**/jacobian?f={slug}")
        formulas = page.get_by_test_id("stMarkdownContainer").locator("annotation")
        for latex in (entry.latex, entry.jacobian_latex):
            shown = formulas.filter(has_text=latex.strip())
            expect(shown.first).to_be_attached()
        expect(page.locator(".katex-error")).to_have_count(0)
        expect(page.get_by_test_id("stException")).to_have_count(0)


@pytest.mark.whole
def test_nothing_finite_is_said_in_words_and_dragged_back(page: Page, app: str) -> None:
    """baydin takes the logarithm of x₁."""
    stage = Stage(page, f"{app}/push_and_pull?f=baydin")
    message = stage.root.locator(".plane.output .message")
    bar = stage.slider("x 1")
    for text, named in (("0", "y₁"), ("-1", "y₁")):
        expect(message).to_be_hidden()
        bar.press("Enter")
        page.keyboard.type(text)
        page.keyboard.press("Enter")
        expect(message).to_contain_text(f"{named} is not finite at this x")
        expect(stage.source).to_have_text("not finite here")
        page.wait_for_url(f"**x={text}_5**")
        expect(page.get_by_test_id("stException")).to_have_count(0)
        assert stage.vectors().x == (float(text), 5)
        expect(stage.live).to_contain_text("not finite")

        handle = stage.slider("point x")
        start = stage.press(handle)
        stage.carry(start, [(12.0 * k, 0.0) for k in range(1, 6)])
        expect(message).to_be_hidden()
        page.mouse.up()
        state = stage.settled()
        assert state.x[0] > 0
        expected = truth("baydin", vectors_of(state))
        assert near(stage.numbers("Jv"), expected.push, 1e-14)
        assert near(stage.numbers("uᵀJ"), expected.pull, 1e-14)


@pytest.mark.whole
def test_a_link_to_where_f_is_not_finite_opens(page: Page, app: str) -> None:
    page.goto(f"{app}/push_and_pull?f=baydin&x=-1_5")
    stage = page.locator(".stage")
    expect(stage.locator(".plane.output .message")).to_contain_text("not finite at this x")
    expect(page.get_by_test_id("stException")).to_have_count(0)
    page.goto(f"{app}/push_and_pull?f=baydin&x=1_5")
    expect(stage.locator(".source")).to_have_attribute("data-by", "JAX")
    expect(stage.get_by_text("not finite")).to_have_count(0)


_REPLAY = """async ([url, programs]) => {
  const { load, replay, read } = await import(url);
  return programs.map(({ json, points }) => {
    const tape = load(json);
    return points.map(x => {
      replay(tape, x);
      return [...read(tape, tape.value), ...read(tape, tape.jacobian)].map(String);
    });
  });
}"""


@pytest.mark.whole
def test_the_player_replays_every_tape_as_jax_computes(
    new_page: Callable[..., Page], app: str
) -> None:
    page = new_page(bypass_csp=True)  # which lets nobody else's scripts in, and so not the player
    page.goto(app)
    player = subprocess.run(
        [ESBUILD, FRONTEND / "parts" / "tape.js", *OPTIONS],
        capture_output=True,
        text=True,
        check=True,
    )
    url = f"data:text/javascript,{quote(player.stdout)}"
    programs = {slug: program for slug, e in CATALOG.items() if (program := tape_of(e))}
    assert len(programs) == len(CATALOG) - 1
    points = {slug: places(CATALOG[slug]) for slug in programs}
    sent = [
        {"json": encoded(program), "points": points[slug].tolist()}
        for slug, program in programs.items()
    ]
    replayed = page.evaluate(_REPLAY, [url, sent])
    for slug, told in zip(programs, replayed, strict=True):
        shown = np.array([[number(text) for text in row] for row in told])
        np.testing.assert_allclose(
            shown,
            computed(CATALOG[slug], points[slug]),
            rtol=0,
            atol=1e-12 * max(1.0, np.nanmax(np.abs(np.where(np.isfinite(shown), shown, 0)))),
            err_msg=slug,
        )


def number(text: str) -> float:
    return float(text.replace("Infinity", "inf"))


def places(entry: Entry) -> np.ndarray:
    """The preset point and others all over the first view."""
    low, high = np.array(entry.x_view).T
    strewn = np.random.default_rng(0).uniform(low, high, (POINTS - 1, entry.n))
    return np.concatenate([[entry.x], strewn])


def computed(entry: Entry, points: np.ndarray) -> np.ndarray:
    def both(x: jax.Array) -> jax.Array:
        return jax.numpy.concatenate([entry.map(x), jax.jacfwd(entry.map)(x).ravel()])

    return np.asarray(jax.jit(jax.vmap(both))(points))
