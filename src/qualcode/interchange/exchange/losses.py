"""What could not travel from one program to another: counted, with where, in words.

A reader or writer adds to a :class:`Losses` as it goes; nothing is left out silently. Kinds are constants of the
module that needs them: :class:`LossKind` holds the words in both languages.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from qualcode.labels import Labels

if TYPE_CHECKING:
    import pandas as pd

MAX_PLACES = 20
"""How many places of one kind are kept; all are counted."""


@dataclass(frozen=True, slots=True)
class LossKind:
    """A kind of thing that cannot travel.

    Parameters
    ----------
    key : str
        Such as ``"picture"``; what ``--json`` says.
    da, en : str
        What it is and what happened to it, such as ``"pictures: left out"``.
    """

    key: str
    da: str
    en: str


@dataclass(frozen=True, slots=True)
class Loss:
    """How much of one kind was lost, and where (the first places: numbers and GUIDs, no names and no text)."""

    kind: LossKind
    count: int
    places: tuple[str, ...]


class Losses:
    """The loss report of one file.

    Parameters
    ----------
    direction : {"in", "out"}
        Whether a foreign file was read, or one is written for others.

    Examples
    --------
    >>> picture = LossKind("picture", "billeder: udeladt", "pictures: left out")
    >>> losses = Losses("in")
    >>> losses.add(picture, "source 3")
    >>> losses.add(picture, "source 5")
    >>> losses.describe("en")
    ['2 pictures: left out (source 3, source 5)']
    """

    def __init__(self, direction: Literal["in", "out"]) -> None:
        self.direction = direction
        self._counts: dict[LossKind, int] = {}
        self._places: dict[LossKind, list[str]] = {}

    def add(self, kind: LossKind, where: str = "", count: int = 1) -> None:
        """Count something that cannot travel; ``where`` is a number or a GUID, never a name or text."""
        if count < 1:
            return
        self._counts[kind] = self._counts.get(kind, 0) + count
        places = self._places.setdefault(kind, [])
        if where and len(places) < MAX_PLACES and where not in places:
            places.append(where)

    def update(self, other: Losses) -> None:
        """Add what another report counted."""
        for loss in other:
            self._counts[loss.kind] = self._counts.get(loss.kind, 0) + loss.count
            places = self._places.setdefault(loss.kind, [])
            places += [place for place in loss.places if place not in places][: MAX_PLACES - len(places)]

    def __bool__(self) -> bool:
        return bool(self._counts)

    def __iter__(self) -> Iterator[Loss]:
        for kind, count in self._counts.items():
            yield Loss(kind, count, tuple(self._places[kind]))

    def __len__(self) -> int:
        return len(self._counts)

    def __repr__(self) -> str:
        return f"Losses({self.direction!r}, {self.counts()})"

    def counts(self) -> dict[str, int]:
        """Return how many were lost, by the kind's key."""
        return {kind.key: count for kind, count in self._counts.items()}

    def describe(self, language: str = "en") -> list[str]:
        """Return one line a kind, in Danish (``"da"``) or English."""
        lines = []
        for loss in self:
            words = Labels({loss.kind.key: {"da": loss.kind.da, "en": loss.kind.en}}, language)
            shown = ", ".join(loss.places[:5]) + (" …" if len(loss.places) > 5 else "")
            lines.append(f"{loss.count} {words(loss.kind.key)}" + (f" ({shown})" if shown else ""))
        return lines

    def to_frame(self) -> pd.DataFrame:
        """Return one row a kind: ``direction, kind, count, places, meaning``."""
        import pandas as pd

        columns = ["direction", "kind", "count", "places", "meaning"]
        rows = [(self.direction, x.kind.key, x.count, "; ".join(x.places), x.kind.en) for x in self]
        return pd.DataFrame(rows, columns=columns)
