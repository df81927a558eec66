"""PDF: printed lines become paragraphs again, and everything that was concluded is said."""

import logging

import pypdf
import pytest

from qualcode.errors import DocumentImportError, UnsafeFileError
from unit.importers.transcript_files import doubts, imported, said


def pdf(*pages: list[str], encrypted: bool = False) -> bytes:
    """Write a PDF with a line of text below the other, in Windows-1252."""
    objects: list[bytes] = [b"<</Type/Catalog/Pages 2 0 R>>", b""]
    kids = []
    for lines in pages:
        shown = b" ".join(
            b"("
            + line.encode("cp1252").replace(b"\\", rb"\\").replace(b"(", rb"\(").replace(b")", rb"\)")
            + b") Tj T*"
            for line in lines
        )
        stream = b"BT /F1 10 Tf 12 TL 50 800 Td " + shown + b" ET"
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream))
        kids.append(len(objects) + 1)
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F1<</Type/Font"
            b"/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>>>>>>>" % len(objects)
        )
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (
        len(kids),
        b" ".join(b"%d 0 R" % kid for kid in kids),
    )
    made = bytearray(b"%PDF-1.4\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj%s\nendobj\n" % (number, content)
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    made += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
    return bytes(made)


FULL = "I: Hvem hjælper jer med de ting, som kommunen ikke længere selv har folk til at"


def test_wrapped_lines_are_joined_and_short_ones_end_a_paragraph(tmp_path):
    page = [
        FULL,
        "gøre hver dag?",
        "A: Naboen.",
        "Og præsten, når det er helt galt, og ingen andre kommer, hverken om",
        "dagen eller om natten.",
        "I: Tak.",
        "A: Selv tak.",
    ]
    transcript = imported(tmp_path, pdf(page), ".pdf")
    assert said(transcript) == [
        ("I", f"{FULL[3:]} gøre hver dag?"),
        (
            "A",
            "Naboen.\nOg præsten, når det er helt galt, og ingen andre kommer, hverken om dagen eller om natten.",
        ),
        ("I", "Tak."),
        ("A", "Selv tak."),
    ]
    assert doubts(transcript) == {"pdf-lines"}


def test_page_numbers_and_running_titles_are_left_out(tmp_path):
    pages = [
        ["Projekt Nabo", f"I: Spørgsmål nummer {n}?", f"A: Svar nummer {n}.", f"Side {n} af 4"]
        for n in range(1, 5)
    ]
    transcript = imported(tmp_path, pdf(*pages), ".pdf")
    assert said(transcript)[:2] == [("I", "Spørgsmål nummer 1?"), ("A", "Svar nummer 1.")]
    assert len(said(transcript)) == 8
    assert "margins" in doubts(transcript)


def test_a_hyphen_goes_only_where_the_word_stands_without_it_elsewhere(tmp_path):
    page = [
        "A: Samarbejde er det, som vi alle sammen taler om hele tiden, og netop sam-",
        "arbejde har vi brug for, og især når det gælder en hel familie med et om-",
        "råde, som ingen kender, og med børne-",
        "og ungeområdet.",
        "I: Ja.",
        "A: Ja.",
    ]
    text = said(imported(tmp_path, pdf(page), ".pdf"))[0][1]
    assert "netop samarbejde har" in text
    assert "et om-råde" in text


def test_a_picture_of_pages_has_no_text(tmp_path):
    with pytest.raises(DocumentImportError, match=r"no text layer \(2 pages\)"):
        imported(tmp_path, pdf([], []), ".pdf")


def test_an_encrypted_pdf_is_said_plainly(tmp_path):
    path = tmp_path / "plain.pdf"
    path.write_bytes(pdf(["I: Hej."]))
    writer = pypdf.PdfWriter(clone_from=path)
    writer.encrypt("hemmelig", algorithm="RC4-128")
    writer.write(tmp_path / "locked.pdf")
    with pytest.raises(DocumentImportError, match="QC-IM14"):
        imported(tmp_path, (tmp_path / "locked.pdf").read_bytes(), ".pdf")


@pytest.mark.parametrize("cut", [20, 200, 400, 550])
def test_a_damaged_pdf_ends_in_one_plain_error(tmp_path, cut, caplog):
    """The library lets many kinds of exceptions out and logs what it saw; neither may reach a user."""
    content = pdf(["I: HEMMELIGT.", "A: HEMMELIGT."])
    assert cut < len(content)
    with caplog.at_level(logging.DEBUG), pytest.raises((DocumentImportError, UnsafeFileError)) as caught:
        imported(tmp_path, content[:cut], ".pdf")
    assert "HEMMELIGT" not in str(caught.value)
    assert not caplog.records
