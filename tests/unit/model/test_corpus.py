"""The canonical text is what every position counts in."""

import pytest

from qualcode.model import DocumentVersion, Span, Utterance, canonical, sha256_of


@pytest.mark.parametrize(
    ("came", "stored"),
    [
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("\ufeffHej", "Hej"),
        ("a\u030a", "å"),
        ("to\u00a0ord", "to\u00a0ord"),
        ("👩‍👧", "👩‍👧"),
        ("a\u2028b", "a\u2028b"),
    ],
)
def test_canonical_text(came, stored):
    assert canonical(came) == stored


def version(*pairs):
    return DocumentVersion.from_utterances("d", [Utterance(who, text) for who, text in pairs])


def test_the_text_is_the_turns_joined_by_a_line_feed_without_labels():
    made = version(("I", "Hvem?"), ("Bo", "Mig."))
    assert made.text == "Hvem?\nMig."
    assert [turn.span.of(made.text) for turn in made.turns] == ["Hvem?", "Mig."]
    assert [turn.number for turn in made.turns] == [1, 2]


def test_a_turn_that_starts_with_a_combining_mark_does_not_eat_the_line_feed():
    made = version(("I", "a"), ("B", "\u030ab"))
    assert [turn.span.of(made.text) for turn in made.turns] == ["a", "\u030ab"]
    assert canonical(made.text) == made.text


def test_turn_at_finds_the_turn_of_every_code_point():
    made = version(("I", "ab"), ("B", "c"), ("I", ""))
    assert [made.turn_at(place).number for place in range(len(made.text) + 1)] == [1, 1, 1, 2, 2, 3]


def test_the_checksum_is_of_the_utf8_bytes():
    assert sha256_of("å") == "e83979df9d36090142f23051f8e8d7ad48e5c20dff5c9e7b92ca3454f67469f9"


def test_no_words_in_a_repr():
    made = version(("Fatima", "hemmeligt"))
    assert "hemmeligt" not in repr(made)
    assert "Fatima" not in repr(made)


def test_a_span_of_one_turn_stays_in_it():
    made = version(("I", "ab"), ("B", "cd"))
    assert Span(3, 5) in made.turns[1].span
