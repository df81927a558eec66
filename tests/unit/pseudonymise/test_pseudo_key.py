"""The key: who is which pseudonym."""

import stat

import pytest

from qualcode.errors import PseudonymisationError
from qualcode.pseudonymise import Key, open_key, save_key


def test_numbers_follow_the_order_of_first_appearance():
    """The same study gives the same pseudonyms."""
    key = Key()
    given = [key.pseudonym("PERSON", name) for name in ("ali", "bo", "ali")]
    assert [*given, key.pseudonym("PLACE", "ali")] == ["[person 1]", "[person 2]", "[person 1]", "[sted 1]"]


def test_what_is_not_told_apart_is_not_kept():
    """A list of CPR numbers in the key would only be one more thing to steal."""
    key = Key()
    assert key.pseudonym("CPR", "0101901234") == "[cpr-nummer]"
    assert len(key) == 0


def test_it_comes_back_and_goes_on(tmp_path):
    """A later import goes on numbering."""
    key = Key()
    for name in ("ali", "0045", "=hyp", "bo's søn"):
        key.pseudonym("PERSON", name)
    path = tmp_path / "private" / "key.csv"
    save_key(key, path)
    again = open_key(path)
    assert list(again) == list(key)
    assert again.pseudonym("PERSON", "ny") == "[person 5]"


def test_only_the_owner_can_read_it(tmp_path):
    """The key alone turns pseudonyms back into people."""
    path = tmp_path / "private" / "key.csv"
    save_key(Key(), path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_no_file_yet_is_an_empty_key(tmp_path):
    """The first plan of a study has no key before it."""
    assert len(open_key(tmp_path / "key.csv")) == 0


def test_a_person_may_give_two_entries_one_pseudonym(tmp_path):
    """Only a person knows that Fatima and her nickname are one."""
    path = tmp_path / "key.csv"
    path.write_text("label,entity,pseudonym\nPERSON,fatima,[person 1]\nPERSON,zuzu,[person 1]\n")
    key = open_key(path)
    assert key.pseudonym("PERSON", "Zuzu") == "[person 1]"
    assert key.forget("[person 1]") == 2
    assert len(key) == 0


def test_a_damaged_key_is_refused_without_its_content(tmp_path):
    """An error message is the last place where a name should stand."""
    path = tmp_path / "key.csv"
    path.write_text("label,entity,pseudonym\nPERSON,fatima,\nPERSON,ali,[person 1]\nPERSON,ALI,[person 2]\n")
    with pytest.raises(PseudonymisationError) as caught:
        open_key(path)
    assert caught.value.code == "QC-PS02"
    assert [problem.where for problem in caught.value.problems] == ["row 2", "row 4"]
    assert "ali" not in str(caught.value).casefold()


def test_repr_counts_only():
    """Keys stand in notebooks' variables."""
    key = Key()
    key.pseudonym("PERSON", "fatima")
    assert repr(key) == "Key(1 entry)"
