"""Agreement between coders who labelled the same segments, each apart from the others.

Krippendorff's alpha and the percentage of agreement, per code and per branch; a value that cannot be computed is None
with a reason, and never 0 or 1.
"""

from qualcode.reliability.alpha import alpha_nominal, percent_agreement
from qualcode.reliability.data import Decisions, decisions
from qualcode.reliability.result import Agreement, AgreementResult, Disagreement
from qualcode.reliability.tables import agreement

__all__ = [
    "Agreement",
    "AgreementResult",
    "Decisions",
    "Disagreement",
    "agreement",
    "alpha_nominal",
    "decisions",
    "percent_agreement",
]
