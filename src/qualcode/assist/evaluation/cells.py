"""How far a matrix counted from suggestions would look like the one that people made."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.stats import spearmanr  # scipy announces no types

from qualcode.assist.evaluation.intervals import rounded
from qualcode.assist.evaluation.scores import Sample, Which
from qualcode.assist.values import Bools, Floats
from qualcode.model import in_branch


@dataclass(frozen=True)
class CellsResult:
    """How the cells of a matrix from suggestions compare with the cells from people's codings.

    No cell from suggestions alone is ever a finding; this says how far such a count would have led astray. There are no
    intervals: cells come and go when documents are resampled, which would bias them.

    Parameters
    ----------
    rows, columns : str
        The two branches.
    cells, suggested_cells, both : int
        Cells that people's codings fill, that suggestions fill, and that both do.
    same_sites : int
        The people's cells in which suggestions stand at as many sites.
    rank_correlation : float or None
        Spearman's, of the numbers of segments over the cells that either fills; None where they do not differ.
    """

    rows: str
    columns: str
    cells: int
    suggested_cells: int
    both: int
    same_sites: int
    rank_correlation: float | None

    def to_json(self) -> dict[str, object]:
        """Return the comparison for a file."""
        return {
            "rows": self.rows,
            "columns": self.columns,
            "cells": self.cells,
            "suggested_cells": self.suggested_cells,
            "both": self.both,
            "same_sites": self.same_sites,
            "rank_correlation": rounded(self.rank_correlation),
        }


def compare_cells(sample: Sample, rows: str, columns: str) -> CellsResult:
    """Count a matrix of two branches from people's codings and from suggestions, and compare the cells."""
    codes = sample.trial.codes
    here = np.array([at for at, code in enumerate(codes) if in_branch(code, rows)], dtype=int)
    there = np.array([at for at, code in enumerate(codes) if in_branch(code, columns)], dtype=int)
    people, people_sites = _count(sample, sample.trial.truth, here, there)
    model, model_sites = _count(sample, sample.trial.suggested, here, there)
    has, said = people > 0, model > 0
    either = has | said
    return CellsResult(
        rows,
        columns,
        cells=int(has.sum()),
        suggested_cells=int(said.sum()),
        both=int((has & said).sum()),
        same_sites=int((has & (people_sites == model_sites)).sum()),
        rank_correlation=_rank_correlation(people[either], model[either]),
    )


def _count(sample: Sample, marks: Bools, rows: Which, columns: Which) -> tuple[Floats, Floats]:
    """Return each cell's segments, and its sites."""
    segments = np.zeros((len(rows), len(columns)))
    sites = np.zeros_like(segments)
    for site in sorted(set(sample.sites)):
        at = marks[sample.sites == site].astype(float)
        cells = at[:, rows].T @ at[:, columns]
        segments += cells
        sites += (cells > 0) & (site != "")
    return segments, sites


def _rank_correlation(one: Floats, other: Floats) -> float | None:
    if len(set(one)) < 2 or len(set(other)) < 2:
        return None
    return float(spearmanr(one, other).statistic)
