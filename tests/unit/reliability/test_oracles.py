"""The coefficients against independent programs, which are in the development set only."""

import krippendorff
import numpy as np
import pytest
from sklearn.metrics import cohen_kappa_score

from qualcode.reliability import alpha_nominal, cohen_kappa


def ratings(seed, *, coders, units, values, missing):
    """Return coders x units: most agree with a common value, some do not, some are missing (nan)."""
    chance = np.random.default_rng(seed)
    common = chance.integers(values, size=units)
    data = np.where(
        chance.random((coders, units)) < 0.7, common, chance.integers(values, size=(coders, units))
    )
    return np.where(chance.random((coders, units)) < missing, np.nan, data)


def as_units(data):
    return [tuple(None if np.isnan(value) else int(value) for value in unit) for unit in data.T]


@pytest.mark.parametrize("seed", range(20))
def test_alpha_is_that_of_krippendorff_0_9(seed):
    data = ratings(seed, coders=2 + seed % 4, units=30, values=2 + seed % 3, missing=0.1 * (seed % 5))
    other = krippendorff.alpha(reliability_data=data, level_of_measurement="nominal")
    assert alpha_nominal(as_units(data))[0] == pytest.approx(other)


@pytest.mark.parametrize("seed", range(20))
def test_cohens_kappa_is_that_of_scikit_learn(seed):
    data = ratings(seed, coders=2, units=30, values=2 + seed % 4, missing=0)
    other = cohen_kappa_score(*data.astype(int))
    assert cohen_kappa(as_units(data))[0] == pytest.approx(other)
