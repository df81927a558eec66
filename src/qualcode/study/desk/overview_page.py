"""The overview: what is imported, coded by whom, what is left, and the rounds."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from qualcode.model import Coding, Interview, Speaker, speakers_by_label
from qualcode.study.desk import wire
from qualcode.study.desk.next_step import Standing, step_of
from qualcode.study.desk.page import Fields, Message
from qualcode.study.desk.people import is_settled_set
from qualcode.study.desk.room import Room
from qualcode.widgets.messages import PageName

Row = dict[str, Any]


class OverviewPage:
    """Where the study stands, as far as the one who looks may see it.

    Of a colleague in a blind round it says only whether she has finished: what she coded, and how much, is hers.

    Parameters
    ----------
    room : Room
    fields : mapping
        Of a ``goto``; this page takes none.
    """

    name: PageName = "overview"
    document = ""

    def __init__(self, room: Room, fields: Fields) -> None:
        self._room = room
        self._sizes: dict[str, tuple[object, _Size]] = {}
        self._sent: Message = {}

    def __repr__(self) -> str:
        return "<OverviewPage>"

    def message(self) -> Message:
        """Return the whole page."""
        self._sent = self._made(self._room.enter())
        return self._sent

    def patch(self, rev: int) -> Message | None:
        """Return the parts that changed."""
        now_at = self._room.look()
        if self._room.codebook_changed():
            return self.message()
        before, self._sent = self._sent, self._made(now_at)
        changed = {key: value for key, value in self._sent.items() if before.get(key) != value}
        return {**changed, "kind": "patch", "page": "overview", "rev": now_at}

    def handle(self, command: Fields) -> list[Message] | None:
        """Open a round, or start the next one.

        Anybody may, an analyst too: being blind is a habit that a team keeps, and no lock. The page asks before it
        sends this, everybody sees that the round is open, and the log keeps who opened it.
        """
        store, who, seen = self._room.study.store, self._room.actor, self._room.seen
        if command["do"] == "open_round":
            store.open_round(wire.number_of(command, "number"), actor=who, seen=seen)
        elif command["do"] == "start_round":
            store.start_round(title=wire.text_of(command, "title", "").strip(), actor=who, seen=seen)
        else:
            return None
        patch = self.patch(seen)
        return [] if patch is None else [patch]

    # -- what stands on it -----------------------------------------------------------------------------------------

    def _made(self, rev: int) -> Message:
        room, study = self._room, self._room.study
        people = self._people()
        rows = self._rows(people)
        return {
            "kind": "page",
            "page": "overview",
            "rev": rev,
            "title": study.config.title,
            "coder": room.coder,
            "coders": people,
            "codebook": room.codebook.version,
            "codes": room.codes(),
            "counts": room.counts(),
            "rounds": [
                {
                    "number": one.number,
                    "title": one.title,
                    "open": one.is_open,
                    "opened_at": one.opened_at,
                    "opened_by": one.opened_by,
                }
                for one in room.rounds()
            ],
            "rows": rows,
            "totals": _totals(rows),
            "step": self._step(people, rows),
        }

    def _people(self) -> list[str]:
        """Return who codes: whoever looks comes first. The consensus is nobody."""
        room, study = self._room, self._room.study
        known = {one.name for one in study.store.coders() if one.kind == "human"}
        known |= {one.coder for one in room.finished()}
        people = {name for name in known if not is_settled_set(study, name)}
        return sorted(people | {room.coder} - {""}, key=lambda name: (name != room.coder, name))

    def _rows(self, people: list[str]) -> list[Row]:
        room, study = self._room, self._room.study
        interviews = {one.document: one for one in study.interviews}
        finished = defaultdict(set)
        for one in room.finished():
            finished[one.document].add(one.coder)
        decided = Counter(one.suggestion.document for one in study.store.decisions(coder=room.coder or None))
        speakers = study.speakers
        return [
            {
                **_about(name, interviews.get(name)),
                "reviewed": latest.kind == "pseudonymised",
                "suggestions": decided[name],
                **self._progress(name, people, finished[name], self._size(name, speakers)),
            }
            for name, latest in room.texts().items()
        ]

    def _size(self, name: str, speakers: list[Speaker]) -> _Size:
        """Return what is counted of a text; again only where the text or its speakers are others."""
        here = speakers_by_label(speakers, name)
        key = (self._room.texts()[name].short_sha, here)
        known = self._sizes.get(name)
        if known is None or known[0] != key:
            known = self._sizes[name] = (key, _Size.of(self._room, name))
        return known[1]

    def _progress(self, name: str, people: list[str], finished: set[str], size: _Size) -> Row:
        codings = self._room.visible(name)
        coded = size.coded(codings)
        left = sorted(set(range(len(size.starts))) - coded)
        if self._room.coder in finished or (not self._room.coder and finished):
            left = []  # whoever has read to the end has found nothing to code in the rest
        return {
            "words": size.words,
            "turns": size.turns,
            "informants": len(size.starts),
            "left": len(left),
            "first": size.starts[left[0]] if left else None,
            "by": self._by(people, codings, finished, size),
        }

    def _by(self, people: list[str], codings: list[Coding], finished: set[str], size: _Size) -> list[Row]:
        """Return how far everybody is; the numbers of a colleague who may not be seen are left open."""
        coded: dict[str, list[Coding]] = defaultdict(list)
        for one in codings:
            coded[one.coder].append(one)
        hidden = bool(self._room.coder) and self._room.is_blind
        rows = []
        for name in [*people, *sorted(coded.keys() - set(people))]:
            unseen = hidden and name != self._room.coder and not coded[name]
            rows.append(
                {
                    "coder": name,
                    "codings": None if unseen else len(coded[name]),
                    "coded": None if unseen else len(size.coded(coded[name])),
                    "finished": name in finished,
                }
            )
        at_work = {self._room.coder, *finished}
        return [row for row in rows if row["codings"] != 0 or row["coder"] in at_work]

    def _step(self, people: list[str], rows: list[Row]) -> str:
        room = self._room
        finished = {(one.document, one.coder) for one in room.finished()}
        coded = {(name, coder) for name in room.texts() for coder in room.at_work(name)}
        return step_of(
            room.study,
            Standing(
                room.coder,
                room.round,
                room.is_blind,
                rows,
                [name for name in people if any(name == coder for _, coder in coded | finished)],
                [name for name in people if any(name == coder for _, coder in coded - finished)],
                any(one.round == room.round for one in room.study.store.settlements()),
            ),
        )


@dataclass(frozen=True, slots=True)
class _Size:
    """What is counted of a text once: it changes only with the text and with who speaks in it."""

    words: int
    turns: int
    starts: list[int] = field(repr=False)
    ends: list[int] = field(repr=False)

    @classmethod
    def of(cls, room: Room, document: str) -> _Size:
        """Count a document; an informant's turn without words is none."""
        turns = room.turns(document)
        informants = [one for one in turns if one["role"] == "informant" and one["text"].strip()]
        return cls(
            sum(len(one["text"].split()) for one in turns),
            len(turns),
            [one["start"] for one in informants],
            [one["end"] for one in informants],
        )

    def coded(self, codings: Iterable[Coding]) -> set[int]:
        """Return which of the informants' turns a coding reaches into, by their place among them."""
        found: set[int] = set()
        for one in codings:
            first = bisect_right(self.ends, one.span.start)
            found.update(range(first, bisect_left(self.starts, one.span.end)))
        return found


def _about(name: str, interview: Interview | None) -> Row:
    """Return what is known of an interview; never its site."""
    date, mode = (interview.date, interview.mode) if interview else ("", "")
    return {"document": name, "date": date, "mode": mode}


def _totals(rows: list[Row]) -> dict[str, int]:
    sums = {key: sum(row[key] for row in rows) for key in ("words", "turns", "informants", "left")}
    return {"documents": len(rows), "reviewed": sum(row["reviewed"] for row in rows), **sums}
