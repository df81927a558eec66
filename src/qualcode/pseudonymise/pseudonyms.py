"""What stands in place of what was found: the words of the pseudonyms, and how to know them again."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from qualcode.labels import Labels

_WORDS = {
    "PERSON": {"da": "person", "en": "person"},
    "MUNICIPALITY": {"da": "kommune", "en": "municipality"},
    "PLACE": {"da": "sted", "en": "place"},
    "SCHOOL": {"da": "skole", "en": "school"},
    "WORKPLACE": {"da": "arbejdssted", "en": "workplace"},
    "STREET": {"da": "adresse", "en": "address"},
    "HANDLE": {"da": "profil", "en": "profile"},
    "HIDDEN": {"da": "skjult", "en": "hidden"},
    "CPR": {"da": "cpr-nummer", "en": "personal number"},
    "PHONE": {"da": "telefonnummer", "en": "phone number"},
    "EMAIL": {"da": "e-mail", "en": "e-mail"},
    "URL": {"da": "webadresse", "en": "web address"},
    "PLATE": {"da": "nummerplade", "en": "number plate"},
    "CASE_NO": {"da": "sagsnummer", "en": "case number"},
    "OTHER_ID": {"da": "id-nummer", "en": "id number"},
    "DOB": {"da": "fødselsdato", "en": "date of birth"},
    "POSTCODE": {"da": "postnummer", "en": "postcode"},
    "AGE": {"da": "alder", "en": "age"},
    "NATIONALITY_RARE": {"da": "nationalitet", "en": "nationality"},
    "QUASI": {"da": "oplysning", "en": "detail"},
}
_OTHER = "QUASI"

NUMBERED = frozenset({"PERSON", "MUNICIPALITY", "PLACE", "SCHOOL", "WORKPLACE", "STREET", "HANDLE", "HIDDEN"})
"""What is told apart in the study: the same person is the same number everywhere. A CPR number only says that there was
one, and does not stand in the key."""

# Marks that transcribers and other tools leave: they are left alone as well.
_TRANSCRIBERS = "navn|navne|by|bynavn|kommunenavn|skolenavn|gade|dato|alder|land|name|town|anonymiseret|anonymised|person|pigen|drengen"


@dataclass(frozen=True, slots=True)
class Wording:
    """Words in one language for what is found.

    Examples
    --------
    >>> Wording("da").pseudonym("PERSON", 3), Wording("en").pseudonym("CPR")
    ('[person 3]', '[personal number]')
    """

    language: str

    def word(self, label: str) -> str:
        """Return the word for a label; what has no word of its own is a detail."""
        return Labels(_WORDS, self.language)(label if label in _WORDS else _OTHER)

    def pseudonym(self, label: str, number: int | None = None) -> str:
        """Return the pseudonym: the word in brackets, with a number for what is told apart."""
        return f"[{self.word(label)}]" if number is None else f"[{self.word(label)} {number}]"


@lru_cache(maxsize=1)
def pseudonym_pattern() -> re.Pattern[str]:
    """Return the pattern of all pseudonyms and of transcribers' marks: what stands in them is never detected."""
    words = sorted(
        {re.escape(word) for entry in _WORDS.values() for word in entry.values()}, key=len, reverse=True
    )
    labels = "|".join(map(re.escape, _WORDS))
    return re.compile(
        rf"\[(?:{'|'.join(words)}|{labels}|{_TRANSCRIBERS})(?:[ _-]?[\dA-ZÆØÅ]{{1,4}})?\]", re.IGNORECASE
    )
