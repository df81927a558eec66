"""Excel workbooks: read from strangers with care, written so that nothing runs and nothing is cut."""

import datetime
import io
import zipfile

import openpyxl
import pytest

from qualcode.errors import InterchangeError, UnreadableFileError, UnsafeFileError
from qualcode.interchange import read_table, write_xlsx


def saved(tmp_path, *rows, edit=None):
    """Return a workbook as openpyxl saves it."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if edit:
        edit(book)
    file = tmp_path / "t.xlsx"
    book.save(file)
    return file


def changed(file, name, old, new):
    """Return the workbook with a part rewritten."""
    with zipfile.ZipFile(file) as archive:
        parts = {member: archive.read(member) for member in archive.namelist()}
    assert old in parts[name]
    parts[name] = parts[name].replace(old, new)
    with zipfile.ZipFile(file, "w") as archive:
        for member, data in parts.items():
            archive.writestr(member, data)
    return file


def as_excel(tmp_path, strings, cells, styles=""):
    """Return a workbook as Excel saves it: texts in a part of their own."""
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
    names = {
        "worksheet": "/xl/worksheets/sheet1.xml",
        "sharedStrings": "sharedStrings.xml",
        "styles": "styles.xml",
    }
    links = [f'<Relationship Id="{n}" Type="{kind}/{n}" Target="{target}"/>' for n, target in names.items()]
    parts = {
        "[Content_Types].xml": "<Types/>",
        "_rels/.rels": f'<R {package}><Relationship Id="x" Type="{kind}/officeDocument" Target="xl/workbook.xml"/></R>',
        "xl/workbook.xml": f'<workbook {main} xmlns:r="{kind}"><sheets><sheet name="s" r:id="worksheet"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f"<Relationships {package}>{''.join(links)}</Relationships>",
        "xl/sharedStrings.xml": f"<sst {main}>{''.join(f'<si>{text}</si>' for text in strings)}</sst>",
        "xl/styles.xml": f"<styleSheet {main}>{styles}</styleSheet>",
        "xl/worksheets/sheet1.xml": f"<worksheet {main}><sheetData>{cells}</sheetData></worksheet>",
    }
    file = tmp_path / "excel.xlsx"
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return file


def shared(*numbers):
    return "".join(f'<row><c t="s"><v>{number}</v></c></row>' for number in numbers)


def rows(table):
    return [list(row.values()) for row in table]


def test_typed_cells_become_the_texts_that_people_see(tmp_path):
    day = datetime.datetime(2024, 5, 17)
    file = saved(
        tmp_path,
        ["a", "b", "c", "d", "e", "f", "g"],
        [7, 7.0, 0.1, True, day, datetime.datetime(2024, 5, 17, 9, 30), "007"],
        [-3, 1e20, 12345678901, False, datetime.date(1999, 12, 31), datetime.time(9, 30), " x "],
    )
    assert rows(read_table(file)) == [
        ["7", "7", "0.1", "true", "2024-05-17", "2024-05-17T09:30:00", "007"],
        ["-3", "100000000000000000000", "12345678901", "false", "1999-12-31", "09:30:00", " x "],
    ]


def test_dates_of_an_old_mac_are_four_years_later(tmp_path):
    def old_mac(book):
        book.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904

    file = saved(tmp_path, ["a"], [datetime.date(2024, 5, 17)], edit=old_mac)
    assert rows(read_table(file)) == [["2024-05-17"]]


def test_the_first_sheet_that_is_not_hidden_is_read_and_said(tmp_path):
    def more(book):
        book.active.sheet_state = "hidden"
        for name in ("shown", "other"):
            book.create_sheet(name).append(["b"])
            book[name].append([name])

    table = read_table(saved(tmp_path, ["a"], ["hidden"], edit=more))
    assert (rows(table), table.notes) == ([["shown"]], ("t.xlsx: the first of 2 sheets was read",))


def test_rows_keep_the_number_that_the_spreadsheet_shows(tmp_path):
    table = read_table(saved(tmp_path, ["a", "b"], [], [None, None], ["x", None]))
    assert [(row.number, dict(row)) for row in table] == [(4, {"a": "x", "b": ""})]


def test_formulas_are_refused_with_their_place(tmp_path):
    file = saved(tmp_path, ["a", "b"], ["x", "=1+1"], ["y", "=A1"])
    with pytest.raises(InterchangeError) as caught:
        read_table(file)
    assert [str(p).split(":")[0] for p in caught.value.problems] == [
        "t.xlsx, row 2, column 2",
        "t.xlsx, row 3, column 2",
    ]


def test_an_error_value_is_refused(tmp_path):
    def broken(book):
        book.active["A2"].value = "#N/A"
        book.active["A2"].data_type = "e"

    with pytest.raises(InterchangeError, match="1 problem"):
        read_table(saved(tmp_path, ["a"], ["x"], edit=broken))


def test_a_cell_outside_the_header_is_a_problem(tmp_path):
    with pytest.raises(InterchangeError) as caught:
        read_table(saved(tmp_path, ["a"], ["x", "y"]))
    assert "row 2: the row has 2 cells, the header 1" in str(caught.value)


def test_a_text_far_to_the_right_is_refused(tmp_path):
    def far(book):
        book.active["XFD2"] = "x"

    with pytest.raises(InterchangeError) as caught:
        read_table(saved(tmp_path, ["a"], edit=far))
    assert caught.value.code == "QC-TB05"


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("xl/workbook.xml", b'r:id="rId1"', b'r:id="rId99"'),
        ("xl/worksheets/sheet1.xml", b'<row r="2"', b'<row r="0"'),
        ("xl/worksheets/sheet1.xml", b'<row r="2"', b'<row r="1"'),
        ("xl/worksheets/sheet1.xml", b'<row r="2"', b'<row r="99999999999"'),
        ("xl/worksheets/sheet1.xml", b'r="B2"', b'r="A2"'),
        ("xl/worksheets/sheet1.xml", b'r="B2"', b'r="ZZZZ2"'),
        ("xl/worksheets/sheet1.xml", b"<v>5</v>", b"<v>five</v>"),
        ("xl/worksheets/sheet1.xml", b"<v>5</v>", b"<v>1e999</v>"),
        ("xl/worksheets/sheet1.xml", b"</sheetData>", b"</sheetDat>"),
        ("_rels/.rels", b"officeDocument/2006/relationships/officeDocument", b"x"),
    ],
)
def test_a_damaged_workbook_is_one_plain_error(tmp_path, part, old, new):
    file = saved(tmp_path, ["a", "b"], [5, "x"])
    with pytest.raises((UnreadableFileError, UnsafeFileError)):
        read_table(changed(file, part, old, new))


def test_a_document_type_is_refused(tmp_path):
    file = saved(tmp_path, ["a"], ["x"])
    bomb = b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet '
    with pytest.raises(UnsafeFileError):
        read_table(changed(file, "xl/worksheets/sheet1.xml", b"<worksheet ", bomb))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<t>dansk</t>", "dansk"),
        ("<t xml:space='preserve'> dansk </t>", " dansk "),
        ("<r><t>da</t></r><r><rPr/><t>nsk</t></r>", "dansk"),
        ("<t>dansk</t><rPh sb='0' eb='1'><t>HINT</t></rPh>", "dansk"),
        ("<t>a_x000D_b_x005F_x000D_</t>", "a\rb_x000D_"),
        ("<t>'=1</t>", "=1"),
        ("<t/>", ""),
    ],
)
def test_the_texts_that_excel_shares_between_cells_are_read(tmp_path, text, expected):
    """Formatted pieces are one text, hints for reading aloud are none, escapes are characters."""
    file = as_excel(tmp_path, ["<t>a</t>", "<t>b</t>", text], shared(0, 2) + "<row><c><v>1</v></c></row>")
    found = [row["a"] for row in read_table(file)]
    assert found == ([expected, "1"] if expected else ["1"])


@pytest.mark.parametrize("number", ["2", "-1", "0.5", "99999999999999999999", "x"])
def test_a_text_that_is_not_there_is_damage(tmp_path, number):
    with pytest.raises(UnreadableFileError) as caught:
        read_table(as_excel(tmp_path, ["<t>a</t>", "<t>b</t>"], shared(0, number)))
    assert caught.value.code == "QC-TB04"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("yyyy\\-mm\\-dd", "2024-05-17"),
        ("[$-406]d. mmmm yyyy;@", "2024-05-17"),
        ("0.00", "45429"),
        ('0 "dage"', "45429"),
        ("[Red]0", "45429"),
    ],
)
def test_a_number_is_a_date_where_its_format_shows_one(tmp_path, code, expected):
    from xml.sax.saxutils import quoteattr

    styles = (
        f'<numFmts><numFmt numFmtId="164" formatCode={quoteattr(code)}/></numFmts>'
        '<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs>'
    )
    cells = shared(0) + '<row><c s="1"><v>45429</v></c></row>'
    assert rows(read_table(as_excel(tmp_path, ["<t>a</t>"], cells, styles))) == [[expected]]


def test_something_else_with_that_ending_is_refused(tmp_path):
    (tmp_path / "t.xlsx").write_bytes(b"no workbook")
    with pytest.raises(UnreadableFileError):
        read_table(tmp_path / "t.xlsx")


# --- writing --------------------------------------------------------------------------------------------


def opened(tmp_path, columns, values, name="matrix"):
    file = tmp_path / "out.xlsx"
    write_xlsx(file, {name: (columns, values)})
    return openpyxl.load_workbook(file)


def test_numbers_are_numbers_and_texts_never_formulas(tmp_path):
    sheet = opened(
        tmp_path, ["row", "n"], [["=1+1", -5], ["#N/A", 0.5], [True, None], ["007", 10**17]]
    ).active
    found = [[(cell.value, cell.data_type) for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert found == [
        [("'=1+1", "s"), (-5, "n")],
        [("#N/A", "s"), (0.5, "n")],
        [(True, "b"), (None, "n")],
        [("007", "s"), ("100000000000000000", "s")],
    ]


def test_the_header_is_bold_frozen_and_has_a_filter(tmp_path):
    sheet = opened(tmp_path, ["row", "a long name of a column"], [["x" * 200, 1]]).active
    assert sheet["A1"].font.bold
    assert (sheet.freeze_panes, sheet.auto_filter.ref, sheet.dimensions) == ("A2", "A1:B2", "A1:B2")
    assert [sheet.column_dimensions[letter].width for letter in "AB"] == [60, 20]  # a long heading breaks
    assert sheet["A2"].alignment.wrap_text
    assert sheet["A2"].number_format == "@"


def test_the_same_table_gives_the_same_bytes_without_author_or_time(tmp_path):
    for name in ("a.xlsx", "b.xlsx"):
        write_xlsx(tmp_path / name, {"s": (["a"], [["x"], [1]])})
    first, second = ((tmp_path / name).read_bytes() for name in ("a.xlsx", "b.xlsx"))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in archive.namelist() if name.startswith("docProps")]


def test_a_text_that_does_not_fit_is_refused_and_never_cut(tmp_path):
    fits = "x" * 32_767
    assert opened(tmp_path, ["a"], [[fits]]).active["A2"].value == fits
    for too_long in ("x" * 32_768, "\U0001f600" * 16_384, "=" + "x" * 32_766):
        with pytest.raises(InterchangeError) as caught:
            write_xlsx(tmp_path / "new.xlsx", {"s": (["a"], [["ok"], [too_long]])})
        assert caught.value.code == "QC-TB13"
        assert "cell A3" in str(caught.value)
    assert not (tmp_path / "new.xlsx").exists()


def test_control_characters_are_harmless_and_come_back(tmp_path):
    text = "a\x01b\x0b\x1b[31m\rc\ufffed_x0041_e\t\n<&>\"'"
    write_xlsx(tmp_path / "t.xlsx", {"s": (["a"], [[text]])})
    with zipfile.ZipFile(tmp_path / "t.xlsx") as archive:
        assert b"\x1b" not in archive.read("xl/worksheets/sheet1.xml")
    assert rows(read_table(tmp_path / "t.xlsx")) == [[text]]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a/b:c*?[d]", "a-b-c---d-"),
        ("", "sheet"),
        ("'x'", "x"),
        ("x" * 40, "x" * 31),
        ('a & <b> "c"', 'a & <b> "c"'),
        ("Anna's", "Anna's"),
    ],
)
def test_a_sheet_has_a_name_that_a_workbook_takes(tmp_path, name, expected):
    assert opened(tmp_path, ["a"], [["x"]], name).sheetnames == [expected]


def test_several_sheets_have_several_names(tmp_path):
    file = tmp_path / "t.xlsx"
    write_xlsx(file, {"a/b": (["x"], []), "a:b": (["y"], []), "A-B": (["z"], [])})
    assert openpyxl.load_workbook(file).sheetnames == ["a-b", "a-b-2", "A-B-3"]


@pytest.mark.parametrize(
    ("sheets", "code"),
    [
        ({}, "QC-TB14"),
        ({"s": ([], [])}, "QC-TB14"),
        ({"s": (["a"] * 16_385, [])}, "QC-TB14"),
        ({"s": (["a"], [["\udc80"]])}, "QC-TB10"),
        ({"s": (["a"], [[float("-inf")]])}, "QC-TB11"),
        ({"s": (["a"], [["x", "y"]])}, "QC-TB12"),
    ],
)
def test_what_no_workbook_can_hold_is_refused(tmp_path, sheets, code):
    with pytest.raises(InterchangeError) as caught:
        write_xlsx(tmp_path / "t.xlsx", sheets)
    assert caught.value.code == code
    assert not list(tmp_path.iterdir())


def test_pandas_reads_what_we_write(tmp_path):
    import pandas as pd

    file = tmp_path / "t.xlsx"
    write_xlsx(file, {"s": (["code", "n"], [["a", 1], ["b", 2]])})
    assert pd.read_excel(file).to_dict("list") == {"code": ["a", "b"], "n": [1, 2]}


def test_nothing_of_a_sheet_passes_through_the_shared_temporary_folder(tmp_path, monkeypatch):
    import tempfile

    def refuse(*_, **__):
        raise AssertionError("a temporary file outside the target's folder")

    for name in ("mkstemp", "NamedTemporaryFile", "TemporaryFile", "mkdtemp"):
        monkeypatch.setattr(tempfile, name, refuse)
    write_xlsx(tmp_path / "t.xlsx", {"s": (["a"], [["x"]])})
    assert [path.name for path in tmp_path.iterdir()] == ["t.xlsx"]
