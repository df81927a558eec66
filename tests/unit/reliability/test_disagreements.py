"""Disagreements: each decision on which coders differ stands once, with its price, the costliest first."""

from dataclasses import replace

import pytest

from qualcode.model import CodingSet
from qualcode.reliability import agreement
from unit.reliability.made_up import BOOK, coded, texts


def found(*sets, **lengths):
    return agreement(list(sets), texts(**lengths), BOOK, n_resamples=0).disagreements


def test_two_codes_of_a_branch_for_one_segment_are_one_disagreement():
    """Anna saw a and Bo saw b in the same words: that is one thing to talk about, not two."""
    (one,) = found(coded("anna", "d: a ."), coded("bo", "d: b ."), d=2)
    assert (one.place, one.code, one.used_by, one.not_by) == (("d", 1), "p.a", ("anna",), ("bo",))
    assert one.instead == (("bo", "p.b"),)
    assert one.cost == 1


def test_codes_of_different_branches_are_two():
    both = found(coded("anna", "d: a ."), coded("bo", "d: x ."), d=2)
    assert [(one.code, one.instead) for one in both] == [("f.x", ()), ("p.a", ())]


def test_a_code_that_both_gave_is_nobodys_instead():
    (one,) = found(coded("anna", "d: ab ."), coded("bo", "d: a ."), d=2)
    assert (one.code, one.used_by, one.instead) == ("p.b", ("anna",), ())


def test_each_coders_own_code_is_named():
    (one,) = found(coded("anna", "d: a"), coded("bo", "d: b"), coded("cia", "d: c"), d=1)
    assert one.code == "p.a"
    assert one.instead == (("bo", "p.b"), ("cia", "p.c"))
    assert one.cost == 1


def test_what_most_used_leads():
    (one,) = found(coded("anna", "d: a"), coded("bo", "d: b"), coded("cia", "d: b"), d=1)
    assert (one.code, one.used_by, one.instead) == ("p.b", ("bo", "cia"), (("anna", "p.a"),))


def test_two_against_one_are_two_disagreements_of_which_one_is_a_swap():
    first, second = found(coded("anna", "d: ab"), coded("bo", "d: c"), d=1)
    assert (first.code, first.instead) == ("p.a", (("bo", "p.c"),))
    assert (second.code, second.instead) == ("p.b", ())
    assert first.cost == pytest.approx(2 / 3)
    assert second.cost == pytest.approx(1 / 3)


def test_a_missing_coder_is_on_neither_side():
    """Bo has no coding in d and did not finish it: nobody differs from anna and cia there."""
    sets = [coded("anna", "d: a", "e: a"), coded("bo", "d: .", "e: a"), coded("cia", "d: a")]
    assert found(*sets, d=1, e=1) == ()
    (one,) = found(coded("anna", "d: a x", "e: a"), coded("bo", "e: a"), coded("cia", "d: . x"), d=2, e=1)
    assert (one.used_by, one.not_by) == (("anna",), ("cia",))
    (one,) = agreement(sets, texts(d=1, e=1), BOOK, finished={"bo": ["d"]}).disagreements
    assert (one.used_by, one.not_by) == (("anna", "cia"), ("bo",))


def test_costs_add_up_and_the_evener_the_split_the_dearer():
    sets = [
        coded("anna", "d: a a . ."),
        coded("bo", "d: a . . ."),
        coded("cia", "d: . . . x"),
        coded("dan", "d: . . x ."),
    ]
    disagreements = found(*sets, d=4)
    assert sum(one.cost for one in disagreements) == pytest.approx(1)
    assert (disagreements[0].place, disagreements[0].code) == (("d", 1), "p.a"), "two against two"
    assert disagreements[0].cost == pytest.approx(disagreements[1].cost * 4 / 3)


def test_cost_is_what_settling_it_takes_from_the_observed_disagreement():
    """Alpha over all codes rises by cost * (1 - alpha), chance held as it was."""
    anna, bo = coded("anna", "d: a . b x a . . b"), coded("bo", "d: a b . x b . . b")
    before = agreement([anna, bo], texts(d=8), BOOK, n_resamples=0)
    dearest = before.disagreements[0]
    assert dearest.instead == (("bo", "p.b"),)
    settled = CodingSet(
        "bo",
        tuple(replace(c, code="p.a") if c.span.start == 40 else c for c in bo),
    )
    after = agreement([anna, settled], texts(d=8), BOOK, n_resamples=0)
    observed = [1 - result.of("").percent for result in (before, after)]
    assert (observed[0] - observed[1]) / observed[0] == pytest.approx(dearest.cost)
    rise = dearest.cost * (1 - before.of("").alpha)
    assert after.of("").alpha - before.of("").alpha == pytest.approx(rise, abs=0.02)


def test_of_equal_cost_the_code_on_which_they_differ_most_comes_first():
    anna, bo = coded("anna", "d: x . b . y"), coded("bo", "d: . b . b .")
    assert [one.code for one in found(anna, bo, d=5)] == ["p.b", "p.b", "p.b", "f.x", "f.y"]
