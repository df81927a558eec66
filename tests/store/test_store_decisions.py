"""Decisions: every answer is kept, the codings follow the latest one, and nothing else changes."""

from dataclasses import replace

import numpy as np
import pytest

from qualcode.errors import CodingError, StoreError
from qualcode.model import Coder, Coding, Span, new_id
from qualcode.store import Decided, Store
from store.samples import book, coding, decision, new_document, rewritten, suggestion

SECRET = "HEMMELIGMARKOER7Q"


@pytest.fixture
def about(store):
    """Return a suggestion on document ``a``."""
    return suggestion(store.version("a"))


def decide(store, *decisions, actor="anna"):
    return store.decide(decisions, actor=actor)


def standing(store):
    """Return what is coded now, as (coder, code, start, stance)."""
    return [(one.coder, one.code, one.span.start, one.stance) for one in store.codings()]


ANNA = ("anna", "partner.skole", 0, "experience")


def test_a_decision_comes_back_as_it_went_in(store):
    """All of it: who, when, which model, codebook and round, and how sure the model was."""
    a = store.version("a")
    about = suggestion(
        a, 3, 9, "tema.tillid", score=1 / 3, segment=7, rank=4, suggested=False, model="ridge 2 / 5f"
    )
    one = decision(
        about,
        "reject",
        coder="bo",
        codebook_version="1",
        round=2,
        decided_at="2026-02-03T04:05:06+00:00",
    )
    assert decide(store, one) == Decided(1, 0)
    with Store.open(store.path) as again:
        assert again.decisions() == [one]


def test_what_spoke_for_a_suggestion_is_not_stored(store, about):
    """It quotes what people said, of whom some may have to be erased."""
    decide(store, decision(replace(about, evidence=SECRET)))
    assert store.decisions()[0].suggestion == about
    assert SECRET.encode() not in store.path.read_bytes()


def test_codebook_version_and_time_are_filled_in(store, about):
    store.put_codebook(book("2"), source_sha256="2" * 64, actor="anna")
    decide(store, decision(about, "reject"))
    (found,) = store.decisions()
    assert found.codebook_version == "2"
    assert store.log()[1].at <= found.decided_at <= store.log()[0].at


def test_an_accepted_suggestion_becomes_a_coding_by_the_person(store, about):
    one = decision(about, round=3, decided_at="2026-02-03T04:05:06+00:00")
    done = decide(store, one)
    (made,) = store.codings()
    assert made == Coding(
        done.codings[0],
        "a",
        about.version,
        about.span,
        about.code,
        "anna",
        round=3,
        created_at=one.decided_at,
    )
    assert store.decisions() == [replace(one, coding=made.id, codebook_version="1")]


def test_a_suggestion_accepted_as_another_code_becomes_that_one(store, about):
    decide(store, decision(about, "accept_as", "tema.tillid"))
    assert standing(store) == [("anna", "tema.tillid", 0, "experience")]
    (found,) = store.decisions()
    assert (found.suggestion.code, found.code, found.coding) == (
        "partner.skole",
        "tema.tillid",
        store.codings()[0].id,
    )


@pytest.mark.parametrize("answer", ["reject", "later"])
def test_other_answers_are_kept_and_code_nothing(store, about, answer):
    assert decide(store, decision(about, answer)).codings == ()
    (found,) = store.decisions()
    assert (found.answer, found.code, found.coding) == (answer, "", "")
    assert store.codings() == store.codings(withdrawn=True) == []


@pytest.mark.parametrize("stance", ["experience", "wish"])
def test_what_the_person_coded_already_is_not_coded_twice(store, about, stance):
    """A wish is not made an experience: the suggestion says which code, and not how the thing was said."""
    own = coding(store.version("a"), stance=stance)
    store.add_codings([own], actor="anna")
    assert decide(store, decision(about)) == Decided(1, 0)
    assert [one.id for one in store.codings()] == [own.id] == [store.decisions()[0].coding]


