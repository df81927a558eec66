"""Logistic regression that starts from what is usual."""

import numpy as np
import pytest
from scipy.optimize import minimize
from sklearn.linear_model import LogisticRegression
from threadpoolctl import threadpool_limits

from qualcode.assist.logistic import fit_logistic, logit, sigmoid


@pytest.fixture(autouse=True)
def _one_thread():
    """As in the suggester; on a busy machine several threads wait for each other most of the time."""
    with threadpool_limits(limits=1, user_api="blas"):
        yield


def made(n=400, k=4, seed=0):
    """Return numbers with a first column of ones, and answers that follow them with some noise."""
    chance = np.random.default_rng(seed)
    x = np.column_stack([np.ones(n), chance.normal(size=(n, k - 1))])
    return x, (chance.random(n) < sigmoid(x @ np.linspace(-1.5, 1.5, k))).astype(float)


def loss(coef, x, y, usual, hold):
    odds = x @ coef
    return (np.logaddexp(0, odds) - y * odds).sum() + (hold * (coef - usual) ** 2).sum() / 2


def test_it_is_plain_logistic_regression_where_it_is_hardly_held():
    x, y = made()
    free = fit_logistic(x, y, usual=np.full(4, 3.0), hold=np.full(4, 1e-6))
    other = LogisticRegression(C=1e6, fit_intercept=False, tol=1e-9, max_iter=1000).fit(x, y)
    assert free == pytest.approx(other.coef_[0], abs=1e-3)


def test_it_is_ridge_logistic_regression_where_zero_is_usual():
    x, y = made()
    held = fit_logistic(x, y, usual=np.zeros(4), hold=np.full(4, 10.0))
    other = LogisticRegression(C=0.1, fit_intercept=False, tol=1e-9, max_iter=1000).fit(x, y)
    assert held == pytest.approx(other.coef_[0], abs=1e-4)


def test_it_stays_at_what_is_usual_where_it_is_held():
    x, y = made()
    usual = np.array([5.0, -3, 0, 7])
    assert fit_logistic(x, y, usual=usual, hold=np.full(4, 1e8)) == pytest.approx(usual, abs=1e-4)


def test_each_coefficient_is_held_by_itself():
    x, y = made()
    found = fit_logistic(x, y, usual=np.full(4, 9.0), hold=np.array([1e8, 1e-6, 1e8, 1e-6]))
    assert found[[0, 2]] == pytest.approx(9, abs=1e-3)
    assert (np.abs(found[[1, 3]] - 9) > 1).all()


def test_more_answers_lead_further_away():
    x, y = made(n=4000)
    away = [
        np.abs(fit_logistic(x[:n], y[:n], usual=np.full(4, 5.0), hold=np.full(4, 10.0)) - 5).max()
        for n in (20, 200, 4000)
    ]
    assert away == sorted(away)


def test_answers_that_can_be_told_apart_fully_give_finite_numbers():
    """Warnings are errors here, so an overflow would show."""
    x = np.column_stack([np.ones(40), np.r_[np.full(20, -1e3), np.full(20, 1e3)]])
    y = np.repeat([0.0, 1.0], 20)
    found = fit_logistic(x, y, usual=np.zeros(2), hold=np.full(2, 1e-6))
    assert np.isfinite(found).all()
    assert sigmoid(x @ found) == pytest.approx(y, abs=1e-3)


@pytest.mark.parametrize("answer", [0.0, 1.0])
def test_one_answer_only_gives_finite_numbers(answer):
    x, _ = made(n=50)
    found = fit_logistic(x, np.full(50, answer), usual=np.zeros(4), hold=np.full(4, 0.1))
    assert np.isfinite(found).all()
    assert np.abs(sigmoid(x @ found) - answer).max() < 0.2


@pytest.mark.parametrize("seed", range(12))
def test_it_finds_the_best_from_far_away(seed):
    """What is usual comes from another study; its numbers may be of another size altogether."""
    chance = np.random.default_rng(seed)
    n, k = int(chance.choice([20, 200])), int(chance.choice([2, 6]))
    x = np.column_stack([np.ones(n), chance.normal(size=(n, k - 1)) * chance.choice([0.1, 1, 10], k - 1)])
    y = (chance.random(n) < sigmoid(x @ chance.normal(size=k))).astype(float)
    usual, hold = chance.normal(size=k) * 10, np.full(k, chance.choice([0.1, 4]))
    found = fit_logistic(x, y, usual=usual, hold=hold)
    best = minimize(loss, found, args=(x, y, usual, hold), method="BFGS").fun
    assert loss(found, x, y, usual, hold) == pytest.approx(best, rel=1e-4, abs=1e-4)


@pytest.mark.parametrize("start", [[0.0, 0, 0, 0], [9, -9, 9, -9]])
def test_where_it_starts_changes_nothing_but_the_time(start):
    x, y = made()
    usual, hold = np.array([1.0, 0, 0, -1]), np.full(4, 2.0)
    found = fit_logistic(x, y, usual=usual, hold=hold, start=np.array(start, float))
    assert found == pytest.approx(fit_logistic(x, y, usual=usual, hold=hold), abs=1e-5)


def test_probabilities_and_odds_stay_finite_at_the_ends():
    assert sigmoid(np.array([-1e9, 0.0, 1e9])).tolist() == [0, 0.5, 1]
    assert np.isfinite(logit(np.array([0.0, 1.0]))).all()
    assert sigmoid(logit(np.array([0.01, 0.5, 0.9]))) == pytest.approx([0.01, 0.5, 0.9])
