"""Two copies of a study that were coded apart become one: nothing twice, nothing lost, nothing decided by the program."""

import os
import shutil
import signal
import sqlite3
import tempfile
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qualcode.errors import CodingError, StaleStudyError, StoreDamagedError, StoreError
from qualcode.model import Coder, Memo, Settlement, Span, new_id
from qualcode.store import NewDocument, Store, schema
from store.samples import (
    book,
    by_turns,
    coding,
    decision,
    everything,
    made,
    new_document,
    rewritten,
    suggestion,
)

SECRET = "HEMMELIGMARKØR"
"""Stands in every memo here; a report must never hold it."""


class Copies:
    """A study here and a copy of it there, with some codings by anna that both have."""

    def __init__(self, folder):
        self.here = made(folder / "here.db")
        self.a = self.here.version("a")
        self.base = [coding(self.a, n, n + 5) for n in range(0, 40, 10)]
        self.here.add_codings(self.base, actor="anna")
        self.here.withdraw([self.base[3].id], actor="anna")
        self.here.backup(folder / "there.db")
        self.there = Store.open(folder / "there.db")

    def merge(self, **more):
        """Merge there into here, and see that what is left is sound and was told without anybody's words."""
        before = everything(self.there)
        report = self.here.merge(self.there.path, actor="anna", **more)
        assert self.here.check() == []
        assert everything(self.there) == before
        assert SECRET not in f"{report!r} {report.conflicts!r} {report.to_frame().to_string()}"
        return report

    def close(self):
        self.here.close()
        self.there.close()


@pytest.fixture
def two(tmp_path):
    copies = Copies(tmp_path)
    yield copies
    copies.close()


HISTORY_OF_A_STORE = ("log", "revision", "earlier", "events")


def content(store):
    """Return what a study says now."""
    said = {key: value for key, value in everything(store).items() if key not in HISTORY_OF_A_STORE}
    return {
        **said,
        "rounds": store.rounds(),
        "finished": store.finished(),
        "settlements": [(one, one.memo) for one in store.settlements()],
    }


def spoken(store, **query):
    """Return the statements that hold."""
    return sorted(one.key for one in store.codings(**query))


def state(store, id_):
    """Return one coding in a word: its state, memo and stance."""
    for withdrawn in (False, True):
        for one in store.codings(withdrawn=withdrawn):
            if one.id == id_:
                return ("withdrawn" if withdrawn else "holds", one.memo, one.stance)
    return None


def whys(report):
    return [(one.kind, one.why) for one in report.conflicts]


def count(report, kind):
    return next((one for one in report.counts if one.kind == kind), None)


# -- the usual case ----------------------------------------------------------------------------------------------------


def test_what_anna_coded_in_her_copy_and_bo_in_his_comes_together(two):
    """The case that the command is there for."""
    two.here.add_codings([coding(two.a, 50, 60, coder="anna")], actor="anna")
    theirs = [coding(two.a, n, n + 8, "tema.tillid", "bo", memo=SECRET) for n in range(0, 60, 10)]
    two.there.add_codings(theirs, actor="bo")
    before = two.here.revision
    report = two.merge()
    assert (report.taken, report.same, report.conflicts) == (6, 0, ())
    assert spoken(two.here, coder="bo") == spoken(two.there, coder="bo")
    assert len(two.here.codings(coder="anna")) == 4
    assert [one.memo for one in two.here.codings(coder="bo")] == [SECRET] * 6
    assert [one.id for one in two.here.codings(coder="bo")] == [one.id for one in theirs]
    assert [one.name for one in two.here.coders()] == ["anna", "bo"]
    assert report.revision == two.here.revision == before + 1


def test_the_log_has_one_line_with_counts_and_undo_takes_all_of_it_back(two):
    two.there.add_codings([coding(two.a, 1, 4, coder="bo")], actor="bo")
    two.there.withdraw([two.base[0].id], actor="bo")
    two.there.decide([decision(suggestion(two.a, 30, 40, "tema.tillid"), coder="bo")], actor="bo")
    two.there.add_documents([new_document("ny")], actor="bo")
    before = content(two.here)
    two.merge()
    after = content(two.here)
    (line,) = two.here.log(1)
    assert (line.kind, line.actor) == ("merge", "anna")
    assert line.counts == {"codings": 3, "decisions": 1, "documents": 1}
    assert two.here.undo(actor="anna").kind == "merge"
    assert content(two.here) == before
    assert two.here.check() == []
    two.here.redo(actor="anna")
    assert content(two.here) == after
    assert two.here.check() == []


def test_merging_the_same_copy_again_changes_nothing(two):
    two.there.add_codings([coding(two.a, 1, 4, coder="bo")], actor="bo")
    for store, memo in ((two.here, "a"), (two.there, "b")):
        store.edit_coding(two.base[1].id, memo=SECRET + memo, actor="anna")
    first = two.merge()
    before = everything(two.here)
    again = two.merge()
    assert (again.taken, again.revision) == (0, None)
    assert again.conflicts == first.conflicts != ()
    assert everything(two.here) == before


def test_a_dry_run_tells_the_same_and_writes_nothing(two):
    two.there.add_codings([coding(two.a, 1, 4, coder="bo")], actor="bo")
    two.there.edit_coding(two.base[1].id, memo="b", actor="bo")
    two.here.edit_coding(two.base[1].id, memo="a", actor="anna")
    data = two.here.path.read_bytes()
    told = two.merge(dry_run=True)
    assert two.here.path.read_bytes() == data
    done = two.merge()
    assert replace(told, dry_run=False, revision=done.revision) == done
    assert (told.dry_run, told.revision) == (True, None)


def test_a_copy_that_is_only_behind_has_nothing_to_give(two):
    two.here.add_codings([coding(two.a, 1, 4, coder="bo")], actor="bo")
    two.here.withdraw([two.base[0].id], actor="bo")
    assert two.merge().revision is None


def test_nothing_is_left_beside_the_stores(two, tmp_path):
    two.there.add_codings([coding(two.a, 1, 4, coder="bo")], actor="bo")
    before = sorted(file.name for file in tmp_path.iterdir())
    two.merge(dry_run=True)
    two.merge()
    assert sorted(file.name for file in tmp_path.iterdir()) == before


# -- three states of a coding ------------------------------------------------------------------------------------------

NOTHING = ()


def act(store, id_, what):
    """Do something to a coding: ``withdraw``, ``reinstate``, or give it a memo or stance."""
    if what == "withdraw":
        store.withdraw([id_], actor="x")
    elif what == "reinstate":
        store.reinstate([id_], actor="x")
    elif what:
        store.edit_coding(id_, **what, actor="x")


M, N = {"memo": SECRET + "m"}, {"memo": SECRET + "n"}
WISH = {"stance": "wish"}
HELD, GONE = ("holds", "", "experience"), ("withdrawn", "", "experience")


@pytest.mark.parametrize(
    ("which", "here", "there", "then", "conflict"),
    [
        # only one of the copies changed it
        (0, NOTHING, "withdraw", GONE, None),
        (0, "withdraw", NOTHING, GONE, None),
        (3, NOTHING, "reinstate", HELD, None),
        (0, NOTHING, M, ("holds", M["memo"], "experience"), None),
        (0, M, NOTHING, ("holds", M["memo"], "experience"), None),
        (0, NOTHING, WISH, ("holds", "", "wish"), None),
        # both did, in the same way
        (0, "withdraw", "withdraw", GONE, None),
        (0, M, M, ("holds", M["memo"], "experience"), None),
        # both did, in different ways: ours stays
        (0, M, "withdraw", ("holds", M["memo"], "experience"), ("holds", "withdrawn; other memo")),
        (0, "withdraw", M, GONE, ("withdrawn", "holds; other memo")),
        (0, M, N, ("holds", M["memo"], "experience"), ("holds", "holds; other memo")),
        (0, WISH, M, ("holds", "", "wish"), ("holds", "holds; other stance, memo")),
    ],
)  # fmt: skip
def test_a_coding_that_both_copies_had(two, which, here, there, then, conflict):
    id_ = two.base[which].id
    act(two.here, id_, here)
    act(two.there, id_, there)
    report = two.merge()
    assert state(two.here, id_) == then
    if conflict is None:
        assert report.conflicts == ()
    else:
        (found,) = report.conflicts
        assert (found.kind, found.why, found.id) == ("coding", "both_changed", id_)
        assert (found.ours, found.theirs) == conflict
        assert (found.document, found.coder, found.code) == ("a", "anna", "partner.skole")
        assert (found.version, found.span) == (two.a.short_sha, Span(0, 5))


