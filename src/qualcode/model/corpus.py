"""Documents: what was said, by whom, in which version of the text."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from qualcode.model.spans import Span

Role = Literal["interviewer", "informant", ""]
VersionKind = Literal["imported", "pseudonymised"]

SHORT_SHA = 12
"""How many characters of a version's SHA-256 travel with positions."""


def canonical(text: str) -> str:
    r"""Return the text in the one form that is stored: NFC, line feeds, no byte order mark.

    Examples
    --------
    >>> canonical("a\u030a\r\nb")
    'å\nb'
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    return unicodedata.normalize("NFC", text)


def sha256_of(text: str) -> str:
    """Return the SHA-256 of a text's UTF-8 bytes, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


@dataclass(frozen=True, slots=True)
class Utterance:
    """One speaker's stretch as a reader understood it, before it has a position.

    Parameters
    ----------
    speaker : str or None
        The label in this document; None where the file names nobody.
    text : str
        What was said, without label and time stamp.
    start, end : float or None
        Seconds from the start of the recording.
    """

    speaker: str | None = field(repr=False)
    text: str = field(repr=False)
    start: float | None = None
    end: float | None = None


@dataclass(frozen=True, slots=True)
class SpeakerProposal:
    """What a reader believes about one label of a document, for a person to confirm.

    ``certain`` is true where the file itself says the role (a legend), and false where it is inferred.
    """

    label: str = field(repr=False)
    role: Role
    certain: bool
    reason: str
    turns: int
    words: int


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something a reader was unsure of. ``where`` is a place in the file; no interview text."""

    kind: str
    where: str
    message: str


@dataclass(frozen=True, slots=True)
class Transcript:
    """A file as it was understood: the result of an import before anything is stored.

    Parameters
    ----------
    name : str
        Name of the document in the study: the file's stem.
    format : str
        Name of the reader, such as ``"docx"``.
    encoding : str
        How the bytes were read, such as ``"utf-8"``; empty for binary formats.
    source_sha256 : str
        SHA-256 of the file as it came.
    size : int
        Bytes of the file.
    utterances : tuple of Utterance
    speakers : tuple of SpeakerProposal
        One per label, in order of appearance.
    doubts : tuple of Doubt
    """

    name: str
    format: str
    encoding: str
    source_sha256: str
    size: int
    utterances: tuple[Utterance, ...] = field(repr=False)
    speakers: tuple[SpeakerProposal, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    @property
    def words(self) -> int:
        """Words in all utterances, split at white space."""
        return sum(len(utterance.text.split()) for utterance in self.utterances)


@dataclass(frozen=True, slots=True)
class Turn:
    """One speaker's stretch in a document version; ``number`` counts from 1, interviewers included."""

    number: int
    speaker: str | None = field(repr=False)
    span: Span
    start: float | None = None
    end: float | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One transcript of the study; its texts are its versions.

    ``id`` is what the study keeps; ``name`` is what people and files say.
    """

    id: str
    name: str
    format: str
    source_sha256: str
    encoding: str = ""
    imported_at: str = ""


@dataclass(frozen=True)
class DocumentVersion:
    """The text of a document at one point: its turns joined by a line feed.

    Parameters
    ----------
    document : str
        Name of the document.
    number : int
        From 1, in the order in which versions were made.
    kind : {"imported", "pseudonymised"}
    text : str
        Canonical text. Never shown in ``repr``.
    turns : tuple of Turn
        In order; they cover the text but for the line feeds between them.
    """

    document: str
    number: int
    kind: VersionKind
    text: str = field(repr=False)
    turns: tuple[Turn, ...] = field(repr=False)

    @classmethod
    def from_utterances(
        cls,
        document: str,
        utterances: Iterable[Utterance],
        *,
        number: int = 1,
        kind: VersionKind = "imported",
    ) -> DocumentVersion:
        """Join utterances into the canonical text and give every turn its span.

        Examples
        --------
        >>> version = DocumentVersion.from_utterances("a", [Utterance("I", "Hvem?"), Utterance("B", "Mig.")])
        >>> [turn.span for turn in version.turns]
        [Span(start=0, end=5), Span(start=6, end=10)]
        """
        parts: list[str] = []
        turns: list[Turn] = []
        place = 0
        for count, utterance in enumerate(utterances, start=1):
            text = canonical(utterance.text)
            span = Span(place, place + len(text))
            turns.append(Turn(count, utterance.speaker, span, utterance.start, utterance.end))
            parts.append(text)
            place = span.end + 1
        joined = "\n".join(parts)
        # NFC can act across a join (a turn that starts with a combining mark): the line feed prevents it.
        return cls(document, number, kind, joined, tuple(turns))

    @cached_property
    def sha256(self) -> str:
        """SHA-256 of the text; computed once, since texts are long and it is asked for often."""
        return sha256_of(self.text)

    @property
    def short_sha(self) -> str:
        """The first characters of the SHA-256, which travel with positions in files."""
        return self.sha256[:SHORT_SHA]

    def turn_at(self, place: int) -> Turn:
        """Return the turn that holds a code point; the line feed after a turn belongs to it."""
        low, high = 0, len(self.turns)
        while low < high:
            middle = (low + high) // 2
            if self.turns[middle].span.start <= place:
                low = middle + 1
            else:
                high = middle
        if low == 0:
            raise IndexError(f"no turn at {place}")
        return self.turns[low - 1]


@dataclass(frozen=True, slots=True)
class Speaker:
    """One speaker of one document: a row of data/speakers.csv."""

    document: str
    label: str = field(repr=False)
    speaker_id: str
    role: Role = ""
    area: str = ""
    notes: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Interview:
    """One interview: a row of data/interviews.csv. ``site`` is a neutral id."""

    document: str
    site: str
    date: str = ""
    mode: str = ""
    notes: str = field(default="", repr=False)


def speakers_by_label(speakers: Sequence[Speaker], document: str) -> dict[str, Speaker]:
    """Return the speakers of one document by their label in it."""
    return {speaker.label: speaker for speaker in speakers if speaker.document == document}
