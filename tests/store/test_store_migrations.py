"""The schema: tables and migrations agree, an older file is brought up to date, or stays as it was."""

import json
import os
import shutil
import signal
import sqlite3
import time
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import CheckConstraint, inspect
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateIndex, CreateTable

from qualcode.errors import StaleStudyError, StoreBusyError, StoreError
from qualcode.model import Memo, Round
from qualcode.store import Store, backups, schema
from qualcode.store.sqlite import APPLICATION_ID
from qualcode.store.tables import metadata
from store.samples import (
    agreed,
    book,
    clearance,
    coding,
    decision,
    everything,
    moved_book,
    new_document,
    quote,
    reply,
    settlement,
    suggestion,
)

NEXT = """
import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "0006", "0005", None, None


def upgrade():
    with op.batch_alter_table("coding", recreate="always") as coding:
        coding.add_column(sa.Column("extra", sa.Text()))
    {more}
"""


def test_the_migrations_make_the_tables_that_the_code_uses(store):
    with store._session.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "render_as_batch": True})
        assert compare_metadata(context, metadata) == []
        made = {
            (table.name, check["name"], check["sqltext"])
            for table in metadata.sorted_tables
            for check in inspect(connection).get_check_constraints(table.name)
        }
    wanted = {
        (table.name, str(check.name), str(check.sqltext))
        for table in metadata.sorted_tables
        for check in table.constraints
        if isinstance(check, CheckConstraint)
    }
    assert made == wanted


def test_the_code_knows_every_migration():
    script = ScriptDirectory(str(schema.SCRIPTS))
    assert tuple(found.revision for found in script.walk_revisions())[::-1] == schema.REVISIONS


def test_the_tables_could_stand_in_postgresql():
    """Partial indexes, checks and types compile; nothing here is SQLite's alone."""
    dialect = postgresql.dialect()
    for table in metadata.sorted_tables:
        assert "CREATE TABLE" in str(CreateTable(table).compile(dialect=dialect))
        for index in table.indexes:
            words = str(CreateIndex(index).compile(dialect=dialect))
            assert ("WHERE to_rev IS NULL" in words) == index.name.startswith("ux_")


@pytest.fixture
def next_schema(tmp_path, monkeypatch):
    """Return a function that lets this qualcode know a schema 0006."""

    def know(more="pass"):
        scripts = tmp_path / "migrations"
        shutil.copytree(schema.SCRIPTS, scripts, ignore=shutil.ignore_patterns("__pycache__"))
        (scripts / "versions" / "0006_next.py").write_text(NEXT.format(more=more))
        monkeypatch.setattr(schema, "SCRIPTS", scripts)
        monkeypatch.setattr(schema, "REVISIONS", (*schema.REVISIONS, "0006"))

    return know


def coded(store):
    version = store.version("a")
    store.add_codings([coding(version, n, n + 3, memo="note") for n in range(20)], actor="anna")
    store.undo(actor="anna")
    store.redo(actor="anna")
    return everything(store)


def test_an_older_schema_is_backed_up_and_brought_up_to_date(store, next_schema):
    before = coded(store)
    next_schema()
    with Store.open(store.path) as migrated:
        assert everything(migrated) == before
        assert migrated.check() == []
        migrated.undo(actor="anna")
        assert migrated.codings() == []
    with Store.open(store.path.with_name("study.db.before-migration-1")) as backup:
        assert everything(backup) == before
    with Store.open(store.path) as again:
        assert again.revision == before["revision"] + 1


def test_a_file_without_a_column_that_the_code_knows_is_backed_up_and_brought_up_to_date(store, next_schema):
    """The copy is checked before the migration, when the tables are not yet those of this qualcode."""
    before = coded(store)
    connection = sqlite3.connect(store.path)
    with connection:
        connection.execute("ALTER TABLE memo DROP COLUMN author")
    connection.close()
    next_schema('op.add_column("memo", sa.Column("author", sa.Text(), nullable=False, server_default=""))')
    with Store.open(store.path) as migrated:
        assert everything(migrated) == before
        migrated.put_memo(Memo("m", "study", "", "tanke", "anna"), actor="anna")
        assert migrated.check() == []


def test_whoever_had_the_store_open_must_open_it_again(store, next_schema):
    next_schema()
    Store.open(store.path).close()
    with pytest.raises(StaleStudyError):
        store.documents()


@pytest.fixture
def after_backup(monkeypatch):
    """Return a function that lets something happen, once, between backup and migration."""

    def let(happen):
        real, waiting = backups.copy_of, [happen]

        def copy_of(*arguments, **more):
            done = real(*arguments, **more)
            while waiting:
                waiting.pop()()
            return done

        monkeypatch.setattr(backups, "copy_of", copy_of)

    return let


