"""The interview guide: what was asked, so that an empty cell can say whether anybody asked."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GuideItem:
    """One question of the interview guide: a row of data/guide.csv.

    Parameters
    ----------
    question : str
        Its id, such as ``"3a"``.
    text : str
        What is asked.
    codes : tuple of str
        Full ids of the codes and branches that it asks about.
    asked_in : tuple of str or None
        Names of the documents in which it was asked; None where nobody recorded that.
    """

    question: str
    text: str
    codes: tuple[str, ...] = ()
    asked_in: tuple[str, ...] | None = None
