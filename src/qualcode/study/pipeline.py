"""The main job: from transcripts to reports, up to the first step that needs a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.errors import Problem, StepNeeded, StudyLayoutError
from qualcode.labels import Labels
from qualcode.study import privacy
from qualcode.study.printing import write_all
from qualcode.study.progress import steps
from qualcode.study.results import RunResult, StepResult

if TYPE_CHECKING:
    from qualcode.study.facade import Study

_SHOWN = 20

_NEXT = {
    "import": {
        "da": "læg udskrifter i data/transcripts/ og kør: qualcode run",
        "en": "put transcripts into data/transcripts/ and run: qualcode run",
    },
    "speakers": {
        "da": "udfyld role (interviewer eller informant) for {n} talere i data/speakers.csv",
        "en": "fill in role (interviewer or informant) for {n} speakers in data/speakers.csv",
    },
    "sites": {
        "da": "udfyld site for {n} interview i data/interviews.csv",
        "en": "fill in site for {n} interviews in data/interviews.csv",
    },
    "plan": {
        "da": "gennemgå planen for pseudonymer: qualcode pseudonymise",
        "en": "review the plan of pseudonyms: qualcode pseudonymise",
    },
    "code": {
        "da": "kod teksterne, og læg kodningerne i data/codings/",
        "en": "code the texts, and put the codings into data/codings/",
    },
    "run": {"da": "kør: qualcode run", "en": "run: qualcode run"},
}


def run(study: Study, *, progress: bool) -> RunResult:
    """Do every step; a second run changes nothing."""
    done = [_import(study, progress=progress)]
    require_speakers(study)
    require_sites(study)
    done.append(_pseudonymise(study))
    done.append(study.segment(by="turn", progress=progress))
    done.append(study.update_codebook())
    files = sorted(study.layout.codings.glob("*.csv")) if study.layout.codings.is_dir() else []
    done += [study.import_codings(file) for file in steps(files, "codings", show=progress)]
    done += _released(study)
    printed = write_all(study, progress=progress)
    done.append(StepResult("print", {"changed": printed.written, "files": len(printed.files)}))
    segments = printed.segments
    informants = {segment.speaker_id for segment in segments if segment.is_informant}
    return RunResult(
        language=study.config.language,
        root=study.layout.root,
        steps=tuple(done),
        documents=len(study.documents),
        words=printed.words,
        speakers=len(informants),
        sites=len(study.site_ids),
        codings=printed.codings,
        findings=printed.findings,
        files=printed.files,
        comparison=printed.comparison,
        left_out=printed.left_out,
    )


def _released(study: Study) -> list[StepResult]:
    """Choose quotes, and read what the interviewed answered and what people have ticked."""
    from qualcode.study.clearing import store_clearances
    from qualcode.study.factchecking import import_replies_folder
    from qualcode.study.quoting import keep_quotes

    privacy.require_reviewed(study)
    ticks = study.layout.data / "clearance"
    chosen, replies = keep_quotes(study), import_replies_folder(study)
    return [
        chosen,
        replies,
        # Others are chosen in the place of those that were withdrawn.
        *([keep_quotes(study)] if replies.changed else []),
        store_clearances(study, sorted(ticks.glob("*.csv")) if ticks.is_dir() else []),
    ]


def _import(study: Study, *, progress: bool) -> StepResult:
    folder = study.layout.transcripts
    there = folder.is_dir() and any(not path.name.startswith(".") for path in folder.iterdir())
    if not there and not study.documents:
        raise StudyLayoutError(
            "there are no transcripts",
            code="QC-SY08",
            where=str(folder),
            do="Put the transcripts there, then run again.",
        )
    if not there:
        return StepResult("import", {"new": 0, "unchanged": len(study.documents)})
    result = study.import_documents(folder, progress=progress)
    return StepResult("import", {"new": result.new, "unchanged": len(result.items) - result.new})


def doubtful_speakers(study: Study) -> list[tuple[str, str, str]]:
    """Return document, speaker id and what is missing for every speaker that a person must look at."""
    rows = {(speaker.document, speaker.label): speaker for speaker in study.speakers}
    doubts = []
    for document in study.documents:
        turns = study.store.version(document.name, kind="imported").turns
        for label in dict.fromkeys(turn.speaker for turn in turns if turn.speaker):
            speaker = rows.get((document.name, label))
            if speaker is None:
                doubts.append((document.name, "", "no row for one of its labels"))
            elif not speaker.role:
                doubts.append((document.name, speaker.speaker_id, "no role"))
    return doubts


def require_speakers(study: Study) -> None:
    """Stop where it is not known who interviews and who answers: interviewers must not be counted."""
    doubts = doubtful_speakers(study)
    if doubts:
        raise StepNeeded(
            f"{len(doubts)} speakers have no role yet",
            code="QC-SY09",
            where=str(study.layout.speakers),
            allowed="role is interviewer or informant",
            do="Fill in role (and area, for informants), then run again.",
            problems=[
                Problem(f"{document}, {speaker or 'new label'}", what)
                for document, speaker, what in doubts[:_SHOWN]
            ],
        )


def documents_without_site(study: Study) -> list[str]:
    """Return the documents that data/interviews.csv gives no site."""
    sites = {interview.document: interview.site for interview in study.interviews}
    return [document.name for document in study.documents if not sites.get(document.name)]


def require_sites(study: Study) -> None:
    """Stop where it is not known at which site an interview took place: matrices count sites."""
    names = documents_without_site(study)
    if names:
        raise StepNeeded(
            f"{len(names)} interviews have no site: {', '.join(names[:_SHOWN])}",
            code="QC-SY10",
            where=str(study.layout.interviews),
            allowed="site is a neutral id such as k1; it is never printed",
            do="Fill it in, then run again.",
        )


def _pseudonymise(study: Study) -> StepResult:
    """Apply the reviewed plan; where rows are open, write the plan and stop."""
    versions = privacy.imported_versions(study)
    plan = privacy.read(study, study.plan_path)
    planned = {(row.document, row.version) for row in plan.rows} if plan else set()
    if any((v.document, v.short_sha) not in planned for v in versions):
        privacy.write(study, study.plan_path)
    return privacy.apply(study, study.plan_path, reviewer=None, scan_all=False)


def next_step(study: Study) -> str:
    """Say what to do next."""
    words = Labels(_NEXT, study.config.language)
    if not study.documents:
        return words("import")
    speakers = doubtful_speakers(study)
    if speakers:
        return words("speakers", n=len(speakers))
    sites = documents_without_site(study)
    if sites:
        return words("sites", n=len(sites))
    if privacy.waiting(study):
        return words("plan")
    return words("run") if study.store.codings() else words("code")
