"""Texts turned into numbers once: what changes while people code is the codings, not the texts.

The latest texts are remembered for as long as the program runs, in memory only. A refit after one more coding, and the
fits of an evaluation, then cost the equations alone.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, cast

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from qualcode.assist.ridge import DIRECT
from qualcode.assist.vectors import Vectors

if TYPE_CHECKING:
    from qualcode.assist.encoders import Encoder

QUESTION = 0.1
"""How much the interviewer's last question counts beside the segment's own words."""


@dataclass(frozen=True, eq=False)
class Prepared:
    """The segments and the codebook's texts as rows of numbers.

    Parameters
    ----------
    vectors : Vectors
    rows, book_rows : sparse matrix
    """

    vectors: Vectors
    rows: sparse.csr_matrix = field(repr=False)
    book_rows: sparse.csr_matrix = field(repr=False)

    @cached_property
    def _likeness(self) -> NDArray[np.float32]:
        both = sparse.vstack([self.rows, self.book_rows], format="csr")
        return np.asarray((both @ both.T.tocsr()).toarray(), dtype=np.float32)

    def alike(self, rows: NDArray[np.int64], to: NDArray[np.int64]) -> NDArray[np.float64] | None:
        """Return how alike segments are to others and to the codebook's texts; None where it would take much memory.

        Parameters
        ----------
        rows, to : array of int
            Numbers of the segments; the codebook's texts follow those of ``to``.
        """
        kept = self._with_book(to)
        if self.rows.shape[0] + self.book_rows.shape[0] > DIRECT:
            return None
        return self._likeness[np.ix_(rows, kept)].astype(np.float64)

    def gram(self, rows: NDArray[np.int64]) -> NDArray[np.float64] | None:
        """Return :meth:`alike` of some segments and the codebook's texts among each other."""
        return self.alike(self._with_book(rows), rows)

    def _with_book(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        segments = self.rows.shape[0]
        return np.concatenate([rows, np.arange(segments, segments + self.book_rows.shape[0])])


@lru_cache(maxsize=1)
def prepare(
    texts: tuple[str, ...],
    questions: tuple[str, ...],
    book: tuple[str, ...],
    language: str,
    encoder: Hashable | None,
) -> Prepared:
    """Turn a study's texts into numbers, or return those of last time if the texts are the same."""
    vectors = Vectors.fit([*texts, *book], language)
    book_rows = rows_of(vectors, book, ("",) * len(book), encoder)
    return Prepared(vectors, rows_of(vectors, texts, questions, encoder), book_rows)


@lru_cache(maxsize=2)
def rows_of(
    vectors: Vectors, texts: tuple[str, ...], questions: tuple[str, ...], encoder: Hashable | None
) -> sparse.csr_matrix:
    """Return one row a text: its own words, the last question, and what a sentence encoder says of it."""
    blocks = [vectors.transform(texts), np.sqrt(QUESTION) * vectors.transform(questions)]
    if encoder is not None:
        blocks.append(sparse.csr_matrix(cast("Encoder", encoder).encode(texts)))
    return sparse.hstack(blocks, format="csr")
