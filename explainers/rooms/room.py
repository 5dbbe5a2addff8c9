"""A room as data: its rounds, what a teacher may do in it, and what each of those in it is told.

Nothing in it names anyone: of the teacher it has the digest of a secret, of the answers nothing.
"""

import hashlib
import hmac
import json
import re
import secrets
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any, Literal, NamedTuple, TypeAlias, cast, get_args

from explainers.permalink.fields import LARGEST, valid_vector, valid_whole
from explainers.permalink.room import LENGTH, LETTERS
from explainers.permalink.room import read_code as read_code

Kind: TypeAlias = Literal[
    "push", "pull", "number", "choose", "cell", "order", "place", "puzzle", "picks", "words"
]
Phase: TypeAlias = Literal["open", "closed", "revealed"]
Act: TypeAlias = Literal["close", "reveal", "again", "ask", "words", "silence", "hide", "end"]

LASTS = 12 * 60 * 60.0
"""Seconds from the opening of a room until it is deleted."""
MOST_ROUNDS = 60
MOST_WORDS = 80
"""Characters that may stand beside an answer."""
MOST_HIDDEN = 1000
_NAME = 16
"""Letters of the name of what was written."""
_SHORTEST, _LONGEST = 22, 64
"""Letters of a voter's token; 22 of base64 are 128 bits."""


class Refused(ValueError):
    """Why something cannot be asked; the message is for the teacher."""


class Round(NamedTuple):
    """One time that a question is asked."""

    question: int
    """Which of the room's questions, counted from 0."""
    phase: Phase


class Question(NamedTuple):
    """What is asked: an arrow, a number, a choice, an entry, an order, a spot, or a puzzle."""

    kind: Kind
    size: int
    """Numbers of an answer: as many as a plane shows, row and column, all steps, or one."""
    shown: Mapping[str, Any]
    """What the figure draws, as JSON."""
    counts: tuple[int, ...] = ()
    """Where an answer is one of a set: how many each of its numbers, from 0, is chosen from."""
    most: float = LARGEST
    """How far from 0 each of its numbers may lie: no farther than its plane."""


class Room(NamedTuple):
    """A room; the rounds are numbered from 1, and only the last of them takes answers."""

    lock: str
    """Digest of the teacher's secret."""
    until: float
    """When it is deleted, in seconds since 1970."""
    link: str
    """With which students come."""
    questions: tuple[Question, ...]
    rounds: tuple[Round, ...]
    writing: bool = False
    """Whether students may write a few words beside their answers."""
    hidden: tuple[str, ...] = ()
    """Names of words that the teacher has hidden."""

    @property
    def asking(self) -> int:
        """The round that takes answers; 0 for none."""
        return len(self.rounds) if self.rounds[-1].phase == "open" else 0

    @property
    def together(self) -> list[int]:
        """The rounds of the question at hand: one, or more after a discussion."""
        here = self.rounds[-1].question
        return [k for k, one in enumerate(self.rounds, 1) if one.question == here]

    @property
    def done(self) -> list[int]:
        """The rounds that take no answers any more."""
        return [k for k, one in enumerate(self.rounds, 1) if one.phase != "open"]

    @property
    def question(self) -> Question:
        """The one at hand."""
        return self.questions[self.rounds[-1].question]

    @property
    def written(self) -> bool:
        """Whether words are taken: beside an answer, or as one."""
        return self.writing or self.question.kind == "words"


# Names and secrets ----------------------------------------------------------------------------


def new_code() -> str:
    """A code that nobody can foresee."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def new_secret() -> str:
    """What shows that somebody is the teacher, 128 bits."""
    return secrets.token_urlsafe(16)


def digest(*parts: str) -> str:
    """What is kept in place of a secret or of a voter's token."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def unlocks(room: Room, secret: str) -> bool:
    """Whether a secret is that of the room's teacher, in a time that tells nothing of it."""
    return hmac.compare_digest(room.lock, digest(secret))


def is_voter(token: object) -> bool:
    """Whether a value from outside can be a browser's token."""
    return (
        isinstance(token, str)
        and _SHORTEST <= len(token) <= _LONGEST
        and token.isascii()
        and token.replace("-", "").replace("_", "").isalnum()
    )


# What happens in it ---------------------------------------------------------------------------


def opened(secret: str, now: float, link: str, question: Question) -> Room:
    """A room in which a question is asked for the first time."""
    rounds = (Round(0, "open"),)
    return Room(digest(secret), now + LASTS, link, (question,), rounds)


