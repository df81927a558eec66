"""The same, stronger, weaker, new or gone: findings of this study held against those of another, place by place.

:func:`compare` asks whether a study arrives at a reference's findings. Here two studies are equals, and a difference is
told only with how far few sites can tell it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from qualcode.matrices.change_words import lines_of, phrase
from qualcode.matrices.reference import Own, Reference
from qualcode.matrices.two_shares import difference_interval
from qualcode.model import Codebook

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

    from qualcode.matrices.figure_style import Audience

Kind = Literal["same", "stronger", "weaker", "new", "gone", "not asked"]
KINDS: tuple[Kind, ...] = ("same", "stronger", "weaker", "new", "gone", "not asked")
"""``not asked``: nobody of the area was interviewed here, or there."""

CHANGE_COLUMNS = (
    "partner",
    "code",
    "area",
    "change",
    "told_apart",
    "words",
    "sites",
    "of_sites",
    "other_sites_low",
    "other_sites_high",
    "other_of_sites",
    "difference",
    "difference_low",
    "difference_high",
    "quantifier",
    "other_quantifier",
    "other_codes",
    "note",
)

Place = tuple[str, str, str]
"""Partner (empty for none), code and area."""


@dataclass(frozen=True, slots=True)
class There:
    """What the other study has in one place.

    ``low`` and ``high`` are numbers of sites: they differ where a word stands for several, or where codes were put
    together and nobody knows whether their sites are the same.
    """

    low: int
    high: int
    quantifier: str = ""
    codes: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """One place in both studies.

    Parameters
    ----------
    partner, code, area : str
    kind : {"same", "stronger", "weaker", "new", "gone", "not asked"}
        By the shares of sites.
    told_apart : bool
        Whether an interval of 95 % for the difference leaves out none: few sites seldom can.
    sites, of : int
        Here.
    there : There
    of_there : int
    interval : (float, float, float)
        The difference of the shares, here minus there, and its interval.
    quantifier : str
        The word printed here.
    """

    partner: str
    code: str
    area: str
    kind: Kind
    told_apart: bool
    sites: int
    of: int
    there: There
    of_there: int
    interval: tuple[float, float, float]
    quantifier: str

    @property
    def share(self) -> float:
        """Share of the sites here."""
        return self.sites / self.of if self.of else 0.0

    @property
    def share_there(self) -> float:
        """Share of the sites there: of a range, the end nearest to here."""
        return self.share - self.interval[0]


@dataclass(frozen=True, repr=False)
class Changes:
    """All places of two studies. Made by :func:`changes`.

    Parameters
    ----------
    rows : tuple of Change
        In the codebook's order, cross-cutting ones last.
    codebook : Codebook
    sites, other_sites : int
        Sites of the two studies.
    other : str
        What the other study is called.
    language : str
    left_out : tuple of str
        The other's codes that a person left out.
    """

    rows: tuple[Change, ...]
    codebook: Codebook
    sites: int
    other_sites: int
    other: str
    language: str
    left_out: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Change]:
        return iter(self.rows)

    def counts(self) -> dict[Kind, tuple[int, int]]:
        """Return for each kind how many places it has, and how many of them can be told apart."""
        every, apart = Counter(row.kind for row in self), Counter(row.kind for row in self if row.told_apart)
        return {kind: (every[kind], apart[kind]) for kind in KINDS}

    def to_frame(self) -> pd.DataFrame:
        """Return a row per place (``CHANGE_COLUMNS``), for the team."""
        import pandas as pd

        return pd.DataFrame([self._line(row) for row in self.rows], columns=list(CHANGE_COLUMNS))

    def _line(self, row: Change) -> tuple[object, ...]:
        return (
            row.partner,
            row.code,
            row.area,
            row.kind,
            row.told_apart,
            phrase(row, self.language),
            row.sites,
            row.of,
            row.there.low,
            row.there.high,
            row.of_there,
            *(round(value, 2) for value in row.interval),
            row.quantifier,
            row.there.quantifier,
            "; ".join(row.there.codes),
            "; ".join(row.there.notes),
        )

    def lines(self) -> list[str]:
        """Say in sentences how many places changed, and how many of the changes few sites can tell."""
        return lines_of(self)

    def plot(self, *, audience: Audience = "print", branch: str = "", most: int = 40) -> tuple[Figure, ...]:
        """Draw a line per place between the two studies, the largest differences first; a figure a page.

        Parameters
        ----------
        audience : {"print", "team"}
            Words on the axis for print, shares of sites for the team.
        branch : str, optional
            Only codes of this branch.
        most : int, default=40
            Places to draw.
        """
        from qualcode.matrices.plot_change import draw_changes

        return draw_changes(self, audience=audience, branch=branch, most=most)

    def __repr__(self) -> str:
        told = ", ".join(
            f"{n} {kind} ({apart} told apart)" for kind, (n, apart) in self.counts().items() if n
        )
        return f"<Changes against {self.other!r}: {told}; {self.sites} sites here, {self.other_sites} there>"


def changes(
    own: Mapping[Place, Own],
    there: Mapping[Place, There],
    *,
    codebook: Codebook,
    of: Mapping[str, int],
    of_there: Mapping[str, int],
    sites: int,
    other_sites: int,
    other: str,
    language: str,
    left_out: Iterable[str] = (),
) -> Changes:
    """Hold two studies' findings against each other.

    Parameters
    ----------
    own : mapping of Place to Own
        This study's findings.
    there : mapping of Place to There
        The other's, by the codes of this study.
    codebook : Codebook
    of, of_there : mapping of str to int
        By area, at how many sites somebody of it was interviewed; the study's sites where an area is not named.
    sites, other_sites : int
    other, language : str
    left_out : iterable of str
    """
    order = {"": len(codebook)} | {code.id: place for place, code in enumerate(codebook)}
    places = sorted(
        {*own, *there}, key=lambda place: (order.get(place[0], -1), order.get(place[1], -1), place[2])
    )
    rows = tuple(
        _change(
            place,
            own.get(place),
            there.get(place, There(0, 0)),
            of.get(place[2], sites),
            of_there.get(place[2], other_sites),
        )
        for place in places
    )
    return Changes(rows, codebook, sites, other_sites, other, language, tuple(sorted(left_out)))


def _change(place: Place, own: Own | None, there: There, of: int, of_there: int) -> Change:
    here = own.sites if own else 0
    # Of a range, the number nearest to what is found here: what may be equal is not told apart.
    near = min(max(round(here * of_there / of) if of else 0, there.low), there.high)
    difference = (here / of if of else 0.0) - (near / of_there if of_there else 0.0)
    if there.low < there.high and of and there.low / of_there <= here / of <= there.high / of_there:
        difference = 0.0
    low, high = difference_interval(here, of, near, of_there)
    kind: Kind
    if not of or not of_there:
        kind = "not asked"
    elif not there.high:
        kind = "new"
    elif not here:
        kind = "gone"
    else:
        kind = "same" if abs(difference) < 1e-9 else "stronger" if difference > 0 else "weaker"
    apart = kind not in ("same", "not asked") and (low > 0 or high < 0)
    return Change(
        *place, kind, apart, here, of, there, of_there, (difference, low, high), own.quantifier if own else ""
    )


def there_of(
    rows: Iterable[Reference],
    here: Mapping[str, str],
    notes: Mapping[str, str],
    *,
    of: Mapping[str, int],
    sites: int,
) -> dict[Place, There]:
    """Put the other study's findings where its codes are here; of codes that became one, the sites have a range.

    Parameters
    ----------
    rows : iterable of Reference
    here : mapping of str to str
        Id there and id here, empty for a code that is left out.
    notes : mapping of str to str
    of : mapping of str to int
        Sites of an area there.
    sites : int
    """
    found: dict[Place, list[Reference]] = {}
    for row in rows:
        partner, code = here.get(row.partner, row.partner), here.get(row.code, row.code)
        if code and (partner or not row.partner):
            found.setdefault((partner, code, row.area), []).append(row)
    made = {}
    for place, some in found.items():
        by_place: dict[tuple[str, str], list[Reference]] = {}
        for row in some:
            by_place.setdefault((row.partner, row.code), []).append(row)
        strongest = [max(own, key=lambda row: (row.low, row.high)) for own in by_place.values()]
        high = sum(row.high for row in strongest) if len(strongest) > 1 else strongest[0].high
        codes = sorted(
            {
                code
                for row in strongest
                for code in (row.partner, row.code)
                if code and here.get(code, code) != code
            }
        )
        told = {notes[code] for row in strongest for code in (row.partner, row.code) if code in notes}
        made[place] = There(
            max(row.low for row in strongest),
            min(high, of.get(place[2], sites)),
            strongest[0].quantifier if len(strongest) == 1 else "",
            tuple(codes),
            tuple(sorted(told | ({"merged"} if len(strongest) > 1 else set()))),
        )
    return made
