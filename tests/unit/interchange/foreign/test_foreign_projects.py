"""QualCoder, Taguette, requal and RQDA: everything that can travel does, with its words, and the rest is counted."""

from decimal import Decimal

import pytest

from qualcode.errors import InterchangeError
from qualcode.interchange.foreign import examine_foreign, read_foreign
from unit.interchange.foreign.foreign_files import (
    FIRST,
    SECOND,
    TEXT,
    coded,
    passages,
    qualcoder,
    requal,
    rqda,
    taguette,
    taguette_rows,
)


def test_a_qualcoder_project_is_read_with_words_tree_coders_and_notes(tmp_path):
    found = examine_foreign(qualcoder(tmp_path))
    project = found.project
    assert found.kind == "qualcoder"
    assert project.name == "dansk"
    assert project.origin == "QualCoder (database v9)"
    assert passages(project) == [
        (FIRST, "Barrierer > Ressourcer > Tid", "Anna"),
        (FIRST, "Tillid", "Anna"),
        (SECOND, "Barrierer > Ressourcer > Tid", "Bo"),
    ]
    assert [code.codable for code in project.codes] == [False, False, True, True]
    assert project.codes[2].color == "#ff0000"
    assert found.places.found == {"checked": 3, "unchecked": 2}
    notes = {note.text: [one.kind for one in note.attached_to] for note in project.notes}
    assert notes == {"Central": ["coding"], "Hvem er det?": ["selection"], "En god samtale.": []}
    assert project.codings[0].extra == (("important", "yes"),)
    # The two codes by Anna stand on one passage, Bo's annotation and the case have passages of their own.
    assert len(project.selections) == 4


def test_a_qualcoder_project_keeps_cases_variables_and_media(tmp_path):
    project, losses = read_foreign(qualcoder(tmp_path) / "data.qda")
    kommune, person = project.cases
    names = {variable.guid: (variable.name, variable.type) for variable in project.variables}
    assert [(names[v.variable], v.value) for v in person.values] == [
        (("anciennitet", "float"), Decimal("12.5")),
        (("rolle", "text"), "rådgiver"),
    ]
    assert [v.value for v in kommune.values] == [None]
    assert kommune.sources == (project.sources[0].guid,)
    assert [v.value for v in project.sources[0].values] == ["udskrift"]
    selected = {one.guid: one for one in project.selections}[person.selections[0]]
    assert TEXT[selected.start : selected.end].startswith("P1: Vi mangler")
    assert [(source.kind, source.text is None) for source in project.sources] == [
        ("text", False),
        ("picture", True),
        ("audio", True),
        ("audio", False),
    ]
    assert project.sources[3].media == project.sources[2].guid
    assert losses.counts() == {"media-files": 2, "colours": 1, "picture-codings": 1, "recording-codings": 2}


def test_positions_that_qt_counted_are_seen_from_the_words(tmp_path):
    """An emoji is two units for Qt: without a check, everything after it would be one place off."""
    rows = [coded(1, FIRST, coding="utf-16-le"), coded(2, SECOND, coding="utf-16-le")]
    found = examine_foreign(qualcoder(tmp_path, code_text=rows))
    assert [words for words, _, _ in passages(found.project)] == [FIRST, SECOND]
    assert "UTF-16 units from 0, end excluded" in found.places.countings
    assert found.places.found["checked"] == 2


def test_a_passage_that_shifted_is_found_by_its_words_or_left_out(tmp_path):
    """Editing a text shifts codings in QualCoder; none of them may silently stand on other words."""
    rows = [
        coded(1, FIRST),
        coded(2, SECOND, shift=-3),
        coded(3, "mangler tid", shift=5),
        (4, 1, 1, "e", 0, 1, "Anna", "", "", None, None),
        (5, 1, 1, "", 90, 9000, "Anna", "", "", None, None),
        (6, 1, 1, "", 9, 3, "Anna", "", "", None, None),
    ]
    found = examine_foreign(qualcoder(tmp_path, code_text=rows))
    assert [words for words, _, _ in passages(found.project)] == [FIRST, SECOND, "mangler tid"]
    counts = found.losses.counts()
    assert (counts["moved"], counts["lost"], counts["outside"]) == (2, 1, 2)


