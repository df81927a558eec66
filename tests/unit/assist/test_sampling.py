"""What is offered to be coded next. All interviews are made up."""

from time import perf_counter

import numpy as np
import pytest

from qualcode.assist.sampling import ENOUGH, FEW_USES, PER_DOCUMENT, next_to_code
from qualcode.assist.values import key_of
from qualcode.model import Segment, Span

CODES = ("politi", "skole", "tillid")


def interview(document, turns, *, site="k1", area="boern", role="informant", length=80):
    return [
        Segment(document, "v1", k, Span(k * 100, k * 100 + length), k, "p1", role, area, site)
        for k in range(1, turns + 1)
    ]


def documents(picks):
    return [pick.segment.document for pick in picks]


def first(segments, n):
    """Return the keys of an interview's first segments."""
    return {key_of(segment) for segment in segments[:n]}


def place(segment):
    return segment.document, segment.number


def flat(segments, value=0.01):
    return np.full((len(segments), len(CODES)), value)


def test_each_interview_is_met_before_any_is_met_twice():
    study = interview("a", 50) + interview("b", 5) + interview("c", 5)
    picks = next_to_code(study, coded=set(), n=4)
    assert sorted(documents(picks)[:3]) == ["a", "b", "c"]
    assert documents(picks)[3] == "a", "then a long interview gets more"
    assert [pick.reason for pick in picks] == ["document"] * 3 + ["spread"]


def test_long_interviews_get_their_share():
    study = interview("long", 60) + interview("short", 20)
    picked = documents(next_to_code(study, coded=set(), n=40))
    assert picked.count("long") == pytest.approx(30, abs=1)


def test_sites_take_turns_where_one_has_many_interviews():
    study = [s for name in "abcdef" for s in interview(name, 5, site="k1")] + interview("g", 5, site="k2")
    assert "g" in documents(next_to_code(study, coded=set(), n=2))


def test_areas_of_an_interview_take_turns():
    """Two turns of the youth's area among twenty are met at once, not when chance comes to them."""
    study = interview("a", 18, area="boern") + [
        Segment(
            "a", "v1", 18 + k, Span(5000 + k * 100, 5080 + k * 100), 18 + k, "p2", "informant", "ung", "k1"
        )
        for k in (1, 2)
    ]
    for seed in range(10):
        picks = next_to_code(study, coded=set(), n=2, seed=seed)
        assert {pick.segment.area for pick in picks} == {"boern", "ung"}


def test_what_is_coded_already_counts_towards_the_spread():
    study = interview("a", 10) + interview("b", 10)
    picks = next_to_code(study, coded=first(study, 3), n=3)
    assert documents(picks) == ["b", "b", "b"]


def test_interviewers_and_coded_segments_are_never_offered():
    study = interview("a", 3) + interview("b", 3, role="interviewer")
    picks = next_to_code(study, coded={key_of(study[1])}, n=10)
    assert sorted(place(pick.segment) for pick in picks) == [("a", 1), ("a", 3)]


def test_short_turns_come_last_but_come():
    study = [
        *interview("a", 3, length=10),
        *(Segment("a", "v1", k, Span(k * 100, k * 100 + 60), k, "p", "informant") for k in (4, 5)),
    ]
    numbers = [pick.segment.number for pick in next_to_code(study, coded=set(), n=9)]
    assert set(numbers[:2]) == {4, 5}
    assert set(numbers[2:]) == {1, 2, 3}


def test_every_second_segment_of_an_interview_is_a_likely_use_of_a_code_with_few_uses():
    study = interview("a", 40)
    likely = flat(study)
    likely[:20, 0] = 0.9
    likely[30, 2] = 0.8
    counts = {"politi": 50, "skole": 50, "tillid": 0}
    picks = next_to_code(study, coded=set(), codes=CODES, counts=counts, probability=likely, n=4)
    assert picks[0].segment.number == 31
    assert (picks[0].reason, picks[0].code) == ("code", "tillid")
    assert picks[1].reason == "spread"


def test_first_picks_of_different_interviews_go_for_different_codes():
    """Else the code with the highest probabilities would be the first pick everywhere."""
    study = [s for name in "abc" for s in interview(name, 10)]
    likely = flat(study)
    likely[:, 0] = np.linspace(0.8, 0.9, 30)
    likely[5, 1] = likely[15, 2] = 0.6
    likely[5, 0] = likely[15, 0] = 0.0
    picks = next_to_code(study, coded=set(), codes=CODES, probability=likely, n=3)
    assert {pick.code for pick in picks} == set(CODES)