def turned(
    room: Room, act: str, at: object, question: Question | None = None, name: object = None
) -> Room | None:
    """The room after an act of the teacher, who saw the round ``at``; None if it makes no sense.

    A press that comes twice makes no sense the second time. ``name`` is that of words to hide.
    """
    last = room.rounds[-1]
    if at != len(room.rounds) or isinstance(at, bool):
        return None
    match act:
        case "close" if last.phase == "open":
            return _phase(room, "closed")
        case "reveal" if last.phase == "closed":
            return _phase(room, "revealed")
        case "again" if last.phase != "open" and len(room.rounds) < MOST_ROUNDS:
            return room._replace(rounds=(*room.rounds, Round(last.question, "open")))
        case "ask" if question and last.phase != "open" and len(room.rounds) < MOST_ROUNDS:
            asked = Round(len(room.questions), "open")
            return room._replace(
                questions=(*room.questions, question), rounds=(*room.rounds, asked)
            )
        case "words" if not room.writing:
            return room._replace(writing=True)
        case "silence" if room.writing:
            return room._replace(writing=False)
        case "hide" if _is_name(name) and name not in room.hidden:
            hidden = (*room.hidden, cast(str, name))
            return room._replace(hidden=hidden) if len(hidden) <= MOST_HIDDEN else None
        case _:
            return None


def _is_name(name: object) -> bool:
    return isinstance(name, str) and len(name) == _NAME and name.isascii() and name.isalnum()


def _phase(room: Room, phase: Phase) -> Room:
    last = room.rounds[-1]._replace(phase=phase)
    return room._replace(rounds=(*room.rounds[:-1], last))


def sound(room: Room, at: object, answer: object) -> list[float] | None:
    """The numbers of an answer to the round at hand; None if it is none, or too late."""
    if not valid_whole(at, 1, len(room.rounds)) or at != room.asking:
        return None
    kind, size, _, counts, most = room.question
    if not valid_vector(answer, size):
        return None
    numbers = cast("Sequence[float]", answer)
    if counts and not all(valid_whole(z, 0, n - 1) for z, n in zip(numbers, counts, strict=True)):
        return None
    if kind == "order" and len(set(numbers)) < size:
        return None
    if any(abs(z) > most for z in numbers):
        return None
    return [float(number) + 0.0 for number in numbers]


class Answer(NamedTuple):
    """An answer, and what stands beside it, with a name by which it can be hidden."""

    numbers: Sequence[float]
    words: str = ""
    name: str = ""


_JOINERS = "\u200c\u200d"
"""Scripts and pictures need one of them between two signs."""
_JOINED = re.compile(f"([{_JOINERS}])[{_JOINERS}]+")
_BLANK = "\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"
"""Letters that stand for none."""
_MOST_MARKS = 3
"""On one letter, as no language has more: they would grow over other lines."""


def _seen(sign: str) -> bool:
    return sign in _JOINERS or not (unicodedata.category(sign)[0] in "CZ" or sign in _BLANK)


def _tidy(word: str) -> str:
    """A word without marks that have no letter to stand on, and without what joins nothing."""
    found, marks = "", _MOST_MARKS
    for sign in word:
        if unicodedata.category(sign) in ("Mn", "Me"):
            marks += 1
        elif sign not in _JOINERS:
            marks = 0
        found += sign if marks <= _MOST_MARKS else ""
    return _JOINED.sub(r"\1", found.strip(_JOINERS))


def plain(words: object, most: int = MOST_WORDS) -> str | None:
    """A few words on one line, without signs that cannot be seen; None if they are none.

    Signs that turn the direction of a line, or stand for none, would change what is around them.
    """
    if not isinstance(words, str) or len(words) > 2 * most:
        return None
    seen = (sign if _seen(sign) else " " for sign in words)
    line = " ".join(filter(None, map(_tidy, "".join(seen).split())))
    return line if len(line) <= most else None


