"""Where coders differ: the places of a text that can be settled one by one.

A place is the smallest run of segments whose border no coding crosses, so that settling it touches nothing beside it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from qualcode.model import Coding, Segment, Span, new_id, ordered
from qualcode.model.codings import Stance

Kind = Literal["presence", "segments", "words", "stance"]
"""How coders differ on a code: only some used it; on other segments; on other words of the same segments; as
experience, wish or counterexample."""

Statement = tuple[Span, str, Stance]
"""What a coding says of its document, whoever says it: where, which code, how it is meant."""


def statement(coding: Coding) -> Statement:
    """Return what a coding says, without who says it.

    Examples
    --------
    >>> statement(Coding("1", "a", "v1", Span(0, 9), "partner.skole", "anna", memo="?"))
    (Span(start=0, end=9), 'partner.skole', 'experience')
    """
    return coding.span, coding.code, coding.stance


@dataclass(frozen=True, slots=True)
class Difference:
    """One way in which coders differ on a code at a place.

    Parameters
    ----------
    code : str
    kind : {"presence", "segments", "words", "stance"}
        ``words`` is the one that no count of segments sees: all used the code there, and drew its border otherwise.
    used_by, not_by : tuple of str
        Coders who used the code at this place, and those who did not.
    """

    code: str
    kind: Kind
    used_by: tuple[str, ...]
    not_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """What one coder says at a place, in reading order; nothing, where she read it and found nothing to code."""

    coder: str
    codings: tuple[Coding, ...]

    @property
    def statements(self) -> frozenset[Statement]:
        """What her codings say."""
        return frozenset(map(statement, self.codings))


@dataclass(frozen=True, slots=True)
class Place:
    """A run of segments, and what each coder who read the document says there.

    Parameters
    ----------
    document, version : str
    span : Span
        Whole segments, and all of every coding that lies on them.
    segments : tuple of Segment
    sides : tuple of Side
        One per coder who coded the document or read it to its end, in the order of the coders.
    differences : tuple of Difference
        Empty where all say the same.
    """

    document: str
    version: str
    span: Span
    segments: tuple[Segment, ...] = field(repr=False)
    sides: tuple[Side, ...] = field(repr=False)
    differences: tuple[Difference, ...]

    @property
    def id(self) -> str:
        """What tells the place from the others of its study, as long as no coding joins or parts segments."""
        return f"{self.document}:{self.segments[0].number}-{self.segments[-1].number}"

    @property
    def first(self) -> int:
        """Number of the first turn."""
        return self.segments[0].turn

    @property
    def last(self) -> int:
        """Number of the last turn."""
        return self.segments[-1].turn

    @property
    def coders(self) -> tuple[str, ...]:
        """Who read the document."""
        return tuple(side.coder for side in self.sides)

    @property
    def agreed(self) -> bool:
        """Whether all coders say the same: the same codes on the same words, meant alike."""
        return not self.differences

    @property
    def sources(self) -> tuple[Coding, ...]:
        """The codings of all coders."""
        return tuple(coding for side in self.sides for coding in side.codings)

    def side(self, coder: str) -> Side:
        """Return what one coder says here; a ``KeyError`` where she did not read the document."""
        for side in self.sides:
            if side.coder == coder:
                return side
        raise KeyError(coder)

    def coding(
        self, code: str, *, span: Span | None = None, stance: Stance | None = None, memo: str = ""
    ) -> Coding:
        """Return a coding that belongs to no coder, to settle on.

        Parameters
        ----------
        code : str
        span : Span, optional
            By default the whole place.
        stance : str, optional
            By default the one that all coders give who used the code on these words; else ``experience``.
        memo : str
        """
        at = self.span if span is None else span
        meant = {one.stance for one in self.sources if one.code == code and one.span.overlaps(at)}
        common: Stance = meant.pop() if len(meant) == 1 else "experience"
        return Coding(new_id(), self.document, self.version, at, code, "", stance or common, memo)

    @property
    def differ(self) -> tuple[str, ...]:
        """The codes on which the coders differ, sorted."""
        return tuple(sorted({one.code for one in self.differences}))


def find_places(
    codings: Iterable[Coding],
    segments: Sequence[Segment],
    *,
    coders: Sequence[str],
    finished: Mapping[str, Collection[str]] | None = None,
    into: str = "",
) -> list[Place]:
    """Return the places of all documents that two coders or more have read, in reading order.

    Parameters
    ----------
    codings : iterable of Coding
        On the text of ``segments``; those of other coders than ``coders`` and ``into`` are left aside.
    segments : sequence of Segment
        Of one segmentation, each document's in reading order.
    coders : sequence of str
        Who is compared.
    finished : mapping of str to collection of str, optional
        By coder, the documents that she read to the end. Who neither coded nor finished a document is missing there:
        her silence says nothing.
    into : str, optional
        Under whose name differences are settled. What stands there holds segments together, too, and is not compared.

    Returns
    -------
    list of Place
        A place has a coding by at least one of the coders. Where only interviewers speak there is none: what they say
        counts in no result.

    Examples
    --------
    >>> talk = [Segment("a", "v1", 1, Span(0, 9), 1, "p1", "informant"),
    ...         Segment("a", "v1", 2, Span(10, 19), 2, "p2", "informant")]
    >>> both = [Coding("1", "a", "v1", Span(0, 9), "partner.skole", "anna"),
    ...         Coding("2", "a", "v1", Span(10, 19), "partner.skole", "anna"),
    ...         Coding("3", "a", "v1", Span(0, 9), "partner.skole", "bo")]
    >>> [(place.id, place.differ) for place in find_places(both, talk, coders=["anna", "bo"])]
    [('a:1-1', ()), ('a:2-2', ('partner.skole',))]
    """
    by_document: dict[str, list[Segment]] = {}
    for segment in segments:
        by_document.setdefault(segment.document, []).append(segment)
    there: dict[str, list[Coding]] = {}
    for coding in ordered(codings):
        if coding.coder in coders or coding.coder == into:
            there.setdefault(coding.document, []).append(coding)
    found: list[Place] = []
    for document, cut in by_document.items():
        own = there.get(document, [])
        coded = {coding.coder for coding in own}
        ended = {coder for coder, names in (finished or {}).items() if document in names}
        readers = [coder for coder in coders if coder in coded | ended]
        if len(readers) >= 2:
            found += _places_of(cut, own, readers)
    return found


@dataclass(slots=True)
class _Run:
    """Segments that belong together, by their numbers in the list, with the codings on them."""

    first: int
    last: int
    span: Span
    codings: list[Coding]


def _places_of(segments: Sequence[Segment], codings: Sequence[Coding], readers: Sequence[str]) -> list[Place]:
    made = []
    for run in _runs(segments, codings):
        inside = tuple(segments[run.first : run.last + 1])
        sides = tuple(
            Side(coder, tuple(one for one in run.codings if one.coder == coder)) for coder in readers
        )
        if all(segment.role == "interviewer" for segment in inside) or not any(
            side.codings for side in sides
        ):
            continue
        differences = tuple(_differences(inside, sides))
        made.append(Place(inside[0].document, inside[0].version, run.span, inside, sides, differences))
    return made


def _runs(segments: Sequence[Segment], codings: Sequence[Coding]) -> list[_Run]:
    """Join segments that a coding reaches over, until no coding crosses a border."""
    runs: list[_Run] = []
    for coding in codings:  # by their start, so that only the latest run can be reached
        first, last = _touched(segments, coding.span)
        if first > last:
            continue
        span = segments[first].span.cover(segments[last].span).cover(coding.span)
        run = runs[-1] if runs else None
        # Codings that share but the line break between two turns cannot be told apart by a border, either.
        if run is not None and (first <= run.last or span.overlaps(run.span)):
            run.last, run.span = max(run.last, last), run.span.cover(span)
            run.codings.append(coding)
        else:
            runs.append(_Run(first, last, span, [coding]))
    return runs


def _touched(segments: Sequence[Segment], span: Span) -> tuple[int, int]:
    """Return the first and the last segment that a span overlaps; the first is behind the last where there is none."""
    first = bisect_right(segments, span.start, key=lambda segment: segment.span.end)
    last = bisect_left(segments, span.end, key=lambda segment: segment.span.start) - 1
    return first, last


def _differences(segments: Sequence[Segment], sides: Sequence[Side]) -> Iterator[Difference]:
    if not _differ(side.statements for side in sides):
        return
    for code in sorted({coding.code for side in sides for coding in side.codings}):
        uses = {side.coder: [one for one in side.codings if one.code == code] for side in sides}
        used_by = tuple(coder for coder, own in uses.items() if own)
        not_by = tuple(coder for coder, own in uses.items() if not own)
        for kind in _kinds(segments, [uses[coder] for coder in used_by]):
            yield Difference(code, kind, used_by, not_by)
        if not_by:
            yield Difference(code, "presence", used_by, not_by)


def _kinds(segments: Sequence[Segment], uses: Sequence[Sequence[Coding]]) -> Iterator[Kind]:
    """Say how those who used a code differ in where and how they used it."""
    on = [_stances_by_segment(segments, own) for own in uses]
    if _differ(stances.keys() for stances in on):
        yield "segments"
    elif _differ(frozenset(one.span for one in own) for own in uses):
        yield "words"
    elif _differ(frozenset(map(statement, own)) for own in uses):
        yield "stance"
        return
    shared = set.intersection(*(set(stances) for stances in on))
    if any(_differ(stances[at] for stances in on) for at in shared):
        yield "stance"


def _stances_by_segment(segments: Sequence[Segment], codings: Sequence[Coding]) -> dict[int, set[Stance]]:
    """Return how a code is meant on each segment that counts: an interviewer's never does."""
    found: dict[int, set[Stance]] = {}
    for coding in codings:
        first, last = _touched(segments, coding.span)
        for at in range(first, last + 1):
            if segments[at].role != "interviewer":
                found.setdefault(at, set()).add(coding.stance)
    return found


def _differ(values: Iterable[Collection[object]]) -> bool:
    """Say whether not all are the same."""
    made = list(values)
    return any(one != made[0] for one in made)
