"""Strict YAML: plain values that know their line and column, and nothing else that YAML can do.

Every scalar stays the text that stands in the file: a code called ``no`` is ``no``, and ``007``, ``1:30`` and
``1e5`` are what was written. Tags, anchors, aliases, directives, tabs, duplicate keys and a second document are
refused. The tree is built from ruamel's events, without recursion, so that no file can blow the stack.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from qualcode.errors import UnreadableFileError
from qualcode.interchange.checks import Problems, shown
from qualcode.safe_io import decode_text, read_limited

if TYPE_CHECKING:
    from ruamel.yaml.error import MarkedYAMLError
    from ruamel.yaml.events import Event

MAX_BYTES = 5_000_000
MAX_DEPTH = 64
"""Lists and mappings inside each other: a codebook of the greatest depth needs 42."""
MAX_VALUES = 250_000
"""Keys, texts, lists and mappings: a codebook of 20,000 codes with six fields each has about as many."""
_ENOUGH_PROBLEMS = 1_000

_REFUSED = re.compile("[^\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class YamlText:
    """A scalar: its text, and whether it stood without quotes."""

    text: str = field(repr=False)
    plain: bool
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class YamlList:
    """A list in the order of the file."""

    items: list[YamlNode] = field(repr=False)
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class YamlMap:
    """A mapping: values by key, and where each key stands."""

    entries: dict[str, YamlNode] = field(repr=False)
    keys: dict[str, YamlText] = field(repr=False)
    line: int
    column: int


YamlNode: TypeAlias = YamlText | YamlList | YamlMap


def read_yaml_text(path: Path) -> str:
    """Return the text of a YAML file, which is Unicode by its definition.

    Raises
    ------
    UnreadableFileError
        QC-YM01: another encoding, even where it could be concluded. QC-SF: no such file, no text.
    UnsafeFileError
        It is too large.
    """
    decoded = decode_text(read_limited(path, MAX_BYTES), where=path.name)
    if not decoded.certain:
        raise UnreadableFileError(
            f"the file is not UTF-8 (it looks like {decoded.encoding})",
            code="QC-YM01",
            where=path.name,
            allowed="A YAML file is UTF-8",
            do="Save it as UTF-8.",
        )
    return decoded.text


def parse_yaml(text: str, where: str, problems: Problems) -> YamlMap | None:
    r"""Read one YAML document whose root is a mapping.

    Parameters
    ----------
    text : str
        The file's text.
    where : str
        Name of the file, for messages.
    problems : Problems
        Takes what is wrong, with line and column. What is refused but can be read past (a tag, a doubled key)
        still gives a tree, so that the caller can add what is wrong with its content.

    Returns
    -------
    YamlMap or None
        None where the file is no mapping, or could not be read to its end.

    Examples
    --------
    >>> problems = Problems()
    >>> tree = parse_yaml("id: no\nid: 007\n", "codebook.yaml", problems)
    >>> tree.entries["id"].text, len(problems)
    ('no', 1)
    """
    text = text.removeprefix("\ufeff")
    if len(text) > MAX_BYTES:
        problems.add(where, "the file is too large", f"At most {MAX_BYTES // 1_000_000} MB are read.")
        return None
    if _has_refused_characters(text, where, problems) or _has_directives(text, where, problems):
        return None
    root = _Builder(where, problems).build(text)
    if isinstance(root, YamlMap):
        return root
    if not problems:
        found = "the file is empty" if root is None else "the file is not a mapping"
        problems.add(f"{where}:1:1", found, "The file is a list of 'key: value' lines.")
    return None


def _has_refused_characters(text: str, where: str, problems: Problems) -> bool:
    found = _REFUSED.search(text)
    if found is None:
        return False
    before = text[: found.start()]
    place = f"{where}:{before.count(chr(10)) + 1}:{found.start() - before.rfind(chr(10))}"
    if found.group() == "\t":
        problems.add(place, "there is a tab", "YAML is indented with blanks.", "Replace tabs by blanks.")
    else:
        name = f"U+{ord(found.group()):04X}"
        problems.add(place, f"there is a control character ({name})", do="Remove it.")
    return True


def _has_directives(text: str, where: str, problems: Problems) -> bool:
    """Directives (``%YAML 1.1``, ``%TAG``) change what the rest means; ruamel skips unknown ones silently."""
    for number, line in enumerate(text.split("\n"), start=1):
        if line.startswith("%"):
            problems.add(f"{where}:{number}:1", "there is a YAML directive", do="Remove the line.")
            return True
        if line.strip() and not line.startswith("#"):
            return False
    return False


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end has not been reached; ``key`` waits for its value."""

    node: YamlList | YamlMap
    key: YamlText | None = None
    skip_value: bool = False


