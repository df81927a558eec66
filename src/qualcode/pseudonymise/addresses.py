"""Streets with and without a number, postcodes with their town."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qualcode.pseudonymise.detection import DETECTORS, Detection, Passage
from qualcode.pseudonymise.forms import may_be_name
from qualcode.pseudonymise.spoken import WORDS
from qualcode.pseudonymise.tokens import normal
from qualcode.pseudonymise.wordlists import word_tuple

NUMBERED, NUMBERED_LOWER, NAMED, POSTCODE, TOWN = 0.95, 0.85, 0.75, 0.9, 0.8

_KINDS = word_tuple(
    """vej vejen gade gaden stræde strædet allé alle alleen alléen vænge vænget park parken plads pladsen
    torv torvet have haven haverne kvarter kvarteret ager agre agrene toft toften tofte tofterne bakke
    bakken bakker lunden skrænten svinget sti stien gård gården høj højen kær kæret mark marken eng engen
    krog krogen boulevard boulevarden promenade dal dalen ås åsen brink brinken kaj kajen bro brygge gyde
    gyden passage passagen banke banken vang vangen løkke løkken skov skoven street road avenue lane
    straße strasse weg"""
)
_KIND_ALONE = frozenset(_KINDS)
_SURE_KINDS = (
    "vej", "vejen", "gade", "gaden", "stræde", "strædet", "allé", "vænge", "vænget", "parken", "plads", "pladsen", "torv",
    "torvet", "kvarteret", "svinget", "boulevard", "toften", "tofterne", "skrænten", "stræde", "gyden",
)  # fmt: skip
"""In lower case only these show a street: "enebær 7" and "omkring 7" do not."""

_COMPASS = re.compile(
    r"(?<!\w)(?:Gl\.|Gammel|Ny|Nørre|Nr\.|Ndr\.|Nordre|Sønder|Sdr\.|Søndre|Øster|Østre|Vester|Vestre|Store|Lille|Skt\.|Sankt)[ \u00a0]$"
)
_FLOOR = (
    r"(?:,?[ \u00a0](?:st|kld|\d{1,2}(?!\d))\.?[ \u00a0,]{0,2}(?:sal[ \u00a0,]{0,2})?"
    r"(?:t\.?v|t\.?h|m\.?f|dør \d+|\d{1,3})?\b\.?)?"
)
_HOUSE = re.compile(
    r"(?<=[^\W\d_])[ \u00a0]+(?:nr\.?[ \u00a0]*|nummer[ \u00a0])?\d{1,3}(?:(?:[a-zæøå]|[ \u00a0]?[A-ZÆØÅ])(?!\w))?"
    rf"{_FLOOR}(?![\d.,]*\d)(?!\w)"
)
_SAID_HOUSE = re.compile(
    rf",?[ \u00a0](?:nummer|nr\.?)[ \u00a0](?:{'|'.join(sorted(WORDS, key=len, reverse=True))})(?!\w)"
)
_LAST_WORD = re.compile(r"[^\W\d_][\w'’-]{0,60}$")
_BEFORE = re.compile(
    r"(?:(?<=\s)|^)((?:(?:[A-ZÆØÅ][\w'’-]{1,40}|[A-ZÆØÅ]\.(?:[A-ZÆØÅ]\.)?|(?:Gl|Ndr|Sdr|Skt)\.)[ \u00a0]){1,3})$"
)
_LOWER_BEFORE = re.compile(r"(?:(?<=\s)|^)([^\W\d_]{3,40}[ \u00a0])$")

_BARE = re.compile(
    r"(?<![\w-])([A-ZÆØÅ][\w'’-]{0,40}?(?:s?vej|s?gade|stræde|allé|vænget|svinget|boulevard))(s?)(?![\w-])"
    r"|(?<![\w-])((?:[A-ZÆØÅ][\w'’-]{1,40}[ \u00a0]){1,2}(?:Vej|Gade|Stræde|Allé|Alle|Vænge|Plads|Torv|Boulevard|Kvarter|Street|Road))(s?)(?![\w-])"
)
_LIVES_AT = re.compile(
    r"(?:bor|boede|boet|bo|flyttet|flytter|flyttede|flytte|adressen|adresse|henne|nede|oppe|ovre|ude|inde)[ \u00a0]"
    r"(?:er[ \u00a0])?(?:på|i|ad)[ \u00a0]([^\W\d_]{3,}(?:vej|gade|stræde|allé|vænget|svinget))(?![\w-])",
)
_ORDINARY_ROAD = re.compile(
    r"^(?:ud|om|gen|motor|skole|hoved|lande|hjem|køre|side|grus|mark|skov|privat|bi|ind|til|fra|gå|gang|cykel|ring|motortrafik|"
    r"bag|stor|små|gå|villa|strøg|handels|parallel|tvær|vand|luft|om|af|over|under|adgangs|flugt|blind|jord|by)s?(?:vej|gade)",
)


@DETECTORS.register("street")
def find_streets(passage: Passage) -> Iterator[Detection]:
    """Find streets with a house number in any case, and without one where capitals or "bor på" show them."""
    yield from _numbered(passage)
    for match in _ADDRESS.finditer(passage.text):
        yield passage.found(match.start(), match.end(), "STREET", "street", NUMBERED_LOWER)
    for match in _BARE.finditer(passage.text):
        group = 1 if match[1] else 3
        words = match[group]
        ordinary = _at_start(passage, match.start(group)) and not may_be_name(words.split()[0].casefold())
        if not ordinary and not _ORDINARY_ROAD.match(words.casefold()):
            yield passage.found(match.start(), match.end(), "STREET", "street", NAMED, words)
    for match in _LIVES_AT.finditer(passage.lower):
        if not _ORDINARY_ROAD.match(match[1]):
            yield passage.found(match.start(1), match.end(1), "STREET", "street", 0.6, match[1])


# A house without a usual ending: in front of a postcode, behind "Ved" or "Bag".
_ADDRESS = re.compile(
    r"(?<!\w)((?:[A-ZÆØÅ][\w'’.-]{1,40}[ \u00a0]){1,3}\d{1,3}[ \u00a0]?[A-Za-z]?(?:,[ \u00a0][\w. ]{1,12})?)(?=,?[ \u00a0](?:i )?(?:DK-)?\d{4}[ \u00a0][A-ZÆØÅ])"
    r"|(?<=[a-zæøå,:][ \u00a0])((?:Ved|Bag|Over|Under|Mellem|Langs)[ \u00a0][A-ZÆØÅ][\w'’-]+[ \u00a0]\d{1,3}[A-Za-z]?)(?!\w)"
)


def _at_start(passage: Passage, place: int) -> bool:
    before = passage.text[:place].rstrip()
    return not before or before[-1] in ".?!:\n"


def _numbered(passage: Passage) -> Iterator[Detection]:
    text = passage.text
    for match in (*_HOUSE.finditer(text), *_SAID_HOUSE.finditer(passage.lower)):
        word = _LAST_WORD.search(text, max(0, match.start() - 61), match.start())
        if word is None or not word[0].casefold().endswith(_KINDS):
            continue
        start = _street_start(text, word.start(), word[0])
        if start is None:
            continue
        end = start + len(text[start : match.end()].rstrip(" ,\u00a0"))
        score = NUMBERED if text[start].isupper() else NUMBERED_LOWER
        yield passage.found(start, end, "STREET", "street", score)


def _street_start(text: str, start: int, word: str) -> int | None:
    """Return where a street's name starts whose last word stands at ``start``; None where it is no name."""
    low = normal(word)
    window = text[max(0, start - 60) : start]
    if low in _KIND_ALONE:
        before = _BEFORE.search(window)
        if before:
            return start - len(before[1])
        lower = _LOWER_BEFORE.search(window)
        return start - len(lower[1]) if lower and may_be_name(normal(lower[1])) else None
    compass = _COMPASS.search(window)
    if compass:
        return start - len(compass[0])
    if not may_be_name(low) or (
        not word[0].isupper() and (_ORDINARY_ROAD.match(low) or not low.endswith(_SURE_KINDS))
    ):
        return None
    return start


