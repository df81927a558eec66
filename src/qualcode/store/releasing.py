"""The store for what leaves a study: quotes, what the interviewed answered, and what a person has let through."""

from __future__ import annotations

from collections.abc import Sequence

from qualcode.model import Clearance, FactReply, Quote
from qualcode.store import clearing, quoting, replying
from qualcode.store.session import Session


class Releasing:
    """What a store knows of what is to leave; see :class:`qualcode.store.Store`.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> from qualcode.model import Document, DocumentVersion, Span, Utterance, new_id, quote_id
    >>> from qualcode.store import NewDocument, Store
    >>> store = Store.create(Path(tempfile.mkdtemp()) / "study.db", study_id="demo")
    >>> text = DocumentVersion.from_utterances("a", [Utterance("B", "Vi ringer til skolen.")])
    >>> _ = store.add_documents([NewDocument(Document(new_id(), "a", "txt", "5f" * 32), text)], actor="anna")
    >>> pieces = (Span(0, 21),)
    >>> id_ = quote_id("a", text.short_sha, pieces)
    >>> quote = Quote(id_, "a", text.short_sha, pieces, (), (), "p1", "children", "Vi ringer til skolen.")
    >>> store.put_quotes([quote], actor="anna")
    1
    >>> answer = FactReply(new_id(), id_, "a", "changed", "Vi ringer altid til skolen.", "R2", "2026-05-01")
    >>> store.add_replies([answer], actor="anna")
    1
    >>> [(one.status, one.text) for one in store.quotes()]
    [('changed', 'Vi ringer altid til skolen.')]
    >>> tick = Clearance(new_id(), id_, "5f5f5f5f5f5f", "print", "lis")
    >>> store.clear([tick], actor="lis"), store.clear([tick], actor="lis")
    (1, 0)
    >>> store.close()
    """

    _session: Session

    def put_quotes(self, items: Sequence[Quote], *, actor: str, seen: int | None = None) -> int:
        """Store quotes, each in place of the one with its id, all or none; return how many changed.

        Where a quote has the same pieces of the same text under another id, that one stays and takes the new values:
        a new text keeps the ids of quotes, to which replies lead. ``status`` is not stored, but follows from the replies;
        a quote that was changed by a reply can be given back as it prints. With ``seen``, it also depends on the codings
        that the quotes are chosen for.

        Raises
        ------
        StoreError
            An unknown document, another version than the latest, pieces out of order, overlapping or beyond the
            text, codings that are not there, no text, two quotes of the same words; all of them are counted, the first
            20 listed.
        """
        with self._session.writing(actor, seen) as write:
            return quoting.put(write, items)

    def drop_quotes(self, ids: Sequence[str], *, actor: str, seen: int | None = None) -> int:
        """Let quotes hold no longer; they stay in the history, as do their replies. Return how many held.

        Raises
        ------
        StoreError
            An id that no quote ever had.
        """
        with self._session.writing(actor, seen) as write:
            return quoting.drop(write, ids)

    def quotes(self, *, document: str | None = None) -> list[Quote]:
        """Return the quotes of a document, or of all, in reading order, with status and text by the replies.

        The latest reply by its date decides, and of one date the one that was stored last: ``approved`` only for the
        words that print now; ``changed`` gives the quote its text; without a reply, and where the words have changed
        since they were approved, it is ``waiting``.
        """
        with self._session.reading() as connection:
            return quoting.read(connection, document)

    def add_replies(self, items: Sequence[FactReply], *, actor: str, seen: int | None = None) -> int:
        """Store what interviewed people answered, all or none; return how many replies were not there.

        The same answer again (item, answer, text, by and date) changes nothing; one without a date gets today's, unless
        the same was answered on any date.

        Raises
        ------
        StoreError
            An unknown document, a quote of another document, an answer that does not exist, a change to nothing, a date
            that is none; all of them are counted, the first 20 listed.
        """
        with self._session.writing(actor, seen) as write:
            return replying.add(write, items)

    def replies(self, *, document: str | None = None, item: str | None = None) -> list[FactReply]:
        """Return the replies about a document and about an item, or all, the earliest first."""
        with self._session.reading() as connection:
            return replying.read(connection, document, item)

    def clear(self, items: Sequence[Clearance], *, actor: str, seen: int | None = None) -> int:
        """Store a person's ticks, all or none; return how many changed.

        One holds per target: a new one takes its place, unless its time is earlier. The same again changes nothing.
        ``by`` is filled in with the actor and ``at`` with the time where they are empty.

        Raises
        ------
        StoreError
            No target or seal, a decision that does not exist, an override without a reason, a time that is none; all
            of them are counted, the first 20 listed.
        """
        with self._session.writing(actor, seen) as write:
            return clearing.clear(write, items)

    def clearances(self, *, target: str | None = None) -> list[Clearance]:
        """Return the clearance of a target, or all that hold, by target."""
        with self._session.reading() as connection:
            return clearing.read(connection, target)