def test_line_ends_and_a_byte_order_mark_do_not_shift_passages(tmp_path):
    text = "\ufeff" + TEXT.replace("\n", "\r\n")
    rows = [coded(1, FIRST, text=text), coded(2, "Økonomien", text=text)]
    source = [(1, "gruppe1.txt", text, None, "", "Anna", "", None)]
    project, _ = read_foreign(
        qualcoder(tmp_path, source=source, code_text=rows, annotation=[], case_text=[], attribute=[])
    )
    assert project.sources[0].text == TEXT
    assert [words for words, _, _ in passages(project)] == [FIRST, "Økonomien"]


@pytest.mark.parametrize(
    "loop", [[(1, "A", "", "", "", 2), (2, "B", "", "", "", 1)], [(1, "A", "", "", "", 1)]]
)
def test_categories_in_a_circle_are_refused(tmp_path, loop):
    with pytest.raises(InterchangeError, match="QC-FX10"):
        read_foreign(qualcoder(tmp_path, code_cat=loop))


def test_what_points_to_nothing_is_counted(tmp_path):
    rows = [coded(1, FIRST), coded(2, FIRST, cid=77), coded(3, SECOND, fid=99)]
    names = [(1, "Tid", "", 55, "Anna", "", "")]
    project, losses = read_foreign(qualcoder(tmp_path, code_text=rows, code_name=names))
    assert [words for words, _, _ in passages(project)] == [FIRST]
    assert losses.counts()["dangling"] == 3


def test_a_taguette_project_is_read_with_positions_in_code_points(tmp_path):
    found = examine_foreign(taguette(tmp_path / "taguette.sqlite3"))
    project = found.project
    assert found.kind == "taguette"
    assert passages(project) == [
        ("mangler tid 😀 og", "Barrierer > Tid", "anna"),
        ("mangler tid 😀 og", "f.eks. tid", "anna"),
        ("Økonomien", "Barrierer", ""),
    ]
    assert found.places.found == {"checked": 3}
    assert found.places.countings == {"UTF-8 bytes from 0, end excluded": 1}
    assert found.losses.counts() == {"formatting": 1, "accounts": 1}
    descriptions = {code.name: (code.description, code.codable) for code in project.codes}
    assert descriptions["Barrierer"] == ("hvad der hæmmer", True)
    assert descriptions["Tid"] == ("mangel på tid", True)


def test_paragraphs_of_a_taguette_document_are_lines(tmp_path):
    project, _ = read_foreign(taguette(tmp_path / "taguette.sqlite3"))
    text = project.sources[0].text
    assert text == "Interviewer: Hvad hæmmer?\nP1: Vi mangler tid 😀 og ro.\nAltså.\nP2: Økonomien."
    over = project.selections[-1]  # a highlight without a tag, over the border of two paragraphs
    assert text[over.start : over.end] == "hæmmer?\nP1: Vi "


def test_letters_that_broke_in_taguette_are_said(tmp_path):
    document = [(1, "a", "", "a.srt", "", 1, "<p>Hvad hÃ¦mmer?</p>")]
    _, losses = read_foreign(
        taguette(tmp_path / "a.db", documents=document, highlights=[], highlight_tags=[])
    )
    assert losses.counts()["broken-letters"] == 1


def test_one_of_several_projects_has_to_be_named(tmp_path):
    rows = taguette_rows()
    path = taguette(tmp_path / "a.db", projects=[*rows["projects"], (2, "Kommune B", "", "")])
    with pytest.raises(InterchangeError, match=r"2 projects.*1, 2") as raised:
        read_foreign(path)
    assert raised.value.code == "QC-FX08"
    assert "Kommune" not in str(raised.value)
    assert len(read_foreign(path, project="Kommune A")[0].codings) == 3
    assert read_foreign(path, project="2")[0].counts()["codings"] == 0
    with pytest.raises(InterchangeError, match="QC-FX08"):
        read_foreign(path, project="Kommune C")


