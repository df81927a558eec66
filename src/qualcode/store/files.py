"""The store's file on the disk: where it may lie, how it comes to be, and which backup of it is known.

The file is only ever opened by SQLite. Opening it a second time in the same process, even to read a byte, drops
SQLite's locks on POSIX systems when it is closed.
"""

from __future__ import annotations

import json
import os
import secrets
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from qualcode.safe_io import PRIVATE_FILE, write_text

NETWORK_FILESYSTEMS = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "coda", "ceph", "glusterfs", "lustre", "davfs"}
    | {"fuse.davfs2", "fuse.sshfs", "fuse.rclone", "fuse.gvfsd-fuse", "fuse.glusterfs", "fuse.onedriver"}
)
"""Names of network file systems as /proc/self/mountinfo gives them."""

MOUNTS = Path("/proc/self/mountinfo")
"""Where Linux says what is mounted where."""

STAGED = ".qualcode-new"
"""How the name of a file ends that is being made."""

REMOTE_DRIVE = 4
"""What GetDriveTypeW of Windows says of a drive on the network."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A verified backup: where it is, which revision it holds, when it was made (ISO 8601, UTC)."""

    path: str
    revision: int
    made_at: str


def named(path: Path) -> Path:
    """Return the one name under which everybody opens a file: folders resolved, the file itself not."""
    return path.parent.resolve() / path.name


def network_kind(path: Path) -> str:
    """Return what kind of network drive a path lies on; empty for a local disk, or where it cannot be seen."""
    if str(path).startswith(("\\\\", "//")):
        return "UNC path"
    if sys.platform == "win32":
        import ctypes

        drive = ctypes.windll.kernel32.GetDriveTypeW(path.anchor)
        return "mapped drive" if drive == REMOTE_DRIVE else ""
    return _mounted_as(path)


def _mounted_as(path: Path) -> str:
    try:
        lines = MOUNTS.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:  # not Linux: there is nothing to ask
        return ""
    found = ("", "")
    for line in lines:
        before, _, after = line.partition(" - ")
        point = before.split()[4].replace("\\040", " ")
        # A later mount on the same point hides the earlier one.
        if path.is_relative_to(point) and len(point) >= len(found[0]):
            found = (point, after.split()[0])
    return found[1] if found[1] in NETWORK_FILESYSTEMS else ""


def unwritable(path: Path) -> str:
    """Return ``"file"`` or ``"folder"`` where one of them may not be written, and nothing otherwise.

    The owner's own mark counts even for an administrator, whom the system would let through.
    """
    for place, what in ((path, "file"), (path.parent, "folder")):
        with suppress(FileNotFoundError):
            if not (place.stat().st_mode & stat.S_IWUSR and os.access(place, os.W_OK)):
                return what
    return ""


@contextmanager
def staged(path: Path) -> Iterator[Path]:
    """Give an empty private file beside ``path``, which is gone afterwards unless it was moved."""
    sweep(path.parent)
    temporary = path.with_name(f".{path.name}.{os.getpid()}-{secrets.token_hex(4)}{STAGED}")
    try:
        os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_RDWR, PRIVATE_FILE))
        yield temporary
    finally:
        for left in (temporary, journal(temporary)):
            with suppress(OSError):
                left.unlink(missing_ok=True)


def sweep(folder: Path) -> None:
    """Remove what runs left in a folder when they were killed: it may hold texts."""
    for left in folder.glob(f".*{STAGED}*"):
        if _abandoned(left):
            with suppress(OSError):
                left.unlink()


def _abandoned(left: Path) -> bool:
    """Say whether the process that made a staged file is gone; its number stands in the name."""
    maker = left.name.partition(STAGED)[0].rpartition(".")[2].partition("-")[0]
    if os.name == "nt" or not maker.isdecimal():  # Windows cannot ask, but keeps files that are open
        return True
    try:
        os.kill(int(maker), 0)
    except (ProcessLookupError, OverflowError):
        return True
    except PermissionError:
        return False
    return False


@contextmanager
def placing(path: Path) -> Iterator[Path]:
    """Give an empty private file; on success it takes the name ``path``."""
    with staged(path) as temporary:
        yield temporary
        settle(temporary, path)


def settle(new: Path, path: Path) -> None:
    """Let a file take a name; ``FileExistsError`` says that it is taken, for no file is ever replaced."""
    flush(new)
    set_journal_aside(path, free_name(path, "left"))
    try:
        os.link(new, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without hard links (a USB stick): take the name, then fill it
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, PRIVATE_FILE))
        new.replace(path)
    sync_folder(path.parent)


def exchange(new: Path, path: Path, before: Path) -> None:
    """Let ``new`` take the name ``path``; what had it is called ``before`` from now on."""
    flush(new)
    try:
        os.link(path, before)  # so that there is never a moment without a file
    except OSError:  # a file system without hard links
        path.rename(before)
    set_journal_aside(path, before)
    new.replace(path)
    sync_folder(path.parent)


def set_journal_aside(path: Path, before: Path) -> None:
    """Move a journal away that a killed writer left, together with the file it belongs to.

    SQLite would take it for the new file's, and write pages of the old one into that.
    """
    with suppress(FileNotFoundError):
        journal(path).rename(journal(before))


def flush(path: Path) -> None:
    """Flush a file that no connection has open."""
    with path.open("rb+") as written:
        os.fsync(written.fileno())


def sync_folder(folder: Path) -> None:
    """Flush a folder's entries; systems that cannot open folders (Windows) do it themselves."""
    if hasattr(os, "O_DIRECTORY"):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def journal(path: Path) -> Path:
    """Return where SQLite keeps the way back while it writes."""
    return path.with_name(path.name + "-journal")


def free_name(path: Path, what: str) -> Path:
    """Return a name beside a file that nothing has yet, such as ``study.db.before-restore-1``."""
    number = 1
    while (found := path.with_name(f"{path.name}.{what}-{number}")).exists():
        number += 1
    return found


def remember_backup(store: Path, backup: Backup) -> None:
    """Note the last verified backup beside the store, where a damaged store can still name it."""
    with suppress(OSError):  # the backup is there and verified; only the note of it is not
        write_text(_note(store), json.dumps(asdict(backup)))


def known_backup(store: Path) -> Backup | None:
    """Return the last verified backup of a store, if one was made and its file is still there."""
    try:
        noted = json.loads(_note(store).read_text(encoding="utf-8"))
        backup = Backup(str(noted["path"]), int(noted["revision"]), str(noted["made_at"]))
    except (OSError, ValueError, KeyError, TypeError):  # no note, or one that somebody broke
        return None
    return backup if Path(backup.path).is_file() else None


def _note(store: Path) -> Path:
    return store.with_name(store.name + ".last-backup")
