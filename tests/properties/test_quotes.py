"""Whatever was said and coded: a quote is in the speaker's words and order, and denies nothing."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from qualcode.model import Span, canonical
from qualcode.quotes import check_verbatim, joined, trim
from qualcode.quotes.reading import TurnReading, tokens_of

SAYINGS = (
    "skolen ringer ikke altså øh jamen ja nej men hvis vi de hende aldrig kun og så at politiet jeg jeg"
    " [skole_8] (utydeligt) (griner) [latter] ik' 😀 x\u0302 Så De 114 netværks-møde"
)
WORDS = SAYINGS.split()
MARKS = ["", "", "", "", ",", ".", "?", "!", "…", " -", ":", '"', "..."]

words = st.tuples(st.sampled_from(WORDS), st.sampled_from(MARKS)).map("".join)
texts = st.lists(words, max_size=45).map(lambda some: canonical(" ".join(some).replace("_8", " 8")))
cuts = st.floats(0, 1)


def span_in(text, one, other):
    start, end = sorted((int(one * len(text)), int(other * len(text))))
    return Span(start, end)


def said(text):
    return [token.low for token in tokens_of(text) if token.is_word]


@given(texts, cuts, cuts, st.integers(1, 30))
def test_pieces_lie_in_the_passage_in_order_and_cut_no_word(text, one, other, most):
    span = span_in(text, one, other)
    pieces = trim(text, span, turn=Span(0, len(text)), max_words=most)
    assert all(piece and piece in span for piece in pieces)
    assert all(before.end <= after.start for before, after in pairwise(pieces))
    tokens = tokens_of(text)
    for piece in pieces:
        assert not any(t.start < edge < t.end for t in tokens for edge in (piece.start, piece.end))
    assert sum(len(said(piece.of(text))) for piece in pieces) <= most


@given(texts, cuts, cuts)
def test_every_printed_word_stands_in_the_source_in_order(text, one, other):
    pieces = trim(text, span_in(text, one, other), turn=Span(0, len(text)))
    source = iter(said(text))
    assert all(word in source for word in said(joined(text, pieces, turn=Span(0, len(text)))))


@given(texts, cuts, cuts, st.integers(3, 30))
def test_what_trimming_prints_passes_the_check_against_the_source(text, one, other, most):
    """Two ways to say what is fair: one makes the quote, the other tests it."""
    turn = Span(0, len(text))
    pieces = trim(text, span_in(text, one, other), turn=turn, max_words=most)
    if pieces:
        assert check_verbatim(joined(text, pieces, turn=turn), text).ok


@given(texts, cuts, cuts)
def test_a_sentence_is_quoted_with_all_that_could_turn_it_or_not_at_all(text, one, other):
    turn = Span(0, len(text))
    reading = TurnReading(text, turn, "da")
    pieces = trim(text, span_in(text, one, other), turn=turn)
    kept = {t.start for t in reading.tokens if any(t.start in piece for piece in pieces)}
    for sentence in reading.sentences:
        tokens = reading.tokens[sentence.begin : sentence.end]
        if any(t.start in kept and t.is_word for t in tokens):
            turning = [t for t in tokens if t.low in reading.lists.turning and t.low != "ik'"]
            assert all(t.start in kept for t in turning)


@given(texts, st.integers(0, 44), st.sampled_from(["ikke", "aldrig", "hvis", "men"]))
def test_dropping_a_turning_word_from_print_is_found(text, place, word):
    words_ = [
        w
        for w in text.split()
        if tokens_of(w) and w not in ("[skole", "8]", "(utydeligt)", "(griner)", "[latter]")
    ]
    if len(words_) < 4:
        return
    place = min(place, len(words_) - 2) or 1
    plain = [f"ord{number}" for number in range(len(words_))]
    source = " ".join([*plain[:place], word, *plain[place:]])
    assert not check_verbatim(" ".join(plain), source).ok
    assert not check_verbatim(" ".join([*plain[:place], "(…)", *plain[place:]]), source).ok
