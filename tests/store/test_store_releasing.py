"""What leaves a study: a quote prints what its interviewed agreed to, and nothing that changed since."""

from dataclasses import replace

import pytest

from qualcode.errors import StaleStudyError, StoreError
from qualcode.model import Span, new_id, quote_id
from qualcode.store import Store
from store.samples import book, clearance, coding, quote, reply, rewritten

SECRET = "HEMMELIGMARKOER7Q"


def statuses(store):
    return [(one.status, one.text) for one in store.quotes()]


def answered(store, one, *answers):
    """Store replies about a quote: (answer, text, date), in this order."""
    made = [reply(one, answer, text, at=at) for answer, text, at in answers]
    return store.add_replies(made, actor="anna")


@pytest.fixture
def a(store):
    return store.version("a")


@pytest.fixture
def chosen(store, a):
    """A quote of two pieces of document ``a``, chosen for a coding."""
    coded = coding(a, 0, 20)
    store.code([coded], actor="anna")
    one = quote(a, (3, 11), (15, 20), codings=[coded], codes=["partner.skole", "tema.tillid"])
    store.put_quotes([one], actor="anna")
    return one


# Quotes


def test_a_quote_comes_back_as_it_went_in_and_waits(store, a, chosen):
    with Store.open(store.path) as again:
        assert again.quotes() == [chosen]
        assert again.quotes()[0].text == chosen.text == "Vi ringe (…) tid t"
    assert (store.log(1)[0].kind, store.log(1)[0].counts) == ("quotes", {"quotes": 1})
    assert store.check() == []


def test_the_same_quote_again_changes_nothing_and_another_text_changes_it(store, chosen):
    revision = store.revision
    assert (
        store.put_quotes(
            [
                chosen,
            ],
            actor="anna",
        )
        == 0
    )
    assert store.put_quotes([replace(chosen, status="approved")], actor="anna") == 0
    assert store.revision == revision
    other = replace(chosen, text="Vi ringer", area="adults", pieces=(Span(3, 12),))
    assert store.put_quotes([other], actor="anna") == 1
    assert store.quotes() == [other]
    store.undo(actor="bo")
    assert store.quotes() == [chosen]


def test_quotes_come_in_reading_order_and_of_one_document(store, a):
    b = store.version("b")
    some = [quote(b, (0, 9)), quote(a, (30, 40)), quote(a, (3, 9)), quote(a, (3, 5), (20, 30))]
    assert store.put_quotes(some, actor="anna") == 4
    assert store.quotes() == [some[2], some[3], some[1], some[0]]
    assert store.quotes(document="B") == [some[0]]
    with pytest.raises(StoreError, match="no document"):
        store.quotes(document="nobody")


def test_the_same_words_under_another_id_are_the_quote_that_is_there(store, a, chosen):
    """A new text keeps the quote's id, which the interviewed answered to; choosing again makes another."""
    answered(store, chosen, ("approved", None, "2026-05-01"))
    store.add_versions([rewritten(a, [(Span(40, 40), "ja ")])], actor="bo")
    new = store.version("a")
    again = replace(quote(new, (3, 11), (15, 20)), codings=chosen.codings, codes=chosen.codes)
    assert again.id != chosen.id
    assert store.put_quotes([again], actor="anna") == 0
    assert [(one.id, one.status) for one in store.quotes()] == [(chosen.id, "approved")]


