"""Finding the transcripts in files and folders that a person names."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from qualcode.errors import DocumentImportError, Problem
from qualcode.importers.base import MAX_PROBLEMS, readable_endings
from qualcode.safe_io import plain_os_errors

_NEVER = frozenset({"thumbs.db", "desktop.ini", "icon\r", "__macosx"})
"""What systems leave in folders."""

_LEFTOVER = (".tmp", ".part", ".crdownload", ".swp", ".lock", "~")


def find_transcripts(paths: Iterable[Path]) -> list[Path]:
    """Return the transcript files among files and folders, each once, sorted.

    Folders are searched all the way down. Hidden files, lock files of Word and LibreOffice, and temporary files
    are passed over. Any other file that cannot be read as a transcript is an error: nothing is left out silently.

    Parameters
    ----------
    paths : iterable of Path

    Raises
    ------
    DocumentImportError
        With every path that is missing or cannot be read as a transcript.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> for name in ("b.txt", "a.docx", "~$a.docx", ".DS_Store"):
    ...     (folder / name).touch()
    >>> [path.name for path in find_transcripts([folder])]
    ['a.docx', 'b.txt']
    """
    endings = readable_endings()
    found: dict[Path, Path] = {}
    problems: list[Problem] = []
    for path in paths:
        with plain_os_errors(path.name, kind=DocumentImportError):
            if not path.exists():
                problems.append(Problem(path.name, "there is no such file or folder"))
                continue
            for file in _files(path):
                if file.suffix.lower() in endings:
                    found.setdefault(file.resolve(), file)
                else:
                    problems.append(Problem(file.name, "this ending is not read"))
    if problems:
        raise DocumentImportError(
            f"{len(problems)} of the files are no transcripts that can be read",
            code="QC-IM02",
            allowed=f"Transcripts end in {', '.join(sorted(endings))}",
            do="Name the transcripts one by one, or move the others away.",
            problems=problems[:MAX_PROBLEMS],
        )
    return sorted(found.values(), key=lambda file: (str(file).casefold(), str(file)))


def _files(path: Path) -> Iterator[Path]:
    """Give a file itself, or the files of a folder but those that nobody means."""
    if not path.is_dir():
        yield path
        return
    for folder, below, names in os.walk(path, followlinks=False):
        below[:] = sorted(name for name in below if not _passed_over(name))
        yield from (Path(folder) / name for name in sorted(names) if not _passed_over(name))


def _passed_over(name: str) -> bool:
    lower = name.lower()
    return lower.startswith((".", "~")) or lower in _NEVER or lower.endswith(_LEFTOVER)
