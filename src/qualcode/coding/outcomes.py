"""Settling a place: what holds there from now on, what that came to in one word, and whether it still is so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from qualcode.coding.places import Place, Statement, statement
from qualcode.errors import CodingError
from qualcode.model import Coding, Outcome, Settlement, new_id, ordered

Status = Literal["open", "settled", "out of date"]


def outcome_of(chosen: Collection[Statement], sides: Sequence[Collection[Statement]]) -> Outcome:
    """Say how what was settled came from what the coders had said.

    Parameters
    ----------
    chosen : collection of statements
        What holds from now on at the place.
    sides : sequence of collections of statements
        What each coder had said there; empty for one who found nothing to code.

    Returns
    -------
    {"agreed", "chosen", "merged", "new", "none"}
        ``none``: no code holds, also where a coder had found none. ``agreed``: all had said just this. ``chosen``: at
        least one of them had, and others not. ``merged``: everything in it was said by somebody, but nobody said just
        this. ``new``: part of it was said by nobody: another code, other words, or meant otherwise.

    Examples
    --------
    >>> from qualcode.model import Span
    >>> school, trust = (Span(0, 9), "partner.skole", "experience"), (Span(0, 9), "fremmer.tillid", "experience")
    >>> anna, bo = {school}, {trust}
    >>> [outcome_of(one, [anna, bo]) for one in ({school}, {school, trust}, set())]
    ['chosen', 'merged', 'none']
    """
    said = [frozenset(side) for side in sides]
    wanted = frozenset(chosen)
    if not wanted:
        return "none"
    if wanted in said:
        return "agreed" if all(one == wanted for one in said) else "chosen"
    return "merged" if wanted <= frozenset[Statement]().union(*said) else "new"


# -- what holds from now on --------------------------------------------------------------------------------------------


def settled_codings(
    place: Place,
    chosen: Iterable[Coding],
    *,
    text: str,
    into: str,
    round: int,
    there: Iterable[Coding] = (),
) -> list[Coding]:
    """Return the codings of the settled set for what was chosen at a place, each statement once.

    Parameters
    ----------
    place : Place
    chosen : iterable of Coding
        Codings of the coders, or new ones.
    text : str
        Of the document, so that new codings begin and end with words.
    into : str
        Under whose name they stand.
    round : int
    there : iterable of Coding
        What stands there under that name now: a memo of it stays, unless something is noted anew.

    Raises
    ------
    CodingError
        A coding reaches beyond the place, or holds no words (QC-AD05).

    Notes
    -----
    What coders noted on a code goes along with it, unless something was noted anew: the memos of those who said just
    this, else of those who used the code on some of these words. Where they are several, each stands with its coder.
    """
    said = {statement(one) for one in place.sources}
    coders_own = {one.id for one in place.sources}
    has_memo = {statement(one) for one in there if one.memo}
    made: dict[Statement, Coding] = {}
    for one in ordered(chosen):
        span = one.span
        if span in place.span and statement(one) not in said:
            span = span.trim(text)
        if span not in place.span:
            raise CodingError(
                f"a coding from {one.span.start} to {one.span.end} does not lie on words of the place",
                code="QC-AD05",
                where=place.id,
                allowed=f"Positions from {place.span.start} to {place.span.end}",
                do="Choose words within the place.",
            )
        noted = "" if one.id in coders_own else one.memo
        new = Coding(new_id(), place.document, place.version, span, one.code, into, one.stance, noted, round)
        if not noted and statement(new) not in has_memo:
            new = replace(new, memo=_memos_on(place, new))
        made.setdefault(statement(new), new)
    return list(made.values())


def _memos_on(place: Place, chosen: Coding) -> str:
    same = [one for one in place.sources if statement(one) == statement(chosen)]
    near = [one for one in place.sources if one.code == chosen.code and one.span.overlaps(chosen.span)]
    memos: dict[str, list[str]] = defaultdict(list)
    for one in same or near:
        if one.memo and one.memo not in memos[one.coder]:
            memos[one.coder].append(one.memo)
    noted = {coder: "\n".join(lines) for coder, lines in memos.items() if lines}
    if len({*noted.values()}) < 2:
        return next(iter(noted.values()), "")
    return "\n".join(f"{coder}: {memo}" for coder, memo in noted.items())


def settlement_of(
    place: Place, codings: Sequence[Coding], *, memo: str, by: str, into: str, round: int
) -> Settlement:
    """Return what is kept of settling a place with these codings of the settled set."""
    return Settlement(
        id=new_id(),
        document=place.document,
        version=place.version,
        span=place.span,
        outcome=outcome_of({*map(statement, codings)}, [side.statements for side in place.sides]),
        sources=tuple(one.id for one in place.sources),
        codings=tuple(one.id for one in codings),
        memo=memo,
        by=by,
        into=into,
        round=round,
    )


# -- how it stands -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Standing:
    """A place, and how it stands.

    Parameters
    ----------
    place : Place
    cost : float
        What its disagreements cost agreement, summed.
    status : {"open", "settled", "out of date"}
        ``out of date``: it was settled, and what the coders say there, or what was settled, has changed since.
    there : tuple of Coding
        What stands there under the settled name, from a settlement or from a file.
    settlement : Settlement or None
        The latest, also one that is out of date.
    """

    place: Place
    cost: float
    status: Status
    there: tuple[Coding, ...] = field(default=(), repr=False)
    settlement: Settlement | None = None

    @property
    def differs(self) -> bool:
        """Whether people have to settle it: the coders differ, and it is not settled."""
        return self.status != "settled" and not self.place.agreed

    @property
    def takes_agreed(self) -> bool:
        """Whether it may be settled unseen as all coders have it: nobody has settled otherwise before."""
        if self.status == "settled" or not self.place.agreed:
            return False
        untouched = self.settlement is None and not self.there
        return untouched or {*map(statement, self.there)} == self.place.sides[0].statements


def standing_of(
    place: Place,
    cost: float,
    *,
    there: Iterable[Coding] = (),
    settlements: Sequence[Settlement] = (),
    changed: Collection[str] = (),
) -> Standing:
    """Say how a place stands.

    Parameters
    ----------
    place : Place
    cost : float
    there : iterable of Coding
        What of the settled set lies there.
    settlements : sequence of Settlement
        Those that hold, and reach into the place.
    changed : collection of str
        Ids of settlements of which a source is meant otherwise now than when it was settled.
    """
    own = tuple(there)
    if not settlements:
        return Standing(place, cost, "open", own)
    latest = max(settlements, key=lambda one: one.settled_at)
    same = len(settlements) == 1 and latest.id not in changed and _is_as_settled(place, own, latest)
    return Standing(place, cost, "settled" if same else "out of date", own, latest)


def _is_as_settled(place: Place, there: Sequence[Coding], settlement: Settlement) -> bool:
    """Say whether place, sources and what came of them are what they were."""
    sides = [side.statements for side in place.sides]
    return (
        settlement.span == place.span
        and {*settlement.sources} == {one.id for one in place.sources}
        and {*settlement.codings} == {one.id for one in there}
        and settlement.outcome == outcome_of({*map(statement, there)}, sides)
    )
