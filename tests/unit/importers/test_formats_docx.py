"""Word documents: what is text, what is left out, and that both are said."""

import zipfile

import docx as python_docx
import pytest

from qualcode.errors import DocumentImportError, UnsafeFileError
from unit.importers.transcript_files import docx, doubts, imported, paragraph, roles, said, word_table, zipped

TALK = ("I: Hvem hjælper?", "A: Naboen.", "I: Hvordan?", "A: Hun ringer.")
TURNS = [("I", "Hvem hjælper?"), ("A", "Naboen."), ("I", "Hvordan?"), ("A", "Hun ringer.")]


def test_labelled_paragraphs_are_turns(tmp_path):
    transcript = imported(tmp_path, docx(*TALK), ".docx")
    assert said(transcript) == TURNS
    assert (transcript.format, transcript.encoding) == ("docx", "")


def test_a_document_made_by_python_docx(tmp_path):
    """Another writer than ours: the reader must not depend on how our own test files are built."""
    made = python_docx.Document()
    made.add_heading("Interview 3", 0)
    for line in TALK:
        label, _, words = line.partition(": ")
        written = made.add_paragraph()
        written.add_run(f"{label}: ").bold = True
        written.add_run(words)
    table = made.add_table(rows=2, cols=2)
    for row, cells in zip(table.rows, (("I", "Og i dag?"), ("A", "I dag går det bedre.")), strict=True):
        row.cells[0].text, row.cells[1].text = cells
    path = tmp_path / "made.docx"
    made.save(path)
    transcript = imported(tmp_path, path.read_bytes(), ".docx")
    assert said(transcript) == [*TURNS, ("I", "Og i dag?"), ("A", "I dag går det bedre.")]
    assert doubts(transcript) == {"head"}


def test_inserted_text_stays_and_deleted_text_goes(tmp_path):
    """python-docx loses the insertion; a naive reader brings back the deletion: a name somebody removed."""
    changed = paragraph(
        "A: Vi ",
        "<w:ins w:id='1'><w:r><w:t>altid </w:t></w:r></w:ins>",
        "<w:del w:id='2'><w:r><w:delText>aldrig </w:delText></w:r></w:del>",
        "<w:moveFrom w:id='3'><w:r><w:t>før </w:t></w:r></w:moveFrom>",
        "<w:moveTo w:id='4'><w:r><w:t>siden </w:t></w:r></w:moveTo>",
        "<w:r><w:rPr><w:rPrChange w:id='5'><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>ringer.</w:t></w:r>",
    )
    transcript = imported(tmp_path, docx("I: Hvad?", changed, "I: Ja.", "A: Nej."), ".docx")
    assert said(transcript)[1] == ("A", "Vi altid siden ringer.")
    said_of = [doubt.message for doubt in transcript.doubts if doubt.kind == "tracked-changes"]
    assert [message[:11] for message in said_of] == ["2 stretches", "2 stretches"]


def test_a_deleted_end_of_paragraph_joins_it_with_the_next(tmp_path):
    """In Word, deleting a paragraph mark makes one paragraph of two; a label then no longer begins a line."""
    deleted_mark = "<w:p><w:pPr><w:rPr><w:del w:id='1'/></w:rPr></w:pPr><w:r><w:t xml:space='preserve'>A: Først </w:t></w:r></w:p>"
    transcript = imported(tmp_path, docx("I: Hvad?", deleted_mark, "A: siden.", "I: Ja.", "A: Nej."), ".docx")
    assert said(transcript)[1] == ("A", "Først A: siden.")


def test_breaks_tabs_and_hyphens_become_characters(tmp_path):
    run = (
        "<w:r><w:t>A: en</w:t><w:br/><w:t>to</w:t><w:tab/><w:t>tre</w:t><w:noBreakHyphen/><w:t>fire</w:t>"
        "<w:softHyphen/><w:t>fem\u00a0seks</w:t><w:cr/><w:sym w:font='Wingdings' w:char='F0E0'/></w:r>"
    )
    with_tab_stops = f"<w:p><w:pPr><w:tabs><w:tab w:val='left' w:pos='1'/></w:tabs></w:pPr>{run}</w:p>"
    transcript = imported(tmp_path, docx("I: Hvad?", with_tab_stops, "I: Ja.", "A: Nej."), ".docx")
    assert said(transcript)[1] == ("A", "en\nto\ttre\u2011firefem\u00a0seks\n→")