def test_what_was_changed_and_changed_back_there_is_no_change(two):
    two.there.withdraw([two.base[0].id], actor="x")
    two.there.reinstate([two.base[0].id], actor="x")
    two.there.undo(actor="x")
    two.there.redo(actor="x")
    two.here.edit_coding(two.base[0].id, memo="m", actor="anna")
    report = two.merge()
    assert (report.taken, report.conflicts) == (0, ())


# -- additions and removals --------------------------------------------------------------------------------------------


@pytest.fixture
def undoable(tmp_path):
    """Two copies whose last common action added two codings."""
    here = made(tmp_path / "here.db")
    some = [coding(here.version("a"), n, n + 5) for n in (0, 10)]
    here.add_codings(some, actor="anna")
    here.backup(tmp_path / "there.db")
    with here, Store.open(tmp_path / "there.db") as there:
        yield here, there, [one.id for one in some]


def test_what_was_taken_back_there_goes_here_too(undoable):
    here, there, _ = undoable
    there.undo(actor="bo")
    report = here.merge(there.path, actor="anna")
    assert (report.taken, report.conflicts) == (2, ())
    assert here.codings() == here.codings(withdrawn=True) == []
    assert here.check() == []
    here.undo(actor="anna")
    assert len(here.codings()) == 2


def test_what_was_taken_back_there_and_changed_here_is_a_conflict(undoable):
    here, there, (first, second) = undoable
    there.undo(actor="bo")
    here.withdraw([first], actor="anna")
    report = here.merge(there.path, actor="anna")
    (found,) = report.conflicts
    assert (found.id, found.why, found.ours, found.theirs) == (first, "both_changed", "withdrawn", "absent")
    assert (state(here, first), state(here, second)) == (GONE, None)


def test_what_was_taken_back_here_and_changed_there_is_a_conflict(undoable):
    here, there, (first, second) = undoable
    here.undo(actor="anna")
    there.withdraw([first], actor="bo")
    report = here.merge(there.path, actor="anna")
    (found,) = report.conflicts
    assert (found.why, found.ours, found.theirs, found.id) == ("both_changed", "absent", "withdrawn", "")
    assert (state(here, first), state(here, second)) == (None, None)


def test_what_both_took_back_is_gone(undoable):
    here, there, _ = undoable
    here.undo(actor="anna")
    there.undo(actor="bo")
    assert here.merge(there.path, actor="anna").revision is None


def test_a_coding_is_not_removed_under_a_memo(undoable):
    """The memo would be about nothing, and the store would no longer be in order."""
    here, there, (first, second) = undoable
    there.undo(actor="bo")
    here.put_memo(Memo("m", "coding", first, SECRET, "anna"), actor="anna")
    report = here.merge(there.path, actor="anna")
    assert whys(report) == [("coding", "in_use")]
    assert (state(here, first), state(here, second)) == (HELD, None)
    assert here.check() == []


# -- the same statement under two ids ----------------------------------------------------------------------------------


def said_in_both(two, here=None, there=None):
    """Say the same in both copies, each with an id of its own, as when one file is imported in both."""
    ids = []
    for store, more in ((two.here, here), (two.there, there)):
        one = coding(two.a, 50, 60, "tema.tillid", "carla", **(more or {}))
        store.add_codings([one], actor="x")
        ids.append(one.id)
    return ids


def test_the_same_statement_under_two_ids_is_one_coding(two):
    ours, _ = said_in_both(two)
    report = two.merge()
    assert (report.taken, report.same, report.conflicts) == (0, 1, ())
    assert count(report, "coding").same == 1
    assert [one.id for one in two.here.codings(coder="carla")] == [ours]


def test_what_refers_to_the_other_id_leads_to_ours(two):
    """A memo and a decision there are about the coding that is one with ours."""
    ours, theirs = said_in_both(two)
    two.there.put_memo(Memo("m", "coding", theirs, SECRET, "bo"), actor="bo")
    two.there.decide([decision(suggestion(two.a, 50, 60, "tema.tillid"), coder="carla")], actor="carla")
    assert two.there.decisions()[0].coding == theirs
    report = two.merge()
    assert report.conflicts == ()
    assert [memo.target for memo in two.here.memos()] == [ours]
    assert [one.coding for one in two.here.decisions()] == [ours]
    again = two.merge()
    assert (again.revision, again.conflicts) == (None, ())


@pytest.mark.parametrize("there", [{"memo": SECRET}, {"round": 2}])
def test_the_same_statement_with_another_memo_is_a_conflict(two, there):
    """Which memo is right is for people to say; neither is dropped in silence."""
    ours, _ = said_in_both(two, there=there)
    (found,) = two.merge().conflicts
    assert (found.why, found.id) == ("both_changed", ours)
    assert found.theirs == f"holds; other {next(iter(there))}"


def test_a_statement_that_was_withdrawn_here_is_not_brought_back_by_its_double(two):
    ours, _ = said_in_both(two)
    two.here.withdraw([ours], actor="anna")
    report = two.merge()
    assert [(one.ours, one.theirs) for one in report.conflicts] == [("withdrawn", "holds")]
    assert two.here.codings(coder="carla") == []


def test_of_two_that_say_the_same_there_the_one_that_holds_is_ours(two):
    """There one was withdrawn, and came to say the same later."""
    ours, theirs = said_in_both(two)
    gone = coding(two.a, 50, 60, "tema.tillid", "carla", stance="wish")
    two.there.add_codings([gone], actor="carla")
    two.there.withdraw([gone.id], actor="carla")
    two.there.edit_coding(gone.id, stance="experience", actor="carla")
    report = two.merge()
    assert (report.same, report.conflicts) == (1, ())
    assert (state(two.here, ours)[0], state(two.here, gone.id)[0]) == ("holds", "withdrawn")
    assert state(two.here, theirs) is None


def test_what_is_done_to_a_double_later_is_done_to_ours(two):
    """After a merge the two copies agree on it, under whatever id."""
    ours, theirs = said_in_both(two)
    two.there.add_codings([coding(two.a, 1, 3, coder="bo")], actor="bo")
    two.merge()
    two.there.withdraw([theirs], actor="bo")
    report = two.merge()
    assert (report.taken, report.conflicts) == (1, ())
    assert state(two.here, ours)[0] == "withdrawn"
    assert two.merge().revision is None


def test_a_statement_brought_back_there_and_said_anew_here_holds_once(two):
    """The old coding came back there; here somebody said the same again, which gave a second coding."""
    old = two.base[3]
    two.there.reinstate([old.id], actor="bo")
    two.there.put_memo(Memo("m", "coding", old.id, SECRET, "bo"), actor="bo")
    two.here.edit_coding(two.base[2].id, stance="wish", actor="anna")
    new = coding(two.a, old.span.start, old.span.end)
    # The old one has another stance here for the moment, so that the statement is free.
    two.here.edit_coding(old.id, stance="wish", actor="anna")
    two.here.add_codings([new], actor="anna")
    two.here.edit_coding(old.id, stance="experience", actor="anna")
    report = two.merge()
    assert (report.same, report.conflicts) == (1, ())
    assert spoken(two.here).count(old.key) == 1
    assert (state(two.here, old.id)[0], state(two.here, new.id)[0]) == ("withdrawn", "holds")
    assert [memo.target for memo in two.here.memos()] == [new.id]


def test_a_changed_statement_that_another_coding_makes_here_is_a_conflict(two):
    """There the experience became a wish; here somebody coded the wish beside it."""
    first = two.base[0]
    two.there.edit_coding(first.id, stance="wish", actor="bo")
    two.here.add_codings([coding(two.a, 0, 5, stance="wish")], actor="anna")
    report = two.merge()
    assert whys(report) == [("coding", "place_taken")]
    assert state(two.here, first.id) == HELD


# -- meeting more than once --------------------------------------------------------------------------------------------


