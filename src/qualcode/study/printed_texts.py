"""The words that print besides findings and quotes: names of codes, titles, and what the study wrote itself.

They cannot wait for anybody, so they are only scanned.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from qualcode.errors import UserError
from qualcode.interchange.report_yaml import read_report_texts
from qualcode.reporting import read_edits
from qualcode.reporting.content import plain
from qualcode.reporting.docx_reading import page_lines

if TYPE_CHECKING:
    from qualcode.model import Codebook, StudyConfig
    from qualcode.study.counting import Counting
    from qualcode.study.facade import Study

_SETTINGS = ("title", "subtitle", "publisher", "year", "notice")


def printed_texts(study: Study, counting: Counting) -> dict[str, str]:
    """Return the words by where they stand, such as ``code:barriere.tid`` or ``report.title``.

    Parameters
    ----------
    study : Study
    counting : Counting
        What is counted: only the names of codes in use print.
    """
    found = dict(_names(counting.codebook, {coding.code for coding in counting.codings}))
    found |= dict(_settings(study.config))
    texts = study.config.report.texts | read_report_texts(study.layout.data / "report")
    for name, paragraphs in texts.items():
        found |= _numbered(f"report.texts.{name}", paragraphs)
    found |= _numbered("report.template", _on_every_page(study))
    # A sentence that joins several findings is not the own sentence of any of them, by which findings pass the gate.
    edits = read_edits(study.layout.data / "statements.csv")
    found |= {f"statements.csv:{edit.anchor}": plain(edit.text) for edit in edits}
    return {place: text for place, text in found.items() if text.strip()}


def _names(codebook: Codebook, used: set[str]) -> Iterator[tuple[str, str]]:
    """Yield the names of codes in use, and of those above them, which are headings."""
    above = {code[:at] for code in used for at, sign in enumerate(code) if sign == "."}
    for code in codebook:
        if code.id in used or code.id in above:
            yield f"code:{code.id}", code.name


def _settings(config: StudyConfig) -> Iterator[tuple[str, str]]:
    report = config.report
    yield "title", config.title
    yield from ((f"report.{name}", getattr(report, name)) for name in _SETTINGS)
    yield from ((f"areas.{area}", name) for area, name in config.areas.items())
    yield from ((f"matrices.{one.name}", one.title) for one in config.matrices)
    for number, chapter in enumerate(report.chapters, start=1):
        place = f"report.chapters.{number}"
        yield f"{place}.title", chapter.title
        yield f"{place}.question", chapter.question
        yield f"{place}.scope", chapter.scope
        yield from _numbered(f"{place}.intro", chapter.intro).items()
    for number, box in enumerate(report.boxes, start=1):
        place = f"report.boxes.{number}"
        yield f"{place}.title", box.title
        yield f"{place}.source", box.source
        yield from _numbered(f"{place}.text", box.text).items()
        yield from _numbered(f"{place}.items", box.items).items()


def _on_every_page(study: Study) -> tuple[str, ...]:
    """Return what the headers and footers of the template say; one that cannot be read is refused where it is used."""
    template = study.config.report.template
    if not template:
        return ()
    try:
        return page_lines(study.layout.root / template)
    except UserError:
        return ()


def _numbered(place: str, paragraphs: tuple[str, ...]) -> dict[str, str]:
    return {f"{place}.{number}": text for number, text in enumerate(paragraphs, start=1)}
