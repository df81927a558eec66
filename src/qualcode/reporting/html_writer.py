"""The report as one web page that needs nothing else: no scripts, no fonts, no pictures from elsewhere."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import count
from pathlib import Path

from qualcode.labels import Labels
from qualcode.reporting.content import (
    Cell,
    FactBox,
    FigureBlock,
    Passage,
    Report,
    Run,
    Section,
    Statement,
    TableBlock,
    edged,
    lines_of,
    plain,
)
from qualcode.reporting.page_style import STYLE
from qualcode.reporting.png import read_picture
from qualcode.reporting.quoting import in_marks
from qualcode.reporting.words import WORDS
from qualcode.safe_io import write_text

# A page that says so itself: whatever a name in it may hold, nothing runs and nothing is fetched.
_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_CONTENTS_LEVELS = 2
_CHAPTER = 2
# A figure made for more than the column of text may be wider than it.
_COLUMN_INCHES = 7.5


def write_html(report: Report, path: Path) -> None:
    """Write a report as one HTML file, whole or not at all.

    Raises
    ------
    ReportError
        A figure cannot be used (QC-RP04).
    """
    write_text(path, html_text(report))


def html_text(report: Report) -> str:
    """Return a report as the text of an HTML page; the same report gives the same text."""
    return "\n".join(_Page(report).lines()) + "\n"


class _Page:
    """Writes a report as lines of HTML, block by block. Every text goes through :func:`_text` or :func:`_attribute`."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._words = Labels(WORDS, report.language)
        self._numbers = {"table": count(1), "figure": count(1)}

    def lines(self) -> Iterator[str]:
        report = self._report
        title = _text(report.title)
        yield "<!DOCTYPE html>"
        yield f'<html lang="{_attribute(report.language)}">'
        yield '<head>\n<meta charset="utf-8">'
        yield f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
        yield '<meta name="referrer" content="no-referrer">'
        yield f"<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body>"
        yield f'<a class="skip" href="#content">{_text(self._words("skip"))}</a>'
        yield from self._header(title)
        yield from self._contents()
        yield '<main id="content">'
        for section in report.sections:
            yield from self._section(_CHAPTER, section)
        yield "</main>\n</body>\n</html>"

    def _header(self, title: str) -> Iterator[str]:
        report = self._report
        yield f"<header>\n<h1>{title}</h1>"
        if report.subtitle:
            yield f'<p class="subtitle">{_text(report.subtitle)}</p>'
        for line in report.meta:
            yield f'<p class="meta">{_text(line)}</p>'
        if report.notice:
            yield f'<p class="notice">{_text(report.notice)}</p>'
        yield "</header>"

    def _contents(self) -> Iterator[str]:
        yield '<nav aria-labelledby="contents">'
        yield f'<h2 id="contents">{_text(self._words("contents"))}</h2>'
        yield from _entries(self._report.sections, _CONTENTS_LEVELS)
        yield "</nav>"

    def _section(self, level: int, section: Section) -> Iterator[str]:
        anchor = _attribute(section.anchor)
        tag = f"h{min(level, 6)}"
        # Chapters are places to jump to; sections below them share headings, and would be told apart by nothing.
        label = f' aria-labelledby="{anchor}"' if level == _CHAPTER else ""
        yield f'<section{label}>\n<{tag} id="{anchor}">{_text(section.heading)}</{tag}>'
        for text in section.paragraphs:
            yield f"<p>{_text(text)}</p>"
        yield from _items(section.items)
        if section.pulled:
            # It repeats a quote: who listens hears that once.
            words = in_marks(section.pulled, self._report.language)
            yield f'<p class="pulled" aria-hidden="true">{_text(words)}</p>'
        for box in section.boxes:
            # Every chapter has key points; their names tell them apart for those who jump from one to the next.
            where = f": {section.heading}" if box.kind == "key_points" else ""
            yield from _box(box, f"{box.heading}{where}")
        yield from _bullets(section.statements)
        for passage in section.passages:
            yield from self._passage(passage)
        for table in section.tables:
            yield from self._table(table)
        for figure in section.figures:
            yield from self._figure(figure)
        for below in section.sections:
            yield from self._section(level + 1, below)
        yield "</section>"

    def _passage(self, passage: Passage) -> Iterator[str]:
        sentences = [f"<span{_id(one.anchor)}>{_runs(one.runs)}</span>" for one in passage.statements]
        yield f"<p>{' '.join(sentences)}</p>"
        for quote in passage.quotes:
            words = in_marks(plain(quote.text), self._report.language)
            yield f'<figure class="quote">\n<blockquote><p>{_text(words)}</p></blockquote>'
            yield f"<figcaption>{_text(quote.attribution)}</figcaption>\n</figure>"
        for box in passage.boxes:
            yield from _box(box, box.heading)

    def _caption(self, kind: str, text: str) -> tuple[str, str]:
        number = next(self._numbers[kind])
        return f"{kind}-{number}", f"{_text(self._words(kind))} {number}. {_text(text)}"

    def _table(self, table: TableBlock) -> Iterator[str]:
        anchor, caption = self._caption("table", table.caption)
        # What scrolls must be reached by keyboard and have a name.
        yield f'<div class="wide" role="region" tabindex="0" aria-labelledby="{anchor}">\n<table>'
        yield f'<caption id="{anchor}">{caption}</caption>'
        yield (
            "<colgroup>"
            + "".join(f'<col style="width:{share:.1%}">' for share in table.shares)
            + "</colgroup>"
        )
        header = "".join(f'<th scope="col">{_text(cell)}</th>' for cell in table.header)
        yield f"<thead>\n<tr>{header}</tr>\n</thead>\n<tbody>"
        for first, *others in table.rows:
            cells = "".join(f"<td>{_lines(cell)}</td>" for cell in others)
            yield f'<tr><th scope="row">{_lines(first)}</th>{cells}</tr>'
        yield "</tbody>\n</table>\n</div>"

    def _figure(self, figure: FigureBlock) -> Iterator[str]:
        anchor, caption = self._caption("figure", figure.caption)
        picture = read_picture(figure.png)
        data = b64encode(picture.png).decode("ascii")
        kind = ' class="broad"' if picture.width > _COLUMN_INCHES else ""
        yield f'<figure id="{anchor}"{kind}>\n<figcaption>{caption}</figcaption>'
        yield f'<img alt="{_attribute(figure.alt_text)}" src="data:image/png;base64,{data}">\n</figure>'


