"""Tables as files: what stands in them, what is harmless, what is refused. All content is made up."""

import csv
import io
import json
import re
import zipfile
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from qualcode.errors import InterchangeError
from qualcode.interchange import read_table, write_csv, write_xlsx
from qualcode.interchange.latex_writer import PACKAGES, latex, latex_text
from qualcode.interchange.shown_table import ShownTable, in_parts
from qualcode.interchange.summaries_csv import read_summaries
from qualcode.interchange.table_html import html_page
from qualcode.reporting.table_docx import table_docx_bytes
from talk import BOOK, POLITI, TILLID

SMALL = ShownTable(
    "lille",
    "Partnere & temaer",
    ("Partner", "Tillid", "Faste møder"),
    (("Politiet", 4, "et par"), ("Skolen", 0, "alle\nogså de små")),
    notes=("Kun til projektgruppen.",),
)
GROUPED = ShownTable(
    "omraader",
    "Område for område",
    ("Partner", "Tillid", "Møder", "Tillid", "Møder"),
    (("Politiet", 1, 2, 3, 4),),
    groups=(("børneområdet", 2), ("voksenområdet", 2)),
)


def wide_of(columns, rows=3):
    header = ("Partner", *(f"Informationsudveksling {n}" for n in range(columns)))
    return ShownTable("bred", "En bred tabel", header, tuple((f"r{n}", *range(columns)) for n in range(rows)))


# --- the table itself -------------------------------------------------------------------------------------------


def test_rows_and_groups_must_fit_the_header():
    with pytest.raises(InterchangeError, match="QC-TB12"):
        ShownTable("x", "x", ("a", "b"), (("1",),))
    with pytest.raises(InterchangeError, match="QC-TB12"):
        ShownTable("x", "x", ("a", "b"), (("1", "2"),), groups=(("g", 2),))


def test_formats_with_one_line_of_headings_name_the_group_in_it():
    assert GROUPED.flat_header == [
        "Partner", "børneområdet | Tillid", "børneområdet | Møder", "voksenområdet | Tillid", "voksenområdet | Møder"
    ]  # fmt: skip
    assert GROUPED.records()[0]["voksenområdet | Møder"] == 4


@given(st.integers(1, 40), st.integers(30, 300))
def test_parts_hold_every_column_once_in_order_with_the_rows_headings(columns, room):
    table = wide_of(columns)
    parts = list(in_parts(table, room))
    assert [name for part in parts for name in part.header[1:]] == list(table.header[1:])
    for row in range(len(table.rows)):
        assert [cell for part in parts for cell in part.rows[row][1:]] == list(range(columns))
        assert {part.rows[row][0] for part in parts} == {f"r{row}"}
    assert all(sum(part.widths()) <= room or len(part.header) == 2 for part in parts)


def test_parts_are_about_equally_wide():
    """A last part with a single column looks like a mistake."""
    sizes = [len(part.header) - 1 for part in in_parts(wide_of(15), 220)]
    assert len(sizes) > 1
    assert max(sizes) - min(sizes) <= 1


@pytest.mark.parametrize("room", [1, 16, 30])
def test_a_page_with_room_for_one_column_has_one_column_a_part(room):
    assert [len(part.header) for part in in_parts(wide_of(3), room)] == [2, 2, 2]


def test_a_group_that_is_cut_stands_over_both_parts():
    for part in in_parts(GROUPED, 22):
        assert sum(n for _, n in part.groups) == len(part.header) - 1


# --- LaTeX ------------------------------------------------------------------------------------------------------


def compiles(text):
    """Check what a LaTeX run would stumble over: braces, environments, cells of rows, and characters with a meaning."""
    body = "\n".join(line for line in text.split("\n") if not line.startswith("%"))
    assert not re.search(r"(?<!\\)[%#$^_\"`]", body.replace(r"\_", ""))
    depth, open_ones = 0, []
    for found in re.finditer(r"\\begin\{(\w+)\}|\\end\{(\w+)\}|\\.|[{}]", body):
        if found[1]:
            open_ones.append(found[1])
        elif found[2]:
            assert open_ones.pop() == found[2]
        elif found[0] in "{}":
            depth += 1 if found[0] == "{" else -1
            assert depth >= 0
    assert (depth, open_ones) == (0, [])
    for spec, inner in re.findall(r"\\begin\{(?:tabular|longtable)\}\{(.*)\}\n(.*?)\\end\{", body, re.S):
        columns = len(
            re.findall(r"p\{[\d.]+\\linewidth\}|(?<!\w)r(?=>|r|$)|^r+", re.sub(r">\{.*?\}", ">", spec))
        )
        for line in inner.split("\n"):
            if line.endswith(r"\\") and r"\multicolumn" not in line and not line.startswith(r"\caption"):
                assert len(re.split(r"(?<!\\)&", line)) == columns, line
    return body


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
def test_any_text_is_printed_and_never_run(text):
    made = compiles(latex_text([ShownTable("x", text, ("a", text), ((text, text), ("b", 1)))]))
    assert "~" not in made or "\xa0" in text  # a tie is what a space that does not break becomes
    assert r"\input" not in made
    assert "\\\\[" not in made
    assert "\\\\*" not in made


