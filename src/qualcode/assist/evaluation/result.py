"""The result of an evaluation: all that was measured, and how to read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from qualcode.assist.evaluation.as_json import as_json
from qualcode.assist.evaluation.cells import CellsResult
from qualcode.assist.evaluation.codes import CodeResult, verdict_counts
from qualcode.assist.evaluation.curve import CurvePoint
from qualcode.assist.evaluation.groups import Beside, GroupResult
from qualcode.assist.evaluation.metrics import ReliabilityBins
from qualcode.assist.evaluation.scores import Scores
from qualcode.assist.evaluation.tables import codes_frame, groups_frame, html, overall_frame
from qualcode.assist.evaluation.words import sentences

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

    from qualcode.model import Codebook


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

    def plot(
        self,
        what: Literal["calibration", "codes", "curve"] = "calibration",
        *,
        codebook: Codebook | None = None,
    ) -> Figure:
        """Draw how sure the model is and how often it is right, each code, or what more interviews bring.

        Parameters
        ----------
        what : {"calibration", "codes", "curve"}
        codebook : Codebook, optional
            Gives codes their names; ``"codes"`` needs it.
        """
        from qualcode.assist.evaluation import figures

        if what == "codes":
            if codebook is None:
                raise TypeError("codes are drawn by name: pass codebook=study.codebook")
            return figures.codes_figure(self, codebook, language=self.language)
        draw = figures.curve_figure if what == "curve" else figures.calibration_figure
        return draw(self, language=self.language)

    def verdicts(self) -> dict[str, list[str]]:
        """Return the codes of each verdict, from reliable to too little data."""
        return {str(verdict): codes for verdict, codes in verdict_counts(self.codes).items()}
