"""The desk: the other end of a widget. It holds the study, carries out commands and says what changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, cast

from qualcode.errors import StaleStudyError, UserError
from qualcode.study.desk import wire
from qualcode.study.desk.coding_page import CodingPage
from qualcode.study.desk.overview_page import OverviewPage
from qualcode.study.desk.page import Fields, Message, Opener, Page
from qualcode.study.desk.room import Room
from qualcode.study.desk.words import WORDS
from qualcode.widgets.messages import Command, PageName
from qualcode.widgets.words import words_in

if TYPE_CHECKING:
    from qualcode.study.facade import Study


class Desk:
    """What answers a widget: one page of one study at a time, for one coder.

    Parameters
    ----------
    study : Study
    coder : str, optional
        Who is at work; empty is an analyst who looks on.
    start : mapping, optional
        The page to begin with, as the fields of a ``goto``; by default the overview.

    Raises
    ------
    UserError
        The page cannot be opened: :class:`~qualcode.errors.PrivacyError` where nobody has reviewed the text.

    Examples
    --------
    >>> import tempfile
    >>> from pathlib import Path
    >>> from qualcode.study import Study
    >>> with Study.create_example(Path(tempfile.mkdtemp()) / "example") as study:
    ...     _ = study.run()
    ...     desk = Desk(study, coder="carla", start={"page": "coding", "document": "interview-01"})
    ...     hello, page, done = desk.handle({"do": "ready", "n": 1})
    >>> page["page"], page["blind"], page["codings"], done
    ('coding', True, [], {'kind': 'done', 'n': 1})
    """

    def __init__(self, study: Study, coder: str = "", start: Mapping[str, Any] | None = None) -> None:
        self._room = Room(study, coder)
        self._page = self._opened(start or {"page": "overview"})

    def __repr__(self) -> str:
        return f"<Desk of {self._room.coder or 'nobody'}, {self._page.name}>"

    def handle(self, command: Command) -> list[Message]:
        """Carry a command out; the last message says that it is answered, also where it was refused."""
        fields = cast(Fields, command)
        try:
            found = self._answered(fields)
        except StaleStudyError as error:
            found = [self._stale(fields, error)]
        except UserError as error:
            found = [wire.refusal(error)]
        return [*found, wire.done(command["n"])]

    def _answered(self, command: Fields) -> list[Message]:
        own = self._page.handle(command)
        if own is not None:
            return own
        what = command["do"]
        if what == "ready":
            return [self._hello(), self._page.message()]
        if what == "goto":
            return self._goto(command)
        if what == "poll":
            return self._poll(command)
        if what == "undo" or what == "redo":
            return self._turn_back(what)
        raise wire.unusable(command, "do")

    # -- pages -----------------------------------------------------------------------------------------------------

    def _opened(self, fields: Fields) -> Page:
        name = wire.choice_of(fields, "page", tuple(_PAGES))
        return _PAGES[name](self._room, fields)

    def _goto(self, command: Fields) -> list[Message]:
        """Open a page; one that cannot be opened leaves the earlier one where it is."""
        page = self._opened(command)
        message = page.message()
        self._page = page
        return [message]

    def _hello(self) -> Message:
        config = self._room.study.config
        return {
            "kind": "hello",
            "language": config.language,
            "words": words_in(config.language),
            "title": config.title,
            "coder": self._room.coder,
        }

    # -- keeping up ------------------------------------------------------------------------------------------------

    def _poll(self, command: Fields) -> list[Message]:
        rev = wire.number_of(command, "rev")
        if rev == self._room.seen and self._room.is_current:
            return []
        return self._changes(rev)

    def _changes(self, rev: int | None = None) -> list[Message]:
        patch = self._page.patch(self._room.seen if rev is None else rev)
        return [] if patch is None else [patch]

    def _turn_back(self, what: Literal["undo", "redo"]) -> list[Message]:
        done = self._room.turn_back(what)
        if done is None:
            return [wire.notice(self._room.words(f"nothing.{what}")), *self._changes()]
        found = self._changes()
        here = self._page.document
        away = here and done.documents and here not in done.documents
        names = ", ".join(done.documents)
        told = f"elsewhere.{what}" if away else f"here.{what}"
        return [*found, wire.notice(self._room.words(told, documents=names, what=done.label))]

    def _stale(self, command: Fields, error: StaleStudyError) -> Message:
        """Say what was not done, since somebody changed what it builds on; never what it was about."""
        words, did = self._room.words, f"did.{command['do']}"
        if did not in WORDS:
            return wire.notice(words("stale.page"), "stale")
        return wire.notice(words("stale.write", what=words(did)), "stale")


def _reading(room: Room, fields: Fields) -> Page:
    from qualcode.study.desk.reading_page import ReadingPage

    return ReadingPage(room, fields)


def _review(room: Room, fields: Fields) -> Page:
    from qualcode.study.desk.review_page import ReviewPage  # loads the suggester, which takes a while

    return ReviewPage(room, fields)


def _adjudication(room: Room, fields: Fields) -> Page:
    from qualcode.study.desk.adjudication_page import AdjudicationPage

    return AdjudicationPage(room, fields)


_PAGES: dict[PageName, Opener] = {
    "overview": OverviewPage,
    "coding": CodingPage,
    "reading": _reading,
    "review": _review,
    "adjudication": _adjudication,
}
"""What makes each page; those that are opened less often are loaded when they are."""
