"""The log, undo and redo, and writes that build on what is no longer so."""

import pytest

from qualcode.errors import StaleStudyError, StoreError
from qualcode.model import Memo, Span
from qualcode.store import Store
from store.samples import (
    book,
    by_turns,
    coding,
    content,
    decision,
    do_everything,
    new_document,
    rewritten,
    settlement,
    suggestion,
)


def test_every_action_is_undone_and_done_again_exactly(store):
    """Back to the start step by step, and forth again, each time the very same study."""
    states, kinds = [content(store)], []
    for kind in do_everything(store):
        states.append(content(store))
        kinds.append(kind)
    for before, kind in zip(states[-2::-1], kinds[::-1], strict=True):
        assert store.undo(actor="x").kind == kind
        assert content(store) == before
    for after, kind in zip(states[1:], kinds, strict=True):
        assert store.redo(actor="x").kind == kind
        assert content(store) == after
    assert store.check() == []


def test_undo_stops_at_the_beginning(store):
    for _ in range(2):
        store.undo(actor="anna")
    with pytest.raises(StoreError) as error:
        store.undo(actor="anna")
    assert error.value.code == "QC-ST18"
    assert store.documents() == []
    assert store.revision == 4


def test_redo_is_over_when_something_new_was_done(store):
    with pytest.raises(StoreError):
        store.redo(actor="anna")
    store.undo(actor="anna")
    store.add_documents([new_document("c")], actor="anna")
    with pytest.raises(StoreError) as error:
        store.redo(actor="anna")
    assert error.value.code == "QC-ST18"


def test_undo_works_in_another_process_than_the_one_that_acted(store):
    """The history is in the file, not in the kernel that crashed."""
    store.add_codings([coding(store.version("a"))], actor="anna")
    store.close()
    with Store.open(store.path) as again:
        assert again.undo(actor="anna").kind == "add codings"
        assert again.codings() == []


def test_the_log_says_who_when_what_and_how_many(store):
    a = store.version("a")
    store.add_codings([coding(a, memo="hemmelig tanke")], actor="bo")
    store.undo(actor="anna")
    log = store.log()
    assert [(one.rev, one.actor, one.kind, one.undoes, one.undone) for one in log] == [
        (4, "anna", "undo", 3, False),
        (3, "bo", "add codings", None, True),
        (2, "anna", "codebook", None, False),
        (1, "anna", "add documents", None, False),
    ]
    assert log[1].counts == {"added": 1, "memos": 0}
    assert all(one.at.endswith("+00:00") for one in log)
    assert store.log(2) == log[:2]
    assert "hemmelig" not in repr(log)


@pytest.fixture
def two(store):
    """Two kernels on one study, and the revision at which both loaded it."""
    with Store.open(store.path) as other:
        yield store, other, store.revision


def test_a_second_kernel_of_one_coder_must_reload(two):
    """A notebook left open yesterday must not write over what the same person did elsewhere."""
    store, other, seen = two
    a = store.version("a")
    other.add_codings([coding(a, 0, 3)], actor="anna", seen=seen)
    with pytest.raises(StaleStudyError) as error:
        store.add_codings([coding(a, 5, 9)], actor="anna", seen=seen)
    assert "changed since you loaded it" in str(error.value)
    assert len(store.codings()) == 1
    store.add_codings([coding(a, 5, 9)], actor="anna", seen=store.revision)


def test_two_coders_of_one_document_do_not_hinder_each_other(two):
    store, other, seen = two
    a = store.version("a")
    other.add_codings([coding(a, coder="bo")], actor="bo", seen=seen)
    store.add_codings([coding(a, coder="anna")], actor="anna", seen=seen)
    store.withdraw([store.codings(coder="anna")[0].id], actor="anna", seen=seen)
    assert [one.coder for one in store.codings()] == ["bo"]


def test_ones_own_writes_make_nothing_stale(store):
    """A kernel keeps the revision it loaded, and writes many times."""
    a, seen = store.version("a"), store.revision
    for n in range(3):
        store.add_codings([coding(a, n, n + 3)], actor="anna", seen=seen)
    assert len(store.codings()) == 3


