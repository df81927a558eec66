"""Ridge regression for all codes at once, with the scores that each group would get from the others.

One system of equations serves every code, and its inverse gives the scores of each group (a site, an interview) from a
model that never saw the group, without fitting again (see Notes of :meth:`Ridge.fit`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray
from scipy import linalg, sparse

from qualcode.assist.values import Floats

Rows: TypeAlias = sparse.csr_matrix
"""One row a text."""

DIRECT = 6_000
"""Up to so many rows the equations are solved at once; beyond, step by step, which needs no square matrix."""

_STEPS = 15
_SMALL = 1e-3


@dataclass
class Ridge:
    """A fitted regression.

    Parameters
    ----------
    coef : array, shape (features, codes)
    left_out : array, shape (rows with a group, codes)
        What each of them gets from the rows of the other groups.
    """

    coef: Floats = field(repr=False)
    left_out: Floats = field(repr=False)
    _turned: Rows = field(repr=False)
    # By group: how much each fitted row counts where the group is left out; its own rows do not, so theirs is 0.
    _without: dict[int, Floats] = field(repr=False)

    @classmethod
    def fit(
        cls,
        rows: Rows,
        targets: Floats,
        *,
        penalty: Floats,
        groups: NDArray[np.int64],
        gram: Floats | None = None,
    ) -> Ridge:
        """Fit to some rows.

        Parameters
        ----------
        rows : sparse matrix, shape (n, features)
        targets : array, shape (n, codes)
            Centred.
        penalty : array, shape (n,)
            What is added to the diagonal: a row with twice the penalty counts about half as much.
        groups : array of int, shape (m,), m <= n
            The group of the first m rows; the others (the codebook's) belong to none and are never left out.
        gram : array, shape (n, n), optional
            Inner products of the rows, where they are known; changed in place.

        Notes
        -----
        With A = X X' + diag(penalty) and a = A^-1 Y, the residuals of group g, had the others been fitted alone, are
        (A^-1)_gg^-1 a_g. The same step says how much each row counts without g.
        """
        turned = rows.T.tocsr()  # several times as fast as the transpose of the rows
        if not rows.shape[0]:
            return cls(np.zeros((rows.shape[1], targets.shape[1])), targets, turned, {})
        if rows.shape[0] > DIRECT:
            return _fit_in_steps(rows, turned, targets, penalty, groups)
        gram = _gram(rows) if gram is None else gram
        gram[np.diag_indices_from(gram)] += penalty
        # Half of the work of an inverse: A^-1 = R^-1 R^-T, and only columns of it are needed.
        half = linalg.lapack.dtrtri(linalg.cholesky(gram, overwrite_a=True, check_finite=False))[0]
        dual = half @ (half.T @ targets)
        left_out = np.empty((len(groups), targets.shape[1]))
        without = {}
        for group in np.unique(groups):
            own = np.flatnonzero(groups == group)
            columns = half[own].T
            residual = linalg.solve(columns.T @ columns, dual[own], assume_a="pos", check_finite=False)
            left_out[own] = targets[own] - residual
            rest = dual - half @ (columns @ residual)
            rest[own] = 0
            without[int(group)] = rest
        return cls(turned @ dual.astype(turned.dtype), left_out, turned, without)

    def score(self, rows: Rows) -> Floats:
        """Return scores from all that was fitted, shape (rows, codes)."""
        return np.asarray(rows @ self.coef)

    def score_without(self, group: int, rows: Rows, alike: Floats | None = None) -> Floats:
        """Return scores from all but one group; quicker where the inner products with the fitted rows are known."""
        rest = self._without[group]
        return np.asarray(rows @ (self._turned @ rest)) if alike is None else alike @ rest

    def forget_groups(self) -> None:
        """Let go of what is only needed while fitting."""
        self._without, self._turned = {}, sparse.csr_matrix((0, 0))


def _gram(rows: Rows) -> Floats:
    return np.asarray((rows @ rows.T).toarray(), dtype=np.float64)


def _fit_in_steps(
    rows: Rows, turned: Rows, targets: Floats, penalty: Floats, groups: NDArray[np.int64]
) -> Ridge:
    """Solve by conjugate gradients, for all codes at once, and again without each group from where that ended."""
    dual = _solve(rows, turned, targets, penalty, np.zeros_like(targets))
    left_out = np.empty((len(groups), targets.shape[1]))
    without = {}
    for group, kept in _without_each(groups, len(targets)):
        some = rows[kept]
        back = some.T.tocsr()
        rest = np.zeros_like(dual)
        rest[kept] = _solve(some, back, targets[kept], penalty[kept], dual[kept])
        without[group] = rest
        own = np.flatnonzero(groups == group)
        left_out[own] = rows[own] @ (turned @ rest)
    return Ridge(turned @ dual, left_out, turned, without)


def _without_each(groups: NDArray[np.int64], n: int) -> Iterator[tuple[int, NDArray[np.int64]]]:
    for group in np.unique(groups):
        kept = np.ones(n, bool)
        kept[: len(groups)] = groups != group
        yield int(group), np.flatnonzero(kept)


def _solve(rows: Rows, turned: Rows, targets: Floats, penalty: Floats, start: Floats) -> Floats:
    def apply(values: Floats) -> Floats:
        return np.asarray(rows @ (turned @ values)) + penalty[:, None] * values

    found = start.copy()
    residual = targets - apply(found)
    direction = residual.copy()
    size = (residual**2).sum(axis=0)
    enough = _SMALL**2 * np.maximum((targets**2).sum(axis=0), 1e-12)
    for _ in range(_STEPS):
        if (size <= enough).all():
            break
        image = apply(direction)
        step = size / np.maximum((direction * image).sum(axis=0), 1e-30)
        found += step * direction
        residual -= step * image
        now = (residual**2).sum(axis=0)
        direction = residual + now / np.maximum(size, 1e-30) * direction
        size = now
    return found
