"""Who has a turn: as many as there is room for, figures before words, and nobody who waits."""

from concurrent.futures import ThreadPoolExecutor
from queue import Queue
from threading import Event, Thread

import pytest

from explainers.ui.turns import TURNS, Part, Turns
from tests.pages import arrived, received

PATIENCE = 10.0


class Guest:
    """A thread that takes a turn, tells that it has it, and keeps it until it is told to go."""

    def __init__(self, turns: Turns, part: Part, told: "Queue[Guest]") -> None:
        self.leave = Event()
        self._turns, self._part, self._told = turns, part, told
        self._thread = Thread(target=self._stay)
        self._thread.start()

    def _stay(self) -> None:
        with self._turns.turn(self._part):
            self._told.put(self)
            self.leave.wait(PATIENCE)

    def go(self) -> None:
        self.leave.set()
        self._thread.join(PATIENCE)


def _come(turns: Turns, part: Part, told: "Queue[Guest]") -> Guest:
    """One more guest, who waits, or has a turn, when this returns."""
    before = turns.waiting
    guest = Guest(turns, part, told)
    while turns.waiting == before and told.empty():
        pass
    return guest


def test_hands_go_before_arrivals_and_words_that_came_earlier_and_what_is_typed_last() -> None:
    turns, told = Turns(1), Queue[Guest]()
    first = _come(turns, Part.WORDS, told)
    assert told.get(timeout=PATIENCE) is first
    typed = _come(turns, Part.TYPED, told)
    words = _come(turns, Part.WORDS, told)
    arrival = _come(turns, Part.ARRIVAL, told)
    figures = [_come(turns, Part.FIGURE, told) for _ in range(2)]
    first.go()
    for guest in (*figures, arrival, words, typed):
        assert told.get(timeout=PATIENCE) is guest
        guest.go()


@pytest.mark.parametrize(
    ("f", "part"), [("camera", Part.ARRIVAL), ("=x1*x2+cos(x1)", Part.TYPED)], ids=str
)
def test_a_page_of_a_typed_text_lets_those_of_the_catalogue_go_first(f: str, part: Part) -> None:
    told = Queue[Guest]()
    guests = [_come(TURNS, Part.FIGURE, told) for _ in range(2)]
    with ThreadPoolExecutor(1) as readers:
        page = readers.submit(arrived, "push_and_pull", f=f)
        while not TURNS.waiting:
            pass
        assert TURNS.waiting == [part]
        for guest in guests:
            guest.go()
        assert received(page.result())["state"]


def test_who_has_waited_for_long_goes_before_a_hand_that_moves_now() -> None:
    seconds = [0.0]
    turns, told = Turns(1, lambda: seconds[0]), Queue[Guest]()
    first = _come(turns, Part.FIGURE, told)
    assert told.get(timeout=PATIENCE) is first
    typed = _come(turns, Part.TYPED, told)
    words = _come(turns, Part.WORDS, told)
    seconds[0] = 31.0
    figure = _come(turns, Part.FIGURE, told)
    seconds[0] = 46.0
    last = _come(turns, Part.FIGURE, told)
    first.go()
    for guest in (words, figure, typed, last):
        assert told.get(timeout=PATIENCE) is guest
        guest.go()


def test_what_is_typed_leaves_a_turn_to_others() -> None:
    turns, told = Turns(2), Queue[Guest]()
    first = _come(turns, Part.TYPED, told)
    assert told.get(timeout=PATIENCE) is first
    second = _come(turns, Part.TYPED, told)
    assert turns.waiting == [Part.TYPED]
    words = _come(turns, Part.WORDS, told)
    assert told.get(timeout=PATIENCE) is words
    words.go()
    assert turns.waiting == [Part.TYPED]
    first.go()
    assert told.get(timeout=PATIENCE) is second
    second.go()


def test_what_is_typed_has_the_only_turn_there_is() -> None:
    turns = Turns(1)
    for _ in range(2):
        with turns.turn(Part.TYPED):
            assert turns.waiting == []


def test_no_more_have_a_turn_than_there_is_room_for() -> None:
    turns, told = Turns(2), Queue[Guest]()
    guests = [_come(turns, Part.FIGURE, told) for _ in range(2)]
    assert {told.get(timeout=PATIENCE) for _ in guests} == set(guests)
    third = _come(turns, Part.FIGURE, told)
    assert told.empty()
    assert turns.waiting == [Part.FIGURE]
    guests[1].go()
    assert told.get(timeout=PATIENCE) is third
    third.go()
    guests[0].go()


def test_a_turn_ends_with_an_error() -> None:
    turns = Turns(1)
    with pytest.raises(KeyError), turns.turn(Part.FIGURE):
        raise KeyError
    with turns.turn(Part.WORDS):
        assert turns.waiting == []


def test_who_steps_aside_lets_others_in_and_has_a_turn_again_afterwards() -> None:
    turns, told = Turns(1), Queue[Guest]()
    with turns.turn(Part.WORDS):
        other = _come(turns, Part.WORDS, told)
        assert told.empty()
        with turns.aside():
            assert told.get(timeout=PATIENCE) is other
            other.go()
        last = _come(turns, Part.FIGURE, told)
        assert told.empty()
    assert told.get(timeout=PATIENCE) is last
    last.go()


def test_who_has_no_turn_steps_aside_from_nothing() -> None:
    turns = Turns(1)
    with turns.aside(), turns.turn(Part.FIGURE):
        assert turns.waiting == []
    with turns.turn(Part.FIGURE):
        assert turns.waiting == []


def test_a_turn_within_a_turn_is_refused_and_gives_nothing_away() -> None:
    turns = Turns(2)
    with turns.turn(Part.FIGURE):
        with pytest.raises(RuntimeError), turns.turn(Part.WORDS):
            pass
        with turns.aside(), turns.turn(Part.WORDS):
            assert turns.waiting == []
