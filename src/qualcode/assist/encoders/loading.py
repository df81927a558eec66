"""Which encoder a study gets: none, one of another package, or a model on this machine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from qualcode.assist.encoders.files import SETTING, check_model, find_model, fingerprint
from qualcode.assist.encoders.protocol import Encoder, Rows
from qualcode.assist.encoders.sentence_model import SentenceModel
from qualcode.errors import StudyLayoutError
from qualcode.registry import Registry
from qualcode.safe_io import plain_os_errors

_MOST_KEPT = 200_000
"""Vectors kept in memory; at 384 numbers each this is 300 MB, and more segments than a large study has."""

encoders: Registry[Callable[[], Encoder]] = Registry("encoders", "sentence encoder")
"""Encoders of other packages: a name, and what makes the encoder."""


def load_encoder(setting: str, *, base: Path | None = None) -> Encoder | None:
    """Load the sentence encoder that a study asks for.

    Parameters
    ----------
    setting : str
        ``"none"`` or empty; the name of a registered encoder; the name of an installed package that carries a
        model; or a folder.
    base : Path, optional
        What a relative folder is relative to: the study's folder.

    Returns
    -------
    Encoder or None
        It remembers the vectors of texts that it has seen, in memory only.

    Raises
    ------
    StudyLayoutError
        There is no such model (QC-EN01), it is not one (QC-EN02), or it cannot be loaded (QC-EN04).
    UnsafeFileError
        The model's folder holds what can run code (QC-EN03).
    MissingExtraError
        sentence-transformers is not installed.

    Examples
    --------
    >>> load_encoder("none") is None
    True
    """
    wanted = setting.strip()
    if wanted in {"", "none"}:
        return None
    if wanted in encoders:
        return _Remembering(encoders[wanted]())
    folder, name = find_model(wanted, base or Path(), announced=list(encoders))
    with plain_os_errors(name):
        check_model(folder)
        return _Remembering(SentenceModel(folder, f"{name}@{fingerprint(folder)[:12]}"))


class _Remembering:
    """An encoder that encodes each text once, and whose rows are what the protocol promises."""

    def __init__(self, encoder: Encoder) -> None:
        self.name = encoder.name
        self._encoder = encoder
        self._rows: dict[str, Rows] = {}

    def encode(self, texts: Sequence[str]) -> Rows:
        asked = texts or [""]  # no text at all: its rows still have a width
        new = [text for text in dict.fromkeys(asked) if text not in self._rows]
        if new:
            self._rows.update(zip(new, self._encoded(new), strict=True))
        made = np.stack([self._rows[text] for text in asked])[: len(texts)]
        for text in list(self._rows)[: max(0, len(self._rows) - _MOST_KEPT)]:
            del self._rows[text]
        return made

    def _encoded(self, texts: list[str]) -> Rows:
        rows = np.asarray(self._encoder.encode(texts), dtype=np.float32)
        if rows.ndim != 2 or len(rows) != len(texts) or not np.isfinite(rows).all():
            raise StudyLayoutError(
                f"the sentence encoder {self.name!r} gave {rows.shape} numbers for {len(texts)} texts, or some that are none",
                code="QC-EN05",
                where=SETTING,
                allowed="A row of finite numbers for each text",
                do="Choose another encoder, or set encoder: none.",
            )
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        return (rows / np.where(lengths > 0, lengths, 1)).astype(np.float32)
