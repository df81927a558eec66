r"""The text of Taguette's HTML: as Taguette counts in it, and with the line breaks that people see.

Taguette counts UTF-8 bytes of all text between the tags, one piece after the other; where a paragraph ends there may
be no character at all. Here a line break is put there, and said where, so that positions can be moved.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser

from qualcode.interchange.foreign.places import ForeignText

_BLOCKS = frozenset(
    [
        "address", "article", "aside", "blockquote", "caption", "dd", "details", "div", "dl", "dt", "figcaption",
        "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre",
        "section", "table", "tbody", "tfoot", "thead", "tr", "ul",
    ]
)  # fmt: skip
_CELLS = frozenset({"td", "th"})
_FORMATS = frozenset(
    [
        "a", "abbr", "b", "code", "em", "h1", "h2", "h3", "h4", "h5", "h6", "i", "li", "s", "strong", "sub", "sup",
        "table", "u",
    ]
)  # fmt: skip
_TAG = re.compile("</?[a-zA-Z][^<>]*>")
_NOT_TEXT = frozenset({"script", "style", "title"})


class HtmlText(HTMLParser):
    r"""Gathers the text of an HTML fragment.

    Examples
    --------
    >>> found = read_html("<p>Ja &amp; nej</p><p>Tak</p>")
    >>> found.raw, found.to_text().text
    ('Ja & nejTak', 'Ja & nej\nTak')
    """

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.formatted = False
        self.pictures = 0
        self._pieces: list[str] = []
        self._length = 0
        self._breaks: list[tuple[int, str]] = []
        self._waiting = ""
        self._skipped = 0
        self._inside = False
        self._after_pre = False

    @property
    def raw(self) -> str:
        """The text as Taguette counts in it."""
        return "".join(self._pieces)

    def to_text(self) -> ForeignText:
        """Return the text with a line break between paragraphs."""
        return ForeignText(self.raw, self._breaks)

    def handle_starttag(self, tag: str, _attributes: list[tuple[str, str | None]]) -> None:
        """Take the beginning of an element."""
        self._inside = True
        self._after_pre = tag == "pre"
        self.formatted |= tag in _FORMATS
        if tag == "img":
            self.pictures += 1
        elif tag == "br":
            self._break("\n", always=True)
        elif tag in _CELLS:
            self._break("\t")
        elif tag in _BLOCKS:
            self._break("\n")
        elif tag in _NOT_TEXT:
            self._skipped += 1

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Take an element without content."""
        self.handle_starttag(tag, attributes)

    def handle_endtag(self, tag: str) -> None:
        """Take the end of an element."""
        if tag in _BLOCKS:
            self._break("\n")
        elif tag in _NOT_TEXT:
            self._skipped = max(0, self._skipped - 1)

    def handle_data(self, data: str) -> None:
        """Take text."""
        if self._skipped:
            return
        if self._after_pre:
            data, self._after_pre = data.removeprefix("\n"), False
        if not self._inside:
            data = data.lstrip(" \t\n\f")  # a browser's parser drops blanks before the first element
        if not data:
            return
        if self._waiting and not self._ends_line() and not data.startswith("\n"):
            self._breaks.append((self._length, self._waiting))
        self._waiting = ""
        self._pieces.append(data)
        self._length += len(data)

    def _break(self, sign: str, *, always: bool = False) -> None:
        if always:
            self._waiting += sign
        elif self._waiting in ("", "\t") and self._pieces and not (sign == "\t" and self._waiting == "\n"):
            self._waiting = sign

    def _ends_line(self) -> bool:
        return not self._pieces or self._pieces[-1].endswith("\n")


def is_plain_html(html: str) -> bool:
    """Say whether every ``<`` begins a whole tag, as in all that Taguette writes.

    Python's parser takes hours over a megabyte of half tags, and comments and declarations would count as text.

    Examples
    --------
    >>> is_plain_html("<p>5 &lt; 6</p>"), is_plain_html("<p <p>"), is_plain_html("<!-- -->")
    (True, False, False)
    """
    return html.count("<") == sum(1 for _ in _TAG.finditer(html))


def read_html(html: str) -> HtmlText:
    """Return the text of an HTML fragment; line ends are made line feeds first, as a browser's parser does."""
    parser = HtmlText()
    parser.feed(html.replace("\r\n", "\n").replace("\r", "\n"))
    parser.close()
    return parser
