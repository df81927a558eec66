"""Which findings share a sentence, which sentences share a paragraph, and which quotes follow them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from qualcode.reporting.content import Passage, PrintedQuote, Run, Statement
from qualcode.reporting.edits import Edits
from qualcode.reporting.names import is_phrase
from qualcode.reporting.statements import Found, Speech

# A paragraph of more sentences than this is not read.
_PARAGRAPH = 3


@dataclass
class Text:
    """Turns findings into paragraphs. Remembers the sentence of every finding, so that a summary can repeat it.

    Parameters
    ----------
    speech : Speech
    alone : set of str
        Anchors of the findings that have a sentence of their own: what a summary repeats, and what quotes support.
    quotes : dict of str to list of PrintedQuote
        By the anchor of the finding that they support.
    edits : Edits
        Sentences that people wrote.
    """

    speech: Speech
    alone: Collection[str]
    quotes: dict[str, list[PrintedQuote]]
    edits: Edits
    printed: dict[str, Statement] = field(default_factory=dict)
    _sections: int = 0

    def passages(self, found: Sequence[Found], *, by_theme: bool = False) -> tuple[Passage, ...]:
        """Return the paragraphs of a section, the most widespread findings first.

        Parameters
        ----------
        found : sequence of Found
        by_theme : bool
            The section is of one theme with several partners: then the partners lead each sentence.
        """
        order = sorted(
            found,
            key=lambda item: (
                _KIND_ORDER[item.kind],
                by_theme and bool(item.row.partner),
                -item.sites(item.row),
            ),
        )
        self._sections += 1  # so that not every section begins in the same words
        made: list[Passage] = []
        waiting: list[Statement] = []
        for number, group in enumerate(self._groups(order, by_theme=by_theme)):
            waiting.append(self._statement(group, number, by_theme=by_theme))
            quotes = tuple(quote for item in group for quote in self.quotes.get(item.anchor, ()))
            if quotes or len(waiting) == _PARAGRAPH:
                made.append(Passage(tuple(waiting), quotes))
                waiting = []
        return (*made, Passage(tuple(waiting))) if waiting else tuple(made)

    def _groups(self, found: Sequence[Found], *, by_theme: bool) -> Iterable[list[Found]]:
        """Yield findings that are said in one sentence: of the same kind, extent and areas."""
        by_key: dict[tuple[object, ...], list[Found]] = {}
        for item in found:
            by_key.setdefault(self._key(item, by_theme=by_theme), []).append(item)
        for group in by_key.values():
            # A list of four and one of three is better read than one of seven.
            size = (
                len(group) if by_theme or len(group) <= _LIST else -(-len(group) // -(-len(group) // _LIST))
            )
            yield from (group[start : start + size] for start in range(0, len(group), size))

    def _stands_alone(self, item: Found) -> bool:
        return item.anchor in self.alone or bool(item.also)

    def _key(self, item: Found, *, by_theme: bool) -> tuple[object, ...]:
        said = self.speech.said(item)
        if self._stands_alone(item):
            return (item.anchor,)
        areas = tuple((area.name, area.word) for area in said.areas)
        if by_theme:
            alone = not item.row.partner or item.kind != "experience"
            return (item.anchor,) if alone else (item.row.code, said.amount, areas)
        if item.role == "timing" or not is_phrase(said.name, self.speech.config.language):
            return (item.anchor,)
        return (item.role, item.kind, said.amount, areas)

    def _statement(self, group: Sequence[Found], number: int, *, by_theme: bool) -> Statement:
        speech = self.speech
        shared = (
            by_theme
            and len(group) > 1
            and group[0].row.partner
            and group[0].kind == "experience"
            and not self._stands_alone(group[0])
        )
        if shared:
            made = speech.shared(group)
        elif len(group) > 1:
            made = speech.together(group, number + self._sections)
        else:
            made = speech.statement(group[0], number + self._sections)
        made = self.edits.applied(made)
        for item in group:
            self.printed[item.anchor] = made
        if shared or not by_theme or not group[0].row.partner:
            return made
        return replace(made, runs=(Run(f"{speech.partner(group[0].row.partner)}: ", strong=True), *made.runs))


_KIND_ORDER = {"experience": 0, "wish": 1, "counterexample": 2}
# At most so many findings in one list.
_LIST = 5


def by_branch(found: Iterable[Found]) -> list[tuple[str, list[Found]]]:
    """Return the findings of each branch, in the order in which branches first appear."""
    return [(branch, list(items)) for branch, items in groupby(found, lambda item: item.branch)]
