"""Sentence encoders: an optional model that turns a text into numbers, so that likeness goes beyond words.

The model is one that lies on this machine: a folder, a Python package that carries such a folder, or an encoder
that another package announces in the group ``qualcode.encoders``. Nothing is fetched, and nothing in a model's
folder is run: weights are read from safetensors only, and only known kinds of modules are put together.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from qualcode.assist.encoder_files import SETTING, check_model, find_model, fingerprint
from qualcode.errors import MissingExtraError, StudyLayoutError
from qualcode.registry import Registry
from qualcode.safe_io import plain_os_errors

Vectors = NDArray[np.float32]

_ENVIRONMENT = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
}
"""Keeps the libraries offline and quiet in this process."""

_MOST_KEPT = 200_000
"""Vectors kept in memory; at 384 numbers each this is 300 MB, and more segments than a large study has."""


class Encoder(Protocol):
    """Turns texts into vectors.

    Attributes
    ----------
    name : str
        What stands in results: the model's name and a fingerprint of its files.
    """

    name: str

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return a row for each text, of length 1; the same text always has the same row."""
        ...


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
        return _Remembering(_SentenceModel(folder, f"{name}@{fingerprint(folder)[:12]}"))


class _SentenceModel:
    """A model of sentence-transformers, on the processor: other devices do not promise the same numbers."""

    def __init__(self, folder: Path, name: str) -> None:
        self.name = name
        library = _sentence_transformers()
        try:
            self._model = library.SentenceTransformer(
                str(folder),
                device="cpu",
                local_files_only=True,
                trust_remote_code=False,
                model_kwargs={"use_safetensors": True},
            )
        except Exception as error:  # the library and its parts raise what they like at a damaged model
            raise StudyLayoutError(
                f"the sentence model {name!r} cannot be loaded ({type(error).__name__})",
                code="QC-EN04",
                where=SETTING,
                allowed=f"A model that sentence-transformers {library.__version__} can load",
                do="Get the model's files again, or set encoder: none.",
            ) from error

    def encode(self, texts: Sequence[str]) -> Vectors:
        # One at a time: in a batch a text's last digits depend on the texts beside it.
        with _one_thread():
            rows: Vectors = self._model.encode(
                list(texts),
                batch_size=1,
                convert_to_numpy=True,
                normalize_embeddings=True,
                show_progress_bar=False,
            )
        return rows


@contextmanager
def _one_thread() -> Iterator[None]:
    """Let torch count in one thread: single texts are too short to share, which costs more time than it saves."""
    torch = import_module("torch")
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)


def _sentence_transformers() -> Any:  # noqa: ANN401  # an optional library without types here
    os.environ.update(_ENVIRONMENT)  # the libraries read it once, when they are imported
    try:
        return import_module("sentence_transformers")
    except ImportError as error:
        raise MissingExtraError("sentence-transformers", "transformers") from error


class _Remembering:
    """An encoder that encodes each text once, and whose rows are what the protocol promises."""

    def __init__(self, encoder: Encoder) -> None:
        self.name = encoder.name
        self._encoder = encoder
        self._rows: dict[str, Vectors] = {}

    def encode(self, texts: Sequence[str]) -> Vectors:
        asked = texts or [""]  # no text at all: its rows still have a width
        new = [text for text in dict.fromkeys(asked) if text not in self._rows]
        if new:
            self._rows.update(zip(new, self._encoded(new), strict=True))
        made = np.stack([self._rows[text] for text in asked])[: len(texts)]
        for text in list(self._rows)[: max(0, len(self._rows) - _MOST_KEPT)]:
            del self._rows[text]
        return made

    def _encoded(self, texts: list[str]) -> Vectors:
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