def test_decisions_and_codings_of_one_coder_build_on_each_other(two):
    """What a decision finds or makes depends on what the person coded; a rejection changes no coding."""
    store, other, seen = two
    about = suggestion(store.version("a"))
    other.decide([decision(about, "reject")], actor="anna", seen=seen)
    store.add_codings([coding(store.version("a"))], actor="anna", seen=seen)
    for stale, again in ((store, "accept"), (other, "later")):
        with pytest.raises(StaleStudyError):
            stale.decide([decision(about, again)], actor="anna", seen=seen)
    other.decide([decision(about, coder="bo")], actor="bo", seen=seen)
    store.decide([decision(about)], actor="anna", seen=store.revision)
    assert [(one.coder, one.answer) for one in store.decisions()] == [("bo", "accept"), ("anna", "accept")]


@pytest.mark.parametrize("change", ["version", "codebook", "undo"])
def test_codings_on_a_changed_text_or_codebook_are_refused(two, change):
    """Never applied to shifted text."""
    store, other, seen = two
    a = store.version("a")
    if change == "version":
        other.add_versions([rewritten(a, [(Span(0, 1), "[navn]")])], actor="bo", seen=seen)
    elif change == "codebook":
        other.put_codebook(book("2"), source_sha256="2" * 64, actor="bo", seen=seen)
    else:
        other.undo(actor="bo", seen=seen)
    with pytest.raises(StaleStudyError):
        store.add_codings([coding(a)], actor="anna", seen=seen)
    with pytest.raises(StaleStudyError):
        store.code([coding(a)], actor="anna", seen=seen)
    with pytest.raises(StaleStudyError):
        store.decide([decision(suggestion(a))], actor="anna", seen=seen)
    assert store.codings() == store.decisions() == []


def test_another_documents_text_does_not_matter(two):
    store, other, seen = two
    other.add_versions([rewritten(store.version("b"), [(Span(0, 1), "x")])], actor="bo")
    assert store.add_codings([coding(store.version("a"))], actor="anna", seen=seen).added == 1


@pytest.mark.parametrize(
    "write",
    [
        lambda store, seen: store.add_documents([new_document("d")], actor="x", seen=seen),
        lambda store, seen: store.put_segmentations([by_turns(store.version("a", 1))], actor="x", seen=seen),
        lambda store, seen: store.put_codebook(book("3"), source_sha256="3" * 64, actor="x", seen=seen),
        lambda store, seen: store.put_memo(Memo("m", "study", "", "y"), actor="x", seen=seen),
        lambda store, seen: store.decide([decision(suggestion(store.version("a")))], actor="x", seen=seen),
        lambda store, seen: store.add_versions([rewritten(store.version("a", 1), [])], actor="x", seen=seen),
        lambda store, seen: store.code([coding(store.version("a"))], actor="x", seen=seen),
        lambda store, seen: store.code([], withdraw=[store.codings()[0].id], actor="x", seen=seen),
        lambda store, seen: store.edit_coding(store.codings()[0].id, memo="y", actor="x", seen=seen),
        lambda store, seen: store.settle(
            [(settlement(store.version("a"), outcome="none"), [])], actor="x", seen=seen
        ),
        lambda store, seen: store.start_round(actor="x", seen=seen),
        lambda store, seen: store.open_round(2, actor="x", seen=seen),
        lambda store, seen: store.finish("a", "anna", actor="x", seen=seen),
        lambda store, seen: store.undo(actor="x", seen=seen),
        lambda store, seen: store.redo(actor="x", seen=seen),
        lambda store, seen: store.undo(actor="bo", seen=seen, own=True),
    ],
    ids=[
        "documents",
        "segmentations",
        "codebook",
        "memo",
        "decide",
        "versions",
        "code",
        "code away",
        "edit",
        "settle",
        "start",
        "open",
        "finish",
        "undo",
        "redo",
        "own undo",
    ],
)
def test_every_kind_of_write_can_be_stale(two, write):
    store, other, seen = two
    for _ in do_everything(other):
        pass
    with pytest.raises(StaleStudyError):
        write(store, seen)


def test_undo_without_a_revision_takes_back_the_last_action_of_anybody(two):
    store, other, _ = two
    other.add_codings([coding(store.version("a"), coder="bo")], actor="bo")
    assert store.undo(actor="anna").actor == "bo"
