"""From probabilities to suggestions: the best codes of each segment, and the branch where no code is sure enough."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from qualcode.assist.explain import Explainer
from qualcode.assist.logistic import fit_logistic, logit, sigmoid
from qualcode.assist.values import Bools, Floats, Key, SegmentText, key_of
from qualcode.model import Segment, Span, Suggestion, suggestion_id

if TYPE_CHECKING:
    from qualcode.assist.suggester import TextSuggester

LIKELIER_THAN_NOT = 0.5
"""A branch is offered where it is likelier than not that one of its codes is right."""

_HOLD = 10.0


@dataclass(frozen=True, slots=True)
class SegmentSuggestions:
    """What is suggested for one segment.

    Parameters
    ----------
    segment : Segment
    suggestions : tuple of Suggestion
        The best codes, the most probable first; ``suggested`` says which pass the threshold. None may.
    branch : str
        Where none passes: the deepest branch that is likelier than not, if there is one. A person looks for the code.
    branch_score : float
        Its probability.
    """

    segment: Segment
    suggestions: tuple[Suggestion, ...]
    branch: str = ""
    branch_score: float = 0.0


def make_suggestions(
    model: TextSuggester,
    segments: Sequence[SegmentText],
    *,
    top: int,
    explain: bool,
    without: Collection[tuple[Key, str]] = (),
) -> list[SegmentSuggestions]:
    """Return suggestions for the informants' segments; see :meth:`TextSuggester.suggest`."""
    probability = model.predict_proba(segments)
    threshold = model.threshold
    wanted = _wanted(model, segments, probability, without)
    order = np.argsort(-wanted, axis=1, kind="stable")[:, :top]
    branches = branch_probability(probability, model.branches_, model.branch_line_)
    explainer = Explainer(model, segments) if explain and segments else None
    found = []
    for at, item in enumerate(segments):
        if not item.segment.is_informant:
            continue
        columns = [int(column) for column in order[at] if wanted[at, column] >= 0]
        lines = [""] * len(columns)
        if explainer is not None:
            why = explainer.explain(at, [model.codes_[column] for column in columns])
            lines = [one.line(model.language) for one in why]
        made = tuple(
            _suggestion(model, item.segment, column, float(probability[at, column]), rank, threshold, line)
            for rank, (column, line) in enumerate(zip(columns, lines, strict=True), start=1)
        )
        branch, score = ("", 0.0)
        if not any(one.suggested for one in made):
            branch, score = _deepest(list(model.branches_), branches[at])
        found.append(SegmentSuggestions(item.segment, made, branch, score))
    return found


def _wanted(
    model: TextSuggester,
    segments: Sequence[SegmentText],
    probability: Floats,
    without: Collection[tuple[Key, str]],
) -> Floats:
    """Return the probabilities, those of pairs that are not to be suggested below zero."""
    if not without:
        return probability
    rows = {key_of(item.segment): at for at, item in enumerate(segments)}
    columns = {code: at for at, code in enumerate(model.codes_)}
    found = probability.copy()
    for key, code in without:
        if key in rows and code in columns:
            found[rows[key], columns[code]] = -1
    return found


def _suggestion(
    model: TextSuggester, segment: Segment, column: int, score: float, rank: int, threshold: float, line: str
) -> Suggestion:
    code = model.codes_[column]
    return Suggestion(
        suggestion_id(segment.document, segment.version, segment.span, code, model.version_),
        segment.document,
        segment.version,
        segment.number,
        Span(segment.span.start, segment.span.end),
        code,
        round(score, 6),
        rank,
        score >= threshold,
        model.version_,
        line,
    )


def branches_of(codes: Sequence[str]) -> dict[str, list[int]]:
    """Return the columns below each branch that has two codes or more, outer branches first."""
    found: dict[str, list[int]] = {}
    for column, code in enumerate(codes):
        parent = code
        while "." in parent:
            parent = parent.rpartition(".")[0]
            found.setdefault(parent, []).append(column)
    return {
        branch: found[branch]
        for branch in sorted(found, key=lambda b: (b.count("."), b))
        if len(found[branch]) > 1
    }


def branch_probability(probability: Floats, branches: dict[str, list[int]], line: Floats) -> Floats:
    """Return the probability that at least one code of each branch is right, shape (n, branches)."""
    raw = _any_of(probability, branches)
    return sigmoid(line[0] + line[1] * logit(raw)) if raw.size else raw


def fit_branch_line(probability: Floats, truth: Bools, branches: dict[str, list[int]]) -> Floats:
    """Learn how the codes of a branch go together: they are not independent, so their product claims too much."""
    usual = np.array([0.0, 1.0])
    if not branches:
        return usual
    odds = logit(_any_of(probability, branches)).ravel()
    right = np.stack([truth[:, own].any(axis=1) for own in branches.values()], axis=1).ravel()
    line = np.stack([np.ones(len(odds)), odds], axis=1)
    return fit_logistic(line, right.astype(np.float64), usual=usual, hold=np.full(2, _HOLD))


def _any_of(probability: Floats, branches: dict[str, list[int]]) -> Floats:
    made = [1 - np.prod(1 - probability[:, own], axis=1) for own in branches.values()]
    return np.stack(made, axis=1) if made else np.zeros((len(probability), 0))


def _deepest(names: Sequence[str], probability: Floats) -> tuple[str, float]:
    """Return the deepest branch that is likelier than not, of several the likeliest."""
    likely = [
        (name.count("."), float(score), name)
        for name, score in zip(names, probability, strict=True)
        if score >= LIKELIER_THAN_NOT
    ]
    if not likely:
        return "", 0.0
    _, score, name = max(likely)
    return name, round(score, 6)
