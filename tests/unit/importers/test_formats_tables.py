"""CSV and Excel: a row per turn, columns named in Danish or English."""

import csv
import io

import openpyxl
import pytest

from qualcode.errors import DocumentImportError
from qualcode.importers.columns import recognise
from unit.importers.transcript_files import doubts, imported, roles, said, sheet_rows, xlsx

TURNS = [("I", "Hvem, hvad?"), ("A", 'Han sagde "nej".'), ("I", "Nå; jo.")]


def table(*rows: list[str], delimiter: str = ",") -> str:
    made = io.StringIO()
    csv.writer(made, delimiter=delimiter).writerows(rows)
    return made.getvalue()


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    "names", [("speaker", "text"), ("Taler", "Tekst"), ("Speaker_Name", "Words"), ("Person", "Ytring")]
)
def test_columns_are_found_by_their_names(tmp_path, delimiter, names):
    content = table(list(names), *map(list, TURNS), delimiter=delimiter)
    assert said(imported(tmp_path, content, ".csv")) == TURNS


def test_other_columns_are_ignored_and_said(tmp_path):
    content = table(
        ["tags", "tid", "slut", "taler", "tekst", "noter"], ["x", "00:01", "00:02", "A", "Ja.", "y"]
    )
    transcript = imported(tmp_path, content, ".csv")
    assert said(transcript) == [("A", "Ja.")]
    assert (transcript.utterances[0].start, transcript.utterances[0].end) == (1.0, 2.0)
    [doubt] = transcript.doubts
    assert (doubt.kind, doubt.message) == ("columns", "columns not read: 1, 6")


def test_rows_with_the_number_of_one_turn_are_one_turn(tmp_path):
    """TalkMoves has a row per sentence and numbers the turns."""
    content = table(
        ["Turn", "Speaker", "Sentence"],
        ["1", "T", "En."],
        ["1", "T", "To."],
        ["2", "T", "Tre."],
        ["2", "S", "Fire."],
    )
    assert said(imported(tmp_path, content, ".csv")) == [("T", "En. To."), ("T", "Tre."), ("S", "Fire.")]


def test_initials_after_a_full_name_are_a_doubt(tmp_path):
    content = table(["speaker", "words"], ["Carla Andrup", "Hej."], ["CA", "Nå."], ["Bo", "Ja."])
    transcript = imported(tmp_path, content, ".csv")
    [doubt] = transcript.doubts
    assert (doubt.kind, doubt.where) == ("label-initials", "row 3")
    assert "Carla" not in doubt.message
    assert "CA" not in doubt.message
    assert [speaker.label for speaker in transcript.speakers] == ["Carla Andrup", "CA", "Bo"]


def test_a_column_of_roles_is_certain(tmp_path):
    content = table(
        ["taler", "rolle", "tekst"], ["Mette", "interviewer", "Hej."], ["Anna", "informant", "Hej."]
    )
    assert roles(imported(tmp_path, content, ".csv")) == {
        "Mette": ("interviewer", True),
        "Anna": ("informant", True),
    }


def test_times_of_day_count_from_the_first(tmp_path):
    content = table(
        ["start", "speaker", "text"], ["2024-03-01T10:00:00.5", "A", "x"], ["2024-03-01T10:01:00", "B", "y"]
    )
    transcript = imported(tmp_path, content, ".csv")
    assert [u.start for u in transcript.utterances] == [0.0, 59.5]
    assert doubts(transcript) == {"times-of-day"}


def test_times_that_cannot_be_read_are_left_empty_and_said(tmp_path):
    content = table(["tid", "taler", "tekst"], ["senere", "A", "x"], ["1,5", "B", "y"])
    transcript = imported(tmp_path, content, ".csv")
    assert [u.start for u in transcript.utterances] == [None, 1.5]
    assert doubts(transcript) == {"times"}


def test_long_cells_and_line_breaks_inside_them(tmp_path):
    """Python's csv module refuses more than 131,072 characters unless told."""
    long = "ord " * 60_000
    content = table(["taler", "tekst"], ["A", long], ["B", "en\r\nto"])
    assert said(imported(tmp_path, content, ".csv")) == [("A", long.strip()), ("B", "en\nto")]
    assert csv.field_size_limit() == 131_072


def test_labels_in_the_text_where_no_column_has_them(tmp_path):
    content = table(
        ["tid", "tekst"],
        ["00:01", "Anna: Hej."],
        ["00:02", "Bo: Hej."],
        ["00:03", "Anna: Nå."],
        ["00:04", "Bo: Ja."],
    )
    transcript = imported(tmp_path, content, ".csv")
    assert said(transcript) == [("Anna", "Hej."), ("Bo", "Hej."), ("Anna", "Nå."), ("Bo", "Ja.")]
    assert [u.start for u in transcript.utterances] == [1.0, 2.0, 3.0, 4.0]


def test_rows_without_speaker_or_words(tmp_path):
    content = "taler;tekst\nA;Ja.\n;Hvem?\nB;\n\n;;\nA;Nej.\n"
    transcript = imported(tmp_path, content, ".csv")
    assert said(transcript) == [("A", "Ja."), (None, "Hvem?"), ("A", "Nej.")]
    assert doubts(transcript) == {"no-speaker", "empty-turn"}


