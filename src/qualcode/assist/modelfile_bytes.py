"""The bytes of a model file: a line that names the format, a line of JSON, arrays of numbers, a SHA-256 of it all.

Nothing in such a file can be run, and nothing in it is believed: each part is held against :data:`LAYOUT` and
:data:`_FIELDS` before the next is looked at.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from importlib.metadata import version
from math import prod
from typing import Any, NoReturn

import numpy as np
from numpy.typing import NDArray

from qualcode.assist.combine import NAMES
from qualcode.assist.suggester import METHOD
from qualcode.assist.vectors import BUCKETS
from qualcode.errors import UnreadableFileError, UnsafeFileError, UserError
from qualcode.safe_io import load_json

FORMAT = 1
"""Version of the format; a change of its parts counts it up."""

SIZE_LIMIT = 256 * 1024 * 1024
"""Bytes of the largest file; 2,000 segments and 76 codes need a tenth of it."""

HEADER_LIMIT = 1024 * 1024
"""Bytes of the longest header; a thousand codes need a tenth of it."""

PER_FEATURE = ("coef_", "book_coef_")
"""Attributes of shape (features, codes): single precision is enough, and rows of zeros are left out."""

SMALL = {
    "uses_": ("codes",),
    "book_mean_": ("codes",),
    "book_spread_": ("codes",),
    "branch_line_": ("line",),
}
"""Other attributes that are arrays, with their axes."""

RULES = ("rule_", "lone_rule_")
"""Attributes that are rules."""

RULE_PARTS = {"coefficients": "described", "slopes": "codes", "offsets": "codes"}

LAYOUT: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("characters", "<i4", ("characters",)),
    ("words", "<i4", ("words",)),
    ("character weights", "<f4", ("characters",)),
    ("word weights", "<f4", ("words",)),
    *((f"{name} rows", "<i4", (f"{name} rows",)) for name in PER_FEATURE),
    *((name, "<f4", (f"{name} rows", "codes")) for name in PER_FEATURE),
    *((name, "<f8", axes) for name, axes in SMALL.items()),
    *((f"{rule} {part}", "<f8", (axis,)) for rule in RULES for part, axis in RULE_PARTS.items()),
)
"""Name, type and axes of each array, in the order of the file."""

_POSITIVE = ("character weights", "word weights", "uses_", "book_spread_")
_LARGEST, _SMALLEST = 1e6, 1e-6
"""Between these lie the numbers of a sensible model; with others, sums could overflow."""

_MAGIC = re.compile(rb"qualcode-model (\d{1,6}) ([0-9A-Za-z.+!-]{1,40})\n")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
_DIGEST = 32
_MOST_SETTINGS = 50
_AGAIN = "Save the model again; nothing was read."

Arrays = dict[str, NDArray[Any]]


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """What a model file says of itself.

    Parameters
    ----------
    method : str
        Name and version of the method.
    language : str
    seed : int
    encoder : str
        Name of the sentence encoder; empty without one.
    encoder_width : int
        How many numbers it gives a text.
    codes : tuple of str
        Full ids.
    codebook_version : str
    codebook_sha256 : str
        Of what the codebook said of its codes.
    threshold : float or None
        None where the codings were too few to learn one.
    trained_on : mapping of str to int
        How many ``segments``, ``documents``, ``sites``, segments that people had ``read``, and ``codings``.
    about : mapping of str to str, int, float, bool or None
        Segmentation and settings, as given when the model was saved.
    made_by : str
        Version of qualcode that wrote the file.
    version : str
        Name of this very model, from its bytes; it stands in its suggestions.
    same_codebook : bool
        Whether the codebook that it was loaded with says of each code what it said when the model was made.
    """

    method: str
    language: str
    seed: int
    encoder: str
    encoder_width: int
    codes: tuple[str, ...] = field(repr=False)
    codebook_version: str
    codebook_sha256: str
    threshold: float | None
    trained_on: Mapping[str, int]
    about: Mapping[str, object]
    made_by: str = ""
    version: str = ""
    same_codebook: bool = True


COUNTS = ("segments", "documents", "sites", "read", "codings")


def _is_count(value: object) -> bool:
    return type(value) is int and value >= 0  # True is an int, and no count


def _is_text(value: object) -> bool:
    return isinstance(value, str) and len(value) <= 100 and value.isprintable()


def _is_codes(value: object) -> bool:
    return isinstance(value, list) and all(map(_is_text, value)) and 0 < len(value) == len(set(value))


def is_about(value: object) -> bool:
    """Say whether something is a mapping of names to short texts and numbers."""
    return (
        isinstance(value, dict)
        and len(value) <= _MOST_SETTINGS
        and all(isinstance(name, str) and _NAME.fullmatch(name) for name in value)
        and all(
            _is_text(one) or one is None or isinstance(one, bool | int) or _is_number(one)
            for one in value.values()
        )
    )


def _is_number(value: object) -> bool:
    return isinstance(value, float) and abs(value) < float("inf")


_FIELDS: dict[str, Callable[[Any], bool]] = {
    "method": _is_text,
    "language": lambda value: isinstance(value, str) and bool(_LANGUAGE.fullmatch(value)),
    "seed": lambda value: type(value) is int,
    "encoder": _is_text,
    "encoder_width": _is_count,
    "codes": _is_codes,
    "codebook_version": _is_text,
    "codebook_sha256": lambda value: isinstance(value, str) and bool(_SHA256.fullmatch(value)),
    "threshold": lambda value: value is None or (type(value) is float and 0 <= value <= 1),
    "trained_on": lambda value: (
        isinstance(value, dict) and value.keys() == set(COUNTS) and all(map(_is_count, value.values()))
    ),
    "about": is_about,
}
"""What the header holds besides the list of arrays, and what each must be: the first fields of ModelInfo."""


def pack(info: ModelInfo, arrays: Arrays) -> bytes:
    """Return the bytes of a file; the same model gives the same bytes."""
    header = {name: getattr(info, name) for name in _FIELDS}
    header["arrays"] = [[name, kind, list(arrays[name].shape)] for name, kind, _ in LAYOUT]
    parts = [
        f"qualcode-model {FORMAT} {version('qualcode')}\n".encode(),
        json.dumps(header, sort_keys=True, allow_nan=False).encode() + b"\n",
        *(arrays[name].astype(kind).tobytes() for name, kind, _ in LAYOUT),
    ]
    digest = sha256()
    for part in parts:
        digest.update(part)
    return b"".join([*parts, digest.digest()])


def unpack(data: bytes, where: str) -> tuple[ModelInfo, Arrays]:
    """Return what the bytes of a file hold, or refuse them.

    Parameters
    ----------
    data : bytes
    where : str
        The file's name, for messages.

    Raises
    ------
    UnreadableFileError, UnsafeFileError
        As :func:`qualcode.assist.modelfile.load_model`.
    """
    check_size(len(data), where)
    first = _MAGIC.match(data)
    if first is None:
        _refuse(where, "QC-MF01", "this is no model file", "Name a file that a model was saved to.")
    made_by = first[2].decode()
    if int(first[1]) != FORMAT:
        _refuse(
            where,
            "QC-MF02",
            f"the file has format {int(first[1])}, and this qualcode reads format {FORMAT}",
            f"Use qualcode {made_by}, which wrote it, or a version near it.",
        )
    digest = sha256(memoryview(data)[:-_DIGEST]).digest()
    if len(data) < first.end() + _DIGEST or digest != data[-_DIGEST:]:
        _refuse(
            where, "QC-MF04", "the file is damaged or was cut off", "Copy it again from where it was saved."
        )
    end = data.find(b"\n", first.end(), first.end() + HEADER_LIMIT)
    header = _header(data[first.end() : max(end, first.end())], where)
    if header["method"] != METHOD:
        _refuse(
            where,
            "QC-MF02",
            f"the model was made by another method than this qualcode's, which is {METHOD}",
            f"Use qualcode {made_by}, which wrote it, or let the study learn a model of its own.",
        )
    listed = header.pop("arrays")
    header |= {
        "codes": tuple(header["codes"]),
        "made_by": made_by,
        "version": f"{METHOD}-{digest.hex()[:12]}",
    }
    info = ModelInfo(**header)
    shapes = _shapes(listed, info, where)
    sizes = [np.dtype(kind).itemsize * prod(shapes[name]) for name, kind, _ in LAYOUT]
    if sum(sizes) != len(data) - _DIGEST - end - 1:  # exact integers: a shape can claim any size
        _refuse(where, "QC-MF06", "its arrays do not fill the file", _AGAIN)
    features = 2 * (prod(shapes["characters"]) + prod(shapes["words"])) + info.encoder_width
    check_size(4 * features * len(info.codes), where)  # rows of zeros take room in memory
    arrays, start = {}, end + 1
    for (name, kind, _), size in zip(LAYOUT, sizes, strict=True):
        arrays[name] = np.frombuffer(data, kind, prod(shapes[name]), start).reshape(shapes[name])
        start += size
    _check_numbers(arrays, features, where)
    return info, arrays


def check_size(size: int, where: str) -> None:
    """Refuse a file that is too large."""
    if size > SIZE_LIMIT:
        raise UnsafeFileError(
            f"the model has {size // 1_048_576} MB",
            code="QC-MF03",
            where=where,
            allowed=f"At most {SIZE_LIMIT // 1_048_576} MB are read and written",
            do="Fit it to fewer segments, or check that it is the right file.",
        )


def _header(line: bytes, where: str) -> dict[str, Any]:
    try:
        header = load_json(line.decode("ascii"), where=where)
    except (UserError, UnicodeDecodeError):
        _refuse(
            where, "QC-MF05", "its header is missing, too long, or not JSON as it is written here", _AGAIN
        )
    if not isinstance(header, dict) or header.keys() != {*_FIELDS, "arrays"}:
        _refuse(where, "QC-MF05", "its header has other parts than the format has", _AGAIN)
    wrong = [name for name, is_right in _FIELDS.items() if not is_right(header[name])]
    if wrong:
        _refuse(where, "QC-MF05", f"its header has wrong values in: {', '.join(wrong)}", _AGAIN)
    return header


def _shapes(listed: object, info: ModelInfo, where: str) -> dict[str, tuple[int, ...]]:
    """Return the shapes of the arrays, if they are the format's and fit each other."""
    sizes = {"codes": len(info.codes), "described": len(NAMES), "line": 2}
    given = listed if isinstance(listed, list) else []
    shapes = {}
    for (name, kind, axes), one in zip(LAYOUT, given, strict=False):
        if not isinstance(one, list) or one[:2] != [name, kind] or len(one) != 3:
            break
        shape = one[2]
        if not isinstance(shape, list) or len(shape) != len(axes) or not all(map(_is_count, shape)):
            break
        if any(sizes.setdefault(axis, n) != n for axis, n in zip(axes, shape, strict=True)):
            break
        shapes[name] = tuple(shape)
    if not len(shapes) == len(LAYOUT) == len(given):
        _refuse(where, "QC-MF06", "its arrays have other names, types or sizes than the format has", _AGAIN)
    return shapes


def _check_numbers(arrays: Arrays, features: int, where: str) -> None:
    wrong = []
    for name, kind, _ in LAYOUT:
        values = arrays[name]
        if kind == "<i4":
            top = features if name.endswith(" rows") else BUCKETS
            right = (values[1:] > values[:-1]).all() and (values >= 0).all() and (values < top).all()
        elif name in _POSITIVE:
            right = ((values >= _SMALLEST) & (values <= _LARGEST)).all()
        else:
            right = (np.abs(values) <= _LARGEST).all()  # false for what is no number, too
        if not right:
            wrong.append(name)
    if wrong:
        _refuse(
            where,
            "QC-MF07",
            f"these arrays hold numbers that no model has: {', '.join(wrong)}",
            "Fit the model again and save it; nothing was read.",
        )


def _refuse(where: str, code: str, found: str, do: str) -> NoReturn:
    raise UnreadableFileError(found, code=code, where=where, do=do) from None
