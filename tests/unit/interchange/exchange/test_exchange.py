"""The exchange model: what fits together, what was lost, and texts in the form that is stored."""

import unicodedata
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.interchange.exchange import (
    Attachment,
    ExchangeCase,
    ExchangeCode,
    ExchangeCoding,
    ExchangeLink,
    ExchangeNote,
    ExchangeProject,
    ExchangeSelection,
    ExchangeSet,
    ExchangeSource,
    ExchangeVariable,
    Losses,
    LossKind,
    SyncPoint,
    VariableValue,
    arranged,
    composed,
    guid_of,
    problems_of,
    tree_of,
)
from unit.interchange.refi.samples import g, project

STABLE = "ae o\n"
"""Letters that stand by themselves, whatever follows within the passage."""

PICTURE = LossKind("picture", "billeder: udeladt", "pictures: left out")


def found_in(**changes):
    return [problem.found for problem in problems_of(replace(project(), **changes))]


def test_a_project_that_fits_together_has_no_problem():
    assert problems_of(project()) == []


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"user": g("nobody")}, "its user is not in the project"),
        ({"codes": ()}, "its code is not in the project"),
        ({"selections": ()}, "its passage is not one of its source"),
        ({"sources": ()}, "its source is not in the project"),
        ({"variables": ()}, "a variable that it has a value in is not in the project"),
        ({"notes": (ExchangeNote(g(1), "", attached_to=(Attachment("code", g(2)),)),)},
         "the code it is attached to is not in the project"),
        ({"sets": (ExchangeSet(g(1), "a", notes=(g(2), g(3))),)}, "2 of its notes are not in the project"),
        ({"cases": (ExchangeCase(g(1), codes=(g(2),)),)}, "1 of its codes are not in the project"),
        ({"links": (ExchangeLink(g(1), g("c", 1), g(2)),)}, "what it joins is not in the project"),
        ({"codes": (ExchangeCode("", "a"),)}, "there is no GUID"),
        ({"sources": (ExchangeSource(g("s", 1), "a", "x" * 80, media=g(2)),)}, "its recording is not in the project"),
        ({"sources": (ExchangeSource(g("s", 1), "a", "x" * 80, sync_points=(SyncPoint(81),)),)},
         "a moment of the recording stands outside the text"),
        ({"selections": (ExchangeSelection(g("p", 1), g("s", 1), 5, 4),)}, "it runs from 5 to 4"),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_named(changes, found):
    assert found in found_in(**changes)


def test_a_coding_belongs_to_the_source_of_its_passage():
    other = ExchangeCoding(g("k", 9), g("c", 2), g("s", 2), g("p", 1))
    assert found_in(codings=(other,), notes=(), sets=()) == ["its passage is not one of its source"]


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        ("text", "a", 1), ("boolean", True, 1), ("integer", 1, True), ("float", Decimal("1.5"), 1.5),
        ("float", Decimal(0), Decimal("NaN")), ("date", date(2026, 1, 1), datetime(2026, 1, 1, tzinfo=UTC)),
        ("datetime", datetime(2026, 1, 1, tzinfo=UTC), date(2026, 1, 1)),
        ("datetime", datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 1, 1, tzinfo=timezone(timedelta(seconds=30)))),
    ],
)  # fmt: skip
def test_values_have_their_variables_type(kind, good, bad):
    def made(value):
        return ExchangeProject(
            "P",
            variables=(ExchangeVariable(g("v"), "a", kind),),
            cases=(ExchangeCase(g("x"), values=(VariableValue(g("v"), value),)),),
        )

    assert problems_of(made(good)) == problems_of(made(None)) == []
    assert [one.found for one in problems_of(made(bad))] == [f"a value is not of its variable's type, {kind}"]


@given(parents=st.lists(st.one_of(st.none(), st.integers(0, 9)), min_size=10, max_size=10))
def test_trees_are_told_from_circles(parents):
    """Any parents at all: either every code hangs in the tree, or there is a problem."""
    codes = tuple(
        ExchangeCode(g(n), "a", "" if parent is None else g(parent)) for n, parent in enumerate(parents)
    )
    in_tree = [code.guid for _, code in tree_of(codes)]
    has_circle = len(in_tree) < 10
    assert bool(problems_of(ExchangeProject("P", codes=codes))) == has_circle
    for depth, code in tree_of(codes):
        assert (depth == 0) == (code.parent == "")
        assert not code.parent or in_tree.index(code.parent) < in_tree.index(code.guid)


def test_arranging_is_the_same_for_any_order_of_passages():
    made = project()
    turned = replace(made, selections=made.selections[::-1], codings=made.codings[::-1])
    assert arranged(turned) == arranged(made) == arranged(arranged(made))


def test_losses_count_all_and_show_some():
    losses = Losses("out")
    assert not losses
    losses.add(PICTURE, count=0)
    assert not losses
    for number in range(30):
        losses.add(PICTURE, f"source {number}", 2)
    assert losses.counts() == {"picture": 60}
    assert losses.describe("da") == [
        "60 billeder: udeladt (source 0, source 1, source 2, source 3, source 4 …)"
    ]
    frame = losses.to_frame()
    assert frame[["direction", "kind", "count"]].to_numpy().tolist() == [["out", "picture", 60]]
    assert frame.places[0].count(";") == 19
    assert repr(losses) == "Losses('out', {'picture': 60})"


def test_guids_differ_by_every_part():
    assert guid_of("a", 1) == guid_of("a", "1")
    assert len({guid_of("a", 1), guid_of("a1"), guid_of("a", 1, ""), guid_of(1, "a")}) == 4


@given(
    text=st.text("ae o\u030a\u0301\u0323å\n가\u1100\u1161\u11a8x", max_size=30),
    data=st.data(),
)
def test_composed_texts_hold_the_same_passages(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    made = ExchangeProject(
        "P",
        sources=(ExchangeSource(g("s"), "a", text, sync_points=(SyncPoint(start),)),),
        selections=(ExchangeSelection(g("p"), g("s"), start, end),),
    )
    found = composed(made)
    whole = unicodedata.normalize("NFC", text)
    one = found.selections[0]
    assert found.sources[0].text == whole
    assert problems_of(found) == []
    passage = whole[one.start : one.end]
    # Nothing that was in the passage is outside now; and where no letter was cut, nothing came along.
    taken, held = (Counter(unicodedata.normalize("NFD", part)) for part in (text[start:end], passage))
    assert not taken - held
    parts = [unicodedata.normalize("NFC", part) for part in (text[:start], text[start:end], text[end:])]
    if "".join(parts) == whole and start < end and not text[start : end + 1].strip(STABLE):
        assert passage == parts[1]


def test_two_reports_become_one():
    """Counts add up, and no place stands twice."""
    kind, other = LossKind("a", "a", "a"), LossKind("b", "b", "b")
    one, two = Losses("out"), Losses("out")
    one.add(kind, "source 1", 2)
    two.add(kind, "source 1")
    two.add(kind, "source 2", 3)
    two.add(other)
    one.update(two)
    assert [(loss.kind, loss.count, loss.places) for loss in one] == [
        (kind, 6, ("source 1", "source 2")), (other, 1, ()),
    ]  # fmt: skip
