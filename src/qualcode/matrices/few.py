"""Words for print that do not tell one site from two.

A finding of one site prints where the interviewed agreed to it and a person ticked it. Nobody is asked about a cell of another table or
about a mark in a figure, so there one site and two are one thing: one word, one shade, one place on an axis.

It is the numbers that are made equal, and not the words alone: whatever is made of them afterwards cannot tell them apart. Where every
one is raised to two, parts stay within their wholes and wholes within the sum of their parts, so that no other number gives one away.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar

from qualcode.labels import Labels
from qualcode.matrices.code_pairs import CodePairs
from qualcode.matrices.code_table import CodeTable
from qualcode.matrices.counting import Basis, Count
from qualcode.matrices.findings import Finding, Findings
from qualcode.matrices.theme import Cell, ThemeMatrix

FEW_AT_MOST = 2
"""So many sites are *few*."""

_LABELS = {"few": {"da": "få", "en": "few"}}

Told = TypeVar("Told", bound=ThemeMatrix | CodeTable | CodePairs | Findings)
Place = TypeVar("Place", str, tuple[str, str])


def in_few_words(told: Told) -> Told:
    """Return what was counted with one site and two made equal, and called *few*.

    Parameters
    ----------
    told : ThemeMatrix, CodeTable, CodePairs or Findings

    Examples
    --------
    >>> from qualcode.matrices import code_pairs
    >>> from qualcode.model import Code, Codebook, Coding, CodingSet, Segment, Span
    >>> book = Codebook("1", "da", "", (Code("fremmer", "Fremmer", codable=False), Code("fremmer.tillid", "Tillid")))
    >>> said = [Segment(site, "v1", 1, Span(0, 9), 1, "p1", "informant", "boern", site) for site in ("k1", "k2")]
    >>> coded = [Coding(one.document, one.document, "v1", one.span, "fremmer.tillid", "anna") for one in said]
    >>> def table(codings):
    ...     return in_few_words(code_pairs(CodingSet("consensus", tuple(codings)), said, book, branches=["fremmer"],
    ...         areas=["boern"], both_areas=[], sites_total=6, language="da"))
    >>> [table(codings).value("fremmer.tillid", "fremmer.tillid", "words") for codings in (coded[:1], coded)]
    ['få', 'få']
    """
    basis = few_basis(told.basis)
    changed: dict[str, Any]
    if isinstance(told, CodePairs):
        changed = {"counts": few_counts(told.counts)}
    elif isinstance(told, Findings):
        changed = {"rows": tuple(_finding(row, basis) for row in told.rows)}
    else:
        changed = {"cells": {place: _cell(cell) for place, cell in told.cells.items()}}
    return replace(told, basis=basis, **changed)


def few_basis(basis: Basis) -> Basis:
    """Return a basis that calls one site and two *few*."""
    word = Labels(_LABELS, basis.language)("few")
    return replace(basis, words={**basis.words, **dict.fromkeys(range(1, FEW_AT_MOST + 1), word)})


def _few(sites: int) -> int:
    return FEW_AT_MOST if 0 < sites < FEW_AT_MOST else sites


def few_counts(counts: Mapping[Place, Count]) -> dict[Place, Count]:
    """Return counts in which one site is two."""
    return {place: replace(count, sites=_few(count.sites)) for place, count in counts.items()}


def _cell(cell: Cell) -> Cell:
    return replace(cell, counts=few_counts(cell.counts))


def _finding(row: Finding, basis: Basis) -> Finding:
    sites = _few(row.count.sites)
    return replace(
        row,
        count=replace(row.count, sites=sites),
        quantifier=basis.quantifier(sites),
        wishes=_few(row.wishes),
        counterexamples=_few(row.counterexamples),
    )
