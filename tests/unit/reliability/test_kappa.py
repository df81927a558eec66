"""Kappa against the worked examples of the papers that defined it."""

import pytest

from qualcode.reliability import alpha_nominal, cohen_kappa, fleiss_kappa, light_kappa, percent_agreement

# Cohen, J. (1960), A coefficient of agreement for nominal scales, Educational and Psychological Measurement 20(1),
# table 2: two judges, 200 cases, three diagnoses; p_o = .70, p_e = .41, kappa = .492.
COHEN = ((88, 14, 18), (10, 40, 10), (2, 6, 12))

# Fleiss, J. L. (1971), Measuring nominal scale agreement among many raters, Psychological Bulletin 76(5), table 1: 30 patients,
# six psychiatrists; depression, personality disorder, schizophrenia, neurosis, other. P = .556, P_e = .220, kappa = .430.
FLEISS = """
00060 03003 01401 00006 03030 20400 00402 20310 20040 00006 10050 11040 03300 10050 02031
00501 30012 51000 02040 10203 00006 01050 02013 20040 10041 05010 40002 02040 10500 00006
"""

# The worked example of the article "Fleiss' kappa" in the English Wikipedia: ten units, fourteen raters; kappa = .210.
TEN_UNITS = (
    (0, 0, 0, 0, 14), (0, 2, 6, 4, 2), (0, 0, 3, 5, 6), (0, 3, 9, 2, 0), (2, 2, 8, 1, 1),
    (7, 7, 0, 0, 0), (3, 2, 6, 3, 0), (2, 5, 3, 2, 2), (6, 5, 2, 1, 0), (0, 2, 2, 3, 7),
)  # fmt: skip


def of_table(table):
    """``of_table(((2, 1), (0, 3)))``: two units both called 0, one called 0 and 1, three both called 1."""
    return [(one, other) for one, row in enumerate(table) for other, n in enumerate(row) for _ in range(n)]


def of_counts(rows):
    return [tuple(value for value, n in enumerate(row) for _ in range(n)) for row in rows]


DIAGNOSES = of_counts([int(n) for n in patient] for patient in FLEISS.split())


def test_cohen_1960():
    units = of_table(COHEN)
    assert len(units) == 200
    assert percent_agreement(units)[0] == 0.70
    value, reason = cohen_kappa(units)
    assert (round(value, 3), reason) == (0.492, "")


def test_fleiss_1971():
    assert (len(DIAGNOSES), {len(unit) for unit in DIAGNOSES}) == (30, {6})
    assert round(percent_agreement(DIAGNOSES)[0], 3) == 0.556
    value, reason = fleiss_kappa(DIAGNOSES)
    assert (round(value, 3), reason) == (0.430, "")


def test_fleiss_with_fourteen_raters():
    assert round(fleiss_kappa(of_counts(TEN_UNITS))[0], 3) == 0.210


def test_alpha_is_fleiss_kappa_corrected_for_the_number_of_values():
    n = 30 * 6
    alpha, kappa = alpha_nominal(DIAGNOSES)[0], fleiss_kappa(DIAGNOSES)[0]
    assert 1 - alpha == pytest.approx((1 - kappa) * (1 - 1 / n))
    assert alpha > kappa


def test_habits_that_differ_raise_cohens_kappa_and_not_alpha():
    """Krippendorff's objection: the more two coders differ in how often they use a code, the less agreement Cohen expects."""
    alike, unlike = of_table(((40, 10), (10, 40))), of_table(((40, 20), (0, 40)))
    assert cohen_kappa(alike)[0] < cohen_kappa(unlike)[0]
    assert alpha_nominal(alike) == alpha_nominal(unlike)


def test_lights_kappa_is_the_mean_over_the_pairs():
    units = [("a", "a", "b"), ("b", "b", "b"), ("a", "b", "a"), ("b", "b", "b"), ("a", "a", "a")]
    pairs = [cohen_kappa([(u[a], u[b]) for u in units])[0] for a, b in ((0, 1), (0, 2), (1, 2))]
    assert len(set(pairs)) > 1
    assert light_kappa(units)[0] == pytest.approx(sum(pairs) / 3)


def test_lights_kappa_of_two_is_cohens():
    assert light_kappa(of_table(COHEN)) == cohen_kappa(of_table(COHEN))


def test_a_pair_without_a_kappa_leaves_no_mean():
    """The mean of the other pairs would be one of chosen pairs."""
    value, reason = light_kappa([(1, 1, 0), (1, 1, 1), (1, 1, 0)])
    assert value is None
    assert "1 of 3 pairs" in reason


def test_a_pair_that_shares_nothing_is_left_out():
    units = [(1, 1, None), (0, 1, None), (None, 1, 1), (None, 0, 0), (0, 0, None)]
    pairs = [cohen_kappa([(u[a], u[b]) for u in units])[0] for a, b in ((0, 1), (1, 2))]
    assert light_kappa(units)[0] == pytest.approx(sum(pairs) / 2)


def test_fleiss_takes_the_units_that_all_coded():
    complete = [(1, 1, 0), (0, 0, 0), (1, 0, 1)]
    assert fleiss_kappa([*complete, (1, None, 0), (0, 0, None)]) == fleiss_kappa(complete)


@pytest.mark.parametrize(
    ("kappa", "units", "why"),
    [
        (cohen_kappa, [(1, 1)] * 9, "same value"),
        (cohen_kappa, [(1, None), (None, 0)], "two coders"),
        (cohen_kappa, [], "two coders"),
        (light_kappa, [(1, 1)] * 9, "same value"),
        (light_kappa, [], "two coders"),
        (fleiss_kappa, [(1, 1, 1)] * 9, "same"),
        (fleiss_kappa, [(1, None, 1), (None, 0, 0)], "all coders"),
        (fleiss_kappa, [(1,), (0,)], "all coders"),
        (fleiss_kappa, [], "all coders"),
    ],
)
def test_undefined_is_none_with_a_reason(kappa, units, why):
    value, reason = kappa(units)
    assert value is None
    assert why in reason


def test_one_coder_who_never_uses_the_code_is_at_chance():
    """Defined, and 0: the other's habits alone would give as much agreement."""
    assert cohen_kappa([(1, 0), (0, 0), (1, 0), (0, 0)]) == (0.0, "")
