"""Parts of a frozen study as one zip file that is the same whenever the parts are."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

MANIFEST = "manifest.json"
FORMAT = 1
"""Version of the format; a change that earlier versions cannot read counts it up."""

_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest that a zip file knows: when it was made says the log, and the bytes hang on nothing but the parts."""


def packed(parts: Mapping[str, bytes], about: Mapping[str, Any]) -> bytes:
    """Return the bytes of the zip file: the parts by name, and a manifest with the SHA-256 of each.

    Examples
    --------
    >>> first = packed({"a.txt": b"x", "b.txt": b"y"}, {"name": "n"})
    >>> first == packed({"b.txt": b"y", "a.txt": b"x"}, {"name": "n"})
    True
    """
    told = {
        "format": FORMAT,
        **about,
        "parts": {name: sha256(parts[name]).hexdigest() for name in sorted(parts)},
    }
    everything = {MANIFEST: as_json(told), **{name: parts[name] for name in sorted(parts)}}
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        for name, data in everything.items():
            info = zipfile.ZipInfo(name, _DAY)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3  # as on Linux, wherever it is made
            info.external_attr = 0o600 << 16
            file.writestr(info, data)
    return made.getvalue()


def as_json(value: object) -> bytes:
    """Return the bytes of a JSON file for people and programs."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
