"""Commands for the fact check: packs out, replies in, and how far it has come."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qualcode.cli.options import JsonOption, OutputOption, StudyOption, opened
from qualcode.cli.output import emit, require_ending, say, say_json
from qualcode.labels import Labels
from qualcode.study import Study

factcheck_app = typer.Typer(
    help="The fact check: one pack per interview out, the replies in.", no_args_is_help=True
)

_WORDS = {
    "exported": {
        "da": "{packs} svarark med {items} punkter ligger i {folder}. Hvem der skal have hvilket, står i {list}, som ikke sendes med.",
        "en": "{packs} packs with {items} items are in {folder}. Whose is which stands in {list}, which is not sent along.",
    },
    "nothing": {
        "da": "Der er intet, nogen mangler at svare på.",
        "en": "There is nothing that waits for an answer.",
    },
    "unshown": {
        "da": "{n} sætninger står ikke i noget svarark, fordi de bygger på flere interview hver for sig: {ids}. Del dem, "
        "eller spørg uden om sætningen, og skriv svarene i data/factcheck/.",
        "en": "{n} sentences stand in no pack, since their words draw on several interviews alone: {ids}. Cut them in two, or "
        "ask without the sentence and write the answers into data/factcheck/.",
    },
    "imported": {
        "da": "{replies} svar er læst, {changed} af dem er nye; {unanswered} punkter har endnu intet svar.",
        "en": "{replies} replies read, {changed} of them new; {unanswered} items have no answer yet.",
    },
    "outdated": {
        "da": "{outdated} svar gælder ord, der siden er ændret: De skal spørges igen.",
        "en": "{outdated} replies are about words that have changed since: ask again.",
    },
}


def register(app: typer.Typer) -> None:
    """Add this module's commands to the program."""
    app.add_typer(factcheck_app, name="factcheck")


@factcheck_app.command("export")
def factcheck_export(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where the packs go; they hold words.")],
    document: Annotated[
        list[str] | None,
        typer.Option(metavar="D", help="Only this interview; give it twice or more for several."),
    ] = None,
    everything: Annotated[
        bool,
        typer.Option("--all", help="Ask again about what is answered, but not about what was withdrawn."),
    ] = False,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Write a pack for each interview that has something to check: .docx, and the same as a form (.xlsx, .csv)."""
    with opened(study) as found:
        done = found.factcheck.export(folder, documents=document or (), everything=everything)
        if as_json:
            say_json(
                {"packs": done.packs, "items": done.items, "files": [str(path) for path in done.files],
                 "list": str(done.list), "unshown": list(done.unshown)}
            )  # fmt: skip
            return
        words = _words_of(found)
        key = "exported" if done.packs else "nothing"
        say(words(key, packs=done.packs, items=done.items, folder=folder, list=done.list))
        if done.unshown:
            say(words("unshown", n=len(done.unshown), ids=", ".join(done.unshown)))


@factcheck_app.command("import")
def factcheck_import(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="Packs that came back: .docx, .xlsx or .csv.")
    ],
    by: Annotated[
        str, typer.Option(metavar="NAME", help="Who answered, where a row does not say; no name.")
    ] = "",
    date: Annotated[str, typer.Option(metavar="DATE", help="When, where a row does not say.")] = "",
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Store the answers of packs that came back: all of them or none. The same files again change nothing."""
    with opened(study) as found:
        done = found.factcheck.import_replies(files, by=by, at=date)
        if as_json:
            say_json({**done.counts, "notes": list(done.notes)})
            return
        words = _words_of(found)
        say(words("imported", **done.counts))
        if done.outdated:
            say(words("outdated", **done.counts))
        for note in done.notes:
            say(note)


@factcheck_app.command("status")
def factcheck_status(
    output: OutputOption = None, study: StudyOption = None, as_json: JsonOption = False
) -> None:
    """Say for each interview how many items are approved, changed, withdrawn, waiting."""
    if output is not None:
        require_ending(output)
    with opened(study) as found:
        emit(found.factcheck.status(), output, as_json=as_json, title="factcheck")


def _words_of(study: Study) -> Labels:
    return Labels(_WORDS, study.config.language)
