"""The summary: why the study was made and how, the main results chapter by chapter, and how to read the report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qualcode.reporting.boxes import Boxes
from qualcode.reporting.content import FactBox, Section, Statement, plain, section_anchor
from qualcode.reporting.statements import Speech

Texts = Mapping[str, Sequence[str]]


def summary(
    results: Sequence[tuple[str, tuple[Statement, ...]]],
    guide: Section,
    texts: Texts,
    boxes: Boxes,
    speech: Speech,
) -> Section:
    """Return the first chapter.

    Parameters
    ----------
    results : sequence of (str, tuple of Statement)
        Heading and key points of each chapter, in order.
    guide : Section
        How to read the report.
    texts : mapping of str to sequence of str
        The authority's own paragraphs; what is missing is left out.
    boxes : Boxes
    speech : Speech
    """
    sections = [
        _own("background", texts, boxes.at("background"), speech),
        _own("aim", texts, (*_questions(texts, speech), *boxes.at("aim")), speech),
        _method(texts, boxes.at("method"), speech),
        _results(results, speech),
        guide,
    ]
    return Section(
        section_anchor("summary"),
        speech.say("summary"),
        sections=tuple(one for one in sections if one is not None),
    )


def _own(key: str, texts: Texts, boxes: tuple[FactBox, ...], speech: Speech) -> Section | None:
    paragraphs = tuple(map(plain, texts.get(key, ())))
    if not paragraphs and not boxes:
        return None
    return Section(section_anchor("summary", key), speech.say(key), paragraphs, boxes=boxes)


def _questions(texts: Texts, speech: Speech) -> tuple[FactBox, ...]:
    questions = tuple(map(plain, texts.get("questions", ())))
    return (FactBox(speech.say("questions"), kind="question", items=questions),) if questions else ()


def _method(texts: Texts, boxes: tuple[FactBox, ...], speech: Speech) -> Section:
    box = FactBox(
        speech.say("method_box"),
        tuple(map(plain, texts.get("method", ()))) or (speech.say("method_short"),),
        kind="method",
    )
    return Section(section_anchor("summary", "method"), speech.say("method_in_short"), boxes=boxes or (box,))


def _results(results: Sequence[tuple[str, tuple[Statement, ...]]], speech: Speech) -> Section | None:
    if not any(points for _, points in results):
        return None
    return Section(
        section_anchor("main"),
        speech.say("main"),
        (speech.say("main_intro"),),
        sections=tuple(
            Section(section_anchor("main", heading), heading, statements=points)
            for heading, points in results
            if points
        ),
    )
