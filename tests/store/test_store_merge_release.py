"""Quotes, replies and ticks of two copies come together: nothing twice, and what two people ticked differently is listed."""

from dataclasses import replace

import pytest

from qualcode.errors import StaleStudyError
from qualcode.model import Span, new_id
from qualcode.store import Store
from store.samples import clearance, coding, everything, made, new_document, quote, reply, rewritten


class Copies:
    """A study with one approved quote here, and a copy of it there."""

    def __init__(self, folder):
        self.here = made(folder / "here.db")
        self.a = self.here.version("a")
        self.coded = coding(self.a, 0, 20)
        self.here.code([self.coded], actor="anna")
        self.base = quote(self.a, (3, 11), (15, 20), codings=[self.coded])
        self.here.put_quotes([self.base], actor="anna")
        self.here.add_replies([reply(self.base)], actor="anna")
        self.here.clear([clearance("f_1")], actor="lis")
        self.here.backup(folder / "there.db")
        self.there = Store.open(folder / "there.db")

    def merge(self):
        """Merge there into here; merging again takes nothing, and undo takes all of it back."""
        before = everything(self.there), {**everything(self.here), "log": [], "revision": 0}
        report = self.here.merge(self.there.path, actor="anna")
        assert self.here.check() == []
        after = released(self.here)
        assert everything(self.there) == before[0]
        assert self.here.merge(self.there.path, actor="anna").revision is None
        if report.revision is not None:
            self.here.undo(actor="anna")
            assert released(self.here) == tuple(
                before[1][name] for name in ("quotes", "replies", "clearances")
            )
            self.here.redo(actor="anna")
            assert released(self.here) == after
        return report


def released(store):
    found = everything(store)
    return found["quotes"], found["replies"], found["clearances"]


def whys(report):
    return [(one.kind, one.why, one.ours, one.theirs) for one in report.conflicts]


@pytest.fixture
def two(tmp_path):
    copies = Copies(tmp_path)
    yield copies
    copies.here.close()
    copies.there.close()


def test_what_is_new_there_is_taken(two):
    more = coding(two.a, 30, 40)
    two.there.code([more], actor="bo")
    one, other = quote(two.a, (30, 40), codings=[more]), quote(two.there.version("b"), (3, 9))
    two.there.put_quotes([one, other], actor="bo")
    two.there.add_replies([reply(one, "changed", "Noget andet."), reply("f_2", document="b")], actor="bo")
    two.there.clear([clearance("f_2", by="bo")], actor="bo")
    two.here.clear([clearance("f_3")], actor="lis")
    report = two.merge()
    assert report.conflicts == ()
    assert two.here.quotes() == two.there.quotes()
    assert two.here.replies() == two.there.replies()
    assert [one.target for one in two.here.clearances()] == ["f_1", "f_2", "f_3"]
    log = next(one for one in two.here.log() if one.kind == "merge")
    assert {name: log.counts[name] for name in ("quotes", "replies", "clearances")} == {
        "quotes": 2, "replies": 2, "clearances": 1
    }  # fmt: skip


def test_a_whole_document_brings_its_quotes_and_replies(two):
    two.there.add_documents([new_document("c")], actor="bo")
    c = two.there.version("c")
    two.here.add_documents([new_document("d")], actor="anna")  # the same number here
    more = coding(c)
    two.there.code([more], actor="bo")
    one = quote(c, (0, 9), codings=[more])
    two.there.put_quotes([one], actor="bo")
    two.there.add_replies([reply(one)], actor="bo")
    two.merge()
    assert [(found.document, found.status) for found in two.here.quotes(document="c")] == [("c", "approved")]
    assert two.here.replies(document="c") == two.there.replies(document="c")


def test_the_same_file_of_replies_read_in_both_copies_is_not_there_twice(two):
    """Each reading of the file gives ids of its own."""
    for store in (two.here, two.there):
        store.add_replies([reply(two.base, "withdrawn", at="2026-05-02")], actor="anna")
        store.clear([clearance("f_2"), clearance("f_1", "hold")], actor="lis")
    before = released(two.here)
    assert two.merge().conflicts == ()
    assert released(two.here) == before


def test_a_withdrawal_there_counts_here(two):
    two.there.add_replies([reply(two.base, "withdrawn", at="2026-05-02")], actor="bo")
    two.here.put_quotes([replace(two.base, area="adults")], actor="anna")
    two.merge()
    assert [(one.area, one.status) for one in two.here.quotes()] == [("adults", "withdrawn")]


def test_a_quote_that_was_changed_or_dropped_there_is_so_here(two):
    other = quote(two.a, (30, 40))
    two.there.put_quotes([replace(two.base, text="Vi ringer", area="adults"), other], actor="bo")
    two.merge()
    assert two.here.quotes() == two.there.quotes()
    two.there.drop_quotes([two.base.id], actor="bo")
    assert two.merge().conflicts == ()
    assert [one.id for one in two.here.quotes()] == [other.id]


