"""Choose quotes: clear, short, spread over sites and speakers, each used once, and the same ones every time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from qualcode.errors import UsageError
from qualcode.labels import Labels
from qualcode.model import DocumentVersion, Quote, quote_id
from qualcode.quotes.candidates import Candidate, Cell, CodedTurn, coded_turns
from qualcode.quotes.chosen import WORDS, Choice, Chosen, Short, reasons_of
from qualcode.quotes.passages import Passage, Passages
from qualcode.quotes.trimming import joined_turn


def choose(
    passages: Passages | Sequence[Passage],
    versions: Mapping[str, DocumentVersion],
    *,
    per_code: int = 2,
    max_words: int = 60,
    min_words: int = 6,
    max_share: float = 0.15,
    used: Collection[str] = (),
    keep: Sequence[Quote] = (),
    language: str = "da",
    partner_branch: str = "partner",
) -> Chosen:
    """Choose quotes for the findings: every code with every partner, and the codes that are said of none.

    Parameters
    ----------
    passages : Passages
        All passages of the study, those of partners included.
    versions : mapping of str to DocumentVersion
        The current version by document name.
    per_code : int
        Most quotes of a code with a partner (and stance), the areas taken in turn. A quote counts for every finding
        that it supports.
    max_words, min_words : int
        Spoken words of a quote.
    max_share : float
        Nobody has more of the chosen quotes than this share, or than an equal share where a study has few speakers;
        one is always allowed.
    used : collection of str
        Ids of quotes, or of codings, that are printed elsewhere: not chosen.
    keep : sequence of Quote
        Chosen before: they stay, and their turns are not quoted again. Withdrawn ones are not chosen, nor is
        anything else of their turn.
    language : str
        Of the reasons, and of the lists of words that trimming heeds.
    partner_branch : str

    Returns
    -------
    Chosen

    Raises
    ------
    UsageError
        Limits that nothing can meet (QC-QT01).

    Notes
    -----
    Nothing is drawn by chance. Speakers are quoted in rounds, one quote more each round, so that all sites and
    speakers come first; in a round, each finding takes its best fit passage. A second run with ``keep`` set to
    what the first one chose chooses the same.
    """
    _check(per_code, min_words, max_words, max_share)
    items = passages.items if isinstance(passages, Passages) else tuple(passages)
    turns = coded_turns(items, versions, partner_branch=partner_branch, language=language)
    order = {code: place for place, code in enumerate(dict.fromkeys(p.code.id for p in items))}
    pool = _Pool(turns, order, max_words, min_words)
    table = _Table(pool, per_code)
    outdated = table.keep_all(keep, versions)
    taken = frozenset(used)
    _fill(table, taken, max_share)
    choices = sorted(table.choices(Labels(WORDS, language)), key=_reading_order)
    short = tuple(_shortages(pool, table, taken, Labels(WORDS, language)))
    return Chosen(tuple(choices), short, outdated)


def _check(per_code: int, min_words: int, max_words: int, max_share: float) -> None:
    if per_code >= 1 and 1 <= min_words <= max_words and 0 < max_share <= 1:
        return
    raise UsageError(
        f"per_code {per_code}, min_words {min_words}, max_words {max_words}, max_share {max_share}",
        code="QC-QT01",
        where="choose",
        allowed="per_code from 1; 1 <= min_words <= max_words; max_share above 0 and at most 1",
        do="Correct the limits.",
    )


class _Pool:
    """All cells, with the candidates for each, best first; made once."""

    def __init__(
        self, turns: Sequence[CodedTurn], order: Mapping[str, int], max_words: int, min_words: int
    ) -> None:
        self.turns = {turn.key: turn for turn in turns}
        self.speakers = {turn.speaker_id for turn in turns}
        self.candidates: dict[tuple[str, str, str], list[Candidate]] = {}
        self.sources: Counter[Cell] = Counter()
        self.unusable: Counter[Cell] = Counter()
        for turn in turns:
            for cell in turn.cells:
                self._add(turn, cell, max_words, min_words)
        for some in self.candidates.values():
            some.sort(key=lambda c: (-c.score.value, c.turn.key))
        self.cells = sorted(
            self.sources, key=lambda c: (order.get(c.partner, len(order)), order[c.code], c.stance, c.area)
        )
        self.places = list(dict.fromkeys(cell.place for cell in self.cells))

    def _add(self, turn: CodedTurn, cell: Cell, max_words: int, min_words: int) -> None:
        self.sources[cell] += 1
        made = turn.candidate(cell, max_words, min_words)
        if made is None:
            self.unusable[cell] += 1
        elif made.score.is_fit:
            self.candidates.setdefault(cell.place, []).append(made)

    def turn_of(self, quote: Quote) -> CodedTurn | None:
        """Return the turn that a quote stands in."""
        return next(
            (t for t in self.turns.values() if t.version.document == quote.document and quote.span in t.span),
            None,
        )


@dataclass(frozen=True, slots=True)
class _Row:
    quote: Quote
    cell: Cell
    turn: CodedTurn
    candidate: Candidate | None
    firsts: tuple[str, ...] = ()


class _Table:
    """What is chosen so far, and what that leaves open. All its answers follow from the chosen quotes alone."""

    def __init__(self, pool: _Pool, per_code: int) -> None:
        self.pool = pool
        self.per_code = per_code
        self.rows: list[_Row] = []
        self.taken: set[tuple[str, int]] = set()
        self.by_speaker: Counter[str] = Counter()
        self.by_place: Counter[tuple[str, str, str]] = Counter()
        self.by_cell: Counter[Cell] = Counter()
        self.voices: Counter[tuple[str, str]] = Counter()
        """How often each site and each speaker supports each code."""

    def copy(self) -> _Table:
        """Return a table that can be filled without touching this one."""
        other = _Table(self.pool, self.per_code)
        other.taken |= self.taken
        for row in self.rows:
            other.add(row)
        return other

    def keep_all(self, keep: Iterable[Quote], versions: Mapping[str, DocumentVersion]) -> tuple[Quote, ...]:
        """Enter the quotes that were chosen before, those that the interviewed agreed to first; return the outdated."""
        outdated = []
        for quote in sorted(keep, key=lambda q: (not q.is_cleared, q.document, q.span, q.id)):
            version = versions.get(quote.document)
            turn = self.pool.turn_of(quote) if version and version.short_sha == quote.version else None
            cell = _first_cell(turn, quote) if turn else None
            if turn is None or cell is None:
                outdated.append(quote)
            elif quote.status == "withdrawn":
                self.taken.add(turn.key)
            else:
                self.add(_Row(quote, cell, turn, None))
        return tuple(outdated)

    def add(self, row: _Row) -> None:
        """Enter a quote; it counts for every cell that it supports."""
        turn, pieces = row.turn, row.quote.pieces
        self.rows.append(row)
        self.taken.add(turn.key)
        self.by_speaker[turn.speaker_id] += 1
        held = {cell for cell in turn.cells if cell == row.cell or turn.holds(cell, pieces)}
        self.by_cell.update(held)
        self.by_place.update({cell.place for cell in held})
        for code in {cell.code for cell in held}:
            self.voices[code, f"site {turn.site}"] += 1
            self.voices[code, f"speaker {turn.speaker_id}"] += 1

    def best(self, place: tuple[str, str, str], most: int, used: frozenset[str]) -> Candidate | None:
        """Return the best candidate that may be taken now: good, and a voice not heard on this code."""
        free = (c for c in self.pool.candidates.get(place, ()) if self._is_free(c, most, used))
        return max(free, key=self._worth, default=None)

    def _is_free(self, candidate: Candidate, most: int, used: frozenset[str]) -> bool:
        turn = candidate.turn
        return (
            turn.key not in self.taken
            and self.by_speaker[turn.speaker_id] < most
            and (not used or not _is_used(candidate, used))
        )

    def _worth(self, candidate: Candidate) -> tuple[float, tuple[int, ...]]:
        turn, cell = candidate.turn, candidate.cell
        known_site = min(self.voices[cell.code, f"site {turn.site}"], 3)
        known_speaker = min(self.voices[cell.code, f"speaker {turn.speaker_id}"], 3)
        new_area = self.by_cell[cell] == 0
        return candidate.score.value - 0.06 * known_site - 0.06 * known_speaker + 0.25 * new_area, ()

    def take(self, candidate: Candidate) -> None:
        """Enter a candidate."""
        turn, code = candidate.turn, candidate.cell.code
        firsts = [
            kind
            for kind, of in (("site", turn.site), ("speaker", turn.speaker_id))
            if not self.voices[code, f"{kind} {of}"]
        ]
        self.add(_Row(_quote(candidate), candidate.cell, turn, candidate, tuple(firsts)))

    def is_fair(self, max_share: float) -> bool:
        """Say whether nobody is quoted beyond the share."""
        share = max(max_share, 1 / max(1, len(self.pool.speakers)))
        return max(self.by_speaker.values(), default=0) <= max(1, int(share * len(self.rows) + 1e-9))

    def choices(self, words: Labels) -> list[Choice]:
        """Return the rows with their reasons."""
        return [
            Choice(
                row.quote,
                row.cell,
                reasons_of(
                    row.candidate.score if row.candidate else None, row.firsts, bool(row.cell.partner), words
                ),
                row.candidate.score if row.candidate else None,
            )
            for row in self.rows
        ]


def _fill(table: _Table, used: frozenset[str], max_share: float) -> None:
    """Choose in rounds; keep what stood after the last round in which nobody had too much."""
    trial = table.copy()
    at_most = 0
    while True:
        at_most += 1
        before = len(trial.rows)
        for depth in range(1, table.per_code + 1):
            for place in table.pool.places:
                if trial.by_place[place] < depth:
                    candidate = trial.best(place, at_most, used)
                    if candidate is not None:
                        trial.take(candidate)
        if trial.is_fair(max_share):
            for row in trial.rows[len(table.rows) :]:
                table.add(row)
        if len(trial.rows) == before and at_most > max(trial.by_speaker.values(), default=0):
            return


def _is_used(candidate: Candidate, used: frozenset[str]) -> bool:
    version = candidate.turn.version
    return not used.isdisjoint(candidate.codings) or (
        quote_id(version.document, version.short_sha, candidate.pieces) in used
    )


def _quote(candidate: Candidate) -> Quote:
    turn = candidate.turn
    version = turn.version
    return Quote(
        id=quote_id(version.document, version.short_sha, candidate.pieces),
        document=version.document,
        version=version.short_sha,
        pieces=candidate.pieces,
        codings=candidate.codings,
        codes=turn.codes_on(candidate.pieces),
        speaker_id=turn.speaker_id,
        area=turn.area,
        text=joined_turn(turn.reading, candidate.pieces),
    )


def _first_cell(turn: CodedTurn, quote: Quote) -> Cell | None:
    """Return what a quote was chosen for: the cell that has most of its codings; another that it holds; None."""
    of_quote = set(quote.codings)
    held = [
        cell for cell in turn.cells if of_quote & set(turn.codings(cell)) or turn.holds(cell, quote.pieces)
    ]
    return max(
        held,
        key=lambda cell: (set(turn.codings(cell)) == of_quote, len(of_quote & set(turn.codings(cell)))),
        default=None,
    )


def _shortages(pool: _Pool, table: _Table, used: frozenset[str], words: Labels) -> Iterable[Short]:
    for cell in pool.cells:
        if table.by_cell[cell] or table.by_place[cell.place] >= table.per_code:
            continue
        fit = [c for c in pool.candidates.get(cell.place, ()) if c.cell == cell]
        free = [c for c in fit if c.turn.key not in table.taken and not _is_used(c, used)]
        if pool.unusable[cell] == pool.sources[cell]:
            why = "no_quote"
        elif not fit:
            why = "unfit"
        else:
            why = "share" if free else "taken"
        yield Short(cell, words(why), pool.sources[cell])


def _reading_order(choice: Choice) -> tuple[str, int, str]:
    return choice.quote.document, choice.quote.span.start, choice.quote.id
