"""Places: what can be settled on its own, and how coders differ there."""

import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.coding.places import find_places, statement
from qualcode.model import STANCES, Coding, Segment, Span

SCHOOL, POLICE, TRUST = "partner.skole", "partner.politi", "fremmer.tillid"


class Talk:
    """Interviews of turns of 10 code points and a line break, and who codes what in them."""

    def __init__(self, **documents):
        """Take who speaks in each document, such as ``a="IBBC"``; I is the interviewer, ? is not known."""
        self.segments = [
            Segment(
                name, "v1", number, Span(11 * number - 11, 11 * number - 1), number, label, role_of(label)
            )
            for name, labels in documents.items()
            for number, label in enumerate(labels, start=1)
        ]
        self.codings = []

    def code(self, coder, document, where, code=SCHOOL, *, stance="experience"):
        """Code turns (``2`` or ``(2, 3)``) or words (a span)."""
        if not isinstance(where, Span):
            first, last = where if isinstance(where, tuple) else (where, where)
            where = Span(11 * first - 11, 11 * last - 1)
        made = Coding(str(len(self.codings)), document, "v1", where, code, coder, stance)
        self.codings.append(made)
        return made

    def places(self, *coders, **options):
        return find_places(self.codings, self.segments, coders=coders or ("anna", "bo"), **options)


def role_of(label):
    return {"I": "interviewer", "?": ""}.get(label, "informant")


def turns(places):
    return [(place.document, place.first, place.last) for place in places]


def kinds(place):
    return {(one.code, one.kind) for one in place.differences}


# What a place is


def test_a_turn_that_somebody_coded_is_a_place_and_others_are_none():
    talk = Talk(a="IBCB")
    talk.code("anna", "a", 2)
    talk.code("bo", "a", 4)
    assert turns(talk.places()) == [("a", 2, 2), ("a", 4, 4)]


def test_a_coding_over_two_turns_joins_them_and_what_hangs_on_them():
    """Settling turn 3 alone would cut anna's coding of 2 and 3 in two; and with 3 comes 4."""
    talk = Talk(a="BCBCBC")
    talk.code("anna", "a", (2, 3))
    talk.code("bo", "a", (3, 4), POLICE)
    talk.code("bo", "a", 6)
    (joined, single) = talk.places()
    assert turns([joined, single]) == [("a", 2, 4), ("a", 6, 6)]
    assert joined.span == Span(11, 43)
    assert [len(side.codings) for side in joined.sides] == [1, 1]


def test_turns_beside_each_other_are_places_of_their_own():
    talk = Talk(a="BC")
    talk.code("anna", "a", 1)
    talk.code("anna", "a", 2)
    talk.code("bo", "a", 1)
    assert turns(talk.places()) == [("a", 1, 1), ("a", 2, 2)]


def test_two_codings_that_share_a_line_break_stand_in_one_place():
    """No border between the turns would leave both whole."""
    talk = Talk(a="BC")
    talk.code("anna", "a", Span(0, 11))
    talk.code("bo", "a", Span(10, 21))
    (place,) = talk.places()
    assert (turns([place]), place.span) == ([("a", 1, 2)], Span(0, 21))


def test_what_was_settled_over_two_turns_holds_them_together_and_is_not_compared():
    """Otherwise a settled coding could lie across the border of what is settled next."""
    talk = Talk(a="BCB")
    talk.code("anna", "a", 1)
    talk.code("bo", "a", 2)
    talk.code("consensus", "a", (1, 2))
    talk.code("consensus", "a", 3)
    (place,) = talk.places(into="consensus")
    assert turns([place]) == [("a", 1, 2)]
    assert place.coders == ("anna", "bo")
    assert {one.coder for one in place.sources} == {"anna", "bo"}


def test_a_place_counts_in_turns_where_the_text_is_cut_by_sentence():
    cut = [
        Segment("a", "v1", number, Span(start, start + 9), turn, "B", "informant")
        for number, start, turn in ((1, 0, 1), (2, 10, 1), (3, 20, 2))
    ]
    anna = Coding("1", "a", "v1", Span(10, 29), SCHOOL, "anna")
    bo = Coding("2", "a", "v1", Span(10, 19), SCHOOL, "bo")
    (place,) = find_places([anna, bo], cut, coders=("anna", "bo"))
    assert (place.id, place.first, place.last) == ("a:2-3", 1, 2)


# Who is compared


