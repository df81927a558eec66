"""Checksums: what is read must be what was written.

SQLite has no checksum per page, so a flipped bit in a cell reads as another value. Every row therefore carries a
short checksum over its values, and every long body (texts, turns, codebooks) is kept under its SHA-256. Both are
computed again whenever something is read.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Damage(Exception):
    """What was read is not what was written; the session turns it into a ``StoreDamagedError``."""


class Lookup(dict[K, V]):
    """What rows name, by the name they use: one that is not there is damage."""

    def __missing__(self, key: K) -> V:
        raise Damage("a row names another that is not there")


def seal(values: tuple[object, ...]) -> int:
    """Return 64 bits over the values of a row, as a signed number that every database can keep.

    Examples
    --------
    >>> seal(("a", 1)) == seal(("a", 1)), seal(("a", 1)) == seal(("a", 2))
    (True, False)
    """
    # str() and not repr(): a NumPy number or a member of an enumeration is stored, and read, as what it stands for.
    joined = "\x1f".join(map(str, values)).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(joined, digest_size=8).digest(), "big", signed=True)


def unsealed(rows: Iterable[Sequence[object]]) -> bool:
    """Say whether a row's first value is not the seal of those after it, the last one left out."""
    # What seal() does, without the cost of calling it 100,000 times.
    blake, number = hashlib.blake2b, int.from_bytes
    return any(
        number(
            blake("\x1f".join(map(str, row[1:-1])).encode("utf-8", "surrogatepass"), digest_size=8).digest(),
            "big",
            signed=True,
        )
        != row[0]
        for row in rows
    )


def storable(text: str) -> bool:
    """Say whether every database can keep a text: no NUL (PostgreSQL), no half of a surrogate pair (UTF-8)."""
    if "\x00" in text:
        return False
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True
