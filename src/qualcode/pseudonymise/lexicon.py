"""The word lists of this package, and what a word can be.

The lists hold facts of general knowledge and were written for qualcode. They are read once, on first use.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files

from qualcode.pseudonymise.cues import DETERMINERS, FUNCTION_WORDS
from qualcode.pseudonymise.tokens import Token, normal, tokenise

_FOLD = str.maketrans({"ı": "i", "ø": "ø", "æ": "æ", "å": "å", "đ": "d", "ł": "l", "ß": "ss"})
_KEPT_MARKS = "æøå"
# What spellings of one name differ by, in the order in which they are evened out.
_SPELLINGS = (
    ("kh", "k"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("ph", "f"), ("q", "k"), ("ck", "k"), ("c", "k"), ("w", "v"), ("z", "s"),
    ("ou", "u"), ("oo", "u"), ("ee", "i"), ("y", "i"), ("j", "i"), ("o", "u"), ("e", "i"),
)  # fmt: skip
_SHORTEST_VARIANT = 5
_INSIDE_PHRASE = ("", "&", ":", "+", ".")

_ENDINGS = (
    "ernes", "erne", "enes", "ene", "ens", "ets", "ende", "ede", "este", "est", "ere", "er", "en", "et", "es", "ne",
    "te", "de", "e", "s", "t", "n", "r",
)  # fmt: skip


@dataclass(frozen=True)
class Phrases:
    """Words and phrases to be found in a row of tokens, by their first word."""

    by_first: dict[str, tuple[tuple[tuple[str, ...], str], ...]] = field(repr=False)

    @classmethod
    def of(cls, entries: Iterable[tuple[str, str]]) -> Phrases:
        """Build from pairs of phrase and value; the longest phrase is tried first."""
        collected: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for phrase, value in entries:
            words = split_words(phrase)
            if words:
                collected.setdefault(words[0], []).append((words, value))
        return cls(
            {
                first: tuple(sorted(items, key=lambda item: -len(item[0])))
                for first, items in collected.items()
            }
        )

    def has_word(self, low: str) -> bool:
        """Say whether a word stands here by itself, not only as the start of a phrase."""
        return any(len(words) == 1 for words, _ in self.by_first.get(low, ()))

    def at(self, tokens: Sequence[Token], index: int) -> tuple[int, str] | None:
        """Return how many tokens the longest phrase that starts here holds, and its value."""
        low = tokens[index].low
        for words, value in self.by_first.get(low, ()):
            if len(words) == 1 or _follow(tokens, index, words):
                return len(words), value
        if low.endswith("s"):
            for words, value in self.by_first.get(without_genitive(low), ()):
                if len(words) == 1:
                    return 1, value
        return None


def _follow(tokens: Sequence[Token], index: int, words: tuple[str, ...]) -> bool:
    """Say whether a phrase's further words stand behind its first; the last may be in the genitive."""
    if index + len(words) > len(tokens):
        return False
    for token, word in zip(tokens[index + 1 : index + len(words)], words[1:], strict=True):
        if token.low != word and not (word is words[-1] and _is_form(token.low, word)):
            return False
        if token.gap.strip() not in _INSIDE_PHRASE:
            return False
    return True


def _is_form(low: str, word: str) -> bool:
    """Say whether a phrase's last word is in the genitive or the first part of a compound: "Safety-møde"."""
    return without_genitive(low) == word or low.startswith(word + "-")


def without_genitive(low: str) -> str:
    """Return a word without the *s* of a genitive.

    Examples
    --------
    >>> without_genitive("koldings"), without_genitive("amina's"), without_genitive("bo")
    ('kolding', 'amina', 'bo')
    """
    return low.removesuffix("s").removesuffix("'") if low.endswith("s") else low


def split_words(phrase: str) -> tuple[str, ...]:
    """Return a phrase as its words' look-up forms: as :func:`tokenise` would cut it."""
    return tuple(token.low for token in tokenise(phrase))


