"""A room as data: its rounds, what a teacher may do in it, and what each of those in it is told.

Nothing in it names anyone: of the teacher it has the digest of a secret, of the answers nothing.
"""

import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping, Sequence
from typing import Any, Literal, NamedTuple, TypeAlias, cast, get_args

from explainers.permalink.fields import valid_vector, valid_whole

Kind: TypeAlias = Literal["push", "pull", "number", "choose", "cell"]
Phase: TypeAlias = Literal["open", "closed", "revealed"]
Act: TypeAlias = Literal["close", "reveal", "again", "ask", "end"]

LETTERS = "BCDFGHJKMNPQRSTVWXYZ"
"""Of codes. None is taken for a digit or for I, and without vowels they spell nothing."""
LENGTH = 5
LASTS = 12 * 60 * 60.0
"""Seconds from the opening of a room until it is deleted."""
MOST_ROUNDS = 60
_SHORTEST, _LONGEST = 22, 64
"""Letters of a voter's token; 22 of base64 are 128 bits."""


class Round(NamedTuple):
    """One time that a question is asked."""

    question: int
    """Which of the room's questions, counted from 0."""
    phase: Phase


class Question(NamedTuple):
    """What is asked: an arrow, a number, one of several answers, or an entry of a table."""

    kind: Kind
    size: int
    """Numbers of an answer: as many as a plane shows, row and column, or one."""
    shown: Mapping[str, Any]
    """What the figure draws, as JSON."""
    counts: tuple[int, ...] = ()
    """Where an answer is one of a set: how many each of its numbers, from 0, is chosen from."""


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


# Names and secrets ----------------------------------------------------------------------------


def new_code() -> str:
    """A code that nobody can foresee."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def read_code(text: str) -> str | None:
    """The code that was typed, in any case and with spaces; None if it cannot be one."""
    letters = "".join(text.split()).upper() if len(text) <= 4 * LENGTH else ""
    return letters if len(letters) == LENGTH and set(letters) <= set(LETTERS) else None


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


def turned(room: Room, act: str, at: object, question: Question | None = None) -> Room | None:
    """The room after an act of the teacher, who saw the round ``at``; None if it makes no sense.

    A press that comes twice makes no sense the second time.
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
        case _:
            return None


def _phase(room: Room, phase: Phase) -> Room:
    last = room.rounds[-1]._replace(phase=phase)
    return room._replace(rounds=(*room.rounds[:-1], last))


def sound(room: Room, at: object, answer: object) -> list[float] | None:
    """The numbers of an answer to the round at hand; None if it is none, or too late."""
    if not valid_whole(at, 1, len(room.rounds)) or at != room.asking:
        return None
    _, size, _, counts = room.question
    if not valid_vector(answer, size):
        return None
    numbers = cast("Sequence[float]", answer)
    if counts and not all(valid_whole(z, 0, n - 1) for z, n in zip(numbers, counts, strict=True)):
        return None
    return [float(number) + 0.0 for number in numbers]


# What is told ---------------------------------------------------------------------------------


class Told(NamedTuple):
    """What everybody in a room is told of it."""

    phase: Phase
    round: int
    turn: int
    """How often the question at hand was asked."""
    question: Mapping[str, Any]
    clouds: Sequence[Sequence[Sequence[float]]] | None
    """All answers of each round of this question, in no order of people; None before its time."""


def told(room: Room, teacher: bool, clouds: Sequence[Sequence[Sequence[float]]]) -> Told:
    """What the teacher, or a student, is told; ``clouds`` are the answers of ``together``.

    Students get them when the truth is shown, the teacher when a round is closed.
    """
    phase = room.rounds[-1].phase
    seen = phase == "revealed" or (teacher and phase == "closed")
    turn, shown = len(room.together), room.question.shown
    return Told(phase, len(room.rounds), turn, shown, clouds if seen else None)


class Past(NamedTuple):
    """A round that takes no answers any more, as the teacher takes it along."""

    question: int
    """Which of the room's questions, counted from 0."""
    turn: int
    """How often it had been asked by then."""
    revealed: bool
    """Whether the truth was shown, in this round or in another one of this question."""
    answers: Sequence[Sequence[float]]


def past(room: Room, clouds: Sequence[Sequence[Sequence[float]]]) -> list[Past]:
    """All rounds that are ``done``, whose answers ``clouds`` are."""
    shown = {one.question for one in room.rounds if one.phase == "revealed"}
    asked = [one.question for one in room.rounds]
    return [
        Past(asked[at - 1], asked[:at].count(asked[at - 1]), asked[at - 1] in shown, cloud)
        for at, cloud in zip(room.done, clouds, strict=True)
    ]


# As text --------------------------------------------------------------------------------------


def written(room: Room) -> str:
    """A room as a store keeps it."""
    return json.dumps(room, separators=(",", ":"), allow_nan=False)


def read(text: str) -> Room:
    """The room that was written, also by the version before, whose questions were all arrows."""
    lock, until, link, questions, rounds = json.loads(text)
    return Room(
        lock,
        until,
        link,
        tuple(_question(*question) for question in questions),
        tuple(Round(*one) for one in rounds),
    )


def _question(
    kind: Kind, size: int, shown: Mapping[str, Any], counts: Sequence[int] = ()
) -> Question:
    return Question(kind, size, shown, tuple(counts))


ACTS: tuple[str, ...] = get_args(Act)
