"""What a study writes to reports/: words for print, numbers for the team."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Literal

from qualcode.errors import UsageError
from qualcode.interchange import write_csv, write_xlsx
from qualcode.labels import Labels
from qualcode.model import DocumentVersion, Segment
from qualcode.safe_io import make_private_folder, write_bytes
from qualcode.study import privacy
from qualcode.study.comparing import compare_with
from qualcode.study.counting import Counting
from qualcode.study.layout import CONSENSUS, PUBLIC_FILE
from qualcode.study.progress import steps

if TYPE_CHECKING:
    import pandas as pd

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
    "alt": {
        "da": "Tabel i ord: {rows} mod {columns}. De samme ord står i tabellen i rapporten.",
        "en": "Table in words: {rows} against {columns}. The same words stand in the report's table.",
    },
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


class _Writer:
    """Writes files, and leaves those alone that would not change."""

    def __init__(self) -> None:
        self.files: list[Path] = []
        self.written = 0

    def put(self, path: Path, write: Callable[[Path], object], *, mode: int) -> None:
        """Let ``write`` make a file elsewhere, and take it over if its bytes are new."""
        make_private_folder(path.parent)
        with TemporaryDirectory(dir=path.parent, prefix=".qualcode-") as folder:
            made = Path(folder) / path.name
            write(made)
            data = made.read_bytes()
        if not path.exists() or path.read_bytes() != data:
            write_bytes(path, data, mode=mode)
            self.written += 1
        self.files.append(path)


def write_all(study: Study, *, progress: bool) -> Printed:
    """Write tables, figures and reports; files whose content would be the same are not touched."""
    privacy.require_reviewed(study)
    writer = _Writer()
    counting = Counting.of(study)
    findings, matrices = counting.findings(), counting.matrices()
    for matrix in steps(matrices, "matrices", show=progress):
        _write_matrix(study, matrix, writer)
    _write_findings(study, findings, writer)
    comparison = _write_comparison(study, findings, writer)
    figures = [_figure(study, matrix) for matrix in matrices if matrix.cells]
    report = _report(study, findings, figures)
    for ending in (".docx", ".html"):
        path = study.layout.reports / f"report{ending}"
        writer.put(path, _report_writer(study, report, ending), mode=PUBLIC_FILE)
    versions = study.versions()
    return Printed(
        files=tuple(writer.files),
        written=writer.written,
        segments=counting.segments,
        words=sum(map(_words, versions.values())),
        codings=len(counting.codings),
        findings=len(findings),
        comparison=comparison,
    )


def _words(version: DocumentVersion) -> int:
    return len(version.text.split())


def _write_matrix(study: Study, matrix: ThemeMatrix, writer: _Writer) -> None:
    words, layout = Labels(_WORDS, study.config.language), study.layout
    tidy = matrix.to_frame()
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
    writer.put(printed, lambda path: write_xlsx(path, {words("words"): wide["words"]}), mode=PUBLIC_FILE)
    if matrix.cells:
        for ending in (".png", ".svg"):
            figure = layout.reports / "figures" / f"{matrix.name}{ending}"
            writer.put(figure, lambda path: study.draw(matrix, path), mode=PUBLIC_FILE)


def _write_findings(study: Study, findings: Findings, writer: _Writer) -> None:
    words, layout = Labels(_WORDS, study.config.language), study.layout
    columns, rows = _table(findings.to_frame())
    writer.put(layout.team / "findings.csv", lambda path: write_csv(path, columns, rows), mode=0o600)
    writer.put(
        layout.team / "findings.xlsx",
        lambda path: write_xlsx(path, {words("findings"): (columns, rows)}),
        mode=0o600,
    )
    printed = [_in_words(study, words, finding) for finding in findings]
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


def write_report(study: Study, path: Path | None) -> list[Path]:
    """Write one report, or both into reports/."""
    paths = [path] if path else [study.layout.reports / f"report{ending}" for ending in (".docx", ".html")]
    writer = _Writer()
    counting = Counting.of(study)
    findings, matrices = counting.findings(), counting.matrices()
    figures = [_figure(study, matrix) for matrix in matrices if matrix.cells]
    for target in paths:
        ending = target.suffix.lower()
        if ending not in {".docx", ".html"}:
            raise UsageError(
                f"no report is written to a file ending in {ending or 'nothing'!r}",
                code="QC-US03",
                where=str(target),
                allowed="Endings: .docx, .html",
            )
    report = _report(study, findings, figures)
    for target in paths:
        writer.put(target, _report_writer(study, report, target.suffix.lower()), mode=PUBLIC_FILE)
    return writer.files


def _report(study: Study, findings: Findings, figures: Sequence[FigureBlock]) -> Report:
    from qualcode.assist.usage import usage
    from qualcode.reporting import Method, build_report

    config = study.config
    decisions = study.store.decisions()
    used = usage(decisions, study.codings() if decisions else ())
    return build_report(
        findings,
        study.codebook,
        config,
        method=Method(
            coders=len({c.name for c in study.store.coders() if c.kind == "human"} - {CONSENSUS}) or 1,
            consensus=findings.basis.coding_set == CONSENSUS,
            segmentation=config.segmentation,
            assistance=tuple(used.appendix(config.language)),
        ),
        figures=figures,
    )


def _report_writer(study: Study, report: Report, ending: str) -> Callable[[Path], object]:
    from qualcode.reporting import write_docx, write_html

    if ending == ".html":
        return lambda path: write_html(report, path)
    template = study.config.report.template
    base = study.layout.root / template if template else None
    return lambda path: write_docx(report, path, template=base)


def _figure(study: Study, matrix: ThemeMatrix) -> FigureBlock:
    from qualcode.reporting import FigureBlock

    words = Labels(_WORDS, study.config.language)
    book = study.codebook
    with TemporaryDirectory(prefix="qualcode-") as folder:
        path = Path(folder) / "figure.png"
        study.draw(matrix, path)
        data = path.read_bytes()
    alt = words("alt", rows=book[matrix.rows].name, columns=book[matrix.columns].name)
    return FigureBlock(caption=matrix.title or matrix.name, alt_text=alt, png=data)


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
