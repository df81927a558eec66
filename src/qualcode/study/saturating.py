"""Saturation of a study: its interviews in the order in which they were held."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.matrices.saturation import Saturation, saturation
from qualcode.matrices.saturation_rule import Rule
from qualcode.study.counting import Counting

if TYPE_CHECKING:
    from qualcode.study.facade import Study


def saturation_of(study: Study, *, base: int, run: int, threshold: float, seed: int) -> Saturation:
    """Say when further interviews stopped bringing anything new, in the order of data/interviews.csv's dates."""
    counting = Counting.of(study)
    return saturation(
        counting.codings,
        counting.segments,
        counting.findings(),
        order=order_of(study),
        rule=Rule(base, run, threshold),
        seed=seed,
    )


def order_of(study: Study) -> list[str]:
    """Return the documents by date, then name; those without a date come last."""
    dated = [(not interview.date, interview.date, interview.document) for interview in study.interviews]
    return [document for _, _, document in sorted(dated)]
