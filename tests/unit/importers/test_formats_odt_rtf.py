"""OpenDocument and RTF: the same talk, the same turns."""

import pytest

from qualcode.errors import DocumentImportError, UnsafeFileError
from unit.importers.transcript_files import doubts, imported, odt, said, zipped

TURNS = [("I", "Hvem hjælper?"), ("A", "Naboen."), ("I", "Hvordan?"), ("A", "Hun ringer.")]
TALK = "".join(f"<text:p>{label}: {words}</text:p>" for label, words in TURNS)


def rtf(body: str, head: str = r"\ansi\ansicpg1252\deff0{\fonttbl{\f0\fnil\fcharset0 Arial;}}") -> bytes:
    return f"{{\\rtf1{head} {body}}}".encode("ascii")


def test_odt_paragraphs_are_turns(tmp_path):
    transcript = imported(tmp_path, odt(TALK), ".odt")
    assert said(transcript) == TURNS
    assert not transcript.doubts


def test_odt_writes_blanks_tabs_and_breaks_as_elements(tmp_path):
    body = '<text:p>A:  en<text:s text:c="2"/>to<text:tab/>tre<text:line-break/>fire</text:p>'
    transcript = imported(tmp_path, odt(TALK + body), ".odt")
    assert said(transcript)[-1] == ("A", "en  to\ttre\nfire")


def test_odt_keeps_deleted_text_apart_and_it_stays_out(tmp_path):
    """A common library's text extraction brings the deleted name back."""
    changes = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>A: Karla</text:p></text:deletion>"
        "</text:changed-region><text:changed-region><text:insertion/></text:changed-region></text:tracked-changes>"
    )
    transcript = imported(tmp_path, odt(changes + TALK), ".odt")
    assert said(transcript) == TURNS
    assert sum(doubt.kind == "tracked-changes" for doubt in transcript.doubts) == 2


def test_odt_leaves_out_comments_notes_and_hidden_text(tmp_path):
    automatic = '<style:style style:name="H"><style:text-properties text:display="none"/></style:style>'
    body = (
        "<text:p>A: Ja<office:annotation><text:p>hvem?</text:p></office:annotation><text:note><text:note-body>"
        '<text:p>note</text:p></text:note-body></text:note><text:span text:style-name="H"> skjult</text:span>.</text:p>'
        '<text:section text:display="none"><text:p>A: skjult</text:p></text:section>'
    )
    styles = "<style:header><text:p>Fortroligt</text:p></style:header><style:footer><text:p>3</text:p></style:footer>"
    transcript = imported(tmp_path, odt(TALK + body, automatic=automatic, styles=styles), ".odt")
    assert said(transcript)[-1] == ("A", "Ja.")
    assert {"comments", "notes", "hidden-text", "margins"} == doubts(transcript)


def test_odt_tables_lists_and_boxes(tmp_path):
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    rows = "".join(
        f"<table:table-row>{cell.format(label)}{cell.format(words)}</table:table-row>"
        for label, words in TURNS
    )
    body = (
        f"<table:table>{rows}</table:table><text:list><text:list-item><text:p>A: I en liste.</text:p></text:list-item>"
        "</text:list><text:p>I: Og?<draw:frame><draw:text-box><text:p>A: I en boks.</text:p></draw:text-box>"
        "</draw:frame></text:p>"
    )
    transcript = imported(tmp_path, odt(body), ".odt")
    assert said(transcript) == [*TURNS, ("A", "I en liste."), ("I", "Og?"), ("A", "I en boks.")]


def test_odt_repeated_rows_do_not_fill_the_memory(tmp_path):
    """A spreadsheet program writes a million equal rows as one with a count."""
    row = (
        '<table:table-row table:number-rows-repeated="999999999"><table:table-cell><text:p>A</text:p></table:table-cell>'
        "<table:table-cell><text:p>Igen.</text:p></table:table-cell></table:table-row>"
    )
    transcript = imported(tmp_path, odt(f"{TALK}<table:table>{row}</table:table>"), ".odt")
    assert len(transcript.utterances) < 2000


def test_odt_of_another_kind_or_with_a_password_is_refused(tmp_path):
    sheet = zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<a/>"})
    with pytest.raises(DocumentImportError, match="no text document"):
        imported(tmp_path, sheet, ".odt")
    locked = zipped({"content.xml": "<a/>", "META-INF/manifest.xml": "<m><encryption-data/></m>"})
    with pytest.raises(UnsafeFileError, match="password"):
        imported(tmp_path, locked, ".odt")


