r"""Making text harmless for spreadsheets, so that it comes back as it was.

A spreadsheet runs a cell that begins with ``=``, ``+``, ``-`` or ``@`` (also in full width, also after blanks or
quotes), and takes a TAB or line break at the start for more than text. An apostrophe in front stops that. In
CSV there is one more way: a Danish Excel cuts a file with commas at ``;`` and at line breaks, whatever the
quotes say, so that the middle of a text becomes the start of a cell. There the same apostrophe is put.

The escape is unambiguous because an apostrophe is itself one of the signs that are skipped when looking for a
risky start: a text that already begins with apostrophes and then something risky is risky, too, and gets one
more. Unguarding takes exactly one away where something risky follows, and touches nothing else.
"""

from __future__ import annotations

import re

_SKIPPED = (
    r"(?:[^\S\t\r\n]"  # blanks of all kinds
    r"|['\"`´‘’‚‛“”„‟«»‹›]"  # quotes
    r"|[\x00-\x08\x0e-\x1f\x7f\x80-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff])*"  # not seen
)
_RISKY = "[=+@\\-＝＋－＠﹦﹢﹣﹫]"

_START = rf"\A{{}}(?={_SKIPPED}(?:{_RISKY}|[\t\r\n]))"
_CUT = rf"(?<=[;\t\r\n]){{}}(?={_SKIPPED}{_RISKY})"

_ADD = re.compile(_START.format(""))
_TAKE = re.compile(_START.format("'"))
_ADD_IN_CSV = re.compile(f"{_START}|{_CUT}".format("", ""))
_TAKE_IN_CSV = re.compile(f"{_START}|{_CUT}".format("'", "'"))


def guard(text: str, *, in_csv: bool = False) -> str:
    r"""Return a text that no spreadsheet runs.

    Parameters
    ----------
    text : str
    in_csv : bool
        Also guard where a spreadsheet may cut the text of a CSV file into cells.

    Examples
    --------
    >>> guard("=1+1"), guard("'=1+1"), guard("god dag"), guard("se;-1", in_csv=True)
    ("'=1+1", "''=1+1", 'god dag', "se;'-1")
    """
    return (_ADD_IN_CSV if in_csv else _ADD).sub("'", text)


def unguard(text: str, *, in_csv: bool = False) -> str:
    """Return the text that :func:`guard` was given, with the same ``in_csv``.

    Examples
    --------
    >>> unguard("'=1+1"), unguard("''=1+1"), unguard("'citat'")
    ('=1+1', "'=1+1", "'citat'")
    """
    return (_TAKE_IN_CSV if in_csv else _TAKE).sub("", text)
