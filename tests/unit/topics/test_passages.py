"""What topics are sought in: informants' words that say what it is about, and no names."""

import pytest

from qualcode.model import Segment, Span
from qualcode.topics.passages import Said, passages


def said(*turns, document="a"):
    """Turns as (speaker, text) or (speaker, text, codes); a speaker that starts with i asks."""
    found, place = [], 0
    for number, (speaker, text, *codes) in enumerate(turns, start=1):
        role = "interviewer" if speaker.startswith("i") else "informant"
        span = Span(place, place + len(text))
        place = span.end + 1
        segment = Segment(document, "v1", number, span, number, speaker, role, "boern", "s1")
        found.append(Said(segment, text, frozenset(codes)))
    return found


LONG = "Skolen sender en underretning, og så holder vi et netværksmøde med forvaltningen"
MORE = "Politiet kommer med risikovurderingen og en sikkerhedsplan for krisecentret"


def test_interviewers_fillers_and_small_words_are_out():
    found = passages(said(("i", LONG), ("p1", "Øh, altså, " + LONG + ", ikke?")), language="da")
    assert len(found) == 1
    assert set(found[0].terms) & {"øh", "altså", "ikke", "og", "vi"} == set()
    assert "underretning" in found[0].terms
    assert found[0].first.number == 2


@pytest.mark.parametrize("name", ["Birgitte", "birgitte", "BIRGITTE"])
def test_names_and_pseudonyms_are_out_also_in_the_genitive(name):
    text = LONG + " hos Birgitte og Birgittes kollega, [person 3], [sted 2], [person] (griner højlydt)"
    [found] = passages(said(("p1", text)), language="da", names=[name])
    assert not {"birgitte", "birgittes", "person", "sted", "griner", "højlydt"} & {*found.terms, *found.forms}
    assert "kollega" in found.terms


def test_a_short_answer_joins_what_the_same_person_said_before():
    found = passages(
        said(("p1", LONG, "x"), ("i", "Ja?"), ("p1", "Ja, præcis, skolen", "y"), ("p2", MORE)), language="da"
    )
    assert [tuple(s.number for s in one.segments) for one in found] == [(1, 3), (4,)]
    assert found[0].codes == {"x", "y"}
    assert found[0].first.number == 1


@pytest.mark.parametrize(
    "turns",
    [
        [("p1", LONG), ("p2", "Ja, præcis, skolen")],  # another person
        [("p1", LONG), ("i", "A"), ("i", "B"), ("p1", "Ja, præcis, skolen")],  # too long ago
        [("", LONG), ("", "Ja, præcis, skolen")],  # nobody is named
    ],
)
def test_a_short_answer_that_joins_nothing_is_left_out(turns):
    found = passages(said(*turns), language="da")
    assert [tuple(s.number for s in one.segments) for one in found] == [(1,)]


def test_another_interview_is_not_joined():
    found = passages([*said(("p1", LONG)), *said(("p1", "Ja, skolen"), document="b")], language="da")
    assert [one.first.document for one in found] == ["a"]


def test_english():
    [found] = passages(
        said(
            ("p1", "Well, you know, the schools report concerns to the social services, um, kind of weekly")
        ),
        language="en",
    )
    assert {"school", "concern", "service"} <= set(found.terms)
    assert not {"well", "know", "um", "kind"} & set(found.terms)


def test_no_words_in_a_repr():
    [found] = passages(said(("p1", LONG)), language="da")
    assert "underretning" not in repr(found).lower()
    assert "skolen" not in repr(said(("p1", LONG))[0]).lower()
