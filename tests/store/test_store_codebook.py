"""A codebook that changes: codings follow their codes and keep their history, and nothing is lost, also when killed."""

import os
import shutil
import signal
import time
from pathlib import Path

import pytest

from qualcode.errors import CodebookError, CodingError
from qualcode.model import Memo, Span, sha256_of
from qualcode.store import Store
from store.samples import agreed as settled
from store.samples import (
    book,
    coding,
    content,
    decision,
    moved_book,
    quote,
    reread,
    rewritten,
    settlement,
    suggestion,
)

SKOLER = {"partner.skole": "partner.skoler"}
ONE = {"partner.skole": "partner.alle", "partner.politi": "partner.alle"}


@pytest.fixture
def coded(store):
    """Codings of three codes by two coders; one is withdrawn."""
    a = store.version("a")
    made = [
        coding(a, 0, 5),
        coding(a, 6, 9),
        coding(a, 0, 5, "partner.politi"),
        coding(a, 10, 15, "tema.tillid", "bo"),
        coding(a, 20, 25, coder="bo"),
    ]
    store.add_codings(made, actor="anna")
    store.withdraw([made[1].id], actor="anna")
    return made


def change(store, new, **more):
    return store.change_codebook(new, source_sha256=new.version * 8, actor="lis", **more)


def codes(store, **query):
    return {one.id: one.code for one in store.codings(**query)}


def test_codings_follow_another_id_withdrawn_ones_too(store, coded):
    what = store.plan_codebook(moved_book("2", SKOLER))
    assert (what.follows, what.stays) == (2, 2)
    change(store, moved_book("2", SKOLER))
    assert codes(store)[coded[0].id] == codes(store, withdrawn=True)[coded[1].id] == "partner.skoler"
    assert codes(store)[coded[3].id] == "tema.tillid"
    assert store.codings_made()[coded[0].id] == ("partner.skole", "1")
    assert store.check() == []


def test_of_two_codings_that_come_to_say_the_same_the_older_stays(store, coded):
    done = change(store, moved_book("2", ONE))
    assert done.merged == (coded[2].id,)
    assert set(codes(store)) == {coded[0].id, coded[3].id, coded[4].id}
    assert store.codings_made()[coded[2].id] == ("partner.politi", "1")
    assert store.check() == []
    store.undo(actor="lis")
    assert codes(store) == {one.id: one.code for one in coded if one is not coded[1]}
    assert store.check() == []


def test_what_refers_to_codes_and_codings_follows(store, coded):
    a = store.version("a")
    store.decide([decision(suggestion(a, 20, 25), coder="bo")], actor="bo")
    store.settle(
        [(settlement(a, 0, 12, sources=coded[:3]), [settled(a), settled(a, code="partner.politi")])],
        actor="lis",
    )
    store.put_quotes([quote(a, (0, 5), codings=[coded[2]], codes=["partner.politi"])], actor="anna")
    store.put_memo(Memo("m", "code", "partner.politi", "tanke"), actor="anna")
    before = content(store)
    change(store, moved_book("2", ONE))
    (answer,), (one,), (words,), (memo,) = (
        store.decisions(),
        store.settlements(),
        store.quotes(),
        store.memos(),
    )
    assert (answer.suggestion.code, answer.code) == ("partner.alle", "partner.alle")
    assert set(one.codings) <= set(codes(store))
    assert (words.codes, words.codings) == (("partner.alle",), (coded[0].id,))
    assert memo.target == "partner.alle"
    assert store.check() == []
    store.undo(actor="lis")
    assert content(store) == before


def test_a_split_puts_codings_onto_the_list_and_keeps_them(store, coded):
    done = change(store, moved_book("2", {}, split=["partner.skole"]))
    assert (done.consequences.reread, done.reread) == (2, 2)
    listed = store.rereads()
    assert [(one.code, one.reason, one.coder, one.codings) for one in listed] == [
        ("partner.skole", "split", "anna", (coded[0].id,)),
        ("partner.skole", "split", "bo", (coded[4].id,)),
    ]
    assert codes(store)[coded[0].id] == "partner.skole"
    with pytest.raises(CodingError, match="retired"):
        store.add_codings([coding(store.version("b"))], actor="anna")
    with pytest.raises(CodingError, match="retired"):
        store.code([coding(store.version("b"))], actor="anna")
    again = store.add_codings([coded[0]], actor="anna")  # a file may hold what was coded before
    assert (again.added, again.unchanged) == (0, 1)
    store.code([coding(store.version("a"), 0, 5, "partner.skole-1")], withdraw=[coded[0].id], actor="anna")
    assert [one.is_open for one in store.rereads()] == [False, True]
    assert store.mark_reread([listed[1].id], by="bo", actor="bo") == 1
    assert not any(one.is_open for one in store.rereads())
    assert store.rereads(coder="bo")[0].done_by == "bo"
    assert store.check() == []


def test_a_redefinition_asks_once_until_it_is_read(store, coded):
    change(store, moved_book("2", {}, redefined=["tema.tillid"]))
    assert change(store, moved_book("3", {}, redefined=[])).reread == 0  # it is on the list
    (one,) = store.rereads()
    store.mark_reread([one.id], by="bo", actor="bo")
    assert change(store, moved_book("4", {}, redefined=["tema.tillid"])).reread == 1
    assert change(store, moved_book("5", {}, redefined=[]), reworded=["tema.tillid"]).reread == 0
    assert sorted(one.codebook_version for one in store.rereads()) == ["2", "4"]