def test_every_problem_of_quotes_is_named_and_nothing_is_written(store, a, chosen):
    elsewhere = coding(store.version("b"))
    store.code([elsewhere], actor="anna")
    old = a
    store.add_versions([rewritten(a, [(Span(0, 1), "[navn]")])], actor="bo")
    now, revision = store.version("a"), store.revision
    good = quote(now, (30, 40))
    wrong = {
        "there is no document 'nobody'": replace(good, document="nobody"),
        f"it is on version {old.short_sha!r} of a": quote(old, (30, 40)),
        "the text of a at": replace(good, pieces=(Span(3, len(now.text) + 1),)),
        "it keeps no words": replace(good, pieces=()),
        "piece 1 holds no text": replace(good, pieces=(Span(3, 3), Span(5, 9))),
        "piece 2 begins before the end": replace(good, pieces=(Span(3, 9), Span(8, 12))),
        "piece 2 begins before": replace(good, pieces=(Span(20, 30), Span(3, 9))),
        "there is no coding 'gone'": replace(good, codings=("gone",)),
        "stands in another document": replace(good, codings=(elsewhere.id,)),
        "it needs an id, and a text": replace(good, text=" "),
        "it needs an id": replace(good, id=""),
        "a character that cannot be stored": replace(good, text=f"{SECRET}\x00"),
    }
    with pytest.raises(StoreError) as error:
        store.put_quotes([good, *wrong.values()], actor="anna")
    found = {}
    for problem in error.value.problems:
        found.setdefault(problem.where, []).append(problem.found)
    assert "quote 1" not in found
    for number, words in enumerate(wrong, start=2):
        assert any(words in one for one in found[f"quote {number}"]), words
    assert (error.value.code, SECRET in str(error.value)) == ("QC-ST30", False)
    assert (len(store.quotes()), store.revision) == (1, revision)


def test_two_quotes_are_never_of_the_same_words(store, a, chosen):
    one = quote(a, (30, 40))
    for some, words in (
        ([one, one], "the same as quote 1"),
        ([one, replace(one, id="other")], "the words of quote 1"),
        ([one, replace(quote(a, (50, 60)), id=one.id)], "the same as quote 1"),
    ):
        with pytest.raises(StoreError, match=words):
            store.put_quotes(some, actor="anna")
    store.put_quotes([one], actor="anna")
    with pytest.raises(StoreError, match="has these words"):
        store.put_quotes([replace(one, pieces=chosen.pieces)], actor="anna")
    with pytest.raises(StoreError, match="a quote of another document"):
        store.put_quotes([replace(quote(store.version("b"), (0, 9)), id=one.id)], actor="anna")


def test_speech_and_names_stay_out_of_repr_and_errors(store, a, chosen):
    said = f"Så sagde hun {SECRET}"
    with pytest.raises(StoreError) as error:
        store.put_quotes([replace(chosen, codings=(said,), document=said)], actor="anna")
    with pytest.raises(StoreError) as other:
        store.drop_quotes([said], actor="anna")
    with pytest.raises(StoreError) as third:
        store.add_replies([reply(chosen, said), replace(reply(chosen), document=said, at=said)], actor="anna")
    with pytest.raises(StoreError) as fourth:
        store.clear([clearance("x", said), clearance("x", at=said)], actor="anna")
    assert not any(SECRET in str(one.value) for one in (error, other, third, fourth))


def test_a_dropped_quote_is_gone_and_comes_back_with_undo(store, a, chosen):
    other = quote(a, (30, 40))
    store.put_quotes([other], actor="anna")
    assert store.drop_quotes([chosen.id, chosen.id], actor="anna") == 1
    assert store.log(1)[0].counts == {"dropped": 1}
    assert (store.quotes(), store.drop_quotes([chosen.id], actor="anna")) == ([other], 0)
    with pytest.raises(StoreError, match="no such quote"):
        store.drop_quotes([other.id, "nobody"], actor="anna")
    store.undo(actor="bo")
    assert store.quotes() == [chosen, other]
    assert store.check() == []


def test_own_undo_never_takes_the_coding_from_under_a_quote(store, a, chosen):
    store.put_quotes([quote(a, (30, 40))], actor="lis")
    with pytest.raises(StoreError) as error:
        store.undo(actor="anna", own=True)  # her quote: lis put another one in the same document
    assert error.value.code == "QC-ST27"
    b = store.version("b")
    coded = coding(b)
    store.code([coded], actor="mia")
    store.put_quotes([quote(b, (0, 9), codings=[coded])], actor="lis")
    with pytest.raises(StoreError) as error:
        store.undo(actor="mia", own=True)
    assert error.value.code == "QC-ST27"
    assert store.check() == []


def test_own_undo_never_takes_the_text_from_under_a_quote(store, a):
    store.add_versions([rewritten(a, [(Span(0, 1), "[navn]")])], actor="bo")
    store.put_quotes([quote(store.version("a"), (30, 40))], actor="anna")
    with pytest.raises(StoreError, match=f"revision {store.revision}"):
        store.undo(actor="bo", own=True)


