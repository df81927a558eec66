"""What an edited Word report no longer has as the data have it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Literal

from qualcode.disclosure import ScanLists, scan
from qualcode.reporting.content import Report, Statement, lines_of, plain
from qualcode.reporting.docx_reading import Line, WordText, page_lines, read_word
from qualcode.reporting.quoting import unmarked
from qualcode.reporting.words import NUMBER_WORDS

DifferenceKind = Literal[
    "quantifier", "removed", "added", "quote_changed", "quote_added", "number", "site_name", "left_over"
]

# Alike enough to be the same sentence, edited; below it, it is another.
_ALIKE = 0.6
# A quotation of fewer words is a term, not what somebody said.
_FEWEST_WORDS = 4
# Of a changed quote, how many words before the change are shown; a table cuts what is longer.
_WORDS_BEFORE = 4


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing in an edited report that the data do not have so.

    Parameters
    ----------
    kind : str
        ``quantifier``: a word of quantity is another. ``removed``: a statement is gone. ``added``: a statement is in no
        finding. ``quote_changed``: not as it was cleared. ``quote_added``: never cleared. ``number``: a number of sites.
        ``site_name``: the name of a site. ``left_over``: a name, a place, a number or an id that points to somebody.
    heading : str
        The heading that it stands below.
    anchor : str
        Of the statement, where there is one.
    expected, found : str
        What should stand there, and what does; of a changed quote from shortly before the change. What points to somebody is
        not repeated: it is said what it looks like, and where in its paragraph it stands.
    """

    kind: DifferenceKind
    heading: str
    anchor: str = ""
    expected: str = ""
    found: str = ""


def verify(
    path: Path, report: Report, *, names: Iterable[str] = (), lists: ScanLists | None = None
) -> list[Difference]:
    """Compare an edited Word report with what the data say.

    Parameters
    ----------
    path : Path
        Tracked changes are read as accepted.
    report : Report
        What :func:`build_report` gives today.
    names : iterable of str
        Names of the sites, none of which may stand in it.
    lists : ScanLists, optional
        What the study knows of who must not be recognised: what was written in Word has not passed the gate.

    Returns
    -------
    list of Difference
        In the order of the file; what is gone comes last.

    Raises
    ------
    ReportError
        QC-RP08: it is no Word file.
    """
    return _Comparison(read_word(path), report, page_lines(path)).differences(tuple(names), lists)


