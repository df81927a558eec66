"""What a study writes to reports/: words for print, numbers for the team."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Literal

from qualcode.disclosure import Trace, inspect_bytes
from qualcode.errors import PrivacyError, Problem, UsageError
from qualcode.interchange import write_csv, write_xlsx
from qualcode.labels import Labels
from qualcode.model import DocumentVersion, Segment
from qualcode.safe_io import make_private_folder, write_bytes
from qualcode.study import figures, privacy
from qualcode.study.clearing import waiting_rows, write_waiting
from qualcode.study.comparing import compare_with
from qualcode.study.layout import CONSENSUS, PUBLIC_FILE, Layout
from qualcode.study.left_out import left_out
from qualcode.study.printable import Printable
from qualcode.study.progress import steps
from qualcode.study.tables import with_codebook

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

    from qualcode.matrices import Finding, Findings, ThemeMatrix
    from qualcode.reporting import FigureBlock, Report
    from qualcode.study.facade import Study

COUNTS: tuple[Literal["words", "sites", "speakers", "segments"], ...] = (
    "words",
    "sites",
    "speakers",
    "segments",
)
Table = tuple[list[str], list[list[Any]]]

_WORDS = {
    "words": {"da": "ord", "en": "words"},
    "sites": {"da": "steder", "en": "sites"},
    "speakers": {"da": "personer", "en": "persons"},
    "segments": {"da": "segmenter", "en": "segments"},
    "partner": {"da": "Partner", "en": "Partner"},
    "code": {"da": "Tema", "en": "Theme"},
    "area": {"da": "Område", "en": "Area"},
    "quantifier": {"da": "Omfang", "en": "Extent"},
    "cross": {"da": "På tværs af partnere", "en": "Across partners"},
    "both": {"da": "begge områder", "en": "both areas"},
    "findings": {"da": "fund", "en": "findings"},
}


@dataclass(frozen=True, slots=True)
class Printed:
    """What was written, and the numbers that a run says at its end."""

    files: tuple[Path, ...]
    written: int
    segments: Sequence[Segment]
    words: int
    codings: int
    findings: int
    comparison: tuple[str, ...]
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WrittenReport:
    """Where a report lies, and what it leaves out, in words."""

    files: tuple[Path, ...]
    left_out: tuple[str, ...]


class _Writer:
    """Writes files, and leaves those alone that would not change."""

    def __init__(self, never_printed: Collection[str]) -> None:
        self.files: list[Path] = []
        self.written = 0
        self._never_printed = never_printed

    def put(self, path: Path, write: Callable[[Path], object], *, mode: int) -> None:
        """Let ``write`` make a file elsewhere, and take it over if its bytes are new."""
        make_private_folder(path.parent)
        with TemporaryDirectory(dir=path.parent, prefix=".qualcode-") as folder:
            made = Path(folder) / path.name
            write(made)
            data = made.read_bytes()
            if mode == PUBLIC_FILE:
                _refuse_traces(path.name, inspect_bytes(data, path.name, own=self._never_printed))
        if not path.exists() or path.read_bytes() != data:
            write_bytes(path, data, mode=mode)
            self.written += 1
        self.files.append(path)


def _refuse_traces(name: str, traces: Sequence[Trace]) -> None:
    """Refuse to hand on a file that says more than it shows: an author, a path, an id."""
    if traces:
        raise PrivacyError(
            f"the file would carry {len(traces)} traces of who or where",
            code="QC-DC07",
            where=name,
            allowed="No author, path, original name, revision or id in what leaves the study",
            do="Look at the template (report.template), at the codebook's names and at data/statements.csv.",
            problems=[Problem(name, trace.message("en")) for trace in traces[:10]],
        )


def write_all(study: Study, *, progress: bool) -> Printed:
    """Write tables, figures and reports; files whose content would be the same are not touched."""
    privacy.require_reviewed(study)
    made = Printable.of(study)
    writer = _Writer(made.never_printed(study))
    matrices = made.matrices()
    for matrix, shown in steps(matrices, "matrices", show=progress):
        _write_matrix(study, matrix, shown, writer)
    _write_findings(study, made, writer)
    comparison = _write_comparison(study, made.findings, writer)
    say = figures.manner(study)
    drawn = list(figures.charts(made))
    for chart in drawn:
        _write_pictures(chart.name, chart.plot(**say), chart.alt_text(**say), study.layout, writer)
    report = _report(study, made, figures.blocks(study, [shown for _, shown in matrices], drawn))
    for ending in (".docx", ".html"):
        path = study.layout.reports / f"report{ending}"
        writer.put(path, _report_writer(study, report, ending), mode=PUBLIC_FILE)
    _write_for_team(study, made, report, writer)
    versions = study.versions()
    return Printed(
        files=tuple(writer.files),
        written=writer.written,
        segments=made.counting.segments,
        words=sum(map(_words, versions.values())),
        codings=len(made.counting.codings),
        findings=len(made.findings),
        comparison=comparison,
        left_out=left_out(report, made.held_back),
    )


def _words(version: DocumentVersion) -> int:
    return len(version.text.split())


def _write_matrix(study: Study, matrix: ThemeMatrix, shown: ThemeMatrix, writer: _Writer) -> None:
    words, layout = Labels(_WORDS, study.config.language), study.layout
    tidy = with_codebook(matrix.to_frame(), matrix.basis.codebook_version)
    wide = {count: _wide(matrix.wide(count, drop_empty=True)) for count in COUNTS}
    writer.put(layout.team / f"{matrix.name}.csv", lambda path: write_csv(path, *_table(tidy)), mode=0o600)
    writer.put(
        layout.team / f"{matrix.name}.xlsx",
        lambda path: write_xlsx(
            path, {words(c): table for c, table in wide.items()} | {"tidy": _table(tidy)}
        ),
        mode=0o600,
    )
    printed = layout.reports / "tables" / f"{matrix.name}.xlsx"
    in_words = _wide(shown.wide("words", drop_empty=True))
    writer.put(printed, lambda path: write_xlsx(path, {words("words"): in_words}), mode=PUBLIC_FILE)
    if shown.cells:
        _write_pictures(matrix.name, [shown.plot(language=study.config.language)], "", layout, writer)


def _write_pictures(name: str, drawn: Sequence[Figure], alt: str, layout: Layout, writer: _Writer) -> None:
    """Write each figure as PNG and as SVG."""
    from qualcode.matrices import save_figure

    for number, figure in enumerate(drawn, start=1):
        for ending in (".png", ".svg"):
            target = layout.reports / "figures" / f"{name}{f'-{number}' if number > 1 else ''}{ending}"
            writer.put(target, partial(save_figure, figure, alt_text=alt), mode=PUBLIC_FILE)


def _write_findings(study: Study, made: Printable, writer: _Writer) -> None:
    words, layout = Labels(_WORDS, study.config.language), study.layout
    version = made.findings.basis.codebook_version
    columns, rows = _table(with_codebook(made.findings.to_frame(), version))
    writer.put(layout.team / "findings.csv", lambda path: write_csv(path, columns, rows), mode=0o600)
    writer.put(
        layout.team / "findings.xlsx",
        lambda path: write_xlsx(path, {words("findings"): (columns, rows)}),
        mode=0o600,
    )
    printed = [_in_words(study, words, finding) for finding in made.shown]
    header = [words(key) for key in ("partner", "code", "area", "quantifier")]
    tables = layout.reports / "tables"
    writer.put(tables / "findings.csv", lambda path: write_csv(path, header, printed), mode=PUBLIC_FILE)
    writer.put(
        tables / "findings.xlsx",
        lambda path: write_xlsx(path, {words("findings"): (header, printed)}),
        mode=PUBLIC_FILE,
    )


def _in_words(study: Study, words: Labels, finding: Finding) -> list[str]:
    book, areas = study.codebook, {"begge": words("both"), **study.config.areas}
    return [
        book[finding.partner].name if finding.partner else words("cross"),
        book[finding.code].name,
        areas.get(finding.area, finding.area),
        finding.quantifier,
    ]


def _write_comparison(study: Study, findings: Findings, writer: _Writer) -> tuple[str, ...]:
    """Compare with the study's reference findings, where it has some; for the team."""
    reference = study.layout.reference_findings
    if not reference.exists():
        return ()
    comparison = compare_with(study, reference, findings)
    team = study.layout.team
    tables = {
        "compare": comparison.to_frame(),
        "compare-findings": comparison.findings_frame(),
        "compare-new": comparison.new_cells(),
    }
    for name, frame in tables.items():
        writer.put(team / f"{name}.csv", partial(_write_frame, frame), mode=0o600)
    return tuple(comparison.summary(study.config.language))


