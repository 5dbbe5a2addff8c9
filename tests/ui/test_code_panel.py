"""The code panel offers the program of the state on screen, in three libraries."""

from explainers.core.catalog import CATALOG
from explainers.core.programs import products
from tests.pages import opened


def test_each_library_has_its_program_and_its_file() -> None:
    page = opened("jacobian", f="polar", x="2.5_0.5")
    entry = CATALOG["polar"]
    programs = products(entry, (2.5, 0.5), entry.v, entry.u)
    assert [tab.label for tab in page.tabs] == ["JAX", "PyTorch", "NumPy"]
    assert [block.value for block in page.code] == [program.rstrip() for program in programs]
    assert [button.proto.label for button in page.get("download_button")] == [
        "Download for JAX",
        "Download for PyTorch",
        "Download for NumPy",
    ]
