"""The row under a figure from which its state is shared."""

from explainers.components.link import link
from explainers.permalink import encode
from explainers.ui import session


def share(lesson: str) -> None:
    """Keep the address in step with the state of a lesson, and offer its link."""
    state = session.held(lesson).state
    link(session.query(lesson), encode(state._replace(cover=True)), key=f"{lesson}-link")
