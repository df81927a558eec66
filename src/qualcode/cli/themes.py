"""Commands for what emerges: topics, and saturation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from qualcode.cli.options import JsonOption, OutputOption, StudyOption, opened
from qualcode.cli.output import ENDINGS as TABLE_ENDINGS
from qualcode.cli.output import FIGURES, emit, is_figure, require_ending, say
from qualcode.errors import UsageError

if TYPE_CHECKING:
    import pandas as pd

    from qualcode.topics import Topics

Reducer = Literal["pca", "umap"]
Shown = Literal["topics", "proposals", "apart", "alike"]


def register(app: typer.Typer) -> None:
    """Add this module's commands to the program."""
    for command in (topics, saturation):
        app.command()(command)


def topics(
    show: Annotated[
        Shown,
        typer.Option(
            help="topics: all of them, those that no code covers first; proposals: what they would be as codes;"
            " apart: codes whose segments fall apart; alike: pairs of codes that may be one."
        ),
    ] = "topics",
    topic: Annotated[
        int | None, typer.Option("--topic", min=1, help="The segments of this topic, the most typical first.")
    ] = None,
    text: Annotated[
        bool, typer.Option("--text", help="With the segments' words in a last column: for the team only.")
    ] = False,
    reducer: Annotated[
        Reducer, typer.Option(help="How passages are laid out: pca is the same everywhere; umap is slower.")
    ] = "pca",
    encoder: Annotated[
        str,
        typer.Option(
            metavar="FOLDER", help="A sentence model on this machine instead of words; nothing is fetched."
        ),
    ] = "",
    resamples: Annotated[
        int | None,
        typer.Option(min=0, help="How often topics are sought again to see which stay; 0: not at all."),
    ] = None,
    output: OutputOption = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Find topics in what informants say, and how far the codebook covers them. What no code covers comes first."""
    if output is not None:
        require_ending(output)
    if text and topic is None:
        raise UsageError(
            "--text shows the segments of a topic", code="QC-TP02", do="Say which: --topic 3 --text"
        )
    if text and output is None and not as_json:
        raise UsageError(
            "--text is for a file", code="QC-TP02", do="Say which: -o FILE.xlsx (or .csv, .json), or --json."
        )
    with opened(study) as found:
        made = found.topics(reducer=reducer, encoder=encoder, resamples=resamples)
        frame = made.segments_frame(topic, text=text) if topic is not None else _frame(made, show)
        if output is None and not as_json:
            for line in made.lines(found.config.language):
                say(line)
            say()
            frame = frame[[column for column in frame.columns if column in made.shown]]
        emit(frame, output, as_json=as_json, title="topics")


def _frame(made: Topics, show: Shown) -> pd.DataFrame:
    return {
        "topics": made.to_frame,
        "proposals": made.proposals_frame,
        "apart": made.apart_frame,
        "alike": made.alike_frame,
    }[show]()


def saturation(
    base: Annotated[
        int, typer.Option(min=1, help="Base size: interviews that later ones are measured against.")
    ] = 4,
    run: Annotated[
        int, typer.Option(min=1, help="Run length: interviews in a row looked through for new codes.")
    ] = 2,
    threshold: Annotated[
        float, typer.Option(min=0, max=0.99, help="Share of the base's codes that may be new in a run.")
    ] = 0.05,
    by_code: Annotated[
        bool,
        typer.Option("--by-code", help="A row for each code: heard first when, its last new meaning when."),
    ] = False,
    seed: Annotated[int, typer.Option(help="For the sample of orders, where interviews are many.")] = 0,
    output: OutputOption = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say when interviews stopped bringing new codes, and new meanings of known ones (Guest, Namey and Chen 2020).

    A file ending in .csv, .xlsx, .md or .json is a table; .png, .svg or .pdf draws it. For the team only.
    """
    if output is not None:
        require_ending(output, (*TABLE_ENDINGS, *FIGURES))
    with opened(study) as found:
        made = found.saturation(base=base, run=run, threshold=threshold, seed=seed)
        if is_figure(output):
            from qualcode.matrices import save_figure

            save_figure(made.plot(), output, alt_text=made.alt_text())
            say(str(output))
            return
        if output is None and not as_json:
            for line in made.lines(found.config.language):
                say(line)
            say()
        frame = made.codes_frame() if by_code else made.to_frame()
        emit(frame, output, as_json=as_json, title="saturation")
