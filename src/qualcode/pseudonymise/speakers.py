"""Speakers' labels: which of them are names, and what stands in their place.

A label belongs to its document ("B" is another person in the next file) and is no part of the text, so the plan has
no rows for it. In the pseudonymised version every turn carries the speaker's neutral id from ``data/speakers.csv``. A
label that nobody gave an id stays where it is plainly none (``I1``, ``Interviewer``, ``SPEAKER_00``); a label that may be
somebody's name or initials is refused, since a version that is called pseudonymised may not carry it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from qualcode.errors import Problem, PseudonymisationError
from qualcode.model import DocumentVersion

_NEUTRAL = re.compile(
    r"(?:[a-zæøå]|[a-zæøå]{1,3}[ _.-]?\d{1,4}|\d{1,4}|(?:in|int|sp|spk|inf|mod|res|res[pd]|fac|uk)\d{0,3}"
    r"|(?:interviewer|interviewperson|informant|speaker|taler|deltager|participant|respondent|borger|rådgiver|moderator|ordstyrer|"
    r"facilitator|referent|tolk|interpreter|person|mand|kvinde|man|woman|male|female|flere|alle|all|unknown|ukendt|ukendt taler|"
    r"unknown speaker|medarbejder|sagsbehandler|observatør|observer|forsker|researcher|host|guest|vært|gæst|lærer|teacher|student|elev|"
    r"several|begge|leder|voksen|barn|ung|boern|børn)[ _.-]{0,2}(?:[a-zæøå]|\d{1,4}|[ivx]{1,4}|m|k|f)?)",
    re.IGNORECASE,
)


def is_neutral(label: str) -> bool:
    """Say whether a label is plainly no name.

    Examples
    --------
    >>> is_neutral("I1"), is_neutral("Interviewer 2"), is_neutral("SPEAKER_00"), is_neutral("MK"), is_neutral("Mette")
    (True, True, True, False, False)
    """
    return _NEUTRAL.fullmatch(label.strip().rstrip(":")) is not None


def label_pseudonyms(version: DocumentVersion, speaker_ids: Mapping[str, str]) -> dict[str, str]:
    """Return what stands for each label of a document in its pseudonymised version.

    Parameters
    ----------
    version : DocumentVersion
    speaker_ids : mapping of str to str
        Neutral id by label.

    Raises
    ------
    PseudonymisationError
        QC-PS06: a label may be a name and has no id.

    Examples
    --------
    >>> from qualcode.model import Utterance
    >>> version = DocumentVersion.from_utterances("a", [Utterance("I", "Hvem?"), Utterance("Bodil", "Mig.")])
    >>> label_pseudonyms(version, {"Bodil": "p01"})
    {'I': 'I', 'Bodil': 'p01'}
    """
    labels = dict.fromkeys(turn.speaker for turn in version.turns if turn.speaker)
    unnamed = [label for label in labels if not speaker_ids.get(label) and not is_neutral(label)]
    if unnamed:
        first = {
            label: next(turn.number for turn in version.turns if turn.speaker == label) for label in unnamed
        }
        raise PseudonymisationError(
            f"{len(unnamed)} speakers' labels may be names and have no speaker_id",
            code="QC-PS06",
            where=version.document,
            allowed="A label that is a name or initials has a row in data/speakers.csv with a neutral speaker_id",
            do="Add the rows, then run again.",
            problems=[Problem(f"turn {turn}", "its label has no speaker_id") for turn in first.values()],
        )
    return {label: speaker_ids.get(label) or label for label in labels}
