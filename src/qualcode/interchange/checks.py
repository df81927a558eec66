"""What the readers here share: all problems at once, and naming what was found without showing text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches
from typing import NoReturn

from qualcode.errors import Problem, UserError
from qualcode.model.codebook import is_id as is_id
from qualcode.model.corpus import canonical

MAX_SHOWN = 50
"""How many problems of one file are listed; the rest are counted."""

_LONGEST_SLIP = 100
_ID_LIKE = re.compile(r"[\w.\-]{1,60}")


class Problems:
    """The problems of one file, gathered so that they can be reported at once.

    Examples
    --------
    >>> problems = Problems()
    >>> problems.add("codings.csv, row 3", "there is no coder")
    >>> bool(problems), len(problems)
    (True, 1)
    """

    def __init__(self) -> None:
        self._found: list[Problem] = []

    def __len__(self) -> int:
        return len(self._found)

    def add(self, where: str, found: str, allowed: str = "", do: str = "") -> None:
        """Note one problem."""
        self._found.append(Problem(where, found, allowed, do))

    def closest(self, token: str, known: Iterable[str]) -> str:
        """Return :func:`closest`, or nothing once the problem would not be listed: looking takes time."""
        return closest(token, known) if len(self._found) < MAX_SHOWN else ""

    def fail(self, error: type[UserError], *, code: str, where: str, what: str) -> NoReturn:
        """Raise one error with all problems; a long list is cut, and says how much is left out."""
        count = len(self._found)
        listed = self._found[:MAX_SHOWN]
        if count > MAX_SHOWN:
            listed.append(Problem("", f"and {count - MAX_SHOWN} more"))
        heading = f"{what} has {count} problem{'s' if count > 1 else ''}"
        raise error(heading, code=code, where=where, problems=listed)

    def check(self, error: type[UserError], *, code: str, where: str, what: str) -> None:
        """Raise one error with all problems if there are any."""
        if self._found:
            self.fail(error, code=code, where=where, what=what)


def shown(token: str) -> str:
    """Return how a word from a file may be named in a message.

    A key, an id or a column is named; what could be somebody's words (blanks, punctuation, length) is only
    measured, since a message may be passed on.

    Examples
    --------
    >>> shown("defintion"), shown("Så sagde hun det igen")
    ("'defintion'", 'a text of 21 characters')
    """
    if _ID_LIKE.fullmatch(token):
        return f"'{token}'"
    return "an empty text" if not token else f"a text of {len(token)} characters"


def nearest(token: str, known: Iterable[str], *, cutoff: float = 0.6) -> str:
    """Return the closest known word, or an empty text where none is close."""
    if len(token) > _LONGEST_SLIP:  # difflib takes long for long texts, and they are no slips of a word
        return ""
    found = get_close_matches(token, [word for word in known if word], n=1, cutoff=cutoff)
    return found[0] if found else ""


def closest(token: str, known: Iterable[str]) -> str:
    """Return a sentence that names the closest known word, or nothing where none is close.

    Examples
    --------
    >>> closest("defintion", ["name", "definition"])
    "Did you mean 'definition'?"
    """
    found = nearest(token, known)
    return f"Did you mean '{found}'?" if found else ""


def folded(text: str) -> str:
    r"""Return a text as a reader's eye takes it: case, blanks and characters without width do not count.

    Examples
    --------
    >>> folded("  POLI\u200btiet  ") == folded("politiet")
    True
    """
    visible = "".join(ch for ch in text if unicodedata.category(ch) != "Cf")
    return unicodedata.normalize("NFC", " ".join(visible.casefold().split()))


def suggested_id(token: str) -> str:
    """Return an id made of a few words, for "for instance" in a message; empty where that would say more."""
    word = re.sub(r"[^\w]+|_+", "-", token.casefold()).strip("-")
    return word if is_id(word) and len(word) <= 60 and word.count("-") < 3 else ""


def is_one_line(text: str) -> bool:
    """Say whether a text has no line break and no control character."""
    return not any(unicodedata.category(ch) in {"Cc", "Zl", "Zp"} for ch in text)


def tidy(text: str) -> str:
    """Return a text in canonical form without blanks (or byte order marks) at its ends."""
    text = canonical(text)
    while (shorter := text.strip().strip("\ufeff")) != text:
        text = shorter
    return text
