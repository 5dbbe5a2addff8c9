"""Completion codes: a student's puzzles judged and signed, and a teacher's codes read.

Nothing is stored: what was solved stands in the code, and the key is the server's.
"""

import csv
import io
import os
import re
import secrets
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple, cast

import streamlit as st

from explainers.components.completion import Data, mount
from explainers.core.practice import grounds
from explainers.core.practice.goals import Spot
from explainers.core.practice.judge import judged
from explainers.core.practice.puzzles import BY_SLUG, PUZZLES
from explainers.core.practice.variants import Variant, of_student, variant
from explainers.lessons import words
from explainers.lessons.practice import codes as told
from explainers.permalink import LARGEST, completion, valid_number
from explainers.permalink.completion import CodeError, Completion
from explainers.ui import fields
from explainers.ui.answers import Answers, waiting
from explainers.ui.classes import Meant, asked
from explainers.ui.saying import folded
from explainers.ui.theme import escaped, quiet

VARIABLE = "PUSHPULL_KEY"
SLUGS = tuple(puzzle.slug for puzzle in PUZZLES)
MOST_CODES = 500
"""Codes that are read at once."""
_LESSON = "practice"
_FORMULA = re.compile(r"^(?=\s*[=+\-@\t\r|%＝＋－＠])|(?<=[;\t])(?<!^\t)(?=\s*[=+\-@|%＝＋－＠])")
"""Where formulas begin: a cell, and in some countries what follows a semicolon is one more."""
_MADE = secrets.token_bytes(32)


def key() -> bytes:
    """The server's key: the operator's, or one that was made when it started."""
    return os.environ.get(VARIABLE, "").encode() or _MADE


def lasts() -> bool:
    """Whether codes hold beyond the next start of the server."""
    return bool(os.environ.get(VARIABLE))


# What was solved ------------------------------------------------------------------------------


class Claim(NamedTuple):
    """Where hands stood when a puzzle is said to have been solved."""

    puzzle: str
    seed: str
    spot: Spot


def read_claims(sent: Mapping[str, Any], seed: str) -> tuple[Claim, ...] | None:
    """What a browser claims for a seed, one claim a puzzle; None if any of it is malformed."""
    proofs = sent.get("proofs")
    if not isinstance(proofs, Sequence) or isinstance(proofs, str) or len(proofs) > len(SLUGS):
        return None
    claims = [_claim(proof, seed) for proof in cast("Sequence[object]", proofs)]
    sound = [claim for claim in claims if claim is not None]
    once = {claim.puzzle for claim in sound}
    return tuple(sound) if len(claims) == len(sound) == len(once) else None


def _claim(proof: object, seed: str) -> Claim | None:
    if not isinstance(proof, Mapping):
        return None
    given = cast("Mapping[str, object]", proof)
    slug = given.get("puzzle")
    if not isinstance(slug, str) or slug not in BY_SLUG:
        return None
    there = variant(slug, seed)
    x, v, u = (_vector(given.get(name), len(getattr(there.start, name))) for name in "xvu")
    picks = _picks(given.get("picks", ()), there)
    if x is None or v is None or u is None or picks is None:
        return None
    return Claim(slug, seed, Spot(x, v, u, picks))


def _picks(sent: object, there: Variant) -> tuple[float, ...] | None:
    if not isinstance(sent, Sequence) or isinstance(sent, str):
        return None
    picks = _vector(cast("Sequence[object]", sent), len(cast("Sequence[object]", sent)))
    return picks if picks is not None and grounds.valid(there.setting, picks) else None


def _vector(sent: object, size: int) -> tuple[float, ...] | None:
    if not isinstance(sent, Sequence) or isinstance(sent, str) or len(sent) != size:
        return None
    parts = cast("Sequence[object]", sent)
    sound = all(valid_number(part) and abs(cast(float, part)) <= LARGEST for part in parts)
    return tuple(float(cast(float, part)) for part in parts) if sound else None


def holds(claim: Claim) -> bool:
    """Whether a puzzle is solved there by JAX's numbers, with nothing moved that was given."""
    given = variant(claim.puzzle, claim.seed)
    fixed = [name for name in Spot._fields if name not in given.puzzle.free]
    if any(getattr(claim.spot, name) != getattr(given.start, name) for name in fixed):
        return False
    return judged(given, claim.spot).solved


JUDGED: Answers[Claim, bool] = Answers(
    holds, 1024, program=lambda claim: variant(claim.puzzle, claim.seed).setting.about
)


