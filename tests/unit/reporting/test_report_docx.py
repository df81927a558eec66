"""The Word file: real styles, fields and links, nothing that points to a person, the same bytes every time."""

import io
import re
import zipfile
from itertools import pairwise

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, RGBColor

from qualcode.errors import ReportError, UnreadableFileError, UnsafeFileError, UserError
from qualcode.reporting import (
    FactBox,
    FigureBlock,
    Report,
    Section,
    TableBlock,
    docx_bytes,
    finding_anchor,
    html_text,
    write_docx,
)
from unit.reporting.rendered import HOSTILE, full_report, hostile_report, png


def opened(data):
    return docx.Document(io.BytesIO(data))


def xml(data, member):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(member).decode("utf-8")


@pytest.fixture(scope="module")
def data():
    return docx_bytes(full_report())


@pytest.fixture(scope="module")
def document(data):
    return opened(data)


def styled(document, style):
    return [p.text for p in document.paragraphs if p.style.name == style]


def test_every_paragraph_has_a_style_of_its_own_kind(document):
    names = {p.style.name for p in document.paragraphs}
    assert names >= {
        "Title",
        "Subtitle",
        "TOC Heading",
        "Heading 1",
        "Heading 2",
        "Heading 3",
        "Caption",
        "List Bullet",
    }
    assert styled(document, "Title") == ["Rapport"]
    assert styled(document, "Report Notice") == ["Alt er opdigtet."]
    assert "Krisecentre" in styled(document, "Heading 2")


def test_looks_come_from_styles_only(document):
    """A template can only restyle what no paragraph or run decides for itself."""
    for paragraph in document.element.body.iter(qn("w:pPr")):
        kinds = {child.tag for child in paragraph} - {qn("w:pStyle"), qn("w:pageBreakBefore"), qn("w:sectPr")}
        assert kinds == set()
    for run in document.element.body.iter(qn("w:rPr")):
        assert {child.tag for child in run} == {qn("w:rStyle")}


def test_the_sentences_are_paragraphs_and_the_key_points_bullets(document):
    text = "\n".join(styled(document, "Body Text"))
    assert "Flere kommuner fremhæver faste kontaktpersoner på børneområdet." in text
    assert "Et par kommuner nævner det som et ønske (voksenområdet)." in text
    bullets = styled(document, "List Bullet")
    assert "Flere kommuner fremhæver faste kontaktpersoner på børneområdet." in bullets


def test_the_same_words_stand_in_word_and_on_the_page(document):
    page = re.sub(r"<[^>]+>", "", html_text(full_report()))
    for style in ("List Bullet", "Body Text", "Report Lead", "Quote", "Quote Source", "Intense Quote"):
        for text in styled(document, style):
            assert text in page


def test_no_counts_are_printed(document):
    text = "\n".join(p.text for p in document.paragraphs if p.style.name != "Caption")
    text += "\n".join(cell.text for table in document.tables for row in table.rows for cell in row.cells)
    assert re.findall(r"\d+", text.replace("version 1.0", "")) == []


def test_captions_are_numbered_by_fields(data, document):
    assert [re.sub(r"\. .*", "", caption) for caption in styled(document, "Caption")] == [
        "Tabel 1",
        "Tabel 2",
        "Tabel 3",
        "Figur 1",
    ]
    assert len(re.findall(r"SEQ Tabel", xml(data, "word/document.xml"))) == 3


def test_the_table_of_contents_leads_to_the_headings(data, document):
    entries = [p for p in document.paragraphs if p.style.name in {"toc 1", "toc 2"}]
    headings = [p.text for p in document.paragraphs if p.style.name in {"Heading 1", "Heading 2"}]
    assert [p.text for p in entries] == headings
    body = xml(data, "word/document.xml")
    marks = set(re.findall(r'<w:bookmarkStart [^>]*w:name="([^"]+)"', body))
    assert set(re.findall(r'<w:hyperlink [^>]*w:anchor="([^"]+)"', body)) <= marks
    assert 'TOC \\o "1-2"' in body
    assert 'w:updateFields w:val="true"' in xml(data, "word/settings.xml")