def test_after_a_merge_only_what_came_since_counts(two):
    """Teams merge every week. What bo changes of his own after the first time clashes with nothing."""
    mine = coding(two.a, 50, 60, coder="bo")
    two.there.add_codings([mine], actor="bo")
    two.merge()
    two.there.withdraw([mine.id], actor="bo")
    report = two.merge()
    assert (report.taken, report.conflicts) == (1, ())
    two.here.reinstate([mine.id], actor="anna")
    two.there.edit_coding(mine.id, memo=SECRET, actor="bo")
    assert whys(two.merge()) == [("coding", "both_changed")]


def test_both_copies_take_from_each_other_in_turns(two):
    mine, yours = coding(two.a, 50, 60), coding(two.a, 52, 62, coder="bo")
    two.here.add_codings([mine], actor="anna")
    two.there.add_codings([yours], actor="bo")
    two.merge()
    assert two.there.merge(two.here.path, actor="bo").taken == 1
    assert content(two.here) == content(two.there)
    two.here.withdraw([yours.id], actor="anna")
    two.there.withdraw([mine.id], actor="bo")
    two.there.merge(two.here.path, actor="bo")
    report = two.merge()
    assert report.conflicts == ()
    assert content(two.here) == content(two.there)
    assert two.merge().revision is None


def test_a_conflict_stays_one_until_people_agree(two):
    id_ = two.base[0].id
    for store, memo in ((two.here, "a"), (two.there, "b")):
        store.edit_coding(id_, memo=SECRET + memo, actor="x")
    two.there.add_codings([coding(two.a, 1, 3, coder="bo")], actor="bo")
    assert whys(two.merge()) == whys(two.merge()) == [("coding", "both_changed")]
    two.there.edit_coding(id_, memo=SECRET + "a", actor="bo")
    two.there.add_codings([coding(two.a, 2, 4, coder="bo")], actor="bo")
    assert two.merge().conflicts == ()
    two.there.edit_coding(id_, memo=SECRET + "c", actor="bo")
    assert (two.merge().conflicts, state(two.here, id_)[1]) == ((), SECRET + "c")


def test_what_was_kept_here_against_an_earlier_merge_is_kept_again(two):
    """Taken over, then withdrawn here, then other things merged: it does not become a conflict, nor come back."""
    yours = coding(two.a, 50, 60, coder="bo")
    two.there.add_codings([yours], actor="bo")
    two.merge()
    two.here.withdraw([yours.id], actor="anna")
    for place in (1, 2):
        two.there.add_codings([coding(two.a, place, 9, coder="bo")], actor="bo")
        assert two.merge().conflicts == ()
    assert state(two.here, yours.id)[0] == "withdrawn"


def test_a_merge_that_was_undone_is_no_meeting(two):
    yours = coding(two.a, 50, 60, coder="bo")
    two.there.add_codings([yours], actor="bo")
    two.merge()
    two.here.undo(actor="anna")
    assert two.merge().taken == 1
    assert state(two.here, yours.id)[0] == "holds"


def test_a_copy_that_a_coder_put_in_place_from_a_backup(two, tmp_path):
    """Restoring writes a line into the log of the copy; what came before it is the common start all the same."""
    two.here.backup(tmp_path / "for-bo.db")
    path = tmp_path / "bo" / "study.db"
    Store.restore(tmp_path / "for-bo.db", path, actor="bo")
    start = two.here.revision
    two.here.add_codings([coding(two.a, 50, 60)], actor="anna")
    with Store.open(path) as bo:
        bo.add_codings([coding(two.a, 52, 62, coder="bo")], actor="bo")
        bo.withdraw([two.base[0].id], actor="bo")
        report = two.here.merge(path, actor="anna")
        assert (report.start, report.taken, report.conflicts) == (start, 2, ())
        assert bo.merge(two.here.path, actor="bo").taken == 1
        assert content(bo) == content(two.here)


def test_a_third_copy_is_not_taken_for_the_second(two, tmp_path):
    """Both have a revision of the same number, but only one of them was merged: with the other there was no meeting."""
    shutil.copy(two.there.path, tmp_path / "third.db")
    with Store.open(tmp_path / "third.db") as third:
        for store in (two.there, third):
            store.withdraw([two.base[0].id], actor="x")
        assert two.there.revision == third.revision
        two.merge()
        two.here.reinstate([two.base[0].id], actor="anna")
        assert two.merge().taken == 0, "what that copy has to say of it was heard, and answered"
        assert two.here.merge(third.path, actor="anna").taken == 1


# -- decisions ---------------------------------------------------------------------------------------------------------


def asked(two, start=50):
    return suggestion(two.a, start, start + 8, "tema.tillid")


def answers(store):
    return [(one.suggestion.span.start, one.coder, one.answer, one.code) for one in store.decisions()]


def test_decisions_come_with_the_codings_that_they_led_to(two):
    two.there.decide(
        [decision(asked(two), coder="bo"), decision(asked(two, 60), "reject", coder="bo")], actor="bo"
    )
    report = two.merge()
    assert (count(report, "decision").taken, count(report, "coding").taken) == (2, 1)
    assert answers(two.here) == answers(two.there)
    assert [one.coding for one in two.here.decisions()] == [one.coding for one in two.there.decisions()]
    two.here.decide([decision(asked(two), "reject", coder="bo")], actor="bo")
    assert spoken(two.here, coder="bo") == [], "it still is the decision that the coding holds by"


@pytest.fixture
def decided(two, tmp_path):
    """Two copies that share a decision by bo, made after the first backup."""
    two.here.decide([decision(asked(two), "later", coder="bo")], actor="bo")
    two.there.close()
    two.here.backup(tmp_path / "again.db")
    two.there = Store.open(tmp_path / "again.db")
    return two


def test_an_answer_that_was_changed_there_takes_the_place_of_ours(decided):
    decided.there.decide([decision(asked(decided), "accept", coder="bo")], actor="bo")
    report = decided.merge()
    assert (report.taken, report.conflicts) == (2, ())
    assert answers(decided.here) == [(50, "bo", "accept", "tema.tillid")]
    assert decided.merge().revision is None


@pytest.mark.parametrize(("here", "same"), [("accept", 1), ("reject", 0)])
def test_an_answer_that_was_changed_in_both(decided, here, same):
    """Alike: nothing to do, also with the two codings. Differently: ours stays."""
    decided.here.decide([decision(asked(decided), here, coder="bo")], actor="bo")
    decided.there.decide([decision(asked(decided), "accept", coder="bo")], actor="bo")
    report = decided.merge()
    assert count(report, "decision").same == same
    assert answers(decided.here)[0][2] == here
    found = [(one.kind, one.why, one.ours, one.theirs) for one in report.conflicts]
    assert found == ([] if same else [("decision", "both_changed", "reject", "accept")])
    assert len(decided.here.codings(coder="bo")) == 1, (
        "the coding itself changed only there, where ours is to reject"
    )


def test_the_same_suggestion_answered_in_both_copies(two):
    two.here.decide([decision(asked(two), "reject", coder="bo")], actor="bo")
    two.there.decide([decision(asked(two), "accept_as", "partner.skole", "bo")], actor="bo")
    report = two.merge()
    decided = next(one for one in report.conflicts if one.kind == "decision")
    assert (decided.ours, decided.theirs) == ("reject", "accept_as partner.skole")
    assert decided.id == two.here.decisions()[0].id


def test_a_coding_made_by_hand_here_does_not_fall_with_a_decision_from_there(two):
    """There the coding came by the decision; here the same person had coded the passage herself."""
    ours = coding(two.a, 50, 58, "tema.tillid", "bo")
    two.here.add_codings([ours], actor="bo")
    two.there.decide([decision(asked(two), coder="bo")], actor="bo")
    assert two.merge().same == 1
    two.here.decide([decision(asked(two), "reject", coder="bo")], actor="bo")
    assert [one.id for one in two.here.codings(coder="bo")] == [ours.id]


def test_a_coding_made_by_decisions_in_both_copies_falls_with_the_last_of_them(two):
    """Two suggestions on one passage, each accepted in another copy as the same code: one coding, made by both."""
    about = [suggestion(two.a, 50, 58, code) for code in ("tema.tillid", "partner.politi")]
    two.here.decide([decision(about[0], coder="bo")], actor="bo")
    two.there.decide([decision(about[1], "accept_as", "tema.tillid", "bo")], actor="bo")
    assert two.merge().conflicts == ()
    for one in about:
        assert len(two.here.codings(coder="bo")) == 1
        two.here.decide([decision(one, "reject", coder="bo")], actor="bo")
    assert two.here.codings(coder="bo") == []


