"""What is made of a function goes with it, and of typed ones only so many are kept."""

import gc
import weakref
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from explainers.core import complex_plane, functions, products
from explainers.core.catalog import CATALOG, Entry
from explainers.core.curvature import numbers as curvature
from explainers.core.descent.optimisers import OPTIMISERS
from explainers.core.descent.risks import of_entry
from explainers.core.descent.run import loop
from explainers.core.expression.entry import KEPT, MOST, entry
from explainers.core.kept import Shelf, forget, hold, kept
from explainers.core.program import Program
from explainers.core.tape import tape
from tests.core.test_executable import COMPILED

pytestmark = pytest.mark.usefixtures("alone")

PATIENCE = 10.0


@pytest.fixture
def compiled() -> Iterator[list[str]]:
    """An item for each program that JAX compiles."""
    found: list[str] = []

    def note(event: str, duration_secs: float, **kwargs: str | int) -> None:
        if event == COMPILED:
            found.append(event)

    jax.monitoring.register_event_duration_secs_listener(note)
    yield found
    jax.monitoring.unregister_event_duration_listener(note)


def typed(count: int, power: int) -> list[str]:
    """Texts of different functions, none of them those of another power."""
    return [f"x+{2 + k}x^{power}" for k in range(count)]


def show(of: Entry) -> None:
    """Compute what the Stage shows, and what a race on the lesson on curvature needs compiled."""
    products.compiled(of.map)(*map(np.array, (of.x, of.v, of.u)))
    curvature.compiled(of.map)(*map(jnp.array, (of.x, of.v)))


# One function ------------------------------------------------------------------------------------


def test_it_is_made_once_for_the_same_arguments() -> None:
    made: list[object] = []

    @kept
    def numbered(f: Callable[..., Any], n: int, *, twice: bool = False) -> int:
        made.append((f, n, twice))
        return len(made)

    def one() -> None: ...
    def other() -> None: ...

    first = [numbered(one, 1), numbered(one, 2), numbered(one, 1, twice=True), numbered(other, 1)]
    assert first == [1, 2, 3, 4]
    again = [numbered(one, 1), numbered(one, 2), numbered(one, 1, twice=True), numbered(other, 1)]
    assert again == first
    forget(one)
    assert numbered(one, 1) == 5
    assert numbered(other, 1) == 4


def programs() -> int:
    """How many there are, ready or laid aside."""
    gc.collect()
    return sum(type(one) is Program for one in gc.get_objects())


@pytest.mark.whole
def test_of_a_function_that_is_forgotten_no_program_stays() -> None:
    def look_at(made: Entry) -> None:
        show(made)
        loop(of_entry(made), OPTIMISERS["adam"]).begin(np.zeros((5, 2)), 0.1)

    look_at(entry("x+y^3+40x y"))  # which leaves what belongs to no function
    before = programs()
    made = entry("x+y^3+41x y")
    look_at(made)
    assert programs() >= before + 2
    risk = weakref.ref(of_entry(made).outputs)
    forget(made.map)
    assert programs() == before
    assert risk() is None


# Many of them ------------------------------------------------------------------------------------


@pytest.mark.whole
def test_of_many_typed_functions_only_so_many_programs_are_alive() -> None:
    texts = typed(KEPT + 9, 2)
    for text in texts[:KEPT]:
        show(entry(text))
    full = programs()
    for text in texts[KEPT:]:
        show(entry(text))
    assert programs() <= full


@pytest.mark.whole
def test_the_catalogue_stays_compiled_however_much_is_typed(compiled: list[str]) -> None:
    for known in CATALOG.values():
        show(known)
    for text in typed(MOST + 9, 3):
        entry(text)
    compiled.clear()
    for known in CATALOG.values():
        show(known)
    assert not compiled


def test_a_text_is_made_into_an_entry_once() -> None:
    first = entry("7x + x^6")
    assert entry("7x+x^6") is first
    assert functions.find(first.slug) is first
    assert complex_plane.typed("z^2+17z") is complex_plane.find("=z^2+17z")


@pytest.mark.whole
def test_all_that_readers_have_at_hand_stays_compiled(compiled: list[str]) -> None:
    count, again = 80, list[Entry]()
    slugs = [f"={text}" for text in typed(count, 4)]
    at_hand = [functions.held(slug) for slug in slugs]
    entries = [functions.find(slug) for slug in slugs]
    assert [show(one) for one in entries] == [None] * count
    compiled.clear()
    for _ in range(2):
        again = [functions.find(slug) for slug in slugs]
        assert all(one is other for one, other in zip(entries, again, strict=True))
        assert [show(one) for one in again] == [None] * count
    assert not compiled
    at_hand.clear()
    gone = weakref.ref(entries[0].map)
    for text in typed(KEPT, 5):
        entry(text)
    entries.clear()
    again.clear()
    gc.collect()
    assert gone() is None


def test_a_function_of_the_catalogue_need_not_be_held() -> None:
    assert functions.held("polar") is None
    assert complex_plane.held("square") is None
    assert complex_plane.held("=z^3") is not None


def test_the_least_recently_used_goes_first_and_what_is_held_stays() -> None:
    def make(text: str) -> Callable[[], str]:
        return lambda: text

    shelf: Shelf[Callable[[], str]] = Shelf(make, lambda made: made, few=2, most=4)
    for text in "abc":
        shelf.get(text)
    assert [text for text in "abc" if text in shelf] == ["b", "c"]
    shelf.get("b")
    shelf.get("d")
    assert [text for text in "abcd" if text in shelf] == ["b", "d"]
    holds = [hold(shelf.get(text)) for text in "bd"]
    for text in "ef":
        shelf.get(text)
    assert [text for text in "bdef" if text in shelf] == list("bdef")
    shelf.get("g")
    assert [text for text in "bdefg" if text in shelf] == list("bdfg")
    holds.extend(hold(shelf.get(text)) for text in "fghi")
    assert [text for text in "bdfghi" if text in shelf] == list("fghi")


def test_what_is_on_the_shelf_does_not_wait_for_what_is_being_made() -> None:
    making, go_on = Event(), Event()

    def make(text: str) -> Callable[[], str]:
        if text == "new":
            making.set()
            go_on.wait(PATIENCE)
        return lambda: text

    shelf: Shelf[Callable[[], str]] = Shelf(make, lambda made: made, few=2, most=4)
    old = shelf.get("old")
    with ThreadPoolExecutor(3) as others:
        made = [others.submit(shelf.get, "new") for _ in range(2)]
        assert making.wait(PATIENCE)
        assert others.submit(shelf.get, "old").result(PATIENCE) is old
        assert not any(one.done() for one in made)
        go_on.set()
        assert made[0].result(PATIENCE) is made[1].result(PATIENCE)


def test_what_was_made_of_what_goes_from_the_shelf_goes_too() -> None:
    shelf: Shelf[Callable[..., Any]] = Shelf(
        lambda text: lambda x: x * len(text), lambda made: made, few=1, most=1
    )
    f = shelf.get("ab")
    made = tape(f, 1)
    assert tape(f, 1) is made
    shelf.get("abc")
    assert tape(f, 1) is not made
