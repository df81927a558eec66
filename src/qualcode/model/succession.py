"""How the codes of one codebook become those of the next, and what that means for each coding.

A codebook says it itself: ``was`` names the earlier codes that a code comes from, and ``retired`` that no new codings
are made. Nothing is guessed: a code that is gone and that nobody says anything of is *gone*, and at most a proposal
names the code that looks like it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from qualcode.model.codebook import Code, Codebook

Fate = Literal["stays", "follows", "reread", "lost"]
"""What happens to a coding: nothing, its code's new id, a place on the work-list, or it would have no code."""

Reason = Literal["split", "redefined", "new"]
REASONS: tuple[Reason, ...] = ("split", "redefined", "new")
"""Why a passage is to be read again: its code was split or redefined, or a new code may fit."""

MEANING = ("definition", "use_when", "not_when")
"""The fields that say when a code is used: another text in them is another definition."""


LEFT_OUT = "[…]"
"""What stands in a text that was passed on, where a place stood."""


@dataclass(frozen=True, slots=True)
class Succession:
    """What became of the codes.

    Parameters
    ----------
    old, new : str
        The versions of the two codebooks.
    follows : mapping of str to str
        Old id and new id, where codings go along: another id, another place, a merger.
    merged : mapping of str to tuple of str
        New id, and the two or more old codes that are it now.
    splits : mapping of str to tuple of str
        Id of a code that stays, and the new codes that were made of it.
    redefined : tuple of str
        New ids of codes whose definition, or when to use it and when not, is another one.
    retired : tuple of str
        New ids of codes that are retired from now on.
    gone : tuple of str
        Old ids of which nothing is said.
    unknown : mapping of str to tuple of str
        New id, and what its ``was`` names that the old codebook does not have; only where it names nothing else.
    proposals : mapping of str to str
        An id of ``gone``, and the new code that looks like it; for a person to confirm.
    """

    old: str
    new: str
    follows: Mapping[str, str] = field(default_factory=dict)
    merged: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    splits: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    redefined: tuple[str, ...] = ()
    retired: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    unknown: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    proposals: Mapping[str, str] = field(default_factory=dict)

    def today(self, code: str) -> str:
        """Return the new id of an old code."""
        return self.follows.get(code, code)

    def reason(self, code: str) -> Reason | None:
        """Say why passages of an old code are to be read again; None where they are not."""
        if code in self.splits:
            return "split"
        return "redefined" if self.today(code) in self.redefined else None

    def fate(self, code: str) -> Fate:
        """Say what happens to codings of an old code.

        Examples
        --------
        >>> old = Codebook("1", "da", "Eksempel", (Code("a", "A"), Code("b", "B")))
        >>> new = Codebook("2", "da", "Eksempel", (Code("alfa", "A", was=("a",)), Code("b", "B", "Kun b.")))
        >>> became = changes_between(old, new)
        >>> became.fate("a"), became.fate("b")
        ('follows', 'reread')
        """
        if code in self.gone:
            return "lost"
        if self.reason(code):
            return "reread"
        return "follows" if code in self.follows else "stays"

    def count(self, codes: Iterable[str]) -> Counter[Fate]:
        """Count what happens to codings, given the code of each."""
        return Counter(map(self.fate, codes))


def changes_between(old: Codebook, new: Codebook, *, reworded: Collection[str] = ()) -> Succession:
    """Say what became of the codes of a codebook.

    Parameters
    ----------
    old, new : Codebook
    reworded : collection of str
        New ids of codes whose definition only says the same in other words: no reason to read anything again.

    Examples
    --------
    >>> old = Codebook("1", "da", "Eksempel", (Code("a", "A"), Code("b", "B"), Code("c", "C")))
    >>> new = Codebook("2", "da", "Eksempel", (Code("ab", "A og B", was=("a", "b")), Code("k", "C")))
    >>> found = changes_between(old, new)
    >>> dict(found.follows), dict(found.merged), found.gone, dict(found.proposals)
    ({'a': 'ab', 'b': 'ab'}, {'ab': ('a', 'b')}, ('c',), {'c': 'k'})
    """
    claims, unknown = _claims(old, new)
    follows: dict[str, str] = {}
    splits: dict[str, tuple[str, ...]] = {}
    for was, heirs in claims.items():
        if was in new:
            splits[was] = tuple(heirs)
        elif len(heirs) == 1:
            follows[was] = heirs[0]
    gone = tuple(code.id for code in old if code.id not in new and code.id not in follows)
    merged = dict(_merged(old, new, follows))
    pairs = [(code, new[follows.get(code.id, code.id)]) for code in old if code.id not in gone]
    return Succession(
        old.version,
        new.version,
        follows,
        merged,
        splits,
        _unique(after.id for before, after in pairs if _redefined(before, after, merged, reworded)),
        _unique(after.id for before, after in pairs if after.retired and not before.retired),
        gone,
        unknown,
        dict(_proposals(old, new, gone)),
    )


def _unique(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))


