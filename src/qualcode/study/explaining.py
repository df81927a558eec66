"""What stands behind a sentence, a cell, a quote or a coding: the segments, who coded them, by which codebook."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from qualcode.errors import CodingError
from qualcode.labels import Labels
from qualcode.matrices.anchors import cell_anchor
from qualcode.model import Coding, Quote, Segment, in_branch
from qualcode.reporting import finding_anchor
from qualcode.study import privacy
from qualcode.study.counted import settled_name
from qualcode.study.counting import Counting

if TYPE_CHECKING:
    import pandas as pd

    from qualcode.study.facade import Study

Kind = Literal["finding", "cell", "quote", "coding"]
COLUMNS = ("document", "segment", "speaker", "area", "code", "stance", "coder", "coding", "text")

_WORDS = {
    "finding": {"da": "Fund", "en": "Finding"},
    "cell": {"da": "Celle", "en": "Cell"},
    "quote": {"da": "Citat", "en": "Quote"},
    "coding": {"da": "Kodning", "en": "Coding"},
    "codes": {"da": "Koder: {codes}", "en": "Codes: {codes}"},
    "area": {"da": "Område: {area}", "en": "Area: {area}"},
    "counts": {
        "da": "Segmenter: {segments}; personer: {speakers}; steder: {sites}; trykt som: {word}",
        "en": "Segments: {segments}; persons: {speakers}; sites: {sites}; printed as: {word}",
    },
    "set": {
        "da": "Kodesæt: {name}, kodebog {version}, segmentering {segmentation}; kodet af: {coders}",
        "en": "Coding set: {name}, codebook {version}, segmentation {segmentation}; coded by: {coders}",
    },
    "status": {
        "da": "Faktuel høring: {status}; hvis det trykkes, står der: {area}",
        "en": "Fact check: {status}; if it prints, beside it: {area}",
    },
    "waiting": {"da": "venter", "en": "waiting"},
    "approved": {"da": "godkendt", "en": "approved"},
    "changed": {"da": "godkendt med ændringer", "en": "approved with changes"},
    "withdrawn": {"da": "trukket tilbage", "en": "withdrawn"},
    "settled": {
        "da": "Afgjort af {by} ({outcome}) ud fra {n} kodninger af {coders}",
        "en": "Settled by {by} ({outcome}) from {n} codings by {coders}",
    },
    "untraced": {
        "da": "Kom fra en fil; hvad der lå til grund, er ikke noteret",
        "en": "Came from a file; what it was settled from is not recorded",
    },
    "whole": {"da": "alle informanter", "en": "all informants"},
}


@dataclass(frozen=True)
class Explanation:
    """What stands behind one thing that was printed or counted. For the team: it holds words.

    Parameters
    ----------
    id : str
    kind : {"finding", "cell", "quote", "coding"}
    facts : tuple of str
        In the study's language.
    rows : tuple of tuple
        One per coding behind it (:data:`COLUMNS`).
    """

    id: str
    kind: Kind
    facts: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...] = field(repr=False)

    def to_frame(self) -> pd.DataFrame:
        """Return one row per coding behind it, with the words."""
        import pandas as pd

        return pd.DataFrame(list(self.rows), columns=list(COLUMNS))

    def lines(self, language: str) -> list[str]:
        """Say what it is and what it rests on, without words of anybody."""
        return [f"{Labels(_WORDS, language)(self.kind)} {self.id}", *self.facts]


def explain(study: Study, id: str) -> Explanation:
    """Explain an anchor of a sentence (``f_…``) or cell (``c_…``), a quote's id or a coding's id.

    Raises
    ------
    PrivacyError
        Some text is not reviewed yet: its words are shown to nobody (QC-PV01).
    CodingError
        Nothing has this id (QC-EX01).
    """
    privacy.require_reviewed(study)
    for look in (_finding, _cell, _quote, _coding):
        found = look(study, id.strip())
        if found is not None:
            return found
    raise CodingError(
        "nothing has this id",
        code="QC-EX01",
        where="explain",
        allowed="The anchor of a sentence (f_…) or of a cell (c_…), or the id of a quote or of a coding",
        do="Take it from reports/team/, from the link in the report, or from: qualcode codings list",
    )


def _finding(study: Study, id: str) -> Explanation | None:
    if not id.startswith("f_"):
        return None
    words, counting = Labels(_WORDS, study.config.language), Counting.of(study)
    findings = counting.findings()
    row = next((one for one in findings if finding_anchor(one.partner, one.code, one.area) == id), None)
    if row is None:
        return None
    segments = findings.segments(row.partner, row.code, row.area)
    codes = tuple(filter(None, (row.partner, row.code)))
    count = row.count
    facts = (
        words("codes", codes=", ".join(_names(study, codes))),
        words("area", area=study.config.areas.get(row.area, row.area)),
        words(
            "counts", segments=count.segments, speakers=count.speakers, sites=count.sites, word=row.quantifier
        ),
        _of_set(study, counting),
    )
    return Explanation(id, "finding", facts, _rows(study, counting.codings, segments, codes))


def _cell(study: Study, id: str) -> Explanation | None:
    if not id.startswith("c_"):
        return None
    words, counting = Labels(_WORDS, study.config.language), Counting.of(study)
    for matrix in counting.matrices():
        for (row, column), cell in matrix.cells.items():
            for area, count in cell.counts.items():
                if id not in {cell_anchor(row, column, f"area:{area}"), *(_whole(row, column, area))}:
                    continue
                facts = (
                    words("codes", codes=", ".join(_names(study, (row, column)))),
                    words("area", area=study.config.areas.get(area, words("whole") if area == "alle" else area)),
                    words("counts", segments=count.segments, speakers=count.speakers, sites=count.sites,
                          word=matrix.basis.quantifier(count.sites)),
                    _of_set(study, counting),
                )  # fmt: skip
                segments = matrix.segments(row, column, area)
                return Explanation(id, "cell", facts, _rows(study, counting.codings, segments, (row, column)))
    return None


def _whole(row: str, column: str, area: str) -> tuple[str, ...]:
    return (cell_anchor(row, column),) if area == "alle" else ()


def _quote(study: Study, id: str) -> Explanation | None:
    quote = next((one for one in study.store.quotes() if one.id == id), None)
    if quote is None:
        return None
    words, counting = Labels(_WORDS, study.config.language), Counting.of(study)
    from qualcode.quotes import attribution

    facts = (
        words("codes", codes=", ".join(_names(study, quote.codes))),
        words("status", status=words(quote.status), area=attribution(quote.area, study.config)),
        _of_set(study, counting),
    )
    segments = [one for one in counting.segments if _holds(one, quote)]
    return Explanation(id, "quote", facts, _rows(study, counting.codings, segments, quote.codes))


def _holds(segment: Segment, quote: Quote) -> bool:
    return segment.document == quote.document and any(segment.span.overlaps(piece) for piece in quote.pieces)


def _coding(study: Study, id: str) -> Explanation | None:
    coding = next((one for one in study.store.codings() if one.id == id), None)
    if coding is None:
        return None
    segments = [
        one for one in study.segments() if one.document == coding.document and one.span.overlaps(coding.span)
    ]
    words = Labels(_WORDS, study.config.language)
    facts = [words("codes", codes=", ".join(_names(study, [coding.code])))]
    if coding.coder == settled_name(study):
        facts.append(_traced(study, coding, words))
    return Explanation(id, "coding", tuple(facts), _rows(study, [coding], segments, (coding.code,)))


def _traced(study: Study, coding: Coding, words: Labels) -> str:
    settled = next(
        (one for one in study.store.settlements(document=coding.document) if coding.id in one.codings), None
    )
    if settled is None:
        return words("untraced")
    coders = {one.coder for one in study.store.codings(document=coding.document) if one.id in settled.sources}
    return words(
        "settled",
        by=settled.by,
        outcome=settled.outcome,
        n=len(settled.sources),
        coders=", ".join(sorted(coders)),
    )


def _of_set(study: Study, counting: Counting) -> str:
    return Labels(_WORDS, study.config.language)(
        "set",
        name=counting.codings.name,
        version=counting.codebook.version,
        segmentation=study.config.segmentation,
        coders=", ".join(counting.codings.coders),
    )


def _names(study: Study, codes: Iterable[str]) -> list[str]:
    return [f"{study.codebook[code].name} ({code})" for code in codes]


def _rows(
    study: Study, codings: Iterable[Coding], segments: Sequence[Segment], codes: Sequence[str]
) -> tuple[tuple[object, ...], ...]:
    """Return one row per coding of the codes on the segments, in reading order."""
    by_document: dict[str, list[Segment]] = {}
    for segment in segments:
        by_document.setdefault(segment.document, []).append(segment)
    texts = {name: study.version(name).text for name in by_document}
    rows = []
    for coding in codings:
        if not any(in_branch(coding.code, code) for code in codes):
            continue
        for segment in by_document.get(coding.document, ()):
            shared = segment.span & coding.span
            if shared:
                rows.append(
                    (
                        coding.document, segment.number, segment.speaker_id, segment.area, coding.code, coding.stance,
                        coding.coder, coding.id, shared.of(texts[coding.document]),
                    )
                )  # fmt: skip
    return tuple(sorted(rows, key=lambda row: (row[0], row[1], row[4])))
