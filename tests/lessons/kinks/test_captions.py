"""What the gallery says of what the libraries return."""

from explainers.core.kinks import CASES, returned
from explainers.lessons.kinks import captions


def test_the_table_has_a_row_for_each_case_with_both_libraries() -> None:
    found = [returned(case.slug, case.at) for case in CASES.values()]
    table = captions.table(found, "0")
    assert {len(column) for column in table.values()} == {len(CASES)}
    by_case = dict(zip(table["f"], zip(*table.values(), strict=True), strict=True))
    assert by_case["where(x < 1, x, √x)"][2:] == ("1", "1", "1", "NaN", "1", "NaN", "1")
    assert by_case["|x|"][2:] == ("−1", "1", "1", "1", "0", "0", "0")
    assert by_case["√x"][2:] == ("—", "∞", "∞", "∞", "∞", "∞", "50")
    assert by_case["n² of an integer"][4:8] == (
        "float0",
        "TypeError",
        "ValueError",
        "RuntimeError",
    )
