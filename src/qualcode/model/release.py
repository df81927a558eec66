"""What leaves a study: quotes, what the interviewed answered at the fact check, and what a person has let through."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass, field
from typing import Literal

from qualcode.model.spans import Span

Reply = Literal["approved", "changed", "withdrawn"]
REPLIES: tuple[Reply, ...] = ("approved", "changed", "withdrawn")

QuoteStatus = Literal["waiting", "approved", "changed", "withdrawn"]

Clearing = Literal["print", "hold", "override"]
CLEARINGS: tuple[Clearing, ...] = ("print", "hold", "override")

_QUOTES = uuid.UUID("2f0d4c8e-7f8b-4c39-9c3f-5d1f8d1f0a77")

CUT = "(…)"
"""How an omission is printed."""


def quote_id(document: str, version: str, pieces: tuple[Span, ...]) -> str:
    """Return the identity of a quote: the same words of the same text have the same id (UUID 5).

    Examples
    --------
    >>> quote_id("a", "5f5f5f5f5f5f", (Span(0, 9),)) == quote_id("a", "5f5f5f5f5f5f", (Span(0, 9),))
    True
    """
    places = [[piece.start, piece.end] for piece in pieces]
    return str(uuid.uuid5(_QUOTES, json.dumps([document, version, places])))


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of one informant, chosen for print; printable only after the fact check.

    Parameters
    ----------
    id : str
        What :func:`quote_id` gives.
    document, version : str
        Name of the document, and the short SHA-256 of the version that ``pieces`` count in.
    pieces : tuple of Span
        What is kept of the source, in order; between two of them stands ``(…)`` in print.
    codings : tuple of str
        Ids of the codings that it is chosen for.
    codes : tuple of str
        Full ids of the codes that stand on its words.
    speaker_id : str
        Never printed.
    area : str
        All that is printed of who said it.
    text : str
        What would print: the pieces joined by ``(…)``, or what the interviewed changed it to.
    status : {"waiting", "approved", "changed", "withdrawn"}
        From the fact check; only ``approved`` and ``changed`` print.
    """

    id: str
    document: str
    version: str
    pieces: tuple[Span, ...]
    codings: tuple[str, ...]
    codes: tuple[str, ...]
    speaker_id: str
    area: str
    text: str = field(repr=False)
    status: QuoteStatus = "waiting"

    @property
    def span(self) -> Span:
        """From the first to the last word that is kept."""
        return Span(self.pieces[0].start, self.pieces[-1].end)

    @property
    def is_cleared(self) -> bool:
        """Whether the interviewed agreed to it as ``text`` has it."""
        return self.status in ("approved", "changed")


@dataclass(frozen=True, slots=True)
class FactReply:
    """What an interviewed person answered about one item of a fact-check pack.

    Parameters
    ----------
    id : str
        Identity (UUID).
    item : str
        Id of the quote, or anchor of the statement, that was sent.
    document : str
        The interview whose pack it stood in.
    answer : {"approved", "changed", "withdrawn"}
    text : str
        The words that were answered about; what they were changed to, for ``changed``. Never shown in ``repr``.
    by : str
        Who answered: neutral, such as ``"R2"`` or ``"kontaktperson"``. Never shown in ``repr``.
    at : str
        Date, ISO 8601.
    comment : str
        Never shown in ``repr``.
    """

    id: str
    item: str
    document: str
    answer: Reply
    text: str = field(default="", repr=False)
    by: str = field(default="", repr=False)
    at: str = ""
    comment: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Clearance:
    """A person's tick: these words, or this table, may leave the study, may not, or must although a rule says no.

    Parameters
    ----------
    id : str
        Identity (UUID).
    target : str
        Quote id, anchor of a statement, name of a table or of a file.
    seal : str
        Short SHA-256 of the words or numbers that were seen: where they change, the tick no longer holds.
    decision : {"print", "hold", "override"}
    by : str
    reason : str
        Needed for ``override``.
    at : str
        ISO 8601, UTC.
    """

    id: str
    target: str
    seal: str
    decision: Clearing
    by: str
    reason: str = field(default="", repr=False)
    at: str = ""
