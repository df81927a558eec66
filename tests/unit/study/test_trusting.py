"""Which model suggests in a new study, and the words for how its interviews lie to those of the old."""

import json
from types import SimpleNamespace

import numpy as np
import pytest

from qualcode.assist.values import SegmentText
from qualcode.errors import UnreadableFileError
from qualcode.model import Coding, Segment, Span
from qualcode.study import Study
from qualcode.study.freezing import frozen_bytes
from qualcode.study.replication import replicate
from qualcode.study.replication.frozen import parse_frozen
from qualcode.study.replication.origin import LEAST_CODED, choose
from qualcode.study.replication.portrait import Portrait, portrait_of_new, portrait_of_old
from qualcode.study.replication.trusting import _measured, likeness, sample_size

CODES = ("a", "b", "c", "d", "e")


def talk(n):
    return [
        SegmentText(Segment("d", "v", k, Span(k * 9, k * 9 + 8), k, "p", "informant"), "ord", (), "")
        for k in range(1, n + 1)
    ]


def model(right, n, threshold=0.5):
    """A model that puts the right code first in a share of the segments, and last in the others."""
    probability = np.tile(np.linspace(0.5, 0.1, len(CODES)), (n, 1))
    probability[: int(right * n), CODES.index("e")] = 0.9
    return SimpleNamespace(codes_=CODES, threshold_=threshold, predict_proba=lambda _: probability)


def coded(segments, k):
    return [Coding(str(i), "d", "v", one.segment.span, "e", "anna") for i, one in enumerate(segments[:k])]


@pytest.mark.parametrize(
    ("own", "carried", "k", "why"),
    [
        (0.9, 0.5, LEAST_CODED, "own is better"),
        (0.5, 0.9, LEAST_CODED, "came along is better"),
        (0.9, 0.9, LEAST_CODED, "came along is better"),
        (0.9, 0.5, LEAST_CODED - 1, "too little coded"),
    ],
)
def test_the_model_that_came_along_suggests_until_the_own_one_is_better(own, carried, k, why):
    segments = talk(LEAST_CODED)
    mine, theirs = model(own, LEAST_CODED), model(carried, LEAST_CODED)
    found = choose(mine, theirs, segments, coded(segments, k))
    assert (found.why, found.coded) == (why, k)
    assert found.model is (mine if why == "own is better" else theirs)
    if k == LEAST_CODED:
        assert (found.own, found.carried) == (own, carried)


def test_without_one_that_came_along_or_an_own_that_learned_there_is_no_choice():
    segments = talk(LEAST_CODED)
    mine, theirs = model(1, LEAST_CODED, threshold=None), model(0.5, LEAST_CODED)
    codings = coded(segments, LEAST_CODED)
    assert choose(mine, None, segments, codings).model is mine
    assert choose(mine, theirs, segments, codings).model is theirs


def portrait(**measures):
    return Portrait(6, 600, measures, {}, {})


def test_only_the_side_that_speaks_against_the_model_counts():
    there = portrait(
        new_words=(0.03, 0.035, 0.04, 0.04, 0.045, 0.05), confidence=(0.4, 0.42, 0.45, 0.5, 0.5, 0.52)
    )
    for measure, low, high, worse in (("new_words", 0.0, 0.2, "high"), ("confidence", 0.05, 0.95, "low")):
        word = {
            "low": _measured(measure, portrait(**{measure: (low,)}), there).likeness,
            "high": _measured(measure, portrait(**{measure: (high,)}), there).likeness,
        }
        assert word.pop(worse) == "different"
        assert set(word.values()) == {"as there"}
    none = _measured("new_words", portrait(new_words=(0.03,)), portrait(new_words=()))
    assert none.likeness == "cannot be judged"


def test_an_interview_like_the_others_is_as_there_19_times_of_20():
    rng = np.random.default_rng(4)
    words = []
    for _ in range(2000):
        *old, here = rng.normal(0.4, 0.05, 7)
        words.append(likeness(here, np.mean(old), np.std(old, ddof=1), 6))
    assert words.count("as there") / 2000 == pytest.approx(0.95, abs=0.015)
    assert words.count("different") / 2000 == pytest.approx(0.01, abs=0.008)


def test_a_sample_is_never_larger_than_what_there_is():
    assert [sample_size(of, 0.1) for of in (1, 10, 96)] == [1, 10, 49]
    assert sample_size(200, 0.07) > sample_size(200, 0.1)


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    with Study.create_example(tmp_path_factory.mktemp("trusting") / "example") as made:
        made.run()
        yield made


def test_a_portrait_holds_numbers_only_and_interviews_cannot_be_followed_through_it(study):
    segments, made = study.assist.segment_texts(), study.assist.model()
    old = portrait_of_old(segments, made)
    assert all(list(values) == sorted(values) for values in old.measures.values())
    told = json.dumps(old.to_json())
    assert not [one.name for one in study.documents if one.name in told]
    # Another way of speaking: longer answers, words that nobody knows, and the model is as sure as it likes.
    strange = [
        SegmentText(one.segment, "zyx wvu tsr qpo " * 40, (), "")
        for one in segments
        if one.segment.is_informant
    ]
    new = portrait_of_new(strange, made, old)
    assert new.measures["words_per_answer"][0] == 160
    assert new.measures["new_words"][0] == 1.0
    assert 0 <= new.measures["codes"][0] <= 1


@pytest.mark.parametrize(
    ("part", "data"),
    [
        ("portrait.json", b"{}"),
        ("portrait.json", b"[1]"),
        (
            "portrait.json",
            b'{"interviews": 1, "segments": 1, "measures": {}, "shares": {}, "spread": {"x": [1]}}',
        ),
    ],
)
def test_a_part_that_does_not_hold_what_it_should_is_named(study, tmp_path, part, data):
    frozen = parse_frozen(frozen_bytes(study, "x"), where="x")
    with replicate(frozen, tmp_path / "new") as new:
        file = new.layout.root / "data/origin" / part
        file.write_bytes(data)
        (new.layout.transcripts / "a.txt").write_text("I: Hvad?\nA: Skolen ringer.\n", encoding="utf-8")
        new.import_documents(new.layout.transcripts, site="x")
        table = new.layout.speakers
        text = table.read_text(encoding="utf-8")
        table.write_text(
            text.replace("I,p01,", "I,p01,interviewer").replace("A,p02,", "A,p02,informant"), encoding="utf-8"
        )
        new.segment()
        with pytest.raises(UnreadableFileError) as caught:
            new.trust()
    assert caught.value.code == "QC-FZ12"
    assert part in str(caught.value)
