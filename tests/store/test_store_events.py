"""A passage's history: who said what of it, and what became of that."""

import pytest

from qualcode.errors import StoreError
from qualcode.model import Span
from store.samples import agreed, coding, decision, rewritten, settlement, suggestion


def story(events):
    """Return events as (revision, actor, action, what)."""
    return [(one.rev, one.actor, one.action, one.what) for one in events]


def whats(store, **where):
    return [one.what for one in store.coding_events("a", **where)]


def test_a_codings_life_is_told_in_order(store):
    one = coding(store.version("a"), memo="tanke")
    store.code([one], actor="anna")
    store.edit_coding(one.id, memo="tanke igen", stance="wish", actor="anna")
    store.withdraw([one.id], actor="bo")
    store.reinstate([one.id], actor="anna")
    found = store.coding_events("a")
    assert story(found) == [
        (3, "anna", "code", "added"),
        (4, "anna", "edit coding", "changed"),
        (5, "bo", "withdraw codings", "withdrawn"),
        (6, "anna", "reinstate codings", "reinstated"),
    ]
    assert [done.at for done in store.log(4)[::-1]] == [event.at for event in found]
    assert [(event.coding.stance, event.coding.memo) for event in found] == [
        ("experience", "tanke"),
        *[("wish", "tanke igen")] * 3,
    ]
    assert {event.coding.id for event in found} == {one.id}
    assert found[-1].coding == store.codings()[0]
    assert "tanke" not in repr(found)


def test_what_was_undone_and_done_again_is_told_too(store):
    one = coding(store.version("a"))
    store.code([one], actor="anna")
    store.undo(actor="bo")
    assert story(store.coding_events("a"))[1:] == [(4, "bo", "undo", "removed")]
    store.redo(actor="anna")
    store.withdraw([one.id], actor="anna")
    store.undo(actor="anna")
    assert story(store.coding_events("a"))[2:] == [
        (5, "anna", "redo", "added"),
        (6, "anna", "withdraw codings", "withdrawn"),
        (7, "anna", "undo", "reinstated"),
    ]
    assert store.coding_events("a")[1].coding.id == one.id


def test_what_decisions_and_settlements_did_is_told(store):
    a = store.version("a")
    about = suggestion(a)
    store.decide([decision(about)], actor="anna")
    store.decide([decision(about, "reject")], actor="anna")
    store.settle([(settlement(a), [agreed(a)])], actor="lis")
    store.settle([(settlement(a, outcome="none"), [])], actor="lis")
    assert [(one.action, one.what, one.coding.coder) for one in store.coding_events("a")] == [
        ("decide", "added", "anna"),
        ("decide", "withdrawn", "anna"),
        ("settle", "added", "consensus"),
        ("settle", "withdrawn", "consensus"),
    ]


def test_a_new_text_moves_codings_and_withdraws_those_it_lost(store):
    a = store.version("a")
    store.code([coding(a, 3, 9), coding(a, 20, 25)], actor="anna")
    store.add_versions([rewritten(a, [(Span(2, 10), "")])], actor="bo")
    new = store.version("a")
    found = store.coding_events("a")[2:]
    assert [(one.what, one.coding.span, one.coding.version) for one in found] == [
        ("withdrawn", Span(3, 9), a.short_sha),
        ("moved", Span(12, 17), new.short_sha),
    ]
    store.undo(actor="bo")
    assert whats(store)[4:] == ["reinstated", "moved"]


def test_a_text_that_only_changes_its_kind_is_no_event(store):
    store.code([coding(store.version("a"))], actor="anna")
    store.add_versions([rewritten(store.version("a"), [])], actor="bo")
    assert whats(store) == ["added"]


def test_a_passage_has_the_codings_that_overlap_it(store):
    a = store.version("a")
    store.code([coding(a, 0, 10), coding(a, 10, 20), coding(a, 15, 30), coding(a, 40, 50)], actor="anna")
    store.code([coding(store.version("b"), 0, 10)], actor="anna")

    def starts(start, end):
        return [one.coding.span.start for one in store.coding_events("a", span=Span(start, end))]

    assert starts(0, 10) == [0]
    assert starts(9, 16) == [0, 10, 15]
    assert starts(30, 40) == []
    assert starts(45, 46) == [40]
    assert starts(0, 100) == [0, 10, 15, 40]


def test_a_blind_coder_asks_for_her_own(store):
    a = store.version("a")
    store.code([coding(a), coding(a, coder="bo"), agreed(a)], actor="lis")
    assert {one.coding.coder for one in store.coding_events("a", coders=["anna"])} == {"anna"}
    assert len(store.coding_events("a", coders={"anna", "bo"})) == 2
    assert store.coding_events("a", coders=()) == []


def test_codings_are_found_where_their_words_are_now(store):
    """The passage is asked for on the latest text; the coding was made on an earlier one, and undone there."""
    a = store.version("a")
    store.code([coding(a, 20, 25)], actor="anna")
    store.undo(actor="anna")
    store.code([coding(a, 40, 45)], actor="anna")
    store.add_versions([rewritten(a, [(Span(0, 1), "[navn]")])], actor="bo")
    assert whats(store, span=Span(25, 30)) == ["added", "removed"]
    assert whats(store, span=Span(20, 25)) == []
    assert whats(store, span=Span(45, 50)) == ["added", "moved"]


def test_a_coding_whose_words_are_gone_belongs_to_where_they_were(store):
    a = store.version("a")
    store.code([coding(a, 3, 9)], actor="anna")
    store.add_versions([rewritten(a, [(Span(2, 10), "")])], actor="bo")
    assert whats(store, span=Span(0, 5)) == ["added", "withdrawn"]
    assert whats(store, span=Span(2, 5)) == ["added", "withdrawn"]
    assert whats(store, span=Span(3, 9)) == []


def test_codings_on_a_text_that_was_undone_are_found(store):
    """Version 2 is gone; what was said of it led to nothing, and is still told."""
    a = store.version("a")
    store.add_versions([rewritten(a, [(Span(0, 1), "[navn]")])], actor="bo")
    store.code([coding(store.version("a"), 25, 30)], actor="anna")
    store.undo(actor="anna")
    store.undo(actor="bo")
    assert whats(store, span=Span(20, 25)) == ["added", "removed"]
    assert whats(store, span=Span(25, 30)) == []
    store.add_versions([rewritten(a, [(Span(0, 1), "[by]")])], actor="bo")
    assert whats(store, span=Span(23, 28)) == ["added", "removed"]


def test_events_need_a_document_that_is_there(store):
    assert store.coding_events("A") == []
    with pytest.raises(StoreError) as error:
        store.coding_events("nobody")
    assert error.value.code == "QC-ST16"
