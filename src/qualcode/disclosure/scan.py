"""The scan: what in words that are about to be printed could point to somebody.

Names come from the study's plan of pseudonyms and its lists, which are given; numbers, addresses and indirect details are looked for by
detectors of the gate's own. What is refused points to somebody by itself. The rest is for the person who ticks: the scan finds what
to look at, and no scan finds everything.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Protocol

from qualcode.disclosure.clues import Clue, ClueKind, clue, settled
from qualcode.disclosure.details import find_capitals, find_details, find_peoples
from qualcode.disclosure.numbers import find_addresses, find_named_numbers, find_numbers, find_spoken_numbers
from qualcode.disclosure.seen import Listed, Seen, exactly, plain_words
from qualcode.model import Span


class Spotted(Protocol):
    """What a function of the pseudonymiser finds."""

    @property
    def span(self) -> Span:
        """Where it stands."""

    @property
    def label(self) -> str:
        """What it is, such as ``"PERSON"``."""


Spotter = Callable[[str], Iterable[Spotted]]

_KINDS: dict[str, ClueKind] = {
    "PERSON": "name", "HANDLE": "id", "HIDDEN": "hidden word", "MUNICIPALITY": "place", "PLACE": "place", "SCHOOL": "place",
    "WORKPLACE": "place", "STREET": "address", "POSTCODE": "address", "CPR": "number", "PLATE": "number", "CASE_NO": "number",
    "OTHER_ID": "number", "PHONE": "phone", "EMAIL": "e-mail", "URL": "web", "DOB": "date", "AGE": "age",
    "NATIONALITY_RARE": "people", "QUASI": "detail",
}  # fmt: skip
_NUMBERS = frozenset(
    {"CPR", "PLATE", "CASE_NO", "OTHER_ID", "PHONE", "EMAIL", "STREET", "POSTCODE", "HANDLE"}
)

_PREFIX_LEAST = 5
_OF_A_TOWN = ("enser", "ensere", "enseren", "enserne", "ianer", "ianere", "ianeren", "ianerne")
"""How people of a town are called: *esbjergensere*, *aarhusianer*."""

_KEPT_KINDS = frozenset({"capital", "known place", "name", "place", "web", "title"})
"""What a word that the study keeps speaks against. An age or a country in it is one all the same."""


@dataclass(frozen=True)
class ScanLists:
    """What the study knows of who must not be recognised. Nothing of it is ever shown.

    Parameters
    ----------
    residual : callable, optional
        Finds names that were replaced in the study and stand here again; each is refused. Such as
        ``lambda text: residual(text, plan, language="da")`` of the pseudonymiser.
    detect : callable, optional
        Finds what may be a name or a detail; for a person to look at, but for numbers and addresses, which are refused.
    places : collection of str
        Places, schools and workplaces that the plan replaced, and names of the study's sites; refused.
    hidden : collection of str
        The study's ``hide_words``; refused.
    ids : collection of str
        Neutral ids and names of sites, documents and speakers; refused: they tell quotes of one interview.
    known_places : collection of str
        Municipalities and towns of the country; to look at.
    roles : collection of str
        Positions that tell who it is, such as those of :func:`lone_roles`; to look at.
    dialect : collection of str
        Words that tell where somebody comes from; to look at.
    keep : collection of str
        Words that point to nobody: agencies, laws, the study's ``keep_words``.
    language : str
    """

    residual: Spotter | None = field(default=None, repr=False)
    detect: Spotter | None = field(default=None, repr=False)
    places: Collection[str] = field(default=(), repr=False)
    hidden: Collection[str] = field(default=(), repr=False)
    ids: Collection[str] = field(default=(), repr=False)
    known_places: Collection[str] = field(default=(), repr=False)
    roles: Collection[str] = field(default=(), repr=False)
    dialect: Collection[str] = field(default=(), repr=False)
    keep: Collection[str] = field(default=(), repr=False)
    language: str = "da"

    @property
    def never_printed(self) -> frozenset[str]:
        """Ids, places of the plan and hidden words: what must stand in no file that leaves the study."""
        return frozenset({*self.ids, *self.places, *self.hidden})

    @cached_property
    def _listed(self) -> list[tuple[ClueKind, Listed]]:
        """The lists by what their words are taken for."""
        lists: tuple[tuple[ClueKind, Collection[str]], ...] = (
            ("place", self.places),
            ("hidden word", self.hidden),
            ("dialect", self.dialect),
        )
        return [(kind, Listed.of(words)) for kind, words in lists]

    @cached_property
    def _ids(self) -> re.Pattern[str] | None:
        return exactly(self.ids)

    @cached_property
    def _known_places(self) -> Listed:
        return Listed.of(self.known_places)

    @cached_property
    def _kept(self) -> Listed:
        return Listed.of(self.keep)

    @cached_property
    def _roles(self) -> re.Pattern[str] | None:
        some = sorted(
            {plain_words(role).strip().lower() for role in self.roles} - {""}, key=len, reverse=True
        )
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, some))})\w*") if some else None

    @cached_property
    def _place_stems(self) -> tuple[str, ...]:
        return tuple(
            place.casefold()
            for place in self.places
            if len(place) >= _PREFIX_LEAST and " " not in place.strip()
        )

    @cached_property
    def _towns(self) -> frozenset[str]:
        return frozenset(place.casefold() for place in self.known_places)


NO_LISTS = ScanLists()


def _of_a_town(word: str, towns: Collection[str]) -> bool:
    return any(word.endswith(ending) and word.removesuffix(ending) in towns for ending in _OF_A_TOWN)


def scan(text: str, lists: ScanLists = NO_LISTS) -> tuple[Clue, ...]:
    """Find what could point to somebody in words that are about to be printed.

    Parameters
    ----------
    text : str
        A sentence, a quote, the label of a table.
    lists : ScanLists

    Returns
    -------
    tuple of Clue
        In order. Their spans count in the text's NFC form.

    Examples
    --------
    >>> found = scan("Hun er sytten år og har fem søstre. Ring 22 31 40 55.", ScanLists(places=["Tranborg"]))
    >>> [(one.kind, one.severity) for one in found]
    [('age', 'look'), ('family', 'look'), ('phone', 'refuse')]
    """
    text = unicodedata.normalize("NFC", text)
    if not text.strip():
        return ()
    seen = Seen.of(text)
    found = [*_spotted(text, lists), *_by_lists(seen, lists), *_by_detectors(seen, lists.language)]
    kept = [seen.span(start, end) for start, end, _ in lists._kept.find(seen)]
    return settled([one for one in found if not _is_kept(one, kept, text)])


def _is_kept(one: Clue, kept: list[Span], text: str) -> bool:
    """Say whether a clue lies in a word that the study keeps, such as an agency or the number of a helpline."""
    inside = [k for k in kept if k.start <= one.span.start and one.span.end <= k.end]
    if one.severity == "refuse":
        return one.kind == "phone" and any(sign.isdecimal() for k in inside for sign in k.of(text))
    return bool(inside) and one.kind in _KEPT_KINDS


def _by_detectors(seen: Seen, language: str) -> Iterator[Clue]:
    for find in (find_numbers, find_named_numbers, find_spoken_numbers, find_addresses, find_details):
        yield from find(seen)
    yield from find_peoples(seen, language=language)
    yield from find_capitals(seen, language=language)


def _spotted(text: str, lists: ScanLists) -> Iterator[Clue]:
    for one in lists.residual(text) if lists.residual else ():
        yield Clue(one.span, _KINDS.get(one.label, "name"), "refuse")
    for one in lists.detect(text) if lists.detect else ():
        yield Clue(one.span, _KINDS.get(one.label, "detail"), "refuse" if one.label in _NUMBERS else "look")


def _by_lists(seen: Seen, lists: ScanLists) -> Iterator[Clue]:
    for kind, listed in lists._listed:
        for start, end, _ in listed.find(seen):
            yield clue(seen.span(start, end), kind)
    for match in lists._ids.finditer(seen.plain) if lists._ids else ():
        yield clue(seen.span(*match.span()), "id")
    for start, end, _ in lists._known_places.find(seen):
        if seen.plain[start].isupper():
            yield clue(seen.span(start, end), "known place")
    for start, end, word in seen.runs:
        if _of_a_town(word, lists._towns):
            yield clue(seen.span(start, end), "known place")
        if lists._place_stems and word.startswith(lists._place_stems):
            yield Clue(seen.span(start, end), "place", "look")  # "Tranborgmodellen"
    for match in lists._roles.finditer(seen.lower) if lists._roles else ():
        yield clue(seen.span(*match.span()), "role")


def lone_roles(roles: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Return the roles that only one person of the study has.

    Parameters
    ----------
    roles : iterable of (str, str)
        Person and role; a person may have several.

    Examples
    --------
    >>> sorted(lone_roles([("p1", "rådgiver"), ("p2", "rådgiver"), ("p3", "SSP-konsulent")]))
    ['ssp-konsulent']
    """
    by_role = defaultdict(set)
    for person, role in roles:
        by_role[role.strip().casefold()].add(person)
    return frozenset(role for role, persons in by_role.items() if role and len(persons) == 1)


def refused(clues: Iterable[Clue]) -> list[Clue]:
    """Return the clues that must go before anything is printed."""
    return [one for one in clues if one.severity == "refuse"]
