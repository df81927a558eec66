"""Whatever stands in a transcript: segments are in order, inside their turn, and nothing is left out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.model import DocumentVersion, Speaker, Utterance
from qualcode.nlp import load
from qualcode.segmentation import segment, segments

DANISH = load("da", "none")
AGAIN = load("da", "none")
UNITS = ["turn", "sentence", "paragraph"]

# Plain random text seldom makes a sentence: mix it with what the rules look at.
WORDS = [
    "Vi",
    "gik",
    "kl.",
    "8.",
    "f.eks.",
    "osv.",
    "3.",
    "maj",
    "...",
    "…",
    "?",
    "!",
    ".",
    '"',
    "(",
    ")",
    "»",
    "«",
    "😀",
    "–",
    "B.",
    ",",
    "5.5.",
    "。",
    "'",
]
BLANKS = [" ", "\n", "\n\n", "\t", "\u00a0", "\u2028", "\u200b", "\u0301"]
pieces = st.lists(st.sampled_from([*WORDS, *BLANKS]), max_size=30)
texts = st.one_of(st.text(max_size=60), pieces.map(" ".join), pieces.map("".join))
utterances = st.lists(st.builds(Utterance, st.sampled_from(["I", "B", None]), texts), max_size=6)


@pytest.mark.parametrize("unit", UNITS)
@given(utterances)
def test_segments_are_ordered_inside_turns_trimmed_and_complete(unit, said):
    version = DocumentVersion.from_utterances("a", said)
    made = segment(version, unit=unit, nlp=DANISH)
    text, place = version.text, 0
    for span in made.spans:
        assert span.start >= place
        assert text[place : span.start].strip() == ""
        assert span.of(text) == span.of(text).strip()
        if unit != "turn":
            assert span
            assert sum(span in turn.span for turn in version.turns) == 1
        place = span.end
    assert text[place:].strip() == ""


@pytest.mark.parametrize("unit", UNITS)
@given(utterances)
def test_cutting_again_gives_the_same(unit, said):
    version = DocumentVersion.from_utterances("a", said)
    assert segment(version, unit=unit, nlp=DANISH) == segment(version, unit=unit, nlp=AGAIN)


@given(utterances)
def test_there_are_as_many_turn_segments_as_turns(said):
    version = DocumentVersion.from_utterances("a", said)
    made = segment(version, unit="turn")
    assert len(made.spans) == len(version.turns)
    assert all(
        turn.span.start <= s.start and s.end <= turn.span.end
        for s, turn in zip(made.spans, version.turns, strict=True)
    )


@pytest.mark.parametrize("unit", UNITS)
@given(utterances)
def test_every_segment_has_its_turns_speaker(unit, said):
    version = DocumentVersion.from_utterances("a", said)
    speakers = {
        "I": Speaker("a", "I", "x", "interviewer"),
        "B": Speaker("a", "B", "y", "informant", "boern"),
    }
    ids = {"I": "x", "B": "y", None: ""}
    for made in segments(version, segment(version, unit=unit, nlp=DANISH), speakers=speakers, site="k1"):
        turn = version.turns[made.turn - 1]
        assert turn.span.start <= made.span.start <= made.span.end <= turn.span.end
        assert made.speaker_id == ids[turn.speaker]


@given(texts)
def test_sentences_hold_the_words_of_the_text(text):
    """Also on text that is not canonical, as names are looked for before it is."""
    sentences = DANISH.sentences(text)
    assert "".join("".join(s.of(text).split()) for s in sentences) == "".join(text.split())