class _Comparison:
    """An edited text beside a report, and which parts of it are accounted for."""

    def __init__(self, read: WordText, report: Report, on_every_page: Sequence[str]) -> None:
        self._on_every_page = on_every_page
        self._read = read
        self._report = report
        self._text = read.text
        self._own = {_even(text) for text in _texts(report)}
        self._all_own = "\n".join(self._own).lower()
        self._claimed: list[tuple[int, int]] = []
        vocabulary = "|".join(map(re.escape, report.vocabulary)) or r"(?!)"
        nouns = "|".join(sorted(map(re.escape, report.nouns), key=len, reverse=True)) or r"(?!)"
        self._word = re.compile(rf"(?<!\w)(?:{vocabulary})(?!\w)", re.IGNORECASE)
        self._said = re.compile(rf"(?<!\w)(?:{vocabulary})\s+(?:of\s+)?(?:{nouns})(?!\w)", re.IGNORECASE)
        self._number = _numbers(nouns, report.language)

    def differences(self, names: Sequence[str], lists: ScanLists | None) -> list[Difference]:
        found = [*self._statements(), *self._repeated()]
        rest = [*self._added(), *self._quotes(), *self._numbers(), *self._names(names)]
        rest += self._left_over(names, lists) if lists else ()
        gone = [one for one in found if one.kind == "removed"]
        return [*(one for one in found if one.kind != "removed"), *rest, *gone]

    # Statements.

    def _statements(self) -> Iterator[Difference]:
        """Yield what is wrong with the statements; first those that can be found by their bookmarks or word for word."""
        lost = []
        for statement in self._report.statements:
            place = self._marked(statement) or self._verbatim(statement)
            if place is None:
                lost.append(statement)
                continue
            self._claimed.append(place)
            yield from self._words_of(statement, self._text[slice(*place)])
        for statement in lost:
            place = self._closest(statement)
            if place is None:
                yield Difference("removed", "", statement.anchor, plain(statement.text))
                continue
            self._claimed.append(place)
            yield from self._words_of(statement, self._text[slice(*place)])

    def _marked(self, statement: Statement) -> tuple[int, int] | None:
        start, end = self._read.marks.get(statement.anchor, (0, 0))
        return (start, end) if self._text[start:end].strip() else None

    def _verbatim(self, statement: Statement) -> tuple[int, int] | None:
        wanted = plain(statement.text)
        start = self._text.find(wanted)
        while start >= 0:
            place = (start, start + len(wanted))
            if not self._taken(place) and not self._line(start).style.startswith("list"):
                return place
            start = self._text.find(wanted, start + 1)
        return None

    def _closest(self, statement: Statement) -> tuple[int, int] | None:
        """Return the free sentences that are most like a statement."""
        wanted = plain(statement.text)
        many = len(_sentences(wanted))
        best, place = _ALIKE, None
        matcher = SequenceMatcher(b=wanted, autojunk=False)
        for line in self._read.lines:
            if line.style.startswith(("list", "heading", "toc")):
                continue
            spans = _sentences(line.text)
            for first in range(len(spans)):
                last = min(first + many, len(spans)) - 1
                span = (line.start + spans[first][0], line.start + spans[last][1])
                if self._taken(span):
                    continue
                matcher.set_seq1(self._text[slice(*span)])
                if (
                    matcher.real_quick_ratio() > best
                    and matcher.quick_ratio() > best
                    and matcher.ratio() > best
                ):
                    best, place = matcher.ratio(), span
        return place

    def _repeated(self) -> Iterator[Difference]:
        """Yield what is wrong with the key points, in the summary and in the chapters."""
        bullets = [line for line in self._read.lines if line.style.startswith("list")]
        changed = [line for line in bullets if _even(line.text) not in self._own]
        expected = {plain(one.text): one for one in _repetitions(self._report)}
        for line in changed:
            scores = {
                text: SequenceMatcher(None, line.text, text, autojunk=False).ratio() for text in expected
            }
            closest = max(scores, key=scores.__getitem__, default="")
            if closest and scores[closest] > _ALIKE:
                self._claimed.append((line.start, line.end))
                yield from self._words_of(expected[closest], line.text)

    def _words_of(self, statement: Statement, text: str) -> Iterator[Difference]:
        found = [match[0].lower() for match in self._word.finditer(text)]
        expected = [word.lower() for word in statement.words]
        if not _in_order(expected, found):
            heading = self._line(max(self._text.find(text), 0)).heading
            anchor = next(iter(statement.findings), statement.anchor)
            yield Difference("quantifier", heading, anchor, ", ".join(expected), ", ".join(found))

    def _added(self) -> Iterator[Difference]:
        for line, text in self._unaccounted():
            for first, last in _sentences(text):
                if self._said.search(text, first, last):
                    yield Difference("added", line.heading, found=text[first:last].strip())

    def _unaccounted(self) -> Iterator[tuple[Line, str]]:
        """Yield the lines that are not the report's own, without the statements in them."""
        claimed = sorted(self._claimed)
        for line in self._read.lines:
            if _even(line.text) in self._own or line.style.startswith("quote"):
                continue
            text = line.text
            for start, end in claimed:
                if start < line.end and line.start < end:
                    first, last = max(start - line.start, 0), min(end - line.start, len(text))
                    text = text[:first] + " " * (last - first) + text[last:]
            if text.strip():
                yield line, text

    # Quotes, numbers, names.

    def _quotes(self) -> Iterator[Difference]:
        cleared = [_even(unmarked(quote.text)) for quote in self._report.quotes]
        for line in self._read.lines:
            text = _even(unmarked(line.text))
            if line.style in ("quote", "intense quote"):
                whole = line.style == "quote"
                if text and not any(text == one if whole else text in one for one in cleared):
                    yield self._quote(line, text, cleared)
            elif "quote" not in line.style and _even(line.text) not in self._own:
                for match in re.finditer(r"[„“»\"]([^„“”»«\"]+)[”“«\"]", line.text):
                    said = _even(match[1])
                    if len(said.split()) >= _FEWEST_WORDS and not any(said in one for one in cleared):
                        yield self._quote(line, said, cleared)

    def _quote(self, line: Line, text: str, cleared: Sequence[str]) -> Difference:
        scores = {one: SequenceMatcher(None, text, one, autojunk=False).ratio() for one in cleared}
        closest = max(scores, key=scores.__getitem__, default="")
        if closest and scores[closest] > _ALIKE:
            expected, found = _from_the_change(closest, text)
            return Difference("quote_changed", line.heading, expected=expected, found=found)
        return Difference("quote_added", line.heading, found=text)

    def _numbers(self) -> Iterator[Difference]:
        for line in self._read.lines:
            for match in self._number.finditer(line.text):
                if "quote" not in line.style and match[0].lower() not in self._all_own:
                    yield Difference("number", line.heading, found=match[0])

    def _names(self, names: Sequence[str]) -> Iterator[Difference]:
        for name in names:
            pattern = re.compile(rf"(?<!\w){re.escape(name)}(?:s|')?(?!\w)")
            for line in self._read.lines:
                if name and pattern.search(line.text):
                    yield Difference("site_name", line.heading)

    def _left_over(self, names: Sequence[str], lists: ScanLists) -> Iterator[Difference]:
        """Yield what the gate would refuse; words that the report itself has passed it, or a person let them out."""
        passed = "\n".join((self._all_own, *(quote.text.lower() for quote in self._report.quotes)))
        told = [name.lower() for name in names if name]
        below = [(line.text, line.heading) for line in self._read.lines]
        for line, heading in [*below, *((text, "") for text in self._on_every_page)]:
            text = unicodedata.normalize("NFC", line)
            for clue in scan(text, lists):
                words = clue.span.of(text).lower()
                if (
                    clue.severity == "refuse"
                    and words not in passed
                    and not any(one in words for one in told)
                ):
                    yield Difference("left_over", heading, found=clue.message(self._report.language))

    def _line(self, place: int) -> Line:
        return next(
            (line for line in self._read.lines if line.start <= place <= line.end), self._read.lines[0]
        )

    def _taken(self, place: tuple[int, int]) -> bool:
        return any(start < place[1] and place[0] < end for start, end in self._claimed)


