"""Who gives way where detectors overlap; the second look over a study; the study's own words; other finders."""

import json
from pathlib import Path

import pytest

from qualcode.model import Span
from qualcode.pseudonymise import DETECTORS, Detection, detect, detect_all
from qualcode.pseudonymise.detection import settle
from qualcode.pseudonymise.search import chunks


def one(start, end, *, score=0.9, label="PERSON", detector="a"):
    return Detection(Span(start, end), label, detector, score, "x")


def spans(found):
    return [(each.span.start, each.span.end) for each in found]


def test_the_longer_wins_and_nothing_is_uncovered():
    """Where two overlap in part, what the loser saw beside the winner stays found."""
    text = "Fatima Al-Khatib Hansen"
    assert spans(settle([one(0, 16), one(7, 23)], text)) == [(0, 16), (17, 23)]
    assert spans(settle([one(0, 6), one(0, 16)], text)) == [(0, 16)]


def test_what_is_sure_goes_before_what_is_asked():
    """A long doubtful stretch must not swallow a name inside it."""
    text = "imam i en lille moské med Fatima"
    assert spans(settle([one(0, 32, score=0.4), one(26, 32)], text)) == [(26, 32)]


def test_nothing_is_found_inside_a_pseudonym():
    """Otherwise a second run would replace what the first put there."""
    assert spans(settle([one(0, 8), one(9, 15)], "[sted 1] Fatima", [Span(0, 8)])) == [(9, 15)]


@pytest.mark.parametrize(
    "mark", ["[person 1]", "[PERSON_1]", "[kommune 2]s", "[cpr-nummer]", "[phone number]", "[navn]"]
)
def test_pseudonyms_and_transcribers_marks_are_left_alone(mark):
    """Both languages' pseudonyms, and what transcribers write."""
    assert detect(f"{mark} ringede til Malalai.")[0].entity == "malalai"
    assert len(detect(f"{mark} ringede til Malalai.")) == 1


def test_a_note_in_brackets_may_hold_a_name():
    """Only pseudonyms are left alone, not every bracket."""
    assert [each.entity for each in detect("[Fatima griner]")] == ["fatima"]


def test_repr_holds_no_words():
    """A traceback of a notebook shows reprs."""
    assert "fatima" not in repr(detect("Fatima ringede.")).casefold()


def test_a_certain_name_is_looked_for_everywhere_in_the_study():
    """A name that is certain in one interview is in lower case and in the genitive in the next."""
    texts = {"a": "Hassan Darwish var her.", "b": "og så tog darwishs bil, sagde han"}
    assert [each.entity for each in detect_all(texts)["b"]] == ["darwish"]


def test_a_capital_inside_a_sentence_settles_one_at_its_start():
    """An unknown word at a sentence's start could be anything; found as a name elsewhere, it is that name."""
    texts = {"a": "Jeg så, at Rulde gik. Rulde, ja. Rulde igen."}
    assert [each.span.of(texts["a"]) for each in detect_all(texts)["a"]] == ["Rulde", "Rulde", "Rulde"]


def test_ordinary_words_are_not_looked_for_everywhere():
    """Bo is a person in one place; "bo" stays a verb in all others."""
    texts = {"a": "Det var Bo Hansen, der sagde det.", "b": "De skal bo sammen."}
    assert detect_all(texts)["b"] == []


def test_known_names_are_looked_for():
    """Speakers are spoken to by name."""
    assert [each.entity for each in detect_all({"a": "ja, det siger xilo også"}, known=["Xilo"])["a"]] == [
        "xilo"
    ]


def test_the_studys_own_words(found):
    """A study knows what its people call things."""
    text = "Vi bruger Kompasset i Regnbuehuset, og regnbuehusets leder er enig."
    assert found(text, keep=["Kompasset"], hide=["Regnbuehuset"]) == [
        ("HIDDEN", "Regnbuehuset"),
        ("HIDDEN", "regnbuehusets"),
    ]
    assert ("PERSON", "Kompasset") in found(text)


def test_keep_does_not_uncover_a_longer_name(found):
    """Keeping "Kolding" would not be meant to show "Kolding Kommune" in part."""
    assert found("Vi er i Kolding Kommune.", keep=["Kommune"]) == [("MUNICIPALITY", "Kolding Kommune")]


def test_a_model_may_propose_more(found):
    """What spaCy finds is added; what does not fit the text is left out."""

    def ner(text):
        place = text.index("zorblax")
        return [(place, place + 7, "PER"), (5, 3, "PER"), (0, 10**6, "LOC"), (0, 2, "DATE")]

    assert found("Her er zorblax igen.", ner=ner) == [("PERSON", "zorblax")]
    assert found("Her er zorblax igen.") == []


def test_long_texts_are_cut_where_nothing_is_cut_in_two():
    """A text of fifty megabytes is worked on in stretches; no name may fall between two of them."""
    line = "Så kom Fatima Al-Khatib ind ad døren, og hun sagde ikke noget. "
    for text in (
        line * 2_000,
        (line + "\n") * 2_000,
        (line.replace(" Al-", "\u00a0Al-") * 2_000).replace(". ", ", "),
    ):
        pieces = list(chunks(text))
        assert len(pieces) > 2
        assert "".join(piece.of(text) for piece in pieces) == text
        assert {each.entity for each in detect(text)} == {"fatima al-khatib"}
        assert len(detect(text)) == 2_000


def test_hostile_repetition_takes_time_in_proportion():
    """Patterns that back up over a whole stretch would hang on a damaged file."""
    for junk in ("-", "a-", "A.B.", "konto ", "a.a_", "født den ", "1 ", "(+4", "snabel-a a.", "[person "):
        detect(junk * (60_000 // len(junk)))


def test_every_detector_is_registered_under_its_name():
    """The plan names the detector, so that somebody can look it up."""
    gold = Path(__file__).with_name("gold.jsonl").read_text("utf-8").splitlines()
    names = {each.detector for line in gold for each in detect(json.loads(line)["text"])}
    assert names <= set(DETECTORS)
    assert {"person", "cpr", "place", "phone"} <= names
