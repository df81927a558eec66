"""Which names within one document mean the same person: "Fatima" and "Fatima Al-Khatib"."""

from __future__ import annotations

from collections.abc import Iterable

from qualcode.pseudonymise.detection import Detection


def same_persons(found: Iterable[Detection]) -> dict[str, str]:
    """Return, for names that are part of exactly one longer name of the same document, that longer name.

    A first name alone stands for the full name where the document has one full name with it; where it has two, it
    stays a person of its own, since nobody can tell which is meant.

    Examples
    --------
    >>> from qualcode.model import Span
    >>> names = ["fatima al-khatib", "fatima", "ali", "ali nazari", "ali jafari"]
    >>> same_persons(Detection(Span(0, 1), "PERSON", "person", 1.0, name) for name in names)
    {'fatima': 'fatima al-khatib'}
    """
    names = list(dict.fromkeys(one.entity for one in found if one.label == "PERSON"))
    by_word: dict[str, list[str]] = {}
    for name in names:
        for word in dict.fromkeys(name.split()):
            by_word.setdefault(word, []).append(name)
    linked = {}
    for name in names:
        longer = _longer(name, by_word)
        if len(longer) == 1:
            linked[name] = longer[0]
    return {name: _last(name, linked) for name in linked}


def _longer(name: str, by_word: dict[str, list[str]]) -> list[str]:
    """Return the longest names that hold all words of a name; those that start with it, if there are any."""
    words = name.split()
    held = [
        other
        for other in by_word[words[0]]
        if len(other.split()) > len(words) and set(words) <= set(other.split())
    ]
    first = [other for other in held if other.split()[0] == words[0]]
    chosen = first or held
    return [
        one
        for one in chosen
        if not any(one != other and set(one.split()) < set(other.split()) for other in chosen)
    ]


def _last(name: str, linked: dict[str, str]) -> str:
    while name in linked:
        name = linked[name]
    return name
