"""Analyse qualitative interviews: from transcripts to theme matrices, figures and a report.

>>> import qualcode as qc
>>> qc.Span(0, 5).overlaps(qc.Span(3, 9))
True

Importing qualcode is light: spaCy, pandas, matplotlib and scikit-learn are loaded by the step that needs them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from qualcode.errors import QualcodeError, UserError
from qualcode.model import (
    Code,
    Codebook,
    Coding,
    CodingSet,
    Document,
    DocumentVersion,
    Segment,
    Segmentation,
    Span,
    Speaker,
    StudyConfig,
)

if TYPE_CHECKING:
    from qualcode import datasets, matrices
    from qualcode.study import Study

__version__ = "0.1.0"

_LAZY = {"Study": "qualcode.study", "matrices": "", "datasets": ""}

__all__ = [
    "Code",
    "Codebook",
    "Coding",
    "CodingSet",
    "Document",
    "DocumentVersion",
    "QualcodeError",
    "Segment",
    "Segmentation",
    "Span",
    "Speaker",
    "Study",
    "StudyConfig",
    "UserError",
    "__version__",
    "datasets",
    "matrices",
]


def __getattr__(name: str) -> object:
    if name not in _LAZY:
        raise AttributeError(f"module 'qualcode' has no attribute {name!r}")
    home = _LAZY[name]
    return getattr(import_module(home), name) if home else import_module(f"qualcode.{name}")


def __dir__() -> list[str]:
    return sorted(__all__)
