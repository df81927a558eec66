"""One number by itself: which rule it breaks, and how far it must be able to vary once it is left out."""

from __future__ import annotations

from math import ceil
from typing import Literal

from qualcode.disclosure.rules import Rules
from qualcode.disclosure.tables import Measure, NumberCell

Reason = Literal["held", "persons", "sites", "one person", "two persons", "zero", "with others"]
"""Why a number is left out. ``held``: what it tells is held back. ``with others``: only so that another cannot be worked out."""


def broken_rule(cell: NumberCell, measure: Measure, rules: Rules) -> Reason | None:
    """Return the rule that a number breaks by itself; none for most.

    Examples
    --------
    >>> cell = NumberCell("politi", "tid", frozenset({"politi", "tid"}), value=12, persons=6, by_person=(7, 1, 1, 1, 1, 1))
    >>> broken_rule(cell, "segments", Rules()), broken_rule(cell, "speakers", Rules(min_persons=7))
    ('one person', 'persons')
    """
    if cell.held:
        return "held"
    if not cell.value:
        return "zero" if rules.zeros == "suppress" else None
    if cell.persons < rules.min_persons:
        return "persons"
    if measure == "sites" and cell.value < rules.min_sites:
        return "sites"
    return dominated(cell, measure, rules) if rules.dominance == "suppress" else None


def dominated(
    cell: NumberCell, measure: Measure, rules: Rules
) -> Literal["one person", "two persons"] | None:
    """Say whether one person, or two, give more of a number than they may."""
    if measure in ("speakers", "sites") or not cell.by_person:
        return None
    if cell.by_person[0] > rules.one_share * cell.value:
        return "one person"
    return "two persons" if sum(cell.by_person[:2]) > rules.two_share * cell.value else None


def width_of(cell: NumberCell, measure: Measure, rules: Rules) -> int:
    """Return how far apart the lowest and the highest possible value of a left-out number must be.

    For dominated numbers that is at least the upper protection level of the (n, k) rule: so far up that the largest
    contributors would no longer dominate (Hundepool et al. 2010, Handbook on Statistical Disclosure Control, 4.3).
    """
    width = rules.width(measure)
    if not dominated(cell, measure, rules):
        return width
    one = ceil(cell.by_person[0] / rules.one_share)
    two = ceil(sum(cell.by_person[:2]) / rules.two_share)
    return max(width, one - cell.value, two - cell.value)
