"""Damage shows: no damaged file ever gives another study without a word."""

import os
import sqlite3
from collections import Counter

import pytest

from qualcode.errors import StoreDamagedError, StoreError
from qualcode.model import Memo, Span
from qualcode.store import (
    Store,
    decisionrows,
    finishing,
    history,
    quoterows,
    replying,
    settlementrows,
    tables,
)
from qualcode.store.codingrows import read_rows
from store.mutating import SECRET, run
from store.samples import (
    agreed,
    by_turns,
    clearance,
    coding,
    decision,
    everything,
    made,
    quote,
    reply,
    rewritten,
    settlement,
    suggestion,
)

MUTATIONS = int(os.environ.get("QUALCODE_MUTATIONS", "60"))


@pytest.mark.slow
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
        "UPDATE decision SET score = score + 1e-9",
        "UPDATE decision SET answer = 'later', became = NULL",
        "UPDATE decision SET coder = 'bo'",
        "UPDATE decision SET made = 0",
        "UPDATE decision SET checksum = checksum + 1",
        "DROP TABLE decision",
        "UPDATE round SET opened_at = ''",
        "UPDATE round SET number = 3",
        "UPDATE finished SET coder = 'bo'",
        "UPDATE finished SET round = 2",
        "UPDATE settlement SET outcome = 'none'",
        "UPDATE settlement SET codings = '[]'",
        "UPDATE settlement SET stop = stop + 1",
        "UPDATE settlement SET checksum = checksum + 1",
        "DROP TABLE settlement",
        "UPDATE quote SET text = 'Vi ringer aldrig'",
        "UPDATE quote SET pieces = '[0,3]'",
        "UPDATE quote SET stop = stop + 1",
        "UPDATE quote SET area = 'adults'",
        "UPDATE quote SET checksum = checksum + 1",
        "UPDATE reply SET answer = 'approved'",
        "UPDATE reply SET text = ''",
        "UPDATE reply SET answered_at = '2020-01-01'",
        "UPDATE reply SET item = 'f_2'",
        "UPDATE reply SET document = 2",
        "DROP TABLE reply",
        "UPDATE clearance SET decision = 'print'",
        "UPDATE clearance SET item = 'f_2'",
        "UPDATE clearance SET seal = 'ffff'",
        "DROP TABLE clearance",
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
        store.decide([decision(suggestion(store.version("a"), 9, 12))], actor="anna")
        store.start_round(actor="lis")
        store.open_round(2, actor="lis")
        store.finish("a", "anna", actor="anna")
        store.settle(
            [(settlement(store.version("a"), memo=SECRET), [agreed(store.version("a"))])], actor="lis"
        )
        said = quote(store.version("a"), (0, 9), area=SECRET)
        store.put_quotes([said], actor="anna")
        store.add_replies([reply(said, "withdrawn", SECRET, comment=SECRET)], actor="anna")
        store.clear([clearance("f_1", "hold", reason=SECRET)], actor="lis")
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
        ("UPDATE decision SET rank = 2", "a checksum in table 'decision' does not fit"),
        ("UPDATE coding SET to_rev = NULL, from_rev = 99", "a row names another that is not there"),
        ("DELETE FROM version WHERE number = 1 AND document = 1", "its version of the document is not there"),
    ],
)
def test_the_check_says_what_it_found(tmp_path, statement, finding):
    path = tmp_path / "study.db"
    with made(path) as store:
        store.add_codings([coding(store.version("a"))], actor="anna")
        store.put_memo(Memo("m", "study", "", "tanke"), actor="anna")
        store.decide([decision(suggestion(store.version("b")))], actor="anna")
    changed_by_sql(path, statement)
    with Store.open(path) as damaged:
        found = {problem.found for problem in damaged.check()}
    assert found == ({finding} if finding else set())


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        ({"stop": 10**6}, "it reaches beyond its text"),
        ({"code": 1}, "its code is not in the codebook"),
        ({"version": "0" * 12}, "its version of the document is not there"),
        ({"old": True}, "it stands on an earlier text"),
    ],
    ids=["beyond", "code", "version", "text"],
)
def test_the_check_looks_at_whether_codings_fit(store, change, finding):
    """What no method writes: an error of ours, or of a migration, would show here."""
    store.add_codings([coding(store.version("a"))], actor="anna")
    (row,) = read(store)
    if change.pop("old", False):
        store.add_versions([rewritten(store.version("a"), [(Span(0, 1), "[navn]")])], actor="anna")
    with store._session.writing("x") as write:
        rev = write.record("test", {}, ["x"])
        history.begin(write.connection, tables.coding, rev, [row._replace(id="new", **change).values])
    assert [(problem.where, problem.found) for problem in store.check()] == [("coding new", finding)]


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        ({"stop": 10**6}, "it reaches beyond its text"),
        ({"version": "0" * 12}, "its version of the document is not there"),
        ({"stop": 7, "coding": "nobody"}, "the coding that it led to is not there"),
        ({}, "another one answers the same suggestion"),
    ],
    ids=["beyond", "version", "coding", "twice"],
)
def test_the_check_looks_at_whether_decisions_fit(store, change, finding):
    store.decide([decision(suggestion(store.version("a")))], actor="anna")
    with store._session.writing("x") as write:
        (row,) = decisionrows.read_rows(write.connection)
        rev = write.record("test", {}, ["x"])
        history.begin(write.connection, tables.decision, rev, [row._replace(id="new", **change).values])
    assert [(problem.where, problem.found) for problem in store.check()] == [("decision new", finding)]


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        ({"start": 25, "stop": 10**6}, "it reaches beyond its text"),
        ({"start": 25, "stop": 30, "version": "0" * 12}, "its version of the document is not there"),
        ({"start": 25, "stop": 30, "old": True}, "it stands on an earlier text"),
        ({"start": 25, "stop": 30, "sources": '["nobody"]'}, "a coding that it names is not there"),
        ({"start": 25, "stop": 30, "codings": '["nobody"]'}, "a coding that it names is not there"),
        ({"document": 2, "version": "b"}, "a coding that it names is not there"),
        ({"start": 25, "stop": 30, "sources": "b"}, "a coding that it names is not there"),
        ({"start": 25, "stop": 30, "coder": "anna"}, "a coding that it led to is somebody else's"),
        ({"start": 10, "stop": 12}, "it overlaps another one"),
    ],
    ids=["beyond", "version", "text", "source", "coding", "document", "elsewhere", "coder", "overlap"],
)
def test_the_check_looks_at_whether_settlements_fit(store, change, finding):
    a, b = store.version("a"), store.version("b")
    elsewhere = coding(b)
    store.code([elsewhere], actor="anna")
    store.settle([(settlement(a, 0, 20), [agreed(a)])], actor="lis")
    with store._session.reading() as connection:
        (row,) = settlementrows.read_rows(connection)
    if change.pop("old", False):
        store.add_versions([rewritten(a, [(Span(0, 0), "x")])], actor="anna")
    if change.get("version") == "b":
        change["version"] = b.short_sha
    if change.get("sources") == "b":
        change["sources"] = settlementrows.pack((elsewhere.id,))
    with store._session.writing("x") as write:
        rev = write.record("test", {}, ["x"])
        history.begin(write.connection, tables.settlement, rev, [row._replace(id="new", **change).values])
    assert [(problem.where, problem.found) for problem in store.check()] == [("settlement new", finding)]


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        ({"version": "0" * 12}, "its version of the document is not there"),
        ({"document": 9}, "its version of the document is not there"),
        ({"old": True}, "it stands on an earlier text"),
        ({"round": 2}, "its round is not there"),
    ],
    ids=["version", "document", "text", "round"],
)
def test_the_check_looks_at_whether_marks_of_reading_fit(store, change, finding):
    store.finish("a", "anna", actor="anna")
    with store._session.reading() as connection:
        (row,) = finishing.read_rows(connection)
    if change.pop("old", False):
        store.add_versions([rewritten(store.version("a"), [(Span(0, 0), "x")])], actor="anna")
    with store._session.writing("x") as write:
        rev = write.record("test", {}, ["x"])
        history.begin(write.connection, tables.finished, rev, [row._replace(id="new", **change).values])
    assert [(problem.where, problem.found) for problem in store.check()] == [("finished new", finding)]


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        ({"stop": 10**6, "pieces": "[3,1000000]"}, "it reaches beyond its text"),
        ({"version": "0" * 12}, "its version of the document is not there"),
        ({"old": True}, "it stands on an earlier text"),
        ({"pieces": "[3,9,8,11]"}, "its pieces are not in order"),
        ({"pieces": "[3,9]"}, "its pieces are not in order"),
        ({"pieces": "[4,11]"}, "its pieces are not in order"),
        ({"pieces": "[]"}, "its pieces are not in order"),
        ({"pieces": "[3,11]", "codings": '["nobody"]'}, "a coding that it names is not there"),
        ({"pieces": "[3,11]", "codings": "b"}, "a coding that it names is not there"),
        ({}, "another one has the same words"),
    ],
    ids=["beyond", "version", "text", "order", "end", "start", "none", "coding", "elsewhere", "twice"],
)
def test_the_check_looks_at_whether_quotes_fit(store, change, finding):
    a = store.version("a")
    elsewhere = coding(store.version("b"))
    store.code([elsewhere], actor="anna")
    store.put_quotes([quote(a, (3, 5), (6, 11))], actor="anna")
    with store._session.reading() as connection:
        (row,) = quoterows.read_rows(connection)
    if change.pop("old", False):
        store.add_versions([rewritten(a, [(Span(0, 0), "x")])], actor="anna")
    if change.get("codings") == "b":
        change["codings"] = quoterows.pack((elsewhere.id,))
    with store._session.writing("x") as write:
        rev = write.record("test", {}, ["x"])
        history.begin(write.connection, tables.quote, rev, [row._replace(id="new", **change).values])
    assert [(problem.where, problem.found) for problem in store.check()] == [("quote new", finding)]


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        ({"document": 9}, "its document is not there"),
        ({"document": 2}, "it is about a quote of another document"),
    ],
    ids=["document", "quote"],
)
def test_the_check_looks_at_whether_replies_fit(store, change, finding):
    said = quote(store.version("a"), (3, 9))
    store.put_quotes([said], actor="anna")
    store.add_replies([reply(said)], actor="anna")
    with store._session.reading() as connection:
        (row,) = replying.read_rows(connection)
    with store._session.writing("x") as write:
        rev = write.record("test", {}, ["x"])
        history.begin(write.connection, tables.reply, rev, [row._replace(id="new", **change).values])
    assert [(problem.where, problem.found) for problem in store.check()] == [("reply new", finding)]


