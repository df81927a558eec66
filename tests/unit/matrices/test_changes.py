"""Two studies side by side: what changed, what few sites can tell, and a figure that says no more than it may."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as options
from hypothesis import strategies as st
from scipy.stats import barnard_exact, binom

from figure_checks import assert_clean, marks, texts
from qualcode.matrices.change import CHANGE_COLUMNS, There, changes, there_of
from qualcode.matrices.change_words import phrase
from qualcode.matrices.plot_change import to_word
from qualcode.matrices.reference import Own, Reference
from qualcode.matrices.two_shares import difference_interval
from talk import BOOK, MOEDER, POLITI, SKOLE, TILLID, TRAVLHED


def own(sites, word="nogle"):
    return Own(sites, sites, sites, word)


def held(here, there, *, sites=6, other_sites=6, of=None, of_there=None, language="en"):
    return changes(
        here,
        there,
        codebook=BOOK,
        of=of or {},
        of_there=of_there or {},
        sites=sites,
        other_sites=other_sites,
        other="the old one",
        language=language,
    )


def one(here, there, **more):
    place = (POLITI, TILLID, "boern")
    mine, theirs = {place: own(here)} if here else {}, {place: There(*there)} if there else {}
    [row] = held(mine, theirs, **more)
    return row


@pytest.mark.parametrize(
    ("here", "there", "sites", "other", "kind", "apart"),
    [
        (4, (2, 2), 6, 3, "same", False),
        (4, (1, 1), 6, 3, "stronger", False),
        (2, (3, 3), 3, 6, "stronger", False),
        (1, (6, 6), 6, 6, "weaker", True),
        (3, (6, 6), 6, 6, "weaker", False),
        (6, None, 6, 6, "new", True),
        (2, None, 6, 6, "new", False),
        (0, (6, 6), 6, 6, "gone", True),
        (0, (6, 6), 1, 6, "gone", False),  # one municipality cannot differ from six
        (4, (3, 5), 6, 6, "same", False),  # a word that stands for three to five
        (6, (3, 4), 6, 6, "stronger", False),
    ],
)
def test_what_changed(here, there, sites, other, kind, apart):
    row = one(here, there, sites=sites, other_sites=other)
    assert (row.kind, row.told_apart) == (kind, apart)


def test_the_words_say_what_cannot_be_told():
    assert phrase(one(4, (1, 1), other_sites=3), "en") == "stronger, but cannot be told apart"
    assert phrase(one(4, (1, 1), other_sites=3), "da") == "stærkere, men de to kan ikke skelnes"
    assert phrase(one(0, (6, 6)), "da") == "forsvundet"


def test_where_nobody_of_an_area_was_interviewed_nothing_is_gone():
    row = one(0, (4, 4), of={"boern": 0})
    assert (row.kind, row.told_apart) == ("not asked", False)


def test_an_area_counts_by_the_sites_where_it_was_heard():
    row = one(2, (2, 2), of={"boern": 2}, of_there={"boern": 6})
    assert row.interval[0] == pytest.approx(1 - 2 / 6)


def test_the_summary_warns_where_nothing_can_be_told():
    place = (POLITI, TILLID, "boern")
    few = held({place: own(1)}, {}, sites=1).lines()
    assert any("not even the largest" in line for line in few)
    assert not any("not even the largest" in line for line in held({place: own(1)}, {}).lines())
    frame = held({place: own(1)}, {place: There(2, 2, "et par", ("x",), ("merged",))}).to_frame()
    assert tuple(frame.columns) == CHANGE_COLUMNS
    assert frame.loc[0, ["change", "told_apart", "note"]].tolist() == ["weaker", False, "merged"]


def test_codes_that_became_one_have_a_range():
    """Two codes at three and two sites are one code at three to five, and nobody knows at how many."""
    rows = [
        Reference("", "p", "a", "boern", "nogle", 3, 3),
        Reference("", "p", "b", "boern", "et par", 2, 2),
        Reference("", "p", "gone", "boern", "et par", 2, 2),
    ]
    here = {"p": POLITI, "a": TILLID, "b": TILLID, "gone": ""}
    found = there_of(rows, here, {"a": "redefined"}, of={"boern": 4}, sites=6)
    assert set(found) == {(POLITI, TILLID, "boern")}
    [there] = found.values()
    assert (there.low, there.high) == (3, 4)
    assert there.notes == ("merged", "redefined")
    assert set(there.codes) == {"a", "b", "p"}


@pytest.mark.parametrize(("n", "m"), [(6, 6), (6, 1), (3, 6), (5, 9)])
def test_the_interval_holds_whatever_the_true_shares(n, m):
    bounds = np.array([[difference_interval(x, n, y, m) for y in range(m + 1)] for x in range(n + 1)])
    for p in np.linspace(0.03, 0.97, 15):
        for q in np.linspace(0.03, 0.97, 15):
            chance = np.outer(binom.pmf(range(n + 1), n, p), binom.pmf(range(m + 1), m, q))
            inside = (bounds[..., 0] <= p - q + 1e-9) & (p - q - 1e-9 <= bounds[..., 1])
            assert chance[inside].sum() >= 0.95


@options(max_examples=25)
@given(st.integers(1, 7), st.integers(1, 7), st.data())
def test_it_agrees_with_barnards_test(n, m, data):
    x, y = data.draw(st.integers(0, n)), data.draw(st.integers(0, m))
    low, high = difference_interval(x, n, y, m)
    assert low <= x / n - y / m <= high
    swapped = difference_interval(y, m, x, n)
    assert swapped == pytest.approx((-high, -low))
    table = [[x, y], [n - x, m - y]]
    p = min(barnard_exact(table, alternative=side).pvalue for side in ("less", "greater"))
    if abs(p - 0.025) > 0.005 and 0 < x + y < n + m:
        # Never says more than the test; on a grid it may say a little less.
        assert not (low > 0 or high < 0) or p < 0.025


def test_with_many_sites_it_is_quick_and_short():
    low, high = difference_interval(60, 80, 30, 80)
    assert 0.2 < low < 0.375 < high < 0.55


def test_nobody_asked_is_everything_possible():
    assert difference_interval(0, 0, 3, 6) == (-1.0, 1.0)


def drawn(audience):
    here = {
        (POLITI, TILLID, "boern"): own(6),
        (SKOLE, MOEDER, "boern"): own(3),
        ("", TRAVLHED, "boern"): own(1),
    }
    there = {(POLITI, TILLID, "boern"): There(1, 1), (SKOLE, MOEDER, "boern"): There(3, 3)}
    return held(here, there, language="da").plot(audience=audience)


@pytest.mark.parametrize("audience", ["print", "team"])
def test_the_figure_is_clean(audience):
    [figure] = drawn(audience)
    assert_clean(figure)
    assert {"Politiet", "Skolen", "På tværs af partnere", "Tillid"} <= set(texts(figure))


def test_print_has_words_and_no_numbers():
    [figure] = drawn("print")
    written = " ".join(texts(figure))
    assert "halvdelen" in written
    assert "%" not in written
    assert "6 steder" not in written
    [team] = drawn("team")
    assert "6 steder" in " ".join(texts(team))
    assert "50 %" in texts(team)


def test_in_print_a_mark_stands_at_a_word():
    """Between words it would tell the number of sites: 4 of 6."""
    [figure] = drawn("print")
    places = {round(x) for _, (x, _), _ in marks(figure)}
    assert len(places) <= 5 + 2  # the words, and the two of the legend
    assert {to_word(n / 6, 6) for n in range(7)} == {0.0, 0.25, 0.5, 0.75, 1.0}
    assert {to_word(n / of, of) for of in range(2, 40) for n in (1, 2)} == {0.25}, (
        "one site is not told from two"
    )


def test_many_themes_take_several_pages_that_repeat_the_partner():
    codes = [f"{branch.id}" for branch in BOOK if branch.id.startswith(("fremmer.", "barriere."))]
    partners = [code.id for code in BOOK if code.id.startswith("partner.")]
    here = {
        (p, c, a): own(1 + at % 6)
        for at, (p, c, a) in enumerate((p, c, "boern") for p in partners for c in codes)
    }
    found = held(here, {}, language="da")
    pages = found.plot(most=400)
    for page in pages:
        assert_clean(page)
    assert sum("Tillid" in line for page in pages for line in texts(page)) == len(partners)
    assert found.plot(branch="fremmer.moeder", most=2)[0] is not None
    assert held({}, {}).plot() == ()
