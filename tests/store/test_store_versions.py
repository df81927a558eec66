"""A new text carries the codings along, through the right maps, or says which it could not place."""

import pytest

from qualcode.errors import CodingError, StoreError
from qualcode.model import DocumentVersion, OffsetMap, Span
from qualcode.store import NewVersion
from store.samples import by_turns, coding, new_document, rewritten


def words(store, found):
    return found.span.of(store.version(found.document).text)


def test_codings_move_with_their_words(store):
    """Withdrawn ones, too: taking a withdrawal back later must find the right words."""
    a = store.version("a")
    before, after, gone = coding(a, 0, 1), coding(a, 20, 30), coding(a, 31, 35)
    store.add_codings([before, after, gone], actor="anna")
    store.withdraw([gone.id], actor="anna")
    said = [span.of(a.text) for span in (after.span, gone.span)]
    done = store.add_versions([rewritten(a, [(Span(0, 1), "[navn]")])], actor="bo")
    assert (done.added, done.carried, done.lost, done.merged) == (1, 3, (), ())
    by_id = {one.id: one for one in (*store.codings(), *store.codings(withdrawn=True))}
    assert words(store, by_id[before.id]) == "[navn]"
    assert [words(store, by_id[one.id]) for one in (after, gone)] == said
    assert {one.version for one in by_id.values()} == {store.version("a").short_sha}
    assert [one.id for one in store.codings(withdrawn=True)] == [gone.id]
    assert store.check() == []


def test_a_plan_that_changed_is_applied_to_the_imported_text_again(store):
    """The codings stand on version 2, version 3 was made from version 1: they go back and forth."""
    a = store.version("a")
    store.add_versions([rewritten(a, [(Span(0, 1), "[a long pseudonym]")])], actor="bo")
    second = store.version("a")
    place = second.text.index("trægt")
    store.add_codings([coding(second, place, place + 5), coding(second, 3, 6)], actor="anna")
    done = store.add_versions([rewritten(a, [(Span(0, 1), "[b]"), (Span(3, 5), "Os")])], actor="bo")
    assert done.carried == 2
    assert sorted(words(store, one) for one in store.codings()) == ["[b]", "trægt"]
    assert [info.made_from for info in store.versions("a")] == [None, 1, 1]
    assert store.check() == []


def test_codings_go_by_way_of_the_nearest_common_text(store):
    """Version 4 is made from 2, the codings stand on 3, which was made from 2 as well."""
    a = store.version("a")
    store.add_versions([rewritten(a, [(Span(0, 1), "[x]")])], actor="bo")
    second = store.version("a")
    store.add_versions([rewritten(second, [(Span(5, 7), "")])], actor="bo")
    third = store.version("a")
    place = third.text.index("Nummer 1")
    store.add_codings([coding(third, place, place + 8)], actor="anna")
    store.add_versions([rewritten(second, [(Span(5, 7), "MANGE ORD")])], actor="bo")
    (found,) = store.codings()
    assert words(store, found) == "Nummer 1"


def test_the_offsets_of_a_version_are_kept(store):
    new = rewritten(store.version("a"), [(Span(3, 5), "JEG"), (Span(9, 9), "nyt")])
    store.add_versions([new], actor="bo")
    assert store.offsets("a", 2) == new.offsets
    assert store.offsets("a", 1) is None
    with pytest.raises(StoreError):
        store.offsets("a", 9)


def test_codings_whose_words_are_gone_are_named_and_come_back_with_undo(store):
    a = store.version("a")
    lost, kept = coding(a, 3, 9), coding(a, 20, 25)
    store.add_codings([lost, kept], actor="anna")
    done = store.add_versions([rewritten(a, [(Span(2, 10), "")])], actor="bo")
    assert (done.carried, done.lost) == (1, (lost.id,))
    assert [one.id for one in store.codings()] == [kept.id]
    with pytest.raises(ValueError, match="no longer in the text"):
        store.reinstate([lost.id], actor="anna")
    assert store.check() == []
    store.undo(actor="bo")
    assert {one.id for one in store.codings()} == {lost.id, kept.id}
    assert store.version("a") == a


