"""What a person does by hand is one action, means what it says, and never leaves two codings of one statement."""

from dataclasses import replace

import pytest

from qualcode.errors import CodingError, StaleStudyError
from qualcode.model import Coder, Coding, Span
from qualcode.store import Coded, Store
from store.samples import agreed, coding, decision, rewritten, suggestion

SECRET = "HEMMELIGMARKOER7Q"


def ids(codings):
    return [one.id for one in codings]


def test_adding_and_withdrawing_are_one_action(store):
    """A passage gets another code: one click, one line of the log, one step of undo."""
    a = store.version("a")
    first, better = coding(a), coding(a, code="partner.politi")
    assert store.code([first], actor="anna") == Coded((first.id,))
    done = store.code([better], withdraw=[first.id], actor="anna")
    assert done == Coded(added=(better.id,), withdrawn=(first.id,))
    assert ids(store.codings()) == [better.id]
    (last,) = store.log(1)
    assert (last.kind, last.actor, last.counts) == ("code", "anna", {"added": 1, "withdrawn": 1})
    store.undo(actor="anna")
    assert ids(store.codings()) == [first.id]
    assert store.codings(withdrawn=True) == []


def test_a_coding_made_by_hand_comes_back_as_it_went_in(store):
    one = coding(
        store.version("a"), 3, 9, "tema.tillid", "bo", stance="wish", memo=f"tanke {SECRET}", round=2
    )
    store.code([one], actor="bo")
    (found,) = store.codings()
    assert (replace(found, created_at=""), found.memo) == (one, one.memo)
    assert store.log()[1].at <= found.created_at <= store.log()[0].at
    assert store.coders() == [Coder("bo")]


def test_saying_again_what_was_withdrawn_brings_it_back(store):
    """Importing it again does not; a person who codes it means it."""
    a = store.version("a")
    one = coding(a, memo="før")
    store.code([one], actor="anna")
    store.withdraw([one.id], actor="anna")
    assert store.add_codings([coding(a)], actor="anna").withdrawn == 1
    assert store.code([coding(a, round=2)], actor="anna") == Coded(reinstated=(one.id,))
    (found,) = store.codings()
    assert (found.id, found.memo, found.round) == (one.id, "før", 2)
    store.undo(actor="anna")
    assert [(found.id, found.round) for found in store.codings(withdrawn=True)] == [(one.id, 1)]


def test_what_comes_back_takes_the_memo_that_is_given(store):
    a = store.version("a")
    one = coding(a, memo="før")
    store.code([one], actor="anna")
    store.withdraw([one.id], actor="anna")
    assert store.code([coding(a, memo="efter")], actor="anna").reinstated == (one.id,)
    assert store.codings()[0].memo == "efter"


def test_what_is_there_stays_and_is_no_action(store):
    a = store.version("a")
    one = coding(a, memo="note")
    store.code([one], actor="anna")
    revision = store.revision
    assert store.code([coding(a), coding(a)], actor="anna") == Coded(unchanged=(one.id,))
    assert store.code([], actor="anna") == Coded()
    assert store.revision == revision
    assert store.code([coding(a, memo="ny")], actor="anna") == Coded(memo_changed=(one.id,))
    assert store.codings()[0].memo == "ny"


def test_a_statement_said_twice_at_once_is_one_coding(store):
    a = store.version("a")
    first, again = coding(a), coding(a)
    assert store.code([first, again], actor="anna") == Coded((first.id,))
    assert ids(store.codings()) == [first.id]


def test_a_statement_added_and_withdrawn_at_once_holds(store):
    """A choice of codes is sent as a whole: away with what was there, here is what shall be."""
    a = store.version("a")
    one, other = coding(a), coding(a, code="tema.tillid")
    store.code([one, other], actor="anna")
    done = store.code([coding(a)], withdraw=[one.id, other.id], actor="anna")
    assert done == Coded(unchanged=(one.id,), withdrawn=(other.id,))
    assert ids(store.codings()) == [one.id]


def test_withdrawing_again_is_nothing(store):
    one = coding(store.version("a"))
    store.code([one], actor="anna")
    assert store.code([], withdraw=[one.id, one.id], actor="anna") == Coded(withdrawn=(one.id,))
    revision = store.revision
    assert store.code([], withdraw=[one.id], actor="anna") == Coded()
    assert store.revision == revision


