"""What may leave the study: the gate, what waits for whom, and the ticks of the people who looked.

A finding passes by its own sentence, whatever it is printed together with. What waits is held back everywhere: in the
text, the tables and the figures. What is dangerous stops everything.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from qualcode.disclosure import (
    Gate,
    GateReport,
    Release,
    ReleasedQuote,
    ReleasedStatement,
    ScanLists,
    lone_roles,
    participants,
    require,
)
from qualcode.interchange import CLEARANCE_COLUMNS, read_clearances, write_csv
from qualcode.labels import Labels
from qualcode.matrices import CodePairs, CodeTable, ThemeMatrix, in_few_words
from qualcode.model import Quote, Segment
from qualcode.reporting import finding_anchor, read_edits
from qualcode.reporting.edits import Edits
from qualcode.reporting.statements import Speech, gathered
from qualcode.study import privacy
from qualcode.study.counting import Counting
from qualcode.study.printed_texts import printed_texts
from qualcode.study.quoting import Placed, as_printed, placed_quotes
from qualcode.study.results import StepResult

if TYPE_CHECKING:
    from qualcode.matrices import Finding, Findings
    from qualcode.study.facade import Study


_WORDS = {
    "only override": {
        "da": "et ja er ikke nok: trykkes kun med override og en begrundelse",
        "en": "a yes is not enough: prints only by an override with a reason",
    },
}


@dataclass(frozen=True, slots=True)
class FindingSentence:
    """A finding as its own sentence: what is fact-checked, ticked and explained.

    Parameters
    ----------
    anchor : str
    anchors : frozenset of str
        Of all rows of the findings that it takes in.
    text : str
    sites, speakers, documents : frozenset of str
        ``documents`` are the interviews that some word of it draws on alone.
    rows : tuple of Finding
    """

    anchor: str
    anchors: frozenset[str]
    text: str = field(repr=False)
    sites: frozenset[str] = field(repr=False)
    speakers: frozenset[str] = field(repr=False)
    documents: frozenset[str]
    rows: tuple[Finding, ...] = field(repr=False)


def finding_sentences(study: Study, findings: Findings) -> list[FindingSentence]:
    """Return every finding as its own sentence, with what it rests on."""
    speech = Speech.of(findings, study.codebook, study.config, None)
    edits = Edits(read_edits(study.layout.data / "statements.csv"))
    made = []
    for found in gathered(findings):
        rows = tuple({id(row): row for row in (found.row, *found.parts)}.values())
        segments = [one for row in rows for one in _segments(findings, row)]
        statement = edits.applied(speech.statement(found))
        made.append(
            FindingSentence(
                statement.anchor,
                frozenset(_anchor(row) for row in rows),
                statement.text,
                frozenset(one.site for one in segments),
                frozenset(one.speaker_id for one in segments),
                frozenset(name for row in rows for name in _alone(findings, row)),
                rows,
            )
        )
    return made


def _anchor(row: Finding) -> str:
    return finding_anchor(row.partner, row.code, row.area)


def _segments(findings: Findings, row: Finding) -> Sequence[Segment]:
    return findings.segments(row.partner, row.code, row.area)


def _alone(findings: Findings, row: Finding) -> set[str]:
    """Return the interviews that a word of a row draws on alone: where it stands for one site."""
    found: set[str] = set()
    if row.count.sites == 1:
        found |= {one.document for one in _segments(findings, row)}
    for stance, sites in (("wish", row.wishes), ("counterexample", row.counterexamples)):
        if sites == 1:
            said = findings.segments(row.partner, row.code, row.area, stance=stance)  # type: ignore[arg-type]
            found |= {one.document for one in said}
    return found


# -- the gate ----------------------------------------------------------------------------------------------------------


def scan_lists(study: Study) -> ScanLists:
    """Return what the study knows of who must not be recognised."""
    from qualcode.pseudonymise import Residue

    plan = privacy.read(study, study.plan_path)
    language = study.config.language
    speakers = study.speakers
    ids = {*study.site_ids, *(one.name for one in study.documents), *(one.speaker_id for one in speakers)}
    return ScanLists(
        residual=Residue.of(plan, language=language).find if plan is not None else None,
        hidden=tuple(study.config.hide_words),
        ids=tuple(one for one in ids if len(one) > 2),  # shorter ones are ordinary words
        roles=tuple(
            lone_roles(
                (one.speaker_id, one.notes) for one in speakers if one.role == "informant" and one.notes
            )
        ),
        keep=tuple(study.config.keep_words),
        language=language,
    )


def check_release(
    study: Study,
    findings: Findings,
    quotes: Sequence[Placed] = (),
    *,
    texts: Mapping[str, str] | None = None,
    files: Sequence[Path] = (),
) -> GateReport:
    """Judge everything that is about to leave the study together.

    Parameters
    ----------
    study : Study
    findings : Findings
    quotes : sequence of Placed
        In the order of print.
    texts : mapping of str to str, optional
        Other printed words by id; those that are a finding's own sentence are judged as that.
    files : sequence of Path
        Written already, and not yet handed on.
    """
    sites = {one.document: one.site for one in study.interviews}
    statements = [
        ReleasedStatement(one.anchor, one.text, one.sites, one.speakers, bool(one.documents), one.documents)
        for one in finding_sentences(study, findings)
    ]
    own = {one.text for one in statements}
    released = [
        ReleasedQuote(one.quote, sites.get(one.quote.document, ""), section=one.section) for one in quotes
    ]
    return Gate(lists=scan_lists(study)).check(
        Release(
            statements=statements,
            quotes=released,
            texts={id: text for id, text in (texts or {}).items() if text not in own},
            files=files,
            people=participants(study.speakers, study.interviews),
            clearances=study.store.clearances(),
            # Quotes print without the numbers of pseudonyms; what was answered about them does, too.
            replies=[replace(one, text=as_printed(one.text)) for one in study.store.replies()],
        )
    )


def require_clean(report: GateReport) -> None:
    """Refuse a release with anything dangerous in it."""
    require(report)


def held_anchors(study: Study, findings: Findings, report: GateReport) -> frozenset[str]:
    """Return the anchors of all rows of findings that do not print."""
    going = {entry.id for entry in report.entries if entry.kind == "statement" and entry.verdict == "print"}
    sentences = finding_sentences(study, findings)
    return frozenset(anchor for one in sentences if one.anchor not in going for anchor in one.anchors)


def without_held(findings: Findings, held: frozenset[str]) -> Findings:
    """Return the findings that may be printed, without the segments of areas for which they are held back."""
    rows = tuple(row for row in findings.rows if _anchor(row) not in held)
    places = {(row.partner, row.code) for row in rows}
    gone = {(row.partner, row.code, row.area) for row in findings.rows if _anchor(row) in held}
    sources = {
        place: {
            stance: tuple(one for one in segments if (*place, one.area) not in gone)
            for stance, segments in by_stance.items()
        }
        for place, by_stance in findings.sources.items()
        if place in places
    }
    return replace(findings, rows=rows, sources=sources)


InWords = TypeVar("InWords", bound=ThemeMatrix | CodePairs | CodeTable)


def in_words(counted: InWords, findings: Findings, held: frozenset[str]) -> InWords:
    """Return a table as it may be printed in words.

    What is held back stands in none, in whichever area it is, nor does a code that is held back wherever it is found.
    Where the cells are findings, each passed the gate by its own sentence; about those of any other table nobody was
    asked, and so their words do not tell one site from two.
    """
    gone, codes = held_places(findings, held)

    def prints(place: tuple[str, str]) -> bool:
        return not ({place, place[::-1]} & gone or codes.intersection(place))

    changed: dict[str, Any]
    if isinstance(counted, CodePairs):
        changed = {
            "names": {code: name for code, name in counted.names.items() if code not in codes},
            "counts": {place: n for place, n in counted.counts.items() if prints(place)},
            "found": {place: segments for place, segments in counted.found.items() if prints(place)},
        }
    else:
        changed = {"cells": {place: cell for place, cell in counted.cells.items() if prints(place)}}
    if isinstance(counted, ThemeMatrix) and gone:
        # Marks of why a cell is empty would be untrue of one that is held back, and tell which those are.
        changed["guide"] = ()
    shown = replace(counted, **changed)
    return shown if are_findings(shown, findings) else in_few_words(shown)


def held_places(findings: Findings, held: frozenset[str]) -> tuple[set[tuple[str, str]], set[str]]:
    """Return the partners and codes of findings that are held back in some area, and the codes that are so wherever they are found."""
    left = {(row.partner, row.code) for row in findings.rows if _anchor(row) not in held}
    gone = {(row.partner, row.code) for row in findings.rows if _anchor(row) in held}
    codes = {code for place in gone for code in place} - {code for place in left for code in place} - {""}
    return gone, codes


def are_findings(counted: ThemeMatrix | CodePairs | CodeTable, findings: Findings) -> bool:
    """Say whether every cell of a table is a finding as it was judged, whichever of its two codes is the partner."""
    return isinstance(counted, ThemeMatrix) and all(
        any(
            set(cell.segments) == set(findings.segments(*one))
            for one in (place, place[::-1])
            if one in findings.sources
        )
        for place, cell in counted.cells.items()
    )


# -- ticks -------------------------------------------------------------------------------------------------------------


def waiting_rows(
    study: Study,
    findings: Findings,
    quotes: Sequence[Quote],
    report: GateReport,
    texts: Mapping[str, str] | None = None,
) -> list[list[str]]:
    """Return what waits for a person's tick, with its words, for a file that the person fills in (``CLEARANCE_COLUMNS``).

    What a rule stops is among it: a person can mend it, or override the rule with a reason.
    """
    language = study.config.language
    say = Labels(_WORDS, language)
    words = {one.anchor: one.text for one in finding_sentences(study, findings)}
    words |= {one.id: one.text for one in quotes} | dict(texts or {})
    known = {one.target: one for one in study.store.clearances()}
    rows = []
    for entry in report.entries:
        if not entry.asks_a_person:
            continue
        before = known.get(entry.id)
        why = "; ".join(
            [reason.message(language) for reason in entry.reasons]
            + [clue.message(language) for clue in entry.looked_at]
            + ([say("only override")] if entry.needs_override else [])
        )
        by = before.by if before else ""
        rows.append([entry.id, entry.seal, "", by, "", "", entry.kind, why, words.get(entry.id, "")])
    return rows


def write_waiting(path: Path, rows: Sequence[Sequence[str]]) -> None:
    """Write a file for the person who ticks; readable for its owner only, since it holds words."""
    write_csv(path, list(CLEARANCE_COLUMNS), [list(row) for row in rows], mode=0o600)


def store_clearances(study: Study, paths: Iterable[Path]) -> StepResult:
    """Store the ticks of some files: all or none. The same files again change nothing."""
    found = {one.target: one for path in paths for one in read_clearances(path)}
    changed = study.store.clear(list(found.values()), actor=study.actor, seen=study._seen) if found else 0
    return StepResult("clear", {"ticks": len(found), "changed": changed})


class Clearing:
    """What may leave the study; made by ``study.clearing``."""

    def __init__(self, study: Study) -> None:
        self._study = study

    def report(self) -> GateReport:
        """Judge the report as it would print now: what prints, what waits for whom, what is refused."""
        study = self._study
        counting = Counting.of(study)
        findings = counting.findings()
        texts = printed_texts(study, counting)
        return check_release(study, findings, placed_quotes(study, findings), texts=texts)

    def export(self, path: str | Path) -> int:
        """Write what waits for a tick into a file for the person who ticks; return how many rows."""
        study = self._study
        counting = Counting.of(study)
        findings, texts = counting.findings(), printed_texts(study, counting)
        placed = placed_quotes(study, findings)
        report = check_release(study, findings, placed, texts=texts)
        rows = waiting_rows(study, findings, [one.quote for one in placed], report, texts)
        write_waiting(Path(path), rows)
        return len(rows)

    def import_ticks(self, paths: Sequence[str | Path]) -> StepResult:
        """Store the ticks of files: all or none."""
        return store_clearances(self._study, [Path(path) for path in paths])
