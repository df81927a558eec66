"""What an import proposes about each speaker, and what it doubts. Labels may be names: doubts count them."""

from __future__ import annotations

from collections import Counter

from qualcode.importers.base import Known, Reading, counted
from qualcode.importers.labels import OFTEN, is_close
from qualcode.importers.words import role_of_label
from qualcode.model import SpeakerProposal

RARE = 10
"""A label that stands at most a tenth as often as one it resembles may be a slip."""

_MANY = 200
"""Speakers beyond which labels are not compared with each other."""

_LISTED = 30
"""Speakers who speak once that are named one by one."""


def propose(reading: Reading) -> tuple[SpeakerProposal, ...]:
    """Return one proposal per label, in order of appearance."""
    turns: Counter[str] = Counter()
    words: Counter[str] = Counter()
    for utterance in reading.utterances:
        if utterance.speaker is not None:
            turns[utterance.speaker] += 1
            words[utterance.speaker] += len(utterance.text.split())
    return tuple(_proposal(label, reading.known.get(label), turns[label], words[label]) for label in turns)


def _proposal(label: str, known: Known | None, turns: int, words: int) -> SpeakerProposal:
    if known and known.role:
        return SpeakerProposal(label, known.role, True, known.reason, turns, words)
    role = role_of_label(label)
    if role:
        return SpeakerProposal(label, role, False, "inferred from the label", turns, words)
    reason = "explained in the file, without a role" if known else "the file does not say"
    return SpeakerProposal(label, "", False, reason, turns, words)


def doubt_speakers(reading: Reading, speakers: tuple[SpeakerProposal, ...]) -> None:
    """State what is unsure about the speakers: none at all, seen once, alike, initials of another."""
    nobody = [i for i, utterance in enumerate(reading.utterances) if utterance.speaker is None]
    if not speakers:
        where = reading.places[0] if reading.places else ""
        found = f"no speakers found: {counted(len(nobody), 'turn')} of nobody"
        reading.doubt("no-speakers", where, found)
        return
    if nobody:
        found = f"{counted(len(nobody), 'turn')} without a speaker, the first here"
        reading.doubt("no-speaker", reading.places[nobody[0]], found)
    first = _first_places(reading)
    numbers = {speaker.label: number for number, speaker in enumerate(speakers, start=1)}
    once = [speaker for speaker in speakers if _is_unsure(speaker, speakers, reading)]
    if len(once) > _LISTED:
        found = f"{len(once)} speakers speak once: speakers, or colons in the text?"
        reading.doubt("label-once", first[once[0].label], found)
    else:
        for speaker in once:
            found = f"speaker {numbers[speaker.label]} speaks once: a speaker, or a colon in the text?"
            reading.doubt("label-once", first[speaker.label], found)
    if len(speakers) <= _MANY:
        _doubt_pairs(reading, speakers, numbers, first)


def _is_unsure(speaker: SpeakerProposal, speakers: tuple[SpeakerProposal, ...], reading: Reading) -> bool:
    """Say whether a label stands once, is not explained in the file, and is no slip, which is said apart."""
    if speaker.label not in reading.once or speaker.label in reading.known:
        return False
    return not _is_slip(speaker, speakers)


def _is_slip(speaker: SpeakerProposal, speakers: tuple[SpeakerProposal, ...]) -> bool:
    return len(speakers) <= _MANY and any(_may_be_slip(speaker, other) for other in speakers)


def _first_places(reading: Reading) -> dict[str | None, str]:
    first: dict[str | None, str] = {}
    for utterance, place in zip(reading.utterances, reading.places, strict=True):
        first.setdefault(utterance.speaker, place)
    return first


def _doubt_pairs(
    reading: Reading,
    speakers: tuple[SpeakerProposal, ...],
    numbers: dict[str, int],
    first: dict[str | None, str],
) -> None:
    for speaker in speakers:
        number, where = numbers[speaker.label], first[speaker.label]
        for other in speakers:
            here = f"speaker {number} ({counted(speaker.turns, 'turn')})"
            there = f"speaker {numbers[other.label]} ({counted(other.turns, 'turn')})"
            if _may_be_slip(speaker, other):
                reading.doubt("label-slip", where, f"{here} is spelt almost like {there}: the same person?")
            elif _is_initials(speaker.label, other.label):
                reading.doubt(
                    "label-initials", where, f"{here} has the initials of {there}: the same person?"
                )


def _may_be_slip(rare: SpeakerProposal, often: SpeakerProposal) -> bool:
    if rare.label.casefold() == often.label.casefold() and rare.label != often.label:
        return rare.turns <= often.turns
    enough = often.turns >= OFTEN and rare.turns * RARE <= often.turns
    seldom = often.turns >= OFTEN and rare.turns <= 2 and rare.turns < often.turns
    return (enough or seldom) and is_close(rare.label, often.label)


def _is_initials(short: str, name: str) -> bool:
    """Say whether one label is the initials of another.

    Examples
    --------
    >>> _is_initials("CA", "Christian Akin"), _is_initials("C.A.", "Christian Akin"), _is_initials("CA", "Carl")
    (True, True, False)
    """
    letters = short.replace(".", "").replace(" ", "")
    words = [word for word in name.split() if word[:1].isupper()]
    return (
        1 < len(letters) <= 4
        and letters.isupper()
        and len(words) > 1
        and any(len(word.strip(".")) > 1 for word in words)
        and letters in ("".join(word[0] for word in words), words[0][0] + words[-1][0])
    )
