"""What a site is called, and the words of quantity that go with it."""

from __future__ import annotations

from dataclasses import dataclass

from qualcode.reporting.content import plain


@dataclass(frozen=True, slots=True)
class SiteNoun:
    """What a site is called.

    Parameters
    ----------
    one, many, the_many : str
        Such as ``"kommune"``, ``"kommuner"`` and ``"kommunerne"``.
    neuter : bool
        True for a Danish noun with *et*.
    """

    one: str
    many: str
    the_many: str
    neuter: bool = False


SITE_NOUNS = {
    "da": SiteNoun("kommune", "kommuner", "kommunerne"),
    "en": SiteNoun("municipality", "municipalities", "the municipalities"),
}


def site_noun(language: str) -> SiteNoun:
    """Return what sites are called unless a study says otherwise."""
    return SITE_NOUNS.get(language, SITE_NOUNS["en"])


def gendered(word: str, noun: SiteNoun, language: str) -> str:
    """Return a word of quantity as it goes with the noun.

    Examples
    --------
    >>> gendered("en enkelt", SiteNoun("hospital", "hospitaler", "hospitalerne", neuter=True), "da")
    'et enkelt'
    """
    return _NEUTER.get(word, word) if language == "da" and noun.neuter else word


_NEUTER = {"en enkelt": "et enkelt", "en": "et", "én": "ét"}
_WITH_OF = frozenset({"a couple", "a handful", "a number"})


@dataclass(frozen=True, slots=True)
class Amount:
    """How many said it: the word, and whether it stands for one."""

    word: str
    single: bool


def who(word: str, noun: SiteNoun, language: str, *, single: bool) -> str:
    """Return the word of quantity with its noun, in the right number.

    Examples
    --------
    >>> who("et par", SITE_NOUNS["da"], "da", single=False)
    'et par kommuner'
    >>> who("a couple", SITE_NOUNS["en"], "en", single=False)
    'a couple of municipalities'
    """
    return gendered(plain(word), noun, language) + after_word(word, noun, language, single=single)


def after_word(word: str, noun: SiteNoun, language: str, *, single: bool) -> str:
    """Return what stands between a word of quantity and the verb."""
    of = " of" if language == "en" and word in _WITH_OF else ""
    return f"{of} {noun.one if single else noun.many}"
