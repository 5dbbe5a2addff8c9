"""The code of what is on screen, ready to paste, to download, or as a notebook."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, TypeAlias

import streamlit as st

from explainers.core.checks import Shown
from explainers.core.functions import is_typed
from explainers.core.programs import products, shown
from explainers.lessons import lesson as page_of
from explainers.lessons import shared, words
from explainers.lessons.captions import code
from explainers.lessons.notebook import Scene, notebook
from explainers.permalink import State
from explainers.ui import arrival, session
from explainers.ui.along import link, offer
from explainers.ui.controls import choose, offered
from explainers.ui.numbers import SETTLED, Place, known_at, place
from explainers.ui.saying import folded
from explainers.ui.session import Home
from explainers.ui.theme import quiet

NAMES = {"jax": "JAX", "torch": "PyTorch", "module": "PyTorch, a model", "numpy": "NumPy"}
"""Libraries, and ways to use them, by the short names that files and keys have."""


Numbers: TypeAlias = Callable[[str], Mapping[str, Shown]]
"""What the page shows of what the program for a library prints, by its labels."""


def _file(state: State) -> str:
    return "typed" if is_typed(state.slug) else state.slug


def panel(
    lesson: str,
    home: Home[Any],
    said: str,
    programs: Mapping[str, str],
    file: str,
    numbers: Numbers,
    goals: str = "",
) -> None:
    """A whole program for the library that is chosen, under a sentence about all of them.

    ``programs`` has one by the short name of each library. ``numbers`` is asked only for a
    notebook, in a thread of no session, and not while the reader has yet to guess them. It
    waits until the figure of the page has been drawn. ``goals`` is a program that runs through
    where a puzzle is solved, for the end of the notebook.
    """
    if not arrival.is_drawn():
        return
    if getattr(home.state, "cover", False):
        numbers = covered
    with folded(lesson, "code", quiet(said)):
        kept = f"{lesson}-library"
        short = offered(st.session_state.get(kept), programs) or next(iter(programs))
        names = {name: NAMES[name] for name in programs}
        choose(
            home,
            f"{lesson}-code",
            words(lesson, "library"),
            names,
            short,
            partial(_keep, kept),
            width=200,
        )
        st.code(programs[short], language="python")
        # Made on demand: the address of a file that lies ready is dead after the next run,
        # and a browser that is a run behind would ask for it.
        st.download_button(
            words(lesson, "download").format(library=NAMES[short]),
            partial(str, programs[short]),
            file_name=f"{file}_{short}.py",
            mime="text/x-python",
            key=f"{lesson}-download-{short}",
            on_click="ignore",
            icon=":material/download:",
        )
        scene = Scene(page_of(lesson), said, link(home))
        st.download_button(
            shared()["notebook"].words.format(library=NAMES[short]),
            partial(_notebook, scene, programs[short], short, numbers, goals),
            file_name=f"{file}_{short}.ipynb",
            mime="application/x-ipynb+json",
            key=f"{lesson}-notebook-{short}",
            on_click="ignore",
            icon=":material/book_2:",
        )
        offer(scene.lesson, file, scene.link)


def _keep(kept: str, library: str) -> None:
    st.session_state[kept] = library


def _notebook(scene: Scene, program: str, library: str, numbers: Numbers, goals: str) -> str:
    shown = numbers(library)
    return notebook(scene, program, shown, approximate=library == "numpy", goals=goals)


def code_panel(lesson: str) -> None:
    """The settled state of a lesson on a function as a program in each library."""
    home = session.home(lesson)
    state = home.state
    programs = products(state.entry, state.x, state.v, state.u)
    said = code(state.entry.title, state.x, state.v, state.u)
    numbers = partial(numbers_at, place(state))
    panel(lesson, home, said, programs._asdict(), _file(state), numbers)


def numbers_at(at: Place, library: str) -> Mapping[str, Shown]:
    """What is shown of f at x, v and u, for whichever library, however long it takes."""
    SETTLED.wait(at)
    return shown(known_at(at))


def covered(library: str) -> Mapping[str, Shown]:
    """Nothing: the reader has yet to say where it will land."""
    return {}
