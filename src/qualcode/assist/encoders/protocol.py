"""What an encoder is to the rest of qualcode."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.float32]


class Encoder(Protocol):
    """Turns texts into vectors.

    Attributes
    ----------
    name : str
        What stands in results: the model's name and a fingerprint of its files.
    """

    name: str

    def encode(self, texts: Sequence[str]) -> Rows:
        """Return a row for each text, of length 1; the same text always has the same row."""
        ...
