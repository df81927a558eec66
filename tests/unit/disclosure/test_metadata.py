"""What files tell beside their words; and that the files qualcode writes tell nothing."""

import io
import re
import struct
import zipfile
import zlib
from datetime import datetime

import docx
import openpyxl
import pytest
from docx.shared import Pt
from PIL import Image, PngImagePlugin
from pypdf import PdfWriter
from pypdf.annotations import FreeText
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from qualcode.disclosure import inspect, inspect_bytes
from qualcode.errors import UnreadableFileError, UnsafeFileError, UsageError

MARK = "HEMMELIGMARKØR"


def kinds(data, name, own=()):
    return {one.kind for one in inspect_bytes(data, name, own=own)}


def zipped(data, change=None, *, add=None, time=(1980, 1, 1, 0, 0, 0), extra=b"", comment=b""):
    """Return an archive with parts changed, added, and times as wanted."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        new.comment = comment
        parts = {name: old.read(name) for name in old.namelist()}
        parts = {name: (change or {}).get(name, lambda part: part)(part) for name, part in parts.items()}
        for name, part in {**parts, **(add or {})}.items():
            info = zipfile.ZipInfo(name, time)
            info.extra = extra
            new.writestr(info, part)
    return made.getvalue()


def plain_docx(text="Flere kommuner ringer."):
    """Return a Word file without anything beside its words."""
    document = docx.Document()
    document.add_paragraph(text)
    core = document.core_properties
    core.author = core.comments = core.last_modified_by = core.title = ""
    made = io.BytesIO()
    document.save(made)
    nothing = b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>'
    thumbnail = re.compile(rb"<Relationship [^>]*thumbnail[^>]*/>")
    data = zipped(
        made.getvalue(),
        {
            "docProps/core.xml": lambda _: nothing,
            "word/settings.xml": lambda part: re.sub(
                rb"<w:rsids>.*?</w:rsids>|<w:attachedTemplate[^>]*/>|<w\d*:docId[^>]*/>",
                b"",
                part,
                flags=re.DOTALL,
            ),
            "word/document.xml": lambda part: re.sub(rb' w:rsid\w*="\w*"', b"", part),
            "_rels/.rels": lambda part: thumbnail.sub(b"", part),
        },
    )
    return without(data, "docProps/thumbnail.jpeg", "customXml/")


def without(data, *names):
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            if not name.startswith(names):
                new.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), old.read(name))
    return made.getvalue()


def in_document(xml):
    """Return a change that puts XML into the first paragraph of a Word file."""
    return lambda part: part.replace(b"</w:p>", xml.encode() + b"</w:p>", 1)


def core(inner):
    return (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{inner}</cp:coreProperties>'
    ).encode()


# -- Word --------------------------------------------------------------------------------------------------------------


def test_a_word_file_with_nothing_beside_its_words_is_clean():
    assert inspect_bytes(plain_docx(), "a.docx") == ()


@pytest.mark.parametrize(
    ("kind", "part", "change"),
    [
        ("author", "docProps/core.xml", lambda _: core(f"<dc:creator>{MARK}</dc:creator>")),
        ("author", "docProps/core.xml", lambda _: core(f"<cp:lastModifiedBy>{MARK}</cp:lastModifiedBy>")),
        ("time", "docProps/core.xml", lambda _: core("<dcterms:created>2022-01-18T10:00:00Z</dcterms:created>")),
        ("property", "docProps/core.xml", lambda _: core(f"<cp:keywords>{MARK}</cp:keywords>")),
        ("revision", "docProps/core.xml", lambda _: core("<cp:revision>7</cp:revision>")),
        ("company", "docProps/app.xml", lambda _: f"<Properties><Company>{MARK}</Company></Properties>".encode()),
        ("time", "docProps/app.xml", lambda _: b"<Properties><TotalTime>412</TotalTime></Properties>"),
        ("property", "docProps/app.xml", lambda _: f"<Properties><Template>{MARK}.dotx</Template></Properties>".encode()),
        ("revision", "word/document.xml", lambda part: part.replace(b"<w:p>", b'<w:p w:rsidR="00A1B2C3">', 1)),
        ("revision", "word/settings.xml", lambda part: part.replace(b"</w:settings>", b"<w:rsids/></w:settings>")),
        ("property", "word/settings.xml", lambda part: part.replace(b"</w:settings>", b"<w:docVars/></w:settings>")),
        ("tracked change", "word/document.xml", in_document(f'<w:ins w:author="{MARK}"><w:r><w:t>x</w:t></w:r></w:ins>')),
        ("tracked change", "word/document.xml", in_document("<w:del><w:r><w:delText>Fatima</w:delText></w:r></w:del>")),
        ("author", "word/document.xml", in_document(f'<w:ins w:author="{MARK}"/>')),
        ("hidden", "word/document.xml", in_document("<w:r><w:rPr><w:vanish/></w:rPr><w:t>Fatima</w:t></w:r>")),
        ("path", "word/document.xml", in_document(r"<w:r><w:t>C:\Users\lene\interview</w:t></w:r>")),
        ("path", "word/document.xml", in_document("<w:r><w:t>/home/lene/studie</w:t></w:r>")),
        ("path", "word/document.xml", in_document(r"<w:r><w:t>\\server\fælles</w:t></w:r>")),
        ("file name", "word/document.xml", in_document("<w:r><w:t>se interview Lene.m4a</w:t></w:r>")),
        ("link", "word/_rels/document.xml.rels", lambda part: part.replace(
            b"</Relationships>", b'<Relationship Id="x" Type="t/attachedTemplate" Target="file:///C:/a.dotx" TargetMode="External"/></Relationships>')),
    ],
)  # fmt: skip
def test_what_a_word_file_gives_away_is_found(kind, part, change):
    found = inspect_bytes(zipped(plain_docx(), {part: change}), "a.docx")
    assert kind in {one.kind for one in found}
    assert all(part in one.where for one in found if one.kind == kind)


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("comment", "word/comments.xml"),
        ("author", "word/people.xml"),
        ("thumbnail", "docProps/thumbnail.jpeg"),
        ("property", "docProps/custom.xml"),
        ("property", "customXml/item1.xml"),
        ("embedded", "word/embeddings/sheet.xlsx"),
        ("macro", "word/vbaProject.bin"),
        ("unreadable", "word/media/image1.emf"),
    ],
)
def test_parts_that_hold_more_than_the_text_are_found(kind, name):
    body = b"<a/>" if name.endswith(".xml") else jpeg() if name.endswith("jpeg") else b"x"
    assert kind in kinds(zipped(plain_docx(), add={name: body}), "a.docx")


def test_the_archive_itself_gives_nothing_away():
    """Times of the members say when it was written; extra fields can hold the number of the user."""
    data = plain_docx()
    assert kinds(zipped(data, time=(2022, 1, 18, 10, 0, 0)), "a.docx") == {"time"}
    assert kinds(zipped(data, extra=struct.pack("<HHI", 0x7875, 4, 1000)), "a.docx") == {"property"}
    assert kinds(zipped(data, comment=b"made by lene"), "a.docx") == {"comment"}


def test_pictures_in_a_word_file_are_looked_into_and_keep_no_name():
    document = docx.Document()
    picture = io.BytesIO(png(author=True))
    picture.name = "interview med Lene.png"
    document.add_picture(picture, width=Pt(50))
    made = io.BytesIO()
    document.save(made)
    found = {(one.kind, one.where) for one in inspect_bytes(made.getvalue(), "a.docx")}
    assert ("text chunk", "word/media/image1.png") in found
    named = zipped(
        plain_docx(),
        {
            "word/document.xml": in_document(
                '<w:r><w:drawing><wp:docPr xmlns:wp="u" id="1" name="Lene.png"/></w:drawing></w:r>'
            )
        },
    )
    assert kinds(named, "a.docx") == {"file name"}


def test_links_to_the_web_may_stay():
    link = b'<Relationship Id="x" Type="t/hyperlink" Target="https://www.retsinformation.dk/" TargetMode="External"/></Relationships>'
    data = zipped(
        plain_docx(), {"word/_rels/document.xml.rels": lambda p: p.replace(b"</Relationships>", link)}
    )
    assert inspect_bytes(data, "a.docx") == ()


# -- Excel -------------------------------------------------------------------------------------------------------------


def workbook(change):
    """Return a workbook of openpyxl, its own properties and times taken out."""
    book = openpyxl.Workbook()
    book.active.append(["Politi", "flere"])
    change(book)
    made = io.BytesIO()
    book.save(made)
    return zipped(made.getvalue(), {"docProps/core.xml": lambda _: core("")})


def hide_sheet(book):
    book.create_sheet("rådata").sheet_state = "hidden"


def hide_column(book):
    book.active.column_dimensions["B"].hidden = True


def hide_row(book):
    book.active.row_dimensions[1].hidden = True


def add_comment(book):
    book.active["A1"].comment = openpyxl.comments.Comment("spørg Lene", MARK)


def add_name(book):
    book.defined_names["hemmelig"] = openpyxl.workbook.defined_name.DefinedName(
        "hemmelig", attr_text="Sheet!$A$1"
    )


def add_formula(book):
    book.active["A2"] = "=1+1"


def add_link(book):
    book.active["A2"].hyperlink = r"file:///C:/Users/lene/a.xlsx"


@pytest.mark.parametrize(
    ("kind", "change"),
    [
        ("hidden", hide_sheet), ("hidden", hide_column), ("hidden", hide_row), ("comment", add_comment),
        ("defined name", add_name), ("formula", add_formula), ("link", add_link), ("path", add_link),
    ],
)  # fmt: skip
def test_what_a_workbook_hides_is_found(kind, change):
    assert kind in kinds(workbook(change), "a.xlsx")


def test_a_workbook_with_nothing_hidden_is_clean_and_its_cells_are_no_ids():
    """Cells S1 and A-1 are places in a sheet, not the study's ids."""
    data = workbook(lambda book: book.active.cell(1, 19, "noget"))
    assert kinds(data, "a.xlsx", own=["s1", "a-1", "interview-a"]) == set()
    named = workbook(lambda book: book.active.append(["interview-a", "x"]))
    assert kinds(named, "a.xlsx", own=["s1", "interview-a"]) == {"own word"}


