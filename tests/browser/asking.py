"""The questions of a page, as a reader answers them: with a pointer or with keys."""

import math
from typing import Literal, TypeAlias

from playwright.sync_api import Locator, Page, expect

from explainers.core.numerals import numeral
from explainers.lessons.asking import Cell, Choose, Number, Order, Place, Variant
from explainers.lessons.questions import QUESTIONS

Hand: TypeAlias = Literal["pointer", "keys"]
YES, NO = "Yes.", "Not this one."


class Deck:
    """The questions of one page."""

    def __init__(self, page: Page, url: str, slug: str) -> None:
        self.page = page
        self.slug = slug
        page.goto(url)
        self.arrive()

    def arrive(self) -> None:
        self.root = self.page.locator(".questions .deck")
        expect(self.root).to_be_attached()
        heading = self.page.get_by_role("heading", name="Check yourself")
        heading.scroll_into_view_if_needed()

    @property
    def open(self) -> Locator:
        return self.root.locator("form:not([hidden])")

    @property
    def told(self) -> Locator:
        return self.open.locator(".told")

    def button(self, name: str) -> Locator:
        return self.root.get_by_role("button", name=name)

    def turn(self, k: int) -> Locator:
        return self.root.get_by_role("group", name="Questions").get_by_role("button").nth(k)

    def to(self, name: str) -> int:
        """Open a question by its name; where it stands."""
        place = [asked.slug for asked in QUESTIONS[self.slug]].index(name)
        self.turn(place).click()
        expect(self.open).to_have_attribute("data-slug", f"{self.slug}/{name}")
        return place

    def variant(self, name: str, turn: int = 0) -> Variant:
        (asked,) = (one for one in QUESTIONS[self.slug] if one.slug == name)
        return asked.variants[turn % len(asked.variants)]

    def answer(self, variant: Variant, right: bool, hand: Hand = "pointer") -> str:
        """Answer the open question; the sentence that it must be told with."""
        match variant:
            case Choose():
                (answer, *_) = (one for one in variant.answers if one.right == right)
                radios = self.open.get_by_role("radio")
                name = answer.text.replace("`", "")
                chosen = self.open.get_by_role("radio", name=name, exact=True)
                self.choose(radios, chosen, hand)
                why = answer.why
            case Cell():
                cells = [
                    (i, j)
                    for i, row in enumerate(variant.cells)
                    for j, _ in enumerate(row)
                    if ((i, j) == variant.truth) == right
                ]
                (i, j), *_ = cells
                name = f"{variant.name}, row {i + 1}, column {j + 1}: {variant.cells[i][j]}"
                chosen = self.open.get_by_role("radio", name=name, exact=True)
                self.choose(self.open.get_by_role("radio"), chosen, hand)
                why = variant.whys[i][j]
            case Number():
                value = variant.truth if right else variant.mistakes[0].value[0]
                why = variant.why if right else variant.mistakes[0].why
                field = self.open.get_by_role("textbox", name="Your answer")
                field.fill(numeral(value, 12) if abs(value) > 1e-3 or not value else repr(value))
            case Order():
                order = list(range(len(variant.steps)))
                if not right:
                    order[1], order[2] = order[2], order[1]
                self.arrange(variant, order, hand)
                early = variant.steps[2]
                why = variant.why if right else f"“{early.text}” stands too early. {early.why}"
            case Place():
                at = variant.truth if right else variant.mistakes[0].value
                why = variant.why if right else variant.mistakes[0].why
                self.place(variant, at, hand)
        self.check(hand)
        return f"{YES if right else NO} {why.replace('`', '')}"

    def check(self, hand: Hand) -> None:
        button = self.open.get_by_role("button", name="Check")
        if hand == "pointer":
            button.click()
        else:
            button.focus()
            self.page.keyboard.press("Enter")

    def choose(self, radios: Locator, chosen: Locator, hand: Hand) -> None:
        if hand == "pointer":
            chosen.check()
            return
        radios.first.focus()
        self.page.keyboard.press("Space")
        for _ in range(radios.count()):
            if chosen.is_checked():
                break
            self.page.keyboard.press("ArrowDown")
        expect(chosen).to_be_checked()

    def arrange(self, variant: Order, order: list[int], hand: Hand) -> None:
        for to, step in enumerate(order):
            text = variant.steps[step].text
            up = self.open.get_by_role("button", name=f"Move up: {text}", exact=True)
            while (at := self.shown().index(text)) > to:
                up.click() if hand == "pointer" else up.press("Enter")
                expect(self.open.get_by_role("listitem").nth(at - 1)).to_contain_text(text)
                expect(up).to_be_focused()

    def shown(self) -> list[str]:
        return self.open.locator("li .text").all_inner_texts()

    def place(self, variant: Place, at: tuple[float, ...], hand: Hand) -> None:
        handle = self.open.get_by_role("slider", name=variant.name, exact=True)
        now = [
            float(z.replace("−", "-"))
            for z in (handle.get_attribute("aria-valuetext") or "").split(", ")
        ]
        dx, dy = (to - z for to, z in zip(at, now, strict=True))
        if hand == "keys":
            handle.focus()
            for by, keys in ((dx, ("ArrowRight", "ArrowLeft")), (dy, ("ArrowUp", "ArrowDown"))):
                for _ in range(round(abs(by))):
                    self.page.keyboard.press(keys[by < 0])
        else:
            handle.scroll_into_view_if_needed()
            picture = self.open.locator("svg.picture").bounding_box()
            hit = handle.locator(".hit").bounding_box()
            assert picture
            assert hit
            unit = picture["width"] / (2 * variant.half)
            x, y = hit["x"] + hit["width"] / 2, hit["y"] + hit["height"] / 2
            self.page.mouse.move(x, y)
            self.page.mouse.down()
            self.page.mouse.move(x + dx * unit / 2, y - dy * unit / 2)
            self.page.mouse.move(x + dx * unit, y - dy * unit)
            self.page.mouse.up()
        wanted = ", ".join(numeral(z) for z in at)
        assert all(math.isfinite(z) for z in at)
        expect(handle).to_have_attribute("aria-valuetext", wanted)

    def all_right(self) -> None:
        """Answer each question as it is first asked."""
        for asked in QUESTIONS[self.slug]:
            self.to(asked.slug)
            expect(self.told).to_have_text("")
            expected = self.answer(asked.variants[0], right=True)
            expect(self.told).to_have_text(expected)
