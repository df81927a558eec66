"""The code tree for the terminal."""

from __future__ import annotations

from collections.abc import Mapping

from qualcode.labels import Labels
from qualcode.model.codebook import Code, Codebook

_WORDS = {"retired": {"da": "udgået", "en": "retired"}}


def codebook_tree(codebook: Codebook, counts: Mapping[str, int] | None = None) -> str:
    """Return the tree with ids and names, one code a line; retired codes are marked.

    Parameters
    ----------
    codebook : Codebook
    counts : mapping of str to int, optional
        Codings by full id; then every line ends with a number. A branch shows what it and all below it have.

    Returns
    -------
    str

    Examples
    --------
    >>> book = Codebook("1", "da", "Eksempel", (
    ...     Code("partner", "Partnere", codable=False), Code("partner.politi", "Politiet"),
    ...     Code("partner.skole", "Skoler"), Code("fremmer", "Det, der fremmer")))
    >>> print(codebook_tree(book, {"partner.politi": 3, "partner.skole": 1}))
    Eksempel (version 1, da)
    ├── partner  Partnere (4)
    │   ├── politi  Politiet (3)
    │   └── skole  Skoler (1)
    └── fremmer  Det, der fremmer (0)
    """
    totals = None if counts is None else _totals(codebook, counts)
    children: dict[str, list[Code]] = {}
    for code in codebook:
        children.setdefault(code.parent, []).append(code)
    retired = Labels(_WORDS, codebook.language)("retired")
    lines = [f"{codebook.title} (version {codebook.version}, {codebook.language})"]
    waiting = _with_lead(children.get("", []), "")
    while waiting:
        code, lead, is_last = waiting.pop()
        number = "" if totals is None else f" ({totals.get(code.id, 0)})"
        part = code.id.rpartition(".")[2]
        ended = f", {retired}" if code.retired else ""
        lines.append(f"{lead}{'└── ' if is_last else '├── '}{part}  {code.name}{number}{ended}")
        waiting += _with_lead(children.get(code.id, []), lead + ("    " if is_last else "│   "))
    return "\n".join(lines)


def _with_lead(codes: list[Code], lead: str) -> list[tuple[Code, str, bool]]:
    """Return siblings for the stack: the first on top, the last marked."""
    return [(code, lead, code is codes[-1]) for code in reversed(codes)]


def _totals(codebook: Codebook, counts: Mapping[str, int]) -> dict[str, int]:
    totals: dict[str, int] = {}
    for code in codebook:
        if count := counts.get(code.id, 0):
            parts = code.id.split(".")
            for length in range(1, len(parts) + 1):
                above = ".".join(parts[:length])
                totals[above] = totals.get(above, 0) + count
    return totals
