"""Suggestions: ranked, few, honest about being unsure, and only for informants."""

import numpy as np
import pytest

from qualcode.assist.logistic import logit, sigmoid
from qualcode.assist.suggester import TextSuggester
from qualcode.assist.suggestions import (
    LIKELIER_THAN_NOT,
    branch_probability,
    branches_of,
    fit_branch_line,
    make_suggestions,
)
from qualcode.assist.values import key_of
from qualcode.model import suggestion_id
from unit.assist.made_up import CODEBOOK, CODES, POLITI, SKOLE, TAVSHED, asked, said, study, talk

NO_LINE = np.array([0.0, 1.0])
"""Codes of a branch taken as independent."""


@pytest.fixture(scope="module")
def whole():
    return study()


@pytest.fixture(scope="module")
def model(whole):
    return TextSuggester().fit(whole.segments, whole.codings, CODEBOOK)


@pytest.fixture(scope="module")
def suggested(whole, model):
    return model.suggest(whole.segments, top=3)


class Says:
    """A model that says what a test wants; a row of probabilities for each segment."""

    language = "da"
    version_ = "m"

    def __init__(self, codes, *probability, threshold=0.4, line=NO_LINE):
        self.codes_, self._probability, self._threshold = codes, np.array(probability), threshold
        self.branches_, self.branch_line_ = branches_of(codes), line

    def predict_proba(self, segments):
        return self._probability

    @property
    def threshold(self):
        return self._threshold


def said_of(model, *, top=5):
    """Return what is suggested for segments without words, one for each row of probabilities."""
    made = talk("a", *(said("") for _ in model.predict_proba(())))
    return make_suggestions(model, made.segments, top=top, explain=False)


# --- what is suggested


def test_every_informant_s_segment_gets_its_best_codes_in_order(whole, model, suggested):
    assert [one.segment for one in suggested] == whole.informants
    probability = model.predict_proba(whole.segments)
    for one in suggested:
        row = probability[whole.plain.index(one.segment)]
        best = np.sort(row)[::-1][:3]
        assert [made.rank for made in one.suggestions] == [1, 2, 3]
        assert [made.score for made in one.suggestions] == pytest.approx(best, abs=1e-6)
        assert [row[CODES.index(made.code)] for made in one.suggestions] == pytest.approx(best)


def test_those_that_pass_the_threshold_are_flagged(model, suggested):
    scores = [(made.score, made.suggested) for one in suggested for made in one.suggestions]
    assert {flag for _, flag in scores} == {True, False}
    assert min(score for score, flag in scores if flag) >= model.threshold_ - 1e-6
    assert max(score for score, flag in scores if not flag) <= model.threshold_ + 1e-6


def test_no_suggestion_is_an_answer(suggested):
    assert any(not any(made.suggested for made in one.suggestions) for one in suggested)


def test_an_interviewer_gets_none():
    model = TextSuggester().fit([], [], CODEBOOK)
    found = model.suggest(talk("a", asked("Hvad med politiet?"), said("Politiet kom"), asked("Ja")).segments)
    assert [one.segment.number for one in found] == [2]


def test_nobody_known_gets_none():
    """A turn whose speaker has no role yet may be an interviewer's."""
    made = talk("a", ("", "Politiet kom", ()))
    assert TextSuggester().fit([], [], CODEBOOK).suggest(made.segments) == []


def test_a_suggestion_says_where_it_stands_and_who_made_it(model, suggested):
    for one in suggested[:5]:
        for made in one.suggestions:
            place = one.segment
            assert (made.document, made.version, made.segment) == (
                place.document,
                place.version,
                place.number,
            )
            assert made.span == place.span
            assert made.model == model.version_
            assert made.id == suggestion_id(made.document, made.version, made.span, made.code, made.model)


def test_ids_are_all_different_and_the_same_again(whole, model, suggested):
    ids = [made.id for one in suggested for made in one.suggestions]
    assert len(set(ids)) == len(ids)
    assert [made.id for one in model.suggest(whole.segments, top=3) for made in one.suggestions] == ids


@pytest.mark.parametrize(("top", "given"), [(1, 1), (5, 5), (100, len(CODES))])
def test_so_many_codes_as_asked_for_are_given(whole, model, top, given):
    assert {len(one.suggestions) for one in model.suggest(whole.segments, top=top)} == {given}


def test_evidence_is_filled_in_where_it_is_asked_for(whole, model, suggested):
    assert {made.evidence for one in suggested for made in one.suggestions} == {""}
    explained = model.suggest(whole.segments, top=3, explain=True)
    assert all(made.evidence for one in explained for made in one.suggestions if made.suggested)
    assert [one.segment for one in explained] == [one.segment for one in suggested]
    assert [[made.id for made in one.suggestions] for one in explained] == [
        [made.id for made in one.suggestions] for one in suggested
    ]


