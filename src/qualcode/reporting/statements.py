"""From rows of the findings to printed statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from qualcode.labels import Labels
from qualcode.matrices.counting import BOTH
from qualcode.model import Codebook, StudyConfig
from qualcode.reporting.content import Run, Statement, finding_anchor, plain
from qualcode.reporting.names import area_note
from qualcode.reporting.sentences import (
    Amount,
    Kind,
    Role,
    SiteNoun,
    follow_up,
    gendered,
    role_of,
    sentence,
    site_noun,
)
from qualcode.reporting.words import WORDS

if TYPE_CHECKING:
    from qualcode.matrices.counting import Basis
    from qualcode.matrices.findings import Finding, Findings


@dataclass(frozen=True, slots=True)
class Found:
    """A finding as it is printed: one row, and the rows of the areas that it takes in.

    Parameters
    ----------
    row : Finding
    parts : tuple of Finding
        In printed order; the row itself where the finding is of one area.
    kind : {"experience", "wish", "counterexample"}
        A wish only where nobody speaks of an experience; an example of the opposite only where there is nothing else.
    """

    row: Finding
    parts: tuple[Finding, ...]
    kind: Kind

    @property
    def branch(self) -> str:
        """Id of the branch that the code belongs to."""
        return self.row.code.partition(".")[0]

    @property
    def role(self) -> Role:
        """What the code says about the cooperation."""
        return role_of(self.branch)

    def sites(self, row: Finding) -> int:
        """Return the number of sites behind the printed word of one of its rows."""
        if self.kind == "experience":
            return row.count.sites
        return row.wishes if self.kind == "wish" else row.counterexamples

    @property
    def also(self) -> list[tuple[Literal["wish", "counterexample"], int]]:
        """What some add to it, and at how many sites: a wish, an example of the opposite."""
        added: list[tuple[Literal["wish", "counterexample"], int]] = []
        if self.kind == "experience" and self.row.wishes:
            added.append(("wish", self.row.wishes))
        if self.kind != "counterexample" and self.row.counterexamples:
            added.append(("counterexample", self.row.counterexamples))
        return added

    @property
    def printed(self) -> set[int]:
        """The numbers of sites that its printed words stand for."""
        rows = (self.row, *self.parts)
        return {self.sites(row) for row in rows} - {0} | {sites for _, sites in self.also}


def gathered(findings: Findings) -> list[Found]:
    """Return the findings in their order; those of both areas take in the rows of each area."""
    found = []
    for _, rows in groupby(findings.rows, lambda row: (row.partner, row.code)):
        cell = list(rows)
        whole = [row for row in cell if row.area == BOTH]
        parts = [row for row in cell if row.area != BOTH]
        found += [_found(row, parts, findings) for row in whole or parts]
    return found


def _found(row: Finding, parts: Sequence[Finding], findings: Findings) -> Found:
    said = (kind for kind in _KINDS if findings.segments(row.partner, row.code, row.area, stance=kind))
    return Found(row, tuple(parts) if row.area == BOTH else (row,), next(said, "experience"))


# What is printed first where several were said.
_KINDS: tuple[Kind, ...] = ("experience", "wish", "counterexample")


@dataclass(frozen=True)
class Speech:
    """All that a statement needs to be put into words.

    Parameters
    ----------
    codebook : Codebook
    config : StudyConfig
    basis : Basis
        What was counted; its numbers are never printed.
    noun : SiteNoun
        What a site is called.
    """

    codebook: Codebook
    config: StudyConfig
    basis: Basis
    noun: SiteNoun

    @classmethod
    def of(cls, findings: Findings, codebook: Codebook, config: StudyConfig, noun: SiteNoun | None) -> Speech:
        """Build it, with the usual noun where none is given."""
        return cls(codebook, config, findings.basis, noun or site_noun(config.language))

    @cached_property
    def words(self) -> Labels:
        """Headings and paragraphs."""
        return Labels(WORDS, self.config.language)

    @property
    def nouns(self) -> dict[str, str]:
        """What the paragraphs call a site."""
        one = ("ét" if self.noun.neuter else "én") if self.config.language == "da" else "one"
        return {
            "site": self.noun.one,
            "sites": self.noun.many,
            "the_sites": self.noun.the_many,
            "one_site": f"{one} {self.noun.one}",
        }

    def say(self, key: str, **values: object) -> str:
        """Return a paragraph with what a site is called filled in."""
        return self.words(key, **{**self.nouns, **values})

    def amount(self, sites: int) -> Amount:
        """Return the word for a number of sites."""
        word = gendered(plain(self.basis.quantifier(sites)), self.noun, self.config.language)
        return Amount(word, sites == 1)

    @cached_property
    def _twins(self) -> frozenset[str]:
        """Names that several partners have: they need the name of their branch, too."""
        names = [plain(code.name) for code in self.codebook.leaves(self.config.partner_branch)]
        return frozenset(name for name in names if names.count(name) > 1)

    def partner(self, code: str) -> str:
        """Return what a partner is called in headings and tables; across partners for none."""
        if not code:
            return self.words("cross_label")
        name = plain(self.codebook[code].name)
        parent = self.codebook[code].parent
        return f"{plain(self.codebook[parent].name)}: {name}" if name in self._twins and parent else name

    def statement(self, found: Found) -> Statement:
        """Return a finding as it stands in its chapter."""
        row = found.row
        anchors = [
            Run("", anchor=finding_anchor(part.partner, part.code, part.area))
            for part in found.parts
            if part is not row
        ]
        runs = (*anchors, *self._sentence(found), *self._follow_ups(found))
        return Statement(runs, finding_anchor(row.partner, row.code, row.area), 1 in found.printed)

    def repeated(self, found: Found) -> Statement:
        """Return a finding for a summary: the same words, led by its partner, pointing to its place."""
        row = found.row
        label = Run(self.partner(row.partner), to=finding_anchor(row.partner, row.code, row.area))
        return Statement((label, Run(": "), *self._sentence(found)), single_site=1 in found.printed)

    def _sentence(self, found: Found) -> tuple[Run, ...]:
        amount = self.amount(found.sites(found.row))
        # An area that only speaks against a wish is not among those that wish.
        parts = [part for part in found.parts if found.sites(part)]
        words = [self.amount(found.sites(part)).word for part in parts]
        return sentence(
            found.role,
            found.kind,
            amount,
            self.codebook[found.row.code].name,
            note=self._note(parts, words, amount.word),
            of_partner=bool(found.row.partner),
            language=self.config.language,
            noun=self.noun,
        )

    def _follow_ups(self, found: Found) -> list[Run]:
        runs: list[Run] = []
        for kind, sites in found.also:
            said = [part for part in found.parts if (part.wishes if kind == "wish" else part.counterexamples)]
            # The areas are named where they are not those of the finding itself.
            note = self._note(said, (), "") if len(said) < len(found.parts) else ()
            runs += follow_up(
                kind, self.amount(sites), note=note, language=self.config.language, noun=self.noun
            )
        return runs

    def _note(self, parts: Sequence[Finding], words: Sequence[str], whole: str) -> tuple[Run, ...]:
        names = [plain(self.config.areas.get(part.area, part.area)) for part in parts]
        return area_note(names, words if any(word != whole for word in words) else (), self.config.language)
