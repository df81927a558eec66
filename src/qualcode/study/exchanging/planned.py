"""What an import of another program's project would do: all of it, before anything is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from qualcode.interchange.exchange import Losses
from qualcode.model import Codebook, Coding, Decision, Doubt, Interview, Memo, Speaker, SpeakerProposal
from qualcode.store import NewDocument


@dataclass(frozen=True)
class PlannedImport:
    """A planned import; :func:`~qualcode.study.exchanging.storing.store` carries it out.

    Parameters
    ----------
    documents : tuple of NewDocument
        Texts that the study does not have.
    known : tuple of str
        Documents that it has already.
    codebook : Codebook or None
        What codebook.yaml is to say; None where it stays.
    fresh : bool
        Whether the codebook takes the place of the one that a new study starts with.
    proposed : tuple of str
        Ids of codes that come below ``imported``, for a person to sort in.
    codings, memos, decisions : tuple
    interviews : tuple of Interview
    columns : mapping of str to mapping of str to str
        Further columns of interviews.csv: document, column, value.
    speakers : tuple of Speaker
    losses : Losses
    doubts : tuple of (str, Doubt)
        What the cutting into turns was unsure of, by document.
    recognised : int
        Codes that are the study's own, or that a person said where to put.
    record : tuple of (str, str, str)
        GUID, name and id of the codes that were given a place.
    proposals : tuple of (str, SpeakerProposal)
        The labels of new documents.
    models : tuple of str
        Coders that are no persons.
    """

    documents: tuple[NewDocument, ...] = field(repr=False)
    known: tuple[str, ...]
    codebook: Codebook | None
    fresh: bool
    proposed: tuple[str, ...]
    codings: tuple[Coding, ...] = field(repr=False)
    memos: tuple[Memo, ...] = field(repr=False)
    decisions: tuple[Decision, ...] = field(repr=False)
    interviews: tuple[Interview, ...] = field(repr=False)
    columns: Mapping[str, Mapping[str, str]] = field(repr=False)
    speakers: tuple[Speaker, ...] = field(repr=False)
    losses: Losses = field(repr=False)
    doubts: tuple[tuple[str, Doubt], ...] = field(default=(), repr=False)
    recognised: int = 0
    record: tuple[tuple[str, str, str], ...] = field(default=(), repr=False)
    proposals: tuple[tuple[str, SpeakerProposal], ...] = field(default=(), repr=False)
    models: tuple[str, ...] = ()

    def counts(self) -> dict[str, int]:
        """Return how much of each would come in."""
        return {
            "documents": len(self.documents),
            "known": len(self.known),
            "codes": len(self.codebook) if self.codebook is not None else 0,
            "recognised": self.recognised,
            "proposed": len(self.proposed),
            "codings": len(self.codings),
            "coders": len({one.coder for one in self.codings}),
            "memos": len(self.memos) + sum(bool(one.memo) for one in self.codings),
            "decisions": len(self.decisions),
        }