def _write_frame(frame: pd.DataFrame, path: Path) -> None:
    write_csv(path, *_table(frame))


def write_report(study: Study, path: Path | None) -> WrittenReport:
    """Write one report, or both into reports/."""
    paths = [path] if path else [study.layout.reports / f"report{ending}" for ending in (".docx", ".html")]
    for target in paths:
        ending = target.suffix.lower()
        if ending not in {".docx", ".html"}:
            raise UsageError(
                f"no report is written to a file ending in {ending or 'nothing'!r}",
                code="QC-US03",
                where=str(target),
                allowed="Endings: .docx, .html",
            )
    privacy.require_reviewed(study)
    made = Printable.of(study)
    report = _whole_report(study, made)
    writer = _Writer(made.never_printed(study))
    for target in paths:
        writer.put(target, _report_writer(study, report, target.suffix.lower()), mode=PUBLIC_FILE)
    files = tuple(writer.files)
    _write_gate(study, made, writer)
    return WrittenReport(files, left_out(report, made.held_back))


def current_report(study: Study) -> Report:
    """Return the report as it would print now."""
    privacy.require_reviewed(study)
    return _whole_report(study, Printable.of(study))


def _whole_report(study: Study, made: Printable) -> Report:
    shown = [shown for _, shown in made.matrices()]
    return _report(study, made, figures.blocks(study, shown, figures.charts(made)))


