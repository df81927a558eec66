"""Which dialect a file is in: tried on its own passages, with the evidence shown, and never guessed.

One dialect is looked for in the whole file: a program counts in one way. Evidence is, first, the words that a file
gives for a passage (a name, by habit): they stand at the place or they do not. Where there are none, passages
that people mark begin and end at borders of words, and a wrong way of counting cuts words in two. Dialects that give
the same spans are one. Where two remain that the evidence does not tell apart, what is known about the writing
program decides, if it was measured; else a person must say.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from qualcode.errors import InterchangeError, Problem
from qualcode.interchange.refi.counting import CountedText, Passage, reduced
from qualcode.interchange.refi.dialects import Dialect, measured
from qualcode.interchange.refi.trials import Score, Trial, try_all, with_words

MIN_WORDS = 0.9
"""Least part of the passages with words that must stand at their place."""

MIN_BORDERS = 0.6
MIN_BORDERS_UNUSUAL = 0.85
"""Least mean goodness of starts and ends; at random places it is about 0.3. More is asked of ways that no program is
known to use."""

_FEW_LETTERS = 8
"""Words that stand at their place and are shorter together may do so by chance; the borders must not speak against it."""

_MARGIN = 0.75
_LEAST_UNUSUAL = 2.25
"""One passage cannot give more than 2: chance alone must not choose a way that no program is known to use."""
_SMALL_MARGIN = 0.25
_CLEAN = 0.875
"""A passage that a person marked has at least that: so much where a sign follows its last word, 1 where a blank does."""
_DOUBTFUL = 0.8


@dataclass(frozen=True, slots=True)
class Choice:
    """The dialect of a file, why, and what else was tried.

    Parameters
    ----------
    dialect : Dialect
    why : {"said", "ours", "words", "borders", "same", "origin", "nothing"}
        Named by a person; the file is qualcode's own; by the words given; by borders of words; all dialects give the
        same; by the writing program, since the data did not decide; the file has no passages.
    passages : int
        How many there were to tell from.
    scores : tuple of Score
        The best first.
    """

    dialect: Dialect
    why: str
    passages: int = 0
    scores: tuple[Score, ...] = ()

    def describe(self) -> list[str]:
        """Return the choice and its evidence, one line each."""
        reasons = {
            "said": "as named", "ours": "the file says so", "words": "by the words that the file gives",
            "borders": "by borders of words", "same": "every way of counting gives the same",
            "origin": "by the program that wrote it", "nothing": "there is nothing to count",
        }  # fmt: skip
        head = f"{self.dialect} ({reasons[self.why]}; {self.passages} passages): {self.dialect.words}"
        return [head, *[f"  {score}" for score in self.scores[:6]]]


def choose(
    texts: Sequence[CountedText], passages: Sequence[Sequence[Passage]], *, origin: str, where: str
) -> Choice:
    """Return the dialect of a file.

    Parameters
    ----------
    texts : sequence of CountedText
        The texts that have passages.
    passages : sequence of sequence of Passage
        For each text its passages.
    origin : str
        What the file says about the program that wrote it.
    where : str
        The file's name, for messages.

    Raises
    ------
    InterchangeError
        QC-RQ20: two dialects give different spans and the evidence does not tell which. QC-RQ21: none fits.
        QC-RQ22: passages reach outside their text.
    """
    count = sum(map(len, passages))
    # Several coders on one passage, or several codes, are one piece of evidence.
    passages = [list(dict.fromkeys(found)) for found in passages]
    known = measured(origin)
    if not count:
        return Choice(known or Dialect(), "nothing")
    traits = set[str]().union(*(text.traits for text, found in zip(texts, passages, strict=True) if found))
    trials = try_all(texts, passages, traits)
    named = with_words(texts, passages, trials)
    best = max(float(trial.matches.sum()) for trial in trials)
    leading = [trial for trial in trials if best - float(trial.matches.sum()) < 1e-6]
    leading.sort(key=lambda trial: (-float(trial.points.sum()), trial.misfits))
    rest = sorted((t for t in trials if t not in leading), key=lambda t: -float(t.matches.sum()))
    scores = tuple(trial.score(named) for trial in (*leading, *rest))
    first = leading[0]
    if all(trial.misfits for trial in trials):
        raise _outside(min(trial.misfits for trial in trials), where)
    _check_level(scores[0], where, MIN_BORDERS)
    rivals = [trial for trial in leading[1:] if not _is_better(first, trial, traits)]
    rivals += [
        trial
        for trial in trials
        if trial not in leading
        and first.letters - trial.letters < _FEW_LETTERS
        and _is_better(trial, first, traits)
    ]
    if rivals and known is not None:
        told = next((t for t in (first, *rivals) if reduced(known, traits) in (t.dialect, *t.same)), None)
        if told is not None:
            _check(told, told.score(named), where, MIN_BORDERS)
            return Choice(known, "origin", count, scores)
    if rivals:
        tied = [trial.score(named) for trial in (first, *rivals)]
        if any(not score.misfits for score in tied):
            _refuse_tie(tied, where)
    _check(first, scores[0], where, MIN_BORDERS if _is_usual(first, traits) else MIN_BORDERS_UNUSUAL)
    why = "same" if len(trials) == 1 else "words" if best > 0 else "borders"
    return Choice(first.dialect, why, count, scores)


def _is_better(one: Trial, other: Trial, traits: set[str]) -> bool:
    """Say whether the borders speak for one trial: by more than chance at the places where the two differ.

    A way that programs are known to use, and in which nearly every passage begins and ends as people mark them, needs
    less against one that no program is known to use and in which they do not; the other way round more is needed.
    """
    if one.misfits == 0 and other.misfits and float(one.points.sum()) >= float(other.points.sum()):
        return True
    difference = one.points - other.points
    places = int((difference != 0).sum())
    margin = _MARGIN * math.sqrt(places)
    if not _is_usual(one, traits):
        margin = max(margin, _LEAST_UNUSUAL)
    elif not _is_usual(other, traits):
        clear = float(one.points.mean()) >= _CLEAN and float(other.points.mean()) <= _DOUBTFUL
        margin = _SMALL_MARGIN if clear else margin
    return places > 0 and float(difference.sum()) >= margin - 1e-9


def _is_usual(trial: Trial, traits: set[str]) -> bool:
    """Say whether programs count so: code points or UTF-16, ends not included, marks not counted, no line breaks added."""
    return any(
        dialect.unit != "bytes"
        and not (dialect.inclusive or dialect.bom)
        and (dialect.breaks != "two" or "lf" not in traits)
        for dialect in (trial.dialect, *trial.same)
    )


def _check(trial: Trial, score: Score, where: str, least: float) -> None:
    if trial.misfits:
        raise _outside(trial.misfits, where)
    _check_level(score, where, least)


def _outside(misfits: int, where: str) -> InterchangeError:
    return InterchangeError(
        f"{misfits} passages reach outside their text or cut a character in two",
        code="QC-RQ22",
        where=where,
        allowed="Passages lie within their text",
        do="Export it again from the program that made it; nothing was read.",
    )


def _check_level(score: Score, where: str, least: float) -> None:
    few_words = score.words < MIN_WORDS * score.of_words
    few_borders = score.words == 0 and score.borders < least
    if few_words or few_borders:
        raise InterchangeError(
            "no way of counting positions fits this file well",
            code="QC-RQ21",
            where=where,
            do="Name the way of its program, such as --dialect utf16, and look at the passages; nothing was read.",
            problems=[Problem("", f"best is {score}")],
        )


def _refuse_tie(tied: Sequence[Score], where: str) -> None:
    raise InterchangeError(
        "the data do not say how this file counts positions: they do not decide between the ways below",
        code="QC-RQ20",
        where=where,
        do=f"Say which, such as --dialect {tied[0].dialect}, or name its program; nothing was read.",
        problems=[Problem("", str(replace(score, same=()))) for score in tied[:8]],
    )
