"""From scores to probabilities: calibrated, fair to rare codes, and never over the edge of a document."""

import numpy as np
import pytest
from threadpoolctl import threadpool_limits

from qualcode.assist import combine
from qualcode.assist.combine import (
    ENOUGH_USES,
    NAMES,
    USUAL_COLD,
    Rule,
    Shape,
    alone,
    best_threshold,
    calibrated_threshold,
    describe,
    probability_by_group,
)
from qualcode.assist.evaluation.metrics import expected_calibration_error, micro_f1
from qualcode.assist.logistic import sigmoid

AROUND = [name for name in NAMES if name[-2:] in ("-1", "+1")]


@pytest.fixture(autouse=True)
def _one_thread():
    """As in the suggester; on a busy machine several threads wait for each other most of the time."""
    with threadpool_limits(limits=1, user_api="blas"):
        yield


def shape(documents, numbers=None, codes=3):
    """Return a shape from a letter per segment; numbers count within each document unless they are given."""
    counted = [documents[: at + 1].count(name) for at, name in enumerate(documents)]
    parents = ["partner" if code % 2 else "barriere" for code in range(codes)]
    return Shape.of(list(documents), numbers or counted, [10] * len(documents), parents)


def described(score, made, codebook=None):
    return describe(
        score, np.zeros_like(score) if codebook is None else codebook, np.full(score.shape[1], 0.1), made
    )


def talk(n=1500, codes=12, seed=0):
    """Return descriptions of pairs and answers that follow the scores; the last codes are used least."""
    chance = np.random.default_rng(seed)
    often = np.geomspace(0.25, 0.01, codes)
    truth = chance.random((n, codes)) < often
    score = 0.4 * truth + chance.normal(0, 0.15, truth.shape)
    codebook = truth + chance.normal(0, 1, truth.shape)
    made = shape("".join(sorted(("abcdefgh" * n)[:n])), codes=codes)
    return describe(score, codebook, (truth.sum(axis=0) + 0.5) / (n + 1), made), truth


# --- the threshold


def best_by_trying(probability, truth):
    return max(micro_f1(truth, probability >= threshold) for threshold in np.unique(probability))


@pytest.mark.parametrize("seed", range(5))
def test_the_threshold_has_the_highest_f1_of_all(seed):
    chance = np.random.default_rng(seed)
    truth = chance.random((40, 5)) < 0.2
    probability = np.clip(0.3 * truth + chance.random((40, 5)) * 0.7, 0, 1)
    threshold = best_threshold(probability, truth)
    assert micro_f1(truth, probability >= threshold) == pytest.approx(best_by_trying(probability, truth))


@pytest.mark.parametrize("seed", range(5))
def test_the_threshold_is_best_where_many_are_equally_probable(seed):
    """What one knows of a code without reading is the same for all segments."""
    chance = np.random.default_rng(seed)
    probability = np.tile(chance.random(6).round(1), (30, 1))
    truth = chance.random(probability.shape) < probability
    threshold = best_threshold(probability, truth)
    assert micro_f1(truth, probability >= threshold) == pytest.approx(best_by_trying(probability, truth))


def test_equally_probable_pairs_pass_together():
    """That the right one of them comes first is luck of the order."""
    probability = np.array([[0.9], [0.5], [0.5], [0.5], [0.5], [0.5]])
    assert best_threshold(probability, np.array([[1], [1], [0], [0], [0], [0]], bool)) == 0.9


@pytest.mark.parametrize("known", [True, False])
def test_half_of_the_best_f1_is_the_best_threshold_for_calibrated_probabilities(known):
    chance = np.random.default_rng(0)
    probability = chance.beta(0.5, 3, (4000, 5))
    truth = chance.random(probability.shape) < probability
    threshold = calibrated_threshold(probability, truth if known else None)
    best = best_by_trying(probability.round(2), truth)
    assert threshold == pytest.approx(best / 2, abs=0.01)
    assert micro_f1(truth, probability >= threshold) == pytest.approx(best, abs=0.01)


@pytest.mark.parametrize("threshold", [best_threshold, calibrated_threshold])
def test_where_nothing_is_right_nothing_passes(threshold):
    assert threshold(np.array([[0.9, 0.2]]), np.zeros((1, 2), bool)) == 1
    assert threshold(np.zeros((0, 2))) == 1


# --- the rule


