"""Logistic regression that starts from what is usual: with few answers it stays near, with many it follows them."""

from __future__ import annotations

import numpy as np
from scipy import linalg

from qualcode.assist.values import Floats

_STEPS = 12
_SMALL = 1e-6


def fit_logistic(x: Floats, y: Floats, *, usual: Floats, hold: Floats) -> Floats:
    """Return coefficients by Newton's method.

    Parameters
    ----------
    x : array, shape (n, k)
    y : array, shape (n,)
        0 or 1.
    usual : array, shape (k,)
        Where the coefficients are drawn to.
    hold : array, shape (k,)
        How strongly: the precision of a normal prior.

    Examples
    --------
    >>> x = np.array([[1.0, -1], [1, 0], [1, 1], [1, 2]])
    >>> free, held = np.full(2, 1e-3), np.full(2, 1e3)
    >>> bool(fit_logistic(x, np.array([0.0, 0, 1, 1]), usual=np.zeros(2), hold=free)[1] > 1)
    True
    >>> fit_logistic(x, np.array([0.0, 0, 1, 1]), usual=np.zeros(2), hold=held).round(1).tolist()
    [0.0, 0.0]
    """
    found = usual.astype(np.float64).copy()
    for _ in range(_STEPS):
        chance = sigmoid(x @ found)
        weight = np.maximum(chance * (1 - chance), 1e-9)
        slope = x.T @ (y - chance) - hold * (found - usual)
        curve = (x * weight[:, None]).T @ x
        curve[np.diag_indices_from(curve)] += hold
        step = linalg.solve(curve, slope, assume_a="pos", check_finite=False)
        # A step that is too long can only come from nearly separable answers; halving it is always safe.
        found += step * min(1.0, 5.0 / max(float(np.abs(step).max()), 1e-12))
        if float(np.abs(step).max()) < _SMALL:
            break
    return found


def sigmoid(x: Floats) -> Floats:
    """Return 1 / (1 + exp(-x)) without overflow."""
    return np.asarray(0.5 * (1 + np.tanh(0.5 * x)))


def logit(p: Floats) -> Floats:
    """Return the log odds of probabilities, those at the ends kept finite."""
    kept = np.clip(p, 1e-6, 1 - 1e-6)
    return np.asarray(np.log(kept / (1 - kept)))
