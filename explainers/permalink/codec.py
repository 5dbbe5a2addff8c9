"""What comes of a table of fields: links, the check of what hands send, and what figures get."""

from collections import namedtuple
from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Any, Generic, NamedTuple, Protocol, TypeVar
from urllib.parse import urlencode

from explainers.core.catalog import Entry
from explainers.core.expression import SIGN, ExpressionError
from explainers.permalink.fields import LASTING, Field, Until

S = TypeVar("S", bound=NamedTuple)


class Named(Protocol):
    """What a lesson is about: a function, a case, a risk."""

    @property
    def slug(self) -> str:
        """Its name in links, or "=" and its text."""
        ...


class Arrival(NamedTuple, Generic[S]):
    """A state that is fit for use, and what had to be repaired to get it."""

    state: S
    notices: tuple[str, ...]


class Asked(NamedTuple):
    """A text of a link that is to be asked about, and what the link is with each reading."""

    text: str
    error: ExpressionError
    notice: str
    queries: tuple[dict[str, str], ...]
    """One for each of the error's readings."""
    query: str
    """Query string of the link itself."""
    usual: str
    """And of the state in which it is asked."""


def _left_out(field: Field, usual: NamedTuple) -> object:
    """What a link means that does not name a field."""
    return field.absent if field.subject else field.get(usual)


class Codec(Generic[S]):
    """How one kind of state comes from links and hands, and goes to links and figures.

    ``start`` is the state without a link; ``usual`` gives what a link to a state leaves out,
    which is ``start`` unless it depends on the state. ``takes`` says of a function whether
    the lesson can show it. ``first`` is given where a reader who comes without a link meets
    another state than a link leaves unsaid.
    """

    def __init__(
        self,
        start: S,
        fields: Sequence[Field],
        usual: Callable[[S], S] | None = None,
        takes: Callable[[Entry], bool] = lambda _: True,
        first: S | None = None,
    ) -> None:
        self._start = start
        self.fields = fields
        self.usual = usual or (lambda _: start)
        self.takes = takes
        self.first = start if first is None else first
        """What a reader who comes without a link meets."""
        kept = [field for field in fields if field.limits and field.hand == "moves"]
        # pyrefly: ignore[untyped-namedtuple, bad-class-definition]
        limits: Any = namedtuple("Limits", [field.name for field in kept])
        self.limits: NamedTuple = limits(*(field.limits for field in kept))
        """The lowest and the highest number of each field that hands keep within such."""

    def decode(self, query: Mapping[str, str]) -> Arrival[S]:
        """State that a query describes, and a notice for each part that had to be replaced.

        Never raises: a missing part means the usual, a bad one the usual and a notice.
        """
        state: Any = self._start
        notices: list[str] = []
        for field in self.fields:
            if field.follows:
                state = field.put(state, field.follows(state))
            text = query.get(field.link or field.name)
            if text is None:
                continue
            sent = field.read(text)
            value = field.sound(sent, state)
            if value is not None:
                state = field.put(state, value)
                state = self.usual(state) if field.subject else state
                continue
            notices.append(field.notice(sent, state))
            if field.leads:
                break
        return Arrival(state, tuple(notices))

    def asked(self, query: Mapping[str, str]) -> Asked | None:
        """What is to be asked about a query, if a text in it may have been meant otherwise."""
        for field in self.fields:
            name = field.link or field.name
            text = query.get(name)
            error = None if text is None else field.asked(text)
            if text is None or error is None or not error.readings:
                continue
            queries = [{**query, name: SIGN + reading} for reading in error.readings]
            notice = field.notice(error, self._start)
            usual = self.encode(self.decode(query).state)
            text = text.removeprefix(SIGN)
            return Asked(text, error, notice, tuple(queries), urlencode(query), usual)
        return None

    def encode(self, state: S) -> str:
        """Query string of a state, without the question mark; ``decode`` undoes it exactly."""
        usual = self.usual(state)
        written = {
            field.names[0]: (field.link or field.name, field.write(field.get(state)))
            for field in self.fields
            if field.always or field.get(state) != _left_out(field, usual)
        }
        return urlencode([written[name] for name in state._fields if name in written])

    def read(
        self, sent: Mapping[str, Any], state: S, only: Collection[str] | None = None
    ) -> S | None:
        """State that a gesture asks for, or None if it is malformed or about something else.

        Of what hands move, or of ``only`` some fields, it asks for what it names. What it lacks
        stays, or is as usual where that does not go with the rest: a page that was opened before
        the server was renewed knows no fields that are new.
        """
        for field in self.fields:
            here = field.get(state)
            if field.hand == "names" and sent.get(field.name, here) != here:
                return None
            if field.hand != "moves" if only is None else field.name not in only:
                continue
            parts = (sent.get(name, getattr(state, name)) for name in field.names)
            value = field.sound(field.gather(parts), state)
            if value is None and sent.keys().isdisjoint(field.names):
                value = field.get(self.usual(state))
            if value is None:
                return None
            state = field.put(state, value)
        return state

    def locked(self, words: Collection[str]) -> tuple[str, ...]:
        """The parts of a state that a teacher's link keeps as they are, by its words."""
        return tuple(name for field in self.fields if field.lock in words for name in field.names)

    def held(self, state: S) -> tuple[object, ...]:
        """What keeps at hand what a state is about, for as long as it lives."""
        return tuple(field.held(field.get(state)) for field in self.fields if field.subject)

    def met(self, state: S, subject: Named) -> S:
        """The state in which what a lesson is about, its first field, is first met here."""
        return self.renewed(self.fields[0].put(state, subject.slug), "pick")

    def renewed(self, state: S, until: Until) -> S:
        """A state in which what lasts until some change, or not as long, is as first met."""
        usual, reach = self.usual(state), LASTING.index(until) + 1
        for field in self.fields:
            if field.until in LASTING[:reach]:
                state = field.put(state, field.get(self.first if field.begins else usual))
        return state