@pytest.mark.parametrize(
    "part",
    ["xl/externalLinks/externalLink1.xml", "xl/connections.xml", "xl/pivotCache/pivotCacheDefinition1.xml"],
)
def test_data_that_a_workbook_brings_along_is_found(part):
    data = zipped(workbook(lambda book: None), add={part: b"<a/>"})
    assert kinds(data, "a.xlsx") & {"link", "embedded"}


# -- pictures ----------------------------------------------------------------------------------------------------------


def png(*, author=False, exif=False, behind=b""):
    made = io.BytesIO()
    info = PngImagePlugin.PngInfo()
    if author:
        info.add_text("Author", MARK)
    options = {}
    if exif:
        data = Image.Exif()
        data[0x013B] = MARK
        options["exif"] = data
    Image.new("RGB", (2, 2)).save(made, "PNG", pnginfo=info, **options)
    return made.getvalue() + behind


def jpeg(*, exif=False, comment=b"", behind=b""):
    made = io.BytesIO()
    options = {"comment": comment} if comment else {}
    if exif:
        data = Image.Exif()
        data[0x013B] = MARK
        options["exif"] = data
    Image.new("RGB", (8, 8)).save(made, "JPEG", **options)
    return made.getvalue() + behind


def chunk(name, body):
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


@pytest.mark.parametrize(
    ("data", "name", "found"),
    [
        (png(), "a.png", set()),
        (png(author=True), "a.png", {"text chunk"}),
        (png(exif=True), "a.png", {"exif"}),
        (png(behind=b"PK\3\4"), "a.png", {"trailing"}),
        (png()[:-12] + chunk(b"tIME", b"\7\346\1\1\1\1\1") + png()[-12:], "a.png", {"time"}),
        (png()[:-12] + chunk(b"prVt", b"lene") + png()[-12:], "a.png", {"property"}),
        (jpeg(), "a.jpg", set()),
        (jpeg(exif=True), "a.jpeg", {"exif"}),
        (jpeg(comment=b"lene"), "a.JPG", {"comment"}),
        (jpeg(behind=b"more"), "a.jpg", {"trailing"}),
    ],
)
def test_what_a_picture_carries_is_found(data, name, found):
    assert kinds(data, name) == found


