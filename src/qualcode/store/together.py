"""The store for several who code: rounds, finished documents, settlements, and what happened to a passage."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from qualcode.model import Coding, CodingEvent, Finished, Round, Settlement, Span
from qualcode.store import events, finishing, rounds, settling
from qualcode.store.results import Settled
from qualcode.store.session import Session


class Together:
    """What a store knows beside texts and codings when several people code; see :class:`qualcode.store.Store`.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> from qualcode.model import Code, Codebook, Document, DocumentVersion, Utterance, new_id
    >>> from qualcode.store import NewDocument, Store
    >>> store = Store.create(Path(tempfile.mkdtemp()) / "study.db", study_id="demo")
    >>> text = DocumentVersion.from_utterances("a", [Utterance("B", "Vi ringer til skolen.")])
    >>> _ = store.add_documents([NewDocument(Document(new_id(), "a", "txt", "5f" * 32), text)], actor="anna")
    >>> book = Codebook("1", "da", "Demo", (Code("partner", "Partner"),))
    >>> _ = store.put_codebook(book, source_sha256="5f" * 32, actor="anna")
    >>> def coding(coder):
    ...     return Coding(new_id(), "a", text.short_sha, Span(3, 9), "partner", coder)
    >>> by_anna = coding("anna")
    >>> _ = store.code([by_anna], actor="anna")
    >>> store.finish("a", "bo", actor="bo")  # he read it, and found nothing to code
    True
    >>> place = Settlement(new_id(), "a", text.short_sha, Span(0, 21), "chosen", (by_anna.id,), by="lis")
    >>> store.settle([(place, [coding("consensus")])], actor="lis").settled
    1
    >>> [(event.actor, event.what, event.coding.coder) for event in store.coding_events("a")]
    [('anna', 'added', 'anna'), ('lis', 'added', 'consensus')]
    >>> store.undo(actor="bo", own=True).kind  # lis acted later, on other things
    'finish'
    >>> store.close()
    """

    _session: Session

    def rounds(self) -> list[Round]:
        """Return the rounds of coding by number; round 1 is there from the start."""
        with self._session.reading() as connection:
            return rounds.read(connection)

    def start_round(self, *, title: str = "", actor: str, seen: int | None = None) -> Round:
        """Begin the next round and return it; it is blind until it is opened."""
        with self._session.writing(actor, seen) as write:
            return rounds.start(write, title)

    def open_round(self, number: int, *, actor: str, seen: int | None = None) -> bool:
        """Let coders see each other's codings of a round; False where it is open. Only undo closes it again.

        Raises
        ------
        StoreError
            There is no such round.
        """
        with self._session.writing(actor, seen) as write:
            return rounds.open_up(write, number)

    def finish(
        self,
        document: str,
        coder: str,
        *,
        round: int = 1,
        done: bool = True,
        actor: str,
        seen: int | None = None,
    ) -> bool:
        """Note that a coder has read a document's latest text to its end in a round; False where that is noted.

        A new text of the document takes the mark along.

        Parameters
        ----------
        document, coder : str
        round : int, default=1
        done : bool, default=True
            False takes the mark back.

        Raises
        ------
        StoreError
            There is no such document or round, or the coder is a model.
        """
        with self._session.writing(actor, seen) as write:
            return finishing.put(write, document, coder, round, done)

    def finished(self, *, document: str | None = None, coder: str | None = None) -> list[Finished]:
        """Return who has read what to its end, by document, coder and round."""
        with self._session.reading() as connection:
            return finishing.read(connection, document, coder)

    def settle(
        self, items: Sequence[tuple[Settlement, Sequence[Coding]]], *, actor: str, seen: int | None = None
    ) -> Settled:
        """Store how differences were settled, with the codings that each led to, all or none.

        Afterwards the codings of the coder ``into`` that lie wholly within a settlement's place are exactly the given
        ones: those that are there stay, withdrawn ones come back, others within the place are withdrawn. What reaches
        beyond the place is left alone. An earlier settlement under the same name that overlaps the place ends.
        Settling the same again changes nothing. ``codings`` is filled in with the ids in the store, ``by`` with the
        actor and ``settled_at`` with the time where they are empty.

        With ``seen``, it also depends on the codings of those whose codings are its sources.

        Raises
        ------
        CodingError
            A place that is not on the latest text, an outcome that does not exist, sources that are not there,
            codings by another coder or beyond the place, two settlements of one place; all of them are counted, the
            first 20 listed.
        """
        with self._session.writing(actor, seen) as write:
            return settling.settle(write, items)

    def settlements(
        self, *, document: str | None = None, into: str | None = None, at: int | None = None
    ) -> list[Settlement]:
        """Return the settlements that fit all that is given, in reading order.

        Parameters
        ----------
        document : str, optional
        into : str, optional
            The coder under whose name the settled codings stand.
        at : int, optional
            As of an earlier revision.
        """
        with self._session.reading() as connection:
            return settling.read(connection, document=document, into=into, at=at)

    def coding_events(
        self, document: str, *, span: Span | None = None, coders: Collection[str] | None = None
    ) -> list[CodingEvent]:
        """Return what happened to the codings of a document, oldest first, undone things too.

        Parameters
        ----------
        document : str
        span : Span, optional
            A passage of the latest text: only codings whose last place overlaps it. A coding that did not come along
            to the latest text belongs to the passage in which its words were.
        coders : collection of str, optional
            Only codings by these coders.

        Raises
        ------
        StoreError
            There is no such document.
        """
        with self._session.reading() as connection:
            return events.read(connection, document, span=span, coders=coders)
