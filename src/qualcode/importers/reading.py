"""Reading one transcript: from a path to what the file says, or one error."""

from __future__ import annotations

import hashlib
import unicodedata
from pathlib import Path

from qualcode.errors import DocumentImportError, UnreadableFileError
from qualcode.importers.base import READERS, Reading, Source, counted, readable_endings
from qualcode.importers.labels import clean_label
from qualcode.importers.sniffing import check_bytes
from qualcode.importers.speakers import doubt_speakers, propose
from qualcode.importers.textfiles import line_feeds
from qualcode.model import Transcript, Utterance, canonical
from qualcode.safe_io import control_in, read_limited


def read_transcript(path: Path, *, name: str | None = None, encoding: str | None = None) -> Transcript:
    r"""Read a transcript file.

    Parameters
    ----------
    path : Path
        Its ending says how it is read: .docx, .odt, .txt, .md, .rtf, .vtt, .srt, .json, .csv, .xlsx or .pdf.
    name : str, optional
        Name of the document; the file's stem if left out.
    encoding : str, optional
        Of a text file, where it cannot be told from the bytes.

    Returns
    -------
    Transcript
        The whole file, with the speakers as proposals and all that was unsure as doubts.

    Raises
    ------
    DocumentImportError
        The file cannot be read as a transcript. Says where, and never what stands there.
    UnsafeFileError
        The file may harm: an archive that grows too much, entities, links.

    Examples
    --------
    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp()) / "pilot.txt"
    >>> _ = path.write_text("I: Hvem hjælper?\nA: Det gør naboen.\n", encoding="utf-8")
    >>> transcript = read_transcript(path)
    >>> [(speaker.label, speaker.role, speaker.turns) for speaker in transcript.speakers]
    [('I', 'interviewer', 1), ('A', '', 1)]
    """
    format_name = format_of(path)
    try:
        data = read_limited(path)
        source = Source(path.name, data, encoding)
        check_bytes(source)
        reading = READERS[format_name].read(source)
    except UnreadableFileError as problem:
        raise _as_import_error(problem) from None
    _clean(reading, source)
    speakers = propose(reading)
    doubt_speakers(reading, speakers)
    return Transcript(
        name=unicodedata.normalize("NFC", name or path.stem),
        format=format_name,
        encoding=reading.encoding,
        source_sha256=hashlib.sha256(data).hexdigest(),
        size=len(data),
        utterances=tuple(reading.utterances),
        speakers=speakers,
        doubts=tuple(reading.doubts),
    )


def format_of(path: Path) -> str:
    """Return the name of the reader for a file; a ``DocumentImportError`` where there is none."""
    endings = readable_endings()
    ending = path.suffix.lower()
    if ending not in endings:
        raise DocumentImportError(
            f"files that end in {ending} are not read" if ending else "the file has no ending",
            code="QC-IM01",
            where=path.name,
            allowed=f"Transcripts are read from {', '.join(sorted(endings))}",
            do="Save it in one of these formats.",
        )
    return endings[ending]


def _as_import_error(problem: UnreadableFileError) -> DocumentImportError:
    part = problem.problem
    return DocumentImportError(
        part.found,
        code=problem.code,
        where=part.where,
        allowed=part.allowed,
        do=part.do,
        problems=problem.problems,
    )


def _clean(reading: Reading, source: Source) -> None:
    """Bring texts and labels into their one form, and drop what has no words."""
    kept: list[Utterance] = []
    places: list[str] = []
    for utterance, place in zip(reading.utterances, reading.places, strict=True):
        text = canonical(line_feeds(utterance.text)).strip()
        if bad := control_in(f"{utterance.speaker or ''}{text}"):
            raise DocumentImportError(
                f"there is a character that no text may hold ({bad[1]})",
                code="QC-IM11",
                where=f"{source.name}: {place}",
                do="Remove it, or export the file again.",
            )
        if text:
            kept.append(Utterance(_label(utterance.speaker), text, utterance.start, utterance.end))
            places.append(place)
    if not kept:
        raise DocumentImportError(
            "no words were found in it",
            code="QC-IM04",
            where=source.name,
            do="Check that it is the right file, and that it was saved.",
        )
    reading.utterances, reading.places = kept, places
    reading.once = frozenset(filter(None, map(_label, reading.once)))
    reading.known = {_label(label) or "": known for label, known in reading.known.items()}
    if lost := sum(utterance.text.count("\ufffd") for utterance in kept):
        found = f"{counted(lost, 'replacement character')} (U+FFFD) in the text: letters were lost earlier"
        reading.doubt("replacement-characters", source.name, found)


def _label(label: str | None) -> str | None:
    return unicodedata.normalize("NFC", clean_label(label)) or None if label is not None else None
