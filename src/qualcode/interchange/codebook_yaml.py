"""codebook.yaml: reading it with all its problems at once, and writing it."""

from __future__ import annotations

import re
from pathlib import Path

from qualcode.errors import CodebookError
from qualcode.interchange.checks import Problems, folded, is_id, shown, suggested_id
from qualcode.interchange.yaml_fields import Fields, kind_of
from qualcode.interchange.yaml_reader import YamlList, YamlMap, YamlNode, parse_yaml, read_yaml_text
from qualcode.interchange.yaml_writer import yaml_text
from qualcode.model.codebook import ID_RULE, Code, Codebook

MAX_CODES = 20_000
MAX_LEVELS = 20

CODE_FIELDS = (
    "id",
    "name",
    "definition",
    "use_when",
    "not_when",
    "examples",
    "cues",
    "color",
    "codable",
    "was",
    "retired",
    "children",
)
HEAD_FIELDS = ("version", "language", "title", "codes")

LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_COLOR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")


def read_codebook(path: Path) -> Codebook:
    """Read codebook.yaml.

    Parameters
    ----------
    path : Path

    Returns
    -------
    Codebook

    Raises
    ------
    CodebookError
        QC-CB01 with every problem of the file: line, column, path in the tree, what is allowed, what to do.
    UnreadableFileError, UnsafeFileError
        There is no such file, it is not UTF-8, or it is too large.
    """
    return parse_codebook(read_yaml_text(path), path.name)


def parse_codebook(text: str, where: str = "codebook.yaml") -> Codebook:
    """Read a codebook from the text of a file named ``where``; see :func:`read_codebook`.

    Examples
    --------
    >>> book = parse_codebook('''
    ... version: 1
    ... language: da
    ... title: Eksempel
    ... codes:
    ...   - id: partner
    ...     name: Partnere
    ...     codable: false
    ...     children:
    ...       - {id: politi, name: Politiet}
    ... ''')
    >>> [code.id for code in book], book.version
    (['partner', 'partner.politi'], '1')
    """
    problems = Problems()
    tree = parse_yaml(text, where, problems)
    head = Fields(tree or YamlMap({}, {}, 1, 1), "", where, problems)
    codes: list[Code] = []
    if tree is not None:
        head.only(*HEAD_FIELDS)
        codes = _Tree(where, problems).read(head)
        version = head.text("version", required=True, one_line=True)
        language = head.checked("language", _is_language, "Such as da or en.", required=True)
        title = head.text("title", required=True, one_line=True)
    problems.check(CodebookError, code="QC-CB01", where=where, what="the codebook")
    return Codebook(version, language, title, tuple(codes))


def _is_language(text: str) -> bool:
    return LANGUAGE.fullmatch(text) is not None


class _Tree:
    """Reads the codes from the top down, parents before children."""

    def __init__(self, where: str, problems: Problems) -> None:
        self._where = where
        self._problems = problems
        self._codes: list[Code] = []
        self._too_many = False

    def read(self, head: Fields) -> list[Code]:
        if "codes" not in head.node.keys:
            head.problem(head.node, "'codes' is missing", "It is the list of the codes at the top.")
        self._siblings(head.items("codes", "of codes"), "", 1)
        return self._codes

    def _siblings(self, items: list[YamlNode], parent: str, level: int) -> None:
        seen_ids: dict[str, str] = {}
        seen_names: dict[str, str] = {}
        for number, item in enumerate(items, start=1):
            place = f"{parent}.({number})" if parent else f"({number})"
            if not isinstance(item, YamlMap):
                fields = Fields(YamlMap({}, {}, item.line, item.column), place, self._where, self._problems)
                fields.problem(item, f"a code is {kind_of(item)}", "It is a mapping with id and name.")
                continue
            self._code(Fields(item, place, self._where, self._problems), parent, level, seen_ids, seen_names)

    def _code(
        self, fields: Fields, parent: str, level: int, seen_ids: dict[str, str], seen_names: dict[str, str]
    ) -> None:
        part = self._id(fields, parent)
        fields.path = _joined(parent, part) if part else fields.path
        fields.only(*CODE_FIELDS)
        name = fields.text("name", required=True, one_line=True)
        self._distinct(fields, "id", part, seen_ids)
        self._distinct(fields, "name", name, seen_names)
        children = fields.items("children", "of codes")
        codable = fields.flag("codable", default=True)
        if not codable and not children:
            fields.problem(
                "codable",
                "a code without children is not codable",
                "Only a branch that groups other codes can have codable: false.",
                "Remove the line, or add children.",
            )
        self._keep(
            fields,
            Code(
                id=fields.path,
                name=name,
                definition=fields.text("definition"),
                use_when=fields.text("use_when"),
                not_when=fields.text("not_when"),
                examples=fields.texts("examples"),
                cues=fields.texts("cues"),
                color=_color(fields),
                codable=codable,
                was=_was(fields),
                retired=fields.flag("retired", default=False),
            ),
        )
        if children and level >= MAX_LEVELS:
            fields.problem("children", "the tree is too deep", f"At most {MAX_LEVELS} levels.", "Flatten it.")
        elif children:
            self._siblings(children, fields.path, level + 1)

    def _keep(self, fields: Fields, code: Code) -> None:
        if len(self._codes) < MAX_CODES:
            self._codes.append(code)
        elif not self._too_many:
            self._too_many = True
            fields.problem("id", "there are too many codes", f"At most {MAX_CODES}.", "Split the codebook.")

    def _id(self, fields: Fields, parent: str) -> str:
        """Return the code's own part of its id; empty where it has none that can be used."""
        text = fields.text("id", required=True)
        above = text == parent or parent.startswith(text + ".") or text in parent.split(".")
        if not text or (is_id(text) and not above):
            return text
        if above:
            fields.problem(
                "id",
                f"the id {shown(text)} is that of a code above it",
                "A tree has no cycles. " + ID_RULE,
                "Give the code an id of its own.",
            )
            return ""
        hint = suggested_id(text.rpartition(".")[2])
        do = f"For instance '{hint}'." if hint else "Choose a short word."
        fields.problem("id", f"{shown(text)} cannot be an id", ID_RULE, do)
        return ""

    def _distinct(self, fields: Fields, field: str, text: str, seen: dict[str, str]) -> None:
        """Note siblings that a reader could not tell apart: equal but for case, blanks or invisible signs."""
        key = folded(text)
        if not key:
            return
        if key in seen:
            look = "" if seen[key] == text else " (but for case, blanks or signs that cannot be seen)"
            fields.problem(
                field,
                f"another code under the same parent has the same {field}{look}",
                f"Siblings differ in {field}.",
                "Rename one, or put the two together.",
            )
        seen.setdefault(key, text)


