"""How widespread the codes of a branch are: barriers, or what helps, by how many sites speak of them."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qualcode.labels import Labels
from qualcode.matrices.counting import ALL, Basis, Count, check_branch, printed_names
from qualcode.matrices.few import few_basis, few_counts
from qualcode.matrices.figure_dots import DotContent, DotGroup, Dots, draw_dots
from qualcode.matrices.figure_style import Audience, Manner, Side, few_note, page, words_of
from qualcode.matrices.findings import Findings
from qualcode.model import Codebook, Segment, in_branch
from qualcode.plain_figures import plain_style

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

SPREAD_COLUMNS = ("partner", "code", "area", "segments", "speakers", "sites", "quantifier")

_FEW_TICKS = 12
"""Up to so many sites each number stands on the axis."""

_LABELS = {
    "title": {
        "da": "{branch} – efter hvor mange {sites} der nævner temaet",
        "en": "{branch} – by how many {sites} mention the theme",
    },
    "partner title": {
        "da": "{partner}: {branch} – efter hvor mange {sites} der nævner temaet",
        "en": "{partner}: {branch} – by how many {sites} mention the theme",
    },
    "by partner": {
        "da": "{branch}, partner for partner – efter hvor mange {sites} der nævner temaet",
        "en": "{branch}, partner by partner – by how many {sites} mention the theme",
    },
    "cross": {"da": "På tværs af partnere", "en": "Across partners"},
    "axis": {"da": "nævnt af … {sites}", "en": "mentioned by … {sites}"},
    "team axis": {"da": "antal {sites}", "en": "number of {sites}"},
    "bar": {"da": "alle informanter under ét", "en": "all informants together"},
    "how": {
        "da": "For hvert område viser et mærke, hvor mange af undersøgelsens {sites} der nævner temaet; den lyse bjælke"
        " gælder alle informanter under ét. Ønsker og modeksempler er talt med.",
        "en": "For each area a mark shows how many of the study's {sites} mention the theme; the light bar stands for"
        " all informants together. Wishes and counterexamples count.",
    },
    "whatever": {
        "da": "Et tema tæller, uanset hvilken partner det er sagt om.",
        "en": "A theme counts whichever partner it was said of.",
    },
    "alt": {
        "da": "Punktdiagram. {title}. For hvert tema viser et mærke for hvert område ({areas}), hvor udbredt det er.",
        "en": "Dot chart. {title}. For each theme a mark for each area ({areas}) shows how widespread it is.",
    },
    "most": {"da": "Nævnt af flest ({word}): {names}.", "en": "Mentioned by most ({word}): {names}."},
    "least": {"da": "Nævnt af færrest ({word}): {names}.", "en": "Mentioned by fewest ({word}): {names}."},
    "others": {"da": "{names} og andre", "en": "{names} and others"},
    "of": {"da": "{n} af {of} {sites}", "en": "{n} of {of} {sites}"},
    "nothing": {"da": "Intet er sagt.", "en": "Nothing was said."},
}


@dataclass(frozen=True, slots=True)
class Spread:
    """How widespread a code is.

    Parameters
    ----------
    partner : str
        Full id; empty where no partner is told apart, or for what was said of none.
    code : str
    counts : mapping of str to Count
        By area in which it was said, in printed order, then ``alle``.
    """

    partner: str
    code: str
    counts: Mapping[str, Count]


@dataclass(frozen=True, repr=False)
class CodeSpread:
    """How widespread the codes of a branch are, in the codebook's order. Made by :func:`code_spread`.

    Parameters
    ----------
    name : str
        Short name for files.
    branch, partner : str
        What was counted; an empty partner is all of them, and none.
    by_partner : bool
        Whether partners are told apart.
    rows : tuple of Spread
    codebook : Codebook
    basis : Basis
    partner_branch : str
    """

    name: str
    branch: str
    partner: str
    by_partner: bool
    rows: tuple[Spread, ...]
    codebook: Codebook
    basis: Basis
    partner_branch: str

    def to_frame(self) -> pd.DataFrame:
        """Return a row per code and area (``SPREAD_COLUMNS``), for the team."""
        import pandas as pd

        rows = [
            (row.partner, row.code, area, n.segments, n.speakers, n.sites, self.basis.quantifier(n.sites))
            for row in self.rows
            for area, n in row.counts.items()
        ]
        return pd.DataFrame(rows, columns=list(SPREAD_COLUMNS))

    def title(self, *, language: str = "", sites: str = "") -> str:
        """Return the title for print."""
        manner = Manner.of("print", language, sites, self.basis)
        key = "by partner" if self.by_partner else "partner title" if self.partner else "title"
        partner = self.codebook[self.partner].name if self.partner else ""
        branch = self.codebook[self.branch].name
        return Labels(_LABELS, manner.language)(key, branch=branch, partner=partner, sites=manner.sites)

    def plot(
        self,
        *,
        audience: Audience = "print",
        language: str = "",
        sites: str = "",
        side: Side = "portrait",
        titled: bool = True,
    ) -> tuple[Figure, ...]:
        """Draw a line per code, with a mark per area.

        Parameters
        ----------
        audience : {"print", "team"}, default="print"
            For print the axis has words, and no place between them; for the team, numbers.
        language : str, optional
            By default the study's.
        sites : str, optional
            What sites are called in the plural; by default *steder*, or *sites*.
        side : {"portrait", "landscape"}, default="portrait"
            16 or 25 cm wide.
        titled : bool, default=True
            False where a caption beside the figure has the title.

        Returns
        -------
        tuple of matplotlib.figure.Figure
            One a page; none where nothing was said.

        Raises
        ------
        UsageError
            There is no such audience or side (QC-MX14).
        """
        manner = Manner.of(audience, language, sites, self.basis)
        with plain_style():
            return draw_dots(self._told(manner)._content(manner, titled=titled), *page(side), manner)

    def alt_text(self, *, audience: Audience = "print", language: str = "", sites: str = "") -> str:
        """Say what the figure shows, in words; without numbers for print."""
        manner = Manner.of(audience, language, sites, self.basis)
        labels = Labels(_LABELS, manner.language)
        title = self.title(language=language, sites=sites)
        said = [labels("alt", title=title, areas=", ".join(self._areas().values()))]
        if not self.rows:
            return f"{said[0]} {labels('nothing')}"
        shown = self._told(manner)
        words = words_of(shown.basis)
        of_word: dict[str, list[Spread]] = {}
        for row in shown.rows:
            of_word.setdefault(shown.basis.quantifier(row.counts[ALL].sites), []).append(row)
        for key, word in dict(zip(("most", "least"), _ends(of_word, words), strict=False)).items():
            names = _few([self._name(row) for row in of_word[word]], manner, labels)
            n = max(row.counts[ALL].sites for row in of_word[word])
            told = labels("of", n=n, of=self.basis.sites_total, sites=manner.sites)
            said.append(labels(key, names=names, word=word if manner.for_print else told))
        return " ".join(said)

    def _told(self, manner: Manner) -> CodeSpread:
        """Return what is shown: a code of several findings is none itself, so print does not tell one site from two."""
        if not manner.for_print:
            return self
        rows = tuple(replace(row, counts=few_counts(row.counts)) for row in self.rows)
        return replace(self, rows=rows, basis=few_basis(self.basis))

    def _name(self, row: Spread) -> str:
        name = self._names()[row.code]
        return f"{name} ({self.codebook[row.partner].name})" if row.partner else name

    def _areas(self) -> dict[str, str]:
        """Return the areas in which anything was said."""
        found = {area for row in self.rows for area in row.counts}
        return {area: name for area, name in self.basis.areas.items() if area in found}

    def _names(self) -> dict[str, str]:
        return printed_names(self.codebook, self.codebook.subtree(self.branch))

    def _content(self, manner: Manner, *, titled: bool) -> DotContent:
        labels = Labels(_LABELS, manner.language)
        axis = labels("axis" if manner.for_print else "team axis", sites=manner.sites)
        caption = [manner.of_what(self.basis, self.codebook.version), labels("how", sites=manner.sites)]
        if not self.partner and not self.by_partner:
            caption.append(labels("whatever"))
        if manner.for_print and (few := few_note(self.basis, manner.language, manner.sites)):
            caption.append(few)
        return DotContent(
            title=self.title(language=manner.language, sites=manner.sites) if titled else "",
            caption=" ".join(caption),
            axis=axis,
            ticks=self._ticks(manner),
            series=tuple(self._areas().values()),
            groups=tuple(self._groups(manner, labels)),
            bar=labels("bar"),
            words=manner.for_print,
        )

    def _ticks(self, manner: Manner) -> tuple[tuple[float, str], ...]:
        if manner.for_print:
            return tuple((float(at), word) for at, word in enumerate(words_of(self.basis)))
        total = self.basis.sites_total
        step = 1 if total <= _FEW_TICKS else -(-total // 10)
        return tuple((float(n), str(n)) for n in range(0, total + step, step))

    def _groups(self, manner: Manner, labels: Labels) -> Iterator[DotGroup]:
        names, words, areas = self._names(), words_of(self.basis), list(self._areas())

        def place(row: Spread, area: str) -> float | None:
            if area not in row.counts:
                return None
            sites = row.counts[area].sites
            return float(words.index(self.basis.quantifier(sites)) if manner.for_print else sites)

        def rank(row: Spread) -> list[float]:
            places = [place(row, area) for area in (ALL, *areas)]
            return [1.0 if at is None else -at for at in places]

        for partner in dict.fromkeys(row.partner for row in self.rows):
            # By what is shown only, then as in the codebook: the order must not tell apart what one word covers.
            rows = sorted((row for row in self.rows if row.partner == partner), key=rank)
            lines = (
                Dots(names[row.code], tuple(place(row, area) for area in areas), place(row, ALL))
                for row in rows
            )
            yield DotGroup(self._heading(partner, labels), tuple(lines))

    def _heading(self, partner: str, labels: Labels) -> str:
        if not self.by_partner:
            return ""
        return self.codebook[partner].name if partner else labels("cross")

    def __repr__(self) -> str:
        return f"<CodeSpread {self.branch}: {len(self.rows)} lines; {self.basis.of_what()}>"


def code_spread(
    findings: Findings, branch: str, *, partner: str = "", by_partner: bool = False
) -> CodeSpread:
    """Count at how many sites the codes of a branch are spoken of, by area.

    Parameters
    ----------
    findings : Findings
    branch : str
        Such as ``"barriere"``.
    partner : str, optional
        A partner, or a branch of partners; by default everything counts, whichever partner it was said of, or
        none.
    by_partner : bool, default=False
        Tell the partners apart.

    Returns
    -------
    CodeSpread

    Raises
    ------
    MatrixError
        The codebook has no such branch (QC-MX01).
    """
    book = findings.codebook
    check_branch(book, branch, "branch")
    if partner:
        check_branch(book, partner, "partner")
    found: dict[tuple[str, str], set[Segment]] = {}
    for (whose, code), by_stance in findings.sources.items():
        if in_branch(code, branch) and (not partner or (whose and in_branch(whose, partner))):
            place = (whose if by_partner else "", code)
            found.setdefault(place, set()).update(*by_stance.values())
    order = {"": len(book)} | {code.id: at for at, code in enumerate(book)}
    rows = tuple(
        Spread(*place, _counts(found[place], findings.basis))
        for place in sorted(found, key=lambda place: (order[place[0]], order[place[1]]))
    )
    return CodeSpread(
        name="-".join([branch, *([partner] if partner else []), *(["partner"] if by_partner else [])]),
        branch=branch,
        partner=partner,
        by_partner=by_partner,
        rows=rows,
        codebook=book,
        basis=findings.basis,
        partner_branch=findings.partner_branch,
    )


def _counts(segments: Iterable[Segment], basis: Basis) -> dict[str, Count]:
    by_area: dict[str, list[Segment]] = {}
    for segment in segments:
        by_area.setdefault(segment.area, []).append(segment)
    everything = [segment for some in by_area.values() for segment in some]
    counts = {area: _tally(by_area[area]) for area in basis.areas if area in by_area}
    return counts | {ALL: _tally(everything)}


def _tally(segments: list[Segment]) -> Count:
    speakers = {segment.speaker_id for segment in segments} - {""}
    return Count(len(segments), len(speakers), len({segment.site for segment in segments}))


def _ends(found: Container[str], words: Sequence[str]) -> list[str]:
    """Return the highest and the lowest of the words that were found; once, if they are one."""
    those = [word for word in words if word in found]
    return list(dict.fromkeys([those[-1], those[0]]))


def _few(names: list[str], manner: Manner, labels: Labels) -> str:
    """List up to three names as a sentence does."""
    if len(names) <= 3:
        return manner.listed(names)
    return labels("others", names=", ".join(names[:3]))
