"""What came along from the study that this one repeats, and which model suggests meanwhile.

The model that came along suggests until the study's own is better on what people have coded here. On the reference
study it stayed better throughout: with each municipality in turn as the new one, and 25, 50 and 100 of its segments coded
by hand, recall@3 on the rest was .79 with the model of the other five; a model of the coded segments alone reached .50, .50
and .53, and the mean of both .72, .71 and .70. The texts that the old model learned from are not here, so the two
cannot be learned together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from qualcode.assist.modelfile import load_model
from qualcode.assist.training import mark
from qualcode.assist.values import Bools, Floats
from qualcode.errors import UnreadableFileError
from qualcode.interchange import read_codebook
from qualcode.safe_io import FILE_LIMIT, load_json, read_limited
from qualcode.study.replication import parts as named
from qualcode.study.replication.archive import MANIFEST

if TYPE_CHECKING:
    from qualcode.assist.encoders import Encoder
    from qualcode.assist.suggester import TextSuggester
    from qualcode.assist.values import SegmentText
    from qualcode.model import Codebook
    from qualcode.study.layout import Layout

ORIGIN, LINEAGE = "data/origin", "data/lineage.json"

LEAST_CODED = 50
"""Coded segments from which on the own model is held against the one that came along: with fewer, luck decides."""

_TOP = 3

Why = Literal["nothing came along", "too little coded", "came along is better", "own is better"]


@dataclass(frozen=True)
class Origin:
    """What came along: the folder, and what stands in it."""

    folder: Path

    @classmethod
    def of(cls, layout: Layout) -> Origin | None:
        """Return it; None where the study repeats no other."""
        folder = layout.root / ORIGIN
        return cls(folder) if (folder / MANIFEST).is_file() else None

    @property
    def has_model(self) -> bool:
        """Whether a model came along; a frozen study for print has none."""
        return (self.folder / named.MODEL).is_file()

    @property
    def codebook(self) -> Codebook:
        """The code tree as it was there."""
        return read_codebook(self.folder / named.CODEBOOK)

    def model(self, encoder: Encoder | None = None) -> TextSuggester:
        """Return the model, with the codes that it was made for."""
        made, _ = load_model(self.folder / named.MODEL, codebook=self.codebook, encoder=encoder)
        return made

    def read(self, name: str) -> Mapping[str, Any]:
        """Return what a JSON file among the parts holds."""
        path = self.folder / name
        found = load_json(read_limited(path, FILE_LIMIT).decode("utf-8", "replace"), where=path.name)
        if not isinstance(found, dict):
            raise damaged(name)
        return found


def damaged(name: str) -> UnreadableFileError:
    """Return the error about a part that came along and does not hold what it should."""
    return UnreadableFileError(
        "this part of what came along is damaged",
        code="QC-FZ12",
        where=f"{ORIGIN}/{name}",
        do="Take it out of the frozen study again.",
    )


@dataclass(frozen=True)
class Chosen:
    """Which of two models suggests, and why.

    Parameters
    ----------
    model : TextSuggester
    why : str
    coded : int
        Segments with codes that both were held against.
    carried, own : float or None
        The share of their codes among the first three suggestions.
    """

    model: TextSuggester = field(repr=False)
    why: Why
    coded: int = 0
    carried: float | None = None
    own: float | None = None

    @property
    def is_carried(self) -> bool:
        """Whether it is the one that came along."""
        return self.why in ("too little coded", "came along is better")


def choose(
    own: TextSuggester,
    carried: TextSuggester | None,
    segments: Sequence[SegmentText],
    codings: Any,  # noqa: ANN401  # an iterable of Coding
) -> Chosen:
    """Choose between the model that came along and the one of the codings here, on what people coded here.

    The own model says of each segment what it would without the site, interview or stretch that the segment stands in.
    """
    if carried is None:
        return Chosen(own, "nothing came along")
    codes = [code for code in own.codes_ if code in set(carried.codes_)]
    truth = mark([item.segment for item in segments], codings, codes)
    coded = truth.any(axis=1)
    n = int(coded.sum())
    if n < LEAST_CODED or own.threshold_ is None:
        return Chosen(carried, "too little coded", n)
    scores = [
        recall_at(_columns(model, codes, segments)[coded], truth[coded], _TOP) for model in (carried, own)
    ]
    why: Why = "own is better" if scores[1] > scores[0] else "came along is better"
    return Chosen(own if why == "own is better" else carried, why, n, *scores)


def _columns(model: TextSuggester, codes: Sequence[str], segments: Sequence[SegmentText]) -> Floats:
    return model.predict_proba(segments)[:, [model.codes_.index(code) for code in codes]]


def recall_at(probability: Floats, truth: Bools, top: int) -> float:
    """Return the share of codes that stand among the most probable ones of their segment."""
    first = np.argsort(-probability, axis=1, kind="stable")[:, :top]
    return float(np.take_along_axis(truth, first, axis=1).sum() / max(int(truth.sum()), 1))
