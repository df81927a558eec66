"""Estimates with what they rest on: a table in which nothing can be taken for a count."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from qualcode.estimates.difference import Total
from qualcode.estimates.presence import Correction
from qualcode.estimates.words import lines_of, said

if TYPE_CHECKING:
    import pandas as pd

Kind = Literal["branch", "code", "pair"]
Of = Literal["interviews", "people"]

ESTIMATE_COLUMNS = (
    "kind",
    "partner",
    "code",
    "name",
    "words",
    "found_in_sample",
    "estimate_segments",
    "estimate_low",
    "estimate_high",
    "method",
    "model_segments",
    "model_low",
    "model_high",
    "found_sites",
    "estimate_sites",
    "estimate_sites_low",
    "estimate_sites_high",
)


@dataclass(frozen=True, slots=True)
class Estimate:
    """How often one code, or one code of one partner, is said: estimated.

    Parameters
    ----------
    kind : {"branch", "code", "pair"}
        A branch holds where any code below it does; a pair is a partner and a theme in one segment.
    partner, code : str
        Full ids. Of a pair without a partner, ``partner`` is empty.
    name : str
        As printed.
    total : Total
        Number of segments, with the interval that the sample warrants.
    found, known : int
        Segments in which people have found it: in the sample, and in all.
    model : (float, float, float)
        Number of segments and interval of 95 % as the model has it, corrected by the sample; for what is too rare for
        the sample alone.
    sites : (int, float, int, int)
        Sites in which people have found it; sites in which it is expected, with an interval of 95 %, by the model.
    """

    kind: Kind
    partner: str
    code: str
    name: str
    total: Total
    found: int
    known: int
    model: tuple[float, float, float]
    sites: tuple[int, float, int, int]


@dataclass(frozen=True, repr=False)
class Estimates:
    """Estimated prevalences; made by :meth:`Study.estimates`. They are no counts and go into no findings or report.

    Parameters
    ----------
    rows : tuple of Estimate
        Branches, codes, pairs; each in the codebook's order.
    segments, sampled, empty, sites : int
        Segments that are estimated for, how many of them people read, in how many of these they found nothing at all;
        and sites.
    model : str
        Name of the model whose expectations were corrected.
    coding_set, codebook_version, language : str
    corrections : mapping of str to Correction
        By site, how far the model had to be corrected for pairs.
    of : {"interviews", "people"}
        Whether intervals are for these interviews or for people like those who were interviewed.
    """

    rows: tuple[Estimate, ...]
    segments: int
    sampled: int
    empty: int
    sites: int
    model: str
    coding_set: str
    codebook_version: str
    language: str
    corrections: Mapping[str, Correction] = field(default_factory=dict, repr=False)
    of: Of = "interviews"

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Estimate]:
        return iter(self.rows)

    def get(self, code: str, partner: str = "", *, kind: Kind | None = None) -> Estimate:
        """Return the estimate of a code or branch, or of a pair (``kind="pair"`` for one without a partner)."""
        wanted = kind or ("pair" if partner else None)
        for row in self.rows:
            if (row.partner, row.code) == (partner, code) and (
                row.kind == wanted or (wanted is None and row.kind != "pair")
            ):
                return row
        raise KeyError((partner, code))

    def to_frame(self, *, least: float = 0.05) -> pd.DataFrame:
        """Return a row per estimate (``ESTIMATE_COLUMNS``).

        Parameters
        ----------
        least : float, default=0.05
            Leave out what nobody has found and is expected in less than so many sites; 0 for all.
        """
        import pandas as pd

        kept = [row for row in self.rows if row.known or row.sites[1] >= least]
        return pd.DataFrame([self._line(row) for row in kept], columns=list(ESTIMATE_COLUMNS))

    def _line(self, row: Estimate) -> tuple[object, ...]:
        total = row.total
        numbers = [round(value, 1) for value in (total.estimate, total.low, total.high)]
        return (
            row.kind,
            row.partner,
            row.code,
            row.name,
            said(row.total, self.segments, self.language),
            row.found,
            *numbers,
            total.method,
            *(round(value, 1) for value in row.model),
            row.sites[0],
            round(row.sites[1], 2),
            *row.sites[2:],
        )

    def lines(self) -> list[str]:
        """Say in sentences what the estimates rest on, and how to read them."""
        return lines_of(self)

    def __repr__(self) -> str:
        return (
            f"<Estimates (no counts): {len(self.rows)} branches, codes and pairs over {self.segments} segments, {self.sampled}"
            f" of them read by people; model {self.model}; set {self.coding_set!r}, codebook {self.codebook_version!r}>"
        )

    def _repr_html_(self) -> str:
        frame = self.to_frame()
        return str(frame[["name", "words", "estimate_sites"]].to_html(index=False, escape=True))
