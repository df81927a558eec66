"""Counts, never bare: how many segments, speakers and sites, by area, and what was counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TypeAlias

from qualcode.errors import MatrixError, Problem
from qualcode.matrices.ground import Ground
from qualcode.model import Code, Codebook, Coding, CodingSet, in_branch, quantifier

ALL = "alle"
"""All informants, whatever their area."""

BOTH = "begge"
"""All informants, where children's and adults' area (``both_areas``) both said it somewhere in the study."""


Areas: TypeAlias = Sequence[str] | Mapping[str, str]
"""Ids of areas in printed order, with their printed names or without."""


@dataclass(frozen=True, slots=True)
class Count:
    """How many segments, distinct speakers and distinct sites.

    An informant without an id is no distinct speaker: the number of speakers is never too high.
    """

    segments: int = 0
    speakers: int = 0
    sites: int = 0


@dataclass(frozen=True, slots=True)
class Basis:
    """What a result was counted from: it travels with the result.

    Parameters
    ----------
    coding_set : str
    coders : tuple of str
    codebook_version, segmentation : str
    n_codings : int
        Codings of the set.
    n_documents, n_segments, n_speakers, n_sites : int
        The informants' whole ground: interviews, segments, persons and sites.
    n_without_area : int
        Segments of informants whose area nobody noted: they count in no area's row.
    sites_total : int
        Sites of the study: what the printed words are measured against.
    language : str
        Language of the printed words.
    areas : mapping of str to str
        Id to printed name, in printed order.
    both_areas : tuple of str
    words : mapping of int to str
        The study's own printed words by number of sites.
    """

    coding_set: str
    coders: tuple[str, ...]
    codebook_version: str
    segmentation: str
    n_codings: int
    n_documents: int
    n_segments: int
    n_speakers: int
    n_sites: int
    n_without_area: int
    sites_total: int
    language: str
    areas: Mapping[str, str]
    both_areas: tuple[str, ...]
    words: Mapping[int, str] = field(default_factory=dict)

    def quantifier(self, sites: int) -> str:
        """Return the printed word for a number of sites."""
        return quantifier(sites, self.sites_total, language=self.language, words=dict(self.words))

    def of_what(self) -> str:
        """Say in a line what was counted."""
        no_area = f" ({self.n_without_area} of speakers without an area)" if self.n_without_area else ""
        return (
            f"{self.n_segments} segments{no_area}, {self.n_speakers} speakers, {self.n_sites} sites;"
            f" set {self.coding_set!r}, codebook {self.codebook_version!r}, segmentation {self.segmentation!r}"
        )


def basis_of(
    codings: CodingSet,
    ground: Ground,
    *,
    segmentation: str,
    sites_total: int,
    language: str,
    areas: Areas,
    both_areas: Sequence[str],
    words: Mapping[int, str] | None,
) -> Basis:
    """Say what is counted, and refuse settings that would make the counts wrong."""
    found = sorted(set(ground.areas) - {""} - set(areas))
    _check_areas([*areas, *found])
    n_sites = len(set(ground.sites))
    if n_sites > sites_total:
        raise MatrixError(
            f"the interviews are from {n_sites} sites, the study has {sites_total}",
            code="QC-MX05",
            where="study.yaml: sites",
            do="Name all sites of the study, or correct the column site of data/interviews.csv.",
        )
    return Basis(
        coding_set=codings.name,
        coders=codings.coders,
        codebook_version=codings.codebook_version,
        segmentation=segmentation,
        n_codings=len(codings),
        n_documents=len({segment.document for segment in ground.segments}),
        n_segments=len(ground.segments),
        n_speakers=len(set(ground.speakers) - {""}),
        n_sites=n_sites,
        n_without_area=ground.areas.count(""),
        sites_total=sites_total,
        language=language,
        areas=_area_names(areas, found),
        both_areas=tuple(both_areas),
        words=dict(words or {}),
    )


def _area_names(areas: Areas, found: Sequence[str]) -> dict[str, str]:
    """Name the areas; those that only the segments name follow the study's, so that nothing is lost."""
    names = dict(areas) if isinstance(areas, Mapping) else {area: area for area in areas}
    return names | {area: area for area in found}