# -- memos -------------------------------------------------------------------------------------------------------------


def test_memos_on_everything_come_along(two):
    for number, (kind, target) in enumerate(
        [("study", ""), ("document", "a"), ("code", "tema"), ("coding", two.base[0].id)]
    ):
        two.there.put_memo(Memo(f"m{number}", kind, target, SECRET, "bo"), actor="bo")
    assert count(two.merge(), "memo").taken == 4
    assert two.here.memos() == two.there.memos()


def test_a_memo_that_was_written_on_in_both_is_a_conflict_without_its_words(two):
    for store in (two.here, two.there):
        store.put_memo(Memo("m", "study", "", f"{SECRET} {store.path.stem}", "bo", "2026-01-01"), actor="bo")
    (found,) = two.merge().conflicts
    assert (found.kind, found.why, found.coder, found.theirs) == (
        "memo", "both_changed", "bo", "there; other text",
    )  # fmt: skip


# -- rounds and finished documents -------------------------------------------------------------------------------------


def test_a_round_that_began_there_begins_here_and_one_that_was_opened_is_open(two):
    two.there.open_round(1, actor="bo")
    two.there.start_round(title="anden", actor="bo")
    two.there.add_codings([coding(two.a, 50, 60, coder="bo", round=2)], actor="bo")
    report = two.merge()
    assert (count(report, "round").taken, report.conflicts) == (2, ())
    assert two.here.rounds() == two.there.rounds()


@pytest.mark.parametrize("title", ["anden", "en anden"])
def test_a_round_that_both_copies_began(two, title):
    """Under one title it is one round. Under two it is a conflict, and codings of round 2 come all the same."""
    two.here.start_round(title="anden", actor="anna")
    two.there.start_round(title=title, actor="bo")
    two.there.add_codings([coding(two.a, 50, 60, coder="bo", round=2)], actor="bo")
    report = two.merge()
    assert whys(report) == ([] if title == "anden" else [("round", "both_changed")])
    assert two.here.rounds()[1].title == "anden"
    assert [one.round for one in two.here.codings(coder="bo")] == [2]


def test_a_round_opened_in_both_copies_is_open_whoever_did_it_first(two):
    two.here.open_round(1, actor="anna")
    two.there.open_round(1, actor="bo")
    report = two.merge()
    assert (report.revision, report.conflicts) == (None, ())
    assert two.here.rounds()[0].opened_by == "anna"


def test_who_has_read_what_to_the_end(two):
    """Bo finished a and took b back; anna finished a in both copies."""
    two.here.finish("a", "anna", actor="anna")
    for name in ("a", "b"):
        two.there.finish(name, "bo", actor="bo")
    two.there.finish("a", "anna", actor="bo")
    report = two.merge()
    assert (count(report, "finished").taken, report.conflicts) == (2, ())
    two.there.finish("b", "bo", done=False, actor="bo")
    assert two.merge().taken == 1
    assert [(one.document, one.coder) for one in two.here.finished()] == [("a", "anna"), ("a", "bo")]


def test_a_mark_for_a_round_that_was_taken_back_here_does_not_come(tmp_path):
    with made(tmp_path / "here.db") as here:
        here.start_round(actor="anna")
        here.backup(tmp_path / "there.db")
        with Store.open(tmp_path / "there.db") as there:
            there.finish("a", "bo", round=2, actor="bo")
            there.finish("b", "bo", actor="bo")
            here.undo(actor="anna")
            report = here.merge(there.path, actor="anna")
        assert whys(report) == [("finished", "needs_another")]
        assert [(one.document, one.round) for one in here.finished()] == [("b", 1)]
        assert here.check() == []


def test_a_round_that_was_taken_back_there_stays_where_somebody_finished_in_it(tmp_path):
    with made(tmp_path / "here.db") as here:
        here.start_round(actor="anna")
        here.backup(tmp_path / "there.db")
        here.finish("a", "anna", round=2, actor="anna")
        with Store.open(tmp_path / "there.db") as there:
            there.undo(actor="bo")
            report = here.merge(there.path, actor="anna")
        assert whys(report) == [("round", "in_use")]
        assert len(here.rounds()) == 2


# -- settlements -------------------------------------------------------------------------------------------------------


def settled(two, store, codes=("tema.tillid",), place=(0, 40), memo="", sources=None, outcome="chosen"):
    """Settle a place for the consensus, which has a coding for each code on its first words."""
    given = [coding(two.a, place[0], place[0] + 5, code, "consensus") for code in codes]
    ids = tuple(one.id for one in two.base[:2]) if sources is None else sources
    one = Settlement(
        new_id(), "a", two.a.short_sha, Span(*place), outcome, ids, memo=memo, by=store.path.stem, into="consensus"
    )  # fmt: skip
    store.settle([(one, given)], actor="x")
    return one.id


def consensus(store):
    return [(one.span.start, one.code) for one in store.codings(coder="consensus")]


def test_a_settlement_comes_with_its_codings(two):
    id_ = settled(two, two.there, memo=SECRET)
    report = two.merge()
    assert (count(report, "settlement").taken, count(report, "coding").taken) == (1, 1)
    assert two.here.settlements() == two.there.settlements()
    assert [one.id for one in two.here.settlements()] == [id_]
    assert two.merge().revision is None


def test_a_place_that_was_settled_alike_in_both_is_settled_once(two):
    """Whoever settled it, and under which ids."""
    ours = settled(two, two.here)
    settled(two, two.there)
    report = two.merge()
    assert (report.same, report.conflicts, report.revision) == (2, (), None)
    assert [one.id for one in two.here.settlements()] == [ours]


@pytest.mark.parametrize("place", [(0, 40), (0, 20)])
def test_a_place_that_was_settled_differently_stays_as_it_is_here(two, place):
    """Neither the settlement nor its codings come: the set would be a mixture that nobody settled on."""
    settled(two, two.here)
    settled(two, two.there, ("partner.politi",), place, memo=SECRET)
    before = content(two.here)
    report = two.merge()
    assert content(two.here) == before
    found = dict(whys(report))
    assert found["settlement"] == ("both_changed" if place == (0, 40) else "place_taken")
    assert found["coding"] == "settled_apart"


def test_a_place_settled_there_and_coded_by_hand_for_the_consensus_here(two):
    two.here.add_codings([coding(two.a, 7, 9, "tema.tillid", "consensus")], actor="anna")
    settled(two, two.there, ("partner.politi",))
    report = two.merge()
    assert whys(report) == [("coding", "settled_apart"), ("settlement", "settled_apart")]
    assert consensus(two.here) == [(7, "tema.tillid")]


def test_a_place_settled_here_and_coded_by_hand_for_the_consensus_there(two):
    settled(two, two.here)
    inside, outside = (coding(two.a, n, n + 2, "partner.politi", "consensus") for n in (7, 50))
    two.there.add_codings([inside, outside], actor="bo")
    report = two.merge()
    assert whys(report) == [("coding", "settled_apart")]
    assert consensus(two.here) == [(0, "tema.tillid"), (50, "partner.politi")]


def test_a_place_that_was_settled_anew_there_is_settled_anew_here(two, tmp_path):
    """The earlier settlement ends, its coding is withdrawn, and the new one may cover another stretch."""
    settled(two, two.here, place=(0, 20))
    two.here.backup(tmp_path / "again.db")
    with Store.open(tmp_path / "again.db") as there:
        later = settled(two, there, ("partner.politi",), (0, 40))
        report = two.here.merge(there.path, actor="anna")
        assert report.conflicts == ()
        assert [one.id for one in two.here.settlements()] == [later]
        assert consensus(two.here) == consensus(there) == [(0, "partner.politi")]
        assert two.here.check() == []


def test_an_earlier_settlement_stays_where_the_later_one_cannot_come(two, tmp_path):
    """The new settlement there has a code that our codebook lacks."""
    first = settled(two, two.here, place=(0, 20))
    two.here.backup(tmp_path / "again.db")
    with Store.open(tmp_path / "again.db") as there:
        there.put_codebook(_more("tema.mod"), source_sha256="1" * 64, actor="bo")
        settled(two, there, ("tema.mod",), (0, 40))
        report = two.here.merge(there.path, actor="anna")
    assert two.here.check() == []
    assert ("coding", "unknown_code") in whys(report)
    assert [one.id for one in two.here.settlements()] == [first]
    assert consensus(two.here) == [(0, "tema.tillid")]