@pytest.mark.parametrize(
    ("data", "name"),
    [(b"no picture", "a.png"), (png()[:40], "a.png"), (b"no picture", "a.jpg"), (jpeg()[:30], "a.jpg"), (b"%PDF-1.7 no", "a.pdf"),
     (b"no zip", "a.docx")],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_and_not_taken_for_clean(data, name):
    with pytest.raises(UnreadableFileError):
        inspect_bytes(data, name)


# -- pages -------------------------------------------------------------------------------------------------------------

PAGE = '<!DOCTYPE html><html lang="da"><head><meta charset="utf-8"><title>Rapport</title>{}</head><body>{}</body></html>'


@pytest.mark.parametrize(
    ("head", "body", "found"),
    [
        ("", "<p>Flere kommuner.</p>", set()),
        ('<meta name="viewport" content="width=device-width">', "", set()),
        ('<meta name="author" content="Lene">', "", {"author"}),
        ('<meta name="DC.creator" content="Lene">', "", {"author"}),
        ('<meta name="date" content="2022">', "", {"time"}),
        ('<meta name="generator" content="LibreOffice">', "", {"property"}),
        ("", "<!-- Lene: tjek det her -->", {"comment"}),
        ("", '<img src="https://example.org/a.png">', {"link"}),
        ("", '<img src="billeder/a.png">', {"link"}),
        ('<link rel="stylesheet" href="style.css">', "", {"link"}),
        ('<script src="x.js"></script>', "", {"link"}),
        ("", '<a href="https://example.org">a</a><a href="#f_1">b</a>', set()),
        ("", '<a href="file:///C:/Users/lene/a">a</a>', {"link", "path"}),
        ("", '<p hidden="">Fatima</p>', {"hidden"}),
        ("", '<p style="display: none">Fatima</p>', {"hidden"}),
        ("", "<p>interview-a</p>", {"own word"}),
    ],
)
def test_what_a_page_gives_away_is_found(head, body, found):
    page = PAGE.replace("{}", head, 1).replace("{}", body, 1).encode()
    assert kinds(page, "a.html", own=["interview-a"]) == found


def test_pictures_in_a_page_are_looked_into():
    from base64 import b64encode

    for data, found in ((png(), set()), (png(author=True), {"text chunk"})):
        page = PAGE.replace("{}", "", 1).replace(
            "{}", f'<img alt="" src="data:image/png;base64,{b64encode(data).decode()}">'
        )
        assert kinds(page.encode(), "a.html") == found


SVG = (
    '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:sodipodi="http://sodipodi.sourceforge.net/DTD/sodipodi-0.dtd"%s>%s</svg>'
)


@pytest.mark.parametrize(
    ("attributes", "inner", "found"),
    [
        ("", "<text>Politi</text>", set()),
        ("", "<metadata><dc:format>image/svg+xml</dc:format></metadata>", set()),
        ("", "<metadata><dc:creator>Lene</dc:creator></metadata>", {"author"}),
        ("", "<metadata><dc:date>2022-01-18</dc:date></metadata>", {"time"}),
        (' sodipodi:docname="Lene.svg"', "", {"property"}),
        ("", '<image xlink:href="billede.png"/>', {"link"}),
        ("", '<image xlink:href="file:///home/lene/a.png"/>', {"link", "path"}),
        ("", "<!-- Politi -->", set()),  # a label that is drawn as a path
        ("", "<!-- made by Lene\n on her machine -->", {"comment"}),
        ("", "<script>x</script>", {"macro"}),
    ],
)
def test_what_a_drawing_gives_away_is_found(attributes, inner, found):
    assert kinds((SVG % (attributes, inner)).encode(), "a.svg") == found


def test_a_drawing_with_entities_is_not_opened():
    bomb = '<!DOCTYPE svg [<!ENTITY a "x">]><svg xmlns="http://www.w3.org/2000/svg">&a;</svg>'
    with pytest.raises(UnsafeFileError):
        inspect_bytes(bomb.encode(), "a.svg")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Partner;Omfang\nPoliti;flere\n", set()),
        ("Partner;kilde\nPoliti;interview-a\n", {"own word"}),
        ("Partner;kilde\nPoliti;C:\\Users\\lene\\data\n", {"path"}),
        ("Partner;kilde\nPoliti;lydfil 3.mp3\n", {"file name"}),
        ("se https://example.org/home/side og 10:30/11\n", set()),
    ],
)
def test_what_a_table_gives_away_is_found(text, found):
    assert kinds(text.encode(), "a.csv", own=["interview-a"]) == found


