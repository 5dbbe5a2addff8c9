"""A room with real pages: a teacher and students, who answer, talk, answer again and see."""

import asyncio
import csv
import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, Route, expect

from explainers.core.numerals import numerals
from explainers.core.practice.variants import variant
from explainers.rooms.store import VARIABLE
from explainers.server.rooms import MISSES
from harness.rooms import Opened, answered, ask, listening
from harness.rooms import opened as opened_by_machine
from harness.server import free_port, serving
from tests.browser import contrast
from tests.browser.codes import read
from tests.browser.conftest import Tab
from tests.browser.figure import wire
from tests.browser.test_away import OF_ABSENCE
from tests.browser.test_pages_in_browser import AXE, axe, in_theme, scrolls_sideways
from tests.stories import played

TRUSTED = {"FORWARDED_ALLOW_IPS": "127.0.0.1,::1,::ffff:127.0.0.1"}
"""The tests stand where a proxy would."""
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
R, ANGLE, V = 2.0, 0.5, np.array([1.0, -0.5])
QUERY = f"f=polar&x={R:g}_{ANGLE}&v=1_-0.5"
J = np.array([[np.cos(ANGLE), -R * np.sin(ANGLE)], [np.sin(ANGLE), R * np.cos(ANGLE)]])
"""Of r, θ ↦ r (cos θ, sin θ), by hand."""
GUESS = "your guess of Jv"
ENDS = "Delete all answers and end the room"
FAINT = re.compile(r"^0\.[01]\d*$")
EXPECTED = re.compile(
    rf"{OF_ABSENCE.pattern}|ERR_INTERNET_DISCONNECTED|ERR_INCOMPLETE_CHUNKED_ENCODING"
    r"|(403 \(Forbidden\)|404 \(Not Found\)|409 \(Conflict\)|429 \(Too Many Requests\)) \(http://\S+/rooms/"
    r"|ERR_FAILED \(http://\S+/answer"
)
"""What browsers write into the console of a room that is cut off or refuses somebody."""


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    store = tmp_path_factory.mktemp("rooms") / "rooms.sqlite3"
    with serving(environment={VARIABLE: f"sqlite://{store}"}) as server:
        yield server.url


@pytest.fixture
def cut_off(browser: Browser) -> Iterator[Callable[[], Page]]:
    """Opens pages that are cut off or refused, of which browsers themselves tell in the console."""
    tabs: list[Tab] = []

    def opened() -> Page:
        tabs.append(Tab(browser))
        return tabs[-1].page

    yield opened
    said = [error for tab in tabs for error in tab.errors]
    for tab in tabs:
        tab.context.close()
    assert [text for text in said if not EXPECTED.search(text)] == []


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def saved(path: Path) -> list[dict[str, str]]:
    """Lines of a table, by its heads."""
    return list(csv.DictReader(path.read_text().splitlines()))


def topic(page: Page) -> Locator:
    return page.get_by_role("combobox", name="what is asked")


def opened(page: Page, url: str, query: str = QUERY) -> str:
    """Open a room, and give its code."""
    page.goto(f"{url}/room?{query}")
    page.locator(".room").get_by_role("button", name="Open a room").click()
    code = page.locator(".way .code")
    expect(code).to_have_text(re.compile("^[B-Z]{5}$"))
    return code.inner_text()


def joined(page: Page, url: str, code: str) -> None:
    page.goto(f"{url}/room?c={code}")
    expect(button(page, "Send my answer")).to_be_visible()


def dragged(page: Page, dx: float, dy: float) -> None:
    page.locator(".handle.guess").scroll_into_view_if_needed()
    box = page.locator(".handle.guess .hit").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + dx, y + dy, steps=4)
    page.mouse.up()


def nudged(page: Page, key: str = "ArrowUp") -> None:
    page.get_by_role("slider", name=GUESS).focus()
    page.keyboard.press(key)


def sent(page: Page) -> None:
    expect(page.get_by_text("Your answer is sent.")).to_be_visible()


