"""A trial by part: branches of the tree, areas and sites; and what stands beside it: baselines and the second coder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from qualcode.assist.evaluation.intervals import Estimate, estimates
from qualcode.assist.evaluation.scores import Sample, Scores, Which, compare, nested
from qualcode.assist.values import Bools, Floats
from qualcode.model import in_branch

Kind = Literal["branch", "area", "site"]

MIN_CODED = 20
"""Segments with a code that a group needs for figures of its own."""

OF_PERSONS = ("micro_f1", "macro_f1", "precision", "recall")
"""Measures that a person's codings have: a person gives no order and no probability."""


@dataclass(frozen=True)
class SecondCoder:
    """What a second person coded, apart from the first and before they talked.

    Parameters
    ----------
    codings : array of bool, shape (n, c)
        On the trial's segments and codes.
    coded : array of bool, shape (n,), optional
        The segments that the person went through; all of them by default. The model is compared on these only.
    """

    codings: Bools = field(repr=False)
    coded: Bools | None = field(default=None, repr=False)


@dataclass(frozen=True)
class GroupResult:
    """The measures of one branch, area or site.

    Parameters
    ----------
    kind : {"branch", "area", "site"}
    group : str
        Id. A site's is for the team only.
    scores : Scores or None
    reason : str
        Why there are no figures.
    difference : mapping of str to Estimate
        To the other areas or sites together, below 0 where the group is served worse; empty for a branch.
    """

    kind: Kind
    group: str
    scores: Scores | None = None
    reason: str = ""
    difference: Mapping[str, Estimate] = field(default_factory=dict, repr=False)

    @property
    def is_worse(self) -> bool:
        """True where recall at 3 or micro-F1 is shown to be lower than for the others."""
        return any(
            self.difference[name].is_below_zero
            for name in ("recall_at.3", "micro_f1")
            if name in self.difference
        )

    def to_json(self) -> dict[str, object]:
        """Return the measures for a file, or the reason why there are none."""
        if self.scores is None:
            return {"reason": self.reason}
        made = self.scores.to_json()
        return made | (
            {"difference": nested(self.difference), "worse": self.is_worse} if self.difference else {}
        )


@dataclass(frozen=True)
class Beside:
    """What a trial is compared with: a baseline, or the second coder.

    Parameters
    ----------
    scores : Scores or None
    reason : str
        Why there is nothing to compare with.
    difference : mapping of str to Estimate
        How much higher the model is, on the same resamples.
    ratio : mapping of str to Estimate
        The model's figure divided by the second coder's.
    branches : mapping of str to mapping of str to Estimate
        ``micro_f1``, ``macro_f1`` and the two ratios by branch.
    """

    scores: Scores | None = None
    reason: str = ""
    difference: Mapping[str, Estimate] = field(default_factory=dict, repr=False)
    ratio: Mapping[str, Estimate] = field(default_factory=dict, repr=False)
    branches: Mapping[str, Mapping[str, Estimate]] = field(default_factory=dict, repr=False)

    def to_json(self) -> dict[str, object]:
        """Return the measures for a file, or the reason why there are none."""
        if self.scores is None:
            return {"reason": self.reason}
        made = self.scores.to_json()
        if self.difference:
            made["difference"] = nested(self.difference)
        if self.ratio:
            made["ratio"] = nested(self.ratio)
            made["branches"] = {branch: nested(of) for branch, of in self.branches.items()}
        return made


def branches_of(codes: Sequence[str]) -> dict[str, Which]:
    """Return the columns of each top branch; nothing where the codes are no tree.

    Examples
    --------
    >>> {branch: list(map(int, columns)) for branch, columns in branches_of(("a.x", "b.y", "a.z")).items()}
    {'a': [0, 2], 'b': [1]}
    """
    tops = list(dict.fromkeys(code.partition(".")[0] for code in codes))
    if len(tops) == len(codes):
        return {}
    return {top: np.array([at for at, code in enumerate(codes) if in_branch(code, top)]) for top in tops}


def branch_results(sample: Sample) -> dict[str, GroupResult]:
    """Measure each top branch of the tree on its own."""
    return {
        branch: GroupResult("branch", branch, sample.scores(columns=columns))
        for branch, columns in branches_of(sample.trial.codes).items()
    }


def group_results(sample: Sample, kind: Literal["area", "site"]) -> dict[str, GroupResult]:
    """Measure each area or site, and how it differs from the others, since some people may be served worse.

    Resampled documents are drawn from all, so that the parts of one interview stay together in the difference. A site with a
    single interview has figures without an interval.
    """
    of = np.asarray([getattr(segment, kind) for segment in sample.trial.segments], dtype=str)
    names = sorted(set(of) - {""})
    made = {}
    for name in names:
        rows, rest = np.flatnonzero(of == name), np.flatnonzero((of != name) & (of != ""))
        coded = int(sample.is_coded[rows].sum())
        if coded < MIN_CODED:
            made[name] = GroupResult(
                kind, name, reason=f"{coded} segments with a code; figures need {MIN_CODED}"
            )
            continue
        draws = sample.draws(rows)
        made[name] = GroupResult(
            kind, name, sample.scores(rows, draws=draws), difference=_to_the_rest(sample, draws, rows, rest)
        )
    return made


def _to_the_rest(
    sample: Sample, draws: Mapping[str, Floats], rows: Which, rest: Which
) -> dict[str, Estimate]:
    if not sample.is_coded[rest].any():
        return {}
    fewer = min(sample.n_independent(part) for part in (rows, rest))
    return compare(draws, sample.draws(rest), documents=fewer)


def site_values(sites: Mapping[str, GroupResult], measure: str) -> list[float]:
    """Return a measure's values over the sites that have figures."""
    found = [site.scores[measure].value for site in sites.values() if site.scores is not None]
    return [value for value in found if value is not None]


def baseline_result(sample: Sample, draws: Mapping[str, Floats], baseline: Sample) -> Beside:
    """Measure a baseline on the same segments, and how much higher the model is."""
    its = baseline.draws()
    difference = compare(draws, its, documents=sample.n_independent())
    return Beside(baseline.scores(draws=its), difference=difference)


def human_result(sample: Sample, human: Sample, rows: Which) -> Beside:
    """Measure the second coder against the same codings, and the model beside her: overall and by branch."""
    scores, ratio = _beside_human(sample, human, rows, None)
    branches = {}
    for branch, columns in branches_of(sample.trial.codes).items():
        its, of = _beside_human(sample, human, rows, columns)
        branches[branch] = {name: its[name] for name in ("micro_f1", "macro_f1")} | {
            f"ratio.{name}": made for name, made in of.items()
        }
    return Beside(scores, ratio=ratio, branches=branches)


def _beside_human(
    sample: Sample, human: Sample, rows: Which, columns: Which | None
) -> tuple[Scores, dict[str, Estimate]]:
    draws = {name: values for name, values in human.draws(rows, columns).items() if name in OF_PERSONS}
    scores = human.scores(rows, columns, draws=draws)
    model = sample.draws(rows, columns)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratios = {name: _finite(model[name] / draws[name]) for name in ("micro_f1", "macro_f1")}
    reasons = dict.fromkeys(ratios, "the second coder's figure is 0 or undefined")
    return scores, estimates(ratios, documents=sample.n_independent(rows, columns), reasons=reasons)


def _finite(values: Floats) -> Floats:
    made: Floats = np.where(np.isfinite(values), values, np.nan)
    return made