@pytest.mark.parametrize("change", ["text", "quotes", "codings"])
def test_quotes_on_what_is_no_longer_so_are_refused(store, a, chosen, change):
    with Store.open(store.path) as other:
        seen = store.revision
        if change == "text":
            other.add_versions([rewritten(a, [(Span(0, 1), "[navn]")])], actor="bo")
        elif change == "quotes":
            other.put_quotes([quote(a, (30, 40))], actor="bo")
        else:
            other.withdraw(chosen.codings, actor="bo")
        with pytest.raises(StaleStudyError):
            store.put_quotes([replace(chosen, area="adults")], actor="anna", seen=seen)


# Replies


OTHER = "Vi skriver."
LONGER = "Vi skriver til dem."


@pytest.mark.parametrize(
    ("answers", "status", "text"),
    [
        ([], "waiting", None),
        ([("approved", None, "2026-05-01")], "approved", None),
        ([("approved", "", "2026-05-01")], "approved", None),
        ([("approved", "Noget helt andet", "2026-05-01")], "waiting", None),
        ([("changed", OTHER, "2026-05-01")], "changed", OTHER),
        ([("withdrawn", None, "2026-05-01")], "withdrawn", None),
        # the latest decides: by its date, and on one day by which came last
        ([("approved", None, "2026-05-01"), ("withdrawn", None, "2026-05-02")], "withdrawn", None),
        ([("withdrawn", None, "2026-05-02"), ("approved", None, "2026-05-01")], "withdrawn", None),
        ([("approved", None, "2026-05-01"), ("withdrawn", None, "2026-05-01")], "withdrawn", None),
        ([("withdrawn", None, "2026-05-01"), ("approved", None, "2026-05-01")], "approved", None),
        ([("withdrawn", None, "2026-05-01T23:30:00+02:00"), ("approved", None, "2026-05-01T21:00:00")], "withdrawn", None),
        # what was changed is sent again, as it prints then
        ([("changed", OTHER, "2026-05-01"), ("approved", OTHER, "2026-05-02")], "approved", OTHER),
        ([("changed", OTHER, "2026-05-01"), ("approved", "", "2026-05-02")], "approved", OTHER),
        ([("changed", OTHER, "2026-05-01"), ("approved", None, "2026-05-02")], "approved", None),
        ([("changed", OTHER, "2026-05-01"), ("changed", LONGER, "2026-05-02")], "changed", LONGER),
        ([("changed", OTHER, "2026-05-01"), ("approved", LONGER, "2026-05-02")], "waiting", None),
        ([("changed", OTHER, "2026-05-01"), ("withdrawn", "", "2026-05-02")], "withdrawn", OTHER),
    ],
)  # fmt: skip
def test_the_latest_reply_says_what_prints(store, chosen, answers, status, text):
    """Text None: the words that print of the pieces."""
    assert answered(store, chosen, *answers) == len(answers)
    assert statuses(store) == [(status, chosen.text if text is None else text)]


def test_a_quote_that_was_changed_can_be_given_back_as_it_prints(store, chosen):
    """Choosing again keeps what is there; the words of the source must not get lost by that."""
    answered(store, chosen, ("changed", OTHER, "2026-05-01"))
    assert store.put_quotes(store.quotes(), actor="anna") == 0
    store.undo(actor="anna")
    assert statuses(store) == [("waiting", chosen.text)]


def test_other_pieces_with_what_it_was_changed_to_are_another_quote(store, chosen):
    """The words of the earlier pieces, and an approval of them, say nothing of these."""
    answered(store, chosen, ("changed", OTHER, "2026-05-01"))
    store.put_quotes([replace(chosen, text=OTHER, pieces=(Span(3, 12),))], actor="anna")
    answered(store, chosen, ("approved", chosen.text, "2026-05-02"))
    assert statuses(store) == [("waiting", OTHER)]


