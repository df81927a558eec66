"""Tables with a row per turn: which column is the speaker, which the words, which the time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from qualcode.importers import stamps

_NAMES = {
    "speaker": "speaker speakers speakername speakerlabel speakerid taler talere talernavn taleridentifikation person "
    "personer navn name label deltager deltagere participant participants informant respondent hvem who stemme voice "
    "aktør actor",
    "text": "text tekst transcript transcription transskription transskript transkription utterance utterances ytring "
    "ytringer replik replikker sentence sentences sætning sætninger udsagn tale speech dialogue dialog content indhold "
    "body turntext words word ord udtalelse response svar",
    "start": "start starttime starttid starttidspunkt begin begins beginning timestamp timestamps tidsstempel time tid "
    "tidspunkt tidskode timecode fra from intime in timespan timespans tidsrum tidsinterval",
    "end": "end endtime sluttid sluttidspunkt slut stop til to outtime out",
    "turn": "turn turns tur turnumber turnnumber turnno turnid taletur replikskifte",
    "role": "role rolle roller roles",
}
_KINDS = {name: (rank, kind) for kind, names in _NAMES.items() for rank, name in enumerate(names.split())}

KNOWN = "speaker, text, start, end, role, turn (taler, tekst, start, slut, rolle, tur)"
"""The names that are named in messages; others mean the same."""


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the known columns stand, from 0; None where there is none."""

    text: int
    speaker: int | None = None
    start: int | None = None
    end: int | None = None
    turn: int | None = None
    role: int | None = None

    @property
    def used(self) -> set[int]:
        """The columns that are read."""
        return {
            index
            for index in (self.text, self.speaker, self.start, self.end, self.turn, self.role)
            if index is not None
        }


def recognise(header: Sequence[str]) -> Columns | None:
    """Return the columns that a header names; None where none of them is the text.

    Examples
    --------
    >>> recognise(["Tid", "Taler", "Tekst", "Noter"])
    Columns(text=2, speaker=1, start=0, end=None, turn=None, role=None)
    >>> recognise(["kode", "antal"]) is None
    True
    """
    best: dict[str, tuple[int, int]] = {}
    for index, cell in enumerate(header):
        known = _KINDS.get(re.sub(r"[\W_\d]+", "", cell).lower())
        if known and (known[1] not in best or known[0] < best[known[1]][0]):
            best[known[1]] = (known[0], index)
    places = {kind: index for kind, (_, index) in best.items()}
    return Columns(**places) if "text" in places else None


def is_header(header: Sequence[str]) -> bool:
    """Say whether a row is a header: it names the text, and a speaker or a time."""
    columns = recognise(header)
    return columns is not None and len(columns.used) > 1


_ISO = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}.*")
_PLAIN = re.compile(r"\d{1,7}(?:[.,]\d{1,6})?")
_STAMP = re.compile(rf"[\[(<{{#]?\s*({stamps.RANGE})\s*[\])>}}#]?")


def time_of(cell: str) -> float | datetime | None:
    """Return what a cell says of time: seconds, or a moment; None where it says none. Of a time span, its start.

    Examples
    --------
    >>> time_of("[00:01:05]"), time_of("0:01.0 - 0:02.5"), time_of("12,5"), time_of("2024-03-01T10:00:05"), time_of("senere")
    (65.0, 1.0, 12.5, datetime.datetime(2024, 3, 1, 10, 0, 5), None)
    """
    cell = cell.strip()
    if match := _STAMP.fullmatch(cell):
        return stamps.times(match[1])[0]
    if _PLAIN.fullmatch(cell):
        return float(cell.replace(",", "."))
    if _ISO.fullmatch(cell):
        try:
            return datetime.fromisoformat(cell).replace(tzinfo=None)
        except ValueError:
            return None
    return None


def end_of(cell: str) -> float | None:
    """Return the end of a time span in seconds; None where a cell holds none.

    Examples
    --------
    >>> end_of("0:01.0 - 0:02.5"), end_of("0:01.0")
    (2.5, None)
    """
    match = _STAMP.fullmatch(cell.strip())
    return stamps.times(match[1])[1] if match else None
