"""Taking typed values out of a YAML mapping, with every problem noted at its line and column."""

from __future__ import annotations

from collections.abc import Callable

from qualcode.interchange.checks import Problems, folded, is_one_line, shown, tidy
from qualcode.interchange.yaml_reader import YamlList, YamlMap, YamlNode, YamlText


def kind_of(node: YamlNode) -> str:
    """Return what a node is, in words for a message."""
    if isinstance(node, YamlText):
        return "a text" if node.text else "nothing"
    return "a list" if isinstance(node, YamlList) else "a mapping"


def is_blank(node: YamlNode) -> bool:
    """Say whether a key was written without a value (``examples:``), which counts as not written."""
    return isinstance(node, YamlText) and node.plain and not node.text


class Fields:
    """The fields of one mapping.

    Parameters
    ----------
    node : YamlMap
    path : str
        Where the mapping stands in the tree, such as ``"partner.ekstern"``; empty at the root.
    where : str
        Name of the file.
    problems : Problems
        Takes what is wrong. A field that is wrong reads as its default, so that the rest can be checked.
    """

    def __init__(self, node: YamlMap, path: str, where: str, problems: Problems) -> None:
        self.node = node
        self.path = path
        self.where = where
        self.problems = problems

    def problem(self, at: YamlNode | str, found: str, allowed: str = "", do: str = "") -> None:
        """Note a problem at a node, or at the key of that name."""
        place = self.node.keys.get(at, self.node) if isinstance(at, str) else at
        head = f"{self.path}: {found}" if self.path else found
        self.problems.add(f"{self.where}:{place.line}:{place.column}", head, allowed, do)

    def only(self, *known: str) -> None:
        """Note every key that is not known, with the closest that is."""
        for key, place in self.node.keys.items():
            if key not in known:
                do = self.problems.closest(key, known) or "Remove it, or check the indentation."
                self.problem(place, f"unknown field {shown(key)}", f"Fields: {', '.join(known)}", do)

    def get(self, name: str) -> YamlNode | None:
        """Return the value of a key that was written with one."""
        node = self.node.entries.get(name)
        return None if node is None or is_blank(node) else node

    def text(self, name: str, *, required: bool = False, default: str = "", one_line: bool = False) -> str:
        """Return a text in canonical form, without blanks at its ends."""
        node = self.get(name)
        if node is None:
            if required:
                self._missing(name)
            return default
        if not isinstance(node, YamlText):
            self.problem(name, f"'{name}' is {kind_of(node)}", "It is a text.", _quotes(node))
            return default
        text = tidy(node.text)
        if required and not folded(text):
            self.problem(name, f"'{name}' is empty", do="Write it.")
            return default
        if one_line and not is_one_line(text):
            found = f"'{name}' has a line break or control character"
            self.problem(name, found, "It is one line.", "Write it in one line.")
            return default
        return text

    def _missing(self, name: str) -> None:
        if name in self.node.keys:
            self.problem(name, f"'{name}' is empty", do="Write it.")
        else:
            self.problem(self.node, f"'{name}' is missing", do=f"Add a line '{name}: …'.")

    def checked(
        self,
        name: str,
        fits: Callable[[str], bool],
        allowed: str,
        *,
        required: bool = False,
        default: str = "",
    ) -> str:
        """Return a one-line text that passes a check; an absent one is its default."""
        text = self.text(name, required=required, one_line=True)
        if not text:
            return default
        if not fits(text):
            self.problem(name, f"'{name}' is {shown(text)}", allowed)
            return default
        return text

    def flag(self, name: str, *, default: bool) -> bool:
        """Return a value that is strictly ``true`` or ``false``."""
        node = self.get(name)
        if node is None:
            return default
        if isinstance(node, YamlText) and node.plain and node.text in ("true", "false"):
            return node.text == "true"
        found = shown(node.text) if isinstance(node, YamlText) else kind_of(node)
        self.problem(name, f"'{name}' is {found}", "It is true or false, without quotes.")
        return default

    def texts(self, name: str) -> tuple[str, ...]:
        """Return a list of texts; none where the key is absent."""
        items = self.items(name, "of texts")
        return tuple(text for item in items if (text := self._item_text(name, item)) is not None)

    def _item_text(self, name: str, item: YamlNode) -> str | None:
        if not isinstance(item, YamlText):
            self.problem(item, f"an item of '{name}' is {kind_of(item)}", "It is a text.", _quotes(item))
            return None
        text = tidy(item.text)
        if not text:
            self.problem(item, f"an item of '{name}' is empty", do="Write it, or remove the line.")
            return None
        return text

    def items(self, name: str, what: str) -> list[YamlNode]:
        """Return the items of a list; none where the key is absent."""
        node = self.get(name)
        if node is None:
            return []
        if not isinstance(node, YamlList):
            allowed = f"It is a list {what}, one '- …' a line."
            self.problem(name, f"'{name}' is {kind_of(node)}", allowed)
            return []
        return node.items

    def mapping(self, name: str) -> YamlMap | None:
        """Return a mapping; None where the key is absent."""
        node = self.get(name)
        if node is None or isinstance(node, YamlMap):
            return node
        self.problem(name, f"'{name}' is {kind_of(node)}", "It is a mapping of 'key: value' lines.")
        return None

    def below(self, name: str) -> Fields | None:
        """Return the fields of a mapping below this one; None where the key is absent."""
        node = self.mapping(name)
        path = f"{self.path}.{name}" if self.path else name
        return None if node is None else Fields(node, path, self.where, self.problems)


def _quotes(node: YamlNode) -> str:
    """Return the usual reason why a text was read as a mapping: a colon in it."""
    return "If it is a text with a colon, put it in quotes." if isinstance(node, YamlMap) else ""
