"""Each undoes their own: side by side, in any process, and never under what somebody else built on it."""

from dataclasses import replace

import pytest

from qualcode.errors import StaleStudyError, StoreError
from qualcode.model import Coder, Memo, Span
from qualcode.store import Store
from store.samples import (
    agreed,
    book,
    by_turns,
    coding,
    content,
    decision,
    new_document,
    rewritten,
    settlement,
    suggestion,
)


def code(store, start=0, *, coder="anna", document="a", actor=None, **more):
    """Let a coder code a stretch; return the coding."""
    one = coding(store.version(document), start, start + 4, coder=coder, **more)
    store.code([one], actor=actor or coder)
    return one


def own(store, actor="anna"):
    return store.undo(actor=actor, own=True)


def again(store, actor="anna"):
    return store.redo(actor=actor, own=True)


def refused(turn, *arguments, **more):
    """Return why undo or redo was refused."""
    with pytest.raises(StoreError) as error:
        turn(*arguments, **more)
    return error.value.code


def starts(store, coder):
    return [one.span.start for one in store.codings(coder=coder)]


BUILT_ON, NOTHING = "QC-ST27", "QC-ST18"


def test_two_coders_each_undo_their_own(store):
    """Side by side in one document, a click by her and a click by him."""
    for place in (0, 5):
        code(store, place)
        code(store, place, coder="bo")
    assert own(store).actor == "anna"
    assert (starts(store, "anna"), starts(store, "bo")) == ([0], [0, 5])
    own(store, "bo")
    own(store)
    assert (starts(store, "anna"), starts(store, "bo")) == ([], [0])
    assert refused(own, store) == BUILT_ON  # the codebook was anna's, too, and bo codes with it
    again(store)
    again(store)
    assert (starts(store, "anna"), starts(store, "bo")) == ([0, 5], [0])
    assert refused(again, store) == NOTHING
    again(store, "bo")
    assert starts(store, "bo") == [0, 5]
    assert store.check() == []


def test_undo_of_ones_own_is_an_action_like_any(store):
    code(store)
    code(store, coder="bo")
    done = own(store)
    assert (done.kind, done.rev) == ("code", 3)
    log = store.log(3)
    assert [(one.kind, one.actor, one.undoes, one.undone) for one in log] == [
        ("undo", "anna", 3, False),
        ("code", "bo", None, False),
        ("code", "anna", None, True),
    ]


def test_everything_that_one_recorded_counts_imports_too(store):
    store.add_codings([coding(store.version("a"), coder="carla")], actor="anna")
    code(store, coder="bo")
    assert own(store).kind == "add codings"
    own(store, "bo")
    assert [own(store).kind for _ in range(2)] == ["codebook", "add documents"]
    assert refused(own, store) == NOTHING


def test_what_one_did_for_another_coder_is_ones_own(store):
    code(store, coder="carla", actor="anna")
    assert refused(own, store, "carla") == NOTHING
    own(store)
    assert store.codings() == []


def test_a_later_change_of_the_same_coders_codings_by_somebody_else_stands_on_it(store):
    """Lis withdrew what anna had coded: taking anna's coding away under that would change what lis did."""
    one = code(store)
    store.withdraw([one.id], actor="lis")
    before = content(store)
    with pytest.raises(
        StoreError, match=r"a later action \(revision 4\) by somebody else builds on it"
    ) as error:
        own(store)
    assert error.value.code == BUILT_ON
    assert content(store) == before
    own(store, "lis")
    own(store)
    assert store.codings() == store.codings(withdrawn=True) == []


def test_what_somebody_else_took_back_again_does_not_stand_on_it(store):
    one = code(store)
    store.withdraw([one.id], actor="lis")
    store.undo(actor="lis")
    assert own(store).rev == 3
    assert store.codings() == []
    assert store.check() == []


def test_what_others_did_meanwhile_keeps_one_from_doing_it_again(store):
    """Anna's coding is undone; lis puts the same statement there under her name; done again it would stand twice."""
    one = code(store)
    own(store)
    store.code([replace(one, id="other")], actor="lis")
    assert refused(again, store) == BUILT_ON
    own(store, "lis")
    again(store)
    assert [found.id for found in store.codings()] == [one.id]
    assert store.check() == []


def test_redo_is_over_when_one_did_something_new_oneself_and_not_when_others_did(store):
    code(store, 0)
    own(store)
    code(store, 9, coder="bo")
    again(store)
    own(store)
    code(store, 5)
    assert refused(again, store) == NOTHING
    assert (starts(store, "anna"), starts(store, "bo")) == ([5], [9])


