"""The store for a codebook that changes: its versions, what follows them, and what is to be read again."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from qualcode.model import Codebook, Coding, OffsetMap, Reread
from qualcode.model.succession import Consequences
from qualcode.store import codebooks, documents, events, rereads, versions
from qualcode.store.results import ChangedCodebook, CodebookVersion
from qualcode.store.session import Session


class Changing:
    """What a store knows of changes of the codebook; see :class:`qualcode.store.Store`.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> from qualcode.model import Code, Coding, Document, DocumentVersion, Span, Utterance, new_id
    >>> from qualcode.store import NewDocument, Store
    >>> store = Store.create(Path(tempfile.mkdtemp()) / "study.db", study_id="demo")
    >>> text = DocumentVersion.from_utterances("a", [Utterance("B", "Vi ringer til skolen.")])
    >>> _ = store.add_documents([NewDocument(Document(new_id(), "a", "txt", "5f" * 32), text)], actor="anna")
    >>> first = Codebook("1", "da", "Prøve", (Code("skolen", "Skolen"),))
    >>> _ = store.change_codebook(first, source_sha256="1" * 64, actor="anna")
    >>> _ = store.add_codings([Coding(new_id(), "a", text.short_sha, Span(0, 21), "skolen", "anna")], actor="anna")
    >>> second = Codebook("1.1", "da", "Prøve", (Code("skole", "Skole", was=("skolen",)),))
    >>> store.plan_codebook(second).follows
    1
    >>> store.change_codebook(second, source_sha256="2" * 64, actor="anna").number
    2
    >>> [one.code for one in store.codings()], list(store.codings_made().values())
    (['skole'], [('skolen', '1')])
    >>> store.close()
    """

    _session: Session

    def plan_codebook(self, codebook: Codebook, *, reworded: Collection[str] = ()) -> Consequences:
        """Say what a codebook would mean for the codings, and store nothing."""
        with self._session.reading() as connection:
            return codebooks.consequences(connection, codebook, reworded)

    def change_codebook(
        self,
        codebook: Codebook,
        *,
        source_sha256: str,
        source: str = "",
        reworded: Collection[str] = (),
        actor: str,
        seen: int | None = None,
    ) -> ChangedCodebook:
        """Store a codebook; codings, answers, quotes and memos follow their codes, all or none, as one action.

        Where a code has another id or is merged, its codings go along (``Code.was``) and keep their id and history; of
        two that come to say the same, the later is withdrawn. Codings of a code that was split or redefined stay and
        come onto the work-list. A codebook that is current already changes nothing.

        Parameters
        ----------
        codebook : Codebook
        source_sha256 : str
            Of the file's text.
        source : str, optional
            The file's text, to be shown again as it was.
        reworded : collection of str, optional
            Codes whose definition says the same in other words: nothing to read again.

        Raises
        ------
        CodebookError
            A code that has codings would disappear or only group, or ``was`` names what was never there.
        """
        with self._session.writing(actor, seen) as write:
            return codebooks.put(write, codebook, source_sha256, source, reworded)

    def codebook_versions(self) -> list[CodebookVersion]:
        """Return every codebook that the study has had, by number, with the last time that it held."""
        with self._session.reading() as connection:
            return codebooks.versions(connection)

    def codings_made(self) -> dict[str, tuple[str, str]]:
        """Return by id with which code, and under which version of the codebook, each coding was made."""
        with self._session.reading() as connection:
            return events.made(connection)

    def moves_from_earlier(self, document: str) -> dict[str, tuple[OffsetMap, ...]]:
        """Return, by the short SHA-256 of each earlier text of a document, how its positions come into the latest."""
        with self._session.reading() as connection:
            return versions.moves_from_earlier(connection, documents.find(connection, document))

    def unplaced_codings(self) -> list[Coding]:
        """Return the codings that a new text had no words for, in reading order; they stand withdrawn on the one before."""
        with self._session.reading() as connection:
            return events.unplaced(connection)

    def add_rereads(self, items: Sequence[Reread], *, actor: str, seen: int | None = None) -> int:
        """Put passages onto the work-list, all or none; return how many were not on it.

        Raises
        ------
        CodingError
            An unknown document, code or coder, another version than the latest, a span beyond the text.
        """
        with self._session.writing(actor, seen) as write:
            return rereads.add(write, items)

    def mark_reread(
        self, ids: Sequence[str], *, by: str, done: bool = True, actor: str, seen: int | None = None
    ) -> int:
        """Note that somebody has read passages again, or take that back; return how many changed."""
        with self._session.writing(actor, seen) as write:
            return rereads.mark(write, ids, by, done)

    def rereads(self, *, document: str | None = None, coder: str | None = None) -> list[Reread]:
        """Return the work-list of a document and about a coder's codings, or all of it, done or not, in reading order."""
        with self._session.reading() as connection:
            return rereads.read(connection, document, coder)