def test_what_stands_first_in_a_row_is_not_read_as_an_option():
    r"""After ``\\``, a bracket would be a length and an asterisk a page break that is forbidden."""
    assert latex("[sic] * \\input{x} 50 % \"a\" -- ''") == (
        r"{[}sic{]} {*} \textbackslash{}input\{x\} 50 \% {\char34}a{\char34} -{}- '{}'"
    )


def test_a_small_table_is_upright_with_rules_and_its_caption():
    text = latex_text([SMALL])
    compiles(text)
    assert text.startswith("% Needs: ")
    assert all(f"\\usepackage{{{name}}}" in text for name in PACKAGES)
    assert r"\caption{Partnere \& temaer}" in text
    assert r"Skolen & 0 & alle\newline også de små\\" in text
    assert "landscape" not in text
    for rule in (r"\toprule", r"\midrule", r"\bottomrule"):
        assert rule in text


def test_a_long_table_goes_over_several_pages_with_its_headings():
    text = latex_text([wide_of(1, rows=60)])
    compiles(text)
    assert text.count("Informationsudveksling 0") == 2
    assert r"\endhead" in text


def test_a_wide_table_lies_on_its_side_and_groups_have_rules():
    assert r"\begin{landscape}" in compiles(latex_text([wide_of(4)]))
    text = compiles(latex_text([GROUPED]))
    assert r"\multicolumn{2}{c}{børneområdet} & \multicolumn{2}{c}{voksenområdet}\\" in text
    assert r"\cmidrule(lr){2-3}\cmidrule(lr){4-5}" in text


# --- HTML -------------------------------------------------------------------------------------------------------


class Reader(HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.tags, self.text = [], []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.text.append(data)

    def all(self, tag):
        return [attrs for name, attrs in self.tags if name == tag]


def test_a_page_is_one_file_that_can_be_read_by_ear():
    page = Reader(html_page([SMALL]))
    assert page.all("html") == [{"lang": "da"}]
    assert not [
        1 for tag, attrs in page.tags if tag in ("script", "link", "img") or "src" in attrs or "href" in attrs
    ]
    assert [attrs["scope"] for attrs in page.all("th")] == ["col"] * 3 + ["row"] * 2
    (region,) = page.all("div")
    assert region["role"] == "region"
    assert page.all("caption") == [{"id": region["aria-labelledby"]}]


def test_groups_name_their_columns():
    page = Reader(html_page([GROUPED]))
    scopes = [(attrs["scope"], attrs.get("colspan")) for attrs in page.all("th")]
    assert scopes[:3] == [("col", None), ("colgroup", "2"), ("colgroup", "2")]
    assert [attrs.get("span") for attrs in page.all("colgroup")] == [None, "2", "2"]


def test_html_in_a_cell_is_text():
    evil = "<script>alert('x')</script>&amp;"
    page = Reader(html_page([ShownTable("x", evil, ("a", evil), ((evil, evil),))]))
    assert not page.all("script")
    assert "".join(page.text).count(evil) == 5  # title, caption, heading, two cells


# --- Word -------------------------------------------------------------------------------------------------------


def opened(*tables):
    return Document(io.BytesIO(table_docx_bytes(tables)))


def test_a_word_file_has_a_real_table_with_a_repeated_header_a_style_and_a_caption():
    document = opened(SMALL)
    (table,) = document.tables
    assert table.style.name == "Report Table"
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["Partner", "Tillid", "Faste møder"],
        ["Politiet", "4", "et par"],
        ["Skolen", "0", "alle\nogså de små"],
    ]
    assert [bool(row._tr.xpath("w:trPr/w:tblHeader")) for row in table.rows] == [True, False, False]
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts == ["Tabel 1. Partnere & temaer", "Kun til projektgruppen."]
    assert document.paragraphs[0].style.name.lower() == "caption"
    assert document.sections[0].page_width < document.sections[0].page_height


def test_a_wide_table_turns_the_page_and_a_wider_one_stands_in_parts():
    document = opened(wide_of(4))
    assert document.sections[0].page_width > document.sections[0].page_height
    assert len(document.tables) == 1
    document = opened(wide_of(12))
    names = [cell.text for table in document.tables for cell in table.rows[0].cells[1:]]
    assert names == [f"Informationsudveksling {n}" for n in range(12)]
    assert "(del 1 af" in document.paragraphs[0].text
    for table in document.tables:
        room = (
            document.sections[0].page_width
            - document.sections[0].left_margin
            - document.sections[0].right_margin
        )
        assert sum(column.width for column in table.columns) <= room


def test_groups_span_their_columns_and_both_lines_repeat():
    (table,) = opened(GROUPED).tables
    assert table._tbl.xpath("w:tr[1]/w:tc/w:tcPr/w:gridSpan/@w:val") == ["2", "2"]
    assert len(table._tbl.xpath("w:tr/w:trPr/w:tblHeader")) == 2