def test_a_coder_who_did_not_code_the_document_is_missing_not_silent():
    talk = Talk(a="BC", b="BC")
    talk.code("anna", "a", 1)
    talk.code("bo", "a", 1)
    talk.code("anna", "b", 1)
    assert turns(talk.places()) == [("a", 1, 1)]


def test_a_coder_who_read_to_the_end_says_by_silence_that_there_is_nothing():
    talk = Talk(a="BC")
    talk.code("anna", "a", 1)
    (place,) = talk.places(finished={"bo": ["a"]})
    assert [(side.coder, len(side.codings)) for side in place.sides] == [("anna", 1), ("bo", 0)]
    assert place.differ == (SCHOOL,)
    assert not place.agreed


def test_of_three_coders_one_may_be_missing_in_a_document():
    talk = Talk(a="B", b="B")
    for coder in ("anna", "bo"):
        talk.code(coder, "a", 1)
    for coder in ("anna", "bo", "cai"):
        talk.code(coder, "b", 1, TRUST if coder == "cai" else SCHOOL)
    first, second = talk.places("anna", "bo", "cai")
    assert (first.coders, first.agreed) == (("anna", "bo"), True)
    assert second.coders == ("anna", "bo", "cai")
    (school,) = [one for one in second.differences if one.code == SCHOOL]
    assert (school.used_by, school.not_by) == (("anna", "bo"), ("cai",))


def test_codings_of_others_are_left_aside():
    talk = Talk(a="BC")
    for coder in ("anna", "bo", "model"):
        talk.code(coder, "a", (1, 2) if coder == "model" else 1)
    (place,) = talk.places()
    assert turns([place]) == [("a", 1, 1)]


def test_where_only_interviewers_speak_there_is_nothing_to_settle():
    """What they say counts nowhere. Somebody whose role is not known yet may be an informant."""
    talk = Talk(a="IB?")
    for number in (1, 2, 3):
        talk.code("anna", "a", number)
    talk.code("bo", "a", 2)
    assert turns(talk.places()) == [("a", 2, 2), ("a", 3, 3)]


# How coders differ


@pytest.mark.parametrize(
    ("anna", "bo", "expected"),
    [
        ([(2, SCHOOL)], [(2, SCHOOL)], set()),
        ([(2, SCHOOL)], [(2, POLICE)], {(SCHOOL, "presence"), (POLICE, "presence")}),
        ([(2, SCHOOL), (2, TRUST)], [(2, SCHOOL)], {(TRUST, "presence")}),
        ([((2, 3), SCHOOL)], [(2, SCHOOL)], {(SCHOOL, "segments")}),
        ([(Span(11, 21), SCHOOL)], [(Span(13, 18), SCHOOL)], {(SCHOOL, "words")}),
        (
            [(Span(11, 21), SCHOOL)],
            [(Span(11, 15), SCHOOL), (Span(16, 21), SCHOOL)],
            {(SCHOOL, "words")},
        ),
        (
            [((2, 3), SCHOOL), ((2, 3), TRUST)],
            [(2, SCHOOL), (Span(11, 30), TRUST)],
            {(SCHOOL, "segments"), (TRUST, "words")},
        ),
    ],
)
def test_extent_is_told_apart_from_presence_and_words_from_segments(anna, bo, expected):
    """Coders who agree on the turn and drew other borders in it differ in no count; on another turn they do."""
    talk = Talk(a="IBBC")
    for coder, own in (("anna", anna), ("bo", bo)):
        for where, code in own:
            talk.code(coder, "a", where, code)
    talk.code("bo", "a", 4, TRUST)  # bo has read the document, whatever he has here
    place = talk.places()[0]
    assert kinds(place) == expected
    assert place.agreed == (not expected)


def test_a_coding_that_holds_the_question_too_differs_in_words_only():
    """An interviewer's turn is no segment that counts."""
    talk = Talk(a="IB")
    talk.code("anna", "a", (1, 2))
    talk.code("bo", "a", 2)
    (place,) = talk.places()
    assert kinds(place) == {(SCHOOL, "words")}


def test_a_wish_is_not_an_experience():
    talk = Talk(a="B")
    talk.code("anna", "a", 1, stance="wish")
    talk.code("bo", "a", 1)
    (place,) = talk.places()
    assert kinds(place) == {(SCHOOL, "stance")}


