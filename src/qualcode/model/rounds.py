"""Several coders: rounds of coding, what a coder has read to the end, how differences were settled, what happened."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from qualcode.model.codings import Coding
from qualcode.model.spans import Span

Outcome = Literal["agreed", "chosen", "merged", "new", "none"]
OUTCOMES: tuple[Outcome, ...] = ("agreed", "chosen", "merged", "new", "none")

Happened = Literal["added", "withdrawn", "reinstated", "changed", "moved", "removed"]


@dataclass(frozen=True, slots=True)
class Round:
    """One cycle of coding. While it is blind, a coder sees only her own codings of it.

    Parameters
    ----------
    number : int
        From 1. Round 1 is there from the start.
    title : str
        Such as ``"første gennemgang"``; may be empty.
    opened_at : str
        ISO 8601, UTC; empty while the round is blind.
    opened_by : str
    """

    number: int
    title: str = ""
    opened_at: str = ""
    opened_by: str = ""

    @property
    def is_open(self) -> bool:
        """Whether coders see each other's codings of this round."""
        return bool(self.opened_at)


@dataclass(frozen=True, slots=True)
class Finished:
    """A coder has read a document to its end in a round: where she has no coding, she found nothing to code.

    Parameters
    ----------
    document, coder : str
    round : int
    version : str
        Short SHA-256 of the text that was read.
    at : str
        ISO 8601, UTC.
    """

    document: str
    coder: str
    round: int
    version: str
    at: str = ""


@dataclass(frozen=True, slots=True)
class Settlement:
    """How a difference between coders was settled at one place of a document.

    Parameters
    ----------
    id : str
        Identity (UUID).
    document, version : str
        Name of the document, and the short SHA-256 of the version that ``span`` counts in.
    span : Span
        The place: whole segments, so that no coder's coding crosses its border.
    outcome : {"agreed", "chosen", "merged", "new", "none"}
        All coders had said the same; one coder's version was taken as it was; codings of several; something that no
        coder had; no code.
    sources : tuple of str
        Ids of the coders' codings that stood there.
    codings : tuple of str
        Ids of the codings of the settled set that it led to; empty for ``none``.
    memo : str
        Why; never shown in ``repr``.
    by : str
        Who settled it.
    into : str
        The coder under whose name the settled codings stand, by habit ``consensus``.
    round : int
    settled_at : str
        ISO 8601, UTC.
    """

    id: str
    document: str
    version: str
    span: Span
    outcome: Outcome
    sources: tuple[str, ...] = ()
    codings: tuple[str, ...] = ()
    memo: str = field(default="", repr=False)
    by: str = ""
    into: str = "consensus"
    round: int = 1
    settled_at: str = ""


@dataclass(frozen=True, slots=True)
class CodingEvent:
    """One thing that happened to a coding: what a passage's history consists of.

    Parameters
    ----------
    rev : int
        Revision of the study.
    at : str
        ISO 8601, UTC.
    actor : str
        Who acted; for codings of a file, who imported it.
    action : str
        Kind of the action in the log, such as ``"add codings"`` or ``"undo"``.
    what : {"added", "withdrawn", "reinstated", "changed", "moved", "removed"}
        ``changed`` is memo or stance; ``moved`` is another text or span; ``removed`` is an undone addition.
    coding : Coding
        As it was after it (before it, where it was removed).
    """

    rev: int
    at: str
    actor: str
    action: str
    what: Happened
    coding: Coding
