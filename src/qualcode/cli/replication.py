"""Commands for the next study: freeze, replicate, trust, sample."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import typer

from qualcode.cli.options import JsonOption, OutputOption, StudyOption, opened
from qualcode.cli.output import emit, progress_bar, say, say_json
from qualcode.labels import Labels

_WORDS = {
    "frozen": {
        "da": "{file} er fastfrosset til {audience}; den har {parts} dele. SHA-256 {sha256}",
        "en": "{file} is frozen for {audience}; it has {parts} parts. SHA-256 {sha256}",
    },
    "team": {"da": "projektgruppen, ikke til tryk", "en": "the team, not for print"},
    "print": {"da": "tryk, kun i ord", "en": "print, in words only"},
    "with texts": {
        "da": "Den indeholder interviewenes tekster: Giv den ikke til nogen uden for gruppen.",
        "en": "It holds the interviews' texts: give it to nobody outside the team.",
    },
    "left out": {
        "da": "{n} eksempler og stikord i kodebogen står også i et interview eller nævner et sted, og er udeladt.",
        "en": "{n} examples and cues of the codebook also stand in an interview or name a place, and were left out.",
    },
    "places": {
        "da": "Et sted, som planen har erstattet, er skrevet som […] i {n} tekster: {places}. Skal det blive stående, så skriv det under"
        " pseudonymise: keep i study.yaml.",
        "en": "A place that the plan replaced is written as […] in {n} texts: {places}. If it is to stay, put it under pseudonymise: keep"
        " in study.yaml.",
    },
    "alike": {
        "da": "{n} af undersøgelsens egne tekster deler fem ord i træk med et interview, for det meste hverdagsvendinger. Se dem igennem: {places}",
        "en": "{n} of the study's own texts share five words in a row with an interview, everyday phrases mostly. Look at them: {places}",
    },
    "replicated": {
        "da": "Den nye undersøgelse ligger i {folder}. Begynd med README.md; breve og blanketter ligger i letters/.",
        "en": "The new study is in {folder}. Begin with README.md; letters and forms are in letters/.",
    },
}


def register(app: typer.Typer) -> None:
    """Add this module's commands to the program."""
    for command in (freeze, replicate, trust, sample):
        app.command()(command)


def freeze(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Letters, digits, '-' and '_', such as 2024.")],
    audience: Annotated[
        Literal["team", "print"],
        typer.Option(
            "--for", help="team: with numbers and model; print: what passed the gate, in words only."
        ),
    ] = "team",
    with_text: Annotated[
        bool,
        typer.Option(
            "--with-text", help="The interviews' texts as well, for the team's own archive; needs --reason."
        ),
    ] = False,
    reason: Annotated[str, typer.Option(help="Why the texts must go along; it is logged.")] = "",
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Fix codebook, segmentation, settings, model and figures in frozen/NAME.zip, without the interviews' words."""
    from qualcode.study.freezing import freeze as write
    from qualcode.study.freezing import to_look_at
    from qualcode.study.replication import read_frozen

    with opened(study) as found:
        with progress_bar("freeze") as progress:
            path = write(
                found, name, audience=audience, with_text=with_text, reason=reason, progress=progress
            )
        made, words = read_frozen(path), Labels(_WORDS, found.config.language)
        if as_json:
            say_json({"file": str(path), "sha256": made.sha256, **made.about})
            return
        say(
            words(
                "frozen", file=path, audience=words(audience), parts=len(made.parts), sha256=made.sha256[:12]
            )
        )
        if with_text:
            say(words("with texts"))
        left_out = made.about["codebook"]["examples_left_out"]
        if left_out:
            say(words("left out", n=left_out))
        alike, replaced = to_look_at(found)
        for key, places in (("places", replaced), ("alike", alike)):
            if places:
                more = "; …" if len(places) > 5 else ""
                say(words(key, n=len(places), places="; ".join(places[:5]) + more))


def replicate(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new or empty folder.")],
    source: Annotated[
        Path | None,
        typer.Option("--from", metavar="FILE", help="A frozen study; by default the study here, as it is."),
    ] = None,
    title: Annotated[str, typer.Option(help="Title of the new study; by default that of the old.")] = "",
    language: Annotated[
        str, typer.Option(help="Language of what the new study prints, da or en; by default as the old.")
    ] = "",
    study: StudyOption = None,
) -> None:
    """Make a new study from this one or a frozen one: codebook, guide, notebooks, settings, model, letters; no texts."""
    from qualcode.study.replication import replicate as make

    with progress_bar("replicate") as progress:
        if source is not None:
            made = make(source, folder, title=title, language=language, progress=progress)
        else:
            with opened(study) as found:
                made = make(found, folder, title=title, language=language, progress=progress)
    with made:
        say(Labels(_WORDS, made.config.language)("replicated", folder=made.layout.root))


def trust(output: OutputOption = None, study: StudyOption = None, as_json: JsonOption = False) -> None:
    """Say how far the model that came along can be trusted here, and how many segments to code by hand first."""
    with opened(study) as found:
        made = found.trust()
        if output is not None:
            emit(made.to_frame(), output, as_json=False, title="trust")
        if as_json:
            say_json(made.to_json())
            return
        for line in made.lines():
            say(line)


def sample(
    n: Annotated[int, typer.Option("-n", min=1, help="How many segments.")] = 100,
    seed: Annotated[int, typer.Option(min=0, help="The same number draws the same segments.")] = 0,
    output: OutputOption = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Draw segments to code by hand, by chance and with their probability: what estimates for the whole study need."""
    with opened(study) as found:
        emit(found.sample(n, seed=seed), output, as_json=as_json, title="sample")
