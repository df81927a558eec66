"""Commands for other programs' projects: what `import` does with one, and `export`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal, cast

import typer

from qualcode.cli.options import JsonOption, StudyOption, opened
from qualcode.cli.output import print_table, say, say_json
from qualcode.errors import UsageError
from qualcode.labels import Labels

if TYPE_CHECKING:
    from qualcode.interchange.exchange import Losses
    from qualcode.study.exchanging.importing import ProjectImport

StrictOption = Annotated[bool, typer.Option("--strict", help="A project: refuse if anything would be lost.")]
DialectOption = Annotated[
    str | None,
    typer.Option(
        metavar="NAME", help="A .qdpx: how its program counts positions, e.g. nvivo, utf16+inclusive."
    ),
]
CodesOption = Annotated[
    Path | None,
    typer.Option(
        metavar="MAP.csv", help="A project: a table imported,code says which code each one is here."
    ),
]
CoderOption = Annotated[
    str | None, typer.Option(metavar="NAME", help="A project: who coded where the file does not say.")
]
ProjectOption = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="Name or number of the project in a file that holds several."),
]
CommentsOption = Annotated[
    bool, typer.Option("--comments-as-codes", help="A Word document: its comments are codes on its words.")
]

_WORDS = {
    "n users": {"da": "brugere", "en": "users"},
    "n codes": {"da": "koder", "en": "codes"},
    "n sources": {"da": "kilder", "en": "sources"},
    "n selections": {"da": "markeringer", "en": "selections"},
    "n codings": {"da": "kodninger", "en": "codings"},
    "n notes": {"da": "notater", "en": "notes"},
    "n cases": {"da": "cases", "en": "cases"},
    "n variables": {"da": "variable", "en": "variables"},
    "n values": {"da": "værdier", "en": "values"},
    "n sets": {"da": "sæt", "en": "sets"},
    "n links": {"da": "forbindelser", "en": "links"},
    "n rows": {"da": "rækker", "en": "rows"},
    "n columns": {"da": "kolonner", "en": "columns"},
    "understood": {"da": "Læst som {kind}{origin}.", "en": "Read as {kind}{origin}."},
    "from": {"da": " fra {program}", "en": " from {program}"},
    "counting": {"da": "Positioner: {line}", "en": "Positions: {line}"},
    "planned": {
        "da": "{documents} nye dokumenter, {known} kendte; {codings} kodninger af {coders} kodere; {memos} notater.",
        "en": "{documents} new documents, {known} known ones; {codings} codings by {coders} coders; {memos} memos.",
    },
    "fresh": {
        "da": "Kodebogen bliver filens: {codes} koder.",
        "en": "The codebook becomes the file's: {codes} codes.",
    },
    "recognised": {
        "da": "{recognised} koder er undersøgelsens egne.",
        "en": "{recognised} codes are the study's own.",
    },
    "proposed": {
        "da": "{proposed} koder er ikke undersøgelsens egne og kommer under imported i codebook.yaml. "
        "Er de nogle af dem, der er der, så skriv det i en tabel med imported,code og brug --codes TABEL.csv",
        "en": "{proposed} codes are not the study's own and come below imported in codebook.yaml. "
        "If they are some of those there, say so in a table imported,code and use --codes TABLE.csv",
    },
    "losses_in": {"da": "Det her kommer ikke uændret med:", "en": "This does not come along as it was:"},
    "losses_out": {"da": "Det her kommer ikke med:", "en": "This does not travel:"},
    "no_losses": {"da": "Alt kommer med.", "en": "Everything travels."},
    "dry_run": {"da": "Prøve: intet er gemt.", "en": "Dry run: nothing was stored."},
    "stored": {
        "da": "Gemt: {documents} dokumenter, {added} kodninger; {unchanged} kodninger var der, {withdrawn} forbliver trukket tilbage.",
        "en": "Stored: {documents} documents, {added} codings; {unchanged} codings were there, {withdrawn} stay withdrawn.",
    },
    "review": {
        "da": "Teksterne er, som de kom. Se {speakers} igennem og kør: qualcode pseudonymise. Kodningerne flytter med.",
        "en": "The texts are as they came. Check {speakers} and run: qualcode pseudonymise. The codings move along.",
    },
    "exported": {
        "da": "{files}: {counts}.",
        "en": "{files}: {counts}.",
    },
    "for_team": {
        "da": "Filen er til gruppen: Den har ord fra interviewene, talernes id'er{sites} samt navne og notater fra dem, der har kodet. "
        "Teksten er pseudonymiseret, ikke anonym.",
        "en": "The file is for the team: it holds words of the interviews, ids of speakers{sites}, and the coders' names and memos. "
        "The text is pseudonymised, not anonymous.",
    },
    "with_sites": {"da": ", steder, roller og områder", "en": ", sites, roles and areas"},
    "with_names": {
        "da": " Med talernes navne i udskriften og noterne kan den nævne personer.",
        "en": " With the labels of the transcripts and the notes it may name people.",
    },
    "table_for_team": {
        "da": "Tabellen er til gruppen: Den viser, hvem der siger hvad, og hvor.",
        "en": "The table is for the team: it shows who says what, and where.",
    },
}


@dataclass(frozen=True, slots=True)
class ProjectOptions:
    """The options of `import` that are for projects."""

    strict: bool
    dialect: str | None
    codes: Path | None
    coder: str | None
    project: str | None
    comments_as_codes: bool

    def apply_to(self, paths: list[Path]) -> bool:
        """Say whether what is imported is a project; refuse the options for transcripts."""
        from qualcode.study.exchanging.opening import is_project

        if self.comments_as_codes or any(is_project(path) for path in paths):
            return True
        if self.strict or self.dialect or self.codes or self.coder or self.project:
            raise UsageError(
                "--strict, --dialect, --codes, --coder and --project are for projects of other programs",
                code="QC-EX10",
                where=", ".join(path.name for path in paths[:3]),
                do="Leave them out for transcripts; for codes in a Word document's comments add --comments-as-codes.",
            )
        return False


def register(app: typer.Typer) -> None:
    """Add this module's commands to the program."""
    app.command("export")(export)


