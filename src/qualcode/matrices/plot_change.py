"""Two studies side by side: for each theme a line between the shares of sites, by partner."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from qualcode.matrices.change_words import sites_in_words, words
from qualcode.matrices.counting import BOTH
from qualcode.matrices.figure_layout import CAPTION, PAD, TITLE, Wrapped, stack, width_of, wrap
from qualcode.matrices.figure_style import (
    Audience,
    Paper,
    footer_height,
    legend_lines,
    line_height,
    page,
    require,
    wrapped_caption,
    wrapped_title,
)
from qualcode.model import in_branch
from qualcode.plain_figures import FAINT, INK, RULE, plain_style

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from qualcode.labels import Labels
    from qualcode.matrices.change import Change, Changes

_SIZE, _SMALL = 7.5, 7.0
_NAMES = 2.9
"""Most inches for the themes' names."""
_FEW_AT_MOST = 2
_HERE, _THERE = 0, 7
"""Marks: a filled circle, and an open square."""

Line = tuple["Change | None", Wrapped]
"""A place with its name; without a place, a partner's name."""


def draw_changes(found: Changes, *, audience: Audience, branch: str, most: int) -> tuple[Figure, ...]:
    """Draw the largest differences, a figure a page."""
    require(audience, ("print", "team"), "audience")
    label = words(found.language)
    wanted = [row for row in _shown(found) if not branch or in_branch(row.code, branch)]
    kept = sorted(wanted, key=lambda row: (not row.told_apart, -abs(row.interval[0])))[:most]
    if not kept:
        return ()
    lines = list(_lines(found, [row for row in wanted if row in set(kept)], label))
    width, height = page("portrait")
    title = wrapped_title(
        label("branch title", branch=found.codebook[branch].name) if branch else label("title"), width
    )
    told = label("caption", shown=len(kept), n=len(wanted)) + (
        label(
            "team only",
            sites=sites_in_words(found.sites, label),
            there=sites_in_words(found.other_sites, label),
        )
        if audience == "team"
        else label("print only")
    )
    caption = wrapped_caption(told, width)
    fixed = stack(title, TITLE) + 5 * PAD + 3 * line_height(_SMALL) + 2 * PAD + footer_height(caption)
    with plain_style():
        return tuple(
            _page(part, label, audience, width, fixed, title, caption)
            for part in _pages(lines, height - fixed)
        )


def alt_text(found: Changes, *, branch: str = "", most: int = 40) -> str:
    """Say what the figure shows, for those who cannot see it."""
    label = words(found.language)
    shown = [row for row in _shown(found) if not branch or in_branch(row.code, branch)]
    title = label("branch title", branch=found.codebook[branch].name) if branch else label("title")
    return label("alt", title=title, n=min(most, len(shown)))


def _shown(found: Changes) -> list[Change]:
    """Return one row for each partner and code: over all informants where both areas said it, else the widest area."""
    best: dict[tuple[str, str], Change] = {}
    for row in found:
        place = row.partner, row.code
        if row.kind == "not asked":
            continue
        if place not in best or _rank(row) > _rank(best[place]):
            best[place] = row
    return list(best.values())


def _rank(row: Change) -> tuple[bool, float, bool]:
    both = row.area == BOTH and bool(row.sites) and bool(row.there.high)
    return both, max(row.share, row.share_there), row.area == BOTH


def _lines(found: Changes, rows: Sequence[Change], label: Labels) -> Iterator[Line]:
    partner = None
    for row in rows:
        if row.partner != partner:
            partner = row.partner
            name = found.codebook[partner].name if partner else label("cross")
            yield None, wrap(name, _SIZE, _NAMES, bold=True)
        yield row, wrap(found.codebook[row.code].name, _SIZE, _NAMES - 0.15)


def _pages(lines: Sequence[Line], room: float) -> Iterator[list[Line]]:
    """Share the lines out over pages; a partner's name does not stand last on one, and is repeated on the next."""
    part: list[Line] = []
    head: Line | None = None
    used = 0.0
    for line in lines:
        high = _high(line)
        if line[0] is None:
            head = line
            if part and used + high + 2 * _high((None, ("x",))) > room:
                yield part
                part, used = [], 0.0
        elif part and used + high > room:
            yield part
            part, used = ([head], _high(head)) if head else ([], 0.0)
        part.append(line)
        used += high
    if part:
        yield part