def test_excels_own_hint_about_the_delimiter(tmp_path):
    assert said(imported(tmp_path, "sep=;\ntaler;tekst\nA;Ja, tak.\n", ".csv")) == [("A", "Ja, tak.")]


@pytest.mark.parametrize(
    ("content", "match"),
    [
        ("navn,alder\nHEMMELIGT,7\n", "none of the 2 columns"),
        ('taler,tekst\nA,"HEMMELIGT\nB,x\n', "line 2"),
        ('taler,tekst\nA,"HEMMELIGT"x\n', "line 2"),
        ("taler,tekst\nA,Ja\nHEMMELIGT\nB,Ja,nej\n", "line 3.*\n.*line 4"),
        ("taler,tekst\n", "QC-IM04"),
    ],
)
def test_tables_that_do_not_fit_are_refused_with_their_lines(tmp_path, content, match):
    with pytest.raises(DocumentImportError, match=match) as caught:
        imported(tmp_path, content, ".csv")
    assert "HEMMELIGT" not in str(caught.value)


def test_names_of_columns_in_two_languages():
    assert recognise(["Start Time", "End Time", "Speaker", "Utterance"]).used == {0, 1, 2, 3}
    assert recognise(["Tidskode", "Slut", "Talere", "Transskription", "Tur nr.", "Rolle"]).used == {
        0,
        1,
        2,
        3,
        5,
    }
    assert recognise(["", "kode"]) is None


# --- Excel ------------------------------------------------------------------------------------------------------


def test_a_workbook_made_by_openpyxl(tmp_path):
    """Shared strings, real times and numbers, as Excel writes them."""
    from datetime import time, timedelta

    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Tid", "Taler", "Tekst", "Kode"])
    sheet.append([time(0, 1, 5), "I", "Hvem?", 3])
    sheet.append([timedelta(hours=25, minutes=1), "A", "Mig\nog ham.", None])
    sheet.append([0.5, " A ", 42, None])
    path = tmp_path / "made.xlsx"
    book.save(path)
    transcript = imported(tmp_path, path.read_bytes(), ".xlsx")
    assert said(transcript) == [("I", "Hvem?"), ("A", "Mig\nog ham."), ("A", "42")]
    assert [u.start for u in transcript.utterances] == [65.0, 90_060.0, 0.5]


def test_shared_strings_with_formatting_and_guides(tmp_path):
    strings = (
        "<si><t>taler</t></si><si><t>tekst</t></si><si><t>A</t></si>"
        "<si><r><t>Det er </t></r><r><rPr><b/></rPr><t>her</t></r><rPh sb='0' eb='1'><t>guide</t></rPh></si>"
        "<si><t>x_x000D_y_x0041__x0007_</t></si>"
    )
    cells = '<row r="{n}"><c r="A{n}" t="s"><v>{a}</v></c><c r="B{n}" t="s"><v>{b}</v></c></row>'
    rows = "".join(cells.format(n=n, a=a, b=b) for n, a, b in ((1, 0, 1), (2, 2, 3), (3, 2, 4)))
    assert said(imported(tmp_path, xlsx(rows, strings=strings), ".xlsx")) == [
        ("A", "Det er her"),
        ("A", "x\nyA_x0007_"),
    ]


def test_a_merged_cell_counts_for_all_its_rows(tmp_path):
    rows = sheet_rows(["taler", "tekst"], ["A", "Et."], ["", "To."], ["B", "Tre."])
    sheet = f'<sheetData>{rows}</sheetData><mergeCells><mergeCell ref="A2:A3"/></mergeCells>'
    assert said(imported(tmp_path, xlsx(sheet), ".xlsx")) == [("A", "Et."), ("A", "To."), ("B", "Tre.")]


def test_a_merged_area_over_the_whole_sheet_costs_nothing(tmp_path):
    rows = sheet_rows(["taler", "tekst"], ["A", "Et."])
    merged = "".join('<mergeCell ref="A2:A1048576"/>' for _ in range(1000))
    sheet = f"<sheetData>{rows}</sheetData><mergeCells>{merged}</mergeCells>"
    assert said(imported(tmp_path, xlsx(sheet), ".xlsx")) == [("A", "Et.")]


def test_the_first_visible_sheet_with_names_is_read_and_others_are_said(tmp_path):
    notes = sheet_rows(["Noter"], ["x"])
    talk = sheet_rows(["Interview 3"], [], ["taler", "tekst"], ["A", "Ja."])
    hidden = sheet_rows(["taler", "tekst"], ["B", "Skjult."])
    content = xlsx(hidden, notes, talk, states=("hidden", "visible", "visible"))
    transcript = imported(tmp_path, content, ".xlsx")
    assert said(transcript) == [("A", "Ja.")]
    assert doubts(transcript) == {"sheets", "head"}


@pytest.mark.parametrize(
    ("content", "match"),
    [
        (xlsx(sheet_rows(["navn", "alder"], ["HEMMELIGT", "7"])), "none of the 2 columns"),
        (xlsx('<row r="1"><c r="A1" t="s"><v>99</v></c></row>'), "row 1"),
        (xlsx(""), "QC-IM08"),
    ],
)
def test_workbooks_without_a_transcript_are_refused(tmp_path, content, match):
    with pytest.raises(DocumentImportError, match=match) as caught:
        imported(tmp_path, content, ".xlsx")
    assert "HEMMELIGT" not in str(caught.value)
