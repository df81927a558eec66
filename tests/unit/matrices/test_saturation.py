"""Saturation: the rule of Guest, Namey and Chen (2020) on an example worked by hand; meanings; orders; the figure.

The example is ours, not the paper's: what each interview adds is chosen so that every step can be done in the head.
"""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from figure_checks import assert_clean, texts
from qualcode.errors import MatrixError, UsageError
from qualcode.matrices import findings
from qualcode.matrices.saturation import CODE_COLUMNS, SATURATION_COLUMNS, saturation
from qualcode.matrices.saturation_rule import Rule, curve_of, new_in_each, orders_of, reached_at, runs
from talk import BOOK, MOEDER, POLITI, SETTINGS, SKOLE, TILLID, TRAVLHED, Talk

NEW = np.array([10, 6, 3, 1, 1, 0, 0, 1])
"""The base of four interviews has 20 codes; later ones add 1, 0, 0 and 1."""


def made(talk, **options):
    settings = SETTINGS | {"sites_total": 12}
    found = findings(talk.coded, talk.segments, BOOK, partner_branch="partner", **settings)
    return saturation(talk.coded, talk.segments, found, **options)


def talk_of(*interviews):
    """One interview a letter; each a list of turns, each a list of codes."""
    talk = Talk()
    for name, turns in zip("abcdefghijkl", interviews, strict=False):
        talk.turn(name, "i", TILLID, role="interviewer")
        for codes in turns:
            talk.turn(name, f"{name}1", *codes)
    return talk


def test_the_rule_on_the_example():
    in_run, ratios = runs(NEW, Rule())
    assert in_run == (None, None, None, None, None, 1, 0, 1)
    assert ratios == (None, None, None, None, None, 1 / 20, 0.0, 1 / 20)


@pytest.mark.parametrize(
    ("rule", "reached"),
    [
        (Rule(base=4, run=2, threshold=0.05), 4),  # interviews 5 and 6 add 1 of 20: exactly the threshold
        (Rule(base=4, run=2, threshold=0.04), 5),  # 6 and 7 add nothing
        (Rule(base=4, run=2, threshold=0.0), 5),
        (Rule(base=4, run=3, threshold=0.0), None),  # 5-7, 6-8: one each
        (Rule(base=5, run=2, threshold=0.0), 5),
        (Rule(base=4, run=5), None),  # no run of five after the base
        (Rule(base=8, run=1), None),
    ],
)
def test_where_it_is_reached(rule, reached):
    assert reached_at(NEW, rule) == reached


def test_nothing_in_the_base_is_no_saturation():
    assert reached_at(np.array([0, 0, 0, 0, 0, 0]), Rule()) is None


@given(
    st.lists(st.lists(st.booleans(), min_size=5, max_size=5), min_size=2, max_size=7),
    st.integers(1, 4),
    st.integers(1, 3),
)
def test_what_is_new_adds_up_and_no_order_changes_the_end(rows, base, run):
    heard = np.array(rows, bool)
    orders, all_of_them = orders_of(len(rows), 0)
    curve = curve_of("codes", heard, orders, Rule(base=base, run=run))
    there = int(heard.any(axis=0).sum())
    assert all_of_them
    assert sum(curve.new) == curve.total[-1] == curve.low[-1] == curve.high[-1] == there
    assert all(low <= mid <= high for low, mid, high in zip(curve.low, curve.median, curve.high, strict=True))
    assert min(heard.sum(axis=1)) <= curve.low[0] <= curve.high[0] <= max(heard.sum(axis=1))
    for at, ratio in enumerate(curve.ratios):
        assert (ratio is not None) == (at + 1 >= base + run and curve.total[min(base, len(rows)) - 1] > 0)


def test_all_orders_when_few_else_a_sample_of_the_seed():
    orders, all_of_them = orders_of(4, 0)
    assert all_of_them
    assert {tuple(order) for order in orders.tolist()} == set(permutations(range(4)))
    some, all_of_them = orders_of(30, 3)
    assert not all_of_them
    assert (np.sort(some, axis=1) == np.arange(30)).all()
    assert (some == orders_of(30, 3)[0]).all()
    assert (some != orders_of(30, 4)[0]).any()


def test_the_share_of_orders_is_counted():
    """One interview has everything, two have nothing new: reached only in orders that begin with it."""
    heard = np.array([[1, 1], [1, 0], [0, 1]], bool)
    rule = Rule(base=1, run=1, threshold=0.0)
    by_hand = [
        any(new == 0 for new in new_in_each(heard[list(order)])[1:].tolist())
        for order in permutations(range(3))
    ]
    assert curve_of("codes", heard, orders_of(3, 0)[0], rule).share_reached == sum(by_hand) / 6


