"""Scores without a group must be those of a model that never saw the group: all that is honest builds on it."""

import numpy as np
import pytest
from scipy import sparse
from threadpoolctl import threadpool_limits

from qualcode.assist import ridge as module
from qualcode.assist.ridge import Ridge
from qualcode.assist.vectors import Vectors
from unit.assist.made_up import CODEBOOK, CODES, study

BOOK = 6
"""Rows at the end that belong to no group."""


@pytest.fixture(autouse=True)
def _one_thread():
    """As in the suggester; on a busy machine several threads wait for each other most of the time."""
    with threadpool_limits(limits=1, user_api="blas"):
        yield


def made(n=40, codes=3, features=60, seed=0):
    """Return rows of length 1, centred targets, penalties and groups of unequal size in no order."""
    chance = np.random.default_rng(seed)
    rows = sparse.random(n, features, 0.3, format="csr", random_state=chance)
    rows = sparse.csr_matrix(rows.multiply(1 / np.sqrt(rows.multiply(rows).sum(axis=1))))
    targets = (chance.random((n, codes)) < 0.3).astype(float)
    groups = chance.choice([0, 0, 0, 1, 1, 4], n - BOOK)
    return rows, targets - targets.mean(axis=0), chance.uniform(0.5, 2, n), groups.astype(np.int64)


def solved(rows, targets, penalty):
    """Return coefficients the plain way: of the weighted sum of squares, one over the penalty each."""
    x = rows.toarray()
    weighted = x.T / penalty
    return np.linalg.solve(weighted @ x + np.eye(x.shape[1]), weighted @ targets)


def without(groups, group, n):
    return np.concatenate([np.flatnonzero(groups != group), np.arange(len(groups), n)])


def test_coefficients_are_those_of_ridge_regression():
    rows, targets, penalty, groups = made()
    fitted = Ridge.fit(rows, targets, penalty=penalty, groups=groups)
    assert fitted.coef == pytest.approx(solved(rows, targets, penalty), abs=1e-8)
    assert fitted.score(rows[:3]) == pytest.approx(rows[:3] @ fitted.coef)


@pytest.mark.parametrize("seed", range(3))
def test_left_out_is_what_refitting_without_the_group_gives(seed):
    rows, targets, penalty, groups = made(seed=seed)
    fitted = Ridge.fit(rows, targets, penalty=penalty, groups=groups)
    for group in np.unique(groups):
        kept = without(groups, group, len(targets))
        refitted = solved(rows[kept], targets[kept], penalty[kept])
        own = np.flatnonzero(groups == group)
        assert fitted.left_out[own] == pytest.approx(rows[own] @ refitted, abs=1e-6)
        assert fitted.score_without(group, rows) == pytest.approx(rows @ refitted, abs=1e-6)


def test_rows_of_the_codebook_are_never_left_out():
    """With all coded rows in one group, what is left is the codebook alone."""
    rows, targets, penalty, groups = made()
    fitted = Ridge.fit(rows, targets, penalty=penalty, groups=np.zeros_like(groups))
    alone = solved(rows[-BOOK:], targets[-BOOK:], penalty[-BOOK:])
    assert np.abs(alone).max() > 0.01
    assert fitted.left_out == pytest.approx(rows[: len(groups)] @ alone, abs=1e-6)


def test_an_answer_has_no_part_in_its_own_left_out_score():
    rows, targets, penalty, groups = made()
    before = Ridge.fit(rows, targets, penalty=penalty, groups=groups)
    own = np.flatnonzero(groups == 1)
    targets[own] = 1 - targets[own]
    after = Ridge.fit(rows, targets, penalty=penalty, groups=groups)
    assert after.left_out[own] == pytest.approx(before.left_out[own], abs=1e-9)
    assert np.abs(after.score(rows[own]) - before.score(rows[own])).max() > 0.1


def test_a_row_with_twice_the_penalty_counts_half():
    """Two equal rows with penalty 2 are as good as one with penalty 1."""
    rows, targets, penalty, groups = made()
    twice = sparse.vstack([rows[:1], rows[:1], rows[1:]], format="csr")
    double = np.vstack([targets[:1], targets])
    one = Ridge.fit(rows, targets, penalty=np.r_[1.0, penalty[1:]], groups=groups)
    two = Ridge.fit(twice, double, penalty=np.r_[2.0, 2.0, penalty[1:]], groups=np.r_[groups[:1], groups])
    assert two.coef == pytest.approx(one.coef, abs=1e-8)


def test_step_by_step_agrees_with_at_once(monkeypatch):
    rows, targets, penalty, groups = made(n=200, features=80)
    direct = Ridge.fit(rows, targets, penalty=penalty, groups=groups)
    monkeypatch.setattr(module, "DIRECT", 10)
    steps = Ridge.fit(rows, targets, penalty=penalty, groups=groups)
    assert steps.left_out == pytest.approx(direct.left_out, abs=2e-3)
    assert steps.coef == pytest.approx(direct.coef, abs=2e-3)
    for group in np.unique(groups):
        assert steps.score_without(group, rows) == pytest.approx(direct.score_without(group, rows), abs=2e-3)


def test_step_by_step_agrees_on_text_too(monkeypatch):
    """Words that everybody uses make the equations stiffer than chance does."""
    made_up = study(documents=4)
    texts = [item.text for item in made_up.segments]
    rows = Vectors.fit(texts, "da").transform(texts)
    targets = np.asarray(
        [[CODEBOOK[code].name.lower()[:5] in text for code in CODES] for text in texts], float
    )
    penalty, groups = np.ones(len(texts)), np.repeat(np.arange(4), len(texts) // 4)
    direct = Ridge.fit(rows, targets - targets.mean(axis=0), penalty=penalty, groups=groups)
    monkeypatch.setattr(module, "DIRECT", 0)
    steps = Ridge.fit(rows, targets - targets.mean(axis=0), penalty=penalty, groups=groups)
    assert np.abs(direct.left_out).max() > 0.3
    assert steps.left_out == pytest.approx(direct.left_out, abs=2e-3)


def test_nothing_to_learn_from_gives_no_score():
    rows, targets, penalty, groups = made()
    fitted = Ridge.fit(rows[:0], targets[:0], penalty=penalty[:0], groups=groups[:0])
    assert fitted.left_out.shape == (0, 3)
    assert not fitted.score(rows).any()


def test_what_only_fitting_needs_is_let_go():
    rows, targets, penalty, groups = made()
    fitted = Ridge.fit(rows, targets, penalty=penalty, groups=groups)
    fitted.forget_groups()
    with pytest.raises(KeyError):
        fitted.score_without(0, rows)