_POSTCODE = re.compile(
    r"(?<![\w.,/+-])(?:(?:DK|FO|GL|SE|NO|D)-)?(\d{4})(?![\w.,]*\d)[ \u00a0]+"
    r"([A-ZÆØÅ][\w'’-]+(?:[ \u00a0](?:[A-ZÆØÅ][\w'’-]+|[A-ZÆØÅ]{1,2}\b))?)"
)
_POSTCODE_LOWER = re.compile(r"(?:,|\d[a-zæøå]? i)[ \u00a0](\d{4})[ \u00a0]([^\W\d_]{2,})")
_NAMED_POSTCODE = re.compile(
    r"\b(?:postnummer(?:et)?|postnr\.?|postcode|zip)[ \u00a0:]*(?:er[ \u00a0]|var[ \u00a0]|hedder[ \u00a0])?(\d{4})(?!\d)"
)


@DETECTORS.register("postcode")
def find_postcodes(passage: Passage) -> Iterator[Detection]:
    """Find postcodes behind the word, and in front of a town; the town with them."""
    text = passage.text
    for match in _NAMED_POSTCODE.finditer(passage.lower):
        yield passage.found(match.start(1), match.end(1), "POSTCODE", "postcode", POSTCODE)
    for match in _POSTCODE.finditer(text):
        town = match[2].split()[0].casefold()
        if not _is_town(passage, match[1], town, text[: match.start()]):
            continue
        yield passage.found(match.start(), match.end(1), "POSTCODE", "postcode", POSTCODE)
        yield passage.found(match.start(2), match.end(2), "PLACE", "postcode", TOWN)
    for match in _POSTCODE_LOWER.finditer(text):
        town = match[2].casefold()
        if town in passage.words.place_words or may_be_name(town):
            yield passage.found(match.start(1), match.end(1), "POSTCODE", "postcode", TOWN)
            yield passage.found(match.start(2), match.end(2), "PLACE", "postcode", TOWN)


def _is_town(passage: Passage, digits: str, town: str, before: str) -> bool:
    """Tell a postcode from a year or a number: 2019 is a postcode only in the middle of an address."""
    if town in passage.words.keep.by_first:
        return False
    if digits.startswith(("19", "20")):
        return before.rstrip().endswith(",") and town in passage.words.place_words
    return town in passage.words.place_words or may_be_name(town)
