"""What a study prints now: findings and quotes that passed the gate, and what was held back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qualcode.disclosure import GateReport
from qualcode.errors import PrivacyError, Problem
from qualcode.reporting import HeldBack, PrintedQuote
from qualcode.study.clearing import check_release, held_anchors, matrix_without_held, without_held
from qualcode.study.counting import Counting
from qualcode.study.quoting import Placed, placed_quotes

if TYPE_CHECKING:
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
    """

    counting: Counting
    findings: Findings
    shown: Findings
    placed: tuple[Placed, ...] = field(repr=False)
    gate: GateReport
    held: frozenset[str]

    @classmethod
    def of(cls, study: Study) -> Printable:
        """Count, and pass everything through the gate.

        Raises
        ------
        PrivacyError
            A sentence about to print points to somebody (QC-DC01): nothing is printed until it is mended.
        """
        counting = Counting.of(study)
        findings = counting.findings()
        placed = tuple(placed_quotes(study, findings))
        gate = check_release(study, findings, placed)
        _refuse_dangerous(gate)
        held = held_anchors(study, findings, gate)
        return cls(counting, findings, without_held(findings, held), placed, gate, held)

    @property
    def held_back(self) -> HeldBack:
        """What waits: for the report, which says how many."""
        waiting = sum(entry.verdict != "print" for entry in self.gate.entries if entry.kind == "quote")
        return HeldBack(waiting, self.held)

    def matrices(self) -> list[tuple[ThemeMatrix, ThemeMatrix]]:
        """Return the study's matrices, each with the form that may be printed."""
        return [(one, matrix_without_held(one, self.findings, self.held)) for one in self.counting.matrices()]

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


def _refuse_dangerous(gate: GateReport) -> None:
    """Stop for a sentence that must not print; a quote that must not is left out, and listed for the team."""
    bad = [entry for entry in gate.refused if entry.kind != "quote"]
    if bad:
        raise PrivacyError(
            f"{len(bad)} sentences about to print point to somebody",
            code="QC-DC01",
            allowed="No name, place, number or id of a person or site in print",
            do="See: qualcode clear list. Mend the codebook, study.yaml or data/statements.csv.",
            problems=[
                Problem(f"{entry.kind} {entry.id}", entry.reasons[0].message("en")) for entry in bad[:_SHOWN]
            ],
        )
