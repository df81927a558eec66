"""XML from strangers: no document type, no entities, no bottomless nesting, nothing fetched.

Small parts become a tree; large ones are walked once, so that a transcript of many megabytes needs no tree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NoReturn, Protocol
from xml.etree.ElementTree import Element, ParseError, TreeBuilder
from xml.parsers import expat

from qualcode.errors import UnreadableFileError, UnsafeFileError

MAX_DEPTH = 200
"""Elements within elements; a table in a text box in a table has about forty."""

MAX_TOKEN = 32 * 1024 * 1024
"""Bytes of one tag or comment. Expat before 2.6 reads an unfinished one again with every piece of the file."""

_PIECE = 1024 * 1024


class Walker(Protocol):
    """What is told about a document as it is walked. Names are ``namespace}name``."""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """Take the beginning of an element."""

    def end(self, tag: str) -> None:
        """Take the end of an element."""

    def data(self, text: str) -> None:
        """Take text, in one or several pieces."""


def walk_xml(pieces: Iterable[bytes], walker: Walker, *, where: str) -> None:
    """Tell a walker what stands in an XML document.

    Parameters
    ----------
    pieces : iterable of bytes
        The document.
    walker : Walker
    where : str
        The file's name, for messages.

    Raises
    ------
    UnsafeFileError
        A document type, an entity, or too many elements within elements.
    UnreadableFileError
        Not well-formed.
    """
    parser = _parser(walker, where)
    fed = 0
    try:
        for piece in pieces:
            for start in range(0, len(piece), _PIECE):
                part = piece[start : start + _PIECE]
                parser.Parse(part, False)
                fed += len(part)
                if fed - parser.CurrentByteIndex > MAX_TOKEN:
                    _refuse(where, "QC-SF42", "one tag is too long")
        parser.Parse(b"", True)
    except expat.ExpatError as problem:
        raise UnreadableFileError(
            f"the XML is damaged in line {problem.lineno}, column {problem.offset + 1}",
            code="QC-SF40",
            where=where,
            do="Save it again with the program that made it.",
        ) from None


def _parser(walker: Walker, where: str) -> expat.XMLParserType:
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True
    parser.buffer_size = 65_536
    depth = 0
    begin, finish = walker.start, walker.end

    def start(tag: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH:
            _refuse(where, "QC-SF43", f"more than {MAX_DEPTH} elements within each other")
        begin(tag, attributes)

    def end(tag: str) -> None:
        nonlocal depth
        depth -= 1
        finish(tag)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = walker.data
    parser.XmlDeclHandler = _encoding_gate(where)
    # The same doors that defusedxml shuts; it builds trees only, and a tree of 100 MB does not fit.
    for door in ("StartDoctypeDecl", "EntityDecl", "UnparsedEntityDecl", "ExternalEntityRef"):
        setattr(parser, f"{door}Handler", _door(where))
    return parser


_ENCODINGS = {"utf-8", "utf-16", "us-ascii", "ascii", "iso-8859-1", "windows-1252"}


def _encoding_gate(where: str) -> Callable[..., None]:
    """Refuse encodings that expat hands to Python, which raises errors of its own or runs codecs of no text."""

    def check(_version: str, encoding: str | None, _standalone: int) -> None:
        if encoding and encoding.lower() not in _ENCODINGS:
            raise UnreadableFileError(
                "the XML is in an encoding that is not read",
                code="QC-SF44",
                where=where,
                allowed="UTF-8 and UTF-16 are read",
                do="Save it again with the program that made it.",
            )

    return check


def _door(where: str) -> Callable[..., NoReturn]:
    def refuse(*_: object) -> NoReturn:
        _refuse(where, "QC-SF41", "the XML has a document type or entities")

    return refuse


def _refuse(where: str, code: str, found: str) -> NoReturn:
    raise UnsafeFileError(
        found,
        code=code,
        where=where,
        allowed="Transcripts and project files need none of that",
        do="Nothing was read. Ask whoever made it for a plain copy.",
    )


class _Tree:
    """A walker that builds the tree."""

    def __init__(self) -> None:
        self._builder = TreeBuilder()
        self.end = self._finish

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._builder.start(_clark(tag), {_clark(name): value for name, value in attributes.items()})

    def _finish(self, tag: str) -> None:
        self._builder.end(_clark(tag))

    def data(self, text: str) -> None:
        self._builder.data(text)

    def close(self) -> Element:
        return self._builder.close()


def _clark(name: str) -> str:
    return f"{{{name}" if "}" in name else name


def parse_xml(data: bytes, *, where: str) -> Element:
    """Return the root of an XML document, with names as ``{namespace}name``.

    Raises
    ------
    UnsafeFileError, UnreadableFileError
        As :func:`walk_xml`.

    Examples
    --------
    >>> parse_xml(b"<a><b/></a>", where="a.xml")[0].tag
    'b'
    """
    tree = _Tree()
    walk_xml([data], tree, where=where)
    try:
        return tree.close()
    except (ParseError, AssertionError):
        raise UnreadableFileError("the XML is empty", code="QC-SF40", where=where) from None
