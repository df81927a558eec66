"""Finding given words and phrases in a text: whole words, in any case, in the genitive."""

from __future__ import annotations

import itertools
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from qualcode.model import Span
from qualcode.pseudonymise.tokens import APOSTROPHES, INVISIBLE, normal

_RUN = re.compile(rf"\w[\w{INVISIBLE}]*")
_OWNED = re.compile(rf"[{APOSTROPHES}]s?(?!\w)")
_WIDEST_GAP = 3
"""Between two words of a phrase: a blank, a hyphen, a full stop and a blank."""


@dataclass(frozen=True)
class Wanted:
    """Words and phrases by their first word, so that a text is read once however many there are.

    Examples
    --------
    >>> wanted = Wanted.of(["Fatima", "Al-Khatib", "12 34"])
    >>> [(span.start, span.end, entry) for span, entry in wanted.find("FATIMAS mor, Fatima-sagen, nr. 12 34")]
    [(0, 7, 'Fatima'), (13, 19, 'Fatima'), (31, 36, '12 34')]
    """

    by_first: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = field(repr=False)

    @classmethod
    def of(cls, entries: Iterable[str]) -> Wanted:
        """Collect entries; the longest that fits is found. An entry without letter or digit is nothing to find."""
        collected: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for entry in dict.fromkeys(entries):
            words = tuple(normal(run) for run in _RUN.findall(entry))
            if words:
                collected.setdefault(words[0], []).append((words, entry))
        return cls(
            {first: tuple(sorted(found, key=lambda one: -len(one[0]))) for first, found in collected.items()}
        )

    def __bool__(self) -> bool:
        return bool(self.by_first)

    def find(self, text: str) -> Iterator[tuple[Span, str]]:
        """Yield where entries stand, and which one it is; in order, not overlapping."""
        if not self.by_first:
            return
        runs = [(match.start(), match.end(), normal(match[0])) for match in _RUN.finditer(text)]
        index = 0
        while index < len(runs):
            match = self._at(text, runs, index)
            if match is None:
                index += 1
                continue
            count, entry = match
            yield Span(runs[index][0], _owned_end(text, runs[index + count - 1])), entry
            index += count

    def _at(self, text: str, runs: list[tuple[int, int, str]], index: int) -> tuple[int, str] | None:
        low = runs[index][2]
        for words, entry in (*self.by_first.get(low, ()), *self._owner(low)):
            if _follow(text, runs[index : index + len(words)], words):
                return len(words), entry
        return None

    def _owner(self, low: str) -> tuple[tuple[tuple[str, ...], str], ...]:
        """Return single words whose genitive this is."""
        if not low.endswith("s"):
            return ()
        return tuple(one for one in self.by_first.get(low[:-1], ()) if len(one[0]) == 1)


def _follow(text: str, runs: list[tuple[int, int, str]], words: tuple[str, ...]) -> bool:
    if len(runs) < len(words):
        return False
    for (_, _, low), word in zip(runs[:-1], words[:-1], strict=True):
        if low != word:
            return False
    if runs[-1][2] not in (words[-1], words[-1] + "s"):
        return False
    return all(later[0] - earlier[1] <= _WIDEST_GAP for earlier, later in itertools.pairwise(runs))


def _owned_end(text: str, run: tuple[int, int, str]) -> int:
    """Return where a word ends with the apostrophe of its genitive: "Jens'", "Amina's"."""
    owned = _OWNED.match(text, run[1])
    if owned is None or (len(owned[0]) == 1 and run[2][-1] not in "sxz"):
        return run[1]
    return owned.end()


class Ranges:
    """Stretches of a text, joined where they overlap, so that a question costs little however many there are.

    Examples
    --------
    >>> ranges = Ranges([Span(4, 9), Span(0, 5)])
    >>> ranges.overlaps(Span(8, 12)), Span(1, 8) in ranges, Span(8, 12) in ranges
    (True, True, False)
    """

    def __init__(self, spans: Iterable[Span]) -> None:
        joined: list[Span] = []
        for span in sorted(spans):
            if joined and span.start < joined[-1].end:
                joined[-1] = joined[-1].cover(span)
            elif span:
                joined.append(span)
        self._spans = joined
        self._starts = [span.start for span in joined]

    def overlaps(self, span: Span) -> bool:
        """Say whether a span shares a code point with one of the stretches."""
        place = bisect_right(self._starts, span.start)
        near = self._spans[max(0, place - 1) : place + 1]
        return any(span.overlaps(other) for other in near)

    def __contains__(self, span: object) -> bool:
        if not isinstance(span, Span):
            return False
        place = bisect_right(self._starts, span.start) - 1
        return place >= 0 and span in self._spans[place]
