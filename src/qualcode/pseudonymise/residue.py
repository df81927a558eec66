"""Looking for what is left after a plan was applied."""

from __future__ import annotations

from dataclasses import dataclass

from qualcode.model import Span
from qualcode.pseudonymise.detection import CERTAIN, Detection, Passage, settle
from qualcode.pseudonymise.keyfile import Key
from qualcode.pseudonymise.lexicon import without_genitive
from qualcode.pseudonymise.plan import Plan, PlanRow
from qualcode.pseudonymise.pseudonyms import NUMBERED
from qualcode.pseudonymise.recurrence import Recurring
from qualcode.pseudonymise.search import chunks, detect, pseudonym_spans
from qualcode.pseudonymise.tokens import normal
from qualcode.pseudonymise.wanted import Wanted

MACHINE_READABLE = frozenset({"CPR", "PHONE", "EMAIL", "URL", "PLATE", "OTHER_ID"})
"""What a pattern finds for certain, whether or not the study ever replaced one."""


def residual(text: str, known: Plan | Key, *, language: str = "da") -> list[Detection]:
    """Find what should be gone: names that were replaced anywhere in the study, and machine-readable numbers.

    Parameters
    ----------
    text : str
        A text after the plan was applied, or words that are about to leave the study.
    known : Plan or Key
        What was replaced. A plan also says what a person decided to keep.
    language : str, default="da"

    Returns
    -------
    list of Detection
        In order, not overlapping. Names count in any case and in the genitive; a name that is an ordinary word too
        (*Bo*, *Sten*) counts where it reads like a person.

    Examples
    --------
    >>> key = Key()
    >>> _ = key.pseudonym("PERSON", "fatima al-khatib")
    >>> [one.entity for one in residual("hun så fatimas telefon, 0101901234", key)]
    ['fatima', '0101901234']
    """
    return Residue.of(known, language=language).find(text)


@dataclass(frozen=True, slots=True)
class Residue:
    """What should be gone, made ready once for many texts."""

    names: set[tuple[str, str]]
    kept: set[str]
    recurring: Recurring
    whole: Wanted
    language: str

    @classmethod
    def of(cls, known: Plan | Key, *, language: str = "da") -> Residue:
        """Make a plan's or a key's names ready; see :func:`residual`."""
        names, kept = _names(known)
        recurring = Recurring.of(Detection(Span(0, 1), label, "", CERTAIN, entity) for label, entity in names)
        whole = Wanted.of(entity for _, entity in names if " " in entity)
        return cls(names, kept, recurring, whole, language)

    def find(self, text: str) -> list[Detection]:
        """Find it in a text; see :func:`residual`."""
        detected = [one for one in detect(text, language=self.language) if one.entity not in self.kept]
        found = [one for one in detected if one.label in MACHINE_READABLE and one.score >= CERTAIN]
        found += [one for one in detected if (one.label, one.entity) in self.names]
        for chunk in chunks(text):
            part = text[chunk.start : chunk.end]
            passage = Passage.of(part, language=self.language, covered=pseudonym_spans(part))
            again = list(self.recurring.find(passage))
            again += [
                passage.found(span.start, span.end, "PERSON", "recurrence", CERTAIN, entry)
                for span, entry in self.whole.find(part)
            ]
            found += [one.moved(chunk.start) for one in again if one.entity not in self.kept]
        return settle(found, text)


def _names(known: Plan | Key) -> tuple[set[tuple[str, str]], set[str]]:
    """Return label and entity of what was replaced, and the words that a person keeps somewhere."""
    if isinstance(known, Key):
        return set(known), set()
    replaced = {
        (row.label, meant(row)) for row in known if row.decision == "replace" and row.label in NUMBERED
    }
    kept = {normal(row.found) for row in known if row.decision == "keep" and row.found}
    return replaced, kept


def meant(row: PlanRow) -> str:
    """Return the entity of a row: its words without the genitive that the replacement repeats.

    Examples
    --------
    >>> meant(PlanRow("a", found="Fatimas", replacement="[person 1]s")), meant(PlanRow("a", found="Jens", replacement="[person 2]"))
    ('fatima', 'jens')
    """
    words = normal(row.found)
    if row.replacement.endswith("s") and not row.replacement.endswith("]"):
        return without_genitive(words).rstrip("'")
    return words