def test_the_rule_is_calibrated_on_pairs_that_it_has_not_seen():
    rule = Rule.fit(*talk(), seed=0)
    new, truth = talk(seed=1)
    probability = rule.probability(new)
    assert expected_calibration_error(probability.ravel(), truth.ravel()) < 0.05
    likely = probability > 0.3
    assert probability[likely].mean() == pytest.approx(truth[likely].mean(), abs=0.05)


def test_the_rule_tells_right_from_wrong():
    rule = Rule.fit(*talk(), seed=0)
    new, truth = talk(seed=1)
    probability = rule.probability(new)
    assert probability[truth].mean() > 5 * probability[~truth].mean()


def test_a_code_with_two_uses_is_judged_as_all_others_are():
    pairs, truth = talk()
    truth[:, -1] = False
    truth[[3, 700], -1] = True
    rule = Rule.fit(pairs, truth, seed=0)
    assert (rule.slopes[-1], rule.offsets[-1]) == (1, 0)


@pytest.mark.parametrize(("uses", "own"), [(ENOUGH_USES - 1, False), (ENOUGH_USES, True)])
def test_a_code_gets_a_correction_of_its_own_from_enough_uses_on(uses, own):
    pairs, truth = talk()
    truth[:, 5] = False
    truth[:uses, 5] = True
    rule = Rule.fit(pairs, truth, seed=0)
    assert ((rule.slopes[5], rule.offsets[5]) != (1, 0)) is own


def test_a_code_that_the_rule_overrates_is_corrected():
    """Its words are everywhere, and mean it one time in four only."""
    pairs, truth = talk()
    truth[:, 0] &= np.random.default_rng(9).random(len(truth)) < 0.25
    rule = Rule.fit(pairs, truth, seed=0)
    uncorrected = sigmoid(pairs @ rule.coefficients)[:, 0].mean()
    assert (
        abs(rule.probability(pairs)[:, 0].mean() - truth[:, 0].mean())
        < abs(uncorrected - truth[:, 0].mean()) / 2
    )


def test_with_many_segments_some_are_drawn_by_the_seed(monkeypatch):
    monkeypatch.setattr(combine, "_AT_MOST", 300)
    pairs, truth = talk()
    first, again, other = (Rule.fit(pairs, truth, seed=seed) for seed in (1, 1, 2))
    assert first.coefficients.tobytes() == again.coefficients.tobytes()
    assert first.coefficients.tobytes() != other.coefficients.tobytes()


def test_the_rule_without_a_group_is_that_of_the_others_and_has_no_part_of_its_answers():
    pairs, truth = talk(n=400)
    groups, learnable = np.arange(400) % 3, np.ones(truth.shape, bool)
    learnable[groups == 1, 2] = False

    def without(answers):
        rule = Rule.fit(pairs, answers, seed=0, learnable=learnable)
        return rule.without_each(pairs, answers, groups, seed=0, learnable=learnable)

    found = without(truth)
    assert list(found) == [0, 1, 2]
    kept = groups != 1
    others = Rule.fit(pairs[kept], truth[kept], seed=0, learnable=learnable[kept])
    assert found[1].coefficients == pytest.approx(others.coefficients, abs=1e-4)
    turned = without(np.where(kept[:, None], truth, ~truth))
    assert turned[1].coefficients == pytest.approx(found[1].coefficients, abs=1e-4)
    assert np.abs(turned[0].coefficients - found[0].coefficients).max() > 0.1


def test_a_segment_is_judged_without_its_group_where_that_was_learned():
    pairs, truth = talk(n=30)
    rule, without = Rule.usual(12, coded=True), {4: Rule.fit(pairs, truth, seed=0)}
    groups = np.array([-1, 4, 7] * 10)
    found = probability_by_group(pairs, groups, rule, without)
    own = groups == 4
    assert np.array_equal(found[own], without[4].probability(pairs[own]))
    assert np.array_equal(found[~own], rule.probability(pairs[~own]))


def test_few_codings_leave_the_rule_near_the_usual_one():
    pairs, truth = talk()
    few = np.abs(Rule.fit(pairs[:5], truth[:5], seed=0).coefficients - combine.USUAL)
    many = np.abs(Rule.fit(pairs, truth, seed=0).coefficients - combine.USUAL)
    assert few.sum() < many.sum() / 2


def test_without_codings_only_the_codebook_counts():
    chance = np.random.default_rng(0)
    made = shape("aaab")
    codebook = chance.normal(size=(4, 3))
    one, other = (described(chance.normal(size=(4, 3)), made, codebook) for _ in range(2))
    rule = Rule.usual(3)
    assert rule.probability(one) == pytest.approx(rule.probability(other), abs=1e-12)
    assert USUAL_COLD[NAMES.index("codebook")] > 0


