"""Which codes are spoken of together, and the order that puts those beside each other that often are."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from qualcode.errors import UsageError
from qualcode.labels import Labels
from qualcode.matrices.anchors import cell_anchor
from qualcode.matrices.counting import (
    Areas,
    Basis,
    Count,
    basis_of,
    check_branch,
    check_codes,
    of_branch,
    printed_names,
    tally,
)
from qualcode.matrices.ground import Ground, meet
from qualcode.matrices.html import html_table
from qualcode.model import DEFAULT_SEGMENTATION, Codebook, CodingSet, Segment, in_branch

if TYPE_CHECKING:
    import pandas as pd

PAIR_COLUMNS = ("code", "other", "segments", "speakers", "sites", "jaccard", "quantifier", "anchor")

Measure = Literal["words", "sites", "speakers", "segments", "jaccard"]
MEASURES: tuple[Measure, ...] = ("words", "sites", "speakers", "segments", "jaccard")

Merge = tuple[int, int, float]
"""Two groups that become one, and how far apart they were: codes are 0 to n - 1, groups count on from n."""


@dataclass(frozen=True, repr=False)
class CodePairs:
    """How often codes are spoken of together. Made by :func:`code_pairs`.

    Parameters
    ----------
    branches : tuple of str
    names : mapping of str to str
        The codes that were used, in the codebook's order, and their printed names.
    counts : mapping of (str, str) to Count
        By two codes, the earlier one in the codebook first; a code with itself is the code alone.
    found : mapping of (str, str) to tuple of Segment
        Where they meet, by the same keys, in reading order.
    codebook : Codebook
    basis : Basis
    n_left_out : int
        Codings that lie on no informant's segment.
    """

    branches: tuple[str, ...]
    names: Mapping[str, str]
    counts: Mapping[tuple[str, str], Count]
    found: Mapping[tuple[str, str], tuple[Segment, ...]]
    codebook: Codebook
    basis: Basis
    n_left_out: int = 0

    @property
    def name(self) -> str:
        """Short name for files."""
        return "cooccurrence"

    @property
    def title(self) -> str:
        """Title for print."""
        return Labels(_LABELS, self.basis.language)("title")

    @property
    def heading(self) -> str:
        """What stands above the codes."""
        return Labels(_LABELS, self.basis.language)("codes")

    def count(self, code: str, other: str) -> Count:
        """Return where two codes meet."""
        return self.counts.get((code, other)) or self.counts.get((other, code)) or Count()

    def segments(self, code: str, other: str) -> tuple[Segment, ...]:
        """Return the segments in which two codes meet, in reading order."""
        for each in (code, other):
            self._check(each)
        return self.found.get((code, other)) or self.found.get((other, code)) or ()

    def jaccard(self, code: str, other: str) -> float:
        """Return the segments with both codes as a part of those with any of them.

        Jaccard's index (P. Jaccard, Bulletin de la Société vaudoise des sciences naturelles 37, 1901, 547-579): 1 where
        two codes always stand together, 0 where they never do. Frequent codes meet often by their frequency alone;
        numbers of segments do not tell that apart, this index does in part.
        """
        both = self.count(code, other).segments
        return both / (self.count(code, code).segments + self.count(other, other).segments - both)

    def value(self, code: str, other: str, count: Measure = "segments") -> float | int | str:
        """Return what a table shows for two codes: a number, a word (empty where they do not meet), or Jaccard's index."""
        for each in (code, other):
            self._check(each)
        if count not in MEASURES:
            raise UsageError(
                f"there is no measure {count!r}",
                code="QC-MX11",
                where=self.name,
                allowed=f"Measures: {', '.join(MEASURES)}",
                do="Choose one of them.",
            )
        if count == "jaccard":
            return self.jaccard(code, other)
        n = self.count(code, other)
        return self.basis.quantifier(n.sites) if count == "words" else int(getattr(n, count))

    def wide(self, count: Measure = "segments", *, branches: Sequence[str] = ()) -> pd.DataFrame:
        """Return the table of codes against codes with printed names; its diagonal is the codes alone.

        Parameters
        ----------
        count : {"segments", "speakers", "sites", "words", "jaccard"}, default="segments"
        branches : sequence of str
            Only codes of these branches; by default all that were counted.
        """
        import pandas as pd

        codes = self.codes(branches)
        names = [self.names[code] for code in codes]
        values = [[self.value(code, other, count) for other in codes] for code in codes]
        return pd.DataFrame(values, index=pd.Index(names, name=self.heading), columns=names)

    def codes(self, branches: Sequence[str] = ()) -> list[str]:
        """Return the codes that were used, of some branches or of all, in the codebook's order."""
        for branch in branches:
            check_branch(self.codebook, branch, "branches")
        return [c for c in self.names if not branches or any(in_branch(c, branch) for branch in branches)]

    def _check(self, code: str) -> None:
        if code not in self.names:
            raise UsageError(
                f"the table has no code {code!r}",
                code="QC-MX10",
                where=self.name,
                allowed="The codes that were used, of the branches that were counted",
                do="Look at names.",
            )

    @cached_property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """Codes that meet: first those at most sites, then those that meet most for how often they are used."""
        place = {code: at for at, code in enumerate(self.names)}
        met = [pair for pair in self.counts if pair[0] != pair[1]]
        return tuple(
            sorted(
                met,
                key=lambda p: (-self.counts[p].sites, -self.jaccard(*p), place[p[0]], place[p[1]]),
            )
        )

    def foremost(self, most: int) -> list[str]:
        """Return, in the codebook's order, the codes that meet others in most segments."""
        met = dict.fromkeys(self.names, 0)
        for code, other in self.pairs:
            segments = self.counts[code, other].segments
            met[code] += segments
            met[other] += segments
        first = sorted((code for code in met if met[code]), key=lambda code: -met[code])[:most]
        return [code for code in self.names if code in set(first)]

    def branch_of(self, code: str) -> int:
        """Return which of the branches a code belongs to."""
        return next(at for at, branch in enumerate(self.branches) if in_branch(code, branch))

    def to_frame(self, *, alone: bool = False) -> pd.DataFrame:
        """Return a row per two codes that meet (``PAIR_COLUMNS``), for the team.

        Parameters
        ----------
        alone : bool, default=False
            Let a row for each code alone stand first: what the pairs are to be measured against.
        """
        import pandas as pd

        wanted = [(code, code) for code in self.names] if alone else []
        rows = [
            (
                *pair,
                n.segments,
                n.speakers,
                n.sites,
                self.jaccard(*pair),
                self.basis.quantifier(n.sites),
                cell_anchor(*pair),
            )
            for pair in (*wanted, *self.pairs)
            for n in [self.counts[pair]]
        ]
        return pd.DataFrame(rows, columns=list(PAIR_COLUMNS))

    def __repr__(self) -> str:
        return f"<CodePairs: {len(self.pairs)} pairs of {len(self.names)} codes; {self.basis.of_what()}>"

    def _repr_html_(self) -> str:
        frame = self.wide()
        lines = ([name, *(value or "" for value in row)] for name, *row in frame.itertuples(name=None))
        return html_table(self.title, [self.heading, *frame.columns], lines, more=repr(self).strip("<>"))


