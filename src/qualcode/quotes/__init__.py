"""Passages behind the codes, and quotes for print: choosing, trimming, checking against the source, attributing.

A passage is for the team; a quote is for print, and prints only once the interviewed agreed to it.
"""

from qualcode.quotes.attribution import attribution
from qualcode.quotes.candidates import Cell
from qualcode.quotes.choosing import choose
from qualcode.quotes.chosen import Choice, Chosen, Short
from qualcode.quotes.passages import COLUMNS, Passage, Passages, passages
from qualcode.quotes.trimming import joined, trim
from qualcode.quotes.verbatim import Departure, Verbatim, check_verbatim

__all__ = [
    "COLUMNS",
    "Cell",
    "Choice",
    "Chosen",
    "Departure",
    "Passage",
    "Passages",
    "Short",
    "Verbatim",
    "attribution",
    "check_verbatim",
    "choose",
    "joined",
    "passages",
    "trim",
]