def test_a_stance_is_compared_where_the_words_differ_too():
    talk = Talk(a="B")
    talk.code("anna", "a", Span(0, 10), stance="wish")
    talk.code("bo", "a", Span(2, 8))
    (place,) = talk.places()
    assert kinds(place) == {(SCHOOL, "words"), (SCHOOL, "stance")}


def test_a_stance_on_another_turn_is_no_difference_of_its_own():
    """On the turn that both coded, both mean it alike."""
    talk = Talk(a="BC")
    talk.code("anna", "a", 1)
    talk.code("anna", "a", 2, stance="wish")
    talk.code("anna", "a", (1, 2), TRUST)
    talk.code("bo", "a", 1)
    talk.code("bo", "a", (1, 2), TRUST)
    (place,) = talk.places()
    assert kinds(place) == {(SCHOOL, "segments")}


def test_three_coders_can_differ_in_two_ways_on_one_code():
    talk = Talk(a="B")
    talk.code("anna", "a", Span(0, 10))
    talk.code("bo", "a", Span(0, 5))
    talk.code("cai", "a", 1, TRUST)
    (place,) = talk.places("anna", "bo", "cai")
    assert kinds(place) == {(SCHOOL, "words"), (SCHOOL, "presence"), (TRUST, "presence")}


def test_nothing_of_a_memo_or_a_speaker_shows_in_the_repr():
    talk = Talk(a="B")
    talk.code("anna", "a", 1)
    talk.code("bo", "a", 1)
    (place,) = talk.places()
    assert "speaker_id" not in repr(place)


# Whatever is coded


@st.composite
def coded_talks(draw):
    talk = Talk(a=draw(st.text("IBC", min_size=1, max_size=8)), b="BIB")
    length = {"a": talk.segments[-4].span.end, "b": talk.segments[-1].span.end}
    for _ in range(draw(st.integers(0, 12))):
        document = draw(st.sampled_from("ab"))
        start = draw(st.integers(0, length[document] - 1))
        end = draw(st.integers(start + 1, length[document]))
        talk.code(
            draw(st.sampled_from(["anna", "bo", "cai", "consensus"])),
            document,
            Span(start, min(end, start + 25)),
            draw(st.sampled_from([SCHOOL, POLICE])),
            stance=draw(st.sampled_from(STANCES[:2])),
        )
    return talk


COMPARED = ("anna", "bo", "cai")


@given(coded_talks())
def test_no_coding_crosses_the_border_of_a_place(talk):
    places = talk.places(*COMPARED, into="consensus")
    for place in places:
        for coding in talk.codings:
            if coding.document == place.document and coding.span.overlaps(place.span):
                assert coding.span in place.span
    for one, other in itertools.pairwise(places):
        assert one.document < other.document or one.span.end <= other.span.start


@given(coded_talks())
def test_a_place_is_as_small_as_it_can_be(talk):
    """Between two of its segments some coding always reaches over: nothing in it could be settled alone."""
    for place in talk.places(*COMPARED, into="consensus"):
        assert place.sources
        for left in place.segments[:-1]:
            border = left.span.end
            assert any(
                coding.document == place.document and coding.span.start <= border < coding.span.end
                for coding in talk.codings
            )


@given(coded_talks())
def test_every_coding_on_an_informants_words_is_in_just_one_place(talk):
    places = talk.places(*COMPARED, into="consensus")
    documents = {place.document for place in places}
    held = [one.id for place in places for one in place.sources]
    assert len(held) == len(set(held))
    for coding in talk.codings:
        on_informant = any(
            s.document == coding.document and s.role == "informant" and s.span.overlaps(coding.span)
            for s in talk.segments
        )
        if coding.coder in COMPARED and on_informant and coding.document in documents:
            assert coding.id in held


@given(coded_talks())
def test_coders_agree_where_they_say_the_same_and_nowhere_else(talk):
    for place in talk.places(*COMPARED):
        said = [{statement(one) for one in side.codings} for side in place.sides]
        assert place.agreed == all(one == said[0] for one in said)


@given(coded_talks(), st.integers())
def test_places_do_not_depend_on_the_order_of_the_codings(talk, seed):
    places = talk.places(*COMPARED, into="consensus")
    random.Random(seed).shuffle(talk.codings)
    mixed = talk.places(*COMPARED, into="consensus")
    assert [(p.id, p.span, p.differences) for p in mixed] == [(p.id, p.span, p.differences) for p in places]
