"""Reading a file's bytes up to a limit."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from qualcode.errors import UnreadableFileError, UnsafeFileError
from qualcode.safe_io.oserrors import plain_os_errors

FILE_LIMIT = 200 * 1024 * 1024
"""Bytes of the largest file that is read; a day of talk is about one megabyte of text."""


def read_limited(path: Path, limit: int = FILE_LIMIT) -> bytes:
    """Return a file's bytes, or refuse a file that is larger than a limit.

    Parameters
    ----------
    path : Path
        An ordinary file; devices and pipes, which may never end, are refused.
    limit : int
        Most bytes.

    Raises
    ------
    UnreadableFileError
        There is no such file, or it may not be read.
    UnsafeFileError
        It is larger than the limit.
    """
    with plain_os_errors(path.name):
        if path.exists() and not path.is_file():
            raise UnreadableFileError(
                "this is not a file", code="QC-SF03", where=path.name, do="Name a file."
            )
        with path.open("rb") as file:
            data = file.read(limit + 1)
    if len(data) > limit:
        raise UnsafeFileError(
            f"the file has more than {_size(limit)}",
            code="QC-SF10",
            where=path.name,
            allowed=f"At most {_size(limit)} are read",
            do="Split it, or check that it is the right file.",
        )
    return data


def _size(count: int) -> str:
    return f"{count // 1_048_576} MB" if count >= 1_048_576 else f"{count} bytes"


@contextmanager
def long_csv_cells() -> Iterator[None]:
    """Let the csv module read cells of any length for as long as the block lasts.

    Its limit of 131,072 characters is one for the whole process, and a turn of talk can be longer.
    """
    before = csv.field_size_limit(FILE_LIMIT)
    try:
        yield
    finally:
        csv.field_size_limit(before)
