"""The room that a widget's pages share: a study, who is at work in it, and what of it she may see."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from qualcode.coding.visibility import visible, visible_memos
from qualcode.errors import MatrixError, PrivacyError, StaleStudyError, UsageError
from qualcode.labels import Labels
from qualcode.model import Codebook, Coding, Decision, Memo, speakers_by_label
from qualcode.model.rounds import Finished, Round
from qualcode.store import Decided, VersionInfo
from qualcode.study.counted import coding_set
from qualcode.study.desk.people import person
from qualcode.study.desk.shelf import Shelf
from qualcode.study.desk.turning import TurnedBack, described, in_words
from qualcode.study.desk.wire import code_entry, coding_entry, turn_entries
from qualcode.study.desk.words import WORDS
from qualcode.study.texts import with_labels
from qualcode.widgets.messages import CodeEntry, CodingEntry, TurnEntry, Turning

if TYPE_CHECKING:
    from qualcode.study.facade import Study
    from qualcode.study.suggestion_list import SuggestionList

RECENT = 8
"""How many recently used codes are offered: one for each of the keys 1 to 8."""


@dataclass(slots=True)
class _Memory:
    """What was read of the store at one revision; a document that this room wrote to is read anew."""

    rounds: list[Round] | None = None
    texts: dict[str, VersionInfo] | None = None
    codings: dict[str, list[Coding]] = field(default_factory=dict)
    own: dict[str, list[Coding]] | None = None
    outdated: set[str] = field(default_factory=set)
    turning: Turning | None = None

    def forget(self, document: str) -> None:
        self.codings.pop(document, None)
        self.outdated.add(document)


class Room:
    """A study, a coder, and what she may see of it at the revision that her page shows.

    Parameters
    ----------
    study : Study
    coder : str, optional
        Who is at work. Empty is an analyst who looks on: everything is shown, and nothing can be written.

    Attributes
    ----------
    seen : int
        The revision of the last page or patch. Every write says it, so that one that builds on what somebody changed
        since is refused.

    Raises
    ------
    UsageError
        The coder is a model (QC-DK03), the consensus (QC-DK04), or somebody who is known under almost this name
        (QC-DK05).
    """

    def __init__(self, study: Study, coder: str = "") -> None:
        self.study = study
        self.coder = person(study, coder)
        self.words = Labels(WORDS, study.config.language)
        self.seen = study.store.revision
        self._memory = _Memory()
        self._wrote: str | None = None
        self._turning: Turning | None = None
        self._used: list[str] = []
        self._settings = self._stamp()
        self._shelf = Shelf(study, may_store=bool(self.coder))

    def __repr__(self) -> str:
        return f"<Room of {self.coder or 'nobody'}, revision {self.seen}>"

    # -- keeping up ------------------------------------------------------------------------------------------------

    def enter(self) -> int:
        """Take note of the study as it is now, its settings and its codebook too, and return the revision.

        With this a page begins. The codebook file is the team's; what is new in it is stored, so that it can be used.
        A store that was restored meanwhile is opened again.
        """
        try:
            self.look()
        except StaleStudyError:
            self.study.close()
            self._forget()
        if self._stamp() != self._settings:
            self.study.reload()
            self.words = Labels(WORDS, self.study.config.language)
            self._settings = self._stamp()
            self._forget()
        self._shelf.read()
        return self.look()

    def _forget(self) -> None:
        self._memory = _Memory()
        self._shelf.forget()

    def look(self) -> int:
        """Take note of what was done since, and return the revision: with this a patch begins."""
        now = self.study.store.revision  # before anything is read: what is read may be newer, never older
        if now != self.seen:
            if self._wrote is not None and now == self.seen + 1:
                self._memory.forget(self._wrote)
                self._memory.turning = self._turning
            else:
                self._forget()
        self._wrote = None
        self.seen = now
        return now

    def wrote(self, document: str, kind: str = "", n: int = 1) -> None:
        """Note that this room has just done one action that changed things of one document only.

        Then the next :meth:`look` need not read what all others hold again, nor the log.

        Parameters
        ----------
        document : str
        kind : str, optional
            As the log has it; where it is not said, the log is read for what undo would do.
        n : int
            How many codings it added.
        """
        self._wrote = document
        self._turning = {"undo": in_words(kind, n, self.words), "redo": ""} if kind else None

    @property
    def is_current(self) -> bool:
        """Whether nothing at all happened since the last page or patch; quick, since it is asked all the time."""
        return self.study.store.revision == self.seen and not self.codebook_changed()

    def codebook_changed(self) -> bool:
        """Say whether the codebook is another than when the page was made."""
        return self._shelf.changed()

    def _stamp(self) -> tuple[int, int]:
        status = self.study.layout.study_yaml.stat()
        return status.st_mtime_ns, status.st_size

    # -- who and when ----------------------------------------------------------------------------------------------

    @property
    def actor(self) -> str:
        """Who stands in the log: the coder, or whoever opened the study."""
        return self.coder or self.study.actor

    def require_coder(self) -> str:
        """Return who is at work, or refuse: what nobody did cannot be stored."""
        if not self.coder:
            raise UsageError(
                "nobody is named as coder",
                code="QC-DK02",
                allowed="Codings, memos and answers belong to a person",
                do='Open it with your name: study.coder(document, coder="anna")',
            )
        return self.coder

    def rounds(self) -> list[Round]:
        """Return the rounds, by number."""
        if self._memory.rounds is None:
            self._memory.rounds = sorted(self.study.store.rounds(), key=lambda one: one.number)
        return self._memory.rounds

    @property
    def round(self) -> int:
        """The number of the latest round: new codings carry it."""
        return self.rounds()[-1].number

    @property
    def is_blind(self) -> bool:
        """Whether coders see only their own codings of the latest round."""
        return not self.rounds()[-1].is_open

    # -- what may be seen ------------------------------------------------------------------------------------------

    def visible(self, document: str | None = None) -> list[Coding]:
        """Return the codings that may be seen, of a document or of all, in reading order."""
        if document is None:
            return [one for name in self.texts() for one in self.visible(name)]
        return visible(self._all_of(document), coder=self.coder, rounds=self.rounds())

    def own(self) -> dict[str, list[Coding]]:
        """Return the coder's codings by document; where nobody is named, those that are counted, or else all."""
        memory = self._memory
        if memory.own is None:
            memory.own = {}
            for one in self._counted():
                memory.own.setdefault(one.document, []).append(one)
        elif self.coder:
            for name in memory.outdated:
                memory.own[name] = [one for one in self._all_of(name) if one.coder == self.coder]
        memory.outdated.clear()
        return memory.own

    def _counted(self) -> Sequence[Coding]:
        if self.coder:
            return self.study.store.codings(coder=self.coder)
        try:
            return coding_set(self.study).codings
        except MatrixError:  # several coders, and nothing settled yet
            return self.visible()

    def _all_of(self, document: str) -> list[Coding]:
        known = self._memory.codings
        if document not in known:
            known[document] = self.study.store.codings(document=document)
        return known[document]

    def at_work(self, document: str) -> set[str]:
        """Return who has codings of the latest round in a document; what they are is not said."""
        return {one.coder for one in self._all_of(document) if one.round == self.round}

    def memos(self, target_kind: str, target: str | None = None) -> list[Memo]:
        """Return the memos that may be seen; one that was emptied is none."""
        found = self.study.store.memos(target_kind=target_kind, target=target)
        return [
            one for one in visible_memos(found, coder=self.coder, rounds=self.rounds()) if one.text.strip()
        ]

    def finished(self, document: str | None = None) -> list[Finished]:
        """Return who has read what to its end in the latest round."""
        return [one for one in self.study.store.finished(document=document) if one.round == self.round]

    def texts(self) -> dict[str, VersionInfo]:
        """Return the latest version of every document by name, without the words."""
        if self._memory.texts is None:
            found = {one.document: one for one in self.study.store.versions()}  # the latest stands last
            self._memory.texts = found
        return self._memory.texts

    def reviewed(self) -> list[str]:
        """Return the documents whose pseudonyms a person has reviewed: only these are shown."""
        return [name for name, latest in self.texts().items() if latest.kind == "pseudonymised"]

    def next_document(self) -> str:
        """Return the first document that the coder has not read to its end; that failing, the first."""
        done = {one.document for one in self.finished() if one.coder == self.coder}
        names = self.reviewed() or list(self.texts())
        return next((name for name in names if name not in done), names[0])

    def require_reviewed(self, document: str) -> None:
        """Refuse to show a text whose pseudonyms nobody has reviewed."""
        if document not in self.reviewed():
            raise PrivacyError(
                "nobody has reviewed the pseudonyms of this text",
                code="QC-PV01",
                where=document,
                allowed="A text is shown and coded after a person has reviewed its plan of pseudonyms",
                do="Run: qualcode pseudonymise",
            )

    # -- entries ---------------------------------------------------------------------------------------------------

    @property
    def codebook(self) -> Codebook:
        """The code tree of the page."""
        return self._shelf.codebook

    def codes(self) -> list[CodeEntry]:
        """Return the code tree, parents before children."""
        return [code_entry(code) for code in self.codebook]

    def counts(self) -> dict[str, int]:
        """Return how many codings each code has by the coder herself; branches are not summed."""
        return dict(Counter(one.code for found in self.own().values() for one in found))

    def used(self, codes: Sequence[str]) -> None:
        """Note codes that the coder has just given, also where a withdrawn coding came back or nothing changed."""
        self._used = [*codes, *(code for code in self._used if code not in codes)][:RECENT]

    def recent(self) -> list[str]:
        """Return the codes that the coder used last, the latest first."""
        last: dict[str, str] = {}
        for found in self.own().values():
            for one in found:
                last[one.code] = max(last.get(one.code, ""), one.created_at)
        place = {code.id: at for at, code in enumerate(self.codebook)}
        known = sorted(last, key=lambda code: place.get(code, 0))
        known.sort(key=lambda code: last[code], reverse=True)  # of one import, as the codebook has them
        both = dict.fromkeys([*map(self.codebook.today, self._used), *known])
        return [code for code in both if code in place][:RECENT]

    def turns(self, document: str) -> list[TurnEntry]:
        """Return the turns of a document's latest text with who speaks in each."""
        study = self.study
        version = study.version(document)
        labels = [turn.speaker for turn in with_labels(study, version).turns]
        speakers = speakers_by_label(study.speakers, document)
        return turn_entries(version, labels, speakers, study.config.areas)

    def entry(self, coding: Coding) -> CodingEntry:
        """Return a coding as pages show it."""
        return coding_entry(coding, own=bool(self.coder) and coding.coder == self.coder)

    # -- suggestions, undo and redo ----------------------------------------------------------------------------------

    def suggest(self) -> SuggestionList:
        """Return suggestions for what the coder has not coded; she is led by nobody's work that she may not see.

        Slow the first time after something was coded: the model learns.
        """
        coder = self.require_coder()
        if self.study.codebook != self.codebook:
            self.study.reload()
        return self.study.suggest(coder=coder)

    def decide(self, decisions: Sequence[Decision]) -> Decided:
        """Store the coder's answers to suggestions, as one action of hers."""
        return self.study.store.decide(decisions, actor=self.require_coder(), seen=self.seen)

    def turning(self) -> Turning:
        """Say what undo and redo would do."""
        if self._memory.turning is None:
            self._memory.turning = {"undo": self._next("undo"), "redo": self._next("redo")}
        return self._memory.turning

    def turn_back(self, what: Literal["undo", "redo"]) -> TurnedBack | None:
        """Undo or redo the coder's own last action; None where there is nothing that a widget may turn back."""
        store, actor, label = self.study.store, self.require_coder(), self.turning()[what]
        if not label:
            return None
        before = dict(self.own())
        (store.undo if what == "undo" else store.redo)(actor=actor, seen=self.seen, own=True)
        self.look()
        # What was turned back is what could be turned again; for the rest the log has to be read.
        self._memory.turning = (
            {"undo": self._next("undo"), "redo": label}
            if what == "undo"
            else {"undo": label, "redo": self._next("redo")}
        )
        after = self.own()
        changed = [name for name in self.texts() if before.get(name, []) != after.get(name, [])]
        return TurnedBack(label, tuple(changed))

    def _next(self, what: Literal["undo", "redo"]) -> str:
        """Return in words what undo or redo would do, by the log."""
        if not self.coder:
            return ""
        store = self.study.store
        peek = store.peek_undo if what == "undo" else store.peek_redo
        return described(peek(self.coder, own=True), self.words)