# -- PDF ---------------------------------------------------------------------------------------------------------------


def pdf(change=lambda writer: None):
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    change(writer)
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def add_script(writer):
    script = {
        NameObject("/S"): NameObject("/JavaScript"),
        NameObject("/JS"): TextStringObject("app.alert(1)"),
    }
    writer.root_object[NameObject("/OpenAction")] = DictionaryObject(script)


def add_note(writer):
    writer.add_annotation(0, FreeText(text="spørg Lene", rect=(10, 10, 90, 90)))


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (lambda w: None, set()),
        (lambda w: w.add_metadata({"/Title": "Rapport"}), set()),
        (lambda w: w.add_metadata({"/Author": "Lene"}), {"author"}),
        (lambda w: w.add_metadata({"/CreationDate": "D:20220118"}), {"time"}),
        (lambda w: w.add_metadata({"/Keywords": "Lene"}), {"property"}),
        (lambda w: w.add_attachment("interview.txt", b"Fatima"), {"embedded"}),
        (add_script, {"macro"}),
        (add_note, {"comment"}),
    ],
)
def test_what_a_pdf_gives_away_is_found(change, found):
    assert kinds(pdf(change), "a.pdf") == found


def test_an_earlier_version_inside_a_pdf_is_found():
    """Word processors append changes: what was deleted is still in the file."""
    data = pdf()
    appended = data + data[data.rindex(b"startxref") :]
    assert kinds(appended, "a.pdf") == {"earlier version"}