def test_a_class_answers_talks_and_answers_again(
    new_page: Callable[..., Page], url: str, tmp_path: Path
) -> None:
    teacher, one, two = new_page(accept_downloads=True), new_page(), new_page(**PHONE)
    code = opened(teacher, url)
    expect(teacher.get_by_text("0 answers so far")).to_be_visible()

    # One types the code, two comes by the QR code.
    one.goto(f"{url}/room")
    one.get_by_role("textbox", name="Code").fill(code.lower())
    button(one, "Join").click()
    expect(button(one, "Send my answer")).to_be_visible()
    two.goto(read(teacher.get_by_role("img", name="QR code of the link for students")))
    expect(button(two, "Send my answer")).to_be_visible()
    said = [way for way, _ in wire(one).log].count("sent")
    for student in (one, two):
        expect(student.locator(".arrow.push")).to_have_count(0)  # results are covered

    button(one, "Send my answer").press("Enter")
    expect(one.get_by_text("Place the arrow first.")).to_be_visible()
    dragged(one, -30, -40)
    button(one, "Send my answer").click()
    sent(one)
    nudged(two)
    button(two, "Send my answer").click()
    sent(two)
    expect(teacher.get_by_text("2 answers so far")).to_be_visible()
    nudged(one, "ArrowLeft")
    expect(one.get_by_text("Moved, and not sent yet.")).to_be_visible()
    button(one, "Send the changed answer").click()
    sent(one)
    value = one.locator(".handle.guess").get_attribute("aria-valuetext")
    third = J.T @ V  # whom a machine plays, with the transposed product
    assert played(answered(url, Opened(code, ""), "v" * 22, third.tolist())).status == 200
    expect(teacher.get_by_text("3 answers so far")).to_be_visible()
    heard = teacher.get_by_role("status").filter(has_text="Answers so far: 3")
    expect(heard).to_have_count(1)
    expect(teacher.locator(".cast")).to_have_count(0)

    button(teacher, "Close the round and show the answers").click()
    expect(teacher.locator(".cast")).to_have_count(3)
    expect(teacher.locator(".arrow.push")).to_have_count(0)
    expect(teacher.get_by_role("table")).to_have_count(0)
    for student in (one, two):
        expect(student.get_by_text("The round is closed, with your answer.")).to_be_visible()
        expect(student.get_by_role("slider", name=GUESS)).to_have_count(0)
        expect(student.locator(".cast")).to_have_count(0)

    button(teacher, "Ask again").click()
    expect(one.get_by_role("heading", name="Asked again, for the second time")).to_be_visible()
    nudged(two, "ArrowRight")
    button(two, "Send my answer").click()
    sent(two)
    expect(teacher.get_by_text("1 answer in the second round so far")).to_be_visible()
    button(teacher, "Close the round and show the answers").click()
    expect(teacher.get_by_role("heading", name="First answers: 3")).to_be_visible()
    expect(teacher.get_by_role("heading", name="Second answers: 1")).to_be_visible()
    button(teacher, "Show the truth").click()

    truth = numerals((J @ V).tolist())
    expect(teacher.locator(".truth")).to_have_text(f"Jv = {truth}")
    expect(teacher.locator(".arrow.push").first).to_be_visible()
    row = teacher.get_by_role("row", name="Jᵀv, the transposed product")
    expect(row.get_by_role("cell")).to_have_text(["1 of 3", "0 of 1"])
    expect(two.get_by_text(f"Jv = {truth}")).to_be_visible()
    expect(one.get_by_text("You have sent no answer to this question.")).to_be_visible()
    for student in (one, two):
        expect(student.locator(".cast")).to_have_count(1)
        expect(student.locator(".arrow.push").first).to_be_visible()

    with teacher.expect_download() as waiting:
        button(teacher, "Save as CSV").click()
    waiting.value.save_as(tmp_path / "answers.csv")
    rows = saved(tmp_path / "answers.csv")
    assert [row["round"] for row in rows] == ["1", "1", "1", "2"]
    assert value is not None
    places = [(float(row["across"]), float(row["up"])) for row in rows]
    assert tuple(map(float, value.replace("−", "-").split(", "))) == pytest.approx(
        min(places[:3], key=lambda p: abs(p[0] - float(value.replace("−", "-").split(", ")[0]))),
        abs=0.01,
    )
    assert sum(row["nearest to"].startswith("Jᵀv") for row in rows) == 1
    with teacher.expect_download() as waiting:
        teacher.get_by_role("button", name="PNG").click()
    waiting.value.save_as(tmp_path / "answers.png")
    assert (tmp_path / "answers.png").read_bytes().startswith(b"\x89PNG")
    # All of that went by the room's own stream.
    assert [way for way, _ in wire(one).log].count("sent") == said

    button(teacher, "End the room").click()
    button(teacher, ENDS).click()
    for page in (teacher, one, two):
        expect(page.get_by_text("The room has ended, and its answers are deleted.")).to_be_visible()
        expect(page).to_have_url(f"{url}/room")


@pytest.mark.whole
def test_a_class_types_numbers_and_sees_where_they_lie(
    new_page: Callable[..., Page], url: str, tmp_path: Path
) -> None:
    teacher, student = new_page(accept_downloads=True), new_page(**PHONE)
    code = opened(teacher, url, f"{QUERY}&ask=length")
    joined(student, url, code)
    field = student.get_by_role("textbox", name="Your answer")
    length = float(np.linalg.norm(J @ V))
    button(student, "Send my answer").press("Enter")
    expect(student.get_by_text("Type a number first")).to_be_visible()
    field.fill("2e7")
    button(student, "Send my answer").press("Enter")
    expect(student.get_by_text("A room takes numbers of up to a million.")).to_be_visible()
    field.fill("0,5")
    button(student, "Send my answer").click()
    expect(student.get_by_text("Your answer is sent: 0.5.")).to_be_visible()
    field.fill(str(float(np.linalg.norm(V))))
    expect(student.get_by_text("Changed, and not sent yet.")).to_be_visible()
    button(student, "Send the changed answer").click()
    expect(student.get_by_text("Your answer is sent: 1.118")).to_be_visible()
    student.reload()
    expect(field).to_have_value(re.compile("^1.118"))
    for k, number in enumerate((length, 1.01 * length, float(np.linalg.norm(V)), -40.0)):
        assert played(answered(url, Opened(code, ""), f"{k}" * 22, [number])).status == 200
    expect(teacher.get_by_text("5 answers so far")).to_be_visible()
    expect(teacher.locator(".column")).to_have_count(0)

    button(teacher, "Close the round and show the answers").click()
    expect(teacher.get_by_role("img", name="How many answers are near")).to_be_visible()
    expect(teacher.get_by_text("1 answer lower than what is drawn")).to_be_visible()
    assert sum(map(int, teacher.locator(".columns .many").all_text_contents())) == 4
    expect(teacher.locator("path.mark")).to_have_count(0)
    expect(student.get_by_text("what speaks for your answer?")).to_be_visible()
    expect(student.locator(".columns .many")).to_have_count(0)

    button(teacher, "Show the truth").click()
    expect(teacher.locator("path.mark.truth")).to_have_count(1)
    row = teacher.get_by_role("row", name="That is how long v is.")
    expect(row.get_by_role("cell")).to_have_text(["2 of 5"])
    expect(teacher.get_by_role("row", name="which is right").get_by_role("cell")).to_have_text(
        ["2 of 5"]
    )
    expect(student.get_by_text("Not this one. That is how long v is.")).to_be_visible()
    expect(student.locator("path.mark")).to_have_count(2)
    with teacher.expect_download() as waiting:
        button(teacher, "Save as CSV").click()
    waiting.value.save_as(tmp_path / "answers.csv")
    assert sorted(float(row["answer"]) for row in saved(tmp_path / "answers.csv")) == sorted(
        [-40.0, float(np.linalg.norm(V)), float(np.linalg.norm(V)), length, 1.01 * length]
    )


