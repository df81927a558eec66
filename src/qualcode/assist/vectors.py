"""From words to numbers: what segments are compared by.

A text is a bag of its words and of pairs of neighbouring words. Each word stands for its dictionary form, the parts of
a compound, and the character n-grams inside it; in Danish the n-grams carry most of what whole words miss. Because
every feature belongs to a word, a score can be shared out among the words of a text, which is what explains it.

Features are hashed: there is no list of words to keep, and a model file holds none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from qualcode.nlp.lemmas import lemma, parts, words

BUCKETS = 1 << 20
"""Features by hash; the two blocks share them. At 100,000 features, one in twenty meets another."""

CHARACTERS, WORDS = 0.6, 0.4
"""Shares of the two blocks in the likeness of two texts; measured on Danish: docs/explanation/assisted-coding.md."""

_NGRAMS = (3, 4, 5)
_AT_ONCE = 4_000
"""How many texts are turned into numbers at a time, to bound the memory."""

Item = tuple[str, ...]
"""A word, or two neighbouring ones."""


def items_of(text: str) -> Counter[Item]:
    """Count the words and the pairs of neighbouring words of a text."""
    found = words(text)
    counted: Counter[Item] = Counter((word,) for word in found)
    counted.update(pairwise(found))
    return counted


@lru_cache(maxsize=400_000)
def features_of(item: Item, language: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the hashed features of an item: its character n-grams, and its dictionary forms."""
    forms = [lemma(word, language) for word in item]
    if len(item) > 1:
        return (), (_bucket("p" + " ".join(forms)),)
    padded = f" {item[0]} "
    grams = [padded[i : i + n] for n in _NGRAMS for i in range(max(1, len(padded) - n + 1))]
    stems = [*forms, *parts(item[0], language)]
    return tuple(_bucket("c" + gram) for gram in grams), tuple(_bucket("w" + stem) for stem in stems)


def _bucket(feature: str) -> int:
    return crc32(feature.encode()) & (BUCKETS - 1)


@dataclass(frozen=True, eq=False)
class Vectors:
    """Texts as rows of numbers, weighted by how telling each feature is in the texts it was fitted on.

    Parameters
    ----------
    language : str
    columns : tuple of array of int, sorted
        For each block, the hashed features that are in use.
    weights : tuple of array of float
        Inverse document frequency of each.
    """

    language: str
    columns: tuple[NDArray[np.int32], NDArray[np.int32]]
    weights: tuple[NDArray[np.float32], NDArray[np.float32]]

    @classmethod
    def fit(cls, texts: Sequence[str], language: str) -> Vectors:
        """Learn which features there are and how common each is."""
        seen = (np.zeros(BUCKETS, np.int32), np.zeros(BUCKETS, np.int32))
        total = 0
        for start in range(0, len(texts), _AT_ONCE):
            some = texts[start : start + _AT_ONCE]
            total += len(some)
            for block, count in zip(_counted(some, language, None), seen, strict=True):
                np.add.at(count, block.indices, 1)
        columns = tuple(np.flatnonzero(count).astype(np.int32) for count in seen)
        weights = tuple(
            (np.log((1 + total) / (1 + count[kept])) + 1).astype(np.float32)
            for count, kept in zip(seen, columns, strict=True)
        )
        return cls(language, (columns[0], columns[1]), (weights[0], weights[1]))

    @property
    def width(self) -> int:
        """How many columns a row has."""
        return len(self.columns[0]) + len(self.columns[1])

    def transform(self, texts: Sequence[str]) -> sparse.csr_matrix:
        """Return one row per text, of length 1 where both blocks have something; features never seen are left out."""
        rows = [self._weighted(texts[start : start + _AT_ONCE]) for start in range(0, len(texts), _AT_ONCE)]
        return (
            sparse.vstack(rows, format="csr")
            if rows
            else sparse.csr_matrix((0, self.width), dtype=np.float32)
        )

    def _weighted(self, texts: Sequence[str]) -> sparse.csr_matrix:
        blocks = []
        for counts, weight, share in zip(
            _counted(texts, self.language, self.columns), self.weights, (CHARACTERS, WORDS), strict=True
        ):
            counts.data = (1 + np.log(counts.data)) * weight[counts.indices]
            blocks.append(_unit_rows(counts, share))
        return sparse.hstack(blocks, format="csr", dtype=np.float32)

    def places(self, item: Item) -> NDArray[np.int64]:
        """Return the columns of an item's features, repeated where it has one several times."""
        found, offset = [], 0
        for features, columns in zip(features_of(item, self.language), self.columns, strict=True):
            wanted = np.asarray(features, np.int32)
            at = np.searchsorted(columns, wanted)
            known = (
                (at < len(columns)) & (columns[np.minimum(at, len(columns) - 1)] == wanted)
                if len(columns)
                else at < 0
            )
            found.append(at[known] + offset)
            offset += len(columns)
        return np.concatenate(found)


def _counted(
    texts: Iterable[str], language: str, columns: Sequence[NDArray[np.int32]] | None
) -> list[sparse.csr_matrix]:
    """Count features: texts by items, times items by features, one matrix a block."""
    numbers: dict[Item, int] = {}
    indices: list[int] = []
    counts: list[int] = []
    ends = [0]
    for text in texts:
        bag = items_of(text)
        indices += [numbers.setdefault(item, len(numbers)) for item in bag]
        counts += bag.values()
        ends.append(len(indices))
    bags = sparse.csr_matrix(
        (np.asarray(counts, np.float32), indices, ends), shape=(len(ends) - 1, len(numbers))
    )
    features = [features_of(item, language) for item in numbers]
    return [
        (
            bags
            @ _by_feature([found[block] for found in features], None if columns is None else columns[block])
        ).tocsr()
        for block in (0, 1)
    ]


def _by_feature(features: Sequence[Sequence[int]], columns: NDArray[np.int32] | None) -> sparse.csr_matrix:
    """Return items by features; with ``columns``, only those, in their order."""
    lengths = np.fromiter((len(found) for found in features), np.int64, len(features))
    flat = np.fromiter((one for found in features for one in found), np.int32, int(lengths.sum()))
    rows = np.repeat(np.arange(len(features)), lengths)
    width = BUCKETS
    if columns is not None:
        at = np.searchsorted(columns, flat)
        known = (
            columns[np.minimum(at, max(len(columns) - 1, 0))] == flat
            if len(columns)
            else np.zeros(len(flat), bool)
        )
        rows, flat, width = rows[known], at[known], len(columns)
    ones = np.ones(len(flat), np.float32)
    return sparse.csr_matrix((ones, (rows, flat)), shape=(len(features), width))


def _unit_rows(matrix: sparse.csr_matrix, share: float) -> sparse.csr_matrix:
    """Scale rows so that the square of their length is ``share``; empty rows stay empty."""
    length = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    length[length == 0] = 1
    matrix.data = (matrix.data * np.repeat(np.sqrt(share) / length, np.diff(matrix.indptr))).astype(
        np.float32
    )
    return matrix
