"""Packs: what one interview is asked to check before it prints."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from qualcode.factcheck.codes import folded, item_code, item_key, pack_code
from qualcode.model import FactReply, Quote, Span
from qualcode.model.release import Reply

ItemKind = Literal["quote", "statement"]
State = Literal["approved", "changed", "withdrawn", "waiting"]

_REPLIES = uuid.UUID("d3b2c7a0-5a0f-4a57-8a53-6a0c8f3b9e11")
_NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Said:
    """A passage behind a sentence: where it stands, and its words (never shown in ``repr``)."""

    document: str
    span: Span
    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the report as it would print.

    Parameters
    ----------
    id : str
        Its anchor.
    text : str
        Never shown in ``repr``.
    topic : str
        What its section is about, in printed words: the partner and the theme.
    alone : tuple of frozenset of str
        For each of its words that stands for one site only, the interviews that it draws on; empty where no word does.
    said : tuple of Said
        The passages behind these words.
    """

    id: str
    text: str = field(repr=False)
    topic: str = ""
    alone: tuple[frozenset[str], ...] = ()
    said: tuple[Said, ...] = field(default=(), repr=False)

    @property
    def documents(self) -> frozenset[str]:
        """The interviews that some word of it draws on alone: each must agree to the sentence."""
        return frozenset().union(*self.alone)

    def shows_only(self, document: str) -> bool:
        """Say whether an interview may see it: no word of it draws on another interview alone."""
        return all(document in some for some in self.alone)


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that an interview is asked about.

    Parameters
    ----------
    id : str
        Id of the quote, or anchor of the sentence.
    document : str
    kind : {"quote", "statement"}
    text : str
        The words as they would print, without quotation marks. Never shown in ``repr``.
    place : Span
        Where its first words stand in the interview; items follow this order.
    attribution : str
        Line below a quote: the area, and nothing else.
    sentence : str
        The sentence that a quote supports; empty where the interview may not see it, or where there is none.
    topic : str
    said : tuple of str
        For a statement: the passages of this interview behind it.
    state : {"approved", "changed", "withdrawn", "waiting"}
    source : str
        The words as the study keeps them, where they print a little otherwise: without the numbers of pseudonyms.
    """

    id: str
    document: str
    kind: ItemKind
    text: str = field(repr=False)
    place: Span = _NOWHERE
    attribution: str = ""
    sentence: str = field(default="", repr=False)
    topic: str = ""
    said: tuple[str, ...] = field(default=(), repr=False)
    state: State = "waiting"
    source: str = field(default="", repr=False)

    @property
    def kept(self) -> str:
        """The words as the study keeps them: what an approval is of."""
        return self.source or self.text

    @property
    def code(self) -> str:
        """What stands in the pack, and leads back to the item and these words."""
        return item_code(self.document, self.id, self.text)

    @property
    def key(self) -> str:
        """The part of the code that stays the same when the words change."""
        return item_key(self.document, self.id)


@dataclass(frozen=True, slots=True)
class Pack:
    """What one interview is asked, in the order in which it was said; items are numbered from 1."""

    document: str
    code: str
    items: tuple[Item, ...] = field(repr=False)

    @property
    def waiting(self) -> Pack:
        """The pack with what is not answered yet."""
        return Pack(self.document, self.code, tuple(item for item in self.items if item.state == "waiting"))

    def count(self, state: State) -> int:
        """Return how many items have this answer."""
        return sum(item.state == state for item in self.items)


@dataclass(frozen=True, slots=True)
class Packs:
    """All packs of a study, by interview, and the sentences that no pack can show.

    ``unshown`` are the anchors of sentences whose words draw on several interviews alone: to send them to one would show
    it what another said. Cut them in two, or ask without the sentence and enter the answers.
    """

    packs: tuple[Pack, ...]
    unshown: tuple[str, ...] = ()

    @property
    def by_key(self) -> dict[str, Item]:
        """All items by the part of their code that does not change."""
        return {item.key: item for pack in self.packs for item in pack.items}


def make_packs(
    quotes: Sequence[Quote],
    sentences: Sequence[Sentence] = (),
    *,
    study: str,
    attribute: Callable[[str], str] = str,
    as_printed: Callable[[str], str] = str,
    supports: Mapping[str, str] | None = None,
    replies: Iterable[FactReply] = (),
) -> Packs:
    """Make the packs of all interviews that have something to check.

    Parameters
    ----------
    quotes : sequence of Quote
        Those that are chosen for print, with their status.
    sentences : sequence of Sentence
        Of the report; those without a word that draws on one interview alone are asked of nobody.
    study : str
        Id of the study, for the codes of the packs.
    attribute : callable
        From an area's id to the line below a quote.
    as_printed : callable
        From the words of a quote as the study keeps them to what prints.
    supports : mapping of str to str, optional
        From a quote's id to the anchor of the sentence that it supports.
    replies : iterable of FactReply
        What was answered so far.

    Returns
    -------
    Packs
        In the order of the interviews' names; each has its quotes and sentences in the order of the text.
    """
    by_id = {sentence.id: sentence for sentence in sentences}
    beside = {quote: by_id[id] for quote, id in (supports or {}).items() if id in by_id}
    answered = _latest(replies)
    items = [
        _quote_item(quote, as_printed(quote.text), attribute(quote.area), beside.get(quote.id))
        for quote in quotes
    ]
    shown = {sentence.id for sentence in sentences if any(map(sentence.shows_only, sentence.documents))}
    for sentence in sentences:
        for document in sorted(sentence.documents):
            if sentence.shows_only(document):
                items.append(_statement_item(sentence, document, answered.get((document, sentence.id))))
    by_document: dict[str, list[Item]] = {}
    for item in sorted(items, key=lambda item: (item.document, item.place, item.kind, item.id)):
        by_document.setdefault(item.document, []).append(item)
    packs = (Pack(name, pack_code(study, name), tuple(some)) for name, some in by_document.items())
    unshown = (sentence.id for sentence in sentences if sentence.alone and sentence.id not in shown)
    return Packs(tuple(packs), tuple(unshown))


def _quote_item(quote: Quote, text: str, attribution: str, sentence: Sentence | None) -> Item:
    may_see = sentence is not None and sentence.shows_only(quote.document)
    return Item(
        quote.id,
        quote.document,
        "quote",
        text,
        quote.span,
        attribution,
        sentence=sentence.text if sentence and may_see else "",
        topic=sentence.topic if sentence else "",
        state=quote.status,
        source=quote.text,
    )


def _statement_item(sentence: Sentence, document: str, reply: FactReply | None) -> Item:
    own = sorted((said for said in sentence.said if said.document == document), key=lambda said: said.span)
    return Item(
        sentence.id,
        document,
        "statement",
        sentence.text,
        own[0].span if own else _NOWHERE,
        topic=sentence.topic,
        said=tuple(dict.fromkeys(said.text for said in own)),
        state=state_of(reply, sentence.text),
    )


def state_of(reply: FactReply | None, text: str) -> State:
    """Return what a reply says of a sentence as it stands now: one that was changed since waits again.

    Examples
    --------
    >>> reply = FactReply("1", "f_1", "a", "approved", "Skolen ringer.")
    >>> state_of(reply, "Skolen ringer."), state_of(reply, "Skolen ringer altid."), state_of(None, "Skolen ringer.")
    ('approved', 'waiting', 'waiting')
    """
    if reply is None:
        return "waiting"
    if reply.answer == "approved" and reply.text.strip() and folded(reply.text) != folded(text):
        return "waiting"
    return reply.answer


def _latest(replies: Iterable[FactReply]) -> dict[tuple[str, str], FactReply]:
    """Return the reply that holds by interview and item: the latest, and of one day the one that came last."""
    return {(reply.document, reply.item): reply for reply in sorted(replies, key=lambda reply: reply.at)}


def made_reply(
    document: str, item: str, answer: Reply, text: str, by: str, at: str, comment: str = ""
) -> FactReply:
    """Return a reply whose id follows from what it says, so that the same file again is the same reply."""
    identity = "\0".join((document, item, answer, text, by, at, comment))
    return FactReply(str(uuid.uuid5(_REPLIES, identity)), item, document, answer, text, by, at, comment)
