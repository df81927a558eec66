"""Running the detectors over texts: one text, or all of a study's with a second look for names found elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from qualcode.model import Span
from qualcode.pseudonymise import (  # noqa: F401  (each module files its detectors)
    addresses,
    births,
    contacts,
    indirect,
    institutions,
    names,
    numbers,
    places,
    spoken,
    study_words,
)
from qualcode.pseudonymise.detection import CERTAIN, DETECTORS, Detection, Passage, settle
from qualcode.pseudonymise.pseudonyms import pseudonym_pattern
from qualcode.pseudonymise.recurrence import Recurring
from qualcode.pseudonymise.tokens import normal
from qualcode.pseudonymise.wanted import Ranges, Wanted

Ner = Callable[[str], Iterable[tuple[int, int, str]]]
"""Finds entities in a text: start, end (code points) and a label such as ``"PER"``. ``Study`` passes spaCy's, if installed."""

_NER_LABELS = {
    "PER": "PERSON",
    "PERSON": "PERSON",
    "LOC": "PLACE",
    "GPE": "PLACE",
    "FAC": "PLACE",
    "ORG": "WORKPLACE",
}
_NER_SCORES = {"PERSON": 0.6, "PLACE": 0.6, "WORKPLACE": 0.4}

_CHUNK = 20_000
"""Code points that are worked on at once: memory stays level however long a text is."""


def detect(
    text: str,
    *,
    language: str = "da",
    keep: Iterable[str] = (),
    hide: Iterable[str] = (),
    ner: Ner | None = None,
) -> list[Detection]:
    """Find what may point to somebody in one text.

    Parameters
    ----------
    text : str
    language : str, default="da"
        Language of the text.
    keep, hide : iterable of str
        The study's own words: what stays, and what is found always.
    ner : callable, optional
        Proposes further persons and places, such as a spaCy model does.

    Returns
    -------
    list of Detection
        In order, not overlapping.

    Examples
    --------
    >>> [(one.label, one.entity) for one in detect("Fatimas mor bor i Kolding Kommune. Ring 22 31 40 55.")]
    [('PERSON', 'fatima'), ('MUNICIPALITY', 'kolding'), ('PHONE', '22314055')]
    """
    kept, hidden = Wanted.of(keep), Wanted.of(hide)
    return [
        one.moved(chunk.start)
        for chunk in chunks(text)
        for one in _detect_part(text[chunk.start : chunk.end], language, kept, hidden, ner)
    ]


def detect_all(
    texts: Mapping[str, str],
    *,
    language: str = "da",
    keep: Iterable[str] = (),
    hide: Iterable[str] = (),
    ner: Ner | None = None,
    known: Iterable[str] = (),
) -> dict[str, list[Detection]]:
    """Find what may point to somebody in all texts of a study.

    A name that is certain in one place is looked for in all texts, in any case and in the genitive; a word that is
    written with a capital inside a sentence is taken for the same name at a sentence's start.

    Parameters
    ----------
    texts : mapping of str to str
        Text by document.
    language, keep, hide, ner
        As in :func:`detect`.
    known : iterable of str
        Names that are known beforehand, such as speakers' labels.

    Returns
    -------
    dict of str to list of Detection
    """
    keep, hide = tuple(keep), tuple(hide)
    found = {
        name: detect(text, language=language, keep=keep, hide=hide, ner=ner) for name, text in texts.items()
    }
    seeds = [Detection(Span(0, 1), "PERSON", "", CERTAIN, normal(name)) for name in known]
    recurring = Recurring.of([*seeds, *(one for detections in found.values() for one in detections)])
    if not recurring:
        return found
    kept = Wanted.of(keep)
    return {name: _look_again(texts[name], found[name], recurring, kept) for name in texts}


def _look_again(text: str, found: list[Detection], recurring: Recurring, kept: Wanted) -> list[Detection]:
    again: list[Detection] = []
    for chunk in chunks(text):
        part = text[chunk.start : chunk.end]
        more = recurring.find(Passage.of(part, covered=pseudonym_spans(part)))
        again += [one.moved(chunk.start) for one in _without(more, part, kept)]
    return settle([*found, *again], text) if again else found


def _detect_part(text: str, language: str, kept: Wanted, hidden: Wanted, ner: Ner | None) -> list[Detection]:
    covered = pseudonym_spans(text)
    passage = Passage.of(text, language=language, hide=hidden, covered=covered)
    found = [one for name in DETECTORS for one in DETECTORS[name](passage)]
    if ner is not None:
        found += from_entities(passage, ner)
    return settle(_without(found, text, kept), text, covered)


def from_entities(passage: Passage, ner: Ner) -> Iterator[Detection]:
    """Turn the entities that a model finds into detections; those that do not fit the text are left out."""
    for start, end, name in ner(passage.text):
        label = _NER_LABELS.get(name)
        if label and 0 <= start < end <= len(passage.text):
            yield passage.found(start, end, label, "ner", _NER_SCORES[label])


def pseudonym_spans(text: str) -> list[Span]:
    """Return where pseudonyms and transcribers' marks stand."""
    if "[" not in text:
        return []
    return [Span(*match.span()) for match in pseudonym_pattern().finditer(text)]


def _without(found: Iterable[Detection], text: str, kept: Wanted) -> list[Detection]:
    """Leave out what stands inside a word or phrase that the study keeps."""
    if not kept:
        return list(found)
    ranges = Ranges(span for span, _ in kept.find(text))
    return [one for one in found if one.span not in ranges]


def chunks(text: str) -> Iterator[Span]:
    """Cut a text into stretches of about one size, at line ends where there are some, else after a full stop."""
    start = 0
    while len(text) - start > 2 * _CHUNK:
        end = _cut(text, start + _CHUNK, start + 2 * _CHUNK)
        yield Span(start, end)
        start = end
    yield Span(start, len(text))


def _cut(text: str, low: int, high: int) -> int:
    """Return a good place to cut between two places, never inside a word or right behind a hyphen."""
    for mark in ("\n", ". ", " "):
        place = text.find(mark, low, high)
        while place > 0 and text[place - 1] in "-\u00ad\u2010":
            place = text.find(mark, place + 1, high)
        if place >= 0:
            return place + len(mark)
    return high
