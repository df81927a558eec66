"""The command that merges two copies of a study."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qualcode.cli.options import JsonOption, OutputOption, StudyOption, opened
from qualcode.cli.output import print_table, records, require_ending, say, say_json, write_table
from qualcode.labels import Labels

if TYPE_CHECKING:
    from qualcode.store.merging import FileDifference, MergeReport

SHOWN = ("kind", "document", "segment", "code", "coder", "ours", "theirs", "count")
"""What is printed of a conflict, before the reason; a file has everything."""


def register(app: typer.Typer) -> None:
    """Add this module's command to the program."""
    app.command()(merge)


def merge(
    other: Annotated[
        Path,
        typer.Argument(metavar="OTHER", help="The folder of the other copy, or a backup of its store."),
    ],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be taken over; store nothing.")
    ] = False,
    output: OutputOption = None,
    study: StudyOption = None,
    as_json: JsonOption = False,
) -> None:
    """Take over what was done in another copy of this study; conflicts are listed, and this copy's side stays."""
    from qualcode.study.merging import merge_with

    if output is not None:
        require_ending(output)
    with opened(study) as found:
        report = merge_with(found, other, dry_run=dry_run)
        words = Labels(_WORDS, found.config.language)
    frame = report.to_frame()
    rows = records(frame)
    if output is not None:
        write_table(output, list(frame.columns), rows, title="conflicts")
    if as_json:
        say_json(_as_json(report, rows))
        return
    for line in _taken(report, words):
        say(line)
    if output is None:
        _print_conflicts(rows, words)
    else:
        say(str(output))
    for line in (*_reasons(report, words), *_files(report, words)):
        say(line)


def _as_json(report: MergeReport, rows: list[dict[str, object]]) -> dict[str, object]:
    return {
        "dry_run": report.dry_run,
        "revision": report.revision,
        "start": report.start,
        "theirs": report.theirs,
        "taken": report.taken,
        "same": report.same,
        "counts": [asdict(one) for one in report.counts],
        "conflicts": rows,
        "files": [asdict(one) for one in report.files],
        "printed_numbers": report.printed_numbers,
    }


# -- what is printed ---------------------------------------------------------------------------------------------------


def _taken(report: MergeReport, words: Labels) -> list[str]:
    """Return what was taken over, and what there was twice."""
    lines = []
    if report.taken:
        taken = _listed([(one.kind, one.taken) for one in report.counts], words)
        lines.append(words("would" if report.dry_run else "taken", what=taken))
    else:
        lines.append(words("nothing"))
    if report.same:
        lines.append(words("same", what=_listed([(one.kind, one.same) for one in report.counts], words)))
    if report.printed_numbers:
        lines.append(
            words("one_printed" if report.printed_numbers == 1 else "printed", n=report.printed_numbers)
        )
    if not report.conflicts:
        lines.append(words("no_conflicts"))
    else:
        lines.append(words("one_conflict" if report.n_conflicts == 1 else "conflicts", n=report.n_conflicts))
    return lines


def _listed(counts: list[tuple[str, int]], words: Labels) -> str:
    return ", ".join(f"{n} {_noun(kind, n, words)}" for kind, n in counts if n)


def _noun(kind: str, n: int, words: Labels) -> str:
    return _word(f"{'one' if n == 1 else 'more'}.{kind}", words)


def _print_conflicts(rows: list[dict[str, object]], words: Labels) -> None:
    """Print the conflicts, each with a short reason; what to do about the reasons comes below."""
    if not rows:
        return
    shown = [
        {
            **{name: row[name] for name in SHOWN},
            "kind": _noun(str(row["kind"]), 1, words),
            "ours": _state(str(row["ours"]), words),
            "theirs": _state(str(row["theirs"]), words),
            "why": words(f"why.{row['why']}"),
        }
        for row in rows
    ]
    say()
    print_table([*SHOWN, "why"], shown)
    say()


def _state(state: str, words: Labels) -> str:
    """Return a state in words: ``accept_as tema.tillid``, or ``holds; other memo, stance``."""
    state, _, columns = state.partition("; other ")
    first, blank, code = state.partition(" ")
    said = _word(f"state.{first}", words) + blank + code
    if not columns:
        return said
    named = ", ".join(_word(f"column.{one}", words) for one in columns.split(", "))
    return f"{said} ({words('differs', what=named)})"


