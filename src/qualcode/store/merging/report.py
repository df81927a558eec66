"""What a merge did, and what it left for people to decide."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal

from qualcode.model import Span

if TYPE_CHECKING:
    import pandas as pd

Why = Literal[
    "both_changed",
    "texts_differ",
    "other_source",
    "removed_here",
    "removed_there",
    "other_kind",
    "unknown_code",
    "not_codable",
    "needs_another",
    "in_use",
    "place_taken",
    "settled_apart",
]

COLUMNS = (
    "kind", "document", "segment", "start", "end", "code", "coder", "ours", "theirs", "count", "why", "id",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Conflict:
    """Something that was not taken over, or several things of one kind for one reason. It quotes nobody.

    Parameters
    ----------
    kind : str
        ``document``, ``coding``, ``decision``, ``memo`` and whatever else a study keeps.
    why : str
        ``both_changed``: here and there in different ways.
        ``texts_differ``: it stands on a text that is not the latest one here. For a document: its latest text there
        is one that we do not have.
        ``other_source``: a document of this name was imported here from another file.
        ``removed_here``, ``removed_there``: its document was taken back by undo in one of the copies.
        ``other_kind``: one name stands for a person in one copy and for a model in the other.
        ``unknown_code``, ``not_codable``: the codebook here lacks the code, or only groups by it.
        ``needs_another``: it is about something that was not taken over, or that is not here.
        ``in_use``: it was removed there, and something here is about it.
        ``place_taken``: something else here says or answers the same.
        ``settled_apart``: one copy settled the passage and the other changed the settled codings in it.
    document : str
        Name of the document here; empty where there is none.
    version : str
        Short SHA-256 of the text that ``span`` counts in.
    span : Span or None
        The place, in code points.
    segment : int or None
        Number of the turn in which the place begins, from 1; None where it is on no text of this copy, or where
        nobody looked it up.
    code, coder : str
    ours, theirs : str
        The state here and there, in a few fixed words.
    count : int
        How many things it stands for; then the place is left out.
    id : str
        Identity of the thing here; empty where there is none, or where it stands for several.
    """

    kind: str
    why: Why
    document: str = ""
    version: str = ""
    span: Span | None = None
    segment: int | None = None
    code: str = ""
    coder: str = ""
    ours: str = ""
    theirs: str = ""
    count: int = 1
    id: str = ""


@dataclass(frozen=True, slots=True)
class MergeCount:
    """What became of the things of one kind.

    ``taken`` were added, changed or removed here as there; ``same`` say under another id what one of ours says, and
    were not taken a second time; ``unchanged`` are ours that stay as they are.
    """

    kind: str
    taken: int = 0
    same: int = 0
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class FileDifference:
    """How a file of the two study folders differs. Files are never merged.

    Parameters
    ----------
    file : str
        Such as ``"data/speakers.csv"``.
    what : str
        What is counted: ``codes``, ``speakers``, ``interviews``, ``settings``; ``file`` where it is missing in one
        of the folders (``here`` or ``there`` is 1), or cannot be read (``error``).
    here, there, differ : int
        How many only our folder has, only the other one has, and both have with another content.
    error : str
        Short code of the error of a file that cannot be read.
    """

    file: str
    what: str
    here: int = 0
    there: int = 0
    differ: int = 0
    error: str = ""


@dataclass(frozen=True, slots=True)
class MergeReport:
    """What a merge did, or would do.

    Parameters
    ----------
    start : int
        Revision up to which the two logs are the same; 0 where they have nothing in common.
    theirs : int
        Revision of the other copy.
    counts : tuple of MergeCount
    conflicts : tuple of Conflict
        What was not taken over; ours stays.
    files : tuple of FileDifference
        How the files of the two folders differ, where folders were compared.
    revision : int or None
        Revision of the merge; None where nothing was written.
    dry_run : bool
        Whether it only says what would be taken.
    printed_numbers : int
        Tables of numbers that went out by the other copy and were not known here.
    """

    start: int
    theirs: int
    counts: tuple[MergeCount, ...]
    conflicts: tuple[Conflict, ...]
    files: tuple[FileDifference, ...] = ()
    revision: int | None = None
    dry_run: bool = False
    printed_numbers: int = 0

    def __repr__(self) -> str:
        return f"<MergeReport: {self.taken} taken, {self.same} the same, {self.n_conflicts} in conflict>"

    @property
    def taken(self) -> int:
        """How many things were taken over, or would be."""
        return sum(count.taken for count in self.counts)

    @property
    def same(self) -> int:
        """How many things said the same under another id."""
        return sum(count.same for count in self.counts)

    @property
    def n_conflicts(self) -> int:
        """How many things were not taken over."""
        return sum(conflict.count for conflict in self.conflicts)

    def to_frame(self) -> pd.DataFrame:
        """Return one row per conflict: where it is, whose, what stands here and there, and why it is one."""
        import pandas as pd

        frame = pd.DataFrame([_row(one) for one in self.conflicts], columns=list(COLUMNS))
        return frame.astype({"segment": "Int64", "start": "Int64", "end": "Int64"})

    def counts_frame(self) -> pd.DataFrame:
        """Return one row per kind of thing: ``kind, taken, same, unchanged``."""
        import pandas as pd

        return pd.DataFrame(
            [asdict(one) for one in self.counts], columns=["kind", "taken", "same", "unchanged"]
        )


def _row(conflict: Conflict) -> dict[str, Any]:
    span = conflict.span
    return {
        "kind": conflict.kind,
        "document": conflict.document,
        "segment": conflict.segment,
        "start": None if span is None else span.start,
        "end": None if span is None else span.end,
        "code": conflict.code,
        "coder": conflict.coder,
        "ours": conflict.ours,
        "theirs": conflict.theirs,
        "count": conflict.count,
        "why": conflict.why,
        "id": conflict.id,
    }