def test_replies_come_back_by_date_and_by_what_they_are_about(store, a, chosen):
    late, early = (
        reply(chosen, at="2026-05-03", comment=f"hm {SECRET}"),
        reply(chosen, "withdrawn", at="2026-05-02"),
    )
    about = reply("f_1c5642bd2b", "changed", "Nogle kommuner", document="b")
    assert store.add_replies([late, early, about], actor="anna") == 3
    assert store.replies() == [about, early, late]
    assert (store.replies(document="b"), store.replies(item=chosen.id)) == ([about], [early, late])
    assert (store.replies()[2].comment, SECRET in repr(store.replies())) == (late.comment, False)
    assert store.replies(document="b", item=chosen.id) == []
    assert (store.log(1)[0].kind, store.log(1)[0].counts) == ("replies", {"replies": 3})
    with pytest.raises(StoreError, match="no document"):
        store.replies(document="nobody")


def test_the_same_reply_again_changes_nothing(store, chosen):
    """The file of replies is read at every run, and each reading gives ids of its own."""
    one = reply(chosen)
    assert store.add_replies([one, replace(one, id=new_id())], actor="anna") == 1
    revision = store.revision
    same = replace(one, id=new_id(), comment="senere")
    assert store.add_replies([same, replace(same, at="")], actor="anna") == 0
    assert store.revision == revision
    for other in ({"answer": "withdrawn"}, {"text": ""}, {"by": "R3"}, {"at": "2026-05-02"}):
        assert store.add_replies([replace(one, id=new_id(), **other)], actor="anna") == 1, other


def test_a_reply_without_a_date_is_of_today(store, chosen):
    store.add_replies([reply(chosen, at="")], actor="anna")
    assert store.replies()[0].at == store.log(1)[0].at[:10]


def test_replies_that_are_undone_and_done_again_keep_their_turn(store, chosen):
    """Of two on one day the one that came last decides, whichever row was written last."""
    some = [
        reply("f_1", document="b"),
        reply(chosen, "withdrawn"),
        reply(chosen, "approved"),
        reply("f_2", document="b"),
    ]
    store.add_replies(some, actor="anna")
    before = store.replies()
    store.undo(actor="anna")
    assert store.replies() == []
    store.redo(actor="anna")
    assert (store.replies(), statuses(store)[0][0]) == (before, "approved")
    assert [one.id for one in before] == [one.id for one in some]


def test_every_problem_of_replies_is_named_and_nothing_is_written(store, chosen):
    revision = store.revision
    wrong = {
        "there is no document 'nobody'": reply("x", document="nobody"),
        "is a quote of another document": replace(reply(chosen), document="b"),
        "it needs an id": replace(reply(chosen), id=""),
        "an item that it is about": replace(reply(chosen), item=""),
        "there is no answer 'maybe'": reply(chosen, "maybe"),
        "does not say to what": reply(chosen, "changed", " "),
        "not written as ISO 8601": reply(chosen, at="1. maj"),
        "a character that cannot be stored": reply(chosen, comment=f"{SECRET}\x00"),
    }
    with pytest.raises(StoreError) as error:
        store.add_replies([reply(chosen), *wrong.values()], actor="anna")
    found = {problem.where: problem.found for problem in error.value.problems}
    assert len(found) == len(error.value.problems) == len(wrong)
    for number, words in enumerate(wrong, start=2):
        assert words in found[f"reply {number}"], words
    assert (error.value.code, SECRET in str(error.value)) == ("QC-ST30", False)
    assert (store.replies(), store.revision) == ([], revision)


def test_a_reply_to_a_quote_that_was_dropped_still_belongs_to_its_interview(store, chosen):
    store.drop_quotes([chosen.id], actor="anna")
    with pytest.raises(StoreError, match="another document"):
        store.add_replies([replace(reply(chosen), document="b")], actor="anna")
    assert store.add_replies([reply(chosen)], actor="anna") == 1
    store.put_quotes([chosen], actor="anna")
    assert statuses(store) == [("approved", chosen.text)]


def test_an_id_belongs_to_one_reply(store, chosen):
    one = reply(chosen)
    store.add_replies([one], actor="anna")
    other = replace(one, answer="withdrawn")
    with pytest.raises(StoreError, match="another reply"):
        store.add_replies([other], actor="anna")
    with pytest.raises(StoreError, match="another reply"):
        store.add_replies([replace(other, id="z"), replace(other, id="z", by="R4")], actor="anna")