@pytest.mark.parametrize("new_text", [False, True], ids=["one text", "a new text"])
def test_a_settlement_that_was_given_up_in_one_copy_and_built_on_in_the_other(two, tmp_path, new_text):
    """One settled a part of the passage anew, which ends the settlement; the other changed a settled coding in it."""
    settled(two, two.here, place=(0, 40))
    two.here.backup(tmp_path / "again.db")
    with Store.open(tmp_path / "again.db") as there:
        for store in (two.here, there) if new_text else ():
            pseudonymised(store)
        two.a = two.here.version("a")
        settled(two, two.here, ("partner.politi",), (20, 40))
        (one,) = there.codings(coder="consensus")
        there.edit_coding(one.id, stance="wish", actor="bo")
        assert whys(two.here.merge(there.path, actor="anna")) == [("coding", "settled_apart")]
        assert ("settlement", "settled_apart") in whys(there.merge(two.here.path, actor="bo"))


def test_a_place_that_was_settled_again_as_before_there_and_in_part_here(two, tmp_path):
    """There the settled coding had been withdrawn, and settling anew brought it back: that is a judgement, too."""
    settled(two, two.here)
    two.here.withdraw([one.id for one in two.here.codings(coder="consensus")], actor="anna")
    two.here.backup(tmp_path / "again.db")
    part = settled(two, two.here, (), (20, 40), outcome="none")
    with Store.open(tmp_path / "again.db") as there:
        whole = settled(two, there)
        report = two.here.merge(there.path, actor="anna")
        assert whys(report) == [("coding", "settled_apart"), ("settlement", "both_changed")]
        assert ([one.id for one in two.here.settlements()], consensus(two.here)) == ([part], [])
        report = there.merge(two.here.path, actor="bo")
        assert {kind for kind, _ in whys(report)} == {"settlement"}
        assert [one.id for one in there.settlements()] == [whole]


def test_a_settlement_leads_to_the_codings_that_are_here(two):
    """Both copies imported the same codings by carla, each with ids of its own, and there a place was settled by them."""
    ours, theirs = said_in_both(two)
    settled(two, two.there, place=(45, 70), sources=(theirs,))
    two.merge()
    assert [one.sources for one in two.here.settlements()] == [(ours,)]
    again = two.merge()
    assert (again.revision, again.conflicts) == (None, ())


# -- documents ---------------------------------------------------------------------------------------------------------


def _new(name, source="", text="", id_=""):
    """Return a document whose source and text can be those of another name."""
    item = new_document(text or name)
    item = NewDocument(
        replace(item.document, name=name, id=id_ or item.document.id), replace(item.version, document=name)
    )
    if source:
        item = replace(
            item, document=replace(item.document, source_sha256=new_document(source).document.source_sha256)
        )
    return item


def test_a_document_that_only_the_other_copy_has_comes_whole(two):
    """With all its texts, how it is cut, and what is coded in it; our own new document has the same number."""
    two.here.add_documents([new_document("vores")], actor="anna")
    two.there.add_documents([new_document("deres")], actor="bo")
    first = two.there.version("deres")
    two.there.add_codings([coding(first, 20, 30, coder="bo")], actor="bo")
    two.there.add_versions([rewritten(first, [(Span(0, 2), "[navn]")])], actor="bo")
    two.there.put_segmentations([by_turns(two.there.version("deres"))], actor="bo")
    two.there.finish("deres", "bo", actor="bo")
    two.there.put_memo(Memo("m", "document", "deres", SECRET, "bo"), actor="bo")
    report = two.merge()
    assert (count(report, "document").taken, report.conflicts) == (1, ())
    assert [one.name for one in two.here.documents()] == ["a", "b", "deres", "vores"]
    assert two.here.versions("deres") == two.there.versions("deres")
    assert two.here.version("deres") == two.there.version("deres")
    assert two.here.version("deres", 1).turns == first.turns
    assert two.here.offsets("deres", 2) == two.there.offsets("deres", 2)
    assert two.here.segmentation("turns", "deres") == two.there.segmentation("turns", "deres")
    assert two.here.codings(document="deres") == two.there.codings(document="deres")
    assert two.here.finished(document="deres") == two.there.finished(document="deres")
    assert two.here.codings(document="vores") == []
    two.here.add_versions([rewritten(two.here.version("deres"), [(Span(0, 6), "[person]")])], actor="anna")
    assert two.here.check() == []


def test_the_same_file_imported_in_both_copies_is_one_document(two):
    """Each gave it an id and a number, and one of them a name of its own."""
    two.here.add_documents([new_document("x"), _new("vores", "fælles", "fælles")], actor="anna")
    two.there.add_documents([_new("deres", "fælles", "fælles")], actor="bo")
    there = two.there.version("deres")
    two.there.add_codings([coding(there, 20, 30, coder="bo")], actor="bo")
    two.there.put_memo(Memo("m", "document", "deres", SECRET, "bo"), actor="bo")
    two.there.finish("deres", "bo", actor="bo")
    report = two.merge()
    assert (count(report, "document").taken, count(report, "document").same, report.conflicts) == (0, 1, ())
    assert [one.document for one in two.here.codings(coder="bo")] == ["vores"]
    assert [one.target for one in two.here.memos()] == ["vores"]
    assert [(one.document, one.coder) for one in two.here.finished()] == [("vores", "bo")]
    with two.here._session.reading() as connection:
        (id_,) = connection.exec_driver_sql("SELECT id FROM finished").scalars()
    assert id_ == f"{two.here.document('vores').id}/bo/1"
    again = two.merge()
    assert (again.revision, again.conflicts) == (None, ())
    two.here.finish("vores", "bo", done=False, actor="bo")
    assert two.here.finished() == []


def test_one_name_for_two_files_is_a_conflict_and_nothing_of_it_comes(two):
    two.here.add_documents([_new("nyt", "en")], actor="anna")
    two.there.add_documents([_new("Nyt", "en anden", "anden")], actor="bo")
    version = two.there.version("Nyt")
    two.there.add_codings([coding(version, n, n + 5, coder="bo") for n in range(3)], actor="bo")
    two.there.put_memo(Memo("m", "document", "Nyt", SECRET, "bo"), actor="bo")
    two.there.add_codings([coding(two.a, 50, 60, coder="bo")], actor="bo")
    report = two.merge()
    assert [(one.kind, one.why, one.document, one.count) for one in report.conflicts] == [
        ("document", "other_source", "nyt", 1),
        ("coding", "other_source", "Nyt", 3),
        ("memo", "other_source", "Nyt", 1),
    ]
    assert [one.document for one in two.here.codings(coder="bo")] == ["a"]
    assert len(two.here.documents()) == 3


@pytest.fixture
def import_last(tmp_path):
    """Two copies whose last common action was the import of ``c``."""
    here = made(tmp_path / "here.db")
    here.add_documents([new_document("c")], actor="anna")
    here.backup(tmp_path / "there.db")
    with here, Store.open(tmp_path / "there.db") as there:
        yield here, there


def test_a_document_whose_import_was_undone_there_stays_here(import_last):
    """Whole interviews do not vanish by a merge."""
    here, there = import_last
    here.add_codings([coding(here.version("c"))], actor="anna")
    there.undo(actor="bo")
    report = here.merge(there.path, actor="anna")
    assert [(one.kind, one.why, one.document) for one in report.conflicts] == [
        ("document", "removed_there", "c")
    ]
    assert len(here.codings(document="c")) == 1


def test_what_was_coded_there_in_a_document_whose_import_was_undone_here_is_counted(import_last):
    here, there = import_last
    c = there.version("c")
    there.add_codings([coding(c, n, n + 5, coder="bo") for n in range(3)], actor="bo")
    here.undo(actor="anna")
    report = here.merge(there.path, actor="anna")
    assert [(one.kind, one.why, one.document, one.count) for one in report.conflicts] == [
        ("coding", "removed_here", "c", 3)
    ]
    assert [one.name for one in here.documents()] == ["a", "b"]


