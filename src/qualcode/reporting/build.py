"""From findings to a report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qualcode.errors import Problem, ReportError
from qualcode.model import Codebook, StudyConfig
from qualcode.reporting.chapters import (
    cross_chapter,
    main_points,
    main_results,
    overview_chapter,
    partner_chapters,
)
from qualcode.reporting.content import FigureBlock, Report, plain
from qualcode.reporting.method import Method, method_appendix, reading_guide
from qualcode.reporting.sentences import SiteNoun
from qualcode.reporting.statements import FindingRow, Speech, gathered


def build_report(
    findings: Iterable[FindingRow],
    codebook: Codebook,
    config: StudyConfig,
    *,
    sites: int,
    method: Method | None = None,
    figures: Sequence[FigureBlock] = (),
    noun: SiteNoun | None = None,
) -> Report:
    """Return the report of a study's findings: words, and no number of sites or persons.

    Parameters
    ----------
    findings : iterable of FindingRow
        The rows of the findings.
    codebook : Codebook
    config : StudyConfig
    sites : int
        How many sites the study has; needed for the words of wishes and counter-examples, and never printed.
    method : Method, optional
        What the appendix says of coders and units.
    figures : sequence of FigureBlock
        Printed with the overviews.
    noun : SiteNoun, optional
        What a site is called; the usual is *kommune* and *municipality*.

    Raises
    ------
    ReportError
        There are no findings, a code is not in the codebook, or a word of quantity holds a number.
    """
    rows = list(findings)
    _check(rows, codebook, config)
    speech = Speech.of(codebook, config, sites, noun)
    found = gathered(rows, codebook, config)
    points = main_points(found)
    chapters = [
        reading_guide(found, speech),
        *([main_results(points, speech)] if points else []),
        *partner_chapters(found, points, speech),
        *cross_chapter(found, points, speech),
        *overview_chapter(found, figures, speech),
        method_appendix(method or Method(), speech),
    ]
    settings = config.report
    return Report(
        title=plain(settings.title or config.title) or speech.say("default_title"),
        subtitle=plain(settings.subtitle),
        notice=plain(settings.notice),
        language=config.language,
        meta=tuple(filter(None, (plain(settings.publisher), plain(settings.year)))),
        sections=tuple(chapters),
    )


def _check(rows: Sequence[FindingRow], codebook: Codebook, config: StudyConfig) -> None:
    if not rows:
        raise ReportError(
            "there are no findings to report",
            code="QC-RP01",
            allowed="A report needs at least one finding",
            do="Code the transcripts, and look at `qualcode findings`",
        )
    _check_codes(rows, codebook)
    printed = {row.quantifier for row in rows} | set(config.quantifiers.values())
    if any(char.isdigit() for word in printed for char in word):
        raise ReportError(
            "a word of quantity holds a number",
            code="QC-RP03",
            where="study.yaml: quantifiers",
            allowed="A printed report carries words only",
            do="Write the quantifiers as words",
        )


def _check_codes(rows: Sequence[FindingRow], codebook: Codebook) -> None:
    used = {code for row in rows for code in (row.partner, row.code) if code}
    unknown = sorted(used - set(codebook.by_id))
    if unknown:
        raise ReportError(
            f"the findings name codes that the codebook does not have: {len(unknown)}",
            code="QC-RP02",
            allowed=f"Codebook version {codebook.version} is in use",
            do="Compute the findings again with this codebook, or name the version they were made with",
            problems=[Problem("", f"code {code!r} is not in the codebook") for code in unknown],
        )