def test_a_log_that_is_no_json_costs_only_the_coder(tmp_path):
    commands = [(1, "", "anna", 1, 1, "{{"), (2, "", "anna", 1, 1, "[" * 9000)]
    project, _ = read_foreign(taguette(tmp_path / "a.db", commands=commands))
    assert {coder for _, _, coder in passages(project)} == {""}


def test_a_requal_project_is_read_from_one_and_with_the_end(tmp_path):
    found = examine_foreign(requal(tmp_path / "a.requal"))
    project = found.project
    assert passages(project) == [(FIRST, "Barrierer > Tid", "Anna"), (SECOND, "Tillid", "Bo")]
    assert found.places.countings == {"code points from 1, end included": 1}
    assert found.places.found == {"checked": 2}
    assert {code.name: code.color for code in project.codes}["Tid"] == "#ff0010"
    assert [(note.text, [one.kind for one in note.attached_to]) for note in project.notes] == [
        ("Central", ["coding"]),
        ("Fri note", []),
    ]
    assert project.cases[0].sources == (project.sources[0].guid,)
    assert [value.value for value in project.sources[0].values] == ["gruppe"]


def test_a_requal_code_in_two_categories_is_in_two_sets(tmp_path):
    project, losses = read_foreign(requal(tmp_path / "a.requal"))
    trust = next(code for code in project.codes if code.name == "Tillid")
    assert [(one.name, one.codes) for one in project.sets] == [
        ("Barrierer", (trust.guid,)),
        ("Ressourcer", (trust.guid,)),
    ]
    assert losses.counts() == {"several-branches": 1, "user-values": 1}
    assert [code.name for code in project.codes] == ["Barrierer", "Tid", "Tillid"]


def test_an_rqda_project_is_read_without_what_was_deleted(tmp_path):
    found = examine_foreign(rqda(tmp_path / "prøve.rqda"))
    project = found.project
    assert project.name == "prøve"
    assert project.created_at == "2026-02-02T10:00:00"
    assert passages(project) == [
        (FIRST, "Barrierer > Tid", "rg"),
        (SECOND, "Tillid", "rg"),
        (SECOND, "Barrierer > Tid", "bo"),
    ]
    assert project.codings[2].extra == (("coding", "second"),)
    assert found.losses.counts() == {
        "deleted": 3,  # a source, a code, a coding
        "colours": 1,
        "dangling": 1,  # the coding with the deleted code
        "note-places": 1,
        "values": 1,
        "picture-codings": 1,
    }
    assert [source.name for source in project.sources] == ["gruppe1"]
    assert [(one.name, len(one.sources)) for one in project.sets] == [("grupper", 1)]
    assert project.variables[0].type == "text"
    assert project.cases[0].values[0].value == "omkring 40"


def test_two_rqda_codes_with_one_number_are_refused(tmp_path):
    code = ("Tid", None, "rg", "", None, 1, 1, None)
    with pytest.raises(InterchangeError, match="QC-FX10"):
        read_foreign(rqda(tmp_path / "a.rqda", freecode=[code, code]))


@pytest.mark.parametrize(
    "make",
    [lambda folder: qualcoder(folder), lambda folder: taguette(folder / "a"), lambda f: requal(f / "a")],
)
def test_reading_twice_gives_the_same_and_leaves_the_file_alone(tmp_path, make):
    path = make(tmp_path)
    before = {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    assert read_foreign(path)[0] == read_foreign(path)[0]
    assert {file: file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()} == before


def test_no_words_of_the_interview_are_in_a_repr(tmp_path):
    found = examine_foreign(qualcoder(tmp_path))
    shown = repr(found) + str(found.losses.describe("da"))
    for word in ("mangler", "Økonomien", "Anna", "Central", "gruppe1"):
        assert word not in shown
