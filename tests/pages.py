"""Pages as a visitor finds them, without a browser."""

import threading
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from streamlit.testing.v1 import AppTest

from explainers.lessons import HOME, lesson
from explainers.ui.answers import SCHEDULER, WAITING
from explainers.ui.scheduler import Work

ROOT = Path(__file__).parents[1]


def opened(slug: str, **query: str) -> AppTest:
    """A page that was come to by a link, once JAX has answered all that it asks."""
    return answered(arrived(slug, **query))


def arrived(slug: str, **query: str) -> AppTest:
    """A page that was just come to by a link."""
    app = AppTest.from_file(ROOT / "app.py", default_timeout=60)
    page = lesson(slug)
    if page is not HOME:
        app.run().switch_page(page.page)
    app.query_params.update(query)
    return app.run()


def answered(app: AppTest) -> AppTest:
    """A page once it waits for nothing any more."""
    while WAITING in shown(app):
        app.run()
    return app


def shown(app: AppTest) -> str:
    """All of a page's running text."""
    return "\n".join(markdown.value for markdown in app.markdown)


@contextmanager
def nothing_compiles() -> Generator[None]:
    """Somebody else's work comes first, for as long as this lasts."""
    begun, over = threading.Event(), threading.Event()

    def stand() -> None:
        begun.set()
        over.wait(120)

    work = Work(stand, SCHEDULER.clock)
    SCHEDULER.ask("somebody else", work)
    assert begun.wait(120)
    try:
        yield
    finally:
        over.set()
        work.outcome.result(120)