@pytest.mark.whole
def test_a_class_answers_one_question_of_every_kind(
    new_page: Callable[..., Page], url: str, tmp_path: Path
) -> None:
    teacher, student = new_page(accept_downloads=True), new_page(**PHONE)
    code = opened(teacher, url, "ask=kinks/round")
    joined(student, url, code)
    student.get_by_role("radio", name="The gradient is NaN at the steps").check()
    button(student, "Send my answer").click()
    sent(student)
    expect(teacher.get_by_text("1 answer so far")).to_be_visible()
    expect(teacher.locator(".bars .share")).to_have_count(0)
    button(teacher, "Close the round and show the answers").click()
    expect(teacher.locator(".bars .share")).to_have_text(["1 of 1", "0 of 1", "0 of 1"])
    expect(teacher.locator("[data-right=true]")).to_have_count(0)
    expect(student.locator("[data-own=true]")).to_contain_text("The gradient is NaN")
    button(teacher, "Ask again").click()
    student.get_by_role("radio", name="Its gradient is 0 everywhere").check()
    button(student, "Send my answer").click()
    sent(student)
    button(teacher, "Close the round and show the answers").click()
    expect(teacher.get_by_role("heading", name="First answers: 1")).to_be_visible()
    expect(teacher.get_by_role("heading", name="Second answers: 1")).to_be_visible()
    button(teacher, "Show the truth").click()
    expect(teacher.locator("[data-right=true]")).to_have_text(
        [re.compile("^Its gradient is 0")] * 2
    )
    row = teacher.get_by_role("row", name="Between its steps round is flat")
    expect(row.get_by_role("cell")).to_have_text(["0 of 1", "1 of 1"])
    expect(student.get_by_text("Yes. Between its steps round is flat")).to_be_visible()

    topic(teacher).select_option(value="state:cell")
    field = teacher.get_by_role("textbox", name="Link to a state of the Stage")
    field.fill(f"{url}/jacobian?{QUERY}")
    button(teacher, "Ask something else").click()
    student.get_by_role("radio", name="J, row 2, column 1").check(force=True)
    button(student, "Send my answer").click()
    sent(student)
    for k, at in enumerate(([0, 1], [0, 1])):
        assert played(answered(url, Opened(code, ""), f"{k}" * 22, at, at=3)).status == 200
    expect(teacher.get_by_text("3 answers so far")).to_be_visible()
    button(teacher, "Close the round and show the answers").click()
    expect(teacher.locator(".heat .share")).to_have_text(["0", "2", "1", "0"])
    button(teacher, "Show the truth").click()
    right = teacher.locator(".heat [data-right=true]")
    expect(right).to_contain_text("−0.96")  # by hand, −r sin θ
    expect(student.get_by_text("Row and column are taken for one another.")).to_be_visible()

    topic(teacher).select_option(value="lesson:linearization/sizes")
    button(teacher, "Ask something else").click()
    expect(student.get_by_role("heading", name="In which order?")).to_be_visible()
    lines = student.locator(".steps .text")
    first = lines.all_text_contents()
    button(student, "Send my answer").press("Enter")
    expect(student.get_by_text("Move a step first.")).to_be_visible()
    down = student.get_by_role("button", name=f"Move down: {first[0]}", exact=True)
    down.press("Enter")  # by a key, and by touch
    expect(lines).to_have_text([first[1], first[0], *first[2:]])
    down.tap()
    expect(lines).to_have_text([first[1], first[2], first[0], first[3]])
    button(student, "Send my answer").click()
    sent(student)
    student.reload()
    sent(student)
    expect(lines).to_have_text([first[1], first[2], first[0], first[3]])
    right = ["f(x)", "h·f′(x)", "f(x + h) − f(x) − h·f′(x)", "the same remainder for h/2"]
    for k in range(2):
        given = played(answered(url, Opened(code, ""), f"{k}" * 22, [0, 1, 2, 3], at=4))
        assert given.status == 200
    expect(teacher.get_by_text("3 answers so far")).to_be_visible()
    button(teacher, "Close the round and show the answers").click()
    expect(teacher.locator(".bars .share").first).to_have_text(re.compile(r"^[23] of 3$"))
    expect(teacher.locator("[data-right=true]")).to_have_count(0)
    button(teacher, "Show the truth").click()
    expect(teacher.locator(".truth")).to_have_text(f"Right is: {' → '.join(right)}")
    expect(teacher.locator(".bars [data-right=true]")).to_have_count(1)
    holds(teacher, student)

    topic(teacher).select_option(value="lesson:descent/step")
    button(teacher, "Ask something else").click()
    handle = student.get_by_role("slider")
    button(student, "Send my answer").press("Enter")
    expect(student.get_by_text("Move it first: drag the handle")).to_be_visible()
    handle.focus()
    student.keyboard.press("ArrowUp")
    button(student, "Send my answer").click()
    sent(student)
    value = handle.get_attribute("aria-valuetext") or ""
    placed = [float(z.replace("−", "-")) for z in value.split(", ")]
    for k, at in enumerate(([6.5, -6.5], [0, 0])):
        assert played(answered(url, Opened(code, ""), f"{k}" * 22, at, at=5)).status == 200
    expect(teacher.get_by_text("3 answers so far")).to_be_visible()
    button(teacher, "Close the round and show the answers").click()
    expect(teacher.locator(".spots .cast")).to_have_count(3)
    expect(teacher.locator(".spots .arrow.ghost")).to_have_count(0)
    button(teacher, "Show the truth").click()
    expect(teacher.locator(".spots .arrow.ghost")).to_have_count(1)
    expect(student.locator(".spots .arrow.guess")).to_have_count(1)
    holds(teacher, student)
    with teacher.expect_download() as waiting:
        teacher.get_by_role("button", name="PNG").click()
    waiting.value.save_as(tmp_path / "answers.png")
    assert (tmp_path / "answers.png").read_bytes().startswith(b"\x89PNG")

    topic(teacher).select_option("Your question, answered in words")
    button(teacher, "Ask something else").click()
    expect(teacher.get_by_text("Write your question first.")).to_be_visible()
    teacher.get_by_role("textbox", name="Your question").fill("Why <b>so</b>?")
    teacher.get_by_role("textbox", name="Link to the figure").fill(f"{url}/kinks?case=abs")
    button(teacher, "Ask something else").click()
    expect(student.locator("legend")).to_have_text("Why <b>so</b>?")
    figure = student.get_by_role("link", name="Open the figure")
    expect(figure).to_have_attribute("href", re.compile(r"^kinks\?case=abs"))
    button(student, "Send my answer").press("Enter")
    expect(student.get_by_text("Write a few words first.")).to_be_visible()
    student.get_by_role("textbox", name="Your answer").fill("because")
    button(student, "Send my answer").click()
    sent(student)
    button(teacher, "Close the round and show the answers").click()
    button(teacher, "Show students what was written").click()
    expect(student.locator(".written li")).to_have_text(["because"])
    holds(teacher, student)

    with teacher.expect_download() as waiting:
        button(teacher, "Save as CSV").click()
    waiting.value.save_as(tmp_path / "answers.csv")
    rows = saved(tmp_path / "answers.csv")
    assert [(row["round"], row["answer"]) for row in rows[:5]] == [
        ("1", "The gradient is NaN at the steps"),
        ("2", "Its gradient is 0 everywhere"),
        ("1", "row 1, column 2 of J: −0.96"),
        ("1", "row 1, column 2 of J: −0.96"),
        ("1", "row 2, column 1 of J: 0.48"),
    ]
    assert [row["answer"] for row in rows[5:8]].count(" → ".join(right)) == 2
    places = [(float(row["across"]), float(row["up"])) for row in rows[8:11]]
    assert min(abs(a - placed[0]) + abs(b - placed[1]) for a, b in places) < 0.01
    assert rows[11]["words"] == "because"


