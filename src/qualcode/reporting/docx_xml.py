"""Small pieces of WordprocessingML: elements, runs, fields, bookmarks, paragraphs.

python-docx has no fields, bookmarks and links inside a document; these few functions write them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from qualcode.reporting.content import Run, edged

# lxml's elements are untyped.
Element = Any


def element(tag: str, *children: Element, **attributes: str) -> Element:
    """Return an element of the ``w`` namespace; attributes are of it, too."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    for child in children:
        made.append(child)
    return made


def text_run(text: str, style: str = "", *extra: Element) -> Element:
    """Return a run of text, in a character style or in none."""
    run = element("r")
    if style:
        run.append(element("rPr", element("rStyle", val=style)))
    if text:
        content = element("t")
        content.text = text
        content.set(qn("xml:space"), "preserve")
        run.append(content)
    for child in extra:
        run.append(child)
    return run


def field(instruction: str, shown: str) -> list[Element]:
    """Return a field, with what it shows until Word computes it."""
    code = element("instrText")
    code.text = f" {instruction} "
    code.set(qn("xml:space"), "preserve")
    return [
        text_run("", "", element("fldChar", fldCharType="begin")),
        text_run("", "", code),
        text_run("", "", element("fldChar", fldCharType="separate")),
        text_run(shown),
        text_run("", "", element("fldChar", fldCharType="end")),
    ]


def link(anchor: str, *runs: Element) -> Element:
    """Return a link to a place in the same document."""
    return element("hyperlink", *runs, anchor=anchor, history="1")


def paragraph(style: str, *content: Element) -> Element:
    """Return a paragraph; everything it looks like comes from its style."""
    return element("p", element("pPr", element("pStyle", val=style)), *content)


WORD_MARK = "q_"
"""What the name of a bookmark around a word of quantity begins with; a finding's own begins with ``f_``."""


class Places:
    """Bookmarks, each with the number that Word wants."""

    def __init__(self) -> None:
        self._numbers = count(1)

    def words(self, anchors: Iterable[str], content: Element) -> list[Element]:
        """Return a word of quantity with a bookmark around it for each finding that it is the word of."""
        made = [content]
        for anchor in anchors:
            if anchor:
                made = list(self.around(f"{WORD_MARK}{anchor.partition('_')[2]}", made))
        return made

    def around(self, anchor: str, content: Iterable[Element]) -> Iterator[Element]:
        """Yield the content with a bookmark around it; without one where there is no anchor."""
        if not anchor:
            yield from content
            return
        number = str(next(self._numbers))
        yield element("bookmarkStart", id=number, name=anchor)
        yield from content
        yield element("bookmarkEnd", id=number)


def runs(content: Iterable[Run], places: Places, *, strong: str, linked: str) -> Iterator[Element]:
    """Yield the runs of a statement, in the character styles given."""
    for run in content:
        # White space at the ends belongs to the sentence; only what stands between is cleaned.
        text = edged(run.text)
        made = text_run(text, strong if run.strong else linked if run.to else "")
        inner = [link(run.to, made)] if run.to else places.words(run.counts, made) if text else []
        yield from places.around(run.anchor, inner)
