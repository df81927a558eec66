"""Codings, codebook, coders and memos: what is there stays, what was withdrawn stays so, nothing fits by chance."""

import pytest

from qualcode.errors import CodebookError, CodingError, StoreError, UsageError
from qualcode.model import Coder, Coding, Memo, Span
from qualcode.store import Store
from store.samples import book, coding, new_document, rewritten

SECRET = "HEMMELIGMARKOER7Q"


def ids(codings):
    return [one.id for one in codings]


def test_a_coding_comes_back_as_it_went_in(store):
    one = coding(
        store.version("a"),
        3,
        9,
        "tema.tillid",
        "bo",
        stance="wish",
        memo=f"Tænk 🙂\nover {SECRET}",
        round=2,
        created_at="2026-02-03T04:05:06+00:00",
    )
    store.add_codings([one], actor="bo")
    with Store.open(store.path) as again:
        (found,) = again.codings()
    assert (found, found.memo) == (one, one.memo)
    assert SECRET not in repr(found)


def test_importing_the_same_codings_again_changes_nothing(store):
    """Other ids, another day: the statement is the same. No action is logged, so undo does not stumble over it."""
    a = store.version("a")
    store.add_codings([coding(a, n, n + 4) for n in range(5)], actor="anna")
    revision = store.revision
    again = store.add_codings([coding(a, n, n + 4) for n in range(5)], actor="anna")
    assert (again.added, again.unchanged, store.revision) == (0, 5, revision)


def test_the_same_statement_twice_in_one_file_counts_once(store):
    a = store.version("a")
    done = store.add_codings([coding(a), coding(a)], actor="anna")
    assert (done.added, done.unchanged) == (1, 1)


def test_what_was_withdrawn_stays_withdrawn_when_its_file_is_imported_again(store):
    a = store.version("a")
    one = coding(a)
    store.add_codings([one], actor="anna")
    assert store.withdraw([one.id], actor="anna") == 1
    assert store.withdraw([one.id], actor="anna") == 0
    done = store.add_codings([coding(a)], actor="anna")
    assert (done.added, done.withdrawn) == (0, 1)
    assert store.codings() == []
    assert ids(store.codings(withdrawn=True)) == [one.id]


def test_many_are_withdrawn_as_surely_as_one(store):
    """More than a few are not looked up one by one, and none is caught by mistake."""
    a = store.version("a")
    made = [coding(a, start, end) for start in range(30) for end in range(start + 1, start + 11)]
    store.add_codings(made, actor="anna")
    assert store.withdraw(ids(made[:250]), actor="anna") == 250
    assert set(ids(store.codings())) == set(ids(made[250:]))


def test_a_person_can_reinstate_what_was_withdrawn(store):
    one = coding(store.version("a"))
    store.add_codings([one], actor="anna")
    store.withdraw([one.id], actor="anna")
    assert store.reinstate([one.id], actor="anna") == 1
    assert ids(store.codings()) == [one.id]
    store.undo(actor="anna")
    assert store.codings() == []


def test_an_import_that_was_undone_is_added_again(store):
    """Undoing an import is not a judgement about its codings; withdrawing one is."""
    one = coding(store.version("a"))
    store.add_codings([one], actor="anna")
    store.undo(actor="anna")
    assert store.add_codings([one], actor="anna").added == 1


def test_a_new_memo_replaces_the_old_one_and_none_leaves_it(store):
    a = store.version("a")
    one = coding(a, memo="før")
    store.add_codings([one], actor="anna")
    assert store.add_codings([coding(a)], actor="anna").unchanged == 1
    done = store.add_codings([coding(a, memo="efter")], actor="anna")
    assert (done.added, done.memo_changed) == (0, 1)
    (found,) = store.codings()
    assert (found.id, found.memo) == (one.id, "efter")
    store.undo(actor="anna")
    assert store.codings()[0].memo == "før"


def test_every_problem_of_a_file_is_counted_and_nothing_is_written(store):
    a = store.version("a")
    length = len(a.text)
    wrong = [
        coding(a, 0, length + 1),
        Coding("x", "nobody", a.short_sha, Span(0, 3), "partner.skole", "anna"),
        Coding("y", "a", "0" * 12, Span(0, 3), "partner.skole", "anna"),
        coding(a, code="partner.kirke"),
        coding(a, code="partner"),
        coding(a, 4, 4),
        coding(a, stance="doubt"),
        coding(a, round=0),
        coding(a, coder=""),
        coding(a, memo=f"{SECRET}\x00"),
    ]
    with pytest.raises(CodingError) as error:
        store.add_codings([coding(a), *wrong], actor="anna")
    assert [problem.where for problem in error.value.problems] == [f"coding {n}" for n in range(2, 12)]
    assert SECRET not in str(error.value)
    assert store.codings() == []
    assert store.revision == 2


