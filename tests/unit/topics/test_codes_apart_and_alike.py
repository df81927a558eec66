"""Codes that are really two, and pairs that are really one: made-up passages where the answer is known."""

import numpy as np
import pytest

from qualcode.topics.alike import codes_alike
from qualcode.topics.apart import codes_apart, fall_apart
from qualcode.topics.vectors import directions, word_rows

SCHOOL = [
    "skole",
    "lærer",
    "elev",
    "klasse",
    "underretning",
    "skema",
    "frikvarter",
    "forældre",
    "fravær",
    "pædagog",
]
POLICE = [
    "politi",
    "vold",
    "trussel",
    "anmeldelse",
    "betjent",
    "afhøring",
    "patrulje",
    "efterforskning",
    "station",
    "sigtelse",
]
CLINIC = [
    "læge",
    "sygeplejerske",
    "klinik",
    "patient",
    "behandling",
    "journal",
    "hospital",
    "medicin",
    "psykiater",
    "indlæggelse",
]


def talk(words, n, seed):
    """Passages of six words each, drawn from a theme's."""
    random = np.random.default_rng(seed)
    return [list(random.choice(words, 6, replace=False)) for _ in range(n)]


def study(*themes, n=24):
    passages = [passage for seed, words in enumerate(themes) for passage in talk(words, n, seed)]
    documents = [f"d{at % 4}" for at in range(len(passages))]
    return directions(word_rows(passages, "da")), documents


def marked(*columns, n):
    return np.array([[row in column for column in columns] for row in range(n)], bool)


def test_a_code_of_two_themes_falls_apart_into_them():
    vectors, documents = study(SCHOOL, POLICE, CLINIC)
    table = marked(range(48), range(48, 72), n=72)
    [found] = codes_apart(vectors, table, ["mixed", "clinic"], documents)
    assert found.code == "mixed"
    assert {frozenset(part) for part in found.parts} == {frozenset(range(24)), frozenset(range(24, 48))}
    assert found.p <= 0.05
    assert found.tried == 2


def test_a_code_of_one_theme_does_not():
    vectors, documents = study(SCHOOL, POLICE)
    assert codes_apart(vectors, marked(range(24), range(24, 48), n=48), ["s", "p"], documents) == []


def test_what_another_code_tells_apart_is_no_reason_to_split():
    """A barrier that is said of schools and of the police: the partners' codes say so already."""
    vectors, documents = study(SCHOOL, POLICE, CLINIC)
    table = marked(range(48), range(24), range(24, 48), n=72)
    assert "barrier" not in {
        one.code for one in codes_apart(vectors, table, ["barrier", "school", "police"], documents)
    }


def test_too_few_passages_or_interviews_are_not_tried():
    vectors, documents = study(SCHOOL, POLICE, n=7)
    assert codes_apart(vectors, marked(range(14), n=14), ["x"], documents) == []
    vectors, _ = study(SCHOOL, POLICE)
    assert codes_apart(vectors, marked(range(48), n=48), ["x"], ["d0"] * 48) == []


def test_one_cloud_is_seldom_called_two():
    """The level holds: of 30 clouds of one piece, about one in twenty passes, and never many."""
    random = np.random.default_rng(5)
    below = sum(fall_apart(random.normal(size=(24, 8)))[2] <= 0.05 for _ in range(30))
    assert below <= 5


def test_the_same_passages_may_be_one_code():
    vectors, documents = study(SCHOOL, POLICE)
    table = marked(range(20), range(1, 21), range(24, 48), n=48)
    [pair] = codes_alike(vectors, table, ["b.one", "b.same", "b.other"], documents)
    assert (pair.code, pair.other, pair.why) == ("b.one", "b.same", "passages")
    assert (pair.both, pair.only_code, pair.only_other) == (19, 1, 1)
    assert pair.jaccard_low < pair.jaccard == 19 / 21


def test_the_same_words_may_be_one_code_and_other_words_are_not():
    vectors, documents = study(SCHOOL, SCHOOL, POLICE, n=120)
    table = marked(range(120), range(120, 240), range(240, 360), n=360)
    [pair] = codes_alike(vectors, table, ["b.one", "b.same", "b.other"], documents)
    assert (pair.code, pair.other, pair.why) == ("b.one", "b.same", "words")
    assert pair.auc_high <= 0.65


def test_few_passages_are_no_proof_that_words_are_the_same():
    vectors, documents = study(SCHOOL, SCHOOL, n=14)
    assert codes_alike(vectors, marked(range(14), range(14, 28), n=28), ["b.one", "b.same"], documents) == []


@pytest.mark.parametrize("codes", [["partner.x", "barriere.x"], ["b", "b.below"]])
def test_codes_of_two_branches_or_above_each_other_are_no_pair(codes):
    vectors, documents = study(SCHOOL, POLICE)
    assert codes_alike(vectors, marked(range(24), range(24), n=48), codes, documents) == []
