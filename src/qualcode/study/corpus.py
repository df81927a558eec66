"""From files to documents: what an import stores, and the two tables in which people correct it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from qualcode.errors import DocumentImportError, Problem, UserError
from qualcode.importers import find_transcripts, read_transcript
from qualcode.interchange import read_interviews, read_speakers, write_interviews, write_speakers
from qualcode.model import (
    Document,
    DocumentVersion,
    Interview,
    Speaker,
    SpeakerProposal,
    Transcript,
    new_id,
)
from qualcode.store import NewDocument
from qualcode.study.layout import Layout
from qualcode.study.progress import steps

MAX_PROBLEMS = 20


def read_all(paths: Sequence[Path], *, encoding: str | None, progress: bool) -> list[Transcript]:
    """Read every transcript, or refuse with the problems of all files that cannot be read."""
    transcripts: list[Transcript] = []
    refused: list[tuple[Path, UserError]] = []
    for path in steps(find_transcripts(paths), "import", show=progress):
        try:
            transcripts.append(read_transcript(path, encoding=encoding))
        except UserError as error:
            refused.append((path, error))
    if len(refused) == 1:
        raise refused[0][1]
    if refused:
        raise DocumentImportError(
            f"{len(refused)} of {len(refused) + len(transcripts)} files cannot be imported; nothing was stored",
            code="QC-IM90",
            problems=[_as_problem(path, error) for path, error in refused[:MAX_PROBLEMS]],
            do="Mend them or leave them out, then import again.",
        )
    return transcripts


def _as_problem(path: Path, error: UserError) -> Problem:
    found = error.problem
    return replace(found, where=found.where or path.name, found=f"{found.found} [{error.code}]")


def as_documents(transcripts: Iterable[Transcript]) -> list[NewDocument]:
    """Turn transcripts into documents with their first version."""
    made = []
    for transcript in transcripts:
        document = Document(
            id=new_id(),
            name=transcript.name,
            format=transcript.format,
            source_sha256=transcript.source_sha256,
            encoding=transcript.encoding,
        )
        version = DocumentVersion.from_utterances(transcript.name, transcript.utterances)
        made.append(NewDocument(document, version))
    return made


def complete_tables(layout: Layout, transcripts: Sequence[Transcript], *, site: str | None) -> None:
    """Add the rows that interviews.csv and speakers.csv lack; rows that are there stay as people wrote them."""
    interviews = read_interviews(layout.interviews) if layout.interviews.exists() else []
    known = {interview.document for interview in interviews}
    new = [Interview(t.name, site or "") for t in transcripts if t.name not in known]
    if site:
        interviews = [
            replace(i, site=site) if not i.site and i.document in {t.name for t in transcripts} else i
            for i in interviews
        ]
    if new or site:
        write_interviews(layout.interviews, [*interviews, *new])
    speakers = read_speakers(layout.speakers) if layout.speakers.exists() else []
    added = _missing_speakers(speakers, transcripts)
    if added:
        write_speakers(layout.speakers, [*speakers, *added])


def _missing_speakers(known: Sequence[Speaker], transcripts: Sequence[Transcript]) -> list[Speaker]:
    """Propose a row for every label without one; the role is filled in only where the file says it."""
    labels = {(speaker.document, speaker.label) for speaker in known}
    taken = {speaker.speaker_id for speaker in known}
    numbers = (f"p{number:02}" for number in range(1, 100_000))
    made = []
    for transcript in transcripts:
        for proposal in transcript.speakers:
            if (transcript.name, proposal.label) in labels:
                continue
            speaker_id = next(number for number in numbers if number not in taken)
            made.append(_proposed(transcript.name, proposal, speaker_id))
    return made


def _proposed(document: str, proposal: SpeakerProposal, speaker_id: str) -> Speaker:
    certain = proposal.certain and proposal.role
    return Speaker(
        document=document,
        label=proposal.label,
        speaker_id=speaker_id,
        role=proposal.role if certain else "",
        notes="" if certain or not proposal.role else f"{proposal.role}?",
    )
