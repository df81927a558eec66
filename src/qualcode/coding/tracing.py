"""Where a settled coding comes from, and places as a table."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from qualcode.coding.outcomes import Standing
from qualcode.coding.places import statement
from qualcode.model import Coding, Settlement, ordered

if TYPE_CHECKING:
    import pandas as pd

Says = Literal["the same", "the code", "another code"]
_SAYS: tuple[Says, ...] = ("the same", "the code", "another code")

PLACE_COLUMNS = (
    "place", "document", "first", "last", "start", "end", "cost", "status", "agreed", "differ", "how", "outcome", "by", "at",
)  # fmt: skip
"""The columns of a table of places; behind them stands one for each coder, with her codes."""

SOURCE_COLUMNS = ("coder", "code", "start", "end", "stance", "round", "says", "holds", "id")


@dataclass(frozen=True, slots=True)
class Source:
    """A coder's coding that stood where something was settled.

    Parameters
    ----------
    coding : Coding
        As it is now.
    says : {"the same", "the code", "another code"}
        Next to the settled coding; ``the code``: on other words, or meant otherwise.
    holds : bool
        False where it was withdrawn since.
    """

    coding: Coding
    says: Says
    holds: bool = True


@dataclass(frozen=True, slots=True)
class Trace:
    """Where a settled coding comes from.

    Parameters
    ----------
    coding : Coding
    settlement : Settlement or None
        With outcome, memo, who and when. None where the coding came from a file: then nobody can say what was before.
    sources : tuple of Source
        What the coders had said at the place, the same statements first.
    """

    coding: Coding
    settlement: Settlement | None = None
    sources: tuple[Source, ...] = ()

    def to_frame(self) -> pd.DataFrame:
        """Return one row per source, without words and memos."""
        import pandas as pd

        rows = [
            (
                one.coding.coder,
                one.coding.code,
                one.coding.span.start,
                one.coding.span.end,
                one.coding.stance,
                one.coding.round,
                one.says,
                "yes" if one.holds else "no",
                one.coding.id,
            )
            for one in self.sources
        ]
        return pd.DataFrame(rows, columns=list(SOURCE_COLUMNS))


def trace_of(
    coding: Coding,
    settlements: Iterable[Settlement],
    *,
    known: Mapping[str, Coding],
    holding: Collection[str],
) -> Trace:
    """Return where a settled coding comes from.

    Parameters
    ----------
    coding : Coding
    settlements : iterable of Settlement
    known : mapping of str to Coding
        All codings by id, withdrawn ones too.
    holding : collection of str
        Ids of those that hold.
    """
    for settlement in settlements:
        if coding.id in settlement.codings:
            stood = ordered(known[id] for id in settlement.sources if id in known)
            sources = [Source(one, _says(one, coding), one.id in holding) for one in stood]
            sources.sort(key=lambda source: _SAYS.index(source.says))
            return Trace(coding, settlement, tuple(sources))
    return Trace(coding)


def _says(source: Coding, settled: Coding) -> Says:
    if statement(source) == statement(settled):
        return "the same"
    return "the code" if source.code == settled.code else "another code"


def places_table(
    standings: Iterable[Standing], coders: Sequence[str], *, only_differing: bool = False
) -> pd.DataFrame:
    """Return one row per place, without words: where, what it costs, how it stands, who used which codes.

    A cell of a coder holds a dash where she found nothing to code, and nothing where she did not read the document.

    Parameters
    ----------
    standings : iterable of Standing
    coders : sequence of str
    only_differing : bool, default=False
        Of the coders' codes, name those on which they differ.
    """
    import pandas as pd

    rows = [
        dict(zip(PLACE_COLUMNS, _row(one), strict=True))
        | {
            f"codes {side.coder}": _codes(
                coding for coding in side.codings if not only_differing or coding.code in one.place.differ
            )
            for side in one.place.sides
        }
        for one in standings
    ]
    frame = pd.DataFrame(rows, columns=[*PLACE_COLUMNS, *(f"codes {coder}" for coder in coders)])
    return frame.fillna({f"codes {coder}": "" for coder in coders})


def _row(one: Standing) -> tuple[object, ...]:
    place, last = one.place, one.settlement
    return (
        place.id,
        place.document,
        place.first,
        place.last,
        place.span.start,
        place.span.end,
        round(one.cost, 4),
        one.status,
        "yes" if place.agreed else "no",
        "; ".join(place.differ),
        "; ".join(sorted({difference.kind for difference in place.differences})),
        last.outcome if last else "",
        last.by if last else "",
        last.settled_at if last else "",
    )


def _codes(codings: Iterable[Coding]) -> str:
    said = {one.code if one.stance == "experience" else f"{one.code} ({one.stance})": None for one in codings}
    return "; ".join(said) or "–"
