"""Databases from strangers: read without being believed, refused with a reason, never written to, nothing left over."""

import os
import sqlite3
import time
from contextlib import closing

import pytest

from qualcode.errors import InterchangeError, UnreadableFileError, UnsafeFileError, UserError
from qualcode.interchange.foreign import DatabaseLimits, read_foreign
from qualcode.interchange.foreign.database import open_foreign
from qualcode.interchange.foreign.rows import Spec
from unit.interchange.foreign.foreign_files import (
    FIRST,
    QUALCODER,
    TEXT,
    coded,
    database,
    passages,
    qualcoder,
    qualcoder_rows,
    taguette,
)

SECRET = "HEMMELIGMARKØR"


def changed_schema(folder, *statements, without=""):
    """Write a QualCoder project whose schema is another one."""
    schema = [line for line in QUALCODER if not without or f"TABLE {without} " not in line]
    project = folder / "x.qda"
    project.mkdir()
    rows = {table: lines for table, lines in qualcoder_rows().items() if table != without}
    path = database(project / "data.qda", schema, **rows)
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()
    return project


def refused(path, code, error=UserError, **options):
    """Read a file that must be refused, and return the message."""
    with pytest.raises(error) as raised:
        read_foreign(path, **options)
    assert raised.value.code == code, str(raised.value)
    for word in ("mangler", "Økonomien", SECRET):
        assert word not in str(raised.value)
    return str(raised.value)


def test_a_view_in_the_place_of_a_table_is_not_believed(tmp_path):
    view = "CREATE VIEW code_text AS SELECT 1 AS cid, 1 AS fid, 'x' AS seltext, 0 AS pos0, 1 AS pos1, '' AS owner"
    message = refused(changed_schema(tmp_path, view, without="code_text"), "QC-FX06")
    assert "view" in message


def test_a_virtual_table_in_the_place_of_a_table_is_not_believed(tmp_path):
    made = "CREATE VIRTUAL TABLE journal USING fts4(name, jentry, date, owner)"
    project, _ = read_foreign(changed_schema(tmp_path, made, without="journal"))
    assert [note.text for note in project.notes if not note.attached_to] == []  # it is as if there was none
    (tmp_path / "needed").mkdir()
    made = "CREATE VIRTUAL TABLE code_cat USING fts4(catid, name, owner, date, memo, supercatid)"
    refused(changed_schema(tmp_path / "needed", made, without="code_cat"), "QC-FX06")


def test_triggers_and_views_beside_the_tables_are_never_used(tmp_path):
    trigger = "CREATE TRIGGER evil AFTER INSERT ON source BEGIN DELETE FROM code_text; END"
    view = "CREATE VIEW other AS SELECT load_extension('evil') FROM source"
    project, _ = read_foreign(changed_schema(tmp_path, trigger, view))
    assert len(project.codings) == 3


def test_a_computed_column_is_no_column(tmp_path):
    made = (
        "CREATE TABLE code_cat (catid integer primary key, owner text, date text, memo text, supercatid integer,"
        " name text GENERATED ALWAYS AS (hex(memo)) VIRTUAL)"
    )
    message = refused(changed_schema(tmp_path, made, without="code_cat"), "QC-FX06")
    assert "no column name" in message


def test_only_reading_is_allowed(tmp_path):
    path = taguette(tmp_path / "a.db")
    with open_foreign(path) as opened:
        for statement in (
            "DELETE FROM tags",
            "ATTACH 'other.db' AS other",
            "PRAGMA writable_schema=ON",
            "SELECT load_extension('x')",
            "SELECT hex(path) FROM tags",
            "CREATE TABLE t (a)",
        ):
            with pytest.raises(sqlite3.DatabaseError):
                opened._connection.execute(statement)
        assert opened.count("tags") == 3


def test_wrong_types_are_all_named_with_their_rows_and_never_shown(tmp_path):
    """A number as the text of an interview, bytes that are no UTF-8, a word as a position."""
    loose = "CREATE TABLE source (id integer primary key, name, fulltext, mediapath text, memo text, owner text, date text)"
    project = changed_schema(tmp_path, loose, without="source")
    with closing(sqlite3.connect(project / "data.qda")) as connection:
        connection.executemany(
            "INSERT INTO source (id, name, fulltext) VALUES (?, ?, ?)",
            [(1, "a", 12345), (2, f"{SECRET}", SECRET.encode("cp1252")), (3, 1.5, "a\0b")],
        )
        connection.commit()
    message = refused(project, "QC-FX04", InterchangeError)
    assert "4 problems" in message
    assert "table source, row 1: the column fulltext holds a number" in message
    assert "table source, row 2: the column fulltext holds bytes that are no UTF-8" in message
    assert "table source, row 3: the column name holds a number" in message


