"""Numbers that were said and written as words: "nul tre tolv otteoghalvfems …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from qualcode.pseudonymise.detection import DETECTORS, Detection, Passage
from qualcode.pseudonymise.digits import digits_of
from qualcode.pseudonymise.tokens import Token

_UNITS = {
    "nul": "0", "en": "1", "et": "1", "én": "1", "ét": "1", "to": "2", "tre": "3", "fire": "4", "fem": "5", "seks": "6",
    "syv": "7", "otte": "8", "ni": "9", "zero": "0", "oh": "0", "one": "1", "two": "2", "three": "3", "four": "4",
    "five": "5", "six": "6", "seven": "7", "eight": "8", "nine": "9",
}  # fmt: skip
_TEENS = {
    "ti": "10", "elleve": "11", "tolv": "12", "tretten": "13", "fjorten": "14", "femten": "15", "seksten": "16",
    "sytten": "17", "atten": "18", "nitten": "19",
}  # fmt: skip
_TENS = {
    "tyve": "20", "tredive": "30", "fyrre": "40", "fyrretyve": "40", "halvtreds": "50", "halvtredsindstyve": "50", "tres": "60",
    "tresindstyve": "60", "halvfjerds": "70", "halvfjerdsindstyve": "70", "firs": "80", "firsindstyve": "80", "halvfems": "90",
    "halvfemsindstyve": "90",
}  # fmt: skip
WORDS: dict[str, str] = {
    **_UNITS, **_TEENS, **_TENS,
    **{f"{unit}og{tens}": tens_digits[0] + digit
       for unit, digit in _UNITS.items() if digit != "0" and unit.isalpha()
       for tens, tens_digits in _TENS.items()},
}  # fmt: skip
"""Number words below a hundred and their digits."""

_BETWEEN = frozenset(" ,-–.\u00a0\n0123456789")
_DIGITS_BEFORE = re.compile(r"(?<![\w.,])\d{1,4}(?:[ ,]{1,2}\d{1,4}){0,5}[ ,]{1,2}$")
_DIGITS_BEHIND = re.compile(r"(?:[ ,]{1,2}\d{1,4}){1,5}(?![\w.,]?\d)")
_LEAST_WORDS, _LEAST_DIGITS = 4, 7


@dataclass(slots=True)
class _Run:
    """Number words in a row, from one token to another."""

    start: int
    end: int
    digits: str = field(repr=False)
    words: int


@DETECTORS.register("spoken-number")
def find_spoken_numbers(passage: Passage) -> Iterator[Detection]:
    """Find runs of number words that hold seven digits or more: a telephone or a CPR number that was read aloud."""
    run: _Run | None = None
    for index, token in enumerate(passage.tokens):
        value = WORDS.get(token.low)
        if value is None and not (run and _is_and(passage, index)):
            if run:
                yield from _judge(passage, run)
            run = None
            continue
        if run and not _connects(token):
            yield from _judge(passage, run)
            run = None
        if value is not None:
            run = _extend(run, token, value)
    if run:
        yield from _judge(passage, run)


def _is_and(passage: Passage, index: int) -> bool:
    """Say whether this is the "og" of "syv og tyve", and a number follows."""
    following = passage.tokens[index + 1] if index + 1 < len(passage.tokens) else None
    return (
        passage.tokens[index].low == "og"
        and following is not None
        and following.low in _TENS
        and following.gap == " "
    )


def _connects(token: Token) -> bool:
    return bool(token.gap) and set(token.gap) <= _BETWEEN and token.gap.count(".") < 2


def _extend(run: _Run | None, token: Token, value: str) -> _Run:
    """Add a number word; digits that stand right before it belong to the run: "22 31 fyrre femoghalvtreds"."""
    digits = _DIGITS_BEFORE.search(token.gap)
    written = digits_of(digits[0]) if digits else ""
    groups = len(digits[0].split()) if digits else 0
    if run is None:
        return _Run(token.start - len(digits[0] if digits else ""), token.end, written + value, 1 + groups)
    run.digits += written + value
    run.end = token.end
    run.words += 1 + groups
    return run


def _with_digits_behind(passage: Passage, run: _Run) -> _Run:
    """Add the digits that stand right behind the last number word."""
    match = _DIGITS_BEHIND.match(passage.text, run.end)
    if match:
        run.digits += digits_of(match[0])
        run.words += len(match[0].split())
        run.end = match.end()
    return run


def _judge(passage: Passage, run: _Run) -> Iterator[Detection]:
    run = _with_digits_behind(passage, run)
    if run.words < _LEAST_WORDS or len(run.digits) < _LEAST_DIGITS:
        return
    label = "CPR" if len(run.digits) >= 10 else "PHONE"
    yield passage.found(run.start, run.end, label, "spoken-number", 0.8, run.digits)