# Clearances


def test_a_tick_comes_back_and_one_holds_of_each_thing(store):
    first, other = (
        clearance("f_1", at="2026-05-01T10:00:00+00:00"),
        clearance("report.docx", "hold", at="2026-05-01"),
    )
    assert store.clear([other, first], actor="lis") == 2
    assert store.clearances() == [first, other]
    later = clearance("f_1", "override", reason=f"fordi {SECRET}", by="mia", at="2026-05-02")
    assert store.clear([later], actor="mia") == 1
    assert (store.clearances(target="f_1"), store.clearances(target="f_2")) == ([later], [])
    assert (store.clearances()[0].reason, SECRET in repr(store.clearances())) == (later.reason, False)
    assert (store.log(1)[0].kind, store.log(1)[0].counts) == ("clear", {"clearances": 1})
    store.undo(actor="x")
    assert store.clearances() == [first, other]
    assert store.check() == []


def test_by_and_time_are_filled_in(store):
    store.clear([clearance("f_1", by="")], actor="lis")
    (found,) = store.clearances()
    assert (found.by, store.log()[1].at <= found.at <= store.log()[0].at) == ("lis", True)


def test_the_same_ticks_again_change_nothing(store):
    """A file that holds a tick and a later one on the same thing is read at every run."""
    file = [
        clearance("f_1", at="2026-05-01"),
        clearance("f_1", "hold", at="2026-05-01"),
        clearance("f_2", by=""),
    ]
    assert store.clear(file, actor="lis") == 2
    revision, before = store.revision, store.clearances()
    assert store.clear([replace(one, id=new_id()) for one in file], actor="lis") == 0
    assert (store.revision, store.clearances()) == (revision, before)
    assert [one.decision for one in before] == ["hold", "print"]
    for other in ({"seal": "aaaa"}, {"by": "mia"}, {"reason": "fordi"}, {"at": "2026-05-09"}):
        held = store.clearances(target="f_1")[0]
        assert store.clear([replace(held, id=new_id(), **other)], actor="lis") == 1, other


@pytest.mark.parametrize(
    ("before", "after", "takes"),
    [
        ("2026-05-02", "2026-05-01", False),
        ("2026-05-01", "2026-05-01", True),
        ("2026-05-01T10:00:00+00:00", "2026-05-01", True),
        ("2026-05-01", "2026-05-01T10:00:00+00:00", True),
        ("2026-05-02T10:00:00+00:00", "2026-05-01", False),
        ("2026-05-01T10:00:00+00:00", "2026-05-01T09:00:00", False),
        ("2026-05-01T10:00:00+00:00", "2026-05-01T09:00:00-02:00", True),
        ("2026-05-01T10:00:00+00:00", "", True),
    ],
)
def test_a_tick_takes_the_place_of_one_that_is_not_later(store, before, after, takes):
    """A spreadsheet has dates, where the store has times; on one day the one that comes last is meant."""
    store.clear([clearance("f_1", at=before)], actor="lis")
    assert store.clear([clearance("f_1", "hold", at=after)], actor="lis") == int(takes)
    assert store.clearances()[0].decision == ("hold" if takes else "print")


def test_every_problem_of_ticks_is_named_and_nothing_is_written(store):
    revision = store.revision
    wrong = {
        "it needs an id, a target": clearance(""),
        "the seal of what was seen": clearance("f_1", seal=""),
        "there is no decision 'perhaps'": clearance("f_1", "perhaps"),
        "gives no reason": clearance("f_1", "override", reason=" "),
        "not written as ISO 8601": clearance("f_1", at="i går"),
        "a character that cannot be stored": clearance("f_1", reason=f"{SECRET}\x00"),
    }
    with pytest.raises(StoreError) as error:
        store.clear([clearance("f_1"), *wrong.values()], actor="lis")
    found = {problem.where: problem.found for problem in error.value.problems}
    assert len(found) == len(error.value.problems) == len(wrong)
    for number, words in enumerate(wrong, start=2):
        assert words in found[f"clearance {number}"], words
    assert (error.value.code, SECRET in str(error.value)) == ("QC-ST30", False)
    assert (store.clearances(), store.revision) == ([], revision)