def _report(study: Study, made: Printable, drawn: Sequence[FigureBlock]) -> Report:
    from qualcode.assist.usage import usage
    from qualcode.interchange.report_yaml import read_report_texts
    from qualcode.reporting import Method, build_report, read_edits

    config = study.config
    decisions = study.store.decisions()
    used = usage(decisions, study.codings() if decisions else ()).appendix(config.language)
    return build_report(
        made.findings,
        study.codebook,
        config,
        method=Method(
            coders=len({c.name for c in study.store.coders() if c.kind == "human"} - {CONSENSUS}) or 1,
            consensus=made.findings.basis.coding_set == CONSENSUS,
            segmentation=config.segmentation,
            assistance=tuple(used),
        ),
        figures=drawn,
        quotes=made.quotes(study),
        held=made.held_back,
        edits=read_edits(study.layout.data / "statements.csv"),
        texts=read_report_texts(study.layout.data / "report"),
    )


def _write_for_team(study: Study, made: Printable, report: Report, writer: _Writer) -> None:
    """Write what the team works on next: sentences to edit, and what waits for a tick."""
    from qualcode.reporting import statements_table

    columns, rows = statements_table(report)
    team = study.layout.team
    writer.put(team / "statements.csv", lambda path: write_csv(path, columns, rows), mode=0o600)
    quotes = [one.quote for one in made.placed]
    waiting = waiting_rows(study, made.findings, quotes, made.gate, made.texts)
    writer.put(team / "clearance.csv", lambda path: write_waiting(path, waiting), mode=0o600)
    _write_gate(study, made, writer)


def _write_gate(study: Study, made: Printable, writer: _Writer) -> None:
    """Write what the gate said of each thing, overrides with their reasons: the record of what went out, for the team."""
    frame = made.gate.to_frame(study.config.language)
    writer.put(study.layout.team / "release.csv", partial(_write_frame, frame), mode=0o600)


def _report_writer(study: Study, report: Report, ending: str) -> Callable[[Path], object]:
    from qualcode.reporting import write_docx, write_html

    if ending == ".html":
        return lambda path: write_html(report, path)
    template = study.config.report.template
    base = study.layout.root / template if template else None
    return lambda path: write_docx(report, path, template=base)


def _table(frame: pd.DataFrame) -> Table:
    """Return a frame as columns and rows of plain values."""
    rows = [
        [value.item() if hasattr(value, "item") else value for value in line]
        for line in frame.itertuples(index=False, name=None)
    ]
    return [str(column) for column in frame.columns], rows


def _wide(frame: pd.DataFrame) -> Table:
    """Return a matrix with its row names as the first column, which has no heading."""
    columns, rows = _table(frame)
    return [str(frame.index.name or ""), *columns], [
        [name, *row] for name, row in zip(frame.index, rows, strict=True)
    ]