def _high(line: Line) -> float:
    return stack(line[1], _SIZE) + 1.6 * PAD


def _page(
    lines: Sequence[Line],
    label: Labels,
    audience: Audience,
    width: float,
    fixed: float,
    title: Wrapped,
    caption: Wrapped,
) -> Figure:
    paper = Paper(width, fixed + sum(map(_high, lines)))
    y = paper.heading(title)
    entries = [(_HERE, label("here")), (_THERE, label("there"))]
    y = paper.legend(legend_lines(entries, width - PAD, _SMALL), y, _SMALL) + PAD
    names = max(width_of(text, _SIZE, bold=row is None) for row, texts in lines for text in texts)
    left, right = PAD + 0.15 + min(names, _NAMES) + 0.3, width - PAD - 0.35
    foot = y + line_height(_SMALL) + sum(map(_high, lines))
    _axis(paper, label, audience, left, right, y, foot)
    y += line_height(_SMALL)
    for row, texts in lines:
        middle = y + _high((row, texts)) / 2
        if row is None:
            paper.text(PAD, middle, texts, _SIZE, weight="bold")
        else:
            paper.text(PAD + 0.15, middle, texts, _SIZE)
            _dumbbell(paper, row, audience, left, right, middle)
        y += _high((row, texts))
    paper.footer(caption)
    return paper.figure


def _axis(
    paper: Paper, label: Labels, audience: Audience, left: float, right: float, top: float, foot: float
) -> None:
    """Write the scale over the rows: words for print, shares for the team."""
    ticks = (
        [
            (0.0, label("none")),
            (0.25, label("few")),
            (0.5, label("half")),
            (0.75, label("most")),
            (1.0, label("all")),
        ]
        if audience == "print"
        else [(at / 4, f"{25 * at} %") for at in range(5)]
    )
    for share, name in ticks:
        x = left + share * (right - left)
        paper.text(x, top + line_height(_SMALL) / 2, (name,), _SMALL, ha="center", color=FAINT)
        paper.line([x, x], [top + line_height(_SMALL), foot], color=RULE, width=0.5, z=0.5)
    middle = foot + line_height(_SMALL) / 2 + PAD / 2
    paper.text((left + right) / 2, middle, (label("axis"),), CAPTION, ha="center", color=FAINT)


def _dumbbell(paper: Paper, row: Change, audience: Audience, left: float, right: float, y: float) -> None:
    shares = ((row.share, row.of), (row.share_there, row.of_there))
    here, there = (
        left + (to_word(share, of) if audience == "print" else share) * (right - left) for share, of in shares
    )
    if row.told_apart:
        paper.line([there, here], [y, y], color=INK, width=1.4, z=2)
    else:
        for start, end in _dashes(min(here, there), max(here, there)):
            paper.line([start, end], [y, y], color=FAINT, width=0.9, z=2)
    paper.mark(there, y, _THERE, size=6.5)
    paper.mark(here, y, _HERE, size=5.0)


def to_word(share: float, of: int) -> float:
    """Return where the nearest word stands: a place between words would tell the number of sites.

    One site and two of so many are *few* whatever their share: a word for one alone would tell it.

    Examples
    --------
    >>> [to_word(share, 6) for share in (0.0, 1 / 6, 4 / 6, 5 / 6, 1.0)]
    [0.0, 0.25, 0.75, 0.75, 1.0]
    >>> [to_word(n / 4, 4) for n in range(5)]
    [0.0, 0.25, 0.25, 0.75, 1.0]
    """
    if 0 < round(share * of) <= _FEW_AT_MOST:
        return 0.25
    if share <= 0 or share >= 1:
        return min(max(share, 0.0), 1.0)
    return min((0.25, 0.5, 0.75), key=lambda word: abs(word - share))


def _dashes(
    start: float, end: float, *, dash: float = 0.05, gap: float = 0.04
) -> Iterator[tuple[float, float]]:
    while start < end:
        yield start, min(start + dash, end)
        start += dash + gap
