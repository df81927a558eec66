"""Why a code is suggested: words that add up to the score, passages that people coded, and nothing in a repr."""

import dataclasses

import numpy as np
import pytest

from qualcode.assist.explain import (
    PASSAGES,
    WORDS,
    Explainer,
    Explanation,
    Passage,
    WordEvidence,
    word_weights,
)
from qualcode.assist.suggester import TextSuggester
from qualcode.assist.training import mark
from qualcode.model import Span
from unit.assist.made_up import (
    CODEBOOK,
    CODES,
    MOEDER,
    POLITI,
    PSYKIATRI,
    SKOLE,
    TRAVL,
    asked,
    said,
    study,
    talk,
)

TEXT = "Jeg ringede til politiet, og politiet kom med lokalbetjenten"


@pytest.fixture(scope="module")
def whole():
    return study()


@pytest.fixture(scope="module")
def model(whole):
    return TextSuggester().fit(whole.segments, whole.codings, CODEBOOK)


def explained(model, made, at=0, code=POLITI):
    return model.explain(made.segments, at, [code])[0]


def made_by_hand(**parts):
    given = {"words": (), "against": (), "passages": (), "decided_by": "words"} | parts
    return Explanation(**{"code": CODEBOOK[POLITI], "item": talk("new", said(TEXT)).segments[0]} | given)


def word(text, start=0, weight=1.0):
    return WordEvidence(Span(start, start + len(text)), text, weight)


# --- words


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "Politi",
        "",
        "👍 12",
        "haha hahaha",
        "Skolen skolen skolen",
        "Hun talte med [person 2] på skolen",
    ],
)
def test_the_words_weights_add_up_to_the_score_of_the_segment_s_own_words(model, text):
    item = talk("new", said(text)).segments[0]
    row = model.vectors_.transform([text])
    _, weights = word_weights(item, row, model.vectors_, model.coef_)
    own = row @ model.coef_[: model.vectors_.width]
    assert weights.sum(axis=0) == pytest.approx(own[0], abs=1e-6)


def test_a_word_that_stands_twice_speaks_twice(model):
    made = talk("new", said("politiet og politiet"))
    evidence, weights = word_weights(
        made.segments[0], model.vectors_.transform([made.segments[0].text]), model.vectors_, model.coef_
    )
    column = CODES.index(POLITI)
    assert [one.word for one in evidence] == ["politiet", "og", "politiet"]
    assert weights[0, column] == pytest.approx(weights[2, column], rel=0.3)


@pytest.mark.parametrize("before", ["", "👮🏽‍♀️👍 ", "e\u0301\u0301 ", "[person 12] og [sted 2] "])
def test_places_are_those_of_the_words_in_the_version(model, before):
    """The segment stands far down in its document, and odd characters stand before the words."""
    text = before + TEXT
    made = talk("new", asked("👍 Hvad skete der? " * 3), said(text))
    start = made.plain[1].span.start
    found = explained(model, made, 1)
    assert {one.word for one in found.words} >= {"politiet", "lokalbetjenten"}
    for one in (*found.words, *found.against):
        assert text[one.span.start - start : one.span.end - start].lower() == one.word


def test_the_strongest_words_come_first_and_few_are_named(model):
    text = " og ".join(
        [TEXT, "patruljevognen, efterforskeren, stationen, afhøring, anmeldelse, politigården"]
    )
    words = explained(model, talk("new", said(text))).words
    assert len(words) == WORDS
    assert [one.weight for one in words] == sorted((one.weight for one in words), reverse=True)
    assert words[-1].weight > 0


def test_words_that_carry_next_to_nothing_are_not_named(model):
    named = {one.word for one in explained(model, talk("new", said(TEXT))).words}
    assert "politiet" in named
    assert not named & {"og", "jeg", "med"}


def test_words_against_are_named_where_they_decide(model):
    found = explained(
        model, talk("new", said("Psykiateren og psykiatrien afviste henvisningen")), code=POLITI
    )
    assert "psykiateren" in {one.word for one in found.against}
    assert all(one.weight < 0 for one in found.against)


def test_words_against_are_not_named_where_those_for_it_decide(model):
    assert explained(model, talk("new", said("Politiet skrev en anmeldelse")), code=POLITI).against == ()


def test_an_empty_segment_has_no_words(model):
    found = explained(model, talk("new", said("")))
    assert found.words == found.against == ()
    assert found.line("da") != ""  # what was said around it, or how often the code is used


# --- passages


def test_passages_are_such_that_people_coded_so(whole, model):
    coded = {
        segment
        for segment, marked in zip(whole.plain, mark(whole.plain, whole.codings, CODES), strict=True)
        if marked[CODES.index(POLITI)]
    }
    passages = explained(model, talk("new", said(TEXT))).passages
    assert 0 < len(passages) <= PASSAGES
    assert {one.segment for one in passages} <= coded
    assert [one.alike for one in passages] == sorted((one.alike for one in passages), reverse=True)
    assert all(0 < one.alike <= 1 for one in passages)