def import_project(
    paths: list[Path],
    options: ProjectOptions,
    *,
    site: str | None,
    dry_run: bool,
    study: Path | None,
    as_json: bool,
) -> None:
    """Import another program's project: say what it is and what would be lost, then write all of it or nothing."""
    from qualcode.study.exchanging.importing import carry_out, plan_import
    from qualcode.study.exchanging.opening import require_one

    path = require_one(paths)
    with opened(study) as found:
        words = Labels(_WORDS, found.config.language)
        planned = plan_import(
            found,
            path,
            dialect=options.dialect,
            project=options.project,
            codes=options.codes,
            site=site or "",
            coder=options.coder or "",
        )
        if not as_json:  # before anything is written, and before it may be refused
            _say_plan(planned, words, found.config.language)
        if options.strict:
            planned.require_no_loss(path.name)
        done = planned if dry_run else carry_out(found, planned)
        if as_json:
            say_json(done.to_json())
        elif done.stored is None:
            say(words("dry_run"))
        else:
            say(words("stored", **done.stored))
            if done.plan.documents:
                say(words("review", speakers=found.layout.speakers))


def _say_plan(planned: ProjectImport, words: Labels, language: str) -> None:
    project, counts = planned.opened.project, planned.plan.counts()
    origin = words("from", program=project.origin) if project.origin else ""
    say(words("understood", kind=planned.opened.kind, origin=origin))
    for number, line in enumerate(planned.opened.evidence):
        say(words("counting", line=line) if number == 0 else line)
    say(words("planned", **counts))
    if planned.plan.fresh and counts["codes"]:
        say(words("fresh", **counts))
    if planned.plan.recognised:
        say(words("recognised", **counts))
    if planned.plan.proposed:
        say(words("proposed", **counts))
    doubts = planned.plan.doubts
    if doubts:
        rows = [
            {"document": name, "kind": one.kind, "where": one.where, "doubt": one.message}
            for name, one in doubts
        ]
        print_table(["document", "kind", "where", "doubt"], rows)
    _say_losses(planned.losses, "losses_in", words, language)


def _say_losses(losses: Losses, head: str, words: Labels, language: str) -> None:
    say(words(head) if losses else words("no_losses"))
    for line in losses.describe(language):
        say(f"  {line}")


def export(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="Ends in .qdpx, .qdc, .csv, .xlsx or .parquet.")
    ],
    kind: Annotated[
        str | None,
        typer.Option(
            help="A table: wide (segments × codes, the default), documents (× codes) or long (codings)."
        ),
    ] = None,
    attributes: Annotated[
        str,
        typer.Option(
            help="Of interviews and speakers: none, neutral (ids, sites, roles, areas), or all (labels and notes, too)."
        ),
    ] = "neutral",
    coder: Annotated[
        str | None, typer.Option(help="A table: whose codings; by default those that count.")
    ] = None,
    words: Annotated[bool, typer.Option("--words", help="A table: add the words of the interviews.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Refuse if anything would stay here.")] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would stay here; write nothing.")
    ] = False,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write the study for other programs: a project, a codebook, or a table for statistics. For the team."""
    chosen = _attributes(attributes)
    with opened(study) as found:
        says = Labels(_WORDS, found.config.language)
        done = found.export_project(
            file, kind=kind, attributes=chosen, coder=coder, words=words, dry_run=dry_run, strict=strict
        )
        if as_json:
            say_json(done.to_json())
            return
        if done.kind in ("project", "codebook"):
            _say_losses(done.losses, "losses_out", says, found.config.language)
        if dry_run:
            say(says("dry_run"))
            return
        counts = ", ".join(f"{count} {_counted(name, says)}" for name, count in done.counts.items())
        say(says("exported", files=", ".join(map(str, done.files)), counts=counts))
        if done.kind == "project":
            sites = "" if chosen == "none" else says("with_sites")
            say(says("for_team", sites=sites) + (says("with_names") if chosen == "all" else ""))
        elif done.kind != "codebook":
            say(says("table_for_team"))


def _counted(name: str, says: Labels) -> str:
    """Return what was counted in the study's language."""
    return says(f"n {name}") if f"n {name}" in _WORDS else name


def _attributes(given: str) -> Literal["none", "neutral", "all"]:
    if given not in ("none", "neutral", "all"):
        raise UsageError(
            "there is no such choice of attributes",
            code="QC-EX11",
            allowed="--attributes none, neutral or all",
        )
    return cast('Literal["none", "neutral", "all"]', given)
