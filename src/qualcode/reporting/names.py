"""How names of codes and areas stand inside a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

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


def has_relative(name: str, language: str) -> bool:
    """Say whether a name holds a clause that tells more of it, such as "sparring, der giver tryghed"."""
    words = re.findall(r"[\w-]+", name.lower())
    return bool(_RELATIVE.get(language, _RELATIVE["en"]) & set(words[1:]))


_RELATIVE = {"da": {"der", "som", "hvor", "hvis"}, "en": {"that", "which", "who", "where"}}

_UNCLEAR = {
    "da": (r"(uklart|svært|vanskeligt|usikkert|nødvendigt|muligt)", "at det er "),
    "en": (r"(unclear|hard|difficult|uncertain|necessary|possible)", "that it is "),
}
_CLAUSE = {"da": "at", "en": "that"}
# In a Danish subordinate clause, these stand before the verb.
_BEFORE_VERB = {"ikke", "aldrig", "sjældent", "ofte", "kun", "altid"}


def clause(name: str, language: str) -> str:
    """Return a name that is a sentence of its own as a clause that others can take up; empty where that cannot be told.

    Examples
    --------
    >>> clause("Ordningen er ikke udbredt", "da"), clause("Borgeren henvender sig selv", "da")
    ('at ordningen ikke er udbredt', 'at borgeren henvender sig selv')
    >>> clause("Uklart hvornår partneren inddrages", "da"), clause("Hvem gør hvad?", "da")
    ('at det er uklart, hvornår partneren inddrages', '')
    """
    language = language if language in _FINITE else "en"
    text = in_sentence(name).rstrip(".")
    if text.startswith(f"{_CLAUSE[language]} "):
        return text
    words = text.split()
    lowered = [word.lower().strip(",") for word in words]
    if not words or name.rstrip().endswith(("?", "!")) or lowered[0] in _QUESTION[language]:
        return ""
    pattern, start = _UNCLEAR[language]
    if re.fullmatch(pattern, lowered[0]):
        comma = "," if language == "da" and len(words) > 1 and lowered[1] in _QUESTION["da"] else ""
        return f"{start}{words[0]}{comma} {' '.join(words[1:])}".rstrip()
    verb = next((place for place, word in enumerate(lowered) if place and word in _FINITE[language]), 0)
    if not verb or any(word in _SUBORDINATE[language] for word in lowered[:verb]):
        return ""
    if language == "da" and verb + 1 < len(words) and lowered[verb + 1] in _BEFORE_VERB:
        words[verb], words[verb + 1] = words[verb + 1], words[verb]
    return f"{_CLAUSE[language]} {' '.join(words)}"


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


@dataclass(frozen=True, slots=True)
class AreaWord:
    """One area of a finding.

    Parameters
    ----------
    name : str
        As it is printed.
    word : str
        How many said it there.
    anchors : tuple of str
        The rows of the findings whose word it is.
    single : bool
        The word stands for one.
    """

    name: str
    word: str = ""
    anchors: tuple[str, ...] = ()
    single: bool = False


def in_areas(names: Sequence[str], language: str) -> str:
    """Return "in these areas" as a part of a sentence; empty where that cannot be said of the names.

    Examples
    --------
    >>> in_areas(["børneområdet", "voksenområdet"], "da"), in_areas(["ungeområdet"], "da"), in_areas(["skole"], "da")
    ('på både børne- og voksenområdet', 'på ungeområdet', '')
    >>> in_areas(["children's area", "adults' area"], "en")
    "in both the children's area and the adults' area"
    """
    prepositions = {_preposition(name, language) for name in names}
    if len(prepositions) != 1 or not all(prepositions):
        return ""
    both = {"da": "både ", "en": "both "}.get(language, "both ") if len(names) == 2 else ""
    shown = names if language == "da" else [_with_article(name) for name in names]
    return f"{prepositions.pop()} {both}{areas_together(shown, language)}"


def each_area(areas: Sequence[AreaWord], language: str, *, noun: str = "") -> tuple[Run, ...]:
    """Return the word of each area, such as "flere på børneområdet og et par på voksenområdet".

    Parameters
    ----------
    areas : sequence of AreaWord
    language : {"da", "en"}
    noun : str
        What a site is called, after the first word; left out where empty.
    """
    runs: list[Run] = []
    for number, area in enumerate(areas):
        preposition = _preposition(area.name, language)
        if number:
            runs.append(Run(f" {_AND.get(language, 'and')} " if number == len(areas) - 1 else ", "))
        name = plain(area.name) if language == "da" else _with_article(plain(area.name))
        after = f" {noun}" if noun and not number else ""
        if preposition:
            runs += [Run(area.word, counts=area.anchors), Run(f"{after} {preposition} {name}")]
        else:
            runs += [Run(f"{plain(area.name)}: "), Run(area.word, counts=area.anchors)]
    return tuple(runs)


def _with_article(name: str) -> str:
    """Return an English name of an area as it stands after "in"."""
    return f"the {name}" if name.endswith(" area") and not name.startswith("the ") else name


def listed(items: Sequence[str], language: str) -> str:
    """Return a list in which items may hold an "and" of their own.

    Examples
    --------
    >>> listed(["nem adgang", "samtykke og lovlig deling", "tillid"], "da")
    'nem adgang, samtykke og lovlig deling samt tillid'
    >>> listed(["nem adgang", "tillid"], "da")
    'nem adgang og tillid'
    """
    return "".join(before + item for before, item in zip(separators(items, language), items, strict=True))


def separators(items: Sequence[str], language: str) -> list[str]:
    """Return what stands before each item of a list; nothing before the first."""
    word = _AND.get(language, "and")
    last = f" {word} "
    if any(f" {word} " in item for item in items):
        last = " samt " if language == "da" else ", and "
    return ["", *[", "] * (len(items) - 2), last][: len(items)]


def _preposition(name: str, language: str) -> str:
    """Return what stands before the name of an area; empty where that cannot be told from its ending."""
    if language != "da":
        return "in" if name.endswith((" area", " areas", " services", " department")) else ""
    return next((use for end, use in _AREA_ENDINGS.items() if name.endswith(end)), "")
