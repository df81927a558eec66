"""Comparing a study's findings with a reference file or with another study."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.errors import MatrixError
from qualcode.interchange import read_table
from qualcode.study.layout import STUDY_FILE

if TYPE_CHECKING:
    from qualcode.matrices import Comparison, Findings
    from qualcode.study.facade import Study

REQUIRED = ("partner", "code", "area", "quantifier", "municipalities_min", "municipalities_max")


def compare_with(study: Study, reference: Path, findings: Findings | None = None) -> Comparison:
    """Compare findings with a file of reference findings, or with another study: its folder, or as it was frozen."""
    from qualcode.matrices import compare
    from qualcode.study.facade import Study

    own = findings if findings is not None else study.findings()
    if reference.is_dir() or reference.name == STUDY_FILE:
        with Study.open(reference) as other:
            return compare(own, other.findings())
    if not reference.exists():
        raise MatrixError(
            "there is no such file or study",
            code="QC-SY11",
            where=str(reference),
            do="Name a findings file (.csv), a frozen study (.zip) or a study's folder.",
        )
    if reference.suffix.lower() == ".zip":
        from qualcode.study.changing import frozen_findings

        return compare(own, frozen_findings(reference).findings)
    rows = [dict(row) for row in read_table(reference, required=REQUIRED)]
    return compare(own, rows)