def test_what_somebody_else_coded_is_theirs(store, about):
    store.add_codings([coding(store.version("a"), coder="bo")], actor="bo")
    decide(store, decision(about))
    assert [one.coder for one in store.codings()] == ["anna", "bo"]


def test_what_the_person_had_withdrawn_is_brought_back(store, about):
    """An import never does that; a person decides anew."""
    own = coding(store.version("a"), memo="note")
    store.add_codings([own], actor="anna")
    store.withdraw([own.id], actor="anna")
    assert decide(store, decision(about)).codings == (own.id,)
    assert [(one.id, one.memo) for one in store.codings()] == [(own.id, "note")]
    decide(store, decision(about, "reject"))
    assert [one.id for one in store.codings(withdrawn=True)] == [own.id]


@pytest.mark.parametrize("answer", ["accept", "accept_as", "reject", "later"])
def test_the_same_decision_again_changes_nothing(store, about, answer):
    """A click twice, or a page loaded again: another id, time and score, and no action."""
    code = {"accept": "partner.skole", "accept_as": "tema.tillid"}.get(answer, "")
    decide(store, decision(about, answer, code))
    before, revision = store.decisions(), store.revision
    again = decision(replace(about, score=0.7, rank=3), answer, code, decided_at="2030-01-01")
    assert decide(store, again, again, before[0]) == Decided(0, 3)
    assert (store.decisions(), store.revision) == (before, revision)


@pytest.mark.parametrize("change", ["model", "codebook", "round"])
def test_the_same_answer_to_another_question_is_a_decision(store, about, change):
    """Rates by model, codebook and round have to be right; the coding stays the one it was."""
    decide(store, decision(about))
    before = store.codings()
    if change == "codebook":
        store.put_codebook(book("2"), source_sha256="2" * 64, actor="anna")
    asked = suggestion(store.version("a"), model="ridge 2") if change == "model" else about
    assert decide(store, decision(asked, round=2 if change == "round" else 1)) == Decided(1, 0)
    assert store.codings() == before
    decide(store, decision(asked, "reject", round=2))
    assert store.codings() == []


def test_accepting_again_what_was_withdrawn_by_hand_brings_it_back(store, about):
    (made,) = decide(store, decision(about)).codings
    store.withdraw([made], actor="anna")
    assert decide(store, decision(about)) == Decided(1, 0, (made,))
    assert standing(store) == [ANNA]


def test_a_later_answer_takes_the_place_of_the_earlier_one(store, about):
    first, second = decision(about), decision(about, "reject")
    (made,) = decide(store, first).codings
    then = store.revision
    assert decide(store, second) == Decided(1, 0, (), (made,))
    assert [one.id for one in store.decisions()] == [second.id]
    assert [one.id for one in store.decisions(at=then)] == [first.id]
    assert [one.id for one in store.codings(withdrawn=True)] == [made]
    decide(store, decision(about))
    assert [one.id for one in store.codings()] == [made]


def test_another_persons_answer_stands_beside_it(store, about):
    decide(store, decision(about), decision(about, "reject", coder="bo"))
    decide(store, decision(about, "later", coder="bo"))
    assert sorted((one.coder, one.answer) for one in store.decisions()) == [
        ("anna", "accept"),
        ("bo", "later"),
    ]
    assert standing(store) == [ANNA]


def test_a_better_code_takes_the_place_of_the_accepted_one(store, about):
    (made,) = decide(store, decision(about)).codings
    done = decide(store, decision(about, "accept_as", "tema.tillid"))
    assert (len(done.codings), done.withdrawn) == (1, (made,))
    assert standing(store) == [("anna", "tema.tillid", 0, "experience")]


def test_what_the_person_coded_themselves_outlives_their_decisions(store, about):
    own = coding(store.version("a"))
    store.add_codings([own], actor="anna")
    decide(store, decision(about))
    assert decide(store, decision(about, "reject")).withdrawn == ()
    assert [one.id for one in store.codings()] == [own.id]


