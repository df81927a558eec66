"""Texts as numbers: alike where people say the same thing, and the same numbers everywhere."""

import numpy as np
import pytest

from qualcode.assist import vectors as module
from qualcode.assist.vectors import CHARACTERS, WORDS, Vectors, items_of
from unit.assist.made_up import CODEBOOK, study

TEXTS = [item.text for item in study(documents=2).segments]


@pytest.fixture(scope="module")
def fitted():
    return Vectors.fit(TEXTS, "da")


def lengths(rows):
    return np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())


def alike(fitted, one, other):
    rows = fitted.transform([one, other])
    return float((rows[0] @ rows[1].T).toarray()[0, 0])


def test_rows_have_length_one(fitted):
    assert lengths(fitted.transform(TEXTS)) == pytest.approx(1, abs=1e-5)


def test_a_row_with_something_in_one_block_has_that_block_s_share():
    """``xa`` was never seen, but a word with its n-gram was: only characters are left."""
    row = Vectors.fit(["xab"], "xx").transform(["xa"])
    assert lengths(row)[0] == pytest.approx(np.sqrt(CHARACTERS), abs=1e-6)
    assert pytest.approx(1) == CHARACTERS + WORDS


def test_features_that_were_never_seen_are_left_out(fitted):
    assert fitted.transform(["qqqq wwww"]).nnz == 0
    assert fitted.transform(["", "👍", "12", "[person 3]"]).nnz == 0
    assert (fitted.transform(["politiet qqqq"]) != fitted.transform(["politiet"])).nnz == 0


def test_no_texts_are_no_rows(fitted):
    assert fitted.transform([]).shape == (0, fitted.width)
    assert Vectors.fit([], "da").transform(["politiet"]).shape == (1, 0)


def test_rare_features_weigh_more():
    fitted = Vectors.fit(["politiet her"] * 9 + ["skolen her"], "da")
    row = fitted.transform(["politiet skolen"]).toarray()[0]
    police, school = (np.abs(row[fitted.places((word,))]).max() for word in ("politiet", "skolen"))
    assert school > police


def test_memory_is_bounded_without_changing_the_result(fitted, monkeypatch):
    whole = fitted.transform(TEXTS)
    monkeypatch.setattr(module, "_AT_ONCE", 7)
    again = Vectors.fit(TEXTS, "da")
    assert all(np.array_equal(a, b) for a, b in zip(again.columns, fitted.columns, strict=True))
    assert all(np.array_equal(a, b) for a, b in zip(again.weights, fitted.weights, strict=True))
    assert np.abs(again.transform(TEXTS) - whole).max() < 1e-6


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("lokalbetjenten", "betjent"),
        ("betjentene", "betjent"),
        ("risikovurderinger", "en vurdering"),
        ("børneteamet", "barnet"),
        ("krisecentrene", "mandekrisecenter"),
    ],
)
def test_inflected_forms_and_compounds_are_near_each_other(one, other):
    everything = ["lokalbetjenten", "risikovurderinger", "børneteamet", "mandekrisecenter", "barnet", *TEXTS]
    fitted = Vectors.fit([*everything, one, other], "da")
    unrelated = max(alike(fitted, one, f"de {word}") for word in ("ventelisten", "frikvartererne", "kaffen"))
    assert alike(fitted, one, other) > unrelated + 0.1


def test_a_phrase_is_more_than_its_words():
    """Pairs of neighbours count."""
    fitted = Vectors.fit(["der mangler tid", "tid mangler der"], "da")
    assert alike(fitted, "der mangler tid", "tid mangler der") < 0.95


def test_a_pair_reaches_over_a_pseudonym_and_counts_each_time():
    counted = items_of("Skolen [person 2] ringede. Skolen ringede")
    assert counted["skolen", "ringede"] == 2
    assert counted["ringede", "skolen"] == 1
    assert counted["skolen",] == 2


@pytest.mark.parametrize("text", [TEXTS[0], TEXTS[1], "haha hahaha nananana", "kom kom kom"])
def test_places_of_the_items_are_the_columns_of_the_row(text):
    """What explains a score must speak of the same columns as what makes it, as often."""
    fitted = Vectors.fit([*TEXTS, text], "da")
    times = np.zeros(fitted.width)
    for item, count in items_of(text).items():
        np.add.at(times, fitted.places(item), count)
    row = fitted.transform([text])
    assert set(np.flatnonzero(times)) == set(row.indices)
    for block, share in (
        (slice(0, len(fitted.columns[0])), CHARACTERS),
        (slice(len(fitted.columns[0]), None), WORDS),
    ):
        weight = np.concatenate(fitted.weights)[block]
        expected = np.where(times[block] > 0, (1 + np.log(np.maximum(times[block], 1))) * weight, 0)
        expected *= np.sqrt(share) / np.linalg.norm(expected)
        assert row.toarray()[0, block] == pytest.approx(expected, abs=1e-5)


def test_places_of_an_unseen_item_are_none(fitted):
    assert len(fitted.places(("qqqq",))) == 0
    assert len(Vectors.fit([], "da").places(("politiet",))) == 0


def test_no_word_is_kept():
    fitted = Vectors.fit(["hemmelighed"], "da")
    assert "hemmelighed" not in repr(fitted)
    assert CODEBOOK.title not in repr(fitted)
