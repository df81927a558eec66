"""Where a store may lie, who may read it, and which files are refused untouched."""

import copy
import os
import pickle
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from qualcode.errors import StoreDamagedError, StoreError, UsageError
from qualcode.store import Store, files
from store.samples import anew, coding, new_document

posix = pytest.mark.skipif(os.name == "nt", reason="permissions and forks of POSIX systems")


def code_of(error):
    return error.value.code


def test_open_refuses_a_missing_file_and_makes_none(tmp_path):
    """A typing error in the path must not look like an empty study."""
    with pytest.raises(StoreError) as error:
        Store.open(tmp_path / "nothing.db")
    assert code_of(error) == "QC-ST01"
    assert list(tmp_path.iterdir()) == []


def test_create_refuses_a_name_that_is_taken(store):
    before = store.path.read_bytes()
    with pytest.raises(StoreError) as error:
        Store.create(store.path, study_id="other")
    assert code_of(error) == "QC-ST02"
    assert store.path.read_bytes() == before


def test_create_needs_a_study(tmp_path):
    with pytest.raises(UsageError):
        Store.create(tmp_path / "study.db", study_id="")
    assert list(tmp_path.iterdir()) == []


def test_create_leaves_only_the_store(tmp_path):
    """No half-made file, no journal."""
    Store.create(tmp_path / "study.db", study_id="s").close()
    assert [file.name for file in tmp_path.iterdir()] == ["study.db"]


@posix
def test_opening_removes_what_a_killed_backup_left_and_not_what_is_being_made(store):
    """A half-made copy holds texts; the one of a living process is about to become a backup."""
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    left = store.path.with_name(f".copy.db.{gone.pid}-0badcafe.qualcode-new")
    for path in (left, left.with_name(left.name + "-journal")):
        path.write_bytes(b"half a copy")
    living = store.path.with_name(f".copy.db.{os.getppid()}-0badcafe.qualcode-new")
    living.write_bytes(b"half a copy")
    Store.open(store.path).close()
    assert sorted(file.name for file in store.path.parent.iterdir()) == [living.name, "study.db"]


def test_the_study_and_the_revision_are_known_after_opening_again(store):
    with Store.open(store.path) as again:
        assert (again.study_id, again.revision) == ("demo", 2)
        assert repr(again) == "<Store study.db>"


def other_database(path):
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE recipes (id INTEGER PRIMARY KEY)")
    connection.close()


@pytest.mark.parametrize(
    "make",
    [
        lambda path: path.write_bytes(b""),
        lambda path: path.write_text("no database, only words" * 100),
        lambda path: path.write_bytes(b"SQLite format 3\x00" + b"x" * 5000),
        other_database,
    ],
    ids=["empty", "text", "torn", "another program's"],
)
def test_a_file_that_is_no_store_is_refused_untouched(tmp_path, make):
    path = tmp_path / "study.db"
    make(path)
    before = path.read_bytes()
    with pytest.raises(StoreError) as error:
        Store.open(path)
    assert code_of(error) == "QC-ST03" or isinstance(error.value, StoreDamagedError)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["study.db"]


def test_a_store_of_a_newer_qualcode_is_neither_read_nor_written(store):
    store.close()
    connection = sqlite3.connect(store.path)
    with connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    before = store.path.read_bytes()
    with pytest.raises(StoreError) as error:
        Store.open(store.path)
    assert code_of(error) == "QC-ST04"
    assert "9999" in str(error.value)
    assert store.path.read_bytes() == before


@posix
def test_a_link_is_refused(store):
    """Under a second name SQLite would not find the journal that belongs to the file."""
    link = store.path.with_name("link.db")
    link.symlink_to(store.path)
    with pytest.raises(StoreError) as error:
        Store.open(link)
    assert code_of(error) == "QC-ST10"


@posix
def test_a_network_drive_is_refused_unless_it_is_allowed(tmp_path, monkeypatch):
    mounts = tmp_path / "mountinfo"
    mounts.write_text(
        "21 1 8:1 / / rw - ext4 /dev/sda1 rw\n"
        f"22 21 0:1 / {tmp_path.resolve()} rw shared:1 - cifs //server/share rw\n"
        f"23 22 0:2 / {tmp_path.resolve()}/local rw - ext4 /dev/sdb rw\n"
    )
    monkeypatch.setattr(files, "MOUNTS", mounts)
    with pytest.raises(StoreError) as error:
        Store.create(tmp_path / "study.db", study_id="s")
    assert code_of(error) == "QC-ST11"
    assert "cifs" in str(error.value)
    Store.create(tmp_path / "local" / "study.db", study_id="s").close()
    Store.create(tmp_path / "study.db", study_id="s", allow_network=True).close()
    with pytest.raises(StoreError):
        Store.open(tmp_path / "study.db")


def test_a_windows_share_is_a_network_drive():
    assert files.network_kind(Path("//server/share/study.db"))


@posix
def test_a_read_only_file_is_read_and_never_written(store):
    a = store.version("a")
    store.path.chmod(0o400)
    before = store.path.read_bytes()
    with Store.open(store.path) as again:
        assert again.version("a").text == a.text
        with pytest.raises(StoreError) as error:
            again.add_codings([coding(a)], actor="anna")
    assert code_of(error) == "QC-ST09"
    assert store.path.read_bytes() == before


