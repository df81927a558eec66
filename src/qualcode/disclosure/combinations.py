"""Who could have said it: how many persons, at how many sites, share what is printed beside a quote."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from qualcode.disclosure.release import Beside, Participant
from qualcode.disclosure.rules import DEFAULT_RULES, Rules


@dataclass(frozen=True, slots=True)
class Combination:
    """What is printed of somebody, and who else it fits.

    Parameters
    ----------
    attributes : frozenset of (str, str)
    persons, sites : int
        Whom it fits, and where. Never shown in ``repr``: they are for the team.
    is_wide : bool
        Whether it fits as many as the rules ask.
    """

    attributes: Beside
    persons: int = field(repr=False)
    sites: int = field(repr=False)
    is_wide: bool


def combination(
    attributes: Beside, people: Sequence[Participant], rules: Rules = DEFAULT_RULES
) -> Combination:
    """Count whom some attributes fit, all of them together.

    Parameters
    ----------
    attributes : frozenset of (str, str)
        All that is printed of a person. What nobody is known to be fits nobody.
    people : sequence of Participant
    rules : Rules
        ``k_persons`` and ``k_sites``.

    Examples
    --------
    >>> people = [Participant(f"p{n}", f"k{n}", frozenset({("area", "ung" if n == 1 else "boern")})) for n in range(1, 5)]
    >>> [combination(frozenset({("area", area)}), people).is_wide for area in ("boern", "ung")]
    [True, False]
    """
    fits = [person for person in people if attributes <= person.attributes]
    persons = len({person.speaker_id for person in fits})
    sites = len({person.site for person in fits})
    return Combination(attributes, persons, sites, persons >= rules.k_persons and sites >= rules.k_sites)


def chained(attributes: Iterable[Beside]) -> Beside:
    """Return what a reader knows of a person of whom several things are printed in places that can be linked."""
    return frozenset().union(*attributes)