def test_speech_in_the_wrong_column_is_not_repeated(store):
    """A spreadsheet whose columns slipped puts what somebody said where a code should be."""
    a, said = store.version("a"), f"Så sagde hun {SECRET}"
    slipped = [
        coding(a, code=said),
        coding(a, stance=said),
        Coding(said, said, said, Span(0, 3), said, "anna"),
    ]
    with pytest.raises(CodingError) as error:
        store.add_codings(slipped, actor="anna")
    assert SECRET not in str(error.value)
    with pytest.raises(CodingError) as error:
        store.withdraw([said], actor="anna")
    assert SECRET not in str(error.value)


def test_the_end_of_the_text_is_inside_it(store):
    a = store.version("a")
    store.add_codings([coding(a, 0, len(a.text))], actor="anna")
    assert store.check() == []


def test_of_many_problems_twenty_are_listed_and_the_rest_counted(store):
    a = store.version("a")
    with pytest.raises(CodingError) as error:
        store.add_codings([coding(a, code="nope") for _ in range(50)], actor="anna")
    assert len(error.value.problems) == 21
    assert "and 30 more" in str(error.value)
    assert "50 codings" in str(error.value)


def test_an_id_belongs_to_one_coding(store):
    a = store.version("a")
    one = coding(a)
    store.add_codings([one], actor="anna")
    other = Coding(one.id, "a", a.short_sha, Span(9, 12), "tema.tillid", "anna")
    with pytest.raises(CodingError, match="another coding"):
        store.add_codings([other], actor="anna")
    double = [Coding("z", "a", a.short_sha, Span(n, 9), "tema.tillid", "anna") for n in (1, 2)]
    with pytest.raises(CodingError, match="another coding"):
        store.add_codings(double, actor="anna")


def test_codings_without_a_codebook_are_refused(tmp_path):
    with Store.create(tmp_path / "s.db", study_id="s") as store:
        store.add_documents([new_document("a")], actor="anna")
        with pytest.raises(CodingError, match="no codebook yet"):
            store.add_codings([coding(store.version("a"))], actor="anna")


def test_withdrawing_what_is_not_there_is_refused_as_a_whole(store):
    one = coding(store.version("a"))
    store.add_codings([one], actor="anna")
    with pytest.raises(CodingError, match="no such coding"):
        store.withdraw([one.id, "nobody"], actor="anna")
    assert ids(store.codings()) == [one.id]


def test_codings_are_selected_and_come_in_reading_order(store):
    a, b = store.version("a"), store.version("b")
    made = [
        coding(b, 5, 9, "tema.tillid", "bo"),
        coding(b, 0, 4, "partner.politi", "anna"),
        coding(a, 7, 9, "partner.skole", "bo"),
        coding(a, 7, 8, "partner.skole", "anna"),
    ]
    store.add_codings(made, actor="anna")
    by_name = dict(zip("pqrs", ids(made), strict=True))

    def found(**where):
        return [
            next(name for name, id_ in by_name.items() if id_ == one.id) for one in store.codings(**where)
        ]

    assert found() == ["s", "r", "q", "p"]
    assert found(document="B") == ["q", "p"]
    assert found(coder="anna") == ["s", "q"]
    assert found(document="b", coder="bo") == ["p"]
    assert found(code="partner.skole") == ["s", "r"]
    assert found(branch="partner") == ["s", "r", "q"]
    assert found(branch="part") == found(code="nope") == found(coder="nobody") == []
    assert found(withdrawn=True) == []
    with pytest.raises(StoreError):
        store.codings(document="nobody")


def test_an_earlier_revision_can_be_read(store):
    """Somebody will ask which codings the draft of March was based on."""
    a = store.version("a")
    one, two = coding(a, 0, 3), coding(a, 4, 7)
    store.add_codings([one], actor="anna")
    march = store.revision
    then = store.codings()
    store.add_codings([two], actor="anna")
    store.withdraw([one.id], actor="anna")
    store.add_versions([rewritten(a, [(Span(0, 1), "[navn]")])], actor="bo")
    store.undo(actor="bo")
    assert store.codings(at=march) == then
    assert store.codings(at=march - 1) == []
    assert ids(store.codings(at=march + 1)) == [one.id, two.id]
    assert ids(store.codings(at=march + 2, withdrawn=True)) == [one.id]


def test_a_codebook_gets_a_number_and_the_same_one_keeps_it(store):
    assert store.put_codebook(book(), source_sha256="1" * 64, actor="anna") == 1
    assert store.put_codebook(book("2"), source_sha256="2" * 64, actor="anna") == 2
    stored = store.codebook()
    assert (stored.number, stored.codebook, stored.codebook.codes) == (2, book("2"), book("2").codes)
    assert stored.source_sha256 == "2" * 64
    assert store.codebook(1).codebook == book()
    assert store.codebook(3) is None


