"""Review: a person answers suggestions one passage at a time; nothing becomes a coding otherwise."""

import pytest

from qualcode.assist.suggestions import SegmentSuggestions
from qualcode.errors import CodingError, PrivacyError, StepNeeded, UsageError
from qualcode.model import Suggestion, suggestion_id
from qualcode.study import Study
from qualcode.study.desk import Desk
from qualcode.study.suggestion_list import SuggestionList
from unit.study import small_study
from unit.study.desk import desks
from unit.study.desk.desks import MOEDER, POLITI, SKOLE, TRAVL
from unit.study.double_coded import MARK, code, name_roles

MODEL = "made by hand"


def suggestions(study, offers):
    """Return suggestions as they are written down: by document and turn, codes with their scores; .5 is enough."""
    places = {(one.document, one.number): one for one in study.segments()}
    items = tuple(
        SegmentSuggestions(
            places[at], tuple(_suggestion(places[at], *one) for one in enumerate(codes.items(), 1))
        )
        for at, codes in offers.items()
    )
    names = {one.id: one.name for one in study.codebook}
    return SuggestionList(items, ((),) * len(items), names, MODEL)


def _suggestion(segment, rank, offer):
    one, score = offer
    return Suggestion(
        suggestion_id(segment.document, segment.version, segment.span, one, MODEL),
        segment.document,
        segment.version,
        segment.number,
        segment.span,
        one,
        score,
        rank,
        score >= 0.5,
        MODEL,
        MARK,
    )


OFFERS = {
    ("alfa", 2): {POLITI: 0.9, MOEDER: 0.2},
    ("alfa", 4): {SKOLE: 0.8, TRAVL: 0.6},
    ("alfa", 5): {MOEDER: 0.4},
    ("beta", 2): {SKOLE: 0.7},
}


@pytest.fixture
def review(opened, screen):
    """Open the review page in a kernel of its own."""

    def in_kernel(coder="anna", offers=OFFERS, **fields):
        study = opened()
        study.update_codebook()
        return desks.Screen(study, coder, "review", suggestions=suggestions(study, offers), **fields)

    return in_kernel


def queue(page):
    """What is on the screen: the passages, with each suggestion's code and answer."""
    return {
        (one["document"], one["segment"]): {each["code"]: each["answer"] for each in one["suggestions"]}
        for one in page.page["items"]
    }


def answer(page, suggested, what, turn, document="alfa", **fields):
    """Answer a suggestion."""
    (id_,) = [
        each["id"]
        for one in page.page["items"]
        if (one["document"], one["segment"]) == (document, turn)
        for each in one["suggestions"]
        if each["code"] == suggested
    ]
    return page.send("decide", id=id_, answer=what, **fields)


def codings(opened):
    return [(one.coder, one.code, one.round) for one in opened().codings()]


# What is asked


def test_passages_come_one_by_one_with_what_is_likely_enough(review):
    page = review()
    assert queue(page) == {
        ("alfa", 2): {POLITI: ""},
        ("alfa", 4): {SKOLE: "", TRAVL: ""},
        ("beta", 2): {SKOLE: ""},
    }
    assert page.page["left"] == 3


def test_less_likely_suggestions_are_shown_when_they_are_asked_for(review):
    page = review(everything=True)
    assert queue(page)["alfa", 2] == {POLITI: "", MOEDER: ""}
    assert queue(page)["alfa", 5] == {MOEDER: ""}
    assert page.page["left"] == 4


def test_a_passage_has_its_question_its_words_and_what_the_coder_has_there(review, opened):
    study = opened()
    study.update_codebook()
    code(study, "anna", 4, MOEDER, document="alfa", words="Nej.")
    code(study, "bo", 4, TRAVL, document="alfa")
    one = review().page["items"][1]
    assert one["question"] == "Altid?"
    assert one["text"] == "Nej. Vi har for travlt, og skolen venter længe på os."
    assert [(each["coder"], each["code"]) for each in one["own"]] == [("anna", MOEDER)]
    assert (one["speaker"], one["area"]) == ("alfa-c", "voksenområdet")
    first = one["suggestions"][0]
    assert (first["score"], first["rank"], first["suggested"], first["evidence"]) == (0.8, 1, True, MARK)


