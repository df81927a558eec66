"""The adjudication page: where coders differ, the costliest places first, to be settled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from qualcode.coding.outcomes import Standing
from qualcode.coding.places import Place
from qualcode.errors import PrivacyError
from qualcode.model import STANCES, Coding, Span
from qualcode.study.adjudicating import Adjudication
from qualcode.study.desk import wire
from qualcode.study.desk.page import Fields, Message
from qualcode.study.desk.room import Room
from qualcode.widgets.messages import PageName, TurnEntry


@dataclass(frozen=True, slots=True)
class _Shown:
    """What of a page can change while places are settled."""

    coders: list[str]
    places: list[dict[str, Any]]
    agreed: int
    settled: int


class AdjudicationPage:
    """Where coders differ, to be settled.

    Parameters
    ----------
    room : Room
        Its coder is who settles; without one, the page is for reading.
    fields : mapping
        ``round``: what coders say as of this round; by default the latest open one.

    Raises
    ------
    StepNeeded
        The round is blind (QC-AD01).
    ReliabilityError
        There is nothing to compare (QC-RL01, QC-RL02).
    PrivacyError
        Nobody has reviewed the pseudonyms of a text on which coders are compared (QC-PV01).
    """

    name: PageName = "adjudication"
    document = ""

    def __init__(self, room: Room, fields: Fields) -> None:
        room.look()
        self._room = room
        self._wanted = None if fields.get("round") is None else wire.number_of(fields, "round")
        self._adjudication = self._begun()
        self._turns: dict[tuple[str, str], list[TurnEntry]] = {}
        self._shown: _Shown | None = None
        self._places: Mapping[str, Place] = {}

    def _begun(self) -> Adjudication:
        found = Adjudication(self._room.study, round=self._wanted)
        waiting = sorted({one.place.document for one in found.places} - set(self._room.reviewed()))
        if waiting:
            raise PrivacyError(
                f"nobody has reviewed the pseudonyms of {len(waiting)} texts on which coders are compared",
                code="QC-PV01",
                where=", ".join(waiting[:5]),
                allowed="A text is shown and coded after a person has reviewed its plan of pseudonyms",
                do="Run: qualcode pseudonymise",
            )
        return found

    # -- what is shown ---------------------------------------------------------------------------------------------

    def message(self) -> Message:
        """Return the whole page."""
        room = self._room
        rev = room.enter()
        self._adjudication = self._begun()
        self._turns.clear()  # who speaks stands in files that people correct
        shown = self._shown = self._now()
        return {
            "kind": "page",
            "page": "adjudication",
            "rev": rev,
            "coder": room.coder,
            "coders": shown.coders,
            "into": self._adjudication.into,
            "round": self._adjudication.round,
            "codes": room.codes(),
            "places": shown.places,
            "agreed": shown.agreed,
            "settled": shown.settled,
            "turning": room.turning(),
        }

    def patch(self, rev: int) -> Message | None:
        """Return what changed: the places as a whole, where one of them did."""
        room = self._room
        now_at = room.look()
        if self._shown is None or room.codebook_changed():
            return self.message()
        before, now = self._shown, self._now()
        self._shown = now
        if now == before and now_at == rev:
            return None
        patch: Message = {"kind": "patch", "page": "adjudication", "rev": now_at, "turning": room.turning()}
        if now != before:
            patch |= {
                "coders": now.coders,
                "places": now.places,
                "agreed": now.agreed,
                "settled": now.settled,
            }
        return patch

    def _now(self) -> _Shown:
        adjudication = self._adjudication
        standings = adjudication.places
        self._places = {one.place.id: one.place for one in standings}
        counts = adjudication.counts
        return _Shown(
            list(adjudication.coders),
            [self._entry(one) for one in standings],
            counts["agreed"],
            counts["settled"],
        )

    def _entry(self, standing: Standing) -> dict[str, Any]:
        place = standing.place
        return {
            "id": place.id,
            "document": place.document,
            "first": place.first,
            "last": place.last,
            "start": place.span.start,
            "end": place.span.end,
            "cost": round(standing.cost, 6),
            "turns": self._turns_of(place),
            "versions": [
                {"coder": side.coder, "codings": self._entries(side.codings)} for side in place.sides
            ],
            "differ": list(place.differ),
            "there": self._entries(standing.there),
            "settled": self._settled(standing),
        }

    def _settled(self, standing: Standing) -> dict[str, Any] | None:
        settlement = standing.settlement
        if settlement is None:
            return None
        return {
            "outcome": settlement.outcome,
            "memo": settlement.memo,
            "by": settlement.by,
            "at": settlement.settled_at,
            "codings": self._entries(standing.there),
            "outdated": standing.status == "out of date",
        }

    def _entries(self, codings: Iterable[Coding]) -> list[Any]:
        return [self._room.entry(one) for one in codings]

    def _turns_of(self, place: Place) -> list[TurnEntry]:
        at = (place.document, place.version)
        if at not in self._turns:
            self._turns[at] = self._room.turns(place.document)
        return [
            turn
            for turn in self._turns[at]
            if turn["start"] < place.span.end and place.span.start < turn["end"]
        ]

    # -- commands --------------------------------------------------------------------------------------------------

    def handle(self, command: Fields) -> list[Message] | None:
        """Settle a place, or all on which coders agree."""
        room, adjudication = self._room, self._adjudication
        if command["do"] == "settle":
            who, place = room.require_coder(), self._place(command)
            memo = wire.text_of(command, "memo", "").strip()
            adjudication.settle(place, _chosen(command, place), memo=memo, by=who, seen=room.seen)
        elif command["do"] == "settle_agreed":
            adjudication.settle_agreed(by=room.require_coder(), seen=room.seen)
        else:
            return None
        patch = self.patch(room.seen)
        return [] if patch is None else [patch]

    def _place(self, command: Fields) -> Place:
        """Return the place as it was shown, so that a change since is found out."""
        id_ = wire.text_of(command, "place")
        return self._places.get(id_) or self._adjudication.place(id_).place


def _chosen(command: Fields, place: Place) -> list[Coding]:
    """Return what was chosen at a place; what coders said as well is known by its words, code and stance."""
    found = command.get("codings")
    if type(found) is not list:
        raise wire.unusable(command, "codings")
    return [_coding(command, place, one) for one in found]


def _coding(command: Fields, place: Place, chosen: object) -> Coding:
    if not isinstance(chosen, Mapping):
        raise wire.unusable(command, "codings")
    fields = {**chosen, "do": command["do"]}
    start, end = wire.number_of(fields, "start"), wire.number_of(fields, "end")
    if not 0 <= start <= end:
        raise wire.unusable(command, "codings")
    return place.coding(
        wire.text_of(fields, "code"),
        span=Span(start, end),
        stance=None if fields.get("stance") is None else wire.choice_of(fields, "stance", STANCES),
        memo=wire.text_of(fields, "memo", ""),
    )