def test_one_at_a_time_still_leaves_half_to_chance():
    study = interview("a", 40)
    likely = flat(study)
    likely[:, 1] = np.linspace(0.2, 0.9, 40)
    coded, reasons = set(), []
    for _ in range(10):
        (pick,) = next_to_code(study, coded=coded, codes=CODES, probability=likely, n=1)
        coded.add(key_of(pick.segment))
        reasons.append(pick.reason)
    assert reasons.count("code") == 5


# --- the second phase -----------------------------------------------------------------------------------------


def well_begun(study):
    """Return the coded segments that end the first phase."""
    return {key_of(segment) for segment in study if segment.number <= PER_DOCUMENT}


def test_later_codes_with_few_uses_are_looked_for_and_then_doubt_is_settled():
    study = interview("a", 40) + interview("b", 40)
    likely = flat(study, 0.001)
    likely[20, 2], likely[70, 2] = 0.5, 0.6
    likely[60, 0] = 0.31
    counts = {"politi": 20, "skole": 20, "tillid": 2}
    picks = next_to_code(
        study, coded=well_begun(study), codes=CODES, counts=counts, probability=likely, threshold=0.3, n=8
    )
    reasons = {place(pick.segment): (pick.reason, pick.code) for pick in picks}
    assert reasons["b", 31] == reasons["a", 21] == ("code", "tillid")
    assert reasons["b", 21] == ("unsure", "politi")
    assert "spread" in {pick.reason for pick in picks}


def test_the_first_phase_waits_for_common_codes_but_not_for_ever():
    study = interview("a", 60)
    likely = flat(study)
    likely[:, 0] = 0.6
    likely[50, 0] = 0.3

    def reasons(coded, uses):
        picks = next_to_code(
            study, coded=coded, codes=CODES, counts={"politi": uses}, probability=likely, n=6, threshold=0.3
        )
        return {pick.reason for pick in picks}

    assert "unsure" not in reasons(well_begun(study), 0)
    assert "unsure" in reasons(well_begun(study), FEW_USES)
    assert "unsure" in reasons(first(study, ENOUGH), 0)


def test_a_code_with_few_uses_is_not_asked_about_in_one_interview_only():
    study = interview("a", 60) + interview("b", 60)
    likely = flat(study, 0.001)
    likely[10:12, 2], likely[80, 2] = 0.9, 0.3
    counts = {"politi": 20, "skole": 20, "tillid": FEW_USES - 1}
    picks = next_to_code(study, coded=well_begun(study), codes=CODES, counts=counts, probability=likely, n=8)
    assert sorted(documents(pick for pick in picks if pick.code == "tillid")) == ["a", "b"]


def test_one_at_a_time_codes_with_few_uses_get_every_second():
    study = interview("a", 300) + interview("b", 300)
    likely = flat(study, 0.001)
    likely[30:40, 2] = 0.9
    coded, sought = well_begun(study), []
    for _ in range(8):
        (pick,) = next_to_code(
            study, coded=coded, codes=CODES, counts={"politi": 9, "skole": 9}, probability=likely, n=1
        )
        coded.add(key_of(pick.segment))
        sought.append(pick.code == "tillid")
    assert sum(sought) == 4


# --- the edges ------------------------------------------------------------------------------------------------


def test_the_same_seed_gives_the_same_picks_and_another_does_not():
    study = interview("a", 40) + interview("b", 40)
    assert next_to_code(study, coded=set(), seed=3) == next_to_code(study, coded=set(), seed=3)
    assert next_to_code(study, coded=set(), seed=3) != next_to_code(study, coded=set(), seed=4)


@pytest.mark.parametrize("study", [[], interview("a", 2), interview("a", 2, role="interviewer")])
def test_nothing_left_is_no_error(study):
    assert next_to_code(study, coded=first(study, 2)) == []


def test_probabilities_of_other_segments_are_refused():
    with pytest.raises(ValueError, match="row for each segment"):
        next_to_code(interview("a", 3), coded=set(), codes=CODES, probability=np.zeros((2, 3)))


def test_reasons_are_said_in_danish_and_english():
    study = interview("a", 3)
    likely = flat(study, 0.5)
    (pick,) = next_to_code(study, coded=set(), codes=CODES, probability=likely, n=1)
    assert pick.words("da", name="Politi") == "ligner Politi, som er brugt få gange"
    assert pick.words("en") == "looks like politi, which has few uses"


def test_a_hundred_thousand_segments_take_less_than_two_seconds():
    study = [s for k in range(100) for s in interview(f"d{k}", 1000, site=f"k{k % 6}")]
    likely = np.random.default_rng(0).beta(0.2, 5, (len(study), len(CODES)))
    start = perf_counter()
    next_to_code(study, coded=well_begun(study), codes=CODES, probability=likely, n=50)
    assert perf_counter() - start < 2