@posix
def test_a_read_only_folder_is_refused_before_anything_is_written(store):
    a, folder = store.version("a"), store.path.parent
    folder.chmod(0o500)
    try:
        with pytest.raises(StoreError) as error:
            store.add_codings([coding(a)], actor="anna")
        assert code_of(error) == "QC-ST09"
        with pytest.raises(StoreError) as error:
            Store.create(folder / "second.db", study_id="s")
        assert code_of(error) == "QC-ST09"
        assert [file.name for file in folder.iterdir()] == ["study.db"]
    finally:
        folder.chmod(0o700)


@posix
def test_only_the_owner_may_read_whatever_the_umask(tmp_path):
    """Store, journal, backup and note 0600, new folders 0700, even where everybody's umask is 000."""
    script = """
import os, stat, sys
from pathlib import Path
from store.samples import anew, coding
os.umask(0)
path = Path(sys.argv[1]) / "new" / "deeper" / "study.db"
with anew(path) as store:
    with store._session.writing("anna") as write:
        write.record("test", {}, ["x"])
        write.connection.exec_driver_sql("PRAGMA cache_spill = 1")
        assert path.with_name("study.db-journal").exists()
        found = {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
    store.backup(path.with_name("backup.db"))
    store.restore(path.with_name("backup.db"), path, actor="anna")
found |= {file.name: stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()}
found |= {folder.name: stat.S_IMODE(folder.stat().st_mode) for folder in path.parents[:2]}
print(sorted(f"{name} {mode:o}" for name, mode in found.items()))
"""
    done = run(script, tmp_path)
    assert done.stdout.strip() == str(
        [
            "backup.db 600",
            "deeper 700",
            "new 700",
            "study.db 600",
            "study.db-journal 600",
            "study.db.before-restore-1 600",
            "study.db.last-backup 600",
        ]
    )


def run(script, *arguments):
    """Run a script in a process of its own."""
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", script, *map(str, arguments)],
        check=True,
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[1],
    )


@posix
def test_a_forked_process_cannot_use_its_parents_store(store):
    script = """
import os, sys
from qualcode.errors import StoreError
from qualcode.store import Store
with Store.open(sys.argv[1]) as store:
    if os.fork() == 0:
        try:
            store.revision
        except StoreError as error:
            print(error.code, flush=True)
        os._exit(0)
    os.wait()
    print(store.revision)
"""
    assert run(script, store.path).stdout.split() == ["QC-ST12", "2"]


@pytest.mark.parametrize("double", [copy.copy, copy.deepcopy, pickle.dumps])
def test_a_store_cannot_be_copied(store, double):
    with pytest.raises(StoreError) as error:
        double(store)
    assert code_of(error) == "QC-ST12"


def test_a_closed_store_is_refused(store):
    store.close()
    with pytest.raises(StoreError) as error:
        store.documents()
    assert code_of(error) == "QC-ST13"


def test_a_store_whose_file_is_gone_makes_no_new_one(store):
    store.path.unlink()
    with pytest.raises(StoreError) as error:
        store.add_documents([new_document("c")], actor="anna")
    assert code_of(error) == "QC-ST01"
    assert list(store.path.parent.iterdir()) == []


def test_every_connection_has_the_settings_that_keep_the_file_safe(store):
    """Defaults differ between builds of SQLite, so each is set and not hoped for."""
    wanted = {
        "journal_mode": "delete",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "mmap_size": 0,
        "temp_store": 2,
    }
    with store._session.reading() as connection:
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in wanted}
    assert found == {**wanted, "mmap_size": found["mmap_size"] or 0}


@posix
def test_a_full_disk_changes_nothing(store):
    """RLIMIT_FSIZE is how a disk gets full at a chosen byte; the process says so plainly and the study is as before."""
    script = """
import resource, sys
from qualcode.errors import StoreError
from qualcode.store import Store
from store.samples import new_document
with Store.open(sys.argv[1]) as store:
    limit = store.path.stat().st_size + 50_000
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    for act in (
        lambda: store.add_documents([new_document("big", 20_000)], actor="anna"),
        lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, limit)) or store.backup(sys.argv[1] + ".copy"),
    ):
        try:
            act()
        except StoreError as error:
            print(error.code, error.problem.where[len(sys.argv[1]) :], "nothing was changed" in str(error))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    print(store.revision, len(store.documents()), store.check())
"""
    lines = run(script, store.path).stdout.splitlines()
    assert lines == ["QC-ST08  True", "QC-ST08 .copy True", "2 2 []"]
    assert [file.name for file in store.path.parent.iterdir()] == ["study.db"]


def test_a_write_needs_to_know_who_acts(store):
    with pytest.raises(UsageError):
        store.undo(actor="")


def test_two_creators_of_one_name_make_one_store(tmp_path, monkeypatch):
    """Whoever comes second must not replace what the first made."""
    anew(tmp_path / "first.db").close()
    real = files.flush

    def flush_while_another_finishes(path):
        real(path)
        (tmp_path / "first.db").rename(tmp_path / "study.db")

    monkeypatch.setattr(files, "flush", flush_while_another_finishes)
    with pytest.raises(StoreError) as error:
        Store.create(tmp_path / "study.db", study_id="late")
    assert code_of(error) == "QC-ST02"
    with Store.open(tmp_path / "study.db") as store:
        assert store.study_id == "demo"
