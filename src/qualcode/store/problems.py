"""The store's errors, worded in one place. None holds interview text; documents are named, persons are not."""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from qualcode.errors import (
    CodebookError,
    CodingError,
    Problem,
    SegmentationError,
    StaleStudyError,
    StoreBusyError,
    StoreDamagedError,
    StoreError,
    UsageError,
)
from qualcode.store.files import known_backup

NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
FORBIDDEN = frozenset({errno.EACCES, errno.EPERM, errno.EROFS})
NOT_OURS = "QC-ST03"
BUSY = "QC-ST06"
FULL = "QC-ST08"
SHOWN = 20
"""How many problems of a write are listed; the rest is counted."""


def missing(path: Path) -> StoreError:
    """Say that there is no file to open."""
    return StoreError(
        "there is no store here",
        code="QC-ST01",
        where=str(path),
        do="Check the folder, create a study, or restore a backup.",
    )


def exists(path: Path) -> StoreError:
    """Say that a file stands where a new one should."""
    return StoreError(
        "a file of this name is there already, and is never overwritten",
        code="QC-ST02",
        where=str(path),
        do="Choose another name.",
    )


def not_ours(path: Path, found: str) -> StoreError:
    """Say that the file is something else; one of which a backup is known must have been a store."""
    if known_backup(path) is not None:
        return damaged(path, found)
    return StoreError(
        found,
        code=NOT_OURS,
        where=str(path),
        allowed="A store is a file that qualcode made.",
        do="Check the name; if it was a store, restore a backup.",
    )


def newer(path: Path, schema: str, known: str) -> StoreError:
    """Say that a later qualcode made the file; an earlier one neither reads nor writes it."""
    return StoreError(
        f"the store has schema {schema}",
        code="QC-ST04",
        where=str(path),
        allowed=f"This qualcode knows schemas up to {known}",
        do="Install the newer qualcode that made it; nothing was read or changed.",
    )


def damaged(path: Path, found: str) -> StoreDamagedError:
    """Say that what was read is not what was written."""
    backup = known_backup(path)
    if backup is not None:
        do = f"Restore the last good backup: {backup.path} (revision {backup.revision}, {backup.made_at})."
    else:
        do = "No backup is known here. Keep this file as it is and look for a copy of it."
    return StoreDamagedError(
        f"the store is damaged: {found}; nothing was changed", code="QC-ST05", where=str(path), do=do
    )


def busy(path: Path) -> StoreBusyError:
    """Say that somebody else held the file for longer than we wait."""
    return StoreBusyError(
        "somebody else is writing; nothing was changed", code=BUSY, where=str(path), do="Try again."
    )


def stale(rev: int, seen: int) -> StaleStudyError:
    """Say that somebody changed what the write builds on."""
    return StaleStudyError(
        f"the study changed since you loaded it (revision {rev}, you loaded {seen}); nothing was written",
        code="QC-ST07",
        do="Reload the study, look at what changed, and do it again.",
    )


def replaced(path: Path) -> StaleStudyError:
    """Say that the whole file is another since it was opened: restored from a backup, or migrated."""
    return StaleStudyError(
        "the store was restored or brought to a new schema since you opened it; nothing was written",
        code="QC-ST07",
        where=str(path),
        do="Open the study again.",
    )


def full(path: Path) -> StoreError:
    """Say that the disk took no more."""
    return StoreError(
        "disk full (or it refuses to be written); nothing was changed",
        code=FULL,
        where=str(path),
        do="Make room and try again.",
    )


def read_only(path: Path, what: str) -> StoreError:
    """Say that file or folder may not be written."""
    return StoreError(
        f"the {what} is read-only; nothing was changed",
        code="QC-ST09",
        where=str(path),
        do="Make it writable for you, or work on a restored copy.",
    )


def link(path: Path) -> StoreError:
    """Refuse a link: SQLite loses its journal, and with it data, when a file has two names."""
    return StoreError(
        "the store is a link to another file",
        code="QC-ST10",
        where=str(path),
        allowed="A store is opened under its own name",
        do="Open the file that the link points to.",
    )


def network(path: Path, kind: str) -> StoreError:
    """Refuse a network drive, whose locks may not hold: two writers then damage the file."""
    return StoreError(
        f"the store lies on a network drive ({kind}), where two writers can damage it",
        code="QC-ST11",
        where=str(path),
        allowed="A store lies on a disk of this machine",
        do="Move it, or allow the network drive if only one person ever works on it.",
    )


def other_process() -> StoreError:
    """Say that a store does not outlive a fork."""
    return StoreError(
        "this store was opened in another process; nothing was done",
        code="QC-ST12",
        do="Open the store in each process.",
    )


def closed() -> StoreError:
    """Say that the store was closed."""
    return StoreError("this store is closed", code="QC-ST13", do="Open it again.")


def refused(path: Path, name: str) -> StoreError:
    """Name anything else that the database says; its own words may hold values and stay out."""
    return StoreError(f"the database refused ({name}); nothing was changed", code="QC-ST14", where=str(path))


def documents(problems: Sequence[Problem]) -> StoreError:
    """List documents that cannot be added; none was."""
    return StoreError(
        f"{_count(problems, 'problem')}; no document was added",
        code="QC-ST15",
        problems=shortened(problems),
    )


def unknown_document(name: str, what: str = "document") -> StoreError:
    """Say that a document, or a version of it, is not there."""
    return StoreError(
        f"there is no {what} in the study",
        code="QC-ST16",
        where=name,
        do="`qualcode status` lists what is there.",
    )


