"""What the store takes and gives beside the model's own values."""

from __future__ import annotations

from dataclasses import dataclass, field

from qualcode.model import Codebook, Document, DocumentVersion, OffsetMap
from qualcode.model.corpus import VersionKind
from qualcode.model.succession import Consequences


@dataclass(frozen=True, slots=True)
class NewDocument:
    """A document with its first version, to be added."""

    document: Document
    version: DocumentVersion


@dataclass(frozen=True, slots=True)
class NewVersion:
    """A new text of a document that is there.

    Parameters
    ----------
    version : DocumentVersion
        Its ``number`` is given by the store.
    made_from : int
        Number of the version that it was rewritten from.
    offsets : OffsetMap
        How positions in that version become positions in the new one.
    source_sha256, format, encoding : str
        Of the corrected file, where the new text is a correction of what was imported; the document is known by it
        from then on.
    """

    version: DocumentVersion
    made_from: int
    offsets: OffsetMap
    source_sha256: str = ""
    format: str = ""
    encoding: str = ""


@dataclass(frozen=True, slots=True)
class VersionInfo:
    """A version without its text: ``length`` in code points, ``turns`` as a number."""

    document: str
    number: int
    kind: VersionKind
    sha256: str
    length: int
    turns: int
    made_from: int | None = None

    @property
    def short_sha(self) -> str:
        """The first characters of the SHA-256, which travel with positions in files."""
        return self.sha256[:12]


@dataclass(frozen=True, slots=True)
class AddedVersions:
    """What became of new versions, and of the codings on the texts before them.

    ``lost`` are ids of codings whose words the new text has no more, ``merged`` of those that now say what another
    one says. Both are withdrawn, keep their old place, and come back when the action is undone. ``decisions`` moved
    along; those whose words are gone keep their old place. ``settlements`` moved along, too; ``unsettled`` are ids of
    those that ended, because their place is gone or a later one came to stand on it. ``quotes`` moved along, and
    ``unquoted`` are ids of those that ended, because a piece of them is gone or another one has the same words now.
    """

    added: int
    unchanged: int
    carried: int
    lost: tuple[str, ...] = ()
    merged: tuple[str, ...] = ()
    decisions: int = 0
    settlements: int = 0
    unsettled: tuple[str, ...] = ()
    quotes: int = 0
    unquoted: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AddedCodings:
    """What became of codings that were to be added.

    ``unchanged`` were there; ``withdrawn`` were there, were withdrawn and stay so; ``memo_changed`` were there and
    have a new memo.
    """

    added: int
    unchanged: int
    withdrawn: int
    memo_changed: int


@dataclass(frozen=True, slots=True)
class Coded:
    """What became of what a person did by hand; ids of codings, each in one place.

    ``added`` are new, ``reinstated`` had been withdrawn and hold again, ``unchanged`` were there, ``withdrawn`` hold no
    longer, ``memo_changed`` were there and have a new memo.
    """

    added: tuple[str, ...] = ()
    reinstated: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    memo_changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decided:
    """What became of decisions, and of codings by them.

    ``decided`` were stored, ``unchanged`` were there and said the same. ``codings`` are ids of codings that were made
    or brought back, ``withdrawn`` of those that no decision leads to any more.
    """

    decided: int
    unchanged: int
    codings: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of settlements, and of the settled codings.

    ``settled`` were stored, ``unchanged`` were there and said the same. ``added`` are ids of codings that were made or
    brought back, ``withdrawn`` of those that stood there and are no part of it.
    """

    settled: int
    unchanged: int
    added: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredCodebook:
    """A codebook as the study keeps it: ``number`` from 1, never used twice.

    ``source`` is the text of its file, comments included; empty where it was not kept.
    """

    number: int
    codebook: Codebook
    source_sha256: str
    stored_at: str
    source: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class ChangedCodebook:
    """What became of a codebook that was to be stored, and of the codings.

    ``number`` is the stored codebook's; without ``consequences`` it was there. ``merged`` are ids of codings that came to
    say what another one says, and are withdrawn. ``reread`` counts the passages that came onto the work-list.
    """

    number: int
    consequences: Consequences | None = None
    merged: tuple[str, ...] = ()
    reread: int = 0


@dataclass(frozen=True, slots=True)
class CodebookVersion:
    """When a codebook held: from revision ``began`` up to ``ended`` (None: it does), the latter not included."""

    number: int
    version: str
    stored_at: str
    began: int
    ended: int | None


@dataclass(frozen=True, slots=True)
class Restored:
    """A restored study: its revision, and the file that holds what was there before (None: nothing was)."""

    revision: int
    before: str | None