def test_a_coding_that_two_decisions_lead_to_goes_with_the_second(store, about):
    """The school was suggested and taken as trust, and trust was suggested and taken: one coding."""
    trust = suggestion(store.version("a"), code="tema.tillid")
    done = decide(store, decision(about, "accept_as", "tema.tillid"), decision(trust))
    assert len(done.codings) == 1
    assert decide(store, decision(about, "reject")).withdrawn == ()
    assert decide(store, decision(trust, "reject")).withdrawn == done.codings
    assert store.codings() == []


def test_a_coding_can_pass_from_one_decision_to_another_at_once(store, about):
    trust = suggestion(store.version("a"), code="tema.tillid")
    decide(store, decision(about, "accept_as", "tema.tillid"))
    assert decide(store, decision(about, "reject"), decision(trust)) == Decided(2, 0)
    assert standing(store) == [("anna", "tema.tillid", 0, "experience")]


def wrong(a, answer="reject", code="", **more):
    about = {
        key: more.pop(key)
        for key in tuple(more)
        if key in ("score", "segment", "rank", "model", "start", "end")
    }
    return decision(suggestion(a, **about), answer, code, **more)


def test_every_problem_is_named_and_nothing_is_written(store):
    store.add_codings([coding(store.version("b"), coder="bo")], actor="bo")
    store.add_coder(Coder("forslag", "model"), actor="anna")
    store.add_versions([rewritten(store.version("a"), [(Span(0, 1), "[navn]")])], actor="bo")
    old, a, revision = store.version("a", 1), store.version("a"), store.revision
    long = len(a.text) + 1
    about = suggestion(a)
    cases = {
        f"it ends at {long}, the text of a at {len(a.text)}": wrong(a, end=long),
        "there is no document 'nobody'": decision(suggestion(new_document("nobody").version), "reject"),
        f"it is on version {old.short_sha!r} of a, the latest is {a.short_sha}": wrong(old),
        "it holds no text (start and end are 4)": wrong(a, start=4, end=4),
        "there is no code 'partner.kirke'": decision(suggestion(a, code="partner.kirke")),
        "there is no code 'tema.kirke'": wrong(a, "accept_as", "tema.kirke"),
        "code 'partner' only groups others, and is not codable": decision(suggestion(a, code="partner")),
        "code 'tema' only groups others, and is not codable": wrong(a, "accept_as", "tema"),
        "there is no answer 'maybe'": wrong(a, "maybe"),
        "the answer 'reject' leads to no code, and it names one": wrong(a, "reject", "tema.tillid"),
        "'accept' takes the code that was suggested, 'accept_as' another one": wrong(
            a, "accept", "tema.tillid"
        ),
        "its coder is a model, and only people decide": wrong(a, coder="forslag"),
        "it does not name the model that made the suggestion": wrong(a, model=""),
        "its model has the name of a person who codes": wrong(a, model="bo"),
        "its score is not between 0 and 1": wrong(a, score=float("nan")),
        "segment, rank and round count from 1": wrong(a, round=0),
        "the suggestion's id is not the one of its place, code and model": decision(
            replace(about, id=new_id()), "reject"
        ),
        "it needs an id and a coder": wrong(a, coder=""),
        "its time is not written as ISO 8601": wrong(a, decided_at="yesterday"),
        "it holds a character that cannot be stored": wrong(a, model=f"{SECRET}\x00"),
    }
    with pytest.raises(CodingError) as error:
        store.decide([decision(about), *cases.values()], actor="anna")
    assert [problem.found for problem in error.value.problems] == list(cases)
    assert [problem.where for problem in error.value.problems] == [
        f"decision {n + 2}" for n in range(len(cases))
    ]
    assert (error.value.code, SECRET in str(error.value)) == ("QC-ST21", False)
    assert (store.decisions(), store.revision) == ([], revision)


