"""What a report leaves out, in words: said at the end of a run, so that nothing is missing without a word."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from qualcode.labels import Labels

if TYPE_CHECKING:
    from qualcode.reporting import HeldBack, Report

_SHOWN = 5

_WORDS = {
    "waiting": {
        "da": "Venter på svar eller kryds og er ikke trykt: sætninger {statements}, citater {quotes} (qualcode clear list).",
        "en": "Waiting for a reply or a tick, and not printed: sentences {statements}, quotes {quotes} (qualcode clear list).",
    },
    "refused": {
        "da": "Udeladt, fordi en regel, en person eller de interviewede siger nej: sætninger {statements}, citater {quotes} (qualcode clear list).",
        "en": "Left out because a rule, a person or the interviewed say no: sentences {statements}, quotes {quotes} (qualcode clear list).",
    },
    "changed": {
        "da": "Fundet bag en rettet sætning er et andet nu; den genererede er trykt: {anchors} (data/statements.csv).",
        "en": "The finding behind an edited sentence is another now; the generated one prints: {anchors} (data/statements.csv).",
    },
    "word": {
        "da": "En rettet sætning mangler sit mængdeord; den genererede er trykt: {anchors} (data/statements.csv).",
        "en": "An edited sentence lacks its word of quantity; the generated one prints: {anchors} (data/statements.csv).",
    },
    "gone": {
        "da": "Rettede sætninger, hvis fund ikke er trykt: {anchors} (data/statements.csv).",
        "en": "Edited sentences whose finding is not printed: {anchors} (data/statements.csv).",
    },
    "quotes": {
        "da": "Citater uden et trykt fund at stå ved: {n}.",
        "en": "Quotes without a printed finding to stand at: {n}.",
    },
    "boxes": {
        "da": "Bokse ved en kode, som intet trykt fund handler om: {titles} (study.yaml: report.boxes).",
        "en": "Boxes at a code that no printed finding is about: {titles} (study.yaml: report.boxes).",
    },
    "more": {"da": "{shown} og {n} til", "en": "{shown} and {n} more"},
}


def left_out(report: Report, held: HeldBack) -> tuple[str, ...]:
    """Return a line for each sort of thing that was not printed; none where all was.

    Parameters
    ----------
    report : Report
    held : HeldBack
        What waits for a person.
    """
    return tuple(_lines(report, held, Labels(_WORDS, report.language)))


def _lines(report: Report, held: HeldBack, words: Labels) -> Iterator[str]:
    if held.quotes or held.sentences:
        yield words("waiting", statements=held.sentences, quotes=held.quotes)
    if held.quotes_refused or held.statements_refused:
        yield words("refused", statements=held.statements_refused, quotes=held.quotes_refused)
    for why in ("changed", "word", "gone"):
        anchors = [edit.anchor for edit in report.outdated if edit.why == why]
        if anchors:
            yield words(why, anchors=_listed(anchors, words))
    if report.unplaced:
        yield words("quotes", n=len(report.unplaced))
    if report.unplaced_boxes:
        yield words("boxes", titles=_listed([f"»{title}«" for title in report.unplaced_boxes], words))


def _listed(items: list[str], words: Labels) -> str:
    shown = ", ".join(items[:_SHOWN])
    return words("more", shown=shown, n=len(items) - _SHOWN) if len(items) > _SHOWN else shown
