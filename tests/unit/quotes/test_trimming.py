"""What is left of a passage must read as speech, in the speaker's words, and must not say something else."""

import pytest

from qualcode.model import Span
from qualcode.quotes import joined, trim


def quote(text, marked=None, **options):
    """Trim a turn, or the part of it that stands in ``marked``, and print it."""
    turn = Span(0, len(text))
    start = text.index(marked) if marked else 0
    span = Span(start, start + len(marked)) if marked else turn
    pieces = trim(text, span, turn=turn, **options)
    return joined(text, pieces, turn=turn, language=options.get("language", "da"))


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("Altså, skolen ringer altid først.", "Skolen ringer altid først."),
        ("Øh, jamen altså skolen ringer først.", "Skolen ringer først."),
        ("Ja. Skolen ringer først.", "Skolen ringer først."),
        ("Sådan, øh, skolen ringer først.", "Skolen ringer først."),
        ("Skolen ringer først, ik'.", "Skolen ringer først."),
        ("Skolen ringer først, og så, ja.", "Skolen ringer først."),
        ("Jeg, jeg ringer til skolen.", "Jeg ringer til skolen."),
        ("Vi var, altså, vi var til møde på skolen.", "Vi var til møde på skolen."),
        ("Skolen ringer altid først. Og så er der…", "Skolen ringer altid først."),
        ("Skolen ringer altid først. Men det er jo -", ""),
        ("Skolen ringer altid først. (griner) Læreren skriver bagefter.", "Skolen ringer altid først. Læreren skriver bagefter."),
        ("[latter] Skolen ringer først.", "Skolen ringer først."),
        ("Skolen ringer (utydeligt) til os hver dag.", "Skolen ringer (…) til os hver dag."),
        ("Skolen  ringer\tførst", "Skolen ringer først."),
        ("Altså, [skole 8] ringer først.", "[skole 8] ringer først."),
    ],
)  # fmt: skip
def test_what_goes_at_the_ends_and_what_is_marked(said, printed):
    assert quote(said) == printed


@pytest.mark.parametrize(
    ("said", "printed"),
    [
        ("Well, um, the school calls first, you know.", "The school calls first."),
        ("Yeah. I, I call the school every day.", "I call the school every day."),
        ("The school calls first (laughs) and we listen.", "The school calls first and we listen."),
    ],
)
def test_english_speech(said, printed):
    assert quote(said, language="en") == printed


@pytest.mark.parametrize(
    ("said", "coded"),
    [
        ("Det er ikke sådan, at vi stoler på politiet i de sager.", "at vi stoler på politiet i de sager."),
        ("Hvis de gider, så har vi et godt samarbejde med dem.", "så har vi et godt samarbejde med dem."),
        ("Vi har et rigtig godt samarbejde med dem, hvis de gider.", "Vi har et rigtig godt samarbejde med dem"),
        ("Vi har et rigtig godt samarbejde med dem, men det tog fem år.", "Vi har et rigtig godt samarbejde med dem"),
        ("Jeg tror, at de altid ringer til os først.", "de altid ringer til os først."),
        ("Vi har et rigtig godt samarbejde. Nej, det har vi egentlig ikke.", "Vi har et rigtig godt samarbejde."),
        ("Vi har et rigtig godt samarbejde. Men det er kun på papiret.", "Vi har et rigtig godt samarbejde."),
        ("Har vi et rigtig godt samarbejde? Nej.", "Har vi et rigtig godt samarbejde?"),
        ("Aldrig. De ringer til os hver dag.", "De ringer til os hver dag."),
    ],
)  # fmt: skip
def test_no_quote_rather_than_one_that_says_the_opposite(said, coded):
    """The coder marked half of what was said; printed alone, it would deny what the speaker meant."""
    assert quote(said, coded) == ""


def test_a_negation_at_the_start_is_no_filler():
    assert quote("Nej, de ringer aldrig til os.") == "Nej, de ringer aldrig til os."
    assert quote("Ja, men de ringer til os.") == "Ja, men de ringer til os."
    assert quote("Ik' skolen, men klubben ringer.") == "Ik' skolen, men klubben ringer."


def test_a_reservation_comes_along_with_what_it_limits():
    said = "Skolen ringer altid. Vi har et godt samarbejde. Men det tog fem år. Læreren ved det."
    for most in range(3, 20):
        printed = quote(said, max_words=most)
        assert ("godt samarbejde" in printed) == ("Men det tog" in printed)


def test_a_harmless_part_of_a_sentence_is_marked_where_it_was_cut():
    said = "Om morgenen klokken otte, da skolen åbnede, ringede læreren til mig om pigen."
    assert quote(said, "da skolen åbnede, ringede læreren til mig om pigen.") == (
        "(…) da skolen åbnede, ringede læreren til mig om pigen."
    )
    assert quote(said, "Om morgenen klokken otte, da skolen åbnede,") == (
        "Om morgenen klokken otte, da skolen åbnede (…)"
    )


def test_a_sentence_that_breaks_off_is_left_out_between_two_whole_ones():
    first = "Skolen ringer til mig om morgenen, og læreren har altid lavet kaffe, når jeg kommer derhen om formiddagen."
    last = (
        "Læreren skriver alting ned i en grøn bog, som ligger i skuffen, og bogen følger pigen hele vejen op."
    )
    assert quote(f"{first} Den er… {last}") == f"{first} (…) {last}"


def test_a_long_turn_is_cut_around_what_it_is_to_show():
    said = " ".join(
        f"Skolen skriver om emne nummer {word}."
        for word in ("et", "to", "tre", "fire", "fem", "seks", "syv", "otte")
    )
    place = said.index("syv")
    printed = quote(said, max_words=12, around=[Span(place, place + 3)])
    assert "syv" in printed
    assert len(printed.split()) <= 12


def test_it_holds_words_of_every_span_it_must_hold():
    said = "Skolen ringer til os. Politiet kommer forbi. Lægen skriver et brev."
    ends = [Span(said.index("Skolen"), said.index("Skolen") + 6), Span(said.index("Lægen"), len(said))]
    assert quote(said, holding=ends) == said
    assert quote(said, holding=ends, max_words=6) == ""


def test_speech_that_is_played_back_keeps_its_quotation_marks_together():
    said = 'Skolen ringede i går. Læreren sagde: "Kom nu. Det haster." Så kørte vi.'
    for most in range(3, 14):
        assert quote(said, max_words=most).count('"') in (0, 2)


def test_nothing_to_print():
    assert trim("", Span(0, 0), turn=Span(0, 0)) == ()
    assert joined("Skolen.", ()) == ""
    assert quote("Øh, altså, ja.") == ""
    assert quote("Altså?") == ""
