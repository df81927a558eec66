"""Codes against an attribute: by whom, in which mode of interview and with which stance a theme is spoken of."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal, TypeVar, get_args

from qualcode.errors import UsageError
from qualcode.labels import Labels
from qualcode.matrices.code_table import CodeTable, Found, Kind, cells_of
from qualcode.matrices.counting import Areas, Basis, Count, basis_of, check_codes, lines_of, tally
from qualcode.matrices.ground import Ground, Marks
from qualcode.model import (
    DEFAULT_SEGMENTATION,
    STANCES,
    Codebook,
    Coding,
    CodingSet,
    Interview,
    Segment,
)

K = TypeVar("K", bound=Hashable)

Attribute = Literal["area", "role", "mode", "stance", "site"]
ATTRIBUTES: tuple[Attribute, ...] = get_args(Attribute)

_VALUES = {
    "": {"da": "ikke noteret", "en": "not noted"},
    "interviewer": {"da": "interviewer", "en": "interviewer"},
    "informant": {"da": "informant", "en": "informant"},
    "experience": {"da": "erfaring", "en": "experience"},
    "wish": {"da": "ønske", "en": "wish"},
    "counterexample": {"da": "modeksempel", "en": "counterexample"},
}
_ROLES = ("informant", "interviewer")


def code_attribute(
    codings: CodingSet,
    segments: Sequence[Segment],
    codebook: Codebook,
    *,
    attribute: Attribute,
    areas: Areas,
    both_areas: Sequence[str],
    sites_total: int,
    language: str,
    interviews: Sequence[Interview] = (),
    branches: Sequence[str] = (),
    words: Mapping[int, str] | None = None,
    segmentation: str = DEFAULT_SEGMENTATION,
) -> CodeTable:
    """Count each code by an attribute of who spoke, of the interview or of what was said.

    Parameters
    ----------
    codings, segments, codebook, areas, both_areas, sites_total, language, words, segmentation
        As in :func:`qualcode.matrices.theme_matrix`.
    attribute : {"area", "role", "mode", "stance", "site"}
        ``role`` also counts what interviewers say, which no other table does: it shows codings that lie on their words.
        In ``stance``, a segment counts in each column whose stance a coding on it has. ``site`` is for the team.
    interviews : sequence of Interview
        For ``mode``: how each interview was held.
    branches : sequence of str
        Whose codes are counted; by default all.

    Returns
    -------
    CodeTable

    Raises
    ------
    MatrixError
        Codings, segments, codebook and settings do not fit each other (QC-MX01 to QC-MX07).
    UsageError
        There is no such attribute (QC-MX15).

    Examples
    --------
    >>> from qualcode.model import Code, Span
    >>> book = Codebook("1", "da", "", (Code("fremmer", "Fremmer", codable=False), Code("fremmer.tillid", "Tillid")))
    >>> said = [Segment("a", "v1", 1, Span(0, 9), 1, "p1", "informant", "boern", "k1")]
    >>> coded = CodingSet("consensus", (Coding("1", "a", "v1", Span(0, 9), "fremmer.tillid", "anna", stance="wish"),))
    >>> table = code_attribute(coded, said, book, attribute="stance", areas=["boern"], both_areas=[], sites_total=6,
    ...     language="da")
    >>> table.wide().to_dict("index")
    {'Tillid': {'erfaring': 0, 'ønske': 1, 'modeksempel': 0}}
    """
    if attribute not in ATTRIBUTES:
        raise UsageError(
            f"no table is made by {attribute!r}",
            code="QC-MX15",
            where="attribute",
            allowed=f"Attributes: {', '.join(ATTRIBUTES)}",
            do="Choose one of them.",
        )
    settings = {
        "areas": areas,
        "both_areas": both_areas,
        "sites_total": sites_total,
        "language": language,
        "words": words,
        "segmentation": segmentation,
    }
    modes = {interview.document: interview.mode for interview in interviews}
    return count_by(attribute, codings, segments, codebook, branches, settings, modes)


def count_by(
    kind: Kind,
    codings: CodingSet,
    segments: Sequence[Segment],
    codebook: Codebook,
    branches: Sequence[str],
    settings: Mapping[str, Any],
    modes: Mapping[str, str],
) -> CodeTable:
    """Count codes by interview or attribute; ``settings`` are those of :func:`qualcode.matrices.theme_matrix`."""
    names = lines_of(codebook, branches, codings)
    check_codes(codings, codebook)
    spoken = {(s.document, s.span.start): s for s in segments if s.span}
    # All that anybody said is ground for the table of roles; the informants' words for all others.
    ground = Ground([replace(s, role="informant") for s in segments] if kind == "role" else segments)
    ground.check(codings)
    basis = basis_of(codings, ground, **settings)
    values = [_value(kind, spoken[s.document, s.span.start], modes) for s in ground.segments]
    wanted = [coding for coding in codings if coding.code in names]
    found, left_out = _found(kind, ground, wanted, values)
    cells = {
        place: replace(cell, segments=tuple(spoken[s.document, s.span.start] for s in cell.segments))
        for place, cell in cells_of(ground, found).items()
    }
    columns = _columns(kind, values, basis)
    return CodeTable(
        kind=kind,
        row_names=names,
        column_names=columns,
        cells=cells,
        totals=_totals(kind, ground, values, columns),
        codebook=codebook,
        basis=basis,
        n_left_out=len(left_out),
    )


def _value(kind: Kind, segment: Segment, modes: Mapping[str, str]) -> str:
    """Return the value of a segment; a stance is no segment's, but a coding's."""
    if kind == "mode":
        return modes.get(segment.document, "")
    return "" if kind == "stance" else str(getattr(segment, kind))


def _found(
    kind: Kind, ground: Ground, codings: Sequence[Coding], values: Sequence[str]
) -> tuple[Found, set[str]]:
    """Return the segments of each code and value, in reading order, and the codings that lie on none."""
    if kind == "stance":
        by_stance = ground.mark(codings, lambda coding: (coding.code, str(coding.stance)))
        return _by_place(by_stance, lambda place, _: place), by_stance.left_out
    marks = ground.mark(codings, lambda coding: coding.code)
    return _by_place(marks, lambda code, index: (code, values[index])), marks.left_out


def _by_place(marks: Marks[K], place_of: Callable[[K, int], tuple[str, str]]) -> Found:
    found: dict[tuple[str, str], list[int]] = {}
    for index in sorted(marks.by_segment):
        for key in marks.by_segment[index]:
            found.setdefault(place_of(key, index), []).append(index)
    return found


def _totals(
    kind: Kind, ground: Ground, values: Sequence[str], columns: Mapping[str, str]
) -> dict[str, Count]:
    """Return all that was said by column; of a stance the whole, since words that bear no code have none."""
    if kind == "stance":
        return dict.fromkeys(columns, tally(ground, range(len(ground.segments))))
    split: dict[str, list[int]] = {value: [] for value in columns}
    for index, value in enumerate(values):
        split[value].append(index)
    return {value: tally(ground, at) for value, at in split.items()}


def _columns(kind: Kind, values: Sequence[str], basis: Basis) -> dict[str, str]:
    """Name the columns in order: areas as the study has them, then what nobody noted."""
    words, there = Labels(_VALUES, basis.language), set(values)
    known: Mapping[str, str]
    if kind == "stance":
        return {stance: words(stance) for stance in STANCES}
    if kind == "area":
        known = basis.areas
    elif kind == "role":
        known = {role: words(role) for role in _ROLES}
    else:
        known = {value: value for value in sorted(there - {""})}
    return dict(known) | ({"": words("")} if "" in there else {})
