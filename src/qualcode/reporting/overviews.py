"""The tables of partners and themes, in words.

A table with a column for each of twenty themes cannot be read on paper. So the themes are the rows, and a cell lists the
partners under the word that tells how widespread the theme is with them.
"""

from __future__ import annotations

from collections.abc import Sequence

from qualcode.model import MatrixSpec, in_branch
from qualcode.reporting.content import Line, Run, TableBlock, plain
from qualcode.reporting.names import in_sentence
from qualcode.reporting.statements import Found, Speech


def overview(spec: MatrixSpec, found: Sequence[Found], speech: Speech) -> TableBlock | None:
    """Return the table of one matrix of the study; None where it is not of partners, or nothing was found."""
    branch = speech.config.partner_branch
    partners, themes = spec.rows, spec.columns
    if not in_branch(partners, branch):
        partners, themes = themes, partners
    if not in_branch(partners, branch):
        return None
    by_theme: dict[str, list[Found]] = {}
    for item in found:
        if in_branch(item.row.code, themes) and in_branch(item.row.partner, partners):
            by_theme.setdefault(item.row.code, []).append(item)
    if not by_theme:
        return None
    order = [code.id for code in speech.codebook if code.id in by_theme]
    return TableBlock(
        caption=spec.title or _caption(spec, speech),
        header=(speech.say("overview_theme"), speech.say("overview_partners")),
        rows=tuple((plain(speech.codebook[code].name), _cell(by_theme[code], speech)) for code in order),
        widths=(7, 13),
    )


def _caption(spec: MatrixSpec, speech: Speech) -> str:
    rows, columns = (
        plain(speech.codebook[code].name) if code in speech.codebook else code
        for code in (spec.rows, spec.columns)
    )
    return speech.say("overview_caption", rows=rows, columns=in_sentence(columns))


def _cell(found: Sequence[Found], speech: Speech) -> tuple[Line, ...]:
    """Return the partners of a theme, a line for each word, from most to least widespread."""
    strongest: dict[str, Found] = {}
    for item in found:
        # Areas that no finding holds together stand apart in the chapter; here, the most widespread speaks.
        known = strongest.get(item.row.partner)
        if known is None or _extent(item) > _extent(known):
            strongest[item.row.partner] = item
    by_word: dict[str, list[Found]] = {}
    for item in sorted(strongest.values(), key=_extent, reverse=True):
        by_word.setdefault(speech.amount(_extent(item)).word, []).append(item)
    return tuple(_line(word, items, speech) for word, items in by_word.items())


def _extent(item: Found) -> int:
    return item.sites(item.row)


def _line(word: str, found: Sequence[Found], speech: Speech) -> Line:
    marks = {"wish": "wish_mark", "counterexample": "counter_mark"}
    names = []
    for item in found:
        name = speech.partner(item.row.partner)
        names.append(speech.say(marks[item.kind], name=name) if item.kind in marks else name)
    return (Run(word[:1].upper() + word[1:], strong=True), Run(f": {', '.join(names)}"))
