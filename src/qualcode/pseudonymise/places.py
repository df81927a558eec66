"""Municipalities, towns, districts: by lists, by the word *Kommune*, by what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qualcode.pseudonymise import cues
from qualcode.pseudonymise.detection import DETECTORS, Detection, Passage
from qualcode.pseudonymise.evidence import Neighbours
from qualcode.pseudonymise.forms import looks_like_name, may_be_name
from qualcode.pseudonymise.lexicon import without_genitive
from qualcode.pseudonymise.tokens import Token, normal
from qualcode.pseudonymise.wordlists import word_set

LISTED, LISTED_LOWER, AMBIGUOUS, GUESSED = 0.92, 0.86, 0.7, 0.55

_MUNICIPALITY = word_set(
    "kommune kommunes kommunen kommunens municipality municipality's bykommune regionskommune"
)
_DIRECTIONS = word_set(
    "sønder søndre nørre nordre øster østre vester vestre store lille gammel gamle gl ny nye nr sdr kirke skt "
    "sankt over neder nedre øvre midt indre ydre"
)
_COMPASS = word_set("sønder søndre nørre nordre øster østre vester vestre")
_ENDINGS = (
    "by", "rup", "strup", "drup", "trup", "lev", "borg", "købing", "bjerg", "sted", "holm", "lund", "bæk", "inge", "løse",
    "havn", "sund", "skov", "bro", "toft", "holt", "høj", "balle", "bølle", "næs", "ager", "mose", "parken",
    "vænget", "ø", "um", "vig", "sø", "kær", "dal", "gård",
)  # fmt: skip
_TOWN_ENDINGS = (
    "by", "rup", "strup", "drup", "trup", "lev", "borg", "købing", "bjerg", "holm", "bæk", "løse", "bølle", "næs", "høj",
)  # fmt: skip
_ORDINARY_TOWNS = re.compile(
    r"(?:stor|provins|hoved|lands|føde|hjem|nabo|million|universitets|købsteds|havne|by|is|sove|turist|halv|nabo|barndoms)"
    r"(?:by|ø|havn|sted)$"
)
_DEMONYM = re.compile(
    r"(?:ens(?:er|ere|eren|erne|ernes)|ian(?:er|ere|eren|erne|ernes)|an(?:er|ere|eren|erne))s?$"
)
_DEMONYMS = word_set(
    """københavner københavnere københavneren københavnerne fynbo fynboer fynboen fynboerne bornholmer
    bornholmere sønderjyde sønderjyder sønderjyden sønderjyderne vestjyde vestjyder vestjyden nordjyde
    nordjyder østjyde østjyder lollik lollikker falstring langelænder langelændere vendelbo vendelboer
    morsingbo morsingboer samsing samsinger holbækker vejlenser amagerkaner amagerkanere randrusianer
    randrusianere randrusianerne randrusianeren nørrebroer vestegnsbo djurslænding"""
)


@DETECTORS.register("municipality")
def find_municipalities(passage: Passage) -> Iterator[Detection]:
    """Find "X Kommune" for every X, listed or not."""
    tokens = passage.tokens
    for index, token in enumerate(tokens):
        if token.low not in _MUNICIPALITY or index == 0 or token.gap not in (" ", "\u00a0", "-"):
            continue
        first = _first_of_name(passage, index - 1)
        if first is None:
            continue
        name = _base(normal(passage.text[tokens[first].start : tokens[index - 1].end]), passage)
        score = LISTED if name in passage.words.place_words else AMBIGUOUS
        yield passage.found(tokens[first].start, token.end, "MUNICIPALITY", "municipality", score, name)


def _first_of_name(passage: Passage, last: int) -> int | None:
    """Return the index at which a municipality's name starts that ends here; None where none does."""
    tokens = passage.tokens
    token = tokens[last]
    if last in passage.kept:
        return None
    listed = token.low in passage.words.place_words
    if not listed and passage.words.is_common(token.low):
        return None
    if (
        not token.capital
        and not listed
        and not (looks_like_name(token.low) or token.low.endswith(_TOWN_ENDINGS))
    ):
        return None
    if token.capital and token.initial and not listed and not may_be_name(token.low):
        return None
    first = last
    while first > 0 and first > last - 2 and _belongs(passage, first):
        first -= 1
    return first


def _belongs(passage: Passage, index: int) -> bool:
    """Say whether the word before is part of the same place name: "Nørre Tovslev", "Ringkøbing Skjern"."""
    before, token = passage.tokens[index - 1], passage.tokens[index]
    if token.gap.strip(" \u00a0-") or not token.gap or token.initial:
        return False
    if before.low in _DIRECTIONS:
        return before.capital == token.capital
    return before.capital and not before.initial and before.low in passage.words.place_words


@DETECTORS.register("place")
def find_places(passage: Passage) -> Iterator[Detection]:
    """Find places of the lists, compass names ("Nørre Tovslev"), unknown towns behind "i", and their people."""
    tokens = passage.tokens
    index = 0
    while index < len(tokens):
        token = tokens[index]
        if (
            not token.capital
            and token.low in passage.words.common
            and token.low not in passage.words.places.by_first
        ):
            index += 1  # most words end here
            continue
        found = _listed(passage, index) or _compass(passage, index) or _unknown(passage, index)
        if found is None:
            index += 1
            continue
        count, label, score = found
        last = tokens[index + count - 1]
        entity = normal(passage.text[tokens[index].start : last.end])
        yield passage.found(tokens[index].start, last.end, label, "place", score, _base(entity, passage))
        index += count


