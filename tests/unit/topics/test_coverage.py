"""How far codes cover a topic: being coded is not being covered."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from qualcode.topics.coverage import coverage_of


def marks(*columns, n=40):
    return np.array([[row in column for column in columns] for row in range(n)], bool)


TOPIC = np.arange(8)


def test_no_code_no_cover():
    found = coverage_of(TOPIC, marks(range(20, 30)), ["x"])
    assert (found.value, found.coded, found.best) == (0.0, 0.0, None)


def test_the_same_passages_are_covered():
    found = coverage_of(TOPIC, marks(range(8)), ["x"])
    assert (found.value, found.coded) == (1.0, 1.0)
    assert (found.best.f1, found.best.of_code, found.best.lift) == (1.0, 1.0, 5.0)


def test_a_broad_code_on_everything_does_not_cover():
    found = coverage_of(TOPIC, marks(range(40)), ["broad"])
    assert found.coded == 1.0
    assert found.value == 0.0
    assert found.best.lift == 1.0


def test_the_broader_the_code_the_less_it_covers():
    values = [coverage_of(TOPIC, marks(range(uses)), ["x"]).value for uses in (8, 12, 16, 20)]
    assert values == sorted(values, reverse=True)
    assert len(set(values)) == 4


def test_a_code_on_half_of_it_covers_half():
    assert coverage_of(TOPIC, marks(range(4)), ["x"]).value == 0.5


def test_two_narrow_codes_cover_together():
    assert coverage_of(TOPIC, marks(range(4), range(4, 8)), ["x", "y"]).value == 1.0


def test_a_code_used_once_covers_nothing():
    """One use proves no rule: it would make eight single uses cover any topic."""
    assert coverage_of(TOPIC, marks(*[[row] for row in range(8)]), list("abcdefgh")).value == 0.0


def test_no_codes_at_all():
    assert coverage_of(TOPIC, np.zeros((40, 0), bool), []).value == 0.0


@given(st.lists(st.lists(st.booleans(), min_size=4, max_size=4), min_size=9, max_size=30))
def test_it_is_a_share_and_one_more_code_never_lowers_it(rows):
    table = np.array(rows, bool)
    values = [coverage_of(TOPIC, table[:, :k], list("abcd")[:k]).value for k in range(5)]
    assert all(0 <= value <= 1 for value in values)
    assert values == sorted(values)