def test_what_both_changed_in_different_ways_is_listed_and_ours_stays(two):
    two.there.put_quotes([replace(two.base, text="Vi ringer")], actor="bo")
    two.here.put_quotes([replace(two.base, text="Vi ringer altid")], actor="anna")
    two.there.clear(
        [clearance("f_1", "override", reason="fordi", by="bo"), clearance("f_2", by="bo")], actor="bo"
    )
    two.here.clear([clearance("f_1", "hold"), clearance("f_2", "hold")], actor="lis")
    before = released(two.here)
    report = two.merge()
    assert released(two.here) == before
    assert sorted(whys(report)) == [
        ("clearance", "both_changed", "hold", "override; other reason"),
        ("clearance", "both_changed", "hold", "print"),
        ("quote", "both_changed", "there", "there; other text"),
    ]
    assert "fordi" not in f"{report!r} {report.to_frame().to_string()}"


def test_who_ticks_the_same_is_no_difference(two):
    two.there.clear([clearance("f_2", by="bo")], actor="bo")
    two.here.clear([clearance("f_2", by="lis")], actor="lis")
    assert two.merge().conflicts == ()
    assert two.here.clearances(target="f_2")[0].by == "lis"


def test_the_same_words_chosen_in_both_copies_are_one_quote(two):
    for store, actor in ((two.here, "anna"), (two.there, "bo")):
        store.put_quotes([quote(two.a, (30, 40))], actor=actor)
    assert two.merge().conflicts == ()
    assert len(two.here.quotes()) == 2


def test_a_coding_that_a_quote_here_is_chosen_for_is_not_removed(two):
    """The coding was made in both copies from one import, and undone there."""
    more = coding(two.a, 50, 60)
    two.here.add_codings([more], actor="anna")
    two.here.backup(two.here.path.with_name("third.db"))
    with Store.open(two.here.path.with_name("third.db")) as third:
        third.undo(actor="anna")
        two.here.put_quotes([quote(two.a, (50, 60), codings=[more])], actor="anna")
        report = two.here.merge(third.path, actor="anna")
    assert [(one.kind, one.why) for one in report.conflicts] == [("coding", "in_use")]
    assert two.here.check() == []


def test_a_quote_is_chosen_for_the_coding_here_that_says_the_same(two):
    ids = new_id(), new_id()
    for store, id_ in zip((two.here, two.there), ids, strict=True):
        store.add_codings([replace(coding(two.a, 50, 60), id=id_)], actor="anna")
    two.there.put_quotes([replace(quote(two.a, (50, 60)), codings=(ids[1],))], actor="bo")
    two.merge()
    assert [one.codings for one in two.here.quotes() if one.id != two.base.id] == [(ids[0],)]


def test_a_quote_on_another_text_stays_out_and_the_replies_come(two):
    two.here.add_versions([rewritten(two.a, [(Span(0, 1), "[navn]")])], actor="anna")
    two.there.put_quotes([quote(two.a, (30, 40))], actor="bo")
    two.there.add_replies([reply(two.base, "withdrawn", at="2026-05-02")], actor="bo")
    report = two.merge()
    assert [(one.kind, one.why) for one in report.conflicts] == [("quote", "texts_differ")]
    assert [one.status for one in two.here.quotes()] == ["withdrawn"]


def test_a_new_text_that_both_have_is_no_change_of_a_quote(two):
    """Both ran the same plan of pseudonyms; that moved the pieces, and says nothing of them."""
    for store in (two.here, two.there):
        store.add_versions([rewritten(two.a, [(Span(0, 1), "[navn]")])], actor="anna")
    two.there.put_quotes([replace(two.there.quotes()[0], area="adults")], actor="bo")
    assert two.merge().conflicts == ()
    assert [(one.area, one.status) for one in two.here.quotes()] == [("adults", "approved")]


def test_whoever_builds_on_what_the_merge_changed_is_told(two):
    two.there.clear([clearance("f_2", by="bo")], actor="bo")
    two.there.put_quotes([quote(two.a, (30, 40))], actor="bo")
    two.there.add_replies([reply(two.base, "withdrawn", at="2026-05-02")], actor="bo")
    with Store.open(two.here.path) as other:
        seen, b = other.revision, other.version("b")
        two.here.merge(two.there.path, actor="anna")
        for stale in (
            lambda: other.clear([clearance("f_2", "hold")], actor="lis", seen=seen),
            lambda: other.put_quotes([quote(two.a, (50, 60))], actor="lis", seen=seen),
            lambda: other.add_replies([reply("f_9", document="a")], actor="lis", seen=seen),
        ):
            with pytest.raises(StaleStudyError):
                stale()
        assert other.clear([clearance("f_3")], actor="lis", seen=seen) == 1
        assert other.put_quotes([quote(b, (50, 60))], actor="lis", seen=seen) == 1
        assert other.add_replies([reply("f_9", document="b")], actor="lis", seen=seen) == 1
