"""What is about to leave the study, as the gate gets it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from qualcode.disclosure.cells import Protected
from qualcode.disclosure.tables import NumberTable
from qualcode.model import Clearance, FactReply, Interview, Quote, Speaker, canonical, sha256_of
from qualcode.model.corpus import SHORT_SHA

Beside: TypeAlias = frozenset[tuple[str, str]]
"""Attributes and their values, such as ``{("area", "boern")}``."""


def seal_of(words: str) -> str:
    """Return the seal of some words: a tick for them holds only while they have this seal.

    Examples
    --------
    >>> seal_of("Skolen ringer.") == seal_of("Skolen ringer"), len(seal_of("Skolen ringer."))
    (False, 12)
    """
    return sha256_of(canonical(words))[:SHORT_SHA]


@dataclass(frozen=True, slots=True)
class Participant:
    """A person who was interviewed, with what may be printed beside their words.

    Parameters
    ----------
    speaker_id, site : str
        Never printed.
    attributes : frozenset of (str, str)
        All that is so of this person: area, role, mode of the interview, whatever the report may say.
    """

    speaker_id: str
    site: str
    attributes: Beside = frozenset()


def participants(speakers: Iterable[Speaker], interviews: Iterable[Interview]) -> tuple[Participant, ...]:
    """Return the informants of a study with their areas and the modes of their interviews.

    Examples
    --------
    >>> people = participants([Speaker("a", "R1", "p1", "informant", "boern")], [Interview("a", "k1", mode="online")])
    >>> sorted(people[0].attributes)
    [('area', 'boern'), ('mode', 'online')]
    """
    where = {interview.document: interview for interview in interviews}
    found: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for speaker in speakers:
        interview = where.get(speaker.document)
        if speaker.role != "informant" or not speaker.speaker_id or interview is None:
            continue
        attributes = found.setdefault((speaker.speaker_id, interview.site), set())
        attributes |= {(n, v) for n, v in (("area", speaker.area), ("mode", interview.mode)) if v}
    return tuple(Participant(*who, frozenset(attributes)) for who, attributes in found.items())


@dataclass(frozen=True, slots=True)
class ReleasedStatement:
    """A sentence that the report says in its own words.

    Parameters
    ----------
    id : str
        Its anchor.
    text : str
        As it prints. Never shown in ``repr``.
    sites, speakers : frozenset of str
        Behind it.
    single_site : bool
        Some word of it stands for one site only.
    documents : frozenset of str
        The interviews that some word of it draws on alone, each of which must agree; empty takes any reply to it.
    """

    id: str
    text: str = field(repr=False)
    sites: frozenset[str] = frozenset()
    speakers: frozenset[str] = frozenset()
    single_site: bool = False
    documents: frozenset[str] = frozenset()

    @property
    def draws_on_one(self) -> bool:
        """Whether it rests on one interview, in all or in part: then the interviewed and a person let it through."""
        return self.single_site or len(self.sites) == 1 or bool(self.documents)


@dataclass(frozen=True, slots=True)
class ReleasedQuote:
    """A quote as it prints, in the order of print.

    Parameters
    ----------
    quote : Quote
    site : str
        Never printed.
    beside : frozenset of (str, str), optional
        All that is printed of who said it; by default the area.
    section : str
        Where it prints: quotes of one section stand together.
    """

    quote: Quote
    site: str
    beside: Beside | None = None
    section: str = ""

    @property
    def id(self) -> str:
        """Id of the quote."""
        return self.quote.id

    @property
    def text(self) -> str:
        """Its words."""
        return self.quote.text

    @property
    def attributes(self) -> Beside:
        """What is printed beside it."""
        if self.beside is not None:
            return self.beside
        return frozenset({("area", self.quote.area)}) if self.quote.area else frozenset()


@dataclass(frozen=True)
class Release:
    """All that leaves the study together, and what people have said of it.

    Parameters
    ----------
    statements : sequence of ReleasedStatement
    quotes : sequence of ReleasedQuote
        In the order of print.
    tables : sequence of NumberTable or Protected
        Those that are not protected yet, the gate protects, all of them together.
    files : sequence of Path
        Written already, and not yet handed on.
    texts : mapping of str to str
        Other words by id that print: headings, captions, labels. They are scanned only.
    people : sequence of Participant
        Everybody who was interviewed.
    clearances : sequence of Clearance
    replies : sequence of FactReply
    """

    statements: Sequence[ReleasedStatement] = ()
    quotes: Sequence[ReleasedQuote] = ()
    tables: Sequence[NumberTable | Protected] = ()
    files: Sequence[Path] = ()
    texts: Mapping[str, str] = field(default_factory=dict, repr=False)
    people: Sequence[Participant] = field(default=(), repr=False)
    clearances: Sequence[Clearance] = field(default=(), repr=False)
    replies: Sequence[FactReply] = field(default=(), repr=False)
