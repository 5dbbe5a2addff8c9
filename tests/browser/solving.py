"""A hand that solves puzzles, or misses them in a known way, on one page that stays open."""

import re
from collections.abc import Iterator

from playwright.sync_api import Locator, Page, expect

from explainers.core.implicit.problems import PROBLEMS
from explainers.core.practice.goals import Hidden, Spot
from explainers.core.practice.grounds import coloured, sparse
from explainers.core.practice.puzzles import Puzzle
from explainers.core.practice.variants import Variant, variant
from explainers.lessons import words
from explainers.lessons.practice.told import told
from explainers.permalink import practice
from tests.browser.figure import Figure, drawn
from tests.missed import SEED

KINDS = ("x", "v", "u")


class Solver(Figure[practice.State]):
    """The practice page, on which one puzzle after another is opened by its path."""

    def __init__(self, page: Page, app: str) -> None:
        super().__init__(page, practice.CODEC.decode, f"{app}/practice?puzzle=aim-push&seed={SEED}")
        self.app = app
        self.outcome = self.root.locator(".outcome")
        self.title = self.root.locator(".task .puzzle")

    def turn(self, puzzle: Puzzle, seed: str = SEED) -> Variant:
        """Take a puzzle from the path, if it is not the one at hand; other numbers by a link."""
        title = told(puzzle.slug).title
        if self.state().seed != seed:
            self.page.goto(f"{self.app}/practice?puzzle={puzzle.slug}&seed={seed}")
            expect(self.title).to_have_text(title)
        if self.title.text_content() != title:
            self.page.get_by_role("button", name=re.compile(rf"(^|\d ?|✓ ?){title}")).last.click()
            # For a moment the figure before stands there, too.
            expect(self.title.filter(has_text=title)).to_have_count(1)
            expect(self.root).to_have_count(1)
        self.led_to(lambda state: (state.puzzle, state.seed) == (puzzle.slug, seed))
        return variant(puzzle.slug, seed)

    # By keys --------------------------------------------------------------------------------------

    def take(self, given: Variant, spot: Spot) -> None:
        """Bring a spot about by keys."""
        match given.setting.ground:
            case "stage":
                for kind in given.puzzle.free:
                    for bar, number in zip(self.bars(kind), getattr(spot, kind), strict=True):
                        self.type(bar, number)
            case "rules":
                for kind in given.puzzle.free:
                    self.press_to(kind, getattr(spot, kind))
            case "brackets":
                self.multiply(tuple(map(int, spot.picks)))
            case "probes":
                self.probe(given.setting.hidden, spot.picks)
            case "listing":
                self.mend(spot.picks)
            case "sparsity":
                self.colour(given, spot.picks)
            case "memory":
                self.place(tuple(map(int, spot.picks)))
            case "implicit":
                self.follow(spot)
        self.settled()

    def bars(self, kind: str) -> list[Locator]:
        return self.root.locator(f".bar.{kind} input[type=range]").all()

    def type(self, bar: Locator, number: float) -> None:
        """Type a number where a bar stands, as Enter offers to."""
        bar.focus()
        self.page.keyboard.press("Enter")
        self.page.keyboard.insert_text(repr(round(number, 4)))
        self.page.keyboard.press("Enter")

    def press_to(self, kind: str, to: tuple[float, ...]) -> None:
        """Move a handle by arrows: by tenths, by hundredths, and by what is left then."""
        handle = self.slider(f"vector {kind}")
        handle.focus()
        for shift, step in (("", 0.1), ("Shift+", 0.01), ("Shift+", 0.01)):
            now = getattr(self.settled(), kind)
            for axis, keys in enumerate((("Right", "Left"), ("Up", "Down"))):
                off = to[axis] - now[axis]
                for _ in range(round(abs(off) / step)):
                    self.page.keyboard.press(f"{shift}Arrow{keys[off < 0]}")

    def multiply(self, order: tuple[int, ...]) -> None:
        clear = self.button("No brackets")
        if clear.is_enabled():
            clear.press("Enter")
        for place in order:
            self.root.locator(".dot-button").nth(place).press("Enter")
            drawn(self.page)

    def probe(self, of: Hidden | None, picks: tuple[float, ...]) -> None:
        assert of is not None
        self.button("Start over").press("Enter")
        size, rest = len(of.entries), list(picks)
        entries, rest = rest[:size], rest[size:]
        while rest:
            kind = "u" if rest.pop(0) else "v"
            by, rest = rest[: len(self.bars(kind))], rest[len(self.bars(kind)) :]
            for bar, number in zip(self.bars(kind), by, strict=True):
                self.type(bar, number)
            self.button("Pull u" if kind == "u" else "Push v").press("Enter")
        for bar, number in zip(self.bars("entry"), entries, strict=True):
            self.type(bar, number)

    def mend(self, picks: tuple[float, ...]) -> None:
        line, mend = map(int, picks)
        chosen = self.root.locator(".line").nth(line)
        if chosen.get_attribute("data-open") != "true":
            chosen.get_by_role("button").press("Enter")
        chosen.get_by_role("radio").nth(mend + 1).press("Space")

    def colour(self, given: Variant, picks: tuple[float, ...]) -> None:
        for head, colour in self.heads(given, picks):
            head.press("abcdef"[colour - 1] if colour else "0")

    def heads(self, given: Variant, picks: tuple[float, ...]) -> Iterator[tuple[Locator, int]]:
        """Each head that can be coloured, with a colour."""
        of = sparse(given.setting)
        columns, rows = coloured(of, picks)
        for line, colours in (("columns", columns), ("rows", rows if of.way == "both" else ())):
            heads = self.root.locator(f".heads.{line} .head")
            for place, colour in enumerate(colours):
                yield heads.nth(place), colour

    def place(self, stones: tuple[int, ...]) -> None:
        """Take all stones away, set as many, and move each by arrows, the last one first."""
        take, add = self.button("Take one away"), self.button("Add a stone")
        while take.is_enabled():
            take.press("Enter")
            drawn(self.page)
        for _ in stones:
            add.press("Enter")
            drawn(self.page)
        for _ in range(2):
            for k, to in reversed([*enumerate(stones)]):
                handle = self.slider(f"stone {k + 1}")
                off = to - int(handle.get_attribute("aria-valuenow") or 0)
                for _ in range(abs(off)):
                    if int(handle.get_attribute("aria-valuenow") or 0) == to:
                        break
                    handle.press("ArrowRight" if off > 0 else "ArrowLeft")
                    drawn(self.page)

    def follow(self, spot: Spot) -> None:
        """Walk along the curve by arrows, by tenths and by less, to an x; p follows."""
        self.slider("the solution x at p").focus()
        for shift, step in (("", 0.1), ("Shift+", 0.01)):
            stuck = False
            for _ in range(80):
                now = self.settled().x
                off = [there - here for there, here in zip(spot.x, now, strict=True)]
                if max(map(abs, off)) < 0.8 * step:
                    break
                # Where the curve is level or upright, the other one leads on.
                axis = (abs(off[1]) > abs(off[0])) != stuck
                keys = (("Right", "Left"), ("Up", "Down"))[axis]
                self.page.keyboard.press(f"{shift}Arrow{keys[off[axis] < 0]}")
                stuck = self.settled().x == now and not stuck

    # By a mouse -----------------------------------------------------------------------------------

    def pull_to(self, given: Variant, spot: Spot) -> None:
        """Bring a spot about by drags, each corrected by what it has left."""
        ground = given.setting.ground
        if ground in ("brackets", "listing", "memory", "sparsity"):
            self.click_to(given, spot)
        elif ground == "implicit":
            self.drag_along(spot)
        elif ground == "probes":
            self.drag_probes(given, spot)
        else:
            for _ in range(3):
                for kind in KINDS:
                    if kind in given.puzzle.free:
                        self.drag_to(given, kind, getattr(spot, kind))
                if given.setting.ground == "stage":
                    self.drag_rest(given, spot)
        self.settled()

    def click_to(self, given: Variant, spot: Spot) -> None:
        if given.setting.ground == "brackets":
            if self.button("No brackets").is_enabled():
                self.button("No brackets").click()
            for place in map(int, spot.picks):
                self.root.locator(".dot-button").nth(place).click()
                drawn(self.page)
            return
        if given.setting.ground == "sparsity":
            if self.button("Clear").is_enabled():
                self.button("Clear").click()
            for head, colour in self.heads(given, spot.picks):
                if colour:
                    self.button("ABCDEF"[colour - 1], exact=True).click()
                    head.click()
        if given.setting.ground == "memory":
            while self.button("Take one away").is_enabled():
                self.button("Take one away").click()
            row = self.root.locator(".field")
            box = row.bounding_box()
            assert box is not None
            for stone in map(int, spot.picks):
                across = 26 + stone * (box["width"] - 52) / given.setting.steps
                row.click(position={"x": across, "y": 40})
                drawn(self.page)
            return
        line, mend = map(int, spot.picks)
        chosen = self.root.locator(".line").nth(line)
        if chosen.get_attribute("data-open") != "true":
            chosen.get_by_role("button").click()
        chosen.get_by_role("radio").nth(mend + 1).click()

    def drag_along(self, spot: Spot) -> None:
        """Drag the point of the curve, in pieces that the curve can follow."""
        handle = self.slider("the solution x at p")
        for _ in range(40):
            now = self.settled().x
            off = [there - here for there, here in zip(spot.x, now, strict=True)]
            if max(map(abs, off)) < 0.01:
                return
            box = self.root.locator(".plane .well").bounding_box()
            assert box is not None
            unit = box["width"] / (2 * PROBLEMS[self.slug()].view[2])
            part = min(1.0, 0.6 / max(map(abs, off)))
            self.drag(handle, part * off[0] * unit, -part * off[1] * unit)

    def slug(self) -> str:
        return self.state().variant.setting.slug

    def drag_probes(self, given: Variant, spot: Spot) -> None:
        of = given.setting.hidden
        assert of is not None
        blank = (0.0,) * len(of.entries)
        self.probe(of, (*blank, *spot.picks[len(blank) :]))
        for bar, number in zip(self.bars("entry"), spot.picks, strict=False):
            self.drag_bar(bar, number)

    def drag_to(self, given: Variant, kind: str, to: tuple[float, ...]) -> None:
        """Drag a handle in its plane to where its two coordinates are those of a vector."""
        state = self.settled()
        pair = (state.inputs, state.outputs)[kind == "u"]
        handle = self.slider("point x" if kind == "x" else f"vector {kind}")
        now = getattr(state, kind)
        off = [to[axis] - now[axis] for axis in pair]
        if max(map(abs, off)) < 0.004:
            return
        unit = self.unit(handle, kind, pair)
        now = getattr(self.settled(), kind)
        off = [to[axis] - now[axis] for axis in pair]
        self.drag(handle, off[0] * unit, -off[1] * unit)

    def unit(self, handle: Locator, kind: str, pair: tuple[int, int]) -> float:
        """How many pixels a one has in a plane, by a drag of twenty."""
        before = getattr(self.settled(), kind)[pair[0]]
        self.drag(handle, 20, 0)
        return 20 / (getattr(self.settled(), kind)[pair[0]] - before)

    def drag_rest(self, given: Variant, spot: Spot) -> None:
        """Drag the bars of what no plane shows."""
        state = self.settled()
        for kind in given.puzzle.free:
            pair = (state.inputs, state.outputs)[kind == "u"]
            for axis, (bar, to) in enumerate(
                zip(self.bars(kind), getattr(spot, kind), strict=True)
            ):
                if axis not in pair:
                    self.drag_bar(bar, to)

    def drag_bar(self, bar: Locator, to: float) -> None:
        box = bar.bounding_box()
        assert box is not None
        span = float(bar.get_attribute("max") or 0) - float(bar.get_attribute("min") or 0)
        off = to - float(bar.input_value())
        if abs(off) > 0.5 * span / box["width"]:
            self.drag(bar, off * box["width"] / span)

    # What is said ---------------------------------------------------------------------------------

    def is_solved(self, puzzle: Puzzle) -> None:
        expect(self.outcome).to_have_text(f"Solved. {told(puzzle.slug).won}")
        expect(self.live).to_contain_text("Solved.")
        said = words("practice", "solved").replace("**", "")
        expect(self.page.get_by_text(said, exact=True)).to_be_visible()
        self.page.wait_for_function(
            "slug => (localStorage.getItem('push-and-pull:solved') ?? '').includes(slug)",
            arg=puzzle.slug,
        )

    def is_missed(self, puzzle: Puzzle, mistake: str) -> None:
        expect(self.outcome).to_have_text(told(puzzle.slug).mistakes[mistake])
        expect(self.live).to_contain_text("Not solved yet.")
