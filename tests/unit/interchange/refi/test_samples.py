"""Files that other programs wrote: the counts that their makers state, and each passage's words."""

from pathlib import Path

import pytest

from qualcode.interchange.refi import inspect_qdpx, read_qdc

FOLDER = Path(__file__).parents[3] / "data" / "refi"


@pytest.mark.parametrize("ending", ["", "_maxqda-endings"])
def test_qualcoder(ending):
    """With a byte order mark, with LF or CRLF in the file: positions count neither."""
    project, losses, choice = inspect_qdpx(FOLDER / f"qualcoder4git_dansk_synthetic{ending}.qdpx")
    assert {name: n for name, n in project.counts().items() if n} == {
        "users": 1, "codes": 2, "sources": 1, "selections": 2, "codings": 2,
    }  # fmt: skip
    text = project.sources[0].text
    assert [text[one.start : one.end] for one in project.selections] == [
        one.name for one in project.selections
    ]
    assert project.selections[0].name == "Vi mangler tid 😀 og ledelsen følger ikke op."
    assert (choice.why, str(choice.dialect)) == ("words", "codepoints+crlf1")
    assert losses.counts() == {"dangling": 1}  # its creating user is none of its users
    assert [(one.name, one.description, one.codable) for one in project.codes] == [
        ("Barrierer", "Hæmmere", False), ("Tid", "Mangel på tid & ro <x>", True),
    ]  # fmt: skip


def test_atlas_ti():
    """The sources are not in this file: everything else is read, and every missing thing is counted."""
    project, losses, choice = inspect_qdpx(FOLDER / "skyloom_TestProject.qdpx")
    assert {name: n for name, n in project.counts().items() if n} == {
        "users": 3, "codes": 14, "sources": 15, "selections": 8, "codings": 9, "notes": 2, "sets": 16,
    }  # fmt: skip
    kinds = [one.kind for one in project.sources if not one.media]
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "text": 6,
        "picture": 1,
        "pdf": 2,
        "audio": 1,
        "video": 2,
    }
    assert {one.text for one in project.sources} == {None}
    assert losses.counts() == {
        "rich_text": 9, "no_text": 11, "unchecked": 8, "picture": 1, "pdf_pages": 2, "recording": 3, "area": 3,
        "stretch": 2, "lost_coding": 5, "graph": 1, "dangling": 1, "modified": 5,
    }  # fmt: skip
    assert choice.why == "nothing"


@pytest.mark.parametrize(
    ("name", "codes"),
    [
        ("qualcoder4git_dansk_synthetic", [("Barrierer", False), ("Tid", True)]),
        ("taguette152_codebook", [("interesting", True), ("Barrierer.Tid", True)]),
    ],
)
def test_codebooks(name, codes):
    project, losses = read_qdc(FOLDER / f"{name}.qdc")
    assert [(one.name, one.codable) for one in project.codes] == codes
    assert not losses
