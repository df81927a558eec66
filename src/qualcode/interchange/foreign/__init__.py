"""Other programs' own files: QualCoder, Taguette, requal, RQDA, comments in Word, tables of codes and passages.

They are recognised by what they hold, opened for reading only and with limits, and read into an
:class:`~qualcode.interchange.exchange.ExchangeProject`. Each position is converted to code points and, where the file
holds the words of a passage, checked against them: :func:`examine_foreign` says how many were, and nothing that does
not fit is taken silently. What cannot travel is counted.
"""

from qualcode.interchange.foreign.building import PlaceReport
from qualcode.interchange.foreign.database import DatabaseLimits
from qualcode.interchange.foreign.reading import (
    KINDS,
    ForeignReading,
    Kind,
    examine_foreign,
    is_closed,
    read_foreign,
)

__all__ = [
    "KINDS",
    "DatabaseLimits",
    "ForeignReading",
    "Kind",
    "PlaceReport",
    "examine_foreign",
    "is_closed",
    "read_foreign",
]
