"""Short word lists in code, written as running text."""

from __future__ import annotations


def word_tuple(text: str) -> tuple[str, ...]:
    """Return the words of a text in order."""
    return tuple(text.split())


def word_set(text: str) -> frozenset[str]:
    """Return the words of a text.

    Examples
    --------
    >>> "to" in word_set("en to tre")
    True
    """
    return frozenset(text.split())
