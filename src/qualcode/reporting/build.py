"""From findings to a report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qualcode.errors import Problem, ReportError
from qualcode.model import ChapterSpec, Codebook, StudyConfig
from qualcode.reporting.chapters import (
    main_points,
    main_results,
    overview_chapter,
    planned_chapters,
)
from qualcode.reporting.content import FigureBlock, Report, plain
from qualcode.reporting.method import Method, method_appendix, reading_guide
from qualcode.reporting.sentences import SiteNoun
from qualcode.reporting.statements import Speech, gathered

if TYPE_CHECKING:
    from qualcode.matrices.findings import Findings


def build_report(
    findings: Findings,
    codebook: Codebook,
    config: StudyConfig,
    *,
    method: Method | None = None,
    figures: Sequence[FigureBlock] = (),
    noun: SiteNoun | None = None,
) -> Report:
    """Return the report of a study's findings: words, and no number of sites or persons.

    Parameters
    ----------
    findings : Findings
    codebook : Codebook
        What the codes are called in print.
    config : StudyConfig
    method : Method, optional
        What the appendix says of coders and units; by default what the findings themselves tell.
    figures : sequence of FigureBlock
        Printed with the overviews.
    noun : SiteNoun, optional
        What a site is called; by default *kommune* or *municipality*.

    Returns
    -------
    Report
        For :func:`write_docx` and :func:`write_html`.

    Raises
    ------
    ReportError
        There are no findings (QC-RP01), a word of quantity holds a number (QC-RP02), or a code has no name in the
        codebook: of a finding (QC-RP05) or of a chapter (QC-RP06).
    """
    _check(findings)
    _check_codes(findings, codebook)
    _check_chapters(config.report.chapters, codebook)
    speech = Speech.of(findings, codebook, config, noun)
    found = gathered(findings)
    points = main_points(found)
    chapters = [
        reading_guide(found, speech),
        *([main_results(points, speech)] if points else []),
        *planned_chapters(found, points, speech),
        *overview_chapter(found, figures, speech),
        method_appendix(method or Method.of(findings.basis), speech),
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


def _check(findings: Findings) -> None:
    if not findings.rows:
        raise ReportError(
            "there are no findings to report",
            code="QC-RP01",
            allowed="A report needs at least one finding",
            do="Code the transcripts, and look at `qualcode findings`",
        )
    if any(char.isdigit() for word in findings.basis.words.values() for char in word):
        raise ReportError(
            "a word of quantity holds a number",
            code="QC-RP02",
            where="study.yaml: quantifiers",
            allowed="A printed report carries words only",
            do="Write the quantifiers as words",
        )


def _check_chapters(chapters: Sequence[ChapterSpec], codebook: Codebook) -> None:
    """Refuse a chapter that names a code the codebook lacks: what it was meant to take would stand elsewhere."""
    problems = [
        Problem(f"chapter {number}", f"code {code!r} is not in the codebook")
        for number, chapter in enumerate(chapters, start=1)
        for code in (*chapter.branches, *chapter.partners, *chapter.across)
        if code not in codebook
    ]
    if problems:
        raise ReportError(
            f"the chapters name codes that the codebook does not have: {len(problems)}",
            code="QC-RP06",
            where="study.yaml: report.chapters",
            do="Correct the ids; `qualcode codebook show` lists them",
            problems=problems,
        )


def _check_codes(findings: Findings, codebook: Codebook) -> None:
    used = {code for row in findings for code in (row.partner, row.code) if code}
    unknown = sorted(used - set(codebook.by_id))
    if unknown:
        raise ReportError(
            f"the findings name codes that the codebook does not have: {len(unknown)}",
            code="QC-RP05",
            allowed=f"Codebook version {codebook.version} is in use",
            do="Compute the findings again with this codebook",
            problems=[Problem(code, "not in the codebook") for code in unknown],
        )
