"""Schools, clubs, shelters, homes and mosques that a name makes one of a kind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qualcode.pseudonymise import cues
from qualcode.pseudonymise.detection import DETECTORS, Detection, Passage
from qualcode.pseudonymise.forms import may_be_name
from qualcode.pseudonymise.lexicon import without_genitive
from qualcode.pseudonymise.tokens import Token, normal
from qualcode.pseudonymise.wordlists import word_set

_LONGEST = 2  # words before the last one of a name
NAMED, COMPOUND, COMPOUND_LOWER, LOWER = 0.9, 0.8, 0.6, 0.55

_SCHOOL = word_set(
    """skole skoles friskole privatskole realskole gymnasium gymnasiums efterskole ungdomsskole højskole
    folkeskole børnehave børnehus vuggestue sfo college seminarium school"""
)
_WORKPLACE = word_set(
    """if bk fc fk gf hk boldklub boldklubs idrætsforening håndboldklub fodboldklub ungdomsklub fritidsklub
    juniorklub krisecenter sygehus hospital plejehjem plejecenter moské moske kirke bibliotek politi
    politistation byret familiecenter værested boligforening boligselskab kulturforening kulturcenter
    medborgerhus lægehus taxa grill pizzaria kro"""
)
_SCHOOLS_BEFORE = word_set(
    """børnehaven vuggestuen skolen friskolen institutionen sfo'en dagplejen efterskolen"""
)
_WORKPLACES_BEFORE = word_set(
    """krisecenter krisecenteret krisecentret kvindekrisecenter bostedet bosted botilbuddet botilbud
    opholdsstedet opholdssted værestedet plejehjemmet moskeen moskéen ungdomsklubben fritidsklubben
    klubben jobcenter asylcenter asylcentret foreningen boligforeningen familiehuset døgninstitutionen
    sikrede café cafe caféen frisør frisøren salon bageriet købmanden grillbaren apoteket kirken kollegiet firmaet kvindekrisecentret kvindekrisecenteret fc bk boldklubben idrætsforeningen
    restaurant restauranten pizzeria pizzeriaet hotel retten center"""
)

_SCHOOL_COMPOUND = re.compile(r"^(.{3,}?)-?(?:skolen|skolens|skole|skoles|gymnasiet|gymnasium|børnehaven)$")
_PLACE_COMPOUND = re.compile(
    r"^(.{4,}?)-?(?:moskeen|moskéen|kollegiet|klinikken|pizzaria|centret|centeret|gården|hjemmet|huset|klubben)$"
)
_ORDINARY_SCHOOL = re.compile(
    r"(?:^|-|s)(?:folke|privat|fri|real|efter|ungdoms|produktions|sprog|høj|daghøj|koran|musik|special|heldags|aften|dag|by|"
    r"land|landsby|erhvervs|handels|teknisk|grund|drenge|pige|kost|børne|natur|skov|for|før|ud|ind|ride|rid|svømme|danse|køre|"
    r"mad|sommer|vinter|sygepleje|familie|lektie|moske|moské|arabisk|weekend|lørdags|søndags|fredags|hjemme|central|distrikts|nær|"
    r"stor|lille|gymnasie|hjælpe|test|pilot|politi|officers|tegne|billed|kunst|idræts|internat|basis|barne|ballet|bibel|"
    r"privatgrund|rytmisk|ungdomsudd|ung|profession|universitet|overbygnings|fælles|nabo|søster|drømme|modtage|modtager|hverdags|"
    r"barndoms|10\.?klasse|tiende|egen|vidensk|steiner|rudolf|montessori|teater|film|design|bage|kokke|landbrugs|tandlæge|lærer|"
    r"pædagog|social|vidskole|lærlinge|mester|krise|start|skræddersy|stats|samfunds|verdens|mini|online|fjern|muslimske?)$"
)


@DETECTORS.register("school")
def find_schools(passage: Passage) -> Iterator[Detection]:
    """Find "Tovslev Skole", "Rødkælkeskolen", "børnehaven Spiren"."""
    yield from _before_head(passage, _SCHOOL, "SCHOOL", "school")
    yield from _behind_head(passage, _SCHOOLS_BEFORE, "SCHOOL", "school")
    for index, token in enumerate(passage.tokens):
        match = _SCHOOL_COMPOUND.match(token.low)
        if match and _names_one(passage, index, match[1]) and not _ORDINARY_SCHOOL.search(match[1]):
            score = COMPOUND if token.capital and not token.initial else COMPOUND_LOWER
            yield passage.found(
                token.start, token.end, "SCHOOL", "school", score, without_genitive(token.low)
            )


