"""From files to documents: what an import stores, and the two tables in which people correct it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from qualcode.errors import DocumentImportError, Problem, UserError
from qualcode.importers import find_transcripts, read_transcript
from qualcode.interchange import (
    INTERVIEW_COLUMNS,
    SPEAKER_COLUMNS,
    document_name,
    read_interviews,
    read_speakers,
    read_table,
    write_csv,
)
from qualcode.model import (
    Document,
    DocumentVersion,
    Speaker,
    SpeakerProposal,
    Transcript,
    canonical,
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


def refuse_clashes(
    transcripts: Sequence[Transcript], documents: Sequence[Document], *, corrected: bool = False
) -> None:
    """Refuse two documents under one name, and one file under two names; a dry run says so, too.

    With ``corrected``, another file under the name of a document is its corrected transcript.
    """
    names = {name_key(document.name): document for document in documents}
    sources = {document.source_sha256: document.name for document in documents}
    problems = []
    for transcript in transcripts:
        there = names.get(name_key(transcript.name))
        other_file = there is not None and there.source_sha256 != transcript.source_sha256
        if other_file and not corrected:
            found = "another file of that name is in the study, or this one was changed after it was imported"
            do = "Is it the corrected transcript? qualcode import FILE --corrected keeps its codings. Else rename the file."
            problems.append(Problem(transcript.name, found, do=do))
        elif other_file and sources.get(transcript.source_sha256):
            found = f"the same file as {sources[transcript.source_sha256]!r}"
            problems.append(Problem(transcript.name, found, do="Leave one of them out."))
        elif there is None and transcript.source_sha256 in sources:
            other = sources[transcript.source_sha256]
            problems.append(
                Problem(transcript.name, f"the same file as {other!r}", do="Leave one of them out.")
            )
        document = Document("", transcript.name, transcript.format, transcript.source_sha256)
        names.setdefault(name_key(transcript.name), document)
        sources.setdefault(transcript.source_sha256, transcript.name)
    if problems:
        raise DocumentImportError(
            f"{len(problems)} documents clash with others; nothing was stored",
            code="QC-IM91",
            allowed="A document's name is its file's name without the ending, and stands once in a study",
            problems=problems[:MAX_PROBLEMS],
        )


def name_key(name: str) -> str:
    """Return what makes two names the same."""
    return canonical(canonical(name).casefold())


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
    sites = {interview.document: interview.site for interview in interviews}
    new = [{"document": t.name, "site": site or ""} for t in transcripts if t.name not in sites]
    sited = {t.name: site for t in transcripts if site and sites.get(t.name) == ""}
    _extend(layout.interviews, INTERVIEW_COLUMNS, new, sited)
    speakers = read_speakers(layout.speakers) if layout.speakers.exists() else []
    _extend(layout.speakers, SPEAKER_COLUMNS, _missing_speakers(speakers, transcripts), {})


def _extend(
    path: Path, columns: Sequence[str], new: Sequence[Mapping[str, str]], sites: Mapping[str, str]
) -> None:
    """Add rows to a table and fill in sites, and leave all else in it alone, columns of the team's own included."""
    if not (new or sites):
        return
    rows: list[Mapping[str, str]] = []
    if path.exists():
        table = read_table(path, required=("document",), optional=columns)
        columns = [*table.columns, *(column for column in columns if column not in table.columns)]
        rows = [{**row, **_site_of(row, sites)} for row in table]
    write_csv(path, columns, [*rows, *new])


def _site_of(row: Mapping[str, str], sites: Mapping[str, str]) -> dict[str, str]:
    site = sites.get(document_name(row["document"]))
    return {"site": site} if site else {}


def _missing_speakers(known: Sequence[Speaker], transcripts: Sequence[Transcript]) -> list[dict[str, str]]:
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


def _proposed(document: str, proposal: SpeakerProposal, speaker_id: str) -> dict[str, str]:
    certain = proposal.certain and proposal.role
    return {
        "document": document,
        "label": proposal.label,
        "speaker_id": speaker_id,
        "role": proposal.role if certain else "",
        "notes": "" if certain or not proposal.role else f"{proposal.role}?",
    }
