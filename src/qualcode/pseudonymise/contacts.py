"""E-mail and web addresses, profile names."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qualcode.pseudonymise.detection import DETECTORS, Detection, Passage
from qualcode.pseudonymise.wordlists import word_set

SURE, LIKELY = 0.98, 0.8

_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+%'’-]{1,64}(?:@|[ \u00a0]?[(\[{](?:at|snabel-?a|@)[)\]}][ \u00a0]?)"
    r"[\w-]{1,63}(?:(?:\.|[ ]?[(\[{](?:dot|punktum|prik)[)\]}][ ]?)[\w-]{1,63}){0,8}"
)
_DOT = r"(?:punktum|dot|prik)"
_SPOKEN_AT = re.compile(
    rf",?[ ](?:snabel[ -]?a,?[ ][\w-]{{1,63}}(?:[ ]?(?:{_DOT}|\.)[ ]?[\w-]{{1,63}}){{0,4}}"
    rf"|at[ ][\w-]{{1,63}}(?:[ ]{_DOT}[ ][\w-]{{1,63}}){{1,4}})"
)
_SPOKEN_NAME = re.compile(
    rf"(?<![\w-])[\w-]{{1,64}}(?:[ ](?:{_DOT}|bindestreg|underscore|understreg|plus)[ ][\w-]{{1,64}}){{0,5}}$"
)
_REACH = 160
_TAIL = ".,;:!?'’)-"


@DETECTORS.register("email")
def find_emails(passage: Passage) -> Iterator[Detection]:
    """Find e-mail addresses, written or spoken ("anna snabel-a post punktum dk")."""
    if "@" in passage.text or "(" in passage.text or "[" in passage.text:
        for match in _EMAIL.finditer(passage.text):
            words = match[0].rstrip(_TAIL)
            if words[-1] != "@":
                yield passage.found(match.start(), match.start() + len(words), "EMAIL", "email", SURE)
    for match in _SPOKEN_AT.finditer(passage.lower):
        name = _SPOKEN_NAME.search(passage.lower, max(0, match.start() - _REACH), match.start())
        if name:
            yield passage.found(name.start(), match.end(), "EMAIL", "email", LIKELY)


_URL = re.compile(r"(?<![\w@])(?:(?:https?|ftp)://|www\.)[^\s<>\"“”„«»]+")
_DOMAIN = re.compile(
    # Endings in lower case only: "sådan.De" is a sentence without its blank.
    r"(?<![\w@./-])(?=[\w-]*[^\W\d_])((?:[\w-]{1,63}\.){1,4}(?:dk|com|net|org|info|eu|se|no|de|io|nu|me|tv|app|example|uk|fo|gl))(/[^\s<>\"“”„«»]*)?(?![\w@-])"
)
_PUBLIC = word_set(
    """borger.dk sundhed.dk virk.dk siri.dk nyidanmark.dk us.dk ast.dk retsinformation.dk kl.dk vive.dk
    dst.dk google.com google.dk facebook.com instagram.com youtube.com tiktok.com snapchat.com e-boks.dk
    mitid.dk nemid.nu aula.dk politi.dk dr.dk tv2.dk tvang.dk etniskkonsulentteam.dk red-center.dk
    levudenvold.dk jobnet.dk ufm.dk uvm.dk sm.dk sbst.dk"""
)


@DETECTORS.register("url")
def find_urls(passage: Passage) -> Iterator[Detection]:
    """Find web addresses; the bare front page of a public service stays."""
    if "." not in passage.text:
        return
    for match in _URL.finditer(passage.lower):
        words = match[0].rstrip(_TAIL)
        if not _is_public(words):
            yield passage.found(match.start(), match.start() + len(words), "URL", "url", SURE)
    for match in _DOMAIN.finditer(passage.text):
        words = match[0].rstrip(_TAIL)
        if not _is_public(words):
            yield passage.found(match.start(), match.start() + len(words), "URL", "url", LIKELY)


def _is_public(address: str) -> bool:
    bare = re.sub(r"^(?:https?://)?(?:www\.)?", "", address.casefold()).rstrip("/")
    return bare in _PUBLIC


_HANDLE = re.compile(r"(?<![\w@.])@[\w][\w.-]{0,40}")
_PROFILE_SIGN = re.compile(r"(?<=[^\W_])_(?=[^\W_])|(?<=[^\W\d_]{3})\d\d")
_PROFILE = re.compile(r"[\w.]+")
_RUN_BEFORE = re.compile(r"(?<![\w.@/-])[\w.]{1,40}$")
_NAMED = re.compile(
    r"\b(?:brugernavn(?:et)?|profil(?:en|navn|navnet)?|username|gamertag|snap(?:chat)?|insta(?:gram)?|tiktok|nickname)(?:(?:[ ](?:er|var|hedder|hed|hun|han|de|som|med|navnet)){1,4}[ :]+|:[ ])[\"“„»]?([\w.-]{3,30})",
)
_NOT_A_PROFILE = re.compile(
    r"(?:covid|corona|cop|mp|h|a|b|g|web|iso|windows|office|win|ps|psp|cs|fifa|formula|top|unicef|agenda|dr|tv)\d+$"
)


@DETECTORS.register("handle")
def find_handles(passage: Passage) -> Iterator[Detection]:
    """Find profile names: with an @, with underscores or digits in them, or named as such."""
    text = passage.text
    if "@" in text:
        for match in _HANDLE.finditer(text):
            words = match[0].rstrip(".-")
            if len(words) > 1:
                yield passage.found(match.start(), match.start() + len(words), "HANDLE", "handle", 0.95)
    for sign in _PROFILE_SIGN.finditer(text):
        before = _RUN_BEFORE.search(text, max(0, sign.start() - 41), sign.start())
        if before is None or before[0].isdigit():
            continue
        run = _PROFILE.match(text, before.start())
        words = run[0].rstrip(".") if run else before[0]
        end = before.start() + len(words)
        if text[end : end + 1] not in ("@", "-") and not _NOT_A_PROFILE.match(words.casefold()):
            yield passage.found(before.start(), end, "HANDLE", "handle", LIKELY)
    for match in _NAMED.finditer(passage.lower):
        words = match[1].rstrip(".-")
        if not passage.words.is_common(words.casefold()):
            yield passage.found(match.start(1), match.start(1) + len(words), "HANDLE", "handle", 0.6)
