"""Drags the first handle of each figure with planes, and prints what a move costs.

The Stage, on the polar map with the full grid, is dragged beside JSXGraph; and with a puzzle
that it judges, beside the same page that judges nothing.

`python -m benchmarks.drag [--figures stage,linearization] [--rounds 3] [--moves 300] [--cpu]
[--quick]`
"""

import argparse
import math
import re
import sys
import time
from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from statistics import median
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from playwright.sync_api import Browser, CDPSession, Page, Route, ViewportSize

from benchmarks.drag import frames
from benchmarks.drag.files import files
from benchmarks.table import table
from explainers.components.wire import encoded
from explainers.core.catalog import CATALOG
from explainers.core.practice.variants import variant
from explainers.ui.numbers import tape_of
from harness import chromium
from harness.server import serving

FUNCTION = "polar"
WINDOW: ViewportSize = {"width": 1440, "height": 900}
LINES, REACH = 17, 1.5
"""Lines of the grid each way, and the reach of the curve f(x + tv); as in scene.js."""
CLOSE = 0.3
"""Pixels by which the Stage's curves may be off, at most; as in geometry.js."""
QUIET = 30
"""Seconds until a server that has been visited has nothing more to compile."""
TRACES = 4
"""How often a drag is traced: now and then Chromium leaves the page's own thread out."""
WARM = 60
"""Moves made before anything is counted."""
SPEEDS = (1, 4)
"""How many times the processor is slowed."""
LIMITS = (16.7, 20.0)
DRAWN = 0.95
"""Part of the moves that must be seen on the screen, each in a picture of its own."""

FLOOR = "empty page"

STAGE = re.compile(r"/stage[^/]*\.js$")
"""Where the Stage's script is served."""

Grip = tuple[float, float]
Opening = Callable[[Page], Grip]
"""Opens a contender in a page and says where it is to be grabbed."""


class Contender(NamedTuple):
    """What is dragged, and whether each move must be seen on the screen."""

    opening: Opening
    draws: bool = True


class Figure(NamedTuple):
    """Where a figure is, its handle that is dragged, and what stands beside its planes."""

    address: str
    handle: str
    beside: str
    changes: Mapping[str, str] = {}
    """What stands in the Stage's script once, and what is put in its place."""
    draws: bool = True
    """Whether each move leads to another picture."""


PUZZLE, SEED = (
    "pure-turn",
    next(
        seed
        for seed in map(str, range(1, 100))
        if variant("pure-turn", seed).setting.slug == FUNCTION
    ),
)
"""A puzzle on the same function, in which x is moved."""
STEADY = {"lateness.slow(last)": "false"}
"""Whether or not frames are late, as much is drawn in each."""
UNJUDGED = {"task.draw(view)": "void 0"}

FIGURES = {
    "stage": Figure(f"push_and_pull?f={FUNCTION}", "point x", ".board-place, .readout"),
    "linearization": Figure(f"linearization?f={FUNCTION}", "point x", ".remainder, .readout"),
    "curvature": Figure("curvature", "point x", ".board-place, .readout"),
    "complex_plane": Figure("complex_plane", "point z", ".split, .readout"),
    "rules": Figure("rules", "point x", ".strip, .referees, .readout, .descent"),
    "implicit": Figure("implicit", "the solution x at p", ".right"),
    "memory": Figure("memory", "stone 1", ".side", draws=False),
    "many": Figure("many", "strength", ".aside, .readout", draws=False),
    "puzzle": Figure(
        f"practice?puzzle={PUZZLE}&seed={SEED}", "point x", ".task, .board-place, .readout", STEADY
    ),
}
FIGURES["unjudged"] = FIGURES["puzzle"]._replace(changes=STEADY | UNJUDGED)
HIDE = """async (figure, selector) => {
  const textContent = `:is(${selector}) { display: none !important }`;
  figure.append(Object.assign(document.createElement("style"), { textContent }));
  // A new size is noticed in the frame that lays it out, and drawn in the next.
  for (const _ of [1, 2, 3]) await new Promise(requestAnimationFrame);
}"""


class Clock(NamedTuple):
    """What work is counted by, as the browser calls it in its metrics and in its traces."""

    domain: str
    duration: str


