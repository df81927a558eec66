"""The rules of release: how many persons and sites must share what leaves a study, and where the figures come from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from qualcode.errors import PrivacyError, UsageError

MIN_PERSONS = 5
"""Distinct persons behind a number that is not zero. Statistics Denmark asks for at least 3; tables from its registers are
blanked below 5; OECD's glossary names 3 or 5; the British ONS 10. Where few people are interviewed, 3 is too near to one."""

MIN_SITES = 3
"""Distinct sites behind a number of sites, as Statistics Denmark asks for enterprises: with two, each can tell the other."""

ONE_SHARE = 0.5
TWO_SHARE = 0.85
"""Dominance: a number of segments or codings is not printed where one person gives more than half of it, or two more than
85 % (Eurostat's n = 2, k = 85)."""

K_PERSONS = 3
K_SITES = 3
"""Persons and sites that share all that is printed of whom a quote is by (k-anonymity with k = 3; 5 is better)."""

MAX_SHARE = 0.15
"""Of the printed quotes, how many may be one person's; one quote always may. Our choice: a seventh."""

_AT_LEAST = {"min_persons": 1, "min_sites": 1, "k_persons": 1, "k_sites": 1}
_SHARES = ("one_share", "two_share", "max_share")


@dataclass(frozen=True, slots=True)
class Rules:
    """What is asked of everything that leaves a study.

    Parameters
    ----------
    min_persons : int
        Distinct persons behind each number that is printed.
    min_sites : int
        Smallest number of sites that is printed as a number.
    one_share, two_share : float
        Largest share of a number of segments or codings that one person, and that two persons, may give.
    dominance : {"suppress", "flag"}
        What happens to a number that one or two persons dominate. Numbers of persons and of sites are never dominated:
        each counts once.
    zeros : {"print", "suppress"}
        A zero says that nobody said it, or that nobody was asked; it points to nobody by itself.
    k_persons, k_sites : int
        How many persons, at how many sites, share what is printed beside a quote.
    max_share : float
        Largest share of the printed quotes that is one person's.
    reason : str
        Why rules are looser than qualcode's own; needed where one is, and printed in the gate's report.

    Raises
    ------
    PrivacyError
        A rule is looser than the default and no reason is given (QC-DC02).
    UsageError
        A figure makes no sense (QC-DC03).

    Examples
    --------
    >>> Rules(min_persons=10).width("speakers")
    9
    >>> Rules(min_persons=3)
    Traceback (most recent call last):
    ...
    qualcode.errors.PrivacyError: PrivacyError [QC-DC02]: rules of release are looser than the defaults: min_persons. ...
    """

    min_persons: int = MIN_PERSONS
    min_sites: int = MIN_SITES
    one_share: float = ONE_SHARE
    two_share: float = TWO_SHARE
    dominance: Literal["suppress", "flag"] = "suppress"
    zeros: Literal["print", "suppress"] = "print"
    k_persons: int = K_PERSONS
    k_sites: int = K_SITES
    max_share: float = MAX_SHARE
    reason: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        wrong = [name for name, least in _AT_LEAST.items() if getattr(self, name) < least]
        wrong += [name for name in _SHARES if not 0 < getattr(self, name) <= 1]
        if wrong:
            raise UsageError(
                f"rules of release that make no sense: {', '.join(wrong)}",
                code="QC-DC03",
                allowed="Numbers from 1, shares above 0 and up to 1",
                do="Correct them.",
            )
        if self.looser and not self.reason.strip():
            raise PrivacyError(
                f"rules of release are looser than the defaults: {', '.join(self.looser)}",
                code="QC-DC02",
                allowed="Looser rules need a reason, which stands in the release report",
                do="Give a reason, or use the defaults.",
            )

    @property
    def looser(self) -> tuple[str, ...]:
        """Names of the rules that ask for less than the defaults."""
        asked = (
            ("min_persons", self.min_persons < MIN_PERSONS),
            ("min_sites", self.min_sites < MIN_SITES),
            ("one_share", self.one_share > ONE_SHARE),
            ("two_share", self.two_share > TWO_SHARE),
            ("dominance", self.dominance == "flag"),
            ("k_persons", self.k_persons < K_PERSONS),
            ("k_sites", self.k_sites < K_SITES),
            ("max_share", self.max_share > MAX_SHARE),
        )
        return tuple(name for name, is_looser in asked if is_looser)

    def width(self, measure: str) -> int:
        """Return how far apart the lowest and the highest possible value of a left-out number must be.

        From 1 upwards it reaches the smallest number that would have been printed: a reader cannot tell that a
        number is small.
        """
        return max(1, (self.min_sites if measure == "sites" else self.min_persons) - 1)


DEFAULT_RULES = Rules()
