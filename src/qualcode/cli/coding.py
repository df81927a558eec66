"""Commands for several coders: rounds of coding, and settling where coders differ."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

from qualcode.cli.options import JsonOption, OutputOption, StudyOption, opened
from qualcode.cli.output import emit, print_table, records, require_ending, say, say_json, write_table
from qualcode.coding.tracing import places_table
from qualcode.labels import Labels
from qualcode.study import Study
from qualcode.study.counted import people_of, settled_name

if TYPE_CHECKING:
    import pandas as pd

    from qualcode.study.adjudicating import Adjudication

round_app = typer.Typer(help="Rounds of coding: list, open, start.", no_args_is_help=True)

_WORDS = {
    "settled": {
        "da": "{settled} steder, hvor alle er enige, er afgjort; `qualcode undo` fortryder.",
        "en": "{settled} places on which all agree are settled; `qualcode undo` takes it back.",
    },
    "nothing_agreed": {
        "da": "Der er ingen nye steder, hvor alle er enige.",
        "en": "There are no new places on which all agree.",
    },
    "counts": {
        "da": "{places} kodede steder: {settled} er afgjort, på {differ} er koderne uenige, på {agreed} er alle enige.",
        "en": "{places} coded places: {settled} are settled, on {differ} the coders differ, on {agreed} all agree.",
    },
    "out_of_date": {
        "da": "{out_of_date} afgørelser passer ikke længere til det, der nu er kodet.",
        "en": "{out_of_date} settlements no longer fit what is coded now.",
    },
    "untraceable": {
        "da": "{untraceable} kodninger hos {into} kom fra en fil: De tæller med, men det kan ikke ses, hvad de bygger på.",
        "en": "{untraceable} codings of {into} came from a file: they count, but what they rest on cannot be seen.",
    },
    "take_agreed": {
        "da": "Afgør det, alle er enige om: qualcode adjudicate --agreed",
        "en": "Settle what all agree on: qualcode adjudicate --agreed",
    },
    "take_rest": {
        "da": 'Resten afgøres i JupyterLab: study.adjudicate(coder="navn")',
        "en": 'The rest is settled in JupyterLab: study.adjudicate(coder="name")',
    },
    "opened": {
        "da": "Runde {number} er åben: Koderne ser nu hinandens kodninger af den. `qualcode undo` fortryder.",
        "en": "Round {number} is open: coders now see each other's codings of it. `qualcode undo` takes it back.",
    },
    "unread": {
        "da": "Ikke læst til ende: {coders}. Svar uden kode regnes dér for læst, når enighed måles og uenighed "
        "afgøres. Er nogen ikke færdig, så fortryd og vent.",
        "en": "Not read to the end: {coders}. Answers without a code count as read there when agreement is measured "
        "and differences are settled. If somebody is not done, undo and wait.",
    },
    "was_open": {"da": "Runde {number} var åben i forvejen.", "en": "Round {number} was open already."},
    "started": {
        "da": "Runde {number} er begyndt. Den er blind: Hver koder ser kun sine egne nye kodninger, til den åbnes.",
        "en": "Round {number} has begun. It is blind: each coder sees only her own new codings until it is opened.",
    },
}


def register(app: typer.Typer) -> None:
    """Add this module's commands to the program."""
    app.command()(adjudicate)
    app.add_typer(round_app, name="round")


