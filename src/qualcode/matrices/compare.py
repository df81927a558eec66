"""Findings of this study against a reference: the published study, or another one.

The reference is grouped by partner, code and area; a group's range is the one of its strongest finding. Each
group and each single finding gets one of four answers, and the word is judged apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from qualcode.labels import Labels
from qualcode.matrices.findings import FINDING_COLUMNS
from qualcode.matrices.html import html_table
from qualcode.matrices.reference import Own, Reference, Rows, read_own, read_reference
from qualcode.model import in_branch

if TYPE_CHECKING:
    import pandas as pd

Status = Literal["in range", "out of range", "another area", "missing"]
STATUSES: tuple[Status, ...] = ("in range", "out of range", "another area", "missing")

_DASHES = re.compile(r"[\s\-‐‑–—_]+")


@dataclass(frozen=True, slots=True)
class Match:
    """A group or a single finding of the reference, and what this study has of it.

    Parameters
    ----------
    reference : Reference
        The finding; of a group its strongest.
    findings : int
        How many findings the group has; 1 for a single finding.
    own : Own or None
        This study's row for the same partner, code and area.
    status : {"in range", "out of range", "another area", "missing"}
        The first two are found.
    same_word : bool
        Found, and with the same printed word.
    areas : tuple of str
        The areas in which this study says it.
    """

    reference: Reference
    findings: int
    own: Own | None
    status: Status
    same_word: bool
    areas: tuple[str, ...]

    @property
    def found(self) -> bool:
        """Whether this study says it in the same area, at whatever number of sites."""
        return self.own is not None

    @property
    def implied(self) -> bool:
        """Whether the reference's word is the reader's, for a plural without a word."""
        return self.reference.basis == "implied"

    @property
    def said_as_such(self) -> int | None:
        """Sites that said it as the wish or counterexample that the reference has; None for an experience."""
        if self.own is None or self.reference.kind not in {"wish", "contrary"}:
            return None
        return self.own.wishes if self.reference.kind == "wish" else self.own.counterexamples


@dataclass(frozen=True, repr=False)
class Comparison:
    """What this study has of a reference, and what it has beyond it. Made by :func:`compare`.

    Parameters
    ----------
    groups : tuple of Match
        One per distinct partner, code and area of the reference, in its order.
    findings : tuple of Match
        One per finding of the reference, each held to its own range.
    new : tuple of (str, str, str, Own)
        Partner, code, area and count of cells that the reference lacks.
    """

    groups: tuple[Match, ...]
    findings: tuple[Match, ...]
    new: tuple[tuple[str, str, str, Own], ...]

    def to_frame(self) -> pd.DataFrame:
        """Return one row per group of the reference."""
        return _frame(self.groups)

    def findings_frame(self) -> pd.DataFrame:
        """Return one row per finding of the reference."""
        return _frame(self.findings)

    def new_cells(self) -> pd.DataFrame:
        """Return the cells that the reference lacks, each with its strongest area."""
        import pandas as pd

        rows = [
            (partner, code, area, own.sites, own.speakers, own.segments, own.quantifier)
            for partner, code, area, own in self.new
        ]
        return pd.DataFrame(rows, columns=list(FINDING_COLUMNS[:7]))

    def counts(self) -> dict[str, dict[str, dict[str, int]]]:
        """Return the counts: of groups and findings, overall and by how the reference has its word.

        Keys are ``groups`` and ``findings``, then ``all``, ``explicit`` and ``implied``, then ``n``, ``found``,
        ``in range``, ``same word``, ``another area`` and ``missing``.
        """
        return {
            name: {
                "all": _counts(matches),
                "explicit": _counts(match for match in matches if not match.implied),
                "implied": _counts(match for match in matches if match.implied),
            }
            for name, matches in (("groups", self.groups), ("findings", self.findings))
        }

    def summary(self, language: str) -> list[str]:
        """Return the comparison in a few lines, in Danish or English."""
        labels = Labels(_LABELS, language)
        lines = []
        for unit, by_basis in self.counts().items():
            for basis, n in by_basis.items():
                if n["n"] and not (basis != "all" and by_basis["all"]["n"] == n["n"]):
                    lines.append(labels("line", head=labels(f"{unit} {basis}"), **_shares(n)))
        return [*lines, labels("new", n=len(self.new))]

    def __repr__(self) -> str:
        n = _counts(self.groups)
        return (
            f"<Comparison: {n['n']} groups of {len(self.findings)} findings; {n['found']} found, {n['in range']} in range,"
            f" {n['same word']} the same word, {n['another area']} in another area, {n['missing']} missing;"
            f" {len(self.new)} new cells>"
        )

    def _repr_html_(self) -> str:
        units = [(f"{unit}, {basis}", n) for unit, by in self.counts().items() for basis, n in by.items()]
        header = ["", *_COUNTED]
        return html_table("", header, ([name, *n.values()] for name, n in units), more=repr(self).strip("<>"))


_COUNTED = ("n", "found", "in range", "same word", "another area", "missing")

_LABELS = {
    "groups all": {"da": "Grupper (partner, kode, område)", "en": "Groups (partner, code, area)"},
    "groups explicit": {
        "da": "– hvor referencen selv har ordet",
        "en": "– where the reference has the word itself",
    },
    "groups implied": {"da": "– hvor ordet er underforstået", "en": "– where the word is implied"},
    "findings all": {"da": "Enkelte fund", "en": "Single findings"},
    "findings explicit": {
        "da": "– hvor referencen selv har ordet",
        "en": "– where the reference has the word itself",
    },
    "findings implied": {"da": "– hvor ordet er underforstået", "en": "– where the word is implied"},
    "line": {
        "da": "{head}: {n}. Fundet {found} ({found_share} %), inden for spændet {in_range} ({in_range_share} %),"
        " samme ord {same_word} ({same_word_share} %), i et andet område {another_area}, mangler {missing}.",
        "en": "{head}: {n}. Found {found} ({found_share} %), in range {in_range} ({in_range_share} %),"
        " same word {same_word} ({same_word_share} %), in another area {another_area}, missing {missing}.",
    },
    "new": {"da": "Celler, som referencen ikke har: {n}.", "en": "Cells that the reference lacks: {n}."},
}


def compare(
    findings: Rows, reference: Rows, *, branches: Sequence[str] = ("fremmer", "barriere")
) -> Comparison:
    """Hold this study's findings against a reference.

    Parameters
    ----------
    findings : Findings, DataFrame or list of dict
        This study's, with the columns of a findings file.
    reference : Findings, DataFrame or list of dict
        With ``partner``, ``code``, ``area``, ``quantifier`` and either ``municipalities_min`` and
        ``municipalities_max`` or ``sites``; optionally ``finding_id``, ``kind`` (obs, wish, contrary) and
        ``quantifier_basis`` (explicit, implied). Findings of another study are a reference, too.
    branches : sequence of str
        The branches of which a cell with a partner that the reference lacks is a new one.

    Returns
    -------
    Comparison

    Raises
    ------
    MatrixError
        A column is missing (QC-MX08), or a row cannot be read (QC-MX09).

    Examples
    --------
    >>> own = [dict(partner="", code="fremmer.tillid", area="boern", sites=4, speakers=5, segments=9,
    ...     quantifier="flere", wishes=0, counterexamples=0)]
    >>> known = [dict(partner="", code="fremmer.tillid", area="boern", quantifier="flere", municipalities_min=3,
    ...     municipalities_max=5)]
    >>> compare(own, known)
    <Comparison: 1 groups of 1 findings; 1 found, 1 in range, 1 the same word, 0 in another area, 0 missing; 0 new cells>
    """
    own = read_own(findings)
    areas: dict[tuple[str, str], list[str]] = {}
    for partner, code, area in own:
        areas.setdefault((partner, code), []).append(area)
    known = read_reference(reference)
    groups: dict[tuple[str, str, str], list[Reference]] = {}
    for row in known:
        groups.setdefault(row.place, []).append(row)
    return Comparison(
        groups=tuple(_match(_strongest(group), own, areas, len(group)) for group in groups.values()),
        findings=tuple(_match(row, own, areas, 1) for row in known),
        new=tuple(_new(own, {(row.partner, row.code) for row in known}, branches)),
    )


def _strongest(group: Sequence[Reference]) -> Reference:
    """Return the finding with the largest minimum, then the largest maximum; the first of equals."""
    return max(group, key=lambda row: (row.low, row.high))


def _match(
    row: Reference,
    own: Mapping[tuple[str, str, str], Own],
    areas: Mapping[tuple[str, str], Sequence[str]],
    findings: int,
) -> Match:
    found = own.get(row.place)
    said_in = tuple(areas.get((row.partner, row.code), ()))
    status: Status
    if found is None:
        status = "another area" if said_in else "missing"
    else:
        status = "in range" if row.low <= found.sites <= row.high else "out of range"
    same_word = found is not None and fold(found.quantifier) == fold(row.quantifier)
    return Match(row, findings, found, status, same_word, said_in)


def _new(
    own: Mapping[tuple[str, str, str], Own], known: set[tuple[str, str]], branches: Sequence[str]
) -> Iterable[tuple[str, str, str, Own]]:
    best: dict[tuple[str, str], tuple[str, str, str, Own]] = {}
    for (partner, code, area), count in own.items():
        place = partner, code
        wanted = partner and place not in known and any(in_branch(code, branch) for branch in branches)
        if wanted and (place not in best or count.sites > best[place][3].sites):
            best[place] = (partner, code, area, count)
    return best.values()


def fold(word: str) -> str:
    """Return a printed word as it is compared: hyphens, blanks and capitals make no difference.

    Examples
    --------
    >>> fold("De fleste") == fold("de-fleste")
    True
    """
    return _DASHES.sub(" ", word).strip().casefold()


def _counts(matches: Iterable[Match]) -> dict[str, int]:
    some = list(matches)
    return {
        "n": len(some),
        "found": sum(match.found for match in some),
        "in range": sum(match.status == "in range" for match in some),
        "same word": sum(match.same_word for match in some),
        "another area": sum(match.status == "another area" for match in some),
        "missing": sum(match.status == "missing" for match in some),
    }


def _shares(n: Mapping[str, int]) -> dict[str, int]:
    named = {name.replace(" ", "_"): count for name, count in n.items()}
    return named | {f"{name}_share": 100 * count // n["n"] for name, count in named.items()}


def _frame(matches: Sequence[Match]) -> pd.DataFrame:
    import pandas as pd

    return pd.DataFrame([_columns(match) for match in matches], columns=list(COMPARISON_COLUMNS))


COMPARISON_COLUMNS = (
    "finding_id",
    "partner",
    "code",
    "area",
    "findings",
    "quantifier",
    "min",
    "max",
    "kind",
    "basis",
    "status",
    "found",
    "in_range",
    "same_word",
    "own_sites",
    "own_speakers",
    "own_segments",
    "own_quantifier",
    "own_said_as_such",
    "own_areas",
)


def _columns(match: Match) -> tuple[object, ...]:
    row, own = match.reference, match.own
    return (
        row.id,
        row.partner,
        row.code,
        row.area,
        match.findings,
        row.quantifier,
        row.low,
        row.high,
        row.kind,
        row.basis,
        match.status,
        match.found,
        match.status == "in range",
        match.same_word,
        own.sites if own else 0,
        own.speakers if own else 0,
        own.segments if own else 0,
        own.quantifier if own else "",
        "" if match.said_as_such is None else str(match.said_as_such),
        ";".join(match.areas),
    )
