"""Commands that change the code tree, and the passages to read again after it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qualcode.cli.messages import words_of
from qualcode.cli.options import JsonOption, OutputOption, StudyOption, opened
from qualcode.cli.output import emit, say, say_json
from qualcode.errors import UsageError

if TYPE_CHECKING:
    from qualcode.study import Study
    from qualcode.study.codebook_change import CodebookChange

CodeArgument = Annotated[str, typer.Argument(metavar="CODE", help="Full id of a code.")]
VersionOption = Annotated[
    str, typer.Option("--version", help="The new version; by default the next minor one.")
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Say what would happen to the codings; change nothing.")
]


def register(app: typer.Typer) -> None:
    """Add this module's commands to `qualcode codebook`."""
    for command in (add, rename, move, merge, split, retire, redefine, update, versions, review):
        app.command()(command)


def _said(study: Study, done: CodebookChange, as_json: bool) -> None:
    if as_json:
        say_json(done.to_json())
        return
    if done.dry_run:
        say(words_of(study)("dry_change"))
    for line in done.lines(study.config.language):
        say(line)


def add(
    id: Annotated[str, typer.Argument(metavar="ID", help="Full id, or with --under its last part.")],
    name: Annotated[str, typer.Option(help="What a report prints.")],
    under: Annotated[str, typer.Option(metavar="CODE", help="The code below which it stands.")] = "",
    definition: Annotated[str, typer.Option(help="What it means.")] = "",
    cue: Annotated[list[str] | None, typer.Option(help="A word that speaks for it; several times.")] = None,
    example: Annotated[list[str] | None, typer.Option(help="An example; several times.")] = None,
    read: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="A table (document, segment) of passages to look through for it."),
    ] = None,
    version: VersionOption = "",
    dry_run: DryRun = False,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Add a code to the tree."""
    with opened(study) as found:
        done = found.codes.add(
            id,
            name=name,
            under=under,
            definition=definition,
            cues=cue or (),
            examples=example or (),
            read=read,
            version=version,
            dry_run=dry_run,
        )
        _said(found, done, as_json)


def rename(
    code: CodeArgument,
    name: Annotated[str, typer.Argument(metavar="[NAME]", help="The new name.")] = "",
    id: Annotated[str, typer.Option("--id", help="Another last part of its id, too.")] = "",
    version: VersionOption = "",
    dry_run: DryRun = False,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Give a code another name, another id, or both; codings follow."""
    if not (name or id):
        raise UsageError(
            "there is neither a name nor an id", code="QC-US12", do="Write the new name, or --id."
        )
    with opened(study) as found:
        _said(found, found.codes.rename(code, name=name, id=id, version=version, dry_run=dry_run), as_json)