def versions(problems: Sequence[Problem]) -> StoreError:
    """List versions that do not fit; none was added."""
    return StoreError(
        f"{_count(problems, 'problem')}; no version was added", code="QC-ST17", problems=shortened(problems)
    )


def nothing(verb: str, why: str = "") -> StoreError:
    """Say that there is nothing to undo or redo."""
    return StoreError(f"there is nothing to {verb}", code="QC-ST18", allowed=why)


def not_restorable(path: Path, found: str) -> StoreError:
    """Refuse a file that must not take the place of the store."""
    return StoreError(
        found, code="QC-ST19", where=str(path), do="Choose another backup; the store was left as it is."
    )


def migration(path: Path, found: str, backup: Path) -> StoreError:
    """Say that the new schema could not be reached; the transaction was rolled back."""
    return StoreError(
        f"the store could not be brought to the new schema ({found}); it is as it was",
        code="QC-ST20",
        where=str(path),
        do=f"A backup lies beside it: {backup.name}. Report this with the code.",
    )


def codings(problems: Sequence[Problem], noun: str = "coding") -> CodingError:
    """List codings, or decisions, that do not fit; nothing was written."""
    return CodingError(
        f"{_count(problems, noun)} cannot be used; nothing was written",
        code="QC-ST21",
        problems=shortened(problems),
    )


def codes_in_use(problems: Sequence[Problem]) -> CodebookError:
    """List codes that would disappear under their codings."""
    return CodebookError(
        "the new codebook leaves codings without a code; it was not stored",
        code="QC-ST22",
        allowed="A code that has codings stays, and stays codable, or another one says that it was this one (was: …)",
        do="Keep the code (retired: true ends its use), or say in codebook.yaml what became of it.",
        problems=problems,
    )


def rereads(problems: Sequence[Problem]) -> CodingError:
    """List passages that cannot be on the work-list; nothing was stored."""
    return CodingError(
        f"{_count(problems, 'passage')} cannot be used; nothing was written",
        code="QC-ST37",
        problems=shortened(problems),
    )


def segmentations(problems: Sequence[Problem]) -> SegmentationError:
    """List segmentations that do not fit the text; none was stored."""
    return SegmentationError(
        f"{_count(problems, 'segmentation')} cannot be used; nothing was written",
        code="QC-ST23",
        problems=shortened(problems),
    )


def memo(where: str, found: str) -> StoreError:
    """Refuse a memo without a thing that it is about."""
    return StoreError(
        found,
        code="QC-ST24",
        where=where,
        allowed="A memo is on the study, a document, a code or a coding that is there",
    )


def coder(name: str, kind: str) -> StoreError:
    """Refuse a name that would stand for a person and for a model."""
    return StoreError(
        f"the coder is there already, as a {kind}",
        code="QC-ST25",
        where=name,
        allowed="A person and a model are never one coder",
        do="Choose another name.",
    )


def usage(found: str, allowed: str = "") -> UsageError:
    """Say that the call itself is wrong."""
    return UsageError(found, code="QC-ST26", allowed=allowed)


def built_on(verb: str, rev: int | None, *, by_others: bool) -> StoreError:
    """Refuse to take an action back, or to do it again, out of order."""
    where = "" if rev is None else f" (revision {rev})"
    whose = " by somebody else" if by_others else ""
    return StoreError(
        f"a later action{where}{whose} builds on it; nothing was changed",
        code="QC-ST27",
        allowed=f"To {verb} one's own action, what it is about must be as it left it",
        do="`qualcode log` shows what came after; take that back first, or change it by hand.",
    )


def unknown_round(number: int) -> StoreError:
    """Say that a round of coding was never started."""
    return StoreError(
        f"there is no round {number}",
        code="QC-ST28",
        allowed="Rounds are started one after the other",
        do="Start the round first.",
    )


def not_a_person() -> StoreError:
    """Refuse that a model has read something to the end."""
    return StoreError(
        "the coder is a model",
        code="QC-ST29",
        allowed="Only a person finishes a document",
    )


def release(problems: Sequence[Problem], noun: str) -> StoreError:
    """List quotes, replies or clearances that do not fit; nothing was written."""
    return StoreError(
        f"{_count(problems, 'problem')} with what is to leave the study ({noun}); nothing was written",
        code="QC-ST30",
        problems=shortened(problems),
    )


def shown(word: str) -> str:
    """Quote a word that looks like an id or a name; what may be speech in the wrong column is only counted.

    Examples
    --------
    >>> shown("partner.skole"), shown("Så sagde hun at det var svært")
    ("'partner.skole'", '(29 characters)')
    """
    return repr(word) if re.fullmatch(r"[\w.-]{1,60}", word) else f"({len(word)} characters)"


def shortened(problems: Sequence[Problem]) -> Sequence[Problem]:
    """Return the first problems, and how many more there are."""
    if len(problems) <= SHOWN:
        return problems
    return [*problems[:SHOWN], Problem("", f"and {len(problems) - SHOWN} more")]


def _count(problems: Sequence[Problem], noun: str) -> str:
    return f"{len(problems)} {noun}{'' if len(problems) == 1 else 's'}"


@contextmanager
def disk(path: Path) -> Iterator[None]:
    """Turn what the system says about files into the store's errors."""
    try:
        yield
    except FileExistsError:
        raise exists(path) from None
    except OSError as error:
        if error.errno in NO_ROOM:
            raise full(path) from None
        if error.errno in FORBIDDEN:
            raise read_only(path, "folder") from None
        raise refused(path, errno.errorcode.get(error.errno or 0, "OSError")) from None
