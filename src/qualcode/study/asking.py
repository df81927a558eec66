"""Suggestions by a language model on the researcher's own machine, with a score that says how often it is right here."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np

from qualcode.assist.local_model import Answer, LocalModel
from qualcode.assist.suggestions import SegmentSuggestions
from qualcode.assist.values import Key, SegmentText, key_of
from qualcode.errors import UsageError
from qualcode.labels import Labels
from qualcode.model import Suggestion, suggestion_id

if TYPE_CHECKING:
    from qualcode.assist.trials import Progress
    from qualcode.study.facade import Study

CHECKED = 40
"""How many passages that people have coded the model is asked about first, to see how often it is right."""

WHOLE = 24_000
"""Characters of a codebook up to which it is asked for as a whole: some 8,000 tokens, which most models hold."""

_WORDS = {
    "quote": {
        "da": "modellens belæg: tegn {start}–{end}",
        "en": "the model's quote: characters {start}–{end}",
    },
}


@dataclass(frozen=True)
class Asked:
    """What a language model said of some segments.

    Parameters
    ----------
    items : tuple of SegmentSuggestions
        Of the segments whose answers could be read. Every code that it names is suggested.
    problems : tuple of str
        Where its answer could not be read, by document and segment. Those segments have no suggestions, which does not
        mean that no code fits.
    right, named : int
        Of the codes that it named in passages that people had coded, how many were theirs.
    """

    items: tuple[SegmentSuggestions, ...] = field(repr=False)
    problems: tuple[str, ...]
    right: int
    named: int

    @property
    def score(self) -> float:
        """The chance that a code it names is right."""
        return _chance(self.right, self.named)


def _chance(right: int, named: int) -> float:
    """Return the share of hits, with a doubt of one hit in two where little is known."""
    return (right + 1) / (named + 2)


def local_model(study: Study) -> LocalModel:
    """Return the language model that study.yaml names; it remembers its answers in the study's private folder."""
    settings = study.config.assist.local_model
    if not settings.url:
        raise UsageError(
            "no language model is set up",
            code="QC-AS03",
            where=str(study.layout.study_yaml),
            allowed="assist: local_model: with url (on this machine) and name",
            do="See docs/how-to/use-a-model-of-your-own.md.",
        )
    texts = (
        part for code in study.codebook for part in (code.name, code.definition, code.use_when, code.not_when)
    )
    return LocalModel(
        settings.url,
        settings.name,
        codebook=study.codebook,
        by_branch=sum(map(len, texts)) > WHOLE,
        seed=study.config.assist.seed,
        cache=study.layout.private(study.config) / "local-model",
    )


def ask(
    study: Study,
    wanted: Sequence[SegmentText],
    coded: Mapping[Key, Sequence[str]],
    segments: Sequence[SegmentText],
    *,
    top: int,
    without: Collection[tuple[Key, str]] = (),
    progress: Progress | None = None,
) -> Asked:
    """Ask for the codes of some segments, and first for those of a sample that people have coded.

    Parameters
    ----------
    study : Study
    wanted : sequence of SegmentText
    coded : mapping of Key to sequence of str
        What people decided, by segment.
    segments : sequence of SegmentText
        All of the study: where the sample is taken from.
    top : int
    without : collection of (Key, str)
        Segments and codes that are not to be suggested again. In the sample a code that a person rejected counts as
        wrong: how often the model is right is another question than what is listed.
    progress : callable, optional
    """
    model = local_model(study)
    rejected: dict[Key, set[str]] = defaultdict(set)
    for key, code in without:
        rejected[key].add(code)
    known = [item for item in segments if coded.get(key_of(item.segment))]
    order = np.random.default_rng(study.config.assist.seed).permutation(len(known))[:CHECKED]
    sample = [known[at] for at in sorted(order)]
    questions: list[tuple[SegmentText, Collection[str]]] = [(item, ()) for item in sample]
    questions += [(item, rejected[key_of(item.segment)]) for item in wanted]
    answers = []
    for number, (item, unwanted) in enumerate(questions, start=1):
        answers.append(model.ask(item, top=top, without=unwanted))
        if progress is not None:
            progress(number, len(questions))
    checked, found = answers[: len(sample)], answers[len(sample) :]
    named = sum(len(answer.codes) for answer in checked)
    right = sum(one.code in coded[key_of(answer.segment)] for answer in checked for one in answer.codes)
    score, words = _chance(right, named), Labels(_WORDS, study.config.language)
    return Asked(
        tuple(_suggestions(one, score, model.method, words) for one in found if not one.problem),
        tuple(one.problem for one in found if one.problem),
        right,
        named,
    )


def _suggestions(answer: Answer, score: float, method: str, words: Labels) -> SegmentSuggestions:
    place = answer.segment
    return SegmentSuggestions(
        place,
        tuple(
            Suggestion(
                suggestion_id(place.document, place.version, place.span, one.code, method),
                place.document,
                place.version,
                place.number,
                place.span,
                one.code,
                round(score, 6),
                rank,
                True,
                method,
                words("quote", start=one.span.start, end=one.span.end),
            )
            for rank, one in enumerate(answer.codes, start=1)
        ),
    )
