"""Numbers that belong to one person, car or case: CPR, telephone, plates, case numbers, accounts, passports."""

from __future__ import annotations

import re
from collections.abc import Iterator

from qualcode.pseudonymise.detection import DETECTORS, Detection, Passage
from qualcode.pseudonymise.digits import digits_of, is_amount, is_birth_date
from qualcode.pseudonymise.wordlists import word_set

SURE, LIKELY, POSSIBLE = 0.98, 0.9, 0.7

_DASH = r"\-\u2010\u2011\u2012\u2013\u2014\u2212"
_BLANK = r" \u00a0\u2009\u202f"
_FREE = r"(?<![\w+])(?<![\d][.,/-])"
_CLOSED = r"(?![\w])(?![.,/-]?\d)"

_CPR = re.compile(
    rf"{_FREE}(?:"
    rf"(?P<plain>\d{{6}}[{_BLANK}]{{0,2}}[{_DASH}/.,_]?[{_BLANK}]{{0,2}}\d{{4}})"
    rf"|(?P<dated>\d{{1,2}}[.{_DASH}/{_BLANK}]\d{{1,2}}[.{_DASH}/{_BLANK}](?:19|20)?\d{{2}}[{_BLANK}]?[{_DASH}/.{_BLANK}][{_BLANK}]?\d{{4}})"
    rf"|(?P<pairs>\d{{2}}(?:[{_BLANK}.{_DASH}]\d{{2}}){{4}})"
    rf"|(?P<halves>\d{{6}}[{_BLANK}{_DASH}]{{1,3}}\d{{2}}[{_BLANK}]\d{{2}})"
    rf"|(?P<threes>\d{{2}}[{_BLANK}]\d{{4}}[{_BLANK}{_DASH}]{{1,3}}\d{{4}}|\d{{3}}[{_BLANK}]\d{{3}}[{_BLANK}{_DASH}]{{1,3}}\d{{4}})"
    rf"|(?P<long>(?:19|20)\d{{6}}[{_DASH}+]\d{{4}})"
    rf"|(?P<loose>(?!(?:19|20)\d\d[^\d])\d(?:[{_BLANK}.{_DASH}/]{{0,3}}\d){{9}})"
    rf"|(?P<norse>\d{{6}}[{_BLANK}]?\d{{5}})"
    rf"){_CLOSED}"
)
_CPR_PART = re.compile(
    rf"{_FREE}(\d{{6}})[{_BLANK}]?[{_DASH}][{_BLANK}]?(?:[x*#]{{2,4}}|\.{{2,4}})"
    rf"|\b(?:cpr|personnummer|cpr-nummer|cpr-nr|cprnr)\b[^\d\n]{{0,25}}?(\d{{6}})(?!\d)",
)
_CPR_MONTH = re.compile(
    r"(?<!\w)\d{1,2}\.?[ ](?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december)[ ](?:19|20)?\d{2}"
    rf"[{_BLANK}]?[{_DASH}{_BLANK}][{_BLANK}]?\d{{4}}(?!\d)"
)
_LAST_FOUR = re.compile(
    r"\b(?:(?:sidste|de)[ ](?:fire|4)(?:[ ](?:cifre|tal))?|(?:ender|endte|slutter|sluttede)[ ]på)[^\d\n.]{0,20}?(\d{4})(?!\d)"
)


@DETECTORS.register("cpr")
def find_cpr(passage: Passage) -> Iterator[Detection]:
    """Find CPR numbers however their ten digits are grouped, and the personal numbers of the neighbours.

    A hyphen, a slash or a blank between six and four digits is enough; in other groupings the first six must be a
    date, so that ten digits of another kind are left to the other detectors. A day that does not exist is no reason to let a
    number pass that somebody wrote as a CPR number.
    """
    for match in _CPR.finditer(passage.text):
        if _is_cpr(match):
            yield passage.found(match.start(), match.end(), "CPR", "cpr", SURE, digits_of(match[0]))
    for match in _CPR_PART.finditer(passage.lower):
        group = 1 if match[1] else 2
        end = match.end() if group == 1 else match.end(2)
        yield passage.found(match.start(group), end, "CPR", "cpr", LIKELY)
    for match in _CPR_MONTH.finditer(passage.lower):
        yield passage.found(match.start(), match.end(), "CPR", "cpr", LIKELY)
    for match in _LAST_FOUR.finditer(passage.lower):
        yield passage.found(match.start(1), match.end(1), "CPR", "cpr", POSSIBLE)


