"""Making the plan: proposals for every text, and what people decided before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from qualcode.model import DocumentVersion, Span
from qualcode.pseudonymise.detection import Detection
from qualcode.pseudonymise.keyfile import Key
from qualcode.pseudonymise.linking import same_persons
from qualcode.pseudonymise.plan import NOTHING, Plan, PlanRow
from qualcode.pseudonymise.pseudonyms import pseudonym_pattern
from qualcode.pseudonymise.search import Ner, detect_all
from qualcode.pseudonymise.speakers import is_neutral
from qualcode.pseudonymise.tokens import normal
from qualcode.pseudonymise.wanted import Ranges, Wanted

_AROUND = 40
"""Code points of context on either side, for the reader."""


def make_plan(
    versions: Sequence[DocumentVersion],
    key: Key,
    *,
    previous: Plan | None = None,
    keep: Iterable[str] = (),
    hide: Iterable[str] = (),
    ner: Ner | None = None,
    language: str = "da",
) -> Plan:
    """Propose what to replace in every document.

    Parameters
    ----------
    versions : sequence of DocumentVersion
        The texts as imported.
    key : Key
        Gives the pseudonyms, and new ones their number. Save it together with the plan.
    previous : Plan, optional
        What people decided before. Their rows stay for the same version of a document, and a proposal that overlaps
        one of them is dropped; rows that nobody touched are proposed anew. Rows for every occurrence stay always.
    keep, hide : iterable of str
        The study's own words: what stays, and what is proposed always.
    ner : callable, optional
        Proposes further names (see :data:`qualcode.pseudonymise.search.Ner`).
    language : str, default="da"

    Returns
    -------
    Plan
        At least one row for every document.
    """
    texts = {version.document: version.text for version in versions}
    found = detect_all(texts, language=language, keep=keep, hide=hide, ner=ner, known=_label_names(versions))
    earlier = list(previous) if previous else []
    rows = [_filled(row, key) for row in earlier if row.is_everywhere or row.document not in texts]
    everywhere = [row for row in rows if row.is_everywhere]
    for version in versions:
        fresh = list(_proposals(version, found[version.document], key))
        kept = _kept(version, earlier, fresh, key)
        taken = _taken(version, [*kept, *everywhere])
        new = [row for row in fresh if row.span and not taken.overlaps(row.span)]
        own = kept + new
        rows += own or [_nothing(version)]
    return Plan.of(rows)


def _label_names(versions: Sequence[DocumentVersion]) -> list[str]:
    """Return the speakers' labels that are names of persons: they are spoken to by name, too."""
    labels = {turn.speaker for version in versions for turn in version.turns if turn.speaker}
    return sorted(label for label in labels if not is_neutral(label))


def _proposals(version: DocumentVersion, found: Sequence[Detection], key: Key) -> Iterator[PlanRow]:
    persons = same_persons(found)
    for one in found:
        entity = persons.get(one.entity, one.entity) if one.label == "PERSON" else one.entity
        pseudonym = key.pseudonym(one.label, entity)
        for span in _within_turns(version, one.span):
            words = span.of(version.text)
            yield PlanRow(
                document=version.document,
                version=version.short_sha,
                turn=version.turn_at(span.start).number,
                start=span.start,
                end=span.end,
                label=one.label,
                found=words,
                replacement=pseudonym + genitive(words, one.entity),
                decision="?" if one.asks else "replace",
                score=one.score,
                detector=one.detector,
                context=_context(version.text, span),
            )


def _within_turns(version: DocumentVersion, span: Span) -> Iterator[Span]:
    """Cut a stretch at the ends of turns: a replacement may not join what two people said."""
    start = span.start
    while start < span.end:
        turn = version.turn_at(start)
        end = min(span.end, turn.span.end)
        piece = Span(start, max(start, end)).trim(version.text)
        if piece:
            yield piece
        start = max(end, turn.span.end) + 1


def genitive(words: str, entity: str) -> str:
    """Return the genitive's ending of words that stand for an entity.

    Examples
    --------
    >>> genitive("Fatimas", "fatima"), genitive("Jens'", "jens"), genitive("Holstebro Kommunes", "holstebro")
    ('s', 's', 's')
    >>> genitive("Fatima's", "fatima"), genitive("Fatima", "fatima"), genitive("Jens", "jens")
    ("'s", '', '')
    """
    low = normal(words)
    if low == entity or not low:
        return ""
    last, meant = low.split()[-1], entity.split()[-1] if entity.split() else ""
    if last.endswith("'s") and not meant.endswith("'s"):
        return "'s"
    if last.endswith("'") and last[:-1].endswith(meant):
        return "s"
    owns = last in (f"{meant}s", "kommunes") or (
        last.endswith("s") and last[:-1].endswith(meant) and meant != ""
    )
    return "s" if owns and not meant.endswith(last) else ""


def _context(text: str, span: Span) -> str:
    return " ".join(text[max(0, span.start - _AROUND) : span.end + _AROUND].split())


def _kept(
    version: DocumentVersion, earlier: Sequence[PlanRow], fresh: Sequence[PlanRow], key: Key
) -> list[PlanRow]:
    """Return the rows of an earlier plan for this version that a person read, added or changed."""
    proposed = {(row.start, row.end): row for row in fresh}
    own = [row for row in earlier if row.document == version.document and row.version == version.short_sha]
    return [
        _filled(row, key)
        for row in own
        if not row.is_everywhere and (row.reviewed_by or _is_touched(row, proposed.get((row.start, row.end))))
    ]


def _is_touched(row: PlanRow, fresh: PlanRow | None) -> bool:
    """Say whether a person has changed a row that nobody signed yet."""
    if row.label == NOTHING:
        return False
    if not row.detector:
        return True
    machine = fresh.decision if fresh else "replace"
    if row.decision not in (machine, "?"):
        return True
    word = row.replacement.removesuffix("s").removesuffix("'")
    return bool(row.replacement) and pseudonym_pattern().fullmatch(word) is None


def _filled(row: PlanRow, key: Key) -> PlanRow:
    """Give a person's row the pseudonym that it lacks."""
    if row.decision != "replace" or row.replacement or row.label == NOTHING:
        return row
    return replace(row, replacement=key.pseudonym(row.label, normal(row.found)))


def _taken(version: DocumentVersion, rows: Sequence[PlanRow]) -> Ranges:
    """Return the stretches of a text that people's rows decide."""
    wanted = Wanted.of(
        row.found for row in rows if row.is_everywhere and row.document in ("", version.document)
    )
    spans = [row.span for row in rows if row.span]
    return Ranges([*spans, *(span for span, _ in wanted.find(version.text))])


def _nothing(version: DocumentVersion) -> PlanRow:
    return PlanRow(document=version.document, version=version.short_sha, label=NOTHING, decision="keep")