WALL, THREAD = Clock("timeTicks", "dur"), Clock("threadTicks", "tdur")


class Run(NamedTuple):
    """One drag: work of the main thread and of all threads a move, in milliseconds."""

    moves: int
    work: float
    threads: float
    busy: list[float]
    """The main thread's work in each frame."""


class Picture(NamedTuple):
    """What the Stage draws, and what straight lines need to look the same."""

    size: float
    points: int
    """Evaluated on a line of the grid, on average."""
    curve: int
    """Evaluated on the curve."""
    fine: int
    """Points on a line of the grid for polylines that are as true as the Stage's cubics."""


def whole(url: str, figure: Figure) -> Opening:
    """The whole page of a figure as it is served."""

    def change(route: Route) -> None:
        answer = route.fetch()
        script = answer.text()
        for old, new in figure.changes.items():
            assert script.count(old) == 1, old
            script = script.replace(old, new)
        route.fulfill(response=answer, body=script)

    def opened(page: Page) -> Grip:
        if figure.changes:
            page.route(STAGE, change)
        page.goto(f"{url}/{figure.address}")
        page.locator("[data-figure][data-settled=true]").wait_for(timeout=60_000)
        return handle(page, figure)

    return opened


def planes(url: str, figure: Figure) -> Opening:
    """The same page with all beside the planes hidden, though still computed.

    What remains on screen of the Stage is the scene that JSXGraph draws.
    """
    opened_whole = whole(url, figure)

    def opened(page: Page) -> Grip:
        opened_whole(page)
        page.locator("[data-figure]").evaluate(HIDE, figure.beside)
        return handle(page, figure)

    return opened


def handle(page: Page, figure: Figure) -> Grip:
    """Where a figure's handle is."""
    box = page.get_by_role("slider", name=figure.handle, exact=True).bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def look(page: Page) -> Picture:
    """Read off the Stage how large it draws and how many points it evaluates.

    A cubic through two nodes of a line is checked at its middle, so a line of k cubics
    took 2k + 1 points. JSXGraph gets polylines through as many.
    """

    def points(selector: str) -> float:
        path = page.locator(selector).get_attribute("d") or ""
        return (2 * path.count("C") + path.count("M")) / path.count("M")

    size = page.locator(".plane.input .well").evaluate("well => well.clientWidth")
    grid, curve = points(".plane.output .grid"), points(".plane.output .curve")
    return Picture(size, round(grid), round(curve), fine(size))


def fine(size: float) -> int:
    """Fewest points on each line of the grid with which straight lines are as true as cubics.

    One number for all lines, as one would write it; what counts is the middle of the
    longest-bent piece, in pixels of a plane of this size.
    """
    entry = CATALOG[FUNCTION]
    (low, high), (bottom, top) = entry.x_view
    half = max(high - low, top - bottom) / 2
    centre = np.array([(low + high) / 2, (bottom + top) / 2])
    pixels = size / max(b - a for a, b in entry.y_view)
    at = jax.jit(jax.vmap(entry.map))
    places = np.linspace(-half, half, LINES)
    for count in range(2, 400):
        nodes = np.linspace(-half, half, 2 * count - 1)  # the points, and the middles between
        across, along = np.meshgrid(places, nodes, indexing="ij")
        worst = 0.0
        for line in (np.stack([across, along], -1), np.stack([along, across], -1)):
            image = np.asarray(at(jnp.asarray((centre + line).reshape(-1, 2))))
            image = image.reshape(*line.shape)
            chords = (image[:, :-2:2] + image[:, 2::2]) / 2
            worst = max(worst, float(np.linalg.norm(chords - image[:, 1::2], axis=-1).max()))
        if worst * pixels <= CLOSE:
            return count
    raise RuntimeError("no polyline is close enough")