def kept(numbers: Sequence[float], words: str) -> str:
    """An answer as a store keeps it: numbers alone, where nothing is written."""
    if not words:
        return json.dumps(numbers)
    return json.dumps([numbers, words, secrets.token_hex(_NAME // 2)])


def answers(texts: Sequence[str]) -> list[Answer]:
    """The answers that were kept, also by the version before."""
    found = (json.loads(text) for text in texts)
    return [
        Answer(*one) if one and isinstance(one[0], list) else Answer(cast("list[float]", one))
        for one in found
    ]


# What is told ---------------------------------------------------------------------------------


class Written(NamedTuple):
    """Words beside an answer; the teacher knows them by name, and which are hidden."""

    words: str
    name: str = ""
    hidden: bool = False


class Told(NamedTuple):
    """What everybody in a room is told of it."""

    phase: Phase
    round: int
    turn: int
    """How often the question at hand was asked."""
    question: Mapping[str, Any]
    clouds: Sequence[Sequence[Sequence[float]]] | None
    """All answers of each round of this question, in no order of people; None before its time."""
    writing: bool
    written: Sequence[Written]
    """What stands beside answers to the last round, in no order of people."""


def told(room: Room, teacher: bool, given: Sequence[Sequence[Answer]]) -> Told:
    """What the teacher, or a student, is told; ``given`` are the answers of ``together``.

    Students get them when the truth is shown, the teacher when a round is closed. What the
    teacher has hidden no student gets, nor, before the truth, what tells it on a card.
    """
    phase = room.rounds[-1].phase
    seen = phase == "revealed" or (teacher and phase == "closed")
    # Stores have those with words apart from the others: nothing of that is told.
    clouds = [sorted(list(one.numbers) for one in cloud) for cloud in given]
    last = given[-1] if given and seen else ()
    written = [
        Written(one.words, one.name, one.name in room.hidden) if teacher else Written(one.words)
        for one in sorted(last, key=lambda one: one.name)
        if one.words and (teacher or one.name not in room.hidden)
    ]
    turn, shown = len(room.together), room.question.shown
    if not teacher and phase != "revealed":
        shown = covered(shown)
    here = len(room.rounds)
    return Told(phase, here, turn, shown, clouds if seen else None, room.written, written)


_COVERED: Mapping[str, Mapping[str, Any]] = {
    "choose": {},
    "number": {"truth": 0, "tolerance": 0, "mistakes": [], "why": "", "hint": ""},
    "cell": {"truth": [0, 0], "whys": []},
    "place": {"truth": [0, 0], "tolerance": 0, "mistakes": [], "reach": 0, "why": "", "hint": ""},
}
"""What stands in place of what is right, where no figure needs that before the truth is shown."""


def covered(shown: Mapping[str, Any]) -> Mapping[str, Any]:
    """A question without what is right and why, where it is on a card that does not need it.

    An arrow or a puzzle is computed from what its figure draws, and an order from its steps.
    """
    variant = shown.get("variant")
    if variant is None or variant["kind"] not in _COVERED:
        return shown
    hidden = variant | _COVERED[variant["kind"]]
    if "answers" in hidden:
        hidden["answers"] = [one | {"right": False, "why": ""} for one in hidden["answers"]]
    return {**shown, "variant": hidden}


class Past(NamedTuple):
    """A round that takes no answers any more, as the teacher takes it along."""

    question: int
    """Which of the room's questions, counted from 0."""
    turn: int
    """How often it had been asked by then."""
    revealed: bool
    """Whether the truth was shown, in this round or in another one of this question."""
    answers: Sequence[Sequence[float]]
    words: Sequence[str]
    """What stands beside each of them; nothing where it was hidden."""


def past(room: Room, given: Sequence[Sequence[Answer]]) -> list[Past]:
    """All rounds that are ``done``, whose answers are ``given``."""
    shown = {one.question for one in room.rounds if one.phase == "revealed"}
    asked = [one.question for one in room.rounds]
    return [
        Past(
            asked[at - 1],
            asked[:at].count(asked[at - 1]),
            asked[at - 1] in shown,
            [one.numbers for one in cloud],
            ["" if one.name in room.hidden else one.words for one in cloud],
        )
        for at, cloud in zip(room.done, given, strict=True)
    ]


# As text --------------------------------------------------------------------------------------


def written(room: Room) -> str:
    """A room as a store keeps it."""
    return json.dumps(room, separators=(",", ":"), allow_nan=False)


def read(text: str) -> Room:
    """The room that was written, also by the version before, whose questions were all arrows."""
    lock, until, link, questions, rounds, *later = json.loads(text)
    writing, hidden = later or (False, ())
    return Room(
        lock,
        until,
        link,
        tuple(_question(*question) for question in questions),
        tuple(Round(*one) for one in rounds),
        writing,
        tuple(hidden),
    )


def _question(
    kind: Kind,
    size: int,
    shown: Mapping[str, Any],
    counts: Sequence[int] = (),
    most: float = LARGEST,
) -> Question:
    if "hand" in shown:  # of the version before, whose puzzles were one hand's
        shown = {**shown, "free": [shown["hand"]], "rule": None, "right": None, "curve": False}
    return Question(kind, size, shown, tuple(counts), most)


ACTS: tuple[str, ...] = get_args(Act)
