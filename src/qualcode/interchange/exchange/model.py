"""A project of any program for qualitative analysis, as plain values.

Identities are GUIDs in one form: upper case, with hyphens, without braces (:func:`guid_of` makes one where a program
has only numbers). A reference is the GUID of what it refers to, ``""`` where there is none. Positions are half-open
pairs of Unicode code points in the text of their source. What a field of the format cannot hold travels as
``extra``: pairs of a name and a text in a fixed order, a name more than once where there are several.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Literal, TypeAlias

Extra: TypeAlias = tuple[tuple[str, str], ...]
"""Further fields, such as ``(("stance", "wish"), ("cue", "møde"), ("cue", "samtale"))``."""

SourceKind = Literal["text", "pdf", "picture", "audio", "video"]
SOURCE_KINDS: tuple[SourceKind, ...] = ("text", "pdf", "picture", "audio", "video")

VariableType = Literal["text", "boolean", "integer", "float", "date", "datetime"]
VARIABLE_TYPES: tuple[VariableType, ...] = ("text", "boolean", "integer", "float", "date", "datetime")

Value: TypeAlias = str | bool | int | Decimal | date | datetime
"""A variable's value, in the Python type of the variable's type; ``Decimal`` for ``"float"``."""

Direction = Literal["", "Associative", "OneWay", "Bidirectional"]

TargetKind = Literal["project", "user", "code", "source", "selection", "coding", "case", "link", "note"]

_NAMES = uuid.UUID("5f5b0a0e-7c59-4a3d-9b0c-6a1f4f6b2d71")


def guid_of(*parts: object) -> str:
    """Return a GUID that is always the same for the same parts, such as a program's name, a table and a row's number.

    Examples
    --------
    >>> guid_of("taguette", "tags", 3)
    '5F4785D6-5E39-5ADF-880D-813DACC8D577'
    """
    return str(uuid.uuid5(_NAMES, "\0".join(map(str, parts)))).upper()


def is_ours(origin: str) -> bool:
    """Say whether qualcode wrote a project, by what it says about its origin.

    Examples
    --------
    >>> is_ours("qualcode"), is_ours("qualcode 1.2"), is_ours("QualCoder 4.0")
    (True, True, False)
    """
    return origin.lower().split()[:1] == ["qualcode"]


@dataclass(frozen=True, slots=True)
class ExchangeUser:
    """Somebody who works in the project. ``id`` is what the program calls the account."""

    guid: str
    name: str = field(repr=False)
    id: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class ExchangeCode:
    """One code of the tree.

    Parameters
    ----------
    guid, name : str
    parent : str
        GUID of the code above it; empty at the top.
    color : str
        ``#rrggbb`` or empty.
    description : str
    codable : bool
        False for a branch that only groups.
    extra : Extra
    """

    guid: str
    name: str
    parent: str = ""
    color: str = ""
    description: str = field(default="", repr=False)
    codable: bool = True
    extra: Extra = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class SyncPoint:
    """A moment of a recording (milliseconds, or None where it is not known) and its place in the transcript."""

    position: int
    milliseconds: int | None = None


@dataclass(frozen=True, slots=True)
class VariableValue:
    """What a case or a source has in a variable (by GUID); None where it is recorded as empty."""

    variable: str
    value: Value | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class ExchangeSource:
    """What was coded: a document, the text layer of a PDF, a recording or its transcript, a picture.

    Parameters
    ----------
    guid, name : str
    text : str or None
        As positions count in it: without byte order mark, line feeds only, composed or decomposed as it came. None
        where there is no text (a picture, a recording itself) or the file lacks it; then positions are as written.
    kind : {"text", "pdf", "picture", "audio", "video"}
        What the program showed; a transcript has the kind of its recording.
    media : str
        For a transcript: GUID of its recording, a source of its own.
    description : str
    user : str
        GUID of who brought it in.
    created_at : str
        ISO 8601, or empty.
    values : tuple of VariableValue
    sync_points : tuple of SyncPoint
        For transcripts: which moment stands where.
    extra : Extra
    """

    guid: str
    name: str = field(repr=False)
    text: str | None = field(repr=False)
    kind: SourceKind = "text"
    media: str = ""
    description: str = field(default="", repr=False)
    user: str = ""
    created_at: str = ""
    values: tuple[VariableValue, ...] = field(default=(), repr=False)
    sync_points: tuple[SyncPoint, ...] = field(default=(), repr=False)
    extra: Extra = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class ExchangeSelection:
    """A passage of a source, coded or not.

    Parameters
    ----------
    guid : str
    source : str
        GUID of the source.
    start, end : int
        Code points of the source's text, end exclusive.
    name, description : str
        What the program says about the passage; a name is often the words themselves.
    user, created_at : str
    extra : Extra
    """

    guid: str
    source: str
    start: int
    end: int
    name: str = field(default="", repr=False)
    description: str = field(default="", repr=False)
    user: str = ""
    created_at: str = ""
    extra: Extra = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class ExchangeCoding:
    """One code on one passage, or on a whole source (then ``selection`` is empty), by one user.

    Parameters
    ----------
    guid, code : str
    source : str
        GUID of the source, always given.
    selection : str
        GUID of the passage; empty where the whole source has the code.
    user, created_at : str
    extra : Extra
    """

    guid: str
    code: str
    source: str
    selection: str = ""
    user: str = ""
    created_at: str = ""
    extra: Extra = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Attachment:
    """What a note is attached to; ``guid`` is empty for the project."""

    kind: TargetKind
    guid: str = ""


@dataclass(frozen=True, slots=True)
class ExchangeNote:
    """A note or memo; attached to nothing, where it stands by itself."""

    guid: str
    text: str = field(repr=False)
    name: str = field(default="", repr=False)
    attached_to: tuple[Attachment, ...] = ()
    description: str = field(default="", repr=False)
    user: str = ""
    created_at: str = ""
    extra: Extra = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class ExchangeVariable:
    """An attribute that cases and sources can have."""

    guid: str
    name: str
    type: VariableType = "text"
    description: str = field(default="", repr=False)
    extra: Extra = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class ExchangeCase:
    """A person, a group or a place, with its values and what belongs to it (GUIDs)."""

    guid: str
    name: str = field(default="", repr=False)
    description: str = field(default="", repr=False)
    values: tuple[VariableValue, ...] = field(default=(), repr=False)
    codes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    selections: tuple[str, ...] = ()
    extra: Extra = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class ExchangeSet:
    """A named collection of codes, sources and notes (GUIDs)."""

    guid: str
    name: str = field(repr=False)
    description: str = field(default="", repr=False)
    codes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    extra: Extra = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class ExchangeLink:
    """A relation between two things of the project (GUIDs)."""

    guid: str
    origin: str
    target: str
    name: str = field(default="", repr=False)
    direction: Direction = ""
    color: str = ""


@dataclass(frozen=True, slots=True)
class ExchangeProject:
    """Everything of a project that can travel. A codebook alone is a project with codes and sets only.

    Parameters
    ----------
    name : str
    origin : str
        The program that wrote it, as it calls itself.
    users, codes, sources, selections, codings, notes, cases, variables, sets, links : tuple
        In the order of the file; a code may stand before or after its parent.
    description, user, created_at : str
    extra : Extra

    Examples
    --------
    >>> code = ExchangeCode(guid_of("code", 1), "Tillid")
    >>> ExchangeProject("Eksempel", codes=(code,)).counts()["codes"]
    1
    """

    name: str = field(repr=False)
    origin: str = ""
    users: tuple[ExchangeUser, ...] = field(default=(), repr=False)
    codes: tuple[ExchangeCode, ...] = field(default=(), repr=False)
    sources: tuple[ExchangeSource, ...] = field(default=(), repr=False)
    selections: tuple[ExchangeSelection, ...] = field(default=(), repr=False)
    codings: tuple[ExchangeCoding, ...] = field(default=(), repr=False)
    notes: tuple[ExchangeNote, ...] = field(default=(), repr=False)
    cases: tuple[ExchangeCase, ...] = field(default=(), repr=False)
    variables: tuple[ExchangeVariable, ...] = field(default=(), repr=False)
    sets: tuple[ExchangeSet, ...] = field(default=(), repr=False)
    links: tuple[ExchangeLink, ...] = field(default=(), repr=False)
    description: str = field(default="", repr=False)
    user: str = ""
    created_at: str = ""
    extra: Extra = field(default=(), repr=False)

    def counts(self) -> dict[str, int]:
        """Return how many of each kind of thing there are."""
        return {name: len(getattr(self, name)) for name in PARTS}


PARTS = (
    "users", "codes", "sources", "selections", "codings", "notes", "cases", "variables", "sets", "links",
)  # fmt: skip
