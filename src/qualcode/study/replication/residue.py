"""What must not stand in a frozen study: words of the interviews, names, ids. Looked for in everything that goes in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from qualcode.disclosure import ScanLists, refused, scan
from qualcode.errors import Problem
from qualcode.model.succession import LEFT_OUT
from qualcode.study import privacy
from qualcode.study.clearing import scan_lists
from qualcode.study.layout import CONSENSUS

if TYPE_CHECKING:
    from qualcode.pseudonymise.plan import PlanRow
    from qualcode.study.facade import Study

RUN = 5
"""So many words in a row that stand in a transcript, too, are taken for its words where they may be a quote."""

LONG_RUN = 8
"""In the study's own texts (definitions, settings) shorter runs are how everybody speaks: *det kan man jo ikke*."""

PLACE = LEFT_OUT

_PLACES = frozenset({"MUNICIPALITY", "PLACE"})

_WORD = re.compile(r"\w+")
_Run = tuple[str, ...]


@dataclass(frozen=True)
class Residue:
    """What a study holds that must not leave it with a frozen one.

    Parameters
    ----------
    runs : dict of int to frozenset of tuple of str
        For both lengths, the runs of words in which the interviewed spoke.
    asked : dict of int to frozenset of tuple of str
        The same of interviewers: what they read out stands in the guide, which is the study's own.
    lists : ScanLists
        Names, places and ids.
    coders : frozenset of str
        Names of those who coded.
    names : tuple of str
        Words that the plan of pseudonyms replaced.
    places : tuple of str
        Those of them that are places; and not among the words that the study keeps.
    kept : frozenset of str
        Words that point to nobody, by study.yaml.
    """

    runs: dict[int, frozenset[_Run]] = field(repr=False)
    asked: dict[int, frozenset[_Run]] = field(repr=False)
    lists: ScanLists = field(repr=False)
    coders: frozenset[str] = field(repr=False)
    names: tuple[str, ...] = field(repr=False)
    places: tuple[str, ...] = field(default=(), repr=False)
    kept: frozenset[str] = field(default=frozenset(), repr=False)

    @classmethod
    def of(cls, study: Study) -> Residue:
        """Collect it: from the texts as they came and as they are now, the plan, and the store."""
        said: dict[int, set[_Run]] = {RUN: set(), LONG_RUN: set()}
        asked: dict[int, set[_Run]] = {RUN: set(), LONG_RUN: set()}
        for role, text in _turns(study):
            for n in (RUN, LONG_RUN):
                (asked if role == "interviewer" else said)[n].update(runs_of(text, n))
        coders = {one.name for one in study.store.coders() if one.kind == "human"} - {CONSENSUS}
        kept = frozenset(word.casefold() for word in study.config.keep_words)
        plan = privacy.read(study, study.plan_path)
        rows = [row for row in plan or () if row.decision == "replace" and _plain(row).casefold() not in kept]
        return cls(
            {n: frozenset(found) for n, found in said.items()},
            {n: frozenset(found) for n, found in asked.items()},
            scan_lists(study),
            frozenset(coders - {""}),
            tuple(sorted({row.found for row in rows if len(row.found) > 2})),
            tuple(sorted({_plain(row) for row in rows if row.label in _PLACES and row.found})),
            kept,
        )

    def quoted(self, text: str, *, least: int = RUN, interviewer: bool = True) -> bool:
        """Say whether a text shares a run of words with what was said."""
        found = runs_of(text, least)
        return bool(found & self.runs[least]) or (interviewer and bool(found & self.asked[least]))

    def pointing(self, text: str) -> list[str]:
        """Return the kinds of what points to somebody in a text: names, places, numbers, ids; never the words."""
        found = refused(scan(text, self.lists))
        kinds: list[str] = [one.kind for one in found if not self._keeps(one.span.of(text))]
        kinds += ["name"] * bool(self._names and self._names.search(text))
        kinds += ["coder"] * bool(self._coders and self._coders.search(text))
        return sorted(set(kinds))

    def _keeps(self, words: str) -> bool:
        return words.casefold() in self.kept or words.casefold().rstrip("s'") in self.kept

    def left(self, text: str) -> list[str]:
        """Return the kinds of what is left in a program's text, in which every name with a line in it looks like a user's."""
        spotted = self.lists.residual(text) if self.lists.residual else ()
        kinds = ["name"] * any(not self._keeps(one.span.of(text)) for one in spotted)
        return kinds + ["name or id"] * self.named(text)

    def in_id(self, id_: str) -> bool:
        """Say whether a word of a code's id is a name or a place that the plan replaced: ids are in small letters."""
        words = [word.capitalize() for word in re.split(r"[._-]", id_)]
        return any(self.named(word) or self.without_places(word) != word for word in words)

    def without_places(self, text: str) -> str:
        """Put a neutral word for places that the plan replaced: a definition may name a town and need not."""
        return self._places.sub(PLACE, text) if self._places else text

    @cached_property
    def _places(self) -> re.Pattern[str] | None:
        forms = [form for place in self.places for form in _forms(place)]
        return re.compile(rf"(?<!\w)(?:{'|'.join(sorted(forms, key=len, reverse=True))})") if forms else None

    def named(self, text: str) -> bool:
        """Say whether a table or a file for programs names an interview, a site, a person or a coder."""
        return any(
            pattern is not None and pattern.search(text) for pattern in (self._coders, self._names, self._ids)
        )

    @cached_property
    def _ids(self) -> re.Pattern[str] | None:
        return _any_of(self.lists.ids)

    @cached_property
    def _coders(self) -> re.Pattern[str] | None:
        return coder_pattern(self.coders)

    @cached_property
    def _names(self) -> re.Pattern[str] | None:
        """What was replaced, letter by letter; lower-case words are ordinary ones and left to the scan."""
        wanted = [name for name in self.names if not name.islower()]
        return _any_of(wanted)

    def problems(self, texts: Iterable[tuple[str, str]], *, program: bool = False) -> Iterator[Problem]:
        """Yield what is wrong in texts of the study's own, each with its place."""
        for place, text in texts:
            kinds = self.left(text) if program else self.pointing(text)
            if self.quoted(text, least=LONG_RUN, interviewer=False):
                kinds.append(f"{LONG_RUN} words or more in a row from a transcript")
            if kinds:
                yield Problem(place, ", ".join(kinds))