def _word(key: str, words: Labels) -> str:
    """Return a word; what the store learned after this table keeps its own name."""
    return words(key) if key in _WORDS else key.partition(".")[2]


def _reasons(report: MergeReport, words: Labels) -> list[str]:
    """Return for each reason that occurs what can be done about it."""
    why = dict.fromkeys(one.why for one in report.conflicts)
    return [f"- {words(f'why.{one}')}: {words(f'do.{one}')}" for one in why]


def _files(report: MergeReport, words: Labels) -> list[str]:
    """Return how the files of the two folders differ."""
    if not report.files:
        return []
    return [words("files"), *(f"- {one.file}: {_difference(one, words)}" for one in report.files)]


def _difference(one: FileDifference, words: Labels) -> str:
    if one.error:
        return words("unreadable", code=one.error)
    if one.what == "file":
        return words("file_here" if one.here else "file_there")
    parts = [("only_here", one.here), ("only_there", one.there), ("other_content", one.differ)]
    return ", ".join(words(key, n=n, what=_noun(one.what, n, words)) for key, n in parts if n)


_WORDS = {
    "taken": {
        "da": "Overtaget: {what}. `qualcode undo` fortryder.",
        "en": "Taken over: {what}. `qualcode undo` takes it back.",
    },
    "would": {
        "da": "Prøve: intet er gemt. Der ville blive overtaget: {what}.",
        "en": "Dry run: nothing was stored. Would be taken over: {what}.",
    },
    "nothing": {
        "da": "Der er intet nyt at overtage fra den anden kopi.",
        "en": "There is nothing new to take over from the other copy.",
    },
    "same": {
        "da": "Fandtes i begge kopier og står her kun én gang: {what}.",
        "en": "In both copies, and here only once: {what}.",
    },
    "one_printed": {
        "da": "1 tabel med tal er trykt fra den anden kopi og regnes nu også med her (qualcode clear numbers).",
        "en": "1 table of numbers went out from the other copy and now counts here, too (qualcode clear numbers).",
    },
    "printed": {
        "da": "{n} tabeller med tal er trykt fra den anden kopi og regnes nu også med her (qualcode clear numbers).",
        "en": "{n} tables of numbers went out from the other copy and now count here, too (qualcode clear numbers).",
    },
    "no_conflicts": {"da": "Ingen konflikter.", "en": "No conflicts."},
    "one_conflict": {
        "da": "1 konflikt er ikke overtaget; her gælder stadig det, der stod.",
        "en": "1 conflict was not taken over; what stood here still holds.",
    },
    "conflicts": {
        "da": "{n} konflikter er ikke overtaget; her gælder stadig det, der stod.",
        "en": "{n} conflicts were not taken over; what stood here still holds.",
    },
    "differs": {"da": "forskel i {what}", "en": "differs in {what}"},
    "files": {
        "da": "Filerne i de to mapper er forskellige. De bliver ikke flettet; ret dem i hånden:",
        "en": "Files of the two folders differ. They are not merged; mend them by hand:",
    },
    "unreadable": {
        "da": "kan ikke læses i begge mapper ({code})",
        "en": "cannot be read in both folders ({code})",
    },
    "file_here": {"da": "findes kun her", "en": "is only here"},
    "file_there": {"da": "findes kun i den anden mappe", "en": "is only in the other folder"},
    "only_here": {"da": "{n} {what} kun her", "en": "{n} {what} only here"},
    "only_there": {"da": "{n} {what} kun i den anden", "en": "{n} {what} only in the other"},
    "other_content": {"da": "{n} {what} med andet indhold", "en": "{n} {what} with other content"},
    # kinds
    "one.document": {"da": "dokument", "en": "document"},
    "more.document": {"da": "dokumenter", "en": "documents"},
    "one.coding": {"da": "kodning", "en": "coding"},
    "more.coding": {"da": "kodninger", "en": "codings"},
    "one.decision": {"da": "svar på forslag", "en": "answer to a suggestion"},
    "more.decision": {"da": "svar på forslag", "en": "answers to suggestions"},
    "one.memo": {"da": "memo", "en": "memo"},
    "more.memo": {"da": "memoer", "en": "memos"},
    "one.round": {"da": "runde", "en": "round"},
    "more.round": {"da": "runder", "en": "rounds"},
    "one.finished": {"da": "mærke “læst til ende”", "en": "mark “read to the end”"},
    "more.finished": {"da": "mærker “læst til ende”", "en": "marks “read to the end”"},
    "one.settlement": {"da": "afgørelse af uenighed", "en": "settlement"},
    "more.settlement": {"da": "afgørelser af uenighed", "en": "settlements"},
    "one.quote": {"da": "citat", "en": "quote"},
    "more.quote": {"da": "citater", "en": "quotes"},
    "one.reply": {"da": "svar fra faktuel høring", "en": "reply to a fact check"},
    "more.reply": {"da": "svar fra faktuel høring", "en": "replies to a fact check"},
    "one.reread": {"da": "sted, der skal læses igen", "en": "passage to read again"},
    "more.reread": {"da": "steder, der skal læses igen", "en": "passages to read again"},
    "one.clearance": {"da": "flueben", "en": "tick for print"},
    "more.clearance": {"da": "flueben", "en": "ticks for print"},
    "one.codes": {"da": "kode", "en": "code"},
    "more.codes": {"da": "koder", "en": "codes"},
    "one.speakers": {"da": "taler", "en": "speaker"},
    "more.speakers": {"da": "talere", "en": "speakers"},
    "one.interviews": {"da": "interview", "en": "interview"},
    "more.interviews": {"da": "interview", "en": "interviews"},
    "one.settings": {"da": "indstilling", "en": "setting"},
    "more.settings": {"da": "indstillinger", "en": "settings"},
    # states
    "state.absent": {"da": "findes ikke", "en": "absent"},
    "state.there": {"da": "findes", "en": "there"},
    "state.another_file": {"da": "en anden fil", "en": "another file"},
    "state.another_text": {"da": "en anden tekst", "en": "another text"},
    "state.holds": {"da": "gælder", "en": "holds"},
    "state.withdrawn": {"da": "trukket tilbage", "en": "withdrawn"},
    "state.accept": {"da": "ja", "en": "accept"},
    "state.accept_as": {"da": "ja, som", "en": "accept as"},
    "state.reject": {"da": "nej", "en": "reject"},
    "state.later": {"da": "senere", "en": "later"},
    "state.approved": {"da": "godkendt", "en": "approved"},
    "state.changed": {"da": "ændret", "en": "changed"},
    "state.print": {"da": "må trykkes", "en": "print"},
    "state.hold": {"da": "holdes tilbage", "en": "hold"},
    "state.override": {"da": "trykkes alligevel", "en": "override"},
    "state.open": {"da": "åben", "en": "open"},
    "state.blind": {"da": "blind", "en": "blind"},
    "state.agreed": {"da": "alle enige", "en": "all agreed"},
    "state.chosen": {"da": "én koders valgt", "en": "one coder's chosen"},
    "state.merged": {"da": "lagt sammen", "en": "merged"},
    "state.new": {"da": "ny", "en": "new"},
    "state.none": {"da": "ingen kode", "en": "no code"},
    "column.memo": {"da": "memo", "en": "memo"},
    "column.text": {"da": "tekst", "en": "text"},
    "column.stance": {"da": "holdning", "en": "stance"},
    "column.code": {"da": "kode", "en": "code"},
    "column.coder": {"da": "koder", "en": "coder"},
    "column.round": {"da": "runde", "en": "round"},
    "column.model": {"da": "model", "en": "model"},
    "column.codebook_version": {"da": "kodebogens version", "en": "version of the codebook"},
    "column.title": {"da": "titel", "en": "title"},
    "column.sources": {"da": "kodernes kodninger", "en": "the coders' codings"},
    "column.codings": {"da": "afgjorte kodninger", "en": "settled codings"},
    "column.codes": {"da": "koder", "en": "codes"},
    "column.speaker": {"da": "taler", "en": "speaker"},
    "column.area": {"da": "område", "en": "area"},
    "column.comment": {"da": "kommentar", "en": "comment"},
    "column.reason": {"da": "begrundelse", "en": "reason"},
    "column.seal": {"da": "det, der fik flueben", "en": "what was ticked"},
    "column.target": {"da": "emne", "en": "subject"},
    "column.target_kind": {"da": "emnets art", "en": "kind of subject"},
    "column.author": {"da": "forfatter", "en": "author"},
    # reasons, and what can be done
    "why.both_changed": {
        "da": "ændret forskelligt i begge kopier",
        "en": "changed differently in both copies",
    },
    "do.both_changed": {
        "da": "bliv enige, ret det her, og del denne kopi ud igen, så alle begynder fra det samme.",
        "en": "agree, put it right here, and hand out this copy anew, so that all begin from the same.",
    },
    "why.texts_differ": {
        "da": "står på en anden tekst end den her",
        "en": "on another text than the one here",
    },
    "do.texts_differ": {
        "da": "pseudonymiser begge kopier med den samme gennemgåede plan, og flet igen.",
        "en": "pseudonymise both copies with the same reviewed plan, and merge again.",
    },
    "why.other_source": {"da": "samme navn, men en anden fil", "en": "the same name, but another file"},
    "do.other_source": {
        "da": "find ud af, hvilken udskrift der er den rigtige; er det to interview, må den ene fil have et andet navn, "
        "før den importeres.",
        "en": "find out which transcript is the right one; if they are two interviews, one file needs another name "
        "before it is imported.",
    },
    "why.removed_here": {
        "da": "importen af dokumentet er fortrudt her",
        "en": "the import of its document was undone here",
    },
    "do.removed_here": {
        "da": "importer dokumentet igen, hvis det skal med, og flet igen.",
        "en": "import the document again if it belongs to the study, and merge again.",
    },
    "why.removed_there": {
        "da": "importen af dokumentet er fortrudt i den anden",
        "en": "the import of its document was undone in the other",
    },
    "do.removed_there": {
        "da": "her bliver dokumentet stående med alt, hvad der er kodet i det.",
        "en": "the document stays here with all that is coded in it.",
    },
    "why.other_kind": {
        "da": "navnet er både en persons og en models",
        "en": "a person's name, and a model's",
    },
    "do.other_kind": {
        "da": "giv modellen et andet navn i den kopi, hvor den har kodet.",
        "en": "give the model another name in the copy in which it coded.",
    },
    "why.unknown_code": {"da": "koden er ikke i kodebogen her", "en": "the code is not in the codebook here"},
    "do.unknown_code": {
        "da": "overtag først den andens codebook.yaml (qualcode codebook diff viser forskellen), og flet igen.",
        "en": "first take over the other's codebook.yaml (qualcode codebook diff shows how it differs), and merge again.",
    },
    "why.not_codable": {"da": "koden samler kun andre koder her", "en": "the code only groups others here"},
    "do.not_codable": {
        "da": "bliv enige om kodebogen, og flet igen.",
        "en": "agree on the codebook, and merge again.",
    },
    "why.needs_another": {
        "da": "handler om noget, der ikke er her",
        "en": "is about something that is not here",
    },
    "do.needs_another": {
        "da": "løs den konflikt, som det hænger på, og flet igen.",
        "en": "solve the conflict that it hangs on, and merge again.",
    },
    "why.in_use": {
        "da": "fjernet i den anden, men i brug her",
        "en": "removed in the other, but in use here",
    },
    "do.in_use": {
        "da": "træk kodningen tilbage her, hvis den ikke skal gælde.",
        "en": "withdraw the coding here if it is not to hold.",
    },
    "why.place_taken": {
        "da": "her står noget andet på samme sted",
        "en": "something else stands here in its place",
    },
    "do.place_taken": {
        "da": "se på begge, og behold det ene.",
        "en": "look at both, and keep one.",
    },
    "why.settled_apart": {
        "da": "afgjort i den ene, ændret i den anden",
        "en": "settled in one copy, changed in the other",
    },
    "do.settled_apart": {
        "da": "afgør stedet igen her.",
        "en": "settle the place again here.",
    },
}
