"""Saturation: when further interviews stop bringing anything new.

Two things are told apart. **Code saturation**: no new code is heard. **Meaning saturation**: nothing new is heard of
the codes that are known. A meaning of a code is here a partner of whom it is said (or none), an area in which it is
said, and a stance (experience, wish, counterexample): a combination that was not heard before is new.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from qualcode.errors import MatrixError
from qualcode.matrices.counting import Basis
from qualcode.matrices.findings import Findings
from qualcode.matrices.ground import Ground
from qualcode.matrices.saturation_rule import (
    KINDS,
    Curve,
    Heard,
    Kind,
    Rule,
    curve_of,
    orders_of,
)
from qualcode.model import CodingSet, Segment

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

    from qualcode.matrices.figure_style import Side

SATURATION_COLUMNS = (
    "kind", "interview", "document", "new", "total", "total_low", "total_median", "total_high", "run_new", "ratio",
    "reached",
)  # fmt: skip
SHOWN = ("kind", "interview", "new", "total", "run_new", "ratio", "reached")
"""What fits a screen."""

CODE_COLUMNS = ("code", "interviews", "heard_first", "meanings", "last_new_meaning")

_LEAST_CODED = 2


@dataclass(frozen=True, slots=True)
class CodeMeanings:
    """When a code was heard first, and when it got its latest new meaning.

    ``heard_first`` and ``last_new_meaning`` are numbers of interviews in the order, from 1; ``meanings`` and
    ``last_new_meaning`` are 0 for a code that is no theme said of partners.
    """

    code: str
    interviews: int
    heard_first: int
    meanings: int
    last_new_meaning: int


@dataclass(frozen=True, repr=False)
class Saturation:
    """How codes and meanings came up, in the order of the interviews and in others. Made by :func:`saturation`.

    Parameters
    ----------
    documents : tuple of str
        Names of the interviews in order; for the team.
    rule : Rule
    curves : mapping of {"codes", "meanings"} to Curve
    codes : tuple of CodeMeanings
        In the codebook's order.
    orders : int
        How many orders the intervals come from.
    all_orders : bool
        Whether these are all there are.
    seed : int
        Of the sample of orders.
    basis : Basis
    """

    documents: tuple[str, ...]
    rule: Rule
    curves: Mapping[Kind, Curve]
    codes: tuple[CodeMeanings, ...]
    orders: int
    all_orders: bool
    seed: int
    basis: Basis

    name = "saturation"

    def to_frame(self) -> pd.DataFrame:
        """Return a row per interview, for codes and then for meanings (``SATURATION_COLUMNS``); for the team."""
        import pandas as pd

        rows = []
        for kind, curve in self.curves.items():
            for at, document in enumerate(self.documents):
                reached = (
                    "yes" if curve.reached is not None and at + 1 == curve.reached + self.rule.run else ""
                )
                ratio = curve.ratios[at]
                rows.append(
                    (
                        kind, at + 1, document, curve.new[at], curve.total[at], curve.low[at], curve.median[at],
                        curve.high[at], curve.run_new[at], None if ratio is None else round(ratio, 4), reached,
                    )
                )  # fmt: skip
        return pd.DataFrame(rows, columns=list(SATURATION_COLUMNS)).astype({"run_new": "Int64"})

    def codes_frame(self) -> pd.DataFrame:
        """Return a row per code (``CODE_COLUMNS``): heard first in which interview, and when its last new meaning came."""
        import pandas as pd

        rows = [(c.code, c.interviews, c.heard_first, c.meanings, c.last_new_meaning) for c in self.codes]
        return pd.DataFrame(rows, columns=list(CODE_COLUMNS))

    def lines(self, language: str = "") -> list[str]:
        """Say in sentences what was found and how far it can be trusted."""
        from qualcode.matrices.saturation_words import sentences

        return sentences(self, language or self.basis.language)

    def title(self, *, language: str = "", sites: str = "") -> str:
        """Return the figure's title."""
        from qualcode.matrices.saturation_words import words

        return words(language or self.basis.language)("title")

    def alt_text(self, *, language: str = "") -> str:
        """Say what the figure shows."""
        from qualcode.matrices.saturation_words import words

        label = words(language or self.basis.language)
        return " ".join([label("alt", title=self.title(language=language)), *self.lines(language)])

    def plot(self, *, language: str = "", side: Side = "portrait", titled: bool = True) -> Figure:
        """Draw both curves, for the team: with one interview a site, the number of interviews tells the sites."""
        from qualcode.matrices.plot_saturation import draw_saturation

        return draw_saturation(self, language or self.basis.language, side=side, titled=titled)

    def __repr__(self) -> str:
        return f"<Saturation: {len(self.documents)} interviews, {self.orders} orders; {self.basis.of_what()}>"

    def _repr_html_(self) -> str:
        from qualcode.matrices.html import html_table
        from qualcode.matrices.saturation_words import words

        frame = self.to_frame()[list(SHOWN)]
        caption = words(self.basis.language)("title")
        rows = frame.astype(object).where(frame.notna(), "").itertuples(index=False)
        return html_table(caption, list(SHOWN), rows, " ".join(self.lines()))