def test_an_id_belongs_to_one_tick(store):
    one = clearance("f_1")
    store.clear([one], actor="lis")
    with pytest.raises(StoreError, match="another clearance"):
        store.clear([replace(one, target="f_2")], actor="lis")
    with pytest.raises(StoreError, match="another clearance"):
        store.clear(
            [clearance("f_3"), replace(clearance("f_2"), id="z"), replace(clearance("f_4"), id="z")],
            actor="x",
        )
    assert store.clear([replace(one, decision="hold")], actor="lis") == 1


def test_two_people_tick_different_things_side_by_side(store):
    with Store.open(store.path) as other:
        seen = store.revision
        other.clear([clearance("f_1", by="mia")], actor="mia", seen=seen)
        assert store.clear([clearance("f_2")], actor="lis", seen=seen) == 1
        other.clear([clearance("f_3", by="mia")], actor="mia")
        with pytest.raises(StaleStudyError):
            store.clear([clearance("f_3", "hold")], actor="lis", seen=seen)
        assert store.undo(actor="lis", own=True).kind == "clear"
        assert [one.target for one in store.clearances()] == ["f_1", "f_3"]


# A new text


def put(store, a, one, answer=True):
    """Store a quote, and an approval of its words."""
    store.put_quotes([one], actor="anna")
    if answer:
        answered(store, one, ("approved", None, "2026-05-01"))


def test_a_quote_moves_with_its_words_and_stays_approved(store, a, chosen):
    answered(store, chosen, ("approved", None, "2026-05-01"))
    before = store.quotes()
    done = store.add_versions([rewritten(a, [(Span(0, 1), "[by]"), (Span(12, 14), "x")])], actor="bo")
    assert (done.quotes, done.unquoted, store.log(1)[0].counts["quotes"]) == (1, (), 1)
    new = store.version("a")
    (found,) = store.quotes()
    assert found == replace(before[0], version=new.short_sha, pieces=(Span(6, 14), Span(17, 22)))
    assert [piece.of(new.text) for piece in found.pieces] == [piece.of(a.text) for piece in chosen.pieces]
    assert (found.text, found.status) == (chosen.text, "approved")
    assert store.check() == []
    store.undo(actor="bo")
    assert store.quotes() == before


def test_a_quote_whose_words_changed_waits_again(store, a, chosen):
    """A name was found in it after the interviewed had approved it."""
    answered(store, chosen, ("approved", None, "2026-05-01"))
    store.add_versions([rewritten(a, [(Span(6, 11), "[navn]")])], actor="bo")
    assert statuses(store) == [("waiting", "Vi [navn] (…) tid t")]
    answered(store, store.quotes()[0], ("approved", None, "2026-06-01"))
    assert statuses(store) == [("approved", "Vi [navn] (…) tid t")]
    store.undo(actor="x")
    store.undo(actor="x")
    assert statuses(store) == [("approved", chosen.text)]


def test_what_the_interviewed_changed_it_to_stays(store, a, chosen):
    answered(store, chosen, ("changed", OTHER, "2026-05-01"))
    store.add_versions([rewritten(a, [(Span(6, 11), "[navn]")])], actor="bo")
    assert statuses(store) == [("changed", OTHER)]


@pytest.mark.parametrize("edit", [Span(3, 11), Span(12, 21), Span(14, 20)], ids=["first", "second", "more"])
def test_a_quote_that_loses_a_piece_ends_and_is_named(store, a, chosen, edit):
    other = quote(a, (30, 40))
    store.put_quotes([other], actor="anna")
    before = store.quotes()
    done = store.add_versions([rewritten(a, [(edit, "")])], actor="bo")
    assert (done.quotes, done.unquoted) == (1, (chosen.id,))
    assert (store.log(1)[0].counts["unquoted"], [one.id for one in store.quotes()]) == (1, [other.id])
    assert store.check() == []
    store.undo(actor="bo")
    assert store.quotes() == before


