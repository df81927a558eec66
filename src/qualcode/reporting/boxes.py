"""The boxes that a study writes itself: definitions, provisions, notes, method and questions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from qualcode.errors import Problem, ReportError
from qualcode.model import Codebook
from qualcode.model.config import BOX_PLACES, BoxSpec, ChapterSpec
from qualcode.reporting.content import FactBox, PrintedQuote, Section, plain
from qualcode.reporting.statements import Speech


def check_boxes(
    boxes: Sequence[BoxSpec],
    chapters: Sequence[ChapterSpec],
    codebook: Codebook,
    quotes: Iterable[PrintedQuote],
) -> None:
    """Refuse a box that has no place, and a legal box that repeats a case.

    Raises
    ------
    ReportError
        QC-RP07 with every box that is wrong.
    """
    titles = {plain(chapter.title) for chapter in chapters}
    spoken = [plain(quote.text) for quote in quotes]
    problems = []
    for number, box in enumerate(boxes, start=1):
        where = f"box {number}"
        if box.at not in BOX_PLACES and plain(box.at) not in titles and box.at not in codebook:
            problems.append(Problem(where, f"it stands at {box.at!r}, which is no chapter, code or section"))
        if box.kind == "legal" and any(
            text in plain(part) for text in spoken for part in (*box.text, *box.items)
        ):
            problems.append(Problem(where, "a legal box repeats a quote; it gives the rule only"))
    if problems:
        raise ReportError(
            f"boxes of the report are wrong: {len(problems)}",
            code="QC-RP07",
            where="study.yaml: report.boxes",
            allowed=f"A box stands at the title of a chapter, at a code, or at {', '.join(BOX_PLACES)}",
            do="Correct 'at'; `qualcode codebook show` lists the codes",
            problems=problems,
        )


def printed_box(box: BoxSpec, speech: Speech) -> FactBox:
    """Return a box as it is printed."""
    source = speech.say("box_source", source=plain(box.source)) if box.source else ""
    if box.checked:
        checked = speech.say("box_checked", day=_day(box.checked, speech))
        source = f"{source} {checked}".strip()
    label = speech.say(f"box_{box.kind}")
    return FactBox(
        plain(box.title),
        tuple(map(plain, box.text)),
        kind=box.kind,
        items=tuple(map(plain, box.items)),
        source=source,
        label="" if label == plain(box.title) else label,
    )


def _day(iso: str, speech: Speech) -> str:
    year, month, day = iso.split("-")
    name = speech.say("months").split()[int(month) - 1]
    return speech.say("day", day=int(day), month=name, year=year)


class Boxes:
    """Gives each box its place once: at a chapter's title, or where its code is first spoken of."""

    def __init__(self, speech: Speech) -> None:
        self._speech = speech
        self._waiting = list(speech.config.report.boxes)

    def at(self, *places: str) -> tuple[FactBox, ...]:
        """Return the boxes of these places that have not been printed."""
        wanted = {plain(place) for place in places}
        found = [box for box in self._waiting if plain(box.at) in wanted]
        self._waiting = [box for box in self._waiting if plain(box.at) not in wanted]
        return tuple(printed_box(box, self._speech) for box in found)

    def into(self, chapters: Iterable[Section], spoken: dict[str, set[str]]) -> Iterator[Section]:
        """Yield chapters with the boxes in them.

        Parameters
        ----------
        chapters : iterable of Section
        spoken : dict of str to set of str
            The codes behind each finding's anchor.
        """
        for chapter in chapters:
            opening = self.at(chapter.heading)
            filled = self._filled(chapter, spoken)
            yield replace(filled, boxes=(*filled.boxes, *opening))

    def _filled(self, section: Section, spoken: dict[str, set[str]]) -> Section:
        """Return a section with the boxes of what all of it is about, and its parts with those of what they mention."""
        each = [codes for _, part in section.walk() for codes in _codes(part, spoken)]
        own = set[str]().union(*_codes(section, spoken)) | (set.intersection(*each) if each else set())
        boxes = self.at(*sorted(own)) if own else ()
        parts = tuple(self._filled(part, spoken) for part in section.sections)
        return replace(section, boxes=(*section.boxes, *boxes), sections=parts)


def _codes(section: Section, spoken: dict[str, set[str]]) -> list[set[str]]:
    """Return the codes behind each finding that stands right in a section."""
    return [
        spoken[anchor]
        for one in section.passages
        for statement in one.statements
        for anchor in statement.findings
        if anchor in spoken
    ]
