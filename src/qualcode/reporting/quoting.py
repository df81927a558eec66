"""Which quotes follow which finding, and which of their words are set large."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from qualcode.model.release import CUT
from qualcode.reporting.content import PrintedQuote, Section, plain
from qualcode.reporting.statements import Found

# So many quotes set large a chapter; one for every few block quotes.
MAX_PULLED = 2
_QUOTES_FOR_ONE = 3
# Fewer words say nothing, more are not read at a glance.
_FEWEST, _MOST = 6, 18
_PAIRS = (("„", "”"), ("„", "“"), ("“", "”"), ("»", "«"), ("«", "»"), ('"', '"'))


def unmarked(text: str) -> str:
    """Return the words of a quote without quotation marks around them.

    Examples
    --------
    >>> unmarked("„Vi ringer bare.”")
    'Vi ringer bare.'
    """
    text = plain(text)
    for opening, closing in _PAIRS:
        inner = text[1:-1]
        if (
            len(text) > 1
            and text[0] == opening
            and text[-1] == closing
            and not {opening, closing} & set(inner)
        ):
            return inner.strip()
    return text


def in_marks(text: str, language: str) -> str:
    """Return a quote in the marks of its language: Danish „…”, English “…”."""
    return f"„{text}”" if language == "da" else f"“{text}”"


def placed(
    quotes: Iterable[PrintedQuote], found: Sequence[Found]
) -> tuple[dict[str, list[PrintedQuote]], tuple[PrintedQuote, ...]]:
    """Return the quotes by the anchor of the finding that they support, and those whose finding is not printed."""
    by_theme: dict[tuple[str, str], list[Found]] = {}
    for item in found:
        by_theme.setdefault((item.row.partner, item.row.code), []).append(item)
    places: dict[str, list[PrintedQuote]] = {}
    unplaced = []
    for quote in quotes:
        known = by_theme.get((quote.partner, quote.code), [])
        fits = [item for item in known if quote.area in {item.row.area, *(part.area for part in item.parts)}]
        if not (fits or known):
            unplaced.append(quote)
            continue
        clean = replace(quote, text=unmarked(quote.text), attribution=plain(quote.attribution))
        places.setdefault((fits or known)[0].anchor, []).append(clean)
    return places, tuple(unplaced)


def short_words(text: str) -> str:
    """Return a sentence of a quote that can be set large, word for word; empty where none is short and whole.

    Examples
    --------
    >>> short_words("Ja. Man skal kende dem, før man tør ringe til dem. (…) Sådan er det.")
    'Man skal kende dem, før man tør ringe til dem.'
    """
    pieces = [piece.strip() for part in text.split(CUT) for piece in re.findall(r"[^.!?…]+[.!?]+", part)]
    fits = [piece for piece in pieces if _FEWEST <= len(piece.split()) <= _MOST and piece[:1].isupper()]
    return max(fits, key=len, default="")


def with_pulled(chapter: Section) -> Section:
    """Return a chapter with a few words of its quotes set large, each below the heading of another section."""
    many = sum(len(one.quotes) for _, section in chapter.walk() for one in section.passages)
    wanted = min(MAX_PULLED, many // _QUOTES_FOR_ONE)
    parts = []
    for section in chapter.sections:
        quotes = [quote for _, inner in section.walk() for one in inner.passages for quote in one.quotes]
        # The last of them: so that the words do not stand right above themselves.
        words = (
            next(filter(None, (short_words(quote.text) for quote in reversed(quotes))), "") if wanted else ""
        )
        wanted -= bool(words)
        parts.append(replace(section, pulled=words) if words else section)
    return replace(chapter, sections=tuple(parts))