def test_codes_and_meanings_are_told_apart():
    """A known code said of another partner, in another area or as a wish is a new meaning and no new code."""
    talk = Talk()
    talk.turn("a", "a1", POLITI, TILLID)
    talk.turn("b", "b1", SKOLE, TILLID)
    talk.turn("c", "c1", POLITI, TILLID, area="voksen")
    talk.turn("d", "d1", POLITI, TILLID, stance="wish")
    talk.turn("e", "e1", POLITI, TILLID)
    found = made(talk, rule=Rule(base=1, run=1, threshold=0.0))
    assert found.curves["codes"].new == (2, 1, 0, 0, 0)
    assert found.curves["meanings"].new == (1, 1, 1, 1, 0)
    assert found.curves["codes"].reached == 2
    assert found.curves["meanings"].reached == 4
    by_code = {code.code: code for code in found.codes}
    assert (by_code[TILLID].heard_first, by_code[TILLID].last_new_meaning, by_code[TILLID].meanings) == (
        1,
        4,
        4,
    )
    assert (by_code[SKOLE].heard_first, by_code[SKOLE].last_new_meaning) == (2, 0)


def test_interviewers_do_not_count_and_uncoded_interviews_are_left_out():
    talk = talk_of([[TILLID]], [[MOEDER]], [[]])
    found = made(talk)
    assert found.documents == ("a", "b")
    assert found.curves["codes"].new == (1, 1)


def test_the_order_that_is_given():
    talk = talk_of([[TILLID]], [[TILLID, MOEDER]], [[TRAVLHED]])
    found = made(talk, order=["c", "b"])
    assert found.documents == ("c", "b", "a")
    assert found.curves["codes"].new == (1, 2, 0)
    assert list(found.to_frame()["document"][:3]) == ["c", "b", "a"]


def test_too_few_interviews_are_no_verdict():
    found = made(talk_of([[TILLID]], [[TILLID]], [[TILLID]]))
    assert found.curves["codes"].reached is None
    said = " ".join(found.lines("da"))
    assert "kan ikke bedømmes" in said
    assert "mættet ved" not in said
    assert "too few interviews" in texts(found.plot(language="en"))[-1] or "too few" in " ".join(
        texts(found.plot(language="en"))
    )


def test_one_coded_interview_is_refused():
    with pytest.raises(MatrixError, match="QC-SA02"):
        made(talk_of([[TILLID]], [[]]))


@pytest.mark.parametrize("rule", [{"base": 0}, {"run": 0}, {"threshold": 1.0}, {"threshold": -0.1}])
def test_rules_that_cannot_be_followed(rule):
    with pytest.raises(UsageError, match="QC-SA01"):
        Rule(**rule)


def test_frames_and_sentences():
    talk = talk_of(*[[[TILLID, POLITI]], [[MOEDER]], [[TRAVLHED]], [[TILLID]], [[MOEDER]], [[TRAVLHED]]])
    found = made(talk)
    frame = found.to_frame()
    assert tuple(frame.columns) == SATURATION_COLUMNS
    assert list(frame["kind"].unique()) == ["codes", "meanings"]
    assert frame.query("reached == 'yes'")["interview"].tolist() == [6, 6]
    assert tuple(found.codes_frame().columns) == CODE_COLUMNS
    said = found.lines("da")
    assert said[0] == (
        "Koder: De første 4 interview gav 4 koder. Efter 4 interview gav de næste 2 højst 5 % nyt (0 nye, 0 %):"
        " mættet ved 4+2."
    )
    assert "720" in said[1]
    assert found.lines("en")[0].endswith("saturated at 4+2.")
    assert "With 6 interviews" in found.lines("en")[-1]


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("side", ["portrait", "landscape"])
@pytest.mark.parametrize("n", [2, 6, 12])
def test_the_figure_is_clean(language, side, n):
    talk = talk_of(*[[[TILLID, POLITI], [MOEDER] * (at % 2)] for at in range(n)])
    figure = made(talk).plot(language=language, side=side)
    assert_clean(figure)
    assert any(("interview nr." if language == "da" else "interview no.") == text for text in texts(figure))


def test_a_figure_of_many_interviews_is_clean():
    talk = Talk()
    for at in range(60):
        talk.turn(
            f"a{at:02}",
            f"s{at}",
            *[code for k, code in enumerate((TILLID, MOEDER, TRAVLHED)) if at % (k + 2) == 0],
        )
    found = made(talk)
    assert_clean(found.plot())
    assert found.orders == 1_000
    assert not found.all_orders
    assert "1000 tilfældige" in " ".join(found.lines("da"))