@dataclass(frozen=True)
class Lexicon:
    """All lists, ready to be looked up by case-folded word."""

    first_names: frozenset[str] = field(repr=False)
    last_names: frozenset[str] = field(repr=False)
    variants: frozenset[str] = field(repr=False)
    ambiguous: dict[str, str] = field(repr=False)
    common: frozenset[str] = field(repr=False)
    places: Phrases = field(repr=False)
    place_words: frozenset[str] = field(repr=False)
    ambiguous_places: frozenset[str] = field(repr=False)
    keep: Phrases = field(repr=False)
    kept_capitals: frozenset[str] = field(repr=False)

    def is_name(self, low: str) -> bool:
        """Say whether a word stands in a list of names."""
        return low in self.first_names or low in self.last_names

    def is_common(self, low: str) -> bool:
        """Say whether a word is an ordinary word, or one with a usual ending.

        Examples
        --------
        >>> lexicon().is_common("kommunerne"), lexicon().is_common("rojin")
        (True, False)
        """
        if low in self.common:
            return True
        return any(
            low.endswith(ending)
            and len(low) - len(ending) >= 3
            and _stem_is_common(low[: -len(ending)], self.common)
            for ending in _ENDINGS
        )


def _stem_is_common(stem: str, common: frozenset[str]) -> bool:
    if stem in common or stem + "e" in common:
        return True
    return len(stem) > 3 and stem[-1] == stem[-2] and stem[:-1] in common


def fold(low: str) -> str:
    """Return a word without foreign diacritics: æ, ø and å stay.

    Examples
    --------
    >>> fold("öztürk"), fold("şirin"), fold("søren")
    ('ozturk', 'sirin', 'søren')
    """
    if low.isascii():
        return low
    kept = "".join(
        letter if letter in _KEPT_MARKS else unicodedata.normalize("NFD", letter)
        for letter in low.translate(_FOLD)
    )
    return "".join(letter for letter in kept if not unicodedata.combining(letter))


def skeleton(low: str) -> str:
    """Return the form that spellings of one name share, for names of five letters or more; else nothing.

    Examples
    --------
    >>> skeleton("mohamed") == skeleton("muhammed"), skeleton("ali")
    (True, '')
    """
    folded = fold(low)
    if len(folded) < _SHORTEST_VARIANT:
        return ""
    for old, new in _SPELLINGS:
        folded = folded.replace(old, new)
    return "".join(letter for place, letter in enumerate(folded) if not place or letter != folded[place - 1])


def _lines(name: str) -> list[str]:
    text = files(__package__).joinpath("lists", f"{name}.txt").read_text(encoding="utf-8")
    return [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]


def _words(name: str) -> set[str]:
    return {normal(word) for line in _lines(name) for word in line.split()}


def _kinds() -> dict[str, set[str]]:
    kinds: dict[str, set[str]] = {}
    for line in _lines("ambiguous"):
        kind, _, words = line.partition(":")
        kinds.setdefault(kind, set()).update(normal(word) for word in words.split())
    return kinds


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Return the lists; they are read on the first call."""
    kinds = _kinds()
    common = _words("common")
    never = FUNCTION_WORDS | DETERMINERS
    never -= set().union(*(words for kind, words in kinds.items() if kind != "place"))
    first = _words("first_names_danish") | _words("first_names_other")
    last = _words("surnames_danish") | _words("surnames_other")
    first = (first | {fold(name) for name in first}) - never
    last = (last | {fold(name) for name in last}) - never
    places = [(name, "PLACE") for name in (*_lines("places"), *_lines("places_abroad"))]
    places += [(name, "MUNICIPALITY") for name in _lines("municipalities")]
    place_labels = dict(places)  # a municipality's name is one also where it is a town
    keep = _lines("keep")
    return Lexicon(
        first_names=frozenset(first),
        last_names=frozenset(last),
        variants=frozenset(filter(None, map(skeleton, first - common))),
        ambiguous=_ambiguous(
            first | last, common | {normal(name) for name in keep if not name.isupper()}, kinds
        ),
        common=frozenset(common),
        places=Phrases.of(place_labels.items()),
        place_words=frozenset(normal(name) for name in place_labels),
        ambiguous_places=frozenset(kinds.get("place", set()) | common),
        keep=Phrases.of((name, name) for name in keep if not name.isupper()),
        kept_capitals=frozenset(
            part for name in keep if name.isupper() for part in name.replace(":", " ").split()
        ),
    )


def _ambiguous(names: set[str], ordinary: set[str], kinds: dict[str, set[str]]) -> dict[str, str]:
    """Return the kind of every name that is an ordinary word; the first kind that names it wins."""
    found = {word: kind for kind, words in reversed(kinds.items()) if kind != "place" for word in words}
    return dict.fromkeys(names & ordinary, "noun") | found
