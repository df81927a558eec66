"""The front end's files, joined into the one module and the one style sheet that anywidget takes.

The files are plain ES modules that a browser could load one by one. There is no build step: joining leaves out the
``import`` lines and the word ``export``, so a name at the top of a file must be its own across all files. The browser
refuses a module in which one is declared twice.
"""

from __future__ import annotations

import re
from pathlib import Path

STATIC = Path(__file__).parent / "static"

SCRIPTS = (
    "dom.js",
    "text.js",
    "lanes.js",
    "passages.js",
    "keys.js",
    "tree.js",
    "wire.js",
    "frame.js",
    "chips.js",
    "transcript.js",
    "memos.js",
    "detail.js",
    "panel.js",
    "change.js",
    "head.js",
    "pages/coding.js",
    "pages/parts.js",
    "pages/choice.js",
    "pages/place.js",
    "pages/placelist.js",
    "pages/overview.js",
    "pages/reading.js",
    "pages/review.js",
    "pages/adjudication.js",
    "app.js",
)
"""What a file uses at load time stands before it."""

STYLES = (
    "workbench.css",
    "pages.css",
    "pages/overview.css",
    "pages/reading.css",
    "pages/review.css",
    "pages/adjudication.css",
)

_IMPORT = re.compile(r"^import [^;]*;\n", re.MULTILINE)
_EXPORT = re.compile(r"^export (?!default\b)", re.MULTILINE)


def script() -> str:
    """Return all of the front end as one ES module with one default export."""
    return "\n".join(_plain(_read(name)) for name in SCRIPTS)


def style() -> str:
    """Return all style sheets as one."""
    return "\n".join(_read(name) for name in STYLES)


def _read(name: str) -> str:
    return (STATIC / name).read_text(encoding="utf-8")


def _plain(module: str) -> str:
    """Take the words out that join files: they stand in one module now.

    >>> print(_plain("export function f() {}"))
    function f() {}
    """
    return _EXPORT.sub("", _IMPORT.sub("", module))
