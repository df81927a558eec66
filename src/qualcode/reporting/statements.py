"""From rows of the findings to printed statements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, Protocol

from qualcode.labels import Labels
from qualcode.model import Codebook, StudyConfig, quantifier
from qualcode.reporting.content import Run, Statement, finding_anchor, plain
from qualcode.reporting.names import area_note
from qualcode.reporting.sentences import Amount, Kind, Role, SiteNoun, follow_up, role_of, sentence, site_noun
from qualcode.reporting.words import WORDS

BOTH = "begge"


class FindingRow(Protocol):
    """One row of the findings: what the sentences need of it."""

    @property
    def partner(self) -> str:
        """Full id; empty where the finding belongs to no partner."""

    @property
    def code(self) -> str:
        """Full id."""

    @property
    def area(self) -> str:
        """Id of the area, or ``"begge"``."""

    @property
    def sites(self) -> int:
        """In how many sites it was said."""

    @property
    def segments(self) -> int:
        """In how many segments."""

    @property
    def quantifier(self) -> str:
        """The printed word."""

    @property
    def wishes(self) -> int:
        """In how many sites as a wish."""

    @property
    def counterexamples(self) -> int:
        """In how many sites as an example of the opposite."""


def kind_of(row: FindingRow) -> Kind:
    """Return how a finding is printed: as a wish only where every site that speaks of it wishes for it."""
    if row.wishes >= row.sites:
        return "wish"
    return "counterexample" if row.counterexamples >= row.sites else "experience"


@dataclass(frozen=True, slots=True)
class Found:
    """A finding as it is printed: one row, and the rows of the areas that it takes in.

    ``parts`` holds the row itself where the finding is of one area.
    """

    row: FindingRow
    parts: tuple[FindingRow, ...]

    @property
    def branch(self) -> str:
        """Id of the branch that the code belongs to."""
        return self.row.code.partition(".")[0]

    @property
    def role(self) -> Role:
        """What the code says about the cooperation."""
        return role_of(self.branch)

    @property
    def kind(self) -> Kind:
        """How it is printed."""
        return kind_of(self.row)


def gathered(rows: Iterable[FindingRow], codebook: Codebook, config: StudyConfig) -> list[Found]:
    """Return the findings in the codebook's order; those of both areas take in the rows of each area."""
    place = {code.id: number for number, code in enumerate(codebook)}
    areas = {area: number for number, area in enumerate(config.areas)}
    cells: dict[tuple[str, str], list[FindingRow]] = {}
    for row in rows:
        cells.setdefault((row.partner, row.code), []).append(row)
    found = []
    for key in sorted(cells, key=lambda key: (place.get(key[0], -1), place[key[1]])):
        cell = sorted(cells[key], key=lambda row: (areas.get(row.area, len(areas)), row.area))
        both = [row for row in cell if row.area == BOTH]
        parts = tuple(row for row in cell if row.area != BOTH)
        found += [Found(row, parts) for row in both] or [Found(row, (row,)) for row in parts]
    return found


@dataclass(frozen=True)
class Speech:
    """All that a statement needs to be put into words.

    Parameters
    ----------
    codebook : Codebook
    config : StudyConfig
    sites : int
        How many sites the study has, for the words of wishes and counter-examples; never printed.
    noun : SiteNoun
        What a site is called.
    """

    codebook: Codebook
    config: StudyConfig
    sites: int
    noun: SiteNoun

    @classmethod
    def of(cls, codebook: Codebook, config: StudyConfig, sites: int, noun: SiteNoun | None) -> Speech:
        """Build it, with the usual noun where none is given."""
        return cls(codebook, config, sites, noun or site_noun(config.language))

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
        word = quantifier(
            sites, self.sites, language=self.config.language, words=self.config.quantifiers or None
        )
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
        return Statement(runs, finding_anchor(row.partner, row.code, row.area), _has_single(found))

    def repeated(self, found: Found) -> Statement:
        """Return a finding for a summary: the same words, led by its partner, pointing to its place."""
        row = found.row
        label = Run(self.partner(row.partner), to=finding_anchor(row.partner, row.code, row.area))
        return Statement((label, Run(": "), *self._sentence(found)), single_site=_has_single(found))

    def _sentence(self, found: Found) -> tuple[Run, ...]:
        row = found.row
        return sentence(
            found.role,
            found.kind,
            Amount(row.quantifier, row.sites == 1),
            self.codebook[row.code].name,
            note=self._note(found.parts, row.quantifier),
            of_partner=bool(row.partner),
            language=self.config.language,
            noun=self.noun,
        )

    def _follow_ups(self, found: Found) -> list[Run]:
        """Return what follows where only some wish for it, or speak against it."""
        runs: list[Run] = []
        counts: tuple[tuple[Literal["wish", "counterexample"], int], ...] = (
            ("wish", found.row.wishes),
            ("counterexample", found.row.counterexamples),
        )
        for kind, count in counts:
            if count and found.kind != kind:
                note = self._note_of(kind, found)
                runs += follow_up(
                    kind, self.amount(count), note=note, language=self.config.language, noun=self.noun
                )
        return runs

    def _note_of(self, kind: Literal["wish", "counterexample"], found: Found) -> tuple[Run, ...]:
        """Return the areas of a following sentence where they are not those of the finding."""
        said = [part for part in found.parts if (part.wishes if kind == "wish" else part.counterexamples)]
        return self._note(said, None) if 0 < len(said) < len(found.parts) else ()

    def _note(self, parts: Sequence[FindingRow], whole: str | None) -> tuple[Run, ...]:
        named = [(self.config.areas.get(part.area, part.area), part.quantifier) for part in parts]
        return area_note(named, whole, self.config.language)


def _has_single(found: Found) -> bool:
    rows = (found.row, *found.parts)
    return any(1 in (row.sites, row.wishes, row.counterexamples) for row in rows)