def test_a_soft_break_may_begin_a_turn(tmp_path):
    """Teams writes the name, the time, a soft break and the words in one paragraph."""
    paragraphs = [
        f"<w:p><w:r><w:t>{name}</w:t></w:r><w:r><w:t xml:space='preserve'>   {time}</w:t></w:r>"
        f"<w:r><w:br/><w:t>{words}</w:t></w:r></w:p>"
        for name, time, words in (
            ("Anna Holm", "0:03", "Hej med jer."),
            ("Bo Lind", "0:09", "Hej."),
            ("Anna Holm", "1:00:12", "Godt."),
        )
    ]
    transcript = imported(tmp_path, docx(*paragraphs), ".docx")
    assert said(transcript) == [("Anna Holm", "Hej med jer."), ("Bo Lind", "Hej."), ("Anna Holm", "Godt.")]
    assert [utterance.start for utterance in transcript.utterances] == [3.0, 9.0, 3612.0]


def test_hidden_text_comments_and_notes_are_left_out_and_said(tmp_path):
    hidden = "<w:r><w:rPr><w:vanish/></w:rPr><w:t>skjult</w:t></w:r>"
    not_hidden = "<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t xml:space='preserve'> vist</w:t></w:r>"
    note = "<w:r><w:footnoteReference w:id='1'/></w:r><w:r><w:commentReference w:id='1'/></w:r>"
    styled = "<w:r><w:rPr><w:rStyle w:val='Skjult'/></w:rPr><w:t>også skjult</w:t></w:r>"
    styles = (
        "<w:styles xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>"
        "<w:style w:styleId='Skjult'><w:name w:val='Hemmelig'/><w:rPr><w:vanish/></w:rPr></w:style></w:styles>"
    )
    content = docx(
        "I: Hvad?",
        paragraph("A: Ja", hidden, styled, not_hidden, note),
        "I: Ja.",
        "A: Nej.",
        word__styles=styles,
    )
    transcript = imported(tmp_path, content, ".docx")
    assert said(transcript)[1] == ("A", "Ja vist")
    assert {"hidden-text", "comments", "notes"} <= doubts(transcript)


def test_headers_with_words_are_said_and_page_numbers_are_not(tmp_path):
    def header(words: str) -> str:
        space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        return f"<w:hdr xmlns:w='{space}'><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:hdr>"

    with_words = imported(tmp_path, docx(*TALK, word__header1=header("Fortroligt")), ".docx")
    with_number = imported(tmp_path, docx(*TALK, word__header1=header("7")), ".docx")
    assert "margins" in doubts(with_words)
    assert "margins" not in doubts(with_number)
    assert said(with_words) == TURNS


