"""Word and Excel files: properties, revisions, comments, what is hidden, and what leads elsewhere."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from qualcode.disclosure.metadata_pictures import inspect_jpeg, inspect_png
from qualcode.disclosure.seen import each_word
from qualcode.disclosure.traces import Own, Trace, TraceKind
from qualcode.safe_io import Archive, parse_xml

ZIP_TIME = (1980, 1, 1, 0, 0, 0)
"""The time of every member of a file that says nothing of when it was made."""

_CORE: dict[str, TraceKind] = {
    "creator": "author", "lastModifiedBy": "author", "created": "time", "modified": "time", "lastPrinted": "time",
    "revision": "revision", "keywords": "property", "category": "property", "description": "property", "subject": "property",
    "contentStatus": "property", "identifier": "property", "version": "property",
}  # fmt: skip
_APP: dict[str, TraceKind] = {
    "Company": "company", "Manager": "company", "HyperlinkBase": "path", "TotalTime": "time",
}  # fmt: skip
_PARTS: tuple[tuple[str, TraceKind], ...] = (
    ("comments", "comment"), ("threadedComment", "comment"), ("people.xml", "author"), ("persons/", "author"),
    ("thumbnail", "thumbnail"), ("customXml/", "property"), ("docProps/custom.xml", "property"), ("embeddings/", "embedded"),
    ("oleObject", "embedded"), ("vbaProject", "macro"), ("activeX", "macro"), ("printerSettings", "property"),
    ("externalLink", "link"), ("connections.xml", "link"), ("queryTable", "link"), ("pivotCache", "embedded"),
    ("revisions/", "tracked change"), ("docMetadata/", "property"), ("webExtension", "macro"),
)  # fmt: skip
_TRACKED = frozenset(
    each_word(
        """ins del moveFrom moveTo rPrChange pPrChange sectPrChange tblPrChange tblGridChange tcPrChange trPrChange tblPrExChange
    numberingChange cellIns cellDel cellMerge moveFromRangeStart moveToRangeStart customXmlInsRangeStart customXmlDelRangeStart"""
    )
)
_SETTINGS: dict[str, TraceKind] = {
    "attachedTemplate": "path", "docVars": "property", "mailMerge": "link", "docId": "revision", "rsids": "revision",
    "saveThroughXslt": "path",
}  # fmt: skip
_PLAIN_NAMES = frozenset({"_xlnm._FilterDatabase", "_xlnm.Print_Titles", "_xlnm.Print_Area"})
_CELL_PLACES = frozenset({"r", "ref", "sqref", "spans", "topLeftCell", "activeCell"})
_PICTURE_ENDINGS = (".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".svg", ".emf", ".wmf")


def inspect_office(data: bytes, where: str, own: Own) -> Iterator[Trace]:
    """Find what a Word or Excel file tells beside its words."""
    archive = Archive(data, where=where)
    yield from _of_archive(data, where)
    for name in archive.names:
        for mark, kind in _PARTS:
            if mark in name:
                yield Trace(kind, name)
        if name.endswith((".xml", ".rels", ".vml")):
            yield from _of_part(name, parse_xml(archive.read(name), where=where), own)
        elif name.lower().endswith(".png"):
            yield from inspect_png(archive.read(name), name, own)
        elif name.lower().endswith((".jpg", ".jpeg")):
            yield from inspect_jpeg(archive.read(name), name, own)
        elif "/media/" in name:
            yield Trace("unreadable", name)


def _of_archive(data: bytes, where: str) -> Iterator[Trace]:
    """Find times, owners and notes that the zip archive itself carries."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if archive.comment or any(member.comment for member in archive.infolist()):
            yield Trace("comment", f"{where}: zip")
        if any(member.date_time != ZIP_TIME for member in archive.infolist()):
            yield Trace("time", f"{where}: zip")
        if any(member.extra for member in archive.infolist()):
            yield Trace("property", f"{where}: zip")


