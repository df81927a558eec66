"""From findings to a report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qualcode.errors import Problem, ReportError
from qualcode.model import ChapterSpec, Codebook, StudyConfig
from qualcode.model.config import QUANTIFIER_WORDS
from qualcode.reporting.boxes import Boxes, check_boxes
from qualcode.reporting.chapters import overview_chapter, planned, written
from qualcode.reporting.content import FigureBlock, PrintedQuote, Report, Statement, plain
from qualcode.reporting.edits import EditedStatement, Edits
from qualcode.reporting.grouping import Text
from qualcode.reporting.method import Method, Printed, method_appendix, reading_guide
from qualcode.reporting.nouns import SiteNoun, gendered
from qualcode.reporting.quoting import placed, with_pulled
from qualcode.reporting.statements import Speech, gathered
from qualcode.reporting.summary import summary

if TYPE_CHECKING:
    from qualcode.matrices.findings import Findings


@dataclass(frozen=True, slots=True)
class HeldBack:
    """What does not print: it waits for a person, or it was said no to.

    Parameters
    ----------
    quotes : int
        How many quotes wait for the fact check, or for a person's tick.
    statements : frozenset of str
        Anchors of the findings (see :func:`single_findings`) that nobody has let through.
    waiting : int, optional
        How many sentences wait; by default as many as there are anchors. A sentence can take in several.
    quotes_refused, statements_refused : int
        How many do not wait: a rule, a person or the interviewed said no.
    """

    quotes: int = 0
    statements: frozenset[str] = frozenset()
    waiting: int | None = None
    quotes_refused: int = 0
    statements_refused: int = 0

    @property
    def sentences(self) -> int:
        """How many sentences wait."""
        return len(self.statements) if self.waiting is None else self.waiting


def build_report(
    findings: Findings,
    codebook: Codebook,
    config: StudyConfig,
    *,
    method: Method | None = None,
    figures: Sequence[FigureBlock] = (),
    noun: SiteNoun | None = None,
    quotes: Sequence[PrintedQuote] = (),
    held: HeldBack | None = None,
    edits: Iterable[EditedStatement] = (),
    texts: Mapping[str, Sequence[str]] | None = None,
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
    quotes : sequence of PrintedQuote
        Cleared ones only: whatever stands here is printed.
    held : HeldBack, optional
        What is left out, and counted in the appendix.
    edits : iterable of EditedStatement
        Sentences that people wrote, see :func:`read_edits`.
    texts : mapping of str to sequence of str, optional
        Paragraphs by name, besides those of study.yaml (which they replace).

    Returns
    -------
    Report
        For :func:`write_docx` and :func:`write_html`. ``outdated`` and ``unplaced`` are for the team.

    Raises
    ------
    ReportError
        There are no findings (QC-RP01), a word of quantity holds a number (QC-RP02), a code has no name in the
        codebook: of a finding (QC-RP05) or of a chapter (QC-RP06), or a box has no place (QC-RP07).
    """
    _check(findings)
    _check_codes(findings, codebook)
    _check_chapters(config.report.chapters, codebook)
    check_boxes(config.report.boxes, config.report.chapters, codebook, quotes)
    held = held or HeldBack()
    speech = Speech.of(findings, codebook, config, noun)
    found = [item for item in gathered(findings) if not held.statements & set(item.anchors)]
    chapters = planned(found, speech)
    by_finding, unplaced = placed(quotes, found)
    points = {item.anchor for chapter in chapters for item in chapter.points}
    text = Text(speech, points | by_finding.keys(), by_finding, Edits(edits))
    sections, results = [], []
    for chapter in chapters:
        section, repeated = written(chapter, text)
        sections.append(with_pulled(section))
        results.append((section.heading, repeated))
    boxes = Boxes(speech)
    own = {**config.report.texts, **(texts or {})}
    spoken = {item.anchor: {item.row.partner, item.row.code} - {""} for item in found}
    first = summary(results, reading_guide(found, chapters, speech), own, boxes, speech)
    printed = Printed(
        any(by_finding), held.quotes, held.sentences, held.quotes_refused, held.statements_refused
    )
    settings = config.report
    return Report(
        title=plain(settings.title or config.title) or speech.say("default_title"),
        subtitle=plain(settings.subtitle),
        notice=plain(settings.notice),
        language=config.language,
        meta=tuple(filter(None, (plain(settings.publisher), plain(settings.year)))),
        sections=(
            first,
            *boxes.into(sections, spoken),
            *overview_chapter(found, figures, speech),
            method_appendix(method or Method.of(findings.basis), printed, own, speech),
        ),
        vocabulary=_vocabulary(speech),
        nouns=(speech.noun.one, speech.noun.many, speech.noun.the_many),
        outdated=text.edits.outdated,
        unplaced=unplaced,
        unplaced_boxes=tuple(plain(box.title) for box in boxes.waiting),
    )


def single_findings(
    findings: Findings, codebook: Codebook, config: StudyConfig, *, noun: SiteNoun | None = None
) -> tuple[Statement, ...]:
    """Return the findings in which some word stands for one site only, each as its plainest sentence.

    They are what a person must let through before print. Unlike the sentences of a report they are never grouped or put
    differently, so that a tick given to one holds as long as the finding is the same.
    """
    speech = Speech.of(findings, codebook, config, noun)
    return tuple(speech.statement(item) for item in gathered(findings) if 1 in item.printed)


def _vocabulary(speech: Speech) -> tuple[str, ...]:
    language = speech.config.language
    usual = QUANTIFIER_WORDS.get(language, QUANTIFIER_WORDS["en"]).values()
    words = {gendered(plain(word), speech.noun, language) for word in (*speech.basis.words.values(), *usual)}
    return tuple(sorted(words, key=lambda word: (-len(word), word)))


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
