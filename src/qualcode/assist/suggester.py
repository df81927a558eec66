"""The suggester: which codes a segment may have, how surely, and why."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Self

import numpy as np
from scipy import sparse
from sklearn.base import BaseEstimator
from threadpoolctl import threadpool_limits

from qualcode.assist.codetexts import codable_codes, code_texts
from qualcode.assist.combine import Rule, Shape, best_threshold, describe
from qualcode.assist.ridge import Ridge
from qualcode.assist.training import Key, Training, key_of, mark
from qualcode.assist.values import Floats, SegmentText
from qualcode.assist.vectors import Vectors
from qualcode.model import Codebook, Coding, Decision

if TYPE_CHECKING:
    from qualcode.assist.encoders import Encoder

METHOD = "text/1"
"""Name and version of the method; a change that changes scores counts it up."""

_PENALTY = 1.0
_LEAST_USES = 5
"""Uses in two or more groups from which on codings shape the rule."""


class TextSuggester(BaseEstimator):  # type: ignore[misc]  # sklearn is untyped
    """Suggests codes from the words of segments, from the codebook alone or with everything coded so far.

    Parameters
    ----------
    language : str, default="da"
        Whose dictionary forms and compounds are used.
    seed : int, default=0
        Chooses among segments where there are more than the rule needs.
    encoder : Encoder, optional
        A sentence encoder of the user's own.

    Notes
    -----
    A ridge regression over words, dictionary forms, parts of compounds and character n-grams serves all codes; the
    codebook's texts are rows of it like any coded segment. One rule, learned on the scores that each site gets from the
    others, makes calibrated probabilities of the scores of a segment and of what was said around it.
    """

    def __init__(self, *, language: str = "da", seed: int = 0, encoder: Encoder | None = None) -> None:
        self.language = language
        self.seed = seed
        self.encoder = encoder

    def fit(
        self,
        segments: Sequence[SegmentText],
        codings: Iterable[Coding],
        codebook: Codebook,
        *,
        decisions: Iterable[Decision] = (),
    ) -> Self:
        """Learn from a codebook and from what people coded.

        Parameters
        ----------
        segments : sequence of SegmentText
            All segments of the documents in reading order, interviewers' included: they are context.
        codings : iterable of Coding
            May be empty.
        codebook : Codebook
        decisions : iterable of Decision
            A rejected suggestion speaks against the code in such passages.
        """
        with threadpool_limits(limits=1, user_api="blas"):  # the same bytes on every machine, and no less quick
            self._fit(segments, list(codings), codebook, list(decisions))
        return self

    def _fit(
        self,
        segments: Sequence[SegmentText],
        codings: Sequence[Coding],
        codebook: Codebook,
        decisions: Sequence[Decision],
    ) -> None:
        self.codebook_ = codebook
        self.codes_ = codable_codes(codebook)
        self._parents = [codebook[code].parent for code in self.codes_]
        book = code_texts(codebook, self.codes_)
        texts = [item.text for item in segments]
        self.vectors_ = Vectors.fit([*texts, *(text for _, text in book)], self.language)
        rows = self._rows(texts)
        book_rows = self._rows([text for _, text in book])
        self._learn_codebook(rows, book_rows, np.asarray([number for number, _ in book], np.int64), segments)
        truth = mark([item.segment for item in segments], codings, self.codes_)
        self.training_ = Training.of(segments, truth, self.codes_, decisions)
        self._learn_codings(segments, rows, book_rows)

    def _rows(self, texts: Sequence[str]) -> sparse.csr_matrix:
        rows = self.vectors_.transform(texts)
        if self.encoder is None:
            return rows
        return sparse.hstack([rows, sparse.csr_matrix(self.encoder.encode(texts))], format="csr")

    def _learn_codebook(
        self, rows: sparse.csr_matrix, book_rows: sparse.csr_matrix, owner: np.ndarray, segments: Sequence[SegmentText]
    ) -> None:
        """Learn the codebook alone; its scores are told in standard deviations, since codes' texts differ in length."""
        self._book_targets = np.eye(len(self.codes_))[owner]
        self._book_targets -= self._book_targets.mean(axis=0) if len(owner) else 0
        none = np.zeros(0, np.int64)
        penalty = np.full(len(owner), _PENALTY)
        self.book_coef_ = Ridge.fit(book_rows, self._book_targets, penalty=penalty, groups=none).coef
        score = rows @ self.book_coef_
        self.book_mean_ = score.mean(axis=0) if len(segments) else np.zeros(len(self.codes_))
        self.book_spread_ = np.maximum(score.std(axis=0), 1e-3) if len(segments) else np.full(len(self.codes_), 0.03)

    def _learn_codings(
        self, segments: Sequence[SegmentText], rows: sparse.csr_matrix, book_rows: sparse.csr_matrix
    ) -> None:
        training = self.training_
        read = len(training.rows)
        self.uses_ = (training.truth.sum(axis=0) + 0.5) / (read + 1)
        both = sparse.vstack([rows[training.rows], book_rows], format="csr")
        mean = training.truth.mean(axis=0) if read else np.zeros(len(self.codes_))
        ridge = Ridge.fit(
            both,
            np.vstack([training.targets - mean, self._book_targets]),
            penalty=np.full(both.shape[0], _PENALTY),
            groups=training.groups,
        )
        self.coef_ = ridge.coef
        self.seen_ = {key_of(segments[row].segment): at for at, row in enumerate(training.rows)}
        self.left_out_ = ridge.left_out
        self.rule_ = Rule.usual(len(self.codes_))
        self.threshold_: float | None = None
        if training.truth.sum() < _LEAST_USES or len(np.unique(training.groups[training.truth.any(axis=1)])) < 2:
            return
        score = self._scores_left_out(segments, rows, ridge)
        described = describe(score, self._book_scores(rows), self.uses_, self._shape(segments))[training.rows]
        self.rule_ = Rule.fit(described, training.truth, seed=self.seed)
        self.left_out_probability_ = self.rule_.probability(described)
        self.threshold_ = best_threshold(self.left_out_probability_, training.truth)

    def _scores_left_out(self, segments: Sequence[SegmentText], rows: sparse.csr_matrix, ridge: Ridge) -> Floats:
        """Return scores in which no segment was helped by its own group, neighbours included."""
        score = ridge.score(rows)
        training = self.training_
        group_of = {segments[row].segment.document: group for row, group in zip(training.rows, training.groups, strict=True)}
        own = np.asarray([group_of.get(item.segment.document, -1) for item in segments])
        for group in np.unique(training.groups):
            there = np.flatnonzero(own == group)
            score[there] = ridge.score_without(int(group), rows[there])
        score[training.rows] = ridge.left_out
        ridge.forget_groups()
        return score

    def _book_scores(self, rows: sparse.csr_matrix) -> Floats:
        return np.asarray((rows @ self.book_coef_ - self.book_mean_) / self.book_spread_)

    def _shape(self, segments: Sequence[SegmentText]) -> Shape:
        return Shape.of(
            [item.segment.document for item in segments],
            [item.segment.number for item in segments],
            [len(item.text.split()) for item in segments],
            self._parents,
        )

    def predict_proba(self, segments: Sequence[SegmentText]) -> Floats:
        """Return calibrated probabilities, shape (segments, codes), columns as in ``codes_``.

        A segment that the model learned from gets what the other sites say of it, never its own answer back.
        """
        with threadpool_limits(limits=1, user_api="blas"):
            rows = self._rows([item.text for item in segments])
            score = np.asarray(rows @ self.coef_)
            for at, item in enumerate(segments):
                own = self.seen_.get(key_of(item.segment))
                if own is not None:
                    score[at] = self.left_out_[own]
            described = describe(score, self._book_scores(rows), self.uses_, self._shape(segments))
            return self.rule_.probability(described)
