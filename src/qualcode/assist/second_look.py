"""A second look: questions to the coders, never errors.

A model cannot tell right codings from wrong ones: for codings that a moderator later removed, its doubt was right
hardly more often than a coin (AUC .54). What it can do is point to places that are worth a talk: where coders differ,
where a passage looks like coded ones, and, last of all, where a coding looks unlike the others of its code.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from qualcode.assist.training import mark
from qualcode.assist.values import Floats, Key, key_of
from qualcode.labels import Labels
from qualcode.model import Coding, Segment

Kind = Literal["alone", "missing", "unlike"]
Use = tuple[int, str]
"""A code on a segment: the segment's place in the list, and the code."""

LOOKS_CODED = 0.5
"""Probability from which an uncoded passage is asked about: as likely as not."""

LOOKS_UNLIKE = 0.02
"""Probability up to which a coding is asked about."""

FEW_USES = 5
"""A model knows nothing of a code with fewer uses; that its codings look unlike each other means nothing."""

UNLIKE_WEIGHT = 0.5
"""Codings that look unlike come after all else: as evidence they were worth little."""

AGAIN = 0.7
"""What a further question on the same code counts, against the one before it: forty on one code help nobody."""

_WORDS = {
    "alone": {
        "da": "{who} har brugt {name} her; andre, der kodede interviewet, har ikke. Hvad taler for, og hvad taler imod?",
        "en": "{who} used {name} here; others who coded the interview did not. What speaks for it, what against?",
    },
    "missing": {
        "da": "Her ligner ordene steder, der er kodet med {name}. Hører koden også til her?",
        "en": "The words here look like places coded {name}. Does the code belong here, too?",
    },
    "unlike": {
        "da": "{name} ser anderledes ud her end andre steder. Er det en ny side af koden, som definitionen skal rumme?",
        "en": "{name} looks different here than elsewhere. Is it a new side of the code that its definition should hold?",
    },
}


@dataclass(frozen=True, slots=True)
class Question:
    """Something to look at once more. It says nothing about who is right.

    Parameters
    ----------
    segment : Segment
    code : str
    kind : {"alone", "missing", "unlike"}
        Used by one coder only; not coded, but like coded passages; coded, but unlike the others.
    score : float
        How useful the question seems, 0 to 1.
    who : tuple of str
        Whom to ask: who used the code, or for ``missing`` those who coded the document.
    """

    segment: Segment
    code: str
    kind: Kind
    score: float
    who: tuple[str, ...]

    def words(self, language: str, *, name: str = "") -> str:
        """Ask in Danish or English; ``name`` is the code's printed name.

        Examples
        --------
        >>> from qualcode.model import Span
        >>> place = Segment("a", "v1", 1, Span(0, 9), 1, "p1", "informant")
        >>> Question(place, "tema.tillid", "missing", 0.8, ("anna",)).words("en", name="Trust")
        'The words here look like places coded Trust. Does the code belong here, too?'
        """
        return Labels(_WORDS, language)(self.kind, name=name or self.code, who=", ".join(self.who))


def second_look(
    segments: Sequence[Segment],
    codings_by_coder: Mapping[str, Iterable[Coding]],
    *,
    codes: Sequence[str] = (),
    probability: Floats | None = None,
    looked_at: Mapping[str, Collection[Key]] | None = None,
    limit: int = 40,
) -> list[Question]:
    """Collect what is worth a second look, the most useful first, spread over the codes.

    Parameters
    ----------
    segments : sequence of Segment
        Of one segmentation; interviewers' are left out.
    codings_by_coder : mapping of str to iterable of Coding
        By each person who coded on their own; no consensus and no model, which nobody can be asked about.
    codes : sequence of str
        The c codes of the columns of ``probability``.
    probability : array of float, shape (len(segments), c), optional
        By models that had not seen the document; not a number where there is none.
    looked_at : mapping of str to collection of Key, optional
        By coder the segments that they decided about, codes or none. By default all of each document in which they
        have a coding, which is wrong where they coded a sample of it.
    limit : int

    Returns
    -------
    list of Question

    Notes
    -----
    A code that one of k coders used scores ``1 - 0.5 ** k`` (.75 of two: where people differ is better evidence than most
    that a model says); a passage without the code its probability, from one half; a coding unlike the others at most
    one half. Every further question on a code counts seven tenths of the one before it.
    """
    if probability is not None and probability.shape != (len(segments), len(codes)):
        raise ValueError("probability needs a row for each segment and a column for each code")
    coded = _Coded(segments, codings_by_coder, looked_at)
    questions = list(_alone(segments, coded))
    if probability is not None:
        questions += _missing(segments, coded, codes, probability)
        questions += _unlike(segments, coded, codes, probability)
    return _spread(questions)[: max(limit, 0)]


