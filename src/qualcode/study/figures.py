"""The figures that a study prints: its matrices in words, and charts of what was found; as blocks of the report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from qualcode.labels import Labels
from qualcode.study.printable import Printable

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from qualcode.matrices import Chart, ThemeMatrix
    from qualcode.reporting import FigureBlock
    from qualcode.study.facade import Study

_WORDS = {
    "alt": {
        "da": "Tabel i ord: {rows} mod {columns}. De samme ord står i tabellen i rapporten.",
        "en": "Table in words: {rows} against {columns}. The same words stand in the report's table.",
    },
}


def charts(made: Printable) -> list[Chart]:
    """Return the figures besides the matrices, of what may be printed."""
    from qualcode.matrices import CooccurrenceChart, area_shares, code_pairs, code_spread, guide_coverage

    counting = made.counting
    # A code that is held back wherever it is found stands in no figure, either.
    shown = {row.code for row in made.shown} | {row.partner for row in made.shown}
    codings = counting.codings.where(keep=lambda coding: coding.code in shown)
    given, settings = (codings, counting.segments, counting.codebook), counting.settings()
    branches = [one for one in ("fremmer", "barriere") if one in counting.codebook]
    drawn: list[Chart] = [code_spread(made.shown, branch) for branch in branches]
    if branches:
        drawn.append(area_shares(*given, branches=branches, **settings))
        drawn.append(CooccurrenceChart(made.in_words(code_pairs(*given, branches=branches, **settings))))
    if counting.guide:
        drawn.append(guide_coverage(counting.guide, *given, **settings))
    return drawn


def manner(study: Study) -> dict[str, Any]:
    """Return how a study's charts speak: for print, in its language, of its sort of sites."""
    from qualcode.reporting.nouns import site_noun

    language = study.config.language
    return {"audience": "print", "language": language, "sites": site_noun(language).many}


def blocks(study: Study, matrices: Sequence[ThemeMatrix], drawn: Iterable[Chart]) -> list[FigureBlock]:
    """Return figures of the report, a page each; their captions hold the title."""
    return [
        *(_of_matrix(study, matrix) for matrix in matrices if matrix.cells),
        *(block for chart in drawn for block in _of_chart(study, chart)),
    ]


def _of_chart(study: Study, chart: Chart) -> list[FigureBlock]:
    say = manner(study)
    title, alt = chart.title(language=say["language"], sites=say["sites"]), chart.alt_text(**say)
    return [_block(figure, title, alt) for figure in chart.plot(**say, titled=False)]


def _of_matrix(study: Study, matrix: ThemeMatrix) -> FigureBlock:
    from qualcode.matrices import plot_matrix

    say, book = manner(study), study.codebook
    alt = Labels(_WORDS, say["language"])(
        "alt", rows=book[matrix.rows].name, columns=book[matrix.columns].name
    )
    drawn = plot_matrix(matrix, language=say["language"], sites=say["sites"], titled=False)
    return _block(drawn, matrix.title or matrix.name, alt)


def _block(drawn: Figure, caption: str, alt: str) -> FigureBlock:
    from qualcode.matrices import save_figure
    from qualcode.reporting import FigureBlock

    with TemporaryDirectory(prefix="qualcode-") as folder:
        path = Path(folder) / "figure.png"
        save_figure(drawn, path, alt_text=alt)
        return FigureBlock(caption=caption, alt_text=alt, png=path.read_bytes())