def test_rtf_reads_code_pages_and_code_points(tmp_path):
    body = r"I: Hvem hj\'e6lper?\par A: Naboen.\par I: \u8222?Hvordan\u8221?\par A: Hun\~ringer \u-10179?\u-8704?.\par"
    assert said(imported(tmp_path, rtf(body), ".rtf")) == [
        ("I", "Hvem hjælper?"),
        ("A", "Naboen."),
        ("I", "„Hvordan”"),
        ("A", "Hun\u00a0ringer 😀."),
    ]


def test_rtf_fonts_say_the_code_page(tmp_path):
    head = r"\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset204 B;}{\f2\fcharset128 C;}}"
    body = r"A: {\f1 \'cf\'f0\'e8} {\f2\'93\'fa} \'e6\par I: Ja.\par A: Nej.\par"
    assert said(imported(tmp_path, rtf(body, head), ".rtf"))[0] == ("A", "При 日 æ")


def test_rtf_leaves_out_what_is_not_the_text(tmp_path):
    body = (
        r"{\info{\author Karla}}{\header Fortroligt}{\*\generator X;}{\stylesheet{\s1 Heading;}}"
        r"I: Hvad?\par A: Ja{\v skjult}{\deleted slettet}{\footnote note}{\*\annotation svar}"
        r"{\field{\*\fldinst HYPERLINK x}{\fldrslt her}}.\par I: {\revised Ja}.\par A: {\*\ukendt{b}} Nej.\par"
    )
    transcript = imported(tmp_path, rtf(body), ".rtf")
    assert said(transcript) == [("I", "Hvad?"), ("A", "Jaher."), ("I", "Ja."), ("A", "Nej.")]
    assert {"margins", "hidden-text", "tracked-changes", "notes", "comments"} == doubts(transcript)


def test_rtf_tables_and_picture_bytes(tmp_path):
    row = r"\trowd\cellx1\cellx2\intbl {}\cell {}\cell\row"
    rows = "".join(row.format(label, words.replace("æ", r"\'e6")) for label, words in TURNS)
    picture = r"{\pict\bin5 }{\}x}"  # five bytes that look like the end of groups
    body = rf"{picture}{rows}\pard I: Slut.\par"
    assert said(imported(tmp_path, rtf(body), ".rtf")) == [*TURNS, ("I", "Slut.")]


def test_rtf_headings_are_known_by_their_style(tmp_path):
    body = (
        r"{\stylesheet{\s0 Normal;}{\s3\b heading 1;}}\pard\s0 I: Hvad?\par A: Ja.\par\pard\s3 Tema to\par"
        r"\pard\s0 I: Og?\par A: Nej.\par"
    )
    transcript = imported(tmp_path, rtf(body), ".rtf")
    assert said(transcript)[2] == (None, "Tema to")
    assert "heading" in doubts(transcript)


def test_rtf_text_boxes_come_after_their_paragraph(tmp_path):
    box = r"{\shp{\*\shpinst\shpleft1{\sp{\sn x}{\sv 1}}{\shptxt A: I en boks.\par}}}"
    body = rf"I: Hvad?\par A: F\'f8r{box} og efter.\par I: Ja.\par"
    assert said(imported(tmp_path, rtf(body), ".rtf")) == [
        ("I", "Hvad?"),
        ("A", "Før og efter."),
        ("A", "I en boks."),
        ("I", "Ja."),
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (rb"{\rtf1\ansi I: Hej.\par A: Ja", "QC-IM12"),
        (rb"{\rtf1\ansi I: Hej \'81.\par}", "QC-IM12"),
        (rb"{\rtf1\ansi I: Hej \u-10179?.\par}", "QC-IM11"),
        (rb"{\rtf1\ansi I: Hej \u-10179?\u65?.\par}", "QC-IM11"),
        (rb"{\rtf1\ansi I: \'07 Hej.\par}", "QC-IM11"),
        (rb"{\rtf1" + b"{" * 600 + b"}" * 601, "QC-SF43"),
    ],
)
def test_damaged_rtf_is_refused(tmp_path, content, code):
    """Cut off, bytes outside the code page, halves of characters, control characters, no bottom."""
    with pytest.raises((DocumentImportError, UnsafeFileError), match=code):
        imported(tmp_path, content, ".rtf")