def move(
    code: CodeArgument,
    under: Annotated[str, typer.Option(metavar="CODE", help="The code below which it is to stand.")] = "",
    top: Annotated[bool, typer.Option("--top", help="To the top of the tree.")] = False,
    version: VersionOption = "",
    dry_run: DryRun = False,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Move a code and all below it; codings follow."""
    if bool(under) == top:
        raise UsageError("it must be said where to", code="QC-US12", do="Either --under CODE or --top.")
    with opened(study) as found:
        _said(found, found.codes.move(code, under=under, version=version, dry_run=dry_run), as_json)


def merge(
    codes: Annotated[list[str], typer.Argument(metavar="CODE...", help="Codes that become one.")],
    into: Annotated[str, typer.Option(metavar="CODE", help="One of them, another one, or a new full id.")],
    name: Annotated[str, typer.Option(help="Its name; by default that of the first.")] = "",
    version: VersionOption = "",
    dry_run: DryRun = False,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Make one code of several; each coding keeps on record which it was made with."""
    with opened(study) as found:
        done = found.codes.merge(codes, into=into, name=name, version=version, dry_run=dry_run)
        _said(found, done, as_json)


def split(
    codes: Annotated[list[str], typer.Argument(metavar="CODE", help="The code to split.")],
    into: Annotated[
        list[str], typer.Option(metavar="CODE...", help="Full ids of what it becomes: two or more.")
    ],
    name: Annotated[
        list[str] | None, typer.Option(metavar="ID=NAME", help="The name of a new one; several times.")
    ] = None,
    version: VersionOption = "",
    dry_run: DryRun = False,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Make several codes of one; its codings stay, and come onto the list of what is to be read again."""
    whole, *more = codes  # `split A --into B C`: the words after the option's own are arguments, too
    names = dict(_named(one) for one in name or ())
    with opened(study) as found:
        done = found.codes.split(whole, into=[*into, *more], names=names, version=version, dry_run=dry_run)
        _said(found, done, as_json)


def _named(text: str) -> tuple[str, str]:
    id_, equals, name = text.partition("=")
    if not (id_ and equals and name.strip()):
        raise UsageError(
            f"--name {text!r} gives no code a name", code="QC-US12", do="Such as --name ID='Navn'."
        )
    return id_, name.strip()


def retire(
    code: CodeArgument,
    back: Annotated[bool, typer.Option("--back", help="Take it into use again.")] = False,
    version: VersionOption = "",
    dry_run: DryRun = False,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Let no new codings of a code be made; those that are there stay."""
    with opened(study) as found:
        _said(found, found.codes.retire(code, retired=not back, version=version, dry_run=dry_run), as_json)


def redefine(
    code: CodeArgument,
    definition: Annotated[str | None, typer.Option(help="What it means.")] = None,
    use_when: Annotated[str | None, typer.Option(help="When to use it.")] = None,
    not_when: Annotated[str | None, typer.Option(help="When not to use it.")] = None,
    cue: Annotated[
        list[str] | None, typer.Option(help="A cue, in place of those there; several times.")
    ] = None,
    example: Annotated[
        list[str] | None, typer.Option(help="An example, in place of those there; several times.")
    ] = None,
    only_wording: Annotated[
        bool, typer.Option("--only-wording", help="It means the same as before: nothing to read again.")
    ] = False,
    version: VersionOption = "",
    dry_run: DryRun = False,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say anew what a code means; its codings come onto the list of what is to be read again."""
    with opened(study) as found:
        done = found.codes.redefine(
            code,
            definition=definition,
            use_when=use_when,
            not_when=not_when,
            cues=cue,
            examples=example,
            only_wording=only_wording,
            version=version,
            dry_run=dry_run,
        )
        _said(found, done, as_json)


def update(
    only_wording: Annotated[
        list[str] | None,
        typer.Option(metavar="CODE", help="This code means the same in other words; several times."),
    ] = None,
    dry_run: DryRun = False,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Store codebook.yaml as you edited it, and say what that means for the codings."""
    with opened(study) as found:
        _said(found, found.codes.update(only_wording=only_wording or (), dry_run=dry_run), as_json)


def versions(output: OutputOption = None, study: StudyOption = None, as_json: JsonOption = False) -> None:
    """List the versions of the codebook that were stored."""
    with opened(study) as found:
        emit(found.codes.versions_table(), output, as_json=as_json, title="codebook versions")


def review(
    coder: Annotated[str | None, typer.Option(help="Only this coder's codings.")] = None,
    document: Annotated[str | None, typer.Option(help="Only this document.")] = None,
    code: Annotated[str | None, typer.Option(help="Only this code and all below it.")] = None,
    done: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ID", help="Read again: an id or its beginning, or `all` that is listed; several times."
        ),
    ] = None,
    undone: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="Not read again after all; several times.")
    ] = None,
    by: Annotated[
        str, typer.Option(metavar="NAME", help="Who has read it; by default the coder, or you.")
    ] = "",
    every: Annotated[bool, typer.Option("--all", help="List what was read again, too.")] = False,
    output: OutputOption = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the passages to read again after a change of the codebook, or note that they were read."""
    with opened(study) as found:
        codes = found.codes
        if done or undone:
            ids = done or undone or []
            if ids == ["all"]:
                ids = list(codes.review(coder=coder, document=document, code=code, done=bool(undone))["id"])
            count = codes.reviewed(ids, by=by or coder or "", done=bool(done))
            left = len(codes.review(coder=coder, document=document, code=code))
            if as_json:
                say_json({"changed": count, "left": left})
            else:
                say(words_of(found)("reread" if done else "not_reread", count=count, left=left))
            return
        frame = codes.review(coder=coder, document=document, code=code, done=every)
        if not len(frame) and output is None and not as_json:
            say(words_of(found)("nothing_to_reread"))
            return
        emit(frame, output, as_json=as_json, title="codebook review")
