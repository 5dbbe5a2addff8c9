"""Rooms are kept: by the same rules in a file and in Redis, and beyond a process that is killed."""

import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from explainers.rooms import room as rooms
from explainers.rooms import store as stores
from explainers.rooms.redis import Redis
from explainers.rooms.sqlite import Sqlite
from explainers.rooms.store import MOST_ANSWERS, Held, Pulse, Store, place, store
from harness.redis import Running, keeping
from harness.server import ROOT, free_port
from tests.rooms.test_room import EVERY

FAR = time.time() + 3600


@pytest.fixture(scope="session")
def redis(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with keeping(tmp_path_factory.mktemp("redis")) as running:
        yield running


@pytest.fixture(params=["sqlite", "redis"])
def name(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A store by its name, as an operator writes it; a new one for each test."""
    if request.param == "sqlite":
        return f"sqlite://{tmp_path}/rooms.sqlite3"
    running: Running = request.getfixturevalue("redis")
    import redis as client

    client.Redis.from_url(running.url).flushall()
    return running.url


@pytest.fixture
def kept(name: str) -> Iterator[Store]:
    opened = store(name)
    yield opened
    opened.close()


def test_a_room_is_kept_as_it_was_written(kept: Store) -> None:
    assert kept.open("BCDFG", "text", 1, FAR)
    assert kept.room("BCDFG") == Held(1, "text")
    assert kept.pulse("BCDFG") == Pulse(1, 0)
    assert kept.room("ZZZZZ") is None
    assert kept.pulse("ZZZZZ") is None


def test_every_kind_of_question_is_kept_with_its_answers(kept: Store) -> None:
    for k, question in enumerate(EVERY):
        code = f"BCDF{rooms.LETTERS[k]}"
        room = rooms.opened("s" * 22, time.time(), "https://example.org/room", question)
        assert kept.open(code, rooms.written(room), 1, FAR)
        numbers = rooms.sound(
            room, 1, list(range(question.size))[:: 1 if len(question.counts) < 3 else -1]
        )
        assert numbers is not None
        kept.answer(code, 1, "one", rooms.kept(numbers, "so"))
        held = kept.room(code)
        assert held is not None
        assert rooms.read(held.text) == room
        (found,) = rooms.answers(kept.answers(code, 1))
        assert (found.numbers, found.words) == (numbers, "so")


def test_a_code_is_given_once(kept: Store) -> None:
    assert kept.open("BCDFG", "first", 1, FAR)
    assert not kept.open("BCDFG", "second", 1, FAR)
    assert kept.room("BCDFG") == Held(1, "first")


def test_of_two_who_change_the_same_version_one_does(kept: Store) -> None:
    kept.open("BCDFG", "a", 1, FAR)
    assert kept.change("BCDFG", 1, "b", 0)
    assert not kept.change("BCDFG", 1, "c", 1)
    assert kept.room("BCDFG") == Held(2, "b")
    assert not kept.change("ZZZZZ", 1, "b", 0)


def test_a_voter_has_one_answer_which_may_change_until_the_round_is_closed(kept: Store) -> None:
    kept.open("BCDFG", "a", 1, FAR)
    assert kept.answer("BCDFG", 1, "one", "[1]") == "taken"
    assert kept.answer("BCDFG", 1, "two", "[2]") == "taken"
    assert kept.answer("BCDFG", 1, "one", "[0]") == "taken"
    assert kept.answers("BCDFG", 1) == ["[0]", "[2]"]
    assert [kept.held("BCDFG", 1, who) for who in ("one", "two", "three")] == ["[0]", "[2]", None]
    assert kept.held("BCDFG", 2, "one") is None
    assert kept.pulse("BCDFG") == Pulse(1, 2)
    kept.change("BCDFG", 1, "a", 0)
    assert kept.answer("BCDFG", 1, "one", "[9]") == "closed"
    assert kept.answer("BCDFG", 2, "one", "[9]") == "closed"
    assert kept.answer("ZZZZZ", 1, "one", "[9]") == "closed"
    assert kept.answers("BCDFG", 1) == ["[0]", "[2]"]


def test_rounds_and_rooms_keep_their_answers_apart(kept: Store) -> None:
    for code in ("BCDFG", "GFDCB"):
        kept.open(code, "a", 1, FAR)
    kept.answer("BCDFG", 1, "one", "[1]")
    kept.change("BCDFG", 1, "a", 2)
    kept.answer("BCDFG", 2, "one", "[2]")
    assert [kept.answers("BCDFG", k) for k in (1, 2)] == [["[1]"], ["[2]"]]
    assert kept.answers("GFDCB", 1) == []


def test_a_room_that_ends_leaves_nothing(kept: Store) -> None:
    kept.open("BCDFG", "a", 1, FAR)
    kept.answer("BCDFG", 1, "one", "[1]")
    kept.end("BCDFG")
    assert kept.room("BCDFG") is None
    assert kept.answers("BCDFG", 1) == []
    assert kept.open("BCDFG", "b", 1, FAR)
    assert kept.answers("BCDFG", 1) == []


def over(kept: Store, code: str) -> None:
    """The time of a room is over: in Redis all that belongs to it ends then, and by itself."""
    if isinstance(kept, Sqlite):
        kept._base.execute("UPDATE rooms SET until = ? WHERE code = ?", (time.time() - 1, code))
        return
    assert isinstance(kept, Redis)
    names = kept._base.keys(f"*{code}*")
    assert len(names) == 2
    for name in names:
        assert kept._base.expiretime(name) == int(FAR)
        kept._base.expireat(name, int(time.time()) - 1)


def test_a_room_whose_time_is_over_is_gone_with_its_answers(kept: Store) -> None:
    kept.open("BCDFG", "a", 1, FAR)
    kept.answer("BCDFG", 1, "one", "[1]")
    over(kept, "BCDFG")
    assert kept.room("BCDFG") is None
    assert kept.pulse("BCDFG") is None
    assert kept.answer("BCDFG", 1, "two", "[1]") == "closed"
    assert kept.open("BCDFG", "b", 1, FAR)
    assert kept.answers("BCDFG", 1) == []


def test_a_round_takes_so_many_voters_and_no_more(kept: Store) -> None:
    kept.open("BCDFG", "a", 1, FAR)
    for k in range(MOST_ANSWERS):
        assert kept.answer("BCDFG", 1, f"voter {k}", "[1]") == "taken"
    assert kept.answer("BCDFG", 1, "one more", "[1]") == "full"
    assert kept.answer("BCDFG", 1, "voter 7", "[2]") == "taken"
    assert kept.pulse("BCDFG") == Pulse(1, MOST_ANSWERS)


def test_there_are_so_many_rooms_and_no_more(kept: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("sqlite", "redis"):
        monkeypatch.setattr(f"explainers.rooms.{module}.MOST_ROOMS", 2)
    assert kept.open("BCDFG", "a", 1, FAR)
    assert kept.open("CCDFG", "a", 1, FAR)
    assert not kept.open("DCDFG", "a", 1, FAR)
    kept.end("BCDFG")
    assert kept.open("DCDFG", "a", 1, FAR)


def test_threads_lose_no_answer(kept: Store) -> None:
    kept.open("BCDFG", "a", 1, FAR)
    with ThreadPoolExecutor(8) as pool:
        outcomes = list(
            pool.map(lambda k: kept.answer("BCDFG", 1, f"voter {k}", f"[{k}]"), range(200))
        )
    assert set(outcomes) == {"taken"}
    assert len(kept.answers("BCDFG", 1)) == 200


def test_two_who_have_the_same_store_see_each_other(kept: Store, name: str) -> None:
    other = store(name)
    kept.open("BCDFG", "a", 1, FAR)
    assert other.answer("BCDFG", 1, "one", "[1]") == "taken"
    assert kept.pulse("BCDFG") == Pulse(1, 1)
    other.close()


ANSWERING = """
import sys
from explainers.rooms.store import store
kept = store(sys.argv[1])
for k in range(10_000):
    assert kept.answer("BCDFG", 1, f"voter {k % 900}", f"[{k}]") == "taken"
    print(k, flush=True)
"""


def test_who_is_killed_has_lost_nothing_that_was_taken(kept: Store, name: str) -> None:
    kept.open("BCDFG", "a", 1, FAR)
    command = [sys.executable, "-c", ANSWERING, name]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        lines = [next(process.stdout) for _ in range(50)]
        process.kill()
        taken = [*lines, *process.stdout.read().splitlines(keepends=True)]
    whole = [int(line) for line in taken if line.endswith("\n")]
    found = {int(text[1:-1]) for text in kept.answers("BCDFG", 1)}
    assert set(whole[-900:]) <= found


def test_redis_that_is_killed_has_lost_nothing_that_was_taken(tmp_path: Path) -> None:
    port = free_port()
    with keeping(tmp_path, port) as running:
        kept = store(running.url)
        kept.open("BCDFG", "a", 1, FAR)
        for k in range(50):
            assert kept.answer("BCDFG", 1, f"voter {k}", f"[{k}]") == "taken"
        running.kill()
    with keeping(tmp_path, port):
        assert len(kept.answers("BCDFG", 1)) == 50
        assert kept.room("BCDFG") == Held(1, "a")
        kept.close()


def test_redis_that_is_full_keeps_what_it_has_and_lets_teachers_go_on(tmp_path: Path) -> None:
    import redis as client

    with keeping(tmp_path) as running:
        base, kept = client.Redis.from_url(running.url), store(running.url)
        most = int(base.config_get("maxmemory")["maxmemory"] or 0)
        assert 0 < most < 256 * 2**20  # what deploy/ lets its container have
        assert kept.open("BCDFG", "text", 1, FAR)
        assert kept.answer("BCDFG", 1, "voter", "first") == "taken"
        base.config_set("maxmemory", 1)
        with pytest.raises(OSError, match="memory"):
            kept.answer("BCDFG", 1, "voter", "second")
        with pytest.raises(OSError, match="memory"):
            kept.open("BCDFH", "text", 1, FAR)
        assert kept.room("BCDFG") == Held(1, "text")
        assert kept.answers("BCDFG", 1) == ["first"]
        assert kept.change("BCDFG", 1, "closed", 0)
        assert kept.room("BCDFG") == Held(2, "closed")
        kept.end("BCDFG")
        assert kept.room("BCDFG") is None
        base.config_set("maxmemory", most)
        assert kept.open("BCDFH", "text", 1, FAR)
        kept.close()
        base.close()


def test_what_was_committed_waits_for_the_disk(tmp_path: Path) -> None:
    kept = Sqlite(tmp_path / "rooms.sqlite3")
    asked = {name: kept._one(f"PRAGMA {name}") for name in ("journal_mode", "synchronous")}
    assert asked == {"journal_mode": ("wal",), "synchronous": (2,)}  # 2 is FULL
    kept.close()


def test_what_a_room_held_is_overwritten_when_it_ends(tmp_path: Path) -> None:
    kept = Sqlite(tmp_path / "rooms.sqlite3")
    kept.open("BCDFG", "what was asked", 1, FAR)
    kept.answer("BCDFG", 1, "a voter", "what was answered")
    kept.end("BCDFG")
    kept.close()
    left = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert b"what was" not in left


def test_a_room_whose_time_is_over_is_swept_off_the_disk(tmp_path: Path) -> None:
    kept = Sqlite(tmp_path / "rooms.sqlite3")
    kept.open("BCDFG", "what was asked", 1, FAR)
    kept.open("GFDCB", "what is asked", 1, FAR)
    kept.answer("BCDFG", 1, "a voter", "what was answered")
    over(kept, "BCDFG")
    kept.sweep()
    assert kept.room("GFDCB") == Held(1, "what is asked")
    kept.close()
    left = b"".join(file.read_bytes() for file in tmp_path.iterdir())
    assert b"what was" not in left


def test_tables_of_another_version_are_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "rooms.sqlite3"
    kept = Sqlite(path)
    kept._base.execute("PRAGMA user_version = 99")
    kept.close()
    with pytest.raises(OSError, match="version 99"):
        Sqlite(path)


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match="exists"):
        store(f"sqlite://{tmp_path}/file/rooms.sqlite3")


@pytest.mark.parametrize("named", ["rooms.sqlite3", "sqlite://", "postgres://x", "sqlite:///x/"])
def test_a_name_that_cannot_be_meant_is_refused(named: str) -> None:
    with pytest.raises(ValueError, match=stores.VARIABLE):
        place(named)


def test_without_a_name_nobody_else_can_read_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert place("").parent.stat().st_mode & 0o777 == 0o700
    place("").parent.chmod(0o777)
    with pytest.raises(PermissionError):
        place("")