def test_codings_that_come_to_say_the_same_are_merged(store):
    """Both cut into one name, which is one pseudonym now; the older one stays, the withdrawn one does not count."""
    a = store.version("a")
    pulled = coding(a, 4, 6, created_at="2025")
    first, second = coding(a, 2, 4, created_at="2026-01"), coding(a, 5, 8, created_at="2026-02")
    store.add_codings([second, first, pulled], actor="anna")
    store.withdraw([pulled.id], actor="anna")
    done = store.add_versions([rewritten(a, [(Span(2, 9), "[navn]")])], actor="bo")
    assert (done.carried, done.merged, done.lost) == (1, (second.id,), ())
    assert [one.id for one in store.codings()] == [first.id]
    assert store.check() == []


def test_a_merged_coding_cannot_come_back_beside_the_one_that_took_its_place(store):
    """The plan is emptied again: the older coding has grown to where the merged one stood."""
    a = store.version("a")
    first, second = coding(a, 2, 4, created_at="2026-01"), coding(a, 2, 9, created_at="2026-02")
    store.add_codings([first, second], actor="anna")
    store.add_versions([rewritten(a, [(Span(2, 9), "[navn]")])], actor="bo")
    store.add_versions([rewritten(a, [])], actor="bo")
    assert [(one.id, one.span) for one in store.codings()] == [(first.id, Span(2, 9))]
    with pytest.raises(CodingError, match="says the same already"):
        store.reinstate([second.id], actor="anna")
    assert store.add_codings([coding(a, 2, 9)], actor="anna").unchanged == 1
    assert store.check() == []


def test_a_segmentation_ends_with_its_text(store):
    a = store.version("a")
    store.put_segmentations([by_turns(a), by_turns(store.version("b"))], actor="bo")
    store.add_versions([rewritten(a, [(Span(0, 1), "x")])], actor="bo")
    assert [one.document for one in store.segmentations()] == ["b"]


def test_the_same_text_again_changes_nothing(store):
    """`qualcode run` pseudonymises every time."""
    new = rewritten(store.version("a"), [(Span(0, 1), "[navn]")])
    store.add_versions([new], actor="bo")
    revision = store.revision
    done = store.add_versions([new], actor="bo")
    assert (done.added, done.unchanged, store.revision) == (0, 1, revision)


def test_a_text_without_anything_to_replace_gets_its_pseudonymised_version(store):
    """Its text is the imported one; its kind says that somebody looked."""
    a = store.version("a")
    one = coding(a)
    store.add_codings([one], actor="anna")
    assert store.add_versions([rewritten(a, [])], actor="bo").carried == 1
    assert (store.version("a").kind, store.version("a").short_sha) == ("pseudonymised", a.short_sha)
    assert [found.id for found in store.codings()] == [one.id]
    assert store.check() == []


def test_a_number_is_never_given_twice(store):
    """After an undo, "version 2" in somebody's notes must not become another text."""
    a = store.version("a")
    store.add_versions([rewritten(a, [(Span(0, 1), "x")])], actor="bo")
    store.undo(actor="bo")
    store.add_versions([rewritten(a, [(Span(0, 1), "y")])], actor="bo")
    assert [info.number for info in store.versions("a")] == [1, 3]


def test_many_documents_get_their_text_in_one_action(store):
    news = [rewritten(store.version(name), [(Span(0, 1), "N")]) for name in "ab"]
    assert store.add_versions(news, actor="bo").added == 2
    store.undo(actor="bo")
    assert [info.number for info in store.versions()] == [1, 1]


@pytest.mark.parametrize("which", ["map", "text", "base", "document", "twice", "turns"])
def test_a_version_that_does_not_fit_is_refused_and_none_is_added(store, which):
    """A map that is off by one would move every coding behind it by one."""
    a = store.version("a")
    good = rewritten(a, [(Span(0, 1), "[navn]")])
    text, turns = good.version.text, good.version.turns
    wrong = {
        "map": NewVersion(good.version, 1, OffsetMap.from_edits(len(a.text), [(Span(0, 1), 5)])),
        "text": NewVersion(DocumentVersion("a", 2, "pseudonymised", text[:-1] + "X", turns), 1, good.offsets),
        "base": NewVersion(good.version, 7, good.offsets),
        "document": rewritten(new_document("nobody").version, []),
        "twice": good,
        "turns": NewVersion(
            DocumentVersion("a", 2, "pseudonymised", text, (*turns, turns[0])), 1, good.offsets
        ),
    }[which]
    other = good if which == "twice" else rewritten(store.version("b"), [(Span(0, 1), "[navn]")])
    with pytest.raises(StoreError) as error:
        store.add_versions([other, wrong], actor="bo")
    assert error.value.code == "QC-ST17"
    assert store.revision == 2
