"""From positions as a program counted them to code points, for every dialect, and how well passages sit there."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np
import numpy.typing as npt

from qualcode.interchange.exchange.units import Numbers, Unit, code_points, widths
from qualcode.interchange.refi.dialects import Dialect

Points: TypeAlias = npt.NDArray[np.float64]

_BREAK = re.compile(r"\r\n?|\n")
_BOM_WIDTH: dict[Unit, int] = {"codepoints": 1, "utf16": 1, "bytes": 3}

HUGE = 2**62
"""Positions beyond are no positions; they would not fit an array."""


class CountedText:
    r"""A text as qualcode keeps it, and where each of its code points stood in the file.

    Parameters
    ----------
    raw : str
        The text of the file, without byte order mark, line ends as they are.
    bom : bool
        Whether there was a byte order mark.

    Examples
    --------
    >>> text = CountedText("å\r\nb😀c", bom=False)
    >>> text.positions(Dialect("utf16"))
    array([0, 1, 3, 4, 6, 7])
    """

    def __init__(self, raw: str, *, bom: bool) -> None:
        self.bom = bom
        self.text = _BREAK.sub("\n", raw)
        self._codes = code_points(self.text)
        self._is_break = self._codes == 10
        breaks = _BREAK.findall(raw) if "\r" in raw else []
        self._crlf = np.array(
            [found == "\r\n" for found in breaks] or [False] * int(self._is_break.sum()), dtype=bool
        )

    @property
    def traits(self) -> set[str]:
        """What makes dialects differ on this text: ``astral``, ``wide``, ``bom``, ``crlf``, ``lf``."""
        highest = int(self._codes.max(initial=0))
        found = {"astral"} if highest > 0xFFFF else set()
        found |= {"wide"} if highest > 0x7F else set()
        found |= {"bom"} if self.bom else set()
        found |= {"crlf"} if self._crlf.any() else set()
        return found | ({"lf"} if not self._crlf.all() else set())

    def positions(self, dialect: Dialect) -> Numbers:
        """Return where each code point, and the end, stands as the dialect counts."""
        wide = widths(self._codes, dialect.unit)
        if dialect.breaks == "two":
            wide[self._is_break] = 2
        elif dialect.breaks == "asis":
            wide[self._is_break] += self._crlf
        first = _BOM_WIDTH[dialect.unit] if dialect.bom and self.bom else 0
        return np.concatenate(([first], first + np.cumsum(wide))).astype(np.int64)

    def spans(
        self, starts: Numbers, ends: Numbers, dialect: Dialect
    ) -> tuple[Numbers, Numbers, npt.NDArray[np.bool_]]:
        """Return starts and ends in code points, and which passages do not fit the text.

        A passage does not fit where it reaches outside, runs backwards, or begins or ends within a character.
        """
        places = self.positions(dialect)
        first, first_fits = self._places_of(starts, places, at_end=False)
        if dialect.inclusive:
            last = np.searchsorted(places, ends, side="right") - 1
            end_fits = (ends >= places[0] - 1) & (ends < places[-1])
            end = np.clip(last + 1, 0, len(places) - 1)
        else:
            end, end_fits = self._places_of(ends, places, at_end=True)
        fits = first_fits & end_fits & (first <= end)
        return first, end, ~fits

    def _places_of(
        self, numbers: Numbers, places: Numbers, *, at_end: bool
    ) -> tuple[Numbers, npt.NDArray[np.bool_]]:
        found = np.searchsorted(places, numbers, side="left")
        inside = (numbers >= places[0]) & (numbers <= places[-1])
        found = np.clip(found, 0, len(places) - 1)
        exact = places[found] == numbers
        # Between the two halves of a line break is no place of ours: the break is left out at the end, and at the start.
        before = np.clip(found - 1, 0, max(len(self._codes) - 1, 0))
        halves = ~exact & inside & (self._is_break[before] if len(self._codes) else False)
        if at_end:
            found = np.where(halves, before, found)
        return found, inside & (exact | halves)

    def borders(self) -> tuple[Points, Points]:
        """Return how good a start and an end every place is: 1 at the border of words, 0 within one."""
        kinds = _kinds_of(self._codes)
        blank, word = kinds == 0, kinds == 1
        before_blank = np.concatenate(([True], blank))
        after_blank = np.concatenate((blank, [True]))
        cut = np.concatenate(([False], word[:-1] & word[1:], [False])) if len(kinds) else np.array([False])
        starts = np.where(before_blank, 1.0, 0.75)
        starts = np.where(after_blank, 0.25, starts)
        ends = np.where(after_blank, 1.0, 0.75)
        ends = np.where(before_blank, 0.25, ends)
        whole_line = np.concatenate(([False], self._is_break))
        ends = np.where(whole_line, 0.75, ends)
        # A single character of the next line: what a wrong end takes along, though it looks like a word ("I:").
        ends[1:] = np.where(whole_line[:-1], 0.1, ends[1:])
        starts, ends = np.where(cut, 0.0, starts), np.where(cut, 0.0, ends)
        starts[-1], ends[0] = 0.0, 0.0
        return starts, ends


def _kinds_of(codes: Any) -> npt.NDArray[np.int8]:  # noqa: ANN401  # an array of unsigned numbers
    """Return 0 for blanks, 1 for what words are made of, 2 for signs."""
    letters, places = np.unique(codes, return_inverse=True)
    kinds = np.array([_kind(chr(letter)) for letter in letters], dtype=np.int8)
    return kinds[places] if len(kinds) else np.zeros(0, dtype=np.int8)


def _kind(character: str) -> int:
    if character.isspace() or character in "\u200b\ufeff":
        return 0
    return 1 if unicodedata.category(character)[0] in "LNM" or character == "_" else 2


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage as a file gives it: positions as counted there, and the words that the file says it has, if any."""

    start: int
    end: int
    words: str = field(default="", repr=False)


def reduced(dialect: Dialect, traits: set[str]) -> Dialect:
    """Return the simplest dialect that gives the same spans on texts with these traits."""
    unit, breaks = dialect.unit, dialect.breaks
    bom = dialect.bom and "bom" in traits
    if (unit == "utf16" and "astral" not in traits) or (unit == "bytes" and "wide" not in traits and not bom):
        unit = "codepoints"
    if "crlf" not in traits and breaks == "asis":
        breaks = "one"
    if "lf" not in traits and breaks == "asis":
        breaks = "two"
    return Dialect(unit, breaks, bom, dialect.inclusive)
