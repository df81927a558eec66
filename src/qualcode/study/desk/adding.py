"""A new code as a coder writes it down while she codes: a name, a place in the tree, a definition."""

from __future__ import annotations

from itertools import count

from qualcode.errors import CodebookError
from qualcode.interchange.checks import is_id, is_one_line, suggested_id, tidy
from qualcode.model import Code, Codebook

_LONGEST = 200


def usable_name(name: str) -> str:
    """Return a name without blanks at its ends, or refuse it: QC-DK20."""
    name = tidy(name)
    if not name or not is_one_line(name) or len(name) > _LONGEST:
        raise CodebookError(
            "the code has no name that can be used",
            code="QC-DK20",
            allowed=f"One line of at most {_LONGEST} characters",
            do="Write a name.",
        )
    return name


def added_code(codebook: Codebook, name: str, under: str, definition: str) -> Code:
    """Return the code, with an id made of its name that no code has or had.

    Raises
    ------
    CodebookError
        QC-DK20: there is no name, or none of one line.

    Examples
    --------
    >>> book = Codebook("1", "da", "Eksempel", (Code("tema", "Tema"), Code("tema.tid", "Tid")))
    >>> added_code(book, "Tid & sted", "tema", "").id, added_code(book, "Tid!", "tema", "").id
    ('tema.tid-sted', 'tema.tid-2')
    """
    name = usable_name(name)
    part = suggested_id("-".join(name.split()[:3])) or suggested_id(name.split()[0]) or "kode"
    assert is_id(part)
    for number in count(1):
        last = part if number == 1 else f"{part}-{number}"
        full = f"{under}.{last}" if under else last
        if full not in codebook and full not in codebook.heirs:
            return Code(full, name, tidy(definition))
    raise AssertionError  # the numbers do not end
