"""Answers that are remembered up to a weight."""

from explainers.core.weighed import weighed


def test_what_is_light_is_made_once() -> None:
    asked: list[int] = []

    @weighed(100, len)
    def row(length: int, *, twice: bool = False) -> bytes:
        asked.append(length)
        return bytes(2 * length if twice else length)

    assert [len(row(n)) for n in (10, 20, 10, 20)] == [10, 20, 10, 20]
    assert len(row(10, twice=True)) == 20
    assert asked == [10, 20, 10]


def test_what_was_asked_for_longest_ago_goes_first() -> None:
    asked: list[int] = []

    @weighed(60, len)
    def row(length: int) -> bytes:
        asked.append(length)
        return bytes(length)

    for n in (20, 30, 20, 25):  # the 30 goes: 20 was asked for since
        row(n)
    row(20)
    assert asked == [20, 30, 25]
    row(30)
    assert asked == [20, 30, 25, 30]


def test_the_newest_answer_is_kept_whatever_it_weighs() -> None:
    asked: list[int] = []

    @weighed(10, len)
    def row(length: int) -> bytes:
        asked.append(length)
        return bytes(length)

    row(50)
    row(50)
    assert asked == [50]
    row(5)
    row(50)
    assert asked == [50, 5, 50]