def pseudonymised(store, by="[navn]"):
    store.add_versions([rewritten(store.version("a", 1), [(Span(0, 2), by)])], actor="x")


@pytest.mark.parametrize("where", ["here", "there"])
def test_what_stands_on_another_text_is_counted_and_not_shifted(two, where):
    two.there.add_codings([coding(two.a, 50, n, coder="bo") for n in (55, 60)], actor="bo")
    two.there.finish("a", "bo", actor="bo")
    two.there.withdraw([two.base[1].id], actor="bo")
    pseudonymised(two.here if where == "here" else two.there)
    two.there.put_memo(Memo("m", "document", "a", SECRET, "bo"), actor="bo")
    two.there.add_codings([coding(two.there.version("b"), 50, 55, coder="bo")], actor="bo")
    before = two.here.codings(document="a")
    report = two.merge()
    found = {(one.kind, one.coder): one for one in report.conflicts}
    assert {one.why for one in report.conflicts} == {"texts_differ"}
    assert (found["coding", "bo"].count, found["coding", "anna"].count, found["finished", "bo"].count) == (
        2,
        1,
        1,
    )
    assert (("document", "") in found) == (where == "there"), "there is a text that we do not have"
    assert (found["coding", "bo"].document, found["coding", "bo"].span) == ("a", None)
    assert two.here.codings(document="a") == before
    assert len(two.here.codings(document="b")) == len(two.here.memos()) == 1


def test_the_same_new_text_in_both_copies_hinders_nothing(two):
    """Both applied one reviewed plan; the codings moved alike."""
    for store in (two.here, two.there):
        pseudonymised(store)
    latest = two.there.version("a")
    two.there.add_codings([coding(latest, 50, 60, coder="bo")], actor="bo")
    two.there.withdraw([two.base[1].id], actor="bo")
    report = two.merge()
    assert (report.taken, report.conflicts) == (2, ())
    assert spoken(two.here) == spoken(two.there)


def test_what_lost_its_words_in_a_text_that_both_have_can_still_come(two):
    """Withdrawn codings and decisions may stand on an earlier text."""
    mine = coding(two.a, 0, 2, "tema.tillid", "bo", memo=SECRET)
    two.there.add_codings([mine], actor="bo")
    two.there.decide([decision(suggestion(two.a, 0, 2), "reject", coder="bo")], actor="bo")
    for store in (two.here, two.there):
        store.add_versions([rewritten(store.version("a"), [(Span(0, 2), "")])], actor="x")
    assert state(two.there, mine.id)[0] == "withdrawn"
    report = two.merge()
    assert report.conflicts == ()
    assert state(two.here, mine.id)[0] == "withdrawn"
    assert answers(two.here) == answers(two.there)


# -- codes and coders --------------------------------------------------------------------------------------------------


def _more(*ids, version="2"):
    from qualcode.model import Code

    return replace(book(version), codes=(*book().codes, *(Code(id_, id_.title()) for id_ in ids)))


def test_a_code_that_our_codebook_lacks_is_counted_until_the_codebook_is_here(two):
    two.there.put_codebook(_more("tema.mod", "tema.uro"), source_sha256="1" * 64, actor="bo")
    new = [coding(two.a, n, n + 5, code, "bo") for n in (50, 55) for code in ("tema.mod", "tema.uro")]
    two.there.add_codings([*new, coding(two.a, 50, 55, coder="bo")], actor="bo")
    report = two.merge()
    assert [(one.why, one.code, one.coder, one.count) for one in report.conflicts] == [
        ("unknown_code", "tema.mod", "bo", 2),
        ("unknown_code", "tema.uro", "bo", 2),
    ]
    assert report.taken == 1
    # Here the codes get other numbers than there.
    two.here.put_codebook(_more("tema.uro", "tema.mod"), source_sha256="2" * 64, actor="anna")
    report = two.merge()
    assert (report.taken, report.conflicts) == (4, ())
    assert spoken(two.here, coder="bo") == spoken(two.there, coder="bo")


def test_a_withdrawn_coding_may_have_a_code_that_left_our_codebook(two):
    mine = coding(two.a, 50, 55, "tema.tillid", "bo")
    two.there.add_codings([mine], actor="bo")
    two.there.withdraw([mine.id], actor="bo")
    two.here.put_codebook(book("2", drop=["tema.tillid"]), source_sha256="2" * 64, actor="anna")
    assert two.merge().conflicts == ()
    assert state(two.here, mine.id)[0] == "withdrawn"


def test_a_dry_run_can_judge_by_a_codebook_that_is_not_stored_yet(two):
    two.there.put_codebook(_more("tema.mod"), source_sha256="1" * 64, actor="bo")
    two.there.add_codings([coding(two.a, 50, 55, "tema.mod", "bo")], actor="bo")
    assert two.merge(dry_run=True, codebook=_more("tema.mod")).taken == 1
    assert two.merge(dry_run=True).taken == 0


def test_a_code_that_only_groups_here_is_a_conflict(two):
    two.here.put_codebook(book("2", uncodable=["tema.tillid"]), source_sha256="2" * 64, actor="anna")
    two.there.add_codings([coding(two.a, 50, 55, "tema.tillid", "bo")], actor="bo")
    assert whys(two.merge()) == [("coding", "not_codable")]


def test_a_memo_on_a_code_that_we_do_not_have_waits_for_the_codebook(two):
    two.there.put_codebook(_more("tema.mod"), source_sha256="1" * 64, actor="bo")
    two.there.put_memo(Memo("m", "code", "tema.mod", SECRET, "bo"), actor="bo")
    assert [(one.kind, one.why, one.code) for one in two.merge().conflicts] == [
        ("memo", "unknown_code", "tema.mod")
    ]


def test_what_is_about_a_coding_that_did_not_come_does_not_come_either(two):
    two.there.put_codebook(_more("tema.mod"), source_sha256="1" * 64, actor="bo")
    lost = coding(two.a, 50, 55, "tema.mod", "bo")
    two.there.add_codings([lost], actor="bo")
    two.there.put_memo(Memo("m", "coding", lost.id, SECRET, "bo"), actor="bo")
    about = suggestion(two.a, 60, 65, "partner.skole")
    two.there.decide([decision(about, "accept_as", "tema.mod", "bo")], actor="bo")
    report = two.merge()
    assert whys(report) == [
        ("coding", "unknown_code"),
        ("memo", "needs_another"),
        ("decision", "unknown_code"),
    ]
    assert (report.taken, report.conflicts[0].count) == (0, 2)


def test_one_name_for_a_person_and_a_model_is_a_conflict(two):
    two.there.add_coder(Coder("robot", "model"), actor="bo")
    two.there.add_codings([coding(two.a, n, n + 5, coder="robot") for n in (50, 60)], actor="bo")
    two.here.add_codings([coding(two.a, 1, 3, coder="robot")], actor="anna")
    report = two.merge()
    assert [(one.why, one.coder, one.count) for one in report.conflicts] == [("other_kind", "robot", 2)]
    assert len(two.here.codings(coder="robot")) == 1


def test_a_model_stays_a_model(two):
    two.there.add_coder(Coder("robot", "model"), actor="bo")
    two.there.add_codings([coding(two.a, 50, 55, coder="robot")], actor="bo")
    two.merge()
    assert Coder("robot", "model") in two.here.coders()


# -- copies without a common start -------------------------------------------------------------------------------------


@pytest.fixture
def apart(tmp_path):
    """Two stores of one study in which the same transcripts were imported, each for itself."""
    with made(tmp_path / "here.db") as here, made(tmp_path / "there.db", names=("b", "a")) as there:
        yield here, there


def test_stores_that_were_made_apart_are_matched_by_what_was_imported(apart):
    here, there = apart
    for store, coder in ((here, "anna"), (there, "bo")):
        for who in ("consensus", coder):
            store.add_codings([coding(store.version(name), 5, 9, coder=who) for name in "ab"], actor=coder)
    report = here.merge(there.path, actor="anna")
    assert (report.start, report.taken, report.same, report.conflicts) == (0, 2, 4, ())
    assert [(one.document, one.coder) for one in here.codings()] == [
        (name, coder) for name in "ab" for coder in ("anna", "bo", "consensus")
    ]
    assert here.check() == []
    assert here.merge(there.path, actor="anna").revision is None


# -- refusals: before anything is written -------------------------------------------------------------------------------


