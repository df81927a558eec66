"""A small made-up study for docs, tests and the first hour with qualcode.

Two municipalities that do not exist, two group interviews in Danish, 44 turns, 19 codes, two coders and their
consensus. Everybody and everything in it is invented; its ``README.md`` says so in Danish and English.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path, PurePosixPath

from qualcode.errors import StudyLayoutError
from qualcode.safe_io import make_private_folder, plain_os_errors, write_bytes

__all__ = ["copy_example", "example_folder"]

_ROOT = PurePosixPath()
_SETTINGS = _ROOT / "study.yaml"


def example_folder() -> Traversable:
    """Return the example study as it lies in the package, to read from.

    Examples
    --------
    >>> folder = example_folder()
    >>> sorted(entry.name for entry in folder.joinpath("data", "transcripts").iterdir())
    ['interview-01.docx', 'interview-02.vtt']
    """
    return files(__name__).joinpath("example")


def copy_example(target: Path) -> None:
    """Copy the example study into a new or empty folder.

    Files can be read by their owner only, as in any study, so that nobody gets used to less.

    Parameters
    ----------
    target : Path
        The folder of the new study; it and its parents are made if they are missing.

    Raises
    ------
    StudyLayoutError
        ``target`` is a file, holds something already, or cannot be written; then nothing is left of the copy.

    Examples
    --------
    >>> import tempfile
    >>> study = Path(tempfile.mkdtemp()) / "skolefravaer"
    >>> copy_example(study)
    >>> (study / "study.yaml").is_file()
    True
    """
    with plain_os_errors(str(target), kind=StudyLayoutError), ExitStack() as undo:
        _refuse_used(target)
        undo.callback(_remove_copied, target)
        # study.yaml last, so that a folder that was interrupted is not taken for a study.
        for place, source in sorted(
            _files(example_folder()), key=lambda item: (item[0] == _SETTINGS, item[0])
        ):
            copied = target.joinpath(*place.parts)
            make_private_folder(copied.parent)
            write_bytes(copied, source.read_bytes())
        undo.pop_all()


def _refuse_used(target: Path) -> None:
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise StudyLayoutError(
            "there is something here already",
            code="QC-DS01",
            where=str(target),
            allowed="The example goes into a new or empty folder",
            do="Name another folder, or move away what is there.",
        )


def _remove_copied(target: Path) -> None:
    """Take away what a copy that failed has left, and nothing else."""
    for entry in example_folder().iterdir():
        left = target / entry.name
        if left.is_dir():
            shutil.rmtree(left, ignore_errors=True)
        else:
            with suppress(OSError):
                left.unlink()


def _files(folder: Traversable, place: PurePosixPath = _ROOT) -> Iterator[tuple[PurePosixPath, Traversable]]:
    """Yield every file below a folder of the package with its place in the study."""
    for entry in folder.iterdir():
        here = place / entry.name
        if entry.is_dir():
            yield from _files(entry, here)
        else:
            yield here, entry
