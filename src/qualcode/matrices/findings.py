"""Findings: what is said of each partner, or of none, in which area and at how many sites."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.matrices.counting import (
    ALL,
    Areas,
    Basis,
    Count,
    basis_of,
    by_area,
    check_branch,
    check_codes,
    in_area,
    of_branch,
    printed_names,
    tally,
)
from qualcode.matrices.ground import Ground, Marks, meet, share
from qualcode.matrices.html import html_table
from qualcode.model import (
    DEFAULT_SEGMENTATION,
    Codebook,
    Coding,
    CodingSet,
    Segment,
    Stance,
)

if TYPE_CHECKING:
    import pandas as pd

FINDING_COLUMNS = (
    "partner",
    "code",
    "area",
    "sites",
    "speakers",
    "segments",
    "quantifier",
    "wishes",
    "counterexamples",
)

Place = tuple[str, str]
"""Partner (empty for none) and code."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is said of a partner (or of none) in one area.

    Parameters
    ----------
    partner : str
        Full id; empty where the code's span overlaps no partner (cross-cutting).
    code : str
    area : str
        An area, or ``begge``.
    count : Count
        Wishes and counterexamples included.
    quantifier : str
        The printed word for the number of sites.
    wishes, counterexamples : int
        Sites in which it was said as such.
    """

    partner: str
    code: str
    area: str
    count: Count
    quantifier: str
    wishes: int = 0
    counterexamples: int = 0


@dataclass(frozen=True, repr=False)
class Findings:
    """All findings of a coding set, in the codebook's order, cross-cutting ones last. Made by :func:`findings`.

    Parameters
    ----------
    rows : tuple of Finding
    sources : dict of (str, str) to dict of str to tuple of Segment
        The segments of each partner and code, by stance.
    codebook : Codebook
    basis : Basis
        What was counted.
    partner_branch : str
    n_left_out : int
        Codings that lie on no informant's segment and were not counted.
    """

    rows: tuple[Finding, ...]
    sources: Mapping[Place, Mapping[Stance, tuple[Segment, ...]]]
    codebook: Codebook
    basis: Basis
    partner_branch: str
    n_left_out: int = 0

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.rows)

    def segments(
        self, partner: str, code: str, area: str = ALL, *, stance: Stance | None = None
    ) -> tuple[Segment, ...]:
        """Return a finding's segments, in reading order; nothing where there is no such finding."""
        wanted = in_area(area)
        by_stance = self.sources.get((partner, code), {})
        found = {
            segment
            for kind, segments in by_stance.items()
            if stance in (None, kind)
            for segment in segments
            if wanted(segment.area)
        }
        return tuple(sorted(found, key=lambda s: (s.document, s.span)))

    def to_frame(self) -> pd.DataFrame:
        """Return one row per finding (``FINDING_COLUMNS``)."""
        import pandas as pd

        return pd.DataFrame([_line(finding) for finding in self.rows], columns=list(FINDING_COLUMNS))

    def __repr__(self) -> str:
        basis = self.basis
        return (
            f"<Findings: {len(self.rows)} of {len(self.sources)} codes with and without a partner;"
            f" {basis.of_what()}>"
        )

    def _repr_html_(self) -> str:
        names = {"": ""} | printed_names(self.codebook, list(self.codebook))
        lines = ([names[f.partner], names[f.code], *_line(f)[2:]] for f in self.rows)
        return html_table("", FINDING_COLUMNS, lines, more=repr(self).strip("<>"))


def _line(finding: Finding) -> tuple[str | int, ...]:
    n = finding.count
    return (
        finding.partner,
        finding.code,
        finding.area,
        n.sites,
        n.speakers,
        n.segments,
        finding.quantifier,
        finding.wishes,
        finding.counterexamples,
    )


