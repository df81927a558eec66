"""What choosing gives: quotes with their reasons, and the findings that have none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qualcode.labels import Labels
from qualcode.model import Quote
from qualcode.quotes.candidates import Cell
from qualcode.quotes.scoring import Score

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("quote", "partner", "code", "area", "stance", "document", "status", "score", "reasons")

WORDS = {
    "kept": {"da": "valgt før", "en": "chosen before"},
    "whole": {"da": "hele sætninger", "en": "whole sentences"},
    "part": {"da": "del af en sætning", "en": "part of a sentence"},
    "words": {"da": "{n} ord", "en": "{n} words"},
    "theme": {"da": "nævner temaet", "en": "says the theme"},
    "no_theme": {"da": "temaet fremgår kun af kodningen", "en": "the theme shows in the coding only"},
    "partner": {"da": "nævner partneren", "en": "names the partner"},
    "stands": {"da": "kan stå alene", "en": "stands alone"},
    "leans": {"da": "henviser til noget før", "en": "leans on what came before"},
    "fillers": {"da": "fyldord: {n}", "en": "fillers: {n}"},
    "omissions": {"da": "udeladelser: {n}", "en": "omissions: {n}"},
    "site": {"da": "ny kommune for koden", "en": "new site for the code"},
    "speaker": {"da": "ny taler for koden", "en": "new speaker for the code"},
    "no_quote": {"da": "kan ikke beskæres, så meningen bevares", "en": "cannot be trimmed and keep its meaning"},
    "unfit": {"da": "ingen passage er klar nok", "en": "no passage is clear enough"},
    "taken": {"da": "de egnede ytringer er brugt", "en": "the fit turns are used already"},
    "share": {"da": "taleren ville blive citeret for meget", "en": "the speaker would be quoted too often"},
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Choice:
    """One chosen quote, what it was chosen for and why. ``score`` is None for one that was chosen before."""

    quote: Quote
    cell: Cell
    reasons: tuple[str, ...]
    score: Score | None = None


@dataclass(frozen=True, slots=True)
class Short:
    """A finding cell without a quote, and why; ``passages`` is how many turns speak for it."""

    cell: Cell
    why: str
    passages: int


@dataclass(frozen=True, repr=False)
class Chosen:
    """What :func:`choose` gives.

    Parameters
    ----------
    choices : tuple of Choice
        In reading order.
    short : tuple of Short
        Cells that no quote supports, in the codebook's order.
    outdated : tuple of Quote
        Kept quotes whose text has a newer version, or whose words nothing is coded on any more: to be chosen anew.
    """

    choices: tuple[Choice, ...]
    short: tuple[Short, ...] = ()
    outdated: tuple[Quote, ...] = field(default=())

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """The chosen quotes, in reading order."""
        return tuple(choice.quote for choice in self.choices)

    def __len__(self) -> int:
        return len(self.choices)

    def to_frame(self, *, text: bool = False) -> pd.DataFrame:
        """Return one row per quote: what it supports and why it was chosen; its words only where ``text`` asks."""
        import pandas as pd

        columns = [*COLUMNS, "text"] if text else list(COLUMNS)
        return pd.DataFrame([_row(choice, text) for choice in self.choices], columns=columns)

    def __repr__(self) -> str:
        return f"<Chosen: {len(self.choices)} quotes, {len(self.short)} findings without one>"


def reasons_of(
    made: Score | None, firsts: Sequence[str], with_partner: bool, words: Labels
) -> tuple[str, ...]:
    """Say why a quote was chosen; ``firsts`` is what it is the first of for its code."""
    if made is None:
        return (words("kept"),)
    found = [words("words", n=made.words), words("whole" if made.whole else "part")]
    found.append(words("theme" if made.theme else "no_theme"))
    if with_partner and made.partner:
        found.append(words("partner"))
    found.append(words("stands" if made.leaning < 0.6 else "leans"))
    found += [words(kind) for kind in firsts]
    if made.fillers:
        found.append(words("fillers", n=made.fillers))
    if made.omissions:
        found.append(words("omissions", n=made.omissions))
    return tuple(found)


def _row(choice: Choice, text: bool) -> list[object]:
    quote, cell = choice.quote, choice.cell
    value = choice.score.value if choice.score else None
    row: list[object] = [
        quote.id,
        cell.partner,
        cell.code,
        cell.area,
        cell.stance,
        quote.document,
        quote.status,
    ]
    row += [value, "; ".join(choice.reasons)]
    return [*row, quote.text] if text else row