def _entries(sections: Iterable[Section], levels: int) -> Iterator[str]:
    yield "<ul>"
    for section in sections:
        yield f'<li><a href="#{_attribute(section.anchor)}">{_text(section.heading)}</a>'
        if levels > 1 and section.sections:
            yield from _entries(section.sections, levels - 1)
        yield "</li>"
    yield "</ul>"


def _box(box: FactBox, name: str) -> Iterator[str]:
    heading = _text(f"{box.label}: {box.heading}" if box.label else box.heading)
    kind = box.kind.replace("_", "-")
    yield f'<aside class="box {kind}" aria-label="{_attribute(name)}">\n<p class="box-heading">{heading}</p>'
    for text in box.paragraphs:
        yield f"<p>{_text(text)}</p>"
    yield from _items(box.items)
    yield from _bullets(box.statements)
    if box.source:
        yield f'<p class="box-source">{_text(box.source)}</p>'
    yield "</aside>"


def _items(items: Sequence[str]) -> Iterator[str]:
    if items:
        yield "<ul>"
        yield from (f"<li>{_text(item)}</li>" for item in items)
        yield "</ul>"


def _bullets(statements: Iterable[Statement]) -> Iterator[str]:
    items = [f"<li{_id(statement.anchor)}>{_runs(statement.runs)}</li>" for statement in statements]
    if items:
        yield "<ul>"
        yield from items
        yield "</ul>"


def _runs(runs: Iterable[Run]) -> str:
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    text = escape(edged(run.text), quote=False)
    if run.strong:
        text = f"<strong>{text}</strong>"
    if run.to:
        text = f'<a href="#{_attribute(run.to)}">{text}</a>'
    return f"<span{_id(run.anchor)}>{text}</span>" if run.anchor else text


def _id(anchor: str) -> str:
    return f' id="{_attribute(anchor)}"' if anchor else ""


def _lines(cell: Cell) -> str:
    return "<br>".join(_runs(line).strip() for line in lines_of(cell))


def _text(text: str) -> str:
    return escape(plain(text), quote=False)


def _attribute(text: str) -> str:
    return escape(plain(text), quote=True)
