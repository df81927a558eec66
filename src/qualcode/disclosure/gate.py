"""The gate: everything that leaves a study passes it, and nothing passes that points to somebody.

- Numbers pass by the rules for cells.
- A sentence or a quote that draws on one interview passes by three looks: the interviewed agreed to it, the scan found nothing that must
  go, and a person has ticked it. A finding of one municipality is a finding, too; so it can print, but not unseen.
- Every other sentence is scanned. What the scan is unsure of waits for a person's tick.
- Files are looked into.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from qualcode.disclosure.answers import Answers
from qualcode.disclosure.cells import Protected, audit, protect_all
from qualcode.disclosure.chains import Link, beyond_share, follows_interviews, links
from qualcode.disclosure.clues import Clue
from qualcode.disclosure.combinations import chained, combination
from qualcode.disclosure.metadata import inspect_bytes
from qualcode.disclosure.release import (
    Participant,
    Release,
    ReleasedQuote,
    ReleasedStatement,
    seal_of,
)
from qualcode.disclosure.rules import DEFAULT_RULES, Rules
from qualcode.disclosure.scan import NO_LISTS, ScanLists, refused, scan
from qualcode.disclosure.suppression import Exposed
from qualcode.disclosure.verdicts import FINAL, Entry, GateReport, ItemKind, Reason
from qualcode.errors import UserError
from qualcode.model import sha256_of
from qualcode.model.corpus import SHORT_SHA
from qualcode.safe_io import read_limited


@dataclass(frozen=True)
class Gate:
    """Judges releases by some rules.

    Parameters
    ----------
    rules : Rules
    lists : ScanLists
        What the study knows of who must not be recognised.

    Examples
    --------
    >>> said = ReleasedStatement("f_1", "Et par kommuner ringer til Sofie.", frozenset({"k1", "k2"}))
    >>> report = Gate(lists=ScanLists(hidden=["Sofie"])).check(Release(statements=[said]))
    >>> report, report.refused[0].reasons[0].message("da")
    (<GateReport: 0 print, 0 held back, 1 refused>, 'noget, der peger på nogen: et ord, som undersøgelsen altid skjuler (tegn 28-32)')
    """

    rules: Rules = DEFAULT_RULES
    lists: ScanLists = field(default=NO_LISTS, repr=False)

    def check(self, release: Release) -> GateReport:
        """Judge everything that is about to leave the study together.

        Parameters
        ----------
        release : Release

        Returns
        -------
        GateReport
            Pass it to :func:`require` before anything is handed on, and print what :meth:`GateReport.prints`.
        """
        answers = Answers.of(release.clearances, release.replies)
        quotes = _Quotes(self, answers, release).entries()
        tables = self._protected(release)
        clues = {entry.id: entry.looked_at for entry in quotes}
        going = _going(release.quotes, quotes)
        return GateReport(
            entries=(
                *(self._statement(one, answers) for one in release.statements),
                *quotes,
                *(self._text(id, text, answers) for id, text in release.texts.items()),
                *self._tables(tables, answers),
                *(self._file(path, answers) for path in release.files),
            ),
            tables=tuple(tables),
            links=tuple(link for link in links(going, clues) if link.kind == "detail"),
            order=follows_interviews([[q.quote.document for q in some] for some in _sections(going)]),
            rules=self.rules,
        )

    # -- words ---------------------------------------------------------------------------------------------------------

    def _statement(self, one: ReleasedStatement, answers: Answers) -> Entry:
        clues = scan(one.text, self.lists)
        against = _left_over(clues)
        if one.draws_on_one:
            state = answers.of_statement(one)
            against += [Reason(state)] if state != "approved" else []
        elif answers.took_back(one):
            against.append(Reason("withdrawn"))
        asks = one.draws_on_one or any(clue.severity == "look" for clue in clues)
        return _entry("statement", one.id, seal_of(one.text), against, clues, answers, needs_tick=asks)

    def _text(self, id: str, text: str, answers: Answers) -> Entry:
        """Judge a heading or a caption: it cannot wait, so only what must go counts."""
        clues = scan(text, self.lists)
        return _entry("text", id, seal_of(text), _left_over(clues), clues, answers)

    # -- tables and files ----------------------------------------------------------------------------------------------

    def _protected(self, release: Release) -> list[Protected]:
        """Protect the tables that are not protected yet, beside the others, and keep the order."""
        ready = [one for one in release.tables if isinstance(one, Protected)]
        raw = [one for one in release.tables if not isinstance(one, Protected)]
        made = iter(protect_all(raw, rules=self.rules, beside=ready))
        return [one if isinstance(one, Protected) else next(made) for one in release.tables]

    def _tables(self, tables: Sequence[Protected], answers: Answers) -> Iterator[Entry]:
        exposed: dict[str, list[Exposed]] = {}
        for one in audit(tables, rules=self.rules):
            exposed.setdefault(one.table, []).append(one)
        for table in tables:
            found = exposed.get(table.name, [])
            clues = [clue for label in table.table.labels for clue in scan(label, self.lists)]
            against = _left_over(clues)
            against += [Reason("exposed", (str(len(found)),))] if found else []
            yield _entry("table", table.name, table_seal(table), against, (), answers)

    def _file(self, path: Path, answers: Answers) -> Entry:
        against: list[Reason] = []
        seal = ""
        try:
            data = read_limited(path)
            seal = file_seal(data)
            traces = inspect_bytes(data, path.name, own=self.lists.never_printed)
            against += [Reason("traces", traces)] if traces else []
        except UserError as problem:  # a file that cannot be looked into is not handed on
            against.append(Reason("unreadable", (problem.code,)))
        return _entry("file", path.name, seal, against, (), answers)


def table_seal(table: Protected) -> str:
    """Return the seal of a table: of its numbers as they print."""
    values = [[row, column, value] for (row, column), value in table.values.items()]
    return seal_of(json.dumps(values, ensure_ascii=False))


def file_seal(data: bytes) -> str:
    """Return the seal of a file's bytes."""
    return sha256_of(data.hex())[:SHORT_SHA]