def jsxgraph(url: str, picture: Picture, points: int, *, joined: bool, batch: bool) -> Opening:
    """The same planes made with JSXGraph."""
    entry = CATALOG[FUNCTION]
    tape = tape_of(entry)
    assert tape is not None
    scene: dict[str, Any] = {
        "tape": encoded(tape),
        "x_view": entry.x_view,
        "y_view": entry.y_view,
        "x": entry.x,
        "v": entry.v,
        "u": entry.u,
        "size": picture.size,
        "lines": LINES,
        "points": points,
        "curvePoints": picture.curve,
        "reach": REACH,
        "joined": joined,
        "batch": batch,
    }

    def opened(page: Page) -> Grip:
        page.goto(f"{url}/benchmarks/drag/jsxgraph.html")
        script = "/benchmarks/drag/jsxgraph.js"
        across, down = page.evaluate(
            f"scene => import('{script}').then((m) => m.start(scene))", scene
        )
        return across, down

    return opened


def still(url: str, file: str) -> Opening:
    """A page of its own that has nothing to be grabbed."""

    def opened(page: Page) -> Grip:
        page.goto(f"{url}/benchmarks/drag/{file}")
        return 500, 480

    return opened


def drag(page: Page, grip: Grip, moves: int) -> None:
    """Move along a closed curve around the grip, one move a frame.

    Chromium hands a move to the page when it makes a frame, and answers then: the next
    move comes after, and is drawn in a frame of its own.
    """
    for k in range(moves):
        angle = 2 * math.pi * k / 100
        page.mouse.move(grip[0] + 50 * math.sin(angle), grip[1] + 40 * (1 - math.cos(angle)))


@contextmanager
def held(
    browser: Browser, opening: Opening, clock: Clock = WALL
) -> Generator[tuple[Page, CDPSession, Grip]]:
    """A contender in a context of its own, held by the mouse and warmed up."""
    context = browser.new_context(viewport=WINDOW)
    try:
        page = context.new_page()
        grip = opening(page)
        session = context.new_cdp_session(page)
        session.send("Performance.enable", {"timeDomain": clock.domain})
        page.mouse.move(*grip)
        page.mouse.down()
        drag(page, grip, WARM)
        yield page, session, grip
        page.mouse.up()
    finally:
        context.close()


def dragged(
    browser: Browser, contender: Contender, clock: Clock, moves: int
) -> Generator[tuple[int, Run]]:
    """A drag at each speed of the processor."""
    with held(browser, contender.opening, clock) as (page, session, grip):
        for speed in SPEEDS:
            session.send("Emulation.setCPUThrottlingRate", {"rate": speed})
            yield speed, measured(browser, page, session, grip, moves, clock, contender.draws)
        session.send("Emulation.setCPUThrottlingRate", {"rate": 1})


def measured(
    browser: Browser,
    page: Page,
    session: CDPSession,
    grip: Grip,
    moves: int,
    clock: Clock,
    draws: bool,
) -> Run:
    """One drag, counted."""

    def metrics() -> dict[str, float]:
        given = session.send("Performance.getMetrics")["metrics"]
        return {metric["name"]: metric["value"] for metric in given}

    system = browser.new_browser_cdp_session()

    def threads() -> float:
        """Seconds that all threads of the pages have worked."""
        processes = system.send("SystemInfo.getProcessInfo")["processInfo"]
        return sum(each["cpuTime"] for each in processes if each["type"] == "renderer")

    before, began = metrics(), threads()
    drag(page, grip, moves)
    after, ended = metrics(), threads()
    system.detach()
    work = 1000 * (after["TaskDuration"] - before["TaskDuration"]) / moves

    for _ in range(TRACES):
        browser.start_tracing(page=page, categories=frames.CATEGORIES)
        drag(page, grip, moves)
        events = frames.read(browser.stop_tracing())
        busy, shown = frames.busy(events, clock.duration), frames.shown(events)
        if not draws or min(len(busy), shown) >= DRAWN * moves:
            return Run(moves, work, 1000 * (ended - began) / moves, busy)
    raise RuntimeError(f"not each of {moves} moves was drawn in a frame of its own, and traced")


def share(runs: list[Run], limit: float) -> str:
    """Part of the frames of a move in which the main thread was busy longer than a limit.

    Chromium makes small frames of its own between those, which count for nothing here.
    """
    long = sum(frame > limit for run in runs for frame in run.busy)
    return f"{100 * min(1, long / sum(run.moves for run in runs)):.1f} %"


