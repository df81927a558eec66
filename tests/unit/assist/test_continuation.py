"""What may go on from the segment before. All interviews are made up."""

import random
from time import perf_counter

import numpy as np
import pytest

from qualcode.assist.continuation import PRIOR_USES, continuations, continuing_mask
from qualcode.assist.values import key_of
from qualcode.model import Segment, Span


def talk(roles, document="a", *, turns=None):
    """Make one segment for each letter: an informant, or "i" for an interviewer."""
    return [
        Segment(
            document, "v1", k, Span(k * 10, k * 10 + 9), turns[k - 1] if turns else k, letter,
            "interviewer" if letter == "i" else "informant",
        )
        for k, letter in enumerate(roles, start=1)
    ]  # fmt: skip


def decided(segments, given):
    return {key_of(s): given[s.number] for s in segments if s.document == "a" and s.number in given}


def offered(segments, given, **options):
    """Return by number what each segment is offered, where segments with these numbers have these codes."""
    found = continuations(segments, decided(segments, given), **options)
    return {s.number: [offer.code for offer in found[key_of(s)]] for s in segments if key_of(s) in found}


def test_the_nearest_coded_segment_before_is_continued():
    assert offered(talk("bbbb"), {1: {"politi"}, 2: {"skole"}})[3] == ["skole"]


def test_an_uncoded_segment_between_does_not_end_it():
    assert offered(talk("bbb"), {1: {"politi"}, 2: set()})[3] == ["politi"]


def test_interviewers_turns_are_counted_but_passed_over():
    given = {1: {"politi"}, 2: {"skole"}}
    assert offered(talk("biib"), given)[4] == ["politi"]
    assert offered(talk("biiib"), given) == {}
    assert offered(talk("bib"), given, within=1) == {}


def test_sentences_of_one_turn_are_near():
    assert offered(talk("bbb", turns=[1, 1, 1]), {1: {"politi"}}, within=0) == {2: ["politi"], 3: ["politi"]}


def test_nothing_comes_from_another_interview():
    segments = talk("b") + talk("b", document="b")
    assert continuations(segments, decided(segments, {1: {"politi"}})) == {}


def test_what_a_segment_has_already_is_not_offered():
    assert offered(talk("bb"), {1: {"politi", "skole"}, 2: {"skole"}}) == {2: ["politi"]}


def test_the_offer_names_where_it_comes_from():
    segments = talk("bib")
    (offer,) = continuations(segments, decided(segments, {1: {"politi"}}))[key_of(segments[2])]
    assert offer.from_segment == segments[0]
    assert offer.words("Politi", "da") == "fortsætter: Politi"
    assert offer.words("Police", "en") == "continues: Police"


def test_codes_that_rarely_continue_rank_lower():
    given = {k: {"politi"} | ({"skole"} if k % 2 else set()) for k in range(1, 10)}
    assert offered(talk("b" * 10), given)[10] == ["politi", "skole"]


def test_the_strength_is_the_smoothed_share_of_offers_that_came_true():
    """Politi was offered three times and came twice; skole once and never; all codes: 2 of 4, smoothed 3 of 6."""
    given = {1: {"politi"}, 2: {"politi", "skole"}, 3: {"politi"}, 4: {"tillid"}}
    segments = talk("bbbbbb")
    found = continuations(segments, decided(segments, given))
    strength = {offer.code: offer.strength for offers in found.values() for offer in offers}
    assert strength["politi"] == pytest.approx((2 + PRIOR_USES / 2) / (3 + PRIOR_USES))
    assert strength["skole"] == pytest.approx((0 + PRIOR_USES / 2) / (1 + PRIOR_USES))
    assert strength["tillid"] == pytest.approx(1 / 2)


def test_segments_that_nobody_has_looked_at_teach_nothing():
    first, second = segments = talk("bb")
    looked = continuations(segments, {key_of(first): {"politi"}, key_of(second): set()})
    not_looked = continuations(segments, {key_of(first): {"politi"}})
    assert looked[key_of(second)][0].strength < not_looked[key_of(second)][0].strength == 0.5


@pytest.mark.parametrize("segments", [[], talk("ii")])
def test_nobody_to_offer_anything_to_is_no_error(segments):
    assert continuations(segments, decided(segments, {1: {"politi"}})) == {}
    assert continuing_mask(segments, np.ones((len(segments), 2), dtype=bool)).sum() == 0


def test_the_mask_looks_at_the_informants_segment_right_before():
    segments = talk("bibb")
    truth = np.array([[1, 1], [1, 1], [1, 0], [1, 1]], dtype=bool)
    assert continuing_mask(segments, truth).astype(int).tolist() == [[0, 0], [0, 0], [1, 0], [1, 0]]
    assert continuing_mask(segments, truth, within=1).astype(int).tolist() == [[0, 0], [0, 0], [0, 0], [1, 0]]


def test_the_mask_does_not_depend_on_the_order_of_the_segments():
    segments = talk("bibbbib") + talk("bbib", document="b")
    truth = np.random.default_rng(0).random((len(segments), 3)) < 0.6
    order = list(range(len(segments)))
    random.Random(1).shuffle(order)
    shuffled = continuing_mask([segments[i] for i in order], truth[order])
    assert np.array_equal(shuffled, continuing_mask(segments, truth)[order])


def test_a_hundred_thousand_segments_are_quick():
    segments = [segment for k in range(100) for segment in talk("bbbi" * 250, document=f"d{k}")]
    truth = np.random.default_rng(0).random((len(segments), 20)) < 0.05
    start = perf_counter()
    continuing_mask(segments, truth)
    continuations(segments, {key_of(s): {"politi"} for s in segments[::3]})
    assert perf_counter() - start < 3
