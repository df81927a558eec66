"""Settlements: afterwards the settled set says exactly this here, and how it came about can be read."""

from dataclasses import replace

import pytest

from qualcode.errors import CodingError, StaleStudyError, StoreError
from qualcode.model import Coder, Span, new_id
from qualcode.store import Settled, Store
from store.samples import agreed, book, coding, rewritten, settlement

SECRET = "HEMMELIGMARKOER7Q"


def ids(codings):
    return [one.id for one in codings]


def settled(store, document=None):
    """Return what the settled set says, as (start, end, code)."""
    found = store.codings(coder="consensus", document=document)
    return [(one.span.start, one.span.end, one.code) for one in found]


SCHOOL, POLICE, TRUST = "partner.skole", "partner.politi", "tema.tillid"


@pytest.fixture
def differing(store):
    """Two coders who differ on the first twenty code points of document ``a``; return their codings."""
    a = store.version("a")
    made = [coding(a, 0, 5, SCHOOL), coding(a, 4, 12, TRUST, "bo"), coding(a, 4, 12, POLICE, "bo")]
    store.code(made, actor="anna")
    return made


def test_a_settlement_comes_back_as_it_went_in(store, differing):
    a = store.version("a")
    one = settlement(a, 0, 20, "merged", differing[:2], memo=f"begge dele {SECRET}", round=2)
    given = [agreed(a, 0, 5, SCHOOL), agreed(a, 4, 12, TRUST)]
    done = store.settle([(one, given)], actor="lis")
    assert done == Settled(1, 0, tuple(ids(given)))
    with Store.open(store.path) as again:
        (found,) = again.settlements()
    assert found == replace(one, codings=tuple(ids(given)), settled_at=found.settled_at)
    assert (found.memo, SECRET in repr(found)) == (one.memo, False)
    assert store.log()[1].at <= found.settled_at <= store.log()[0].at
    assert settled(store) == [(0, 5, SCHOOL), (4, 12, TRUST)]
    assert [one.name for one in store.coders()] == ["anna", "bo", "consensus"]
    assert (store.log()[0].kind, store.log()[0].counts) == ("settle", {"settled": 1, "added": 2})
    assert store.check() == []


def test_who_settled_it_is_the_actor_unless_it_says_another(store):
    a = store.version("a")
    store.settle(
        [(settlement(a, 0, 9, "none", by=""), []), (settlement(a, 9, 12, "none", by="mia"), [])], actor="lis"
    )
    assert [one.by for one in store.settlements()] == ["lis", "mia"]


def test_what_the_coders_said_stays_theirs(store, differing):
    before = store.codings()
    store.settle([(settlement(store.version("a"), outcome="none", sources=differing), [])], actor="lis")
    assert store.codings() == before
    assert store.settlements()[0].sources == tuple(ids(differing))
    assert store.settlements()[0].codings == ()


def test_the_settled_set_says_exactly_what_was_given_within_the_place(store, differing):
    """Kept, brought back, withdrawn, added; and nothing outside the place or across its border changes."""
    a = store.version("a")
    kept, back, off = agreed(a, 0, 5, SCHOOL), agreed(a, 4, 12, POLICE), agreed(a, 4, 12, TRUST)
    across, beyond = agreed(a, 15, 25, SCHOOL), agreed(a, 20, 25, TRUST)
    store.code([kept, back, off, across, beyond], actor="lis")
    store.withdraw([back.id], actor="lis")
    new = agreed(a, 6, 9, SCHOOL)
    done = store.settle(
        [(settlement(a, 0, 20), [agreed(a, 0, 5, SCHOOL), agreed(a, 4, 12, POLICE), new])], actor="lis"
    )
    assert done == Settled(1, 0, (new.id, back.id), (off.id,))
    found = {one.id for one in store.codings(coder="consensus")}
    assert found == {kept.id, back.id, new.id, across.id, beyond.id}
    assert store.settlements()[0].codings == (kept.id, back.id, new.id)
    assert store.log(1)[0].counts == {"settled": 1, "added": 1, "reinstated": 1, "withdrawn": 1}
    store.undo(actor="lis")
    assert {one.id for one in store.codings(coder="consensus")} == {kept.id, off.id, across.id, beyond.id}
    assert store.settlements() == []
    assert store.check() == []


