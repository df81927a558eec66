"""A code is added while coding: everybody's, as a new version of the codebook, and ready for use on the page."""

import pytest

from qualcode.study import Study
from unit.study.desk.desks import SKOLE


def test_a_new_code_is_in_the_codebook_and_can_be_used_at_once(screen, folder):
    anna = screen("anna")
    anna.send("code", start=0, end=5, codes=[SKOLE])
    anna.send("add_code", name=" Fælles  bekymring ", under="", definition="Parterne deler den.")
    (said,) = anna.notices
    assert said["level"] == "info"
    assert "fælles-bekymring" in said["text"]
    assert anna.page["codes"][-1]["id"] == "fælles-bekymring"
    assert anna.page["codebook"] == "1.1"
    assert anna.page["recent"][0] == "fælles-bekymring"
    anna.send("code", start=6, end=9, codes=["fælles-bekymring"])
    assert anna.notices == []
    with Study.open(folder) as study:
        assert study.codebook["fælles-bekymring"].definition == "Parterne deler den."
        assert study.code_counts() == {SKOLE: 1, "fælles-bekymring": 1}
        assert [(one.kind, one.actor) for one in study.store.log()][1] == ("codebook", "anna")
        assert study.check() == []


def test_others_hear_that_the_codebook_has_changed(screen):
    anna, bo = screen("anna"), screen("bo")
    anna.send("add_code", name="Ny", under="")
    assert bo.poll() == ["notice"]
    bo.load_again()
    assert "ny" in {one["id"] for one in bo.page["codes"]}


def test_two_of_almost_one_name_get_ids_of_their_own(screen):
    anna = screen("anna")
    parent = SKOLE.rpartition(".")[0]
    anna.send("add_code", name="Ny!", under=parent)
    anna.send("add_code", name="Ny?", under=parent)
    assert [one["id"] for one in anna.page["codes"] if one["name"] in ("Ny!", "Ny?")] == [
        f"{parent}.ny",
        f"{parent}.ny-2",
    ]


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"name": "  "}, "QC-DK20"),
        ({"name": "to\nlinjer"}, "QC-DK20"),
        ({"name": "Ny", "under": "intet"}, "QC-CB10"),
        ({}, "QC-DK01"),
    ],
)
def test_what_cannot_be_a_code_is_refused_and_nothing_changes(screen, folder, fields, code):
    before = (folder / "codebook.yaml").read_bytes()
    anna = screen("anna")
    anna.send("add_code", **fields)
    assert [code in one["text"] for one in anna.notices] == [True]
    assert (folder / "codebook.yaml").read_bytes() == before


def test_an_onlooker_adds_nothing(screen, folder):
    before = (folder / "codebook.yaml").read_bytes()
    nobody = screen("")
    nobody.send("add_code", name="Ny", under="")
    assert "QC-DK02" in nobody.notices[0]["text"]
    assert (folder / "codebook.yaml").read_bytes() == before
