"""The suggester: which codes a segment may have, how surely, and why."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Self, cast

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.base import BaseEstimator
from threadpoolctl import threadpool_limits

from qualcode.assist.codetexts import codable_codes, code_texts
from qualcode.assist.combine import (
    Rule,
    Shape,
    alone,
    calibrated_threshold,
    describe,
    probability_by_group,
)
from qualcode.assist.continuation import continuing_mask
from qualcode.assist.explain import Explainer, Explanation
from qualcode.assist.prepared import Prepared, prepare, rows_of
from qualcode.assist.ridge import Ridge
from qualcode.assist.suggestions import SegmentSuggestions, branches_of, fit_branch_line, make_suggestions
from qualcode.assist.training import Training, key_of, mark
from qualcode.assist.values import Bools, Floats, Key, SegmentText, Trial
from qualcode.model import Codebook, Coding, Decision, Segment

if TYPE_CHECKING:
    from qualcode.assist.encoders import Encoder

METHOD = "text/2"
"""Name and version of the method; a change that changes scores counts it up."""

_PENALTY = 1.0
_AT_ONCE = 5_000
_AS_MANY, _SPREAD = 5, 0.03
"""A few segments do not tell how scores are spread; they are taken together with so many that are spread so."""

_LEAST_CODES = 10
"""Codes with a use from which on scores from codings are compared between codes, by the usual rule at first."""

_LEAST_USES = 5
"""Uses of codes that other groups use, too, from which on codings shape the rule."""

_MANY_USES = 500
"""Such uses from which on the rule is not learned without each group, too: one answer moves it by .003 on average."""


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
    read_throughout : bool, default=True
        Documents that are coded throughout count as read; False where people code a sample of their segments.

    Notes
    -----
    A ridge regression over words, dictionary forms, parts of compounds and character n-grams serves all codes; the
    codebook's texts are rows of it like any coded segment. One rule, learned on the scores that each site gets from the
    others, makes calibrated probabilities of the scores of a segment and of what was said around it.
    """

    def __init__(
        self,
        *,
        language: str = "da",
        seed: int = 0,
        encoder: Encoder | None = None,
        read_throughout: bool = True,
    ) -> None:
        self.language = language
        self.seed = seed
        self.encoder = encoder
        self.read_throughout = read_throughout

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
        with threadpool_limits(
            limits=1, user_api="blas"
        ):  # the same bytes on every machine, and no less quick
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
        prepared = prepare(
            tuple(item.text for item in segments),
            tuple(item.question for item in segments),
            tuple(text for _, text in book),
            self.language,
            cast("Hashable", self.encoder),
        )
        self.vectors_ = prepared.vectors
        self._learn_codebook(prepared, np.asarray([number for number, _ in book], np.int64))
        truth = mark([item.segment for item in segments], codings, self.codes_)
        self.training_ = Training.of(segments, truth, self.codes_, decisions, throughout=self.read_throughout)
        self._learn_codings(segments, prepared)

    def _rows(self, segments: Sequence[SegmentText]) -> sparse.csr_matrix:
        texts, questions = (tuple(item.text for item in segments), tuple(item.question for item in segments))
        return rows_of(self.vectors_, texts, questions, cast("Hashable", self.encoder))

    def _learn_codebook(self, prepared: Prepared, owner: NDArray[np.int64]) -> None:
        """Learn the codebook alone; its scores are told in standard deviations, since codes' texts differ in length."""
        self._book_targets = np.eye(len(self.codes_))[owner]
        self._book_targets -= self._book_targets.mean(axis=0) if len(owner) else 0
        none = np.zeros(0, np.int64)
        penalty = np.full(len(owner), _PENALTY)
        self.book_coef_ = Ridge.fit(prepared.book_rows, self._book_targets, penalty=penalty, groups=none).coef
        score = prepared.rows @ self.book_coef_
        weight = len(score) + _AS_MANY
        self.book_mean_ = score.sum(axis=0) / weight
        self.book_spread_ = np.sqrt(
            (((score - self.book_mean_) ** 2).sum(axis=0) + _AS_MANY * _SPREAD**2) / weight
        )

    def _learn_codings(self, segments: Sequence[SegmentText], prepared: Prepared) -> None:
        rows = prepared.rows
        training = self.training_
        read = len(training.rows)
        self.uses_ = (training.truth.sum(axis=0) + 0.5) / (read + 1)
        both = sparse.vstack([rows[training.rows], prepared.book_rows], format="csr")
        mean = training.truth.mean(axis=0) if read else np.zeros(len(self.codes_))
        ridge = Ridge.fit(
            both,
            np.vstack([training.targets - mean, self._book_targets]),
            penalty=np.full(both.shape[0], _PENALTY),
            groups=training.groups,
            gram=prepared.gram(training.rows),
        )
        self.coef_ = ridge.coef
        self.seen_ = {key_of(segments[row].segment): at for at, row in enumerate(training.rows)}
        self.learned_from_ = [segments[row].segment for row in training.rows]
        self.passages_ = rows[training.rows, : self.vectors_.width]
        self.left_out_ = ridge.left_out
        self.rule_ = self.lone_rule_ = Rule.usual(
            len(self.codes_), coded=int(training.truth.any(axis=0).sum()) >= _LEAST_CODES
        )
        self.rules_without_: dict[int, Rule] = {}
        self.lone_rules_without_: dict[int, Rule] = {}
        self.threshold_: float | None = None
        self.branches_ = branches_of(self.codes_)
        self.branch_line_ = np.array([0.0, 1.0])
        self.version_ = self._version(segments)
        score = self._scores_left_out(segments, prepared, ridge)
        everything = describe(score, self._book_scores(rows), self.uses_, self._shape(segments))
        informants = np.flatnonzero([item.segment.is_informant for item in segments])
        self.usual_ = everything[informants].mean(axis=0) if len(informants) else None
        self.promised_ = calibrated_threshold(self.rule_.probability(everything[informants]))
        # An interviewer who repeats an answer would else hand the answer's own code back to it.
        self.overheard_: dict[Key, Floats] = {
            key_of(item.segment): score[at]
            for at, item in enumerate(segments)
            if not item.segment.is_informant
        }
        uses = int((training.truth & training.learnable).sum())
        if uses >= _LEAST_USES:
            self._learn_rules(everything[training.rows], few=uses < _MANY_USES)

    def _learn_rules(self, described: Floats, *, few: bool) -> None:
        """Learn what scores are worth: for new segments from all groups; with few codings, for a group from the others."""
        truth, groups, learnable = self.training_.truth, self.training_.groups, self.training_.learnable

        def learned(pairs: Floats) -> tuple[Rule, dict[int, Rule]]:
            rule = Rule.fit(pairs, truth, seed=self.seed, learnable=learnable)
            if not few:
                return rule, {}
            return rule, rule.without_each(pairs, truth, groups, seed=self.seed, learnable=learnable)

        self.rule_, self.rules_without_ = learned(described)
        self.lone_rule_, self.lone_rules_without_ = learned(alone(described))
        self.left_out_probability_ = probability_by_group(described, groups, self.rule_, self.rules_without_)
        self.threshold_ = calibrated_threshold(self.left_out_probability_, truth)
        self.branch_line_ = fit_branch_line(self.left_out_probability_, truth, self.branches_)

    def _scores_left_out(self, segments: Sequence[SegmentText], prepared: Prepared, ridge: Ridge) -> Floats:
        """Return scores in which no segment was helped by its own group, neighbours included."""
        score = ridge.score(prepared.rows)
        training = self.training_
        group = self._group_of_each(segments)
        group[training.rows] = -1  # theirs are known
        for left_out in np.unique(training.groups):
            there = np.flatnonzero(group == left_out)
            alike = prepared.alike(there, training.rows)
            score[there] = ridge.score_without(int(left_out), prepared.rows[there], alike)
        score[training.rows] = ridge.left_out
        ridge.forget_groups()
        return score

    def _group_of_each(self, segments: Sequence[SegmentText]) -> NDArray[np.int64]:
        """Return the group of the nearest segment of the document that was learned from; -1 where there is none."""
        group = np.full(len(segments), -1)
        group[self.training_.rows] = self.training_.groups
        forwards = range(1, len(segments))
        for step, places in ((-1, forwards), (1, range(len(segments) - 2, -1, -1))):
            for at in places:
                if group[at] < 0 and segments[at].segment.document == segments[at + step].segment.document:
                    group[at] = group[at + step]
        return group

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

        A segment that the model learned from gets what the other sites say of it, never its own answer back. Give the
        segments of whole documents in reading order: what was said around a segment counts.
        """
        found = np.zeros((len(segments), len(self.codes_)))
        with threadpool_limits(limits=1, user_api="blas"):
            for start, end in _portions(segments):
                described, lone = self._described(segments[start:end])
                groups = self._learned_in(segments[start:end])
                found[start:end] = probability_by_group(described, groups, self.rule_, self.rules_without_)
                found[start:end][lone] = probability_by_group(
                    described[lone], groups[lone], self.lone_rule_, self.lone_rules_without_
                )
        return found

    def _learned_in(self, segments: Sequence[SegmentText]) -> NDArray[np.int64]:
        """Return the group in which each segment was learned from; -1 where it was not."""
        seen = [self.seen_.get(key_of(item.segment), -1) for item in segments]
        return np.array([self.training_.groups[at] if at >= 0 else -1 for at in seen], np.int64)

    def _described(self, segments: Sequence[SegmentText]) -> tuple[Floats, Bools]:
        rows = self._rows(segments)
        score = np.asarray(rows @ self.coef_)
        for at, item in enumerate(segments):
            key = key_of(item.segment)
            if key in self.seen_:
                score[at] = self.left_out_[self.seen_[key]]
            elif key in self.overheard_:
                score[at] = self.overheard_[key]
        shape = self._shape(segments)
        return describe(score, self._book_scores(rows), self.uses_, shape), shape.lone

    def suggest(
        self,
        segments: Sequence[SegmentText],
        *,
        top: int = 5,
        explain: bool = False,
        without: Collection[tuple[Key, str]] = (),
    ) -> list[SegmentSuggestions]:
        """Suggest codes for informants' segments, the most probable first.

        Parameters
        ----------
        segments : sequence of SegmentText
            As for :meth:`predict_proba`; interviewers' segments are context and get none.
        top : int, default=5
            How many codes each segment gets; which of them are likely enough says ``suggested``.
        explain : bool, default=False
            Fill in ``evidence``, which takes about a millisecond a segment.
        without : collection of (Key, str)
            Segments and codes that are not to be suggested again, such as those that a person rejected.

        Returns
        -------
        list of SegmentSuggestions
            One per informant's segment, in order. Where no code is likely enough, ``branch`` may name the branch that
            is.
        """
        return make_suggestions(self, segments, top=top, explain=explain, without=without)

    @property
    def method(self) -> str:
        """Name and version of the method."""
        return METHOD

    def own_trial(self, segments: Sequence[Segment]) -> Trial | None:
        """Return what each left-out group got from the others; None where there was too little to learn from.

        Parameters
        ----------
        segments : sequence of Segment
            Those that the model was fitted to.
        """
        if self.threshold_ is None or not self.learned_from_:  # the second: a model from a file
            return None
        training, probability = self.training_, self.left_out_probability_
        truth = np.zeros((len(segments), len(self.codes_)), bool)
        truth[training.rows] = training.truth
        continuing = continuing_mask(segments, truth)
        return Trial(
            self.learned_from_,
            self.codes_,
            training.truth,
            probability,
            probability >= self.threshold_,
            continuing[training.rows],
            training.groups,
        )

    @property
    def threshold(self) -> float:
        """From which probability on a code is suggested: learned, or where there is too little, as the rule promises."""
        return self.promised_ if self.threshold_ is None else self.threshold_

    def explain(self, segments: Sequence[SegmentText], at: int, codes: Sequence[str]) -> list[Explanation]:
        """Say why some codes are suggested for one segment of a list."""
        document = segments[at].segment.document
        own = [number for number, item in enumerate(segments) if item.segment.document == document]
        return Explainer(self, [segments[number] for number in own]).explain(own.index(at), codes)

    def _version(self, segments: Sequence[SegmentText]) -> str:
        """Name the model by all that it was made from."""
        learned = [key_of(segment) for segment in self.learned_from_]
        in_order = sorted(range(len(learned)), key=learned.__getitem__)
        digest = hashlib.sha256()
        facts = [
            METHOD,
            self.language,
            self.seed,
            self.encoder.name if self.encoder else "",
            [dataclasses.astuple(code) for code in self.codebook_],
            sorted({(item.segment.document, item.segment.version, item.segment.site) for item in segments}),
            sorted(learned),
        ]
        digest.update(json.dumps(facts, ensure_ascii=False).encode())
        digest.update(np.ascontiguousarray(self.training_.targets[in_order]).tobytes())
        return f"{METHOD}-{digest.hexdigest()[:12]}"


def _portions(segments: Sequence[SegmentText]) -> Iterator[tuple[int, int]]:
    """Cut a long list between documents, to bound the memory."""
    start = 0
    for at in range(1, len(segments)):
        new = segments[at].segment.document != segments[at - 1].segment.document
        if new and at - start >= _AT_ONCE:
            yield start, at
            start = at
    yield start, len(segments)
