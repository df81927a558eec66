"""How the interview guide was covered: what was asked in which interview, and what was said there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Literal

from qualcode.labels import Labels
from qualcode.matrices.counting import Areas, Basis, basis_of, check_codes
from qualcode.matrices.figure_drawing import draw
from qualcode.matrices.figure_layout import Content, Line, fit
from qualcode.matrices.figure_style import Audience, Manner, Side, page
from qualcode.matrices.figure_tiles import Tiles, draw_tiles
from qualcode.matrices.ground import Ground
from qualcode.model import (
    DEFAULT_SEGMENTATION,
    Codebook,
    CodingSet,
    GuideItem,
    Segment,
    in_branch,
)
from qualcode.plain_figures import plain_style

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

COVERAGE_COLUMNS = ("question", "text", "document", "coverage")

Coverage = Literal["asked and said", "asked, not said", "said unasked", "not asked", "said", "not said"]
"""The last two are for questions of which nobody recorded where they were asked."""

COVERAGES: tuple[Coverage, ...] = (
    "asked and said",
    "asked, not said",
    "said unasked",
    "not asked",
    "said",
    "not said",
)

_FEW_AT_MOST = 2
_AMOUNTS = ("", "of few", "of some", "of most", "of all")
"""Coarser than the words for findings, which people agreed to: neither one interview nor all but one is told apart."""

_LABEL_ROOM = 3.0
"""Inches for a question beside a table of words."""

_LABELS = {
    "title": {"da": "Hvordan interviewguiden er dækket", "en": "How the interview guide was covered"},
    "asked and said": {"da": "spurgt og sagt", "en": "asked and said"},
    "asked, not said": {"da": "spurgt, ikke nævnt", "en": "asked, not mentioned"},
    "said unasked": {"da": "sagt uden at være spurgt", "en": "said without being asked"},
    "not asked": {"da": "ikke spurgt, ikke nævnt", "en": "not asked, not mentioned"},
    "said": {"da": "nævnt", "en": "mentioned"},
    "not said": {"da": "ikke nævnt", "en": "not mentioned"},
    "words": {
        "da": "Ordene angiver, i hvor mange interview det er sådan; „få” betyder højst to.",
        "en": "The words say in how many interviews it is so; “few” means at most two.",
    },
    "left out": {
        "da": "Udeladt er spørgsmål, hvor ordene ville vise, at noget gælder ét interview.",
        "en": "Questions are left out of which the words would tell that something holds for one interview.",
    },
    "none recorded": {
        "da": "Det er ikke registreret, i hvilke interview der blev spurgt.",
        "en": "It was not recorded in which interviews the questions were asked.",
    },
    "some recorded": {
        "da": "For nogle af spørgsmålene er det ikke registreret, i hvilke interview der blev spurgt.",
        "en": "Of some questions it was not recorded in which interviews they were asked.",
    },
    "others": {"da": "{questions} og andre", "en": "{questions} and others"},
    "of few": {"da": "få", "en": "few"},
    "of some": {"da": "nogle", "en": "some"},
    "of most": {"da": "de fleste", "en": "most"},
    "of all": {"da": "alle", "en": "all"},
    "asked about": {"da": "„{text}”", "en": "“{text}”"},
    "alt": {
        "da": "Tabel i ord. {title}. For hvert spørgsmål står, i hvor mange interview det er {states}.",
        "en": "Table in words. {title}. For each question it says in how many interviews it was {states}.",
    },
    "team alt": {
        "da": "Tabel med et felt for hvert spørgsmål og interview. {title}. Felterne viser, om det er {states}.",
        "en": "Table with a field for each question and interview. {title}. The fields show whether it was {states}.",
    },
    "all": {"da": "I alle interview {state}: {questions}.", "en": "In all interviews {state}: {questions}."},
    "few": {
        "da": "I færrest interview {state}: {questions}.",
        "en": "In the fewest interviews {state}: {questions}.",
    },
    "nothing": {"da": "Der er ingen interviewguide.", "en": "There is no interview guide."},
    "or": {"da": " eller ", "en": " or "},
}


@dataclass(frozen=True, repr=False)
class GuideCoverage:
    """What was asked and what was said, by question and interview. Made by :func:`guide_coverage`.

    Parameters
    ----------
    guide : tuple of GuideItem
    documents : tuple of str
    cells : mapping of (str, str) to Coverage
        By question and document.
    basis : Basis
    codebook_version : str
    """

    guide: tuple[GuideItem, ...]
    documents: tuple[str, ...]
    cells: Mapping[tuple[str, str], Coverage]
    basis: Basis
    codebook_version: str

    name = "guide"

    def count(self, question: str, coverage: Coverage) -> int:
        """Return in how many documents a question was covered so."""
        return sum(self.cells[question, document] == coverage for document in self.documents)

    def to_frame(self) -> pd.DataFrame:
        """Return a row per question and document (``COVERAGE_COLUMNS``), for the team."""
        import pandas as pd

        rows = [
            (item.question, item.text, document, self.cells[item.question, document])
            for item in self.guide
            for document in self.documents
        ]
        return pd.DataFrame(rows, columns=list(COVERAGE_COLUMNS))

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
        """Draw it: in words for print, a field per interview for the team.

        Parameters
        ----------
        audience : {"print", "team"}, default="print"
            In print no interview stands alone: a pattern over questions tells who they are.
        language, sites, side, titled
            As in :meth:`qualcode.matrices.plot_barriers.CodeSpread.plot`.

        Returns
        -------
        tuple of matplotlib.figure.Figure
            One a page; none where there is no guide.
        """
        manner = Manner.of(audience, language, sites, self.basis)
        width, height = page(side)
        if not self._shown(manner) or not self.documents:
            return ()
        with plain_style():
            if not manner.for_print:
                return draw_tiles(self._tiles(manner, titled=titled), width, height, manner)
            content = self._content(manner, titled=titled)
            return (draw(content, fit(content, width, height)),)

    def alt_text(self, *, audience: Audience = "print", language: str = "", sites: str = "") -> str:
        """Say what the figure shows, in words; without numbers for print."""
        manner = Manner.of(audience, language, sites, self.basis)
        labels = Labels(_LABELS, manner.language)
        if not self.guide:
            return f"{labels('title')}. {labels('nothing')}"
        *others, last = [labels(state) for state in self._found()]
        states = labels("or").join([*(["; ".join(others)] if others else []), last])
        said = [labels("alt" if manner.for_print else "team alt", title=labels("title"), states=states)]
        state = next((state for state in self._found() if state in ("asked and said", "said")), None)
        shown = self._shown(manner)
        if state is None or not shown:
            return said[0]
        # In print questions under one word are alike: which of them has fewest would tell them apart.
        rank = self._amount if manner.for_print else int
        ranks = {item.question: rank(self.count(item.question, state)) for item in shown}
        whole = rank(len(self.documents))
        for key, n in {"all": whole, "few": min(ranks.values())}.items():
            those = [item.text for item in shown if ranks[item.question] == n]
            if those and (key == "all" or n < whole):
                quoted = "; ".join(labels("asked about", text=text) for text in those[:3])
                quoted = labels("others", questions=quoted) if len(those) > 3 else quoted
                said.append(labels(key, state=labels(state), questions=quoted))
        return " ".join(said)

    def _shown(self, manner: Manner) -> list[GuideItem]:
        """Return the questions that are shown: in print those of which no word tells that it stands for one interview."""
        return [item for item in self.guide if not manner.for_print or not self._tells_one(item.question)]

    def _tells_one(self, question: str) -> bool:
        """Say whether the words of a question, which hold for all interviews together, leave a state but one interview."""
        counts = [self.count(question, coverage) for coverage in self._found()]
        total = len(self.documents)
        *others, last = ([m for m in range(total + 1) if self._amount(m) == self._amount(n)] for n in counts)
        could_be = [(*some, total - sum(some)) for some in product(*others) if total - sum(some) in last]
        return any(n == 1 and all(one[at] == 1 for one in could_be) for at, n in enumerate(counts))

    def _amount(self, interviews: int) -> int:
        """Return which word stands for a number of interviews."""
        total = len(self.documents)
        if interviews in (0, total):
            return len(_AMOUNTS) - 1 if interviews else 0
        if interviews <= _FEW_AT_MOST:
            return 1
        return 3 if total - interviews <= _FEW_AT_MOST else 2

    def _found(self) -> list[Coverage]:
        found = set(self.cells.values())
        return [coverage for coverage in COVERAGES if coverage in found]

    def _caption(self, manner: Manner, labels: Labels) -> str:
        parts = [manner.of_what(self.basis, self.codebook_version)]
        shown = self._shown(manner)
        parts += [labels("words")] if manner.for_print else []
        parts += [labels("left out")] if len(shown) < len(self.guide) else []
        unrecorded = [item for item in shown if item.asked_in is None]
        if unrecorded:
            parts.append(labels("none recorded" if len(unrecorded) == len(shown) else "some recorded"))
        return " ".join(parts)

    # -- in words ------------------------------------------------------------------------------------------------

    def _content(self, manner: Manner, *, titled: bool) -> Content:
        labels = Labels(_LABELS, manner.language)
        return Content(
            title=labels("title") if titled else "",
            caption=self._caption(manner, labels),
            columns=tuple(labels(coverage) for coverage in self._found()),
            lines=tuple(self._lines(manner, labels)),
            key=(),
            label_room=_LABEL_ROOM,
        )

    def _lines(self, manner: Manner, labels: Labels) -> Iterator[Line]:
        for item in self._shown(manner):
            amounts = [self._amount(self.count(item.question, coverage)) for coverage in self._found()]
            yield Line(
                label=_asked(item),
                texts=tuple(labels(_AMOUNTS[at]) if at else "" for at in amounts),
                shades=tuple((at - 1) / (len(_AMOUNTS) - 2) if at else None for at in amounts),
            )

    # -- by interview --------------------------------------------------------------------------------------------

    def _tiles(self, manner: Manner, *, titled: bool) -> Tiles:
        labels = Labels(_LABELS, manner.language)
        found = self._found()
        return Tiles(
            title=labels("title") if titled else "",
            caption=self._caption(manner, labels),
            rows=tuple(_asked(item) for item in self.guide),
            columns=self.documents,
            cells=tuple(
                tuple(COVERAGES.index(self.cells[item.question, document]) for document in self.documents)
                for item in self.guide
            ),
            key=tuple((COVERAGES.index(coverage), labels(coverage)) for coverage in found),
        )

    def __repr__(self) -> str:
        return f"<GuideCoverage: {len(self.guide)} questions in {len(self.documents)} interviews>"


def guide_coverage(
    guide: Sequence[GuideItem],
    codings: CodingSet,
    segments: Sequence[Segment],
    codebook: Codebook,
    *,
    areas: Areas,
    both_areas: Sequence[str],
    sites_total: int,
    language: str,
    words: Mapping[int, str] | None = None,
    segmentation: str = DEFAULT_SEGMENTATION,
) -> GuideCoverage:
    """Compare what was asked in each interview with what its informants said.

    Parameters
    ----------
    guide : sequence of GuideItem
        A question counts as answered where an informant's words have one of its codes, or a code below it.
        Questions that name no code are left out: nothing tells what an answer to them is.
    codings, segments, codebook, areas, both_areas, sites_total, language, words, segmentation
        As in :func:`qualcode.matrices.theme_matrix`.

    Returns
    -------
    GuideCoverage

    Raises
    ------
    MatrixError
        Codings, segments, codebook and settings do not fit each other (QC-MX01 to QC-MX07).
    """
    check_codes(codings, codebook)
    ground = Ground(segments)
    ground.check(codings)
    said: dict[str, set[str]] = {segment.document: set() for segment in ground.segments}
    for index, codes in ground.mark(codings, lambda coding: coding.code).by_segment.items():
        said[ground.segments[index].document].update(codes)
    items = tuple(item for item in guide if item.codes)
    documents = tuple(sorted(said))
    return GuideCoverage(
        guide=items,
        documents=documents,
        cells={
            (item.question, document): _coverage(item, document, said[document])
            for item in items
            for document in documents
        },
        basis=basis_of(
            codings,
            ground,
            segmentation=segmentation,
            sites_total=sites_total,
            language=language,
            areas=areas,
            both_areas=both_areas,
            words=words,
        ),
        codebook_version=codebook.version,
    )


def _coverage(item: GuideItem, document: str, codes: set[str]) -> Coverage:
    answered = any(in_branch(code, branch) for code in codes for branch in item.codes)
    if item.asked_in is None:
        return "said" if answered else "not said"
    if document in item.asked_in:
        return "asked and said" if answered else "asked, not said"
    return "said unasked" if answered else "not asked"


def _asked(item: GuideItem) -> str:
    return f"{item.question}. {item.text}" if item.text else item.question
