"""An evaluation on paper: whether the model knows how sure it may be, and what more coded interviews bring.

Numbers of sites, which are for the team, stand on none of the figures.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from qualcode.assist.evaluation.codes_figure import codes_figure
from qualcode.assist.evaluation.curve import curve_steps
from qualcode.assist.evaluation.drawing import SHARES, SMALL, TEXT, TITLE, new_figure, share_labels, tidy
from qualcode.assist.evaluation.metrics import ReliabilityBins
from qualcode.errors import ReportError
from qualcode.labels import Labels
from qualcode.plain_figures import BLUE, FAINT, GREEN, INK, ORANGE, PURPLE, plain_style

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from qualcode.assist.evaluation.result import Evaluation

__all__ = ["calibration_figure", "codes_figure", "curve_figure"]

ENOUGH = 20
"""Suggestions in a bin from which its share is drawn as more than a hint."""

_LABELS = {
    "calibration": {
        "da": "Hvor sikker modellen er, og hvor ofte den har ret",
        "en": "How sure the model is, and how often it is right",
    },
    "pairs": {"da": "Alle segmenter og koder", "en": "All segments and codes"},
    "first": {"da": "Første forslag i hvert segment", "en": "First suggestion of each segment"},
    "sure": {"da": "modellens sikkerhed", "en": "the model's confidence"},
    "right": {"da": "andel rigtige", "en": "share that is right"},
    "n": {"da": "antal", "en": "number"},
    "perfect": {"da": "så ofte rigtigt, som modellen siger", "en": "right as often as the model says"},
    "bins": {"da": "målt", "en": "measured"},
    "few": {"da": "målt på færre end {n}", "en": "measured on fewer than {n}"},
    "curve": {
        "da": "Hvad flere kodede interview giver",
        "en": "What more coded interviews bring",
    },
    "interviews": {"da": "kodede interview", "en": "coded interviews"},
    "recall_at_3": {
        "da": "Koder genfundet i de tre første forslag",
        "en": "Codes among the first three suggestions",
    },
    "micro_f1": {"da": "F1 for forslag over tærsklen", "en": "F1 of suggestions above the threshold"},
    "model": {"da": "modellen, med spredning", "en": "the model, with range"},
    "prior": {"da": "hyppigste koder", "en": "most frequent codes"},
    "definitions": {"da": "kodebogens tekst alene", "en": "the codebook's words alone"},
    "human": {"da": "den anden koder", "en": "the second coder"},
}
_LINES = {"human": (INK, "-"), "definitions": (ORANGE, "--"), "prior": (GREEN, ":")}
_OTHERS = (PURPLE, "-.")


def calibration_figure(evaluation: Evaluation, *, language: str = "") -> Figure:
    """Draw how often suggestions were right against how sure the model was.

    Parameters
    ----------
    evaluation : Evaluation
    language : str
        The evaluation's own by default.

    Returns
    -------
    matplotlib.figure.Figure
        Over all pairs of segment and code, and for the first suggestion of each segment; below, how many there are in each bin.
    """
    language = language or evaluation.language
    words = Labels(_LABELS, language)
    with plain_style():
        figure = new_figure(3.9)
        figure.suptitle(words("calibration"), fontsize=TITLE, weight="bold", x=0.01, ha="left")
        panels = figure.subplots(2, 2, height_ratios=(4, 1), sharex="col", sharey="row")
        for at, (name, made) in enumerate((("pairs", evaluation.pairs), ("first", evaluation.first))):
            _reliability(panels[0, at], made, words)
            _bars(panels[1, at], made)
            panels[0, at].set_title(words(name), fontsize=TEXT, loc="left")
            panels[1, at].set_xlabel(words("sure"), fontsize=TEXT)
            panels[1, at].set_xticks(SHARES, share_labels(language))
        panels[0, 0].set_yticks(SHARES, share_labels(language))
        panels[0, 0].set_ylabel(words("right"), fontsize=TEXT)
        panels[1, 0].set_ylabel(words("n"), fontsize=TEXT)
        _scale(panels[1, 0], int(max(evaluation.pairs.count.max(), evaluation.first.count.max())))
        _legend(figure, panels[0, 0])
    return figure


def curve_figure(evaluation: Evaluation, *, language: str = "") -> Figure:
    """Draw quality against the number of coded interviews, with baselines and the second coder as lines across.

    Raises
    ------
    ReportError
        The evaluation has no learning curve (QC-EV04).
    """
    if not evaluation.curve:
        raise ReportError(
            "the evaluation has no learning curve",
            code="QC-EV04",
            allowed="A curve needs at least two interviews.",
            do="Evaluate with a curve, or leave the figure out.",
        )
    language = language or evaluation.language
    words = Labels(_LABELS, language)
    with plain_style():
        figure = new_figure(3.5)
        figure.suptitle(words("curve"), fontsize=TITLE, weight="bold", x=0.01, ha="left")
        panels = figure.subplots(1, 2, sharey=True)
        for axes, name in zip(panels, ("recall_at_3", "micro_f1"), strict=True):
            _curve(axes, evaluation, name, words)
            axes.set_title(words(name), fontsize=TEXT, loc="left")
            axes.set_xlabel(words("interviews"), fontsize=TEXT)
            axes.set_ylim(0, 1)
        panels[0].set_yticks(SHARES, share_labels(language))
        _legend(figure, panels[1], panels[0])
    return figure


def _reliability(axes: Axes, made: ReliabilityBins, words: Labels) -> None:
    axes.plot([0, 1], [0, 1], color=FAINT, linewidth=0.8, linestyle="--", label=words("perfect"))
    axes.plot(*_where(made, made.count > 0), color=BLUE, linewidth=1.0, zorder=2)
    axes.plot(*_where(made, made.count >= ENOUGH), "o", color=BLUE, markersize=5, label=words("bins"))
    few = _where(made, (made.count > 0) & (made.count < ENOUGH))
    axes.plot(
        *few,
        "o",
        color=BLUE,
        markerfacecolor="white",
        markersize=5,
        label=words("few", n=ENOUGH),
    )
    axes.set_xlim(0, 1)
    axes.set_ylim(-0.02, 1.02)
    tidy(axes)


def _where(made: ReliabilityBins, which: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    return made.confidence[which], made.accuracy[which]


def _bars(axes: Axes, made: ReliabilityBins) -> None:
    bins = len(made.count)
    axes.bar((np.arange(bins) + 0.5) / bins, made.count, width=0.85 / bins, color=BLUE, alpha=0.55)
    tidy(axes)


def _scale(axes: Axes, highest: int) -> None:
    """Write numbers by their powers of ten: the lowest bin holds nearly all pairs of segment and code."""
    axes.set_yscale("symlog", linthresh=10)
    axes.set_ylim(0, 2 * max(highest, 10))
    power = max(2, int(np.log10(max(highest, 1))))
    ticks = sorted({0, 10 ** (power // 2), 10**power})
    axes.set_yticks(ticks, [f"{tick:,}".replace(",", "\u202f") for tick in ticks])
    axes.set_yticks([], minor=True)


def _curve(axes: Axes, evaluation: Evaluation, name: str, words: Labels) -> None:
    steps = curve_steps(evaluation.curve)
    x = [step.n_documents for step in steps]
    mean, low, high = zip(*(getattr(step, name) for step in steps), strict=True)
    axes.fill_between(x, low, high, color=BLUE, alpha=0.18, linewidth=0)
    axes.plot(x, mean, "o-", color=BLUE, markersize=4.5, linewidth=1.4, label=words("model"))
    beside = {name: of.scores for name, of in evaluation.baselines.items()}
    beside["human"] = evaluation.human.scores
    for who, scores in beside.items():
        of = None if scores is None else scores.estimates.get(name.replace("_at_", "_at."))
        if of is not None and of.value is not None:
            color, style = _LINES.get(who, _OTHERS)
            called = words(who) if who in _LINES else who
            axes.axhline(of.value, color=color, linestyle=style, linewidth=1.2, label=called)
    axes.set_xticks(_whole_ticks(x))
    axes.set_xlim(min(x) - 0.4, max(x) + 0.4)
    tidy(axes)


def _whole_ticks(numbers: list[int]) -> list[int]:
    """Return at most ten numbers of interviews to write under the axis."""
    step = -(-len(numbers) // 10)
    return numbers[::step]


def _legend(figure: Figure, *panels: Axes) -> None:
    """Write one legend below; what several panels share stands once."""
    entries: dict[str, Artist] = {}
    for axes in panels:
        for handle, label in zip(*axes.get_legend_handles_labels(), strict=True):
            entries.setdefault(label, handle)
    figure.legend(
        list(entries.values()),
        list(entries),
        loc="outside lower center",
        ncols=min(4, len(entries)),
        fontsize=SMALL,
        frameon=False,
    )
