"""Taguette: its SQLite database (``taguette.sqlite3`` or an exported project).

A document is HTML, positions are UTF-8 bytes of the text between its tags; ``highlights.snippet`` is the passage as
HTML, to check them by. Who made a highlight stands only in the log of commands.
"""

from __future__ import annotations

import re
from pathlib import Path

from qualcode.errors import InterchangeError, UserError
from qualcode.interchange.checks import Problems
from qualcode.interchange.exchange import ExchangeProject, ExchangeSource
from qualcode.interchange.foreign import kinds
from qualcode.interchange.foreign.branches import CodePaths, by_dots
from qualcode.interchange.foreign.building import Builder, Wanted
from qualcode.interchange.foreign.database import ForeignDatabase
from qualcode.interchange.foreign.html_text import HtmlText, is_plain_html, read_html
from qualcode.interchange.foreign.places import CODE_POINTS, UTF_8, UTF_16, Passage
from qualcode.interchange.foreign.projects import choose_project
from qualcode.interchange.foreign.rows import Row, Spec
from qualcode.interchange.foreign.values import moment_of
from qualcode.safe_io import load_json

TABLES = frozenset({"projects", "documents", "tags", "highlights", "highlight_tags"})
"""Tables by which a Taguette database is known."""

COUNTINGS = (UTF_8, CODE_POINTS, UTF_16)

_PROJECT = Spec("projects", ("name", "description", "created"), ("id",))
_DOCUMENT = Spec("documents", ("name", "description", "contents", "created"), ("id", "project_id"))
_TAG = Spec("tags", ("path", "description"), ("id", "project_id"))
_HIGHLIGHT = Spec("highlights", ("snippet",), ("id", "document_id", "start_offset", "end_offset"))
_HIGHLIGHT_TAG = Spec("highlight_tags", (), ("highlight_id", "tag_id"))
_COMMAND = Spec("commands", ("date", "user_login", "payload"), ("project_id",))

_BROKEN = re.compile("Ã[¦¸¥†˜…©¼¶¤\x86\x98\x85]|â€[™œ\x9d“”¦\x93\x94\x99]")
"""UTF-8 that was read as Windows-1252 or 1254, as Taguette does with short files."""


def read_taguette(
    database: ForeignDatabase, _path: Path, project: str | None = None
) -> tuple[ExchangeProject, Builder]:
    """Return a Taguette project and how it was read."""
    builder = Builder("taguette")
    rows = database.rows(_PROJECT)
    chosen = choose_project(rows, "id", "name", project, database.name)
    number = chosen.number("id")
    sources = _read_documents(database, builder, number)
    tags = _read_tags(database, builder, number)
    _read_highlights(database, builder, sources, tags, _makers(database, number))
    builder.losses.add(kinds.ACCOUNTS, "table users", database.count("users"))
    made = builder.project(
        chosen.text("name"),
        "Taguette",
        description=chosen.text("description"),
        created_at=moment_of(chosen.text("created")),
    )
    return made, builder


def _read_documents(database: ForeignDatabase, builder: Builder, project: int) -> dict[int, str]:
    """Read the documents; return their GUIDs by number."""
    sources: dict[int, str] = {}
    problems = Problems()
    for row in database.rows(_DOCUMENT):
        if row.number("project_id") != project:
            continue
        number = row.number("id")
        found = _html(row, "contents", problems)
        text = found.to_text()
        builder.texts[number] = text
        sources[number] = builder.guid("document", number)
        if found.formatted:
            builder.losses.add(kinds.FORMATTING, row.place)
        builder.losses.add(kinds.PICTURES, row.place, found.pictures)
        if _BROKEN.search(text.text):
            builder.losses.add(kinds.BROKEN_LETTERS, row.place)
        source = ExchangeSource(
            sources[number],
            row.text("name"),
            text.text,
            description=row.text("description"),
            created_at=moment_of(row.text("created")),
        )
        builder.add("sources", source)
    problems.check(InterchangeError, code="QC-FX04", where=database.name, what="the database")
    return sources


def _html(row: Row, column: str, problems: Problems) -> HtmlText:
    html = row.text(column)
    if not is_plain_html(html):
        problems.add(
            row.place, f"the column {column} holds no HTML as Taguette writes it", "Plain tags are read."
        )
        html = ""
    return read_html(html)


def _read_tags(database: ForeignDatabase, builder: Builder, project: int) -> dict[int, str]:
    """Read the tags; a dot inside a tag's name makes a branch. Return their GUIDs by number."""
    rows = [row for row in database.rows(_TAG) if row.number("project_id") == project]
    paths = CodePaths(builder)
    tags = {row.number("id"): paths.add(row.text("path"), by_dots, row.text("description")) for row in rows}
    builder.add("codes", *paths.codes())
    return tags


def _makers(database: ForeignDatabase, project: int) -> dict[int, tuple[str, str]]:
    """Return who made which highlight, and when, as the log says."""
    makers: dict[int, tuple[str, str]] = {}
    for row in database.rows(_COMMAND) if database.has("commands") else []:
        if row.number("project_id") != project:
            continue
        try:
            payload = load_json(row.text("payload"), where=f"{database.name}, {row.place}")
        except UserError:
            continue  # the log only says who; a highlight without it has no coder
        if isinstance(payload, dict) and payload.get("type") == "highlight_add":
            number = payload.get("highlight_id", payload.get("id"))
            if isinstance(number, int):
                makers[number] = (row.text("user_login"), moment_of(row.text("date")))
    return makers


def _read_highlights(
    database: ForeignDatabase,
    builder: Builder,
    sources: dict[int, str],
    tags: dict[int, str],
    makers: dict[int, tuple[str, str]],
) -> None:
    rows = [row for row in database.rows(_HIGHLIGHT) if row.number("document_id") in sources]
    problems = Problems()
    wanted = [
        Wanted(
            row.number("document_id"),
            Passage(
                row.number("start_offset"), row.number("end_offset"), _html(row, "snippet", problems).raw
            ),
            row.place,
        )
        for row in rows
    ]
    problems.check(InterchangeError, code="QC-FX04", where=database.name, what="the database")
    found = dict(zip((row.number("id") for row in rows), builder.find(wanted, COUNTINGS), strict=True))
    documents = {row.number("id"): row.number("document_id") for row in rows}
    coded = set()
    for row in database.rows(_HIGHLIGHT_TAG):
        highlight, tag = row.number("highlight_id"), row.number("tag_id")
        span = found.get(highlight)
        if highlight not in documents:
            continue  # of another project
        if tag not in tags:
            builder.losses.add(kinds.DANGLING, row.place)
        elif span is not None:
            name, made = makers.get(highlight, ("", ""))
            source = sources[documents[highlight]]
            builder.code_passage(
                (highlight, tag), tags[tag], source, span, user=builder.user(name, name), created_at=made
            )
            coded.add(highlight)
    for highlight, span in found.items():
        if span is not None and highlight not in coded:  # a highlight may have no tag
            name, made = makers.get(highlight, ("", ""))
            builder.select(sources[documents[highlight]], span, builder.user(name, name), made)
