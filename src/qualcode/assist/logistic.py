"""Logistic regression that starts from what is usual: with few answers it stays near, with many it follows them."""

from __future__ import annotations

import numpy as np
from scipy import linalg

from qualcode.assist.values import Floats

_STEPS = 50
_SMALL = 1e-6


def fit_logistic(x: Floats, y: Floats, *, usual: Floats, hold: Floats, start: Floats | None = None) -> Floats:
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
    start : array, shape (k,), optional
        Where to begin, if an answer is known that is near; it changes nothing but the time.

    Examples
    --------
    >>> x = np.array([[1.0, -1], [1, 0], [1, 1], [1, 2]])
    >>> free, held = np.full(2, 1e-3), np.full(2, 1e3)
    >>> bool(fit_logistic(x, np.array([0.0, 0, 1, 1]), usual=np.zeros(2), hold=free)[1] > 1)
    True
    >>> held_back = fit_logistic(x, np.array([0.0, 0, 1, 1]), usual=np.zeros(2), hold=held)
    >>> bool(np.abs(held_back).max() < 0.01)
    True
    """
    found = (usual if start is None else start).astype(np.float64)
    odds = x @ found
    loss = _loss(odds, y, found - usual, hold)
    for _ in range(_STEPS):
        chance = sigmoid(odds)
        weight = np.maximum(chance * (1 - chance), 1e-9)
        slope = x.T @ (y - chance) - hold * (found - usual)
        curve = (x * weight[:, None]).T @ x
        curve[np.diag_indices_from(curve)] += hold
        step = linalg.solve(curve, slope, assume_a="pos", check_finite=False)
        # Far from the answer a whole step leads past it, and on from there; half of it, often enough, never does.
        odds = x @ (found + step)
        while (ahead := _loss(odds, y, found + step - usual, hold)) > loss and _size(step) >= _SMALL:
            step /= 2
            odds = x @ (found + step)
        if _size(step) < _SMALL:
            break
        found, loss = found + step, ahead
    return found


def _loss(odds: Floats, y: Floats, off: Floats, hold: Floats) -> float:
    """Return what is made as small as possible: how badly the answers are told, and how far it is from what is usual."""
    return float((np.logaddexp(0, odds) - y * odds).sum() + (hold * off**2).sum() / 2)


def _size(step: Floats) -> float:
    return float(np.abs(step).max())


def sigmoid(x: Floats) -> Floats:
    """Return 1 / (1 + exp(-x)) without overflow."""
    return np.asarray(0.5 * (1 + np.tanh(0.5 * x)))


def logit(p: Floats) -> Floats:
    """Return the log odds of probabilities, those at the ends kept finite."""
    kept = np.clip(p, 1e-6, 1 - 1e-6)
    return np.asarray(np.log(kept / (1 - kept)))
