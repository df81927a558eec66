"""Estimates of how often a code is said when people have read a random sample only. Never counts."""

from qualcode.estimates.design import Sample
from qualcode.estimates.difference import Total, totals
from qualcode.estimates.exact import exact_interval
from qualcode.estimates.presence import (
    Correction,
    Presence,
    Sites,
    number_of_sites,
    presence,
    presence_by_site,
)

__all__ = [
    "Correction",
    "Presence",
    "Sample",
    "Sites",
    "Total",
    "exact_interval",
    "number_of_sites",
    "presence",
    "presence_by_site",
    "totals",
]
