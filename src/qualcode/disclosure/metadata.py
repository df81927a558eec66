"""What a file tells beside its words: authors, paths, times, what was changed, and what is hidden in it.

:func:`inspect` says what kind of thing stands in which part, and never what it says.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path

from qualcode.disclosure.metadata_office import inspect_office
from qualcode.disclosure.metadata_pages import inspect_html, inspect_svg, inspect_text
from qualcode.disclosure.metadata_pdf import inspect_pdf
from qualcode.disclosure.metadata_pictures import inspect_jpeg, inspect_png
from qualcode.disclosure.traces import Own, Trace
from qualcode.errors import UsageError
from qualcode.safe_io import read_limited

Inspector = Callable[[bytes, str, Own], Iterator[Trace]]

_INSPECTORS: dict[str, Inspector] = {
    ".docx": inspect_office, ".docm": inspect_office, ".dotx": inspect_office, ".xlsx": inspect_office, ".xlsm": inspect_office,
    ".html": inspect_html, ".htm": inspect_html, ".svg": inspect_svg, ".png": inspect_png, ".jpg": inspect_jpeg,
    ".jpeg": inspect_jpeg, ".pdf": inspect_pdf, ".csv": inspect_text, ".tex": inspect_text, ".json": inspect_text,
    ".md": inspect_text, ".txt": inspect_text,
}  # fmt: skip

ENDINGS = tuple(sorted(_INSPECTORS))
"""Files that can be inspected."""


def inspect(path: Path, *, own: Collection[str] = ()) -> tuple[Trace, ...]:
    """Find what a file tells beside its words.

    Parameters
    ----------
    path : Path
    own : collection of str
        Words that must not stand in it anywhere, in any case: user names, names of documents, sites and speakers.

    Returns
    -------
    tuple of Trace
        Nothing for a file that may be handed on. Each kind once for each part.

    Raises
    ------
    UsageError
        Files of this ending cannot be inspected (QC-DC05).
    UnreadableFileError, UnsafeFileError
        It is damaged, or could do harm.
    """
    return inspect_bytes(read_limited(path), path.name, own=own)


def inspect_bytes(data: bytes, name: str, *, own: Collection[str] = ()) -> tuple[Trace, ...]:
    """Find what the bytes of a file tell beside its words; its ending says how to read them. See :func:`inspect`."""
    ending = Path(name).suffix.lower()
    if ending not in _INSPECTORS:
        raise UsageError(
            f"files that end in {ending or 'nothing'!r} are not inspected",
            code="QC-DC05",
            where=name,
            allowed=f"Endings: {', '.join(ENDINGS)}",
            do="Save it as one of these.",
        )
    return _once(_INSPECTORS[ending](data, name, Own.of(own)))


def _once(traces: Iterable[Trace]) -> tuple[Trace, ...]:
    return tuple(dict.fromkeys(traces))
