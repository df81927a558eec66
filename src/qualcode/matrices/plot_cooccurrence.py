"""What is spoken of together: codes against codes, in an order that shows groups, or on a ring with lines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from qualcode.labels import Labels
from qualcode.matrices.code_pairs import CodePairs, clustered
from qualcode.matrices.few import in_few_words
from qualcode.matrices.figure_clusters import Triangle, draw_triangle, room_for
from qualcode.matrices.figure_ring import Ring, draw_ring
from qualcode.matrices.figure_style import Audience, Manner, Side, few_note, page, require, words_of
from qualcode.plain_figures import plain_style

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

Shape = Literal["matrix", "ring"]

_MOST_CODES = 40
_MOST_TOLD = 3
_LINES_A_CODE = 2
"""A ring with more lines is a ball of wool: the weakest are left out, a class at a time."""

_SHADES = 5
"""Shades in the team's key."""

_LABELS = {
    "title": {"da": "Hvad nævnes sammen", "en": "What is mentioned together"},
    "basis": {
        "da": "To temaer nævnes sammen, når en informant siger dem i samme udsagn.",
        "en": "Two themes are mentioned together where an informant says both in one statement.",
    },
    "order": {
        "da": "Temaer, der ofte nævnes sammen, står ved siden af hinanden; træet til venstre samler dem, gruppe for"
        " gruppe.",
        "en": "Themes that are often mentioned together stand beside each other; the tree on the left joins them, group"
        " by group.",
    },
    "read": {
        "da": "Et felt hører til navnet for enden af sin række og navnet øverst i sin kolonne.",
        "en": "A field belongs to the name at the end of its row and to the name at the head of its column.",
    },
    "ring order": {
        "da": "Temaer, der ofte nævnes sammen, står ved siden af hinanden.",
        "en": "Themes that are often mentioned together stand beside each other.",
    },
    "fewer": {
        "da": "Vist er de temaer, der oftest nævnes sammen med andre.",
        "en": "Shown are the themes that are most often mentioned together with others.",
    },
    "weak": {"da": "Svagere sammenfald er ikke tegnet.", "en": "Weaker links are not drawn."},
    "key": {"da": "Nævnt sammen af … {sites}:", "en": "Mentioned together by … {sites}:"},
    "team key": {
        "da": "Fælles udsagn som andel af alle udsagn med et af de to temaer (Jaccard):",
        "en": "Statements in common as a share of all with one of the two themes (Jaccard):",
    },
    "texts": {
        "da": "Farve: fælles udsagn som andel af alle med et af de to temaer (Jaccard); tal: fælles udsagn.",
        "en": "Shade: statements in common as a share of all with one of the two themes (Jaccard); numbers: those in"
        " common.",
    },
    "alt matrix": {
        "da": "Trekantet tabel i farver. {title}. Jo mørkere et felt er, jo oftere nævnes de to temaer sammen.",
        "en": "Triangular table in shades. {title}. The darker a field, the more often two themes are mentioned"
        " together.",
    },
    "alt ring": {
        "da": "Temaer i en ring med streger imellem. {title}. Jo tykkere en streg er, jo flere {sites} nævner de to"
        " temaer sammen.",
        "en": "Themes on a ring with lines between them. {title}. The thicker a line, the more {sites} mention two"
        " themes together.",
    },
    "most": {"da": "Oftest nævnes sammen: {pairs}.", "en": "Most often mentioned together: {pairs}."},
    "pair": {"da": "{one} og {two} ({word})", "en": "{one} and {two} ({word})"},
    "of": {"da": "{n} af {of} {sites}", "en": "{n} of {of} {sites}"},
    "nothing": {"da": "Intet nævnes sammen.", "en": "Nothing is mentioned together."},
}


