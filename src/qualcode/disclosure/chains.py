"""Quotes that belong together although nothing says so: by one person, linked by a detail, or in an order that tells."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby, pairwise
from math import factorial, prod
from typing import Literal

from qualcode.disclosure.clues import Clue, ClueKind
from qualcode.disclosure.details import NUMBERED_PSEUDONYM
from qualcode.disclosure.release import ReleasedQuote
from qualcode.disclosure.rules import DEFAULT_RULES, Rules
from qualcode.disclosure.seen import plain_words

LinkKind = Literal["pseudonym", "words", "detail"]

_RUN = re.compile(r"\w+")
_SAME_WORDS = 6
_DETAILS: frozenset[ClueKind] = frozenset(
    {"date", "age", "years", "title", "role", "only one", "family", "detail", "dialect"}
)
_BY_CHANCE = 0.05


@dataclass(frozen=True, slots=True)
class Link:
    """What lets a reader see that some quotes belong together.

    Parameters
    ----------
    kind : {"pseudonym", "words", "detail"}
        The same numbered pseudonym, six or more of the same words in a row, or the same rare detail.
    quotes : tuple of str
        Ids, in the order of print.
    """

    kind: LinkKind
    quotes: tuple[str, ...]


def most_of_one(quotes: int, rules: Rules = DEFAULT_RULES) -> int:
    """Return how many of some quotes may be one person's; one always may.

    Examples
    --------
    >>> [most_of_one(n) for n in (1, 6, 13, 14, 20)]
    [1, 1, 1, 2, 3]
    """
    return max(1, int(rules.max_share * quotes))


def beyond_share(quotes: Sequence[ReleasedQuote], rules: Rules = DEFAULT_RULES) -> list[str]:
    """Return the ids of quotes that must not print, so that nobody speaks in more of the rest than the rules allow.

    The first quotes of each person stay. Where a speaker has no id, those of one interview are taken for one person's.
    """
    left = list(quotes)
    while True:
        most = most_of_one(len(left), rules)
        seen: Counter[tuple[str, str]] = Counter()
        kept = []
        for one in left:
            seen[_speaker(one)] += 1
            if seen[_speaker(one)] <= most:
                kept.append(one)
        if len(kept) == len(left):
            stays = {one.id for one in left}
            return [one.id for one in quotes if one.id not in stays]
        left = kept


def _speaker(one: ReleasedQuote) -> tuple[str, str]:
    return ("person", one.quote.speaker_id) if one.quote.speaker_id else ("interview", one.quote.document)


def links(
    quotes: Sequence[ReleasedQuote], clues: dict[str, tuple[Clue, ...]] | None = None
) -> tuple[Link, ...]:
    """Find what lets a reader see that quotes belong together.

    Parameters
    ----------
    quotes : sequence of ReleasedQuote
    clues : dict of str to tuple of Clue, optional
        What the scan found, by quote. Details count where two quotes of one interview share them.

    Returns
    -------
    tuple of Link
    """
    made = [*_shared("pseudonym", quotes, lambda one: NUMBERED_PSEUDONYM.findall(one.text.casefold()))]
    made += [Link("words", pair) for pair in _overlapping(quotes)]
    found = clues or {}
    for _, some in _grouped(quotes):
        made += _shared("detail", some, lambda one: _details(one, found.get(one.id, ())))
    return tuple(dict.fromkeys(made))


def _grouped(quotes: Sequence[ReleasedQuote]) -> list[tuple[str, list[ReleasedQuote]]]:
    by_document: dict[str, list[ReleasedQuote]] = defaultdict(list)
    for one in quotes:
        by_document[one.quote.document].append(one)
    return list(by_document.items())


def _details(one: ReleasedQuote, clues: Iterable[Clue]) -> list[str]:
    return [
        " ".join(plain_words(clue.span.of(one.text)).casefold().split())
        for clue in clues
        if clue.kind in _DETAILS and clue.span.end <= len(one.text)
    ]


def _shared(
    kind: LinkKind, quotes: Sequence[ReleasedQuote], marks_of: Callable[[ReleasedQuote], Iterable[str]]
) -> list[Link]:
    by_mark: dict[str, list[str]] = defaultdict(list)
    for one in quotes:
        for mark in dict.fromkeys(marks_of(one)):
            by_mark[mark].append(one.id)
    return [Link(kind, tuple(ids)) for ids in by_mark.values() if len(ids) > 1]


def _overlapping(quotes: Sequence[ReleasedQuote]) -> list[tuple[str, str]]:
    """Return the pairs that have six words in a row in common."""
    where: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for one in quotes:
        words = [run.casefold() for run in _RUN.findall(plain_words(one.text))]
        for start in range(len(words) - _SAME_WORDS + 1):
            where[tuple(words[start : start + _SAME_WORDS])].append(one.id)
    pairs = (pair for ids in where.values() for pair in combinations(dict.fromkeys(ids), 2))
    return list(dict.fromkeys(pairs))


def follows_interviews(sections: Iterable[Sequence[str]]) -> Literal["together", "same order", ""]:
    """Say whether the order of quotes tells which are of one interview, more than chance would.

    Parameters
    ----------
    sections : iterable of sequence of str
        For each place where quotes stand together, the interviews they are from, in the order of print.

    Returns
    -------
    {"together", "same order", ""}
        ``together``: quotes of one interview stand beside each other, in one section or in all. ``same order``: the interviews come
        in one and the same order in all sections. Either counts where an order by chance would do so in fewer than one
        case in twenty.

    Examples
    --------
    >>> follows_interviews([list("aabbccdd")]), follows_interviews([list("abacbdcd")])
    ('together', '')
    >>> follows_interviews([list("abc"), list("abc"), list("abc")])
    'same order'
    """
    some = [list(section) for section in sections]
    chances = [_chance_together(section) for section in some if 1 < len(set(section)) < len(section)]
    apart = None in chances
    together = [chance for chance in chances if chance is not None]
    if together and (min(together) <= _BY_CHANCE or (not apart and prod(together) <= _BY_CHANCE)):
        return "together"
    return "same order" if _one_order([list(dict.fromkeys(section)) for section in some]) else ""


def _chance_together(section: Sequence[str]) -> float | None:
    """Return how likely chance is to put all quotes of each interview together; None where they do not stand so."""
    sizes = Counter(section)
    if sum(1 for _ in groupby(section)) > len(sizes):
        return None
    return factorial(len(sizes)) * prod(map(factorial, sizes.values())) / factorial(len(section))


def _one_order(sections: Sequence[Sequence[str]]) -> bool:
    """Say whether the sections follow one order of interviews, and would hardly do so by chance."""
    sizes = sorted((len(section) for section in sections), reverse=True)
    if prod(1 / factorial(size) for size in sizes[1:]) > _BY_CHANCE:
        return False
    after: dict[str, set[str]] = defaultdict(set)
    for section in sections:
        for first, second in pairwise(section):
            after[first].add(second)
    return not any(_reaches(document, document, after) for document in list(after))


def _reaches(start: str, goal: str, after: dict[str, set[str]]) -> bool:
    waiting, seen = list(after[start]), set[str]()
    while waiting:
        document = waiting.pop()
        if document == goal:
            return True
        if document not in seen:
            seen.add(document)
            waiting += after.get(document, ())
    return False


def neutral_order(quotes: Iterable[ReleasedQuote]) -> list[ReleasedQuote]:
    """Return quotes in an order that says nothing of where they come from, and is the same each time."""
    return sorted(quotes, key=lambda one: hashlib.sha256(one.id.encode()).hexdigest())
