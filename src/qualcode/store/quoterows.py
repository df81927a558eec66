"""Quotes as rows: what the table holds of one, and how its printed text follows its words to a new text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from sqlalchemy import Connection

from qualcode.model import CUT, Span
from qualcode.store import content, history
from qualcode.store.tables import quote

GAP = f" {CUT} "


class Row(NamedTuple):
    """One quote's row: the table's columns in their order, and the row's number.

    ``text`` is what prints unless the interviewed changed it; ``pieces``, ``codings`` and ``codes`` are JSON lists.
    """

    id: str
    document: int
    version: str
    start: int
    stop: int
    pieces: str
    codings: str
    codes: str
    speaker: str
    area: str
    text: str
    seq: int

    def __repr__(self) -> str:
        return f"<quote {self.id}>"  # what was said is no one's business here

    @property
    def values(self) -> history.Values:
        """Return what the checksum covers."""
        return tuple(self[:-1])

    @property
    def coder(self) -> str:
        """Return under whose name it stands: nobody's."""
        return ""

    @property
    def spans(self) -> tuple[Span, ...]:
        """Return its pieces."""
        return content.unpack_spans(self.pieces)

    @property
    def place(self) -> tuple[int, str, str]:
        """Return what makes two quotes the same words of the same text."""
        return (self.document, self.version, self.pieces)

    def at(self, version: str, pieces: Sequence[Span], text: str, codings: Sequence[str]) -> Row:
        """Return the quote in another text."""
        return self._replace(
            version=version,
            start=pieces[0].start,
            stop=pieces[-1].end,
            pieces=content.pack_spans(pieces),
            text=text,
            codings=pack(codings),
        )


def pack(ids: Sequence[str]) -> str:
    """Return ids as a row keeps them; each once."""
    return content.pack(list(dict.fromkeys(ids)))


def unpack(ids: str) -> tuple[str, ...]:
    """Return ids as they were packed."""
    return tuple(json.loads(ids))


def read_rows(connection: Connection, document: int | None = None) -> list[Row]:
    """Return the quotes of a document, or all."""
    where = [] if document is None else [quote.c.document == document]
    return [Row._make((*held.values, held.seq)) for held in history.fetch(connection, quote, *where)]


def piece_problems(pieces: Sequence[Span]) -> Iterator[str]:
    """Say what is wrong with the pieces of a quote among themselves."""
    if not pieces:
        yield "it keeps no words"
    for number, piece in enumerate(pieces, start=1):
        if not piece:
            yield f"piece {number} holds no text"
        if number > 1 and piece.start < pieces[number - 2].end:
            yield f"piece {number} begins before the end of the piece before it"


def moved(pieces: Sequence[Span]) -> tuple[Span, ...]:
    """Return pieces that came to a new text; what came to overlap is one piece, and of a lost one nothing is left.

    Two pieces overlap where a pseudonym took the place of words of both.
    """
    found: list[Span] = []
    for piece in pieces:
        if not piece:
            return ()
        if found and piece.start < found[-1].end:
            found[-1] = found[-1].cover(piece)
        else:
            found.append(piece)
    return tuple(found)


def text_again(printed: str, old: Sequence[str], new: Sequence[str]) -> str:
    """Return what prints of the same pieces in a new text; unchanged where their words are.

    Parameters
    ----------
    printed : str
        What printed of them until now.
    old, new : sequence of str
        The words of each piece in the old text and in the new one.

    Examples
    --------
    >>> text_again("Vi ringer til Ida. (…) Ja.", ["vi ringer til Ida", "ja"], ["vi ringer til [navn]", "ja"])
    'Vi ringer til [navn]. (…) Ja.'
    """
    if list(old) == list(new):
        return printed
    before, after = [" ".join(one.split()) for one in old], [" ".join(one.split()) for one in new]
    if before == after:
        return printed
    between = _between(printed, before) if len(old) == len(new) else None
    if between is None:
        return GAP.join(after)
    capital = [printed[place].isupper() for place, _ in between]
    parts = [_first_as(part, upper) for part, upper in zip(after, capital, strict=True)]
    ends = [end for _, end in between]
    starts = [place for place, _ in between]
    gaps = [printed[end:start] for end, start in zip(ends, [*starts[1:], len(printed)], strict=True)]
    return printed[: starts[0]] + "".join(part + gap for part, gap in zip(parts, gaps, strict=True))


def _between(printed: str, parts: Sequence[str]) -> list[tuple[int, int]] | None:
    """Return where the words of each piece stand in what prints; None where something else than stops was edited."""
    gap = rf"[.!?…]?(?: {re.escape(CUT)})? "
    words = gap.join(f"({_either(part)})" for part in parts)
    found = re.fullmatch(rf"(?:{re.escape(CUT)} )?{words}[.!?…]?(?: {re.escape(CUT)})?", printed)
    return None if found is None else [found.span(number) for number in range(1, len(parts) + 1)]


def _either(part: str) -> str:
    """Return a pattern for words that may begin with a capital."""
    first = sorted({part[:1], part[:1].upper()})
    return f"(?:{'|'.join(map(re.escape, first))}){re.escape(part[1:])}"


def _first_as(part: str, upper: bool) -> str:
    return part[:1].upper() + part[1:] if upper else part