@pytest.fixture
def refused(two, tmp_path):
    """Return a function that merges a file, and sees that it is refused and all is as before."""

    def refuse(path, kind=StoreError):
        data = two.here.path.read_bytes()
        there = sorted(file.name for file in tmp_path.iterdir())
        other = path.read_bytes() if path.is_file() else None
        with pytest.raises(kind) as error:
            two.here.merge(path, actor="anna")
        assert two.here.path.read_bytes() == data
        assert sorted(file.name for file in tmp_path.iterdir()) == there
        assert other is None or path.read_bytes() == other
        return error.value.code

    return refuse


def test_another_study_is_refused(refused, tmp_path):
    with Store.create(tmp_path / "other.db", study_id="another") as other:
        other.add_documents([new_document("x")], actor="x")
    assert refused(tmp_path / "other.db") == "QC-MG03"


def test_the_study_itself_is_refused(refused, two):
    assert refused(two.here.path) == "QC-MG01"


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (lambda path: None, "QC-ST01"),
        (lambda path: path.write_bytes(b""), "QC-ST03"),
        (lambda path: path.write_text("not a store"), "QC-ST03"),
        (lambda path: path.mkdir(), "QC-ST01"),
        (lambda path: path.symlink_to(path.with_name("there.db")), "QC-ST10"),
    ],
    ids=["nothing", "empty", "text", "folder", "link"],
)
def test_what_is_no_store_is_refused(refused, tmp_path, make, code):
    make(tmp_path / "other")
    assert refused(tmp_path / "other") == code


def test_a_database_of_another_program_is_refused(refused, tmp_path):
    connection = sqlite3.connect(tmp_path / "other.db")
    connection.execute("CREATE TABLE coding (id TEXT)")
    connection.close()
    assert refused(tmp_path / "other.db") == "QC-ST03"


@pytest.mark.parametrize("words", [b"Vi ringer altid", b"experience", b"partner.skole"])
def test_a_damaged_copy_is_refused(refused, two, words):
    """One bit: in a text, in a coding, in a code."""
    two.there.add_codings([coding(two.a, 50, 60, coder="bo")], actor="bo")
    data = bytearray(two.there.path.read_bytes())
    data[data.find(words) + 1] ^= 1
    two.there.path.write_bytes(bytes(data))
    assert refused(two.there.path, StoreDamagedError) == "QC-ST05"


def test_a_copy_of_a_newer_schema_is_refused(refused, two):
    connection = sqlite3.connect(two.there.path)
    with connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    assert refused(two.there.path) == "QC-ST04"


def test_a_copy_whose_program_was_stopped_in_a_write_is_refused_and_not_mended_behind_its_back(refused, two):
    """SQLite would roll the half write back in their file; that is for whoever opens it to do."""
    journal = two.there.path.with_name("there.db-journal")
    with two.there._session.writing("bo") as write:
        write.connection.exec_driver_sql("PRAGMA cache_size = 5")
        for place in range(50):
            write.record(f"test {place}", {}, [f"{place} {n}" for n in range(50)])
        half, hot = two.there.path.read_bytes(), journal.read_bytes()
    two.there.path.write_bytes(half)
    journal.write_bytes(hot)
    assert refused(two.there.path) == "QC-MG02"
    assert journal.read_bytes() == hot


def test_a_write_that_builds_on_an_older_state_is_refused(two):
    seen = two.here.revision
    with Store.open(two.here.path) as other:
        other.add_codings([coding(two.a, 1, 2)], actor="x")
    two.there.add_codings([coding(two.a, 50, 60, coder="bo")], actor="bo")
    with pytest.raises(StaleStudyError):
        two.here.merge(two.there.path, actor="anna", seen=seen)
    assert two.here.merge(two.there.path, actor="anna", seen=two.here.revision).taken == 1


def test_a_store_that_may_not_be_written_is_refused_at_once_and_can_be_asked(refused, two):
    two.there.add_codings([coding(two.a, 50, 60, coder="bo")], actor="bo")
    two.here.path.chmod(0o400)
    assert refused(two.there.path) == "QC-ST09"
    assert two.here.merge(two.there.path, actor="anna", dry_run=True).taken == 1


def test_a_copy_on_a_medium_that_cannot_be_written_is_read(two):
    two.there.add_codings([coding(two.a, 50, 60, coder="bo")], actor="bo")
    two.there.path.chmod(0o400)
    assert two.here.merge(two.there.path, actor="anna").taken == 1


def test_a_copy_that_is_in_use_is_read_as_it_was_before_the_write(two):
    two.there.add_codings([coding(two.a, 50, 60, coder="bo")], actor="bo")
    with two.there._session.writing("bo"):
        assert two.here.merge(two.there.path, actor="anna").taken == 1


def test_a_merge_that_would_leave_the_study_out_of_order_is_not_written(two, monkeypatch):
    """The last line: whatever the rules overlooked, the full check finds before the commit."""
    from qualcode.store.merging import rules

    two.there.put_codebook(_more("tema.mod"), source_sha256="1" * 64, actor="bo")
    two.here.put_codebook(_more("tema.mod"), source_sha256="1" * 64, actor="bo")
    two.here.put_codebook(book("3"), source_sha256="3" * 64, actor="bo")
    two.there.add_codings([coding(two.a, 50, 55, "tema.mod", "bo")], actor="bo")
    monkeypatch.setattr(rules, "_obstacle", lambda *_: None)
    before = everything(two.here)
    with pytest.raises(StoreError) as error:
        two.here.merge(two.there.path, actor="anna")
    assert error.value.code == "QC-MG04"
    assert everything(two.here) == before


# -- older schemas -----------------------------------------------------------------------------------------------------


def _rows(path):
    connection = sqlite3.connect(path)
    found = list(connection.iterdump())
    connection.close()
    return found


@pytest.mark.parametrize("number", ["0001", "0002"])
def test_a_copy_of_an_older_schema_is_read_without_being_migrated(tmp_path, number):
    """A backup of last year: brought up to date in the private copy, and left as it is itself."""
    from qualcode.store.sqlite import APPLICATION_ID

    old = tmp_path / "old.db"
    connection = sqlite3.connect(old)
    connection.executescript(Path(__file__).with_name(f"schema-{number}.sql").read_text(encoding="utf-8"))
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.close()
    before = _rows(old)
    shutil.copy(old, tmp_path / "new.db")
    with Store.open(tmp_path / "new.db") as migrated:
        study, wanted = migrated.study_id, content(migrated)
    with Store.create(tmp_path / "here.db", study_id=study) as here:
        here.put_codebook(migrated_book(wanted), source_sha256="0" * 64, actor="anna")
        report = here.merge(old, actor="anna")
        assert report.conflicts == ()
        found = content(here)
        assert here.check() == []
    assert _rows(old) == before
    for key in ("documents", "versions", "codings", "withdrawn", "decisions", "memos"):
        assert found[key] == wanted[key]
    assert schema.current() > number


def migrated_book(wanted):
    stored, _ = wanted["codebook"][0]
    return stored.codebook


# -- killed ------------------------------------------------------------------------------------------------------------


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_merge_that_is_killed_is_whole_or_absent(two, tmp_path):
    """At moments spread over its run: nothing of it or all of it, no text left beside it, their file untouched."""
    two.here.add_documents([new_document(f"x{n}", 150) for n in range(3)], actor="anna")
    two.there.add_documents([new_document(f"y{n}", 150) for n in range(3)], actor="bo")
    long = two.there.version("y0")
    two.there.add_codings([coding(long, n, n + 5, coder="bo") for n in range(600)], actor="bo")
    before = content(two.here)
    theirs = two.there.path.read_bytes()
    begun = time.monotonic()
    two.merge()
    length = time.monotonic() - begun
    after = content(two.here)
    two.here.undo(actor="anna")
    two.close()
    seen = set()
    for number in range(6):
        folder = tmp_path / f"round-{number}"
        folder.mkdir()
        path = Path(shutil.copy(two.here.path, folder / "here.db"))
        child = os.fork()
        if child == 0:
            try:
                with Store.open(path) as store:
                    store.merge(two.there.path, actor="anna")
            finally:
                os._exit(0)
        if number < 5:  # the first at once, the last not at all, however fast or slow the machine
            time.sleep(length * number / 5)
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        with Store.open(path) as store:
            now = content(store)
            assert now in (before, after)
            seen.add(now == after)
            assert store.check() == []
            store.put_memo(Memo("m", "study", "", SECRET), actor="anna")
        assert [file.name for file in folder.iterdir()] == ["here.db"]
    assert two.there.path.read_bytes() == theirs
    assert seen == {True, False}


