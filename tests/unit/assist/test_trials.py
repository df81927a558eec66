"""Trials: what is said of a site must come from others only, and stand beside simpler means."""

import dataclasses

import numpy as np
import pytest

from qualcode.assist.evaluation.metrics import micro_f1, recall_at
from qualcode.assist.suggester import TextSuggester
from qualcode.assist.training import mark
from qualcode.assist.trials import run_trials
from qualcode.errors import StepNeeded
from unit.assist.made_up import CODEBOOK, CODES, POLITI, SKOLE, Made, rejected, said, shuffled, study, talk


@pytest.fixture(scope="module")
def whole():
    return study()


@pytest.fixture(scope="module")
def trials(whole):
    return run(whole)


def run(made, **options):
    given = {"make": TextSuggester} | options
    return run_trials(made.segments, made.codings, CODEBOOK, **given)


def sites_dropped(made):
    return Made(
        [
            dataclasses.replace(item, segment=dataclasses.replace(item.segment, site=""))
            for item in made.segments
        ],
        made.codings,
    )


@pytest.fixture
def spied():
    """Return a suggester that writes down what it is told and asked, and what was written down.

    An entry has the documents whose codings and decisions it learned from, and those it was asked about.
    """
    written = []

    class Spy(TextSuggester):
        def fit(self, segments, codings, codebook, *, decisions=()):
            codings, decisions = list(codings), list(decisions)
            self.told = {one.document for one in codings} | {one.suggestion.document for one in decisions}
            return super().fit(segments, codings, codebook, decisions=decisions)

        def predict_proba(self, segments):
            written.append((self.told, {item.segment.document for item in segments}))
            return super().predict_proba(segments)

    return Spy, written


# --- folds


def test_whole_sites_are_left_out(whole, trials):
    assert trials.by == "site"
    folds = {}
    for segment, fold in zip(trials.trial.segments, trials.trial.fold, strict=True):
        folds.setdefault(int(fold), set()).add(segment.site)
    assert sorted(folds.values(), key=str) == [{"k1"}, {"k2"}, {"k3"}]


@pytest.mark.parametrize("one_site", [lambda made: sites_dropped(made), lambda made: study(sites=1)])
def test_where_there_is_one_site_or_none_documents_are_left_out(whole, one_site):
    found = run(one_site(whole), curve=False)
    assert found.by == "document"
    assert len(set(found.trial.fold.tolist())) == 6
    for fold in set(found.trial.fold.tolist()):
        assert (
            len(
                {s.document for s, f in zip(found.trial.segments, found.trial.fold, strict=True) if f == fold}
            )
            == 1
        )


def test_a_site_that_is_not_known_for_all_makes_documents_the_folds(whole):
    segments = list(whole.segments)
    segments[0] = dataclasses.replace(segments[0], segment=dataclasses.replace(segments[0].segment, site=""))
    assert run(Made(segments, whole.codings), curve=False).by == "document"


def test_two_sites_are_enough_to_leave_one_out():
    assert run(study(sites=2), curve=False).by == "site"


def test_nothing_coded_in_a_left_out_site_is_learned_from(whole, spied):
    """Neither for the trial nor for the learning curve, and no decision either."""
    make, written = spied
    site_of = {segment.document: segment.site for segment in whole.plain}
    run(whole, make=make, decisions=[rejected(segment, POLITI) for segment in whole.informants[::9]])
    fits = [(told, asked) for told, asked in written if told]
    assert len(fits) == 9  # three sites; one and two interviews, and all
    assert {site_of[name] for _, asked in fits for name in asked} == {"k1", "k2", "k3"}
    for told, asked in fits:
        assert not {site_of[name] for name in told} & {site_of[name] for name in asked}


def test_a_left_out_document_is_judged_as_a_whole(whole, spied):
    """What an interviewer asks is part of what is said around an answer."""
    make, written = spied
    run(whole, make=make, curve=False)
    assert [len(asked) for told, asked in written if told] == [2, 2, 2]


# --- what is measured


def test_the_trial_is_about_what_people_have_read(whole, trials):
    truth = mark(whole.plain, whole.codings, CODES)
    assert trials.trial.codes == CODES
    assert [whole.plain[row] for row in trials.rows] == list(trials.trial.segments)
    assert np.array_equal(trials.trial.truth, truth[trials.rows])
    assert truth.sum() == trials.trial.truth.sum()
    assert all(segment.is_informant for segment in trials.trial.segments)


def test_where_a_sample_is_coded_the_trial_is_about_the_sample(whole):
    found = run(whole, make=lambda: TextSuggester(read_throughout=False), curve=False)
    assert found.trial.truth.any(axis=1).all()
    assert found.trial.truth.sum() == mark(whole.plain, whole.codings, CODES).sum()