def test_codings_of_several_documents_and_coders_can_change_at_once(store):
    old = coding(store.version("b"), coder="bo")
    store.code([old], actor="bo")
    new = [coding(store.version("a"), 7, 9), coding(store.version("b"), 3, 9, coder="carla")]
    done = store.code(new, withdraw=[old.id], actor="lis")
    assert done == Coded(tuple(ids(new)), withdrawn=(old.id,))
    assert [one.name for one in store.coders()] == ["anna", "bo", "carla"]
    assert store.check() == []


def test_a_coding_that_was_lost_with_its_text_is_another_statement_than_one_on_the_new_text(store):
    a = store.version("a")
    lost = coding(a, 3, 9)
    store.code([lost], actor="anna")
    store.add_versions([rewritten(a, [(Span(2, 10), "")])], actor="bo")
    new = coding(store.version("a"), 3, 9)
    assert store.code([new], actor="anna") == Coded((new.id,))
    assert store.check() == []


def test_every_problem_is_named_and_nothing_is_written(store):
    a = store.version("a")
    store.add_versions([rewritten(a, [(Span(0, 1), "[navn]")])], actor="bo")
    new, revision = store.version("a"), store.revision
    wrong = {
        "it is on version": coding(a),
        "the text of a at": coding(new, 0, len(new.text) + 1),
        "it holds no text": coding(new, 4, 4),
        "there is no document": Coding("x", "nobody", a.short_sha, Span(0, 3), "partner.skole", "anna"),
        "there is no code": coding(new, code="partner.kirke"),
        "only groups others": coding(new, code="partner"),
        "there is no stance": coding(new, stance="doubt"),
        "rounds count from 1": coding(new, round=0),
        "it needs an id and a coder": coding(new, coder=""),
        "cannot be stored": coding(new, memo=f"{SECRET}\x00"),
    }
    with pytest.raises(CodingError) as error:
        store.code([coding(new), *wrong.values()], withdraw=["nobody"], actor="anna")
    found = error.value.problems
    assert [problem.where for problem in found] == [
        *(f"coding {n}" for n in range(2, len(wrong) + 2)),
        "coding 'nobody'",
    ]
    assert all(words in problem.found for words, problem in zip(wrong, found[:-1], strict=True))
    assert found[-1].found == "there is no such coding"
    assert SECRET not in str(error.value)
    assert (store.codings(), store.revision) == ([], revision)


def test_speech_in_place_of_an_id_is_not_repeated(store):
    with pytest.raises(CodingError) as error:
        store.code([], withdraw=[f"Så sagde hun {SECRET}"], actor="anna")
    assert SECRET not in str(error.value)
    with pytest.raises(CodingError) as error:
        store.edit_coding(f"Så sagde hun {SECRET}", memo="x", actor="anna")
    assert SECRET not in str(error.value)


def test_an_id_belongs_to_one_coding(store):
    a = store.version("a")
    one = coding(a)
    store.code([one], actor="anna")
    other = Coding(one.id, "a", a.short_sha, Span(9, 12), "tema.tillid", "anna")
    with pytest.raises(CodingError, match="another coding"):
        store.code([other], actor="anna")
    with pytest.raises(CodingError, match="another coding"):
        store.code([other], withdraw=[one.id], actor="anna")
    assert store.codings() == [replace(one, created_at=store.codings()[0].created_at)]


def test_what_a_decision_made_can_be_withdrawn_by_hand_and_said_again(store):
    about = suggestion(store.version("a"))
    (made,) = store.decide([decision(about)], actor="anna").codings
    store.code([], withdraw=[made], actor="anna")
    assert store.code([coding(store.version("a"))], actor="anna").reinstated == (made,)
    assert store.check() == []


# Changing a coding


def test_a_memo_is_changed_and_emptied(store):
    one = coding(store.version("a"), memo="før")
    store.code([one], actor="anna")
    for memo in ("efter", ""):
        assert store.edit_coding(one.id, memo=memo, actor="anna")
        assert [(found.id, found.memo) for found in store.codings()] == [(one.id, memo)]
    assert not store.edit_coding(one.id, memo="", actor="anna")
    assert not store.edit_coding(one.id, actor="anna")
    assert [done.kind for done in store.log(3)] == ["edit coding", "edit coding", "code"]
    store.undo(actor="anna")
    assert store.codings()[0].memo == "efter"


