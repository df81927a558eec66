"""One word for how something was settled: what people later read in the trace of a coding."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.coding.outcomes import outcome_of, settled_codings
from qualcode.coding.places import find_places, statement
from qualcode.errors import CodingError
from qualcode.model import OUTCOMES, STANCES, Coding, Segment, Span

TURN, PART = Span(0, 40), Span(0, 12)
SCHOOL, POLICE, TRUST = "partner.skole", "partner.politi", "fremmer.tillid"


def said(*codes, span=TURN, stance="experience"):
    """What one coder says of a place."""
    return {(span, code, stance) for code in codes}


@pytest.mark.parametrize(
    ("anna", "bo", "chosen", "outcome"),
    [
        (said(SCHOOL), said(SCHOOL), said(SCHOOL), "agreed"),
        (said(SCHOOL), said(POLICE), said(SCHOOL), "chosen"),
        (said(SCHOOL), said(), said(SCHOOL), "chosen"),
        (said(SCHOOL), said(POLICE), said(SCHOOL, POLICE), "merged"),
        (said(SCHOOL, TRUST), said(POLICE), said(POLICE, TRUST), "merged"),
        (said(SCHOOL, TRUST), said(POLICE), said(SCHOOL), "merged"),
        (said(SCHOOL, TRUST), said(SCHOOL, TRUST), said(SCHOOL), "merged"),
        (said(SCHOOL), said(POLICE), said(TRUST), "new"),
        (said(SCHOOL), said(POLICE), said(SCHOOL, TRUST), "new"),
        (said(SCHOOL), said(SCHOOL), said(SCHOOL, TRUST), "new"),
        (said(SCHOOL), said(SCHOOL, span=PART), said(SCHOOL, span=PART), "chosen"),
        (said(SCHOOL), said(POLICE), said(SCHOOL, span=PART), "new"),
        (said(SCHOOL, stance="wish"), said(SCHOOL), said(SCHOOL, stance="wish"), "chosen"),
        (said(SCHOOL), said(POLICE), said(SCHOOL, stance="wish"), "new"),
        (said(SCHOOL), said(POLICE), said(), "none"),
        (said(SCHOOL), said(), said(), "none"),
    ],
)
def test_the_word_says_how_it_came_about(anna, bo, chosen, outcome):
    """A part of what one coder had said is merged: all of it was said, but by nobody as a whole."""
    assert outcome_of(chosen, [anna, bo]) == outcome


def test_of_three_coders_it_takes_all_to_agree():
    """Two of three is a choice that somebody made, not agreement."""
    two_of_three = [said(SCHOOL), said(SCHOOL), said(POLICE)]
    assert outcome_of(said(SCHOOL), two_of_three) == "chosen"
    assert outcome_of(said(SCHOOL), [said(SCHOOL)] * 3) == "agreed"


statements = st.tuples(
    st.sampled_from([TURN, PART]), st.sampled_from([SCHOOL, POLICE, TRUST]), st.sampled_from(STANCES)
)
sides = st.lists(st.frozensets(statements, max_size=4), min_size=2, max_size=4)


@given(st.frozensets(statements, max_size=5), sides)
def test_each_word_means_what_it_says(chosen, given_sides):
    union = frozenset().union(*given_sides)
    outcome = outcome_of(chosen, given_sides)
    assert outcome in OUTCOMES
    assert (outcome == "none") == (not chosen)
    assert (outcome == "new") == bool(chosen - union)
    assert (outcome == "agreed") == (bool(chosen) and set(given_sides) == {chosen})
    assert (outcome == "chosen") == (bool(chosen) and chosen in given_sides and len(set(given_sides)) > 1)


@given(st.frozensets(statements, max_size=5), sides, st.randoms(use_true_random=False))
def test_the_order_of_the_coders_does_not_matter(chosen, given_sides, random):
    mixed = random.sample(given_sides, len(given_sides))
    assert outcome_of(chosen, mixed) == outcome_of(chosen, given_sides)


@given(sides)
def test_taking_one_coders_version_is_never_merged_or_new(given_sides):
    for side in given_sides:
        assert outcome_of(side, given_sides) in {"agreed", "chosen", "none"}


# What holds from now on


TALK = "Skolen skrev til os, og politiet ringede."


def place_of(*sides):
    """Return a place of one turn; each side is what a coder says."""
    segment = Segment("a", "v1", 1, Span(0, len(TALK)), 1, "p1", "informant")
    codings = [
        Coding(f"{coder}-{number}", "a", "v1", span, code, coder, stance, memo=f"{coder} {number}")
        for coder, side in zip("abcd", sides, strict=False)
        for number, (span, code, stance) in enumerate(sorted(side))
    ]
    finished = {coder: ["a"] for coder in "abcd"[: len(sides)]}
    (place,) = find_places(codings, [segment], coders="abcd", finished=finished)
    return place


coded_sides = sides.filter(lambda given_sides: any(given_sides))


@given(coded_sides, st.data())
def test_settled_codings_say_what_was_chosen_each_once_under_the_settled_name(given_sides, data):
    place = place_of(*given_sides)
    chosen = data.draw(st.lists(st.sampled_from(place.sources), max_size=6))
    made = settled_codings(place, chosen, text=TALK, into="consensus", round=2)
    said_now = [statement(one) for one in made]
    assert sorted(said_now) == sorted({statement(one) for one in chosen})
    assert {(one.coder, one.round, one.version) for one in made} <= {("consensus", 2, "v1")}
    assert not {one.id for one in made} & {one.id for one in place.sources}
    for one in made:
        for source in place.sources:
            if statement(source) == statement(one):
                assert source.memo in one.memo


@given(coded_sides, st.integers(0, 50), st.integers(0, 50))
def test_a_new_coding_begins_and_ends_with_words_of_the_place_or_is_refused(given_sides, start, length):
    place = place_of(*given_sides)
    new = place.coding("nyt", span=Span(start, start + length))
    words = TALK[start : start + length].strip()
    if new.span not in place.span or not words:
        with pytest.raises(CodingError, match="QC-AD05"):
            settled_codings(place, [new], text=TALK, into="consensus", round=1)
    else:
        (made,) = settled_codings(place, [new], text=TALK, into="consensus", round=1)
        assert made.span.of(TALK) == words


def test_a_memo_that_stands_there_stays_and_a_new_one_takes_its_place():
    place = place_of(said(SCHOOL), said(SCHOOL))
    there = [Coding("9", "a", "v1", TURN, SCHOOL, "consensus", memo="fra mødet")]
    (own,) = place.side("a").codings
    for chosen, memo in ((own, ""), (place.coding(SCHOOL, span=TURN, memo="nyt"), "nyt")):
        (made,) = settled_codings(place, [chosen], text=TALK, into="consensus", round=1, there=there)
        assert made.memo == memo  # none leaves the one that is there