_LABELS = {
    "title": {"da": "Temaer, der nævnes sammen", "en": "Themes that are mentioned together"},
    "codes": {"da": "Tema", "en": "Theme"},
}


def code_pairs(
    codings: CodingSet,
    segments: Sequence[Segment],
    codebook: Codebook,
    *,
    branches: Sequence[str],
    areas: Areas,
    both_areas: Sequence[str],
    sites_total: int,
    language: str,
    words: Mapping[int, str] | None = None,
    segmentation: str = DEFAULT_SEGMENTATION,
) -> CodePairs:
    """Count in how many of the informants' segments the codes of some branches meet.

    Parameters
    ----------
    codings, segments, codebook, areas, both_areas, sites_total, language, words, segmentation
        As in :func:`qualcode.matrices.theme_matrix`; two codes meet as a row and a column do there.
    branches : sequence of str
        Whose codes are looked at.

    Returns
    -------
    CodePairs

    Raises
    ------
    MatrixError
        Codings, segments, codebook and settings do not fit each other (QC-MX01 to QC-MX07).
    """
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
    wanted = dict.fromkeys(coding for branch in branches for coding in of_branch(codings, branch))
    marks = ground.mark(wanted, lambda coding: coding.code)
    place = {code.id: at for at, code in enumerate(codebook)}
    met = meet(marks, marks)
    together = {pair: at for pair, at in met.items() if place[pair[0]] <= place[pair[1]]}
    return CodePairs(
        branches=tuple(branches),
        names=printed_names(codebook, [code for code in codebook if (code.id, code.id) in met]),
        counts={pair: tally(ground, at) for pair, at in together.items()},
        found={pair: tuple(ground.segments[i] for i in at) for pair, at in together.items()},
        codebook=codebook,
        basis=basis,
        n_left_out=len(marks.left_out),
    )


def clustered(pairs: CodePairs, codes: Sequence[str]) -> tuple[list[str], list[Merge]]:
    """Put codes beside each other that are often spoken of together.

    Groups grow by the mean distance of their codes (1 less Jaccard's index), and the branches of the tree are
    turned so that neighbours are as near as can be (Bar-Joseph, Gifford and Jaakkola 2001). The same counts
    give the same order.

    Returns
    -------
    list of str, list of Merge
        The codes in order, and the tree; its codes are counted in the new order.
    """
    if len(codes) < 2:
        return list(codes), []
    from scipy.cluster.hierarchy import leaves_list, linkage

    apart = [
        1 - pairs.jaccard(code, other) for at, code in enumerate(codes) for other in codes[at + 1 :]
    ]  # as scipy wants it: the upper triangle, row by row
    tree = linkage(apart, method="average", optimal_ordering=True)
    order = [int(at) for at in leaves_list(tree)]
    if order[0] > order[-1]:  # either end may come first: the one that the codebook has first
        order.reverse()
    place = {leaf: at for at, leaf in enumerate(order)} | {n: n for n in range(len(codes), 2 * len(codes))}
    merges = [(place[int(one)], place[int(two)], float(far)) for one, two, far, _ in tree]
    return [codes[leaf] for leaf in order], merges
