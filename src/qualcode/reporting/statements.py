"""From rows of the findings to printed statements."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from qualcode.labels import Labels
from qualcode.matrices.counting import BOTH
from qualcode.model import Codebook, StudyConfig
from qualcode.reporting.content import Run, Statement, finding_anchor, plain, short_hash
from qualcode.reporting.names import AreaWord
from qualcode.reporting.nouns import Amount, SiteNoun, gendered, site_noun
from qualcode.reporting.patterns import Kind, Role
from qualcode.reporting.sentences import Said, follow_up, list_of, pair, role_of, sentence
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
    def anchor(self) -> str:
        """Where it is printed."""
        return finding_anchor(self.row.partner, self.row.code, self.row.area)

    @property
    def anchors(self) -> tuple[str, ...]:
        """Its own anchor, and those of the areas that it takes in."""
        rows = [self.row, *(part for part in self.parts if part is not self.row)]
        return tuple(finding_anchor(row.partner, row.code, row.area) for row in rows)

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

    def named(self, code: str) -> str:
        """Return what a code is called inside a sentence: the study's own words for it, else its name."""
        return plain(self.config.report.names.get(code, "")) or self.codebook[code].name

    def said(self, found: Found) -> Said:
        """Return what a sentence says of a finding."""
        row = found.row
        amount = self.amount(found.sites(row))
        # An area that only speaks against a wish is not among those that wish.
        parts = [part for part in found.parts if found.sites(part)]
        words = [self.amount(found.sites(part)) for part in parts]
        same = all(word.word == amount.word for word in words)
        own = tuple(finding_anchor(part.partner, part.code, part.area) for part in parts)
        areas = [
            AreaWord(
                plain(self.config.areas.get(part.area, part.area)),
                "" if same else word.word,
                () if same else (anchor,),
                word.single,
            )
            for part, word, anchor in zip(parts, words, own, strict=True)
        ]
        whole = () if row in parts and not same else (found.anchor,)
        return Said(
            found.role,
            found.kind,
            amount,
            self.named(row.code),
            tuple(area for area in areas if area.name),
            tuple(dict.fromkeys((*whole, *(own if same else ())))),
            plain(self.config.report.names.get(row.partner, "")),
            bool(row.partner),
            row.code in self.config.report.names,
        )

    def statement(self, found: Found, variant: int = 0) -> Statement:
        """Return a finding as a sentence of its own, with what some add to it."""
        runs = sentence(self.said(found), variant=variant, language=self.config.language, noun=self.noun)
        return self._made([found], (*runs, *self._follow_ups(found)))

    def together(self, found: Sequence[Found], variant: int = 1) -> Statement:
        """Return several findings of the same extent, area and kind in one sentence."""
        said = [self.said(item) for item in found]
        language = self.config.language
        if len(found) == 2 and not said[0].differs_in_words:
            runs = pair(*said, variant=variant, language=language, noun=self.noun)
        else:
            marks = [item.anchor for item in found]
            runs = list_of(said, ["", *marks[1:]], language=language, noun=self.noun)
        return self._made(found, runs)

    def shared(self, found: Sequence[Found]) -> Statement:
        """Return findings of one theme, extent and area as one sentence: the partners, and as what each is mentioned."""
        said = [
            replace(self.said(item), name=self._in_sentence(item.row.partner), as_is=True) for item in found
        ]
        marks = ["", *(item.anchor for item in found[1:])]
        made = list_of(
            said, marks, of=f"partners_{said[0].role}", language=self.config.language, noun=self.noun
        )
        return self._made(found, made)

    def _in_sentence(self, partner: str) -> str:
        return plain(self.config.report.names.get(partner, "")) or self.partner(partner)

    def _made(self, found: Sequence[Found], runs: tuple[Run, ...]) -> Statement:
        anchors = tuple(anchor for item in found for anchor in item.anchors)
        placed = {run.anchor for run in runs} | {found[0].anchor}
        empty = tuple(Run("", anchor=anchor) for anchor in anchors if anchor not in placed)
        return Statement(
            (*empty, *runs),
            found[0].anchor,
            any(1 in item.printed for item in found),
            anchors,
            self._words(runs),
            self.seal(found),
        )

    def _words(self, runs: Sequence[Run]) -> tuple[str, ...]:
        """Return the words of quantity in printed order; those that nothing was counted for are follow-ups."""
        return tuple(_small(run.text) for run in runs if run.counts)

    def seal(self, found: Sequence[Found]) -> str:
        """Return what changes when the findings do: a hash of their plainest sentences, and of which they are."""
        texts = [
            "".join(
                run.text
                for run in (
                    *sentence(self.said(item), language=self.config.language, noun=self.noun),
                    *self._follow_ups(item),
                )
            )
            for item in found
        ]
        return short_hash(*texts, *(item.anchor for item in found))

    def repeated(self, statement: Statement, label: str) -> Statement:
        """Return a statement for a summary: the same words, led by its partner, which points to its place.

        The partner is left out where a chapter is of one only.
        """
        words = [Run(run.text, run.strong) for run in statement.runs if run.text]
        lead = (Run(label, to=statement.anchor), Run(": ")) if label else ()
        return Statement(
            (*lead, *words),
            single_site=statement.single_site,
            findings=statement.findings,
            words=statement.words,
        )

    def _follow_ups(self, found: Found) -> list[Run]:
        runs: list[Run] = []
        for kind, sites in found.also:
            said = [part for part in found.parts if (part.wishes if kind == "wish" else part.counterexamples)]
            # The areas are named where they are not those of the finding itself.
            areas = [
                AreaWord(plain(self.config.areas.get(part.area, part.area)))
                for part in said
                if len(said) < len(found.parts)
            ]
            amount = self.amount(sites)
            made = follow_up(kind, amount, areas=areas, language=self.config.language, noun=self.noun)
            unsaid = [part for part in said if not found.sites(part) and part.quantifier == amount.word]
            marks = tuple(finding_anchor(part.partner, part.code, part.area) for part in unsaid) or ("",)
            runs += [Run(run.text, counts=marks) if _small(run.text) == amount.word else run for run in made]
        return runs


def _small(word: str) -> str:
    return word[:1].lower() + word[1:]
