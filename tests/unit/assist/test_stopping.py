"""What would be missed if coding stopped. All interviews are made up."""

import numpy as np
import pytest

from qualcode.assist.stopping import stopping_hint
from qualcode.assist.stopping.hint import MIN_USES
from qualcode.assist.stopping.new_codes import MIN_DOCUMENTS, upper_bound
from qualcode.assist.values import Trial, key_of
from qualcode.model import Segment, Span

CODES = ("politi", "skole", "tillid")


def interview(document, turns=20, *, site="", role="informant"):
    return [
        Segment(document, "v1", k, Span(k * 10, k * 10 + 9), k, "p1", role, "", site)
        for k in range(1, turns + 1)
    ]


def coded(*interviews, codes=("politi",)):
    return {key_of(s): set(codes) for turns in interviews for s in turns}


def begun(*, left=10, likely=0.0, sites=("k1", "k2", "k3", "k4"), codes=("politi",)):
    """Three interviews coded, a fourth left, and what a model says of it."""
    done = [interview(name, site=site) for name, site in zip("abc", sites, strict=False)]
    open_ = interview("d", left, site=sites[3])
    study = [s for turns in done for s in turns] + open_
    probability = np.zeros((len(study), len(CODES)))
    probability[60:] = likely
    return study, {"codes": CODES, "codes_by_segment": coded(*done, codes=codes), "probability": probability}


def trial(study, given, *, promised=0.5, truth=None):
    """What a model said of the coded segments, and what people decided."""
    segments = [s for s in study if key_of(s) in given["codes_by_segment"]]
    if truth is None:
        truth = np.array([[code in given["codes_by_segment"][key_of(s)] for code in CODES] for s in segments])
    probability = np.full((len(segments), len(CODES)), promised)
    fold = np.zeros(len(segments), dtype=np.int64)
    return Trial(segments, CODES, truth, probability, probability > 0.5, truth & False, fold)


# --- what is missed -------------------------------------------------------------------------------------------


def test_what_is_missed_is_the_sum_of_the_probabilities():
    study, given = begun(likely=[0.5, 0.2, 0.0])
    hint = stopping_hint(study, **given)
    assert hint.missed.value == pytest.approx(7)
    assert [(code.code, round(code.missed.value, 6)) for code in hint.codes] == [
        ("politi", 5),
        ("skole", 2),
        ("tillid", 0),
    ]
    assert hint.missed_segments.value == pytest.approx(10 * (1 - 0.5 * 0.8))
    assert (hint.decided, hint.left, hint.found) == (60, 10, 60)
    assert hint.share_missed == pytest.approx(7 / 67)


def test_the_interval_is_that_of_unequal_coin_tosses_where_nothing_else_is_known():
    """Ten tosses at .5 and ten at .2: variance 2.5 + 1.6."""
    study, given = begun(likely=[0.5, 0.2, 0.0])
    hint = stopping_hint(study, **given)
    half = 1.96 * 4.1**0.5
    assert (hint.missed.low, hint.missed.high) == pytest.approx((7 - half, 7 + half), rel=0.07)
    assert "no_trial" in hint.reasons
    assert "no_trial" not in stopping_hint(study, **given, trial=trial(study, given)).reasons


def test_certain_answers_have_no_interval():
    study, given = begun(likely=[1.0, 0.0, 0.0])
    missed = stopping_hint(study, **given).missed
    assert (missed.low, missed.value, missed.high) == (10, 10, 10)


def test_a_model_that_promised_half_of_what_people_found_is_corrected():
    """Sixty uses were found where thirty were promised."""
    study, given = begun(likely=[0.5, 0.0, 0.0])
    found = trial(study, given, promised=[0.5, 0.0, 0.0])
    plain, corrected = stopping_hint(study, **given), stopping_hint(study, **given, trial=found)
    assert plain.missed.value == pytest.approx(5)
    assert corrected.missed.value == pytest.approx(10, abs=0.5)
    assert corrected.missed.low > plain.missed.value


def test_interviews_that_differ_widen_the_interval():
    study, given = begun(left=60, likely=[0.3, 0.0, 0.0])
    alike, uneven = np.zeros((2, 60, 3), dtype=bool)
    alike[::3, 0] = True
    uneven[:20, 0] = True
    same, unlike = (
        stopping_hint(study, **given, trial=trial(study, given, promised=[1 / 3, 0, 0], truth=truth)).missed
        for truth in (alike, uneven)
    )
    assert unlike.high - unlike.low > 1.5 * (same.high - same.low)