def test_without_a_list_the_model_suggests_for_what_the_coder_has_not_coded(tmp_path):
    small_study.build(tmp_path / "study", small_study.talks(), coders=("anna",))
    with Study.open(tmp_path / "study") as study:
        study.withdraw([one.id for one in study.codings(document="doc-1")][:3])
        wanted = {
            (one.document, one.segment): one.code
            for one in study.suggest(coder="anna")
            if one.suggested and one.rank == 1
        }
        page = desks.Screen(study, "anna", "review")
        assert wanted
        assert {place: next(iter(codes)) for place, codes in queue(page).items()} == wanted


# Answers


def test_accepting_makes_a_coding_by_the_coder(review, opened):
    page = review()
    page.send("goto", page="review")
    answer(page, POLITI, "accept", 2)
    assert codings(opened) == [("anna", POLITI, 1)]
    assert queue(page)["alfa", 2] == {POLITI: "accept"}
    assert page.page["left"] == 2
    assert [one["code"] for one in page.page["items"][0]["own"]] == [POLITI]
    assert (page.page["counts"], page.page["recent"]) == ({POLITI: 1}, [POLITI])
    (made,) = opened().store.decisions()
    assert (made.coder, made.answer, made.code) == ("anna", "accept", POLITI)
    assert opened().store.log(1)[0].actor == "anna"


@pytest.mark.parametrize(
    ("what", "fields", "kept", "made"),
    [
        ("accept_as", {"code": MOEDER}, "accept_as", [("anna", MOEDER, 1)]),
        ("accept_as", {"code": SKOLE}, "accept", [("anna", SKOLE, 1)]),
        ("reject", {}, "reject", []),
        ("later", {}, "later", []),
    ],
)
def test_the_other_answers_are_kept_too(review, opened, what, fields, kept, made):
    """Accepting a code "as" itself is accepting it."""
    page = review()
    answer(page, SKOLE, what, 4, **fields)
    assert codings(opened) == made
    assert queue(page)["alfa", 4] == {SKOLE: kept, TRAVL: ""}
    assert page.page["left"] == 3  # the passage has another suggestion


def test_an_answer_carries_the_latest_round(review, opened):
    opened().start_round()
    page = review()
    answer(page, POLITI, "accept", 2)
    assert codings(opened) == [("anna", POLITI, 2)]


def test_undo_takes_the_coders_last_answer_back(review, opened):
    page = review()
    answer(page, POLITI, "accept", 2)
    answer(page, SKOLE, "reject", 2, "beta")
    code(opened(), "bo", 4, TRAVL, document="alfa")
    page.send("undo")
    assert queue(page)["beta", 2] == {SKOLE: ""}
    page.send("undo")
    assert queue(page)["alfa", 2] == {POLITI: ""}
    assert [coder for coder, _, _ in codings(opened)] == ["bo"]
    page.send("redo")
    assert queue(page)["alfa", 2] == {POLITI: "accept"}


def test_answers_are_there_in_another_kernel_and_in_a_later_list(review, opened):
    page, other = review(), review()
    answer(page, POLITI, "reject", 2)
    assert other.poll() == ["patch"]
    assert queue(other)["alfa", 2] == queue(review())["alfa", 2] == {POLITI: "reject"}
    assert other.page["left"] == 2


def test_nobody_sees_what_another_answered(review):
    answer(review("bo"), POLITI, "accept", 2)
    page = review("anna")
    assert queue(page)["alfa", 2] == {POLITI: ""}
    assert page.page["items"][0]["own"] == []


def test_an_answer_to_what_is_not_shown_is_refused(review, opened):
    page = review()
    page.send("decide", id="unknown", answer="accept")
    assert "QC-DK10" in page.said
    page.send("decide", id=page.page["items"][0]["suggestions"][0]["id"], answer="maybe")
    assert page.levels == ["error"]
    answer(page, POLITI, "accept_as", 2, code="partner.ukendt")
    assert page.levels == ["error"]
    assert MARK not in page.said
    assert codings(opened) == []


def test_a_code_that_left_the_codebook_is_not_offered(review, opened):
    file = opened().layout.codebook
    text = file.read_text(encoding="utf-8")
    assert "id: travlhed" in text
    file.write_text(text.replace("id: travlhed", "id: tidspres"), encoding="utf-8")
    page = review()
    assert queue(page)["alfa", 4] == {SKOLE: ""}


