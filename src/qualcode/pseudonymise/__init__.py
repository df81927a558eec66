"""Pseudonymising: detect, plan (a table that a person edits), apply.

:func:`detect` and :func:`detect_all` find what may point to somebody and edit nothing. :func:`make_plan` turns it into
a :class:`Plan`, one row for each proposal; a person reads and changes it as a CSV file. :func:`apply_plan` makes the
pseudonymised version of a text and the map of how positions moved. The :class:`Key` keeps who is which pseudonym. What
comes out is pseudonymised, never anonymous: :func:`residual` looks for what slipped through, and a person has the
last word.
"""

from qualcode.pseudonymise.detection import DETECTORS, Detection, Passage
from qualcode.pseudonymise.keyfile import Key, open_key, save_key
from qualcode.pseudonymise.plan import Plan, PlanRow, read_plan, write_plan
from qualcode.pseudonymise.planning import make_plan
from qualcode.pseudonymise.residue import Residue, residual
from qualcode.pseudonymise.rewrite import apply_plan
from qualcode.pseudonymise.search import Ner, detect, detect_all, from_entities
from qualcode.pseudonymise.speakers import is_neutral, label_pseudonyms

__all__ = [
    "DETECTORS",
    "Detection",
    "Key",
    "Ner",
    "Passage",
    "Plan",
    "PlanRow",
    "Residue",
    "apply_plan",
    "detect",
    "detect_all",
    "from_entities",
    "is_neutral",
    "label_pseudonyms",
    "make_plan",
    "open_key",
    "read_plan",
    "residual",
    "save_key",
    "write_plan",
]
