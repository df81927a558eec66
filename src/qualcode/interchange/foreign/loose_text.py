"""Finding words that somebody copied: blanks and line breaks may have changed on the way."""

from __future__ import annotations

import re

from qualcode.model import Span

_BLANKS = re.compile(r"\s+")


class LooseText:
    r"""A text in which words are found whatever blanks and line breaks divide them.

    Examples
    --------
    >>> LooseText("Vi mangler\u00a0tid\nog ro").find("mangler tid og")
    [Span(start=3, end=17)]
    """

    def __init__(self, text: str) -> None:
        pieces: list[str] = []
        places: list[int] = []
        last = 0
        for blank in _BLANKS.finditer(text):
            pieces += [text[last : blank.start()], " "]
            places += [*range(last, blank.start()), blank.start()]
            last = blank.end()
        pieces.append(text[last:])
        places += [*range(last, len(text) + 1)]
        self._text = text
        self._plain = "".join(pieces)
        self._places = places

    def find(self, words: str) -> list[Span]:
        """Return where words stand: as they are if they stand so, else with any blanks; at most two places."""
        exact = _starts(self._text, words)
        if exact:
            return [Span(start, start + len(words)) for start in exact]
        plain = _BLANKS.sub(" ", words).strip()
        return [
            Span(self._places[start], self._places[start + len(plain) - 1] + 1)
            for start in (_starts(self._plain, plain) if plain else [])
        ]


def _starts(text: str, words: str) -> list[int]:
    first = text.find(words)
    if first < 0:
        return []
    second = text.find(words, first + 1)
    return [first] if second < 0 else [first, second]
