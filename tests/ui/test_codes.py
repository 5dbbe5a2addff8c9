"""Only what JAX finds solved is signed, and a code says what was signed."""

import csv
import io
from datetime import UTC, date, datetime
from typing import Any

import pytest

from explainers.core.practice.goals import Spot
from explainers.core.practice.solve import solution
from explainers.core.practice.variants import of_student, variant
from explainers.permalink.completion import Completion, code, read
from explainers.ui import codes
from explainers.ui.codes import Claim, as_csv, harmless, holds, key, read_claims, read_codes, signed

GROUP, STUDENT = "class-7", 12
SEED = of_student(GROUP, STUDENT)


def proof(slug: str, spot: Spot | None = None, **other: Any) -> dict[str, Any]:
    """What a browser keeps of a puzzle that was solved, or says it does."""
    at = spot or solution(variant(slug, SEED))
    return {"puzzle": slug, "x": [*at.x], "v": [*at.v], "u": [*at.u], "picks": [*at.picks], **other}


def claimed(*proofs: object) -> tuple[Claim, ...]:
    found = read_claims({"proofs": [*proofs]}, SEED)
    assert found is not None
    return found


def worked_out(*claims: Claim) -> str | None:
    for claim in claims:
        codes.JUDGED.wait(claim)
    return signed(GROUP, STUDENT, claims)


@pytest.mark.parametrize("slug", codes.SLUGS)
def test_a_solution_is_signed_and_the_start_is_not(slug: str) -> None:
    (claim,) = claimed(proof(slug))
    text = worked_out(claim)
    assert text is not None
    today = datetime.now(UTC).date()
    found = read(text, codes.SLUGS, key())
    assert found == Completion(found.day, GROUP, STUDENT, (slug,))
    assert abs((today - found.day).days) <= 1
    assert worked_out(*claimed(proof(slug, variant(slug, SEED).start))) is None


def test_what_is_not_solved_is_left_out() -> None:
    claims = claimed(
        proof("aim-pull"),
        proof("silent-step", variant("silent-step", SEED).start),
        proof("aim-push"),
    )
    text = worked_out(*claims)
    assert text is not None
    assert read(text, codes.SLUGS, key()).solved == ("aim-push", "aim-pull")


def test_the_solution_of_another_student_is_not_taken() -> None:
    other = solution(variant("aim-push", of_student(GROUP, STUDENT + 1)))
    assert worked_out(*claimed(proof("aim-push", other))) is None


def test_what_a_puzzle_gives_may_not_be_moved() -> None:
    """At x of another student's puzzle its solution holds: but that x was given."""
    given = variant("aim-push", SEED)
    end = solution(given)
    moved = tuple(z + 1e-3 for z in end.x)
    assert given.puzzle.free == ("v",)
    assert holds(Claim("aim-push", SEED, end))
    assert not holds(Claim("aim-push", SEED, end._replace(x=moved)))


@pytest.mark.parametrize(
    "proofs",
    [
        None,
        7,
        "aim-push",
        {"aim-push": 1},
        [None],
        ["aim-push"],
        [{}],
        [proof("aim-push", puzzle="elsewhere")],
        [proof("aim-push", puzzle=["aim-push"])],
        [proof("aim-push", x=[1.0])],
        [proof("aim-push", v=[1.0, float("nan")])],
        [proof("aim-push", v=[1.0, float("inf")])],
        [proof("aim-push", v=[1.0, 1e300])],
        [proof("aim-push", v=[1.0, True])],
        [proof("aim-push", v="12")],
        [proof("aim-push"), proof("aim-push")],
        [proof("aim-push")] * (len(codes.SLUGS) + 1),
    ],
    ids=repr,
)
def test_what_is_malformed_is_judged_by_nobody(proofs: object) -> None:
    assert read_claims({"proofs": proofs}, SEED) is None


def test_the_key_is_the_operators_if_there_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(codes.VARIABLE, raising=False)
    made = key()
    assert len(made) == 32
    assert key() == made
    assert not codes.lasts()
    monkeypatch.setenv(codes.VARIABLE, "a key of the operator")
    assert key() == b"a key of the operator"
    assert codes.lasts()


def some_code(group: str = GROUP, solved: tuple[str, ...] = ("aim-push", "aim-pull")) -> str:
    return code(Completion(date(2026, 11, 29), group, STUDENT, solved), codes.SLUGS, key())


def test_codes_are_read_one_a_line_and_what_is_none_says_why() -> None:
    good = some_code()
    edited = good[:-1] + ("0" if good[-1] != "0" else "1")
    lines = read_codes(f"\n{good}\n\n{edited}\n=cmd|' /C calc'!A0\n")
    assert [one.found is not None for one in lines] == [True, False, False]
    assert "Not signed by this server" in lines[1].problem
    assert "letters and digits only" in lines[2].problem


def test_no_more_lines_are_read_than_is_said() -> None:
    assert len(read_codes("x\n" * (codes.MOST_CODES + 7))) == codes.MOST_CODES


def test_the_file_holds_what_the_table_shows_and_no_formula() -> None:
    good = some_code(group="-7")
    text = as_csv(read_codes(f"{good}\n=1+1\n@SUM(A1)"))
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert rows[0]["class"] == "'-7"
    assert rows[0]["student"] == str(STUDENT)
    assert rows[0]["date"] == "2026-11-29"
    assert rows[0]["solved"] == "2"
    assert rows[0]["puzzles"] == "Aim the push; Aim the pull"
    assert rows[0]["code"] == good
    assert rows[1]["code"] == "'=1+1"
    assert rows[2]["code"] == "'@SUM(A1)"
    assert all(cell[:1] not in "=+-@\t\r" or not cell for row in rows for cell in row.values())


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@a", "\t=1", "\r=1", "＝1", " =1", "|a"])
def test_a_cell_that_would_be_computed_is_quoted(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


def test_no_part_of_a_cell_is_computed_where_semicolons_part_them() -> None:
    assert harmless("no code;=1; +2;3") == "no code;'=1;' +2;3"


@pytest.mark.parametrize("cell", ["", "class-7", "12", "a=b"])
def test_other_cells_stay_as_they_are(cell: str) -> None:
    assert harmless(cell) == cell