# -- all of them -------------------------------------------------------------------------------------------------------


def test_other_files_are_not_taken_for_clean(tmp_path):
    with pytest.raises(UsageError, match="QC-DC05"):
        inspect_bytes(b"x", "a.zip")
    with pytest.raises(UnreadableFileError):
        inspect(tmp_path / "missing.docx")


@pytest.mark.parametrize("language", ["da", "en"])
def test_messages_name_the_part_and_never_what_stands_there(language):
    data = zipped(
        plain_docx(),
        {"docProps/core.xml": lambda _: core(f"<dc:creator>{MARK}</dc:creator>"),
         "word/document.xml": in_document(f"<w:r><w:t>C:\\Users\\{MARK}</w:t></w:r>")},
    )  # fmt: skip
    found = inspect_bytes(data, "a.docx", own=[MARK])
    assert {one.kind for one in found} == {"author", "path", "own word"}
    for one in found:
        assert MARK not in one.message(language) + repr(one)
        assert one.where in one.message(language)


def test_a_word_file_of_today_says_who_and_when():
    document = docx.Document()
    document.core_properties.author = MARK
    document.core_properties.created = datetime(2022, 1, 18)
    made = io.BytesIO()
    document.save(made)
    assert {"author", "time"} <= kinds(made.getvalue(), "a.docx")