# --- what describes a pair


def test_every_description_has_a_name():
    made = described(np.zeros((4, 3)), shape("aaab"))
    assert made.shape == (4, 3, len(NAMES))
    assert len(combine.USUAL) == len(USUAL_COLD) == len(NAMES)


def test_what_is_said_in_one_document_changes_no_other():
    chance = np.random.default_rng(0)
    score, codebook = chance.normal(size=(8, 3)), chance.normal(size=(8, 3))
    made = shape("aaaabbbb")
    before = described(score, made, codebook)
    score[3], codebook[3] = 9, 9
    after = described(score, made, codebook)
    assert np.array_equal(before[4:], after[4:])
    assert not np.array_equal(before[2], after[2])


def test_neighbours_are_the_segments_before_and_after():
    score = np.arange(1.0, 5)[:, None] * np.ones((4, 3))
    made = described(score, shape("aaaa"))
    assert made[:, 0, NAMES.index("score-1")].tolist() == [0, 1, 2, 3]
    assert made[:, 0, NAMES.index("score+1")].tolist() == [2, 3, 4, 0]


def test_segments_far_apart_are_no_neighbours():
    """A sample of a document stands together in a list and nowhere else."""
    score = np.ones((4, 3))
    made = described(score, shape("aaaa", numbers=[1, 2, 40, 41]), codebook=score)
    for name in AROUND:
        found = made[:, 0, NAMES.index(name)]
        assert found.tolist() == ([0, 1, 0, 1] if name.endswith("-1") else [1, 0, 1, 0])


def test_an_interviewer_s_turn_left_out_keeps_answers_neighbours():
    made = described(np.ones((2, 3)), shape("aa", numbers=[3, 5]))
    assert made[1, 0, NAMES.index("score-1")] == 1


def test_alone_is_as_if_nothing_had_been_said_around():
    chance = np.random.default_rng(0)
    score, codebook = chance.normal(size=(5, 3)), chance.normal(size=(5, 3))
    together, apart = (described(score, shape(documents), codebook) for documents in ("aaaaa", "abcde"))
    assert not np.array_equal(together, apart)
    assert np.array_equal(alone(together), apart)
    assert np.array_equal(alone(apart), apart)


def test_alone_changes_nothing_in_place():
    made = described(np.ones((3, 3)), shape("aaa"))
    kept = made.copy()
    alone(made)
    assert np.array_equal(made, kept)


def test_a_segment_is_alone_where_no_other_of_its_document_is_near():
    assert shape("abbc").lone.tolist() == [True, False, False, True]
    assert shape("aaa", numbers=[1, 2, 30]).lone.tolist() == [False, False, True]
    assert shape("a").lone.tolist() == [True]
    assert shape("").lone.tolist() == []


def test_codes_of_a_branch_share_how_much_is_said_of_it():
    score = np.array([[1.0, 0.5, -2.0]])
    made = described(score, shape("a"))[0, :, NAMES.index("branch")]
    assert made.tolist() == [
        1.0,
        0.5,
        1.0,
    ]  # the first and the third are of one branch; what is below zero adds nothing


def test_only_the_best_code_is_ahead_and_only_it_is_not_below():
    made = described(np.array([[1.0, 0.4, 0.1]]), shape("a"))[0]
    assert made[:, NAMES.index("ahead of the second")] == pytest.approx([0.6, 0, 0])
    assert made[:, NAMES.index("below the best score")] == pytest.approx([0, -0.6, -0.9])


@pytest.mark.parametrize(("segments", "codes"), [(0, 3), (2, 0), (2, 1), (1, 3)])
def test_small_studies_are_described_too(segments, codes):
    made = described(np.ones((segments, codes)), shape("a" * segments, codes=codes))
    assert made.shape == (segments, codes, len(NAMES))
    assert np.isfinite(made).all()


# --- what decided


@pytest.mark.parametrize(
    ("name", "decided"),
    [("codebook", "words"), ("codebook-1", "around"), ("codebook+1", "around"), ("use", "use")],
)
def test_what_is_unusual_decides(name, decided):
    pairs = np.zeros((1, len(NAMES)))
    pairs[0, NAMES.index(name)] = 2
    assert Rule.usual(1).decided_by(pairs, np.zeros_like(pairs)) == [decided]
