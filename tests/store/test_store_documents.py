"""Documents, their versions, and how they are cut: all or none, exact, verified."""

import unicodedata

import pytest

from qualcode.errors import SegmentationError, StoreError
from qualcode.model import DocumentVersion, Segmentation, Span, Turn
from qualcode.store import NewDocument, Store
from store.samples import by_turns, made, new_document, rewritten, text_of


def test_a_text_comes_back_as_it_went_in(store):
    """Letters outside ASCII, emoji, time stamps and labels: every code point and every turn."""
    new = new_document("Østerby 🙂", turns=200)
    assert store.add_documents([new], actor="anna") == 1
    with Store.open(store.path) as again:
        found = again.version("Østerby 🙂")
        assert (found, found.text, found.turns) == (new.version, new.version.text, new.version.turns)
        assert again.document("østerby 🙂") == new.document


def test_documents_come_by_name_and_none_comes_for_a_name_that_is_not_there(store):
    store.add_documents([new_document("B2"), new_document("0")], actor="anna")
    assert [one.name for one in store.documents()] == ["0", "a", "b", "B2"]
    assert store.document("c") is None
    with pytest.raises(StoreError) as error:
        store.version("c")
    assert error.value.code == "QC-ST16"


def test_a_source_that_was_imported_is_known(store):
    """An import of the same folder again asks this first, and leaves out what is there."""
    known = store.document("a")
    assert store.known_source(known.source_sha256) == known
    assert store.known_source("f" * 64) is None


@pytest.mark.parametrize("name", ["A", "a", unicodedata.normalize("NFD", "Å") + "ben"])
def test_a_name_is_taken_in_any_case_and_normal_form(store, name):
    store.add_documents([new_document("Åben")], actor="anna")
    with pytest.raises(StoreError) as error:
        store.add_documents([new_document("new"), new_document(name)], actor="anna")
    assert error.value.code == "QC-ST15"
    assert len(error.value.problems) == 1
    assert [one.name for one in store.documents()] == ["a", "b", "Åben"]


def test_the_same_file_under_another_name_is_refused_with_both_names(store):
    again = new_document("copy")
    again = NewDocument(
        type(again.document)("id", "copy", "txt", store.document("b").source_sha256), again.version
    )
    with pytest.raises(StoreError, match="copy: the same file as 'b'"):
        store.add_documents([again], actor="anna")


def test_all_problems_of_an_import_come_at_once(store):
    wrong = [new_document("a"), new_document("ny"), new_document("NY")]
    with pytest.raises(StoreError) as error:
        store.add_documents(wrong, actor="anna")
    assert [problem.where for problem in error.value.problems] == ["a", "NY"]
    assert store.revision == 2


def broken(text="Hej.", turns=None, kind="imported", name="c"):
    turns = (Turn(1, "I", Span(0, len(text))),) if turns is None else turns
    return NewDocument(new_document("c").document, DocumentVersion(name, 1, kind, text, turns))


@pytest.mark.parametrize(
    "item",
    [
        broken("a\x00b"),
        broken("a\udc80b"),
        broken("a\rb"),
        broken("\ufeffab"),
        broken("a\u030a"),
        broken(turns=(Turn(1, "I", Span(0, 5)),)),
        broken(turns=(Turn(1, "I", Span(0, 3)), Turn(2, "I", Span(2, 4)))),
        broken(turns=(Turn(2, "I", Span(0, 4)),)),
        broken(turns=(Turn(1, "I\x00", Span(0, 4)),)),
        broken(turns=(Turn(1, "I", Span(0, 4), float("nan")),)),
        broken(kind="final"),
        broken(name="other"),
    ],
    ids=[
        "NUL", "surrogate", "CR", "BOM", "not NFC", "beyond", "overlap", "number", "label", "time", "kind", "name"
    ],
)  # fmt: skip
def test_a_text_that_is_not_canonical_is_refused(store, item):
    """What SQLite would take and PostgreSQL would not, and what would shift positions, never gets in."""
    with pytest.raises(StoreError) as error:
        store.add_documents([item], actor="anna")
    assert error.value.code == "QC-ST15"
    assert "Hej" not in str(error.value)
    assert store.revision == 2


def test_an_empty_document_is_a_document(store):
    """A recording in which nobody spoke."""
    store.add_documents([broken("", turns=())], actor="anna")
    assert store.version("c").text == ""


