"""Every code's F1 on one page, branch by branch, with the second coder's beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.assist.evaluation.codes import DOUBTFUL_FROM, RELIABLE_FROM, CodeResult
from qualcode.assist.evaluation.drawing import SHARES, SMALL, TITLE, WIDTH, new_figure, share_labels, tidy
from qualcode.assist.evaluation.words import decimal
from qualcode.labels import Labels
from qualcode.plain_figures import BLUE, FAINT, INK, ORANGE, RULE, plain_style

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from qualcode.assist.evaluation.result import Evaluation
    from qualcode.model import Codebook

_GAP, _TOP, _BOTTOM, _PAD = 0.6, 0.5, 0.85, 0.12
"""Space before a branch, in lines; and the page around the lines, in inches."""

_ROW, _LEAST_ROW, _PAGE = 0.13, 0.097, 10.1
"""Height of a line, of the least that can be read, and of an A4 page between its margins."""

_TYPE = 6.5
_WIDEST = 3.0
"""Room for the codes' names; longer ones are cut."""

_LABELS = {
    "title": {
        "da": "Hvor gode forslagene er, kode for kode",
        "en": "How good the suggestions are, code by code",
    },
    "f1": {"da": "F1 (med 95 %-interval)", "en": "F1 (with 95 % interval)"},
    "reliable": {"da": "pålidelig", "en": "reliable"},
    "doubtful": {"da": "tvivlsom", "en": "doubtful"},
    "not to be relied on": {"da": "ikke til at stole på", "en": "not to be relied on"},
    "human": {"da": "den anden koder", "en": "the second coder"},
    "too little data": {"da": "for lidt at måle på", "en": "too little to measure on"},
    "basis": {
        "da": "Kodebog {version}. En kode er pålidelig, hvis intervallets nedre ende er mindst {reliable}, og tvivlsom fra {doubtful}.",
        "en": "Codebook {version}. A code is reliable where the lower end of its interval is at least {reliable}, and doubtful from "
        "{doubtful}.",
    },
}
_MARKS = {"reliable": ("o", BLUE), "doubtful": ("o", "white"), "not to be relied on": ("x", BLUE)}
"""Sign and filling: the verdicts differ in form, not in colour."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of the page: a code, or the name of a branch."""

    name: str
    at: float
    result: CodeResult | None = None


def codes_figure(evaluation: Evaluation, codebook: Codebook, *, language: str = "") -> Figure:
    """Draw every code's F1 with its interval, the verdict as a mark, and the second coder's F1.

    Parameters
    ----------
    evaluation : Evaluation
    codebook : Codebook
        Gives names and order.
    language : str
        The evaluation's own by default.

    Returns
    -------
    matplotlib.figure.Figure
        As tall as the codes need: 76 of them fill an A4 page.
    """
    language = language or evaluation.language
    words = Labels(_LABELS, language)
    lines = _lines(evaluation, codebook)
    rows = lines[-1].at + 1 if lines else 1.0
    row = min(_ROW, max(_LEAST_ROW, (_PAGE - _TOP - _BOTTOM) / rows))
    height = _TOP + rows * row + _BOTTOM
    with plain_style():
        figure = new_figure(height, constrained=False)
        names = [_cut(line.name, line.result is None) for line in lines]
        left = max(
            (_width_of(name, line.result is None) for name, line in zip(names, lines, strict=True)), default=0
        )
        left += 2 * _PAD
        axes = figure.add_axes(
            (left / WIDTH, _BOTTOM / height, (WIDTH - left - _PAD) / WIDTH, rows * row / height)
        )
        axes.set_xlim(-0.02, 1.02)
        axes.set_ylim(rows - 0.5, -0.5)  # downwards, as one reads
        for name, line in zip(names, lines, strict=True):
            _draw(axes, line, name, words)
        _frame(axes, language, words)
        _around(figure, evaluation, words, language, height)
    return figure


def _lines(evaluation: Evaluation, codebook: Codebook) -> list[_Line]:
    order = {code.id: at for at, code in enumerate(codebook)}
    results = sorted(evaluation.codes.values(), key=lambda of: order.get(of.code, len(order)))
    tops = {of.code.partition(".")[0]: None for of in results}
    lines: list[_Line] = []
    at = 0.0
    for top in tops:
        inside = [of for of in results if of.code.partition(".")[0] == top]
        if evaluation.branches:
            lines.append(_Line(_name(codebook, top), at))
            at += 1
        for of in inside:
            lines.append(_Line(_name(codebook, of.code), at, of))
            at += 1
        at += _GAP if evaluation.branches else 0
    return lines


