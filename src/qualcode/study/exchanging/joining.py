"""Another project's codes in the study's code tree: taken over in a new study, else told apart from the study's own.

A code is the study's own only if it carries that identity, or a person says so in a table. Nothing is merged because
two names look alike.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.errors import InterchangeError, Problem
from qualcode.interchange import parse_codebook, read_table, write_codebook
from qualcode.interchange.checks import folded, is_id, shown
from qualcode.interchange.codebook_yaml import MAX_LEVELS
from qualcode.interchange.exchange import ExchangeCode, ExchangeProject, Losses, is_ours, tree_of
from qualcode.labels import Labels
from qualcode.model import Code, Codebook, canonical
from qualcode.study.exchanging import fields, kinds
from qualcode.study.layout import starting_codebook

if TYPE_CHECKING:
    from qualcode.study.facade import Study

BRANCH = "imported"
RECORD_COLUMNS = ("guid", "imported", "code")
_MAX_PROBLEMS = 20
_WORDS = {"branch": {"da": "Importeret, ikke sorteret", "en": "Imported, not sorted in"}}


@dataclass(frozen=True)
class JoinedCodes:
    """Where the codes of a project stand in the study: full id by GUID, ``""`` where a person leaves one out."""

    ids: Mapping[str, str]
    codebook: Codebook | None
    fresh: bool
    proposed: tuple[str, ...]
    recognised: int = 0
    record: tuple[tuple[str, str, str], ...] = field(repr=False, default=())


def record_path(study: Study) -> Path:
    """Return the table that remembers where codes of other projects went."""
    return study.layout.data / "imported-codes.csv"


def is_fresh(study: Study) -> bool:
    """Say whether nothing is in a study yet, and codebook.yaml is the one that it started with."""
    if study.documents or (study.layout.store.exists() and study.store.codebook() is not None):
        return False
    start = parse_codebook(starting_codebook(study.config.title, study.config.language))
    return not len(study.codebook) or study.codebook.codes == start.codes


def join_codes(
    study: Study, project: ExchangeProject, losses: Losses, *, table: Path | None, by_name: bool = False
) -> JoinedCodes:
    """Return where each code of a project goes, and the codebook that results.

    With ``by_name``, a code that is named as one of the study's is that one: in a table or a comment somebody typed the
    study's own codes.

    Raises
    ------
    InterchangeError
        QC-EX03: the table names codes that are not there.
    """
    fresh = table is None and is_fresh(study)
    joining = _Joining(study, project, losses, fresh)
    if not fresh:
        joining.recognise(table, by_name=by_name)
    joining.add_rest()
    return joining.done()


def path_names(project: ExchangeProject) -> dict[str, str]:
    """Return the names from the top down to each code, by GUID: ``"Barriere > Tid"``."""
    found: dict[str, str] = {}
    for _, code in tree_of(project.codes):
        name = _one_line(code.name)
        found[code.guid] = f"{found[code.parent]} > {name}" if code.parent else name
    return found


class _Joining:
    """One joining of two trees."""

    def __init__(self, study: Study, project: ExchangeProject, losses: Losses, fresh: bool) -> None:
        self._study = study
        self._losses = losses
        self._fresh = fresh
        self._tree = [code for _, code in tree_of(project.codes)]
        self._ours = is_ours(project.origin)
        self._about = fields.by_name(project.extra)
        self._paths = path_names(project)
        self._used = {coding.code for coding in project.codings}
        self._parents = {code.parent for code in self._tree}
        self._ids: dict[str, str] = {}
        self._new: list[Code] = []
        self._record: list[tuple[str, str, str]] = []
        self._book: list[Code] = [] if fresh else list(study.codebook)
        self._names: dict[str, set[str]] = {}
        for code in self._book:
            self._names.setdefault(code.parent, set()).add(folded(code.name))
        self._taken = {code.id.casefold() for code in self._book}

    def recognise(self, table: Path | None, *, by_name: bool) -> None:
        """Find the codes that are the study's own, or that a person or an earlier import says where to put."""
        book = self._study.codebook
        uuids = self._study.store.code_uuids() if self._study.layout.store.exists() else {}
        ours = {uuid.upper(): book.today(id_) for id_, uuid in uuids.items()}
        said = self._said(record_path(self._study), strict=False)
        if table is not None:
            said |= self._said(table, strict=True)
        for code in self._tree:
            given = fields.first(fields.by_name(code.extra), "id")
            id_ = book.today(given)
            if code.guid in said:
                self._ids[code.guid] = said[code.guid]
            elif ours.get(code.guid) in book:
                self._ids[code.guid] = ours[code.guid]
            elif id_ in book and folded(book[id_].name) == folded(code.name):
                self._ids[code.guid] = id_
            elif by_name and (named := self._named(code.guid)):
                self._ids[code.guid] = named

    def _named(self, guid: str) -> str:
        """Return the code of the study that a person names: by its id, its names from the top, or a name that is there once."""
        book = self._study.codebook
        names = folded(self._paths[guid])
        as_id = names.replace(" > ", ".")
        fitting = [code.id for code in book if folded(code.id) == as_id]
        fitting = fitting or [
            code.id for code in book if folded(" > ".join(book.path_names(code.id))) == names
        ]
        fitting = fitting or [code.id for code in book if folded(code.name) == names]
        return fitting[0] if len(fitting) == 1 else ""

    def _said(self, path: Path, *, strict: bool) -> dict[str, str]:
        """Return what a table says about codes: by GUID, by the names down to a code, or by a name that is there once."""
        if not path.exists() and not strict:
            return {}
        table = read_table(path, required=("imported", "code"), optional=("guid",))
        by_path: dict[str, list[str]] = {}
        for guid, names in self._paths.items():
            by_path.setdefault(folded(names), []).append(guid)
        by_last: dict[str, list[str]] = {}
        for guid, names in self._paths.items():
            by_last.setdefault(folded(names.rpartition(" > ")[2]), []).append(guid)
        said: dict[str, str] = {}
        wrong: list[Problem] = []
        for row in table:
            guid, code = row["guid"].strip().upper(), self._study.codebook.today(row["code"].strip())
            name = folded(row["imported"])
            fitting = (
                [guid] if guid in self._paths else [] if guid else by_path.get(name) or by_last.get(name, [])
            )
            if code and code not in self._study.codebook:
                if strict:
                    wrong.append(Problem(table.where(row), f"there is no code {shown(code)}"))
            elif len(fitting) == 1:
                said[fitting[0]] = code
            elif strict and not guid:
                found = f"{len(fitting) or 'no'} codes of the file have this name"
                wrong.append(
                    Problem(table.where(row), found, do="Write the names from the top, with > between.")
                )
        if wrong:
            raise InterchangeError(
                f"the table of codes has {len(wrong)} rows that do not fit",
                code="QC-EX03",
                where=path.name,
                allowed="imported: the code's name in the file, or Branch > Code; code: a full id of codebook.yaml, or empty",
                do="Mend the rows; nothing was stored.",
                problems=wrong[:_MAX_PROBLEMS],
            )
        return said

    def add_rest(self) -> None:
        """Put every code without a place into the tree: where it stood in a new study, else below ``imported``."""
        needed = self._needed()
        for code in self._tree:
            if code.guid in needed:
                self._add(code)

    def _needed(self) -> set[str]:
        """Return the codes to add; a branch that nothing uses and all of whose codes have a place is none."""
        needed: set[str] = set()
        for code in reversed(self._tree):
            if code.guid in self._ids:
                continue
            if (
                self._fresh
                or code.guid in self._used
                or code.guid in needed
                or code.guid not in self._parents
            ):
                needed.add(code.guid)
                if code.parent:
                    needed.add(code.parent)
        return needed - self._ids.keys()

    def _add(self, code: ExchangeCode) -> None:
        found = fields.by_name(code.extra)
        above = self._ids.get(code.parent, "") if code.parent else ""
        if not self._fresh and above not in {one.id for one in self._new}:
            above = self._branch()
        if above.count(".") + 2 > MAX_LEVELS:
            self._losses.add(kinds.DEEP, f"code {code.guid}")
            above = ".".join(above.split(".")[: MAX_LEVELS - 1])
        id_ = self._free_id(code, fields.first(found, "id"), above)
        name = self._free_name(code, above, id_)
        codable = code.codable
        if not codable and (code.guid in self._used or code.guid not in self._parents):
            codable = True
            self._losses.add(kinds.ON_BRANCH, f"code {code.guid}", int(code.guid in self._used))
        known = {"id", "use_when", "not_when", "example", "cue", "was", "retired", "color"}
        self._losses.add(kinds.FURTHER, f"code {code.guid}", len(found.keys() - known))
        was = tuple(text for text in found.get("was", ()) if self._ours and self._fresh)
        made = Code(
            id_, name, _text(code.description), _text(fields.first(found, "use_when")), _text(fields.first(found, "not_when")),
            tuple(filter(None, map(_text, found.get("example", ())))), tuple(filter(None, map(_text, found.get("cue", ())))),
            fields.first(found, "color") or code.color, codable, was, bool(found.get("retired")),
        )  # fmt: skip
        self._ids[code.guid] = id_
        self._new.append(made)
        self._book.append(made)
        self._record.append((code.guid, self._paths[code.guid], id_))

    def _branch(self) -> str:
        if not any(code.id == BRANCH for code in self._book):
            words = Labels(_WORDS, self._study.config.language)
            self._book.append(Code(BRANCH, words("branch"), codable=False))
            self._names.setdefault("", set()).add(folded(words("branch")))
            self._taken.add(BRANCH)
        return BRANCH

    def _free_id(self, code: ExchangeCode, given: str, above: str) -> str:
        part = given.rpartition(".")[2] if is_id(given.rpartition(".")[2]) else _slug(code.name)
        parts = above.split(".")
        tries = (one for one in fields.numbered(part, "{}-{}") if one not in parts)
        ids = (f"{above}.{one}" if above else one for one in tries)
        free = next(id_ for id_ in ids if id_.casefold() not in self._taken)
        self._taken.add(free.casefold())
        return free

    def _free_name(self, code: ExchangeCode, above: str, id_: str) -> str:
        name = _one_line(code.name) or id_.rpartition(".")[2]
        taken = self._names.setdefault(above, set())
        tries = fields.numbered(name, "{} ({})")
        free = next(one for one in tries if folded(one) not in taken)
        taken.add(folded(free))
        self._losses.add(kinds.RENAMED, f"code {code.guid}", int(free != canonical(code.name)))
        return free

    def done(self) -> JoinedCodes:
        """Return the result; the codebook is read back from the text that would be written."""
        ids = {code.guid: self._ids.get(code.guid, "") for code in self._tree}
        recognised = len(self._ids) - len(self._new)
        if not self._new:
            return JoinedCodes(ids, None, self._fresh, (), recognised)
        book = self._study.codebook
        head = (book.version, book.language, book.title)
        if self._fresh and self._ours and fields.first(self._about, "version"):
            head = (
                fields.first(self._about, "version"),
                fields.first(self._about, "language") or book.language,
                fields.first(self._about, "title") or book.title,
            )
        made = parse_codebook(write_codebook(Codebook(*head, tuple(self._book))))
        proposed = () if self._fresh else tuple(code.id for code in self._new)
        return JoinedCodes(ids, made, self._fresh, proposed, recognised, tuple(self._record))


def _slug(name: str) -> str:
    """Return an id made of a name."""
    word = re.sub(r"[^\w]+|_+", "-", canonical(name).casefold()).strip("-")[:60].strip("-")
    return word if is_id(word) else "code"


def _one_line(name: str) -> str:
    return " ".join(_text(name).split())


def _text(text: str) -> str:
    """Return a text as codebook.yaml can hold it: without control characters."""
    return "".join(
        ch if ch in "\n\t" or ch.isprintable() or not _is_control(ch) else " " for ch in canonical(text)
    ).strip()


def _is_control(character: str) -> bool:
    return ord(character) < 32 or 0x7F <= ord(character) < 0xA0


def as_rows(record: Iterable[tuple[str, str, str]]) -> list[dict[str, str]]:
    """Return rows for the table that remembers where codes went."""
    return [dict(zip(RECORD_COLUMNS, row, strict=True)) for row in record]