def _base(entity: str, passage: Passage) -> str:
    """Return a place without its genitive; names on -s ("Horsens") keep theirs."""
    base = without_genitive(entity)
    if base in passage.words.place_words or entity not in passage.words.place_words:
        return base
    return entity


def _listed(passage: Passage, index: int) -> tuple[int, str, float] | None:
    match = passage.words.places.at(passage.tokens, index)
    if match is None:
        return _compound(passage, index)
    count, label = match
    token = passage.tokens[index]
    if count > 1:
        return count, label, LISTED if token.capital else LISTED_LOWER
    if index in passage.kept and not token.capital:
        return None
    if (
        token.low not in passage.words.ambiguous_places
        and _base(token.low, passage) not in passage.words.ambiguous_places
    ):
        return count, label, LISTED if token.capital else LISTED_LOWER
    return (count, label, AMBIGUOUS) if _is_place(passage, index) else None


def _compound(passage: Passage, index: int) -> tuple[int, str, float] | None:
    """Judge "Kolding-sagen": the place is in it, unless the whole names what everybody knows."""
    low = passage.tokens[index].low
    head, hyphen, rest = low.partition("-")
    if not hyphen or head not in passage.words.place_words or index in passage.kept:
        return None
    if rest.startswith(cues.CALLED_FOR) or head in passage.words.ambiguous_places:
        return None
    return 1, "PLACE", AMBIGUOUS


def _is_place(passage: Passage, index: int) -> bool:
    """Judge a place whose name is an ordinary word: "i Ringe" but not "i ringe grad"."""
    token = passage.tokens[index]
    near = Neighbours(passage, index)
    before, behind = near.word(-1), near.word(1)
    if token.capital and not token.initial and not token.capitals:
        return index not in passage.kept
    if token.initial:
        joined = token.capital and behind in cues.TOGETHER and near.word(2) in passage.words.place_words
        return joined or (
            behind in cues.VERBS and token.low not in _IDIOMS and not passage.words.is_common(token.low)
        )
    if before not in cues.PLACE_PREPOSITIONS or token.low in _IDIOMS:
        return False
    return near.ends_after or near.comma_after or behind in cues.FUNCTION_WORDS


# "i vejen", "i mørke", "til løsning": behind a preposition these are what they say.
_IDIOMS = word_set(
    """vejen als rise løsning stilling stege rom nord mørke sorring bro have sund løve grene lund by hals
    brande give essen split van mus fur lunde bakken balle rask vinding hue nice flade"""
)


def _compass(passage: Passage, index: int) -> tuple[int, str, float] | None:
    tokens = passage.tokens
    token = tokens[index]
    if token.low not in _DIRECTIONS or index + 1 >= len(tokens):
        return None
    behind = tokens[index + 1]
    if behind.capital != token.capital or behind.gap.strip(" \u00a0.") or index + 1 in passage.kept:
        return None
    if not token.capital:
        compass = token.low in _COMPASS and may_be_name(behind.low)
        return (2, "PLACE", GUESSED) if compass else None
    if token.initial and passage.words.is_common(behind.low):
        return None
    return 2, "PLACE", AMBIGUOUS


def _unknown(passage: Passage, index: int) -> tuple[int, str, float] | None:
    token = passage.tokens[index]
    if token.capital and not token.initial and token.low in passage.words.common:
        return (1, "PLACE", GUESSED) if _capital_in_place(passage, index) else None
    if token.low in _DEMONYMS or _is_demonym(token, passage):
        return 1, "MUNICIPALITY", AMBIGUOUS
    if (
        token.capitals
        or len(token.low) < 4
        or not token.low.endswith(_ENDINGS if token.capital else _TOWN_ENDINGS)
    ):
        return None
    if token.capital and token.initial:
        return None
    if not may_be_name(token.low) or _ORDINARY_TOWNS.search(token.low) or index in passage.kept:
        return None
    before = passage.tokens[index - 1].low if index else ""
    if before in cues.PLACE_PREPOSITIONS and not token.initial and not token.gap.strip():
        return 1, "PLACE", AMBIGUOUS if token.capital else GUESSED
    return None


def _capital_in_place(passage: Passage, index: int) -> bool:
    """Say whether an ordinary word with a capital stands where a place does: "i Tune"."""
    token, before = passage.tokens[index], passage.tokens[index - 1].low
    if (
        token.low in cues.DETERMINERS
        or token.low in cues.FUNCTION_WORDS
        or passage.gap_after(index).startswith("-")
    ):
        return False
    inside = before in cues.IN_PLACE or before in ("fra", "til")
    return (
        inside
        and not token.gap.strip()
        and not token.capitals
        and index not in passage.kept
        and token.low not in cues.KIN
    )


def _is_demonym(token: Token, passage: Passage) -> bool:
    """Say whether a word names the people of a listed place: "esbjergensere", "odenseanere"."""
    people = re.search(r"(?:ere|erne|eren|eres|ernes)$", token.low)
    if people and people.start() > 5 and token.low[: people.start()] in passage.words.place_words:
        return token.low[: people.start()] not in passage.words.ambiguous_places
    match = _DEMONYM.search(token.low)
    if match is None:
        return False
    stem = token.low[: match.start()]
    return len(stem) > 3 and any(
        stem + ending in passage.words.place_words for ending in ("", "e", "s", "ens", "g", "er", "ers")
    )
