"""The Word file around the text: opening a template, and taking out what points to a person or a machine.

A file that is made from the same report is the same to the byte: no dates, no authors, no revision ids, constant times in
the archive.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import docx
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn

from qualcode.errors import ReportError
from qualcode.reporting.docx_xml import Element, element
from qualcode.safe_io import Archive, read_limited

if TYPE_CHECKING:
    from docx.opc.part import Part

_TEMPLATE_LIMIT = 50 * 1024 * 1024
_TITLE_LIMIT = 255  # of python-docx, for a property
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)

# What the document itself needs of a template; comments, people, old pictures and embedded data are not among it.
_KEPT_PARTS = frozenset({RT.STYLES, RT.SETTINGS, RT.NUMBERING, RT.FONT_TABLE, RT.THEME, RT.HEADER, RT.FOOTER})
_KEPT_OF_PACKAGE = frozenset({RT.OFFICE_DOCUMENT})
# Settings that name a machine or a person, lead elsewhere, or belong to what the template said before.
_DROPPED_SETTINGS = frozenset(
    {"rsids", "attachedTemplate", "docVars", "mailMerge", "docId", "footnotePr", "endnotePr", "documentProtection",
     "writeProtection", "trackRevisions", "saveThroughXslt", "savePreviewPicture", "updateFields", "proofState"}
)  # fmt: skip


def open_base(template: Path | None) -> Document:
    """Return an empty document: python-docx's own, or a template without its text.

    Raises
    ------
    UnreadableFileError, UnsafeFileError
        The template is missing, or no archive that can be opened safely.
    ReportError
        It is no Word document, or leads to files elsewhere.
    """
    document = _opened(template) if template else docx.Document()
    _drop_parts(document)
    if template:
        _refuse_outside(document, template)
    else:
        _plain_settings(document.settings.element)
    body = document.element.body
    if body.sectPr is None:
        body.append(element("sectPr"))
    for child in list(body):
        if child is not body.sectPr:
            body.remove(child)
    return document


def _opened(template: Path) -> Document:
    data = read_limited(template, _TEMPLATE_LIMIT)
    Archive(data, where=template.name)  # refuses what would fill the memory before python-docx unpacks it
    try:
        document = docx.Document(io.BytesIO(data))
        whole = document.element.body is not None and document.styles.element is not None
        _ = document.settings  # python-docx adds what is missing
        document.save(io.BytesIO())  # what it cannot write, it tells only now
    # python-docx expects whole files and checks little; what lxml raises for broken XML is a SyntaxError.
    except (PackageNotFoundError, KeyError, ValueError, SyntaxError, AttributeError, TypeError):
        whole = False
    if not whole:
        raise _no_template(template, "it is no whole Word file (.docx)")
    return document


def _no_template(template: Path, found: str) -> ReportError:
    return ReportError(
        f"the template of the report cannot be used: {found}",
        code="QC-RP03",
        where=template.name,
        allowed="A template is a Word file (.docx) without links to other files",
        do="Save it in Word as .docx, or leave out report.template in study.yaml",
    )


def _plain_settings(settings: Element) -> None:
    """Put today's settings in place of those of python-docx's own document, which Word calls old."""
    for child in list(settings):
        settings.remove(child)
    mode = element(
        "compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val="15"
    )
    settings.extend(
        [
            element("zoom", percent="100"),
            element("defaultTabStop", val="567"),
            element("characterSpacingControl", val="doNotCompress"),
            element("compat", mode),
            element("themeFontLang", val="da-DK"),
        ]
    )


def _drop_parts(document: Document) -> None:
    """Leave what a Word file needs, so that nothing the template once held goes out with the report."""
    for holder, kept in ((document.part, _KEPT_PARTS), (document.part.package, _KEPT_OF_PACKAGE)):
        for key, relation in list(holder.rels.items()):
            if relation.reltype not in kept:
                del holder.rels[key]
            elif relation.reltype == RT.SETTINGS:
                relation.target_part.rels.clear()


def _refuse_outside(document: Document, template: Path) -> None:
    outside = [
        part.partname
        for part in _parts(document)
        for relation in part.rels.values()
        if relation.is_external and relation.reltype != RT.HYPERLINK
    ]
    if outside:
        raise _no_template(template, f"it leads to files elsewhere from {', '.join(sorted(set(outside)))}")


def _parts(document: Document) -> Iterator[Part]:
    yield from document.part.package.iter_parts()


def scrub(document: Document, *, title: str, language: str) -> None:
    """Take out authors, dates, ids and paths; say what the document is called and in which language it is."""
    # New ones: those of the template were left out with its other parts. python-docx puts its name and the time in.
    core = document.core_properties._element
    for child in list(core):
        core.remove(child)
    document.core_properties.title = title[:_TITLE_LIMIT]
    document.core_properties.language = language
    for part in _parts(document):
        root = getattr(part, "_element", None)
        if root is not None:
            _without_revisions(root)
    _settings(document.settings.element, language)
    _language(document.styles.element, language)


def _without_revisions(root: Element) -> None:
    for item in root.iter("*"):
        for name in [name for name in item.attrib if _local(name).startswith("rsid")]:
            del item.attrib[name]
    for item in list(root.iter(qn("w:rsid"))):
        item.getparent().remove(item)


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def _settings(settings: Element, language: str) -> None:
    for child in list(settings):
        if isinstance(child.tag, str) and _local(child.tag) in _DROPPED_SETTINGS:
            settings.remove(child)
    # Word fills the page numbers of the contents when it opens the file.
    _before_any(settings, element("updateFields", val="true"), _AFTER_UPDATE_FIELDS)
    for fonts in settings.findall(qn("w:themeFontLang")):
        fonts.attrib.clear()
        fonts.set(qn("w:val"), language)


# The schema wants the settings in one order; these may follow.
_AFTER_UPDATE_FIELDS = ("w:hdrShapeDefaults", "w:compat", "m:mathPr", "w:themeFontLang", "w:clrSchemeMapping")


def _before_any(parent: Element, child: Element, tags: tuple[str, ...]) -> None:
    found = next((item for tag in tags if (item := parent.find(qn(tag))) is not None), None)
    if found is None:
        parent.append(child)
    else:
        found.addprevious(child)


def _language(styles: Element, language: str) -> None:
    path = ("w:docDefaults", "w:rPrDefault", "w:rPr")
    defaults = styles
    for tag in path:
        found = defaults.find(qn(tag))
        if found is None:
            found = element(tag.removeprefix("w:"))
            defaults.insert(0, found)
        defaults = found
    if defaults.find(qn("w:lang")) is None:
        defaults.append(element("lang"))
    # The styles of a template may each say another language.
    for spoken in styles.iter(qn("w:lang")):
        spoken.set(qn("w:val"), language)


def packed(document: Document) -> bytes:
    """Return the bytes of a document, the same whenever and wherever it is made."""
    written = io.BytesIO()
    document.save(written)
    result = io.BytesIO()
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            member = zipfile.ZipInfo(name, _ZIP_TIME)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 0
            target.writestr(member, source.read(name))
    return result.getvalue()