def test_settling_the_same_again_changes_nothing(store, differing):
    """Another id, another day, sources in another order."""
    a = store.version("a")
    given = [agreed(a, 0, 5, SCHOOL), agreed(a, 4, 12, TRUST)]
    store.settle([(settlement(a, sources=differing, memo="x"), given)], actor="lis")
    before, revision = store.settlements(), store.revision
    again = settlement(a, sources=differing[::-1], memo="x", settled_at="2030-01-01")
    same = [agreed(a, 4, 12, TRUST), agreed(a, 0, 5, SCHOOL), agreed(a, 0, 5, SCHOOL)]
    assert store.settle([(again, same)], actor="bo") == Settled(0, 1)
    assert store.settle([], actor="bo") == Settled(0, 0)
    assert (store.settlements(), store.revision) == (before, revision)


@pytest.mark.parametrize(
    "change",
    [{"outcome": "chosen"}, {"memo": "y"}, {"by": "mia"}, {"round": 2}, {"sources": ()}, {"end": 19}],
    ids=lambda change: next(iter(change)),
)
def test_settling_otherwise_takes_the_place_of_the_earlier_one(store, differing, change):
    a = store.version("a")
    given = [agreed(a, 0, 5, SCHOOL)]
    first = {"sources": differing, "memo": "x"}
    store.settle([(settlement(a, **first), given)], actor="lis")
    then, codings = store.revision, store.codings()
    other = settlement(a, **{**first, **change})
    assert store.settle([(other, [agreed(a, 0, 5, SCHOOL)])], actor="lis") == Settled(1, 0)
    assert store.codings() == codings
    assert ids(store.settlements()) == [other.id]
    assert len(store.settlements(at=then)) == 1
    assert ids(store.settlements(at=then)) != [other.id]
    store.undo(actor="lis")
    assert store.settlements() == store.settlements(at=then)


def test_a_settled_coding_that_somebody_withdrew_is_brought_back_by_settling_again(store):
    a = store.version("a")
    given = [agreed(a, 0, 5, SCHOOL)]
    store.settle([(settlement(a), given)], actor="lis")
    store.withdraw(ids(given), actor="bo")
    assert store.settle([(settlement(a), given)], actor="lis") == Settled(1, 0, tuple(ids(given)))
    assert settled(store) == [(0, 5, SCHOOL)]


def test_a_memo_that_is_given_is_taken_and_none_leaves_it(store):
    a = store.version("a")
    store.settle([(settlement(a), [agreed(a, memo="før")])], actor="lis")
    assert store.settle([(settlement(a), [agreed(a)])], actor="lis") == Settled(0, 1)
    assert store.settle([(settlement(a), [agreed(a, memo="efter")])], actor="lis") == Settled(1, 0)
    assert [one.memo for one in store.codings()] == ["efter"]


def test_a_settlement_ends_all_that_it_overlaps(store):
    """Two turns were settled one by one, and are settled together now."""
    a = store.version("a")
    first, second, third = (settlement(a, n * 10, n * 10 + 10) for n in range(3))
    given = [agreed(a, n * 10, n * 10 + 4, SCHOOL) for n in range(3)]
    store.settle(
        [(one, [coded]) for one, coded in zip((first, second, third), given, strict=True)], actor="lis"
    )
    over = settlement(a, 5, 15, "new")
    assert store.settle([(over, [])], actor="lis") == Settled(1, 0, (), (given[1].id,))
    assert ids(store.settlements()) == [over.id, third.id]
    assert settled(store) == [(0, 4, SCHOOL), (20, 24, SCHOOL)]
    assert store.check() == []


