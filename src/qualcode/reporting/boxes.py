"""The boxes that a study writes itself: definitions, provisions, notes, method and questions."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from qualcode.errors import Problem, ReportError
from qualcode.model import Codebook, in_branch
from qualcode.model.config import BOX_KINDS, BOX_PLACES, BoxSpec, ChapterSpec
from qualcode.reporting.content import FactBox, Passage, PrintedQuote, Section, plain
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
        if box.chapter and plain(box.chapter) not in titles:
            problems.append(Problem(where, f"it names {box.chapter!r}, which is the title of no chapter"))
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

    @property
    def waiting(self) -> tuple[BoxSpec, ...]:
        """The boxes that have found no place."""
        return tuple(self._waiting)

    def at(self, place: str) -> tuple[FactBox, ...]:
        """Return the boxes of a chapter, or of a section of the summary, that have not been printed."""
        return self._taken(lambda box: plain(box.at) == plain(place))

    def into(self, chapters: Iterable[Section], spoken: dict[str, set[str]]) -> Iterator[Section]:
        """Yield chapters with the boxes in them.

        A definition stands above the text of a section that is all about it. Every other box follows the first paragraph that
        speaks of its code, so that a reader meets what was said before the rule that it touches.

        Parameters
        ----------
        chapters : iterable of Section
        spoken : dict of str to set of str
            The codes behind each finding's anchor.
        """
        for chapter in chapters:
            opening = self.at(chapter.heading)
            filled = self._filled(chapter, spoken, plain(chapter.heading))
            yield replace(filled, boxes=(*filled.boxes, *opening))

    def _filled(self, section: Section, spoken: dict[str, set[str]], chapter: str) -> Section:
        each = [codes for _, part in section.walk() for one in part.passages for codes in _codes(one, spoken)]
        about = set.intersection(*each) if each else set()
        above = self._of(about, chapter, kinds={"definition"})
        passages = tuple(
            replace(one, boxes=self._of(set().union(*_codes(one, spoken)), chapter))
            for one in section.passages
        )
        parts = tuple(self._filled(part, spoken, chapter) for part in section.sections)
        return replace(section, boxes=(*section.boxes, *above), passages=passages, sections=parts)

    def _of(
        self, codes: set[str], chapter: str, *, kinds: Collection[str] = BOX_KINDS
    ) -> tuple[FactBox, ...]:
        """Return the boxes of these codes, or of a branch above one of them, that may stand in this chapter."""
        return self._taken(
            lambda box: (
                box.kind in kinds
                and plain(box.chapter) in {"", chapter}
                and any(in_branch(code, box.at) for code in codes)
            )
        )

    def _taken(self, fits: Callable[[BoxSpec], bool]) -> tuple[FactBox, ...]:
        found = [box for box in self._waiting if fits(box)]
        self._waiting = [box for box in self._waiting if box not in found]
        return tuple(printed_box(box, self._speech) for box in found)


def _codes(passage: Passage, spoken: dict[str, set[str]]) -> list[set[str]]:
    """Return the codes behind each finding of a paragraph."""
    return [
        spoken[anchor]
        for statement in passage.statements
        for anchor in statement.findings
        if anchor in spoken
    ]