def test_a_passage_is_no_evidence_for_itself(whole, model):
    explainer = Explainer(model, whole.segments)
    for row, truth in zip(model.training_.rows, model.training_.truth, strict=True):
        for found in explainer.explain(int(row), [CODES[code] for code in np.flatnonzero(truth)]):
            assert whole.plain[row] not in {one.segment for one in found.passages}


def test_the_same_words_elsewhere_are_the_most_similar_passage(whole, model):
    at = int(np.flatnonzero(model.training_.truth.sum(axis=1) == 1)[0])
    text = whole.segments[model.training_.rows[at]].text
    code = CODES[int(model.training_.truth[at].argmax())]
    best = explained(model, talk("new", said(text)), code=code).passages[0]
    assert best.alike == pytest.approx(1, abs=1e-3)
    assert whole.segments[whole.plain.index(best.segment)].text == text


def test_without_codings_there_are_words_and_no_passages(whole):
    found = explained(TextSuggester().fit(whole.segments, [], CODEBOOK), talk("new", said(TEXT)))
    assert found.passages == ()
    assert "politiet" in {one.word for one in found.words}


def test_nothing_alike_is_no_passage(model):
    assert explained(model, talk("new", said("qqq www xxx"))).passages == ()


# --- what decided


def test_own_words_or_what_was_said_around_them_decide(model, whole):
    new = talk("new", said("Ja"), asked("Hvad med politiet?"), said("Politiet kom"), said("Ja, præcis"))
    together = [*whole.segments, *new.segments]
    model = TextSuggester().fit(whole.segments, [], CODEBOOK)
    at = len(whole.segments) + 2
    assert model.explain(together, at, [POLITI])[0].decided_by == "words"
    assert model.explain(together, at + 1, [POLITI])[0].decided_by == "around"


def test_several_codes_are_explained_in_the_order_asked_for(model):
    made = talk("new", said("Politiet og skolen har travlt"))
    asked_for = [TRAVL, POLITI, SKOLE]
    found = model.explain(made.segments, 0, asked_for)
    assert [one.code.id for one in found] == asked_for
    assert [one.words[0].word for one in found] == ["travlt", "politiet", "skolen"]
    assert found[1] == explained(model, made)


def test_one_explainer_serves_many_segments(model, whole):
    explainer = Explainer(model, whole.segments)
    for at in (3, 40):
        assert explainer.explain(at, [POLITI, MOEDER]) == model.explain(whole.segments, at, [POLITI, MOEDER])


def test_the_definition_comes_along(model):
    assert explained(model, talk("new", said(TEXT))).code.definition == CODEBOOK[POLITI].definition


# --- how it is told


def test_words_are_marked_in_the_text():
    item = talk("new", asked("👍?"), said("👮🏽‍♀️ Politiet kom, og e\u0301n betjent gik")).segments[1]
    text, start = item.text, item.segment.span.start
    places = [Span(start + text.index(w), start + text.index(w) + len(w)) for w in ("betjent", "Politiet")]
    found = made_by_hand(item=item, words=tuple(WordEvidence(place, "x", 1.0) for place in places))
    assert found.marked() == "👮🏽‍♀️ [Politiet] kom, og e\u0301n [betjent] gik"


def test_a_text_without_evidence_is_left_as_it_is():
    assert made_by_hand(against=(word("Jeg", weight=-1.0),)).marked() == TEXT


def test_what_is_marked_is_what_was_found(model):
    made = talk("new", asked("Hvad?"), said("Så kom politiet. Ja."))
    marked = explained(model, made, 1).marked()
    assert "[politiet]." in marked
    assert marked.replace("[", "").replace("]", "") == made.segments[1].text


def test_the_line_tells_words_and_passages_in_both_languages():
    passages = tuple(Passage(segment, 0.5) for segment in talk("doc-2", said("a"), said("b")).plain)
    found = made_by_hand(words=(word("politiet"), word("betjent", 12)), passages=passages)
    assert found.line("da") == "ord: politiet, betjent; ligner: doc-2 1, doc-2 2"
    assert found.line("en") == "words: politiet, betjent; like: doc-2 1, doc-2 2"


def test_the_line_says_first_what_decided_if_the_words_did_not():
    found = made_by_hand(words=(word("ja"),), against=(word("nej", weight=-1.0),), decided_by="around")
    assert found.line("da") == "det sagte omkring; ord: ja; imod: nej"
    assert made_by_hand(decided_by="use").line("en") == "the code is frequent"


def test_a_word_that_stands_twice_is_named_once():
    assert made_by_hand(words=(word("ja"), word("ja", 9), word("jo", 20))).line("en") == "words: ja, jo"


def test_where_nothing_speaks_the_line_is_empty():
    assert made_by_hand().line("da") == ""


def test_no_word_of_an_interview_stands_in_a_repr(whole, model):
    found = model.explain(whole.segments, int(model.training_.rows[5]), list(CODES))
    held = {one.word for each in found for one in (*each.words, *each.against)}
    shown = repr(dataclasses.replace(found[0], code=CODEBOOK[PSYKIATRI])) + repr(
        [each.words for each in found]
    )
    assert held
    assert not [one for one in held if f"'{one}'" in shown]