def _is_cpr(match: re.Match[str]) -> bool:
    digits = digits_of(match[0])
    if match["plain"] and re.search(rf"[{_DASH}/_]|[ \u00a0]", match[0]) and not re.search(r"[.,]", match[0]):
        return True
    if match["long"] or match["dated"]:
        return True
    return is_birth_date(digits[:6])


_PHONE = re.compile(
    rf"(?<![\w+])(?<![\d][.,/{_DASH}])(?:"
    rf"(?P<abroad>(?:\(?(?:\+|00[{_BLANK}]?(?=[1-9]))[{_BLANK}]?\d{{1,3}}\)?)(?:[{_BLANK}./{_DASH}()]{{0,2}}\d){{6,12}})"
    rf"|(?P<pairs>\d{{2}}(?:[{_BLANK}.{_DASH}/]{{1,2}}\d{{2}}){{3}})"
    rf"|(?P<single>\d(?:[{_BLANK}.{_DASH}]\d){{7}})"
    rf"|(?P<fours>\d{{4}}[{_BLANK}.{_DASH}]\d{{4}})"
    rf"|(?P<mixed>\d{{2}}[{_BLANK}]\d{{3}}[{_BLANK}]\d{{3}}|\d{{3}}[{_BLANK}]\d{{2}}[{_BLANK}]\d{{3}}|\d{{3}}[{_BLANK}]\d{{3}}[{_BLANK}]\d{{2}}"
    rf"|\d{{2}}[{_BLANK}{_DASH}]\d{{6}}|\d{{2}}[{_BLANK}{_DASH}]\d{{2}}[{_BLANK}{_DASH}]\d{{4}}|\d{{4}}[{_BLANK}{_DASH}]\d{{2}}[{_BLANK}{_DASH}]\d{{2}})"
    rf"|(?P<solid>[2-9]\d{{7}}|1\d{{7}})"
    rf"|(?P<home>0\d{{1,3}}[{_BLANK}/{_DASH}]\d[\d{_BLANK}{_DASH}]{{4,9}}\d)"
    rf"){_CLOSED}"
)
_PHONE_WORD = re.compile(
    r"\b(?:tlf|telefon(?:en|nummer|nummeret)?|mobil(?:en|nummer|nummeret)?|nummer(?:et)?|lokal(?:nummer)?|ring(?:e|er|ede)?(?: på| til)?|"
    r"sms|whatsapp|viber|phone|call|fastnet)\b[^\d\n]{0,25}$",
)
_SHORT_PHONE = re.compile(
    rf"\b(?:tlf|telefon(?:nummer(?:et)?)?|mobil(?:nummer(?:et)?)?|lokal(?:nummer)?)\b\.?[^\d\n]{{0,20}}?(\d(?:[{_BLANK}]?\d){{3,7}})(?!\d)",
)
_NUMBER_NAMED = re.compile(rf"\bnummer(?:et)?\b[^\d\n]{{0,20}}?(\d(?:[{_BLANK}]{{0,2}}\d){{7}})(?!\d)")
_HOTLINES = word_set("70277666 70203082 70201201 80600110 82121212 116111 116006 116000 33330047")
_HOTLINE_WORD = re.compile(
    r"\b(?:nationale? \w+|hotline\w*|\w*linjen?|\w*telefonen|rådgivningstelefon\w*|døgntelefon\w*|vagttelefon\w*|lægevagten)\b[^\d\n]{0,30}$",
)
_SPAN_OF_TIME = re.compile(
    r"(?:19|20)\d\d\D(?:19|20)\d\d$|(?:[01]\d|2[0-3])[.:][0-5]\d ?[-–] ?(?:[01]\d|2[0-3])[.:][0-5]\d$|[0-3]\d\.[01]\d ?[-–] ?[0-3]\d\.[01]\d$"
)


@DETECTORS.register("phone")
def find_phones(passage: Passage) -> Iterator[Detection]:
    """Find telephone numbers in all Danish groupings and with country codes; public helplines stay."""
    text = passage.text
    for match in _PHONE.finditer(text):
        score = _phone_score(match, passage.lower)
        if score:
            yield passage.found(match.start(), match.end(), "PHONE", "phone", score, digits_of(match[0]))
    for match in (*_SHORT_PHONE.finditer(passage.lower), *_NUMBER_NAMED.finditer(passage.lower)):
        if digits_of(match[1]) not in _HOTLINES:
            yield passage.found(match.start(1), match.end(1), "PHONE", "phone", POSSIBLE, digits_of(match[1]))


