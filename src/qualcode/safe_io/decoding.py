"""From bytes to text without a silent guess.

UTF-8 and anything with a byte order mark say what they are. Two other encodings are read where the bytes allow
no other sensible reading, and the result says so: UTF-16 without a mark, and Windows-1252 (which holds
ISO 8859-1's letters). Everything else is refused with a position, so that a person decides. The result never
holds a replacement character that was not in the file.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass, field
from typing import NoReturn

from qualcode.errors import UnreadableFileError

_MARKS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

ENCODINGS = (
    "utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "ascii",
    "cp1250", "cp1251", "cp1252", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp437", "cp850",
    "cp865", "iso8859-1", "iso8859-2", "iso8859-5", "iso8859-7", "iso8859-9", "iso8859-15", "mac-roman",
    "koi8-r", "shift_jis", "euc-jp", "gb18030", "big5", "euc-kr",
)  # fmt: skip
"""What a person may name: encodings of text, none that run transformations (``rot13``, ``unicode_escape``)."""

_ASK = "Save the file as UTF-8, or say its encoding: --encoding windows-1252"

_FORBIDDEN = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""Characters that are no part of a text: control characters (tab, line and page breaks are), halves of surrogate
pairs, noncharacters."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and how it was read.

    Parameters
    ----------
    text : str
        Without byte order mark; line ends as in the file. Never shown in ``repr``.
    encoding : str
        Such as ``"utf-8"``.
    certain : bool
        True where the file or the caller says the encoding; False where it was concluded from the bytes.
    note : str
        What a person should know; empty if there is nothing.
    """

    text: str = field(repr=False)
    encoding: str
    certain: bool
    note: str


def decode_text(data: bytes, *, where: str, encoding: str | None = None) -> Decoded:
    """Return the text of a file.

    Parameters
    ----------
    data : bytes
        The whole file.
    where : str
        The file's name, for messages.
    encoding : str, optional
        What a person says it is; then only that is tried.

    Raises
    ------
    UnreadableFileError
        Empty, not text, in several encodings, or in one that cannot be told. Names the byte.

    Examples
    --------
    >>> decode_text("Blåbærgrød".encode("cp1252"), where="a.txt").encoding
    'cp1252'
    """
    if not data.strip(b" \t\r\n"):
        raise UnreadableFileError(
            "the file is empty", code="QC-SF20", where=where, do="Check that it was saved."
        )
    if encoding is not None:
        return _named(data, where, encoding)
    for mark, name in _MARKS:
        if data.startswith(mark):
            text = _strict(data[len(mark) :], name, where, len(mark))
            return Decoded(_checked(text, where), name, True, _note(text))
    if b"\0" in data:
        return _utf16_without_mark(data, where)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as problem:
        return _windows(data, where, problem)
    return Decoded(_checked(text, where), "utf-8", True, _note(text))


def control_in(text: str) -> tuple[int, str] | None:
    r"""Return the place and the code point of the first character that no text may hold, or None.

    Examples
    --------
    >>> control_in("a\x07"), control_in("a\n")
    ((1, 'U+0007'), None)
    """
    bad = _FORBIDDEN.search(text)
    return (bad.start(), f"U+{ord(bad[0]):04X}") if bad else None


def _named(data: bytes, where: str, encoding: str) -> Decoded:
    try:
        name = codecs.lookup(encoding).name
    except (LookupError, ValueError):
        name = ""
    if name not in ENCODINGS:
        raise UnreadableFileError(
            "this encoding is not known",
            code="QC-SF21",
            where=where,
            allowed="Known are utf-8, utf-16, windows-1252, iso-8859-1, mac-roman, cp850 and their like",
            do="Choose one of them, or save the file as UTF-8.",
        )
    text = _strict(data, name, where, 0).removeprefix("\ufeff")
    return Decoded(_checked(text, where), name, True, _note(text))


def _strict(data: bytes, name: str, where: str, offset: int) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError as problem:
        _refuse_byte(where, problem.start + offset, data, problem.start, f"is not {name}")


def _refuse_byte(where: str, byte: int, data: bytes, index: int, found: str) -> NoReturn:
    line = data.count(b"\n", 0, index) + 1
    raise UnreadableFileError(
        f"byte {byte} (line {line}) {found}",
        code="QC-SF22",
        where=where,
        allowed="A file has one encoding from its first byte to its last",
        do=_ASK,
    )


def _checked(text: str, where: str) -> str:
    bad = control_in(text)
    if bad is None:
        return text
    line = text.count("\n", 0, bad[0]) + 1
    raise UnreadableFileError(
        f"character {bad[0]} (line {line}) is a control character ({bad[1]})",
        code="QC-SF23",
        where=where,
        allowed="Text holds letters, signs, tabs and line breaks",
        do="If this is a text file, remove the character; if not, choose the right file.",
    )


_TWICE = re.compile("Ã[¦¸¥†˜…©¼¶¤\x86\x98\x85]|â€[™œ\x9d“”¦\x93\x94\x99]")
"""Danish letters and quotation marks that were UTF-8, were read as Windows-1252 and saved again."""
_C1 = re.compile("[\x80-\x84\x86-\x9f]")


def _note(text: str) -> str:
    notes = []
    if replaced := text.count("\ufffd"):
        notes.append(
            f"{replaced} replacement characters (U+FFFD): letters were lost before the file came here"
        )
    if twice := len(_TWICE.findall(text)):
        notes.append(f"{twice} places look as if they were encoded twice")
    if controls := len(_C1.findall(text)):
        notes.append(f"{controls} control characters (U+0080 to U+009F): letters may have been lost")
    return "; ".join(notes)


