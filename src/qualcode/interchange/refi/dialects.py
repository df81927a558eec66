"""How programs count positions: the dialects of REFI-QDA.

The standard says "Unicode codepoint" and "the first and the last character", and nothing about line ends, byte
order marks and whether the last one is included. So programs differ, and a file does not say how it counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product
from typing import Literal

from qualcode.errors import UsageError
from qualcode.interchange.exchange.units import Unit

Breaks = Literal["asis", "one", "two"]

UNITS: tuple[Unit, ...] = ("codepoints", "utf16", "bytes")
BREAKS: tuple[Breaks, ...] = ("asis", "one", "two")


@dataclass(frozen=True, slots=True)
class Dialect:
    """One way of counting.

    Parameters
    ----------
    unit : {"codepoints", "utf16", "bytes"}
    breaks : {"asis", "one", "two"}
        How long a line break is: as the text file has it, always one, or always two (CRLF).
    bom : bool
        Whether a byte order mark counts, where the file has one.
    inclusive : bool
        Whether the end is the last character of the passage, or the one after it.

    Examples
    --------
    >>> str(Dialect("utf16", inclusive=True))
    'utf16+inclusive'
    """

    unit: Unit = "codepoints"
    breaks: Breaks = "asis"
    bom: bool = False
    inclusive: bool = False

    def __str__(self) -> str:
        parts: list[str] = [self.unit]
        parts += (
            [f"crlf{self.breaks}".replace("one", "1").replace("two", "2")] if self.breaks != "asis" else []
        )
        parts += ["bom"] if self.bom else []
        parts += ["inclusive"] if self.inclusive else []
        return "+".join(parts)

    @property
    def words(self) -> str:
        """What it means, in a sentence's worth of words."""
        unit = {"codepoints": "Unicode code points", "utf16": "UTF-16 units", "bytes": "UTF-8 bytes"}[
            self.unit
        ]
        breaks = {"asis": "as in the text", "one": "one", "two": "two"}[self.breaks]
        end = "included" if self.inclusive else "not included"
        mark = "counted" if self.bom else "not counted"
        return f"{unit}; line breaks {breaks}; byte order mark {mark}; end {end}"


OURS = Dialect("codepoints", "one")
"""How qualcode writes: code points, line feeds, no byte order mark, end not included."""

NAMED: dict[str, Dialect] = {
    "qualcode": OURS,
    "standard": Dialect(),
    "nvivo": Dialect("utf16"),
    "qualcoder": Dialect("codepoints", "one"),
    "atlasti": Dialect("codepoints", "one"),
    "maxqda": Dialect("codepoints"),
    "qc": Dialect(),
    "magnolia": Dialect("utf16"),
    "quackdas": Dialect("utf16"),
}
"""Programs whose way is known or said to be this one. ``MEASURED`` holds those that were measured."""

MEASURED: dict[str, Dialect] = {
    "nvivo": NAMED["nvivo"],
    "qualcoder": NAMED["qualcoder"],
    "qc": NAMED["qc"],
}
"""By the beginning of what a file says about its origin; decides only where the data do not."""


def measured(origin: str) -> Dialect | None:
    """Return the dialect that was measured of the program that a file says it is from; None where none was.

    Examples
    --------
    >>> str(measured("QualCoder 3.6")), measured("NVivo Mac 15.0")
    ('codepoints+crlf1', None)
    """
    words = origin.lower()
    if "mac" in words:  # NVivo was measured on Windows only
        return None
    return next((MEASURED[name] for name in MEASURED if re.match(rf"{name}\b", words)), None)


def all_dialects() -> list[Dialect]:
    """Return every way of counting that is tried, the commonest first."""
    return [
        Dialect(unit, breaks, bom, inclusive)
        for inclusive, bom, unit, breaks in product((False, True), (False, True), UNITS, BREAKS)
    ]


def parse_dialect(text: str) -> Dialect:
    """Return the dialect that a person names: a program, or parts joined by ``+``.

    Parameters
    ----------
    text : str
        ``nvivo``, ``qualcoder``, ``atlasti`` and the like, or a unit (``codepoints``, ``utf16``, ``bytes``) and any of
        ``crlf1``, ``crlf2``, ``bom``, ``inclusive``.

    Examples
    --------
    >>> parse_dialect("utf16+crlf2+inclusive").breaks
    'two'
    """
    words = text.strip().lower()
    if words in NAMED:
        return NAMED[words]
    parts = words.split("+")
    units: list[Unit] = [unit for unit in UNITS if unit in parts]
    known = {*UNITS, "crlf1", "crlf2", "bom", "inclusive"}
    both = "crlf1" in parts and "crlf2" in parts
    if len(units) != 1 or both or len(set(parts)) < len(parts) or not known.issuperset(parts):
        raise UsageError(
            "there is no such way of counting",
            code="QC-RQ40",
            allowed=f"{', '.join(NAMED)}; or codepoints, utf16 or bytes, and any of crlf1, crlf2, bom, inclusive, joined by +",
            do="For instance: --dialect utf16+inclusive",
        )
    breaks: Breaks = "one" if "crlf1" in parts else "two" if "crlf2" in parts else "asis"
    return Dialect(units[0], breaks, "bom" in parts, "inclusive" in parts)
