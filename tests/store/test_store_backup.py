"""Backups that are checked, and the way back from one."""

from pathlib import Path

import pytest

from qualcode.errors import StaleStudyError, StoreDamagedError, StoreError, UsageError
from qualcode.store import Store, sqlite
from store.samples import anew, coding, do_everything, everything, new_document

NEW = ("revision", "log", "earlier")
"""What a restore adds to: it is a line of the log."""


def coded(store, memo="", place=0, code="partner.skole"):
    store.add_codings([coding(store.version("a"), place, place + 5, code, memo=memo)], actor="anna")


def test_a_backup_is_the_whole_study_in_one_file(store, tmp_path):
    for _ in do_everything(store):
        pass
    backup = store.backup(tmp_path / "copy.db")
    assert backup.revision == store.revision
    assert store.last_backup == backup
    with Store.open(backup.path) as copy:
        assert everything(copy) == everything(store)
        assert copy.check() == []
    names = sorted(file.name for file in tmp_path.iterdir())
    assert names == ["copy.db", "study.db", "study.db.last-backup"]


def test_a_backup_replaces_nothing(store, tmp_path):
    (tmp_path / "copy.db").write_text("dear")
    with pytest.raises(StoreError) as error:
        store.backup(tmp_path / "copy.db")
    assert error.value.code == "QC-ST02"
    assert (tmp_path / "copy.db").read_text() == "dear"
    with pytest.raises(StoreError):
        store.backup(store.path)


def test_a_backup_into_a_folder_that_is_not_there_leaves_nothing(store, tmp_path):
    with pytest.raises(StoreError):
        store.backup(tmp_path / "no" / "copy.db")
    assert store.last_backup is None


def test_a_backup_that_was_removed_is_not_named(store, tmp_path):
    store.backup(tmp_path / "copy.db")
    (tmp_path / "copy.db").unlink()
    assert store.last_backup is None


def test_restore_brings_back_the_study_and_keeps_what_was_there(store, tmp_path):
    for _ in do_everything(store):
        pass
    store.backup(tmp_path / "copy.db")
    saved = everything(store)
    coded(store, "bagefter", 40, "partner.skoler")  # what the code is called by then
    store.finish("b", "carla", actor="carla")
    store.start_round(actor="lis")
    later = everything(store)
    done = Store.restore(tmp_path / "copy.db", store.path, actor="anna")
    with Store.open(store.path) as again, Store.open(done.before) as before:
        assert {**everything(again), **dict.fromkeys(NEW)} == {**saved, **dict.fromkeys(NEW)}
        assert everything(before) == later
        assert again.check() == []
        assert (again.log(1)[0].kind, again.revision) == ("restore", done.revision)


def test_revisions_go_on_after_a_restore(store, tmp_path):
    """A number that stood for the lost state must not stand for another one."""
    store.backup(tmp_path / "copy.db")
    for place in range(5):
        coded(store, place=place)
    assert (
        Store.restore(tmp_path / "copy.db", store.path, actor="anna").revision
        == store_revision(tmp_path)
        == 8
    )


def store_revision(folder):
    with Store.open(folder / "study.db") as store:
        return store.revision


def test_whoever_has_the_store_open_must_open_it_again(store, tmp_path):
    store.backup(tmp_path / "copy.db")
    a = store.version("a")
    Store.restore(tmp_path / "copy.db", store.path, actor="bo")
    for use in (lambda: coded(store), lambda: store.documents(), lambda: store.backup(tmp_path / "b.db")):
        with pytest.raises(StaleStudyError):
            use()
    with Store.open(store.path) as again:
        again.add_codings([coding(a)], actor="anna", seen=again.revision)


def test_what_came_before_a_restore_cannot_be_undone(store, tmp_path):
    store.backup(tmp_path / "copy.db")
    Store.restore(tmp_path / "copy.db", store.path, actor="bo")
    with Store.open(store.path) as again:
        with pytest.raises(StoreError) as error:
            again.undo(actor="bo")
        assert error.value.code == "QC-ST18"
        again.add_documents([new_document("c")], actor="bo")
        again.undo(actor="bo")
        again.redo(actor="bo")


def test_a_store_that_is_gone_is_restored(store, tmp_path):
    store.backup(tmp_path / "copy.db")
    store.path.unlink()
    done = Store.restore(tmp_path / "copy.db", store.path, actor="anna")
    assert done.before is None
    assert store_revision(tmp_path) == 3


