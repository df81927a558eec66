"""Notebooks that go along: without outputs, without the names of interviews and coders."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from pathlib import Path
from typing import Any

from qualcode.safe_io import decode_text, load_json, read_limited
from qualcode.study.replication.residue import coder_pattern

DOCUMENT, CODER = "INTERVIEW", "CODER"
"""What stands in their place, for the new team to fill in."""


def notebook_to_pass_on(path: Path, *, ids: Collection[str], coders: Collection[str]) -> bytes:
    """Return a notebook's cells, with placeholders for interviews and coders."""
    return cleaned(read_limited(path), where=path.name, ids=ids, coders=coders)


def cleaned(data: bytes, *, where: str, ids: Collection[str] = (), coders: Collection[str] = ()) -> bytes:
    """Return a notebook with its cells and nothing else: no outputs, which a browser would run."""
    text = decode_text(data, where=where).text
    cells = [cell for cell in cells_of(load_json(text, where=where)) if isinstance(cell, dict)]
    kept = [
        {
            "cell_type": cell["cell_type"],
            **({"id": cell["id"]} if isinstance(cell.get("id"), str) else {}),
            "metadata": {},
            "source": without_names(source_of(cell), ids=ids, coders=coders),
            **({"execution_count": None, "outputs": []} if cell["cell_type"] == "code" else {}),
        }
        for cell in cells
        if cell.get("cell_type") in ("code", "markdown")
    ]
    made = {
        "cells": kept,
        "metadata": {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return (json.dumps(made, ensure_ascii=False, indent=1) + "\n").encode()


def cells_of(notebook: object) -> list[Any]:
    """Return the cells of what a notebook's file holds; none where it is no notebook."""
    found = notebook.get("cells") if isinstance(notebook, dict) else None
    return found if isinstance(found, list) else []


def source_of(cell: dict[str, Any]) -> str:
    """Return what stands in a cell."""
    source = cell.get("source", "")
    return source if isinstance(source, str) else "".join(map(str, source))


def without_names(text: str, *, ids: Collection[str], coders: Collection[str]) -> str:
    """Put placeholders for ids and coders' names.

    Examples
    --------
    >>> without_names('study.coder("interview-a", coder="bo")  # Bo bor her', ids=["interview-a"], coders=["bo"])
    'study.coder("INTERVIEW", coder="CODER")  # CODER bor her'
    """
    for name in sorted(ids, key=lambda one: (-len(one), one)):
        text = re.sub(rf"(?<![\w-]){re.escape(name)}(?![\w-])", DOCUMENT, text)
    pattern = coder_pattern(coders)
    return pattern.sub(lambda found: _placed(found[0]), text) if pattern else text


def _placed(found: str) -> str:
    return f"{found[0]}{CODER}{found[0]}" if found[0] in "\"'" else CODER