def test_an_id_belongs_to_one_document(store):
    """Everything that refers to a document, also outside, does so by its id."""
    new = new_document("c")
    same_id = type(new.document)(store.document("a").id, "c", "txt", new.document.source_sha256)
    with pytest.raises(StoreError, match="another document"):
        store.add_documents([NewDocument(same_id, new.version)], actor="anna")


def test_nothing_to_add_is_no_action(store):
    assert store.add_documents([], actor="anna") == 0
    assert store.revision == 2


def test_versions_are_told_apart_by_number_and_kind(store):
    a = store.version("a")
    store.add_versions([rewritten(a, [(Span(0, 1), "[navn]")])], actor="anna")
    latest = store.version("a")
    assert (latest.number, latest.kind, latest.text[:6]) == (2, "pseudonymised", "[navn]")
    assert store.version("a", 1) == store.version("a", kind="imported") == a
    infos = store.versions("a")
    assert [(one.number, one.kind, one.length, one.made_from) for one in infos] == [
        (1, "imported", len(a.text), None),
        (2, "pseudonymised", len(a.text) + 5, 1),
    ]
    assert infos[1].short_sha == latest.short_sha
    assert [(one.document, one.number) for one in store.versions()] == [("a", 1), ("a", 2), ("b", 1)]
    with pytest.raises(StoreError):
        store.version("a", 3)


def test_documents_texts_and_cuts_are_read_as_an_earlier_revision_had_them(store):
    """Also a document whose import was undone since."""
    store.put_segmentations([by_turns(store.version("a"))], actor="anna")
    store.add_documents([new_document("c")], actor="anna")
    then, before = store.revision, (store.version("a"), store.segmentation("turns", "a"), store.documents())
    store.undo(actor="anna")
    store.add_versions([rewritten(before[0], [(Span(0, 1), "[navn]")])], actor="anna")
    assert store.version("a") != before[0]
    assert (store.segmentation("turns", "a"), len(store.documents())) == (None, 2)
    assert (
        store.version("a", at=then),
        store.segmentation("turns", "a", at=then),
        store.documents(at=then),
    ) == before
    assert store.version("c", at=then).text.startswith("c.")
    with pytest.raises(StoreError) as error:
        store.version("c")
    assert error.value.code == "QC-ST16"
    with pytest.raises(StoreError) as error:
        store.version("c", at=1)
    assert error.value.code == "QC-ST16"


def test_a_segmentation_comes_back_and_the_same_again_changes_nothing(store):
    both = [by_turns(store.version(name)) for name in "ab"]
    assert store.put_segmentations(both, actor="anna") == 2
    assert store.put_segmentations(both, actor="anna") == 0
    found = store.segmentation("turns", "a")
    assert (found, found.spans) == (both[0], both[0].spans)
    assert [(one.name, one.document) for one in store.segmentations(name="turns")] == [
        ("turns", "a"),
        ("turns", "b"),
    ]
    assert store.segmentation("sentences", "a") is None
    assert store.segmentation("turns", "nobody") is None


def test_another_cut_takes_the_place_of_the_one_with_its_name(store):
    first = by_turns(store.version("a"))
    other = Segmentation("turns", "turn", "a", first.version, "turn/2", first.spans[1:])
    store.put_segmentations([first], actor="anna")
    assert store.put_segmentations([other], actor="anna") == 1
    assert store.segmentation("turns", "a").spans == first.spans[1:]
    store.undo(actor="anna")
    assert store.segmentation("turns", "a").spans == first.spans


@pytest.mark.parametrize(
    "change",
    [
        {"version": "0" * 12},
        {"document": "nobody"},
        {"unit": "word"},
        {"name": ""},
        {"spans": (Span(0, 10**6),)},
        {"spans": (Span(5, 9), Span(0, 3))},
    ],
    ids=["version", "document", "unit", "name", "beyond", "order"],
)
def test_a_segmentation_that_does_not_fit_is_refused(store, change):
    good = by_turns(store.version("a"))
    fields = {name: getattr(good, name) for name in good.__slots__} | change
    with pytest.raises(SegmentationError) as error:
        store.put_segmentations([good, Segmentation(**fields)], actor="anna")
    assert error.value.code == "QC-ST23"
    assert store.segmentations() == []


def test_a_large_transcript_comes_back(tmp_path):
    """60,000 turns would be 60,000 rows; they are one body."""
    with made(tmp_path / "study.db", names=("long",), turns=60_000) as store:
        found = store.version("long")
    assert found == DocumentVersion.from_utterances("long", text_of("long", 60_000))