def test_the_same_table_gives_the_same_bytes_and_no_traces():
    data = table_docx_bytes([SMALL])
    assert data == table_docx_bytes([SMALL])
    core = zipfile.ZipFile(io.BytesIO(data)).read("docProps/core.xml").decode()
    assert not re.search("creator|lastModifiedBy|created|modified", core)


def test_control_characters_do_not_break_a_file():
    """A name that somebody pasted from elsewhere may hold some."""
    odd = ShownTable("x", "a\x00b", ("a", "b\x0b"), (("\ufffe1", "\ud800x\x1b"),))
    (table,) = opened(odd).tables
    assert table.rows[1].cells[1].text == "x"
    assert "\x00" not in html_page([odd])
    html_page([odd]).encode("utf-8")
    latex_text([odd]).encode("utf-8")


# --- workbooks and CSV ------------------------------------------------------------------------------------------

NS = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


def sheet_of(path, number=1):
    with zipfile.ZipFile(path) as archive:
        return ElementTree.fromstring(archive.read(f"xl/worksheets/sheet{number}.xml"))


def test_header_and_rows_headings_stay_in_sight_with_a_filter(tmp_path):
    path = tmp_path / "a.xlsx"
    write_xlsx(path, {"ark": (SMALL.flat_header, SMALL.rows)}, headings=1)
    sheet = sheet_of(path)
    pane = sheet.find(".//m:pane", NS).attrib
    assert (pane["xSplit"], pane["ySplit"], pane["topLeftCell"], pane["state"]) == ("1", "1", "B2", "frozen")
    assert sheet.find("m:autoFilter", NS).get("ref") == "A1:C3"
    assert not sheet.findall(".//m:f", NS)
    kinds = {cell.get("r"): cell.get("t", "number") for cell in sheet.iterfind(".//m:c", NS)}
    assert (kinds["B2"], kinds["C2"]) == ("number", "inlineStr")


def test_without_headings_only_the_header_is_frozen(tmp_path):
    write_xlsx(tmp_path / "a.xlsx", {"ark": (SMALL.flat_header, SMALL.rows)})
    pane = sheet_of(tmp_path / "a.xlsx").find(".//m:pane", NS).attrib
    assert (pane.get("xSplit"), pane["topLeftCell"]) == (None, "A2")


def test_spreadsheets_open_the_frozen_workbook(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    write_xlsx(
        tmp_path / "a.xlsx", {"ark": (SMALL.flat_header, SMALL.rows), "to": (["a"], [[1]])}, headings=1
    )
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert book["ark"].freeze_panes == "B2"
    assert book["to"].freeze_panes == "A2"
    assert book["ark"]["B2"].value == 4
    book.close()


def test_a_text_that_is_too_long_is_refused_and_never_cut(tmp_path):
    with pytest.raises(InterchangeError, match="QC-TB13"):
        write_xlsx(tmp_path / "a.xlsx", {"ark": (["a", "b"], [["x", "y" * 32_768]])}, headings=1)
    assert not (tmp_path / "a.xlsx").exists()


def test_nothing_that_a_spreadsheet_runs(tmp_path):
    table = ShownTable("x", "x", ("a", "=1+1"), (("=cmd|' /C calc'!A0", "@SUM(A1)"),))
    write_csv(tmp_path / "a.csv", table.flat_header, table.rows)
    text = (tmp_path / "a.csv").read_text(encoding="utf-8")
    cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
    assert [cell for cell in cells if cell[0] in "=+-@"] == []
    assert dict(read_table(tmp_path / "a.csv")[0])["=1+1"] == "@SUM(A1)"


def test_records_have_numbers_and_nothing_for_what_is_missing():
    table = ShownTable("x", "x", ("a", "b", "c"), (("r", 0, None),))
    assert json.loads(json.dumps(table.records())) == [{"a": "r", "b": 0, "c": None}]


# --- summaries --------------------------------------------------------------------------------------------------


def test_summaries_are_read_as_people_fill_them_in(tmp_path):
    path = tmp_path / "summaries.csv"
    path.write_text(
        f"row,column,summary,by,segments\n{POLITI},{TILLID},Let at ringe.,anna,4\n{POLITI},{POLITI},,,\n", encoding="utf-8"
    )  # fmt: skip
    (one,) = read_summaries(path, codebook=BOOK)
    assert (one.row, one.column, one.text, one.by) == (POLITI, TILLID, "Let at ringe.", "anna")
    assert "ringe" not in repr(one)


def test_all_problems_of_the_summaries_at_once(tmp_path):
    path = tmp_path / "summaries.csv"
    path.write_text(
        f"row,column,summary\n{POLITI},fremmer.tilid,a\n{POLITI},{TILLID},b\n{POLITI},{TILLID},hemmeligt\n",
        encoding="utf-8",
    )
    with pytest.raises(InterchangeError, match="QC-TB15") as caught:
        read_summaries(path, codebook=BOOK)
    assert len(caught.value.problems) == 2
    assert "Did you mean 'fremmer.tillid'" in str(caught.value)
    assert "hemmeligt" not in str(caught.value)
