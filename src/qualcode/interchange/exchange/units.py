"""How wide the signs of a text are as other programs count: in code points, UTF-16 units or UTF-8 bytes."""

from __future__ import annotations

from typing import Literal, TypeAlias

import numpy as np
import numpy.typing as npt

Unit = Literal["codepoints", "utf16", "bytes"]
Numbers: TypeAlias = npt.NDArray[np.int64]


def code_points(text: str) -> npt.NDArray[np.uint32]:
    """Return the numbers of a text's code points, halves of pairs included."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


def widths(points: npt.NDArray[np.uint32], unit: Unit) -> Numbers:
    """Return how many units each code point takes.

    Examples
    --------
    >>> widths(code_points("aå😀"), "utf16").tolist(), widths(code_points("aå😀"), "bytes").tolist()
    ([1, 1, 2], [1, 2, 4])
    """
    made = np.ones(len(points), dtype=np.int64)
    limits = {"codepoints": (), "utf16": (0xFFFF,), "bytes": (0x7F, 0x7FF, 0xFFFF)}[unit]
    for limit in limits:
        made += points > limit
    return made