def test_another_name_and_another_document_are_settled_apart(store):
    a, b = store.version("a"), store.version("b")
    store.settle([(settlement(a), [agreed(a)])], actor="lis")
    other = [coding(a, 4, 9, TRUST, "mia")]
    store.settle([(settlement(a, into="mia"), other), (settlement(b, outcome="none"), [])], actor="lis")
    found = store.settlements()
    assert [(one.document, one.into) for one in found] == [
        ("a", "consensus"),
        ("a", "mia"),
        ("b", "consensus"),
    ]
    assert store.settlements(document="A") == found[:2]
    assert store.settlements(into="consensus") == [found[0], found[2]]
    assert store.settlements(document="b", into="mia") == store.settlements(at=2) == []
    assert [(one.coder, one.span) for one in store.codings()] == [
        ("consensus", Span(0, 5)),
        ("mia", Span(4, 9)),
    ]
    with pytest.raises(StoreError):
        store.settlements(document="nobody")


def test_settlements_come_in_reading_order(store):
    a, b = store.version("a"), store.version("b")
    places = [(b, 0, 9), (a, 30, 40), (a, 9, 12), (a, 0, 9)]
    store.settle([(settlement(*place, "none"), []) for place in places], actor="lis")
    assert [(one.document, one.span.start) for one in store.settlements()] == [
        ("a", 0),
        ("a", 9),
        ("a", 30),
        ("b", 0),
    ]


def test_a_chosen_version_may_be_silence(store, differing):
    """Bo had nothing there, and bo is right."""
    a = store.version("a")
    assert store.settle([(settlement(a, 0, 4, "chosen", differing[:1]), [])], actor="lis").settled == 1


def wrong_settlements(a, old, differing, elsewhere):
    """Return settlements that do not fit, by what is said of each."""
    given = agreed(a, 0, 5)
    return {
        f"it is on version {old.short_sha!r} of a": (settlement(old), []),
        "the text of a at": (settlement(a, 0, len(a.text) + 1), []),
        "it holds no text": (settlement(a, 4, 4), []),
        "there is no document": (replace(settlement(a), document="nobody"), []),
        "there is no outcome 'perhaps'": (settlement(a, outcome="perhaps"), []),
        "it needs an id": (replace(settlement(a), id=""), []),
        "a name that the settled codings stand under": (settlement(a, into=""), []),
        "under the name of a model": (settlement(a, into="forslag"), []),
        "there is no round 0": (settlement(a, round=0), []),
        "its time is not written": (settlement(a, settled_at="yesterday"), []),
        "a character that cannot be stored": (settlement(a, memo=f"{SECRET}\x00"), []),
        "there is no coding 'nobody'": (replace(settlement(a), sources=("nobody",)), []),
        "stands in another document": (settlement(a, sources=[elsewhere]), []),
        "'none', and it leads to codings": (settlement(a, outcome="none"), [given]),
        "coding 1: it stands under another name": (settlement(a), [coding(a, 0, 5)]),
        "coding 1: it stands in another document": (
            settlement(a),
            [replace(given, document="b", version=elsewhere.version)],
        ),
        "coding 1: it reaches beyond the place": (settlement(a, 0, 4), [given]),
        "coding 2: there is no code": (settlement(a), [given, agreed(a, code="partner.kirke")]),
        "coding 1: code 'partner' only groups": (settlement(a), [agreed(a, code="partner")]),
        "coding 1: it is on version": (settlement(a), [replace(given, version=old.short_sha)]),
    }


def test_every_problem_is_named_and_nothing_is_written(store, differing):
    store.add_coder(Coder("forslag", "model"), actor="lis")
    elsewhere = coding(store.version("b"))
    store.code([elsewhere], actor="anna")
    old = store.version("a")
    store.add_versions([rewritten(old, [(Span(0, 1), "[navn]")])], actor="bo")
    revision = store.revision
    wrong = wrong_settlements(store.version("a"), old, differing, elsewhere)
    with pytest.raises(CodingError) as error:
        store.settle(list(wrong.values()), actor="lis")
    by_number = {}
    for problem in error.value.problems:
        by_number.setdefault(problem.where, []).append(problem.found)
    for number, words in enumerate(wrong, start=1):
        assert any(words in found for found in by_number[f"settlement {number}"]), words
    assert (error.value.code, SECRET in str(error.value)) == ("QC-ST21", False)
    assert (store.settlements(), store.revision) == ([], revision)


