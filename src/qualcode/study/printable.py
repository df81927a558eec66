"""What a study prints now: findings and quotes that passed the gate, and what was held back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qualcode.disclosure import Entry, GateReport
from qualcode.errors import PrivacyError, Problem
from qualcode.reporting import HeldBack, PrintedQuote
from qualcode.study.clearing import (
    InWords,
    check_release,
    finding_sentences,
    held_anchors,
    held_places,
    in_words,
    scan_lists,
    without_held,
)
from qualcode.study.counting import Counting
from qualcode.study.printed_texts import printed_texts
from qualcode.study.quoting import Placed, placed_quotes

if TYPE_CHECKING:
    from qualcode.disclosure.tables import Of
    from qualcode.matrices import Findings, ThemeMatrix
    from qualcode.study.facade import Study

_SHOWN = 10


@dataclass(frozen=True)
class Printable:
    """All that may be printed, counted and judged once.

    Parameters
    ----------
    counting : Counting
    findings : Findings
        All of them: for the team.
    shown : Findings
        Those that may be printed.
    placed : tuple of Placed
        The quotes that the report has a place for, cleared or not.
    gate : GateReport
    held : frozenset of str
        Anchors of the findings that wait.
    texts : mapping of str to str
        The other words that print: names, titles, paragraphs of the study's own.
    """

    counting: Counting
    findings: Findings
    shown: Findings
    placed: tuple[Placed, ...] = field(repr=False)
    gate: GateReport
    held: frozenset[str]
    texts: Mapping[str, str] = field(repr=False)

    @classmethod
    def of(cls, study: Study) -> Printable:
        """Count, and pass everything through the gate.

        Raises
        ------
        PrivacyError
            A sentence, a name or a paragraph about to print points to somebody (QC-DC01): nothing is printed until it is
            mended, or a person overrides it with a reason.
        """
        counting = Counting.of(study)
        findings = counting.findings()
        placed = tuple(placed_quotes(study, findings))
        texts = printed_texts(study, counting)
        gate = check_release(study, findings, placed, texts=texts)
        refuse_dangerous(gate)
        held = held_anchors(study, findings, gate)
        return cls(counting, findings, without_held(findings, held), placed, gate, held, texts)

    @property
    def held_back(self) -> HeldBack:
        """What does not print: for the report, which says how many wait, and how many were said no to."""
        out = [entry for entry in self.gate.entries if entry.verdict != "print"]
        n = Counter((entry.kind, entry.waits) for entry in out)
        return HeldBack(
            n["quote", True],
            self.held,
            waiting=n["statement", True],
            quotes_refused=n["quote", False],
            statements_refused=n["statement", False],
        )

    def never_printed(self, study: Study) -> frozenset[str]:
        """Return what must stand in no file: ids and hidden words, without those in words that a person let out."""
        never = scan_lists(study).never_printed
        over = {entry.id for entry in self.gate.overrides if entry.verdict == "print"}
        if not over:
            return never
        words = {one.anchor: one.text for one in finding_sentences(study, self.findings)} | dict(self.texts)
        words |= {one.quote.id: one.quote.text for one in self.placed}
        let_out = "\n".join(text for id, text in words.items() if id in over).casefold()
        return frozenset(word for word in never if word.casefold() not in let_out)

    def matrices(self) -> list[tuple[ThemeMatrix, ThemeMatrix]]:
        """Return the study's matrices, each with the form that may be printed."""
        return [(one, self.in_words(one)) for one in self.counting.matrices()]

    def held_numbers(self) -> Callable[[Of], bool]:
        """Return what says whether a number counts what is held back: a finding, in whichever area, or a code that is nowhere else."""
        gone, codes = held_places(self.findings, self.held)
        return lambda of: bool(codes & of) or any(of.issuperset(place) for place in gone)

    def in_words(self, counted: InWords) -> InWords:
        """Return a table as it may be printed in words; see :func:`qualcode.study.clearing.in_words`."""
        return in_words(counted, self.findings, self.held)

    def quotes(self, study: Study) -> list[PrintedQuote]:
        """Return the quotes that print, by the finding that each supports."""
        from qualcode.quotes import attribution

        going = {e.id for e in self.gate.entries if e.kind == "quote" and e.verdict == "print"}
        return [
            PrintedQuote(
                one.quote.text,
                attribution(one.quote.area, study.config),
                one.finding.partner,
                one.finding.code,
                one.quote.area,
            )
            for one in self.placed
            if one.quote.id in going
        ]


def refuse_dangerous(gate: GateReport) -> None:
    """Stop for words that must not print; a quote that must not is left out, and listed for the team."""
    bad = [entry for entry in gate.refused if entry.kind != "quote"]
    if bad:
        raise PrivacyError(
            f"{len(bad)} sentences, names or paragraphs about to print point to somebody",
            code="QC-DC01",
            allowed="No name, place, number or id of a person or site in print",
            do="Mend them in the codebook, study.yaml, data/report/ or data/statements.csv. Where one of them points to nobody, a"
            " person can say so: qualcode clear export FILE.csv, write override, by and a reason in its row, qualcode clear"
            " import FILE.csv.",
            problems=_problems(bad),
        )


def _problems(bad: Sequence[Entry]) -> list[Problem]:
    found = [
        Problem(f"{entry.kind} {entry.id}", reason.message("en"))
        for entry in bad[:_SHOWN]
        for reason in entry.reasons
        if reason.refuses
    ]
    more = len(bad) - _SHOWN
    return found + ([Problem("", f"and {more} more: qualcode clear list")] if more > 0 else [])
