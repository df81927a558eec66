"""What Word, Excel and OpenDocument files share: parts in a zip archive."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from qualcode.errors import DocumentImportError
from qualcode.importers.base import Source
from qualcode.safe_io import Archive, parse_xml

_KINDS = {
    "word/document.xml": ("a Word document", ".docx"),
    "xl/workbook.xml": ("an Excel workbook", ".xlsx"),
    "ppt/presentation.xml": ("a presentation", ""),
    "content.xml": ("an OpenDocument file", ".odt"),
    "project.qde": ("a REFI-QDA project", ".qdpx"),
}


def open_office(source: Source, part: str) -> Archive:
    """Open an Office file, and refuse one that lacks its main part.

    Parameters
    ----------
    source : Source
    part : str
        The part that makes it such a file, such as ``"word/document.xml"``.
    """
    archive = Archive(source.data, where=source.name)
    folder = part.partition("/")[0] + "/" if "/" in part else part
    if part in archive or main_part(archive, "", source).startswith(folder):
        return archive
    found, ending = next((kind for name, kind in _KINDS.items() if name in archive), ("another archive", ""))
    raise DocumentImportError(
        f"the file is named {source.ending}, but what it holds is {found}",
        code="QC-IM03",
        where=source.name,
        do=f"If it is the right file, give it the ending {ending}." if ending else "Choose the right file.",
    )


def main_part(archive: Archive, usual: str, source: Source) -> str:
    """Return the name of the main part: some programs call it otherwise (``word/document2.xml``)."""
    if "_rels/.rels" not in archive:
        return usual
    for relation in xml_part(archive, "_rels/.rels", source):
        if relation.get("Type", "").endswith("/officeDocument"):
            target = relation.get("Target", "").lstrip("/")
            return target if target in archive else usual
    return usual


def xml_part(archive: Archive, name: str, source: Source) -> Element:
    """Return the root of a small XML part."""
    return parse_xml(archive.read(name), where=source.name)


def relations(archive: Archive, name: str, source: Source) -> dict[str, str]:
    """Return the targets inside the file by relation; targets outside are never opened."""
    if name not in archive:
        return {}
    return {
        relation.get("Id", ""): relation.get("Target", "")
        for relation in xml_part(archive, name, source)
        if relation.get("TargetMode") != "External"
    }
