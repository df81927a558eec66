"""What is estimated: codes, branches, and a partner and a theme together; what people found, and what a model expects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from qualcode.estimates.design import Bools, Floats
from qualcode.estimates.result import Kind
from qualcode.model import Codebook, Segment, in_branch


@dataclass(frozen=True)
class Targets:
    """Things to estimate, each with a column in both arrays.

    Parameters
    ----------
    places : tuple of (str, str, str)
        Kind, partner and code.
    truth : array of bool, shape (segments, places)
        What people found; where nobody read, nothing.
    expected : array of float, shape (segments, places)
        A model's probabilities.
    """

    places: tuple[tuple[Kind, str, str], ...]
    truth: Bools = field(repr=False)
    expected: Floats = field(repr=False)


def targets_of(
    codebook: Codebook,
    codes: Sequence[str],
    truth: Bools,
    expected: Floats,
    *,
    partner_branch: str,
    pairs: Mapping[tuple[str, str], Sequence[Segment]],
    segments: Sequence[Segment],
) -> Targets:
    """Put together what is estimated.

    Parameters
    ----------
    codebook : Codebook
    codes : sequence of str
        The columns of ``truth`` and ``expected``.
    truth, expected : array, shape (segments, codes)
    partner_branch : str
    pairs : mapping of (str, str) to sequence of Segment
        Segments of each partner (or none) and theme, as findings have them.
    segments : sequence of Segment
        The rows.

    Notes
    -----
    A model gives each code its own probability. Of a branch, one of several codes is expected as if they came
    independently; of a pair, both. That is wrong where themes go with partners, and the sample corrects it.
    """
    column = {code: at for at, code in enumerate(codes)}
    branches = [code.id for code in codebook if code.id not in column and _below(code.id, codes)]
    below = {branch: [column[code] for code in _below(branch, codes)] for branch in branches}
    partners = [code for code in codes if in_branch(code, partner_branch)]
    themes = [code for code in codes if not in_branch(code, partner_branch)]
    nobody: Floats = np.prod(1 - expected[:, [column[code] for code in partners]], axis=1)
    either = [(partner, theme) for partner in (*partners, "") for theme in themes]
    row = {(one.document, one.version, one.span): at for at, one in enumerate(segments)}
    together = np.zeros((len(segments), len(either)), bool)
    for at, place in enumerate(either):
        rows = [
            row[key] for one in pairs.get(place, ()) if (key := (one.document, one.version, one.span)) in row
        ]
        together[rows, at] = True
    places: list[tuple[Kind, str, str]] = [
        *(("branch", "", branch) for branch in branches),
        *(("code", "", code) for code in codes),
        *(("pair", partner, theme) for partner, theme in either),
    ]
    return Targets(
        tuple(places),
        np.hstack([*(truth[:, own].any(axis=1, keepdims=True) for own in below.values()), truth, together]),
        np.hstack(
            [
                *(1 - np.prod(1 - expected[:, own], axis=1, keepdims=True) for own in below.values()),
                expected,
                *(
                    (expected[:, column[theme]] * (expected[:, column[partner]] if partner else nobody))[
                        :, None
                    ]
                    for partner, theme in either
                ),
            ]
        ),
    )


def _below(branch: str, codes: Sequence[str]) -> list[str]:
    return [code for code in codes if code != branch and in_branch(code, branch)]
