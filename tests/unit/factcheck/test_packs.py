"""A pack holds what one interview said, and nothing of another."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.disclosure import inspect_bytes
from qualcode.factcheck import Said, Sentence, form_columns, form_rows, letter, make_packs
from qualcode.factcheck.forms import about
from qualcode.model import Span
from qualcode.reporting.pack_docx import pack_docx_bytes
from unit.factcheck.packs_made import (
    BARE,
    BOTH,
    COMMON,
    ONE,
    OTHER,
    PLAN,
    QUOTES,
    pack_of,
    packs,
    quote,
    reply,
)

WORD_RUN = 5


def everything_in(pack):
    """Return all words that go out with a pack: the Word file and both sheets of the form."""
    import io

    import docx

    document = docx.Document(io.BytesIO(pack_docx_bytes(pack, title="Rapporten", language="da")))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    form = [cell for row in form_rows(pack, "da") for cell in row]
    return "\n".join(
        [*(p.text for p in document.paragraphs), *cells, *form, *letter("Rapporten", pack, "da")]
    )


def runs_of(text):
    """Return every run of five words."""
    words = text.lower().split()
    return {tuple(words[i : i + WORD_RUN]) for i in range(len(words) - WORD_RUN + 1)}


def test_a_pack_asks_for_the_quotes_and_for_the_sentences_that_rest_on_the_interview_alone():
    assert [item.id for item in pack_of("a").items] == [PLAN.id, ONE.id, BARE.id]
    assert [item.id for item in pack_of("b").items] == [OTHER.id]


def test_items_follow_the_text_whatever_they_reveal():
    places = [item.place for item in pack_of("a").items]
    assert places == sorted(places)


def test_a_quote_shows_the_sentence_that_it_supports_unless_that_draws_on_another_interview_alone():
    """The supported sentence of PLAN says what one single municipality said in interview b, which has not agreed yet."""
    plan, _, bare = pack_of("a").items
    assert bare.sentence == COMMON.text
    assert plan.sentence == ""
    assert plan.topic == BOTH.topic


def test_a_sentence_whose_words_draw_on_several_interviews_alone_is_in_no_pack_and_is_named():
    assert packs().unshown == (BOTH.id,)


def test_one_word_that_draws_on_two_interviews_of_a_site_is_asked_of_both():
    shared = replace(
        ONE, alone=(frozenset({"a", "b"}),), said=(*ONE.said, Said("b", Span(1, 4), "Travlt her, også."))
    )
    made = packs(sentences=[shared])
    assert [ONE.id in [item.id for item in pack.items] for pack in made.packs] == [True, True]
    assert "Travlt her" not in everything_in(pack_of("a", sentences=[shared]))


WORDS = st.lists(
    st.sampled_from(["vi", "de", "ringer", "skriver", "aldrig", "ofte", "møde", "politi", "skole", "bare"]),
    min_size=6,
    max_size=9,
)
TEXTS = st.builds(
    lambda words, name: " ".join(words) + f" {name}.", WORDS, st.sampled_from(["en", "to", "tre"])
)
PLACES = st.integers(0, 500)


@st.composite
def studies(draw):
    """Draw quotes and sentences of three interviews."""
    documents = st.sampled_from(["a", "b", "c"])
    quotes = [
        quote(d, p, f"{d} {t}") for d, p, t in draw(st.lists(st.tuples(documents, PLACES, TEXTS), max_size=6))
    ]
    sentences = []
    for number, (alone, said) in enumerate(
        draw(
            st.lists(
                st.tuples(
                    st.lists(st.frozensets(documents, min_size=1, max_size=2), max_size=2),
                    st.lists(st.tuples(documents, PLACES, TEXTS), max_size=4),
                ),
                max_size=4,
            )
        )
    ):
        passages = tuple(Said(d, Span(p, p + 5), f"{d} {t}") for d, p, t in said)
        names = " ".join(sorted(d for some in alone for d in some)) or "flere"
        sentences.append(
            Sentence(
                f"f_{number}",
                f"Sætning {number} af {names} siger altså noget.",
                "Emne",
                tuple(alone),
                passages,
            )
        )
    supports = {q.id: f"f_{draw(st.integers(0, 3))}" for q in quotes}
    return list({q.id: q for q in quotes}.values()), sentences, supports


@given(studies())
def test_nothing_in_a_pack_comes_from_another_interview(study):
    """No run of five words of another interview, and no sentence that says what another one alone said."""
    quotes, sentences, supports = study
    for pack in make_packs(quotes, sentences, study="s", supports=supports).packs:
        own = {q.text for q in quotes if q.document == pack.document}
        own |= {said.text for s in sentences for said in s.said if said.document == pack.document}
        others = {q.text for q in quotes if q.document != pack.document}
        others |= {said.text for s in sentences for said in s.said if said.document != pack.document}
        allowed = set().union(*map(runs_of, own), *(runs_of(s.text) for s in sentences))
        shown = "\n".join(
            "\n".join([item.text, item.attribution, *(f"{lead}\n{text}" for lead, text in about(item, "da"))])
            for item in pack.items
        )
        assert not (set().union(*map(runs_of, others)) - allowed) & runs_of(shown)
        for sentence in sentences:
            if not all(pack.document in some for some in sentence.alone):
                assert sentence.text not in shown


def test_what_goes_out_holds_no_words_of_another_interview_no_site_and_no_interview():
    sent = everything_in(pack_of("a"))
    assert not runs_of(sent) & set().union(
        runs_of(OTHER.text), runs_of(BOTH.text), runs_of(BOTH.said[1].text)
    )

    named = [replace(q, document=f"interview-{q.document}-kommune") for q in QUOTES]
    for pack in packs(named, sentences=[]).packs:
        assert pack.document not in everything_in(pack)


@pytest.mark.parametrize(
    ("given", "state"),
    [
        ((), "waiting"),
        ((reply(ONE.id, text=ONE.text),), "approved"),
        ((reply(ONE.id),), "approved"),  # agreed to by telephone
        ((reply(ONE.id, text="Andre ord."),), "waiting"),  # the sentence was edited since
        ((reply(ONE.id, "changed", "Andre ord."),), "changed"),
        ((reply(ONE.id, "withdrawn", ONE.text),), "withdrawn"),
        ((reply(ONE.id, "withdrawn", at="2026-03-13"), reply(ONE.id, at="2026-03-12")), "withdrawn"),
        ((reply(ONE.id), reply(ONE.id, "withdrawn")), "withdrawn"),  # of one day, the one that came last
        ((reply(ONE.id, document="b"),), "waiting"),  # another interview cannot answer for this one
    ],
)
def test_the_latest_reply_of_the_interview_itself_holds(given, state):
    assert next(item for item in pack_of("a", replies=given).items if item.id == ONE.id).state == state


def test_only_what_waits_is_asked_again():
    quotes = [replace(BARE, status="approved"), replace(PLAN, status="withdrawn"), OTHER]
    pack = pack_of("a", quotes=quotes)
    assert [item.id for item in pack.waiting.items] == [ONE.id]
    assert [pack.count(state) for state in ("approved", "changed", "withdrawn", "waiting")] == [1, 0, 1, 1]


def test_the_words_are_not_shown_by_repr():
    assert "ringer" not in repr(packs()) + repr(pack_of("a").items)


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_word_file_is_the_same_each_time_and_tells_nothing_of_who_made_it(language):
    made = [pack_docx_bytes(pack_of("a"), title="Rapporten", language=language) for _ in range(2)]
    assert made[0] == made[1]
    assert not inspect_bytes(made[0], "pack.docx", own=["interview-a"])


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_letter_says_that_silence_is_no_consent(language):
    words = {"da": "Intet svar er ikke et ja", "en": "No answer is not a yes"}[language]
    assert any(words in line for line in letter("Rapporten", pack_of("a"), language))


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_row_of_a_form_has_a_cell_for_every_heading(language):
    columns = form_columns(language)
    assert not any(
        sign in column for column in columns for sign in ",;\t"
    )  # the header tells how cells are separated
    assert {len(row) for row in form_rows(pack_of("a"), language)} == {len(columns)}