def _of_part(name: str, root: Element, own: Own) -> Iterator[Trace]:
    if name.endswith("core.xml"):
        yield from _properties(name, root, _CORE)
    elif name.endswith("app.xml"):
        yield from _properties(name, root, _APP)
    elif name.endswith(".rels"):
        yield from _relationships(name, root)
    texts: list[str] = []
    for element in root.iter():
        if _local(element.tag) not in ("definedName", "f"):  # places of cells read like ids: $A$1
            texts.append(element.text or "")
        texts.append(element.tail or "")
        texts += [value for key, value in element.attrib.items() if key not in _CELL_PLACES]
        yield from _of_element(name, element)
    yield from own.look("\n".join(filter(None, texts)), name)


def _properties(name: str, root: Element, kinds: dict[str, TraceKind]) -> Iterator[Trace]:
    for element in root:
        kind, text = kinds.get(_local(element.tag)), (element.text or "").strip()
        if kind and text and text != "0":
            yield Trace(kind, f"{name}: {_local(element.tag)}")
        if _local(element.tag) == "Template" and text not in ("", "Normal.dotm", "Normal"):
            yield Trace("property", f"{name}: Template")


def _relationships(name: str, root: Element) -> Iterator[Trace]:
    """Find what leads out of the file; a reader may follow a link to the web, and nothing else."""
    for element in root:
        target, kind = element.get("Target", ""), element.get("Type", "")
        is_link = kind.endswith("/hyperlink") and target.startswith(("http://", "https://"))
        if element.get("TargetMode") == "External" and not is_link:
            yield Trace("link", name)


def _of_element(name: str, element: Element) -> Iterator[Trace]:
    local = _local(element.tag)
    if name.startswith("word/"):
        yield from _of_word(name, local, element)
    elif name.startswith("xl/"):
        yield from _of_excel(name, local, element)
    if local in ("docPr", "cNvPr"):
        named = (element.get(key, "").lower() for key in ("name", "descr", "title"))
        if any(text.endswith(_PICTURE_ENDINGS) and not _is_numbered(text) for text in named):
            yield Trace("file name", name)


def _is_numbered(text: str) -> bool:
    return text.rpartition(".")[0].rstrip("0123456789 ") in ("image", "picture", "figure", "billede", "figur")


def _of_word(name: str, local: str, element: Element) -> Iterator[Trace]:
    if local in _TRACKED:
        yield Trace("tracked change", name)
    if any(_local(key).startswith("rsid") for key in element.attrib):
        yield Trace("revision", name)
    if any(_local(key) in ("author", "initials") and value for key, value in element.attrib.items()):
        yield Trace("author", name)
    if name.endswith("settings.xml") and local in _SETTINGS:
        yield Trace(_SETTINGS[local], f"{name}: {local}")
    if local == "vanish" and not name.endswith(("styles.xml", "numbering.xml")) and _is_on(element):
        yield Trace("hidden", name)


def _is_on(element: Element) -> bool:
    value = next((v for key, v in element.attrib.items() if _local(key) == "val"), "true")
    return value not in ("0", "false", "off")


def _of_excel(name: str, local: str, element: Element) -> Iterator[Trace]:
    if local == "sheet" and element.get("state", "visible") != "visible":
        yield Trace("hidden", f"{name}: sheet")
    if local in ("col", "row") and element.get("hidden") in ("1", "true"):
        yield Trace("hidden", f"{name}: {local}")
    if local == "definedName" and element.get("name") not in _PLAIN_NAMES:
        yield Trace("defined name", name)
    if local == "f" and name.startswith("xl/worksheets/"):
        yield Trace("formula", name)
    if local == "absPath":
        yield Trace("path", name)
    if local == "fileSharing" and element.get("userName"):
        yield Trace("author", name)
    if local == "workbookPr" and element.get("codeName"):
        yield Trace("macro", name)


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
