"""Answers that a language model gave before: without any words, and asked for again where a file is damaged."""

from __future__ import annotations

import json
from collections.abc import Container
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

from qualcode.assist.local_model.answers import CodedQuote, is_share
from qualcode.assist.local_model.prompt import PROMPT_VERSION
from qualcode.errors import UnreadableFileError, UnsafeFileError
from qualcode.model import Span
from qualcode.safe_io import load_json, make_private_folder, read_limited, write_text

_LIMIT = 100_000


class AnswerCache:
    """One small file for each question that was answered, readable by its owner only.

    Parameters
    ----------
    folder : Path
        Made when the first answer is kept.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, body: bytes, *, codes: Container[str], text: str) -> list[CodedQuote] | None:
        """Return the answer to a question, or None where there is none or its file is damaged."""
        file = self._file(body)
        with suppress(UnreadableFileError, UnsafeFileError, UnicodeDecodeError, ValueError):
            kept = load_json(read_limited(file, _LIMIT).decode("utf-8"), where=file.name)
            return _quotes(kept, codes, len(text))
        return None

    def put(self, body: bytes, quotes: list[CodedQuote]) -> None:
        """Keep an answer; quotes as positions in the segment."""
        items = [[quote.code, quote.span.start, quote.span.end, quote.confidence] for quote in quotes]
        make_private_folder(self._folder)
        write_text(self._file(body), json.dumps({"codes": items, "sha256": _checksum(items)}) + "\n")

    def _file(self, body: bytes) -> Path:
        # What is sent holds the model's name, the codebook's words, the segment with its question, and the settings.
        key = sha256(f"qualcode {PROMPT_VERSION}\0".encode() + body).hexdigest()
        return self._folder / f"{key}.json"


def _checksum(items: object) -> str:
    return sha256(json.dumps(items).encode()).hexdigest()


def _quotes(kept: object, codes: Container[str], length: int) -> list[CodedQuote]:
    """Return what a file holds; a ``ValueError`` says that it is not what was written."""
    items = kept.get("codes") if isinstance(kept, dict) else None
    if not isinstance(kept, dict) or not isinstance(items, list) or kept.get("sha256") != _checksum(items):
        raise ValueError("the checksum does not fit")
    return [_quote(item, codes, length) for item in items]


def _quote(item: object, codes: Container[str], length: int) -> CodedQuote:
    match item:
        case [str(code), int(start), int(end), int() | float() as confidence] if (
            code in codes and 0 <= start < end <= length and is_share(confidence)
        ):
            return CodedQuote(code, Span(start, end), float(confidence))
    raise ValueError("an entry does not fit the segment")