def _name(codebook: Codebook, code: str) -> str:
    return codebook[code].name if code in codebook else code


def _draw(axes: Axes, line: _Line, name: str, words: Labels) -> None:
    across = axes.get_yaxis_transform()
    weight = "bold" if line.result is None else "normal"
    axes.text(
        -0.02, line.at, name, transform=across, ha="right", va="center", fontsize=_TYPE, weight=weight, color=INK
    )  # fmt: skip
    if line.result is None:
        return
    axes.axhline(line.at, color=RULE, linewidth=0.4, zorder=0)
    f1, human = line.result.f1, line.result.human_f1
    if f1 is None or f1.value is None:
        axes.text(
            0.0, line.at, words(line.result.verdict), ha="left", va="center", fontsize=_TYPE - 0.5, color=FAINT,
            style="italic", bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6},
        )  # fmt: skip
        return
    if f1.low is not None and f1.high is not None:
        axes.plot(
            [f1.low, f1.high], [line.at] * 2, color=BLUE, linewidth=1.1, zorder=2, solid_capstyle="butt"
        )
    if human is not None and human.value is not None:
        axes.plot(human.value, line.at, "|", color=ORANGE, markersize=6.5, markeredgewidth=1.6, zorder=3)
    sign, filling = _MARKS[line.result.verdict]
    axes.plot(f1.value, line.at, sign, color=BLUE, markersize=4, markerfacecolor=filling, zorder=4)


def _frame(axes: Axes, language: str, words: Labels) -> None:
    for share in (DOUBTFUL_FROM, RELIABLE_FROM):
        axes.axvline(share, color=FAINT, linewidth=0.6, linestyle=":", zorder=1)
    axes.set_yticks([])
    axes.set_xticks(SHARES, share_labels(language))
    axes.set_xlabel(words("f1"), fontsize=SMALL)
    tidy(axes)
    axes.spines["left"].set_visible(False)
    axes.tick_params(top=True, labeltop=True)


def _around(figure: Figure, evaluation: Evaluation, words: Labels, language: str, height: float) -> None:
    from matplotlib.lines import Line2D

    figure.text(
        _PAD / WIDTH, 1 - _PAD / height, words("title"), fontsize=TITLE, weight="bold", va="top", color=INK
    )
    handles = [
        Line2D(
            [],
            [],
            color=BLUE,
            marker=sign,
            markerfacecolor=filling,
            linestyle="none",
            markersize=4,
            label=words(verdict),
        )
        for verdict, (sign, filling) in _MARKS.items()
    ]
    if any(of.human_f1 is not None for of in evaluation.codes.values()):
        handles.append(
            Line2D([], [], color=ORANGE, marker="|", linestyle="none", markersize=6.5, markeredgewidth=1.6, label=words("human"))
        )  # fmt: skip
    figure.legend(
        handles=handles, loc="lower left", bbox_to_anchor=(0, 0.22 / height), ncols=4, fontsize=SMALL, frameon=False
    )  # fmt: skip
    basis = words(
        "basis",
        version=evaluation.settings["codebook_version"],
        reliable=decimal(RELIABLE_FROM, 1, language),
        doubtful=decimal(DOUBTFUL_FROM, 1, language),
    )
    figure.text(_PAD / WIDTH, _PAD / height, basis, fontsize=_TYPE, color=FAINT, va="bottom")


def _cut(name: str, bold: bool) -> str:
    """Shorten a name that is too long for its place."""
    if _width_of(name, bold) <= _WIDEST:
        return name
    while name and _width_of(name + "…", bold) > _WIDEST:
        name = name[:-1]
    return name.rstrip() + "…"


def _width_of(name: str, bold: bool) -> float:
    """Return how wide a name is in inches."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import TextToPath

    font = FontProperties(family="DejaVu Sans", weight="bold" if bold else "normal", size=_TYPE)
    width, _, _ = TextToPath().get_text_width_height_descent(name, font, False)
    return float(width) / 72