def _left_over(clues: Sequence[Clue]) -> list[Reason]:
    found = refused(clues)
    return [Reason("left over", tuple(found))] if found else []


def _entry(
    kind: ItemKind,
    id: str,
    seal: str,
    against: list[Reason],
    clues: Sequence[Clue],
    answers: Answers,
    *,
    needs_tick: bool = False,
) -> Entry:
    """Put together what stands against something with what a person decided of it."""
    state, clearance = answers.tick(id, seal)
    reasons = list(against)
    if state == "hold":
        reasons.append(Reason("held by a person"))
    elif state == "no reason":
        reasons.append(Reason("no reason"))
    elif state == "old tick" and (needs_tick or (clearance and clearance.decision != "print")):
        # Words that somebody held back do not print just because they were changed since.
        reasons.append(Reason("old tick"))
    elif state == "" and needs_tick:
        reasons.append(Reason("no tick"))
    looked_at = tuple(clue for clue in clues if clue.severity == "look")
    if state == "override" and reasons:
        final = tuple(reason for reason in reasons if reason.code in FINAL)
        aside = tuple(reason for reason in reasons if reason.code not in FINAL)
        return Entry(kind, id, seal, final, aside, clearance, looked_at)
    return Entry(kind, id, seal, tuple(reasons), (), None, looked_at)


# -- quotes ------------------------------------------------------------------------------------------------------------


class _Quotes:
    """Judges the quotes of a release: each by itself, then together."""

    def __init__(self, gate: Gate, answers: Answers, release: Release) -> None:
        self._gate = gate
        self._answers = answers
        self._quotes = release.quotes
        self._people: Sequence[Participant] = release.people
        self._clues = {one.id: scan(one.text, gate.lists) for one in release.quotes}

    def entries(self) -> list[Entry]:
        """Return the entries in the order of print."""
        against = {one.id: self._alone(one) for one in self._quotes}
        for find in (self._linked, self._narrow_chains, self._too_many):
            going = [one for one in self._quotes if self._entry(one, against[one.id]).verdict == "print"]
            for id, reason in find(going):
                against[id].append(reason)
        return [self._entry(one, against[one.id]) for one in self._quotes]

    def _entry(self, one: ReleasedQuote, against: list[Reason]) -> Entry:
        seal = seal_of(one.text)
        return _entry("quote", one.id, seal, against, self._clues[one.id], self._answers, needs_tick=True)

    def _alone(self, one: ReleasedQuote) -> list[Reason]:
        against = _left_over(self._clues[one.id])
        state = self._answers.of_quote(one)
        against += [Reason(state)] if state != "approved" else []
        if not combination(one.attributes, self._people, self._gate.rules).is_wide:
            against.append(Reason("combination"))
        return against

    def _linked(self, going: Sequence[ReleasedQuote]) -> Iterator[tuple[str, Reason]]:
        """Yield the quotes that a numbered pseudonym or the same words link to an earlier one."""
        for id, found in _later(links(going), ("pseudonym", "words")).items():
            yield id, Reason("linked", tuple(found))

    def _narrow_chains(self, going: Sequence[ReleasedQuote]) -> Iterator[tuple[str, Reason]]:
        """Yield the quotes that a shared detail links to others of the same person, if all that is printed tells too much."""
        by_id = {one.id: one for one in going}
        for link in links(going, self._clues):
            if link.kind != "detail":
                continue
            for _, some in groupby(
                sorted(link.quotes, key=lambda id: _who(by_id[id])), lambda id: _who(by_id[id])
            ):
                first, *later = sorted(some, key=link.quotes.index)
                known = chained(by_id[id].attributes for id in (first, *later))
                if later and not combination(known, self._people, self._gate.rules).is_wide:
                    yield from ((id, Reason("combination", (link,))) for id in later)

    def _too_many(self, going: Sequence[ReleasedQuote]) -> Iterator[tuple[str, Reason]]:
        for id in beyond_share(going, self._gate.rules):
            yield id, Reason("share")


def _who(one: ReleasedQuote) -> tuple[str, str]:
    return one.quote.document, one.quote.speaker_id


def _later(found: Sequence[Link], kinds: Sequence[str]) -> dict[str, list[Link]]:
    """Return the quotes that come second or later in some link."""
    later: dict[str, list[Link]] = {}
    for link in found:
        for id in link.quotes[1:] if link.kind in kinds else ():
            later.setdefault(id, []).append(link)
    return later


def _going(quotes: Sequence[ReleasedQuote], entries: Sequence[Entry]) -> list[ReleasedQuote]:
    return [one for one, entry in zip(quotes, entries, strict=True) if entry.verdict == "print"]


def _sections(quotes: Sequence[ReleasedQuote]) -> list[list[ReleasedQuote]]:
    return [list(some) for _, some in groupby(quotes, lambda one: one.section)]
