"""How names of codes and areas stand inside a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from qualcode.reporting.content import Run, plain


def in_sentence(name: str) -> str:
    """Return a name as it stands inside a sentence: small first letter, but not for an abbreviation.

    Examples
    --------
    >>> in_sentence("Nem og direkte adgang"), in_sentence("SSP-møder"), in_sentence("IT-støtte")
    ('nem og direkte adgang', 'SSP-møder', 'IT-støtte')
    """
    name = plain(name)
    first = re.match(r"\w+", name)
    if first is None or not first[0][1:].islower():
        return name
    return name[:1].lower() + name[1:]


# A name with one of these, not inside a subordinate clause, is a sentence of its own or a piece of one.
# Words that are as often nouns or prepositions ("bruger", "ved", "needs") are left out.
_FINITE = {
    "da": {"bliver", "bringer", "er", "fik", "får", "gav", "giver", "gør", "går", "har", "henvender", "kan", "kender",
           "kom", "kommer", "kræver", "lader", "mangler", "må", "oplever", "skal", "tager", "vil", "virker",
           "inddrages", "bruges", "deles", "sker", "findes"},
    "en": {"are", "brings", "can", "cannot", "do", "does", "gets", "gives", "had", "has", "have", "helps", "is",
           "knows", "lacks", "makes", "must", "should", "was", "were", "will"},
}  # fmt: skip
_SUBORDINATE = {
    "da": {"der", "som", "hvor", "at", "når", "hvis", "fordi"},
    "en": {"that", "which", "who", "where", "when", "if", "because"},
}
_QUESTION = {
    "da": {"hvad", "hvem", "hvor", "hvordan", "hvornår", "hvorfor", "hvilke", "hvilken", "om", "at"},
    "en": {"what", "who", "where", "how", "when", "why", "which", "whether", "if", "that", "to"},
}
_FRAGMENT = {
    "da": {"ikke", "uklart", "svært", "det", "der", "man"},
    "en": {"not", "unclear", "hard", "it", "there"},
}


def is_phrase(name: str, language: str) -> bool:
    """Say whether a name can stand inside a sentence, as a noun phrase does.

    No grammar is at hand, so this looks for finite verbs outside relative clauses. A name that is taken for a sentence by
    mistake is printed after a colon, which is right for every name, only stiffer.

    Examples
    --------
    >>> [is_phrase(name, "da") for name in ("Faste kontaktpersoner", "Sparring der giver tryghed")]
    [True, True]
    >>> [is_phrase(name, "da") for name in ("Ordningen er ikke udbredt", "Uklart hvornår partneren inddrages")]
    [False, False]
    """
    language = language if language in _FINITE else "en"
    words = re.findall(r"[\w-]+", plain(name).lower())
    if not words or name.rstrip().endswith((".", "?", "!")) or words[0] in _FRAGMENT[language]:
        return False
    if words[0] in _QUESTION[language]:
        return False
    for word in words[1:]:  # a finite verb is never first: there, "Mangler i aftalen" is a noun
        if word in _SUBORDINATE[language]:
            return True
        if word in _FINITE[language]:
            return False
    return True


_AND = {"da": "og", "en": "and"}

# Endings that Danish names of areas share, with the preposition that goes with them.
_AREA_ENDINGS = {
    "området": "på",
    "områderne": "på",
    "afdelingen": "i",
    "forvaltningen": "i",
    "centret": "i",
    "centeret": "i",
    "teamet": "i",
}


def joined(parts: Sequence[str], language: str) -> str:
    """Return a list as it is written: commas, and a word before the last.

    Examples
    --------
    >>> joined(["a", "b", "c"], "da")
    'a, b og c'
    """
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {_AND.get(language, 'and')} {parts[-1]}"


def areas_together(names: Sequence[str], language: str) -> str:
    """Return several areas in one; Danish ones share the ending they have in common.

    Examples
    --------
    >>> areas_together(["børneområdet", "voksenområdet"], "da")
    'børne- og voksenområdet'
    >>> areas_together(["the children's area", "the adults' area"], "en")
    "the children's area and the adults' area"
    """
    names = [plain(name) for name in names]
    ending = _shared_ending(names) if language == "da" and len(names) > 1 else ""
    if not ending:
        return joined(names, language)
    return joined([*(name.removesuffix(ending) + "-" for name in names[:-1]), names[-1]], language)


def _shared_ending(names: Sequence[str]) -> str:
    # An area may be the ending itself ("området"): then there is nothing to put before the hyphen.
    fits = (
        end for end in _AREA_ENDINGS if all(name.endswith(end) and len(name) > len(end) for name in names)
    )
    return next(fits, "")


def area_note(names: Sequence[str], words: Sequence[str], language: str) -> tuple[Run, ...]:
    """Return the areas of a finding in brackets, with the word of each where they differ.

    Parameters
    ----------
    names : sequence of str
        The areas in printed order.
    words : sequence of str
        The word of each; empty where they need not be told apart.
    language : {"da", "en"}

    Examples
    --------
    >>> area_note(["børneområdet", "voksenområdet"], ["flere", "et par"], "da")[0].text
    ' (flere på børneområdet og et par på voksenområdet)'
    """
    if not any(names):
        return ()
    if not words:
        return (Run(f" ({areas_together(names, language)})"),)
    prepositions = [_preposition(name, language) for name in names]
    pairs = list(zip(words, prepositions, names, strict=True))
    if all(prepositions):
        return (Run(f" ({joined([' '.join(pair) for pair in pairs], language)})"),)
    return (Run(f" ({', '.join(f'{name}: {word}' for word, _, name in pairs)})"),)


def _preposition(name: str, language: str) -> str:
    """Return what stands before the name of an area; empty where that cannot be told from its ending."""
    if language != "da":
        return ""
    return next((use for end, use in _AREA_ENDINGS.items() if name.endswith(end)), "")