class _Builder:
    """Puts ruamel's events together to a tree, and notes what is refused on the way."""

    def __init__(self, where: str, problems: Problems) -> None:
        self._where = where
        self._problems = problems
        self._stack: list[_Open] = []
        self._root: YamlNode | None = None
        self._values = 0

    def build(self, text: str) -> YamlNode | None:
        from ruamel.yaml.error import MarkedYAMLError, YAMLError

        try:
            if all(map(self._take, _events(text))):
                return self._root
        except MarkedYAMLError as error:
            self._syntax(error)
        except (YAMLError, ValueError, OverflowError, ArithmeticError, LookupError, RecursionError):
            # ruamel lets a few of Python's own errors through, such as for the escape \UFFFFFFFF.
            self._problems.add(self._where, "the file is not readable as YAML", do="Check its last change.")
        return None  # from half a tree the caller would report as missing what stands further down

    def _take(self, event: Event) -> bool:
        """Take one event; false stops the reading."""
        kind = type(event).__name__
        line, column = _place(event)
        if kind == "DocumentStartEvent" and self._root is not None:
            self._add(line, column, "a second document begins", "A file holds one.", "Remove the line '---'.")
            return False
        self._refuse_marks(event, kind, line, column)
        if kind == "AliasEvent":
            self._put(YamlText("", False, line, column))
        elif kind == "ScalarEvent":
            self._put(self._scalar(event, line, column))
        elif kind == "MappingStartEvent":
            return self._open(YamlMap({}, {}, line, column))
        elif kind == "SequenceStartEvent":
            return self._open(YamlList([], line, column))
        elif kind in {"MappingEndEvent", "SequenceEndEvent"}:
            self._stack.pop()
        return self._few_enough(line, column)

    def _few_enough(self, line: int, column: int) -> bool:
        self._values += 1
        if self._values > MAX_VALUES:
            self._add(line, column, "the file holds too many values", f"At most {MAX_VALUES} are read.")
        return self._values <= MAX_VALUES and len(self._problems) < _ENOUGH_PROBLEMS

    def _refuse_marks(self, event: Event, kind: str, line: int, column: int) -> None:
        """Note tags, anchors and aliases: a file that people edit needs none of them."""
        if kind == "AliasEvent":
            self._add(line, column, "there is an alias (*)", "Aliases are refused.", "Write the value out.")
        elif getattr(event, "anchor", None) is not None:
            self._add(line, column, "there is an anchor (&)", "Anchors are refused.", "Remove it.")
        if getattr(event, "tag", None) is not None:
            self._add(line, column, "there is a tag (!)", "Tags are refused.", "Remove it, or use quotes.")

    def _scalar(self, event: Event, line: int, column: int) -> YamlText:
        value = str(event.value)  # type: ignore[attr-defined]  # ruamel's events share no typed base
        if _SURROGATE.search(value):
            self._add(line, column, "an escape is half a character", do="Write the character itself.")
            value = ""
        return YamlText(value, not getattr(event, "style", None), line, column)

    def _open(self, node: YamlList | YamlMap) -> bool:
        if len(self._stack) >= MAX_DEPTH:
            self._add(node.line, node.column, "too deep", f"At most {MAX_DEPTH} levels are read.")
            return False
        self._put(node)
        self._stack.append(_Open(node))
        return True

    def _put(self, node: YamlNode) -> None:
        """Place a node where it belongs: as the root, in a list, as a key or as a key's value."""
        if not self._stack:
            self._root = node
            return
        top = self._stack[-1]
        if isinstance(top.node, YamlList):
            top.node.items.append(node)
        elif top.key is None:
            self._put_key(top, top.node, node)
        else:
            if not top.skip_value:
                top.node.entries[top.key.text] = node
            top.key, top.skip_value = None, False

    def _put_key(self, top: _Open, mapping: YamlMap, node: YamlNode) -> None:
        if not isinstance(node, YamlText):
            self._add(node.line, node.column, "a list or mapping stands as a key", "A key is a word.")
            top.key, top.skip_value = YamlText("", False, node.line, node.column), True
            return
        first = mapping.keys.get(node.text)
        if first is not None:
            found = f"the key {shown(node.text)} stands twice (first in line {first.line})"
            self._add(node.line, node.column, found, "A key stands once.", "Remove one of them.")
        else:
            mapping.keys[node.text] = node
        top.key, top.skip_value = node, first is not None

    def _syntax(self, error: MarkedYAMLError) -> None:
        """Say what ruamel could not read, in our words: its own quote the file."""
        problem = str(error.problem or "")
        mark = error.problem_mark or error.context_mark
        if any(words in problem for words in _POINTS_AT_BEGINNING):
            mark = error.context_mark or mark
        found, do = next(
            (words for start, words in _SYNTAX.items() if start in problem),
            ("the file is not readable as YAML here", "Check the indentation, the quotes and the colons."),
        )
        line, column = (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
        self._add(line, column, found, do=do)

    def _add(self, line: int, column: int, found: str, allowed: str = "", do: str = "") -> None:
        self._problems.add(f"{self._where}:{line}:{column}", found, allowed, do)


_SYNTAX = {
    "mapping values are not allowed": (
        "there is a colon followed by a blank inside a text",
        "Put the text in quotes, or check the indentation.",
    ),
    "could not find expected ':'": (
        "a line is neither a key with a colon nor part of a text",
        "Add the colon, or indent the line under its key.",
    ),
    "end of stream": ("a quote that opens here is not closed", "Close it."),
    "that cannot start any token": (
        "a text begins with a character that has a meaning of its own",
        "Put the text in quotes.",
    ),
    "expected <block end>": (
        "the indentation or a quote does not fit",
        "Give all keys of one level the same number of blanks; write '' for a quote inside quotes.",
    ),
    "escape": (
        "there is an unknown escape after a backslash",
        "Use single quotes, or write the backslash twice.",
    ),
    "sequence entries are not allowed": ("a list item stands where none can", "Check the indentation."),
    "expected ',' or": ("a bracket that opens here is not closed, or a comma is missing", "Close it."),
}
_POINTS_AT_BEGINNING = ("end of stream", "could not find expected ':'", "expected ',' or")


def _events(text: str) -> Iterator[Event]:
    from ruamel.yaml import YAML

    events: Iterator[Event] = YAML(typ="safe", pure=True).parse(text)
    return events


def _place(event: Event) -> tuple[int, int]:
    mark = event.start_mark
    return (mark.line + 1, mark.column + 1) if mark is not None else (1, 1)