def test_baselines_stand_on_the_same_segments(trials):
    assert set(trials.baselines) == {"prior", "definitions"}
    for other in trials.baselines.values():
        assert list(other.segments) == list(trials.trial.segments)
        assert np.array_equal(other.truth, trials.trial.truth)
        assert np.array_equal(other.fold, trials.trial.fold)
        assert np.array_equal(other.continuing, trials.trial.continuing)


def test_the_model_beats_the_codebook_and_the_codebook_beats_what_is_usual(trials):
    found, definitions, prior = (
        recall_at(one.truth, one.probability) for one in (trials.trial, *(trials.baselines[n] for n in ("definitions", "prior")))
    )  # fmt: skip
    assert found > definitions + 0.1 > prior + 0.2
    assert micro_f1(trials.trial.truth, trials.trial.suggested) > 0.7


def test_what_is_usual_comes_from_the_other_sites(trials):
    prior, truth = trials.baselines["prior"], trials.trial.truth
    own = trials.trial.fold == 1
    assert prior.probability[own] == pytest.approx(np.tile(truth[~own].mean(axis=0), (own.sum(), 1)))


def test_codes_dealt_by_chance_are_found_as_often_as_by_chance():
    """Were anything of a left-out site let through, this is where it would show."""
    found = run(shuffled(study(documents=12, sites=4, turns=40)), curve=False)
    trial, prior = found.trial, found.baselines["prior"]
    assert len(trial) > 350
    assert recall_at(trial.truth, trial.probability) == pytest.approx(
        recall_at(prior.truth, prior.probability), abs=0.08
    )
    assert micro_f1(trial.truth, trial.suggested) == pytest.approx(
        micro_f1(prior.truth, prior.suggested), abs=0.08
    )


def test_segments_are_in_reading_order_with_what_goes_on_marked():
    made = talk("a", *(said(f"Politiet kom {k}", *((POLITI,) if k != 3 else (SKOLE,))) for k in range(6)))
    made += talk("b", *(said(f"Politiet gik {k}", POLITI) for k in range(6)))
    trial = run(made, curve=False).trial
    going_on = trial.continuing[:, CODES.index(POLITI)].tolist()
    assert going_on == [False, True, True, False, False, True, False, True, True, True, True, True]


# --- the learning curve


@pytest.mark.parametrize(
    ("documents", "sites", "sizes"), [(6, 3, [1, 2, 4]), (6, 6, [1, 2, 4, 5]), (4, 2, [1, 2]), (2, 2, [1])]
)
def test_the_curve_doubles_up_to_all_interviews_of_the_other_sites(documents, sites, sizes):
    found = run(study(documents=documents, sites=sites, turns=12))
    assert [point.n_documents for point in found.curve] == sizes


def test_the_curve_ends_where_the_trial_is(trials):
    assert trials.curve[-1].recall_at_3 == recall_at(trials.trial.truth, trials.trial.probability)
    assert trials.curve[-1].micro_f1 == micro_f1(trials.trial.truth, trials.trial.suggested)


def test_more_interviews_help(trials):
    assert trials.curve[0].micro_f1 < trials.curve[-1].micro_f1


def test_without_a_curve_there_is_none(whole):
    assert run(whole, curve=False).curve == ()


# --- the rest


@pytest.mark.parametrize("documents", [0, 1])
def test_codings_in_two_documents_are_needed(whole, documents):
    some = Made(whole.segments, whole.of(*[f"doc-{k + 1}" for k in range(documents)]).codings)
    with pytest.raises(StepNeeded) as error:
        run(some)
    assert error.value.code == "QC-AS02"


def test_two_documents_are_enough(whole):
    found = run(whole.of("doc-1", "doc-2"))
    assert len(set(found.trial.fold.tolist())) == 2


def test_the_same_study_gives_the_same_trial(whole, trials):
    again = run(whole)
    assert again.trial.probability.tobytes() == trials.trial.probability.tobytes()
    assert again.curve == trials.curve


def test_the_seed_chooses_the_interviews_of_the_curve(whole, trials):
    other = run(whole, seed=5)
    assert other.curve[0] != trials.curve[0]
    assert other.curve[-1] == trials.curve[-1]


@pytest.mark.parametrize("curve", [True, False])
def test_progress_counts_up_to_the_end(whole, curve):
    told = []
    run(whole, curve=curve, progress=lambda done, of: told.append((done, of)))
    steps = 9 if curve else 3
    assert told == [(step, steps) for step in range(1, steps + 1)]
