"""An evaluation for programs: keys that stay, numbers rounded, what is undefined null with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from qualcode.assist.evaluation.curve import CurveStep, curve_steps
from qualcode.assist.evaluation.groups import GroupResult, site_values
from qualcode.assist.evaluation.intervals import rounded
from qualcode.assist.evaluation.metrics import ReliabilityBins
from qualcode.assist.evaluation.scores import Scores

if TYPE_CHECKING:
    from qualcode.assist.evaluation.result import Evaluation


def as_json(evaluation: Evaluation, *, team: bool) -> dict[str, object]:
    """Return an evaluation as plain values."""
    groups: dict[str, object] = {
        "branches": {name: of.to_json() for name, of in evaluation.branches.items()},
        "areas": {name: of.to_json() for name, of in evaluation.areas.items()},
        "between_sites": between_sites(evaluation.sites),
    }
    if team:
        groups["sites"] = {name: of.to_json() for name, of in evaluation.sites.items()}
    one_fold = [code for code, of in evaluation.codes.items() if of.in_one_fold]
    return {
        "overall": evaluation.overall.to_json(),
        "coded_only": evaluation.coded_only.to_json(),
        "enough_data": _or_reason(evaluation.enough_data, "no code has enough data"),
        "one_fold": _or_reason(evaluation.one_fold, "no code stands in one fold only") | {"ids": one_fold},
        "codes": {code: of.to_json() for code, of in evaluation.codes.items()},
        "verdicts": evaluation.verdicts(),
        "baselines": {name: of.to_json() for name, of in evaluation.baselines.items()}
        | {"human": evaluation.human.to_json()},
        "groups": groups,
        "folds": dict(evaluation.folds),
        "curve": [_step(step) for step in curve_steps(evaluation.curve)],
        "calibration": {"pairs": _bins(evaluation.pairs), "first": _bins(evaluation.first)},
        "matrices": [cells.to_json() for cells in evaluation.matrices],
        "settings": dict(evaluation.settings),
    }


def between_sites(sites: Mapping[str, GroupResult]) -> dict[str, object]:
    """Return how far the sites lie apart, without naming one."""
    made: dict[str, object] = {"sites": len(sites)}
    for name in ("recall_at.3", "micro_f1"):
        values = site_values(sites, name)
        key = name.replace(".", "_")
        made[key] = {"lowest": rounded(min(values)), "highest": rounded(max(values))} if values else None
    return made


def _or_reason(scores: Scores | None, reason: str) -> dict[str, object]:
    return {"reason": reason} if scores is None else scores.to_json()


def _step(step: CurveStep) -> dict[str, object]:
    made: dict[str, object] = {"n_documents": step.n_documents, "repeats": step.repeats}
    for name in ("recall_at_3", "micro_f1"):
        mean, low, high = getattr(step, name)
        made[name] = {"mean": rounded(mean), "lowest": rounded(low), "highest": rounded(high)}
    return made


def _bins(made: ReliabilityBins) -> list[dict[str, object]]:
    n = len(made.count)
    return [
        {
            "from": rounded(at / n),
            "to": rounded((at + 1) / n),
            "n": int(made.count[at]),
            "confidence": rounded(made.confidence[at]),
            "accuracy": rounded(made.accuracy[at]),
        }
        for at in range(n)
    ]
