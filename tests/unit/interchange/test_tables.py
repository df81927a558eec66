"""Tables as people save them: every problem with its row, nothing guessed silently, nothing lost."""

import csv

import pytest

from qualcode.errors import InterchangeError, UnreadableFileError
from qualcode.interchange import read_table, write_csv


def read(tmp_path, data, **columns):
    file = tmp_path / "t.csv"
    file.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    return read_table(file, **columns)


def rows(table):
    return [list(row.values()) for row in table]


def problems_of(tmp_path, data, **columns):
    with pytest.raises(InterchangeError) as caught:
        read(tmp_path, data, **columns)
    return [str(problem) for problem in caught.value.problems]


def test_cells_are_read_exactly_and_rows_know_their_place(tmp_path):
    table = read(tmp_path, 'a,b\n1," x\ny "\n\n2,"say ""no"""\n')
    assert rows(table) == [["1", " x\ny "], ["2", 'say "no"']]
    assert [(row.number, row.line) for row in table] == [(2, 2), (4, 5)]
    assert table.where(table[1]) == "t.csv, row 4 (line 5)"


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_is_read(tmp_path, ends):
    assert rows(read(tmp_path, ends.join(["a,b", "1,2", "3,4"]))) == [["1", "2"], ["3", "4"]]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("document;memo\na;x, y\n", "semicolons"),
        ("document\tmemo\na\tx, y\n", "tabs"),
        ("sep=;\r\ndocument;memo\r\na;x, y\r\n", "semicolons"),
    ],
)
def test_another_separator_is_taken_from_the_header_and_said(tmp_path, text, words):
    table = read(tmp_path, text, required=["document"])
    assert rows(table) == [["a", "x, y"]]
    assert len(table.notes) == 1
    assert words in table.notes[0]


def test_commas_need_no_word(tmp_path):
    assert read(tmp_path, "a,b;c\n1,2\n", required=["a"]).notes == ()


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
def test_what_danish_excel_saves_is_read(tmp_path, encoding):
    table = read(tmp_path, "a;b\r\nBlåbær;rødgrød\r\n".encode(encoding), required=["a"])
    assert rows(table) == [["Blåbær", "rødgrød"]]


def test_a_concluded_encoding_is_said(tmp_path):
    table = read(tmp_path, "a,b\nBlåbær,1\n".encode("cp1252"))
    assert ["Windows-1252" in note for note in table.notes] == [True]


def test_bytes_that_are_no_text_are_refused(tmp_path):
    with pytest.raises(UnreadableFileError):
        read(tmp_path, b"a,b\n\xff\xfe\xfd,1\n")
    with pytest.raises(InterchangeError) as caught:
        read(tmp_path, b"a,b\n\x00,1\n")
    assert caught.value.code == "QC-TB02"


def test_a_field_longer_than_the_csv_module_takes_is_read(tmp_path):
    text = "x" * 300_000
    assert rows(read(tmp_path, f'a,b\n"{text}",1\n')) == [[text, "1"]]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a,b\n1\n", "t.csv, row 2: the row has 1 cells, the header 2"),
        ("a,b\n1,2,3\n", "row 2: the row has 3 cells"),
        ('a,b\n1,2\n"x\n\n,3\n4,5\n', "t.csv, row 3: a quote is not closed"),
        ('a,b\n"x"y,2\n', "row 2: a quote is not closed, or text follows"),
        ("a,a\n1,2\n", "row 1: the column 'a' stands twice"),
        ("a,,b\n1,2,3\n", "column 2 has no name"),
    ],
)
def test_a_broken_table_names_the_row(tmp_path, text, words):
    assert any(words in problem for problem in problems_of(tmp_path, text)), problems_of(tmp_path, text)


def test_missing_and_misspelt_columns_are_named_with_the_closest(tmp_path):
    found = problems_of(
        tmp_path, "dokument,code,stanse\na,b,c\n", required=["document", "code"], optional=["stance"]
    )
    assert found == [
        "t.csv, row 1: the column 'document' is missing. Needed: document, code. Is it the column 'dokument'?",
        "t.csv, row 1: unknown column 'stanse'. Did you mean 'stance'?",
    ]