def findings(
    codings: CodingSet,
    segments: Sequence[Segment],
    codebook: Codebook,
    *,
    partner_branch: str,
    areas: Areas,
    both_areas: Sequence[str],
    sites_total: int,
    language: str,
    words: Mapping[int, str] | None = None,
    segmentation: str = DEFAULT_SEGMENTATION,
) -> Findings:
    """Say of every code with which partner, in which area and at how many sites it was said.

    A code is said of a partner where a span of each overlaps in an informant's segment. A coding that overlaps
    no partner's in the informants' words is cross-cutting, and its segments count with an empty partner. A
    partner's code alone is no finding.

    Parameters
    ----------
    codings : CodingSet
    segments : sequence of Segment
        All segments of one segmentation of the coded documents.
    codebook : Codebook
    partner_branch : str
        The branch whose codes are the partners.
    areas : sequence of str, or mapping of str to str
        Ids of the areas in printed order, with printed names or without.
    both_areas : sequence of str
        Where all of them said a thing somewhere in the study, a row ``begge`` counts it over all informants.
    sites_total : int
        Sites of the study.
    language : str
        Language of the printed words.
    words : mapping of int to str, optional
        The study's own words by number of sites.
    segmentation : str
        Name of the segmentation, to stand with the result.

    Returns
    -------
    Findings

    Raises
    ------
    MatrixError
        Codings, segments, codebook and settings do not fit each other (QC-MX01 to QC-MX07).
    """
    check_branch(codebook, partner_branch, "partner_branch")
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
    partners = of_branch(codings, partner_branch)
    named = {coding.code for coding in partners}
    themes = [coding for coding in codings if coding.code not in named]
    partner_marks = ground.mark(partners, _code)
    theme_marks = ground.mark(themes, _code_and_stance)
    said = _with_partner(partner_marks, theme_marks)
    said |= _without_partner(ground, partners, themes)
    order = {"": len(codebook)} | {code.id: place for place, code in enumerate(codebook)}
    places = sorted(said, key=lambda place: (order[place[0]], order[place[1]]))
    return Findings(
        rows=tuple(row for place in places for row in _rows(ground, place, said[place], basis)),
        sources={place: _as_segments(ground, said[place]) for place in places},
        codebook=codebook,
        basis=basis,
        partner_branch=partner_branch,
        n_left_out=len(partner_marks.left_out | theme_marks.left_out),
    )


Said = dict[Place, dict[Stance, list[int]]]
"""Indexes of segments by partner and code, and by stance."""


def _code(coding: Coding) -> str:
    return coding.code


def _code_and_stance(coding: Coding) -> tuple[str, Stance]:
    return coding.code, coding.stance


def _with_partner(partners: Marks[str], themes: Marks[tuple[str, Stance]]) -> Said:
    said: Said = {}
    for (partner, (code, stance)), indexes in meet(partners, themes).items():
        said.setdefault((partner, code), {})[stance] = indexes
    return said


def _without_partner(ground: Ground, partners: Sequence[Coding], themes: Sequence[Coding]) -> Said:
    """Gather codings no part of which overlaps any partner's; one overlap makes it a statement on that partner."""
    taken = ground.mark(partners, lambda _: None).by_segment
    alone: dict[Place, dict[Stance, set[int]]] = {}
    for coding in themes:
        parts = list(ground.parts(coding))
        if any(i in taken and share([(start, end)], taken[i][None]) for i, start, end in parts):
            continue
        indexes = alone.setdefault(("", coding.code), {}).setdefault(coding.stance, set())
        indexes.update(index for index, _, _ in parts)
    return {
        place: {stance: sorted(indexes) for stance, indexes in by_stance.items()}
        for place, by_stance in alone.items()
        if any(by_stance.values())
    }


def _rows(
    ground: Ground, place: Place, said: Mapping[Stance, Sequence[int]], basis: Basis
) -> Iterator[Finding]:
    indexes = sorted({index for some in said.values() for index in some})
    for area, count in by_area(ground, indexes, basis).items():
        if area != ALL:
            yield Finding(
                *place,
                area,
                count,
                basis.quantifier(count.sites),
                wishes=_sites(ground, said.get("wish", ()), area),
                counterexamples=_sites(ground, said.get("counterexample", ()), area),
            )


def _sites(ground: Ground, indexes: Sequence[int], area: str) -> int:
    wanted = in_area(area)
    return tally(ground, [index for index in indexes if wanted(ground.areas[index])]).sites


def _as_segments(ground: Ground, said: Mapping[Stance, Sequence[int]]) -> dict[Stance, tuple[Segment, ...]]:
    return {stance: tuple(ground.segments[i] for i in indexes) for stance, indexes in said.items()}
