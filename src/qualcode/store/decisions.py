"""Decisions: a person's answers to suggestions, and the codings that they lead to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection

from qualcode.errors import Problem
from qualcode.model import ANSWERS, Decision, Span, Suggestion, new_id, suggestion_id
from qualcode.store import codebooks, coders, codingrows, context, documents, history, problems
from qualcode.store.actions import Write, is_time, now
from qualcode.store.context import Context, things
from qualcode.store.decisionrows import Row, read_rows, read_rows_of
from qualcode.store.results import Decided
from qualcode.store.sealing import Lookup, storable
from qualcode.store.tables import coding as coding_table
from qualcode.store.tables import decision as decision_table

CODED = ("accept", "accept_as")
"""The answers that make a coding."""


def decide(write: Write, items: Sequence[Decision]) -> Decided:
    """Store decisions and the codings that they lead to, all or none."""
    study = context.read(write.connection)
    with history.collector_paused():
        pairs = {(kept, item.coder) for item in items if (kept := study.find(item.suggestion.document))}
        texts = {kept.thing for kept, _ in pairs}
        write.depends_on({"codebook", *things("decisions", pairs), *things("codings", pairs), *texts})
        rows = _rows(write.connection, items, study)
        keys = {(kept.key, coder) for kept, coder in pairs}
        change = _Change(
            study,
            read_rows_of(write.connection, keys, len(study.known)),
            codingrows.read_rows_of(write.connection, keys, len(study.known)),
        )
        for row in rows:
            change.answer(row)
        change.let_go()
        return _written(write, change, study)


def _rows(connection: Connection, items: Sequence[Decision], study: Context) -> list[Row]:
    """Return decisions as rows, or refuse; all problems at once."""
    wrong = [
        Problem(f"decision {number}", found)
        for number, item in enumerate(items, start=1)
        for found in _problems_of(item, study)
    ]
    rows = [] if wrong else [_row(item, study) for item in items]
    wrong += _clashes(connection, rows)
    if wrong:
        raise problems.codings(wrong, "decision")
    return rows


def _problems_of(item: Decision, study: Context) -> Iterator[str]:
    about = item.suggestion
    yield from study.place_problems(about.document, about.version, about.span)
    yield from study.unknown_code(about.code)
    yield from _answer_problems(item, study)
    yield from _coder_problems(item, study)
    if not 0 <= about.score <= 1:
        yield "its score is not between 0 and 1"
    if min(about.segment, about.rank, item.round) < 1:
        yield "segment, rank and round count from 1"
    if item.decided_at and not is_time(item.decided_at):
        yield "its time is not written as ISO 8601"
    if about.id != suggestion_id(about.document, about.version, about.span, about.code, about.model):
        yield "the suggestion's id is not the one of its place, code and model"
    if not all(map(storable, (item.id, item.coder, about.model, item.codebook_version, item.decided_at))):
        yield "it holds a character that cannot be stored"


def _answer_problems(item: Decision, study: Context) -> Iterator[str]:
    same = item.code == item.suggestion.code
    if item.answer not in ANSWERS:
        yield f"there is no answer {problems.shown(item.answer)}"
    elif item.answer not in CODED:
        if item.code:
            yield f"the answer {item.answer!r} leads to no code, and it names one"
    elif (item.answer == "accept") != same:
        yield "'accept' takes the code that was suggested, 'accept_as' another one"
    else:
        yield from (
            (*study.uncodable(item.code), *study.retired(item.code))
            if same
            else study.code_problems(item.code)
        )


def _coder_problems(item: Decision, study: Context) -> Iterator[str]:
    model = item.suggestion.model
    if not (item.id and item.coder):
        yield "it needs an id and a coder"
    if study.coders.get(item.coder) == "model":
        yield "its coder is a model, and only people decide"
    if not model:
        yield "it does not name the model that made the suggestion"
    elif model == item.coder or study.coders.get(model) == "human":
        yield "its model has the name of a person who codes"


def _row(item: Decision, study: Context) -> Row:
    about = item.suggestion
    return Row(
        item.id,
        study.get(about.document).key,
        about.version,
        int(about.segment),  # models count with NumPy, whose numbers the database does not know
        about.span.start,
        about.span.end,
        study.codes[about.code],
        float(about.score),
        int(about.rank),
        int(about.suggested),
        about.model,
        item.answer,
        item.coder,
        study.codes[item.code] if item.code else None,
        item.codebook_version or (study.book.version if study.book else ""),
        int(item.round),
        item.decided_at,
        "",
        0,
        0,
    )


def _clashes(connection: Connection, rows: Sequence[Row]) -> Iterator[Problem]:
    """Refuse two answers to one suggestion, of which one would be lost, and ids of other decisions."""
    answers: dict[tuple[object, ...], Row] = {}
    keys = {held.values[0]: Row._make((*held.values, held.seq)).key for held in _by_ids(connection, rows)}
    for number, row in enumerate(rows, start=1):
        if answers.setdefault(row.key, row).says != row.says:
            yield Problem(f"decision {number}", "another one here answers the same suggestion otherwise")
        if keys.setdefault(row.id, row.key) != row.key:
            yield Problem(f"decision {number}", "its id belongs to another decision")


def _by_ids(connection: Connection, rows: Sequence[Row]) -> list[history.Held]:
    return history.fetch_by_ids(connection, decision_table, [row.id for row in rows])


@dataclass(slots=True)
class _Change:
    """What decisions change: their own rows, and codings that they make, bring back or let go."""

    study: Context
    there: list[Row]
    codings: list[codingrows.Row]
    ended: list[Row] = field(default_factory=list)
    begun: list[Row] = field(default_factory=list)
    unchanged: int = 0
    made: list[codingrows.Row] = field(default_factory=list)
    brought_back: list[codingrows.Row] = field(default_factory=list)
    withdrawn: list[codingrows.Row] = field(default_factory=list)
    time: str = field(default_factory=now)
    _held: dict[tuple[object, ...], Row] = field(init=False)
    _holding: dict[tuple[object, ...], codingrows.Row] = field(init=False)
    _gone: dict[tuple[object, ...], codingrows.Row] = field(init=False)
    _by_decisions: set[str] = field(init=False)

    def __post_init__(self) -> None:
        self._held = {row.key: row for row in self.there}
        # A passage that the person coded so as a wish is not to be coded a second time as an experience.
        by_stance = sorted(self.codings, key=lambda row: row.stance == "experience")
        self._holding = {_passage(row): row for row in by_stance if not row.withdrawn}
        self._gone = {
            _passage(row): row for row in self.codings if row.withdrawn and row.stance == "experience"
        }
        self._by_decisions = {row.coding for row in self.there if row.made}

    def answer(self, row: Row) -> None:
        """Let one decision take the place of the one before it, unless it says the same and that still holds."""
        before = self._held.get(row.key)
        place = (row.document, row.version, row.start, row.stop, row.became, row.coder)
        if before and before.says == row.says and (row.became is None or place in self._holding):
            self.unchanged += 1
            return
        row = row._replace(decided_at=row.decided_at or self.time)
        if row.became is not None:
            coding = self._holding.get(place) or self._coded(place, row)
            row = row.leading_to(coding.id, coding.id in self._by_decisions)
        if before:
            self.ended.append(before)
        self.begun.append(row)
        self._held[row.key] = row

    def _coded(self, place: tuple[object, ...], row: Row) -> codingrows.Row:
        """Return a coding for what was decided: the withdrawn one, which the person wants again, or a new one."""
        gone = self._gone.get(place)
        if gone:
            coding = gone.with_withdrawn(False)
            self.brought_back.append(coding)
        else:
            assert row.became is not None
            coding = codingrows.Row(
                new_id(), row.document, row.version, row.start, row.stop, row.became, row.coder, "experience",
                "", row.round, 0, row.decided_at, 0,
            )  # fmt: skip
            self.made.append(coding)
        self._holding[place] = coding
        self._by_decisions.add(coding.id)
        return coding

    def let_go(self) -> None:
        """Withdraw codings that decisions made and that none leads to any more."""
        latest = self.study.latest
        still = {row.coding for row in self._held.values() if row.version == latest[row.document].short_sha}
        released = {row.coding for row in self.ended if row.made} - still
        self.withdrawn = [row for row in self.codings if row.id in released and not row.withdrawn]


def _passage(row: codingrows.Row) -> tuple[object, ...]:
    return (row.document, row.version, row.start, row.stop, row.code, row.coder)


def _written(write: Write, change: _Change, study: Context) -> Decided:
    connection, names = write.connection, study.names
    codings = [*change.made, *change.brought_back]
    done = Decided(
        len(change.begun),
        change.unchanged,
        tuple(row.id for row in codings),
        tuple(row.id for row in change.withdrawn),
    )
    if not change.begun:
        return done
    counts = Counter(row.answer for row in change.begun)
    counts.update({"codings": len(codings), "withdrawn": len(change.withdrawn)})
    touches = things("decisions", ((names[row.document], row.coder) for row in change.begun))
    touches |= things("codings", ((names[row.document], row.coder) for row in (*codings, *change.withdrawn)))
    rev = write.record("decide", +counts, touches)
    coders.note_people(connection, rev, {row.coder for row in change.begun} - study.coders.keys())
    history.end(connection, decision_table, rev, (row.seq for row in change.ended))
    history.begin(connection, decision_table, rev, (row.values for row in change.begun))
    history.end(connection, coding_table, rev, (row.seq for row in (*change.brought_back, *change.withdrawn)))
    left = (row.with_withdrawn(True) for row in change.withdrawn)
    history.begin(connection, coding_table, rev, (row.values for row in (*codings, *left)))
    return done


def read(
    connection: Connection, *, document: str | None, coder: str | None, code: str | None, at: int | None
) -> list[Decision]:
    """Return the decisions that fit all that is given, in the order they were made."""
    known = documents.read_all(connection, at)
    kept = known.get(documents.name_key(document)) if document is not None else None
    if document is not None and kept is None:
        raise problems.unknown_document(document)
    codes = Lookup({key: id_ for id_, key in codebooks.code_keys(connection).items()})
    names = Lookup({one.key: one.document.name for one in known.values()})
    with history.collector_paused():
        rows = read_rows(connection, kept.key if kept else None, coder, at)
        found = [_decision(row, names, codes) for row in rows if code in (None, codes[row.code])]
    return sorted(found, key=lambda one: (one.decided_at, one.id))


def _decision(row: Row, names: Lookup[int, str], codes: Lookup[int, str]) -> Decision:
    place = (names[row.document], row.version, Span(row.start, row.stop))
    code = codes[row.code]
    about = Suggestion(
        suggestion_id(*place, code, row.model),
        place[0],
        place[1],
        row.segment,
        place[2],
        code,
        row.score,
        row.rank,
        bool(row.suggested),
        row.model,
    )
    answer = next(one for one in ANSWERS if one == row.answer)
    became = "" if row.became is None else codes[row.became]
    return Decision(
        row.id,
        about,
        answer,
        row.coder,
        became,
        row.codebook_version,
        row.round,
        row.decided_at,
        row.coding,
    )
