"""How many uses of codes may stand in the segments that nobody has looked at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from qualcode.assist.values import Floats, Key, Trial, key_of
from qualcode.model import Segment

LEVEL = 0.95
_Z = 1.959964

PRIOR_USES = 5.0
"""How many uses the calibration of all codes weighs against a code's own."""

N_DRAWS = 2000


@dataclass(frozen=True, slots=True)
class Estimate:
    """A number with its 95 % interval."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class CodeHint:
    """What may be missing of one code.

    Parameters
    ----------
    code : str
    uses, sites : int
        Segments and sites in which people have used it.
    missed : Estimate
        Uses among the segments that nobody has looked at.
    another_site : float or None
        Chance that it stands at a site where it is not seen yet; None where the segments name no sites.
    """

    code: str
    uses: int
    sites: int
    missed: Estimate
    another_site: float | None


@dataclass(frozen=True, slots=True)
class Known:
    """What people decided: codings, codes by document and by site."""

    found: int
    uses: Mapping[str, int]
    by_document: Mapping[str, set[str]]
    by_site: Mapping[str, set[str]]

    @classmethod
    def of(cls, decided: Sequence[Segment], codes_by_segment: Mapping[Key, Collection[str]]) -> Known:
        """Collect what people decided about these segments."""
        uses: Counter[str] = Counter()
        by_document: dict[str, set[str]] = {}
        by_site: dict[str, set[str]] = {}
        for segment in decided:
            codes = set(codes_by_segment[key_of(segment)])
            uses.update(codes)
            by_document.setdefault(segment.document, set()).update(codes)
            by_site.setdefault(segment.site, set()).update(codes)
        return cls(uses.total(), uses, by_document, by_site)

    def sites(self, code: str) -> set[str]:
        """Return the sites at which a code is seen."""
        return {site for site, codes in self.by_site.items() if code in codes}


@dataclass(frozen=True, slots=True)
class Draws:
    """By draw, code and (last column) "any code": how many uses stand behind each that the model promises; and chance.

    Both have a row for each draw and one column more than there are codes.
    """

    factor: Floats
    chance: Floats


def estimate_draws(codes: Sequence[str], trial: Trial | None, documents_left: int, seed: int) -> Draws:
    """Draw how far the model may be off, and chance; without a trial the model is taken at its word."""
    rng = np.random.default_rng(seed)
    chance = rng.standard_normal((N_DRAWS, len(codes) + 1))
    if trial is None:
        return Draws(np.ones_like(chance), chance)
    true, promised = _by_document(trial)
    size = len(true)
    at_its_word = np.ones((1, true.shape[1]))
    all_ = _factor(np.ones((1, size)), true, promised, at_its_word)
    model = _factor(_resampled(size, size, rng), true, promised, at_its_word)
    left = _factor(_resampled(size, documents_left, rng), true, promised, all_)
    # One draw for what the model's mean is worth, one for how much the interviews left differ from that mean.
    factors = all_ * np.exp(_small_sample(size) * np.log(model * left / all_**2))
    columns = {code: index for index, code in enumerate(trial.codes)}
    overall = len(trial.codes)
    chosen = [columns.get(code, overall) for code in codes]
    return Draws(factors[:, [*chosen, overall + 1]], chance)


def _small_sample(size: int) -> float:
    """Return how much wider than their bootstrap a few documents' spread is: as Student's t is than the normal curve."""
    freedom = size - 1
    student = _Z + (_Z**3 + _Z) / (4 * freedom) + (5 * _Z**5 + 16 * _Z**3 + 3 * _Z) / (96 * freedom**2)
    return float(student / _Z * np.sqrt(size / freedom))


def _by_document(trial: Trial) -> tuple[Floats, Floats]:
    """Return by document the uses and the promised uses of each code, of all codes, and of segments with any."""
    names, document = np.unique([segment.document for segment in trial.segments], return_inverse=True)

    def summed(table: Floats, some: Floats) -> Floats:
        parts = np.column_stack([table, table.sum(axis=1), some])
        sums = np.zeros((len(names), parts.shape[1]))
        np.add.at(sums, document, parts)
        return sums

    truth = trial.truth.astype(np.float64)
    return summed(truth, truth.max(axis=1, initial=0)), summed(trial.probability, _any(trial.probability))


def _any(probability: Floats) -> Floats:
    """Return the probability that a segment carries any code, were the codes independent."""
    return np.asarray(1 - np.prod(1 - probability, axis=1), dtype=np.float64)


def _resampled(size: int, of: int, rng: np.random.Generator) -> Floats:
    """Return how often each document is drawn: one row for each draw."""
    return rng.multinomial(of, np.full(size, 1 / size), size=N_DRAWS).astype(np.float64)


def _factor(weights: Floats, true: Floats, promised: Floats, towards: Floats) -> Floats:
    """Return uses by promised use, drawn towards other factors where few are promised.

    A code's own factor is drawn to where it would be if it had moved as all codes have.
    """
    uses, hoped = weights @ true, weights @ promised
    overall = (uses[:, -2:] + PRIOR_USES * towards[:, -2:]) / (hoped[:, -2:] + PRIOR_USES)
    moved = towards[:, :-2] * overall[:, :1] / towards[:, -2:-1]
    own = (uses[:, :-2] + PRIOR_USES * moved) / (hoped[:, :-2] + PRIOR_USES)
    return np.hstack([own, overall])


def estimate_missed(
    open_: Sequence[Segment], rows: Floats, codes: Sequence[str], known: Known, draws: Draws
) -> tuple[Estimate, Estimate, tuple[CodeHint, ...]]:
    """Return the uses missed, the segments that carry them, and what is missed of each code."""
    table = np.column_stack([rows, _any(rows)])
    mean, variance = table.sum(axis=0), (table * (1 - table)).sum(axis=0)
    drawn = mean * draws.factor + np.sqrt(variance * draws.factor) * draws.chance
    # Summed before codes are kept from falling below none: cut off one by one, rare codes would lift the sum.
    total = np.maximum(drawn[:, :-1].sum(axis=1), 0)
    drawn = np.clip(drawn, 0, len(open_))
    centre = np.minimum(mean * np.median(draws.factor, axis=0), len(open_))
    elsewhere = _another_site(open_, rows, codes, known, draws.factor)
    hints = [
        CodeHint(
            code, known.uses.get(code, 0), len(known.sites(code) - {""}),
            _estimate(float(centre[k]), drawn[:, k]), elsewhere[k],
        )
        for k, code in enumerate(codes)
    ]  # fmt: skip
    hints.sort(key=lambda hint: (-hint.missed.value, hint.code))
    of_all = _estimate(float(centre[:-1].sum()), total)
    return of_all, _estimate(float(centre[-1]), drawn[:, -1]), tuple(hints)


def _estimate(value: float, drawn: Floats) -> Estimate:
    low, high = np.quantile(drawn, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Estimate(value, min(float(low), value), max(float(high), value))


def _another_site(
    open_: Sequence[Segment], rows: Floats, codes: Sequence[str], known: Known, factor: Floats
) -> list[float | None]:
    """Return by code the chance that it stands in any open segment of a site where it is not seen yet."""
    names, site = np.unique([segment.site for segment in open_], return_inverse=True)
    if not any(names):
        return [None] * len(codes)
    silent = np.zeros((len(names), len(codes)))
    np.add.at(silent, site, np.log1p(-np.clip(rows, 0, 1 - 1e-9)))
    for k, code in enumerate(codes):
        silent[np.isin(names, list(known.sites(code))), k] = 0
    silent[names == ""] = 0
    return [float(v) for v in (1 - np.exp(silent.sum(axis=0) * factor[:, :-1])).mean(axis=0)]