def test_a_trial_on_two_interviews_cannot_tell_how_interviews_differ():
    study, given = begun(likely=[0.5, 0.0, 0.0])
    full = trial(study, given)
    half = Trial(full.segments[:40], CODES, *(table[:40] for table in (full.truth, full.probability)),
                 full.suggested[:40], full.continuing[:40], full.fold[:40])  # fmt: skip
    assert "no_trial" in stopping_hint(study, **given, trial=half).reasons


def test_interviewers_turns_miss_nothing():
    study, given = begun(likely=[0.5, 0.0, 0.0])
    study += interview("e", 50, role="interviewer")
    given["probability"] = np.vstack([given["probability"], np.ones((50, 3))])
    assert stopping_hint(study, **given).missed.value == pytest.approx(5)


def test_the_interval_holds_the_truth_about_as_often_as_it_says():
    """A model off by a fifth, interviews that differ by a fifth: at least nine of ten studies."""
    rng, held = np.random.default_rng(0), 0
    study = [s for k in range(12) for s in interview(f"d{k:02}", 30)]
    likely = rng.beta(0.4, 2.0, (len(study), 3))
    done = {s.document for s in study[:180]}
    for _ in range(40):
        moved = np.exp(rng.normal(0, 0.2, 12)).repeat(30)[:, None] * 0.8
        truth = rng.random(likely.shape) < np.clip(likely * moved, 0, 1)
        given = {
            key_of(s): {CODES[k] for k in np.flatnonzero(row)}
            for s, row in zip(study, truth, strict=True)
            if s.document in done
        }
        seen = Trial(
            study[:180], CODES, truth[:180], likely[:180], truth[:180], truth[:180], np.zeros(180, int)
        )
        hint = stopping_hint(study, codes=CODES, codes_by_segment=given, probability=likely, trial=seen)
        held += hint.missed.low <= truth[180:].sum() <= hint.missed.high
    assert held >= 36


# --- other sites ----------------------------------------------------------------------------------------------


def test_a_code_may_be_seen_at_a_site_where_it_is_not_seen_yet():
    study, given = begun(left=2, likely=[0.9, 0.5, 0.0], sites=("k1", "k2", "k3", "k4"))
    chance = {hint.code: (hint.sites, hint.another_site) for hint in stopping_hint(study, **given).codes}
    assert chance["politi"] == (3, pytest.approx(1 - 0.1**2))
    assert chance["skole"] == (0, pytest.approx(1 - 0.5**2))
    assert chance["tillid"] == (0, 0)


def test_more_of_a_site_where_a_code_is_seen_adds_no_site():
    study, given = begun(likely=[0.9, 0.5, 0.0], sites=("k1", "k2", "k3", "k3"))
    chance = {hint.code: hint.another_site for hint in stopping_hint(study, **given).codes}
    assert chance["politi"] == 0
    assert chance["skole"] > 0.99


def test_without_sites_there_is_no_chance_of_another():
    study, given = begun(likely=0.5, sites=("", "", "", ""))
    assert {hint.another_site for hint in stopping_hint(study, **given).codes} == {None}


def test_an_interview_without_a_site_adds_none():
    study, given = begun(left=2, likely=[0.9, 0.5, 0.0])
    study += interview("e", 30, site="")
    given["probability"] = np.vstack([given["probability"], np.full((30, 3), 0.9)])
    chance = {hint.code: hint.another_site for hint in stopping_hint(study, **given).codes}
    assert chance["tillid"] == 0


# --- new codes ------------------------------------------------------------------------------------------------


def through(*codes, **options):
    """Return what is said of new codes after interviews that brought these codes."""
    turns = [interview(f"d{k:02}", 2) for k in range(len(codes))]
    given = {}
    for one, some in zip(turns, codes, strict=True):
        given |= coded(one, codes=some.split())
    study = [s for one in turns for s in one]
    return stopping_hint(study, codes=CODES, codes_by_segment=given, **options).new_codes


def test_the_first_interview_does_not_count_as_one_that_brought_new_codes():
    assert (through("a b", "a", "a c").documents, through("a b", "a", "a c").hits) == (2, 1)


def test_only_the_latest_interviews_count():
    new = through("a", "b", "c", "d", "d", "d", "d", "d e f", "d")
    assert (new.documents, new.hits, new.codes) == (5, 1, 2)


