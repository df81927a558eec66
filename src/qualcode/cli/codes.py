"""Commands for the code tree and the codings."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qualcode.cli.messages import words_of
from qualcode.cli.options import JsonOption, OutputOption, StudyOption, opened
from qualcode.cli.output import emit, say, say_json
from qualcode.interchange import codebook_tree, diff_codebooks, read_codebook

codebook_app = typer.Typer(help="The code tree: check, show, diff.", no_args_is_help=True)
codings_app = typer.Typer(help="Codings: import, export, list, withdraw.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add this module's commands to the program."""
    app.add_typer(codebook_app, name="codebook")
    app.add_typer(codings_app, name="codings")


@codebook_app.command("check")
def codebook_check(
    file: Annotated[Path | None, typer.Argument(help="A codebook file; by default the study's.")] = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Check the code tree: all problems at once, each with line and column."""
    if file is not None:
        book, used = read_codebook(file), {}
    else:
        with opened(study) as found:
            book, used = found.codebook, found.code_counts()
            found.check_codes()
    facts = {
        "version": book.version,
        "language": book.language,
        "codes": len(book),
        "leaves": len(book.leaves()),
        "used": len(used),
    }
    if as_json:
        say_json(facts)
    else:
        say(
            f"{book.title}: version {book.version}, {len(book)} codes, {len(book.leaves())} leaves, "
            f"{len(used)} used. No problems."
        )


@codebook_app.command("show")
def codebook_show(study: StudyOption = None, as_json: JsonOption = False) -> None:
    """Show the code tree with the number of codings of each code."""
    with opened(study) as found:
        counts = found.code_counts()
        if as_json:
            say_json([{"code": c.id, "name": c.name, "codings": counts.get(c.id, 0)} for c in found.codebook])
        else:
            say(codebook_tree(found.codebook, counts))


@codebook_app.command("diff")
def codebook_diff(
    old: Annotated[Path, typer.Argument(help="The old codebook file.")],
    new: Annotated[Path, typer.Argument(help="The new codebook file.")],
    output: OutputOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say in words how two codebooks differ."""
    book = read_codebook(new)
    diff = diff_codebooks(read_codebook(old), book)
    if output is not None or as_json:
        emit(diff.to_frame(), output, as_json=as_json, title="codebook diff")
        return
    for line in diff.describe(book.language):
        say(line)


@codings_app.command("import")
def codings_import(
    file: Annotated[Path, typer.Argument(metavar="FILE.csv", help="Codings in either form.")],
    coder: Annotated[str | None, typer.Option(help="Coder of the rows that name none.")] = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Import codings: all rows or none. Importing the same file again changes nothing."""
    with opened(study) as found:
        result = found.import_codings(file, coder=coder)
        if as_json:
            say_json(result.counts)
        else:
            say(words_of(found)("codings", **result.counts))


@codings_app.command("export")
def codings_export(
    file: Annotated[Path, typer.Argument(metavar="FILE.csv")],
    coder: Annotated[str | None, typer.Option(help="Only this coder's.")] = None,
    code: Annotated[str | None, typer.Option(help="Only this code and all below it.")] = None,
    study: StudyOption = None,
) -> None:
    """Export codings as CSV, with positions in code points."""
    with opened(study) as found:
        found.export_codings(file, coder=coder, branch=code)
        say(str(file))


@codings_app.command("list")
def codings_list(
    code: Annotated[str | None, typer.Option(help="A code or branch, with all below it.")] = None,
    coder: Annotated[str | None, typer.Option()] = None,
    document: Annotated[str | None, typer.Option()] = None,
    speaker: Annotated[str | None, typer.Option(help="Speaker id.")] = None,
    site: Annotated[str | None, typer.Option()] = None,
    area: Annotated[str | None, typer.Option()] = None,
    withdrawn: Annotated[bool, typer.Option("--withdrawn", help="The withdrawn ones instead.")] = False,
    output: OutputOption = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """List codings that fit all that is given, without the words."""
    with opened(study) as found:
        frame = found.codings_frame(
            branch=code,
            coder=coder,
            document=document,
            speaker=speaker,
            site=site,
            area=area,
            withdrawn=withdrawn,
        )
        emit(frame, output, as_json=as_json, title="codings")


@codings_app.command("withdraw")
def codings_withdraw(
    ids: Annotated[list[str], typer.Argument(metavar="ID...", help="As `codings list` shows them.")],
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Withdraw codings: they no longer count, and stay in the history."""
    with opened(study) as found:
        count = found.withdraw(ids)
        if as_json:
            say_json({"withdrawn": count})
        else:
            say(words_of(found)("withdrawn", count=count))
