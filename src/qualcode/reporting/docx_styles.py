"""The styles of the Word report, and how they come into a document.

Everything the report looks like stands here and nowhere else. A template's own styles win; what it lacks is added.
"""

from __future__ import annotations

from collections.abc import Mapping

from docx.document import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.parts.numbering import NumberingPart

from qualcode.reporting.docx_xml import Element, element

_DARK = "1F3864"
_LINE = "8EA9C8"
_TINT = "EAF0F8"
_FONT = '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:eastAsia="Calibri" w:cs="Calibri"/>'


def _heading(size: int, before: int, after: int, level: int, extra: str = "") -> str:
    return (
        f'<w:pPr><w:keepNext/><w:keepLines/>{extra}<w:spacing w:before="{before}" w:after="{after}" w:line="240" '
        f'w:lineRule="auto"/><w:outlineLvl w:val="{level}"/></w:pPr>'
        f'<w:rPr><w:b/><w:color w:val="{_DARK}"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
    )


def _toc(indent: int, before: int) -> str:
    return (
        '<w:pPr><w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9070"/></w:tabs>'
        f'<w:spacing w:before="{before}" w:after="0" w:line="240" w:lineRule="auto"/>'
        f'<w:ind w:left="{indent}" w:right="567"/></w:pPr><w:rPr><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr>'
    )