def test_a_write_that_the_backup_missed_holds_the_migration_back(store, next_schema, after_backup):
    """Otherwise going back to the backup would lose it."""
    next_schema()
    after_backup(lambda: store.add_documents([new_document("c")], actor="anna"))
    with pytest.raises(StoreBusyError):
        Store.open(store.path)
    with Store.open(store.path) as again:
        assert [one.name for one in again.documents()] == ["a", "b", "c"]


def test_of_two_openings_at_once_one_migrates(store, next_schema, after_backup):
    next_schema()
    faster = []
    after_backup(lambda: faster.append(Store.open(store.path)))
    with Store.open(store.path) as slower, faster[0] as first:
        assert first.documents() == slower.documents()


@pytest.mark.parametrize(
    "more",
    ['op.drop_table("nothing")', 'op.execute("UPDATE coding SET start = start + 1")'],
    ids=["fails", "loses data"],
)
def test_a_migration_that_fails_leaves_the_store_as_it_was(store, next_schema, more):
    """Also one that runs and loses data: all of the file is checked before the commit."""
    before = coded(store)
    data = store.path.read_bytes()
    next_schema(more)
    with pytest.raises(StoreError) as error:
        Store.open(store.path)
    assert error.value.code == "QC-ST20"
    assert "before-migration-1" in str(error.value)
    assert store.path.read_bytes() == data
    assert everything(store) == before


def test_a_read_only_file_of_an_older_schema_is_refused(store, next_schema):
    next_schema()
    store.path.chmod(0o400)
    with pytest.raises(StoreError) as error:
        Store.open(store.path)
    assert error.value.code == "QC-ST09"


def test_an_older_backup_is_brought_up_to_date_when_it_is_restored(store, next_schema, tmp_path):
    before = coded(store)
    store.backup(tmp_path / "copy.db")
    next_schema()
    Store.restore(tmp_path / "copy.db", store.path, actor="anna")
    with Store.open(store.path) as restored:
        assert restored.codings() == [one for one, _ in before["codings"]]
        assert restored.check() == []


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_killed_migration_is_done_by_the_next_opening(store, next_schema, tmp_path):
    """Killed at ten moments: the file has the old schema or the new one, and opens without anybody's help."""
    coded(store)
    store.close()
    next_schema()
    Store.open(
        shutil.copy(store.path, tmp_path / "warm.db")
    ).close()  # Alembic is imported before the clock runs
    seen = set()
    for number in range(10):
        path = shutil.copy(store.path, tmp_path / f"{number}.db")
        child = os.fork()
        if child == 0:
            try:
                Store.open(path).close()
            finally:
                os._exit(0)
        time.sleep(number * 0.02)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        with Store.open(path) as opened:
            seen.add(json.dumps([str(one) for one in opened.codings()]))
            assert opened.check() == []
    assert len(seen) == 1


def old_study(tmp_path, number):
    """Return a store's file as an earlier schema had it."""
    path = tmp_path / "old.db"
    connection = sqlite3.connect(path)
    connection.executescript(Path(__file__).with_name(f"schema-{number}.sql").read_text(encoding="utf-8"))
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.close()
    return path


@pytest.fixture
def first_schema(tmp_path):
    """Return a study with texts, codings, memos and an undone action, as the first schema had it."""
    return old_study(tmp_path, "0001")


@pytest.fixture
def second_schema(tmp_path):
    """Return a study with texts, codings, decisions, a memo and an undone action, as the second schema had it."""
    return old_study(tmp_path, "0002")


@pytest.fixture
def third_schema(tmp_path):
    """Return a study of several coders, with settlements and own undo, as the third schema had it."""
    return old_study(tmp_path, "0003")


@pytest.fixture
def fourth_schema(tmp_path):
    """Return a study with quotes, replies, ticks and an undone memo, as the fourth schema had it."""
    return old_study(tmp_path, "0004")


def rows(path):
    """Return all that the tables of a file hold, but for the facts about the file."""
    connection = sqlite3.connect(path)
    found = {
        line
        for line in connection.iterdump()
        if line.startswith("INSERT") and not line.startswith(('INSERT INTO "meta"', 'INSERT INTO "alembic'))
    }
    connection.close()
    return found


def test_a_study_of_the_first_schema_opens_keeps_everything_and_takes_decisions(first_schema):
    before = rows(first_schema)
    with Store.open(first_schema) as store:
        assert rows(first_schema) == before
        assert (store.revision, len(store.codings()), len(store.memos())) == (11, 6, 2)
        assert [info.number for info in store.versions("a")] == [1, 2]
        assert store.decisions() == []
        assert store.check() == []
        one = decision(suggestion(store.version("a")))
        store.decide([one], actor="anna")
        assert [found.id for found in store.decisions()] == [one.id]
        store.undo(actor="anna")
        assert store.redo(actor="anna").kind == "decide"
        assert store.check() == []
    assert before < rows(first_schema)
    assert rows(first_schema.with_name("old.db.before-migration-1")) == before


