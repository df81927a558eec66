"""Rounds and finished documents: who may see what, and what reading to the end means."""

import pytest

from qualcode.errors import StaleStudyError, StoreError, UsageError
from qualcode.model import Coder, Finished, Round, Span
from qualcode.store import Store
from store.samples import coding, new_document, rewritten


def test_round_one_is_there_from_the_start_and_blind(store):
    assert store.rounds() == [Round(1)]
    assert not store.rounds()[0].is_open


def test_rounds_follow_each_other_and_are_kept(store):
    assert store.start_round(title="anden gennemgang", actor="lis") == Round(2, "anden gennemgang")
    assert store.start_round(actor="lis") == Round(3)
    with Store.open(store.path) as again:
        assert again.rounds() == [Round(1), Round(2, "anden gennemgang"), Round(3)]
    assert [done.kind for done in store.log(2)] == ["start round", "start round"]


@pytest.mark.parametrize("number", [1, 2])
def test_opening_says_who_and_when_and_happens_once(store, number):
    store.start_round(title="anden", actor="lis")
    assert store.open_round(number, actor="lis")
    opened = store.rounds()[number - 1]
    assert (opened.number, opened.title, opened.opened_by) == (number, ["", "anden"][number - 1], "lis")
    assert store.log()[1].at <= store.log()[0].at <= opened.opened_at
    assert opened.is_open
    assert not store.rounds()[2 - number].is_open
    revision = store.revision
    assert not store.open_round(number, actor="bo")
    assert store.revision == revision


def test_a_round_that_was_never_started_cannot_be_opened(store):
    with pytest.raises(StoreError, match="there is no round 2") as error:
        store.open_round(2, actor="lis")
    assert error.value.code == "QC-ST28"
    assert store.revision == 2


def test_only_undo_closes_a_round_again(store):
    store.open_round(1, actor="lis")
    store.undo(actor="lis")
    assert store.rounds() == [Round(1)]
    store.redo(actor="lis")
    assert store.rounds()[0].is_open
    assert store.check() == []


def test_a_number_that_was_taken_back_is_the_next_again(store):
    """Codings carry the number: a gap would look like a round that somebody hides."""
    store.start_round(title="forkert", actor="lis")
    store.undo(actor="lis")
    assert store.start_round(title="rigtig", actor="lis") == Round(2, "rigtig")
    assert store.check() == []


def test_two_who_start_a_round_at_once_do_not_start_two(store):
    with Store.open(store.path) as other:
        seen = store.revision
        other.start_round(actor="bo", seen=seen)
        with pytest.raises(StaleStudyError):
            store.start_round(actor="lis", seen=seen)
    assert len(store.rounds()) == 2


def test_a_title_that_cannot_be_stored_is_refused_without_its_words(store):
    with pytest.raises(UsageError) as error:
        store.start_round(title="HEMMELIG\x00", actor="lis")
    assert "HEMMELIG" not in str(error.value)


# Finished documents


def test_a_document_is_finished_by_a_coder_in_a_round(store):
    a = store.version("a")
    store.start_round(actor="lis")
    assert store.finish("A", "anna", actor="anna")
    assert store.finish("a", "anna", round=2, actor="anna")
    assert store.finish("b", "bo", actor="anna")
    found = store.finished()
    assert [(one.document, one.coder, one.round, one.version) for one in found] == [
        ("a", "anna", 1, a.short_sha),
        ("a", "anna", 2, a.short_sha),
        ("b", "bo", 1, store.version("b").short_sha),
    ]
    begun = [done.at for done in store.log(3)[::-1]]
    assert all(at <= one.at for at, one in zip(begun, found, strict=True))
    assert found[0].at <= begun[1] <= found[1].at <= begun[2]
    assert store.finished(document="A") == found[:2] == store.finished(coder="anna")
    assert store.finished(document="b", coder="anna") == store.finished(coder="nobody") == []
    assert store.check() == []


def test_finishing_is_noted_once_and_can_be_taken_back(store):
    assert store.finish("a", "anna", actor="anna")
    revision = store.revision
    assert not store.finish("a", "anna", actor="anna")
    assert store.revision == revision
    assert store.finish("a", "anna", done=False, actor="anna")
    assert store.finished() == []
    assert not store.finish("a", "anna", done=False, actor="anna")
    assert not store.finish("b", "anna", done=False, actor="anna")
    assert [done.kind for done in store.log(2)] == ["unfinish", "finish"]
    assert store.finish("a", "anna", actor="anna")
    assert len(store.finished()) == 1


def test_who_found_nothing_to_code_is_a_coder(store):
    """Agreement must know that anna read the document: her silence counts."""
    store.finish("a", "anna", actor="anna")
    assert store.coders() == [Coder("anna")]
    store.undo(actor="anna")
    assert (store.coders(), store.finished()) == ([], [])


@pytest.mark.parametrize(
    ("document", "coder", "round_", "code"),
    [
        ("nobody", "anna", 1, "QC-ST16"),
        ("a", "anna", 2, "QC-ST28"),
        ("a", "anna", 0, "QC-ST28"),
        ("a", "forslag", 1, "QC-ST29"),
        ("a", "", 1, "QC-ST26"),
        ("a", "x\x00", 1, "QC-ST26"),
    ],
)
def test_what_nobody_can_have_finished_is_refused(store, document, coder, round_, code):
    store.add_coder(Coder("forslag", "model"), actor="anna")
    for done in (True, False):
        with pytest.raises(StoreError if code != "QC-ST26" else UsageError) as error:
            store.finish(document, coder, round=round_, done=done, actor="anna")
        assert error.value.code == code
    assert store.finished() == []


def test_finished_needs_a_document_that_is_there(store):
    with pytest.raises(StoreError) as error:
        store.finished(document="nobody")
    assert error.value.code == "QC-ST16"


def test_the_mark_moves_along_with_a_new_text(store):
    """Reading was not for nothing because a name was replaced."""
    a = store.version("a")
    store.finish("a", "anna", actor="anna")
    store.finish("b", "anna", actor="anna")
    before = store.finished()
    store.add_versions([rewritten(a, [(Span(0, 1), "[navn]")])], actor="bo")
    new = store.version("a")
    mark = before[0]
    assert store.finished() == [
        Finished("a", "anna", 1, new.short_sha, mark.at),
        before[1],
    ]
    assert store.check() == []
    store.undo(actor="bo")
    assert store.finished() == before


def test_a_text_that_only_changes_its_kind_leaves_the_mark_alone(store):
    store.finish("a", "anna", actor="anna")
    before = store.finished()
    store.add_versions([rewritten(store.version("a"), [])], actor="bo")
    assert store.finished() == before
    assert store.check() == []


def test_whoever_read_an_old_text_is_told_so(store):
    with Store.open(store.path) as other:
        seen = store.revision
        other.add_versions([rewritten(store.version("a"), [(Span(0, 1), "[navn]")])], actor="bo")
        with pytest.raises(StaleStudyError):
            store.finish("a", "anna", actor="anna", seen=seen)
        other.add_documents([new_document("c")], actor="bo")
        assert store.finish("b", "anna", actor="anna", seen=seen)


def test_coding_goes_on_after_finishing(store):
    """The mark says what was read, and forbids nothing."""
    store.finish("a", "anna", actor="anna")
    store.code([coding(store.version("a"))], actor="anna")
    assert len(store.finished()) == 1
