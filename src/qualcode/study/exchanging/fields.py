"""The further fields in which a study's own things travel: one form for writing and reading them.

=============  ===========================================================================================
of the project ``version``, ``language``, ``title`` of the codebook
of a code      ``id``, ``use_when``, ``not_when``, ``example``, ``cue``, ``was``, ``retired``
of a source    ``document``, ``text`` (start of its SHA-256), ``label``, ``turns``, ``speaker``, ``decision``, ``notes``
of a coding    ``stance``, ``round``
of a note      ``memo``: it is a memo of its own, not the memo of a coding
of a user      the account ``qualcode:model``: a coder that is no person
=============  ===========================================================================================

``turns`` is ``1:0-35 2:36-90@12.5-19.2``: the number of the label (0: nobody), first and last place, and seconds of the
recording. Rows of tables (``speaker``, ``decision``) are JSON lists.
"""

from __future__ import annotations

import json
import math
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any

from qualcode.interchange.exchange import Extra, guid_of
from qualcode.model import Decision, Interview, Span, Speaker, Suggestion, Turn
from qualcode.model.codings import ANSWERS, suggestion_id
from qualcode.model.corpus import Role

VARIABLES = {name: guid_of("qualcode", "variable", name) for name in ("site", "date", "mode", "role", "area")}
"""Attributes that other programs show, by our name for them."""

MODEL = "qualcode:model"
"""Account name of a coder that is no person: such codings never come back as somebody's own."""

_TURN = re.compile(r"(\d+):(\d+)-(\d+)(?:@([^-\s]*)-([^-\s]*))?")


def numbered(word: str, form: str) -> Iterator[str]:
    """Give a word, then the word with a number: 2, 3 and so on.

    Examples
    --------
    >>> names = numbered("a", "{} ({})")
    >>> next(names), next(names)
    ('a', 'a (2)')
    """
    yield word
    for number in count(2):
        yield form.format(word, number)


def by_name(extra: Extra) -> dict[str, list[str]]:
    """Return further fields by their names, values in order."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for name, value in extra:
        found[name].append(value)
    return dict(found)


def first(found: dict[str, list[str]], name: str) -> str:
    """Return the first value of a field; empty where there is none."""
    return found.get(name, [""])[0]


def pack_turns(turns: Sequence[Turn]) -> list[tuple[str, str]]:
    """Return turns as fields: the labels in order of appearance, and one line with the places."""
    labels = list(dict.fromkeys(turn.speaker for turn in turns if turn.speaker is not None))
    number: dict[str | None, int] = {None: 0}
    number |= {label: place for place, label in enumerate(labels, start=1)}
    return [
        *(("label", label) for label in labels),
        ("turns", " ".join(_turn(turn, number[turn.speaker]) for turn in turns)),
    ]


def _turn(turn: Turn, label: int) -> str:
    place = f"{label}:{turn.span.start}-{turn.span.end}"
    if turn.start is None and turn.end is None:
        return place
    times = ("" if time is None else repr(float(time)) for time in (turn.start, turn.end))
    return f"{place}@{'-'.join(times)}"


def unpack_turns(found: dict[str, list[str]], text: str) -> tuple[Turn, ...] | None:
    """Return the turns of a text; None where there are none, or they do not cover this text."""
    labels: list[str | None] = [None, *found.get("label", ())]
    turns: list[Turn] = []
    place = 0
    for number, word in enumerate(first(found, "turns").split(), start=1):
        part = _TURN.fullmatch(word)
        if part is None or max(map(len, part.groups(""))) > 30:
            return None
        label, start, end = (int(digits) for digits in part.groups()[:3])
        times = [_time(given) for given in part.groups()[3:]]
        if label >= len(labels) or start != place or not start <= end <= len(text):
            return None
        turns.append(Turn(number, labels[label], Span(start, end), *times))
        place = end + 1
    covered = turns and turns[-1].span.end == len(text)
    joined = all(text[turn.span.end] == "\n" for turn in turns[:-1])
    return tuple(turns) if covered and joined else None


def _time(given: str | None) -> float | None:
    try:
        time = float(given or "")
    except ValueError:
        return None
    return time if math.isfinite(time) else None


def pack_speaker(row: Speaker) -> str:
    """Return a row of speakers.csv."""
    return _packed(row.label, row.speaker_id, row.role, row.area, row.notes)


def unpack_speaker(document: str, given: str) -> Speaker | None:
    """Return a row of speakers.csv; None where it is none."""
    row = _unpacked(given, 5)
    if row is None or not all(isinstance(cell, str) for cell in row):
        return None
    label, speaker_id, role, area, notes = (str(cell) for cell in row)
    known: dict[str, Role] = {"interviewer": "interviewer", "informant": "informant"}
    return Speaker(document, label, speaker_id, known.get(role, ""), area, notes)


def pack_decision(one: Decision) -> str:
    """Return an answer to a suggestion."""
    about = one.suggestion
    return _packed(
        one.id, about.segment, about.span.start, about.span.end, about.code, about.score, about.rank, about.suggested,
        about.model, one.answer, one.code, one.coder, one.codebook_version, one.round, one.decided_at,
    )  # fmt: skip


def unpack_decision(document: str, version: str, given: str) -> Decision | None:
    """Return an answer to a suggestion; None where it is none."""
    row = _unpacked(given, 15)
    if row is None:
        return None
    try:
        id_, segment, start, end, code, score, rank, suggested, model = row[:9]
        span = Span(int(start), int(end))
        about = Suggestion(
            suggestion_id(document, version, span, str(code), str(model)), document, version, int(segment), span,
            str(code), float(score), int(rank), bool(suggested), str(model),
        )  # fmt: skip
        answer, became, coder, book, round_, at = row[9:]
        if answer not in ANSWERS:
            return None
        return Decision(
            str(id_),
            about,
            answer,
            str(coder),
            str(became),
            str(book),
            int(round_),
            str(at),
        )
    except (TypeError, ValueError, OverflowError):
        return None


def interview_values(row: Interview) -> dict[str, str]:
    """Return what of an interview other programs show as attributes."""
    return {name: value for name in ("site", "date", "mode") if (value := getattr(row, name))}


def _packed(*cells: object) -> str:
    return json.dumps(cells, ensure_ascii=False)


def _unpacked(given: str, length: int) -> list[Any] | None:
    try:
        row = json.loads(given)
    except (ValueError, RecursionError):
        return None
    return row if isinstance(row, list) and len(row) == length else None


def one_line(text: str) -> str:
    """Return a text as one line."""
    return " ".join(storable(text).split())


def storable(text: str) -> str:
    """Return a text with a replacement character for what the store cannot hold."""
    return "".join("\ufffd" if ch == "\0" or "\ud800" <= ch <= "\udfff" else ch for ch in text)