def test_a_study_of_the_second_schema_opens_keeps_everything_and_takes_several_coders(second_schema):
    before = rows(second_schema)
    with Store.open(second_schema) as store:
        assert rows(second_schema) == before
        counts = [len(found) for found in (store.codings(), store.codings(withdrawn=True), store.decisions())]
        assert (store.revision, counts) == (12, [5, 3, 6])
        assert (store.rounds(), store.finished(), store.settlements()) == ([Round(1)], [], [])
        assert store.check() == []
        a = store.version("a")
        store.start_round(actor="lis")
        store.finish("a", "anna", actor="anna")
        sources = store.codings(document="a")
        store.settle([(settlement(a, 0, 30, sources=sources), [agreed(a)])], actor="lis")
        assert store.check() == []
        kinds = [store.undo(actor="lis").kind for _ in range(3)]
        assert kinds == ["settle", "finish", "start round"]
        assert store.check() == []
    assert before < rows(second_schema)
    assert rows(second_schema.with_name("old.db.before-migration-1")) == before


def test_a_study_of_the_third_schema_opens_keeps_everything_and_takes_quotes(third_schema):
    before = rows(third_schema)
    with Store.open(third_schema) as store:
        assert rows(third_schema) == before
        counts = [len(found) for found in (store.codings(), store.codings(withdrawn=True), store.decisions())]
        assert (store.revision, counts) == (26, [10, 7, 5])
        assert [len(found) for found in (store.rounds(), store.finished(), store.settlements())] == [2, 1, 1]
        assert (store.quotes(), store.replies(), store.clearances()) == ([], [], [])
        assert store.check() == []
        one = quote(store.version("a"), (0, 9), codings=store.codings(document="a")[:1])
        store.put_quotes([one], actor="anna")
        store.add_replies([reply(one)], actor="anna")
        store.clear([clearance(one.id)], actor="lis")
        assert [found.status for found in store.quotes()] == ["approved"]
        assert store.check() == []
        assert [store.undo(actor="lis").kind for _ in range(3)] == ["clear", "replies", "quotes"]
        assert store.check() == []
    assert before < rows(third_schema)
    assert rows(third_schema.with_name("old.db.before-migration-1")) == before


def test_a_study_of_the_fourth_schema_opens_keeps_everything_and_takes_a_changed_codebook(fourth_schema):
    """Its codebook knows nothing of earlier codes: storing the same one again changes nothing."""
    before = rows(fourth_schema)
    with Store.open(fourth_schema) as store:
        assert rows(fourth_schema) == before
        counts = [len(found) for found in (store.codings(), store.codings(withdrawn=True), store.decisions())]
        assert (store.revision, counts) == (28, [9, 7, 5])
        assert (len(store.quotes()), store.rereads()) == (2, [])
        assert store.check() == []
        assert store.put_codebook(book("2"), source_sha256="2" * 64, actor="anna") == 2
        assert store.revision == 28
        used = [one.code for one in store.codings()].count("partner.skole")
        renamed = moved_book("3", {"partner.skole": "partner.skoler"}, redefined=["partner.politi"])
        done = store.change_codebook(renamed, source_sha256="3" * 64, actor="anna")
        assert done.consequences.follows == used
        assert "partner.skole" not in {one.code for one in store.codings()}
        assert store.check() == []
        assert store.undo(actor="anna").kind == "codebook"
        assert [one.code for one in store.codings()].count("partner.skole") == used
        assert store.check() == []
    assert len(before) < len(rows(fourth_schema))  # rows are ended, and none is taken away
    assert rows(fourth_schema.with_name("old.db.before-migration-1")) == before


def test_the_history_of_an_old_study_can_be_read_and_its_actions_undone(second_schema):
    """Rows say what happened, whichever qualcode wrote them; ``own`` finds each person's last action."""
    with Store.open(second_schema) as store:
        told = {(one.action, one.what) for one in store.coding_events("a")}
        assert told >= {
            ("add codings", "added"),
            ("withdraw codings", "withdrawn"),
            ("decide", "added"),
            ("decide", "withdrawn"),
            ("add versions", "moved"),
            ("add versions", "withdrawn"),
        }
        assert store.peek_undo("bo", own=True).kind == "add versions"
        assert [store.undo(actor="anna", own=True).kind for _ in range(3)] == ["add coder", "memo", "segment"]
        with pytest.raises(StoreError, match="by somebody else builds on it"):
            store.undo(actor="anna", own=True)
        assert store.undo(actor="bo", own=True).kind == "add versions"
        assert [store.undo(actor="anna", own=True).kind for _ in range(2)] == ["decide", "decide"]
        assert store.check() == []


def test_what_was_done_before_the_migration_can_be_undone_after_it(first_schema):
    """The actions of the old file know nothing of decisions."""
    with Store.open(first_schema) as store:
        kinds = [store.undo(actor="anna").kind for _ in range(4)]
        assert kinds == ["add coder", "memo", "memo", "add versions"]
        assert [(info.number, info.kind) for info in store.versions("a")] == [(1, "imported")]
        assert len(store.codings()) == 7
        assert store.check() == []