@pytest.mark.whole
def test_a_class_solves_a_puzzle(new_page: Callable[..., Page], url: str) -> None:
    teacher, student = new_page(), new_page(**PHONE)
    code = opened(teacher, url, "ask=practice/aim-push&seed=class-7")
    joined(student, url, code)
    solution = np.array(variant("aim-push", "class-7").setting.solution.v)
    expect(student.get_by_text("Drag the tip of v until Jv covers the target")).to_be_visible()
    expect(student.locator(".plane.output .arrow.push")).to_have_count(1)
    button(student, "Send my answer").press("Enter")
    expect(student.get_by_text("Move it first.")).to_be_visible()
    hand = student.locator(".handle.v")
    pushed = student.locator(".plane.output .arrow.push .shaft")
    before = pushed.get_attribute("d")
    hand.focus()
    student.keyboard.press("ArrowUp")
    expect(pushed).not_to_have_attribute("d", before or "")  # Jv follows the hand
    button(student, "Send my answer").click()
    sent(student)
    for k, v in enumerate((solution, solution, -solution)):
        assert played(answered(url, Opened(code, ""), f"{k}" * 22, v.tolist())).status == 200
    expect(teacher.get_by_text("4 answers so far")).to_be_visible()
    expect(teacher.locator(".cast")).to_have_count(0)
    button(teacher, "Close the round and show the answers").click()
    expect(teacher.locator(".plane.input .cast")).to_have_count(4)
    expect(teacher.locator(".plane.output .cast")).to_have_count(0)
    expect(hand).to_be_hidden()
    button(teacher, "Show the truth").click()
    row = teacher.get_by_role("row", name="To aim a push is to solve")
    expect(row.get_by_role("cell")).to_have_text(["2 of 4"])
    row = teacher.get_by_role("row", name="Jv points the other way")
    expect(row.get_by_role("cell")).to_have_text(["1 of 4"])
    expect(teacher.locator(".truth")).to_have_text(f"A solution: v = {numerals(solution)}")
    expect(student.get_by_text(re.compile("^Not solved."))).to_be_visible()
    holds(teacher, student)

    # Hands in both planes: each has its answers in its own.
    code = opened(teacher, url, "ask=practice/zero-power&seed=class-7")
    joined(student, url, code)
    given = variant("zero-power", "class-7").setting
    answer = [*given.solution.v, *given.solution.u]
    student.locator(".handle.u").focus()
    student.keyboard.press("ArrowUp")
    button(student, "Send my answer").click()
    sent(student)
    for k in range(2):
        assert played(answered(url, Opened(code, ""), f"{k}" * 22, answer)).status == 200
    expect(teacher.get_by_text("3 answers so far")).to_be_visible()
    button(teacher, "Close the round and show the answers").click()
    for space in ("input", "output"):
        expect(teacher.locator(f".plane.{space} .cast")).to_have_count(3)
    button(teacher, "Ask again").click()
    button(teacher, "Close the round and show the answers").click()
    button(teacher, "Show the truth").click()
    expect(teacher.locator(".plane:visible")).to_have_count(4)
    row = teacher.locator(".groups tbody tr").first
    expect(row.get_by_role("cell")).to_have_text(["2 of 3", "0 of 0"])
    holds(teacher, student)

    # Choices: an order of products, the most frequent first.
    code = opened(teacher, url, "ask=practice/budget&seed=class-7")
    joined(student, url, code)
    button(student, "Send my answer").press("Enter")
    expect(student.get_by_text("Multiply until one is left.")).to_be_visible()
    order = [int(place) for place in variant("budget", "class-7").setting.solution.picks]
    for place in order:
        student.get_by_role("button", name=re.compile("^multiply ")).nth(place).click()
    button(student, "Send my answer").click()
    sent(student)
    student.reload()
    sent(student)
    other = [0] * len(order)
    assert played(answered(url, Opened(code, ""), "k" * 22, other)).status == 200
    assert played(answered(url, Opened(code, ""), "l" * 22, other)).status == 200
    expect(teacher.get_by_text("3 answers so far")).to_be_visible()
    button(teacher, "Close the round and show the answers").click()
    button(teacher, "Show the truth").click()
    expect(teacher.locator(".bars .share")).to_have_text(["2 of 3", "1 of 3"])
    expect(teacher.locator(".bars [data-right=true]")).to_have_count(1)
    expect(student.get_by_text(re.compile(r"^Solved\."))).to_be_visible()
    holds(teacher, student)


def holds(*pages: Page) -> None:
    for page in pages:
        page.evaluate(AXE.read_text())
        assert axe(page) == []
        assert contrast.faint(page, least=5) == []  # that a number's page has
        assert scrolls_sideways(page) == []


