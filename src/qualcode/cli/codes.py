"""Commands for the code tree and the codings."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from qualcode.cli import codetree
from qualcode.cli.messages import words_of
from qualcode.cli.options import JsonOption, OutputOption, StudyOption, opened
from qualcode.cli.output import emit, say, say_json
from qualcode.interchange import codebook_tree, diff_codebooks, read_codebook
from qualcode.model import Codebook

codebook_app = typer.Typer(help="The code tree: check, show, diff, change, review.", no_args_is_help=True)
codings_app = typer.Typer(help="Codings: import, export, list, withdraw.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add this module's commands to the program."""
    codetree.register(codebook_app)
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
def codebook_show(
    version: Annotated[
        str, typer.Option(help="An earlier version, as it was, with the codings of then.")
    ] = "",
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show the code tree with the number of codings of each code."""
    with opened(study) as found:
        book, counts = found.codebook, found.code_counts()
        if version:
            book = found.codebook_at(version)
            counts = dict(Counter(one.code for one in found.codings(as_of=version)))
        if as_json:
            say_json([{"code": c.id, "name": c.name, "codings": counts.get(c.id, 0)} for c in book])
        else:
            say(codebook_tree(book, counts))


@codebook_app.command("diff")
def codebook_diff(
    old: Annotated[str, typer.Argument(metavar="OLD", help="A codebook file, or a version of this study.")],
    new: Annotated[str, typer.Argument(metavar="NEW", help="A codebook file, or a version of this study.")],
    output: OutputOption = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say in words how two codebooks differ."""
    book = _book(new, study)
    diff = diff_codebooks(_book(old, study), book)
    if output is not None or as_json:
        emit(diff.to_frame(), output, as_json=as_json, title="codebook diff")
        return
    for line in diff.describe(book.language):
        say(line)


def _book(which: str, study: Path | None) -> Codebook:
    """Return a codebook by its file, or by its version in the study."""
    if Path(which).suffix.lower() in (".yaml", ".yml") or Path(which).is_file():
        return read_codebook(Path(which))
    with opened(study) as found:
        return found.codebook_at(which)


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
    unplaced: Annotated[
        bool,
        typer.Option(
            "--unplaced", help="Those that found no place in a corrected text instead, all of them."
        ),
    ] = False,
    as_of: Annotated[
        str, typer.Option(metavar="VERSION", help="As they were while this version of the codebook held.")
    ] = "",
    output: OutputOption = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """List codings that fit all that is given, without the words."""
    with opened(study) as found:
        if unplaced:
            emit(found.unplaced_codings(), output, as_json=as_json, title="codings without a place")
            return
        frame = found.codings_frame(
            branch=code,
            coder=coder,
            document=document,
            speaker=speaker,
            site=site,
            area=area,
            withdrawn=withdrawn,
            as_of=as_of,
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