@pytest.mark.parametrize("damage", ["first bytes", "emptied", "middle"])
def test_a_damaged_store_is_restored_and_set_aside(store, tmp_path, damage):
    """The drill: the file is damaged, the message names the backup, the backup brings the study back."""
    coded(store)
    saved = store.codings()
    backup = store.backup(tmp_path / "copy.db")
    data = bytearray(store.path.read_bytes())
    if damage == "first bytes":
        data[:100] = bytes(100)
    elif damage == "emptied":
        data.clear()
    else:
        data[len(data) // 2 :] = bytes(len(data) - len(data) // 2)
    store.path.write_bytes(bytes(data))
    with pytest.raises(StoreDamagedError, match=r"copy\.db"):
        Store.open(store.path)
    done = Store.restore(backup.path, store.path, actor="anna")
    with Store.open(store.path) as again:
        assert again.codings() == saved
    assert Path(done.before).read_bytes() == bytes(data)


@pytest.mark.parametrize("gone", [False, True], ids=["damaged", "missing"])
def test_a_journal_that_a_killed_writer_left_does_not_get_into_the_restored_store(store, tmp_path, gone):
    """SQLite finds a journal by its name, and would write the old file's pages into the new one."""
    coded(store)
    store.backup(tmp_path / "copy.db")
    saved = store.codings()
    journal = store.path.with_name("study.db-journal")
    with store._session.writing("anna") as write:
        write.connection.exec_driver_sql("PRAGMA cache_size = 5")
        for place in range(50):
            write.record(f"test {place}", {}, [f"{place} {n}" for n in range(50)])
        hot = journal.read_bytes()
    if gone:
        store.path.unlink()
    else:
        store.path.write_bytes(bytes(100) + store.path.read_bytes()[100:])
    journal.write_bytes(hot)
    Store.restore(tmp_path / "copy.db", store.path, actor="anna")
    with Store.open(store.path) as again:
        assert again.codings() == saved
        assert again.check() == []
    assert not journal.exists()


def test_a_backup_of_another_study_is_refused(store, tmp_path):
    with Store.create(tmp_path / "other.db", study_id="other") as other:
        other.backup(tmp_path / "copy.db")
    before = store.path.read_bytes()
    with pytest.raises(StoreError) as error:
        Store.restore(tmp_path / "copy.db", store.path, actor="anna")
    assert error.value.code == "QC-ST19"
    assert store.path.read_bytes() == before


def test_a_damaged_backup_is_refused_and_the_store_left_alone(store, tmp_path):
    coded(store)
    store.backup(tmp_path / "copy.db")
    data = bytearray((tmp_path / "copy.db").read_bytes())
    place = data.find(b"Vi ringer altid")
    data[place] ^= 1
    (tmp_path / "copy.db").write_bytes(bytes(data))
    before = store.path.read_bytes()
    with pytest.raises(StoreError):
        Store.restore(tmp_path / "copy.db", store.path, actor="anna")
    assert store.path.read_bytes() == before
    assert sorted(file.name for file in tmp_path.iterdir()) == ["copy.db", "study.db", "study.db.last-backup"]


def test_a_damaged_store_gives_no_backup(store, tmp_path):
    """A copy of damage would take the place of a good backup one day."""
    data = bytearray(store.path.read_bytes())
    data[data.find(b"Vi ringer altid")] ^= 1
    store.path.write_bytes(bytes(data))
    with Store.open(store.path) as damaged:
        with pytest.raises(StoreDamagedError):
            damaged.backup(tmp_path / "copy.db")
        assert [problem.found for problem in damaged.check()] == ["its SHA-256 does not fit"]
    assert not (tmp_path / "copy.db").exists()


def test_restore_needs_a_backup_another_file_and_somebody_who_acts(store, tmp_path):
    store.backup(tmp_path / "copy.db")
    with pytest.raises(StoreError) as error:
        Store.restore(tmp_path / "nothing.db", store.path, actor="anna")
    assert error.value.code == "QC-ST01"
    with pytest.raises(StoreError) as error:
        Store.restore(store.path, store.path, actor="anna")
    assert error.value.code == "QC-ST19"
    with pytest.raises(UsageError):
        Store.restore(tmp_path / "copy.db", store.path, actor="")


def test_a_writer_that_waited_while_the_store_was_restored_does_not_write(store, tmp_path, monkeypatch):
    """It holds the old file open under the name of the new one, whose journal it would otherwise take for its own."""
    store.backup(tmp_path / "copy.db")
    real, again = sqlite.begin, []

    def begin_after_a_restore(connection, *, write):
        if write and not again:
            again.append(True)
            Store.restore(tmp_path / "copy.db", store.path, actor="bo")
        real(connection, write=write)

    a = store.version("a")
    monkeypatch.setattr(sqlite, "begin", begin_after_a_restore)
    with pytest.raises(StaleStudyError):
        store.add_codings([coding(a)], actor="anna")
    with Store.open(store.path) as restored:
        assert restored.codings() == []
        assert restored.check() == []


def test_two_restores_keep_both_earlier_files(store, tmp_path):
    store.backup(tmp_path / "copy.db")
    names = [Store.restore(tmp_path / "copy.db", store.path, actor="anna").before for _ in range(2)]
    assert len(set(names)) == 2
    with Store.open(names[1]) as before:
        assert before.log(1)[0].kind == "restore"


def test_a_study_of_the_same_id_made_anew_takes_an_old_backup(store, tmp_path):
    store.backup(tmp_path / "copy.db")
    with anew(tmp_path / "new" / "study.db") as new:
        Store.restore(tmp_path / "copy.db", new.path, actor="anna")
    assert store_revision(tmp_path / "new") == 3
