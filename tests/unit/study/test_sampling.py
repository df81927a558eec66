"""A probability sample: every segment has a known chance, the draw hangs on the seed alone, and more adds to less."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.errors import UsageError
from qualcode.model import Segment, Span
from qualcode.study.sampling import LEAST, draw


def talk(*sizes):
    return [
        Segment(f"d{d}", "v1", k, Span(k * 9, k * 9 + 8), k, "p", "informant")
        for d, size in enumerate(sizes)
        for k in range(1, size + 1)
    ]


@given(st.lists(st.integers(1, 40), min_size=1, max_size=6), st.integers(1, 120), st.integers(0, 5))
def test_probabilities_are_those_of_the_strata(sizes, n, seed):
    segments = talk(*sizes)
    drawn = draw(segments, n, seed=seed)
    assert len(drawn) == min(n, len(segments)) == len({(one.document, one.number) for one, _, _ in drawn})
    taken = Counter(stratum for _, _, stratum in drawn)
    for one, probability, stratum in drawn:
        size = len(segments) if stratum == "" else sum(s.document == one.document for s in segments)
        assert probability == taken[stratum] / size
    # Horvitz and Thompson's count of the whole is exact where the strata are.
    assert sum(1 / probability for _, probability, _ in drawn) == pytest.approx(len(segments))


@given(st.lists(st.integers(3, 30), min_size=2, max_size=5), st.integers(0, 9))
def test_a_larger_sample_adds_to_a_smaller(sizes, seed):
    segments = talk(*sizes)
    least = LEAST * len(sizes)
    small, large = (
        {(one.document, one.number) for one, _, _ in draw(segments, n, seed=seed)}
        for n in (least + 2, least + 9)
    )
    assert small <= large


def test_every_segment_comes_as_often_as_its_probability_says():
    segments = talk(4, 12, 30)
    found = Counter()
    for seed in range(400):
        for one, probability, _ in draw(segments, 12, seed=seed):
            found[one.document, one.number] += 1 / probability
    assert len(found) == len(segments)
    # Each is 400 on average; a binomial count of 400 x 0.2 has a standard error of a tenth.
    assert np.abs(np.array(list(found.values())) / 400 - 1).max() < 0.45


def test_two_of_every_interview_and_nothing_hangs_on_the_others():
    alone, together = draw(talk(20), 5, seed=3), draw(talk(20, 20), 10, seed=3)
    assert {one.number for one, _, _ in alone} == {one.number for one, _, s in together if s == "d0"}
    assert min(Counter(s for _, _, s in draw(talk(2, 50), 8, seed=1)).values()) == LEAST
    assert {s for _, _, s in draw(talk(9, 9, 9), 4, seed=1)} == {""}


def test_nothing_is_no_sample():
    with pytest.raises(UsageError) as caught:
        draw(talk(3), 0)
    assert caught.value.code == "QC-SM01"