# Name: (id, kind, what follows it, its properties). "{bullet}" is the number of the list of bullets.
_STYLES: dict[str, tuple[str, str, str, str]] = {
    "Title": ("Title", "paragraph", "Subtitle",
        '<w:pPr><w:keepNext/><w:spacing w:before="3400" w:after="160" w:line="240" w:lineRule="auto"/></w:pPr>'
        f'<w:rPr><w:b/><w:color w:val="{_DARK}"/><w:sz w:val="60"/><w:szCs w:val="60"/></w:rPr>'),
    "Subtitle": ("Subtitle", "paragraph", "ReportMeta",
        f'<w:pPr><w:spacing w:before="0" w:after="480"/></w:pPr><w:rPr><w:color w:val="{_DARK}"/>'
        '<w:sz w:val="30"/><w:szCs w:val="30"/></w:rPr>'),
    "Report Meta": ("ReportMeta", "paragraph", "", '<w:pPr><w:spacing w:after="0"/></w:pPr>'),
    "Report Notice": ("ReportNotice", "paragraph", "",
        f'<w:pPr><w:keepLines/><w:pBdr><w:top w:val="single" w:sz="6" w:space="6" w:color="{_LINE}"/>'
        f'<w:left w:val="single" w:sz="6" w:space="6" w:color="{_LINE}"/>'
        f'<w:bottom w:val="single" w:sz="6" w:space="6" w:color="{_LINE}"/>'
        f'<w:right w:val="single" w:sz="6" w:space="6" w:color="{_LINE}"/></w:pBdr>'
        f'<w:shd w:val="clear" w:color="auto" w:fill="{_TINT}"/><w:spacing w:before="720" w:after="0"/>'
        '<w:ind w:left="142" w:right="142"/></w:pPr>'),
    "heading 1": ("Heading1", "paragraph", "Normal", _heading(36, 0, 200, 0, "<w:pageBreakBefore/>")),
    "heading 2": ("Heading2", "paragraph", "Normal", _heading(28, 400, 100, 1)),
    "heading 3": ("Heading3", "paragraph", "Normal", _heading(23, 220, 60, 2)),
    "TOC Heading": ("TOCHeading", "paragraph", "Normal", _heading(36, 0, 200, 9)),
    "toc 1": ("TOC1", "paragraph", "Normal", _toc(0, 90)),
    "toc 2": ("TOC2", "paragraph", "Normal", _toc(284, 0)),
    "List Bullet": ("ListBullet", "paragraph", "",
        '<w:pPr><w:numPr><w:numId w:val="{bullet}"/></w:numPr><w:spacing w:after="60"/>'
        '<w:ind w:left="340" w:hanging="340"/></w:pPr>'),
    "Body Text": ("BodyText", "paragraph", "", '<w:pPr><w:spacing w:after="140"/></w:pPr>'),
    "Report Lead": ("ReportLead", "paragraph", "Quote",
        '<w:pPr><w:keepNext/><w:spacing w:after="100"/></w:pPr>'),
    "Quote": ("Quote", "paragraph", "QuoteSource",
        '<w:pPr><w:keepNext/><w:keepLines/><w:spacing w:before="60" w:after="20"/><w:ind w:left="567" w:right="567"/></w:pPr>'
        '<w:rPr><w:i/><w:iCs/></w:rPr>'),
    "Quote Source": ("QuoteSource", "paragraph", "BodyText",
        '<w:pPr><w:keepLines/><w:spacing w:after="200"/><w:ind w:left="567" w:right="567"/></w:pPr>'
        f'<w:rPr><w:color w:val="{_DARK}"/><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr>'),
    "Intense Quote": ("IntenseQuote", "paragraph", "BodyText",
        f'<w:pPr><w:keepNext/><w:keepLines/><w:pBdr><w:top w:val="single" w:sz="12" w:space="8" w:color="{_LINE}"/>'
        f'<w:bottom w:val="single" w:sz="12" w:space="8" w:color="{_LINE}"/></w:pBdr><w:spacing w:before="200" w:after="260"/>'
        '<w:ind w:left="1134" w:right="1134"/><w:jc w:val="center"/></w:pPr>'
        f'<w:rPr><w:i/><w:iCs/><w:color w:val="{_DARK}"/><w:sz w:val="28"/><w:szCs w:val="28"/></w:rPr>'),
    "caption": ("Caption", "paragraph", "Normal",
        '<w:pPr><w:keepNext/><w:keepLines/><w:spacing w:before="320" w:after="100" w:line="240" w:lineRule="auto"/></w:pPr>'
        f'<w:rPr><w:b/><w:color w:val="{_DARK}"/><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr>'),
    "Report Figure": ("ReportFigure", "paragraph", "Normal",
        '<w:pPr><w:keepLines/><w:spacing w:after="200" w:line="240" w:lineRule="auto"/></w:pPr>'),
    "Section End": ("SectionEnd", "paragraph", "",
        '<w:pPr><w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/></w:pPr>'
        '<w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr>'),
    "Box Heading": ("BoxHeading", "paragraph", "ListBullet",
        '<w:pPr><w:keepNext/><w:spacing w:before="40" w:after="80"/></w:pPr>'
        f'<w:rPr><w:b/><w:color w:val="{_DARK}"/><w:sz w:val="24"/><w:szCs w:val="24"/></w:rPr>'),
    "Box Text": ("BoxText", "paragraph", "", '<w:pPr><w:spacing w:after="80"/></w:pPr>'),
    "Box End": ("BoxEnd", "paragraph", "BodyText",
        '<w:pPr><w:spacing w:before="0" w:after="0" w:line="160" w:lineRule="exact"/></w:pPr>'
        '<w:rPr><w:sz w:val="8"/><w:szCs w:val="8"/></w:rPr>'),
    "Box Source": ("BoxSource", "paragraph", "",
        '<w:pPr><w:spacing w:before="20" w:after="60"/></w:pPr><w:rPr><w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr>'),
    "Table Heading": ("TableHeading", "paragraph", "",
        '<w:pPr><w:keepNext/><w:spacing w:before="40" w:after="40" w:line="240" w:lineRule="auto"/></w:pPr>'
        f'<w:rPr><w:b/><w:color w:val="{_DARK}"/><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr>'),
    "Table Text": ("TableText", "paragraph", "",
        '<w:pPr><w:spacing w:before="40" w:after="40" w:line="240" w:lineRule="auto"/></w:pPr>'
        '<w:rPr><w:sz w:val="20"/><w:szCs w:val="20"/></w:rPr>'),
    "footer": ("Footer", "paragraph", "",
        '<w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/><w:jc w:val="center"/></w:pPr>'
        '<w:rPr><w:sz w:val="18"/><w:szCs w:val="18"/></w:rPr>'),
    "Strong": ("Strong", "character", "", "<w:rPr><w:b/><w:bCs/></w:rPr>"),
    "Hyperlink": ("Hyperlink", "character", "", f'<w:rPr><w:color w:val="{_DARK}"/><w:u w:val="single"/></w:rPr>'),
    "Report Table": ("ReportTable", "table", "",
        '<w:tblPr><w:tblBorders>'
        f'<w:top w:val="single" w:sz="8" w:space="0" w:color="{_DARK}"/>'
        f'<w:bottom w:val="single" w:sz="8" w:space="0" w:color="{_DARK}"/>'
        f'<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{_LINE}"/></w:tblBorders>'
        '<w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f'<w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{_TINT}"/></w:tcPr>'
        '</w:tblStylePr>'),
    "Report Box": ("ReportBox", "table", "",
        f'<w:tblPr><w:tblBorders><w:left w:val="single" w:sz="36" w:space="0" w:color="{_DARK}"/></w:tblBorders>'
        '<w:tblCellMar><w:top w:w="113" w:type="dxa"/><w:left w:w="198" w:type="dxa"/>'
        '<w:bottom w:w="57" w:type="dxa"/><w:right w:w="198" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f'<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{_TINT}"/></w:tcPr>'),
}  # fmt: skip

_BASE = {"paragraph": "Normal", "character": "", "table": "TableNormal"}
_KEPT = frozenset({"normal", "default paragraph font", "normal table", "no list"})


def style_ids(document: Document, *, own: bool) -> Mapping[str, str]:
    """Put the report's styles into a document and return their ids by name.

    Parameters
    ----------
    document : Document
    own : bool
        True where the document is no template of the user's: then all its styles make way.
    """
    styles = document.styles.element
    if own:
        _clear(styles)
        _numbering(document).clear()
    present = {_name(style): style.get(qn("w:styleId")) for style in styles.findall(qn("w:style"))}
    base = {
        "Normal": present.get("normal", "Normal"),
        "TableNormal": present.get("normal table", "TableNormal"),
    }
    missing = [name for name in _STYLES if name.lower() not in present]
    bullet = _bullets(document) if "List Bullet" in missing else 0
    for name in missing:
        styles.append(_style(name, bullet, base))
        present[name.lower()] = _STYLES[name][0]
    _keep_with_next(styles)
    return {name: present[name.lower()] for name in (*_STYLES, "Normal")}


def _keep_with_next(styles: Element) -> None:
    """Let a caption stay with what it names: Word's own style, which a template may hold, does not."""
    for style in styles.findall(qn("w:style")):
        if _name(style) == "caption":
            style.get_or_add_pPr().get_or_add_keepNext()


def _name(style: Element) -> str:
    name = style.find(qn("w:name"))
    return "" if name is None else name.get(qn("w:val"), "").lower()


def _clear(styles: Element) -> None:
    """Leave the styles that a document cannot do without, and set its fonts and spacing."""
    for style in styles.findall(qn("w:style")):
        if _name(style) not in _KEPT:
            styles.remove(style)
    defaults = styles.find(qn("w:docDefaults"))
    styles.replace(
        defaults,
        parse_xml(
            f"<w:docDefaults {nsdecls('w')}><w:rPrDefault><w:rPr>{_FONT}<w:sz w:val='22'/><w:szCs w:val='22'/>"
            "</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after='140' w:line='276' w:lineRule='auto'/>"
            "</w:pPr></w:pPrDefault></w:docDefaults>"
        ),
    )


def _style(name: str, bullet: int, base: Mapping[str, str]) -> Element:
    identity, kind, following, properties = _STYLES[name]
    made = element("style", element("name", val=name), type=kind, styleId=identity)
    if name.startswith(("Report", "Section", "Box", "Table", "Quote S")):
        made.set(qn("w:customStyle"), "1")
    if _BASE[kind]:
        made.append(element("basedOn", val=base[_BASE[kind]]))
    if following:
        made.append(element("next", val=base.get(following, following)))
    made.append(element("qFormat"))
    filled = properties.replace("{bullet}", str(bullet))
    made.extend(parse_xml(f"<w:style {nsdecls('w')}>{filled}</w:style>"))
    return made


def _bullets(document: Document) -> int:
    """Add a list of bullets to the document's lists, and return its number."""
    lists = _numbering(document)
    abstract = _next_number(lists, "w:abstractNum", "w:abstractNumId")
    number = max(1, _next_number(lists, "w:num", "w:numId"))
    kind = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{abstract}"><w:multiLevelType w:val="singleLevel"/>'
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:pStyle w:val="ListBullet"/>'
        '<w:lvlText w:val="•"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="340" w:hanging="340"/></w:pPr></w:lvl>'
        "</w:abstractNum>"
    )
    first = lists.find(qn("w:num"))
    # The kinds of lists stand before the lists.
    if first is None:
        lists.append(kind)
    else:
        first.addprevious(kind)
    made = element("num", element("abstractNumId", val=str(abstract)), numId=str(number))
    cleanup = lists.find(qn("w:numIdMacAtCleanup"))
    if cleanup is None:
        lists.append(made)
    else:
        cleanup.addprevious(made)
    return number


def _next_number(lists: Element, tag: str, attribute: str) -> int:
    return max((int(item.get(qn(attribute))) for item in lists.findall(qn(tag))), default=-1) + 1


def _numbering(document: Document) -> Element:
    """Return the document's lists; a template may have none."""
    part = document.part
    for relation in part.rels.values():
        if relation.reltype == RELATIONSHIP_TYPE.NUMBERING and not relation.is_external:
            return relation.target_part.element
    made = parse_xml(f"<w:numbering {nsdecls('w')}/>")
    lists = NumberingPart(PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING, made, part.package)
    part.relate_to(lists, RELATIONSHIP_TYPE.NUMBERING)
    return made