def _was(fields: Fields) -> tuple[str, ...]:
    """Return the full ids of the codes that this one comes from: one, or a list of them."""
    node = fields.get("was")
    texts = fields.texts("was") if isinstance(node, YamlList) else (fields.text("was", one_line=True),)
    found = tuple(dict.fromkeys(filter(None, texts)))
    for text in found:
        if text == fields.path:
            fields.problem("was", "'was' names the code itself", "It names earlier codes.", "Remove it.")
        elif not all(map(is_id, text.split("."))):
            fields.problem("was", f"{shown(text)} cannot be an id", "A full id, such as partner.skole.")
    return found


def _joined(parent: str, part: str) -> str:
    return f"{parent}.{part}" if parent else part


def _color(fields: Fields) -> str:
    """Return a colour as ``#rrggbb``."""
    if "color" in fields.node.keys and fields.get("color") is None:
        # YAML takes an unquoted #ff0000 for a comment, and the colour would be lost without a word.
        fields.problem("color", "'color' is empty", "Such as '#1f77b4', in quotes.", "Put it in quotes.")
        return ""
    text = fields.checked("color", lambda word: bool(_COLOR.fullmatch(word)), "Such as '#1f77b4' or '#17b'.")
    return "#" + "".join(digit * 2 for digit in text[1:]) if len(text) == 4 else text


def write_codebook(codebook: Codebook) -> str:
    """Return the text of a codebook.yaml that reads back as the same codebook.

    Parameters
    ----------
    codebook : Codebook
        Codes in any order in which parents stand before children; a branch is written where it first stands.

    Returns
    -------
    str
        Text with line feeds.

    Examples
    --------
    >>> print(write_codebook(Codebook("1", "da", "Eksempel", (Code("no", "Nej", cues=("nej, tak",)),))), end="")
    version: "1"
    language: da
    title: Eksempel
    codes:
      - id: "no"
        name: Nej
        cues:
          - nej, tak
    """
    lines = [f"{key}: {yaml_text(getattr(codebook, key))}" for key in ("version", "language", "title")]
    children: dict[str, list[Code]] = {}
    for code in codebook:
        children.setdefault(code.parent, []).append(code)
    lines.append("codes:" if children else "codes: []")
    waiting = [(code, 1) for code in reversed(children.get("", []))]
    while waiting:
        code, level = waiting.pop()
        below = children.get(code.id, [])
        lines += _code_lines(code, 4 * level, has_children=bool(below))
        waiting += [(child, level + 1) for child in reversed(below)]
    return "\n".join(lines) + "\n"


def _code_lines(code: Code, indent: int, *, has_children: bool) -> list[str]:
    """Return the lines of one code; fields that say nothing are left out."""
    fields = [f"id: {yaml_text(code.id.rpartition('.')[2])}", f"name: {yaml_text(code.name)}"]
    for key in ("definition", "use_when", "not_when"):
        if text := getattr(code, key):
            fields.append(f"{key}: {yaml_text(text, indent + 2)}")
    for key in ("examples", "cues"):
        if texts := getattr(code, key):
            fields.append(f"{key}:")
            fields += [f"  - {yaml_text(text, indent + 4)}" for text in texts]
    if code.color:
        fields.append(f"color: {yaml_text(code.color)}")
    if not code.codable:
        fields.append("codable: false")
    if code.was:
        fields.append("was:")
        fields += [f"  - {yaml_text(id_)}" for id_ in code.was]
    if code.retired:
        fields.append("retired: true")
    if has_children:
        fields.append("children:")
    first, *rest = fields
    return [" " * (indent - 2) + "- " + first, *(" " * indent + field for field in rest)]
