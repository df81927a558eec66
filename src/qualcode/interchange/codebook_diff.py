"""How two codebooks differ: code by code, in words and as a table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from dataclasses import field as _field
from typing import TYPE_CHECKING

from qualcode.labels import Labels
from qualcode.model.codebook import Code, Codebook
from qualcode.model.succession import changes_between

if TYPE_CHECKING:
    import pandas as pd

MEANING_FIELDS = ("definition", "use_when", "not_when", "examples", "cues", "color", "codable")

_WORDS = {
    "same": {"da": "Der er ingen forskel.", "en": "There is no difference."},
    "version": {"da": "Version {old} → {new}.", "en": "Version {old} → {new}."},
    "same_version": {
        "da": "Kodetræet er ændret, men versionen er stadig {old}: giv det en ny version.",
        "en": "The tree has changed, but the version is still {old}: give it a new one.",
    },
    "added": {"da": "Ny: {code} ({name})", "en": "New: {code} ({name})"},
    "removed": {"da": "Fjernet: {code} ({name})", "en": "Removed: {code} ({name})"},
    "renamed": {"da": "Nyt navn: {code}: {old} → {new}", "en": "New name: {code}: {old} → {new}"},
    "moved": {"da": "Flyttet: {old} → {new}", "en": "Moved: {old} → {new}"},
    "re-id": {"da": "Nyt id: {old} → {new}", "en": "New id: {old} → {new}"},
    "merged": {"da": "Lagt sammen: {old} → {new}", "en": "Merged: {old} → {new}"},
    "split": {"da": "Delt: {old} → {new}", "en": "Split: {old} → {new}"},
    "retired": {"da": "Udgået: {code} ({name})", "en": "Retired: {code} ({name})"},
    "in use": {"da": "I brug igen: {code} ({name})", "en": "In use again: {code} ({name})"},
    "redefined": {"da": "Ændret: {code}: {fields}", "en": "Changed: {code}: {fields}"},
}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a code that means something else in the new codebook; ``code`` is its new id."""

    code: str
    field: str
    old: str = _field(repr=False)
    new: str = _field(repr=False)


@dataclass(frozen=True, slots=True)
class CodebookDiff:
    """What changed from one codebook to another.

    Parameters
    ----------
    old_version, new_version : str
    added, removed : tuple of Code
        Codes that only the new, or only the old codebook has, and that were not moved.
    renamed : tuple of (Code, Code)
        The same code with another name.
    moved : tuple of (Code, Code)
        The same code with another id: as its ``was`` says; or, where nothing is said, the last part of the id and the
        name or the definition are the same, and the parent is another.
    redefined : tuple of FieldChange
        Other fields that differ, for codes that both have and for moved ones.
    merged : tuple of (tuple of Code, Code)
        Two or more old codes, and the new one that they are now.
    split : tuple of (Code, tuple of Code)
        An old code, and the new ones that were made of it.
    retired, in_use : tuple of Code
        New codes that are retired from now on, and those that no longer are.
    """

    old_version: str
    new_version: str
    added: tuple[Code, ...] = _field(default=(), repr=False)
    removed: tuple[Code, ...] = _field(default=(), repr=False)
    renamed: tuple[tuple[Code, Code], ...] = _field(default=(), repr=False)
    moved: tuple[tuple[Code, Code], ...] = _field(default=(), repr=False)
    redefined: tuple[FieldChange, ...] = _field(default=(), repr=False)
    merged: tuple[tuple[tuple[Code, ...], Code], ...] = _field(default=(), repr=False)
    split: tuple[tuple[Code, tuple[Code, ...]], ...] = _field(default=(), repr=False)
    retired: tuple[Code, ...] = _field(default=(), repr=False)
    in_use: tuple[Code, ...] = _field(default=(), repr=False)

    def __bool__(self) -> bool:
        plain = (self.added, self.removed, self.renamed, self.moved, self.redefined)
        return any((*plain, self.merged, self.split, self.retired, self.in_use))

    def describe(self, language: str = "en") -> list[str]:
        """Return the differences in words, one a line, in Danish (``"da"``) or English."""
        words = Labels(_WORDS, language)
        if not self and self.old_version == self.new_version:
            return [words("same")]
        head = "version" if self.old_version != self.new_version else "same_version"
        lines = [words(head, old=self.old_version, new=self.new_version)]
        lines += [words("added", code=code.id, name=code.name) for code in self.added]
        lines += [words("removed", code=code.id, name=code.name) for code in self.removed]
        lines += [words("merged", old=_ids(old), new=new.id) for old, new in self.merged]
        lines += [words("split", old=old.id, new=_ids(new)) for old, new in self.split]
        lines += [words(_kind(old, new), old=old.id, new=new.id) for old, new in _heads(self.moved)]
        lines += [words("retired", code=code.id, name=code.name) for code in self.retired]
        lines += [words("in use", code=code.id, name=code.name) for code in self.in_use]
        lines += [words("renamed", code=new.id, old=old.name, new=new.name) for old, new in self.renamed]
        changed: dict[str, list[str]] = {}
        for change in self.redefined:
            changed.setdefault(change.code, []).append(change.field)
        lines += [words("redefined", code=code, fields=", ".join(names)) for code, names in changed.items()]
        return lines

    def to_frame(self) -> pd.DataFrame:
        """Return one row per change: ``change, code, field, old, new``."""
        import pandas as pd

        columns = ["change", "code", "field", "old", "new"]
        return pd.DataFrame(list(self._rows()), columns=columns)

    def _rows(self) -> Iterator[tuple[str, str, str, str, str]]:
        for code in self.added:
            yield "added", code.id, "", "", code.name
        for code in self.removed:
            yield "removed", code.id, "", code.name, ""
        for several, new in self.merged:
            yield "merged", new.id, "id", _ids(several), new.id
        for old, parts in self.split:
            yield "split", old.id, "id", old.id, _ids(parts)
        for old, new in self.moved:
            yield _kind(old, new), new.id, "id", old.id, new.id
        for what, codes in (("retired", self.retired), ("in use", self.in_use)):
            for code in codes:
                yield what, code.id, "retired", "", code.name
        for old, new in self.renamed:
            yield "renamed", new.id, "name", old.name, new.name
        for change in self.redefined:
            yield "redefined", change.code, change.field, change.old, change.new


