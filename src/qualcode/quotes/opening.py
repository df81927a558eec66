"""How well a quote begins: whether its first sentence can be understood by somebody who did not hear the one before."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from qualcode.quotes.reading import Token, TurnReading

HANGS = 2.0
"""What :func:`leaning` gives at most."""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


_EXISTS = re.compile(
    r"er|var|sidder|sad|kom|kommer|findes|mangler|ligger|lå|stod|står|gik|går|skal|kan|skulle|bliver|blev|is|are|was|were"
)
_SUBJECTS = _set("jeg vi de man det du hun han i you they he she it")
_INSTITUTIONS = _set("de dem they")
"""At the start these mean the partner as a rule, whom the statement above the quote names."""
_CLAUSES = _set("når hvis da idet inden før efter mens when if before after while")
_ASKING = _set("hvad hvem hvor hvordan hvorfor hvornår hvilken what who where how why when which")
_FINITE = re.compile(
    r"så|then|.+(?:er|år|ar|ede|te|gav|tog|fik|gik|sagde|havde|kunne|skulle|ville|må|vil|kan|skal)|\w*ed"
)
_VERBS = _set(
    "er var har får gør går tør bør ser sker dør ved bad kom lå sad stod så skrev sprang tog vidste gjorde fandt holdt"
    " løb slog hed hedder lod kørte blev faldt fløj drak spiste sov trak stak fik mødte brugte viste gik gav"
)
_SUBORDINATE = _set("hvor der som når at hvis hvem hvad hvornår hvordan hvorfor fordi da altså ikke")
_THAT_TIME = re.compile(
    r"(?:og |så )?(?:den|that) (?:dag|aften|eftermiddag|morgen|gang|uge|sommer|day|time|evening|week)\b"
)
"""A time that was named before."""
_NAMED = re.compile(r"(?:.{3,}(?:en|et|erne|ene|eren|eret|inde|mand|ling|rne))")
_DETERMINED = ("en", "et", "min", "vores", "sådan", "a", "an", "the", "my", "our")


def leaning(reading: TurnReading, first: int, last: int) -> float:
    """Say how much a start leans on what the reader has not heard: 0 stands alone, 2 hangs in the air.

    Parameters
    ----------
    reading : TurnReading
    first, last : int
        Tokens of the first sentence that is kept.
    """
    tokens = reading.tokens[first:last]
    words = [token for token in tokens if token.is_word]
    if not words:
        return HANGS
    lists = reading.lists
    meant = [word for word in words if word.low not in lists.fillers] or words
    weight = _start(meant, reading)
    if any(word.low in lists.echoes for word in words[:6]):
        weight += 0.6
    if _unknown_person(words, lists.pronouns):
        weight += 0.7
    weight += _fragment(tokens, words)
    if reading.language == "da" and len(words) > 3 and not _has_main_verb(tokens):
        weight += 0.5
    if _THAT_TIME.match(" ".join(word.low for word in words[:4])):
        weight += 0.5
    return min(weight, HANGS)


def _start(words: Sequence[Token], reading: TurnReading) -> float:
    lists = reading.lists
    start = words[0].low
    following = words[1].low if len(words) > 1 else ""
    then = words[2].low if len(words) > 2 else ""
    if start in lists.turning_starts or start in lists.answers:
        return 1.1 if following in lists.leaning else 0.8
    if start in ("det", "that") and (
        then in _SUBJECTS or following in ("samme", "gør", "ved", "der", "same")
    ):
        return 1.2
    if start in ("der", "there"):
        return 0.0 if _EXISTS.fullmatch(following) and then not in _SUBJECTS else 1.0
    if start in _INSTITUTIONS and not _is_determiner(start, following):
        return 0.8
    if start in lists.leaning:
        return 0.3 if _is_determiner(start, following) else 1.2
    if start in lists.connecting:
        return 0.7 if start in ("så", "so", "sådan") else 0.5
    return 0.0


def _is_determiner(start: str, following: str) -> bool:
    """``De unge``, ``den dag``: no pronoun, where a noun or adjective follows; a guess by its ending."""
    return start in ("de", "den") and following.endswith(("ige", "nge", "ste", "dag", "dre", "lle", "ske"))


def _fragment(tokens: Sequence[Token], words: Sequence[Token]) -> float:
    """Weigh what is no sentence of its own: an exclamation, a condition without what follows from it, a question."""
    start = words[0].low
    if start in _ASKING and any(token.low == "?" for token in tokens):
        return 0.8
    named = any(word.kind == "name" or _NAMED.fullmatch(word.low) for word in words)
    if len(words) < 4 and (not named or any(token.low == "!" for token in tokens)):
        return 0.8
    if 1 < len(words) < 4:
        return 0.5
    if len(tokens) > 2 and tokens[1].low == "," and tokens[2].low in ("som", "who", "which"):
        return 0.9
    if start in _CLAUSES:
        after = [two.low for one, two in pairwise(tokens) if one.low == ","]
        return 0.0 if any(_FINITE.fullmatch(word) for word in after) else 0.9
    return 0.0


def _has_main_verb(tokens: Sequence[Token]) -> bool:
    """Say whether something outside the subordinate clauses looks like a verb; a guess by endings, for Danish."""
    at_start, subordinate = True, False
    for number, token in enumerate(tokens):
        if token.low == ",":
            at_start = True
        elif token.is_word:
            if at_start:
                subordinate = token.low in _SUBORDINATE and number > 0
                at_start = False
            if (
                not subordinate
                and token.low != "så"
                and (token.low in _VERBS or _FINITE.fullmatch(token.low))
            ):
                return True
    return False


def _unknown_person(words: Sequence[Token], pronouns: frozenset[str]) -> bool:
    """Say whether a pronoun comes before anybody is named: a noun in its definite form, one with *en*, a pseudonym."""
    before = ""
    for number, word in enumerate(words):
        if word.kind == "name" or before in _DETERMINED:
            return False
        if word.low in pronouns:
            return number > 0  # as the first word it counts as a start
        if len(word.low) > 4 and _NAMED.fullmatch(word.low):
            return False
        before = word.low
    return False
