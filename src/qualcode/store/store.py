"""The store as everybody else sees it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn

from qualcode.errors import Problem, StoreDamagedError
from qualcode.model import (
    Codebook,
    Coder,
    Coding,
    Decision,
    Document,
    DocumentVersion,
    Memo,
    OffsetMap,
    Segmentation,
)
from qualcode.model.codings import Stance
from qualcode.model.corpus import VersionKind
from qualcode.store import (
    actions,
    backups,
    byhand,
    checks,
    codebooks,
    coders,
    codings,
    decisions,
    documents,
    files,
    memos,
    merging,
    opening,
    problems,
    segmentations,
    turning,
    versions,
)
from qualcode.store.actions import Action
from qualcode.store.changing import Changing
from qualcode.store.files import Backup
from qualcode.store.merging import MergeReport
from qualcode.store.releasing import Releasing
from qualcode.store.results import (
    AddedCodings,
    AddedVersions,
    Coded,
    Decided,
    NewDocument,
    NewVersion,
    Restored,
    StoredCodebook,
    VersionInfo,
)
from qualcode.store.session import Session
from qualcode.store.together import Together

WAIT = 30.0
"""Seconds that a write waits for somebody else's."""


class Store(Together, Releasing, Changing):
    """A study's store: what was imported, cut and coded, and everything that was ever done to it.

    Every method that changes something is one transaction and one line of the log: it happens as a whole and is on
    the disk when the method returns, or it leaves no trace. Whatever comes back was checked against the checksum it
    was written with. A method that changes takes

    actor : str
        Who acts; it stands in the log.
    seen : int, optional
        The :attr:`revision` at which the caller loaded what it builds on. If somebody else changed any of that since,
        the write is refused with ``StaleStudyError``. What this same opened store wrote does not count.

    A store may be used by several threads, but belongs to the process that opened it.

    Examples
    --------
    >>> import tempfile
    >>> from qualcode.model import Document, DocumentVersion, Utterance, new_id
    >>> path = Path(tempfile.mkdtemp()) / "study.db"
    >>> with Store.create(path, study_id="demo") as store:
    ...     version = DocumentVersion.from_utterances("a", [Utterance("I", "Hvem?"), Utterance("B", "Mig.")])
    ...     item = NewDocument(Document(new_id(), "a", "txt", "5f" * 32), version)
    ...     _ = store.add_documents([item], actor="anna")
    ...     [document.name for document in store.documents()], store.revision
    (['a'], 1)
    """

    def __init__(self, session: Session) -> None:
        self._session = session

    # Opening and closing

    @classmethod
    def create(
        cls, path: str | Path, *, study_id: str, wait: float = WAIT, allow_network: bool = False
    ) -> Store:
        """Make an empty store and open it.

        Parameters
        ----------
        path : str or Path
            A name that is still free. The file gets mode 0600, folders that are missing 0700, whatever the umask.
        study_id : str
            Which study it is; a backup is only ever restored to its own.
        wait : float, default=30
            Seconds that a write waits for somebody else's before ``StoreBusyError``.
        allow_network : bool, default=False
            Accept a network drive, whose locks may not hold: right where only one person ever works on it.

        Raises
        ------
        StoreError
            Something of this name is there, or the place will not do.
        """
        made = opening.create(Path(path), study_id, allow_network=allow_network)
        return cls.open(made, wait=wait, allow_network=allow_network)

    @classmethod
    def open(cls, path: str | Path, *, wait: float = WAIT, allow_network: bool = False) -> Store:
        """Open a store that is there; its pages are checked, and an older schema is brought up to date.

        Before a migration a verified backup is made beside the file, named ``….before-migration-1``.

        Parameters
        ----------
        path, wait, allow_network
            As for :meth:`create`. A file that may not be written can be opened and read.

        Raises
        ------
        StoreError
            No store is there: nothing, another program's file, or one that a newer qualcode made.
        StoreDamagedError
            The file is not as it was written; the message names the last good backup.
        """
        return cls(opening.open_session(Path(path), wait=wait, allow_network=allow_network))

    @classmethod
    def restore(
        cls,
        backup: str | Path,
        path: str | Path,
        *,
        actor: str,
        wait: float = WAIT,
        allow_network: bool = False,
        unpack: Callable[[str], object] | None = None,
    ) -> Restored:
        """Put a backup in the place of a store, after checking all of it.

        What was there is set aside as ``….before-restore-1``, damaged or not. Whoever has the store open must open
        it again. The log keeps a line; what came before it cannot be undone. ``unpack`` gets what the backup carries, if
        anything, when all is checked and before the store is exchanged; what it refuses leaves the store as it is.

        Raises
        ------
        StoreError
            The backup is damaged, or of another study; the store is left as it is.
        """
        place = opening.place(Path(path), allow_network=allow_network)
        what = files.unwritable(place)
        if what:
            raise problems.read_only(place, what)
        return backups.restore(Path(backup), place, actor=actor, wait=wait, unpack=unpack)

    def close(self) -> None:
        """Let go of the file; every further call is refused."""
        self._session.close()

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Store {self.path.name}>"

    def __reduce__(self) -> NoReturn:
        raise problems.other_process()

    @property
    def path(self) -> Path:
        """Where the file lies."""
        return self._session.path

    @property
    def study_id(self) -> str:
        """Which study this is."""
        return self._session.study_id

    @property
    def revision(self) -> int:
        """The number of the last action; 0 before the first."""
        with self._session.reading() as connection:
            return actions.revision(connection)

    # Documents

    def add_documents(self, items: Sequence[NewDocument], *, actor: str, seen: int | None = None) -> int:
        """Add documents with their first version, all or none, and return how many.

        Raises
        ------
        StoreError
            A name or an original file that the study has already, or a text that is not canonical; all of them are
            listed.
        """
        with self._session.writing(actor, seen) as write:
            return documents.add(write, items)

    def documents(self, *, at: int | None = None) -> list[Document]:
        """Return the documents, by name; with ``at``, those of an earlier revision."""
        with self._session.reading() as connection:
            found = documents.read_all(connection, at)
        return [found[key].document for key in sorted(found)]

    def document(self, name: str) -> Document | None:
        """Return the document of a name, in whatever case and normal form; None where there is none."""
        with self._session.reading() as connection:
            kept = documents.read_all(connection).get(documents.name_key(name))
        return kept.document if kept else None

    def known_source(self, sha256: str) -> Document | None:
        """Return the document that was imported from an original file; None where none was."""
        return next((one for one in self.documents() if one.source_sha256 == sha256), None)

    def version(
        self,
        name: str,
        number: int | None = None,
        *,
        kind: VersionKind | None = None,
        at: int | None = None,
    ) -> DocumentVersion:
        """Return the latest version of a document, or the latest of a kind, or the one of a number.

        With ``at``, of the versions that an earlier revision had.
        """
        with self._session.reading() as connection:
            return documents.read_version(connection, name, number, kind, at)

    def versions(self, name: str | None = None) -> list[VersionInfo]:
        """Return the versions of a document, or of all, without their texts, by name and number."""
        with self._session.reading() as connection:
            known = documents.read_all(connection)
            if name is not None:
                known = {"": documents.find(connection, name)}
            kept = documents.read_versions(connection)
            return [
                documents.info(known[key].document.name, one)
                for key in sorted(known)
                for one in kept[known[key].key]
            ]

    def offsets(self, name: str, number: int) -> OffsetMap | None:
        """Return how positions came into a version from the one it was made from; None for an imported one."""
        with self._session.reading() as connection:
            return documents.read_offsets(connection, name, number)

    def add_versions(
        self, items: Sequence[NewVersion], *, actor: str, seen: int | None = None
    ) -> AddedVersions:
        """Give documents a new text, all or none, and carry to it what stands on the one before.

        Codings on the latest text (withdrawn ones, too), decisions and settlements move through the offset maps, by way
        of the version that both texts were made from where need be; marks of who has read it move along, and quotes
        piece by piece, unless a piece is gone. Segmentations of the text before end. A text that is the latest already
        changes nothing.

        Raises
        ------
        StoreError
            An unknown document or base, or an offset map that does not fit the two texts.
        """
        with self._session.writing(actor, seen) as write:
            return versions.add(write, items)

    def put_segmentations(self, items: Sequence[Segmentation], *, actor: str, seen: int | None = None) -> int:
        """Store how latest texts are cut, in place of what has the same name; return how many changed.

        Raises
        ------
        SegmentationError
            Spans of another version, out of order or beyond the text.
        """
        with self._session.writing(actor, seen) as write:
            return segmentations.put(write, items)

    def segmentation(self, name: str, document: str, *, at: int | None = None) -> Segmentation | None:
        """Return how a document's latest text is cut; None where it is not."""
        found = self.segmentations(name=name, document=document, at=at)
        return found[0] if found else None

    def segmentations(
        self, *, name: str | None = None, document: str | None = None, at: int | None = None
    ) -> list[Segmentation]:
        """Return the segmentations that fit what is given, by document and name; with ``at``, of an earlier revision."""
        with self._session.reading() as connection:
            return segmentations.read(connection, name, document, at)

    # Codebook and codings

    def put_codebook(
        self, codebook: Codebook, *, source_sha256: str, actor: str, seen: int | None = None
    ) -> int:
        """Store a codebook and return its number, as :meth:`change_codebook`; the current one keeps its number."""
        return self.change_codebook(codebook, source_sha256=source_sha256, actor=actor, seen=seen).number

    def codebook(self, number: int | None = None) -> StoredCodebook | None:
        """Return the current codebook, or any earlier one by its number; None where there is none."""
        with self._session.reading() as connection:
            return codebooks.read(connection, number)

    def code_uuids(self) -> dict[str, str]:
        """Return the lasting UUID of every code that any codebook had, by full id."""
        with self._session.reading() as connection:
            return codebooks.code_uuids(connection)

    def add_coder(self, coder: Coder, *, actor: str) -> bool:
        """Note who codes; False where it is known. People are noted by their first coding or decision; models must be here."""
        with self._session.writing(actor) as write:
            return coders.add(write, coder)

    def coders(self) -> list[Coder]:
        """Return everybody who codes, by name."""
        with self._session.reading() as connection:
            return coders.read(connection)

    def add_codings(self, items: Sequence[Coding], *, actor: str, seen: int | None = None) -> AddedCodings:
        """Add codings, all or none.

        Two codings are the same statement if their ``key`` is (document, version, span, code, coder, stance). One
        that is there stays; its memo changes if the new one has another, and only then. One that was withdrawn stays
        withdrawn. Nothing to add means no action.

        Raises
        ------
        CodingError
            An unknown document or code, another version than the latest, a span beyond the text; all of them are
            counted, the first 20 listed.
        """
        with self._session.writing(actor, seen) as write:
            return codings.add(write, items)

    def code(
        self, add: Sequence[Coding], *, withdraw: Sequence[str] = (), actor: str, seen: int | None = None
    ) -> Coded:
        """Add and withdraw codings by hand, all or none, as one action.

        A person who says what they once withdrew means it: unlike :meth:`add_codings`, this brings the withdrawn coding
        back, in the round of the new one. What is there stays; a memo that is given takes the place of the one before.
        A statement that is added and withdrawn at once holds. Nothing to do means no action.

        Parameters
        ----------
        add : sequence of Coding
        withdraw : sequence of str, optional
            Ids of codings, of any document and coder.

        Raises
        ------
        CodingError
            As for :meth:`add_codings`; or an id to withdraw that no coding has.
        """
        with self._session.writing(actor, seen) as write:
            return byhand.code(write, add, withdraw)

    def edit_coding(
        self,
        id: str,
        *,
        memo: str | None = None,
        stance: Stance | None = None,
        actor: str,
        seen: int | None = None,
    ) -> bool:
        """Give a coding another memo, which may be empty, or another stance; False where nothing changed.

        Raises
        ------
        CodingError
            There is no such coding, or with that stance it would say what another one says.
        """
        with self._session.writing(actor, seen) as write:
            return byhand.edit(write, id, memo, stance)

    def withdraw(self, ids: Sequence[str], *, actor: str, seen: int | None = None) -> int:
        """Withdraw codings; they stay in the history. Return how many were not withdrawn before."""
        with self._session.writing(actor, seen) as write:
            return codings.set_withdrawn(write, ids, True)

    def reinstate(self, ids: Sequence[str], *, actor: str, seen: int | None = None) -> int:
        """Let withdrawn codings hold again: what a person decides anew, and an import never does."""
        with self._session.writing(actor, seen) as write:
            return codings.set_withdrawn(write, ids, False)

    def codings(
        self,
        *,
        document: str | None = None,
        coder: str | None = None,
        code: str | None = None,
        branch: str | None = None,
        withdrawn: bool = False,
        at: int | None = None,
    ) -> list[Coding]:
        """Return the codings that fit all that is given, in reading order.

        Parameters
        ----------
        document, coder, code : str, optional
        branch : str, optional
            A code and everything below it.
        withdrawn : bool, default=False
            True gives the withdrawn ones instead of those that hold.
        at : int, optional
            As of an earlier revision.
        """
        with self._session.reading() as connection:
            return codings.read(
                connection,
                document=document,
                coder=coder,
                code=code,
                branch=branch,
                withdrawn=withdrawn,
                at=at,
            )

    def decide(self, items: Sequence[Decision], *, actor: str, seen: int | None = None) -> Decided:
        """Store a person's answers to suggestions and the codings that they lead to, all or none.

        An accepted suggestion becomes a coding by that person, of the suggestion's span. Where they have coded it so
        already, that coding is the one; where they had withdrawn it, it is brought back. A later answer to the same
        code on the same words takes the place of the earlier one, which stays in the history; a coding that decisions
        made is withdrawn when none leads to it any more, one that the person made themselves is not. The same answer
        again changes nothing. Codebook version and time are filled in where they are empty.

        Raises
        ------
        CodingError
            An unknown document or code, another version than the latest, a span beyond the text, a coder who is a
            model, a suggestion without model or with a score that is no probability; all of them are counted, the
            first 20 listed.
        """
        with self._session.writing(actor, seen) as write:
            return decisions.decide(write, items)

    def decisions(
        self,
        *,
        document: str | None = None,
        coder: str | None = None,
        code: str | None = None,
        at: int | None = None,
    ) -> list[Decision]:
        """Return the decisions that fit all that is given, in the order they were made.

        Parameters
        ----------
        document, coder : str, optional
        code : str, optional
            The code that was suggested.
        at : int, optional
            As of an earlier revision.
        """
        with self._session.reading() as connection:
            return decisions.read(connection, document=document, coder=coder, code=code, at=at)

    def put_memo(self, memo: Memo, *, actor: str, seen: int | None = None) -> bool:
        """Store a memo, in place of the one with its id; False where nothing changed.

        Raises
        ------
        StoreError
            What it is about is not there.
        """
        with self._session.writing(actor, seen) as write:
            return memos.put(write, memo)

    def memos(self, *, target_kind: str | None = None, target: str | None = None) -> list[Memo]:
        """Return the memos on a kind of thing, and on one of them, in the order they were made."""
        with self._session.reading() as connection:
            return memos.read(connection, target_kind, target)

    def merge(
        self,
        other: str | Path,
        *,
        actor: str,
        seen: int | None = None,
        dry_run: bool = False,
        codebook: Codebook | None = None,
        unpack: Callable[[str], object] | None = None,
    ) -> MergeReport:
        """Take over what was done in another copy of this study, as one action; conflicts are listed, and ours stays.

        The copies share the start of their logs. What changed only in the other one since then is taken, withdrawals
        and removals, too; what changed in both in different ways is a conflict. Two codings that say the same under
        two ids are one. Merging the same copy again changes nothing.

        Parameters
        ----------
        other : str or Path
            Another store's file, or a backup of one; it is only read.
        dry_run : bool, default=False
            Say what would be taken, and write nothing.
        codebook : Codebook, optional
            For a dry run: the codebook to judge by where it is not stored yet.
        unpack : callable, optional
            Gets what a backup carries (empty where it carries nothing), in a dry run, too; what it refuses leaves the store as it is.

        Raises
        ------
        StoreError
            Not a store, damaged, made by a newer qualcode, or of another study; nothing was changed.
        """
        return merging.merge(
            self._session,
            Path(other),
            actor=actor,
            seen=seen,
            dry_run=dry_run,
            codebook=codebook,
            unpack=unpack,
        )

    # History

    def undo(self, *, actor: str, seen: int | None = None, own: bool = False) -> Action:
        """Take an action back and return it; itself an action, which :meth:`redo` takes back.

        Parameters
        ----------
        actor : str
        seen : int, optional
            Refused if anybody else did anything since: the last action may not be the caller's. With ``own``, only if
            they touched what this action is about.
        own : bool, default=False
            False takes back the last action of all, whoever did it. True takes back the last one that this actor did,
            also where others acted since on other things.

        Raises
        ------
        StoreError
            There is nothing to undo, or a restored backup stands before it. With ``own``: a later action builds on it.
        """
        with self._session.writing(actor, seen) as write:
            return turning.turn_back(write, "undo", own=own)

    def redo(self, *, actor: str, seen: int | None = None, own: bool = False) -> Action:
        """Do again what was undone last, if nothing new came after, and return that action.

        With ``own``, what this actor did and was undone last, if they did nothing new after it.
        """
        with self._session.writing(actor, seen) as write:
            return turning.turn_back(write, "redo", own=own)

    def peek_undo(self, actor: str, own: bool = False) -> Action | None:
        """Return what :meth:`undo` would take back; None where there is nothing. It may still be refused."""
        with self._session.reading() as connection:
            return turning.peek(connection, "undo", actor if own else None)

    def peek_redo(self, actor: str, own: bool = False) -> Action | None:
        """Return what :meth:`redo` would do again; None where there is nothing. It may still be refused."""
        with self._session.reading() as connection:
            return turning.peek(connection, "redo", actor if own else None)

    def log(self, limit: int | None = None) -> list[Action]:
        """Return what was done, the last first: who, when, what kind and how many; never names or text."""
        with self._session.reading() as connection:
            return actions.read_log(connection)[::-1][:limit]

    # Safety

    def check(self) -> list[Problem]:
        """Check every page, every text, every row and whether they fit together; an empty list is good news."""
        try:
            with self._session.reading() as connection:
                return checks.check(connection)
        except StoreDamagedError as error:
            return [error.problem]

    def backup(self, path: str | Path, *, carried: str = "") -> Backup:
        """Write a verified copy, mode 0600, under a name that is still free, and remember it.

        Parameters
        ----------
        path : str or Path
        carried : str, optional
            What the copy carries along and :meth:`restore` and :meth:`merge` hand out again.

        Raises
        ------
        StoreError
            The name is taken, or the disk is full.
        StoreDamagedError
            The copy does not pass the full check; it was not kept.
        """
        target = files.named(Path(path))
        with self._session.reading():
            pass  # the same file, in the same process, and open
        backup = backups.copy_of(self.path, target, wait=self._session.wait, carried=carried)
        files.remember_backup(self.path, backup)
        return backup

    @property
    def last_backup(self) -> Backup | None:
        """The last verified backup, if its file is still there."""
        return files.known_backup(self.path)
