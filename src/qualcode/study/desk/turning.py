"""What undo and redo in a widget are about, in words."""

from __future__ import annotations

from dataclasses import dataclass

from qualcode.labels import Labels
from qualcode.store import Action

TURNABLE = frozenset(
    {
        "code",
        "withdraw codings",
        "reinstate codings",
        "edit coding",
        "decide",
        "memo",
        "finish",
        "unfinish",
        "settle",
    }
)
"""What undo in a widget may take back. An import, a new text or an opened round is no slip of the hand: whoever wants
to take those back does it where they were done."""


@dataclass(frozen=True, slots=True)
class TurnedBack:
    """What undo or redo did: in words, and in which documents codings of the coder changed."""

    label: str
    documents: tuple[str, ...]


def described(action: Action | None, words: Labels) -> str:
    """Return an action in words; empty for none, and for one that a widget does not turn back."""
    if action is None or action.kind not in TURNABLE:
        return ""
    return in_words(action.kind, action.counts.get("added", 0), words)


def in_words(kind: str, added: int, words: Labels) -> str:
    """Return a kind of action in words; several codings that were added at once are counted."""
    return words("turn.codes", n=added) if added > 1 else words(f"turn.{kind}")
