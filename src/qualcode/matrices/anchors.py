"""Anchors: the name by which a cell is found again, whichever table it stands in."""

from __future__ import annotations

import hashlib

_DIGITS = 10
"""Hexadecimal digits: of 10,000 cells, two have the same anchor with a chance of 1 in 20,000."""


def cell_anchor(*parts: str) -> str:
    """Return the anchor of the segments in which some codes meet, of an area or of another group if one is named.

    The order does not matter, and a code with itself is the code alone: the same segments have the same anchor in a
    theme matrix and in a table of what is said together. It is fit for a bookmark in Word and an ``id`` in HTML.

    Parameters
    ----------
    *parts : str
        Full ids of codes; a group as ``"area:boern"``, ``"stance:wish"`` or ``"document:a"``.

    Examples
    --------
    >>> cell_anchor("partner.politi", "fremmer.tillid") == cell_anchor("fremmer.tillid", "partner.politi")
    True
    >>> cell_anchor("partner.politi", "area:boern")
    'c_c90a41e707'
    """
    meant = "\0".join(sorted(set(parts)))
    return "c_" + hashlib.sha256(meant.encode("utf-8", "replace")).hexdigest()[:_DIGITS]
