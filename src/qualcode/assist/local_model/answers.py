"""Reading what a language model answered: known codes, words that stand in the segment, and nothing half."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable
from dataclasses import dataclass
from typing import Any

from qualcode.errors import UnreadableFileError, UnsafeFileError
from qualcode.model import Segment, Span
from qualcode.safe_io import load_json


class UnreadableAnswerError(Exception):
    """An answer that cannot be used; the words say why, and hold nothing of what stands in it."""


@dataclass(frozen=True, slots=True)
class CodedQuote:
    """A code that a model proposes, and the words that speak for it.

    Parameters
    ----------
    code : str
        Full id.
    span : Span
        Where the words stand in the document version, inside the segment's own span.
    confidence : float
        What the model says, 0 to 1; not calibrated.
    """

    code: str
    span: Span
    confidence: float


@dataclass(frozen=True, slots=True)
class Answer:
    """What a model says of one segment.

    Parameters
    ----------
    segment : Segment
    codes : tuple of CodedQuote
        The most confident first. None of them, without a problem, means: no code fits.
    problem : str
        Why there is no answer; with one, ``codes`` is empty and says nothing about the segment.
    """

    segment: Segment
    codes: tuple[CodedQuote, ...] = ()
    problem: str = ""

    def __post_init__(self) -> None:
        if self.problem and self.codes:
            raise ValueError("an answer has codes or a problem, not both")


def read_answer(data: bytes, *, codes: Container[str], text: str) -> list[CodedQuote]:
    """Read the body of a server's answer.

    Parameters
    ----------
    data : bytes
    codes : container of str
        Full ids that were offered.
    text : str
        The segment's words; the spans of what is returned count from their start.

    Returns
    -------
    list of CodedQuote
        Each code once, with its most confident quote; empty where the model says that no code fits.

    Raises
    ------
    UnreadableAnswerError
        Anything else than a whole answer of the form that was asked for.
    """
    content = _content(_parsed(data.decode("utf-8", "replace"), "what the server sent"))
    items = _exact(_parsed(content, "the answer"), {"codes"})["codes"]
    if not isinstance(items, list):
        raise UnreadableAnswerError("'codes' is not a list")
    return merged(_coded_quote(_exact(item, {"code", "quote", "confidence"}), codes, text) for item in items)


def _parsed(text: str, what: str) -> object:
    try:
        return load_json(text, where="")
    except (UnreadableFileError, UnsafeFileError):
        raise UnreadableAnswerError(f"{what} is not JSON, or was cut off ({len(text)} characters)") from None


def _content(sent: object) -> str:
    """Return the words of the first choice of a chat completion."""
    choices: Any = sent.get("choices") if isinstance(sent, dict) else None
    choice: Any = choices[0] if isinstance(choices, list) and choices else None
    message: Any = choice.get("message") if isinstance(choice, dict) else None
    content: Any = message.get("content") if isinstance(message, dict) else None
    if not isinstance(content, str):
        raise UnreadableAnswerError("the server did not send a chat completion with text in it")
    if choice.get("finish_reason") in {"length", "content_filter"}:
        raise UnreadableAnswerError("the model did not finish its answer")
    return content


def _exact(value: object, keys: set[str]) -> dict[str, Any]:
    if not isinstance(value, dict) or set(value) != keys:
        raise UnreadableAnswerError(f"an object has not exactly the fields {', '.join(sorted(keys))}")
    return value


def _coded_quote(item: dict[str, Any], codes: Container[str], text: str) -> CodedQuote:
    code, quote, confidence = item["code"], item["quote"], item["confidence"]
    if not isinstance(code, str) or code not in codes:
        raise UnreadableAnswerError("a code is not one of those that were offered")
    if not is_share(confidence):
        raise UnreadableAnswerError("a confidence is not a number from 0 to 1")
    span = find_quote(quote, text) if isinstance(quote, str) else None
    if span is None:
        raise UnreadableAnswerError("a quote does not stand in the segment")
    return CodedQuote(code, span, float(confidence))


def is_share(value: object) -> bool:
    """Say whether a value of a JSON file is a number from 0 to 1."""
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1


def merged(quotes: Iterable[CodedQuote]) -> list[CodedQuote]:
    """Return each code once, with the quote that the model is surest of, and the surest code first."""
    best: dict[str, CodedQuote] = {}
    for quote in quotes:
        if quote.code not in best or quote.confidence > best[quote.code].confidence:
            best[quote.code] = quote
    return sorted(best.values(), key=lambda quote: (-quote.confidence, quote.code))


def find_quote(quote: str, text: str) -> Span | None:
    r"""Return where whole words stand in a text; None where they do not.

    How letters are composed and how wide a blank is does not count; everything else does.

    Examples
    --------
    >>> find_quote("vi ringer  til dem", "Ja, vi ringer\ntil dem.")
    Span(start=4, end=21)
    >>> find_quote("ring", "Ja, vi ringer til dem.") is None
    True
    """
    wanted, _ = _folded(quote)
    wanted = wanted.strip()
    if not wanted:
        return None
    plain, places = _folded(text)
    found = re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", plain)
    if found is None:
        return None
    return Span(places[found.start()].start, places[found.end() - 1].end)


def _folded(text: str) -> tuple[str, list[Span]]:
    """Return a text in NFC with single blanks, and where each of its characters comes from."""
    characters: list[str] = []
    places: list[Span] = []
    for piece in _pieces(text):
        words = piece.of(text)
        plain = " " if words.isspace() else unicodedata.normalize("NFC", words)
        characters.append(plain)
        places += [piece] * len(plain)
    return "".join(characters), places


def _pieces(text: str) -> Iterable[Span]:
    """Cut a text into runs of blanks, and characters with the marks that combine with them."""
    start = 0
    while start < len(text):
        end = start + 1
        goes_on = str.isspace if text[start].isspace() else unicodedata.combining
        while end < len(text) and goes_on(text[end]):
            end += 1
        yield Span(start, end)
        start = end
