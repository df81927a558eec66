"""REFI-QDA, the exchange format of programs for qualitative analysis: codebooks (.qdc) and projects (.qdpx).

Reading tells from the data how the writing program counted positions, and asks where it cannot tell; writing gives code
points, checked against the standard's schema. Both say what could not travel.
"""

from qualcode.interchange.refi.choosing import Choice
from qualcode.interchange.refi.dialects import NAMED, Dialect, parse_dialect
from qualcode.interchange.refi.reading import Reading, inspect_qdpx, read_qdc, read_qdpx
from qualcode.interchange.refi.trials import Score
from qualcode.interchange.refi.writing import qdc_bytes, qdpx_bytes, write_qdc, write_qdpx

__all__ = [
    "NAMED",
    "Choice",
    "Dialect",
    "Reading",
    "Score",
    "inspect_qdpx",
    "parse_dialect",
    "qdc_bytes",
    "qdpx_bytes",
    "read_qdc",
    "read_qdpx",
    "write_qdc",
    "write_qdpx",
]
