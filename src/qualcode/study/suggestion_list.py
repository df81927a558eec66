"""Suggestions for a whole study, as tables for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qualcode.assist.continuation import Continuation
from qualcode.assist.suggestions import SegmentSuggestions
from qualcode.assist.values import Key, key_of
from qualcode.model import Suggestion

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "document", "segment", "start", "end", "code", "score", "rank", "suggested", "evidence",
    "answer", "as_code", "name", "branch", "branch_score", "continues", "version", "model",
)  # fmt: skip
"""The columns of a table of suggestions; the first nine are fixed, the next two are for a person to fill in."""


@dataclass(frozen=True)
class SuggestionList:
    """Suggestions for segments, in reading order, with what may simply go on from the segment before.

    Parameters
    ----------
    items : tuple of SegmentSuggestions
    continues : tuple of tuple of Continuation
        For each item, apart from its suggestions: the codes of the coded segment before.
    names : dict of str to str
        Printed names of the codes.
    model : str
        Name of the model, by all that it was made from.
    put_off : frozenset of (Key, str)
        Segments and codes that were answered with "later".
    """

    items: tuple[SegmentSuggestions, ...] = field(repr=False)
    continues: tuple[tuple[Continuation, ...], ...] = field(repr=False)
    names: dict[str, str] = field(repr=False)
    model: str
    put_off: frozenset[tuple[Key, str]] = field(default=frozenset(), repr=False)

    def __len__(self) -> int:
        return len(self.items)

    def __iter__(self) -> Iterator[Suggestion]:
        return (one for item in self.items for one in item.suggestions)

    def to_frame(self, texts: Mapping[Key, str] | None = None) -> pd.DataFrame:
        """Return one row per suggestion; ``evidence`` holds single words of the interviews.

        Parameters
        ----------
        texts : mapping of Key to str, optional
            The segments' words, for a last column ``text``.
        """
        import pandas as pd

        rows = [
            (
                one.document,
                one.segment,
                one.span.start,
                one.span.end,
                one.code,
                one.score,
                one.rank,
                "yes" if one.suggested else "no",
                one.evidence,
                "later" if (key_of(item.segment), one.code) in self.put_off else "",
                "",
                self.names[one.code],
                item.branch,
                item.branch_score or None,
                "; ".join(offer.code for offer in offers),
                one.version,
                one.model,
            )
            for item, offers in zip(self.items, self.continues, strict=True)
            for one in item.suggestions
        ]
        frame = pd.DataFrame(rows, columns=list(COLUMNS))
        if texts is not None:
            frame["text"] = [texts[key_of(item.segment)] for item in self.items for _ in item.suggestions]
        return frame

    def sure_frame(self) -> pd.DataFrame:
        """Return what is likely enough, for reading: a row per code, or per branch where no code is."""
        import pandas as pd

        rows = [
            (item.segment.document, item.segment.number, code, round(score, 2), evidence, offered)
            for item, offers in zip(self.items, self.continues, strict=True)
            for code, score, evidence, offered in _sure(item, "; ".join(offer.code for offer in offers))
        ]
        return pd.DataFrame(rows, columns=["document", "segment", "code", "score", "evidence", "continues"])


def _sure(item: SegmentSuggestions, offered: str) -> list[tuple[str, float, str, str]]:
    sure = [(one.code, one.score, one.evidence, offered) for one in item.suggestions if one.suggested]
    return sure or ([(f"{item.branch}.…", item.branch_score, "", offered)] if item.branch else [])
