"""What the columns of other people's tables are called: MAXQDA, NVivo, Taguette, and by hand, in English and Danish."""

from __future__ import annotations

import re
from collections.abc import Sequence

CODE_FIELDS: dict[str, tuple[str, ...]] = {
    "code": ("code", "kode", "name", "navn", "code name", "kodenavn", "tag", "node", "theme", "tema"),
    "parent": ("parent", "parent code", "overkode", "over", "overordnet", "category", "kategori", "branch", "gren"),
    "description": ("definition", "description", "beskrivelse", "memo", "code memo", "kodememo", "meaning", "betydning"),
    "use_when": ("use when", "when to use", "inclusion", "inklusion", "brug når", "bruges når"),
    "not_when": ("not when", "when not to use", "exclusion", "eksklusion", "brug ikke når", "bruges ikke når"),
    "example": ("example", "examples", "eksempel", "eksempler", "anchor example", "ankereksempel"),
    "cue": ("cue", "cues", "stikord"),
    "color": ("color", "colour", "farve"),
    "codable": ("codable", "kan kodes"),
}  # fmt: skip

CODING_FIELDS: dict[str, tuple[str, ...]] = {
    "document": ("document", "dokument", "document name", "dokumentnavn", "source", "kilde", "file", "fil", "interview"),
    "quote": ("quote", "citat", "segment", "coded segment", "content", "text", "tekst", "passage", "uddrag", "indhold"),
    "code": ("code", "codes", "kode", "koder", "code name", "kodenavn", "tag", "tags", "node"),
    "coder": ("coder", "created by", "oprettet af", "author", "forfatter", "kodet af", "user", "bruger"),
    "memo": ("memo", "comment", "kommentar", "note", "bemærkning"),
}  # fmt: skip

IGNORED = frozenset(
    [
        "id", "id number", "number of highlights", "number of documents", "files", "references", "filer", "referencer",
        "document group", "dokumentgruppe", "beginning", "end", "begyndelse", "slut", "start", "weight", "weight score",
        "vægt", "area", "coverage %", "created", "oprettet", "modified", "modified by", "ændret", "ændret af", "color",
        "farve", "frequency", "hyppighed", "kodningsfrekvens", "% codings", "version", "position",
    ]
)  # fmt: skip
"""Columns that say what follows from the rest, or where a program counted in its own way."""


def columns_of(header: Sequence[str], fields: dict[str, tuple[str, ...]]) -> dict[str, str]:
    """Return the columns of a table by what they mean; the first name in the list that the table has counts.

    Examples
    --------
    >>> columns_of(("Dokumentnavn", "Kode", "Citat"), CODING_FIELDS)
    {'document': 'Dokumentnavn', 'quote': 'Citat', 'code': 'Kode'}
    """
    plain = {plain_name(column): column for column in header}
    found: dict[str, str] = {}
    for meaning, names in fields.items():
        for name in names:
            if name in plain and plain[name] not in found.values():
                found[meaning] = plain[name]
                break
    return found


def plain_name(column: str) -> str:
    """Return a column's name as it is looked up."""
    return " ".join(re.sub(r"[_\-.]+", " ", column).casefold().split())
