"""What holds for every list of what to code next."""

from collections import Counter

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from qualcode.assist.sampling import next_to_code
from qualcode.assist.values import key_of
from qualcode.model import Segment, Span

CODES = ("politi", "skole", "tillid")


@st.composite
def studies(draw):
    """Interviews with some coded segments, some interviewers' turns, and perhaps a model."""
    segments = []
    for document in "abcde"[: draw(st.integers(1, 5))]:
        site = draw(st.sampled_from(["k1", "k2", ""]))
        for number in range(1, draw(st.integers(1, 12)) + 1):
            length = draw(st.sampled_from([0, 8, 60]))
            role = draw(st.sampled_from(["informant", "informant", "interviewer", ""]))
            area = draw(st.sampled_from(["boern", "voksen"]))
            span = Span(number * 100, number * 100 + length)
            segments.append(Segment(document, "v1", number, span, number, "p", role, area, site))
    keys = [key_of(segment) for segment in segments]
    coded = set(draw(st.lists(st.sampled_from(keys), max_size=len(keys))))
    model = None
    if draw(st.booleans()):
        rng = np.random.default_rng(draw(st.integers(0, 9)))
        model = rng.random((len(segments), len(CODES)))
    counts = {code: draw(st.integers(0, 9)) for code in CODES}
    return segments, coded, {"codes": CODES, "counts": counts, "probability": model}


def fresh(study):
    segments, _, model = study
    return segments, set(), model


def keys_of(picks):
    return [key_of(pick.segment) for pick in picks]


@given(studies(), st.integers(0, 5))
def test_all_that_is_open_comes_once(study, seed):
    segments, coded, model = study
    picks = next_to_code(segments, coded=coded, n=1000, seed=seed, **model)
    open_ = {key_of(s) for s in segments if s.is_informant} - coded
    assert len(keys_of(picks)) == len(open_)
    assert set(keys_of(picks)) == open_
    assert [pick.rank for pick in picks] == list(range(1, len(picks) + 1))


@given(studies(), st.integers(0, 20))
def test_a_shorter_list_is_the_head_of_a_longer_one(study, n):
    segments, coded, model = study
    whole = next_to_code(segments, coded=coded, n=1000, **model)
    assert next_to_code(segments, coded=coded, n=n, **model) == whole[:n]


@given(studies().map(fresh), st.integers(0, 5))
def test_every_interview_is_picked_once_before_any_is_picked_twice(study, seed):
    segments, coded, model = study
    names = {segment.document for segment in segments if segment.is_informant}
    first = next_to_code(segments, coded=coded, n=len(names), seed=seed, **model)
    assert {pick.segment.document for pick in first} == names


@given(studies().map(fresh))
def test_no_interview_runs_ahead_of_its_share(study):
    """At any point, what is picked of two interviews differs by no more than one segment's share of either."""
    segments, coded, model = study
    size = Counter(segment.document for segment in segments if segment.is_informant)
    picked = Counter()
    for pick in next_to_code(segments, coded=coded, n=1000, **{**model, "probability": None}):
        picked[pick.segment.document] += 1
        shares = {name: picked[name] / n for name, n in size.items()}
        ahead, behind = max(shares, key=shares.get), min(shares, key=shares.get)
        assert shares[ahead] - 1 / size[ahead] <= shares[behind] + 1e-9


@given(studies())
def test_a_reason_about_a_code_names_it(study):
    segments, coded, model = study
    for pick in next_to_code(segments, coded=coded, n=1000, **model):
        assert (pick.code in CODES) == (pick.reason in ("code", "unsure"))
        assert pick.words("da")
