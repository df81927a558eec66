"""The quotes of a study: chosen, kept in the store, and placed beside the findings that they support."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qualcode.model import Quote
from qualcode.quotes import Chosen, choose
from qualcode.reporting.statements import gathered
from qualcode.study.results import StepResult

if TYPE_CHECKING:
    from qualcode.matrices import Finding, Findings
    from qualcode.study.facade import Study

LEAST_SITES = 2
"""A quote under a finding of one site shows whose finding it is."""

_NUMBERED = re.compile(r"\[([^\[\]\d]+?) \d+\]")


def choose_quotes(study: Study) -> Chosen:
    """Choose quotes for the findings; those that are chosen already stay, so that choosing again changes nothing."""
    return choose(
        study.passages(),
        study.versions(),
        keep=study.store.quotes(),
        language=study.config.language,
        partner_branch=study.config.partner_branch,
    )


def keep_quotes(study: Study) -> StepResult:
    """Choose, and store what is new; what no longer fits its text or its codings is let go."""
    chosen = choose_quotes(study)
    gone = [one.id for one in chosen.outdated]
    dropped = study.store.drop_quotes(gone, actor=study.actor, seen=study._seen) if gone else 0
    added = study.store.put_quotes(list(chosen.quotes), actor=study.actor, seen=study._seen)
    return StepResult("quotes", {"quotes": len(chosen.quotes), "added": added, "dropped": dropped})


def printed(quote: Quote) -> Quote:
    """Return a quote as it prints: without the numbers of pseudonyms, which would tie quotes of one case together.

    Examples
    --------
    >>> from qualcode.model import Span
    >>> quote = Quote("q", "a", "v", (Span(0, 20),), (), (), "p1", "boern", "Vi ringer til [skole 8].")
    >>> printed(quote).text
    'Vi ringer til [skole].'
    """
    return replace(quote, text=as_printed(quote.text))


def supports(quote: Quote, finding: Finding) -> bool:
    """Say whether a quote's words were coded with a finding's partner and code, by somebody of its area."""
    return (
        finding.code in quote.codes
        and (not finding.partner or finding.partner in quote.codes)
        and finding.area in (quote.area, "begge")
    )


@dataclass(frozen=True, slots=True)
class Placed:
    """A quote as it would print, and the finding that it supports."""

    quote: Quote
    finding: Finding

    @property
    def section(self) -> str:
        """Code of the section that it stands in."""
        return self.finding.partner or self.finding.code


def placed_quotes(study: Study, findings: Findings) -> list[Placed]:
    """Return one quote for each finding of more than one site that has one, in the order of the findings.

    The quotes that are kept are more than a report holds. One that the interviewed agreed to goes before one that waits,
    and one that was withdrawn is not placed.
    """
    known = [one for one in study.store.quotes() if one.status != "withdrawn"]
    known.sort(key=lambda one: (not one.is_cleared, len(one.text), one.id))
    taken: set[str] = set()
    placed = []
    for found in gathered(findings):
        if found.row.count.sites < LEAST_SITES:
            continue
        fits = (one for one in known if one.id not in taken and supports(one, found.row))
        quote = next(fits, None)
        if quote is not None:
            taken.add(quote.id)
            placed.append(Placed(printed(quote), found.row))
    return placed


def asked_quotes(study: Study, findings: Findings) -> list[Quote]:
    """Return the quotes that the interviewed are asked about, as they are kept: those placed, and those answered before."""
    wanted = {one.quote.id for one in placed_quotes(study, findings)}
    wanted |= {one.item for one in study.store.replies()}
    return [one for one in study.store.quotes() if one.id in wanted]


def as_printed(text: str) -> str:
    """Return words without the numbers of pseudonyms."""
    return _NUMBERED.sub(r"[\1]", text)
