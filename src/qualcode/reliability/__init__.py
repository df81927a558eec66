"""Agreement between coders who labelled the same interviews, each apart from the others.

Krippendorff's alpha on segments and on what coders drew, Cohen's and Fleiss' kappa and the percentage, per code and per branch, with
intervals by drawing interviews again; and every disagreement with what it costs. A value that cannot be computed is None with a
reason, and never 0 or 1. What each number says is in ``docs/explanation/agreement.md``.
"""

from qualcode.reliability.alpha import alpha_nominal
from qualcode.reliability.bootstrap import Interval
from qualcode.reliability.continuum import Continuum
from qualcode.reliability.data import Decisions, decisions
from qualcode.reliability.kappa import cohen_kappa, fleiss_kappa, light_kappa
from qualcode.reliability.percent import percent_agreement
from qualcode.reliability.result import (
    Agreement,
    AgreementResult,
    Coefficient,
    Disagreement,
    InterviewAgreement,
    PairAgreement,
)
from qualcode.reliability.tables import agreement
from qualcode.reliability.unitizing import (
    alpha_binary,
    alpha_domain,
    alpha_domains,
    alpha_unitizing,
    alpha_value,
)

__all__ = [
    "Agreement",
    "AgreementResult",
    "Coefficient",
    "Continuum",
    "Decisions",
    "Disagreement",
    "Interval",
    "InterviewAgreement",
    "PairAgreement",
    "agreement",
    "alpha_binary",
    "alpha_domain",
    "alpha_domains",
    "alpha_nominal",
    "alpha_unitizing",
    "alpha_value",
    "cohen_kappa",
    "decisions",
    "fleiss_kappa",
    "light_kappa",
    "percent_agreement",
]