def _check_areas(areas: Iterable[str]) -> None:
    taken = sorted({ALL, BOTH} & set(areas))
    if taken:
        raise MatrixError(
            f"an area is called {' and '.join(map(repr, taken))}",
            code="QC-MX07",
            where="study.yaml: areas",
            allowed=f"Any id but {ALL!r} and {BOTH!r}, which name counts over areas",
            do="Choose another id.",
        )


def check_codes(codings: CodingSet, codebook: Codebook) -> None:
    """Refuse codings whose code is not in the codebook: they would be missing unseen."""
    unknown = sorted({coding.code for coding in codings} - codebook.by_id.keys())
    if unknown:
        raise MatrixError(
            f"the set {codings.name!r} has codes that codebook {codebook.version} has not",
            code="QC-MX06",
            do="Use the codebook that the codings were made with, or recode them.",
            problems=[Problem(code, "not in the codebook") for code in unknown],
        )


def check_branch(codebook: Codebook, branch: str, what: str) -> None:
    """Refuse a branch that the codebook does not have."""
    if branch in codebook:
        return
    close = get_close_matches(branch, codebook.by_id, n=1)
    raise MatrixError(
        f"codebook {codebook.version} has no code {branch!r}",
        code="QC-MX01",
        where=what,
        allowed=f"A code of the codebook; at the top: {', '.join(c.id for c in codebook.children())}",
        do=f"Did you mean {close[0]!r}?" if close else "Choose one of them.",
    )


def of_branch(codings: Iterable[Coding], branch: str) -> list[Coding]:
    """Return the codings whose code stands in a branch; each code is looked at once."""
    some = list(codings)
    codes = {code for code in {coding.code for coding in some} if in_branch(code, branch)}
    return [coding for coding in some if coding.code in codes]


def printed_names(codebook: Codebook, codes: Sequence[Code]) -> dict[str, str]:
    """Name codes as a table prints them; where two have one name, their parents or ids tell them apart."""
    names = {code.id: code.name for code in codes}
    for longer in (lambda id_: " / ".join(codebook.path_names(id_)), str):
        twice = {name for name, n in Counter(names.values()).items() if n > 1}
        names = {id_: longer(id_) if name in twice else name for id_, name in names.items()}
    return names


def lines_of(codebook: Codebook, branches: Sequence[str], codings: CodingSet) -> dict[str, str]:
    """Name the branches' leaves, and their inner codes that are used, in the codebook's order; no branch is all."""
    for branch in branches:
        check_branch(codebook, branch, "branches")
    used = {coding.code for coding in codings}
    known = used | {code.id for code in codebook.leaves()}
    codes = [
        code
        for code in codebook
        if code.id in known and (not branches or any(in_branch(code.id, branch) for branch in branches))
    ]
    return printed_names(codebook, codes)


def tally(ground: Ground, indexes: Sequence[int]) -> Count:
    """Count some of the ground's segments."""
    speakers, sites = ground.speakers, ground.sites
    return Count(
        segments=len(indexes),
        speakers=len({speakers[i] for i in indexes} - {""}),
        sites=len({sites[i] for i in indexes}),
    )


def by_area(ground: Ground, indexes: Sequence[int], basis: Basis) -> dict[str, Count]:
    """Count by area in printed order, then those without an area, then ``begge`` where it applies, then ``alle``."""
    split: dict[str, list[int]] = {}
    for index in indexes:
        split.setdefault(ground.areas[index], []).append(index)
    counts = {area: tally(ground, split[area]) for area in (*basis.areas, "") if area in split}
    everybody = tally(ground, indexes)
    if both_said(counts, basis):
        counts[BOTH] = everybody
    counts[ALL] = everybody
    return counts


def both_said(areas: Iterable[str], basis: Basis) -> bool:
    """Say whether all of ``both_areas`` are among the areas that said a thing."""
    wanted = set(basis.both_areas)
    return len(wanted) > 1 and wanted <= set(areas)


def in_area(area: str) -> Callable[[str], bool]:
    """Return a test for a speaker's area; ``alle`` and ``begge`` take everybody."""
    return lambda spoken: area in (ALL, BOTH) or spoken == area
