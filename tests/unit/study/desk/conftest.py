"""Small studies with two interviews and nothing coded, and ways to open them several times."""

import pytest

from qualcode.study import Study
from unit.study import small_study
from unit.study.desk import desks


@pytest.fixture(scope="session")
def plain(tmp_path_factory):
    """Two interviews, reviewed and cut, nothing coded."""
    folder = tmp_path_factory.mktemp("desk") / "study"
    desks.build(folder)
    return folder


@pytest.fixture
def folder(plain, tmp_path):
    """A copy of it, to change."""
    return small_study.copy(plain, tmp_path / "study")


@pytest.fixture
def opened(folder):
    """Open the study once more: each has a store of its own, as two kernels have."""
    found = []

    def once_more(actor="tove"):
        found.append(Study.open(folder, actor=actor))
        return found[-1]

    yield once_more
    for one in found:
        one.close()


@pytest.fixture
def screen(opened):
    """Open a widget in a kernel of its own."""

    def in_kernel(coder="", page="coding", **fields):
        if page == "coding":
            fields = {"document": "alfa", **fields}
        return desks.Screen(opened(), coder, page, **fields)

    return in_kernel