def test_fields_are_begun_and_ended(data):
    kinds = re.findall(r'w:fldCharType="(\w+)"', xml(data, "word/document.xml"))
    assert kinds
    assert kinds == ["begin", "separate", "end"] * (len(kinds) // 3)


def test_every_finding_has_its_bookmark(data):
    body = xml(data, "word/document.xml")
    numbers = re.findall(r'<w:bookmarkStart w:id="(\d+)" w:name="([^"]+)"', body)
    assert len({number for number, _ in numbers}) == len(numbers)
    names = [name for _, name in numbers]
    assert len(set(names)) == len(names)
    # Word takes letters, digits and underscores, at most forty.
    assert all(re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]{0,39}", name) for name in names)
    for area in ("begge", "boern", "voksen"):
        assert finding_anchor("partner.ekstern.krisecenter", "barriere.travlhed", area) in names


def test_header_rows_repeat_and_rows_stay_whole(document):
    tables = [table for table in document.tables if table.style.name == "Report Table"]
    assert len(tables) == 3
    for table in tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_headings_and_captions_keep_with_what_follows(document):
    for name in ("Heading 1", "Heading 2", "Heading 3", "Caption"):
        assert document.styles[name].paragraph_format.keep_with_next


def test_pictures_are_described(document):
    assert [shape._inline.docPr.get("descr") for shape in document.inline_shapes] == [
        "Søjler for hver barriere"
    ]


def test_pictures_a_little_too_wide_are_made_smaller():
    figure = FigureBlock("Bred", "Bred", png(width=1000, height=200))
    document = opened(docx_bytes(Report("T", "", "", "da", (), (Section("s_1", "A", figures=(figure,)),))))
    section = document.sections[0]
    assert document.inline_shapes[0].width <= section.page_width - section.left_margin - section.right_margin


def laid(*sections):
    """Return width and height of each part of a report, as a reader turns the pages."""
    document = opened(docx_bytes(Report("T", "", "", "da", (), sections)))
    return ["across" if part.page_width > part.page_height else "up" for part in document.sections], document


def test_a_picture_made_for_the_long_side_lies_on_it():
    """A matrix of twenty themes is unreadable at the width of an upright page."""
    broad, small = FigureBlock("B", "B", png(width=1500, height=900)), FigureBlock("S", "S", png())
    table = TableBlock("T", ("a",), (("1",),))
    first = Section("s_1", "A", tables=(table,), figures=(small, broad, broad))
    ways, document = laid(first, Section("s_2", "B"))
    assert ways == ["up", "across", "up"]
    across = document.sections[1]
    assert across.orientation == 1
    for shape in document.inline_shapes:
        assert shape.width <= across.page_width - across.left_margin - across.right_margin
        assert shape.height <= across.page_height - across.top_margin - across.bottom_margin
    # Only the title page has no number, and the others go on counting.
    assert [part.different_first_page_header_footer for part in document.sections] == [True, False, False]
    assert all(not part.footer.is_linked_to_previous for part in document.sections)


def test_a_report_can_end_on_its_side():
    broad = FigureBlock("B", "B", png(width=1500, height=900))
    ways, _ = laid(Section("s_1", "A", figures=(broad,)))
    assert ways == ["up", "across"]


def test_a_page_turns_after_a_table_without_an_empty_page():
    """What ends a section after a table must not need a line of its own."""
    broad = FigureBlock("B", "B", png(width=1500, height=900))
    table = TableBlock("T", ("a",), (("1",),))
    _, document = laid(Section("s_1", "A", tables=(table,), figures=(broad,)))
    ends = [p for p in document.paragraphs if p.style.name == "Section End"]
    assert len(ends) == 1
    assert ends[0].style.paragraph_format.line_spacing.pt <= 1


def test_pages_are_numbered_but_not_the_first(document):
    section = document.sections[0]
    assert section.different_first_page_header_footer
    assert "PAGE" in section.footer._element.xml
    assert section.footer.paragraphs[0].style.name == "Footer"


@pytest.mark.parametrize(("language", "expected"), [("da", "da-DK"), ("en", "en-GB")])
def test_the_language_is_set(language, expected):
    data = docx_bytes(Report("T", "", "", language, (), (Section("s_1", "A"),)))
    assert f'<w:lang w:val="{expected}"' in xml(data, "word/styles.xml")


def test_nothing_tells_who_made_it_where_and_when(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in archive.namelist() if "thumbnail" in name or "customXml" in name]
        everything = b"".join(archive.read(name) for name in archive.namelist()).decode("utf-8", "replace")
    for trace in (
        "rsid",
        "python-docx",
        "dcterms:created",
        "dcterms:modified",
        "lastModifiedBy",
        "dc:creator",
        "docId",
    ):
        assert trace not in everything.replace("xmlns:dcterms", "")
    core = opened(data).core_properties
    assert (core.author, core.last_modified_by, core.title) == ("", "", "Rapport")


def test_the_same_report_gives_the_same_bytes(tmp_path, data):
    write_docx(full_report(), tmp_path / "a.docx")
    assert (tmp_path / "a.docx").read_bytes() == data
    assert [path.name for path in tmp_path.iterdir()] == ["a.docx"]


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_breaks_the_file(name):
    """Control characters and half a surrogate pair are not allowed in XML; markup is only text."""
    report = hostile_report(name)
    document = opened(docx_bytes(report))
    assert styled(document, "Title") == [report.title]
    assert len(styled(document, "List Bullet")) == len(
        styled(opened(docx_bytes(hostile_report("A"))), "List Bullet")
    )


def test_tables_do_not_run_together_nor_end_the_file():
    """Word joins two tables that nothing stands between, and wants a paragraph last."""
    boxes = (FactBox("A", ("Et afsnit.",)), FactBox("B"))
    document = opened(docx_bytes(Report("T", "", "", "da", (), (Section("s_1", "A", boxes=boxes),))))
    tags = [child.tag for child in document.element.body]
    assert len(document.tables) == 2
    assert all(pair != (qn("w:tbl"), qn("w:tbl")) for pair in pairwise(tags))
    assert tags[-2:] == [qn("w:p"), qn("w:sectPr")]


def test_cells_hold_lines_and_widths_hold(document):
    table = TableBlock("T", ("a", "b"), (("1", "første\nanden"),), widths=(1, 3))
    made = opened(docx_bytes(Report("T", "", "", "da", (), (Section("s_1", "A", tables=(table,)),)))).tables[
        0
    ]
    assert [p.text for p in made.rows[1].cells[1].paragraphs] == ["første", "anden"]
    widths = [column.width for column in made.columns]
    assert widths[1] == pytest.approx(3 * widths[0], rel=0.01)


@pytest.fixture
def template(tmp_path):
    """Last year's report of somebody, as a template: its looks are wanted, its words are not."""
    made = docx.Document()
    made.core_properties.author = "Vibeke Opdigtet"
    made.core_properties.comments = "K:/sager/hemmelig"
    made.add_paragraph("Gammel tekst, som ingen må se")
    made.add_comment(made.paragraphs[0].runs, text="Ret det her", author="Vibeke Opdigtet", initials="VO")
    made.styles["Heading 1"].font.color.rgb = RGBColor(0xC0, 0, 0)
    made.sections[0].footer.paragraphs[0].text = "Vores sidefod"
    made.sections[0].page_width = Mm(200)
    path = tmp_path / "vores.docx"
    made.save(path)
    return path


def test_a_template_gives_its_looks(template):
    document = opened(docx_bytes(full_report(), template=template))
    assert document.styles["Heading 1"].font.color.rgb == RGBColor(0xC0, 0, 0)
    assert document.sections[0].footer.paragraphs[0].text == "Vores sidefod"
    assert round(document.sections[0].page_width.mm) == 200
    assert document.styles["Report Table"] is not None
    assert document.styles["Caption"].paragraph_format.keep_with_next


def test_a_template_in_another_language_becomes_danish(tmp_path):
    """Word would underline every word of a Danish report in an English template."""
    made = docx.Document()
    made.styles["Normal"].element.get_or_add_rPr().append(OxmlElement("w:lang"))
    made.styles["Normal"].element.rPr[-1].set(qn("w:val"), "en-US")
    path = tmp_path / "engelsk.docx"
    made.save(path)
    styles = xml(docx_bytes(full_report(), template=path), "word/styles.xml")
    assert set(re.findall(r'<w:lang [^>]*w:val="([^"]+)"', styles)) == {"da-DK"}


def test_a_template_gives_nothing_else(template):
    data = docx_bytes(full_report(), template=template)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist()).decode("utf-8", "replace")
        assert not [name for name in archive.namelist() if "comment" in name]
    for trace in ("Vibeke", "hemmelig", "Gammel tekst", "Ret det her", "rsid"):
        assert trace not in everything