@pytest.mark.parametrize("place", ["abc", 1.5, None, b"12", 1e300])
def test_a_position_that_is_no_whole_number_is_refused(tmp_path, place):
    rows = [(1, 1, 1, "x", place, 5, "Anna", "", "", None, None)]
    message = refused(qualcoder(tmp_path, code_text=rows), "QC-FX04", InterchangeError)
    assert "the column pos0" in message


@pytest.mark.parametrize("place", [-5, 2**62, 0])
def test_a_position_far_away_is_counted_as_outside(tmp_path, place):
    rows = [(1, 1, 1, "", place, place, "Anna", "", "", None, None)]
    assert read_foreign(qualcoder(tmp_path, code_text=rows))[1].counts()["outside"] == 1


def test_text_stored_as_bytes_is_read_where_it_is_utf8(tmp_path):
    rows = [(1, "gruppe1.txt", TEXT.encode(), None, "", "Anna", "", None)]
    project, _ = read_foreign(qualcoder(tmp_path, source=rows, code_text=[coded(1, FIRST)]))
    assert [words for words, _, _ in passages(project)] == [FIRST]


def test_a_file_that_is_too_large_is_refused(tmp_path):
    path = taguette(tmp_path / "a.db")
    refused(path, "QC-SF10", UnsafeFileError, limits=DatabaseLimits(size=4096))


def test_too_many_rows_too_long_values_and_too_much_time_are_refused(tmp_path):
    path = taguette(tmp_path / "a.db")
    assert "2 rows" in refused(path, "QC-FX07", UnsafeFileError, limits=DatabaseLimits(rows=2))
    long = taguette(tmp_path / "b.db", documents=[(1, "a", "", "a", "", 1, "<p>" + "a" * 300_000)])
    refused(long, "QC-FX07", UnsafeFileError, limits=DatabaseLimits(cell=100_000))
    many = taguette(tmp_path / "c.db", tags=[(n, 1, f"kode {n}", "") for n in range(1, 20_000)])
    refused(many, "QC-FX07", UnsafeFileError, limits=DatabaseLimits(seconds=0))


@pytest.mark.parametrize("keep", [0, 20, 100, 600, 5000])
def test_a_file_that_was_cut_off_is_refused(tmp_path, keep):
    path = taguette(tmp_path / "a.db")
    path.write_bytes(path.read_bytes()[:keep])
    refused(path, "QC-FX01" if keep < 16 else "QC-FX03")


def test_damaged_pages_never_give_a_traceback(tmp_path):
    """Every page is overwritten in turn: the file is refused, or what is damaged is no part of what is read."""
    path = taguette(tmp_path / "a.db")
    whole = path.read_bytes()
    refusals = 0
    for start in range(100, len(whole), 509):
        path.write_bytes(whole[:start] + b"\xff" * 40 + whole[start + 40 :])
        try:
            read_foreign(path)
        except UserError:
            refusals += 1
    assert refusals > 5


def test_an_empty_file_a_text_and_a_foreign_database_are_refused(tmp_path):
    empty = tmp_path / "a.qda"
    empty.write_bytes(b"")
    refused(empty, "QC-FX01")
    text = tmp_path / "a.sqlite3"
    text.write_text(f"{SECRET} " * 50, encoding="utf-8")
    refused(text, "QC-FX01")
    other = database(tmp_path / "other.db", ["CREATE TABLE songs (id integer)"])
    refused(other, "QC-FX01")
    ours = database(
        tmp_path / "study.db", [f"CREATE TABLE {t} (a)" for t in ("meta", "action", "touch", "content")]
    )
    assert "qualcode merge" in refused(ours, "QC-FX02")


def test_a_kind_that_is_said_must_be_the_one_that_it_is(tmp_path):
    path = taguette(tmp_path / "a.db")
    refused(path, "QC-FX06", kind="qualcoder")
    refused(path, "QC-FX01", kind="code-table")
    assert len(read_foreign(path, kind="taguette")[0].codings) == 3


@pytest.mark.parametrize(
    ("name", "program"),
    [("a.nvp", "NVivo"), ("a.mx24", "MAXQDA"), ("a.atlproj23", ""), ("a.atlproj", "ATLAS.ti")],
)
def test_projects_that_only_their_makers_can_read_say_what_to_do(tmp_path, name, program):
    path = tmp_path / name
    path.write_bytes(b"\x00\x01binary" * 20)
    message = refused(path, "QC-FX02" if program else "QC-FX01")
    assert program in message
    assert ".qdpx" in message


