"""Pages as a visitor finds them, without a browser."""

import json
import re
import threading
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.testing.v1 import AppTest

from explainers.lessons import HOME, lesson
from explainers.ui import arrival
from explainers.ui.answers import WAITING
from explainers.ui.compiling import SCHEDULER, TYPED
from explainers.ui.scheduler import Work

ROOT = Path(__file__).parents[1]


def opened(slug: str, **query: str) -> AppTest:
    """A page that was come to by a link, drawn, once JAX has answered all that it asks."""
    app = reader(slug, **query)
    app.session_state[arrival.key(slug)] = True
    return answered(app.run())


def arrived(slug: str, **query: str) -> AppTest:
    """A page that was just come to by a link, by a reader who has been nowhere before."""
    return reader(slug, **query).run()


def reader(slug: str, **query: str) -> AppTest:
    """Somebody who is about to come to a page by a link."""
    app = AppTest.from_file(ROOT / "app.py", default_timeout=60)
    if slug != HOME.slug:
        app.switch_page(lesson(slug).page)
    app.query_params.update(query)
    return app


def answered(app: AppTest) -> AppTest:
    """A page once it waits for nothing any more."""
    while WAITING in shown(app):
        app.run()
    return app


def shown(app: AppTest) -> str:
    """All of a page's running text."""
    return "\n".join(markdown.value for markdown in app.markdown)


def tables(app: AppTest) -> list[dict[str, list[str]]]:
    """The tables among its text, column by column."""
    found = list[dict[str, list[str]]]()
    for text in re.findall(r"^\|.+(?:\n\|.+)+$", shown(app), re.MULTILINE):
        rows = [re.split(r" \| ", line.strip("| ")) for line in text.split("\n")]
        heads, _, *cells = rows
        found.append(dict(zip(heads, map(list, zip(*cells, strict=True)), strict=True)))
    return found


def headings(app: AppTest) -> list[str]:
    """The names of the sections of a page, alone or at the head of their text."""
    within = re.findall(r"^## (.+)$", shown(app), re.MULTILINE)
    return [header.value for header in app.header] + within


def asks(app: AppTest) -> list[dict[str, Any]]:
    """What the questions of a page were sent."""
    texts = [part.proto.json for part in app.get("bidi_component") if part.proto.json]
    return [data for (data,) in map(json.loads, texts) if "questions" in data]


def received(app: AppTest) -> dict[str, Any]:
    """What the figure of a page was sent, read as strictly as a browser reads it."""

    def refuse(constant: str) -> float:
        raise AssertionError(f"{constant} is not JSON")

    texts = [part.proto.json for part in app.get("bidi_component") if part.proto.json]
    found = [json.loads(text, parse_constant=refuse)[0] for text in texts]
    beside = {"rows", "options"}  # sliders and lists
    return next(data for data in found if "edition" in data and not beside & data.keys())


class List(NamedTuple):
    """A list of which one is chosen, as its browser was sent it."""

    app: AppTest
    id: str
    data: dict[str, Any]

    @property
    def chosen(self) -> str:
        return self.data["state"]["chosen"]

    @property
    def options(self) -> list[str]:
        """Their words."""
        return [option["words"] for option in self.data["options"]]

    def send(self, chosen: object, **more: object) -> AppTest:
        """Run the page as when a browser says that one was chosen."""
        gesture = {"chosen": chosen, "edition": self.data["edition"], "sent": "test-1"} | more
        states = self.app._tree.get_widget_states()
        states.widgets.append(WidgetState(id=self.id, json_value=json.dumps({"gesture": gesture})))
        return self.app._run(states)


def lists(app: AppTest) -> dict[str, List]:
    """The lists of a page, by their keys."""
    parts = [part.proto for part in app.get("bidi_component")]
    return {
        _FACE.sub("", part.id.split("-", 2)[2]): List(app, part.id, json.loads(part.json)[0])
        for part in parts
        if part.component_name == "explainers.choice"
    }


_FACE = re.compile(r"^choice-[a-z]+-(named-)?")


def choose(app: AppTest, key: str, chosen: object) -> AppTest:
    """Choose one of a list of a page."""
    return lists(app)[key].send(chosen)


@contextmanager
def nothing_compiles() -> Generator[None]:
    """Somebody else's work comes first, in both queues, for as long as this lasts."""
    begun, over = threading.Barrier(3), threading.Event()

    def stand() -> None:
        begun.wait(120)
        over.wait(120)

    works = [(scheduler, Work(stand, scheduler.clock)) for scheduler in (SCHEDULER, TYPED)]
    for scheduler, work in works:
        scheduler.ask("somebody else", work)
    begun.wait(120)
    try:
        yield
    finally:
        over.set()
        for _, work in works:
            work.outcome.result(120)
