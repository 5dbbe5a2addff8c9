"""The row under a figure from which its state is shared."""

from typing import Any

from explainers.components.link import Data, mount
from explainers.ui import session
from explainers.ui.session import Home


def share(lesson: str, home: Home[Any] | None = None) -> None:
    """Keep the address in step with the state of a lesson, and offer its link."""
    place = home or session.home(lesson)
    mount(f"{lesson}-link", Data(place.query(), place.covered_query()))
