"""Measures and their intervals on random trials: what must hold whatever the data."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from qualcode.assist.evaluation import evaluate_trial, metrics
from qualcode.assist.evaluation.intervals import Resamples
from qualcode.assist.evaluation.scores import KS, Sample
from unit.assist.evaluation_trials import SETTINGS, trial

NAMES = ("p.a", "p.b", "q.c", "q.d")


@st.composite
def trials(draw, *, ties=True):
    """Return up to twelve segments of up to four documents and up to four codes; probabilities without ties if asked."""
    documents = draw(st.text("abcd", min_size=1, max_size=12))
    shape = (len(documents), draw(st.integers(1, len(NAMES))))
    flags = arrays(bool, shape)
    if ties:
        said = draw(arrays(float, shape, elements=st.sampled_from([0.0, 0.05, 0.3, 0.5, 0.75, 1.0])))
    else:
        order = draw(st.permutations(range(shape[0] * shape[1])))
        said = (np.array(order, dtype=float).reshape(shape) + 0.5) / (len(order) + 1)
    return trial(
        documents, draw(flags), said, draw(flags), codes=NAMES[: shape[1]], continuing=draw(flags),
        areas=draw(st.text("bv", min_size=len(documents), max_size=len(documents))),
    )  # fmt: skip


coded_trials = trials().filter(lambda made: made.truth.any())


def sample(made, seed=0):
    return Sample(made, Resamples([s.document for s in made.segments], seed=seed, resamples=40))


def as_json(made):
    return evaluate_trial(made, settings=SETTINGS, folds_by="document", resamples=40).to_json()


def permuted(made, order):
    return replace(
        made,
        segments=[made.segments[at] for at in order],
        **{
            name: getattr(made, name)[order]
            for name in ("truth", "probability", "suggested", "continuing", "fold")
        },
    )


@given(trials())
def test_the_value_beside_an_interval_is_what_the_plain_functions_return(made):
    of = {name: draws[0] for name, draws in sample(made).draws().items()}
    plain = {
        "micro_f1": metrics.micro_f1(made.truth, made.suggested),
        "macro_f1": metrics.macro_f1(made.truth, made.suggested),
        "ece": metrics.expected_calibration_error(made.probability, made.truth),
        "ece_top": metrics.expected_calibration_error(
            *metrics.first_suggestions(made.truth, made.probability)
        ),
    }
    for k in KS:
        for name in ("recall_at", "precision_at", "hit_at"):
            plain[f"{name}.{k}"] = getattr(metrics, name)(made.truth, made.probability, k)
    assert {name: of[name] for name in plain} == pytest.approx(plain, nan_ok=True)


@given(trials(), st.data())
def test_a_resample_is_the_trial_with_its_documents_drawn_again(made, data):
    """The fast sums per document against segments that are really repeated."""
    ready = sample(made, seed=data.draw(st.integers(0, 99)))
    at = data.draw(st.integers(1, 40))
    times = ready.resamples._weights[at].astype(int)[ready.resamples.index]
    rows = np.repeat(np.arange(len(made)), times)
    again = permuted(made, rows)
    fast = {name: draws[at] for name, draws in ready.draws().items()}
    slow = {name: draws[0] for name, draws in sample(again).draws().items()}
    assert fast == pytest.approx(slow, nan_ok=True)


@given(coded_trials)
def test_perfect_suggestions_give_one_and_no_calibration_error(made):
    perfect = replace(made, probability=made.truth.astype(float), suggested=made.truth)
    value = {name: of.value for name, of in sample(perfect).scores().estimates.items()}
    assert {
        value[name] for name in ("micro_f1", "macro_f1", "precision", "recall", "recall_at.5", "hit_at.1")
    } == {1}
    assert value["ece"] == value["ece_top"] == 0


@given(coded_trials)
def test_an_interval_holds_its_value_and_shares_stay_between_zero_and_one(made):
    for name, of in sample(made).scores().estimates.items():
        if of.low is not None:
            assert of.low <= of.value <= of.high
        if of.value is not None:
            assert -1e-9 <= of.value <= 1 + 1e-9, name
        if of.value is None or of.low is None:
            assert of.reason


@given(trials())
def test_more_places_never_find_less(made):
    estimates = sample(made).scores().estimates
    for name in ("recall_at", "hit_at", "recall_at_new", "recall_at_continuing"):
        values = [estimates[f"{name}.{k}"].value for k in KS]
        if values[0] is not None:
            assert values == sorted(values)


@settings(max_examples=25)
@given(coded_trials, st.data())
def test_the_order_of_segments_changes_nothing_at_all(made, data):
    order = np.array(data.draw(st.permutations(range(len(made)))))
    assert as_json(permuted(made, order)) == as_json(made)


@settings(max_examples=25)
@given(trials(ties=False).filter(lambda made: made.truth.any()), st.data())
def test_the_order_of_codes_changes_nothing_where_probabilities_differ(made, data):
    order = np.array(data.draw(st.permutations(range(len(made.codes)))))
    other = replace(
        made,
        codes=tuple(made.codes[at] for at in order),
        **{
            name: getattr(made, name)[:, order]
            for name in ("truth", "probability", "suggested", "continuing")
        },
    )
    first, second = as_json(made), as_json(other)
    assert first["overall"] == second["overall"]
    assert first["codes"] == second["codes"]
    assert {name: set(codes) for name, codes in first["verdicts"].items()} == {
        name: set(codes) for name, codes in second["verdicts"].items()
    }
