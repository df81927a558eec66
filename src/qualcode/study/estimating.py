"""Estimates of a study of which people have coded a random sample, and a model has proposed codes for the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from qualcode.assist.codetexts import codable_codes
from qualcode.assist.modelfile import load_model
from qualcode.assist.training import mark
from qualcode.assist.values import Floats, SegmentText
from qualcode.errors import Problem, StepNeeded, UsageError
from qualcode.estimates import Correction, Sample, number_of_sites, presence_by_site, totals
from qualcode.estimates.result import Estimate, Estimates, Of
from qualcode.estimates.targets import Targets, targets_of
from qualcode.estimates.words import across
from qualcode.interchange import read_table
from qualcode.matrices.counting import printed_names
from qualcode.model import Codebook, Coding, CodingSet, Segment
from qualcode.study.counting import Counting

if TYPE_CHECKING:
    import pandas as pd

    from qualcode.assist.suggester import TextSuggester
    from qualcode.study.facade import Study

SAMPLE_COLUMNS = ("document", "segment", "probability", "stratum")
"""Of the table that :meth:`Study.sample` gives; a column ``read`` may say of a row that nobody has read it yet."""

_UNREAD = {"no", "nej", "false", "0"}


def estimates_of(
    study: Study,
    sample: pd.DataFrame | str | Path,
    *,
    model: TextSuggester | str | Path | None = None,
    of: Of = "interviews",
    codings: CodingSet | None = None,
) -> Estimates:
    """Estimate how often each code is said; see :meth:`Study.estimates`."""
    counting = Counting.of(study)
    if codings is not None:
        counting = replace(counting, codings=codings)
    texts, lines = study.assist.segment_texts(), _lines(sample)
    inside = _interviews(lines, [item.segment for item in texts])
    there = [item for item in texts if item.segment.document in inside]
    spoken = [at for at, item in enumerate(there) if item.segment.is_informant and item.segment.span]
    segments = [there[at].segment for at in spoken]
    drawn = _sample(lines, segments)
    others = [one for one in counting.codings if one.document not in inside]
    suggester = _model(study, texts, others, model)
    codes = codable_codes(study.codebook)
    truth = mark(segments, counting.codings, codes)
    if not truth[drawn.rows].any():
        raise StepNeeded(
            "no segment of the sample is coded",
            code="QC-ES03",
            where="sample",
            do="Code the segments of the sample by hand, all of them, then estimate.",
        )
    findings = counting.findings()
    targets = targets_of(
        study.codebook,
        codes,
        truth,
        _expected(suggester, there, study.codebook, codes)[spoken],
        partner_branch=study.config.partner_branch,
        pairs={place: findings.segments(*place) for place in findings.sources},
        segments=segments,
    )
    rows, corrections = _estimates(study, targets, drawn, segments, of)
    return Estimates(
        rows,
        segments=len(segments),
        sampled=len(drawn),
        empty=int((~truth[drawn.rows].any(axis=1)).sum()),
        sites=len({segment.site for segment in segments}),
        model=suggester.version_,
        coding_set=counting.codings.name,
        codebook_version=study.codebook.version,
        language=study.config.language,
        corrections=corrections,
        of=of,
    )


def _model(
    study: Study,
    texts: Sequence[SegmentText],
    others: Sequence[Coding],
    model: TextSuggester | str | Path | None,
) -> TextSuggester:
    """Return a model that has learned nothing from the interviews that the sample is drawn from.

    Else its errors on the sample would be smaller than on the rest, and the correction too small. It is the one that is
    named, or came along when the study was replicated; else one that learns from the interviews outside the sample.
    """
    assist = study.assist
    if isinstance(model, (str, Path)):
        return load_model(Path(model), codebook=study.codebook, encoder=assist.encoder)[0]
    if model is not None:
        return model
    return assist.carried or assist.new_model().fit(texts, others, study.codebook)


def _expected(
    model: TextSuggester, texts: Sequence[SegmentText], codebook: Codebook, codes: Sequence[str]
) -> Floats:
    """Return the model's probabilities for today's codes; nothing is expected of a code that it does not know."""
    column = {code: at for at, code in enumerate(codes)}
    found = model.predict_proba(texts)
    neither = np.ones((len(texts), len(codes)))
    for at, code in enumerate(model.codes_):
        if (today := codebook.today(code)) in column:
            neither[:, column[today]] *= 1 - found[:, at]
    return 1 - neither


def _estimates(
    study: Study, targets: Targets, sample: Sample, segments: Sequence[Segment], of: Of
) -> tuple[tuple[Estimate, ...], dict[str, Correction]]:
    truth, expected = targets.truth, targets.expected
    people = None
    if of == "people":
        names = [segment.speaker_id or segment.document for segment in segments]
        people = np.unique(names, return_inverse=True)[1].astype(np.int64)
    known, found = truth.sum(axis=0), truth[sample.rows].sum(axis=0)
    estimated = totals(truth[sample.rows], expected, sample, known=known, people=people)
    sites = presence_by_site(
        truth,
        expected,
        sample.inside,
        sites=[segment.site for segment in segments],
        kinds=[kind for kind, _, _ in targets.places],
    )
    names_of = {"": across(study.config.language)} | printed_names(study.codebook, list(study.codebook))
    rows = tuple(
        Estimate(
            kind,
            partner,
            code,
            f"{names_of[partner]}: {names_of[code]}" if kind == "pair" else names_of[code],
            estimated[at],
            int(found[at]),
            int(known[at]),
            (float(sites.expected[at]), float(sites.low[at]), float(sites.high[at])),
            (int(sites.found[at]), *number_of_sites(sites.said[:, at].tolist())),
        )
        for at, (kind, partner, code) in enumerate(targets.places)
    )
    pairs = {site: one for (site, kind), one in sites.corrections.items() if kind == "pair"}
    return rows, pairs


def _interviews(lines: Sequence[Mapping[str, str]], segments: Sequence[Segment]) -> set[str]:
    """Return the interviews that a sample stands for: those it has segments of, or all, as its probabilities say."""
    named = {line.get("document", "") for line in lines}
    every = Counter(one.document for one in segments if one.is_informant and one.span)
    stands_for = sum(1 / chance for line in lines if (chance := _chance(line)))
    missed = {size: abs(stands_for - size) for size in (sum(every[one] for one in named), every.total())}
    return named if min(missed, key=missed.__getitem__) != every.total() else set(every)


def _sample(lines: Sequence[Mapping[str, str]], segments: Sequence[Segment]) -> Sample:
    """Find the sampled segments, and see that the sample stands for all segments of its interviews."""
    at = {(segment.document, segment.number): row for row, segment in enumerate(segments)}
    rows, problems = [], []
    for number, line in enumerate(lines, start=2):
        place = at.get((line.get("document", ""), _whole(line.get("segment", ""))))
        chance = _chance(line)
        if place is None or not chance:
            problems.append(
                Problem(f"row {number}", "no informant's segment of these interviews, or no probability")
            )
        else:
            rows.append((place, chance))
        if line.get("read", "").strip().lower() in _UNREAD:
            problems.append(Problem(f"row {number}", "not read yet, as the column read says"))
    stands_for = sum(1 / probability for _, probability in rows)
    if not problems and abs(stands_for - len(segments)) > 0.5 + 0.01 * len(segments):
        problems.append(
            Problem(
                "probability", f"it stands for {stands_for:.0f} segments, its interviews have {len(segments)}"
            )
        )
    if problems:
        raise UsageError(
            "the sample does not fit this study",
            code="QC-ES02",
            where="sample",
            allowed="The rows of: qualcode sample, each segment read by a person",
            do="Draw a sample of this study's segments as they are now, and code all of it.",
            problems=problems,
        )
    return Sample(
        np.array([row for row, _ in rows], np.int64),
        np.array([probability for _, probability in rows]),
        tuple(line.get("stratum", "") for line in lines),
        len(segments),
    )


def _chance(line: Mapping[str, str]) -> float:
    """Read a probability, with a point or a comma as spreadsheets write it; 0 where it is none."""
    try:
        chance = float(line.get("probability", "").replace(",", "."))
    except ValueError:
        return 0.0
    return chance if 0 < chance <= 1 else 0.0


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() else 0


def _lines(given: pd.DataFrame | str | Path) -> list[Mapping[str, str]]:
    if isinstance(given, (str, Path)):
        return [dict(row) for row in read_table(Path(given), required=SAMPLE_COLUMNS[:3])]
    return [{str(name): str(value) for name, value in row.items()} for row in given.to_dict("records")]