@pytest.mark.whole
def test_students_write_where_they_may_and_what_they_write_is_only_text(
    new_page: Callable[..., Page], url: str, tmp_path: Path
) -> None:
    line = '=1+1 <img src=x onerror="document.title=1"> & "columns"'
    teacher, student = new_page(accept_downloads=True), new_page(**PHONE)
    code = opened(teacher, url, "ask=kinks/round")
    joined(student, url, code)
    field = student.get_by_role("textbox", name="In a few words, if you like")
    expect(field).to_be_hidden()
    switch = button(teacher, "Let students write")
    expect(switch).to_have_attribute("aria-pressed", "false")
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "true")
    student.get_by_role("radio", name="Its gradient is 0 everywhere").check()
    field.fill(line)
    assert field.get_attribute("maxlength") == "80"
    button(student, "Send my answer").click()
    sent(student)
    field.press("End")
    field.press("x")
    expect(student.get_by_text("Changed, and not sent yet.")).to_be_visible()
    field.press("Backspace")
    sent(student)
    played(answered(url, Opened(code, ""), "w" * 22, [1], words="rude"))
    expect(teacher.get_by_text("2 answers so far")).to_be_visible()
    button(teacher, "Close the round and show the answers").click()
    expect(teacher.get_by_text("rude")).to_be_hidden()
    teacher.get_by_text("What students wrote: 2 lines.").click()
    expect(teacher.locator(".written li").get_by_text(line, exact=True)).to_be_visible()
    expect(student.locator(".written li")).to_have_count(0)
    button(teacher, "Hide: rude").click()
    expect(teacher.get_by_text("Hidden from students")).to_be_visible()
    button(teacher, "Show the truth").click()
    expect(student.locator(".written li")).to_have_text([line])
    for page in (teacher, student):
        expect(page.locator(".room img")).to_have_count(0)
        page.evaluate(AXE.read_text())
        assert axe(page) == []
        assert scrolls_sideways(page) == []
    with teacher.expect_download() as waiting:
        button(teacher, "Save as CSV").click()
    waiting.value.save_as(tmp_path / "answers.csv")
    assert sorted(row["words"] for row in saved(tmp_path / "answers.csv")) == ["", f"'{line}"]


@pytest.mark.whole
def test_every_kind_fits_a_small_phone_and_is_accessible(
    new_page: Callable[..., Page], url: str
) -> None:
    teacher, student = new_page(**PHONE), new_page(**PHONE)
    for name, answer in (("length", [1.5]), ("kinks/round", [0]), ("cell", [0, 1]), ("entry", [1])):
        code = opened(teacher, url, f"f=sine&ask={name}")
        joined(student, url, code)
        for at in (1, 2):
            assert played(answered(url, Opened(code, ""), "w" * 22, answer, at=at)).status == 200
            holds(teacher, student)
            button(teacher, "Close the round and show the answers").click()
            if at == 1:
                button(teacher, "Ask again").click()
                expect(student.get_by_role("heading", name="Asked again")).to_be_visible()
        button(teacher, "Show the truth").click()
        expect(student.get_by_text("You have sent no answer")).to_be_visible()
        holds(teacher, student)


@pytest.mark.whole
def test_who_is_offline_sends_the_answer_when_back_and_once(
    cut_off: Callable[[], Page], url: str
) -> None:
    teacher, student = cut_off(), cut_off()
    code = opened(teacher, url)
    joined(student, url, code)
    student.route("**/answer", lambda route: route.abort("internetdisconnected"))
    student.context.set_offline(True)
    nudged(student)
    button(student, "Send my answer").click()
    expect(student.get_by_text("Your answer is kept in this browser")).to_be_visible()
    expect(teacher.get_by_text("0 answers so far")).to_be_visible()
    student.unroute("**/answer")
    student.context.set_offline(False)
    sent(student)
    expect(teacher.get_by_text("1 answer so far")).to_be_visible()
    student.reload()
    sent(student)
    expect(teacher.get_by_text("1 answer so far")).to_be_visible()


def unheard(route: Route) -> None:
    """What is sent arrives, and of the server's word that it did nothing comes back."""
    route.fetch()
    route.abort()


UNSENT = "Your answer has not reached the server yet. It is sent again by itself."


@pytest.mark.whole
def test_an_answer_that_fails_once_is_sent_again_while_the_stream_lives(
    cut_off: Callable[[], Page], url: str
) -> None:
    teacher, student = cut_off(), cut_off()
    joined(student, url, opened(teacher, url))
    student.route("**/answer", lambda route: route.abort(), times=1)
    nudged(student)
    button(student, "Send my answer").click()
    expect(student.get_by_text(UNSENT)).to_be_visible()
    sent(student)
    expect(teacher.get_by_text("1 answer so far")).to_be_visible()


@pytest.mark.whole
def test_what_became_of_an_answer_is_told_as_the_server_has_it(
    cut_off: Callable[[], Page], url: str
) -> None:
    """Of four whose connection fails when the round is closed, each has another answer kept."""
    teacher = cut_off()
    code = opened(teacher, url)
    heard, late, changed, never = students = [cut_off() for _ in range(4)]
    for student in students:
        joined(student, url, code)
        if student is not never:
            nudged(student)
    button(changed, "Send my answer").click()
    sent(changed)
    place = changed.locator(".handle.guess").get_attribute("aria-valuetext")
    nudged(changed, "ArrowLeft")
    heard.route("**/answer", unheard)
    for student in (late, changed):
        student.route("**/answer", lambda route: route.abort())
    button(heard, "Send my answer").click()
    button(late, "Send my answer").click()
    button(changed, "Send the changed answer").click()
    for student in (heard, late, changed):
        expect(student.get_by_text(UNSENT)).to_be_visible()
    expect(teacher.get_by_text("2 answers so far")).to_be_visible()
    button(teacher, "Close the round and show the answers").click()
    expect(teacher.locator(".cast")).to_have_count(2)
    for student in (heard, late, changed):
        expect(student.get_by_text("The server is asked whether your answer came")).to_be_visible()
        student.unroute("**/answer")
    expect(heard.get_by_text("The round is closed, with your answer.")).to_be_visible()
    expect(late.get_by_text("The round was closed before your answer came.")).to_be_visible()
    expect(changed.get_by_text("What you had sent before counts.")).to_be_visible()
    expect(never.get_by_text("The round is closed. Now compare")).to_be_visible()
    assert place is not None
    kept = changed.evaluate(f"JSON.parse(localStorage['push-and-pull:room:{code}']).answers[1]")
    assert kept == pytest.approx([float(z.replace("−", "-")) for z in place.split(", ")], abs=0.01)
    button(teacher, "Show the truth").click()
    truth = f"Jv = {numerals((J @ V).tolist())}"
    for student in students:
        expect(student.get_by_text(truth)).to_be_visible()
    for student, own in ((heard, 1), (late, 0), (changed, 1), (never, 0)):
        expect(student.locator(".arrow.guess")).to_have_count(own)


