"""The suggestions that a coding page has loaded, and the coder's answers to them."""

from __future__ import annotations

from typing import Literal

from qualcode.errors import UsageError
from qualcode.model import ANSWERS, Codebook, Decision, DocumentVersion, Suggestion, new_id
from qualcode.study.desk import wire
from qualcode.study.desk.page import Fields
from qualcode.study.desk.room import Room
from qualcode.widgets.messages import SuggestionEntry

Suggesting = Literal["off", "ask", "here"]


class Offered:
    """Suggestions for one document, made when they are asked for and kept until they are asked for anew.

    So they stay where they are while the coder goes through them, and what she codes on the way changes none.
    """

    def __init__(self, room: Room, document: str) -> None:
        self._room = room
        self._document = document
        self._found: dict[str, Suggestion] | None = None

    @property
    def state(self) -> Suggesting:
        """``off`` by study.yaml or where nobody is named who could answer; ``ask`` until they are loaded."""
        if not (self._room.coder and self._room.study.config.assist.suggestions):
            return "off"
        return "ask" if self._found is None else "here"

    def load(self, version: DocumentVersion) -> None:
        """Make them, by what the coder has coded until now."""
        here = (version.document, version.short_sha)
        made = self._room.suggest()
        self._found = {one.id: one for one in made if (one.document, one.version) == here}

    def drop(self) -> None:
        """Forget them: they are about another text."""
        self._found = None

    def keep(self, codebook: Codebook) -> None:
        """Forget those of codes that cannot be given any more."""
        usable = {code.id for code in codebook if code.usable}
        if self._found:
            self._found = {id_: one for id_, one in self._found.items() if one.code in usable}

    def entries(self) -> list[SuggestionEntry]:
        """Return them in reading order, each with the coder's answer."""
        if not self._found or self.state != "here":
            return []
        given = self._room.study.store.decisions(document=self._document, coder=self._room.coder)
        answers = {(one.suggestion.span, one.suggestion.code): one.answer for one in given}
        return [
            wire.suggestion_entry(one, answers.get((one.span, one.code), "")) for one in self._found.values()
        ]

    def answered(self, command: Fields) -> Decision:
        """Return the decision that a command asks for.

        Raises
        ------
        UsageError
            It is about a suggestion that is not loaded (QC-DK10).
        """
        about = (self._found or {}).get(wire.text_of(command, "id"))
        if about is None:
            raise UsageError(
                "the suggestion is not among those that are shown",
                code="QC-DK10",
                where=self._document,
                do="Load the suggestions again.",
            )
        answer = wire.choice_of(command, "answer", ANSWERS)
        code = {"accept": about.code, "accept_as": wire.text_of(command, "code", "")}.get(answer, "")
        if answer == "accept_as" and code == about.code:
            answer = "accept"
        room = self._room
        coder = room.require_coder()
        return Decision(new_id(), about, answer, coder, code, room.codebook.version, room.round)
