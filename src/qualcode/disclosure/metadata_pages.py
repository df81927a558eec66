"""Text, HTML and SVG: what stands in a page beside what is read."""

from __future__ import annotations

import binascii
import re
from base64 import b64decode
from collections.abc import Iterator
from html.parser import HTMLParser

from qualcode.disclosure.metadata_pictures import inspect_jpeg, inspect_png
from qualcode.disclosure.traces import Own, Trace, TraceKind
from qualcode.safe_io import decode_text, parse_xml

_EMBEDDED = re.compile(r"data:image/(png|jpe?g|svg\+xml)(;base64)?,([A-Za-z0-9+/=\s%]*)")
_PEOPLE = frozenset(
    {
        "author",
        "creator",
        "publisher",
        "owner",
        "designer",
        "reply-to",
        "dc.creator",
        "dcterms.creator",
        "article:author",
    }
)
_TIMES = frozenset(
    {
        "date",
        "created",
        "modified",
        "last-modified",
        "dc.date",
        "dcterms.created",
        "dcterms.modified",
        "revised",
    }
)
_HARMLESS = frozenset(
    {
        "viewport",
        "referrer",
        "charset",
        "color-scheme",
        "theme-color",
        "robots",
        "format-detection",
        "title",
        "dc.title",
    }
)
_FETCHED = frozenset(
    {"src", "srcset", "data", "poster", "background", "action", "formaction", "cite", "longdesc", "manifest"}
)


def inspect_text(data: bytes, where: str, own: Own) -> Iterator[Trace]:
    """Find paths, names of source files and the study's own words."""
    yield from own.look(decode_text(data, where=where).text, where)


def inspect_html(data: bytes, where: str, own: Own) -> Iterator[Trace]:
    """Find authors, times, comments, what is fetched from elsewhere, and what the pictures in a page carry."""
    text = decode_text(data, where=where).text
    page = _Page()
    page.feed(text)
    page.close()
    yield from (Trace(kind, where) for kind in page.found)
    yield from _pictures(text, where, own)
    yield from own.look(_EMBEDDED.sub("", text), where)


def _pictures(text: str, where: str, own: Own) -> Iterator[Trace]:
    for match in _EMBEDDED.finditer(text):
        kind, is_base64, body = match[1], match[2], match[3]
        try:
            data = b64decode(re.sub(r"\s", "", body), validate=True) if is_base64 else None
        except binascii.Error:
            data = None
        if data is None:
            yield Trace("unreadable", f"{where}: data:image/{kind}")
        elif kind == "png":
            yield from inspect_png(data, f"{where}: data:image/png", own)
        elif kind == "svg+xml":
            yield from inspect_svg(data, f"{where}: data:image/svg+xml", own)
        else:
            yield from inspect_jpeg(data, f"{where}: data:image/jpeg", own)


class _Page(HTMLParser):
    """Collects what a page says of itself."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[TraceKind] = []

    def handle_comment(self, data: str) -> None:
        """Take a comment: nobody who reads the page sees it."""
        self.found.append("comment")

    def handle_pi(self, data: str) -> None:
        """Take a processing instruction, such as those of word processors."""
        self.found.append("property")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take a tag that closes itself."""
        self.handle_starttag(tag, attrs)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take a tag."""
        values = {name: value or "" for name, value in attrs}
        if tag == "meta":
            self._meta(values)
        elif tag == "link" and values.get("rel", "").lower() in ("author", "me", "publisher"):
            self.found.append("author")
        elif tag == "link" and values.get("href") and not values["href"].startswith("data:"):
            self.found.append("link")
        if any(_leads_out(values[name]) for name in _FETCHED & values.keys()):
            self.found.append("link")
        if tag == "a" and re.match(r"(?:file:|\\\\|[a-z]:\\|mailto:)", values.get("href", ""), re.IGNORECASE):
            self.found.append("link")
        if "hidden" in values or re.search(r"display:\s*none|visibility:\s*hidden", values.get("style", "")):
            self.found.append("hidden")

    def _meta(self, values: dict[str, str]) -> None:
        name = (values.get("name") or values.get("property") or "").lower()
        if name in _PEOPLE:
            self.found.append("author")
        elif name in _TIMES:
            self.found.append("time")
        elif name and name not in _HARMLESS:
            self.found.append("property")


def _leads_out(address: str) -> bool:
    return bool(address) and not address.startswith(("data:", "#", "about:"))


# The document type that drawing programs write; no other is read.
_SVG_TYPE = re.compile(rb"<!DOCTYPE\s+svg\s+PUBLIC\s+\"[^\"\[\]<>]*\"\s+\"[^\"\[\]<>]*\"\s*>")
_SVG = "{http://www.w3.org/2000/svg}"
_XLINK = "{http://www.w3.org/1999/xlink}href"
_RIGHTS = {"creator": "author", "publisher": "author", "contributor": "author", "date": "time"}
_RIGHTS_HARMLESS = frozenset({"type", "format", "title", "language", "Work", "RDF", "Agent", "metadata"})
_EDITORS = ("inkscape", "sodipodi", "adobe", "sketch", "figma", "serif", "corel", "illustrator")


def inspect_svg(data: bytes, where: str, own: Own) -> Iterator[Trace]:
    """Find authors, times, programs' notes, comments and pictures from elsewhere in a drawing."""
    data = _SVG_TYPE.sub(b"", data, count=1)
    for element in parse_xml(data, where=where).iter():
        space, _, name = element.tag.rpartition("}")
        if f"{space}}}" != _SVG:
            yield from _of_others(space, name, (element.text or "").strip(), where)
        for attribute, value in element.attrib.items():
            if any(editor in attribute.lower() for editor in _EDITORS):
                yield Trace("property", where)
            if attribute in (_XLINK, "href") and not value.startswith(("#", "data:")):
                yield Trace("link", where)
        if name == "script":
            yield Trace("macro", where)
    text = data.decode("utf-8", "replace")
    if any(not _is_label(comment) for comment in re.findall(r"<!--(.*?)-->", text, re.DOTALL)):
        yield Trace("comment", where)
    yield from _pictures(text, where, own)
    yield from own.look(_EMBEDDED.sub("", text), where)


def _of_others(space: str, name: str, text: str, where: str) -> Iterator[Trace]:
    kind = _RIGHTS.get(name)
    if kind == "author" and text:
        yield Trace("author", where)
    elif kind == "time" and text:
        yield Trace("time", where)
    elif kind is None and name not in _RIGHTS_HARMLESS and (text or any(e in space for e in _EDITORS)):
        yield Trace("property", where)


def _is_label(comment: str) -> bool:
    """Say whether a comment only repeats a label that was drawn as a path, as matplotlib does."""
    return len(comment) < 200 and "\n" not in comment.strip()
