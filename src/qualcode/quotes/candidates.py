"""The turns of a study as places to quote from: which finding cells each holds, and the best pieces for a cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from qualcode.model import DocumentVersion, Span, in_branch
from qualcode.quotes.passages import Passage
from qualcode.quotes.reading import TurnReading
from qualcode.quotes.scoring import Score, Speech, score, speech_of
from qualcode.quotes.themes import Themes, words_of
from qualcode.quotes.trimming import trim_turn

_MOST_PLACES = 12
_NEARLY_ALL = 0.75


class Cell(NamedTuple):
    """What a quote is to support: a code said of a partner (empty for none) in an area, as which stance."""

    partner: str
    code: str
    area: str
    stance: str

    @property
    def place(self) -> tuple[str, str, str]:
        """The cell whatever the area."""
        return self.partner, self.code, self.stance


@dataclass(frozen=True, slots=True)
class Candidate:
    """Pieces of a turn that could support a cell."""

    turn: CodedTurn = field(repr=False)
    cell: Cell
    pieces: tuple[Span, ...]
    codings: tuple[str, ...]
    score: Score


@dataclass(frozen=True, eq=False)
class CodedTurn:
    """One turn of an informant with the passages that begin in it, read only when it is asked for."""

    version: DocumentVersion = field(repr=False)
    span: Span
    passages: tuple[Passage, ...] = field(repr=False)
    partner_branch: str
    language: str
    themes: Themes = field(repr=False)
    memo: dict[object, object] = field(default_factory=dict, repr=False)

    @property
    def key(self) -> tuple[str, int]:
        """Document and start: reading order."""
        return self.version.document, self.span.start

    @property
    def speaker_id(self) -> str:
        """Who speaks."""
        return self.passages[0].speaker_id

    @property
    def area(self) -> str:
        """The speaker's area."""
        return self.passages[0].area

    @property
    def site(self) -> str:
        """Never printed."""
        return self.passages[0].site

    @cached_property
    def reading(self) -> TurnReading:
        """The turn's tokens and sentences."""
        return TurnReading(self.version.text, self.span, self.language)

    @cached_property
    def cells(self) -> dict[Cell, tuple[tuple[Passage, ...], ...]]:
        """The cells that the turn speaks for, each with the passages that must meet in a quote: partner's and theme's.

        A theme is said of a partner where a span of each overlaps; of none where it overlaps no partner's.
        """
        partners = [p for p in self.passages if in_branch(p.code.id, self.partner_branch)]
        found: dict[Cell, tuple[tuple[Passage, ...], ...]] = {}
        for theme in self.passages:
            if in_branch(theme.code.id, self.partner_branch):
                continue
            near = [p for p in partners if p.words.overlaps(theme.words)]
            for partner in near:
                cell = Cell(partner.code.id, theme.code.id, self.area, theme.coding.stance)
                found[cell] = (*found.get(cell, ()), (partner, theme))
            if not near:
                cell = Cell("", theme.code.id, self.area, theme.coding.stance)
                found[cell] = (*found.get(cell, ()), (theme,))
        return found

    @cached_property
    def low(self) -> str:
        """The words in lower case, as long as the words themselves."""
        words = self.span.of(self.version.text)
        low = words.lower()
        return low if len(low) == len(words) else words

    @cached_property
    def _words(self) -> list[tuple[int, int, str]]:
        return words_of(self.low)

    def places(self, code: str) -> list[tuple[Span, float]]:
        """Return where the turn speaks of a code, and how clearly."""
        known = self.memo.get(code)
        if known is None:
            start = self.span.start
            known = [
                (Span(a + start, b + start), weight)
                for a, b, weight in self.themes.places(code, self.low, self._words)
            ]
            self.memo[code] = known
        return known  # type: ignore[return-value]  # the memo holds one kind of value per kind of key

    def says(self, code: str, pieces: Sequence[Span]) -> float:
        """Add up how clearly some pieces speak of a code."""
        return sum(weight for place, weight in self.places(code) if any(place in piece for piece in pieces))

    def holds(self, cell: Cell, pieces: Sequence[Span]) -> bool:
        """Say whether a quote supports a cell: it has words of both codings, and says the theme or nearly all of the turn."""
        return any(
            all(any(piece.overlaps(p.words) for piece in pieces) for p in meeting)
            for meeting in self.cells.get(cell, ())
        ) and (self.says(cell.code, pieces) > 0 or self._is_nearly_all(pieces))

    def candidate(self, cell: Cell, max_words: int, min_words: int) -> Candidate | None:
        """Return the best quote for a cell; None where the words allow none."""
        meeting = self.cells[cell][0]
        start = min(p.words.start for p in meeting)
        end = max(p.words.end for p in meeting)
        told = [*self.places(cell.code), *(self.places(cell.partner) if cell.partner else ())]
        told.sort(key=lambda known: (-known[1], known[0]))
        around = tuple(sorted({place for place, _ in told[:_MOST_PLACES]}))
        holding = tuple(p.words for p in meeting) if len({p.words for p in meeting}) > 1 else ()
        pieces = self._trimmed(Span(start, end), max_words, around, holding)
        speech = self._speech(pieces) if pieces else None
        if speech is None or speech.words < min_words:
            return None
        theme = self.says(cell.code, pieces)
        partner = self.says(cell.partner, pieces) if cell.partner else 0.0
        value = score(
            speech,
            theme,
            partner,
            needs_partner=bool(cell.partner),
            nearly_all=self._is_nearly_all(pieces),
            has_cues=self.themes.has_cues(cell.code),
        )
        return Candidate(self, cell, pieces, self.codings(cell), value)

    def codings(self, cell: Cell) -> tuple[str, ...]:
        """Return the ids of the codings of a cell in this turn, in the order of the passages."""
        return tuple(dict.fromkeys(p.coding.id for meeting in self.cells[cell] for p in meeting))

    def codes_on(self, pieces: Sequence[Span]) -> tuple[str, ...]:
        """Return the codes that stand on some of the words."""
        on = (p.code.id for p in self.passages if any(piece.overlaps(p.words) for piece in pieces))
        return tuple(dict.fromkeys(on))

    def _trimmed(
        self, span: Span, max_words: int, around: tuple[Span, ...], holding: tuple[Span, ...]
    ) -> tuple[Span, ...]:
        key = (span, around, holding)
        if key not in self.memo:
            self.memo[key] = trim_turn(
                self.reading, span, max_words=max_words, around=around, holding=holding
            )
        return self.memo[key]  # type: ignore[return-value]  # the memo holds one kind of value per kind of key

    def _speech(self, pieces: tuple[Span, ...]) -> Speech:
        if pieces not in self.memo:
            self.memo[pieces] = speech_of(self.reading, pieces, self.themes.long_words)
        return self.memo[pieces]  # type: ignore[return-value]  # the memo holds one kind of value per kind of key

    def _is_nearly_all(self, pieces: Sequence[Span]) -> bool:
        return sum(len(piece) for piece in pieces) >= _NEARLY_ALL * len(self.span)


def coded_turns(
    passages: Sequence[Passage],
    versions: Mapping[str, DocumentVersion],
    *,
    partner_branch: str,
    language: str,
) -> list[CodedTurn]:
    """Gather the passages by the turn they begin in, in reading order."""
    themes = Themes({passage.code.id: passage.code for passage in passages}.values())
    by_turn: dict[tuple[str, Span], list[Passage]] = {}
    for passage in passages:
        turn = versions[passage.coding.document].turn_at(passage.words.start)
        by_turn.setdefault((passage.coding.document, turn.span), []).append(passage)
    return [
        CodedTurn(versions[document], span, tuple(some), partner_branch, language, themes)
        for (document, span), some in sorted(by_turn.items(), key=lambda item: item[0])
    ]