class _Coded:
    """Who looked at which segment, and who used which code on which informants' segment."""

    def __init__(
        self,
        segments: Sequence[Segment],
        codings_by_coder: Mapping[str, Iterable[Coding]],
        looked_at: Mapping[str, Collection[Key]] | None,
    ) -> None:
        self.users: dict[Use, list[str]] = defaultdict(list)
        self._documents: dict[tuple[str, str], list[str]] = defaultdict(list)
        self._looked_at = None if looked_at is None else {who: frozenset(k) for who, k in looked_at.items()}
        for coder in sorted(codings_by_coder):
            codings = list(codings_by_coder[coder])
            for text in {(coding.document, coding.version) for coding in codings}:
                self._documents[text].append(coder)
            codes = sorted({coding.code for coding in codings})
            for index, column in np.argwhere(mark(segments, codings, codes)).tolist():
                self.users[index, codes[column]].append(coder)
        self.counts = Counter(code for _, code in self.users)

    def coders(self, segment: Segment) -> list[str]:
        """Return who decided about a segment."""
        if self._looked_at is None:
            return self._documents.get((segment.document, segment.version), [])
        key = key_of(segment)
        return sorted(who for who, keys in self._looked_at.items() if key in keys)


def _alone(segments: Sequence[Segment], coded: _Coded) -> Iterator[Question]:
    for (index, code), users in coded.users.items():
        coders = coded.coders(segments[index])
        if len(coders) > 1 == len(users):
            yield Question(segments[index], code, "alone", 1 - 0.5 ** len(coders), tuple(users))


def _missing(
    segments: Sequence[Segment], coded: _Coded, codes: Sequence[str], probability: Floats
) -> Iterator[Question]:
    for index, column in np.argwhere(probability >= LOOKS_CODED).tolist():
        segment, code = segments[index], codes[column]
        coders = coded.coders(segment)
        if segment.is_informant and coders and (index, code) not in coded.users:
            yield Question(segment, code, "missing", float(probability[index, column]), tuple(coders))


def _unlike(
    segments: Sequence[Segment], coded: _Coded, codes: Sequence[str], probability: Floats
) -> Iterator[Question]:
    columns = {code: column for column, code in enumerate(codes)}
    for (index, code), users in coded.users.items():
        single = len(users) == 1 and coded.coders(segments[index]) == users
        if not single or code not in columns or coded.counts[code] < FEW_USES:
            continue
        likely = float(probability[index, columns[code]])
        if likely <= LOOKS_UNLIKE:
            yield Question(segments[index], code, "unlike", UNLIKE_WEIGHT * (1 - likely), tuple(users))


def _spread(questions: Sequence[Question]) -> list[Question]:
    """Return the questions by use, where each further one on a code counts less."""

    def by_use(question: Question) -> tuple[float, Key, str]:
        return -question.score, key_of(question.segment), question.code

    asked: Counter[str] = Counter()
    weighed = []
    for question in sorted(questions, key=by_use):
        weighed.append((-question.score * AGAIN ** asked[question.code], by_use(question), question))
        asked[question.code] += 1
    return [question for _, _, question in sorted(weighed, key=lambda item: item[:2])]
