"""Times five runs of 1,000 steps here, by a bare scan, by a Python loop and by PyTorch.

Then what readers feel: a changed rate until it is on screen, and the frames while it plays.

`python -m benchmarks.descent [--rounds 30] [--releases 30] [--cpu]`
"""

import argparse
import math
import time
from collections.abc import Callable
from statistics import median, quantiles
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from playwright.sync_api import Page

from benchmarks.table import table
from explainers.core.descent.optimisers import OPTIMISERS
from explainers.core.descent.risks import LINE
from explainers.core.descent.run import Settings, loop
from explainers.core.descent.samples import CHUNK, choose
from explainers.permalink.descent import preset, settings
from harness import chromium
from harness.server import serving

WARM = 5
"""Releases that are made before anything is timed."""
SECONDS = 5
"""How long the runs are played."""
LATE = 20
"""Milliseconds after which a frame has been dropped."""
SLOWEST_ROUNDS = 3
"""Rounds of what takes seconds."""


class Given(NamedTuple):
    """What every contestant is given: starts, rate, and the batches as they are taken."""

    settings: Settings
    starts: np.ndarray
    chosen: np.ndarray
    x: np.ndarray
    y: np.ndarray
    """x and y of each batch: (steps, B)."""


def given() -> Given:
    """The default run of the page, 1,000 steps long."""
    run = settings(preset(LINE))._replace(steps=CHUNK)
    chosen = choose(run.seed, 0, run.samples, run.batch)[:, : run.batch].astype(int)
    x, y, _ = run.data
    return Given(run, np.array(run.starts), chosen, x[chosen], y[chosen])


def clock(cpu: bool) -> Callable[[], float]:
    """Seconds by the clock, or of this process alone."""
    return time.process_time if cpu else time.perf_counter


def seconds(work: Callable[[], Any], rounds: int, now: Callable[[], float]) -> float:
    """Median time that some work takes."""
    took: list[float] = []
    for _ in range(rounds):
        start = now()
        work()
        took.append(now() - start)
    return median(took)


def here(case: Given) -> Callable[[], np.ndarray]:
    """The loop of the app."""
    run = case.settings
    begin, steps = loop(LINE, OPTIMISERS["sgd"])
    chosen = choose(run.seed, 0, run.samples, run.batch).astype(np.int32)
    numbers = (case.starts, run.rate, *run.data[:2], chosen, run.batch)
    theta, rate, *data = (jnp.asarray(number) for number in numbers)
    state = begin(theta, rate)
    return lambda: np.asarray(steps(theta, state, rate, *data)[2])[:, -1]


def _step(theta: jax.Array, x: jax.Array, y: jax.Array, rate: jax.Array) -> jax.Array:
    return theta - rate * jax.grad(lambda p: jnp.mean((p[0] * x + p[1] - y) ** 2))(theta)


@jax.jit
def _scanned(starts: jax.Array, x: jax.Array, y: jax.Array, rate: jax.Array) -> jax.Array:
    def run(start: jax.Array) -> jax.Array:
        def step(theta: jax.Array, batch: tuple[jax.Array, jax.Array]) -> Any:
            return _step(theta, *batch, rate), theta

        return jax.lax.scan(step, start, (x, y))[1]

    return jax.vmap(run)(starts)


def bare(case: Given) -> Callable[[], np.ndarray]:
    """Nothing but a scan over batches that are ready-made."""
    arrays = [jnp.asarray(a) for a in (case.starts, case.x, case.y, case.settings.rate)]
    return lambda: np.asarray(_scanned(*arrays))[:, -1]


_stepped = jax.jit(jax.vmap(_step, in_axes=(0, None, None, None)))


def plain(case: Given) -> Callable[[], np.ndarray]:
    """A Python loop over a step that is compiled, all five runs at once."""
    xs, ys = list(jnp.asarray(case.x)), list(jnp.asarray(case.y))
    rate = jnp.asarray(case.settings.rate)

    def work() -> np.ndarray:
        theta = jnp.asarray(case.starts)
        path: list[jax.Array] = []
        for x, y in zip(xs, ys, strict=True):
            path.append(theta)
            theta = _stepped(theta, x, y, rate)
        return np.asarray(path[-1])

    return work


def torch_loops(case: Given) -> dict[str, Callable[[], np.ndarray]]:
    """The same in PyTorch, one run after another and all at once; empty where it is missing."""
    try:
        import torch
        from torch.func import vjp, vmap
    except ImportError:
        return {}
    torch.set_default_dtype(torch.float64)
    xs, ys = torch.tensor(case.x), torch.tensor(case.y)
    starts, rate, size = torch.tensor(case.starts), case.settings.rate, case.settings.batch

    def gradient(theta: Any, x: Any, y: Any) -> Any:
        r, pull = vjp(lambda p: p[0] * x + p[1] - y, theta)
        return pull(2 * r / size)[0]

    def one(start: Any) -> Any:
        theta, path = start, list[Any]()
        for x, y in zip(xs, ys, strict=True):
            path.append(theta)
            theta = theta - rate * gradient(theta, x, y)
        return path[-1]

    together = vmap(gradient, in_dims=(0, None, None))

    def apart() -> np.ndarray:
        return torch.stack([one(start) for start in starts]).numpy()

    def at_once() -> np.ndarray:
        theta, path = starts, list[Any]()
        for x, y in zip(xs, ys, strict=True):
            path.append(theta)
            theta = theta - rate * together(theta, x, y)
        return path[-1].numpy()

    return {"PyTorch, run after run": apart, "PyTorch, vmap over runs": at_once}