def signed(group: str, student: int, claims: Sequence[Claim]) -> str | None:
    """The code of the claims that hold, or None if none does. Raises Pending."""
    held = {claim.puzzle for claim in claims if JUDGED.now(claim)}
    if not held:
        return None
    today = datetime.now(UTC).date()
    solved = tuple(slug for slug in SLUGS if slug in held)
    return completion.code(Completion(today, group, student, solved), SLUGS, key())


# On the page ----------------------------------------------------------------------------------


@st.fragment
def mine(group: str, student: int) -> None:
    """A code for what the reader has solved of a class's puzzles."""
    with folded(_LESSON, "code-mine"):
        labels = words(_LESSON, "code-class"), words(_LESSON, "code-student")
        meant = asked("code", Meant(group, student), labels)
        if meant is None:
            return
        seed = of_student(*meant)
        _press(seed)
        _show(*meant, seed)
        st.markdown(quiet(words(_LESSON, "code-lasts" if lasts() else "code-until-start")))


def _press(seed: str) -> None:
    place = f"{_LESSON}-completion"

    def pressed() -> None:
        sent = st.session_state[place].get("probe")
        if isinstance(sent, Mapping) and cast("Mapping[str, Any]", sent).get("seed") == seed:
            claims = read_claims(cast("Mapping[str, Any]", sent), seed)
            st.session_state[f"{place}-claims"] = (seed, claims)

    label, none = (words(_LESSON, name) for name in ("code-get", "code-none"))
    mount(place, Data(seed, label, none), on_probe=pressed)


def _show(group: str, student: int, seed: str) -> None:
    asked, claims = st.session_state.get(f"{_LESSON}-completion-claims", ("", ()))
    if asked != seed:
        return
    if claims is None:
        st.error(words(_LESSON, "code-malformed"))
        return
    pending = JUDGED.pending(*claims)
    with waiting():
        if pending is not None:
            raise pending
        made = signed(group, student, claims)
        if made is None:
            st.error(words(_LESSON, "code-refused"))
            return
        st.code(made, language=None)
        st.markdown(told.signed(sum(map(JUDGED.now, claims)), len(claims), len(SLUGS)))


# For teachers ---------------------------------------------------------------------------------


class Read(NamedTuple):
    """A line that a teacher has pasted, and what it says; or why it says nothing."""

    text: str
    found: Completion | None
    problem: str = ""


def read_codes(text: str) -> list[Read]:
    """What each line says that is not empty; those beyond the most are not read."""
    lines = [line.strip() for line in text.splitlines() if line.strip()][:MOST_CODES]
    return [_read(line) for line in lines]


def _read(line: str) -> Read:
    try:
        return Read(line, completion.read(line, SLUGS, key()))
    except CodeError as error:
        return Read(line[: completion.LONGEST], None, str(error))


def table(read: Sequence[Read]) -> dict[str, list[str]]:
    """Codes as a table, column by column."""
    rows = [
        told.refused(one.text, one.problem) if one.found is None else told.row(one.text, *one.found)
        for one in read
    ]
    return {name: [row[name] for row in rows] for name in told.COLUMNS}


def as_csv(read: Sequence[Read]) -> str:
    """The same for a spreadsheet, in which no cell is taken for a formula."""
    written = io.StringIO()
    out = csv.writer(written)
    columns = table(read)
    out.writerow(columns)
    for row in zip(*columns.values(), strict=True):
        out.writerow([harmless(cell) for cell in row])
    return "\ufeff" + written.getvalue()


def harmless(cell: str) -> str:
    """A cell that spreadsheets show as it is: what they would compute has a quote before it."""
    return _FORMULA.sub("'", cell)


@st.fragment
def check() -> None:
    """Codes that a teacher pastes, one a line, as a table and as a file."""
    with folded(_LESSON, "code-check"):
        most = MOST_CODES * (completion.LONGEST + 1)
        key, label = f"{_LESSON}-code-lines", words(_LESSON, "code-lines")
        text = fields.text(key, label, "", most, lines=True)
        read = read_codes(text)
        if not read:
            return
        good = sum(one.found is not None for one in read)
        lines = sum(bool(line.strip()) for line in text.splitlines())
        st.markdown(told.counted(good, len(read) - good, lines - len(read)))
        with st.container(key=f"{_LESSON}-codes-wide-table"):
            st.table({name: [escaped(z) for z in cells] for name, cells in table(read).items()})
        st.download_button(
            words(_LESSON, "code-csv"),
            lambda: as_csv(read),
            file_name="completion-codes.csv",
            mime="text/csv",
            key=f"{_LESSON}-code-csv",
            on_click="ignore",
            icon=":material/download:",
        )