@pytest.mark.whole
def test_who_cannot_come_in_for_others_guesses_is_told_and_comes_in_later(
    browser: Browser, tmp_path: Path
) -> None:
    environment = {VARIABLE: f"sqlite://{tmp_path}/rooms.sqlite3"} | TRUSTED
    school, home = ({"X-Forwarded-For": f"203.0.113.{k}"} for k in (1, 2))

    async def guessing(url: str) -> Opened:
        room = await opened_by_machine(url, heads=home)
        many = range(int(MISSES.most) + 60)
        await asyncio.gather(*[ask(url, "/rooms/BBBBB", heads=school) for _ in many])
        return room

    async def coming(url: str, room: Opened) -> None:
        async with listening(url, *room, heads=school) as teacher:
            await teacher.next()

    with serving(environment=environment) as server:
        room = played(guessing(server.url))
        tab = Tab(browser, extra_http_headers=school, **PHONE)
        student = tab.page
        student.goto(f"{server.url}/room?c={room.code}")
        told = student.get_by_text("From this network wrong codes were tried too often.")
        expect(told).to_be_visible()
        expect(button(student, "Type another code")).to_be_visible()
        student.evaluate(AXE.read_text())
        assert axe(student) == []
        assert scrolls_sideways(student) == []
        played(coming(server.url, room))
        expect(button(student, "Send my answer")).to_be_visible()
        expect(told).to_have_count(0)
        expect(button(student, "Type another code")).to_be_hidden()
        tab.context.close()
    assert [text for text in tab.errors if not EXPECTED.search(text)] == []


@pytest.mark.whole
def test_where_no_page_may_copy_the_secret_stays_hidden_until_it_is_asked_for(
    new_page: Callable[..., Page], url: str
) -> None:
    teacher = new_page(**PHONE)
    # As where a page comes without https.
    teacher.add_init_script("delete Navigator.prototype.clipboard")
    code = opened(teacher, url)
    secret = teacher.evaluate(f"JSON.parse(localStorage['push-and-pull:room:{code}']).secret")
    button(teacher, "Copy the link for students").click()
    field = teacher.get_by_role("textbox", name="Link", exact=True)
    expect(field).to_have_value(f"{url}/room?c={code}")
    button(teacher, "Copy your own link").click()
    expect(teacher.get_by_text("Whoever reads this link is the teacher: show it")).to_be_visible()
    hidden = teacher.locator("input[type=password]")
    expect(hidden).to_have_value(f"{url}/room?c={code}#teacher={secret}")
    assert secret not in teacher.locator(".room").inner_html()
    look = button(teacher, "Show it")
    expect(look).to_have_attribute("aria-pressed", "false")
    holds(teacher)
    look.click()
    expect(hidden).to_have_count(0)
    expect(look).to_have_attribute("aria-pressed", "true")
    shown = teacher.get_by_role("textbox", name="Link", exact=True).last
    expect(shown).to_have_value(re.compile(secret))
    expect(shown).to_be_focused()
    look.click()
    expect(hidden).to_have_count(1)


class Given(NamedTuple):
    """A question that is not answered by an arrow, how it is, and what then stands in its place."""

    topic: str
    answer: Callable[[Page], None]
    stands: Callable[[Page], str]


def ordered(page: Page) -> None:
    page.locator(".steps .move[aria-disabled=false]").last.press("Enter")


def placed(page: Page) -> None:
    page.locator(".place").get_by_role("slider").press("ArrowUp")


def typed(page: Page) -> None:
    field = page.get_by_role("textbox", name="Your answer")
    field.fill(field.input_value() + "1")


GIVEN = {
    "order": Given(
        "lesson:two_sweeps/order",
        ordered,
        lambda page: " ".join(page.locator(".steps .text").all_text_contents()),
    ),
    "place": Given(
        "lesson:descent/step",
        placed,
        lambda page: (
            page.locator(".place").get_by_role("slider").get_attribute("aria-valuetext") or ""
        ),
    ),
    "number": Given(
        "lesson:kinks/tie",
        typed,
        lambda page: page.get_by_role("textbox", name="Your answer").input_value(),
    ),
}


@pytest.mark.whole
def test_who_is_offline_sends_every_kind_of_answer_when_back_and_once(
    cut_off: Callable[[], Page], url: str
) -> None:
    teacher, student = cut_off(), cut_off()
    code = opened(teacher, url)
    joined(student, url, code)
    for kind, given in GIVEN.items():
        button(teacher, "Close the round and show the answers").click()
        topic(teacher).select_option(value=given.topic)
        button(teacher, "Ask something else").click()
        expect(student.locator(f".posed[data-kind={kind}]")).to_be_visible()
        student.route("**/answer", lambda route: route.abort("internetdisconnected"))
        student.context.set_offline(True)
        given.answer(student)
        button(student, "Send my answer").click()
        expect(student.get_by_text("Your answer is kept in this browser")).to_be_visible()
        stands = given.stands(student)
        student.unroute("**/answer")
        student.context.set_offline(False)
        told = student.get_by_text(re.compile("^Your answer is sent"))
        expect(told).to_be_visible()
        student.reload()
        expect(told).to_be_visible()
        assert given.stands(student) == stands
        expect(teacher.get_by_text("1 answer so far")).to_be_visible()