@dataclass(frozen=True, slots=True)
class CooccurrenceChart:
    """A figure of codes that are spoken of together.

    Parameters
    ----------
    pairs : CodePairs
    shape : {"matrix", "ring"}
        A triangle of shaded fields, or codes on a ring with lines between them.
    """

    pairs: CodePairs
    shape: Shape = "matrix"

    def __post_init__(self) -> None:
        require(self.shape, ("matrix", "ring"), "shape")

    @property
    def name(self) -> str:
        """Short name for files."""
        return f"together-{self.shape}"

    def to_frame(self) -> pd.DataFrame:
        """Return a row per two codes that meet, for the team."""
        return self.pairs.to_frame()

    def title(self, *, language: str = "", sites: str = "") -> str:
        """Return the title for print."""
        return Labels(_LABELS, Manner.of("print", language, sites, self.pairs.basis).language)("title")

    def plot(
        self,
        *,
        audience: Audience = "print",
        language: str = "",
        sites: str = "",
        side: Side = "portrait",
        titled: bool = True,
    ) -> tuple[Figure, ...]:
        """Draw it on one page.

        Parameters
        ----------
        audience : {"print", "team"}, default="print"
            For print, shades and widths stand for words for numbers of sites; for the team, shades are Jaccard's
            index and fields have numbers of segments.
        language, sites, side, titled
            As in :meth:`qualcode.matrices.plot_barriers.CodeSpread.plot`.

        Returns
        -------
        tuple of matplotlib.figure.Figure
            One, or none where no two codes meet.
        """
        manner = Manner.of(audience, language, sites, self.pairs.basis)
        width, height = page(side)
        if not self.pairs.pairs:
            return ()
        told = self._told(manner)
        with plain_style():
            if self.shape == "ring":
                return (draw_ring(told._ring(manner, titled=titled), width, height),)
            return (draw_triangle(told._triangle(manner, width, height, titled=titled), width, height),)

    def alt_text(self, *, audience: Audience = "print", language: str = "", sites: str = "") -> str:
        """Say what the figure shows, in words; without numbers for print."""
        manner = Manner.of(audience, language, sites, self.pairs.basis)
        pairs = self._told(manner).pairs
        labels, basis = Labels(_LABELS, manner.language), pairs.basis
        said = labels(f"alt {self.shape}", title=labels("title"), sites=manner.sites)
        told = []
        for one, two in pairs.pairs[:_MOST_TOLD]:
            n = pairs.count(one, two).sites
            of = labels("of", n=n, of=basis.sites_total, sites=manner.sites)
            word = basis.quantifier(n) if manner.for_print else of
            names = pairs.names
            told.append(labels("pair", one=names[one], two=names[two], word=word))
        return f"{said} {labels('most', pairs='; '.join(told)) if told else labels('nothing')}"

    def _told(self, manner: Manner) -> CooccurrenceChart:
        """Return what is shown: nobody was asked about two codes together, so print does not tell one site from two."""
        return replace(self, pairs=in_few_words(self.pairs)) if manner.for_print else self

    def _class(self, one: str, two: str) -> int | None:
        """Return which word prints at how many sites two codes meet."""
        sites = self.pairs.count(one, two).sites
        return words_of(self.pairs.basis).index(self.pairs.basis.quantifier(sites)) if sites else None

    def _branches(self, codes: Sequence[str]) -> tuple[tuple[int, str], ...]:
        """Return mark and name of the branches that some codes belong to, if these are several."""
        found = sorted({self.pairs.branch_of(code) for code in codes})
        names = [self.pairs.codebook[self.pairs.branches[at]].name for at in found]
        return tuple(zip(found, names, strict=True)) if len(found) > 1 else ()

    # -- the triangle --------------------------------------------------------------------------------------------

    def _triangle(self, manner: Manner, width: float, height: float, *, titled: bool) -> Triangle:
        labels = Labels(_LABELS, manner.language)
        codes, merges = self._that_fit(width, height)
        shades, texts = {}, {}
        for at, one in enumerate(codes):
            for before, two in enumerate(codes[:at]):
                segments = self.pairs.count(one, two).segments
                if segments:
                    shades[at, before] = self._shade(manner, one, two)
                    texts[at, before] = str(segments)
        met = {code for pair in self.pairs.pairs for code in pair}
        notes = ["basis", "read", "order", *(["fewer"] if len(codes) < len(met) else [])]
        return Triangle(
            title=labels("title") if titled else "",
            caption=self._caption(manner, labels, notes),
            names=tuple(self.pairs.names[code] for code in codes),
            marks=tuple(self.pairs.branch_of(code) for code in codes),
            branches=self._branches(codes),
            shades=shades,
            texts={} if manner.for_print else texts,
            key=self._key(manner),
            key_title=labels("key" if manner.for_print else "team key", sites=manner.sites),
            texts_title=labels("texts"),
            merges=tuple(merges),
        )

    def _that_fit(self, width: float, height: float) -> tuple[list[str], list[tuple[int, int, float]]]:
        """Return as many codes, in their order, as can be read on the page, with their tree."""
        for most in range(min(_MOST_CODES, len(self.pairs.names)), 1, -1):
            codes, merges = clustered(self.pairs, self.pairs.foremost(most))
            names = [self.pairs.names[code] for code in codes]
            if room_for(names, width, height, marked=len(self.pairs.branches) > 1):
                break
        return codes, merges

    def _highest(self) -> float:
        return max(self.pairs.jaccard(*pair) for pair in self.pairs.pairs)

    def _shade(self, manner: Manner, one: str, two: str) -> float:
        if not manner.for_print:
            return self.pairs.jaccard(one, two) / self._highest()
        return (self._class(one, two) or 0) / max(1, len(words_of(self.pairs.basis)) - 1)

    def _key(self, manner: Manner) -> tuple[tuple[str, float], ...]:
        if manner.for_print:
            words = words_of(self.pairs.basis)
            return tuple((word, at / max(1, len(words) - 1)) for at, word in enumerate(words))
        steps = [at / (_SHADES - 1) for at in range(_SHADES)]
        comma = "," if manner.language == "da" else "."
        return tuple((f"{step * self._highest():.2f}".replace(".", comma), step) for step in steps)

    # -- the ring ------------------------------------------------------------------------------------------------

    def _ring(self, manner: Manner, *, titled: bool) -> Ring:
        labels, words = Labels(_LABELS, manner.language), words_of(self.pairs.basis)
        foremost = set(self.pairs.foremost(_MOST_CODES))
        classes = {pair: self._class(*pair) or 0 for pair in self.pairs.pairs if foremost.issuperset(pair)}
        least = self._least(list(classes.values()), len(foremost))
        drawn = {pair: at for pair, at in classes.items() if at >= least}
        linked = {code for pair in drawn for code in pair}
        codes, _ = clustered(self.pairs, [code for code in self.pairs.names if code in linked])
        place = {code: at for at, code in enumerate(codes)}
        notes = ["basis", "ring order", *(["weak"] if len(drawn) < len(self.pairs.pairs) else [])]
        return Ring(
            title=labels("title") if titled else "",
            caption=self._caption(manner, labels, notes),
            names=tuple(self.pairs.names[code] for code in codes),
            marks=tuple(self.pairs.branch_of(code) for code in codes),
            branches=self._branches(codes),
            links={(place[one], place[two]): at for (one, two), at in drawn.items()},
            classes=tuple((at, word) for at, word in enumerate(words) if at in set(drawn.values())),
            n_classes=len(words),
            key_title=labels("key", sites=manner.sites),
        )

    def _least(self, classes: Sequence[int], n_codes: int) -> int:
        """Return the weakest class that is drawn."""
        least, highest = 0, max(classes)
        while least < highest and sum(at >= least for at in classes) > _LINES_A_CODE * n_codes:
            least += 1
        return least

    def _caption(self, manner: Manner, labels: Labels, notes: Sequence[str]) -> str:
        basis = manner.of_what(self.pairs.basis, self.pairs.codebook.version)
        few = few_note(self.pairs.basis, manner.language, manner.sites) if manner.for_print else ""
        return " ".join([basis, *(labels(note) for note in notes), *([few] if few else [])])
