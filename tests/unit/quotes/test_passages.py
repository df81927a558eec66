"""Passages lead from codes and cells to the words, and only to informants' words."""

import pytest

from qualcode.model import Code, Codebook, Coding, CodingSet, DocumentVersion, Segment, Utterance
from qualcode.quotes import passages

BOOK = Codebook("1", "da", "t", (Code("f", "F"), Code("f.a", "A"), Code("f.b", "B"), Code("p", "P")))
VERSION = DocumentVersion.from_utterances(
    "d", [Utterance("I", "Hvem?"), Utterance("B", "Skolen ringer."), Utterance("B", "Og politiet.")]
)
SEGMENTS = [
    Segment("d", "v", turn.number, turn.span, turn.number, turn.speaker, role, "boern", "k")
    for turn, role in zip(VERSION.turns, ("interviewer", "informant", "informant"), strict=True)
]


def coded(turn, code):
    return Coding(f"{turn}{code}", "d", "v", VERSION.turns[turn - 1].span, code, "anna")


@pytest.fixture
def found():
    codings = CodingSet("s", (coded(3, "p"), coded(3, "f.a"), coded(2, "f.b"), coded(1, "f.a")))
    return lambda **query: passages(codings, SEGMENTS, {"d": VERSION}, BOOK, **query)


def test_passages_stand_in_the_order_of_the_codebook_without_interviewers_words(found):
    assert [(p.code.id, p.text) for p in found().items] == [
        ("f.a", "Og politiet."),
        ("f.b", "Skolen ringer."),
        ("p", "Og politiet."),
    ]


def test_a_branch_takes_all_below_it(found):
    assert {p.code.id for p in found(code="f").items} == {"f.a", "f.b"}


def test_the_passages_of_a_cell_are_those_that_reach_into_its_segments(found):
    assert [p.code.id for p in found().at(SEGMENTS[2:]).items] == ["f.a", "p"]


def test_no_words_in_the_repr(found):
    assert "politiet" not in repr(found())


def test_a_passage_knows_which_words_of_the_turn_it_holds(found):
    assert [VERSION.text[p.words.start : p.words.end] for p in found().items] == [
        p.text for p in found().items
    ]
    assert "k" not in {value for p in found().items for value in p.row().values()}
