"""What agreement is said with: values, what they rest on, and where the coders differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from qualcode.reliability import frames, words
from qualcode.reliability.bootstrap import Interval
from qualcode.reliability.coefficients import CoefficientName

if TYPE_CHECKING:
    import pandas as pd

    from qualcode.model import Codebook

Kind = Literal["code", "branch", "all"]

METHOD = "nominal; each code is present or absent in each segment, branches pool their codes"


@dataclass(frozen=True, slots=True)
class Coefficient:
    """One number, or why there is none.

    Parameters
    ----------
    name : {"alpha", "kappa", "fleiss", "percent", "unitizing", "binary", "domain"}
    value : float or None
        None where undefined; never 0 or 1 in its place.
    reason : str
        Why there is no value.
    interval : Interval or None
    interval_reason : str
        Why there is no interval.
    n_units : int
        What was compared: decisions (a segment and a code) that at least two coders made, for Fleiss' kappa those that all
        made; for the coefficients of spans, code points, once for each code.
    """

    name: CoefficientName
    value: float | None
    reason: str
    interval: Interval | None
    interval_reason: str
    n_units: int


@dataclass(frozen=True, slots=True)
class AgreementResult:
    """Agreement on one code, on all codes of a branch, or on all codes.

    Parameters
    ----------
    code : str
        Full id of the code or branch; empty for all codes together.
    kind : {"code", "branch", "all"}
    coefficients : mapping of str to Coefficient
        ``binary`` and ``domain`` for branches and all codes only.
    n_units : int
        Decisions compared: one per segment for a code, one per segment and code for a branch.
    n_used : int
        Units in which at least one coder used the code: where that is small, say nothing on agreement.
    n_coders, n_interviews : int
        Coders who share an interview with another, and interviews that at least two of them coded.
    """

    code: str
    kind: Kind
    coefficients: Mapping[CoefficientName, Coefficient] = field(repr=False)
    n_units: int
    n_used: int
    n_coders: int
    n_interviews: int

    def __getitem__(self, name: CoefficientName) -> Coefficient:
        return self.coefficients[name]

    @property
    def alpha(self) -> float | None:
        """Krippendorff's alpha; None where undefined."""
        return self["alpha"].value

    @property
    def kappa(self) -> float | None:
        """Cohen's kappa; with more than two coders the mean over their pairs (Light's kappa)."""
        return self["kappa"].value

    @property
    def fleiss(self) -> float | None:
        """Fleiss' kappa, on interviews that all coders coded."""
        return self["fleiss"].value

    @property
    def percent(self) -> float | None:
        """Share of pairs of decisions that are the same."""
        return self["percent"].value

    @property
    def unitizing(self) -> float | None:
        """U-alpha: agreement on where the code begins and ends."""
        return self["unitizing"].value

    @property
    def reason(self) -> str:
        """Why there is no alpha."""
        return self["alpha"].reason

    def to_frame(self) -> pd.DataFrame:
        """Return one row per coefficient."""
        return frames.coefficients_frame((self,))


@dataclass(frozen=True, slots=True)
class PairAgreement:
    """Agreement of two coders on all codes, in the interviews that both coded."""

    coders: tuple[str, str]
    alpha: float | None
    kappa: float | None
    percent: float | None
    reason: str
    n_interviews: int
    n_units: int
    n_used: int


@dataclass(frozen=True, slots=True)
class InterviewAgreement:
    """Agreement on all codes in one interview."""

    document: str
    coders: tuple[str, ...]
    alpha: float | None
    percent: float | None
    reason: str
    n_units: int
    n_used: int


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A segment and code that some coders used and others did not.

    Parameters
    ----------
    document, segment : str, int
        The place.
    code : str
    used_by, not_by : tuple of str
        Coders of this document.
    cost : float
        Its share of all that separates the coders, over all codes; the costs of all disagreements add up to 1. If it were settled,
        alpha over all codes would rise by ``cost * (1 - alpha)``, chance being held as it is.
    instead : tuple of (str, str)
        Coder and code: what coders who did not use the code gave the segment from the same branch, and none of those who used it.
        These codes have no disagreement of their own; what they cost is in this one.
    """

    document: str
    segment: int
    code: str
    used_by: tuple[str, ...]
    not_by: tuple[str, ...]
    cost: float
    instead: tuple[tuple[str, str], ...] = ()

    @property
    def place(self) -> tuple[str, int]:
        """Document and number of the segment."""
        return self.document, self.segment


@dataclass(frozen=True, repr=False)
class Agreement:
    """Agreement of a study's coders: all codes, each branch, each code; by pair and interview; and every disagreement.

    Disagreements stand in the order of what they cost. Where they cost the same, codes on which the coders differ most come first.

    Parameters
    ----------
    results : tuple of AgreementResult
        All codes, then branches and codes in the order of the codebook.
    disagreements : tuple of Disagreement
    pairs : tuple of PairAgreement
        Every two coders who share an interview.
    interviews : tuple of InterviewAgreement
        The lowest alpha first; interviews without an alpha last.
    coders : tuple of str
        Whose codings were given.
    unit : str
        Name of the segmentation.
    codebook_version : str
    n_segments : int
        Informants' segments that at least two coders coded.
    seed, n_resamples, level : int, int, float
        Of the intervals.
    method : str
        How decisions were made of codings.
    """

    results: tuple[AgreementResult, ...] = field(repr=False)
    disagreements: tuple[Disagreement, ...]
    pairs: tuple[PairAgreement, ...]
    interviews: tuple[InterviewAgreement, ...]
    coders: tuple[str, ...]
    unit: str
    codebook_version: str
    n_segments: int
    seed: int
    n_resamples: int
    level: float
    method: str = METHOD

    def __repr__(self) -> str:
        return (
            f"<Agreement of {', '.join(self.coders)} on {self.n_segments} {self.unit} of {len(self.interviews)} interviews: "
            f"{len(self.results)} results, {len(self.disagreements)} disagreements; codebook {self.codebook_version!r}>"
        )

    def _repr_html_(self) -> str:
        return frames.html(self)

    def of(self, code: str) -> AgreementResult:
        """Return the result of a code or branch; the empty id for all codes together."""
        return next(result for result in self.results if result.code == code)

    def to_frame(self) -> pd.DataFrame:
        """Return one row per result."""
        return frames.results_frame(self)

    def coefficients_frame(self) -> pd.DataFrame:
        """Return one row per result and coefficient, with intervals and reasons."""
        return frames.coefficients_frame(self.results)

    def pairs_frame(self) -> pd.DataFrame:
        """Return one row per pair of coders."""
        return frames.pairs_frame(self.pairs)

    def interviews_frame(self) -> pd.DataFrame:
        """Return one row per interview, the lowest alpha first."""
        return frames.interviews_frame(self.interviews)

    def disagreements_frame(self) -> pd.DataFrame:
        """Return one row per disagreement, the costliest first."""
        return frames.disagreements_frame(self.disagreements)

    def lines(self, language: str = "en", codebook: Codebook | None = None) -> list[str]:
        """Return a handful of plain sentences, none of which judges; a codebook gives codes their names."""
        return words.sentences(self, language, codebook)
