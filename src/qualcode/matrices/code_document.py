"""Codes against interviews: where each theme is spoken of. For the team, never for print."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qualcode.matrices.code_attribute import count_by
from qualcode.matrices.code_table import CodeTable
from qualcode.matrices.counting import Areas
from qualcode.model import DEFAULT_SEGMENTATION, Codebook, CodingSet, Segment


def code_document(
    codings: CodingSet,
    segments: Sequence[Segment],
    codebook: Codebook,
    *,
    areas: Areas,
    both_areas: Sequence[str],
    sites_total: int,
    language: str,
    branches: Sequence[str] = (),
    words: Mapping[int, str] | None = None,
    segmentation: str = DEFAULT_SEGMENTATION,
) -> CodeTable:
    """Count each code in each interview.

    Parameters
    ----------
    codings, segments, codebook, areas, both_areas, sites_total, language, words, segmentation
        As in :func:`qualcode.matrices.theme_matrix`.
    branches : sequence of str
        Whose codes are counted; by default all.

    Returns
    -------
    CodeTable
        A column for each interview in which an informant speaks, also where no code was put.

    Raises
    ------
    MatrixError
        Codings, segments, codebook and settings do not fit each other (QC-MX01 to QC-MX07).
    """
    settings = {
        "areas": areas,
        "both_areas": both_areas,
        "sites_total": sites_total,
        "language": language,
        "words": words,
        "segmentation": segmentation,
    }
    return count_by("document", codings, segments, codebook, branches, settings, {})