def _texts(report: Report) -> Iterator[str]:
    """Yield all that a report prints, paragraph by paragraph."""
    yield from (report.title, report.subtitle, report.notice, *report.meta)
    for _, section in report.walk():
        yield from (section.heading, *section.paragraphs, *section.items)
        for box in section.all_boxes:
            label = f"{box.label}: " if box.label else ""
            yield from (f"{label}{box.heading}", *box.paragraphs, *box.items, box.source)
        for table in section.tables:
            yield from table.header
            for row in table.rows:
                yield from ("".join(run.text for run in line) for cell in row for line in lines_of(cell))
    yield from (statement.text for statement in _repetitions(report))
    yield from (statement.text for statement in report.statements)


def _repetitions(report: Report) -> Iterator[Statement]:
    for _, section in report.walk():
        yield from section.statements
        for box in section.all_boxes:
            yield from box.statements


def _even(text: str) -> str:
    return plain(text).replace("...", "…").replace("( … )", "(…)")


def _sentences(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(r"\S.*?(?:[.!?](?=\s|$)|$)", text)]


def _from_the_change(expected: str, found: str) -> tuple[str, str]:
    """Return two forms of a quote from a few words before where they part: what is the same before it hides the change."""
    one, other = expected.split(" "), found.split(" ")
    same = next((at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), None)
    first = max((min(len(one), len(other)) if same is None else same) - _WORDS_BEFORE, 0)
    if not first:
        return expected, found
    return "… " + " ".join(one[first:]), "… " + " ".join(other[first:])


def _in_order(expected: Sequence[str], found: Sequence[str]) -> bool:
    """Say whether all that is expected is found, in the same order; more may stand between."""
    rest = iter(found)
    return all(word in rest for word in expected)


def _numbers(nouns: str, language: str) -> re.Pattern[str]:
    """Return what finds a number of sites, in digits or words, and a share."""
    words = "|".join(NUMBER_WORDS.get(language, NUMBER_WORDS["en"])[2:])
    number = rf"(?:\d+|{words})"
    of = r"(?:ud\s+af|af|out\s+of|of)"
    the = r"(?:de\s+|the\s+)?"
    return re.compile(
        rf"(?<![\w.]){number}\s+(?:{of}\s+{the}(?:{number}\s+)?)?(?:{nouns})(?!\w)"
        rf"|(?<![\w.]){number}\s+{of}\s+{the}{number}(?!\w)"
        r"|(?<!\w)\d+(?:[.,]\d+)?\s*(?:%|procent|pct\.?|percent)",
        re.IGNORECASE,
    )