@pytest.mark.whole
@pytest.mark.parametrize(
    ("query", "answer", "drawn"),
    [(QUERY, nudged, ".cast"), ("ask=two_sweeps/order", ordered, ".bars .share")],
    ids=["arrow", "order"],
)
def test_all_go_on_when_the_server_was_killed(
    cut_off: Callable[[], Page],
    tmp_path: Path,
    query: str,
    answer: Callable[[Page], None],
    drawn: str,
) -> None:
    port, environment = free_port(), {VARIABLE: f"sqlite://{tmp_path}/rooms.sqlite3"}
    teacher, student = cut_off(), cut_off()
    pages = (teacher, student)
    with serving(environment=environment, port=port) as server:
        code = opened(teacher, server.url, query)
        joined(student, server.url, code)
        answer(student)
        button(student, "Send my answer").click()
        sent(student)
        expect(teacher.get_by_text("1 answer so far")).to_be_visible()
        server.kill()
    for page in pages:
        expect(page.get_by_text("There is no connection to the room at present.")).to_be_visible()
    with serving(environment=environment, port=port) as server:
        for page in pages:
            expect(page.get_by_text("There is no connection to the room")).to_have_count(0)
        answer(student)
        button(student, "Send the changed answer").click()
        sent(student)
        expect(teacher.get_by_text("1 answer so far")).to_be_visible()
        button(teacher, "Close the round and show the answers").click()
        expect(student.get_by_text("The round is closed, with your answer.")).to_be_visible()
        expect(teacher.locator(drawn)).to_have_count(1)
        for page in pages:  # Streamlit's own connection has come back, too
            expect(page.get_by_test_id("stApp")).to_have_attribute(
                "data-test-connection-state", "CONNECTED"
            )


@pytest.mark.whole
def test_the_teachers_link_opens_the_same_view_and_shows_its_secret_nowhere(
    cut_off: Callable[[], Page], url: str
) -> None:
    teacher, elsewhere, other = cut_off(), cut_off(), cut_off()
    code = opened(teacher, url)
    expect(teacher).to_have_url(f"{url}/room?c={code}")
    kept = teacher.evaluate(f"JSON.parse(localStorage['push-and-pull:room:{code}'])")
    asked: list[str] = []
    elsewhere.on(
        "request", lambda request: asked.append(str([request.url, request.headers.get("referer")]))
    )
    elsewhere.goto(f"{url}/room?c={code}#teacher={kept['secret']}")
    expect(button(elsewhere, "Close the round and show the answers")).to_be_visible()
    expect(elsewhere).to_have_url(f"{url}/room?c={code}")
    assert not [line for line in asked if kept["secret"] in line]
    assert kept["secret"] not in teacher.locator(".room").inner_html()
    teacher.reload()
    expect(button(teacher, "Close the round and show the answers")).to_be_visible()

    other.goto(f"{url}/room?c={code}#teacher={'x' * 22}")
    expect(other.get_by_text("does not have the secret of this room's teacher")).to_be_visible()
    with_code = other.get_by_role("textbox", name="Code")
    with_code.fill(code)
    button(other, "Join").click()
    expect(button(other, "Send my answer")).to_be_visible()


@pytest.mark.whole
def test_something_else_is_asked_by_a_link(new_page: Callable[..., Page], url: str) -> None:
    teacher, student = new_page(), new_page()
    code = opened(teacher, url)
    joined(student, url, code)
    button(teacher, "Close the round and show the answers").click()
    field = teacher.get_by_role("textbox", name="Link to a state of the Stage")
    field.fill("polar")
    button(teacher, "Ask something else").click()
    expect(teacher.get_by_text("Paste the whole link of a Stage")).to_be_visible()
    field.fill(f"{url}/push_and_pull?f=seed")
    topic(teacher).select_option("Pull: where does uᵀJ point?")
    button(teacher, "Ask something else").click()
    expect(student.get_by_role("heading", name="Where does uᵀJ point?")).to_be_visible()
    expect(student.get_by_role("slider", name="your guess of uᵀJ")).to_be_visible()
    expect(student.locator(".plane.output .arrow.u")).to_have_count(1)


@pytest.mark.whole
def test_a_figure_leads_to_a_room_about_its_state(new_page: Callable[..., Page], url: str) -> None:
    page = new_page()
    page.goto(f"{url}/push_and_pull?{QUERY}&mode=pull")
    page.locator(".ask").click()
    expect(page).to_have_url(re.compile(rf"/room\?{re.escape(QUERY)}&mode=pull$"))
    expect(page.get_by_text("About “Polar coordinates”, at the x that is shown")).to_be_visible()
    expect(topic(page).locator("option:checked")).to_have_text("Pull: where does uᵀJ point?")
    page.goto(f"{url}/kinks?case=abs")
    page.locator(".ask").click()
    expect(page).to_have_url(f"{url}/room?ask=kinks&at=kinks%3Fcase%3Dabs")
    expect(page.get_by_text("From “Kinks and traps”")).to_be_visible()
    topic(page).select_option("Your question, answered in words")
    link = page.get_by_role("textbox", name="Link to the figure")
    expect(link).to_have_value("kinks?case=abs")
    page.goto(f"{url}/jacobian?f=polar")
    page.locator(".ask").click()
    expect(page).to_have_url(f"{url}/room?f=polar&ask=cell")
    expect(topic(page).locator("option:checked")).to_have_text("A cell: which entry of J tells it?")
    expect(page.locator("p.ask")).to_contain_text("how fast y₁ moves when only θ moves?")
    page.goto(f"{url}/practice?seed=class-7")
    page.locator(".ask").click()
    expect(page).to_have_url(re.compile(r"/room\?ask=practice%2Faim-push&seed=class-7$"))
    expect(page.get_by_text("Drag the tip of v until Jv covers the target")).to_be_visible()
    page.goto(f"{url}/practice?puzzle=budget")
    page.locator(".ask").click()
    expect(page.get_by_text("Multiply the chain")).to_be_visible()
    page.goto(f"{url}/practice?puzzle=battleship")
    page.locator(".ask").click()
    expect(page.get_by_text("cannot be asked of a class at once")).to_be_visible()
    expect(page.get_by_text("From “The Jacobian”")).to_be_visible()


