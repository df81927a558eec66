"""Changing codebook.yaml where it stands: what a change does not touch keeps its comments, order and manner."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from typing import Any

from qualcode.errors import CodebookError
from qualcode.interchange.codebook_yaml import parse_codebook, write_codebook
from qualcode.model.codebook import Code, Codebook

_TEXTS = ("definition", "use_when", "not_when")
_LISTS = ("examples", "cues")
_COMMENT = re.compile(r"(?m)(?:^|\s)#\s*(.*?)\s*$")


def edit_codebook(text: str, codebook: Codebook, came_from: Mapping[str, str]) -> tuple[str, bool]:
    """Return the text of codebook.yaml after a change, and whether all its comments are kept.

    Parameters
    ----------
    text : str
        The file before.
    codebook : Codebook
        What it is to say.
    came_from : mapping of str to str
        New id and old id of the codes whose place in the file is to be kept although their id is another one.

    Returns
    -------
    (str, bool)
        The text reads back as exactly this codebook. Where the file cannot be edited in place, it is written anew and
        has no comments.

    Examples
    --------
    >>> before = '''# Kodetræ
    ... version: 1
    ... language: da
    ... title: Prøve
    ... codes:
    ...   - {id: a, name: A}  # den første
    ... '''
    >>> after, kept = edit_codebook(before, Codebook("2", "da", "Prøve", (Code("a", "Alfa"),)), {})
    >>> print(after, end="")
    # Kodetræ
    version: "2"
    language: da
    title: Prøve
    codes:
      - {id: a, name: Alfa}  # den første
    >>> kept
    True
    """
    try:
        edited = _in_place(text, codebook, came_from)
        if parse_codebook(edited) != codebook:
            edited = write_codebook(codebook)
    except (CodebookError, _Unlike):
        edited = write_codebook(codebook)
    return edited, _comments(text) <= _comments(edited)


class _Unlike(Exception):  # not an error: the file is written anew
    """The file is built otherwise than expected."""


def _comments(text: str) -> set[str]:
    return {words for words in _COMMENT.findall(text) if words}


def _in_place(text: str, codebook: Codebook, came_from: Mapping[str, str]) -> str:
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString

    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = 4096
    yaml.indent(mapping=2, sequence=4, offset=2)
    try:
        root = yaml.load(text)
    except YAMLError as error:
        raise _Unlike from error
    if not isinstance(root, dict) or not isinstance(root.get("codes"), list):
        raise _Unlike
    nodes = dict(_nodes(root["codes"], ""))
    below: dict[str, list[Code]] = {}
    for code in codebook:
        below.setdefault(code.parent, []).append(code)
    made = {code.id: _node(nodes.get(came_from.get(code.id, code.id)), code) for code in codebook}
    for code in codebook:
        _children(made[code.id], "children", [made[one.id] for one in below.get(code.id, [])])
    _children(root, "codes", [made[one.id] for one in below.get("", [])])
    if str(root.get("version")) != codebook.version:
        root["version"] = DoubleQuotedScalarString(codebook.version)
    out = io.StringIO()
    yaml.dump(root, out)
    return out.getvalue()


def _nodes(items: list[Any], parent: str) -> list[tuple[str, Any]]:
    """Return the mappings of all codes by their full id."""
    found: list[tuple[str, Any]] = []
    for item in items:
        if not isinstance(item, dict) or "id" not in item:
            raise _Unlike
        path = f"{parent}.{item['id']}" if parent else str(item["id"])
        found.append((path, item))
        found += _nodes(item.get("children") or [], path)
    return found


def _node(node: Any, code: Code) -> Any:  # noqa: ANN401  # ruamel's mappings have no type of their own
    """Let a code's mapping say what the code says, touching only what differs."""
    from ruamel.yaml.comments import CommentedMap

    made = CommentedMap() if node is None else node
    _set(made, "id", code.id.rpartition(".")[2])
    _set(made, "name", code.name)
    for key in _TEXTS:
        _set(made, key, getattr(code, key))
    for key in (*_LISTS, "was"):
        _set_list(made, key, getattr(code, key))
    _set(made, "color", code.color)
    if made.get("codable") is False and code.codable:
        del made["codable"]
    elif not code.codable and made.get("codable") is not False:
        _put(made, "codable", False)
    if code.retired and made.get("retired") is not True:
        _put(made, "retired", True)
    elif not code.retired and "retired" in made:
        del made["retired"]
    return made


def _set(node: Any, key: str, text: str) -> None:  # noqa: ANN401
    there = node.get(key)
    if there is not None and _same(key, str(there), text):
        return
    if text:
        _put(node, key, _quoted(text))
    elif key in node:
        del node[key]


def _same(key: str, there: str, text: str) -> bool:
    if key == "color" and re.fullmatch("#[0-9a-fA-F]{3}", there):
        there = "#" + "".join(digit * 2 for digit in there[1:])
    return there.strip() == text


def _set_list(node: Any, key: str, texts: tuple[str, ...]) -> None:  # noqa: ANN401
    there = node.get(key)
    held = [] if there is None else there if isinstance(there, list) else [there]
    if [str(one).strip() for one in held] == list(texts):
        return
    if not texts:
        node.pop(key, None)
        return
    if isinstance(there, list):
        there[:] = [_quoted(text) for text in texts]
    else:
        from ruamel.yaml.comments import CommentedSeq

        seq = CommentedSeq([_quoted(text) for text in texts])
        seq.fa.set_flow_style()
        _put(node, key, seq)


def _put(node: Any, key: str, value: object) -> None:  # noqa: ANN401
    """Set a field; a new one stands before the codes below."""
    keys = list(node)
    if key in node or "children" not in keys:
        node[key] = value
    else:
        node.insert(keys.index("children"), key, value)


def _quoted(text: str) -> Any:  # noqa: ANN401
    """Return a text as a node that every reader takes for a text."""
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

    from qualcode.interchange.yaml_writer import yaml_text

    written = yaml_text(text)
    if written == text:
        return text
    return LiteralScalarString(text) if written.startswith("|") else DoubleQuotedScalarString(text)


def _children(node: Any, key: str, wanted: list[Any]) -> None:  # noqa: ANN401
    """Put nodes below a code; a list that has them already is left alone."""
    from ruamel.yaml.comments import CommentedSeq

    there = node.get(key)
    if there is None and not wanted:
        return
    if there is None:
        node[key] = CommentedSeq(wanted)
        return
    if len(there) == len(wanted) and all(one is other for one, other in zip(there, wanted, strict=True)):
        return
    if not wanted and key != "codes":
        del node[key]
        return
    before = {id(one): there.ca.items.get(at) for at, one in enumerate(there)}  # comments above an item
    while len(there):
        del there[0]
    for at, one in enumerate(wanted):
        there.append(one)
        if before.get(id(one)) is not None:
            there.ca.items[at] = before[id(one)]
