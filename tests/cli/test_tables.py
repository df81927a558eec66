"""`qualcode matrix -o` and `qualcode tables`: files for the team, files for print, and what is refused."""

import json
import os
import stat
import zipfile

import pytest
from docx import Document

from qualcode.disclosure import protect
from qualcode.errors import PrivacyError, UsageError
from qualcode.interchange import read_table
from qualcode.matrices import cell_anchor
from qualcode.study import Study
from qualcode.study import theme_tables as tables

KINDS = ("cooccurrence", "documents", "attributes", "framework")
ENDINGS = (".csv", ".xlsx", ".docx", ".tex", ".html", ".json")


def sheets_of(path):
    with zipfile.ZipFile(path) as archive:
        return [name for name in archive.namelist() if "worksheets" in name]


@pytest.mark.parametrize("kind", KINDS)
def test_every_table_in_every_format(kind, finished, qualcode):
    for ending in ENDINGS:
        file = finished / f"{kind}{ending}"
        status, out, err = qualcode("tables", kind, "-o", file)
        assert (status, err) == (0, "")
        assert out.strip() == str(file)
        assert file.stat().st_size > 0
        if os.name == "posix":
            assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_the_matrix_in_every_format(finished, qualcode):
    for ending in ENDINGS:
        for more in ((), ("--by-area", "--count", "sites"), ("--area", "boern", "--count", "words")):
            file = finished / f"m{len(more)}{ending}"
            assert qualcode("matrix", *more, "-o", file)[0] == 0
            assert file.exists()
    header = Document(finished / "m3.docx").tables[0].rows[0]
    assert header._tr.xpath("w:trPr/w:tblHeader")


def test_a_workbook_has_a_sheet_for_each_area_and_a_tidy_one_for_the_team(finished, qualcode):
    with Study.open(finished) as study:
        areas = set(study.matrix().to_frame()["area"]) & set(study.config.areas)
    qualcode("matrix", "--by-area", "-o", "team.xlsx")
    assert len(sheets_of(finished / "team.xlsx")) == len(areas) + 1
    qualcode("matrix", "--by-area", "--for", "print", "-o", "print.xlsx")
    assert len(sheets_of(finished / "print.xlsx")) == len(areas)


def test_the_tidy_matrix_as_before_and_of_one_area(finished, qualcode):
    rows = json.loads(qualcode("matrix", "--json")[1])
    assert list(rows[0])[:7] == ["row", "column", "area", "segments", "speakers", "sites", "quantifier"]
    assert rows[-1]["anchor"].startswith("c_")
    area = next(row["area"] for row in rows if row["area"] != "alle")
    some = json.loads(qualcode("matrix", "--area", area, "--json")[1])
    assert some == [row for row in rows if row["area"] == area]


def test_every_tidy_row_leads_back_by_its_anchor(finished, qualcode):
    for row in json.loads(qualcode("tables", "cooccurrence", "--json")[1]):
        assert row["anchor"] == cell_anchor(row["code"], row["other"])
    with Study.open(finished) as study:
        made = tables.cooccurrence(study)
        for row in made.to_frame().to_dict("records"):
            assert len(made.segments(row["code"], row["other"])) == row["segments"]


@pytest.mark.parametrize("words", [("matrix",), ("tables", "cooccurrence"), ("tables", "attributes")])
def test_print_has_words_and_no_numbers(words, finished, qualcode):
    assert qualcode(*words, "--for", "print", "-o", "print.csv")[0] == 0
    cells = [cell for row in read_table(finished / "print.csv") for cell in list(row.values())[1:]]
    assert any(cells)
    assert not [cell for cell in cells if any(char.isdigit() for char in cell)]
    if os.name == "posix":
        assert stat.S_IMODE((finished / "print.csv").stat().st_mode) == 0o644


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("tables", "cooccurrence", "--count", "jaccard"), "QC-PV05"),
        (("tables", "documents"), "QC-PV04"),
        (("tables", "attributes", "--by", "site"), "QC-PV04"),
    ],
)
def test_what_does_not_print_is_refused(words, code, finished, qualcode):
    status, out, err = qualcode(*words, "--for", "print", "-o", "print.csv")
    assert status == 3
    assert code in err
    assert out == ""
    assert not (finished / "print.csv").exists()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("matrix", "-o", "a.odt"), "QC-US01"),
        (("tables", "documents", "-o", "a"), "QC-US01"),
        (("tables", "documents", "-o", "a.png"), "QC-US01"),
        (("matrix", "--area", "nowhere"), "QC-US08"),
        (("matrix", "--area", "boern", "--by-area"), "QC-US08"),
        (("tables", "framework", "--count", "sites"), "QC-MX11"),
        (("tables", "documents", "--count", "jaccard"), "QC-MX11"),
    ],
)
def test_wrong_use(words, code, finished, qualcode):
    status, _, err = qualcode(*words)
    assert status == 2
    assert code in err


