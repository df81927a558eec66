"""Tables of agreement: for a file, and for a notebook. Ids, names of coders and numbers only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from qualcode.reliability.bootstrap import Interval
    from qualcode.reliability.result import (
        Agreement,
        AgreementResult,
        Disagreement,
        InterviewAgreement,
        PairAgreement,
    )

DIGITS = 3
COST_DIGITS = 6

RESULTS = (
    "code", "kind", "alpha", "percent", "n_units", "n_used", "reason", "coders", "unit", "codebook_version",
    "alpha_low", "alpha_high", "kappa", "fleiss", "unitizing", "n_coders", "n_interviews",
)  # fmt: skip
COEFFICIENTS = (
    "code", "kind", "coefficient", "value", "low", "high", "n_units", "n_used", "n_coders", "n_interviews",
    "reason", "interval_reason", "level", "n_resamples", "n_undefined",
)  # fmt: skip
PAIRS = ("coder", "other", "alpha", "kappa", "percent", "n_units", "n_used", "n_interviews", "reason")
INTERVIEWS = ("document", "alpha", "percent", "n_units", "n_used", "coders", "reason")
DISAGREEMENTS = ("document", "segment", "code", "used_by", "not_by", "instead", "cost")


def _rounded(value: float | None, digits: int = DIGITS) -> float | None:
    return None if value is None else round(value, digits) + 0.0


def _frame(rows: Iterable[tuple[object, ...]], columns: Sequence[str]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame(list(rows), columns=list(columns))


def _ends(interval: Interval | None) -> tuple[float | None, float | None]:
    return (None, None) if interval is None else (_rounded(interval.low), _rounded(interval.high))


def results_frame(agreement: Agreement) -> pd.DataFrame:
    """Return one row per result."""
    basis = (", ".join(agreement.coders), agreement.unit, agreement.codebook_version)
    return _frame(
        (
            (
                r.code, r.kind, _rounded(r.alpha), _rounded(r.percent), r.n_units, r.n_used, r.reason, *basis,
                *_ends(r["alpha"].interval), _rounded(r.kappa), _rounded(r.fleiss), _rounded(r.unitizing),
                r.n_coders, r.n_interviews,
            )
            for r in agreement.results
        ),
        RESULTS,
    )  # fmt: skip


def coefficients_frame(results: Iterable[AgreementResult]) -> pd.DataFrame:
    """Return one row per result and coefficient."""
    return _frame(
        (
            (
                r.code, r.kind, one.name, _rounded(one.value), *_ends(one.interval), one.n_units, r.n_used, r.n_coders,
                r.n_interviews, one.reason, one.interval_reason,
                *((i.level, i.n_resamples, i.n_undefined) if (i := one.interval) else (None, None, None)),
            )
            for r in results
            for one in r.coefficients.values()
        ),
        COEFFICIENTS,
    )  # fmt: skip


def pairs_frame(pairs: Iterable[PairAgreement]) -> pd.DataFrame:
    """Return one row per pair of coders."""
    return _frame(
        (
            (
                *p.coders, _rounded(p.alpha), _rounded(p.kappa), _rounded(p.percent), p.n_units, p.n_used,
                p.n_interviews, p.reason,
            )
            for p in pairs
        ),
        PAIRS,
    )  # fmt: skip


def interviews_frame(interviews: Iterable[InterviewAgreement]) -> pd.DataFrame:
    """Return one row per interview."""
    return _frame(
        (
            (
                i.document, _rounded(i.alpha), _rounded(i.percent), i.n_units, i.n_used, ", ".join(i.coders), i.reason,
            )
            for i in interviews
        ),
        INTERVIEWS,
    )  # fmt: skip


def disagreements_frame(disagreements: Iterable[Disagreement]) -> pd.DataFrame:
    """Return one row per disagreement."""
    return _frame(
        (
            (
                d.document, d.segment, d.code, ", ".join(d.used_by), ", ".join(d.not_by),
                ", ".join(f"{coder}: {code}" for coder, code in d.instead), _rounded(d.cost, COST_DIGITS),
            )
            for d in disagreements
        ),
        DISAGREEMENTS,
    )  # fmt: skip


HEADER = ("", "alpha", "interval", "kappa", "fleiss", "percent", "unitizing", "n_units", "n_used", "reason")


def html(agreement: Agreement) -> str:
    """Return a table for a notebook; everything in it is escaped."""
    head = "".join(f"<th>{escape(name)}</th>" for name in HEADER)
    body = "".join(_html_row(result) for result in agreement.results)
    below = (
        f"{agreement.method}. Intervals: {agreement.level:.0%}, {agreement.n_resamples} resamples of interviews, "
        f"seed {agreement.seed}."
    )
    return (
        f"<table><caption>{escape(repr(agreement).strip('<>'))}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{body}</tbody></table><p>{escape(below)}</p>"
    )


def _html_row(result: AgreementResult) -> str:
    low, high = _ends(result["alpha"].interval)
    interval = "" if low is None else f"{low:.3f} to {high:.3f}"
    cells = (
        _shown(result.alpha), interval, _shown(result.kappa), _shown(result.fleiss), _shown(result.percent),
        _shown(result.unitizing), str(result.n_units), str(result.n_used), result.reason,
    )  # fmt: skip
    name = result.code or "all codes"
    return f"<tr><th>{escape(name)}</th>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"


def _shown(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"
