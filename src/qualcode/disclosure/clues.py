"""What in some words could point to somebody, without saying which words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from qualcode.disclosure.words import WORDS
from qualcode.labels import Labels
from qualcode.model import Span

Severity = Literal["refuse", "look"]
"""``refuse``: points to somebody by itself and must go. ``look``: may do so together with other things; a person decides."""

ClueKind = Literal[
    "name", "number", "phone", "e-mail", "address", "place", "hidden word", "id",
    "web", "known place", "date", "age", "years", "title", "role", "only one", "people", "family", "dialect", "detail",
    "capital", "pseudonym",
]  # fmt: skip

REFUSED: frozenset[ClueKind] = frozenset(
    {"name", "number", "phone", "e-mail", "address", "place", "hidden word", "id"}
)
"""Kinds that are refused, unless what found them was not sure."""


@dataclass(frozen=True, slots=True)
class Clue:
    """A stretch of words that could point to somebody.

    Parameters
    ----------
    span : Span
        In code points of the words that were scanned, in NFC.
    kind : str
        What it looks like, such as ``"phone"``.
    severity : {"refuse", "look"}
    """

    span: Span
    kind: ClueKind
    severity: Severity

    def message(self, language: str) -> str:
        """Say what it is and where it stands, without the words.

        Examples
        --------
        >>> Clue(Span(3, 14), "phone", "refuse").message("da")
        'ligner et telefonnummer (tegn 4-14)'
        """
        words = Labels(WORDS, language)
        return words("at", what=words("clue " + self.kind), first=self.span.start + 1, last=self.span.end)


def clue(span: Span, kind: ClueKind) -> Clue:
    """Return a clue with the severity that its kind has."""
    return Clue(span, kind, "refuse" if kind in REFUSED else "look")


def settled(found: Iterable[Clue]) -> tuple[Clue, ...]:
    """Return clues in order, each stretch once: what is refused before what is to be looked at, then the longer.

    Stretches of one kind that overlap become one. A capital says nothing beside a clue of another kind.
    """
    ranked = sorted(
        _joined(found),
        key=lambda c: (c.severity != "refuse", c.kind == "capital", -len(c.span), c.span.start, c.kind),
    )
    kept: list[Clue] = []
    for one in ranked:
        beaten = any(
            one.span.overlaps(other.span)
            and (other.kind == one.kind or one.kind == "capital" or _inside(one.span, other.span))
            for other in kept
        )
        if not beaten:
            kept.append(one)
    return tuple(sorted(kept, key=lambda c: (c.span, c.kind)))


def _inside(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _joined(found: Iterable[Clue]) -> list[Clue]:
    joined: list[Clue] = []
    for one in sorted(found, key=lambda c: (c.kind, c.severity, c.span)):
        last = joined[-1] if joined else None
        if last and (last.kind, last.severity) == (one.kind, one.severity) and last.span.overlaps(one.span):
            joined[-1] = Clue(last.span.cover(one.span), one.kind, one.severity)
        else:
            joined.append(one)
    return joined
