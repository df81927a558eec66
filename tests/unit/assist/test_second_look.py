"""Questions for a second look. All interviews and coders are made up."""

import numpy as np
import pytest

from qualcode.assist.second_look import FEW_USES, second_look
from qualcode.assist.values import key_of
from qualcode.model import Coding, Segment, Span

POLITI, SKOLE = "partner.politi", "partner.skole"
CODES = (POLITI, SKOLE)
NAN = float("nan")


def talk(turns, document="a", *, roles=""):
    return [
        Segment(
            document, "v1", k, Span(k * 10, k * 10 + 9), k, "p1",
            "interviewer" if roles[k - 1 : k] == "i" else "informant",
        )
        for k in range(1, turns + 1)
    ]  # fmt: skip


def codings(coder, code, *turns, document="a", version="v1"):
    return [
        Coding(f"{coder}-{document}-{k}-{code}", document, version, Span(k * 10, k * 10 + 9), code, coder)
        for k in turns
    ]


def asked(questions):
    return [(question.kind, question.segment.number, question.code, question.who) for question in questions]


# --- codings that nobody else made ----------------------------------------------------------------------------


def test_a_code_that_one_of_two_coders_used_is_asked_about():
    by = {"anna": codings("anna", POLITI, 1, 2), "bo": codings("bo", POLITI, 2)}
    assert asked(second_look(talk(3), by)) == [("alone", 1, POLITI, ("anna",))]


def test_who_did_not_code_the_interview_has_not_disagreed():
    by = {"anna": codings("anna", POLITI, 1), "bo": codings("bo", POLITI, 1, document="b")}
    assert second_look(talk(3) + talk(3, "b"), by) == []


def test_who_did_not_look_at_the_segment_has_not_disagreed():
    """Two coders who each coded a sample of the interview."""
    by = {"anna": codings("anna", POLITI, 1), "bo": codings("bo", POLITI, 2)}
    segments = talk(3)
    looked = {"anna": [key_of(segments[0])], "bo": [key_of(segments[1])]}
    assert len(second_look(segments, by)) == 2
    assert second_look(segments, by, looked_at=looked) == []


def test_who_coded_another_version_has_not_disagreed():
    by = {"anna": codings("anna", POLITI, 1), "bo": codings("bo", SKOLE, 1, version="v0")}
    assert second_look(talk(3), by) == []


def test_of_three_coders_two_are_enough_not_to_ask_and_one_alone_is_asked_first():
    by = {
        "anna": codings("anna", POLITI, 1, 2)
        + codings("anna", SKOLE, 3)
        + codings("anna", SKOLE, 1, document="b"),
        "bo": codings("bo", POLITI, 1),
        "cy": codings("cy", SKOLE, 2, 3) + codings("cy", SKOLE, 2, document="b"),
    }
    questions = second_look(talk(3) + talk(3, "b"), by)
    assert [(q.segment.document, q.segment.number, q.code) for q in questions[:2]] == [
        ("a", 2, POLITI),
        ("a", 2, SKOLE),
    ]
    assert {q.segment.document for q in questions[2:]} == {"b"}


def test_interviewers_words_are_not_asked_about():
    by = {"anna": codings("anna", POLITI, 1), "bo": codings("bo", POLITI, 2)}
    likely = np.full((3, 2), 0.9)
    questions = second_look(talk(3, roles="iii"), by, codes=CODES, probability=likely)
    assert questions == []


# --- what a model adds ----------------------------------------------------------------------------------------


def test_a_passage_like_coded_ones_is_asked_about_from_an_even_chance():
    likely = np.array([[0.9, NAN], [0.8, 0.49], [0.1, 0.5]])
    by = {"anna": codings("anna", POLITI, 1)}
    assert asked(second_look(talk(3), by, codes=CODES, probability=likely)) == [
        ("missing", 2, POLITI, ("anna",)),
        ("missing", 3, SKOLE, ("anna",)),
    ]


def test_interviews_that_nobody_has_coded_miss_nothing():
    by = {"anna": codings("anna", POLITI, 1, document="b")}
    assert second_look(talk(3), by, codes=CODES, probability=np.ones((3, 2))) == []


def test_a_single_coding_unlike_the_others_is_asked_about_last():
    segments = talk(FEW_USES + 2)
    likely = np.full((len(segments), 2), 0.3)
    likely[0, 0], likely[-1, 1] = 0.001, 0.6
    by = {"anna": codings("anna", POLITI, *range(1, FEW_USES + 1))}
    assert [kind for kind, *_ in asked(second_look(segments, by, codes=CODES, probability=likely))] == [
        "missing",
        "unlike",
    ]


def test_a_model_has_no_say_on_codes_with_few_uses():
    segments = talk(FEW_USES)
    by = {"anna": codings("anna", POLITI, *range(1, FEW_USES))}
    assert second_look(segments, by, codes=CODES, probability=np.zeros((len(segments), 2))) == []


def test_a_coding_that_another_coder_made_too_is_never_unlike():
    segments = talk(FEW_USES)
    turns = range(1, FEW_USES + 1)
    by = {"anna": codings("anna", POLITI, *turns), "bo": codings("bo", POLITI, *turns)}
    assert second_look(segments, by, codes=CODES, probability=np.zeros((len(segments), 2))) == []


def test_forty_questions_on_one_code_do_not_hide_the_others():
    segments = talk(60)
    likely = np.column_stack([np.full(60, 0.99), np.full(60, 0.1)])
    likely[30, 1] = 0.55
    by = {"anna": codings("anna", POLITI, 1)}
    questions = second_look(segments, by, codes=CODES, probability=likely, limit=3)
    assert len(questions) == 3
    assert [question.code for question in questions].index(SKOLE) == 2


def test_the_limit_may_be_nothing():
    by = {"anna": codings("anna", POLITI, 1), "bo": codings("bo", POLITI, 2)}
    assert second_look(talk(3), by, limit=0) == []


def test_probabilities_of_other_segments_are_refused():
    with pytest.raises(ValueError, match="row for each segment"):
        second_look(talk(3), {}, codes=CODES, probability=np.zeros((2, 2)))


@pytest.mark.parametrize("language", ["da", "en"])
def test_everything_is_worded_as_a_question_and_nothing_as_an_error(language):
    by = {"anna": codings("anna", POLITI, *range(1, 6)), "bo": codings("bo", POLITI, 1, document="b")}
    by["bo"] += codings("bo", SKOLE, 1, document="c")
    by["anna"] += codings("anna", SKOLE, 2, document="c")
    segments = talk(6) + talk(2, "b") + talk(2, "c")
    likely = np.zeros((len(segments), 2))
    likely[6, 1] = 0.9
    questions = second_look(segments, by, codes=CODES, probability=likely)
    assert {question.kind for question in questions} == {"alone", "missing", "unlike"}
    for question in questions:
        words = question.words(language, name="Politi")
        assert words.endswith("?")
        assert "Politi" in words
        assert not any(word in words.lower() for word in ("fejl", "forkert", "error", "wrong", "mistake"))


def test_all_who_coded_the_interview_are_asked_about_what_none_of_them_coded():
    by = {"anna": codings("anna", POLITI, 1), "bo": codings("bo", POLITI, 1)}
    likely = np.array([[0.9, 0.9]])
    (question,) = second_look(talk(1), by, codes=CODES, probability=likely)
    assert question.who == ("anna", "bo")
