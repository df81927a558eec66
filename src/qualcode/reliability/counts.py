"""What coefficients are made of, counted once for each interview.

Most codes are absent from most segments. Only the pairs of segment and code that somebody used are looked at; the rest follows from
how many segments and coders an interview has.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
import numpy.typing as npt

from qualcode.reliability.coefficients import Floats
from qualcode.reliability.data import Decisions

Whole = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Cells:
    """Every pair of segment and code that at least one coder used, in reading order.

    Parameters
    ----------
    segment, code, document : arrays of int
        Indexes into the segments, the codes and the documents.
    used : array of bool
        Cells x coders: who used the code there.
    given : array of int
        How many coders coded the cell's document.
    """

    segment: Whole
    code: Whole
    document: Whole
    used: npt.NDArray[np.bool_]
    given: Whole

    @property
    def apart(self) -> Floats:
        """How far the coders are apart at each cell: its part of alpha's observed disagreement."""
        uses = self.used.sum(axis=1)
        return np.asarray(2 * uses * (self.given - uses) / (self.given - 1))


class Counts:
    """Counts per interview and code of decisions on segments.

    Parameters
    ----------
    made : Decisions
    codes : sequence of str
        In the order of the codebook.
    """

    def __init__(self, made: Decisions, codes: Sequence[str]) -> None:
        self.documents = tuple(sorted(made.documents))
        self.codes = tuple(codes)
        self.coders = made.coders
        self.present = np.array(
            [[name in made.coded[coder] for coder in made.coders] for name in self.documents]
        )
        self.given = self.present.sum(axis=1)
        index = {name: at for at, name in enumerate(self.documents)}
        self._document_of = np.array([index[segment.document] for segment in made.segments])
        self.n_segments = np.bincount(self._document_of, minlength=len(self.documents))
        self.cells = self._cells(made)
        self._count()

    def _cells(self, made: Decisions) -> Cells:
        index = {code: at for at, code in enumerate(self.codes)}
        used = [
            (at * len(index) + index[code], who)
            for who, coder in enumerate(self.coders)
            for at, given in enumerate(made.codes[coder])
            if given
            for code in given
            if code in index
        ]
        keys, places = np.unique(np.array([key for key, _ in used], dtype=np.int64), return_inverse=True)
        who_used = np.zeros((len(keys), len(self.coders)), dtype=bool)
        who_used[places, np.array([who for _, who in used], dtype=np.int64)] = True
        segment, code = np.divmod(keys, max(len(index), 1))
        document = self._document_of[segment]
        return Cells(segment, code, document, who_used, self.given[document])

    def _count(self) -> None:
        cells = self.cells
        uses = cells.used.sum(axis=1)
        self._uses = self._by_document(uses)
        self._used = self._by_document(uses > 0)
        self._apart = self._by_document(cells.apart)
        self._differing = self._by_document(2 * uses * (cells.given - uses))
        # A coder uses a code only in documents that they coded, so a pair's table needs no more than their own uses there.
        self._by_coder = [self._by_document(cells.used[:, who]) for who in range(len(self.coders))]
        self._by_both = {
            (a, b): self._by_document(cells.used[:, a] & cells.used[:, b])
            for a, b in combinations(range(len(self.coders)), 2)
        }

    def _by_document(self, values: npt.NDArray[np.generic]) -> Floats:
        shape = (len(self.documents), len(self.codes))
        flat = self.cells.document * shape[1] + self.cells.code
        made = np.bincount(flat, weights=values.astype(np.float64), minlength=shape[0] * shape[1])
        return np.asarray(made[: shape[0] * shape[1]].reshape(shape))

    def alpha(self, codes: Sequence[int]) -> Floats:
        """Return the counts of alpha, one row per document; codes together are pooled."""
        values = self.given * self.n_segments * len(codes)
        present = self._sum(self._uses, codes)
        return np.column_stack([values, self._sum(self._apart, codes), values - present, present]).astype(
            float
        )

    def fleiss(self, codes: Sequence[int]) -> Floats:
        """Return the counts of Fleiss' kappa: those of alpha, in documents that all coders coded."""
        return np.asarray(self.alpha(codes) * self.by_all[:, None])

    def percent(self, codes: Sequence[int]) -> Floats:
        """Return the counts of the percentage."""
        pairs = self.given * (self.given - 1) * self.n_segments * len(codes)
        return np.column_stack([pairs, self._sum(self._differing, codes)]).astype(float)

    def kappa(self, codes: Sequence[int]) -> Floats:
        """Return the counts of kappa for each pair of coders that share a document."""
        tables = [self.pair(a, b, codes) for a, b in self.pairs]
        return np.hstack(tables) if tables else np.zeros((len(self.documents), 0))

    def pair(self, a: int, b: int, codes: Sequence[int]) -> Floats:
        """Return one pair's counts of kappa."""
        shared = self.present[:, a] & self.present[:, b]
        units = self.n_segments * len(codes)
        columns = (
            units,
            *(self._sum(self._by_coder[who], codes) for who in (a, b)),
            self._sum(self._by_both[a, b], codes),
        )
        return np.asarray(np.column_stack(columns) * shared[:, None], dtype=np.float64)

    @property
    def pairs(self) -> list[tuple[int, int]]:
        """The pairs of coders that share a document."""
        return [(a, b) for a, b in self._by_both if (self.present[:, a] & self.present[:, b]).any()]

    @property
    def by_all(self) -> npt.NDArray[np.bool_]:
        """Which documents all coders coded; who shares no document with anybody is not asked for."""
        return np.asarray(self.given == self.n_coders)

    @property
    def n_coders(self) -> int:
        """How many coders share a document with another."""
        return int(self.present.any(axis=0).sum())

    def n_used(self, codes: Sequence[int]) -> Whole:
        """Return, by document, how many units have the code for at least one coder."""
        return self._sum(self._used, codes).astype(np.int64)

    @staticmethod
    def _sum(table: Floats, codes: Sequence[int]) -> Floats:
        return np.asarray(table[:, list(codes)].sum(axis=1))
