"""Cutting turns into segments, and who speaks in them. All people are made up."""

import pytest

from qualcode.errors import SegmentationError, UsageError
from qualcode.model import DocumentVersion, Segmentation, Span, Speaker, Utterance
from qualcode.nlp import load
from qualcode.segmentation import SEGMENTERS, segment, segments

INTERVIEW = [
    Utterance("I", " Hvem ringer I til? "),
    Utterance("B", "Politiet. Og skolen.\nDe svarer hurtigt."),
    Utterance("C", ""),
    Utterance(None, "(pause)"),
]


@pytest.fixture
def version():
    return DocumentVersion.from_utterances("interview-1", INTERVIEW)


def words(version, segmentation):
    return [span.of(version.text) for span in segmentation.spans]


def test_turns_keep_their_number(version):
    """Coding files name the turn's number, so a turn without words still is a segment."""
    made = segment(version, unit="turn")
    assert made.name == "turns"
    assert made.method == "turn/1"
    assert words(version, made) == [
        "Hvem ringer I til?",
        "Politiet. Og skolen.\nDe svarer hurtigt.",
        "",
        "(pause)",
    ]


def test_sentences_never_cross_a_turn(version):
    made = segment(version, unit="sentence", nlp=load("da", "none"))
    assert words(version, made) == [
        "Hvem ringer I til?",
        "Politiet.",
        "Og skolen.",
        "De svarer hurtigt.",
        "(pause)",
    ]
    assert made.method.startswith("sentence/1 spacy ")
    assert made.version == version.short_sha


def test_sentences_need_a_language(version):
    with pytest.raises(UsageError, match="QC-SG01"):
        segment(version, unit="sentence")


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("en\nto\n tre ", ["en", "to", "tre"]),
        ("en\nlinje\n \nto\n\n\ntre", ["en\nlinje", "to", "tre"]),
        ("\n\nen\nto\n\n", ["en", "to"]),
        ("", []),
    ],
    ids=["lines", "blank lines", "blank lines outside do not count", "empty"],
)
def test_paragraphs(text, paragraphs):
    version = DocumentVersion.from_utterances("a", [Utterance("B", text)])
    assert words(version, segment(version, unit="paragraph")) == paragraphs


def test_an_unknown_unit_names_the_known_ones(version):
    with pytest.raises(UsageError, match="paragraph, sentence, turn"):
        segment(version, unit="sentences")


def test_a_segmentation_has_a_name_of_its_own(version):
    assert segment(version, unit="paragraph", name="afsnit").name == "afsnit"


@pytest.mark.parametrize(
    "spans",
    [
        [Span(0, 2)],
        [Span(0, 19), Span(18, 19)],
        [Span(0, 19), Span(19, 19)],
        [Span(0, 25)],
        [Span(5, 19), Span(0, 5)],
    ],
    ids=["words left out", "overlap", "empty", "beyond the turn", "order"],
)
def test_a_plug_in_that_breaks_the_rules_is_refused(version, monkeypatch, spans):
    """A segment left out would be missing from every matrix, unseen."""

    class Wrong:
        def method(self, nlp):
            return "wrong/1"

        def cut(self, text, nlp):
            return spans

    monkeypatch.setitem(SEGMENTERS._items, "wrong", Wrong())
    with pytest.raises(SegmentationError, match="QC-SG02") as caught:
        segment(version, unit="wrong")
    assert "interview-1, turn 1" in str(caught.value)
    assert "ringer" not in str(caught.value)


# --- who speaks -------------------------------------------------------------------------------------------

SPEAKERS = {
    "I": Speaker("interview-1", "I", "s1-0", "interviewer"),
    "B": Speaker("interview-1", "B", "s1-1", "informant", "boern"),
    "C": Speaker("interview-1", "C", "s1-2", "informant", "voksen"),
}


def test_segments_know_who_speaks(version):
    made = segments(version, segment(version, unit="turn"), speakers=SPEAKERS, site="k1")
    assert [(s.number, s.turn, s.speaker_id, s.role, s.area, s.site) for s in made] == [
        (1, 1, "s1-0", "interviewer", "", "k1"),
        (2, 2, "s1-1", "informant", "boern", "k1"),
        (3, 3, "s1-2", "informant", "voksen", "k1"),
        (4, 4, "", "", "", "k1"),
    ]
    assert [s.is_informant for s in made] == [False, True, True, False]


def test_smaller_segments_belong_to_their_turn(version):
    cut = segment(version, unit="sentence", nlp=load("da", "none"))
    made = segments(version, cut, speakers=SPEAKERS, site="k1")
    assert [(s.number, s.turn, s.speaker_id) for s in made] == [
        (1, 1, "s1-0"),
        (2, 2, "s1-1"),
        (3, 2, "s1-1"),
        (4, 2, "s1-1"),
        (5, 4, ""),
    ]


def test_turns_may_carry_the_speakers_id():
    """A pseudonymised version names the speaker by id where a label would point to a person."""
    version = DocumentVersion.from_utterances("interview-1", [Utterance("s1-1", "Ja.")])
    made = segments(version, segment(version, unit="turn"), speakers=SPEAKERS, site="k1")
    assert made[0].area == "boern"


def test_another_versions_segmentation_is_refused(version):
    """Positions of another text would put words into somebody else's mouth."""
    other = DocumentVersion.from_utterances("interview-1", [Utterance("I", "Hvem?")])
    with pytest.raises(SegmentationError, match="QC-SG03"):
        segments(other, segment(version, unit="turn"), speakers=SPEAKERS, site="k1")


def test_segments_beyond_the_last_turn_are_refused(version):
    wrong = Segmentation("x", "sentence", "interview-1", version.short_sha, "", (Span(0, 10_000),))
    with pytest.raises(SegmentationError, match="QC-SG03"):
        segments(version, wrong, speakers=SPEAKERS, site="k1")