def loops(rounds: int, now: Callable[[], float]) -> None:
    """Print what five runs of 1,000 steps take."""
    case = given()
    start = now()
    ours = here(case)
    reference = ours()
    first = now() - start
    run = case.settings
    drawing = seconds(lambda: choose.__wrapped__(run.seed, 0, run.samples, run.batch), 10, now)
    quick = {"here": ours, "bare lax.scan": bare(case)}
    slow = {"Python loop, jitted step": plain(case), **torch_loops(case)}
    took: dict[str, float] = {}
    for name, work in {**quick, **slow}.items():
        assert np.allclose(work(), reference, rtol=0, atol=1e-9), name
        took[name] = seconds(work, rounds if name in quick else SLOWEST_ROUNDS, now)
    base = took["here"]
    rows = [(name, f"{1e3 * t:.2f}", f"{t / base:.2f}") for name, t in took.items()]
    print(table(("five runs of 1,000 steps", "ms", "times here"), rows))
    if len(took) == 3:
        print("PyTorch is not installed here; see requirements-torch.txt.")
    print(f"Apart from these: compiling {1e3 * first:.0f} ms, drawing {1e3 * drawing:.1f} ms.")


WATCH = """() => {
  const root = document.querySelector("[data-figure]") ?? [...document.querySelectorAll("*")]
    .map((node) => node.shadowRoot?.querySelector("[data-figure]")).find(Boolean);
  const slider = root.querySelector(".rate-slider");
  window.took = new Promise((resolve) => {
    let released = 0;
    const done = () => {
      if (!released || root.dataset.settled !== "true") return;
      watcher.disconnect();
      requestAnimationFrame(() => resolve(performance.now() - released));
    };
    const watcher = new MutationObserver(done);
    watcher.observe(root, { attributes: true, attributeFilter: ["data-settled"] });
    slider.addEventListener("pointerup", (event) => { released = event.timeStamp; },
      { once: true, capture: true });
  });
}"""
"""Notes when the slider is let go, and when the runs at its rate are on screen."""


def release(page: Page, k: int) -> float:
    """Milliseconds from the release of the rate until its runs are drawn."""
    box = page.get_by_role("slider", name="learning rate η").bounding_box()
    assert box is not None
    y = box["y"] + box["height"] / 2
    at = box["x"] + box["width"] * (0.45 + 0.1 * math.sin(2.4 * k))
    page.evaluate(WATCH)
    page.mouse.move(at, y)
    page.mouse.down()
    for step in range(1, 6):
        page.mouse.move(at + 4 * step, y)
    page.mouse.up()
    return page.evaluate("() => window.took")


FRAMES = """seconds => new Promise((resolve) => {
  const times = [];
  const note = (now) => {
    times.push(now);
    if (now - times[0] < 1000 * seconds) requestAnimationFrame(note);
    else resolve(times.slice(1).map((time, k) => time - times[k]));
  };
  requestAnimationFrame(note);
})"""
"""Milliseconds between the frames of some seconds."""


def playing(page: Page) -> None:
    """Print how many frames a second are drawn while the runs play."""
    session = page.context.new_cdp_session(page)
    page.get_by_role("combobox", name="speed").select_option("1")
    for slowed in (1, 4):
        page.get_by_role("slider", name="step", exact=True).press("Home")
        session.send("Emulation.setCPUThrottlingRate", {"rate": slowed})
        page.get_by_role("button", name="play", exact=True).click()
        took: list[float] = page.evaluate(FRAMES, SECONDS)
        page.get_by_role("button", name="pause", exact=True).click()
        session.send("Emulation.setCPUThrottlingRate", {"rate": 1})
        page.wait_for_timeout(1000)
        late = sum(frame > LATE for frame in took)
        print(
            f"Playing, processor slowed {slowed} times: {1000 * len(took) / sum(took):.1f} frames "
            f"a second, {late} of {len(took)} over {LATE} ms"
        )


def releases(page: Page, count: int) -> None:
    """Print how soon a changed rate is on screen."""
    took = [release(page, k) for k in range(WARM + count)][WARM:]
    late = quantiles(took, n=20)[-1]
    print(
        f"From release of the rate to its runs on screen, {count} releases: median "
        f"{median(took):.0f} ms, 95th percentile {late:.0f} ms, longest {max(took):.0f} ms"
    )


def main() -> None:
    """Time the loops, then the releases."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--releases", type=int, default=30)
    parser.add_argument("--cpu", action="store_true")
    options = parser.parse_args()
    loops(options.rounds, clock(options.cpu))
    if not options.releases:
        return
    with serving() as app, chromium.launched() as browser:
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(f"{app.url}/descent")
        page.locator("[data-figure][data-settled=true]").wait_for(timeout=60_000)
        page.wait_for_timeout(1000)
        playing(page)
        releases(page, options.releases)


if __name__ == "__main__":
    main()
