"""Who may see whose codings: the blind rule.

Coders who see each other's work agree for the wrong reason. So a coder sees her own codings only, until the round is
opened; the consensus is somebody else's work, too. It is a habit of the team and no lock: whoever can read the study's
file can read all of it.
"""

from __future__ import annotations

from collections.abc import Iterable

from qualcode.model import Coding, Memo
from qualcode.model.rounds import Round


def visible(codings: Iterable[Coding], *, coder: str, rounds: Iterable[Round]) -> list[Coding]:
    """Return the codings that a coder may see, in their order.

    Parameters
    ----------
    codings : iterable of Coding
    coder : str
        Her own codings always; others' where their round is open. Empty is an analyst who looks on and sees all.
    rounds : iterable of Round
        A round that is not among them counts as blind.

    Examples
    --------
    >>> from qualcode.model import Span
    >>> mine, his = (Coding(name, "a", "v1", Span(0, 4), "tema", name) for name in ("anna", "bo"))
    >>> [one.coder for one in visible([mine, his], coder="anna", rounds=[Round(1)])]
    ['anna']
    >>> opened = Round(1, opened_at="2026-03-02T09:00:00.000+00:00")
    >>> [one.coder for one in visible([mine, his], coder="anna", rounds=[opened])]
    ['anna', 'bo']
    """
    if not coder:
        return list(codings)
    open_rounds = {one.number for one in rounds if one.is_open}
    return [one for one in codings if one.coder == coder or one.round in open_rounds]


def visible_memos(memos: Iterable[Memo], *, coder: str, rounds: Iterable[Round]) -> list[Memo]:
    """Return the memos that a coder may see, in their order.

    A memo has no round of its own: another's is shown where the latest round is open, or where it was written before
    some round was opened, and so belongs to what was opened.

    Parameters
    ----------
    memos : iterable of Memo
    coder : str
        Empty is an analyst who looks on and sees all.
    rounds : iterable of Round
    """
    if not coder:
        return list(memos)
    known = sorted(rounds, key=lambda one: one.number)
    if known and known[-1].is_open:
        return list(memos)
    opened = max((one.opened_at for one in known), default="")
    return [one for one in memos if one.author == coder or "" < one.created_at <= opened]
