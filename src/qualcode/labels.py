"""The words that a study prints, in Danish and English.

Docs, errors and code are English; what stands in a study's tables, figures, reports and messages follows
``study.yaml: language``. Each module keeps its own table of words and reads it through :class:`Labels`.
"""

from __future__ import annotations

from collections.abc import Mapping


class Labels:
    """Words by key in one language.

    Parameters
    ----------
    table : mapping of str to mapping of str to str
        ``{key: {"da": ..., "en": ...}}``.
    language : str
        Other languages than the table has fall back to English.

    Examples
    --------
    >>> words = Labels({"cells": {"da": "{n} celler", "en": "{n} cells"}}, "da")
    >>> words("cells", n=3)
    '3 celler'
    """

    def __init__(self, table: Mapping[str, Mapping[str, str]], language: str) -> None:
        self._table = table
        self._language = language

    def __call__(self, key: str, **values: object) -> str:
        """Return the words for a key, with values filled in."""
        entry = self._table[key]
        words = entry.get(self._language, entry["en"])
        return words.format(**values) if values else words
