"""The suggester takes any text: nothing breaks, places hold, and words add up to scores."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.assist.combine import best_threshold
from qualcode.assist.evaluation.metrics import micro_f1
from qualcode.assist.explain import word_weights
from qualcode.assist.suggester import TextSuggester
from qualcode.assist.vectors import Vectors
from qualcode.nlp.lemmas import parts, tokens, words
from unit.assist.made_up import CODEBOOK, CODES, Made, asked, coding, said, study, talk

BASE = study(documents=2, turns=15)
MODEL = TextSuggester().fit(BASE.segments, BASE.codings, CODEBOOK)

any_text = st.text(max_size=60)
danish = st.lists(
    st.sampled_from(
        ["politiet", "skolen", "lokalbetjent", "har", "travlt", "👍", "[person 3]", "12", "e\u0301", ","]
    ),
    max_size=12,
).map(" ".join)
texts = st.one_of(danish, any_text)
turns = st.lists(st.tuples(st.booleans(), texts, st.sets(st.sampled_from(CODES), max_size=2)), max_size=8)


def made_of(drawn, document="drawn"):
    return talk(
        document,
        *(said(text, *sorted(codes)) if informant else asked(text) for informant, text, codes in drawn),
    )


@given(any_text)
def test_places_of_words_hold_in_any_text(text):
    found = tokens(text)
    assert [token.word for token in found] == words(text)
    assert all(text[token.start : token.end].lower() == token.word for token in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(st.text(alphabet="abdeghiklmnorstuvæøå", max_size=20))
def test_parts_of_any_word_are_none_or_two(word):
    assert len(parts(word, "da")) in (0, 2)


@given(st.lists(texts, max_size=6), st.lists(texts, max_size=6))
def test_rows_of_any_texts_are_never_longer_than_one(known, new):
    rows = Vectors.fit(known, "da").transform(new)
    lengths = np.asarray(rows.multiply(rows).sum(axis=1)).ravel()
    assert rows.shape[0] == len(new)
    assert (lengths <= 1 + 1e-5).all()


@given(texts)
def test_the_words_of_any_text_add_up_to_its_score(text):
    item = talk("new", asked("👍"), said(text)).segments[1]
    row = MODEL.vectors_.transform([text])
    evidence, weights = word_weights(item, row, MODEL.vectors_, MODEL.coef_)
    own = row @ MODEL.coef_[: MODEL.vectors_.width]
    assert weights.sum(axis=0) == pytest.approx(own[0], abs=1e-6)
    start = item.segment.span.start
    assert all(text[one.span.start - start : one.span.end - start].lower() == one.word for one in evidence)


@settings(max_examples=25)
@given(turns)
def test_any_study_can_be_learned_from_and_answered(drawn):
    """However little there is of it; warnings are errors here."""
    made = made_of(drawn)
    model = TextSuggester().fit(made.segments, made.codings, CODEBOOK)
    probability = model.predict_proba(made.segments)
    assert probability.shape == (len(made.segments), len(CODES))
    assert ((probability >= 0) & (probability <= 1)).all()
    found = model.suggest(made.segments, explain=True)
    assert [one.segment for one in found] == made.informants
    for one in found:
        scores = [suggestion.score for suggestion in one.suggestions]
        assert scores == sorted(scores, reverse=True)


@settings(max_examples=15)
@given(turns, turns)
def test_any_documents_may_come_in_any_order(one, other):
    first, second = made_of(one, "a"), made_of(other, "b")
    models = [
        TextSuggester().fit(made.segments, made.codings, CODEBOOK)
        for made in (first + second, second + first)
    ]
    assert models[0].version_ == models[1].version_
    for document in (first, second):
        assert models[0].predict_proba(document.segments) == pytest.approx(
            models[1].predict_proba(document.segments), abs=1e-6
        )


@settings(max_examples=20)
@given(turns, st.randoms(use_true_random=False))
def test_the_order_of_codings_never_matters(drawn, chance):
    made = BASE + made_of(drawn)
    codings = list(made.codings)
    chance.shuffle(codings)
    one, other = (TextSuggester().fit(made.segments, some, CODEBOOK) for some in (made.codings, codings))
    assert np.array_equal(one.predict_proba(made.segments), other.predict_proba(made.segments))


@settings(max_examples=20)
@given(st.integers(0, len(BASE.informants) - 1), st.sampled_from(CODES))
def test_a_coding_never_moves_the_scores_of_its_own_group_by_more_than_how_often_codes_are_used(at, code):
    """An answer counts in the share of its code, and nowhere else in what the other documents say of it."""
    more = Made(BASE.segments, [*BASE.codings, coding(BASE.informants[at], code, coder="bo")])
    model = TextSuggester().fit(more.segments, more.codings, CODEBOOK)
    if len(model.learned_from_) != len(MODEL.learned_from_):
        return  # it made people read on
    own = [row for row, s in enumerate(model.learned_from_) if s.document == BASE.informants[at].document]
    assert np.abs(model.left_out_[own] - MODEL.left_out_[own]).max() <= 1 / len(model.learned_from_) + 1e-9


@given(
    st.lists(
        st.tuples(st.sampled_from([0.0, 0.1, 0.3, 0.5, 0.9, 1.0]), st.booleans()), min_size=1, max_size=30
    ).filter(lambda pairs: any(right for _, right in pairs))
)
def test_no_threshold_is_better_than_the_best(pairs):
    probability, truth = (np.array(values)[:, None] for values in zip(*pairs, strict=True))
    best = micro_f1(truth, probability >= best_threshold(probability, truth))
    assert all(
        micro_f1(truth, probability >= threshold) <= best + 1e-12 for threshold in np.unique(probability)
    )