def _claims(old: Codebook, new: Codebook) -> tuple[dict[str, list[str]], dict[str, tuple[str, ...]]]:
    """Return which new codes come from each old one.

    Of a code that stays, only what is said for the first time counts: a split is made once. A code that is gone goes to
    whoever says so first, or else to whoever said so before.
    """
    fresh: dict[str, list[str]] = {}
    before: dict[str, list[str]] = {}
    unknown: dict[str, tuple[str, ...]] = {}
    for code in new:
        came = [code.id, *code.was]
        said = {was for id_ in came if id_ in old for was in old[id_].was}
        named = [was for was in code.was if was != code.id]
        for was in named:
            if was in old:
                (before if was in said else fresh).setdefault(was, []).append(code.id)
        wrong = tuple(was for was in named if was not in said and was not in new)
        if wrong and not any(was in old for was in named):
            unknown[code.id] = wrong
    left = {was: heirs for was, heirs in before.items() if was not in new and was not in fresh}
    return fresh | left, unknown


def _merged(
    old: Codebook, new: Codebook, follows: Mapping[str, str]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Find the codes that several old ones are now; one that keeps its id is one of them."""
    into: dict[str, list[str]] = {}
    for was, heir in follows.items():
        into.setdefault(heir, []).append(was)
    for heir, came in into.items():
        every = [heir, *came] if heir in old and heir not in follows else came
        if len(every) > 1 and heir in new:
            yield heir, tuple(every)


def _redefined(before: Code, after: Code, merged: Collection[str], reworded: Collection[str]) -> bool:
    """Say whether a code means something else; of a merger, only where it is the code that kept its id."""
    if after.id in reworded or (before.id != after.id and after.id in merged):
        return False
    return any(not _same_words(before, after, name) for name in MEANING)


def _same_words(before: Code, after: Code, name: str) -> bool:
    """Say whether a text is the same, but for places that freezing left out of one of them."""
    texts = [" ".join(_words(one, name)) for one in (before, after)]
    return texts[0] == texts[1] or any(
        LEFT_OUT in blanked and re.fullmatch(_any_place(blanked), whole)
        for blanked, whole in (texts, texts[::-1])
    )


def _any_place(text: str) -> str:
    return ".{1,80}".join(map(re.escape, text.split(LEFT_OUT)))


def _words(code: Code, name: str) -> list[str]:
    return str(getattr(code, name)).split()


def _proposals(old: Codebook, new: Codebook, gone: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pair codes that are gone with new ones of the same name or definition, each once, the surest first."""
    fresh = [code for code in new if code.id not in old and not code.was]
    left = [old[id_] for id_ in gone]
    for alike in (_same_all, _same_name, _same_definition):
        for before in list(left):
            after = next((code for code in fresh if alike(before, code)), None)
            if after is not None:
                fresh.remove(after)
                left.remove(before)
                yield before.id, after.id


def _same_name(before: Code, after: Code) -> bool:
    return before.name.split() == after.name.split()


def _same_definition(before: Code, after: Code) -> bool:
    return bool(before.definition) and _words(before, "definition") == _words(after, "definition")


def _same_all(before: Code, after: Code) -> bool:
    return _same_name(before, after) and _words(before, "definition") == _words(after, "definition")


@dataclass(frozen=True, slots=True)
class Consequences:
    """What a new codebook means for the codings of a study: counted, before it happens.

    Parameters
    ----------
    succession : Succession
    stays, follows, reread, lost : int
        Codings that hold, by what happens to them; together they are all. ``lost`` is refused.
    by_code : mapping of str to (str, int)
        For each old code with codings whose codings do not just stay: what happens, and to how many.
    used : mapping of str to int
        Codings by the new id of their code.
    """

    succession: Succession
    stays: int = 0
    follows: int = 0
    reread: int = 0
    lost: int = 0
    by_code: Mapping[str, tuple[Fate, int]] = field(default_factory=dict)
    used: Mapping[str, int] = field(default_factory=dict)

    @property
    def codings(self) -> int:
        """How many codings hold."""
        return self.stays + self.follows + self.reread + self.lost


def plan(succession: Succession, codes: Iterable[str]) -> Consequences:
    """Say what happens to codings, given the code of each.

    Examples
    --------
    >>> old = Codebook("1", "da", "Eksempel", (Code("a", "A"), Code("b", "B")))
    >>> new = Codebook("2", "da", "Eksempel", (Code("alfa", "A", was=("a",)), Code("b", "B")))
    >>> found = plan(changes_between(old, new), ["a", "a", "b"])
    >>> found.follows, found.stays, dict(found.by_code)
    (2, 1, {'a': ('follows', 2)})
    """
    used = Counter(codes)
    fates = {code: succession.fate(code) for code in used}
    total: Counter[Fate] = Counter()
    for code, n in used.items():
        total[fates[code]] += n
    told = {code: (fates[code], n) for code, n in sorted(used.items()) if fates[code] != "stays"}
    today: Counter[str] = Counter()
    for code, n in used.items():
        today[succession.today(code)] += n
    return Consequences(
        succession, total["stays"], total["follows"], total["reread"], total["lost"], told, today
    )