def test_text_boxes_and_content_controls_are_read_once(tmp_path):
    """Word writes a text box twice, for new and old readers."""
    box = (
        "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:txbxContent>"
        f"{paragraph('B: I en boks.')}</w:txbxContent></mc:Choice><mc:Fallback><w:pict><w:txbxContent>"
        f"{paragraph('B: I en boks.')}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    control = f"<w:sdt><w:sdtPr><w:alias w:val='x'/></w:sdtPr><w:sdtContent>{paragraph('A: I et felt.')}</w:sdtContent></w:sdt>"
    content = docx("I: Hvad?", paragraph("A: Før boksen.", box), control, "I: Ja.", "B: Nej.")
    transcript = imported(tmp_path, content, ".docx")
    assert said(transcript)[1:4] == [("A", "Før boksen."), ("B", "I en boks."), ("A", "I et felt.")]
    assert "text-box" in doubts(transcript)


def test_a_table_of_turns(tmp_path):
    table = word_table(
        ["Tid", "Taler", "Tekst"],
        ["00:00:01", "Interviewer", "Hvem hjælper?"],
        ["00:00:05", "Anna", "Naboen."],
        ["", "", "Og præsten."],
        ["00:00:09", "Interviewer", "Tak."],
    )
    transcript = imported(tmp_path, docx(paragraph("Interview 3", style="Title"), table), ".docx")
    assert said(transcript) == [
        ("Interviewer", "Hvem hjælper?"),
        ("Anna", "Naboen.\nOg præsten."),
        ("Interviewer", "Tak."),
    ]
    assert [utterance.start for utterance in transcript.utterances] == [1.0, 5.0, 9.0]


def test_a_table_of_turns_without_names_of_columns(tmp_path):
    rows = [["I:", "Hvem hjælper?"], ["A:", "Naboen."], ["I:", "Hvordan?"], ["A:", "Hun ringer."]]
    assert said(imported(tmp_path, docx(word_table(*rows)), ".docx")) == TURNS


def test_one_table_per_turn(tmp_path):
    """Some templates put every turn into a table of its own."""
    tables = [word_table(line.split(": ")) for line in TALK]
    assert said(imported(tmp_path, docx(*tables), ".docx")) == TURNS


def test_a_table_may_explain_the_labels(tmp_path):
    """A legend has the shape of a table of turns; its labels come back below, and nobody speaks in it."""
    legend = word_table(
        ["I", "Interviewer"], ["A", "Anna, socialrådgiver på børneområdet"], ["B", "Bo, leder"]
    )
    transcript = imported(tmp_path, docx(legend, *TALK, "B: Ja.", "B: Nej."), ".docx")
    assert said(transcript) == [*TURNS, ("B", "Ja."), ("B", "Nej.")]
    assert roles(transcript) == {
        "I": ("interviewer", True),
        "A": ("informant", True),
        "B": ("informant", True),
    }
    assert {"head", "legend"} == doubts(transcript)


def test_merged_cells_are_read_once(tmp_path):
    """python-docx gives a merged cell once per column it covers."""
    row = f"<w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>{paragraph('Del 1')}</w:tc><w:tc>{paragraph('')}</w:tc></w:tr>"
    turns = "".join(
        f"<w:tr><w:tc>{paragraph(time)}</w:tc><w:tc>{paragraph(label)}</w:tc><w:tc>{paragraph(words)}</w:tc></w:tr>"
        for time, label, words in (
            ("00:01", "I", "Hvem hjælper?"),
            ("00:02", "A", "Naboen."),
            ("00:03", "I", "Tak."),
        )
    )
    transcript = imported(tmp_path, docx(f"<w:tbl>{row}{turns}</w:tbl>"), ".docx")
    assert said(transcript)[-3:] == [("I", "Hvem hjælper?"), ("A", "Naboen."), ("I", "Tak.")]
    assert sum(words.count("Del 1") for _, words in said(transcript)) <= 1


def test_a_heading_between_turns_is_nobodys(tmp_path):
    """A theme's heading must not become the words of whoever spoke before it."""
    content = docx(*TALK[:2], paragraph("Tema to", style="Heading1"), *TALK[2:])
    transcript = imported(tmp_path, content, ".docx")
    assert (None, "Tema to") in said(transcript)
    assert {"heading", "no-speaker"} <= doubts(transcript)


def test_the_main_part_may_have_another_name(tmp_path):
    """Word on the web writes word/document2.xml."""
    relations = (
        "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='r' "
        "Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument' "
        "Target='word/document2.xml'/></Relationships>"
    )
    with zipfile.ZipFile(_file(tmp_path, docx(*TALK))) as archive:
        main = archive.read("word/document.xml")
    transcript = imported(tmp_path, zipped({"_rels/.rels": relations, "word/document2.xml": main}), ".docx")
    assert said(transcript) == TURNS


def _file(folder, content):
    path = folder / "first.docx"
    path.write_bytes(content)
    return path


def test_another_office_file_under_this_name_is_refused(tmp_path):
    with pytest.raises(DocumentImportError, match=r"QC-IM03.*Excel"):
        imported(tmp_path, zipped({"xl/workbook.xml": "<a/>"}), ".docx")


def test_a_password_is_said_plainly(tmp_path):
    """Word encrypts into the old container; the message must not speak of zip archives."""
    with pytest.raises(DocumentImportError, match="protected by a password"):
        imported(tmp_path, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, ".docx")


def test_a_document_type_is_refused(tmp_path):
    bomb = zipped({"word/document.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'})
    with pytest.raises(UnsafeFileError, match="QC-SF41"):
        imported(tmp_path, bomb, ".docx")


def test_damaged_xml_names_its_place(tmp_path):
    with pytest.raises(DocumentImportError, match="line 1, column"):
        imported(tmp_path, zipped({"word/document.xml": "<a><b></a>"}), ".docx")