def test_the_latest_half_counts_where_that_is_more():
    assert through(*["a"] * 20).documents == 10


def test_the_order_is_that_in_which_they_were_coded():
    assert through("a", "a b", "a b").hits == 1
    assert through("a", "a b", "a b", documents=["d02", "d01", "d00"]).hits == 0


def test_interviews_of_which_a_few_segments_are_coded_do_not_count():
    study = [s for name in "abcd" for s in interview(name)]
    few = {key_of(s): {"politi"} for s in study if s.number == 1}
    hint = stopping_hint(study, codes=CODES, codes_by_segment=few)
    assert hint.new_codes is None
    assert "few_documents" in hint.reasons


@pytest.mark.parametrize(
    ("hits", "of", "expected"), [(0, 5, 0.4507), (1, 5, 0.6574), (2, 10, 0.5069), (5, 5, 1)]
)
def test_the_bound_is_exact(hits, of, expected):
    """Clopper and Pearson's one-sided upper limits at 95 %."""
    assert upper_bound(hits, of) == pytest.approx(expected, abs=5e-4)


# --- what cannot be said, and how the rest is said ------------------------------------------------------------


def test_with_few_codings_nothing_is_estimated():
    study, given = begun(likely=0.5)
    sparse = {key: codes if number < MIN_USES - 1 else set() for number, (key, codes) in
              enumerate(given["codes_by_segment"].items())}  # fmt: skip
    hint = stopping_hint(study, **{**given, "codes_by_segment": sparse})
    assert hint.missed is hint.share_missed is None
    assert hint.codes == ()
    assert hint.reasons == ("few_coded",)


def test_without_a_model_nothing_is_estimated():
    study, given = begun()
    assert stopping_hint(study, **{**given, "probability": None}).reasons == ("no_model",)


def test_when_all_is_coded_nothing_is_missed():
    study, given = begun()
    hint = stopping_hint(study[:60], codes=CODES, codes_by_segment=given["codes_by_segment"])
    assert (hint.missed.value, hint.left, hint.reasons) == (0, 0, ("all_coded",))


def test_an_empty_study_is_no_error():
    hint = stopping_hint([], codes=(), codes_by_segment={})
    assert (hint.decided, hint.left, hint.new_codes) == (0, 0, None)
    assert hint.lines("da")


def test_probabilities_of_other_segments_are_refused():
    study, given = begun()
    with pytest.raises(ValueError, match="row for each segment"):
        stopping_hint(study[:-1], **given)


def test_the_same_seed_gives_the_same_hint():
    study, given = begun(likely=0.3)
    assert stopping_hint(study, **given, seed=1) == stopping_hint(study, **given, seed=1)


@pytest.mark.parametrize("language", ["da", "en"])
def test_no_line_says_that_coding_may_stop(language):
    study, given = begun(likely=0.4)
    said = stopping_hint(study, **given).lines(language)
    said += stopping_hint(study[:60], codes=CODES, codes_by_segment=given["codes_by_segment"]).lines(language)
    said += stopping_hint([], codes=(), codes_by_segment={}).lines(language)
    assert not any(
        words in line.lower()
        for line in said
        for words in (
            "kan stoppe",
            "kan godt",
            "er nok kodet",
            "færdig",
            "may stop",
            "can stop",
            "finished",
            "safe",
        )
    )
    assert said[-1].endswith(("afgør I.", "for you to decide."))


def test_the_lines_give_the_numbers_with_the_printed_names():
    study, given = begun(left=10, likely=[0.5, 0.2, 0.0])
    lines = stopping_hint(study, **given).lines("da", {"politi": "Politiet", "skole": "Skolen"})
    assert lines[0] == "Segmenter, der er kodet eller set igennem: 60 af 70."
    assert "omkring 7 (95 %-interval" in lines[1]
    assert "omkring 10 % af alle" in lines[1]
    assert "Mest kan der mangle af: Politiet (omkring 5), Skolen (omkring 2)." in lines
    assert "Kan vise sig et sted, hvor koden ikke er set endnu: Politiet (100 %), Skolen (89 %)." in lines


def test_the_table_has_a_row_for_each_code():
    study, given = begun(likely=0.4)
    frame = stopping_hint(study, **given).to_frame()
    assert list(frame.columns) == ["code", "uses", "sites", "missed", "low", "high", "another_site"]
    assert set(frame["code"]) == set(CODES)
    assert MIN_DOCUMENTS == 3