def test_a_stance_is_changed_and_the_memo_stays(store):
    one = coding(store.version("a"), memo="note")
    store.code([one], actor="anna")
    assert store.edit_coding(one.id, stance="wish", actor="anna")
    (found,) = store.codings()
    assert (found.id, found.stance, found.memo) == (one.id, "wish", "note")
    assert store.edit_coding(one.id, stance="counterexample", memo="to", actor="anna")
    (found,) = store.codings()
    assert (found.stance, found.memo) == ("counterexample", "to")


def test_a_coding_cannot_come_to_say_what_another_one_says(store):
    a = store.version("a")
    one, wish = coding(a), coding(a, stance="wish")
    store.code([one, wish], actor="anna")
    with pytest.raises(CodingError, match="says the same already"):
        store.edit_coding(one.id, stance="wish", actor="anna")
    store.withdraw([wish.id], actor="anna")
    assert store.edit_coding(one.id, stance="wish", actor="anna")
    with pytest.raises(CodingError, match="says the same already"):
        store.reinstate([wish.id], actor="anna")
    assert store.check() == []


def test_of_two_codings_that_say_the_same_the_one_that_holds_counts(store):
    """One was withdrawn as a wish, and the other became a wish."""
    a = store.version("a")
    one, wish = coding(a), coding(a, stance="wish")
    store.code([one, wish], actor="anna")
    store.withdraw([wish.id], actor="anna")
    store.edit_coding(one.id, stance="wish", actor="anna")
    assert store.code([coding(a, stance="wish")], actor="anna") == Coded(unchanged=(one.id,))
    assert store.edit_coding(wish.id, stance="experience", actor="anna")
    assert store.edit_coding(wish.id, stance="wish", actor="anna")
    assert (ids(store.codings()), ids(store.codings(withdrawn=True))) == ([one.id], [wish.id])
    assert store.check() == []


@pytest.mark.parametrize(
    "write",
    [
        lambda store, one, seen: store.code([replace(one, id="new")], actor="anna", seen=seen),
        lambda store, one, seen: store.code([], withdraw=[one.id], actor="anna", seen=seen),
        lambda store, one, seen: store.edit_coding(one.id, memo="x", actor="anna", seen=seen),
    ],
    ids=["code", "withdraw", "edit"],
)
def test_a_second_kernel_of_one_coder_must_reload(store, write):
    one = coding(store.version("a"))
    store.code([one], actor="anna")
    with Store.open(store.path) as other:
        seen = store.revision
        other.code([coding(store.version("a"), 7, 9, coder="bo")], actor="bo")
        other.edit_coding(one.id, memo="fra den anden", actor="anna")
        with pytest.raises(StaleStudyError):
            write(store, one, seen)
    assert [found.memo for found in store.codings(coder="anna")] == ["fra den anden"]


def test_what_others_say_does_not_matter(store):
    a = store.version("a")
    one, other = coding(a), coding(a, coder="bo", stance="wish")
    store.code([one, other, agreed(a, stance="wish")], actor="anna")
    assert store.edit_coding(one.id, stance="wish", actor="anna")
    assert len(store.codings()) == 3


def test_a_withdrawn_coding_can_get_a_memo_why(store):
    one = coding(store.version("a"))
    store.code([one], actor="anna")
    store.withdraw([one.id], actor="anna")
    assert store.edit_coding(one.id, memo="misforstået", actor="anna")
    assert [found.memo for found in store.codings(withdrawn=True)] == ["misforstået"]
    assert store.codings() == []


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ({"id": "nobody"}, "there is no such coding"),
        ({"stance": "doubt"}, "there is no stance 'doubt'"),
        ({"stance": ""}, "there is no stance"),
        ({"memo": f"{SECRET}\x00"}, "cannot be stored"),
    ],
    ids=["id", "stance", "no stance", "NUL"],
)
def test_a_change_that_does_not_fit_is_refused(store, change, found):
    one = coding(store.version("a"))
    store.code([one], actor="anna")
    with pytest.raises(CodingError, match=found) as error:
        store.edit_coding(**{"id": one.id, "actor": "anna", **change})
    assert (error.value.code, SECRET in str(error.value)) == ("QC-ST21", False)
    assert store.revision == 3
