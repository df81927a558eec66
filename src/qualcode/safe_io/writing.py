"""Writing a file whole or not at all, readable by its owner only."""

from __future__ import annotations

import os
import re
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from qualcode.safe_io.oserrors import plain_os_errors

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700

_TEMPORARY = re.compile(r"\..+\.(\d+)-[0-9a-f]{8}\.tmp", re.DOTALL)
_OLD = 24 * 3600
"""Seconds after which a temporary file belongs to nobody, where processes cannot be asked for."""


def make_private_folder(path: Path) -> None:
    """Create a folder (and its parents) that only its owner can open."""
    with plain_os_errors(path.name):
        missing = [folder for folder in (path, *path.parents) if not folder.exists()]
        for folder in reversed(missing):
            folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
            folder.chmod(PRIVATE_FOLDER)


@contextmanager
def replacing(path: Path, *, mode: int = PRIVATE_FILE) -> Iterator[Path]:
    """Give a temporary path beside ``path``; on success it takes its place, on failure nothing is left.

    Parameters
    ----------
    path : Path
        What is written. A link is followed: the file behind it is replaced, the link stays.
    mode : int
        Permissions of the new file.

    Raises
    ------
    UnreadableFileError
        The disk is full, the folder cannot be written and the like; ``path`` is as it was.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> with replacing(folder / "a.txt") as temporary:
    ...     _ = temporary.write_text("whole", encoding="utf-8")
    >>> [file.name for file in folder.iterdir()]
    ['a.txt']
    """
    with plain_os_errors(path.name):
        target = path.resolve() if path.is_symlink() else path
        temporary = target.with_name(f".{target.name}.{os.getpid()}-{secrets.token_hex(4)}.tmp")
        try:
            os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_RDWR, mode))
            yield temporary
            with temporary.open("rb+") as written:
                os.fsync(written.fileno())
            temporary.chmod(mode)
            temporary.replace(target)
            _sync_folder(target.parent)
        finally:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """Flush a folder's entries; systems that cannot open folders (Windows) do it themselves."""
    if not hasattr(os, "O_DIRECTORY"):
        return
    with suppress(OSError):  # some network drives refuse; the file itself is flushed already
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def remove_leftovers(folder: Path) -> int:
    """Remove temporary files that a killed run left in a folder, and say how many.

    Files of a run that is still going are kept: on POSIX its process is asked for, elsewhere only what is
    older than a day goes.
    """
    removed = 0
    for file in folder.glob(".*.tmp"):
        owner = _TEMPORARY.fullmatch(file.name)
        if owner and not _in_use(file, int(owner[1])):
            with suppress(OSError):
                file.unlink()
                removed += 1
    return removed


def _in_use(file: Path, process: int) -> bool:
    if os.name != "posix":  # asking Windows for a process this way would end it
        with suppress(OSError):
            return time.time() - file.stat().st_mtime < _OLD
        return True
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def write_text(path: Path, text: str, *, mode: int = PRIVATE_FILE) -> None:
    """Write a UTF-8 text file with line feeds, whole or not at all."""
    write_bytes(path, text.encode("utf-8"), mode=mode)


def write_bytes(path: Path, data: bytes, *, mode: int = PRIVATE_FILE) -> None:
    """Write a file whole or not at all."""
    with replacing(path, mode=mode) as temporary:
        temporary.write_bytes(data)