# --- UTF-16 without a byte order mark ---------------------------------------------------------------------


_LATIN_SHARE = 0.6
"""Least part of the 16-bit units whose upper byte is zero, in a text in Latin letters."""
_SCRIPTS = frozenset({0x03, 0x04, 0x05, 0x06, 0x07, 0x0E, 0x10})
"""Upper bytes of Greek, Cyrillic, Armenian and Hebrew, Arabic, Syriac, Thai and Lao, Georgian."""
_LONG = 20
"""Units of the shortest text in one of those whose bytes are no accident."""


def _utf16_without_mark(data: bytes, where: str) -> Decoded:
    """Read text whose upper bytes are zero or of one script; any other zero means that it is no text."""
    even, odd = data[0::2].count(0), data[1::2].count(0)
    name, upper = ("utf-16-le", data[1::2]) if odd > even else ("utf-16-be", data[0::2])
    if len(data) % 2 or min(even, odd) or not _is_one_script(upper):
        _refuse_zero(data, where)
    try:
        text = data.decode(name)
    except UnicodeDecodeError:
        _refuse_zero(data, where)
    if _FORBIDDEN.search(text) or not all(map(_assigned, set(text))):
        _refuse_zero(data, where)
    note = f"read as {name.upper()}: there is no byte order mark, but every byte fits"
    return Decoded(text, name, False, "; ".join(filter(None, (note, _note(text)))))


def _is_one_script(upper: bytes) -> bool:
    latin = upper.count(0)
    if latin >= _LATIN_SHARE * len(upper):
        return True
    most = max(_SCRIPTS, key=lambda byte: upper.count(bytes([byte])))
    fitting = latin + upper.count(bytes([most])) + upper.count(b"\x20")  # punctuation stands at U+20xx
    return len(upper) >= _LONG and 10 * latin >= len(upper) and fitting >= 0.95 * len(upper)


def _assigned(character: str) -> bool:
    return unicodedata.category(character) not in ("Cn", "Co")


def _refuse_zero(data: bytes, where: str) -> NoReturn:
    raise UnreadableFileError(
        f"byte {data.index(0)} is zero",
        code="QC-SF24",
        where=where,
        allowed="Text in UTF-8 holds no zero bytes",
        do="If it is text in UTF-16, say so: --encoding utf-16; if not, choose the right file.",
    )


# --- Windows-1252 -----------------------------------------------------------------------------------------

_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe1-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_LATIN_OR_SIGN = re.compile("[\u00a0-\u024f\u2010-\u203a\u20ac\U0001f300-\U0001faff]")

# What Danish (and Swedish, German, French and Spanish names in it) writes. Letters such as ð, þ, ã, õ and ù are
# left out: in Central European, Baltic, Turkish and Cyrillic code pages these bytes are other letters, and a file
# that holds them must be asked about.
_LETTERS = "æøåÆØÅéÉèÈêüÜöÖäÄóáàíúôñçëïß"
_SIGN = re.compile(
    "|".join(
        (
            r"(?<=\w)’(?=\W|\w|$)",  # don’t, Anders’
            r"(?<![^\s(\[/–-])[“„”‘’‚«»](?=\w|…)",  # an opening mark
            r"(?<=[\w.,?!…)])[”“’‘»«](?!\w)",  # a closing mark
            r"(?<=[\s\w”])[–—](?=[\s\w“”]|$)|^[–—](?=\s)",
            r"…(?=\W|$)|(?<!\w)…(?=\w)",
            r"(?<=\d\s)[€£°]|[€£](?=\s?\d)|(?<=\d)[€£°½²³]|(?<=\s)½|§(?=\s?\d)|(?<=\s)[•·](?=\s)",
            r"(?<=[\s\w.,:;()–-])\xa0|^\xa0",
        )
    ),
    re.MULTILINE,
)
"""Signs beyond ASCII where writing has them."""

_LETTER = re.compile(f"[{_LETTERS}]")
_OTHER = re.compile(f"[^\x00-\x7f{_LETTERS}]")
_MAX_HIGH_SHARE = 0.4
"""Danish has about one letter in twelve beyond ASCII; other alphabets in 8 bits have nearly all of them there."""


def _windows(data: bytes, where: str, problem: UnicodeDecodeError) -> Decoded:
    """Read Windows-1252 where every byte beyond ASCII stands where Danish would have it."""
    for sequence in _SEQUENCE.finditer(data):
        if _LATIN_OR_SIGN.fullmatch(sequence[0].decode("utf-8", "ignore")):
            found = "does not fit: part of the file is UTF-8, part is not"
            _refuse_byte(where, problem.start, data, problem.start, found)
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        _refuse_unclear(data, where, problem.start)
    letters = len(_LETTER.findall(text))
    signs = [other.start() for other in _OTHER.finditer(text)]
    unexpected = (place for place in signs if not _SIGN.match(text, place))
    if letters > _MAX_HIGH_SHARE * len(text) or next(unexpected, None) is not None:
        _refuse_unclear(data, where, problem.start)
    note = f"read as Windows-1252: it is not UTF-8, and all {letters + len(signs)} letters and signs beyond ASCII fit"
    return Decoded(_checked(text, where), "cp1252", False, note)


def _refuse_unclear(data: bytes, where: str, start: int) -> NoReturn:
    _refuse_byte(where, start, data, start, "is not UTF-8, and what else it may be is not certain")