def test_speech_in_the_wrong_field_is_not_repeated(store):
    a, said = store.version("a"), f"Så sagde hun {SECRET}"
    for one in (replace(settlement(a), sources=(said,)), settlement(a, outcome=said)):
        with pytest.raises(CodingError) as error:
            store.settle([(one, [])], actor="lis")
        assert SECRET not in str(error.value)


def test_of_two_settlements_of_one_place_none_is_lost_without_a_word(store):
    a = store.version("a")
    items = [
        settlement(a, 9, 30, "none"),
        settlement(a, 0, 10, "none"),
        settlement(a, 0, 10, "none", into="mia"),
    ]
    with pytest.raises(CodingError, match="settlement 1: it overlaps settlement 2"):
        store.settle([(one, []) for one in items], actor="lis")
    assert store.settle([(one, []) for one in items[1:]], actor="lis").settled == 2


def test_an_id_belongs_to_one_settlement(store):
    a = store.version("a")
    one = settlement(a, 0, 10, "none")
    store.settle([(one, [])], actor="lis")
    moved = replace(one, span=Span(20, 30))
    with pytest.raises(CodingError, match="another settlement"):
        store.settle([(moved, [])], actor="lis")
    twice = [replace(settlement(a, n, n + 5, "none"), id="z") for n in (30, 40)]
    with pytest.raises(CodingError, match="the id of settlement 1"):
        store.settle([(each, []) for each in twice], actor="lis")
    grown = replace(one, span=Span(5, 15))
    assert store.settle([(grown, [])], actor="lis").settled == 1
    assert [(each.id, each.span) for each in store.settlements()] == [(one.id, Span(5, 15))]


def test_the_id_of_a_settled_coding_is_its_own(store, differing):
    a = store.version("a")
    with pytest.raises(CodingError, match="another coding"):
        store.settle([(settlement(a), [replace(agreed(a), id=differing[0].id)])], actor="lis")
    assert (store.settlements(), settled(store)) == ([], [])


def test_settling_needs_to_know_what_the_coders_say_now(store, differing):
    """Anna changed her mind while lis looked at the old picture; what is said elsewhere does not matter."""
    a, b = store.version("a"), store.version("b")
    with Store.open(store.path) as other:
        seen = store.revision
        other.code([coding(b)], actor="anna", seen=seen)
        other.code([coding(a, 40, 44, coder="carla")], actor="carla", seen=seen)
        first = settlement(a, sources=differing)
        assert store.settle([(first, [])], actor="lis", seen=seen).settled == 1
        other.code([], withdraw=[differing[0].id], actor="anna")
        with pytest.raises(StaleStudyError):
            store.settle([(settlement(a, sources=differing), [agreed(a)])], actor="lis", seen=seen)


@pytest.mark.parametrize("change", ["text", "codebook", "settled", "set"])
def test_settling_on_what_is_no_longer_so_is_refused(store, differing, change):
    a = store.version("a")
    with Store.open(store.path) as other:
        seen = store.revision
        if change == "text":
            other.add_versions([rewritten(a, [(Span(0, 1), "[navn]")])], actor="bo")
        elif change == "codebook":
            other.put_codebook(book("2"), source_sha256="2" * 64, actor="bo")
        elif change == "settled":
            other.settle([(settlement(a, 30, 40, "none"), [])], actor="bo")
        else:
            other.code([agreed(a, 30, 40)], actor="bo")
        with pytest.raises(StaleStudyError):
            store.settle([(settlement(a, sources=differing), [agreed(a)])], actor="lis", seen=seen)


