"""What the steps of a study return: plain values that say what was done, with a table and no interview text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from qualcode.labels import Labels
from qualcode.model import SpeakerProposal, Transcript

if TYPE_CHECKING:
    import pandas as pd

ImportStatus = Literal["new", "unchanged", "corrected", "would import", "would correct"]


@dataclass(frozen=True, slots=True)
class ImportedItem:
    """One transcript of an import and what happened to it."""

    transcript: Transcript
    status: ImportStatus


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import understood, and what it stored.

    ``dry_run`` is true where nothing was stored. ``moved`` counts what moved along to corrected texts: ``documents``,
    ``carried``, ``lost``, ``merged``, ``quotes_lost``, ``settlements_lost``.
    """

    items: tuple[ImportedItem, ...]
    dry_run: bool = False
    moved: Mapping[str, int] = field(default_factory=dict)

    @property
    def new(self) -> int:
        """How many documents were stored."""
        return sum(item.status == "new" for item in self.items)

    def to_frame(self) -> pd.DataFrame:
        """Return one row per document and speaker label."""
        import pandas as pd

        rows = [
            {
                "document": item.transcript.name,
                "status": item.status,
                "format": item.transcript.format,
                "encoding": item.transcript.encoding,
                "turns": len(item.transcript.utterances),
                "label": speaker.label,
                "role": speaker.role,
                "certain": speaker.certain,
                "speaker_turns": speaker.turns,
                "share_of_words": _share(speaker, item.transcript),
                "reason": speaker.reason,
            }
            for item in self.items
            for speaker in item.transcript.speakers or (_NOBODY,)
        ]
        return pd.DataFrame(rows)

    def doubts(self) -> pd.DataFrame:
        """Return one row per thing that a reader was unsure of."""
        import pandas as pd

        return pd.DataFrame(
            [
                {
                    "document": item.transcript.name,
                    "kind": doubt.kind,
                    "where": doubt.where,
                    "doubt": doubt.message,
                }
                for item in self.items
                for doubt in item.transcript.doubts
            ],
            columns=["document", "kind", "where", "doubt"],
        )


_NOBODY = SpeakerProposal(label="", role="", certain=False, reason="no speakers found", turns=0, words=0)


def _share(speaker: SpeakerProposal, transcript: Transcript) -> float:
    return round(speaker.words / transcript.words, 3) if transcript.words else 0.0


@dataclass(frozen=True, slots=True)
class StepResult:
    """What a step did, in counts."""

    step: str
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def changed(self) -> bool:
        """True where the step stored anything."""
        return any(self.counts.get(key, 0) for key in ("new", "added", "changed", "applied"))


@dataclass(frozen=True, slots=True)
class RunResult:
    """What a run did and where things lie."""

    language: str
    root: Path
    steps: tuple[StepResult, ...]
    documents: int
    words: int
    speakers: int
    sites: int
    codings: int
    findings: int
    files: tuple[Path, ...]
    comparison: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()

    @property
    def changed(self) -> bool:
        """True where anything new was stored or written."""
        return any(step.changed for step in self.steps)

    def to_json(self) -> dict[str, Any]:
        """Return the machine's form."""
        return {
            "changed": self.changed,
            "documents": self.documents,
            "words": self.words,
            "speakers": self.speakers,
            "sites": self.sites,
            "codings": self.codings,
            "findings": self.findings,
            "steps": [{"step": step.step, **step.counts} for step in self.steps],
            "files": [str(path) for path in self.files],
            "comparison": list(self.comparison),
            "left_out": list(self.left_out),
        }

    def lines(self) -> list[str]:
        """Return the five lines that a run ends with."""
        words = Labels(_WORDS, self.language)
        reports = self.root / "reports"
        return [
            words("material", documents=self.documents, speakers=self.speakers, sites=self.sites,
                  words=f"{self.words:,}".replace(",", "." if self.language == "da" else ",")),
            words("codings", codings=self.codings, findings=self.findings),
            words("changed" if self.changed else "same"),
            words("print", folder=reports),
            words("team", folder=reports / "team"),
        ]  # fmt: skip


_WORDS = {
    "material": {
        "da": "Materiale: {documents} interview med {speakers} informanter på {sites} steder, {words} ord.",
        "en": "Material: {documents} interviews with {speakers} informants at {sites} sites, {words} words.",
    },
    "codings": {
        "da": "Kodninger i tællingen: {codings}; fund: {findings}.",
        "en": "Codings counted: {codings}; findings: {findings}.",
    },
    "changed": {
        "da": "Nyt siden sidst er gemt; `qualcode log` viser hvad, `qualcode undo` fortryder det seneste.",
        "en": "What is new has been stored; `qualcode log` shows it, `qualcode undo` takes the last step back.",
    },
    "same": {
        "da": "Intet er ændret siden sidst.",
        "en": "Nothing has changed since last time.",
    },
    "print": {
        "da": "Til tryk, i ord: {folder}",
        "en": "For print, in words: {folder}",
    },
    "team": {
        "da": "Kun til gruppen, med tal: {folder}",
        "en": "For the team only, with numbers: {folder}",
    },
}