def test_pieces_that_come_to_overlap_become_one(store, a, chosen):
    """A name that began in one piece and ended in the next is one pseudonym now."""
    store.add_versions([rewritten(a, [(Span(9, 17), "[navn]")])], actor="bo")
    (found,) = store.quotes()
    assert (found.pieces, found.text, found.status) == ((Span(3, 18),), "Vi rin[navn]d t", "waiting")
    assert store.check() == []


def test_pieces_that_come_to_touch_stay_two(store, a, chosen):
    """Their words are as they were, and so is what was approved."""
    answered(store, chosen, ("approved", None, "2026-05-01"))
    store.add_versions([rewritten(a, [(Span(11, 15), "")])], actor="bo")
    assert statuses(store) == [("approved", chosen.text)]
    assert store.quotes()[0].pieces == (Span(3, 11), Span(11, 16))
    assert (store.put_quotes(store.quotes(), actor="anna"), store.check()) == (0, [])


def test_of_two_quotes_that_come_to_the_same_words_one_stays(store, a):
    one, other = quote(a, (3, 11)), quote(a, (5, 12))
    store.put_quotes([one, other], actor="anna")
    done = store.add_versions([rewritten(a, [(Span(3, 12), "[navn]")])], actor="bo")
    assert (done.quotes, done.unquoted) == (1, (other.id,))
    assert store.check() == []


def test_a_quote_is_chosen_for_the_coding_that_another_was_merged_into(store, a):
    codings = [coding(a, 2, 5, created_at="2026-01"), coding(a, 6, 8, created_at="2026-02")]
    store.code(codings, actor="anna")
    store.put_quotes([quote(a, (0, 12), codings=codings)], actor="anna")
    done = store.add_versions([rewritten(a, [(Span(2, 9), "[navn]")])], actor="bo")
    assert done.merged == (codings[1].id,)
    assert [one.codings for one in store.quotes()] == [(codings[0].id,)]
    assert store.check() == []


@pytest.mark.parametrize(
    ("printed", "edit", "after"),
    [
        ("Vi ringer (…) skolen først", (6, 12, "[ord]"), "Vi [ord] (…) skolen først"),
        ("(…) Vi ringer. (…) Skolen først (…)", (6, 12, "[ord]"), "(…) Vi [ord]. (…) Skolen først (…)"),
        ("Vi ringer. Skolen først!", (30, 35, "x"), "Vi ringer. Skolen x!"),
        ("Vi ringer. Skolen først!", (23, 29, "[skole 1]"), "Vi ringer. [skole 1] først!"),
        # edited by a person: built from the pieces alone
        ("Vi [i kommunen] ringer (…) skolen", (6, 12, "[ord]"), "Vi [ord] (…) skolen først"),
    ],
)
def test_the_text_is_built_again_as_it_was_joined(store, printed, edit, after):
    """Stops, capitals and marks of omission at the ends are the work of who trims; they stay where they are."""
    a = store.version("a")
    assert (a.text[3:12], a.text[23:35]) == ("Vi ringer", "skolen først")
    store.put_quotes([quote(a, (3, 12), (23, 35), text=printed)], actor="anna")
    start, end, by = edit
    edits = [(Span(start, end), by)]
    store.add_versions([rewritten(a, edits)], actor="bo")
    assert statuses(store) == [("waiting", after)]


def test_a_text_that_only_changes_its_kind_leaves_quotes_alone(store, a, chosen):
    done = store.add_versions([rewritten(a, [])], actor="bo")
    assert (done.quotes, done.unquoted, store.quotes()) == (0, (), [chosen])
    assert store.check() == []


def test_a_code_may_leave_the_codebook_under_a_quote(store, a, chosen):
    store.withdraw(chosen.codings, actor="anna")
    store.put_codebook(book("2", drop=["partner.skole"]), source_sha256="2" * 64, actor="bo")
    assert store.put_quotes(store.quotes(), actor="anna") == 0
    assert store.check() == []


def test_an_id_is_what_the_model_makes_of_the_words(store, a, chosen):
    assert chosen.id == quote_id("a", a.short_sha, chosen.pieces)
