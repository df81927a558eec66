"""What name a written word is a form of: genitives, plurals, compounds and other spellings."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from qualcode.pseudonymise.cues import (
    CALLED_FOR,
    INSTITUTIONS,
    KIN,
    NAME_PREFIXES,
    ORDINARY_ENDINGS,
    RARE_PEOPLES,
    ROLES,
    TITLES,
)
from qualcode.pseudonymise.lexicon import fold, lexicon, skeleton, without_genitive
from qualcode.pseudonymise.likeness import ALONE, WITH_CUE, likeness

_AFTER_APOSTROPHE = re.compile(r"'(?:er|erne|ere|en|et|ne|ern|agtig|agtige)$")

_FOREIGN = re.compile("[şğıçñćčšžđłńśźżąęěřůțțșăîûőűýþðœãõāēīōūķļņģ\u1e00-\u1eff]")
"""Letters that no ordinary Danish or English word has."""

_SURNAME_ENDINGS = (
    "sen", "gaard", "gård", "strup", "trup", "drup", "lund", "holm", "bjerg", "berg", "dahl", "skov", "toft", "bæk",
    "kjær", "kær", "vang", "sson", "ski", "ska", "vic", "ović", "ova", "enko", "chuk", "zadeh", "zada", "zai", "oglu",
    "pour", "yan", "nejad", "mand", "quist", "vist", "ström", "strøm", "huus", "rup", "lev", "rask", "sø",
)  # fmt: skip
_LONGEST = 60
"""Letters of the longest word that is looked at as a name."""

_NEVER = KIN | ROLES | TITLES | INSTITUTIONS


@dataclass(frozen=True, slots=True)
class Form:
    """A word as a form of a listed name.

    ``base`` is the name, ``tail`` how many characters of the word do not belong to it (a compound's second
    part, a plural ending); ``exact`` is false where only another spelling of it is listed.
    """

    base: str = field(repr=False)
    tail: int = 0
    exact: bool = True


@lru_cache(maxsize=1 << 16)
def form_of(low: str) -> Form | None:
    """Return the listed name that a case-folded word is a form of, if any.

    Examples
    --------
    >>> form_of("hassans").base, form_of("mustafa-sagen").tail, form_of("kommune")
    ('hassan', 6, None)
    """
    if len(low) > _LONGEST:
        return None
    return _listed(low) or _compound(low) or _variant(low)


def _listed(low: str) -> Form | None:
    words = lexicon()
    if words.is_name(low):
        return Form(low)
    if low in words.common:
        return None
    base = without_genitive(low)
    if base != low and words.is_name(base):
        return Form(base)
    folded = fold(low)
    if folded != low:
        found = _listed(folded)
        return Form(low if found.base == folded else without_genitive(low)) if found else None
    match = _AFTER_APOSTROPHE.search(low)
    if match:
        found = _listed(low[: match.start()])
        return Form(found.base, tail=len(match.group())) if found else None
    return None


def _compound(low: str) -> Form | None:
    """Take "anne-mette" and "al-masri" whole, and of "mustafa-sagen" the name."""
    first, hyphen, rest = low.partition("-")
    if not hyphen:
        return None
    head, tail = _listed(first), form_of(rest)
    if low.startswith(NAME_PREFIXES) and (tail or looks_like_name(rest)):
        return Form(f"{first}-{tail.base}" if tail else low, tail=tail.tail if tail else 0)
    if (
        tail
        and not tail.tail
        and rest not in lexicon().common
        and (head or lexicon().is_common(first) or may_be_name(first))
    ):
        return Form(f"{first}-{tail.base}")  # "lille-ali", "aki-matilda"
    if head and tail and rest not in lexicon().common:
        return Form(f"{first}-{tail.base}", tail=tail.tail)
    if head and not rest.startswith(CALLED_FOR):
        return Form(first, tail=len(rest) + 1)
    return None


def _variant(low: str) -> Form | None:
    words = lexicon()
    if words.is_common(low) or low.endswith(ORDINARY_ENDINGS) or "-" in low:
        return None
    base = without_genitive(low)
    if words.is_common(base):
        return None
    return next((Form(one, exact=False) for one in (low, base) if skeleton(one) in words.variants), None)


def is_foreign(low: str) -> bool:
    """Say whether a word has letters that Danish and English words do not have."""
    return _FOREIGN.search(low) is not None


@lru_cache(maxsize=1 << 16)
def may_be_name(low: str) -> bool:
    """Say whether a word that no list holds could be a name: it is neither an ordinary word nor built like one.

    Examples
    --------
    >>> may_be_name("zuzu"), may_be_name("familieafdelingen")
    (True, False)
    """
    words = lexicon()
    if len(low) < 2 or low in _NEVER or low.endswith(ORDINARY_ENDINGS) or low.startswith(RARE_PEOPLES):
        return False
    return not words.is_common(low)


@lru_cache(maxsize=1 << 16)
def looks_like_name(low: str, least: float = WITH_CUE) -> bool:
    """Say whether a lower-cased word that no list holds looks like a name, as much as asked for.

    Parameters
    ----------
    low : str
        Case-folded.
    least : float
        The likeness it needs: less where the neighbours speak for a name.
    """
    if len(low) < (4 if least >= ALONE else 3) or not may_be_name(low):
        return False
    return is_foreign(low) or likeness(low.replace("-", "")) >= least


@lru_cache(maxsize=1 << 16)
def looks_like_surname(low: str) -> bool:
    """Say whether a lower-cased word behind a first name can be its surname."""
    words = lexicon()
    base = without_genitive(low)
    if low in words.last_names or base in words.last_names:
        return low not in words.common
    if low.startswith(NAME_PREFIXES):
        return True
    return (
        len(low) > 2 and may_be_name(low) and (base.endswith(_SURNAME_ENDINGS) or likeness(base) >= WITH_CUE)
    )