def report(speed: int, runs: dict[str, list[Run]]) -> str:
    """Table of the contenders at one speed of the processor."""
    ours = "stage, its planes"
    work = {name: median(run.work for run in done) for name, done in runs.items()}
    above = {name: work[name] - work[FLOOR] for name in runs}
    threads = {name: median(run.threads for run in done) for name, done in runs.items()}
    heads = [
        "",
        "work a move",
        "above floor",
        "times the Stage's planes",
        "all threads",
        *(f"> {z:g} ms" for z in LIMITS),
    ]
    rows = [
        [
            name,
            f"{work[name]:.2f} ms",
            "" if name == FLOOR else f"{above[name]:.2f} ms",
            f"{above[name] / above[ours]:.1f}" if ours in runs and name != FLOOR else "",
            f"{threads[name]:.1f} ms",
            *(share(done, limit) for limit in LIMITS),
        ]
        for name, done in runs.items()
    ]
    title = "Full speed" if speed == 1 else f"Slowed {speed} times"
    return f"{title}\n{table(heads, rows)}"


def judging(runs: dict[str, list[Run]]) -> str:
    """What a move costs more where a puzzle is judged, if both were dragged."""
    judged, plain = (runs.get(f"{name}, all of it") for name in ("puzzle", "unjudged"))
    if not judged or not plain:
        return ""
    added = median(run.work for run in judged) - median(run.work for run in plain)
    return f"Judging a puzzle adds {added:.2f} ms to a move."


def beside(app: str, site: str, browser: Browser) -> dict[str, Contender]:
    """What the Stage's planes show, by JSXGraph, written in several ways."""
    with held(browser, whole(app, FIGURES["stage"])) as (page, *_):
        picture = look(page)
    print(
        f"Planes of {picture.size:g} px, {picture.points} points on a line of the grid, "
        f"{picture.curve} on the curve; polylines as true need {picture.fine}."
    )
    ways = {
        "curve a line": {"joined": False, "batch": True},
        "joined lines": {"joined": True, "batch": True},
        "joined, update": {"joined": True, "batch": False},
    }
    return {
        f"JSXGraph, {way}, {count} points": Contender(jsxgraph(site, picture, count, **how))
        for count in (picture.fine, picture.points)
        for way, how in ways.items()
    }


def named(text: str) -> list[str]:
    """Names of figures, as they stand on the command line."""
    names = text.split(",")
    if not set(names) <= set(FIGURES):
        raise argparse.ArgumentTypeError(f"{text}: figures are {', '.join(FIGURES)}")
    return names


def main() -> None:
    """Alternate the contenders in rounds and print medians."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--figures", type=named, default=list(FIGURES))
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--moves", type=int, default=300)
    parser.add_argument(
        "--cpu",
        action="store_true",
        help="count work in the thread's own time, which a busy machine disturbs less",
    )
    parser.add_argument("--quick", action="store_true", help="without JSXGraph")
    options = parser.parse_args()
    clock = THREAD if options.cpu else WALL
    with serving() as app, files() as site, chromium.launched() as browser:
        contenders = {
            f"{name}, {part}": Contender(opening(app.url, FIGURES[name]), FIGURES[name].draws)
            for name in options.figures
            for part, opening in {"all of it": whole, "its planes": planes}.items()
        }
        visited = list(contenders.values())
        if "stage" in options.figures and not options.quick:
            contenders.update(beside(app.url, site, browser))
        contenders |= {
            "one dot": Contender(still(site, "dot.html")),
            FLOOR: Contender(still(site, "empty.html"), draws=False),
        }
        for contender in visited:
            with held(browser, contender.opening):
                pass
        # After its first visitor the server compiles the catalogue, on the same processors.
        time.sleep(QUIET)
        runs: dict[int, dict[str, list[Run]]] = {
            speed: {name: [] for name in contenders} for speed in SPEEDS
        }
        for _ in range(options.rounds):
            for name, contender in contenders.items():
                for speed, run in dragged(browser, contender, clock, options.moves):
                    runs[speed][name].append(run)
                print(f"{name} is done", file=sys.stderr)
    print(f"{options.rounds} rounds of {options.moves} moves.")
    for speed in SPEEDS:
        print(f"\n{report(speed, runs[speed])}")
        if said := judging(runs[speed]):
            print(said)


if __name__ == "__main__":
    main()
