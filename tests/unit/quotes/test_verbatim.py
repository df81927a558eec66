"""Printed words are compared with what was said: word for word, in order, with omissions marked and honest."""

import pytest

from qualcode.quotes import check_verbatim

SAID = "Ja, skolen ringer altså hver dag til os (griner) om pigen fra [skole 8]. Jeg stoler ikke på politiet, men på hende."


@pytest.mark.parametrize(
    ("printed", "variants"),
    [
        ("skolen ringer altså hver dag til os om pigen fra [skole 8].", ()),
        ("Skolen ringer altså hver dag (…) om pigen fra [skole 8].", ("capital",)),
        ("„Skolen ringer (...) hver dag til os (…)“", ("quotation marks", "capital")),
        ("»Skolen ringer […] hver dag til os.«", ("quotation marks", "capital", "full stop")),
        ("skolen ringer\u00a0altså hver dag", ("blanks",)),
        ("skolen ringer al\u00adtså hver dag", ("soft hyphens",)),
        ("(…) skolen ringer altså hver dag til os (griner) om pigen", ()),
    ],
)
def test_what_a_printer_may_change_is_named(printed, variants):
    found = check_verbatim(printed, SAID)
    assert found.ok
    assert set(found.variants) == set(variants)


@pytest.mark.parametrize(
    ("printed", "kind", "word"),
    [
        ("skolen skriver altså hver dag", "word", 2),
        ("skolen ringer hver dag", "omission", 3),
        ("hver dag ringer skolen", "order", 3),
        ("Jeg stoler ikke (…) skolen ringer", "order", 4),
        ("Jeg stoler på politiet, men på hende.", "meaning", 3),
        ("Jeg stoler (…) på politiet, men på hende.", "meaning", 3),
        ("Jeg stoler ikke på politiet.", "meaning", 5),
        ("på politiet, men på hende.", "meaning", 1),
        ("Jeg stoler [jo ikke] ikke på politiet, men på hende.", "meaning", 3),
        ("skolen ringer altså hver dag til os? om pigen", "mark", 7),
        ("skolen ringer altså hver dag til os om pigen fra [skole 9].", "word", 11),
        ("(…)", "empty", 1),
        ("", "empty", 1),
    ],
)
def test_what_nobody_said_is_found_at_its_word(printed, kind, word):
    found = check_verbatim(printed, SAID)
    assert not found.ok
    assert (found.problems[0].kind, found.problems[0].word) == (kind, word)


def test_an_editors_words_in_brackets_are_named_for_a_person_to_see():
    found = check_verbatim("Skolen [i byen] ringer altså hver dag", SAID)
    assert found.ok
    assert [str(addition) for addition in found.additions] == ["addition at word 2"]


def test_a_negation_between_two_sentences_that_share_words_is_not_slipped_past():
    said = "Vi stoler på lægen. Vi stoler ikke på politiet."
    assert not check_verbatim("Vi stoler (…) på politiet.", said).ok
    assert check_verbatim("Vi stoler på lægen.", said).ok


def test_a_marked_omission_of_lost_speech_is_needed():
    said = "Skolen ringer (utydeligt) til os."
    assert check_verbatim("Skolen ringer (…) til os.", said).ok
    assert not check_verbatim("Skolen ringer til os.", said).ok


def test_no_words_of_the_interview_in_what_is_shown():
    assert "stoler" not in repr(check_verbatim("Jeg stoler på politiet", SAID))
