"""What is said of topics, in Danish and English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.labels import Labels

if TYPE_CHECKING:
    from qualcode.topics.result import Topic, Topics

_LABELS = {
    "found": {
        "da": "{topics} emner i {passages} passager fra {interviews} interview på {sites} steder. {left} passager hører ikke til"
        " noget emne.",
        "en": "{topics} topics in {passages} passages from {interviews} interviews at {sites} sites. {left} passages belong to"
        " no topic.",
    },
    "proposals": {
        "da": "{n} af dem er forslag: Kodebogens temaer dækker dem ikke. De står først. Et forslag bliver først en kode, når"
        " et menneske har læst passagerne.",
        "en": "{n} of them are proposals: the codebook's themes do not cover them. They come first. A proposal becomes a code"
        " only when a person has read the passages.",
    },
    "none": {
        "da": "Der er {passages} passager med ord nok; det er for få til at finde emner (mindst {least}).",
        "en": "There are {passages} passages with enough words; that is too few to find topics (at least {least}).",
    },
    "interviews": {
        "da": "Stabilitet: søgt igen {times} gange uden nogle af interviewene. {stable} emner er stabile (0,75 eller mere),"
        " {unstable} kommer ikke igen (under 0,5).",
        "en": "Stability: sought again {times} times without some of the interviews. {stable} topics are stable (0.75 or more),"
        " {unstable} do not come back (below 0.5).",
    },
    "passages": {
        "da": "Stabilitet: søgt igen {times} gange uden en femtedel af passagerne; med så få interview siger det lidt."
        " {stable} emner er stabile (0,75 eller mere), {unstable} kommer ikke igen (under 0,5).",
        "en": "Stability: sought again {times} times without a fifth of the passages; with so few interviews that says little."
        " {stable} topics are stable (0.75 or more), {unstable} do not come back (below 0.5).",
    },
    "nothing": {
        "da": "Stabiliteten er ikke undersøgt.",
        "en": "Stability was not looked at.",
    },
    "few": {
        "da": "Det er lidt materiale ({passages} passager, {sites} steder): Emnerne er steder at begynde at læse og ikke fund.",
        "en": "This is little material ({passages} passages, {sites} sites): topics are places to begin reading, not findings.",
    },
    "apart": {"da": "Koder, der måske er to: {codes}.", "en": "Codes that may be two: {codes}."},
    "alike": {"da": "Koder, der måske er én: {codes}.", "en": "Codes that may be one: {codes}."},
    "definition": {
        "da": "Udkast: Informanterne taler om {terms}. Skriv, hvad der hører med, og hvad der ikke gør.",
        "en": "Draft: informants speak of {terms}. Write what belongs to it and what does not.",
    },
    "stable": {"da": "stabilt", "en": "stable"},
    "fairly": {"da": "nogenlunde stabilt", "en": "fairly stable"},
    "unsure": {"da": "usikkert", "en": "unsure"},
    "unstable": {"da": "ustabilt", "en": "unstable"},
    "unknown": {"da": "ikke undersøgt", "en": "not looked at"},
    "and": {"da": " og ", "en": " and "},
}

STABLE, FAIRLY, UNSURE = 0.75, 0.6, 0.5
"""Hennig's (2007) marks for the mean Jaccard likeness: from 0.75 a group is there, below 0.5 it dissolves."""

LEAST_PASSAGES = 40
"""Below so many passages there is nothing to group."""

_LITTLE_PASSAGES, _LITTLE_SITES = 1_000, 10
_IN_DEFINITION = 5


def sentences(found: Topics, language: str) -> list[str]:
    """Say in sentences what was found and how far it can be trusted."""
    label = Labels(_LABELS, language)
    if len(found.passages) < LEAST_PASSAGES:
        return [label("none", passages=len(found.passages), least=LEAST_PASSAGES)]
    said = [
        label(
            "found",
            topics=len(found.topics),
            passages=len(found.passages),
            interviews=found.interviews,
            sites=found.sites,
            left=found.left_over,
        ),
        label("proposals", n=sum(topic.is_proposal for topic in found.topics)),
    ]
    known = [topic.stability for topic in found.topics if topic.stability is not None]
    said.append(
        label(
            found.left_out,
            times=found.times,
            stable=sum(value >= STABLE for value in known),
            unstable=sum(value < UNSURE for value in known),
        )
    )
    if len(found.passages) < _LITTLE_PASSAGES or found.sites < _LITTLE_SITES:
        said.append(label("few", passages=len(found.passages), sites=found.sites))
    if found.apart:
        said.append(label("apart", codes=", ".join(one.code for one in found.apart)))
    if found.alike:
        said.append(
            label("alike", codes=", ".join(f"{one.code}{label('and')}{one.other}" for one in found.alike))
        )
    return said


def stability_word(value: float | None, language: str) -> str:
    """Return a word for how well a topic comes back.

    Examples
    --------
    >>> [stability_word(value, "da") for value in (0.8, 0.6, 0.55, 0.2, None)]
    ['stabilt', 'nogenlunde stabilt', 'usikkert', 'ustabilt', 'ikke undersøgt']
    """
    label = Labels(_LABELS, language)
    if value is None:
        return label("unknown")
    for least, key in ((STABLE, "stable"), (FAIRLY, "fairly"), (UNSURE, "unsure")):
        if value >= least:
            return label(key)
    return label("unstable")


def definition_of(topic: Topic, language: str) -> str:
    """Begin a definition that a person finishes."""
    label = Labels(_LABELS, language)
    *others, last = topic.terms[:_IN_DEFINITION] or ("?",)
    terms = label("and").join([*([", ".join(others)] if others else []), last])
    return label("definition", terms=terms)