def coder_pattern(coders: Collection[str]) -> re.Pattern[str] | None:
    """Return what finds coders by name: with a capital, or in quotes; in small letters it may be a word like any other."""
    plain = _any_of({form for name in coders for form in (name, name.capitalize()) if form != form.lower()})
    quoted = "|".join(rf"[\"']{re.escape(name)}[\"']" for name in sorted(coders))
    return re.compile("|".join(filter(None, (plain.pattern if plain else "", quoted)))) if coders else None


def _any_of(words: Collection[str]) -> re.Pattern[str] | None:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)") if words else None


def _plain(row: PlanRow) -> str:
    """Return a row's words without the genitive that the replacement repeats."""
    return row.found[:-1] if row.found.endswith("s") and row.replacement.endswith("]s") else row.found


def _forms(place: str) -> list[str]:
    """Return patterns of a place: with what is joined to it, and in small letters as people and things of it are called."""
    if len(place) < 5:
        return [rf"{re.escape(place)}s?(?!\w)"]
    small = re.escape(place.lower())
    return [rf"{re.escape(place)}\w*", rf"{small}(?:ske?|ensisk\w*|enser\w*|ianer\w*)(?!\w)"]


def runs_of(text: str, n: int) -> set[_Run]:
    """Return the runs of n words in a text, in lower case.

    Examples
    --------
    >>> sorted(runs_of("Ja, det kan man", 3))
    [('det', 'kan', 'man'), ('ja', 'det', 'kan')]
    """
    found = [word.casefold() for word in _WORD.findall(unicodedata.normalize("NFC", text))]
    return {tuple(found[at : at + n]) for at in range(len(found) - n + 1)}


def _turns(study: Study) -> Iterator[tuple[str, str]]:
    """Yield role and words of every turn, as it came and as it is now."""
    roles: dict[tuple[str, str | None], str] = {
        (one.document, name): one.role for one in study.speakers for name in (one.label, one.speaker_id)
    }
    for document in study.documents:
        for kind in ("imported", None):
            version = study.store.version(document.name, kind=kind) if kind else study.version(document.name)
            for turn in version.turns:
                yield roles.get((document.name, turn.speaker), ""), turn.span.of(version.text)
