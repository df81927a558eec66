"""What was read from any program fits together, and goes on as a REFI-QDA project with the same passages."""

import pytest

from qualcode.interchange.exchange.integrity import problems_of
from qualcode.interchange.foreign import read_foreign
from qualcode.interchange.refi import read_qdpx, write_qdpx
from unit.interchange.foreign.foreign_files import (
    commented,
    passages,
    qualcoder,
    requal,
    rqda,
    run,
    taguette,
    word,
)


def commented_document(folder):
    body = f"<w:p>{commented(1, run('Vi mangler tid 😀'))}</w:p>"
    return word(folder / "a.docx", body, [(1, "Anna", ["Tid; Ro"])])


@pytest.mark.parametrize(
    "make",
    [
        qualcoder,
        lambda folder: taguette(folder / "a.db"),
        lambda folder: requal(folder / "a.requal"),
        lambda folder: rqda(folder / "a.rqda"),
        commented_document,
    ],
)
def test_a_project_fits_together_and_travels_on(tmp_path, make):
    project, _ = read_foreign(make(tmp_path))
    assert problems_of(project) == []
    write_qdpx(project, tmp_path / "out.qdpx")
    back, losses = read_qdpx(tmp_path / "out.qdpx")
    assert sorted(passages(back)) == sorted(passages(project))
    assert len(back.notes) == len(project.notes)
    assert not losses