@DETECTORS.register("workplace")
def find_workplaces(passage: Passage) -> Iterator[Detection]:
    """Find "Krisecenter Pilen", "Tovslev IF", "Tovslev Boldklub"."""
    yield from _before_head(passage, _WORKPLACE, "WORKPLACE", "workplace")
    yield from _behind_head(passage, _WORKPLACES_BEFORE, "WORKPLACE", "workplace")
    for index, token in enumerate(passage.tokens):
        if not token.capital or token.initial or index in passage.kept:
            continue
        match = _PLACE_COMPOUND.match(token.low)
        if match and _names_one(passage, index, match[1]):
            yield passage.found(
                token.start, token.end, "WORKPLACE", "workplace", COMPOUND, without_genitive(token.low)
            )


def _names_one(passage: Passage, index: int, stem: str) -> bool:
    """Say whether a compound's first part makes it one of a kind rather than a kind."""
    if index in passage.kept or passage.words.is_common(stem):
        return False
    stem = stem.rstrip("-")
    return not passage.words.is_common(stem) and not (
        stem.endswith("s") and passage.words.is_common(stem[:-1])
    )


def _before_head(passage: Passage, heads: frozenset[str], label: str, detector: str) -> Iterator[Detection]:
    """Find a name followed by what it is a name of."""
    tokens = passage.tokens
    for index, token in enumerate(tokens):
        if index == 0 or token.low not in heads or token.gap.strip() or not token.gap:
            continue
        if len(token.low) < 3 and not token.capitals:
            continue
        first = _name_before(passage, index - 1, lower=not token.capital)
        if first is not None:
            score = NAMED if tokens[first].capital else LOWER
            yield _found(passage, first, index, label, detector, score)


def _name_before(passage: Passage, last: int, *, lower: bool) -> int | None:
    tokens = passage.tokens
    token = tokens[last]
    if last in passage.kept:
        return None
    known = token.low in passage.words.place_words and token.low not in passage.words.common
    if not token.capital:
        return last if known or (lower and _reads_like_place(passage, last)) else None
    if token.initial and not known and not may_be_name(token.low):
        return None
    if passage.words.is_common(token.low) and (token.initial or lower):
        return None
    first = last
    while (
        first > max(0, last - _LONGEST)
        and tokens[first].gap.strip(" \u00a0.") == ""
        and tokens[first].gap
        and tokens[first - 1].capital
        and not tokens[first].initial
    ):
        if first - 1 in passage.kept or (
            tokens[first - 1].initial and passage.words.is_common(tokens[first - 1].low)
        ):
            break
        first -= 1
    return first


def _reads_like_place(passage: Passage, index: int) -> bool:
    """Say whether a lower-cased unknown word before "skole" stands where a name does: right behind a preposition."""
    if not passage.reads_lower_case:
        return False
    low = passage.tokens[index].low
    before = passage.tokens[index - 1].low if index else ""
    adjective = low.endswith(("sk", "ig", "lig", "e", "t", "s", "en", "er"))
    return may_be_name(low) and not adjective and before in cues.PREPOSITIONS


def _behind_head(passage: Passage, heads: frozenset[str], label: str, detector: str) -> Iterator[Detection]:
    """Find what something is, followed by its name in capitals."""
    tokens = passage.tokens
    for index, token in enumerate(tokens[:-1]):
        if token.low not in heads or (len(token.low) < 3 and not token.capitals):
            continue
        last = index
        while last + 1 < len(tokens) and _continues(passage, last + 1):
            last += 1
        if last > index:
            yield _found(passage, index, last, label, detector, NAMED)


def _continues(passage: Passage, index: int) -> bool:
    token = passage.tokens[index]
    if token.initial or token.gap not in (" ", "\u00a0") or not token.capital or index in passage.kept:
        return False
    return not token.capitals or len(token.low) > 3


def _found(passage: Passage, first: int, last: int, label: str, detector: str, score: float) -> Detection:
    start, end = passage.tokens[first].start, passage.tokens[last].end
    return passage.found(
        start, end, label, detector, score, without_genitive(normal(_words(passage.tokens, first, last)))
    )


def _words(tokens: list[Token], first: int, last: int) -> str:
    return " ".join(token.raw for token in tokens[first : last + 1])
