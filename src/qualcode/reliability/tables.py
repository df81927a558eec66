"""Agreement for a whole codebook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from qualcode.model import Codebook, CodingSet, Segment, in_branch
from qualcode.reliability.bootstrap import LEVEL, N_RESAMPLES, SEED, Resamples
from qualcode.reliability.coefficients import FORMULAS, CoefficientName, Floats
from qualcode.reliability.counts import Counts
from qualcode.reliability.data import Decisions, Finished, decisions
from qualcode.reliability.disagreements import disagreements
from qualcode.reliability.result import (
    Agreement,
    AgreementResult,
    Coefficient,
    InterviewAgreement,
    Kind,
    PairAgreement,
)
from qualcode.reliability.spans import Drawn, of_everything, of_marked
from qualcode.reliability.unitizing import marked_twice

NOT_USED = {"all": "no code was used", "branch": "no code of the branch was used"}


def agreement(
    sets: Sequence[CodingSet],
    segments: Sequence[Segment],
    codebook: Codebook,
    *,
    unit: str = "turns",
    finished: Finished | None = None,
    n_resamples: int = N_RESAMPLES,
    level: float = LEVEL,
    seed: int = SEED,
) -> Agreement:
    """Compare coders who coded the same interviews apart from each other.

    Parameters
    ----------
    sets : sequence of CodingSet
        One per coder, named by the coder.
    segments : sequence of Segment
        Of one segmentation; interviewers' segments are left out.
    codebook : Codebook
    unit : str
        Name of the segmentation, to stand with the result.
    finished : mapping of str to collection of str, optional
        By coder, documents that they read to the end: there they count as coders also without a coding.
    n_resamples : int
        How often the interviews are drawn again for the intervals; 0 for none.
    level : float
    seed : int
        The same seed gives the same intervals.

    Returns
    -------
    Agreement
        Level of measurement is nominal. A code is present in a segment or absent, one unit per segment. A branch (and
        all codes together) pools the decisions on its codes: one unit per segment and code, so that a code used often
        weighs as much as its decisions. Coefficients of spans compare what coders drew, in code points, interviewers'
        words cut out.

    Raises
    ------
    ReliabilityError
        Fewer than two coders (QC-RL01), nothing coded by two (QC-RL02), other versions (QC-RL03), two sets of one coder
        (QC-RL04), a finished document or coder that is not there (QC-RL05).
    UsageError
        No interval can be made with these numbers (QC-RL06).
    """
    resamples = Resamples(seed=seed, n_resamples=n_resamples, level=level)
    made = decisions(sets, segments, finished=finished)
    used = {code for given in made.codes.values() for codes in given if codes for code in codes}
    counts = Counts(made, [code.id for code in codebook if code.id in used])
    compared = _Compared(counts, Drawn(sets, made, counts.documents), resamples)
    return Agreement(
        results=tuple(compared.results(codebook)),
        disagreements=tuple(
            disagreements(counts, made.segments, {code.id: code.branch for code in codebook})
        ),
        pairs=tuple(_pair(counts, a, b) for a, b in counts.pairs),
        interviews=tuple(_interviews(counts, made)),
        coders=made.coders,
        unit=unit,
        codebook_version=codebook.version,
        n_segments=len(made.segments),
        seed=seed,
        n_resamples=n_resamples,
        level=level,
    )


@dataclass(frozen=True)
class _Compared:
    counts: Counts
    drawn: Drawn
    resamples: Resamples

    def results(self, codebook: Codebook) -> list[AgreementResult]:
        """Return the results of all codes, of each branch, and of each code that was used."""
        codes = self.counts.codes
        branches = {code.id: code.branch for code in codebook}
        unitizing = [self._unitizing(code) for code in codes]
        every = list(range(len(codes)))
        made = [self._result("", "all", every, unitizing, {code: branches[code] for code in codes})]
        for branch in codebook.children():
            inside = [at for at in every if in_branch(codes[at], branch.id)]
            made.append(
                self._result(branch.id, "branch", inside, unitizing, {codes[at]: codes[at] for at in inside})
            )
        return made + [self._result(codes[at], "code", [at], unitizing, {}) for at in every]

    def _unitizing(self, code: str) -> Floats:
        return of_everything(self.drawn.measured({code: True}), [True])

    def _result(
        self,
        code: str,
        kind: Kind,
        codes: Sequence[int],
        unitizing: Sequence[Floats],
        domains: Mapping[str, str],
    ) -> AgreementResult:
        """Return one result; ``domains`` gives codes the values that are told apart on the same words."""
        if codes:
            drawn = np.sum([unitizing[at] for at in codes], axis=0)
            made = self._of_segments(codes)
            made.append(self._coefficient("unitizing", drawn, self.drawn.length * len(codes)))
            made += self._of_domains(domains) if domains else []
        else:
            made = [Coefficient(name, None, NOT_USED[kind], None, NOT_USED[kind], 0) for name in FORMULAS]
        return AgreementResult(
            code=code,
            kind=kind,
            coefficients={one.name: one for one in made},
            n_units=int(self.counts.n_segments.sum()) * len(codes),
            n_used=int(self.counts.n_used(codes).sum()),
            n_coders=self.counts.n_coders,
            n_interviews=len(self.counts.documents),
        )

    def _of_segments(self, codes: Sequence[int]) -> list[Coefficient]:
        counts = self.counts
        units = int(counts.n_segments.sum()) * len(codes)
        by_all = int(counts.n_segments[counts.by_all].sum()) * len(codes)
        return [
            self._coefficient("alpha", counts.alpha(codes), units),
            self._coefficient("kappa", counts.kappa(codes), units),
            self._coefficient("fleiss", counts.fleiss(codes), by_all),
            self._coefficient("percent", counts.percent(codes), units),
        ]

    def _of_domains(self, domains: Mapping[str, str]) -> list[Coefficient]:
        relevant = of_everything(self.drawn.measured(dict.fromkeys(domains, True)), [True])
        told_apart = self.drawn.measured(domains)
        marked = of_marked(told_apart, list(dict.fromkeys(domains.values())))
        twice = sum(each.twice for each in told_apart)
        return [
            self._coefficient("binary", relevant, self.drawn.length),
            Coefficient("domain", None, marked_twice(twice), None, marked_twice(twice), 0)
            if twice
            else self._coefficient("domain", marked, round(float(marked[:, 0].sum()))),
        ]

    def _coefficient(self, name: CoefficientName, counts: Floats, n_units: int) -> Coefficient:
        formula = FORMULAS[name]
        total = counts.sum(axis=0)
        value = float(formula.value(total))
        if np.isnan(value):
            reason = formula.why(total)
            return Coefficient(name, None, reason, None, reason, n_units)
        interval, why_none = self.resamples.interval(counts, formula)
        return Coefficient(name, value, "", interval, why_none, n_units)


def _pair(counts: Counts, a: int, b: int) -> PairAgreement:
    """Return the agreement of two coders on all codes."""
    table = counts.pair(a, b, range(len(counts.codes))).sum(axis=0)
    units, first, second, both = table
    apart, present = 2 * (first + second - 2 * both), first + second
    of_alpha = np.array([2 * units, apart, 2 * units - present, present])
    shared = counts.present[:, a] & counts.present[:, b]
    alpha = _value("alpha", of_alpha)
    return PairAgreement(
        coders=(counts.coders[a], counts.coders[b]),
        alpha=alpha,
        kappa=_value("kappa", table),
        percent=_value("percent", of_alpha[:2]),
        reason="" if alpha is not None else FORMULAS["alpha"].why(of_alpha),
        n_interviews=int(shared.sum()),
        n_units=int(units),
        n_used=int(present - both),
    )


def _interviews(counts: Counts, made: Decisions) -> list[InterviewAgreement]:
    """Return the agreement on all codes in each interview, the lowest alpha first."""
    every = range(len(counts.codes))
    of_alpha, of_percent, used = counts.alpha(every), counts.percent(every), counts.n_used(every)
    found = {}
    for at, document in enumerate(counts.documents):
        alpha = _value("alpha", of_alpha[at])
        found[document] = InterviewAgreement(
            document=document,
            coders=tuple(
                coder for coder, is_in in zip(counts.coders, counts.present[at], strict=True) if is_in
            ),
            alpha=alpha,
            percent=_value("percent", of_percent[at]),
            reason="" if alpha is not None else FORMULAS["alpha"].why(of_alpha[at]),
            n_units=int(counts.n_segments[at]) * len(every),
            n_used=int(used[at]),
        )
    order = [found[document] for document in made.documents]
    return sorted(order, key=lambda one: (one.alpha is None, one.alpha or 0.0))


def _value(name: CoefficientName, counts: Floats) -> float | None:
    value = float(FORMULAS[name].value(counts))
    return None if np.isnan(value) else value
