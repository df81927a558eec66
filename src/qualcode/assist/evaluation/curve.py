"""A learning curve: how good the suggestions were after one interview, after two, and so on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """How good the suggestions were after so many coded interviews; points with the same number are repeats."""

    n_documents: int
    recall_at_3: float
    micro_f1: float


@dataclass(frozen=True, slots=True)
class CurveStep:
    """The repeats of one number of interviews: mean, lowest and highest."""

    n_documents: int
    repeats: int
    recall_at_3: tuple[float, float, float]
    micro_f1: tuple[float, float, float]


def curve_steps(points: Sequence[CurvePoint]) -> list[CurveStep]:
    """Gather repeats of a learning curve.

    Examples
    --------
    >>> curve_steps([CurvePoint(1, 0.25, 0.5), CurvePoint(1, 0.75, 0.5)])
    [CurveStep(n_documents=1, repeats=2, recall_at_3=(0.5, 0.25, 0.75), micro_f1=(0.5, 0.5, 0.5))]
    """
    steps = []
    for n in sorted({point.n_documents for point in points}):
        here = [point for point in points if point.n_documents == n]
        steps.append(
            CurveStep(n, len(here), _range([p.recall_at_3 for p in here]), _range([p.micro_f1 for p in here]))
        )
    return steps


def _range(values: Sequence[float]) -> tuple[float, float, float]:
    return sum(values) / len(values), min(values), max(values)
