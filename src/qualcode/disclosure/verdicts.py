"""What the gate found: what prints, what is held back, what is refused, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

from qualcode.disclosure.cells import Protected
from qualcode.disclosure.chains import Link
from qualcode.disclosure.clues import Clue
from qualcode.disclosure.rules import Rules
from qualcode.disclosure.traces import Trace
from qualcode.disclosure.words import WORDS
from qualcode.errors import PrivacyError, Problem
from qualcode.labels import Labels
from qualcode.model import Clearance

if TYPE_CHECKING:
    import pandas as pd

Verdict = Literal["print", "held", "refused"]
VERDICTS: tuple[Verdict, ...] = ("print", "held", "refused")

ItemKind = Literal["statement", "quote", "text", "table", "file"]
ITEM_KINDS: tuple[ItemKind, ...] = ("statement", "quote", "text", "table", "file")

ReasonCode = Literal[
    "left over", "exposed", "traces", "unreadable",
    "withdrawn", "no reply", "other words", "no tick", "old tick", "held by a person", "no reason",
    "combination", "share", "linked",
]  # fmt: skip

_REFUSING: frozenset[ReasonCode] = frozenset({"left over", "exposed", "traces", "unreadable"})
FINAL: frozenset[ReasonCode] = frozenset({"withdrawn", "no reply", "other words"})
"""What no override changes: the interviewed have not agreed to these words. An agreement by telephone is a reply like any other."""

Detail: TypeAlias = Clue | Trace | Link | str

REPORT_COLUMNS = ("kind", "id", "verdict", "reasons", "do", "override", "by", "why", "seal")
_SHOWN = 20
_TICKS: frozenset[ReasonCode] = frozenset({"no tick", "old tick", "no reason"})
_WAITING: frozenset[ReasonCode] = _TICKS | {"no reply", "other words"}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something does not print as it is.

    Parameters
    ----------
    code : str
        Such as ``"no reply"``.
    details : tuple
        Clues in words, traces in files, what the quote is linked with; none of them holds words.
    """

    code: ReasonCode
    details: tuple[Detail, ...] = ()

    @property
    def refuses(self) -> bool:
        """Whether nothing may go out while it stands, or this only is held back."""
        return self.code in _REFUSING

    def message(self, language: str) -> str:
        """Say what it is."""
        words = Labels(WORDS, language)
        shown = [d if isinstance(d, str) else _said(d, language) for d in self.details]
        return words("reason " + self.code) + (f": {'; '.join(shown)}" if shown else "")

    def do(self, language: str) -> str:
        """Say what to do about it."""
        return Labels(WORDS, language)("do " + self.code)


def _said(detail: Clue | Trace | Link, language: str) -> str:
    return ", ".join(detail.quotes) if isinstance(detail, Link) else detail.message(language)


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that was to leave the study, and what the gate says.

    Parameters
    ----------
    kind : {"statement", "quote", "text", "table", "file"}
    id : str
    seal : str
        Of the words or numbers that were judged: what a tick has to carry.
    reasons : tuple of Reason
        What stands against it; nothing for what prints.
    set_aside : tuple of Reason
        What stood against it and was overridden.
    override : Clearance, optional
        Whose decision that was.
    looked_at : tuple of Clue
        What the scan found for a person to look at.
    """

    kind: ItemKind
    id: str
    seal: str
    reasons: tuple[Reason, ...] = ()
    set_aside: tuple[Reason, ...] = ()
    override: Clearance | None = None
    looked_at: tuple[Clue, ...] = ()

    @property
    def verdict(self) -> Verdict:
        """Whether it prints."""
        if not self.reasons:
            return "print"
        return "refused" if any(reason.refuses for reason in self.reasons) else "held"

    @property
    def waits(self) -> bool:
        """Whether an answer or a tick is all that it lacks; else a rule, a person or the interviewed said no."""
        return bool(self.reasons) and all(reason.code in _WAITING for reason in self.reasons)

    @property
    def needs_override(self) -> bool:
        """Whether a rule stands against it that only an override sets aside."""
        return any(reason.code not in FINAL | _TICKS | {"held by a person"} for reason in self.reasons)

    @property
    def asks_a_person(self) -> bool:
        """Whether a person's tick, or an override, would change something."""
        return self.needs_override or any(reason.code in _TICKS for reason in self.reasons)