def test_evidence_is_in_the_language_of_the_study(whole):
    model = TextSuggester(language="en").fit(whole.segments, [], CODEBOOK)
    found = model.suggest(talk("a", said("Politi her")).segments, explain=True)[0]
    assert "words: " in found.suggestions[0].evidence


def test_no_evidence_stands_in_a_repr(whole, model):
    found = [one for one in model.suggest(whole.segments, explain=True) if one.suggestions[0].suggested]
    assert "ord:" in found[0].suggestions[0].evidence
    assert "ord:" not in repr(found)


def test_equally_probable_codes_keep_the_order_of_the_codebook():
    found = said_of(Says(CODES, [0.5] * len(CODES)))[0]
    assert tuple(made.code for made in found.suggestions) == CODES[:5]


def test_what_is_as_probable_as_the_threshold_passes():
    found = said_of(Says(("a.b", "a.c"), [0.4, 0.39999999]))[0]
    assert [made.suggested for made in found.suggestions] == [True, False]


@pytest.mark.parametrize("top", [2, 100])
def test_what_was_turned_down_is_not_suggested_again(top):
    model = Says((POLITI, SKOLE, TAVSHED), [0.9, 0.5, 0.1], [0.9, 0.5, 0.1])
    made = talk("a", said("Ja"), said("Nej"))
    without = {(key_of(made.plain[0]), POLITI), (key_of(made.plain[0]), "gone"), (("b", 0, 2), SKOLE)}
    found = make_suggestions(model, made.segments, top=top, explain=False, without=without)
    assert [(one.code, one.rank) for one in found[0].suggestions] == [(SKOLE, 1), (TAVSHED, 2)]
    assert [one.code for one in found[1].suggestions][:2] == [POLITI, SKOLE]


# --- the branch


def test_where_no_code_is_sure_enough_the_branch_is_offered():
    """Neither the police nor the school is likely; that it is one of them, is."""
    found = said_of(Says((POLITI, SKOLE, TAVSHED), [0.35, 0.35, 0.01]))[0]
    assert found.branch == "partner"
    assert found.branch_score == pytest.approx(1 - 0.65**2, abs=1e-6)


def test_no_branch_is_offered_where_a_code_passes():
    assert said_of(Says((POLITI, SKOLE), [0.45, 0.35]))[0].branch == ""


def test_no_branch_is_offered_that_is_not_likelier_than_not():
    sure, unsure = said_of(Says((POLITI, SKOLE), [0.35, 0.35], [0.25, 0.25]))
    assert sure.branch_score >= LIKELIER_THAN_NOT
    assert (unsure.branch, unsure.branch_score) == ("", 0)


def test_the_deepest_branch_is_offered_and_of_several_the_likeliest():
    codes = ("a.b.c", "a.b.d", "a.e.f", "a.e.g", "a.h")
    deep, likeliest, wide = said_of(
        Says(codes, [0.35, 0.35, 0.1, 0.1, 0.3], [0.3, 0.3, 0.35, 0.35, 0], [0.2, 0.1, 0.1, 0.2, 0.39])
    )
    assert (deep.branch, likeliest.branch, wide.branch) == ("a.b", "a.e", "a")


def test_a_branch_with_one_code_says_no_more_than_the_code():
    assert branches_of(("a.b", "c.d", "c.e", "f")) == {"c": [1, 2]}


def test_branches_hold_all_codes_below_them_outer_ones_first():
    assert list(branches_of(("a.b.c", "a.b.d", "a.e")).items()) == [("a", [0, 1, 2]), ("a.b", [0, 1])]


def test_a_branch_is_at_least_as_likely_as_its_likeliest_code(whole, model):
    probability = model.predict_proba(whole.segments)
    found = branch_probability(probability, model.branches_, NO_LINE)
    for column, own in enumerate(model.branches_.values()):
        assert (found[:, column] >= probability[:, own].max(axis=1) - 1e-6).all()


def test_without_branches_there_is_nothing_to_offer():
    assert branch_probability(np.full((2, 1), 0.5), {}, NO_LINE).shape == (2, 0)
    assert fit_branch_line(np.full((2, 1), 0.5), np.ones((2, 1), bool), {}).tolist() == [0, 1]
    assert said_of(Says(("a", "b"), [0.3, 0.3]))[0].branch == ""


def test_how_codes_of_a_branch_go_together_is_learned():
    """Two codes that always come together are not twice as likely to be there."""
    chance = np.random.default_rng(0)
    together = chance.random(2000) < 0.3
    truth = np.repeat(together[:, None], 2, axis=1)
    probability = np.clip(sigmoid(logit(np.where(together, 0.5, 0.2)) + chance.normal(0, 0.3, 2000)), 0, 1)
    both = np.repeat(probability[:, None], 2, axis=1)
    branches = {"a": [0, 1]}
    line = fit_branch_line(both, truth, branches)
    claimed, learned = (branch_probability(both, branches, some).mean() for some in (NO_LINE, line))
    assert claimed > 0.4
    assert learned == pytest.approx(together.mean(), abs=0.02)