def test_many_settlements_are_one_action(store):
    """All that coders agreed on is settled at once."""
    a = store.version("a")
    items = [
        (settlement(a, n, n + 1, "agreed"), [agreed(a, n, n + 1, code) for code in (SCHOOL, TRUST)])
        for n in range(len(a.text))
    ]
    done = store.settle(items, actor="lis")
    assert (done.settled, len(done.added)) == (len(a.text), 2 * len(a.text))
    assert store.revision == 3
    assert store.settle(items, actor="lis") == Settled(0, len(a.text))
    store.undo(actor="lis")
    assert (store.settlements(), store.codings(), store.coders()) == ([], [], [])


# A new text


def test_settlements_move_with_their_words_and_codings(store, differing):
    a = store.version("a")
    given = [agreed(a, 25, 30, SCHOOL)]
    store.settle([(settlement(a, 20, 40, sources=differing[:1], memo="x"), given)], actor="lis")
    (before,) = store.settlements()
    done = store.add_versions([rewritten(a, [(Span(0, 1), "[navn]")])], actor="bo")
    assert (done.settlements, done.unsettled, store.log(1)[0].counts["settlements"]) == (1, (), 1)
    new = store.version("a")
    (found,) = store.settlements()
    assert found == replace(before, version=new.short_sha, span=Span(25, 45))
    assert found.span.of(new.text) == before.span.of(a.text)
    assert store.check() == []
    again = replace(before, id=new_id(), version=new.short_sha, span=Span(25, 45))
    assert store.settle([(again, [agreed(new, 30, 35, SCHOOL)])], actor="lis") == Settled(0, 1)
    store.undo(actor="bo")
    assert store.settlements() == [before]


def test_a_settlement_whose_place_is_gone_ends_and_is_named(store):
    a = store.version("a")
    gone, kept = settlement(a, 3, 9, "none"), settlement(a, 20, 30, "none")
    store.settle([(gone, []), (kept, [])], actor="lis")
    before = store.settlements()
    done = store.add_versions([rewritten(a, [(Span(2, 10), "")])], actor="bo")
    assert (done.settlements, done.unsettled) == (1, (gone.id,))
    assert store.log(1)[0].counts["unsettled"] == 1
    assert ids(store.settlements()) == [kept.id]
    assert store.check() == []
    store.undo(actor="bo")
    assert store.settlements() == before


def test_of_two_settlements_that_come_to_overlap_the_later_one_stays(store):
    """A name that crosses their border became one pseudonym."""
    a = store.version("a")
    later = settlement(a, 0, 6, "none", settled_at="2026-02-01")
    earlier = settlement(a, 6, 12, "none", settled_at="2026-01-01")
    other = settlement(a, 6, 12, "none", into="mia", settled_at="2026-01-01")
    store.settle([(one, []) for one in (later, earlier, other)], actor="lis")
    done = store.add_versions([rewritten(a, [(Span(4, 8), "[navn]")])], actor="bo")
    assert done.unsettled == (earlier.id,)
    assert {one.id for one in store.settlements()} == {later.id, other.id}
    assert store.check() == []


def test_a_settlement_leads_to_the_coding_that_another_was_merged_into(store):
    a = store.version("a")
    one, other = agreed(a, 2, 4, created_at="2026-01"), agreed(a, 5, 8, created_at="2026-02")
    store.settle([(settlement(a, 0, 20), [one, other])], actor="lis")
    done = store.add_versions([rewritten(a, [(Span(2, 9), "[navn]")])], actor="bo")
    assert done.merged == (other.id,)
    assert [found.codings for found in store.settlements()] == [(one.id,)]
    assert store.check() == []


def test_a_text_that_only_changes_its_kind_leaves_settlements_alone(store):
    a = store.version("a")
    store.settle([(settlement(a, outcome="none"), [])], actor="lis")
    before = store.settlements()
    done = store.add_versions([rewritten(a, [])], actor="bo")
    assert (done.settlements, done.unsettled) == (0, ())
    assert store.settlements() == before
    assert store.check() == []