@pytest.mark.parametrize("score", [-0.01, 1.01, float("inf")])
def test_a_score_is_a_probability(store, score):
    with pytest.raises(CodingError, match="score"):
        decide(store, wrong(store.version("a"), score=score))


@pytest.mark.parametrize("score", [0, 1, 0.1, np.float32(0.1), np.float64(1e-17)])
def test_scores_and_numbers_of_numpy_are_stored_as_what_they_stand_for(store, score):
    about = suggestion(store.version("a"), score=score, segment=np.int64(3), suggested=np.bool_(True))
    decide(store, decision(about, "reject"))
    with Store.open(store.path) as again:
        (found,) = again.decisions()
    assert (found.suggestion.score, found.suggestion.segment, found.suggestion.suggested) == (
        float(score),
        3,
        True,
    )
    assert type(found.suggestion.suggested) is bool


def test_speech_in_the_wrong_column_is_not_repeated(store):
    a, said = store.version("a"), f"Så sagde hun {SECRET}"
    about = suggestion(a, code=said)
    for one in (decision(about), wrong(a, said), wrong(a, "accept_as", said), wrong(a, "reject", said)):
        with pytest.raises(CodingError) as error:
            decide(store, one)
        assert SECRET not in str(error.value)


def test_of_two_answers_at_once_none_is_lost_without_a_word(store, about):
    """One revision cannot hold both."""
    with pytest.raises(
        CodingError, match="decision 2: another one here answers the same suggestion otherwise"
    ):
        decide(store, decision(about), decision(about, "reject"))
    assert decide(store, decision(about), decision(about)) == Decided(1, 1, (store.codings()[0].id,))


def test_an_id_belongs_to_one_decision(store, about):
    one = decision(about)
    decide(store, one)
    other = suggestion(store.version("a"), 7, 9)
    with pytest.raises(CodingError, match="another decision"):
        decide(store, replace(decision(other), id=one.id))
    twice = decision(other), decision(suggestion(store.version("a"), 9, 11))
    with pytest.raises(CodingError, match="another decision"):
        decide(store, *(replace(each, id="z") for each in twice))
    assert decide(store, replace(decision(about, "later"), id=one.id)).decided == 1


def test_a_branch_may_be_suggested_and_a_leaf_taken(store):
    """A model that is unsure of the leaf says where it would look."""
    branch = suggestion(store.version("a"), code="partner")
    decide(store, decision(branch, "accept_as", "partner.skole"))
    assert standing(store) == [ANNA]
    decide(store, decision(branch, "reject"))
    assert store.decisions()[0].suggestion.code == "partner"
    assert store.check() == []


def test_decisions_need_a_codebook(tmp_path):
    with Store.create(tmp_path / "s.db", study_id="s") as store:
        store.add_documents([new_document("a")], actor="anna")
        with pytest.raises(CodingError, match="no codebook yet"):
            decide(store, decision(suggestion(store.version("a"))))


def test_a_rejected_code_may_leave_the_codebook_and_stays_rejected(store):
    about = suggestion(store.version("a"), code="tema.tillid")
    decide(store, decision(about, "reject"))
    store.put_codebook(book("2", drop=("tema", "tema.tillid")), source_sha256="2" * 64, actor="anna")
    assert [one.suggestion.code for one in store.decisions()] == ["tema.tillid"]
    assert store.check() == []