def test_all_problems_come_at_once(tmp_path):
    assert len(problems_of(tmp_path, "a,a\n1\n1,2,3\n", required=["b"])) == 4


def test_columns_that_nobody_asked_for_may_follow(tmp_path):
    assert dict(read(tmp_path, "a,extra\n1,2\n", required=["a"], optional=["b"])[0]) == {
        "a": "1",
        "extra": "2",
        "b": "",
    }


def test_empty_rows_and_empty_columns_of_a_spreadsheet_say_nothing(tmp_path):
    assert rows(read(tmp_path, "a;b;;\n1;2;;\n;;;\n3;4;;\n;;;\n", required=["a"])) == [["1", "2"], ["3", "4"]]


def test_a_header_alone_is_a_table_without_rows(tmp_path):
    assert len(read(tmp_path, "a,b\n", required=["a"])) == 0


def test_another_kind_of_file_is_refused(tmp_path):
    (tmp_path / "t.ods").write_bytes(b"x")
    with pytest.raises(InterchangeError) as caught:
        read_table(tmp_path / "t.ods")
    assert caught.value.code == "QC-TB03"


def test_nothing_that_a_cell_holds_stands_in_an_error_or_a_repr(tmp_path):
    """A file without a header has somebody's words where the columns' names should be."""
    found = problems_of(tmp_path, "HEMMELIG sagde hun,x,x\n1,2\n", required=["document"])
    assert "HEMMELIG" not in " ".join(found)
    table = read(tmp_path, "a\nHEMMELIG\n")
    assert "HEMMELIG" not in repr(table) + repr(table[0])


def test_writing_gives_plain_csv_that_others_read_alike(tmp_path):
    file = tmp_path / "t.csv"
    write_csv(file, ["a", "b"], [["x, y", 'say "no"'], [" blank ", "two\nlines"], [5, 0.5], [None, True]])
    with file.open(encoding="utf-8", newline="") as opened:
        assert list(csv.reader(opened)) == [
            ["a", "b"],
            ["x, y", 'say "no"'],
            [" blank ", "two\nlines"],
            ["5", "0.5"],
            ["", "true"],
        ]
    assert b"\r" not in file.read_bytes()


def test_numbers_stay_numbers_and_texts_are_made_harmless(tmp_path):
    file = tmp_path / "t.csv"
    write_csv(file, ["a", "b"], [[-5, "-5"], {"b": "=1"}])
    assert file.read_text() == "a,b\n-5,'-5\n,'=1\n"
    assert rows(read_table(file)) == [["-5", "-5"], ["", "=1"]]


@pytest.mark.parametrize(
    ("row", "code"),
    [(["\ud800"], "QC-TB10"), (["a\x00b"], "QC-TB10"), ([float("inf")], "QC-TB11"), (["a", "b"], "QC-TB12")],
)
def test_what_no_cell_can_hold_is_refused_and_the_old_file_stays(tmp_path, row, code):
    file = tmp_path / "t.csv"
    file.write_text("old")
    with pytest.raises(InterchangeError) as caught:
        write_csv(file, ["a"], [row])
    assert caught.value.code == code
    assert file.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["t.csv"]


def test_only_the_owner_can_read_a_written_table_unless_said_otherwise(tmp_path):
    write_csv(tmp_path / "a.csv", ["a"], [])
    write_csv(tmp_path / "b.csv", ["a"], [], mode=0o644)
    assert [(tmp_path / name).stat().st_mode & 0o777 for name in ("a.csv", "b.csv")] == [0o600, 0o644]


def test_values_of_numpy_and_pandas_are_plain(tmp_path):
    import numpy as np
    import pandas as pd

    row = [np.int64(3), np.float64(0.25), np.bool_(True), float("nan"), pd.NA, pd.NaT, ["a", "b"]]
    write_csv(tmp_path / "t.csv", list("abcdefg"), [row])
    assert rows(read_table(tmp_path / "t.csv")) == [["3", "0.25", "true", "", "", "", "a; b"]]