# -- any two histories -------------------------------------------------------------------------------------------------

CODES = ("partner.skole", "tema.tillid")
HANDS = st.sampled_from(["anna", "consensus"])
PLACE, WHICH = st.integers(0, 2), st.integers(0, 3)
ACTIONS = st.one_of(
    st.tuples(st.just("code"), HANDS, PLACE, st.sampled_from(CODES)),
    st.tuples(st.just("withdraw"), HANDS, WHICH),
    st.tuples(st.just("reinstate"), HANDS, WHICH),
    st.tuples(st.just("memo"), HANDS, WHICH, st.sampled_from("xy")),
    st.tuples(st.just("stance"), HANDS, WHICH, st.sampled_from(["wish", "experience"])),
    st.tuples(st.just("decide"), HANDS, PLACE, st.sampled_from(["accept", "reject", "later"])),
    st.tuples(st.just("settle"), st.integers(0, 2), st.integers(1, 2), st.lists(st.sampled_from(CODES), max_size=2)),
    st.tuples(st.just("finish"), HANDS, st.booleans()),
    st.tuples(st.just("note"), HANDS, WHICH, st.sampled_from("xy")),
    st.tuples(st.just("round")),
    st.tuples(st.just("undo")),
)  # fmt: skip
HISTORY = st.lists(ACTIONS, min_size=1, max_size=8)
TEXTS = st.sampled_from([(False, False)] * 4 + [(True, True)] * 2 + [(True, False), (False, True)])
"""Whether each copy begins with a new text, which is the same one where both do."""

START = (
    ("code", "anna", 0, "partner.skole"),
    ("code", "anna", 1, "tema.tillid"),
    ("code", "consensus", 0, "partner.skole"),
    ("code", "anna", 2, "tema.tillid"),
    ("withdraw", "anna", 2),
    ("decide", "anna", 0, "later"),
    ("settle", 1, 1, ["tema.tillid"]),
)
"""What both copies have in any case, so that there is something to change."""


def do(store, action):
    """Do one random thing, where the store has something to do it to."""
    what, *words = action
    version = store.version("a")
    if what == "code":
        coder, place, code = words
        store.code([coding(version, place * 10, place * 10 + 5, code, coder)], actor=coder)
    elif what in ("withdraw", "reinstate", "memo", "stance", "note"):
        some = store.codings(coder=words[0], withdrawn=what == "reinstate")
        if some:
            _change(store, what, some[words[1] % len(some)], words)
    elif what == "decide":
        coder, place, answer = words
        about = suggestion(version, place * 10, place * 10 + 5, "tema.tillid")
        store.decide([decision(about, answer, coder=coder)], actor=coder)
    elif what == "settle":
        start, length, codes = words
        place = Span(start * 10, (start + length) * 10)
        given = [
            coding(version, place.start, place.start + 5, code, "consensus") for code in dict.fromkeys(codes)
        ]
        one = Settlement(new_id(), "a", version.short_sha, place, "new" if given else "none")
        store.settle([(one, given)], actor="x")
    elif what == "finish":
        store.finish("a", words[0], done=words[1], actor="x")
    elif what == "round":
        store.start_round(actor="x")
    elif store.peek_undo("x").kind not in ("add documents", "codebook"):
        store.undo(actor="x")


def _change(store, what, one, words):
    """Change a coding, or write a memo on it; what another coding says already is left alone."""
    if what == "note":
        store.put_memo(Memo(f"on {one.id}", "coding", one.id, words[2], "x", "2026-01-01"), actor="x")
        return
    with suppress(CodingError):
        act(store, one.id, what if what in ("withdraw", "reinstate") else {what: words[2]})


def sayings(store):
    """Return all that counts, without the ids that each copy gives for itself."""
    ids = {one.id: one.key for withdrawn in (False, True) for one in store.codings(withdrawn=withdrawn)}
    return {
        "codings": sorted((one.key, one.memo) for one in store.codings()),
        "decisions": sorted(answers(store)),
        "settlements": [
            (one.span, one.outcome, sorted(ids[id_] for id_ in one.codings)) for one in store.settlements()
        ],
        "finished": [(one.document, one.coder, one.round) for one in store.finished()],
        "rounds": [one.number for one in store.rounds()],
        "memos": sorted((ids[one.target], one.text) for one in store.memos()),
    }


def by_id(store):
    """Return what each coding says and where it stands; a new text moves it, which is no change of what it says."""
    return {
        one.id: ((one.code, one.coder, one.stance, one.memo, one.round, withdrawn), one.key)
        for withdrawn in (False, True)
        for one in store.codings(withdrawn=withdrawn)
    }


def naive(base, ours, theirs, id_):
    """Return what a coding says after a merge by the rule alone, in a tuple; None is a conflict."""
    old, here, there = ((side.get(id_) or (None,))[0] for side in (base, ours, theirs))
    if there in (old, here):
        return (here,)
    return (there,) if here == old else None


@pytest.mark.slow
@settings(max_examples=8, deadline=None)
@given(HISTORY, HISTORY, HISTORY, TEXTS)
def test_any_two_histories(common, mine, yours, texts):
    """Two random histories from a common start, merged both ways."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with made(folder / "start.db", names=("a",)) as start:
            for action in (*START, *common):
                do(start, action)
            base = by_id(start)
        for copy in ("mine", "yours", "mine-too", "yours-too"):
            shutil.copy(folder / "start.db", folder / f"{copy}.db")
        with Store.open(folder / "mine.db") as one, Store.open(folder / "yours.db") as other:
            for store, new_text, history in ((one, texts[0], mine), (other, texts[1], yours)):
                if new_text:
                    pseudonymised(store)
                for action in history:
                    do(store, action)
            ours, theirs, before = by_id(one), by_id(other), content(one)
            shutil.copy(one.path, folder / "mine-too.db")
            shutil.copy(other.path, folder / "yours-too.db")
            report = one.merge(other.path, actor="x")
            assert one.check() == []
            the_rule_holds(report, base, ours, theirs, by_id(one))
            nothing_is_said_twice(one)
            again = one.merge(other.path, actor="x")
            assert (again.revision, again.conflicts) == (None, report.conflicts)
            merged = sayings(one)
            if report.revision is not None:
                one.undo(actor="x")
                assert content(one) == before
                one.redo(actor="x")
                assert sayings(one) == merged
        with Store.open(folder / "yours-too.db") as other:
            back = other.merge(folder / "mine-too.db", actor="x")
            assert other.check() == []
            smooth = not (back.conflicts or report.conflicts)
            # A text or a document that only one of the copies has is told where the other one would miss it.
            whys_ = {one.why for one in (*back.conflicts, *report.conflicts)}
            assert whys_ & {"texts_differ", "removed_there"} or bool(back.conflicts) == bool(report.conflicts)
            assert not smooth or sayings(other) == merged
        with Store.open(folder / "yours.db") as other:  # takes from the copy that has merged
            other.merge(folder / "mine.db", actor="x")
            assert other.check() == []
            assert not smooth or sayings(other) == merged


def the_rule_holds(report, base, ours, theirs, now):
    """Each coding is what the rule says, unless it is listed as a conflict, or another one says the same."""
    if any(one.why == "texts_differ" for one in report.conflicts):
        assert now == ours, "nothing is taken over on a text that differs"
        return
    listed = {one.id for one in report.conflicts}
    listed |= {(one.span.start, one.span.end, one.code, one.coder) for one in report.conflicts if one.span}
    said = {key for _, key in now.values()}
    for id_ in base.keys() | ours.keys() | theirs.keys():
        wanted, found = naive(base, ours, theirs, id_), now.get(id_)
        if wanted is not None and (found or (None,))[0] == wanted[0]:
            continue
        key = (theirs.get(id_) or ours.get(id_) or base.get(id_))[1]
        assert id_ in listed or key[2:6] in listed or (found == ours.get(id_) and key in said)


def nothing_is_said_twice(store):
    keys = spoken(store)
    assert len(keys) == len(set(keys))
