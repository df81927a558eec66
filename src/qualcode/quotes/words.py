"""The words of speech that matter for a quote: what may go, what must stay, what leans on something before it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


@dataclass(frozen=True, slots=True)
class SpeechWords:
    """Word lists of one language, all in lower case.

    Parameters
    ----------
    fillers : frozenset of str
        Go at the start of a sentence whatever follows.
    answers : frozenset of str
        Go at the start where a comma or full stop follows: they answer what the reader has not heard.
    tags : frozenset of str
        Go at the end after a comma.
    phrases : frozenset of tuple of str
        Fillers of several words.
    turning : frozenset of str
        Without them a sentence can say the opposite, or more than was said: never left out of a sentence.
    turning_starts : frozenset of str
        A sentence that begins so takes back or answers the one before: the two stay together.
    hanging : frozenset of str
        A sentence that ends so was broken off before it said what matters.
    joining : frozenset of str
        May be dropped at a broken end.
    leaning : frozenset of str
        A start that leans on what stood before.
    connecting : frozenset of str
        A start that goes on with a story; leans less.
    pronouns : frozenset of str
        Speak of somebody whom the reader must know.
    echoes : frozenset of str
        Near the start of a sentence: it agrees with somebody.
    again : frozenset of str
        What speakers say twice when they start again.
    """

    fillers: frozenset[str]
    answers: frozenset[str]
    tags: frozenset[str]
    phrases: frozenset[tuple[str, ...]]
    turning: frozenset[str]
    turning_starts: frozenset[str]
    hanging: frozenset[str]
    joining: frozenset[str]
    leaning: frozenset[str]
    connecting: frozenset[str]
    pronouns: frozenset[str]
    echoes: frozenset[str]
    again: frozenset[str]


DANISH = SpeechWords(
    fillers=_set("altså øh øhm øhh øhmm hm hmm mm mmm mh jamen jammen nåmen nå tja åh æh"),
    answers=_set("ja jo okay ok jaja joh jah javel præcis nemlig klart sådan enig lige tjo jep"),
    tags=_set("altså øh øhm ik ik' ikk ikk' ja jo okay ok nå hm"),
    phrases=frozenset(
        {
            ("du", "ved"),
            ("hør", "her"),
            ("hør", "nu", "her"),
            ("hvad", "hedder", "det"),
            ("helt", "enig"),
            ("lige", "præcis"),
        }
    ),
    turning=_set(
        "ikke ik ik' ikk ikk' ej ejheller aldrig ingen intet ingenting ingensinde ingensteder hverken næppe knap"
        " sjældent uden undtagen udover medmindre men dog hvis såfremt kun bare nej næ næh nope fordi selvom"
        " skønt modsat tværtimod snarere uanset ellers næsten måske burde skulle ville tror påstår påstod troede"
        " umulig umuligt nægter nægtede mangler holdt"
    ),
    turning_starts=_set(
        "men dog nej næ næh ikke tværtimod undtagen bortset medmindre selvom alligevel omvendt eller kun hvis"
        " ellers ingen intet aldrig hverken nærmere"
    ),
    hanging=_set(
        "men fordi hvis når at selvom som der for med til fra på om uden end eller hvor hvad hvem hvordan hvorfor"
        " den det de en et jeg vi hun han er har var skal kan vil må ikke min mit mine deres"
    )
    - _set("for med til fra på om er har var skal kan vil må der det den de ikke en hvad uden hvor som et"),
    joining=_set("og så"),
    leaning=_set(
        "men for fordi som at heller også end han hun ham hende de dem den hans hendes deres begge samme"
    ),
    connecting=_set("og så det derfor desuden sådan"),
    pronouns=_set("han hun ham hende hans hendes de dem deres"),
    echoes=_set("også heller hellere ene samme ligesådan ligeså"),
    again=_set(
        "jeg vi de det den hun han man der her og så at når en et er var har havde som du i min mit vores til på med"
    ),
)

ENGLISH = SpeechWords(
    fillers=_set("um uh er erm hm hmm mm oh ah"),
    answers=_set("yes yeah yep well so okay ok right sure exactly true like"),
    tags=_set("um uh yeah right okay ok well like"),
    phrases=frozenset(
        {("you", "know"), ("i", "mean"), ("you", "see"), ("let", "me", "see"), ("that's", "right")}
    ),
    turning=_set(
        "not no never nobody none nothing nowhere neither nor hardly barely scarcely rarely seldom without except"
        " unless but however though although if only because until otherwise almost maybe perhaps should would"
        " could might cannot can't don't doesn't didn't won't wouldn't shouldn't couldn't isn't aren't wasn't"
        " weren't haven't hasn't hadn't ain't mustn't needn't cant dont doesnt didnt wont isnt arent wasnt unlikely"
        " impossible refuse refuses refused lack lacks doubt think thought claim claimed"
    ),
    turning_starts=_set(
        "but however no nope not though although except unless otherwise or only if never none nothing nobody"
        " rather instead still yet"
    ),
    hanging=_set("but because if when although unless or and-then the a my our their"),
    joining=_set("and so then"),
    leaning=_set("but because which that he she him her they them it his its their both same too neither"),
    connecting=_set("and so then therefore this also"),
    pronouns=_set("he she him her his they them their"),
    echoes=_set("too also neither same either rather"),
    again=_set(
        "i we they it he she you the a and so that when is was are were has have had to in on with there my our"
    ),
)

_BY_LANGUAGE = {"da": DANISH, "en": ENGLISH}


def speech_words(language: str) -> SpeechWords:
    """Return the word lists of a language; English where there are none of its own."""
    return _BY_LANGUAGE.get(language, ENGLISH)


_SILENT = re.compile(
    r"(?:(?:let |kort |lang |høj |de |alle |long |short |loud )?"
    r"(?:latter|griner?|ler|smiler|pause|stilhed|tavshed|suk|sukker|hoster?|host|rømmer sig|nikker|ryster på hovedet"
    r"|trækker på skuldrene|telefon(?:en)? ringer|banker?|peger|viser|tænker|drikker|hvisker"
    r"|laughs?|laughter|laughing|smiles?|sighs?|coughs?|silence|nods?|shakes (?:his|her) head"
    r"|phone rings|pointing|points|crosstalk|taler i munden på hinanden))"
    r"(?: lidt| kort| a little| briefly| sammen| together)?",
    re.IGNORECASE,
)
"""Notes of what was done, not said: nothing is lost where they go."""

_LOST = re.compile(
    r"\s*(?:(?:ut|u)ydelig\w*|uforståelig\w*|uhørlig\w*|uklar\w*|ikke til at høre|inaudible|unclear|unintelligible"
    r"|indistinct|overlap\w*|afbrydes|afbrudt|interrupted|\?+|\.{2,}|…)(?:\W.*)?",
    re.IGNORECASE,
)


def is_silent(note: str) -> bool:
    """Say whether a transcriber's note tells of something done, so that no spoken word is missing.

    Examples
    --------
    >>> is_silent("griner"), is_silent("utydeligt")
    (True, False)
    """
    return _SILENT.fullmatch(note.strip(" .!")) is not None


def is_note(inside: str) -> bool:
    """Say whether square brackets hold a transcriber's note rather than a pseudonym."""
    return is_silent(inside) or _LOST.fullmatch(inside) is not None


def turns(words: Iterable[str], lists: SpeechWords) -> bool:
    """Say whether some words could turn the meaning of the words beside them."""
    return not lists.turning.isdisjoint(words)