def _phone_score(match: re.Match[str], text: str) -> float:
    digits = digits_of(match[0])
    before = text[max(0, match.start() - 60) : match.start()]
    if digits in _HOTLINES or (digits[0] in "789" and digits[1] == "0" and _HOTLINE_WORD.search(before)):
        return 0
    if match["abroad"]:
        return SURE
    called = _PHONE_WORD.search(before) is not None
    if _SPAN_OF_TIME.match(match[0]) or (is_amount(text, match.end()) and not called):
        return 0
    if match["pairs"]:
        return SURE
    if match["mixed"] or match["home"]:
        return LIKELY if called else POSSIBLE
    return LIKELY


_PLATE = re.compile(rf"(?<![\w])([A-ZÆØÅ]{{2}})[{_BLANK}{_DASH}]?\d{{2}}[{_BLANK}.{_DASH}]?\d{{3}}{_CLOSED}")
_PLATE_LOWER = re.compile(rf"(?<![\w])([a-zæøå]{{2}})[{_BLANK}]?\d{{2}}[{_BLANK}.]?\d{{3}}{_CLOSED}")
_PLATE_NAMED = re.compile(
    rf"\b(?:nummerplade(?:n|r)?|indregistreringsnummer|registreringsnummer|plate)\b[^\n\d]{{0,25}}?\b([a-zæøå]{{1,3}}[{_BLANK}{_DASH}]?\d[\d{_BLANK}]{{1,6}}\d)(?!\w)",
)
_NOT_A_PLATE = word_set(
    "ad af at ca da de du ej en er et fa id få gå ha ja jo kr må mm nr nu ny né og om op os på sa se så ta ti to tv ud ve vi"
)


@DETECTORS.register("plate")
def find_plates(passage: Passage) -> Iterator[Detection]:
    """Find the number plates of cars: two letters and five digits."""
    text = passage.text
    for match in _PLATE.finditer(text):
        if not (match[1].casefold() in _NOT_A_PLATE and is_amount(text, match.end())):
            yield passage.found(match.start(), match.end(), "PLATE", "plate", SURE)
    for match in _PLATE_LOWER.finditer(text):
        if match[1] not in _NOT_A_PLATE and not is_amount(text, match.end()):
            yield passage.found(match.start(), match.end(), "PLATE", "plate", LIKELY)
    for match in _PLATE_NAMED.finditer(passage.lower):
        yield passage.found(match.start(1), match.end(1), "PLATE", "plate", LIKELY)


_CASE_NAMED = re.compile(
    r"\b(?:sag(?:en|s)?|sags?-?(?:nummer(?:et)?|nr\.?|id)|journal(?:en)?|journal-?(?:nummer(?:et)?|nr\.?)|j\.?[ ]?nr\.?|dok(?:ument)?\.?-?(?:nr\.?|nummer|id)|"
    r"akt(?:nr\.?|nummer)?|kvittering(?:snummer)?|anmeldelsesnummer|rapportnummer|case(?:[ ]number)?|file number)"
    r"(?:[ \u00a0:#]+(?:er|var|har|hedder|nr\.?|nummer(?:et)?|id|med)){0,2}[ \u00a0:#]*"
    r"((?=[\w./-]{0,40}\d)[a-zæøå0-9]+(?:[-/.][a-z0-9æøå]+){0,4})(?!\w)",
)
_CASE = re.compile(
    r"(?<![\w./-])(?:(?:19|20)\d{2}[-/](?!(?:19|20)\d\d(?!\d))\d{4,7}|\d{2}/(?!(?:19|20)\d\d(?!\d))\d{4,7}|\d{2}\.\d{2}\.\d{2}-[A-ZÆØÅ]\d{2}-\d+-\d+|"
    r"[A-ZÆØÅ]{1,4}-\d{4,}(?:-\d+)*|[A-ZÆØÅ]{1,4}-?(?:19|20)\d{2}-\d{3,}|(?:19|20)\d{2}-\d{2}-\d{4,}|\d{4}-\d{5,7}-\d{4,6}(?:-\d{1,3})?)(?![\w]|[./-]\d)"
)


