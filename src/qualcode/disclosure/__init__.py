"""What may leave a study: numbers, words and files pass one gate, and nothing passes that points to somebody.

:class:`Gate` judges a :class:`Release` and says what prints, what is held back for somebody, and what is refused; :func:`require` stops
everything while something is refused. Beneath it: :func:`protect` and :func:`audit` for tables of numbers, :func:`scan` for words,
:func:`combination` for what is printed of a person, :func:`links` and :func:`beyond_share` for quotes together, :func:`inspect`
for files. The rules and where they come from are in :mod:`qualcode.disclosure.rules`.

No result shows words of an interview, a name, or a number that is left out.
"""

from qualcode.disclosure.cells import LEFT_OUT, Protected, audit, protect, protect_all
from qualcode.disclosure.chains import (
    Link,
    beyond_share,
    follows_interviews,
    links,
    most_of_one,
    neutral_order,
)
from qualcode.disclosure.clues import Clue
from qualcode.disclosure.combinations import Combination, chained, combination
from qualcode.disclosure.gate import Gate, file_seal, table_seal
from qualcode.disclosure.metadata import inspect, inspect_bytes
from qualcode.disclosure.release import (
    Participant,
    Release,
    ReleasedQuote,
    ReleasedStatement,
    participants,
    seal_of,
)
from qualcode.disclosure.rules import DEFAULT_RULES, Rules
from qualcode.disclosure.scan import ScanLists, lone_roles, refused, scan
from qualcode.disclosure.suppression import Exposed
from qualcode.disclosure.tables import NumberCell, NumberTable, Sum, count_table
from qualcode.disclosure.traces import Trace
from qualcode.disclosure.verdicts import Entry, GateReport, Reason, require

__all__ = [
    "DEFAULT_RULES",
    "LEFT_OUT",
    "Clue",
    "Combination",
    "Entry",
    "Exposed",
    "Gate",
    "GateReport",
    "Link",
    "NumberCell",
    "NumberTable",
    "Participant",
    "Protected",
    "Reason",
    "Release",
    "ReleasedQuote",
    "ReleasedStatement",
    "Rules",
    "ScanLists",
    "Sum",
    "Trace",
    "audit",
    "beyond_share",
    "chained",
    "combination",
    "count_table",
    "file_seal",
    "follows_interviews",
    "inspect",
    "inspect_bytes",
    "links",
    "lone_roles",
    "most_of_one",
    "neutral_order",
    "participants",
    "protect",
    "protect_all",
    "refused",
    "require",
    "scan",
    "seal_of",
    "table_seal",
]
