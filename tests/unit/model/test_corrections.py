"""Where a corrected transcript differs: positions outside the corrections are exact, and turns stay turns."""

from hypothesis import given
from hypothesis import strategies as st

from qualcode.model import DocumentVersion, Span, Utterance
from qualcode.model.corrections import corrected_offsets
from qualcode.store.content import unedited

WORDS = st.sampled_from(["ja", "nej", "skolen", "ringer", "og", "🙂", "e\u0301n", ".", ""])
TURNS = st.lists(
    st.tuples(st.sampled_from("IB"), st.lists(WORDS, max_size=5).map(" ".join)), min_size=1, max_size=7
)


def text(*turns):
    return DocumentVersion.from_utterances("a", [Utterance("IB"[n % 2], one) for n, one in enumerate(turns)])


def moved(old, new, words):
    """Return what stands in the new text in the place of words of the old one."""
    start = old.text.index(words)
    return corrected_offsets(old, new).to_new(Span(start, start + len(words))).of(new.text)


@given(TURNS, TURNS)
def test_outside_the_corrections_two_texts_are_equal(before, after):
    old, new = (
        DocumentVersion.from_utterances("a", [Utterance(*one) for one in turns]) for turns in (before, after)
    )
    offsets = corrected_offsets(old, new)
    assert (offsets.old_length, offsets.new_length) == (len(old.text), len(new.text))
    assert unedited(old.text, new.text, offsets.edits)


@given(TURNS, st.data())
def test_words_changed_within_turns_leave_every_turn_a_turn(before, data):
    """A coding of a whole turn is one of the same whole turn afterwards, whatever was changed in it.

    No turn says what another one says, or nobody could tell which is which.
    """
    before = [(who, f"{n}: {said}") for n, (who, said) in enumerate(before)]
    changed = [data.draw(st.one_of(st.none(), st.lists(WORDS).map(" ".join))) for _ in before]
    after = [
        (who, said if new is None else f"{n}: {new}")
        for n, ((who, said), new) in enumerate(zip(before, changed, strict=True))
    ]
    old = DocumentVersion.from_utterances("a", [Utterance(*one) for one in before])
    new = DocumentVersion.from_utterances("a", [Utterance(*one) for one in after])
    offsets = corrected_offsets(old, new)
    for was, now in zip(old.turns, new.turns, strict=True):
        assert offsets.to_new(was.span) == now.span


def test_a_typing_error_moves_nothing_else():
    old, new = (
        text("Hvem?", "Vi ringer til skollen først.", "Ja."),
        text("Hvem?", "Vi ringer til skolen først.", "Ja."),
    )
    assert moved(old, new, "skollen") == "skolen"
    assert moved(old, new, "først.") == "først."
    assert moved(old, new, "Vi ringer") == "Vi ringer"


def test_words_added_at_the_end_of_a_turn_belong_to_its_coding():
    old, new = text("Hvem?", "Vi ringer."), text("Hvem?", "Vi ringer altid.")
    assert moved(old, new, "Vi ringer.") == "Vi ringer altid."


def test_a_turn_that_was_two_peoples_is_parted_and_a_new_one_stays_outside():
    old = text("Hvem?", "Vi ringer. Hvornår? Om morgenen.", "Tak.")
    new = text("Hvem?", "Vi ringer.", "Hvornår?", "Om morgenen.", "Tak.")
    assert moved(old, new, "Vi ringer.") == "Vi ringer."
    assert moved(old, new, "Om morgenen.") == "Om morgenen."
    longer = text("Hvem?", "Noget helt nyt.", "Vi ringer. Hvornår? Om morgenen.", "Tak.", "Selv tak.")
    assert moved(old, longer, "Hvem?") == "Hvem?"
    assert moved(old, longer, "Tak.") == "Tak."


def test_words_that_are_gone_have_no_place():
    old, new = (
        text("Hvem?", "Vi ringer. Det siger jeg ikke mere om.", "Ja."),
        text("Hvem?", "Vi ringer.", "Ja."),
    )
    assert moved(old, new, "Det siger jeg ikke mere om.") == ""