@DETECTORS.register("case-number")
def find_case_numbers(passage: Passage) -> Iterator[Detection]:
    """Find numbers of cases and journals, named as such or built like one."""
    for match in _CASE_NAMED.finditer(passage.lower):
        if (
            len(digits_of(match[1])) >= 3
            and not _is_year(match[1])
            and not is_amount(passage.text, match.end())
        ):
            yield passage.found(match.start(1), match.end(1), "CASE_NO", "case-number", LIKELY)
    for match in _CASE.finditer(passage.text):
        yield passage.found(match.start(), match.end(), "CASE_NO", "case-number", POSSIBLE)


def _is_year(text: str) -> bool:
    return re.fullmatch(r"(?:19|20)\d\d", text) is not None


_ID_NAMED = re.compile(
    r"\b(?:konto(?:en|nummer(?:et)?|nr\.?)?|reg\.?-?(?:nr\.?|nummer(?:et)?)|reg\.|pas(?:set|nummer(?:et)?|nr\.?)|passport|kørekort(?:et|nummer|snummer)?|"
    r"medlems(?:nummer(?:et)?|nr\.?)|udlændinge(?:nummer(?:et)?|nr\.?)|udl\.?-?nr\.?|person-?id|id|id-?(?:nummer(?:et)?|nr\.?|kort(?:et)?)|bruger-?id|"
    r"patient(?:nummer|nr\.?)|løbenummer(?:et)?|sundhedskort(?:et)?|opholdskort(?:et)?|opholdstilladelse|imei|sim-?kort(?:et)?|lejemåls?nummer|"
    r"ordre(?:nummer|nr\.?)|police(?:nummer|nr\.?)?|kundenummer(?:et)?|medarbejdernummer|tjenestenummer|bevis|dankort(?:et)?|kort(?:nummer(?:et)?|et))\b"
    r"(?:[ \u00a0:#]+[^\W\d]{1,12}\.?){0,4}?[ \u00a0:#,]*((?=[\w .-]{0,30}\d)[a-z]{0,3}[ ]?\d(?:[ .-]?[a-z0-9]){3,24})(?!\w)",
)
_ID = re.compile(
    r"(?<![\w.-])(?:"
    r"(?P<iban>[A-Z]{2}\d{2}(?:[ \u00a0]?[A-Z0-9]{2,4}){3,8})"
    r"|(?P<passport>[A-Z]{1,2}\d{7,9})"
    r"|(?P<ip>(?:\d{1,3}\.){3}\d{1,3}(?::\d{2,5})?)"
    r"|(?P<ip6>(?:[0-9a-fA-F]{1,4}:){4,7}[0-9a-fA-F]{1,4})"
    r"|(?P<mac>(?:[0-9A-Fa-f]{2}[:-]){5}[0-9A-Fa-f]{2})"
    r"|(?P<uuid>[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12})"
    r"|(?P<place>-?\d{1,2}[.,]\d{4,}[ ,;]+-?\d{1,3}[.,]\d{4,})"
    r"|(?P<account>\d{4}[ \u00a0-]\d{6,10})"
    r"|(?P<card>\d{4}(?:[ \u00a0-]\d{4}){3})"
    r"|(?P<solid>\d{9,26})"
    r"|(?P<grouped>\d{2,6}(?:[ \u00a0-]\d{2,6}){2,6})"
    r")(?![\w])(?![.-]?\d)"
)


@DETECTORS.register("other-id")
def find_other_ids(passage: Passage) -> Iterator[Detection]:
    """Find accounts, passports, IP addresses, coordinates, and every run of nine digits or more."""
    text = passage.text
    for match in _ID_NAMED.finditer(passage.lower):
        if len(digits_of(match[1])) >= 4 and not _is_year(match[1]) and not is_amount(text, match.end()):
            yield passage.found(match.start(1), match.end(1), "OTHER_ID", "other-id", LIKELY)
    for match in _ID.finditer(text):
        if match["grouped"] and (len(digits_of(match[0])) < 9 or _is_counting(match[0])):
            continue
        if (match["solid"] or match["grouped"]) and is_amount(text, match.end()):
            continue
        yield passage.found(match.start(), match.end(), "OTHER_ID", "other-id", POSSIBLE)


def _is_counting(text: str) -> bool:
    """Say whether groups of digits are years or thousands rather than one number."""
    groups = re.split(r"\D+", text)
    years = all(re.fullmatch(r"(?:19|20)\d\d", group) for group in groups)
    thousands = len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])
    return years or thousands