def test_a_template_without_lists_gets_bullets(tmp_path):
    made = docx.Document()
    for key, relation in list(made.part.rels.items()):
        if relation.reltype.endswith("/numbering"):
            del made.part.rels[key]
    bullet = made.styles["List Bullet"].element
    bullet.getparent().remove(bullet)
    path = tmp_path / "uden.docx"
    made.save(path)
    document = opened(docx_bytes(full_report(), template=path))
    number = document.styles["List Bullet"].element.pPr.numPr.numId.val
    assert document.part.numbering_part.element.num_having_numId(number) is not None


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x03\x04 broken"])
def test_a_template_that_is_no_word_file_is_refused(tmp_path, content):
    path = tmp_path / "skabelon.docx"
    path.write_bytes(content)
    with pytest.raises(UserError, match=r"skabelon\.docx"):
        write_docx(full_report(), tmp_path / "r.docx", template=path)
    assert not (tmp_path / "r.docx").exists()


def test_a_missing_template_is_named(tmp_path):
    with pytest.raises(UnreadableFileError, match=r"vores\.docx.*no such file"):
        docx_bytes(full_report(), template=tmp_path / "vores.docx")


@pytest.mark.parametrize("types", ["<broken", "<a/>", ""])
def test_a_zip_without_a_document_is_refused(tmp_path, types):
    path = tmp_path / "skabelon.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", types)
    with pytest.raises(ReportError, match="QC-RP03"):
        docx_bytes(full_report(), template=path)


def test_a_template_that_unpacks_without_end_is_refused(tmp_path):
    path = tmp_path / "bombe.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(101_000_000))
    with pytest.raises(UnsafeFileError):
        docx_bytes(full_report(), template=path)


def test_a_template_that_fetches_from_elsewhere_is_refused(tmp_path):
    """Word would fetch the picture whenever somebody opens the report."""
    made = docx.Document()
    footer = made.sections[0].footer
    footer.paragraphs[0].text = "x"
    footer.part.relate_to(
        "http://example.invalid/x.png",
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image",
        is_external=True,
    )
    path = tmp_path / "ude.docx"
    made.save(path)
    with pytest.raises(ReportError, match="leads to files elsewhere"):
        docx_bytes(full_report(), template=path)
