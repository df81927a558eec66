"""The review page: suggestions to answer, one passage at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

from qualcode.assist.suggestions import SegmentSuggestions
from qualcode.assist.values import Key, SegmentText, key_of
from qualcode.errors import CodingError, PrivacyError, StaleStudyError, StepNeeded, UsageError
from qualcode.model import ANSWERS, Coding, Decision, Span, Suggestion, new_id
from qualcode.store import VersionInfo
from qualcode.study import privacy
from qualcode.study.desk import wire
from qualcode.study.desk.page import Fields, Message
from qualcode.study.desk.room import Room
from qualcode.study.suggestion_list import SuggestionList
from qualcode.widgets.messages import PageName

_GIVEN: WeakKeyDictionary[Room, SuggestionList] = WeakKeyDictionary()
"""The suggestions that a widget was opened with: they are still meant when its coder comes back from another page."""


@dataclass(frozen=True, slots=True)
class _Shown:
    """What of a page can change while it is worked on."""

    items: list[dict[str, Any]]
    counts: dict[str, int]
    recent: list[str]

    @property
    def left(self) -> int:
        return sum(any(not one["answer"] for one in item["suggestions"]) for item in self.items)


class ReviewPage:
    """Suggestions to answer.

    Parameters
    ----------
    room : Room
        With a coder: only people answer.
    fields : mapping
        ``suggestions``: a :class:`SuggestionList`, from Python only; by default what the model suggests to this coder
        for what she has not coded. ``everything``: also suggestions below the threshold.

    Raises
    ------
    StepNeeded
        Suggestions are off (QC-AS01).
    CodingError
        The suggestions were made for another text (QC-AS04).
    PrivacyError
        Nobody has reviewed the pseudonyms of any of their texts (QC-PV01).
    UsageError
        Nobody is named as coder (QC-DK02).
    """

    name: PageName = "review"
    document = ""

    def __init__(self, room: Room, fields: Fields) -> None:
        room.look()
        room.require_coder()
        self._room = room
        self._everything = wire.truth_of(fields, "everything", False)
        self._shown: _Shown | None = None
        self._told = False
        self._refuse_if_off()
        self._texts: dict[Key, SegmentText] = {}
        self._take(self._given(fields))

    def _given(self, fields: Fields) -> SuggestionList | None:
        """Return the list that the widget was opened with, as long as its texts are the current ones."""
        room, given = self._room, fields.get("suggestions")
        if given is not None and not isinstance(given, SuggestionList):
            raise wire.unusable(fields, "suggestions")
        if given is not None:
            _GIVEN[room] = given
            return given
        before = _GIVEN.get(room)
        texts = room.texts()
        if before is not None and any(_is_of_other_text(item, texts) for item in before.items):
            del _GIVEN[room]
            return None
        return before

    def _refuse_if_off(self) -> None:
        study = self._room.study
        if not study.config.assist.suggestions:
            raise StepNeeded(
                "suggestions are off, for a first pass without them",
                code="QC-AS01",
                where=str(study.layout.study_yaml),
                do="Set assist: suggestions: on, when the blind pass is done.",
            )

    def _take(self, given: SuggestionList | None) -> None:
        """Take suggestions up: those that are likely enough, of texts that may be shown."""
        room = self._room
        made = room.suggest() if given is None else given
        self._texts = {key_of(one.segment): one for one in room.study.assist.segment_texts()}
        self._refuse_other_texts(made.items)
        hidden = set(privacy.waiting(room.study))
        self._items = [
            (item, offers)
            for item in made.items
            if item.segment.document not in hidden and (offers := self._offers(item))
        ]
        waiting = sorted({one.segment.document for one in made.items} & hidden)
        if waiting and not self._items:
            raise PrivacyError(
                f"nobody has reviewed the pseudonyms of {len(waiting)} texts that have suggestions",
                code="QC-PV01",
                where=", ".join(waiting[:5]),
                allowed="A text is shown and coded after a person has reviewed its plan of pseudonyms",
                do="Run: qualcode pseudonymise",
            )
        self._by_id = {one.id: one for _, offers in self._items for one in offers}

    def _refuse_other_texts(self, items: Sequence[SegmentSuggestions]) -> None:
        texts = self._texts
        for item in items:
            segment, now = item.segment, texts.get(key_of(item.segment))
            if now is None or now.segment.version != segment.version:
                raise CodingError(
                    "the suggestion is about no segment of the current text",
                    code="QC-AS04",
                    where=f"{segment.document}, segment {segment.number}",
                    do="The text or its segmentation has changed since: make the suggestions again.",
                )

    def _offers(self, item: SegmentSuggestions) -> list[Suggestion]:
        """Return what is to be answered of a segment; a code that the codebook has no more is left out."""
        book = self._room.codebook
        return [
            one
            for one in item.suggestions
            if (self._everything or one.suggested) and one.code in book and book[one.code].usable
        ]

    # -- what is shown ---------------------------------------------------------------------------------------------

    def message(self) -> Message:
        """Return the whole page."""
        room = self._room
        rev = room.enter()
        self._refuse_if_off()
        # What can no longer be given, since the codebook changed, is not asked for.
        self._items = [(item, offers) for item, _ in self._items if (offers := self._offers(item))]
        shown = self._shown = self._now()
        return {
            "kind": "page",
            "page": "review",
            "rev": rev,
            "coder": room.coder,
            "codes": room.codes(),
            "counts": shown.counts,
            "recent": shown.recent,
            "items": shown.items,
            "left": shown.left,
            "turning": room.turning(),
        }

    def patch(self, rev: int) -> Message | None:
        """Return what changed: the passages as a whole, where one of them did."""
        room = self._room
        now_at = room.look()
        if self._shown is None or room.codebook_changed():
            return self.message()
        if self._is_outdated():
            told, self._told = self._told, True
            return None if told else wire.notice(room.words("stale.text"), "stale")
        before, now = self._shown, self._now()
        self._shown = now
        if now == before and now_at == rev:
            return None
        patch: Message = {"kind": "patch", "page": "review", "rev": now_at, "turning": room.turning()}
        if now != before:
            patch |= {"items": now.items, "left": now.left, "counts": now.counts, "recent": now.recent}
        return patch

    def _is_outdated(self) -> bool:
        texts = self._room.texts()
        return any(_is_of_other_text(item, texts) for item, _ in self._items)

    def _now(self) -> _Shown:
        room = self._room
        given = room.study.store.decisions(coder=room.coder)
        # By place and code, not by id: an answer holds, whichever model suggested it.
        answers = {
            (one.suggestion.document, one.suggestion.span, one.suggestion.code): one.answer for one in given
        }
        own = room.own()
        items = [
            self._item(item, offers, answers, own.get(item.segment.document, ()))
            for item, offers in self._items
        ]
        return _Shown(items, room.counts(), room.recent())

    def _item(
        self,
        item: SegmentSuggestions,
        offers: Sequence[Suggestion],
        answers: Mapping[tuple[str, Span, str], str],
        own: Sequence[Coding],
    ) -> dict[str, Any]:
        room, segment = self._room, item.segment
        text = self._texts[key_of(segment)]
        return {
            "document": segment.document,
            "segment": segment.number,
            "start": segment.span.start,
            "end": segment.span.end,
            "speaker": segment.speaker_id,
            "area": room.study.config.areas.get(segment.area, segment.area),
            "question": text.question,
            "text": text.text,
            "own": [room.entry(one) for one in own if one.span.overlaps(segment.span)],
            "suggestions": [
                wire.suggestion_entry(one, answers.get((one.document, one.span, one.code), ""))
                for one in offers
            ],
        }

    # -- commands --------------------------------------------------------------------------------------------------

    def handle(self, command: Fields) -> list[Message] | None:
        """Answer a suggestion, or make the model learn from what was coded since."""
        if command["do"] == "decide":
            return self._decide(command)
        if command["do"] == "suggest":
            _GIVEN.pop(self._room, None)
            self._take(None)
            return [self.message()]
        return None

    def _decide(self, command: Fields) -> list[Message]:
        room = self._room
        coder = room.require_coder()
        about = self._by_id.get(wire.text_of(command, "id"))
        if about is None:
            raise UsageError(
                "the suggestion is not among those that are shown",
                code="QC-DK10",
                where="review",
                do="Load the page again.",
            )
        if room.study.store.versions(about.document)[-1].short_sha != about.version:
            raise StaleStudyError(
                "the text was rewritten since the page was shown; nothing was written",
                code="QC-DK06",
                where=about.document,
                do="Load the page again.",
            )
        answer = wire.choice_of(command, "answer", ANSWERS)
        code = {"accept": about.code, "accept_as": wire.text_of(command, "code", "")}.get(answer, "")
        if answer == "accept_as" and code == about.code:
            answer = "accept"
        made = Decision(new_id(), about, answer, coder, code, room.codebook.version, room.round)
        if room.decide([made]).decided:
            room.wrote(about.document)
        patch = self.patch(room.seen)
        return [] if patch is None else [patch]


def _is_of_other_text(item: SegmentSuggestions, texts: Mapping[str, VersionInfo]) -> bool:
    now = texts.get(item.segment.document)
    return now is None or now.short_sha != item.segment.version
