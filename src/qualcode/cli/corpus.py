"""Commands for the texts: import, pseudonymise, segment."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qualcode.cli import exchange
from qualcode.cli.messages import words_of
from qualcode.cli.options import JsonOption, StudyOption, opened
from qualcode.cli.output import emit, is_terminal, print_table, records, say, say_json
from qualcode.errors import UsageError

if TYPE_CHECKING:
    from qualcode.study import Study


def register(app: typer.Typer) -> None:
    """Add this module's commands to the program."""
    app.command("import")(import_)
    app.command()(pseudonymise)
    app.command()(segment)


def import_(
    paths: Annotated[
        list[Path],
        typer.Argument(
            metavar="PATH...",
            help="Transcripts, or folders of them; or one project or codebook of another program.",
        ),
    ],
    site: Annotated[
        str | None, typer.Option(help="Neutral site id for documents that interviews.csv gives none.")
    ] = None,
    encoding: Annotated[
        str | None, typer.Option(help="Encoding of text files where it cannot be told, e.g. cp1252.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what was understood; store nothing.")
    ] = False,
    corrected: Annotated[
        bool,
        typer.Option(
            "--corrected",
            help="Another file of a known name is its corrected transcript; codings move along.",
        ),
    ] = False,
    strict: exchange.StrictOption = False,
    dialect: exchange.DialectOption = None,
    codes: exchange.CodesOption = None,
    coder: exchange.CoderOption = None,
    project: exchange.ProjectOption = None,
    comments_as_codes: exchange.CommentsOption = False,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Import transcripts, or another program's project: all or nothing. Says what was understood, and what was doubtful."""
    options = exchange.ProjectOptions(strict, dialect, codes, coder, project, comments_as_codes)
    if options.apply_to(paths):
        exchange.import_project(paths, options, site=site, dry_run=dry_run, study=study, as_json=as_json)
        return
    with opened(study) as found:
        result = found.import_documents(
            paths, site=site, encoding=encoding, dry_run=dry_run, progress=is_terminal(), corrected=corrected
        )
        if as_json:
            told = {"documents": records(result.to_frame()), "doubts": records(result.doubts())}
            say_json({**told, "moved": dict(result.moved)} if result.moved else told)
            return
        emit(result.to_frame(), None, as_json=False)
        doubts = result.doubts()
        if len(doubts):
            say()
            print_table([str(column) for column in doubts.columns], records(doubts))
        say()
        unchanged = sum(item.status == "unchanged" for item in result.items)
        key = "dry_run" if result.dry_run else "imported"
        new = sum(item.status == "would import" for item in result.items) if dry_run else result.new
        say(words_of(found)(key, new=new, unchanged=unchanged, speakers=found.layout.speakers))
        if result.moved:
            say(words_of(found)("corrected", **result.moved))
            say_unplaced(found)


def say_unplaced(study: Study) -> None:
    """Say how many codings found no place in a corrected text, and where to look."""
    n = len(study.unplaced_codings()) if study.layout.store.exists() else 0
    if n:
        say(words_of(study)("unplaced", n=n))


def pseudonymise(
    plan: Annotated[
        Path | None,
        typer.Option("--plan", metavar="FILE.csv", help="Write the plan here, for a person to review."),
    ] = None,
    apply: Annotated[
        Path | None, typer.Option("--apply", metavar="FILE.csv", help="Replace what this reviewed plan says.")
    ] = None,
    reviewer: Annotated[
        str | None,
        typer.Option(help="Who has read every row of the plan; signs the rows without a reviewer."),
    ] = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Plan pseudonyms (the default), or apply a plan that a person has reviewed."""
    if plan is not None and apply is not None:
        raise UsageError(
            "--plan and --apply exclude each other", code="QC-US02", do="Plan, review, then apply."
        )
    with opened(study) as found:
        result = found.pseudonymise(apply, reviewer=reviewer) if apply is not None else found.write_plan(plan)
        if as_json:
            say_json({"step": result.step, **result.counts})
            return
        words = words_of(found)
        if apply is None:
            say(words("planned", file=plan or found.plan_path, **result.counts))
            return
        say(words("pseudonymised", **result.counts))
        if result.counts["residual"]:
            say(words("residual", **result.counts))
        say_unplaced(found)


def segment(
    by: Annotated[str, typer.Option(help="turn, sentence or paragraph.")] = "turn",
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Cut the current text of every document; codings stay where they are."""
    with opened(study) as found:
        result = found.segment(by=by, progress=is_terminal())
        if as_json:
            say_json({"step": result.step, **result.counts})
        else:
            say(words_of(found)("segmented", **result.counts))
