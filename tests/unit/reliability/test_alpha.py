"""Alpha is checked against published worked examples, and never invents a number."""

import pytest

from qualcode.reliability import alpha_nominal, percent_agreement

N = None

# Krippendorff, K. (2011), Computing Krippendorff's Alpha-Reliability, section C: four observers, twelve units, missing data;
# nominal alpha .743. (The same data in Content Analysis, 4th ed., ch. 12.)
FOUR_OBSERVERS = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, N, N, N),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, N, 3),
    (N, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, N),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, N),
)
# Section A: binary data, two observers, ten units: alpha .095.
TWO_OBSERVERS_BINARY = ((0, 1, 0, 0, 0, 0, 0, 0, 1, 0), (1, 1, 1, 0, 0, 1, 0, 0, 0, 0))
# Section B: nominal data, two observers, twelve units: alpha .692.
TWO_OBSERVERS = (tuple("aabbdcccedda"), tuple("babbbccceddd"))
# The worked example of the article "Krippendorff's alpha" in the English Wikipedia: three coders, fifteen units; nominal alpha .691.
THREE_CODERS = (
    (N, N, N, N, N, 3, 4, 1, 2, 1, 1, 3, 3, N, 3),
    (1, N, 2, 1, 3, 3, 4, 3, N, N, N, N, N, N, N),
    (N, N, 2, 1, 3, 4, 4, N, 2, 1, 1, 3, 3, N, 4),
)


@pytest.mark.parametrize(
    ("data", "published"),
    [
        (FOUR_OBSERVERS, 0.743),
        (TWO_OBSERVERS_BINARY, 0.095),
        (TWO_OBSERVERS, 0.692),
        (THREE_CODERS, 0.691),
    ],
    ids=["missing", "binary", "nominal", "three coders"],
)
def test_published_examples(data, published):
    value, reason = alpha_nominal(zip(*data, strict=True))
    assert (round(value, 3), reason) == (published, "")


def test_coders_who_never_differ_in_what_they_say_have_no_alpha():
    """All present, or all absent: chance explains everything, and 1 would be a lie."""
    value, reason = alpha_nominal([(True, True)] * 20)
    assert value is None
    assert "same" in reason


def test_without_overlap_there_is_nothing_to_compare():
    assert alpha_nominal([(1, None), (None, 2)])[0] is None
    assert percent_agreement([(1, None)])[0] is None


def test_two_coders_at_chance_are_at_zero_and_not_high():
    """90 % yes each, independent: percentage is high, alpha is about nothing."""
    units = [(True, True)] * 81 + [(True, False)] * 9 + [(False, True)] * 9 + [(False, False)]
    value, _ = alpha_nominal(units)
    assert abs(value) < 0.01
    assert percent_agreement(units)[0] == 0.82


def test_opposite_coders_are_below_zero():
    assert alpha_nominal([(1, 0), (0, 1)] * 5)[0] < 0
