"""One dialect after the other tried on the passages of a file: where they would stand, and how well they stand there."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from qualcode.interchange.exchange.units import Numbers
from qualcode.interchange.refi.counting import HUGE, CountedText, Passage, Points, reduced
from qualcode.interchange.refi.dialects import Dialect, all_dialects

LONG = 20
"""Characters of a name that are no accident where they stand in the text."""


@dataclass(frozen=True, slots=True)
class Score:
    """How well one dialect fits a file.

    Parameters
    ----------
    dialect : Dialect
    same : tuple of Dialect
        Others that give the same spans for every passage of the file.
    words, exact : int
        Passages that have the words which the file gives, of ``of_words``; and those that have them to the letter.
    borders : float
        Mean goodness of starts and ends, 0 to 1.
    misfits : int
        Passages that do not fit their text.
    """

    dialect: Dialect
    words: int
    exact: int
    of_words: int
    borders: float
    misfits: int
    same: tuple[Dialect, ...] = ()

    def __str__(self) -> str:
        parts = (
            [f"{self.words} of {self.of_words} passages have the words given, {self.exact} exactly"]
            if self.of_words
            else []
        )
        parts.append(f"starts and ends at borders of words: {self.borders:.2f}")
        if self.misfits:
            parts.append(f"{self.misfits} passages do not fit the text")
        return f"{self.dialect}: {', '.join(parts)}"


@dataclass
class Trial:
    """What one dialect gives: the spans, how good each start and end is, and which passages have their words.

    ``letters`` counts what those words amount to: one short name at its place may be chance.
    """

    dialect: Dialect
    spans: bytes
    points: Points
    matches: Points
    misfits: int
    letters: int
    same: list[Dialect] = field(default_factory=list)

    def score(self, of_words: int) -> Score:
        """Return the figures that are shown."""
        mean = float(self.points.mean()) if self.points.size else 0.0
        return Score(
            self.dialect,
            int((self.matches > 0).sum()),
            int((self.matches == 1).sum()),
            of_words,
            mean,
            self.misfits,
            tuple(self.same),
        )


def try_all(
    texts: Sequence[CountedText], passages: Sequence[Sequence[Passage]], traits: set[str]
) -> list[Trial]:
    """Return what every dialect gives; those that give the same spans become one."""
    found: dict[bytes, Trial] = {}
    tried: set[Dialect] = set()
    prepared = [_Prepared(text, given) for text, given in zip(texts, passages, strict=True) if given]
    for dialect in all_dialects():
        simple = reduced(dialect, traits)
        if simple in tried:
            continue
        tried.add(simple)
        trial = _try(prepared, simple)
        if trial.spans in found:
            found[trial.spans].same.append(simple)
        else:
            found[trial.spans] = trial
    return list(found.values())


class _Prepared:
    """A text and its passages as arrays."""

    def __init__(self, text: CountedText, passages: Sequence[Passage]) -> None:
        self.text = text
        self.starts, self.ends = numbers_of(passages)
        self.good_starts, self.good_ends = text.borders()
        self.words = [(number, one.words) for number, one in enumerate(passages) if one.words]


def numbers_of(passages: Sequence[Passage]) -> tuple[Numbers, Numbers]:
    """Return starts and ends as arrays; what is too large for any text stays too large."""
    starts = np.array([min(max(one.start, -HUGE), HUGE) for one in passages], dtype=np.int64)
    ends = np.array([min(max(one.end, -HUGE), HUGE) for one in passages], dtype=np.int64)
    return starts, ends


def _try(prepared: Sequence[_Prepared], dialect: Dialect) -> Trial:
    spans, points, matches, misfits, letters = [], [], [], 0, 0
    for one in prepared:
        start, end, misfit = one.text.spans(one.starts, one.ends, dialect)
        goodness = (
            np.where(start < end, one.good_starts[start], 0.0),
            np.where(start < end, one.good_ends[end], 0.0),
        )
        points += [np.where(misfit, 0.0, good) for good in goodness]
        # A passage that does not fit makes the dialect another one than those in which it does.
        spans += [np.where(misfit, -1, start), np.where(misfit, -1, end)]
        misfits += int(misfit.sum())
        given = np.zeros(len(one.starts))
        for number, words in one.words:
            if not misfit[number]:
                given[number] = match(words, one.text.text[start[number] : end[number]])
                letters += len(words) if given[number] else 0
        matches.append(given)
    joined = b"".join(array.tobytes() for array in spans)
    return Trial(dialect, joined, np.concatenate(points), np.concatenate(matches), misfits, letters)


_ONE_BLANK = str.maketrans("\n\t\r", "   ")


def match(given: str, passage: str) -> float:
    r"""Say how far the words that a file gives are those of a passage: 1, nearly 1 where blanks differ, or 0.

    A name that ends with an ellipsis is cut off: it must be how the passage begins.

    Examples
    --------
    >>> match("Vi mangler tid", "Vi mangler\ntid"), match("Vi mangler…", "Vi mangler tid"), match("tid", "id")
    (1.0, 0.8, 0.0)
    """
    if given.translate(_ONE_BLANK) == passage.translate(_ONE_BLANK):
        return 1.0
    given, passage = folded(given), folded(passage)
    if not passage:
        return 0.0
    if given == passage:
        return 0.9
    cut = given.removesuffix("…").removesuffix("...").rstrip()
    return 0.8 if len(cut) < len(given) and len(cut) >= 8 and passage.startswith(cut) else 0.0


def folded(text: str) -> str:
    """Return a text with single blanks and composed letters."""
    return unicodedata.normalize("NFC", " ".join(text.split()))


def with_words(
    texts: Sequence[CountedText], passages: Sequence[Sequence[Passage]], trials: Sequence[Trial]
) -> int:
    """Count the passages whose name is their words: it stands at the place in some dialect, or is long and in the text."""
    matched = np.max([trial.matches for trial in trials], axis=0) > 0
    place, count = 0, 0
    for text, found in zip(texts, passages, strict=True):
        whole = ""
        for one in found:
            if matched[place]:
                count += 1
            elif len(one.words) >= LONG:
                whole = whole or folded(text.text)
                count += folded(one.words).removesuffix("…") in whole
            place += 1
    return count