def test_a_code_that_is_retired_or_merged_meanwhile_is_not_asked_for_any_more(review, opened):
    page = review()
    study = opened("bo")
    study.codes.retire(SKOLE)
    study.codes.merge([TRAVL], into=MOEDER)
    assert page.poll() == ["page"]
    assert queue(page) == {("alfa", 2): {POLITI: ""}}
    assert page.page["left"] == 1


# The list that it was opened with


def test_the_list_is_still_meant_after_a_look_at_another_page(review):
    """Until the model is asked anew."""
    page = review(offers={("beta", 2): {SKOLE: 0.7}})
    page.send("goto", page="coding", document="alfa")
    page.send("goto", page="review")
    assert queue(page) == {("beta", 2): {SKOLE: ""}}
    page.send("suggest", refresh=True)
    assert page.page["page"] == "review"
    assert MODEL not in str(page.page["items"])
    assert all(each["evidence"] != MARK for one in page.page["items"] for each in one["suggestions"])


def test_suggestions_for_another_text_are_refused(opened):
    study = opened()
    made = suggestions(study, OFFERS)
    rewrite(study)
    with pytest.raises(CodingError, match="QC-AS04"):
        Desk(study, "anna", {"page": "review", "suggestions": made})


def test_a_page_whose_text_was_rewritten_says_so_once_and_is_loaded_again(review, opened):
    """The list was about words that are no longer there; the model makes another."""
    page = review()
    rewrite(opened())
    assert page.poll() == ["notice"]
    assert page.levels == ["stale"]
    assert page.poll() == []
    answer(page, POLITI, "accept", 2)
    assert page.levels == ["stale"]
    assert codings(opened) == []
    page.load_again()
    assert (page.levels, page.page["left"]) == ([], len(page.page["items"]))
    assert MARK not in str(page.page["items"])  # the model's own now


def rewrite(study):
    """Hide a word that stood in the texts until now, as a person who reviews does."""
    file = study.layout.study_yaml
    file.write_text(file.read_text(encoding="utf-8") + "pseudonymise:\n  hide: [onsdag]\n", encoding="utf-8")
    study.reload()
    small_study.review(study, "replace")


def test_only_a_list_of_suggestions_is_taken(opened):
    with pytest.raises(UsageError, match="QC-DK01"):
        Desk(opened(), "anna", {"page": "review", "suggestions": ["partner.skole"]})


def test_an_empty_list_is_a_list(review):
    page = review(offers={})
    assert (page.page["items"], page.page["left"]) == ([], 0)


# Who, and when not


def test_suggestions_that_are_off_are_not_shown(opened):
    """A first pass without them is the team's decision; a list that was made elsewhere does not go round it."""
    study = opened()
    made = suggestions(study, OFFERS)
    file = study.layout.study_yaml
    file.write_text(file.read_text(encoding="utf-8") + "assist:\n  suggestions: off\n", encoding="utf-8")
    study.reload()
    for given in ({}, {"suggestions": made}):
        with pytest.raises(StepNeeded, match="QC-AS01"):
            Desk(study, "anna", {"page": "review", **given})


def test_somebody_answers(opened):
    study = opened()
    with pytest.raises(UsageError, match="QC-DK02"):
        Desk(study, "", {"page": "review", "suggestions": suggestions(study, OFFERS)})


def test_texts_that_nobody_has_reviewed_are_left_out(tmp_path):
    desks.build(tmp_path / "study", reviewed=False)
    with Study.open(tmp_path / "study") as study:
        study.segment()
        name_roles(study, "gamma", I="interviewer", B="informant")
        page = desks.Screen(
            study, "anna", "review", suggestions=suggestions(study, {**OFFERS, ("gamma", 2): {SKOLE: 0.9}})
        )
        assert {document for document, _ in queue(page)} == {"alfa", "beta"}
        with pytest.raises(PrivacyError, match=r"QC-PV01.*gamma"):
            Desk(
                study,
                "anna",
                {"page": "review", "suggestions": suggestions(study, {("gamma", 2): {SKOLE: 0.9}})},
            )
