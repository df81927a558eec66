"""Agreement for a whole codebook."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qualcode.model import Codebook, CodingSet, Segment, in_branch
from qualcode.reliability.alpha import Unit, alpha_nominal, percent_agreement
from qualcode.reliability.data import Decisions, decisions
from qualcode.reliability.result import Agreement, AgreementResult, Disagreement


def agreement(
    sets: Sequence[CodingSet], segments: Sequence[Segment], codebook: Codebook, *, unit: str = "turns"
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

    Returns
    -------
    Agreement
        Level of measurement is nominal. A code is present in a segment or absent, one unit per segment. A branch (and
        all codes together) pools the decisions on its codes: one unit per segment and code, so that a code used often
        weighs as much as its decisions.

    Raises
    ------
    ReliabilityError
        Fewer than two coders (QC-RL01), nothing coded by two (QC-RL02), other versions (QC-RL03).
    """
    made = decisions(sets, segments)
    used = {code for given in made.codes.values() for codes in given if codes for code in codes}
    units = {code.id: made.of_code(code.id) for code in codebook if code.id in used}
    results = [_result("", "all", _pooled(units.values()))]
    for branch in codebook.children():
        results.append(
            _result(
                branch.id, "branch", _pooled(u for code, u in units.items() if in_branch(code, branch.id))
            )
        )
    results += [_result(code, "code", of) for code, of in units.items()]
    return Agreement(
        results=tuple(results),
        disagreements=tuple(_disagreements(made, units)),
        coders=made.coders,
        unit=unit,
        codebook_version=codebook.version,
        n_segments=len(made.segments),
    )


def _pooled(units: Iterable[list[tuple[bool | None, ...]]]) -> list[tuple[bool | None, ...]]:
    return [unit for of_code in units for unit in of_code]


def _result(code: str, kind: str, units: Sequence[Unit]) -> AgreementResult:
    value, reason = alpha_nominal(units)
    percent, _ = percent_agreement(units)
    if not units:
        reason = "no code of the branch was used"
    return AgreementResult(
        code=code,
        kind=kind,  # type: ignore[arg-type]  # one of the three words, given above
        alpha=value,
        percent=percent,
        reason=reason,
        n_units=sum(sum(value is not None for value in unit) >= 2 for unit in units),
        n_used=sum(any(unit) for unit in units),
    )


def _disagreements(made: Decisions, units: dict[str, list[tuple[bool | None, ...]]]) -> list[Disagreement]:
    found: dict[str, list[Disagreement]] = {}
    for code, of_code in units.items():
        for segment, unit in zip(made.segments, of_code, strict=True):
            yes = tuple(c for c, has in zip(made.coders, unit, strict=True) if has)
            no = tuple(c for c, has in zip(made.coders, unit, strict=True) if has is False)
            if yes and no:
                found.setdefault(code, []).append(
                    Disagreement(segment.document, segment.number, code, yes, no)
                )
    return [one for code in sorted(found, key=lambda code: (-len(found[code]), code)) for one in found[code]]
