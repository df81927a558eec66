"""What the operating system refuses, in plain words."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from qualcode.errors import UnreadableFileError, UserError

_WORDS = {
    errno.ENOENT: ("QC-SF01", "there is no such file or folder", "Check the name and the folder."),
    errno.EACCES: ("QC-SF02", "the system does not allow it", "Check the permissions, and whether another program has it open."),
    errno.EISDIR: ("QC-SF03", "this is a folder, and a file is needed", "Name a file."),
    errno.ENOSPC: ("QC-SF04", "the disk is full; nothing was changed", "Free some space and run it again."),
    errno.EROFS: ("QC-SF05", "the disk can only be read; nothing was changed", "Choose another place."),
}  # fmt: skip
_SAME = {
    errno.EPERM: errno.EACCES,
    errno.EDQUOT: errno.ENOSPC,  # the quota is used up
    errno.EFBIG: errno.ENOSPC,  # a limit on the size of files
    errno.ENOTDIR: errno.ENOENT,
}


@contextmanager
def plain_os_errors(where: str, *, kind: type[UserError] = UnreadableFileError) -> Iterator[None]:
    """Turn an ``OSError`` of the block into an error that says where and what to do.

    Parameters
    ----------
    where : str
        What was read or written: a file's name.
    kind : type of UserError
        What to raise.

    Examples
    --------
    >>> with plain_os_errors("codings.csv"):
    ...     raise OSError(errno.ENOSPC, "No space left on device")
    Traceback (most recent call last):
    qualcode.errors.UnreadableFileError: UnreadableFileError [QC-SF04]: codings.csv: the disk is full; ...
    """
    try:
        yield
    except OSError as problem:
        raise _plain(problem, where, kind) from None


def _plain(problem: OSError, where: str, kind: type[UserError]) -> UserError:
    number = problem.errno or 0
    known = _WORDS.get(_SAME.get(number, number))
    if known:
        code, found, do = known
    else:
        name = errno.errorcode.get(number, type(problem).__name__)
        code, found, do = "QC-SF06", f"the system reports {name}", "Check the disk and the name."
    return kind(found, code=code, where=where, do=do)