def test_the_check_looks_at_who_codes_and_what_memos_are_about(store):
    store.code([coding(store.version("a"))], actor="anna")
    store.put_memo(Memo("m", "coding", store.codings()[0].id, SECRET), actor="anna")
    (row,) = read(store)
    with store._session.writing("x") as write:
        rev = write.record("test", {}, ["x"])
        history.end(write.connection, tables.coding, rev, [row.seq])
        history.begin(write.connection, tables.coding, rev, [row._replace(id="new").values])
    assert [(problem.where, problem.found) for problem in store.check()] == [
        ("memo 'm'", "the coding that it is about is not there")
    ]
    store.undo(actor="x")
    with store._session.writing("x") as write:
        rev = write.record("test", {}, ["x"])
        history.begin(write.connection, tables.coding, rev, [row._replace(id="new", coder="carla").values])
    assert [(problem.where, problem.found) for problem in store.check()] == [
        ("coders", "1 who code are not on the list")
    ]


def test_the_check_looks_for_two_codings_of_one_statement(store):
    store.code([coding(store.version("a"))], actor="anna")
    (row,) = read(store)
    with store._session.writing("x") as write:
        rev = write.record("test", {}, ["x"])
        rows = [row._replace(id="new").values, row._replace(id="gone", withdrawn=1).values]
        history.begin(write.connection, tables.coding, rev, rows)
    assert [(problem.where, problem.found) for problem in store.check()] == [
        ("coding new", "another one says the same")
    ]


def read(store):
    with store._session.reading() as connection:
        return read_rows(connection)


def test_the_check_looks_at_whether_segmentations_fit(store):
    cut = by_turns(store.version("a"))
    store.put_segmentations([cut], actor="anna")
    with store._session.writing("x") as write:
        (held,) = history.fetch(write.connection, tables.segmentation)
        rev = write.record("test", {}, ["x"])
        history.end(write.connection, tables.segmentation, rev, [held.seq])
        other = tuple("0" * 12 if value == cut.version else value for value in held.values)
        history.begin(write.connection, tables.segmentation, rev, [other])
    assert [problem.where for problem in store.check()] == ["segmentation turns of a"]


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