def _ids(codes: Iterable[Code]) -> str:
    return " + ".join(code.id for code in codes)


def _heads(moved: Iterable[tuple[Code, Code]]) -> list[tuple[Code, Code]]:
    """Leave out what only went along with the code above it."""
    pairs = list(moved)
    both = {(old.id, new.id) for old, new in pairs}
    return [
        (old, new)
        for old, new in pairs
        if (old.parent, new.parent) not in both or old.id.rpartition(".")[2] != new.id.rpartition(".")[2]
    ]


def _kind(old: Code, new: Code) -> str:
    return "re-id" if old.parent == new.parent else "moved"


def diff_codebooks(old: Codebook, new: Codebook) -> CodebookDiff:
    """Compare two codebooks.

    Parameters
    ----------
    old, new : Codebook

    Returns
    -------
    CodebookDiff
        Everything in the order of the new codebook; what was removed in the order of the old one.

    Examples
    --------
    >>> old = Codebook("1", "da", "Eksempel", (Code("a", "A"), Code("b", "B"), Code("a.x", "X")))
    >>> new = Codebook("2", "da", "Eksempel", (Code("a", "A"), Code("b", "Beta"), Code("b.x", "X")))
    >>> diff_codebooks(old, new).describe("en")
    ['Version 1 → 2.', 'Moved: a.x → b.x', 'New name: b: B → Beta']
    """
    became = changes_between(old, new)
    single = {new_id: was for was, new_id in became.follows.items() if new_id not in became.merged}
    said = [(old[single[code.id]], code) for code in new if code.id in single and code.id not in old]
    moved = said + _moved(old, new, spoken_of={code.id for code in new if code.was} | became.follows.keys())
    places = {code.id: at for at, code in enumerate(new)}
    moved.sort(key=lambda pair: places[pair[1].id])
    parts = {id_ for ids in became.splits.values() for id_ in ids} | became.merged.keys()
    came_from = {after.id: before for before, after in moved}
    gone = {before.id for before, _ in moved}
    before_of = {code.id: code for code in old} | came_from
    pairs = [(before_of[code.id], code) for code in new if code.id in before_of]
    return CodebookDiff(
        old_version=old.version,
        new_version=new.version,
        added=tuple(
            code for code in new if code.id not in old and code.id not in came_from | dict.fromkeys(parts)
        ),
        removed=tuple(
            code for code in old if code.id not in new and code.id not in gone | became.follows.keys()
        ),
        renamed=tuple((before, after) for before, after in pairs if before.name != after.name),
        moved=tuple(moved),
        redefined=tuple(change for before, after in pairs for change in _changes(before, after)),
        merged=tuple((tuple(old[id_] for id_ in ids), new[into]) for into, ids in became.merged.items()),
        split=tuple((old[id_], tuple(new[one] for one in ids)) for id_, ids in became.splits.items()),
        retired=tuple(new[id_] for id_ in became.retired),
        in_use=tuple(after for before, after in pairs if before.retired and not after.retired),
    )


def _moved(old: Codebook, new: Codebook, spoken_of: set[str]) -> list[tuple[Code, Code]]:
    """Pair codes that only one side has and that are the same but for their parent, the surest pairs first.

    Codes of which the codebook itself says what became of them are left out.
    """
    waiting: dict[str, list[Code]] = {}
    for code in old:
        if code.id not in new and code.id not in spoken_of:
            waiting.setdefault(code.id.rpartition(".")[2], []).append(code)
    fresh = [code for code in new if code.id not in old and code.id not in spoken_of]
    found: dict[str, Code] = {}
    for sure in (True, False):
        for code in fresh:
            candidates = waiting.get(code.id.rpartition(".")[2], [])
            match = next((c for c in candidates if _is_same(c, code, sure=sure)), None)
            if match is not None and code.id not in found:
                candidates.remove(match)
                found[code.id] = match
    return [(found[code.id], code) for code in fresh if code.id in found]


def _is_same(before: Code, after: Code, *, sure: bool) -> bool:
    same_name = before.name == after.name
    same_meaning = before.definition == after.definition
    if sure:
        return same_name and same_meaning
    return same_name or (same_meaning and bool(before.definition))


def _changes(before: Code, after: Code) -> Iterator[FieldChange]:
    for name in MEANING_FIELDS:
        old, new = getattr(before, name), getattr(after, name)
        if old != new:
            yield FieldChange(after.id, name, _as_text(old), _as_text(new))


def _as_text(value: str | bool | Iterable[str]) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return value if isinstance(value, str) else "; ".join(value)