def test_decisions_are_selected_and_come_in_the_order_they_were_made(store):
    a, b = store.version("a"), store.version("b")
    made = [
        decision(suggestion(a, 9, 12), "reject", coder="bo", decided_at="2026-02-01"),
        decision(suggestion(b), "accept_as", "tema.tillid", decided_at="2026-01-01"),
        decision(suggestion(a, code="tema.tillid"), "later", decided_at="2026-03-01"),
    ]
    decide(store, *made)
    names = {one.id: name for one, name in zip(made, "pqr", strict=True)}

    def found(**where):
        return "".join(names[one.id] for one in store.decisions(**where))

    assert found() == "qpr"
    assert found(document="A") == "pr"
    assert found(coder="anna") == "qr"
    assert found(document="a", coder="bo") == "p"
    assert found(code="partner.skole") == "qp"
    assert found(code="tema.tillid") == "r"
    assert found(code="nope") == found(coder="nobody") == ""
    assert found(at=store.revision - 1) == ""
    with pytest.raises(StoreError):
        store.decisions(document="nobody")


def test_the_log_counts_answers_and_codings(store, about):
    others = [suggestion(store.version("a"), n, n + 2) for n in (6, 9)]
    decide(store, decision(about), decision(others[0], "reject"), decision(others[1], "reject"))
    decide(store, decision(about, "later"), actor="bo")
    last, first = store.log(2)
    assert (first.kind, first.actor, first.counts) == (
        "decide",
        "anna",
        {"accept": 1, "codings": 1, "reject": 2},
    )
    assert (last.actor, last.counts) == ("bo", {"later": 1, "withdrawn": 1})


def test_people_are_coders_by_their_first_decision(store, about):
    decide(store, decision(about, "reject", coder="bo"))
    assert store.coders() == [Coder("bo")]
    with pytest.raises(StoreError):
        store.add_coder(Coder("bo", "model"), actor="anna")
    store.undo(actor="anna")
    assert store.coders() == []


# A new text


def test_decisions_move_with_their_words(store):
    a = store.version("a")
    decide(store, decision(suggestion(a, 20, 30)), decision(suggestion(a, 31, 35), "reject", coder="bo"))
    before = store.decisions()
    done = store.add_versions([rewritten(a, [(Span(0, 1), "[navn]")])], actor="bo")
    assert (done.carried, done.decisions, store.log(1)[0].counts["decisions"]) == (1, 2, 2)
    new = store.version("a")
    for old, found in zip(before, store.decisions(), strict=True):
        assert found.suggestion.version == new.short_sha
        assert found.suggestion.span.of(new.text) == old.suggestion.span.of(a.text)
        assert (
            found.suggestion.id == suggestion(new, found.suggestion.span.start, found.suggestion.span.end).id
        )
        assert found.coding == old.coding
    assert store.check() == []
    store.undo(actor="bo")
    assert store.decisions() == before


def test_an_answer_on_the_new_text_takes_the_place_of_the_one_that_moved(store):
    a = store.version("a")
    (made,) = decide(store, decision(suggestion(a, 20, 30))).codings
    store.add_versions([rewritten(a, [(Span(0, 1), "[navn]")])], actor="bo")
    assert decide(store, decision(suggestion(store.version("a"), 25, 35), "reject")).withdrawn == (made,)
    assert [one.answer for one in store.decisions()] == ["reject"]


def test_decisions_whose_words_are_gone_keep_their_place_and_count(store):
    """Rates over time must not forget them, whatever becomes of the text."""
    a = store.version("a")
    lost, kept = decision(suggestion(a, 3, 9)), decision(suggestion(a, 20, 25), "reject")
    decide(store, lost, kept)
    done = store.add_versions([rewritten(a, [(Span(2, 10), "")])], actor="bo")
    assert (done.decisions, len(done.lost)) == (1, 1)
    found = {one.id: one.suggestion for one in store.decisions()}
    assert (found[lost.id].version, found[lost.id].span) == (a.short_sha, Span(3, 9))
    assert found[kept.id].version == store.version("a").short_sha
    assert store.check() == []
    store.add_versions([rewritten(store.version("a"), [(Span(0, 1), "[navn]")])], actor="bo")
    assert {one.id for one in store.decisions()} == {lost.id, kept.id}
    with pytest.raises(CodingError, match="the latest is"):
        decide(store, decision(lost.suggestion, "reject"))


