"""Reading with a limit, writing whole or not at all, and plain words for what the system refuses."""

import errno
import os
import pickle
import subprocess
import sys

import pytest

from qualcode.errors import InterchangeError, UnreadableFileError, UnsafeFileError
from qualcode.safe_io import (
    make_private_folder,
    plain_os_errors,
    read_limited,
    remove_leftovers,
    replacing,
    write_bytes,
    write_text,
)


def test_files_are_read_up_to_a_limit(tmp_path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 100)
    assert read_limited(path) == b"x" * 100
    assert read_limited(path, limit=100) == b"x" * 100
    with pytest.raises(UnsafeFileError, match=r"QC-SF10.*99 bytes"):
        read_limited(path, limit=99)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes")
def test_a_pipe_is_no_file(tmp_path):
    """Reading it would wait forever."""
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UnreadableFileError, match="not a file"):
        read_limited(tmp_path / "pipe")


def test_missing_files_and_folders_are_said_plainly(tmp_path):
    with pytest.raises(UnreadableFileError, match=r"QC-SF01\]: gone.txt: there is no such file"):
        read_limited(tmp_path / "gone.txt")
    with pytest.raises(UnreadableFileError, match="QC-SF03"):
        read_limited(tmp_path)


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "the disk is full; nothing was changed"),
        (errno.EDQUOT, "the disk is full"),
        (errno.EFBIG, "the disk is full"),
        (errno.EROFS, "can only be read"),
        (errno.EACCES, "does not allow it"),
        (errno.EPERM, "does not allow it"),
        (errno.EISDIR, "a folder"),
        (errno.EIO, "EIO"),
    ],
)
def test_what_the_system_refuses_in_plain_words(number, words):
    with (
        pytest.raises(InterchangeError, match=words) as caught,
        plain_os_errors("a.csv", kind=InterchangeError),
    ):
        raise OSError(number, "HEMMELIGT", "/home/anna/HEMMELIGT")
    assert "HEMMELIGT" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)


def test_writing_replaces_the_whole_file_with_private_permissions(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("old")
    write_text(path, "nyt\n")
    assert path.read_bytes() == b"nyt\n"
    if os.name == "posix":
        assert path.stat().st_mode & 0o777 == 0o600


def test_a_failed_write_leaves_the_old_file_and_no_leftover(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("old")

    def fill() -> None:
        with replacing(path) as temporary:
            temporary.write_text("half")
            raise OSError(errno.ENOSPC, "no space")

    with pytest.raises(UnreadableFileError, match="QC-SF04"):
        fill()
    assert path.read_text() == "old"
    assert [file.name for file in tmp_path.iterdir()] == ["a.txt"]


def test_a_failure_of_the_caller_stays_its_own(tmp_path):
    with pytest.raises(ZeroDivisionError), replacing(tmp_path / "a.txt"):
        raise ZeroDivisionError
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(sys.platform != "linux", reason="limits on the size of files")
def test_a_disk_that_fills_up_changes_nothing(tmp_path):
    """A real limit of the system, in a process of its own."""
    (tmp_path / "a.bin").write_bytes(b"old")
    program = (
        "import resource, sys; from pathlib import Path; from qualcode.errors import UserError\n"
        "from qualcode.safe_io import write_bytes\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try: write_bytes(Path(sys.argv[1]), b'x' * 100_000)\n"
        "except UserError as error: print(error.code)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path / "a.bin")], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "QC-SF04"
    assert (tmp_path / "a.bin").read_bytes() == b"old"
    assert len(list(tmp_path.iterdir())) == 1


def test_writing_into_a_folder_that_is_not_there(tmp_path):
    with pytest.raises(UnreadableFileError, match="QC-SF01"):
        write_bytes(tmp_path / "gone" / "a.txt", b"x")


def test_writing_through_a_link_keeps_the_link(tmp_path):
    """People link data/private to an encrypted disk."""
    (tmp_path / "real.txt").write_text("old")
    (tmp_path / "link.txt").symlink_to(tmp_path / "real.txt")
    write_text(tmp_path / "link.txt", "new")
    assert (tmp_path / "link.txt").is_symlink()
    assert (tmp_path / "real.txt").read_text() == "new"


def test_leftovers_of_a_killed_run_are_removed_and_nothing_else(tmp_path):
    finished = subprocess.Popen([sys.executable, "-c", ""])
    finished.wait()
    names = {
        f".a.txt.{finished.pid}-0123abcd.tmp": True,
        f".a.txt.{os.getpid()}-0123abcd.tmp": False,
        ".notes.tmp": False,
        "a.tmp": False,
    }
    for name in names:
        (tmp_path / name).touch()
    assert remove_leftovers(tmp_path) == 1
    assert {file.name for file in tmp_path.iterdir()} == {name for name, goes in names.items() if not goes}


def test_private_folders_are_private_all_the_way(tmp_path):
    make_private_folder(tmp_path / "a" / "b")
    assert (tmp_path / "a" / "b").is_dir()
    if os.name == "posix":
        assert (tmp_path / "a").stat().st_mode & 0o777 == 0o700
        assert (tmp_path / "a" / "b").stat().st_mode & 0o777 == 0o700
    make_private_folder(tmp_path / "a" / "b")