def saturation(
    codings: CodingSet,
    segments: Sequence[Segment],
    findings: Findings,
    *,
    order: Sequence[str] = (),
    rule: Rule | None = None,
    seed: int = 0,
) -> Saturation:
    """Say when further interviews stopped bringing anything new.

    Parameters
    ----------
    codings : CodingSet
        What is counted; of the informants' segments only.
    segments : sequence of Segment
    findings : Findings
        Of the same codings: their sources are the meanings.
    order : sequence of str
        Names of documents in the order of the interviews; others follow by name.
    rule : Rule, optional
    seed : int, default=0
        For a sample of orders, where there are more than ``MOST_ORDERS``.

    Returns
    -------
    Saturation

    Raises
    ------
    MatrixError
        Fewer than two interviews have a coding (QC-SA02).

    Notes
    -----
    For every run of interviews after the base, the ratio is the number of codes that are new in it over the number of
    codes in the base; runs follow each other interview by interview, and the base stays the same [1]_. The first run
    whose ratio is at most the threshold ends the search: "5+2" says that after five interviews a run of two brought
    nothing new. Code and meaning saturation are told apart as in [2]_.

    Interviews without any coding are left out: they may not have been coded yet.

    References
    ----------
    .. [1] Guest, G., Namey, E. and Chen, M. (2020). A simple method to assess and report thematic saturation in
       qualitative research. PLoS ONE 15(5): e0232076.
    .. [2] Hennink, M. M., Kaiser, B. N. and Marconi, V. C. (2017). Code saturation versus meaning saturation: how many
       interviews are enough? Qualitative Health Research 27(4), 591-608.
    """
    rule = rule or Rule()
    said = _codes_said(codings, segments)
    meant = _meanings_said(findings)
    documents = _in_order([*said], order)
    if len(documents) < _LEAST_CODED:
        raise MatrixError(
            f"{len(documents)} interviews are coded",
            code="QC-SA02",
            allowed="At least two: saturation compares interviews",
            do="Code more interviews, or choose another coding_set in study.yaml.",
        )
    orders, all_orders = orders_of(len(documents), seed)
    heard = {"codes": _table(documents, said), "meanings": _table(documents, meant)}
    curves: dict[Kind, Curve] = {kind: curve_of(kind, heard[kind], orders, rule) for kind in KINDS}
    return Saturation(
        documents,
        rule,
        curves,
        _by_code(documents, said, meant, [code.id for code in findings.codebook]),
        len(orders),
        all_orders,
        seed,
        findings.basis,
    )


def _codes_said(codings: CodingSet, segments: Sequence[Segment]) -> dict[str, set[str]]:
    ground = Ground(segments)
    ground.check(codings)
    said: dict[str, set[str]] = {}
    for index, codes in ground.mark(codings, lambda coding: coding.code).by_segment.items():
        said.setdefault(ground.segments[index].document, set()).update(codes)
    return said


def _meanings_said(findings: Findings) -> dict[str, set[tuple[str, str, str, str]]]:
    meant: dict[str, set[tuple[str, str, str, str]]] = {}
    for (partner, code), by_stance in findings.sources.items():
        for stance, segments in by_stance.items():
            for segment in segments:
                meant.setdefault(segment.document, set()).add((code, partner, segment.area, stance))
    return meant


def _in_order(documents: Iterable[str], order: Sequence[str]) -> tuple[str, ...]:
    place = {name: at for at, name in enumerate(order)}
    return tuple(sorted(documents, key=lambda name: (place.get(name, len(place)), name)))


def _table(documents: Sequence[str], said: Mapping[str, set[Any]]) -> Heard:
    columns = {item: at for at, item in enumerate(sorted(set().union(*said.values())))}
    table = np.zeros((len(documents), len(columns)), bool)
    for row, document in enumerate(documents):
        for item in said.get(document, ()):
            table[row, columns[item]] = True
    return table


def _by_code(
    documents: Sequence[str],
    said: Mapping[str, set[str]],
    meant: Mapping[str, set[tuple[str, str, str, str]]],
    codes: Sequence[str],
) -> tuple[CodeMeanings, ...]:
    found = []
    for code in codes:
        at = [number for number, document in enumerate(documents, start=1) if code in said[document]]
        if not at:
            continue
        seen: set[tuple[str, str, str, str]] = set()
        last = 0
        for number, document in enumerate(documents, start=1):
            fresh = {meaning for meaning in meant.get(document, ()) if meaning[0] == code} - seen
            seen |= fresh
            last = number if fresh else last
        found.append(CodeMeanings(code, len(at), at[0], len(seen), last))
    return tuple(found)
