"""The pages of the Word report: upright, numbered from the second on, and sideways where a figure needs the room."""

from __future__ import annotations

from copy import deepcopy

from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Twips

from qualcode.reporting.docx_xml import Element, field, paragraph, text_run

# Sideways, a figure is what the page is for: margins need be no wider than a printer asks.
_SIDEWAYS_MARGIN = int(Mm(18) / Twips(1))
_SIDES = ("top", "right", "bottom", "left")
# What only the first section has: a page without number, and the number that pages start from.
_FIRST_ONLY = ("w:titlePg", "w:pgNumType")


def set_a4(document: Document) -> None:
    """Set the page of a document that has no template."""
    section = document.sections[-1]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    section.top_margin, section.bottom_margin = Mm(25), Mm(22)


def number_pages(document: Document, label: str, style: str) -> None:
    """Put the page number into the footer, but not on the title page; a template's own footer stays as it is."""
    section = document.sections[-1]
    footer = section.footer
    if not footer.is_linked_to_previous:
        return
    section.different_first_page_header_footer = True
    footer.is_linked_to_previous = False
    for old in list(footer._element):
        footer._element.remove(old)
    footer._element.append(paragraph(style, text_run(f"{label} "), *field("PAGE", "1")))


class Pages:
    """Keeps track of which way the page lies.

    Parameters
    ----------
    document : Document
        Empty, with its page and footer set.
    """

    def __init__(self, document: Document) -> None:
        self._upright = document.element.body.sectPr
        self._sideways = _turned(self._upright)
        self._first = True
        self.sideways = False

    @property
    def width(self) -> int:
        """Room between the margins, in twentieths of a point."""
        return _room(self._sideways if self.sideways else self._upright, "w", "left", "right")

    @property
    def upright_width(self) -> int:
        """Room between the margins of an upright page."""
        return _room(self._upright, "w", "left", "right")

    @property
    def height(self) -> int:
        """Room from top to bottom."""
        return _room(self._sideways if self.sideways else self._upright, "h", "top", "bottom")

    def section(self) -> Element:
        """Return the properties of the section that ends here."""
        made = deepcopy(self._sideways if self.sideways else self._upright)
        _drop(made, ("w:type",))  # without it, a section begins a page
        if not self._first:
            _drop(made, _FIRST_ONLY)
        self._first = False
        return made


def _turned(upright: Element) -> Element:
    made = deepcopy(upright)
    size, margins = made.get_or_add_pgSz(), made.get_or_add_pgMar()
    width, height = _size(upright, "w"), _size(upright, "h")
    size.set(qn("w:w"), str(height))
    size.set(qn("w:h"), str(width))
    size.set(qn("w:orient"), "landscape")
    for side in _SIDES:
        margins.set(qn(f"w:{side}"), str(min(_margin(upright, side), _SIDEWAYS_MARGIN)))
    return made


def _drop(section: Element, tags: tuple[str, ...]) -> None:
    for tag in tags:
        for child in section.findall(qn(tag)):
            section.remove(child)


def _room(section: Element, side: str, *margins: str) -> int:
    return _size(section, side) - sum(_margin(section, margin) for margin in margins)


def _size(section: Element, side: str) -> int:
    """Return a side of the page; A4 where a template leaves it to Word."""
    size = section.find(qn("w:pgSz"))
    value = None if size is None else size.get(qn(f"w:{side}"))
    return int(value) if value else int(Mm(210 if side == "w" else 297) / Twips(1))


def _margin(section: Element, side: str) -> int:
    margins = section.find(qn("w:pgMar"))
    value = None if margins is None else margins.get(qn(f"w:{side}"))
    return abs(int(value)) if value else int(Mm(25) / Twips(1))