@pytest.mark.whole
def test_who_comes_back_from_another_page_is_in_the_room_again(
    new_page: Callable[..., Page], url: str
) -> None:
    teacher, student = new_page(), new_page()
    code = opened(teacher, url)
    joined(student, url, code)
    for page, act in (
        (teacher, "Close the round and show the answers"),
        (student, "Send my answer"),
    ):
        page.get_by_role("link", name="Cheat sheet").click()
        expect(page.get_by_role("heading", name="Cheat sheet", level=1)).to_be_visible()
        page.go_back()
        expect(page).to_have_url(f"{url}/room?c={code}")
        expect(button(page, act)).to_be_visible()


@pytest.mark.whole
def test_a_code_of_no_room_is_told(cut_off: Callable[[], Page], url: str) -> None:
    page = cut_off()
    page.goto(f"{url}/room")
    field = page.get_by_role("textbox", name="Code")
    field.fill("BBBBB")
    button(page, "Join").click()
    none = page.get_by_text("There is no room with this code, or it has ended.")
    expect(none).to_be_visible()
    field.fill("AEIOU")
    button(page, "Join").click()
    expect(page.get_by_text("A code has five letters, without vowels.")).to_be_visible()
    expect(none).to_have_count(0)
    code = opened(cut_off(), url)
    field.fill("")
    field.press_sequentially("".join(f"  {letter}" for letter in code.lower()))
    button(page, "Join").click()
    expect(button(page, "Send my answer")).to_be_visible()


@pytest.mark.whole
def test_a_room_is_ended_by_two_presses_in_two_places(
    new_page: Callable[..., Page], url: str
) -> None:
    for options in ({}, PHONE):
        teacher = new_page(**options)
        opened(teacher, url)
        end, sure = (button(teacher, name) for name in ("End the room", ENDS))
        expect(end).to_have_attribute("aria-expanded", "false")
        end.dblclick()
        end.press("Enter")
        expect(end).to_have_attribute("aria-expanded", "true")
        expect(sure).to_be_visible()
        holds(teacher)
        button(teacher, "Keep the room").click()
        expect(sure).to_be_hidden()
        expect(end).to_be_focused()
        end.click()
        expect(button(teacher, "Close the round and show the answers")).to_be_visible()
        sure.click()
        expect(teacher.get_by_text("The room has ended")).to_be_visible()
        expect(teacher.get_by_role("button", name="Go back to your room")).to_have_count(0)


@pytest.mark.whole
def test_a_teacher_who_has_lost_the_page_finds_the_way_back(
    new_page: Callable[..., Page], url: str
) -> None:
    teacher, student = new_page(), new_page()
    code = opened(teacher, url)
    joined(student, url, code)
    for page in (teacher, student):
        page.goto(f"{url}/room")
        expect(button(page, "Join")).to_be_visible()
    back = button(student, f"Go back to your room {code}")
    expect(back).to_have_count(0)
    button(teacher, f"Go back to your room {code}").click()
    expect(button(teacher, "Close the round and show the answers")).to_be_visible()
    expect(teacher).to_have_url(f"{url}/room?c={code}")


def filled(bar: Locator) -> float:
    """How much of a bar is darker than the ground of its page, within its frame."""
    picture = Image.open(io.BytesIO(bar.screenshot())).convert("L")
    row = np.asarray(picture)[picture.height // 2, 2:-2]
    return float((row < 200).mean())


@pytest.mark.whole
def test_bars_and_arrows_tell_as_much_where_the_system_chooses_the_colours(
    new_page: Callable[..., Page], url: str
) -> None:
    teacher, student = new_page(), new_page(**PHONE)
    code = opened(teacher, url, "ask=kinks/round")
    for k, answer in enumerate((0, 0, 0, 1)):
        assert played(answered(url, Opened(code, ""), f"{k}" * 22, [answer])).status == 200
    joined(student, url, code)
    button(teacher, "Close the round and show the answers").click()
    button(teacher, "Show the truth").click()
    expect(student.locator(".bars .share")).to_have_text(["3 of 4", "1 of 4", "0 of 4"])
    for page in (teacher, student):
        page.emulate_media(forced_colors="active")
        told = [filled(bar) for bar in page.locator(".bars .bar").all()]
        assert told == pytest.approx([0.75, 0.25, 0], abs=0.03)
    told = [filled(bar) for bar in teacher.locator(".groups .bar").all()]
    assert told == pytest.approx([0.25, 0.75], abs=0.03)  # what is right stands first

    code = opened(teacher, url)
    for k in range(70):
        assert played(answered(url, Opened(code, ""), f"{k:022}", [1.0, 1.0])).status == 200
    button(teacher, "Close the round and show the answers").click()
    for mark in (".cast", ".density"):
        expect(teacher.locator(f".casts {mark}").first).to_have_css("opacity", FAINT)


@pytest.mark.whole
def test_without_the_apps_own_server_the_page_says_so(page: Page, url: str) -> None:
    def plain(route: Route) -> None:
        route.fulfill(content_type="text/html", body="<!doctype html>")

    page.route("**/rooms", plain)
    page.goto(f"{url}/room?{QUERY}")
    page.locator(".room").get_by_role("button", name="Open a room").click()
    expect(page.get_by_text("Rooms do not run here")).to_be_visible()


@pytest.mark.whole
def test_it_is_accessible_and_fits_a_small_phone(new_page: Callable[..., Page], url: str) -> None:
    teacher, student = new_page(**PHONE), new_page(**PHONE)
    teacher.goto(f"{url}/room?{QUERY}")
    expect(teacher.locator(".room").get_by_role("button", name="Open a room")).to_be_visible()
    holds(teacher)
    code = opened(teacher, url)
    joined(student, url, code)
    holds(teacher, student)
    nudged(student)
    button(student, "Send my answer").click()
    sent(student)
    for act in ("Close the round and show the answers", "Ask again"):
        button(teacher, act).click()
    for act in ("Close the round and show the answers", "Show the truth"):
        button(teacher, act).click()
    expect(student.get_by_text("You have sent no answer")).to_be_visible()
    holds(teacher, student)
    for page in (teacher, student):
        in_theme(page, "dark")
        holds(page)