def test_summaries_that_people_wrote_stand_in_the_framework(finished, qualcode):
    (row, *_) = json.loads(qualcode("tables", "framework", "--json")[1])
    assert row["summary"] == ""
    (finished / "data" / "summaries.csv").write_text(
        f"row,column,summary,by\n{row['row']},{row['column']},Let at ringe.,anna\n", encoding="utf-8"
    )
    (again, *_) = json.loads(qualcode("tables", "framework", "--json")[1])
    assert (again["summary"], again["by"]) == ("Let at ringe.", "anna")
    qualcode("tables", "framework", "-o", "f.html")
    assert "Let at ringe." in (finished / "f.html").read_text(encoding="utf-8")
    qualcode("tables", "framework", "--for", "print", "-o", "p.html")
    assert "Let at ringe." not in (finished / "p.html").read_text(encoding="utf-8")


# --- numbers through the gate -----------------------------------------------------------------------------------


def test_numbers_print_as_the_gate_leaves_them(finished):
    """A number is the team's or left out, the note says so, and nothing prints of fewer than five persons."""
    manner = tables.Manner(audience="print", count="segments", protect=protect)
    with Study.open(finished) as study:
        for made in (study.matrix(), tables.attributes(study, "area"), tables.cooccurrence(study)):
            team = tables.table_of(made, tables.Manner(count="segments"))
            shown = tables.table_of(made, manner)
            pairs = [
                pair
                for ours, theirs in zip(team.rows, shown.rows, strict=True)
                for pair in zip(ours, theirs, strict=True)
            ]
            assert any(theirs == ".." for _, theirs in pairs)
            assert all(theirs in (ours, "..") for ours, theirs in pairs)
            assert any("udeladt" in note for note in shown.notes)
        table = tables.attributes(study, "area")
        rows, columns = table.filled()
        for code, (_, *cells) in zip(rows, tables.table_of(table, manner).rows, strict=True):
            for area, cell in zip(columns, cells, strict=True):
                assert cell in ("..", 0) or len({s.speaker_id for s in table.segments(code, area)}) >= 5


def test_numbers_by_area_are_looked_at_together(finished):
    """The areas add up to all: each area alone would tell what another leaves out."""
    seen = []

    def gate(table):
        seen.append(table)
        return protect(table)

    with Study.open(finished) as study:
        manner = tables.Manner(audience="print", count="sites", by_area=True, protect=gate)
        tables.tables_of(study.matrix(), manner)
        (table,) = seen
        assert table.sums
        assert table.at_most == len(study.site_ids)


def test_a_table_that_cannot_be_made_safe_is_refused(finished):
    def leaky(table):
        safe = protect(table)
        return protect(table, beside=[type(safe)(table, safe.rules, {})])

    with Study.open(finished) as study, pytest.raises(PrivacyError, match="QC-PV06"):
        tables.table_of(study.matrix(), tables.Manner(audience="print", count="segments", protect=leaky))


def test_numbers_that_no_gate_has_looked_at_are_refused(finished):
    with Study.open(finished) as study, pytest.raises(PrivacyError, match="QC-PV05"):
        tables.table_of(study.matrix(), tables.Manner(audience="print", count="sites"))


def test_an_unknown_audience_is_refused():
    with pytest.raises(UsageError, match="QC-US07"):
        tables.Manner(audience="press")
