"""What agreement is said with: a value, what it rests on, and where the coders differ."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "code", "kind", "alpha", "percent", "n_units", "n_used", "reason", "coders", "unit", "codebook_version",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class AgreementResult:
    """Agreement on one code, or on all codes of a branch.

    Parameters
    ----------
    code : str
        Full id of the code or branch; empty for all codes together.
    kind : {"code", "branch", "all"}
    alpha, percent : float or None
        None where undefined; ``reason`` says why.
    reason : str
    n_units : int
        Decisions compared: one per segment for a code, one per segment and code for a branch.
    n_used : int
        Units in which at least one coder used the code: where that is small, say nothing on agreement.
    """

    code: str
    kind: Literal["code", "branch", "all"]
    alpha: float | None
    percent: float | None
    reason: str
    n_units: int
    n_used: int


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A segment and code that some coders used and others did not."""

    document: str
    segment: int
    code: str
    used_by: tuple[str, ...]
    not_by: tuple[str, ...]


@dataclass(frozen=True, repr=False)
class Agreement:
    """Agreement of a study's coders: all codes, each branch, each code; and every disagreement.

    Disagreements stand in the order of what they cost: codes on which the coders differ most come first.
    """

    results: tuple[AgreementResult, ...]
    disagreements: tuple[Disagreement, ...] = field(repr=False)
    coders: tuple[str, ...]
    unit: str
    codebook_version: str
    n_segments: int

    def __repr__(self) -> str:
        return (
            f"<Agreement of {', '.join(self.coders)} on {self.n_segments} {self.unit}: {len(self.results)} results, "
            f"{len(self.disagreements)} disagreements; codebook {self.codebook_version!r}>"
        )

    def of(self, code: str) -> AgreementResult:
        """Return the result of a code or branch; the empty id for all codes together."""
        return next(result for result in self.results if result.code == code)

    def to_frame(self) -> pd.DataFrame:
        """Return one row per result."""
        import pandas as pd

        rows = [
            (
                r.code,
                r.kind,
                None if r.alpha is None else round(r.alpha, 3),
                None if r.percent is None else round(r.percent, 3),
                r.n_units,
                r.n_used,
                r.reason,
                ", ".join(self.coders),
                self.unit,
                self.codebook_version,
            )
            for r in self.results
        ]
        return pd.DataFrame(rows, columns=list(COLUMNS))

    def disagreements_frame(self) -> pd.DataFrame:
        """Return one row per segment and code on which the coders differ."""
        import pandas as pd

        rows = [
            (d.document, d.segment, d.code, ", ".join(d.used_by), ", ".join(d.not_by))
            for d in self.disagreements
        ]
        return pd.DataFrame(rows, columns=["document", "segment", "code", "used_by", "not_by"])
