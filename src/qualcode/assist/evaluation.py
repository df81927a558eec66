"""What suggestions are worth: a trial on segments that the model had not seen, turned into a result that hides nothing.

Folds leave out whole sites or whole documents; a random split is not offered, since segments of one interview resemble each
other and a split through it flatters every model.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import numpy as np

from qualcode.assist.evaluation_cells import CellsResult, compare_cells
from qualcode.assist.evaluation_codes import (
    MIN_DOCUMENTS,
    MIN_USES,
    CodeResult,
    code_results,
    codes_in_one_fold,
    verdict_counts,
)
from qualcode.assist.evaluation_groups import (
    Beside,
    GroupResult,
    SecondCoder,
    baseline_result,
    branch_results,
    group_results,
    human_result,
)
from qualcode.assist.evaluation_intervals import LEVEL, RESAMPLES, Resamples
from qualcode.assist.evaluation_json import CurvePoint, as_json
from qualcode.assist.evaluation_scores import Sample, Scores, check_same
from qualcode.assist.evaluation_tables import codes_frame, groups_frame, html, overall_frame
from qualcode.assist.evaluation_words import sentences
from qualcode.assist.metrics import ReliabilityBins, first_suggestions, reliability_bins
from qualcode.assist.values import Trial
from qualcode.errors import UsageError

if TYPE_CHECKING:
    import pandas as pd

    from qualcode.model import Codebook

__all__ = ["CurvePoint", "Evaluation", "SecondCoder", "evaluate_trial"]

FoldsBy = Literal["site", "document"]

_NOT_GIVEN = "not measured"


@dataclass(frozen=True, repr=False)
class Evaluation:
    """What suggestions are worth, measured on segments that the model had not seen. Holds no interview text.

    Parameters
    ----------
    overall : Scores
        All informants' segments; those without a code count for F1, precision and calibration.
    coded_only : Scores
        Segments with a code only.
    enough_data, one_fold : Scores or None
        Codes with enough uses for figures of their own; and codes that stand in one fold only, which could not be learned from the
        others. None where there is no such code.
    codes : mapping of str to CodeResult
    branches, areas, sites : mapping of str to GroupResult
    baselines : mapping of str to Beside
        ``prior``, ``definitions`` and any other that was run.
    human : Beside
        The second coder against the same codings.
    curve : tuple of CurvePoint
        Quality by number of coded interviews.
    pairs, first : ReliabilityBins
        Confidence and accuracy over all pairs of segment and code, and of the first suggestion of each segment.
    matrices : tuple of CellsResult
    folds, settings : mapping
        What was left out together; and what was measured with which codebook, segmentation, model and seed.
    language : str
        Of :meth:`lines` unless another is asked for.
    area_names : mapping of str to str
    """

    overall: Scores
    coded_only: Scores
    enough_data: Scores | None
    one_fold: Scores | None
    codes: Mapping[str, CodeResult]
    branches: Mapping[str, GroupResult]
    areas: Mapping[str, GroupResult]
    sites: Mapping[str, GroupResult]
    baselines: Mapping[str, Beside]
    human: Beside
    curve: tuple[CurvePoint, ...]
    pairs: ReliabilityBins
    first: ReliabilityBins
    matrices: tuple[CellsResult, ...]
    folds: Mapping[str, object]
    settings: Mapping[str, object]
    language: str = "en"
    area_names: Mapping[str, str] = field(default_factory=dict)

    def __repr__(self) -> str:
        return (
            f"<Evaluation on {self.overall.segments} segments of {self.overall.documents} documents, "
            f"{self.overall.codes} codes, {self.folds['by']}s left out; codebook {self.settings['codebook_version']!r}>"
        )

    def _repr_html_(self) -> str:
        return html(self)

    def to_json(self, *, team: bool = False) -> dict[str, object]:
        """Return everything for a file: numbers rounded, undefined ones null with a reason.

        Parameters
        ----------
        team : bool
            True names the sites; without it only the range between them is given.
        """
        return as_json(self, team=team)

    def to_frame(self) -> pd.DataFrame:
        """Return one row per part and measure."""
        return overall_frame(self)

    def codes_frame(self) -> pd.DataFrame:
        """Return one row per code, with its verdict."""
        return codes_frame(self)

    def groups_frame(self, *, team: bool = False) -> pd.DataFrame:
        """Return one row per branch and area; for the team, also per site."""
        return groups_frame(self, team=team)

    def lines(self, language: str = "", codebook: Codebook | None = None) -> list[str]:
        """Return a handful of plain sentences; a codebook gives codes their names. No site is named."""
        return sentences(self, language or self.language, codebook)

    def verdicts(self) -> dict[str, list[str]]:
        """Return the codes of each verdict, from reliable to too little data."""
        return {str(verdict): codes for verdict, codes in verdict_counts(self.codes).items()}


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
    drawn = Resamples([s.document for s in trial.segments], seed=seed, resamples=resamples)
    sample = Sample(trial, drawn)
    draws = sample.draws()
    second, rows = _human_sample(trial, human, drawn)
    alone = codes_in_one_fold(sample)
    codes = code_results(
        sample,
        human=second,
        human_rows=rows,
        min_uses=min_uses,
        min_documents=min_documents,
    )
    measured = np.flatnonzero([codes[code].scores is not None for code in trial.codes])
    return Evaluation(
        overall=sample.scores(draws=draws),
        coded_only=sample.scores(np.flatnonzero(sample.is_coded)),
        enough_data=_of_columns(sample, measured),
        one_fold=_of_columns(sample, np.flatnonzero(alone)),
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
        | {
            "seed": seed,
            "resamples": resamples,
            "interval": f"{LEVEL:.0%}, documents resampled",
            "min_uses": min_uses,
            "min_documents": min_documents,
        },
        language=language,
        area_names=dict(area_names or {}),
    )


def _of_columns(sample: Sample, columns: np.ndarray) -> Scores | None:
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