def merged(store):
    """Answer suggestions on two stretches of what becomes one name; return the later answer and the new text."""
    a = store.version("a")
    first = decision(suggestion(a, 2, 4), decided_at="2026-01-01")
    later = decision(suggestion(a, 2, 9), decided_at="2026-02-01")
    decide(store, first, later)
    store.add_versions([rewritten(a, [(Span(2, 9), "[navn]")])], actor="bo")
    return later, store.version("a")


def test_of_two_answers_that_come_to_one_place_the_later_one_moves(store):
    later, new = merged(store)
    on_new = [one for one in store.decisions() if one.suggestion.version == new.short_sha]
    assert [one.id for one in on_new] == [later.id]
    assert len(store.decisions()) == 2
    assert [one.id for one in store.codings()] == [on_new[0].coding]
    assert store.check() == []


def test_a_rejection_reaches_the_coding_that_another_was_merged_into(store):
    """The coding that stayed is the first one's, and the decision that moved the second one's."""
    _, new = merged(store)
    decide(store, decision(suggestion(new, 2, 8), "reject"))
    assert store.codings() == []
    assert store.check() == []


def test_a_merged_coding_of_the_persons_own_stays_theirs(store):
    a = store.version("a")
    store.add_codings([coding(a, 2, 4, created_at="2025-01-01")], actor="anna")
    decide(store, decision(suggestion(a, 2, 9)))
    store.add_versions([rewritten(a, [(Span(2, 9), "[navn]")])], actor="bo")
    decide(store, decision(suggestion(store.version("a"), 2, 8), "reject"))
    assert [(one.span, one.coder) for one in store.codings()] == [(Span(2, 8), "anna")]


def test_a_text_that_comes_back_brings_no_second_answer(store):
    """One decision stayed on the first text, the other comes back to the same words: the later one counts."""
    later, new = merged(store)
    store.add_versions([rewritten(store.version("a", 1), [])], actor="bo")
    assert store.version("a").short_sha != new.short_sha
    keys = [(one.suggestion.version, one.suggestion.span) for one in store.decisions()]
    assert len(set(keys)) == len(keys)
    assert later.id in {one.id for one in store.decisions()}
    assert store.check() == []
    store.undo(actor="bo")
    assert store.version("a") == new
    assert store.check() == []


def test_an_answer_that_comes_back_to_the_words_of_an_older_one_takes_its_place(store):
    a = store.version("a")
    older, later = (
        decision(suggestion(a, 2, 9), "reject", decided_at="2026-01-01"),
        decision(suggestion(a, 2, 4), "later", decided_at="2026-02-01"),
    )
    decide(store, older, later)
    store.add_versions([rewritten(a, [(Span(2, 9), "[navn]")])], actor="bo")
    there = store.decisions()
    store.add_versions([rewritten(a, [])], actor="bo")
    assert [(one.id, one.suggestion.span) for one in store.decisions()] == [(later.id, Span(2, 9))]
    store.undo(actor="bo")
    assert store.decisions() == there


def test_a_text_that_only_changes_its_kind_leaves_decisions_alone(store, about):
    decide(store, decision(about))
    before = store.decisions()
    assert store.add_versions([rewritten(store.version("a"), [])], actor="bo").decisions == 0
    assert store.decisions() == before
    assert decide(store, decision(about)) == Decided(0, 1)


def test_many_decisions_are_one_action(store):
    a = store.version("a")
    answers = ("accept", "reject", "later")
    codes = ("partner.skole", "partner.politi", "tema.tillid")
    made = [
        decision(
            suggestion(a, n % 100, n % 100 + 1 + n // 300, codes[n // 100 % 3]), answers[n % 3], coder="bo"
        )
        for n in range(3000)
    ]
    assert decide(store, *made).decided == 3000
    assert len(store.decisions()) == 3000
    assert len(store.codings()) == 1000
    assert store.revision == 3
    assert decide(store, *made) == Decided(0, 3000)
