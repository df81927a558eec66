"""From a trial on segments that the model had not seen to a result that hides nothing.

Folds leave out whole sites or whole documents; a random split is not offered, since segments of one interview resemble each
other and a split through it flatters every model.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

import numpy as np

from qualcode.assist.evaluation.cells import compare_cells
from qualcode.assist.evaluation.codes import MIN_DOCUMENTS, MIN_USES, code_results, codes_in_one_fold
from qualcode.assist.evaluation.curve import CurvePoint
from qualcode.assist.evaluation.groups import (
    Beside,
    SecondCoder,
    baseline_result,
    branch_results,
    group_results,
    human_result,
)
from qualcode.assist.evaluation.intervals import LEVEL, RESAMPLES, Resamples
from qualcode.assist.evaluation.metrics import first_suggestions, reliability_bins
from qualcode.assist.evaluation.result import Evaluation
from qualcode.assist.evaluation.scores import Sample, Scores, check_same
from qualcode.assist.values import Bools, Trial
from qualcode.errors import UsageError

FoldsBy = Literal["site", "document"]

_NOT_GIVEN = "not measured"


def evaluate_trial(
    trial: Trial,
    *,
    settings: Mapping[str, object],
    folds_by: FoldsBy,
    baselines: Mapping[str, Trial] | None = None,
    human: SecondCoder | None = None,
    no_human: str = _NOT_GIVEN,
    curve: Sequence[CurvePoint] = (),
    matrices: Sequence[tuple[str, str]] = (),
    area_names: Mapping[str, str] | None = None,
    language: str = "en",
    min_uses: int = MIN_USES,
    min_documents: int = MIN_DOCUMENTS,
    seed: int = 0,
    resamples: int = RESAMPLES,
) -> Evaluation:
    """Turn a trial into a result: how good, how sure, for which codes and for whom, beside what else one could do.

    Parameters
    ----------
    trial : Trial
        Predictions for segments that the model had not seen.
    settings : mapping
        What stands with the result; ``codebook_version`` at least.
    folds_by : {"site", "document"}
        What was left out together.
    baselines : mapping of str to Trial, optional
        ``prior`` and ``definitions``, on the same segments; others are welcome.
    human : SecondCoder, optional
    no_human : str
        Why there is no second coder.
    curve : sequence of CurvePoint
        Several with the same number of interviews are repeats.
    matrices : sequence of (str, str)
        Pairs of branches whose cells are compared.
    area_names : mapping of str to str, optional
        What areas are called in print.
    language : str
    min_uses, min_documents : int
        Codes with less get a reason instead of figures.
    seed, resamples : int

    Raises
    ------
    UsageError
        A baseline or the second coder is not of the same segments and codes (QC-EV01, QC-EV03), or the settings do not say
        which codebook was used (QC-EV02); or nothing is coded (QC-EV05).
    """
    _require_measurable(trial, settings)
    drawn = Resamples([s.document for s in trial.segments], seed=seed, resamples=resamples)
    sample = Sample(trial, drawn)
    draws = sample.draws()
    second, rows = _human_sample(trial, human, drawn)
    least = {"min_uses": min_uses, "min_documents": min_documents}
    codes = code_results(sample, human=second, human_rows=rows, **least)
    return Evaluation(
        overall=sample.scores(draws=draws),
        coded_only=sample.scores(np.flatnonzero(sample.is_coded)),
        enough_data=_of_columns(sample, [codes[code].scores is not None for code in trial.codes]),
        one_fold=_of_columns(sample, codes_in_one_fold(sample)),
        codes=codes,
        branches=branch_results(sample),
        areas=group_results(sample, "area"),
        sites=group_results(sample, "site"),
        baselines=_baselines(sample, draws, baselines or {}),
        human=Beside(reason=no_human) if second is None else human_result(sample, second, rows),
        curve=tuple(sorted(curve, key=lambda point: point.n_documents)),
        pairs=reliability_bins(trial.probability, trial.truth),
        first=reliability_bins(*first_suggestions(trial.truth, trial.probability)),
        matrices=tuple(compare_cells(sample, *pair) for pair in matrices),
        folds=_folds(sample, folds_by),
        settings=dict(settings)
        | {"seed": seed, "resamples": resamples, "interval": f"{LEVEL:.0%}, documents resampled"}
        | least,
        language=language,
        area_names=dict(area_names or {}),
    )


def _require_measurable(trial: Trial, settings: Mapping[str, object]) -> None:
    if "codebook_version" not in settings:
        raise UsageError(
            "the settings do not say which codebook was used",
            code="QC-EV02",
            allowed="No figure stands without the codebook's version.",
            do="Add codebook_version to the settings.",
        )
    if not trial.truth.any():
        raise UsageError(
            f"{len(trial)} segments and {len(trial.codes)} codes, and no segment has a code",
            code="QC-EV05",
            allowed="Suggestions are measured against what people decided.",
            do="Code some interviews first.",
        )


def _of_columns(sample: Sample, wanted: Sequence[bool] | Bools) -> Scores | None:
    """Return the scores of some codes alone, if there are any."""
    columns = np.flatnonzero(wanted)
    return sample.scores(columns=columns) if len(columns) else None


def _baselines(
    sample: Sample, draws: Mapping[str, np.ndarray], given: Mapping[str, Trial]
) -> dict[str, Beside]:
    made = {name: Beside(reason=_NOT_GIVEN) for name in ("prior", "definitions")}
    for name, baseline in given.items():
        check_same(sample.trial, baseline)
        made[name] = baseline_result(sample, draws, Sample(baseline, sample.resamples))
    return made


def _human_sample(
    trial: Trial, human: SecondCoder | None, drawn: Resamples
) -> tuple[Sample | None, np.ndarray]:
    """Put the second coder's codings in the place of suggestions, so that both are counted alike."""
    everything = np.arange(len(trial))
    if human is None:
        return None, everything
    if human.codings.shape != trial.truth.shape:
        raise UsageError(
            f"the second coder's codings have the shape {human.codings.shape}, the trial's {trial.truth.shape}",
            code="QC-EV03",
            allowed="A row for each segment of the trial, and a column for each of its codes.",
            do="Make them from the trial's own segments and codes.",
        )
    as_trial = Trial(
        trial.segments, trial.codes, trial.truth, human.codings.astype(float), human.codings, trial.continuing, trial.fold
    )  # fmt: skip
    return Sample(as_trial, drawn), everything if human.coded is None else np.flatnonzero(human.coded)


def _folds(sample: Sample, by: FoldsBy) -> dict[str, object]:
    """Say what was left out together, without naming it."""
    fold = sample.trial.fold
    parts = [np.flatnonzero(fold == one) for one in np.unique(fold)]
    return {
        "by": by,
        "n": len(parts),
        "segments": [len(rows) for rows in parts],
        "documents": [sample.n_documents(rows) for rows in parts],
    }
