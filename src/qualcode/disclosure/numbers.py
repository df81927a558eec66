"""Numbers and addresses that lead to one person: however they are grouped, in any text that is about to be printed.

The pseudonymiser looks for them when a transcript comes in. This is a second look by other means, at the other end: a run of digits is
measured first and interpreted then, so that a new way of writing a number is not a way past it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from qualcode.disclosure.clues import Clue, ClueKind, clue
from qualcode.disclosure.seen import Seen, each_word

_LONG, _PHONE, _SHORT = 9, 8, 6

_DIGITS = re.compile(r"(?<![\w.,])\+?\(?\d(?:[ .\-/()]{0,3}\d){5,}(?![\w])")
_AMOUNT = re.compile(
    r"[ ]?(?:kr\b|kroner|dkk|euro|eur\b|€|\$|procent|pct|%|personer|mennesker|borgere|sager|børn|unge|indbyggere|timer|minutter|"
    r"kilometer|km\b|meter|gange|år\b|mio\b|mia\b|million|underretninger|people|persons|cases|children|years|hours|times|per cent)"
)
_THOUSANDS = re.compile(r"\d{1,3}(?:[. ]\d{3})+")
_YEARS = re.compile(r"(?:19|20)\d\d(?:[ .\-/]{1,3}(?:19|20)\d\d)+")
_HOURS = re.compile(r"(?:[01]?\d|2[0-3])\.[0-5]\d ?- ?(?:[01]?\d|2[0-3])\.[0-5]\d")
_DATE = re.compile(r"\d{1,2}[./-] ?\d{1,2}[./-] ?(?:19|20)?\d\d|(?:19|20)\d\d-\d\d-\d\d")


def find_numbers(seen: Seen) -> Iterator[Clue]:
    """Find runs of six digits or more that count nothing: CPR, telephone, accounts, cases, dates of birth."""
    for match in _DIGITS.finditer(seen.plain):
        kind = _kind_of_run(match[0].lstrip("("), seen.lower[match.end() : match.end() + 20])
        if kind:
            yield clue(seen.span(*match.span()), kind)


def _kind_of_run(run: str, behind: str) -> ClueKind | None:
    digits = sum(sign.isdecimal() for sign in run)
    harmless = _YEARS.fullmatch(run) or _HOURS.fullmatch(run) or _AMOUNT.match(behind)
    if harmless or (digits < _PHONE and _THOUSANDS.fullmatch(run)):
        return None
    if _DATE.fullmatch(run):
        return "date"
    return "phone" if digits == _PHONE or run.startswith("+") else "number"


_NAMED: tuple[tuple[ClueKind, re.Pattern[str]], ...] = (
    ("number", re.compile(r"\d{6} ?- ?[x*#]{2,4}")),
    ("number", re.compile(r"\b(?:cpr|personnummer\w*)\b[^\d\n]{0,25}\d{4,}")),
    ("number", re.compile(r"\b(?:sidste|de|last) (?:fire|4|four)(?: cifre| tal| digits)?\b[^\d\n.]{0,20}\d{4}(?!\d)")),
    ("number", re.compile(r"\b(?:sags?-?(?:nr|nummer\w*)|journal-?(?:nr|nummer\w*)|j\.? ?nr|case (?:no|number)|file number)\b[^\d\n]{0,15}\d{3,}[\d./-]*")),
    ("number", re.compile(r"(?<!\w)(?!er|på|af|om|en|et|de|vi|nu|så|ca|kr|nr|at|og|to|in|is|of|by|we|he|ad|fx)[a-zæøå]{2} ?\d{2} ?\d{3}(?!\d|[.,]\d)(?! \w)|(?<!\w)[a-zæøå]{2}\d{5}(?!\d)")),
    ("number", re.compile(r"\bsag(?:en)?,? [a-zæøå]{0,4}[-/ ]?\d{3,}[\d/-]*")),
    ("address", re.compile(r"\b(?:postnummer|postnummeret|postnr\.?|postcode)[ :]*(?:er |var )?\d{4}(?!\d)")),
    ("phone", re.compile(r"\b(?:tlf|telefon(?:en|nummer\w*)?|mobil(?:en|nummer\w*)?|lokal(?:nummer\w*)?|phone)\b[^\d\n]{0,20}\d(?: ?\d){3,7}(?!\d)")),
    ("e-mail", re.compile(r"[^\s@<>()]+(?:@| ?[(\[]at[)\]] ?)[^\s@<>()]+")),
    ("e-mail", re.compile(r"[\w.-]+ (?:snabel[ -]?a|at) [\w-]+ (?:punktum|dot|prik) \w+")),
    ("id", re.compile(r"(?<![\w@.])@\w[\w.]+|(?<![\w/])[^\W\d_]+(?:_[^\W_]+)+(?![\w@])")),
    ("web", re.compile(r"(?:https?://|www\.)\S+|(?<![\w@./-])[\w-]{2,}\.(?:dk|com|org|net|eu|se|no)\b(?:/\S*)?")),
)  # fmt: skip


# With capitals these are a car and a passport wherever they stand.
_IN_CAPITALS = re.compile(r"(?<!\w)(?:[A-ZÆØÅ]{2} ?\d{2} ?\d{3}|[A-Z]{1,2}\d{7,9})(?!\d)")


def find_named_numbers(seen: Seen) -> Iterator[Clue]:
    """Find shorter numbers behind a word that says what they are; e-mail and web addresses, profiles, number plates."""
    for kind, pattern in _NAMED:
        for match in pattern.finditer(seen.lower):
            if kind != "number" or not _AMOUNT.match(seen.lower[match.end() : match.end() + 20]):
                yield clue(seen.span(*match.span()), kind)
    for match in _IN_CAPITALS.finditer(seen.plain):
        yield clue(seen.span(*match.span()), "number")


_ONES = each_word(
    "nul en et to tre fire fem seks syv otte ni zero oh one two three four five six seven eight nine"
)
_TENS = each_word("tyve tredive fyrre halvtreds tres halvfjerds firs halvfems")
_LENGTHS = dict.fromkeys(_ONES, 1) | dict.fromkeys(
    [
        *each_word("ti elleve tolv tretten fjorten femten seksten sytten atten nitten"),
        *_TENS,
        *(f"{one}og{ten}" for one in _ONES[1:11] for ten in _TENS),
    ],
    2,
)
_SPOKEN_LEAST = 7


def find_spoken_numbers(seen: Seen) -> Iterator[Clue]:
    """Find number words in a row that make seven digits or more: a number that was read aloud."""
    start, length = 0, 0
    runs = [*seen.runs, (0, 0, "")]
    for index, (_, _, word) in enumerate(runs):
        digits = len(word) if word.isdecimal() else _LENGTHS.get(word, 0)
        if digits:
            start = index if not length else start
            length += digits
            continue
        if length >= _SPOKEN_LEAST and index - start > 3 and not _all_digits(runs[start:index]):
            yield clue(seen.span(runs[start][0], runs[index - 1][1]), "phone")
        length = 0


def _all_digits(runs: list[tuple[int, int, str]]) -> bool:
    return all(word.isdecimal() for _, _, word in runs)


_ROAD = r"(?:vej|vejen|gade|gaden|stræde|strædet|allé|alléen|vænge|vænget)"
_KIND = r"(?:plads|pladsen|torv|torvet|parken|have|haven|toften|boulevard|bakken|kvarter|kvarteret|street|road|avenue|lane|square)"
_HOUSE = r"(?: nr\.?| nummer)? \d{1,3}(?: ?[a-z])?(?!\w)"
_ADDRESSES = (
    re.compile(rf"(?<!\w)[^\W\d]{{2,}}{_ROAD}{_HOUSE}", re.IGNORECASE),
    re.compile(rf"(?<!\w)[A-ZÆØÅ][^\W\d]*{_KIND}{_HOUSE}"),
    re.compile(rf"(?<!\w)(?:[A-ZÆØÅ][\w.'-]+ ){{1,2}}(?i:{_ROAD}|{_KIND}){_HOUSE}"),
    re.compile(r"(?<![\w.,-])(?:DK-)?(?!19|20)[1-9]\d{3} [A-ZÆØÅ][a-zæøå]{2,}"),
)
_NAMED_ROAD = re.compile(r"(?<!\w)[A-ZÆØÅ][^\W\d]{2,}(?:vej|gade|stræde|allé|vænget)(?:en|n)?s?(?!\w)")


def find_addresses(seen: Seen) -> Iterator[Clue]:
    """Find streets with a house number and postcodes with a town; a street alone is for a person to look at."""
    for pattern in _ADDRESSES:
        for match in pattern.finditer(seen.plain):
            if not _AMOUNT.match(seen.lower[match.end() : match.end() + 20]):
                yield clue(seen.span(*match.span()), "address")
    for match in _NAMED_ROAD.finditer(seen.plain):
        yield Clue(seen.span(*match.span()), "address", "look")
