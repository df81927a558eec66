"""Small transcript files, written from scratch: what the tests of all readers share."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

from qualcode.importers import read_transcript
from qualcode.model import Transcript

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"

ODT_SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("draw", "drawing"),
        ("style", "style"),
    )
)


def zipped(parts: dict[str, str | bytes]) -> bytes:
    """Return a zip archive with some parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def paragraph(*runs: str, style: str = "") -> str:
    """Return a Word paragraph; a run that is no XML is plain text."""
    made = "".join(
        run if run.startswith("<") else f'<w:r><w:t xml:space="preserve">{escape(run)}</w:t></w:r>'
        for run in runs
    )
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{made}</w:p>"


def word_table(*rows: list[str]) -> str:
    """Return a Word table of plain cells."""
    cells = ["".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows]
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def docx(*body: str, **parts: str) -> bytes:
    """Return a Word document; body parts that are no XML are paragraphs."""
    made = "".join(part if part.startswith("<w:") else paragraph(part) for part in body)
    spaces = f'xmlns:w="{WORD}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f"<w:document {spaces}><w:body>{made}</w:body></w:document>",
            **{name.replace("__", "/") + ".xml": content for name, content in parts.items()},
        }
    )


def odt(body: str, *, styles: str = "", automatic: str = "") -> bytes:
    """Return an OpenDocument text from the XML of its body."""
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {ODT_SPACES}><office:automatic-styles>{automatic}"
            f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>",
            **(
                {"styles.xml": f"<office:document-styles {ODT_SPACES}>{styles}</office:document-styles>"}
                if styles
                else {}
            ),
        }
    )


def xlsx(*sheets: str, strings: str = "", styles: str = "", states: tuple[str, ...] = ()) -> bytes:
    """Return an Excel workbook from the XML of its sheets' rows (and what follows the rows)."""
    listed = "".join(
        f'<sheet name="s{n}" r:id="rId{n}" state="{states[n - 1] if states else "visible"}"/>'
        for n in range(1, len(sheets) + 1)
    )
    related = "".join(
        f'<Relationship Id="rId{n}" Type="t/worksheet" Target="worksheets/sheet{n}.xml"/>'
        for n in range(1, len(sheets) + 1)
    )
    parts: dict[str, str | bytes] = {
        "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="{RELATION}"><sheets>{listed}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">{related}</Relationships>',
    }
    for number, rows in enumerate(sheets, start=1):
        body = rows if "<sheetData>" in rows else f"<sheetData>{rows}</sheetData>"
        parts[f"xl/worksheets/sheet{number}.xml"] = f'<worksheet xmlns="{SHEET}">{body}</worksheet>'
    if strings:
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{SHEET}">{strings}</sst>'
    if styles:
        parts["xl/styles.xml"] = f'<styleSheet xmlns="{SHEET}">{styles}</styleSheet>'
    return zipped(parts)


def sheet_rows(*rows: list[str]) -> str:
    """Return rows of text cells for :func:`xlsx`."""
    return "".join(
        f'<row r="{number}">'
        + "".join(
            f'<c r="{chr(65 + column)}{number}" t="inlineStr"><is><t xml:space="preserve">{escape(cell)}</t></is></c>'
            for column, cell in enumerate(row)
            if cell
        )
        + "</row>"
        for number, row in enumerate(rows, start=1)
    )


def imported(folder: Path, content: str | bytes, ending: str, **options: str) -> Transcript:
    """Write a file and import it."""
    path = folder / f"pilot{ending}"
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return read_transcript(path, **options)


def said(transcript: Transcript) -> list[tuple[str | None, str]]:
    """Return who said what."""
    return [(utterance.speaker, utterance.text) for utterance in transcript.utterances]


def roles(transcript: Transcript) -> dict[str, tuple[str, bool]]:
    """Return the role of each label, and whether it is certain."""
    return {speaker.label: (speaker.role, speaker.certain) for speaker in transcript.speakers}


def doubts(transcript: Transcript) -> set[str]:
    """Return the kinds of doubts."""
    return {doubt.kind for doubt in transcript.doubts}
