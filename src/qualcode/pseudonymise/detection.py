"""What a detector finds, what it sees, and who gives way where two find the same words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from qualcode.model import Span
from qualcode.pseudonymise.lexicon import Lexicon, lexicon
from qualcode.pseudonymise.tokens import Token, normal, tokenise
from qualcode.pseudonymise.wanted import Wanted
from qualcode.registry import Registry

ASK_BELOW = 0.5
"""Below this score a person must choose: what is found may point to somebody only together with other things."""

CERTAIN = 0.85
"""From this score a name is taken for one wherever it stands in the study."""


@dataclass(frozen=True, slots=True)
class Detection:
    """A stretch of text that may point to somebody.

    Parameters
    ----------
    span : Span
        Where it stands, a genitive's *s* included.
    label : str
        What it is, such as ``"PERSON"`` or ``"CPR"``.
    detector : str
        Name of the detector that found it.
    score : float
        From 0 to 1: how sure the detector is. Not a probability.
    entity : str
        What is meant, in one form: no genitive, case-folded. Never shown in ``repr``.
    """

    span: Span
    label: str
    detector: str
    score: float
    entity: str = field(repr=False)

    @property
    def asks(self) -> bool:
        """True where a person must choose."""
        return self.score < ASK_BELOW

    def moved(self, by: int) -> Detection:
        """Return the same further on in a text."""
        return replace(self, span=self.span.shift(by)) if by else self


@dataclass(frozen=True)
class Passage:
    """A stretch of text as detectors see it.

    Parameters
    ----------
    text : str
    tokens : list of Token
        Words outside pseudonyms.
    kept : frozenset of int
        Indices of tokens that belong to what is never a name: agencies, laws, countries.
    hidden : Wanted
        The study's own words to hide.
    language : str
    words : Lexicon
    """

    text: str = field(repr=False)
    tokens: list[Token] = field(repr=False)
    kept: frozenset[int] = field(repr=False)
    hidden: Wanted = field(repr=False)
    language: str
    words: Lexicon = field(repr=False)

    @classmethod
    def of(
        cls,
        text: str,
        *,
        language: str = "da",
        hide: Wanted | None = None,
        covered: Sequence[Span] = (),
    ) -> Passage:
        """Cut a text into words, leaving out those that stand in ``covered`` stretches."""
        words = lexicon()
        tokens = tokenise(text)
        if covered:
            tokens = [token for token in tokens if not _inside(token, covered)]
        kept = frozenset(_kept(tokens, words))
        return cls(text, tokens, kept, hide or Wanted({}), language, words)

    def found(
        self, start: int, end: int, label: str, detector: str, score: float, entity: str | None = None
    ) -> Detection:
        """Return a detection of a stretch; its entity is its words unless one is given."""
        meant = self.text[start:end] if entity is None else entity
        return Detection(Span(start, end), label, detector, score, normal(meant))

    @cached_property
    def lower(self) -> str:
        """The text in lower case, code point for code point: patterns that ignore case run on it much faster."""
        lower = self.text.lower()
        if len(lower) == len(self.text):
            return lower
        return "".join(sign if len(sign.lower()) > 1 else sign.lower() for sign in self.text)

    @property
    def reads_lower_case(self) -> bool:
        """True where a word without a capital can be judged by its letters."""
        return self.language in LOWER_CASE_LANGUAGES

    def gap_after(self, index: int) -> str:
        """Return what stands between a token and the next, or the end."""
        if index + 1 < len(self.tokens):
            return self.tokens[index + 1].gap
        return self.text[self.tokens[index].end :]


LOWER_CASE_LANGUAGES = frozenset({"da"})
"""Languages whose ordinary words are listed well enough to tell a name that has no capital."""

Detector = Callable[[Passage], Iterable[Detection]]

DETECTORS: Registry[Detector] = Registry("detectors", "detector")


def _inside(token: Token, covered: Sequence[Span]) -> bool:
    place = bisect_left(covered, token.end, key=lambda span: span.end)
    return place < len(covered) and covered[place].start <= token.start


def _kept(tokens: Sequence[Token], words: Lexicon) -> Iterator[int]:
    for index, token in enumerate(tokens):
        head, hyphen, _ = token.raw.partition("-")
        if token.capitals and token.raw.removesuffix("s") in words.kept_capitals:
            yield index
        elif hyphen and len(head) > 1 and (head.isupper() or words.keep.has_word(head.casefold())):
            yield index  # "PATRIARK-vurdering", "Facebook-gruppe"
        else:
            match = words.keep.at(tokens, index)
            if match:
                yield from range(index, index + match[0])


def settle(found: Iterable[Detection], text: str, covered: Sequence[Span] = ()) -> list[Detection]:
    """Return detections that do not overlap, in order.

    What a person must be asked about gives way to what is sure; then the longer wins, then the surer. What is
    left of a sure one beside the winner stays found: nothing that a detector saw may slip out uncovered.

    Parameters
    ----------
    found : iterable of Detection
    text : str
        The text they were found in.
    covered : sequence of Span, optional
        Stretches in which nothing is found, such as pseudonyms; in order.
    """
    winners: list[tuple[int, int, Detection | None]] = [(span.start, span.end, None) for span in covered]
    ranked = sorted(
        found, key=lambda one: (one.asks, -len(one.span), -one.score, one.span.start, one.detector)
    )
    for one in ranked:
        for piece in _free(one.span, winners):
            if piece == one.span:
                _insert(winners, one)
            elif not one.asks:
                trimmed = _trim(piece, text)
                if trimmed:
                    _insert(winners, replace(one, span=trimmed, entity=normal(trimmed.of(text))))
    return [one for _, _, one in winners if one is not None]


def _insert(winners: list[tuple[int, int, Detection | None]], one: Detection) -> None:
    place = bisect_left(winners, one.span.start, key=lambda item: item[0])
    winners.insert(place, (one.span.start, one.span.end, one))


def _free(span: Span, winners: Sequence[tuple[int, int, Detection | None]]) -> list[Span]:
    """Return the parts of a span that no winner holds."""
    place = bisect_left(winners, span.start, key=lambda item: item[1])
    free = []
    start = span.start
    while place < len(winners) and winners[place][0] < span.end:
        if winners[place][0] > start:
            free.append(Span(start, winners[place][0]))
        start = max(start, winners[place][1])
        place += 1
    if start < span.end:
        free.append(Span(start, span.end))
    return free


def _trim(span: Span, text: str) -> Span | None:
    """Cut a left-over to its first and last letter or digit; less than two of them point to nobody."""
    start, end = span.start, span.end
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return Span(start, end) if end - start >= 2 else None