@dataclass(frozen=True, repr=False)
class GateReport:
    """What the gate says of a release. Made by :meth:`Gate.check`.

    Parameters
    ----------
    entries : tuple of Entry
        In the order of the release.
    tables : tuple of Protected
        The tables as they print, in the order of the release.
    links : tuple of Link
        Quotes that print and share a rare detail; for the person who ticks.
    order : {"together", "same order", ""}
        Whether the order of the printed quotes tells which are of one interview.
    rules : Rules
    """

    entries: tuple[Entry, ...]
    tables: tuple[Protected, ...] = ()
    links: tuple[Link, ...] = ()
    order: Literal["together", "same order", ""] = ""
    rules: Rules = field(default_factory=Rules)

    def __len__(self) -> int:
        return len(self.entries)

    def __repr__(self) -> str:
        n = Counter(entry.verdict for entry in self.entries)
        return f"<GateReport: {n['print']} print, {n['held']} held back, {n['refused']} refused>"

    def with_verdict(self, verdict: Verdict, kind: ItemKind | None = None) -> tuple[Entry, ...]:
        """Return the entries with a verdict, of one kind if asked."""
        return tuple(e for e in self.entries if e.verdict == verdict and kind in (None, e.kind))

    def prints(self, id: str) -> bool:
        """Say whether something may print; what the gate has not seen may not."""
        found = [entry for entry in self.entries if entry.id == id]
        return bool(found) and all(entry.verdict == "print" for entry in found)

    @property
    def refused(self) -> tuple[Entry, ...]:
        """What must not leave the study; while there is any, nothing does."""
        return self.with_verdict("refused")

    @property
    def held(self) -> tuple[Entry, ...]:
        """What waits for somebody; the rest may go out."""
        return self.with_verdict("held")

    @property
    def overrides(self) -> tuple[Entry, ...]:
        """What goes out, or would, although a rule says no: to be logged with its reason."""
        return tuple(entry for entry in self.entries if entry.set_aside)

    def waiting(self) -> dict[ReasonCode, int]:
        """Return how many of what is held back wait for what; one thing can wait for several."""
        return dict(Counter(reason.code for entry in self.held for reason in entry.reasons))

    def to_frame(self, language: str = "en") -> pd.DataFrame:
        """Return one row per entry (``REPORT_COLUMNS``): ids, reasons, what to do; no words of anybody's.

        ``why`` is the reason that was given for an override, as it was written.
        """
        import pandas as pd

        rows = [
            (
                entry.kind,
                entry.id,
                entry.verdict,
                "; ".join(reason.message(language) for reason in entry.reasons),
                " ".join(dict.fromkeys(reason.do(language) for reason in entry.reasons)),
                "; ".join(reason.message(language) for reason in entry.set_aside),
                entry.override.by if entry.override else "",
                entry.override.reason if entry.override else "",
                entry.seal,
            )
            for entry in self.entries
        ]
        return pd.DataFrame(rows, columns=list(REPORT_COLUMNS))

    def lines(self, language: str) -> list[str]:
        """Say in a few lines what prints, what waits for what, and what is refused; ids and counts only."""
        words = Labels(WORDS, language)
        lines = []
        for kind in ITEM_KINDS:
            counts = {verdict: len(self.with_verdict(verdict, kind)) for verdict in VERDICTS}
            if any(counts.values()):
                lines.append(words("counts " + kind, **counts))
        for code, n in self.waiting().items():
            lines.append(f"  {words('reason ' + code)}: {n}. {words('do ' + code)}")
        for entry in self.refused:
            lines += [
                f"  {entry.id}: {r.message(language)}. {r.do(language)}" for r in entry.reasons if r.refuses
            ]
        for entry in self.overrides:
            by, why = (entry.override.by, entry.override.reason) if entry.override else ("", "")
            lines.append(f"  {words('overridden', id=entry.id, by=by)}: {why}")
        for table in self.tables:
            lines += table.lines(language)
        if self.links:
            lines.append(words("links", n=len(self.links)))
        if self.order:
            lines.append(words("order " + self.order))
        if self.rules.looser:
            lines.append(words("looser", rules=", ".join(self.rules.looser), reason=self.rules.reason))
        return lines


def require(report: GateReport) -> None:
    """Let nothing out while something is refused.

    Raises
    ------
    PrivacyError
        Something points to somebody, or would; every such thing is named with its id, and with what to do.
    """
    if not report.refused:
        return
    raise PrivacyError(
        f"{len(report.refused)} things must not leave the study as they are",
        code="QC-DC01",
        allowed="Nothing is printed while something is refused",
        do="Mend them, or let a person override each of them with a reason.",
        problems=_problems(report.refused),
    )


def _problems(entries: Sequence[Entry]) -> list[Problem]:
    found = [
        Problem(f"{entry.kind} {entry.id}", reason.message("en"), do=reason.do("en"))
        for entry in entries
        for reason in entry.reasons
        if reason.refuses
    ]
    more = len(found) - _SHOWN
    return found[:_SHOWN] + ([Problem("", f"and {more} more")] if more > 0 else [])
