"""Damage shows: no damaged file ever gives another study without a word."""

import os
import sqlite3
from collections import Counter

import pytest

from qualcode.errors import StoreDamagedError, StoreError
from qualcode.model import Memo
from qualcode.store import Store
from store.mutating import SECRET, run
from store.samples import coding, everything, made

MUTATIONS = int(os.environ.get("QUALCODE_MUTATIONS", "60"))


def test_random_damage_is_always_noticed(tmp_path):
    """None silent, none with a traceback, the file untouched, the last good backup named."""
    found = run(tmp_path, MUTATIONS, seed=int(os.environ.get("QUALCODE_SEED", "7")))
    assert set(found) <= {"detected", "harmless", "refused"}, Counter(found)
    assert found["detected"] > MUTATIONS // 4


def changed_by_sql(path, *statements):
    """Change a store in ways that leave every page in order."""
    connection = sqlite3.connect(path)
    with connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE content SET body = replace(body, 'skolen', 'Skolen')",
        "UPDATE content SET body = CAST(body AS BLOB)",
        "DELETE FROM content WHERE body LIKE '%skolen%'",
        "UPDATE coding SET start = start + 1",
        "UPDATE coding SET withdrawn = 1",
        "UPDATE coding SET coder = 'bo'",
        "UPDATE coding SET checksum = checksum + 1",
        "UPDATE document SET name = 'c' WHERE name = 'a'",
        "UPDATE codebook SET number = 7",
        "UPDATE code SET uuid = 'x'",
        "UPDATE action SET actor = 'nobody'",
        "UPDATE meta SET value = 'other' WHERE key = 'study_id'",
        "DELETE FROM meta",
        "DELETE FROM version",
        "DELETE FROM code",
        "DELETE FROM alembic_version",
        "CREATE INDEX extra ON coding (start)",
        "DROP TABLE memo",
    ],
)
def test_a_value_that_qualcode_did_not_write_is_noticed(tmp_path, statement):
    """Another program's hand in the file is damage as well; the row's words are in no message."""
    path = tmp_path / "study.db"
    with made(path) as store:
        store.add_codings([coding(store.version("a"), memo=SECRET)], actor="anna")
    changed_by_sql(path, statement)
    with pytest.raises(StoreDamagedError) as error, Store.open(path) as damaged:
        everything(damaged)
    assert error.value.code == "QC-ST05"
    assert SECRET not in str(error.value)
    assert "Skolen" not in str(error.value)


@pytest.mark.parametrize(
    ("statement", "finding"),
    [
        ("UPDATE coding SET to_rev = 3 WHERE 0", None),
        ("UPDATE content SET body = body || ' '", "its SHA-256 does not fit"),
        ("UPDATE memo SET text = 'x'", "a checksum in table 'memo' does not fit"),
        ("UPDATE coding SET to_rev = NULL, from_rev = 99", "a row names another that is not there"),
        ("DELETE FROM version WHERE number = 1 AND document = 1", "its version of the document is not there"),
    ],
)
def test_the_check_says_what_it_found(tmp_path, statement, finding):
    path = tmp_path / "study.db"
    with made(path) as store:
        store.add_codings([coding(store.version("a"))], actor="anna")
        store.put_memo(Memo("m", "study", "", "tanke"), actor="anna")
    changed_by_sql(path, statement)
    with Store.open(path) as damaged:
        found = {problem.found for problem in damaged.check()}
    assert found == ({finding} if finding else set())


def test_text_that_is_no_utf8_is_damage_and_stays_out_of_the_message(tmp_path):
    """The driver's own error would quote the text."""
    path = tmp_path / "study.db"
    made(path).close()
    changed_by_sql(path, f"UPDATE content SET body = CAST(x'{SECRET.encode().hex()}ff' AS TEXT)")
    with Store.open(path) as damaged:
        with pytest.raises(StoreDamagedError) as error:
            damaged.version("a")
        assert SECRET not in str(error.value)
        assert error.value.__cause__ is None
        assert error.value.__suppress_context__
        assert [problem.where for problem in damaged.check()] == ["store"]


def test_damage_without_a_known_backup_says_so(tmp_path):
    path = tmp_path / "study.db"
    made(path).close()
    path.write_bytes(path.read_bytes()[:20_000])
    with pytest.raises(StoreError, match="No backup is known"):
        Store.open(path)