def test_a_codebooks_number_is_never_given_twice(store):
    store.put_codebook(book("2"), source_sha256="2" * 64, actor="anna")
    store.undo(actor="anna")
    assert store.codebook().number == 1
    assert store.put_codebook(book("3"), source_sha256="3" * 64, actor="anna") == 3


@pytest.mark.parametrize(
    "new",
    [book("2", drop=("partner.skole",)), book("2", uncodable=("partner.skole",))],
    ids=["gone", "grouping"],
)
def test_a_code_with_codings_cannot_leave_the_codebook(store, new):
    a = store.version("a")
    made = [coding(a, 0, 3), coding(a, 4, 6), coding(a, 4, 6, "tema.tillid")]
    store.add_codings(made, actor="anna")
    with pytest.raises(CodebookError, match=r"partner\.skole: 2 codings"):
        store.put_codebook(new, source_sha256="2" * 64, actor="anna")
    store.withdraw(ids(made[:2]), actor="anna")
    store.put_codebook(new, source_sha256="2" * 64, actor="anna")
    assert store.check() == []
    with pytest.raises(CodingError):
        store.reinstate(ids(made[:1]), actor="anna")


def test_a_code_keeps_its_uuid_through_every_codebook(store):
    """Other programs know a code by its GUID; it must be the same in each export."""
    first = store.code_uuids()
    assert sorted(first) == sorted(code.id for code in book())
    store.put_codebook(book("2", drop=("tema", "tema.tillid")), source_sha256="2" * 64, actor="anna")
    store.put_codebook(book("3"), source_sha256="3" * 64, actor="anna")
    assert store.code_uuids() == first


def test_people_are_coders_by_coding_and_models_by_name(store):
    store.add_coder(Coder("forslag", "model"), actor="anna")
    store.add_codings([coding(store.version("a"), coder="bo")], actor="bo")
    store.add_codings([coding(store.version("a"), coder="forslag")], actor="bo")
    assert store.coders() == [Coder("bo"), Coder("forslag", "model")]
    assert store.add_coder(Coder("bo"), actor="anna") is False
    with pytest.raises(StoreError) as error:
        store.add_coder(Coder("bo", "model"), actor="anna")
    assert error.value.code == "QC-ST25"
    with pytest.raises(UsageError):
        store.add_coder(Coder(""), actor="anna")


def test_undoing_ones_first_coding_takes_one_off_the_list_of_coders(store):
    store.add_codings([coding(store.version("a"), coder="bo")], actor="bo")
    store.undo(actor="bo")
    assert store.coders() == []


def test_memos_are_found_by_what_they_are_about(store):
    one = coding(store.version("a"))
    store.add_codings([one], actor="anna")
    about = [("study", ""), ("document", "a"), ("code", "tema"), ("coding", one.id)]
    made = [
        Memo(str(n), kind, target, f"tanke {n}", "anna", f"2026-01-0{n + 1}")
        for n, (kind, target) in enumerate(about)
    ]
    for memo in made:
        assert store.put_memo(memo, actor="anna")
    found = store.memos()
    assert [(memo, memo.text) for memo in found] == [(memo, memo.text) for memo in made]
    assert store.memos(target_kind="code") == [made[2]]
    assert store.memos(target_kind="document", target="a") == [made[1]]
    assert store.memos(target_kind="document", target="b") == []


def test_a_memo_takes_the_place_of_the_one_with_its_id(store):
    store.put_memo(Memo("m", "study", "", "før"), actor="anna")
    assert store.put_memo(Memo("m", "study", "", "efter"), actor="anna")
    assert not store.put_memo(Memo("m", "study", "", "efter"), actor="anna")
    assert [memo.text for memo in store.memos()] == ["efter"]
    store.undo(actor="anna")
    assert [memo.text for memo in store.memos()] == ["før"]


@pytest.mark.parametrize(
    "memo",
    [
        Memo("m", "document", "nobody", SECRET),
        Memo("m", "code", "nope", SECRET),
        Memo("m", "coding", "nope", SECRET),
        Memo("m", "chapter", "", SECRET),
        Memo("", "study", "", SECRET),
        Memo("m", "study", "", SECRET + "\x00"),
    ],
    ids=["document", "code", "coding", "kind", "id", "NUL"],
)
def test_a_memo_about_nothing_is_refused_without_its_words(store, memo):
    with pytest.raises(StoreError) as error:
        store.put_memo(memo, actor="anna")
    assert error.value.code == "QC-ST24"
    assert SECRET not in str(error.value)