def test_the_list_follows_codes_and_texts(store, coded):
    change(store, moved_book("2", {}, redefined=["partner.skole"]))
    change(store, moved_book("3", SKOLER, redefined=["partner.skole"]))
    assert {one.code for one in store.rereads()} == {"partner.skoler"}
    a = store.version("a")
    store.add_versions([rewritten(a, [(Span(0, 1), "[navn]"), (Span(20, 25), "")])], actor="anna")
    assert [one.version for one in store.rereads()] == [store.version("a").short_sha]
    assert store.check() == []


def test_a_code_that_is_gone_without_a_word_is_refused_with_a_proposal(store, coded):
    gone = moved_book("2", SKOLER)
    gone = type(gone)(
        "2", "da", "Prøve", tuple(type(one)(one.id, one.name, codable=one.codable) for one in gone)
    )
    with pytest.raises(CodebookError) as error:
        change(store, gone)
    assert error.value.code == "QC-ST22"
    assert "2 codings" in str(error.value)
    assert "was: partner.skole" in str(error.value)
    wrong = moved_book("2", {})
    wrong = type(wrong)("2", "da", "Prøve", (*wrong.codes, type(wrong.codes[0])("ny", "Ny", was=("skoel",))))
    with pytest.raises(CodebookError, match="without a code"):
        change(store, wrong)
    assert len(store.codebook_versions()) == 1


def test_earlier_versions_are_shown_as_they_were(store, coded):
    before = codes(store)
    at = store.revision
    change(store, moved_book("2", SKOLER), source="")
    change(store, moved_book("3", SKOLER, retired=["tema.tillid"]))
    versions = store.codebook_versions()
    assert [(one.number, one.version) for one in versions] == [(1, "1"), (2, "2"), (3, "3")]
    assert versions[0].ended == versions[1].began == at + 1
    assert codes(store, at=versions[0].ended - 1) == before
    assert store.codebook(1).codebook == book("1")
    store.undo(actor="lis")
    assert store.codebook().codebook.version == "2"
    assert [one.ended for one in store.codebook_versions()][1] is None


def test_the_files_text_is_kept_and_an_older_codebook_keeps_its_number(store):
    text = "# en bemærkning\n"
    store.change_codebook(book("2"), source_sha256=sha256_of(text), source=text, actor="anna")
    assert store.codebook().source == text
    assert store.codebook(1).source == ""
    assert store.put_codebook(book("2"), source_sha256="x", actor="anna") == 2


def test_passages_are_put_onto_the_list_by_hand_once(store, coded):
    a = store.version("a")
    assert store.add_rereads([reread(a), reread(a), reread(a, 3, 9)], actor="anna") == 2
    assert store.add_rereads([reread(a)], actor="anna") == 0
    with pytest.raises(CodingError) as error:
        store.add_rereads([reread(a, code="intet"), reread(a, 0, 99999)], actor="anna")
    assert error.value.code == "QC-ST37"
    with pytest.raises(CodingError):
        store.mark_reread(["nothing"], by="anna", actor="anna")
    store.undo(actor="anna")
    assert store.rereads() == []


def test_two_copies_that_make_the_same_change_merge_without_a_conflict(store, coded, tmp_path):
    store.backup(tmp_path / "there.db")
    with Store.open(tmp_path / "there.db") as there:
        for one in (store, there):
            change(one, moved_book("2", SKOLER, redefined=["partner.skole"]))
        there.add_codings([coding(there.version("b"), code="partner.skoler", coder="bo")], actor="bo")
        there.mark_reread([there.rereads()[0].id], by="bo", actor="bo")
    report = store.merge(tmp_path / "there.db", actor="anna")
    # Only what one copy has read and the other has not is told; its codings are the same.
    assert [(one.kind, one.why) for one in report.conflicts] == [("reread", "both_changed")]
    assert list(codes(store).values()).count("partner.skoler") == 3
    assert store.check() == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_killed_change_is_whole_or_absent(store, tmp_path):
    a = store.version("a")
    store.add_codings([coding(a, n, n + 4, coder=f"c{m}") for n in range(60) for m in range(8)], actor="anna")
    new = moved_book("2", SKOLER, redefined=["partner.skole"])
    before = content(store)
    store.backup(tmp_path / "copy.db")
    store.close()
    seen = set()
    for number in range(8):
        path = Path(shutil.copy(tmp_path / "copy.db", tmp_path / f"{number}.db"))
        child = os.fork()
        if child == 0:
            try:
                with Store.open(path) as one:
                    change(one, new)
            finally:
                os._exit(0)
        time.sleep(number * 0.03)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        with Store.open(path) as one:
            followed = [coded.code for coded in one.codings()].count("partner.skoler")
            assert (followed, len(one.rereads())) in ((0, 0), (480, 480))
            assert followed or content(one) == before
            assert one.check() == []
            seen.add(followed)
    assert 0 in seen