def adjudicate(
    round_: Annotated[
        int | None,
        typer.Option("--round", metavar="N", min=1, help="As of this round; by default the latest open one."),
    ] = None,
    agreed: Annotated[
        bool, typer.Option("--agreed", help="Settle all places on which all coders agree.")
    ] = False,
    by: Annotated[str, typer.Option(metavar="NAME", help="Who settles; by default the user.")] = "",
    output: OutputOption = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """List where coders differ, the costliest places first, and settle what all agree on; without the words."""
    from qualcode.study.adjudicating import Adjudication

    if output is not None:
        require_ending(output)
    with opened(study) as found:
        adjudication = Adjudication(found, round=round_)
        done = adjudication.settle_agreed(by=by).counts if agreed else None
        frame = adjudication.to_frame()
        if output is not None:
            write_table(output, list(frame.columns), records(frame), title="adjudication")
        if as_json:
            say_json(_as_json(adjudication, frame, done))
            return
        if output is not None:
            say(str(output))
        elif adjudication.counts["differ"]:
            _print_open(adjudication)
        for line in _lines(found, adjudication, done):
            say(line)


def _as_json(
    adjudication: Adjudication, frame: pd.DataFrame, done: dict[str, int] | None
) -> dict[str, object]:
    return {
        "round": adjudication.round,
        "coders": list(adjudication.coders),
        "into": adjudication.into,
        "counts": adjudication.counts,
        **({"done": done} if done is not None else {}),
        "places": records(frame),
    }


def _print_open(adjudication: Adjudication) -> None:
    """Print the places that people have to settle, with the codes on which the coders differ."""
    waiting = [one for one in adjudication.places if one.differs]
    frame = places_table(waiting, adjudication.coders, only_differing=True)
    frame["turns"] = [
        str(one.place.first) if one.place.first == one.place.last else f"{one.place.first}–{one.place.last}"
        for one in waiting
    ]
    columns = ["document", "turns", "cost", "how", *(f"codes {coder}" for coder in adjudication.coders)]
    print_table(columns, records(frame[columns]))
    say()


def _lines(study: Study, adjudication: Adjudication, done: dict[str, int] | None) -> list[str]:
    words, counts = _words_of(study), adjudication.counts
    found = []
    if done is not None:
        found.append(words("settled" if done["settled"] else "nothing_agreed", **done))
    found.append(words("counts", **counts))
    found += [
        words(key, **counts, into=adjudication.into) for key in ("out_of_date", "untraceable") if counts[key]
    ]
    if counts["agreed"]:
        found.append(words("take_agreed"))
    if counts["differ"]:
        found.append(words("take_rest"))
    return found


@round_app.command("list")
def round_list(output: OutputOption = None, study: StudyOption = None, as_json: JsonOption = False) -> None:
    """List the rounds of coding: blind or open, since when, and how much each coder has read to the end."""
    import pandas as pd

    with opened(study) as found:
        marks, of = found.store.finished(), len(found.documents)
        rows = []
        for one in found.rounds:
            read = [mark.coder for mark in marks if mark.round == one.number]
            rows.append(
                {
                    "round": one.number,
                    "title": one.title,
                    "state": "open" if one.is_open else "blind",
                    "opened_at": one.opened_at,
                    "opened_by": one.opened_by,
                    "finished": ", ".join(f"{name} {read.count(name)}/{of}" for name in sorted(set(read))),
                }
            )
        emit(pd.DataFrame(rows), output, as_json=as_json, title="rounds")


@round_app.command("open")
def round_open(
    number: Annotated[int, typer.Argument(metavar="N", min=1, help="Number of the round.")],
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Open a round: coders see each other's codings of it from now on."""
    with opened(study) as found:
        opened_now = found.open_round(number)
        if as_json:
            say_json({"round": number, "changed": opened_now})
        else:
            words = _words_of(found)
            say(words("opened" if opened_now else "was_open", number=number))
            if opened_now and (unread := _unread(found, number)):
                say(words("unread", coders=", ".join(unread)))


def _unread(study: Study, number: int) -> list[str]:
    """Return who has coded in an interview of a round without marking it as read to the end, and how many such."""
    read = {(one.coder, one.document) for one in study.store.finished() if one.round == number}
    people = set(people_of(study)) - {settled_name(study)}
    begun = {
        (one.coder, one.document) for one in study.codings() if one.round == number and one.coder in people
    }
    left = Counter(coder for coder, _ in begun - read)
    return [f"{coder} ({left[coder]})" for coder in sorted(left)]


@round_app.command("start")
def round_start(
    title: Annotated[str, typer.Option(help='Such as "second cycle".')] = "",
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Start the next round, which is blind until it is opened; what was coded before stays."""
    with opened(study) as found:
        made = found.start_round(title)
        if as_json:
            say_json({"round": made.number, "title": made.title})
        else:
            say(_words_of(found)("started", number=made.number))


def _words_of(study: Study) -> Labels:
    return Labels(_WORDS, study.config.language)
