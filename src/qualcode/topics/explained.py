"""What the codes already say of passages: it is taken out, so that what is left can be looked at."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from qualcode.topics.vectors import Floats, unit

Bools = NDArray[np.bool_]

RIDGE = 5.0
"""A code's part is shrunk as if five more passages had nothing of it: a code used twice explains little."""


def left_over(vectors: Floats, marked: Bools, *, ridge: float = RIDGE) -> Floats:
    """Return what the codes on each passage do not explain, each row of length 1.

    Parameters
    ----------
    vectors : array of float, shape (passages, directions)
    marked : array of bool, shape (passages, codes)

    Notes
    -----
    The residuals of a ridge regression of the vectors on the codes. Where two themes share a partner, what is said of
    the partner goes, and the themes stay.
    """
    used = marked[:, marked.any(axis=0)].astype(np.float64)
    centred = vectors - vectors.mean(axis=0)
    if not used.shape[1]:
        return unit(centred)
    columns = used - used.mean(axis=0)
    with threadpool_limits(1):
        weights = np.linalg.solve(columns.T @ columns + ridge * np.eye(used.shape[1]), columns.T @ centred)
        return unit(np.round(centred - columns @ weights, 9))
