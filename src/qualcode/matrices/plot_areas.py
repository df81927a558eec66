"""Who talks about what: which part of each area's informants speaks of a theme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from qualcode.labels import Labels
from qualcode.matrices.counting import (
    Areas,
    Basis,
    Count,
    basis_of,
    by_area,
    check_branch,
    check_codes,
    of_branch,
    printed_names,
)
from qualcode.matrices.few import FEW_AT_MOST
from qualcode.matrices.figure_dots import DotContent, DotGroup, Dots, draw_dots
from qualcode.matrices.figure_style import Audience, Manner, Side, page, require
from qualcode.matrices.ground import Ground
from qualcode.model import DEFAULT_SEGMENTATION, Codebook, CodingSet, Segment, in_branch
from qualcode.plain_figures import plain_style

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

SHARE_COLUMNS = ("code", "area", "speakers", "of_speakers", "sites", "of_sites")

LEAST_PERSONS = 5
"""An area with fewer informants, or fewer sites where those are counted, is not printed: a part of so few says who spoke."""

Of = Literal["speakers", "sites"]

_THIRDS = ("none", "smaller", "half", "larger")

_LABELS = {
    "title": {"da": "Hvem taler om hvad", "en": "Who talks about what"},
    "none": {"da": "ingen", "en": "none"},
    "smaller": {"da": "en mindre del", "en": "a smaller part"},
    "half": {"da": "omkring halvdelen", "en": "about half"},
    "larger": {"da": "størstedelen", "en": "the greater part"},
    "speakers axis": {
        "da": "så mange af områdets informanter taler om temaet",
        "en": "so many of the area's informants speak of the theme",
    },
    "sites axis": {
        "da": "i så mange af områdets {sites} tales der om temaet",
        "en": "at so many of the area's {sites} the theme is spoken of",
    },
    "classes": {
        "da": "En mindre del er under en tredjedel eller højst to, omkring halvdelen er fra en til to tredjedele,"
        " størstedelen er mere.",
        "en": "A smaller part is less than a third or at most two, about half is from one to two thirds, the greater part"
        " is more.",
    },
    "order": {
        "da": "Øverst i hver gruppe står det, som især {first} taler om, nederst det, som især {second} taler om.",
        "en": "Each group begins with what {first} above all speaks of, and ends with what {second} above all speaks of.",
    },
    "left out": {
        "da": "Udeladt, fordi for få informanter hører til: {areas}.",
        "en": "Left out, as too few informants belong to it: {areas}.",
    },
    "alt": {
        "da": "Punktdiagram. {title}. For hvert tema viser et mærke for hvert område ({areas}), hvor stor en del af"
        " informanterne der taler om det.",
        "en": "Dot chart. {title}. For each theme a mark for each area ({areas}) shows which part of the informants"
        " speaks of it.",
    },
    "alt sites": {
        "da": "Punktdiagram. {title}. For hvert tema viser et mærke for hvert område ({areas}), i hvor stor en del af"
        " områdets {sites} der tales om det.",
        "en": "Dot chart. {title}. For each theme a mark for each area ({areas}) shows at which part of the area's"
        " {sites} it is spoken of.",
    },
    "more": {"da": "Især {area} taler om: {names}.", "en": "Above all {area} speaks of: {names}."},
    "same": {"da": "Områderne taler lige meget om det hele.", "en": "The areas speak of everything alike."},
}


@dataclass(frozen=True, repr=False)
class AreaShares:
    """Which part of each area speaks of a code. Made by :func:`area_shares`.

    Parameters
    ----------
    name : str
        Short name for files.
    branches : tuple of str
    counts : mapping of str to mapping of str to Count
        By code, in the codebook's order, and area.
    everybody : mapping of str to Count
        All informants of an area.
    of : {"speakers", "sites"}
        Of what the shares are.
    codebook : Codebook
    basis : Basis
    """

    name: str
    branches: tuple[str, ...]
    counts: Mapping[str, Mapping[str, Count]]
    everybody: Mapping[str, Count]
    of: Of
    codebook: Codebook
    basis: Basis

    def share(self, code: str, area: str) -> float:
        """Return the part of an area that speaks of a code, from 0 to 1."""
        whole: int = getattr(self.everybody[area], self.of)
        return getattr(self.counts[code].get(area, Count()), self.of) / whole if whole else 0.0

    def to_frame(self) -> pd.DataFrame:
        """Return a row per code and area (``SHARE_COLUMNS``), for the team."""
        import pandas as pd

        rows = [
            (code, area, n.speakers, whole.speakers, n.sites, whole.sites)
            for code, counts in self.counts.items()
            for area, whole in self.everybody.items()
            for n in [counts.get(area, Count())]
        ]
        return pd.DataFrame(rows, columns=list(SHARE_COLUMNS))

    def title(self, *, language: str = "", sites: str = "") -> str:
        """Return the title for print."""
        return Labels(_LABELS, Manner.of("print", language, sites, self.basis).language)("title")

    def plot(
        self,
        *,
        audience: Audience = "print",
        language: str = "",
        sites: str = "",
        side: Side = "portrait",
        titled: bool = True,
    ) -> tuple[Figure, ...]:
        """Draw a line per code with a mark per area; the more the areas differ, the longer the line between.

        Parameters
        ----------
        audience : {"print", "team"}, default="print"
            For print the axis has words for thirds, and areas with few informants (``LEAST_PERSONS``) are left
            out; for the team it has shares.
        language, sites, side, titled
            As in :meth:`qualcode.matrices.plot_barriers.CodeSpread.plot`.

        Returns
        -------
        tuple of matplotlib.figure.Figure
            One a page; none where no area may be shown.
        """
        manner = Manner.of(audience, language, sites, self.basis)
        areas = self._areas(manner)
        if not areas or not self.counts:
            return ()
        with plain_style():
            return draw_dots(self._content(manner, areas, titled=titled), *page(side), manner)

    def alt_text(self, *, audience: Audience = "print", language: str = "", sites: str = "") -> str:
        """Say what the figure shows, in words; without numbers for print."""
        manner = Manner.of(audience, language, sites, self.basis)
        labels = Labels(_LABELS, manner.language)
        areas = self._areas(manner)
        names = ", ".join(self.basis.areas[area] for area in areas)
        key = "alt" if self.of == "speakers" else "alt sites"
        said = [labels(key, title=labels("title"), areas=names, sites=manner.sites)]
        if len(areas) < 2:
            return said[0]
        first, second = areas[:2]
        for ahead, behind in ((first, second), (second, first)):
            lead = {
                code: self._place(manner, code, ahead) - self._place(manner, code, behind)
                for code in self.counts
            }
            most = [
                self._names()[code]
                for code in sorted(lead, key=lambda code: -lead[code])[:3]
                if lead[code] > 0
            ]
            if most:
                said.append(labels("more", area=self.basis.areas[ahead], names=manner.listed(most)))
        return " ".join(said if len(said) > 1 else [*said, labels("same")])

    def _areas(self, manner: Manner) -> list[str]:
        """Return the areas that may be shown."""
        least = LEAST_PERSONS if manner.for_print else 1
        return [
            area
            for area, whole in self.everybody.items()
            if min(whole.speakers, getattr(whole, self.of)) >= least
        ]

    def _names(self) -> dict[str, str]:
        return printed_names(self.codebook, [self.codebook[code] for code in self.counts])

    def _place(self, manner: Manner, code: str, area: str) -> float:
        """Return where a mark stands: at a share, or, in print, at one of the words."""
        share = self.share(code, area)
        n: int = getattr(self.counts[code].get(area, Count()), self.of)
        return float(_third(n, share)) if manner.for_print else share

    def _content(self, manner: Manner, areas: Sequence[str], *, titled: bool) -> DotContent:
        labels = Labels(_LABELS, manner.language)
        return DotContent(
            title=labels("title") if titled else "",
            caption=self._caption(manner, areas, labels),
            axis=labels(f"{self.of} axis", sites=manner.sites),
            ticks=_ticks(manner, labels),
            series=tuple(self.basis.areas[area] for area in areas),
            groups=tuple(self._groups(manner, areas)),
            words=manner.for_print,
            joined=True,
        )

    def _caption(self, manner: Manner, areas: Sequence[str], labels: Labels) -> str:
        parts = [manner.of_what(self.basis, self.codebook.version)]
        if manner.for_print:
            parts.append(labels("classes"))
        if len(areas) > 1:
            first, second = (self.basis.areas[area] for area in areas[:2])
            parts.append(labels("order", first=first, second=second))
        missing = [self.basis.areas[area] for area in self.everybody if area not in areas]
        if missing:
            parts.append(labels("left out", areas=manner.listed(missing)))
        return " ".join(parts)

    def _groups(self, manner: Manner, areas: Sequence[str]) -> Iterator[DotGroup]:
        names = self._names()

        def lead(code: str) -> tuple[float, float]:
            first, *others = (self._place(manner, code, area) for area in areas[:2])
            return sum(others) - first if others else 0.0, -first

        for branch in self.branches:
            codes = sorted((code for code in self.counts if in_branch(code, branch)), key=lead)
            rows = tuple(
                Dots(names[code], tuple(self._place(manner, code, area) for area in areas)) for code in codes
            )
            if rows:
                yield DotGroup(self.codebook[branch].name if len(self.branches) > 1 else "", rows)

    def __repr__(self) -> str:
        return f"<AreaShares {', '.join(self.branches)}: {len(self.counts)} codes; {self.basis.of_what()}>"


def area_shares(
    codings: CodingSet,
    segments: Sequence[Segment],
    codebook: Codebook,
    *,
    branches: Sequence[str],
    of: Of = "speakers",
    areas: Areas,
    both_areas: Sequence[str],
    sites_total: int,
    language: str,
    words: Mapping[int, str] | None = None,
    segmentation: str = DEFAULT_SEGMENTATION,
    name: str = "",
) -> AreaShares:
    """Count, by area, which part of the informants speaks of the codes of some branches.

    Parameters
    ----------
    codings : CodingSet
    segments : sequence of Segment
        All segments of one segmentation of the coded documents.
    codebook : Codebook
    branches : sequence of str
        Each is a group of lines.
    of : {"speakers", "sites"}, default="speakers"
        Of what the shares are: of an area's persons, or of the sites where it was interviewed.
    areas, both_areas, sites_total, language, words, segmentation
        As in :func:`qualcode.matrices.theme_matrix`.
    name : str, optional
        Short name for files.

    Returns
    -------
    AreaShares

    Raises
    ------
    MatrixError
        Codings, segments, codebook and settings do not fit each other (QC-MX01 to QC-MX07).
    UsageError
        ``of`` is another word (QC-MX14).
    """
    require(of, ("speakers", "sites"), "share of")
    for branch in branches:
        check_branch(codebook, branch, "branches")
    check_codes(codings, codebook)
    ground = Ground(segments)
    ground.check(codings)
    basis = basis_of(
        codings,
        ground,
        segmentation=segmentation,
        sites_total=sites_total,
        language=language,
        areas=areas,
        both_areas=both_areas,
        words=words,
    )
    found: dict[str, list[int]] = {}
    for branch in branches:
        for index, by_code in ground.mark(of_branch(codings, branch), lambda c: c.code).by_segment.items():
            for code in by_code:
                found.setdefault(code, []).append(index)
    whole = by_area(ground, range(len(ground.segments)), basis)
    return AreaShares(
        name=name or "-".join(["areas", *branches]),
        branches=tuple(branches),
        counts={
            code.id: by_area(ground, sorted(set(found[code.id])), basis)
            for code in codebook
            if code.id in found
        },
        everybody={area: whole[area] for area in basis.areas if area in whole},
        of=of,
        codebook=codebook,
        basis=basis,
    )


def _third(n: int, share: float) -> int:
    """Return the place of a share among the words: none, and then thirds."""
    if not n:
        return 0
    # So many are a smaller part of any area that prints: one stands for one site, and must not be told from two.
    return 1 if n <= FEW_AT_MOST or share < 1 / 3 else 2 if share <= 2 / 3 else 3


def _ticks(manner: Manner, labels: Labels) -> tuple[tuple[float, str], ...]:
    if manner.for_print:
        return tuple((float(at), labels(word)) for at, word in enumerate(_THIRDS))
    return tuple((quarter / 4, f"{quarter * 25} %") for quarter in range(5))
