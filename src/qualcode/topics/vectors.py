"""From words to numbers: how alike two passages are.

Words are weighted by how telling they are and reduced to a few dozen directions (latent semantic analysis). In
languages that write compounds in one word, a compound counts for its parts, too. All of it is deterministic: no chance
that is not seeded, one thread for linear algebra, and signs that do not depend on the machine.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from threadpoolctl import threadpool_limits

from qualcode.nlp.lemmas import parts
from qualcode.nlp.stop_words import stop_words

Floats = NDArray[np.float64]

DIMENSIONS = 100
_PART = 0.5
"""How much a part of a compound counts beside a word."""
_LEAST_PASSAGES = 2
_MOST_SHARE = 0.5
"""A word in more of the passages than this says nothing of any of them."""

_ROUND = 9
"""Decimals that are kept: what the last bits say depends on the machine."""


def word_rows(terms: Sequence[Sequence[str]], language: str) -> sparse.csr_matrix:
    """Return a row of length 1 for each passage, weighted by how telling each word is in these passages."""
    bags = [_bag(passage, language) for passage in terms]
    spread = Counter(word for bag in bags for word in bag)
    most = max(_LEAST_PASSAGES, _MOST_SHARE * len(bags))
    columns = {
        word: at
        for at, word in enumerate(sorted(w for w, n in spread.items() if _LEAST_PASSAGES <= n <= most))
    }
    values: list[float] = []
    indices: list[int] = []
    ends = [0]
    for bag in bags:
        for word in sorted(bag.keys() & columns.keys()):
            indices.append(columns[word])
            rare = np.log((1 + len(bags)) / (1 + spread[word])) + 1
            values.append((1 + np.log(bag[word]) if bag[word] > 1 else bag[word]) * rare)
        ends.append(len(indices))
    rows = sparse.csr_matrix((values, indices, ends), shape=(len(bags), len(columns)), dtype=np.float64)
    return _unit_sparse(rows)


def directions(rows: sparse.csr_matrix, *, dimensions: int = DIMENSIONS, seed: int = 0) -> Floats:
    """Return the rows in a few directions, each row of length 1 (0 where nothing is left of it)."""
    from sklearn.decomposition import TruncatedSVD

    most = min(dimensions, min(rows.shape) - 1)
    if most < 1:
        return np.zeros((rows.shape[0], 1))
    with threadpool_limits(1):
        found = TruncatedSVD(most, random_state=seed, n_iter=7).fit_transform(rows)
    return unit(np.round(found, _ROUND))


def unit(rows: Floats) -> Floats:
    """Scale rows to length 1; rows of nothing stay nothing."""
    length = np.sqrt((rows * rows).sum(axis=1, keepdims=True))
    return np.asarray(rows / np.where(length > 0, length, 1))


def _bag(terms: Sequence[str], language: str) -> Counter[str]:
    bag: Counter[str] = Counter()
    for term, n in Counter(terms).items():
        bag[term] += n
        for part in _telling_parts(term, language):
            bag[part] += _PART * n  # type: ignore[assignment]  # a Counter of floats
    return bag


@lru_cache(maxsize=200_000)
def _telling_parts(term: str, language: str) -> tuple[str, ...]:
    return tuple(part for part in parts(term, language) if part not in stop_words(language))


def _unit_sparse(rows: sparse.csr_matrix) -> sparse.csr_matrix:
    length = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    length[length == 0] = 1
    rows.data = rows.data / np.repeat(length, np.diff(rows.indptr))
    return rows