def test_a_new_text_carries_codings_and_stands_on_what_was_before(store):
    code(store)
    store.add_versions([rewritten(store.version("a"), [(Span(0, 1), "[navn]")])], actor="bo")
    assert refused(own, store) == BUILT_ON
    code(store, document="b")
    own(store)
    assert refused(own, store) == BUILT_ON


def test_codings_stand_on_the_text_that_they_are_on(store):
    store.add_versions([rewritten(store.version("a"), [(Span(0, 1), "[navn]")])], actor="lis")
    code(store)
    assert refused(own, store, "lis") == BUILT_ON
    own(store)
    assert own(store, "lis").kind == "add versions"
    assert refused(again, store, "anna") == BUILT_ON
    again(store, "lis")
    again(store, "anna")
    assert store.check() == []


def test_codings_stand_on_the_document(store):
    store.add_documents([new_document("c")], actor="lis")
    store.finish("c", "anna", actor="anna")
    assert refused(own, store, "lis") == BUILT_ON
    own(store)
    own(store, "lis")
    assert refused(again, store) == BUILT_ON
    assert store.check() == []


def test_segmentations_stand_on_the_text(store):
    store.add_versions([rewritten(store.version("a"), [(Span(0, 1), "[navn]")])], actor="lis")
    store.put_segmentations([by_turns(store.version("a"))], actor="bo")
    assert refused(own, store, "lis") == BUILT_ON
    own(store, "bo")
    own(store, "lis")
    assert refused(again, store, "bo") == BUILT_ON


def test_codings_stand_on_the_codebook_and_the_codebook_on_no_coding(store):
    store.put_codebook(book("2"), source_sha256="2" * 64, actor="lis")
    code(store)
    assert refused(own, store, "lis") == BUILT_ON
    store.put_codebook(book("3"), source_sha256="3" * 64, actor="bo")
    own(store)
    assert store.undo(actor="x").actor == "bo"
    own(store, "lis")
    assert store.codebook().number == 1


@pytest.mark.parametrize("how", ["undo", "redo"])
def test_a_coding_does_not_come_back_under_a_code_that_left_the_codebook(store, how):
    one = code(store)
    if how == "undo":
        store.withdraw([one.id], actor="anna")
    else:
        own(store)
    store.put_codebook(book("2", drop=["partner.skole"]), source_sha256="2" * 64, actor="lis")
    before = content(store)
    assert refused(own if how == "undo" else again, store) == BUILT_ON
    assert content(store) == before
    assert store.check() == []


def test_a_coding_does_not_come_back_where_its_words_are_gone(store):
    one = coding(store.version("a"), 3, 9)
    store.code([one], actor="anna")
    store.withdraw([one.id], actor="anna")
    store.add_versions([rewritten(store.version("a"), [(Span(2, 10), "")])], actor="lis")
    assert refused(own, store) == BUILT_ON
    assert store.codings() == []


def test_a_settlement_stands_on_its_sources_and_on_nothing_else_of_the_coders(store):
    first = code(store, 0)
    second = code(store, 30)
    a = store.version("a")
    store.settle([(settlement(a, 0, 9, sources=[first]), [agreed(a, 0, 4)])], actor="lis")
    own(store)
    assert refused(own, store) == BUILT_ON
    assert [one.id for one in store.codings(coder="anna")] == [first.id]
    own(store, "lis")
    own(store)
    assert (store.codings(), store.settlements()) == ([], [])
    assert store.check() == []
    assert second.id not in {one.id for one in store.codings(withdrawn=True)}


def test_a_decision_stands_on_the_coding_that_it_found(store):
    """Somebody else decides in anna's name; her own coding is what it led to."""
    one = code(store, 0)
    store.decide([decision(suggestion(store.version("a"), 0, 4))], actor="lis")
    assert store.decisions()[0].coding == one.id
    assert refused(own, store) == BUILT_ON
    own(store, "lis")
    own(store)
    assert store.check() == []


@pytest.mark.parametrize("about", ["coding", "document"])
def test_a_memo_stands_on_what_it_is_about(store, about):
    store.add_documents([new_document("c")], actor="anna")
    one = code(store)
    if about == "document":
        own(store)
    store.put_memo(Memo("m", about, one.id if about == "coding" else "c", "tanke"), actor="lis")
    assert refused(own, store) == BUILT_ON
    own(store, "lis")
    own(store)
    assert refused(again, store, "lis") == BUILT_ON
    assert store.check() == []


def test_a_round_stays_open_once_somebody_coded(store):
    """They may have seen what others said."""
    store.open_round(1, actor="lis")
    assert own(store, "lis").kind == "open round"
    again(store, "lis")
    code(store)
    assert refused(own, store, "lis") == BUILT_ON
    assert store.rounds()[0].is_open


