"""Which words of a passage speak of a code: its cues, and what its definition and examples have in common with it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from qualcode.model import Code

_WORD = re.compile(r"[^\W\d_]{4,}")
_LONG = re.compile(r"[^\W\d_]{9,}")
_STEM = 6
_SHARED = 0.12
"""A stem in more than this share of the codes says nothing of one."""


def stem(word: str) -> str:
    """Return the start of a word, so that forms of it meet: *politiet* and *politi*."""
    return word[:_STEM]


class Themes:
    """Looks for codes in words; each code's own words are gathered once."""

    def __init__(self, codes: Iterable[Code]) -> None:
        some = {code.id: code for code in codes}
        own = {id_: _stems_of(code) for id_, code in some.items()}
        spread = Counter(s for stems in own.values() for s in stems)
        most = max(2, int(_SHARED * len(own)))
        self._stems = {
            id_: {s: weight for s, weight in stems.items() if spread[s] <= most} for id_, stems in own.items()
        }
        self._described = {code.id for code in some.values() if code.cues or code.examples}
        self.long_words = frozenset(
            word.casefold()
            for code in some.values()
            for text in _texts_of(code)
            for word in _LONG.findall(text)
        )
        self._cues = {id_: _pattern(code) for id_, code in some.items()}

    def has_cues(self, code: str) -> bool:
        """Say whether the codebook has cues or examples for a code."""
        return code in self._described

    def places(self, code: str, low: str, words: list[tuple[int, int, str]]) -> list[tuple[int, int, float]]:
        """Return where some words speak of a code, and how clearly (1 for a cue, less for a word of its texts).

        Parameters
        ----------
        code : str
            Full id.
        low : str
            The words in lower case.
        words : list of (int, int, str)
            Start, end and stem of each word of ``low``.
        """
        pattern = self._cues[code]
        found = [(m.start(), m.end(), 1.0) for m in pattern.finditer(low)] if pattern else []
        stems = self._stems[code]
        found += [(start, end, stems[s]) for start, end, s in words if s in stems]
        return found


def words_of(low: str) -> list[tuple[int, int, str]]:
    """Return start, end and stem of the longer words of a text in lower case."""
    return [(m.start(), m.end(), stem(m[0])) for m in _WORD.finditer(low)]


def _stems_of(code: Code) -> dict[str, float]:
    stems: dict[str, float] = {}
    texts = [(0.25, [code.use_when]), (0.3, list(code.examples)), (0.4, [code.definition])]
    for weight, some in [*texts, (0.6, [*code.cues, code.name])]:
        for text in some:
            for word in _WORD.findall(text.casefold()):
                stems[stem(word)] = weight
    return stems


def _texts_of(code: Code) -> tuple[str, ...]:
    return (code.name, code.definition, code.use_when, *code.cues, *code.examples)


def _pattern(code: Code) -> re.Pattern[str] | None:
    cues = sorted(
        {cue.casefold() for cue in (*code.cues, code.name) if cue.strip()}, key=lambda c: (-len(c), c)
    )
    if not cues:
        return None
    return re.compile(
        r"(?<!\w)(?:"
        + "|".join(re.escape(cue) + (r"\w{0,3}" if len(cue) > 4 else "") for cue in cues)
        + r")(?!\w)"
    )
