"""A pack as a table: the same rows for a spreadsheet, and how they come back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from qualcode.errors import InterchangeError
from qualcode.factcheck.answers import read_word
from qualcode.factcheck.packs import Item, Pack
from qualcode.factcheck.sheets import FilledRow
from qualcode.factcheck.words import FORM, WORDS
from qualcode.labels import Labels

NEEDED = ("code", "words", "answer", "wording", "comment", "by", "at")


def form_columns(language: str) -> list[str]:
    """Return the headings of a form.

    Examples
    --------
    >>> form_columns("da")[:6]
    ['nr.', 'kode', 'hvad det er', 'ordene som de trykkes', 'hvad det hører til', 'svar']
    """
    words = Labels(FORM, language)
    return [words(key) for key in FORM]


def form_rows(pack: Pack, language: str) -> list[list[str]]:
    """Return the rows of a pack; what the interviewed fill in is empty."""
    return [
        [str(number), item.code, Labels(WORDS, language)(item.kind), item.text, _about(item, language),
         "", "", "", "", "", pack.code]
        for number, item in enumerate(pack.items, start=1)
    ]  # fmt: skip


def about(item: Item, language: str) -> list[tuple[str, str]]:
    """Return what stands beside an item's words: each a line that leads in, and the words that it leads to."""
    words = Labels(WORDS, language)
    lines = [(words("topic", topic=item.topic), "")] if item.topic else []
    if item.kind == "quote":
        return lines + ([(words("supports"), item.sentence)] if item.sentence else [])
    marks = words("open"), words("close")
    said = [f"{marks[0]}{text}{marks[1]}" for text in item.said]
    return lines + ([(words("rests"), "\n".join(said))] if said else [])


def _about(item: Item, language: str) -> str:
    lines = [item.attribution] if item.attribution else []
    return "\n".join(lines + [f"{lead}\n{text}".strip() for lead, text in about(item, language)])


def letter(title: str, pack: Pack, language: str) -> list[str]:
    """Return what a form says beside its table, a paragraph each."""
    words = Labels(WORDS, language)
    return [
        f"{words('title')}: {title}",
        words("pack", code=pack.code),
        f"{words('greeting')},",
        words("thanks", title=title),
        words("how_read"),
        words("how_form"),
        words("how_names"),
        words("how_code"),
        words("silence"),
        f"{words('deadline')} ____________________",
        f"{words('send_to')} ____________________",
    ]


def filled_rows(
    name: str, columns: Sequence[str], rows: Sequence[tuple[str, Mapping[str, str]]]
) -> list[FilledRow]:
    """Return the rows of a form that came back.

    Parameters
    ----------
    name : str
        The file's name.
    columns : sequence of str
        Its headings, in either language.
    rows : sequence of (str, mapping)
        The place of each row for messages, and its cells by heading.

    Raises
    ------
    InterchangeError
        QC-FC02: headings are missing.
    """
    known = {label: key for key, labels in FORM.items() for label in labels.values()}
    places = {
        known[tidy]: column for column in columns if (tidy := " ".join(column.lower().split())) in known
    }
    if missing := [FORM[key]["en"] for key in NEEDED if key not in places]:
        raise InterchangeError(
            f"{len(missing)} columns of a form are missing: {', '.join(missing)}",
            code="QC-FC02",
            where=name,
            allowed="A form as `qualcode factcheck export` wrote it, filled in",
            do="Put the headings back as they were, in Danish or in English.",
        )
    return [
        _row(where, {key: cells.get(column, "") for key, column in places.items()}) for where, cells in rows
    ]


def _row(where: str, cells: Mapping[str, str]) -> FilledRow:
    return FilledRow(
        where,
        cells["code"],
        cells["words"],
        read_word(cells["answer"]),
        " ".join(cells["wording"].split()),
        " ".join(cells["comment"].split()),
        " ".join(cells["by"].split()),
        " ".join(cells["at"].split()),
        cells.get("pack", ""),
    )
