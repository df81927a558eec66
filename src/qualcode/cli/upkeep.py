"""Commands for the study as a whole: init, run, lab, status, check, log, undo, redo, backup, restore."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from qualcode.cli.corpus import say_unplaced
from qualcode.cli.log_words import kind_in_words
from qualcode.cli.messages import words_of
from qualcode.cli.options import JsonOption, StudyOption, opened
from qualcode.cli.output import emit, is_terminal, say, say_json
from qualcode.errors import StepNeeded

if TYPE_CHECKING:
    from qualcode.study import Study


def register(app: typer.Typer) -> None:
    """Add this module's commands to the program."""
    for command in (init, run, status, check, log, undo, redo, backup, restore):
        app.command()(command)
    app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})(lab)


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new or empty folder.")],
    title: Annotated[str, typer.Option(help="Title of the study.")] = "",
    language: Annotated[Literal["da", "en"], typer.Option(help="Language of what the study prints.")] = "da",
    example: Annotated[
        bool, typer.Option("--example", help="Copy the example study: two invented municipalities.")
    ] = False,
) -> None:
    """Make a new study."""
    from qualcode.study import Study

    if example:
        study = Study.create_example(folder)
    else:
        study = Study.create(folder, title=title or folder.resolve().name, language=language)
    with study:
        say(words_of(study)("created_example" if example else "created", folder=study.layout.root))


def run(study: StudyOption = None, as_json: JsonOption = False) -> None:
    """Do everything from transcripts to reports; stops where a person is needed."""
    with opened(study) as found:
        result = found.run(progress=is_terminal())
        if as_json:
            say_json(result.to_json())
            return
        for line in (*result.comparison, *result.left_out, *result.lines()):
            say(line)


def lab(context: typer.Context, study: StudyOption = None) -> None:
    """Open JupyterLab on this study: on this machine only, without news or updates. Further options go to JupyterLab."""
    if find_spec("jupyterlab") is None:
        raise StepNeeded(
            "JupyterLab is not installed",
            code="QC-SY13",
            where="qualcode lab",
            do="Install it into the same environment: python -m pip install jupyterlab",
        )
    with opened(study) as found:
        root = found.layout.root
    # Ours come last: what is fetched and who can reach it is not to be changed by the way.
    command = [
        sys.executable,
        "-m",
        "jupyter",
        "lab",
        f"--ServerApp.root_dir={root}",
        *context.args,
        *_LAB_OPTIONS,
    ]
    raise typer.Exit(subprocess.run(command, check=False).returncode)  # noqa: S603  # our own words and the user's


# Nothing is fetched: no announcements, no search for updates, no extension catalogue; loopback only.
_LAB_OPTIONS = (
    "--ServerApp.ip=127.0.0.1",
    "--LabApp.news_url=None",
    "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    "--LabApp.extension_manager=readonly",
)


def status(study: StudyOption = None, as_json: JsonOption = False) -> None:
    """Say what is imported, pseudonymised and coded, by whom, and what is next."""
    with opened(study) as found:
        frame = found.status()
        emit(frame, None, as_json=as_json)
        if not as_json:
            say()
            say_unplaced(found)
            waiting = sum(one.is_open for one in found.store.rereads()) if found.documents else 0
            if waiting:
                say(words_of(found)("to_reread", n=waiting))
            say(words_of(found)("next", step=found.next_step()))


def check(study: StudyOption = None, as_json: JsonOption = False) -> None:
    """Check the store: every text against its checksum, every coding against its text."""
    with opened(study) as found:
        problems = found.check()
        if as_json:
            say_json({"problems": problems})
        else:
            for line in problems or [words_of(found)("sound")]:
                say(line)
        if problems:
            raise typer.Exit(1)


def log(
    limit: Annotated[int, typer.Option(help="How many of the latest actions.")] = 20,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show what was done, when and by whom, the latest first."""
    with opened(study) as found:
        frame = found.log(limit)
        if not as_json:  # programs read the kinds as they are
            language = found.config.language
            frame = frame.assign(what=[kind_in_words(kind, language) for kind in frame["what"]])
        emit(frame, None, as_json=as_json)


def undo(study: StudyOption = None, as_json: JsonOption = False) -> None:
    """Take the latest action back; again for the one before it."""
    with opened(study) as found:
        action = found.undo()
        if as_json:
            say_json(action)
        else:
            _say_turned(found, "undone", action)


def redo(study: StudyOption = None, as_json: JsonOption = False) -> None:
    """Do again what was undone last."""
    with opened(study) as found:
        action = found.redo()
        if as_json:
            say_json(action)
        else:
            _say_turned(found, "redone", action)


def _say_turned(study: Study, what: str, action: Mapping[str, Any]) -> None:
    """Say what was undone or redone, and what became of codebook.yaml where it was a change of the codebook."""
    words = words_of(study)
    say(words(what, **{**action, "kind": kind_in_words(str(action["kind"]), study.config.language)}))
    if "codebook" in action:
        say(words("codebook_back" if action["codebook"] else "codebook_kept", **action))


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file that does not exist yet.")],
    study: StudyOption = None,
) -> None:
    """Copy the store to a file, and check the copy."""
    with opened(study) as found:
        found.backup(file)
        say(str(file))


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A backup of this study.")],
    study: StudyOption = None,
) -> None:
    """Put a checked backup in the store's place; the present store is kept beside it."""
    with opened(study) as found:
        kept = found.restore(file)
        say(words_of(found)("restored", file=file, kept=kept))
