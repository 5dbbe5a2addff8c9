"""Home: what this is, in one live figure. The server finds its own application here, too."""

import streamlit as st

from explainers.server.broken import broken, failed
from explainers.server.lifespan import lifespan
from explainers.server.middleware import MIDDLEWARE
from explainers.server.rooms import ROUTES
from explainers.ui import controls, home
from explainers.ui.below import below
from explainers.ui.code_panel import code_panel
from explainers.ui.frame import footer, frame
from explainers.ui.stage import stage


def page() -> None:
    """The page, which Streamlit runs as its main script, with this server or without it."""
    lesson = frame("home")

    def after() -> None:
        """What the vectors on the Stage mean, where to go from here, and its code."""
        home.vectors(lesson.slug)
        home.cards()
        code_panel(lesson.slug)

    @below(
        lesson,
        lambda: stage(lesson.slug, calm=True),
        story=lambda: controls.story(lesson.slug),
        after=after,
    )
    def live() -> None:
        """What is not as usual at the state on screen."""
        home.doubts(lesson.slug)

    live()
    footer(lesson)


if __name__ == "__main__":
    page()
else:
    app = st.App(
        __file__,
        lifespan=lifespan,
        middleware=MIDDLEWARE,
        routes=ROUTES,
        on_script_error=broken,
        exception_handlers={Exception: failed},
    )