def test_a_write_ahead_log_is_read_and_nothing_is_left(tmp_path, monkeypatch):
    """What a program has committed to its log is part of the project; neither the file nor the log changes."""
    private = tmp_path / "private"
    private.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(private))
    path = taguette(tmp_path / "a.db")
    with closing(sqlite3.connect(path)) as writer:
        writer.execute("PRAGMA journal_mode=WAL")
        writer.execute("INSERT INTO tags VALUES (9, 1, 'I loggen', '')")
        writer.commit()
        log = tmp_path / "a.db-wal"
        before = (path.read_bytes(), log.read_bytes())
        project, _ = read_foreign(path)
        assert (path.read_bytes(), log.read_bytes()) == before
    assert "I loggen" in {code.name for code in project.codes}
    assert list(private.iterdir()) == []
    project, _ = read_foreign(path)  # the log is gone, the header still says that there may be one
    assert "I loggen" in {code.name for code in project.codes}


def test_a_damaged_log_is_no_reason_for_a_traceback(tmp_path):
    path = taguette(tmp_path / "a.db")
    data = path.read_bytes()
    path.write_bytes(data[:18] + b"\2\2" + data[20:])
    (tmp_path / "a.db-wal").write_bytes(os.urandom(9000))
    assert len(read_foreign(path)[0].codings) == 3  # SQLite passes over a log that is none


def test_a_journal_of_a_stopped_program_is_never_acted_upon(tmp_path):
    """A rollback journal can name a file for SQLite to delete; the program that made it has to clear it up."""
    path = taguette(tmp_path / "a.db")
    journal = tmp_path / "a.db-journal"
    journal.write_bytes(bytes.fromhex("d9d505f920a163d7") + b"\0" * 600)
    before = journal.read_bytes()
    refused(path, "QC-FX05", UnreadableFileError)
    assert journal.read_bytes() == before
    journal.write_bytes(b"\0" * 600)  # PERSIST leaves it like this: it is done with
    assert len(read_foreign(path)[0].codings) == 3


def test_a_name_in_the_schema_cannot_break_out(tmp_path):
    evil = 'x" ; DELETE FROM tags; --'
    quoted = evil.replace('"', '""')
    path = database(tmp_path / "a.db", [f'CREATE TABLE "{quoted}" ("{quoted}" text)'], **{})
    with open_foreign(path) as opened:
        assert opened.has(evil)
        assert opened.rows(Spec(evil, (evil,))) == []


def test_a_folder_without_a_project_and_a_pipe_are_refused(tmp_path):
    refused(tmp_path, "QC-FX01")
    os.mkfifo(tmp_path / "pipe.csv")  # reading it would wait for ever
    refused(tmp_path / "pipe.csv", "QC-FX01")
    refused(tmp_path / "nothing.qda", "QC-SF01")


@pytest.mark.parametrize(
    "html", ["<p " * 400_000, "<!--" * 300_000, "<p>a</p><!-- skjult -->", "</" * 500_000]
)
def test_half_tags_and_comments_are_refused_at_once(tmp_path, html):
    """Python's HTML parser takes hours over them."""
    path = taguette(tmp_path / "a.db", documents=[(1, SECRET, "", "a", "", 1, html)])
    began = time.process_time()
    refused(path, "QC-FX04", InterchangeError)
    assert time.process_time() - began < 5


def test_a_tree_of_twenty_thousand_levels_is_refused_at_once(tmp_path):
    deep = [(n, f"kategori {n}", "", "", "", n - 1 or None) for n in range(1, 20_001)]
    began = time.process_time()
    assert "levels deep" in refused(qualcoder(tmp_path, code_cat=deep), "QC-FX10", InterchangeError)
    assert time.process_time() - began < 10


def test_many_passages_that_stand_nowhere_cost_little(tmp_path, monkeypatch):
    """What may be searched is limited, and what was not searched is lost, never guessed."""
    monkeypatch.setattr("qualcode.interchange.foreign.places._SEARCHED", 1000)
    moved = [coded(n, FIRST, cid=n, shift=3) for n in range(1, 40)]
    names = [(n, f"kode {n}", "", None, "", "", "") for n in range(1, 40)]
    project, losses = read_foreign(qualcoder(tmp_path, code_text=moved, code_name=names))
    counts = losses.counts()
    assert 0 < counts["moved"] < 12
    assert counts["moved"] + counts["lost"] == 39
    assert {words for words, _, _ in passages(project)} == {FIRST}
