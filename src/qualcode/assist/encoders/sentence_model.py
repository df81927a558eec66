"""A model of sentence-transformers as an encoder: offline, on the processor, one text at a time."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

from qualcode.assist.encoders.files import SETTING
from qualcode.assist.encoders.protocol import Rows
from qualcode.errors import MissingExtraError, StudyLayoutError

_ENVIRONMENT = {
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
}
"""Keeps the libraries offline and quiet in this process."""


class SentenceModel:
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

    def encode(self, texts: Sequence[str]) -> Rows:
        """Return a row for each text."""
        # One at a time: in a batch a text's last digits depend on the texts beside it.
        with _one_thread():
            rows: Rows = self._model.encode(
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