def test_finishing_stands_on_the_round(store):
    store.start_round(actor="lis")
    store.finish("a", "anna", round=2, actor="anna")
    assert refused(own, store, "lis") == BUILT_ON
    own(store)
    own(store, "lis")
    assert refused(again, store) == BUILT_ON
    assert store.check() == []


def test_a_name_stays_on_the_list_of_coders_as_long_as_somebody_uses_it(store):
    """Whoever settles first notes ``consensus``; others settle elsewhere, and hers is taken back."""
    for who, document in (("lis", "a"), ("mia", "b")):
        place = settlement(store.version(document), by=who)
        store.settle([(place, [agreed(store.version(document))])], actor=who)
    own(store, "lis")
    assert store.coders() == [Coder("consensus")]
    assert [one.document for one in store.codings()] == ["b"]
    again(store, "lis")
    own(store, "mia")
    own(store, "lis")
    assert store.codings() == []
    again(store, "mia")
    assert store.coders() == [Coder("consensus")]
    assert store.check() == []


def test_a_model_stays_a_model_while_others_code_in_its_name(store):
    store.add_coder(Coder("forslag", "model"), actor="lis")
    code(store, coder="forslag", actor="anna")
    assert refused(own, store, "lis") == BUILT_ON
    assert store.coders() == [Coder("forslag", "model")]


def test_undo_of_all_goes_on_where_single_ones_were_taken_back(store):
    """The two ways mix: the last action that holds, whoever did it, is still the last."""
    code(store, 0)
    code(store, 0, coder="bo")
    code(store, 5)
    code(store, 5, coder="bo")
    states = [content(store)]
    own(store)
    states.append(content(store))
    for actor in ("bo", "bo", "anna"):
        assert store.undo(actor="x").actor == actor
        states.append(content(store))
    assert store.codings() == []
    for state in states[-2::-1]:
        store.redo(actor="x")
        assert content(store) == state
    assert (starts(store, "anna"), starts(store, "bo")) == ([0, 5], [0, 5])
    assert store.check() == []


def test_what_somebody_else_undid_can_be_done_again_by_who_did_it(store):
    code(store, 0)
    store.undo(actor="lis")
    assert store.peek_redo("anna", own=True).kind == "code"
    again(store)
    assert starts(store, "anna") == [0]
    store.undo(actor="lis")
    store.redo(actor="lis")
    own(store)
    assert starts(store, "anna") == []
    assert store.undo(actor="lis").kind == "codebook"


def test_a_restored_backup_is_a_wall_for_everybody(store, tmp_path):
    code(store)
    store.backup(tmp_path / "copy.db")
    code(store, 5)
    Store.restore(tmp_path / "copy.db", store.path, actor="lis")
    with Store.open(store.path) as restored:
        assert restored.peek_undo("anna", own=True) is None
        with pytest.raises(StoreError, match="restore") as error:
            own(restored)
        assert error.value.code == NOTHING
        code(restored, 9)
        own(restored)
        assert starts(restored, "anna") == [0]


def test_looking_at_what_would_be_undone_changes_nothing(store):
    assert store.peek_undo("anna", True).kind == "codebook"
    code(store, 0)
    code(store, 0, coder="bo")
    store.finish("a", "bo", actor="bo")
    revision = store.revision
    assert (store.peek_undo("anna").kind, store.peek_undo("anna", own=True).rev) == ("finish", 3)
    assert store.peek_undo(actor="bo", own=True).kind == "finish"
    assert store.peek_redo("anna") is store.peek_redo("anna", own=True) is None
    assert store.peek_undo("nobody", own=True) is None
    assert store.revision == revision
    own(store)
    assert store.peek_redo("anna", own=True).rev == 3
    assert store.peek_redo("bo", own=True) is None
    assert store.peek_redo("bo").rev == 3


def test_with_a_revision_only_the_things_it_is_about_matter(store):
    """A person's button goes on working while others work."""
    one = code(store)
    with Store.open(store.path) as other:
        seen = store.revision
        code(other, coder="bo")
        other.add_documents([new_document("c")], actor="bo")
        with pytest.raises(StaleStudyError):
            store.undo(actor="anna", seen=seen)
        store.undo(actor="anna", seen=seen, own=True)
        store.redo(actor="anna", seen=seen, own=True)
        other.edit_coding(one.id, memo="fra en anden maskine", actor="anna")
        with pytest.raises(StaleStudyError):
            store.undo(actor="anna", seen=seen, own=True)
        store.undo(actor="anna", seen=store.revision, own=True)
    assert [found.memo for found in store.codings(coder="anna")] == [""]
