"""QualCoder: a folder ``name.qda`` with the database ``data.qda``, or that database alone.

Positions are code points of ``source.fulltext``, from 0, the end excluded; versions before 4 counted what Qt counts
(UTF-16 units) where an emoji stands before a passage. ``code_text.seltext`` holds the words to check them by.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from qualcode.interchange.exchange import (
    Attachment,
    ExchangeCase,
    ExchangeCode,
    ExchangeProject,
    ExchangeSource,
)
from qualcode.interchange.exchange.model import SourceKind
from qualcode.interchange.foreign import kinds
from qualcode.interchange.foreign.building import Builder, Wanted, tree_of
from qualcode.interchange.foreign.database import ForeignDatabase
from qualcode.interchange.foreign.places import CODE_POINTS, UTF_16, ForeignText, Passage
from qualcode.interchange.foreign.rows import Row, Spec
from qualcode.interchange.foreign.values import moment_of
from qualcode.interchange.foreign.variables import Variables
from qualcode.model import Span

TABLES = frozenset({"source", "code_name", "code_cat", "code_text"})
"""Tables by which a QualCoder database is known."""

COUNTINGS = (CODE_POINTS, UTF_16)

_PROJECT = Spec(
    "project", ("databaseversion", "date", "memo", "about"), later=("databaseversion", "about", "date")
)
_SOURCE = Spec(
    "source",
    ("name", "fulltext", "mediapath", "memo", "owner", "date"),
    ("id",),
    ("av_text_id",),
    later=("av_text_id", "mediapath"),
)
_CATEGORY = Spec("code_cat", ("name", "memo", "owner", "date"), ("catid",), ("supercatid",))
_CODE = Spec(
    "code_name",
    ("name", "memo", "owner", "date", "color"),
    ("cid",),
    ("catid", "supercid"),
    later=("supercid",),
)
_CODING = Spec(
    "code_text",
    ("seltext", "owner", "date", "memo"),
    ("cid", "fid", "pos0", "pos1"),
    ("important",),
    later=("important",),
)
_ANNOTATION = Spec("annotation", ("memo", "owner", "date"), ("fid", "pos0", "pos1"))
_JOURNAL = Spec("journal", ("name", "jentry", "date", "owner"))
_CASE = Spec("cases", ("name", "memo", "owner", "date"), ("caseid",))
_CASE_TEXT = Spec("case_text", ("memo",), ("caseid", "fid"), ("pos0", "pos1"), later=("memo",))
_ATTRIBUTE_TYPE = Spec("attribute_type", ("name", "memo", "valuetype"))
_ATTRIBUTE = Spec("attribute", ("name", "attr_type", "value"), (), ("id",))

_LEFT_OUT = {
    "code_image": kinds.PICTURE_CODINGS,
    "code_av": kinds.RECORDING_CODINGS,
    "graph": kinds.GRAPHS,
    "stored_sql": kinds.GRAPHS,
    "ris": kinds.REFERENCES,
}
_MEDIA: dict[str, SourceKind] = {"images": "picture", "audio": "audio", "video": "video"}


def read_qualcoder(database: ForeignDatabase, path: Path) -> tuple[ExchangeProject, Builder]:
    """Return a QualCoder project and how it was read."""
    builder = Builder("qualcoder")
    reader = _Reader(database, builder)
    about = database.rows(_PROJECT)[:1] if database.has("project") else []
    reader.read()
    name = path.resolve().parent.name if path.name == "data.qda" else path.name
    version = about[0].text("databaseversion") if about else ""
    project = builder.project(
        name.removesuffix(".qda"),
        f"QualCoder (database {version})" if version else "QualCoder",
        description=about[0].text("memo") if about else "",
        created_at=moment_of(about[0].text("date")) if about else "",
    )
    return project, builder


def _media_kind(row: Row) -> SourceKind:
    """Return what kind of file a source is, by where QualCoder keeps it (``/audio/…``) or links it from (``audio:…``)."""
    for folder, kind in _MEDIA.items():
        if row.text("mediapath").lower().startswith((f"/{folder}/", f"{folder}:")) and not row.text(
            "fulltext"
        ):
            return kind
    return "text"


class _Reader:
    def __init__(self, database: ForeignDatabase, builder: Builder) -> None:
        self._database = database
        self._builder = builder
        self._sources: dict[int, ExchangeSource] = {}
        self._codes: set[int] = set()

    def read(self) -> None:
        """Read everything that can travel, and count what cannot."""
        self._read_sources()
        self._read_codes()
        self._read_codings()
        self._read_annotations()
        self._read_journal()
        self._read_cases()
        for table, kind in _LEFT_OUT.items():
            self._builder.losses.add(kind, f"table {table}", self._database.count(table))

    def _read_sources(self) -> None:
        rows = self._database.rows(_SOURCE)
        kind_of = {row.number("id"): _media_kind(row) for row in rows}
        recording_of = {row.maybe("av_text_id"): row.number("id") for row in rows}
        for row in rows:
            number, kind = row.number("id"), kind_of[row.number("id")]
            text = None if row.is_empty("fulltext") or kind != "text" else ForeignText(row.text("fulltext"))
            if text is None:
                self._builder.losses.add(kinds.MEDIA_FILES, row.place)
            else:
                self._builder.texts[number] = text
                kind = "pdf" if row.text("name").lower().endswith(".pdf") else kind
            recording = recording_of.get(number)
            self._sources[number] = ExchangeSource(
                self._builder.guid("source", number),
                row.text("name"),
                text.text if text else None,
                kind if recording is None else kind_of[recording],
                self._builder.guid("source", recording) if recording is not None else "",
                description=row.text("memo"),
                user=self._builder.user(row.text("owner")),
                created_at=moment_of(row.text("date")),
            )

    def _read_codes(self) -> None:
        categories = self._database.rows(_CATEGORY)
        rows = self._database.rows(_CODE)
        known = {row.number("catid") for row in categories}
        self._codes = {row.number("cid") for row in rows}
        codes = [
            ExchangeCode(
                self._builder.guid("category", row.number("catid")),
                row.text("name"),
                self._above("category", row.maybe("supercatid"), known, row),
                description=row.text("memo"),
                codable=False,
            )
            for row in categories
        ]
        for row in rows:
            parent = self._above("code", row.maybe("supercid"), self._codes, row)
            codes.append(
                ExchangeCode(
                    self._builder.guid("code", row.number("cid")),
                    row.text("name"),
                    parent or self._above("category", row.maybe("catid"), known, row),
                    self._builder.colour(row.text("color"), row.place),
                    row.text("memo"),
                )
            )
        self._builder.add("codes", *tree_of(codes, self._database.name))

    def _above(self, kind: str, number: int | None, known: set[int], row: Row) -> str:
        if number is None:
            return ""
        if number not in known:
            self._builder.losses.add(kinds.DANGLING, row.place)
            return ""
        return self._builder.guid(kind, number)

    def _read_codings(self) -> None:
        rows = self._database.rows(_CODING)
        wanted = [
            Wanted(
                row.number("fid"),
                Passage(row.number("pos0"), row.number("pos1"), row.text("seltext")),
                row.place,
            )
            for row in rows
        ]
        for number, (row, span) in enumerate(zip(rows, self._builder.find(wanted, COUNTINGS), strict=True)):
            source = self._sources.get(row.number("fid"))
            if source is None or source.text is None or row.number("cid") not in self._codes:
                self._builder.losses.add(kinds.DANGLING, row.place)
            elif span is not None:
                self._builder.code_passage(
                    number,
                    self._builder.guid("code", row.number("cid")),
                    source.guid,
                    span,
                    user=self._builder.user(row.text("owner")),
                    created_at=moment_of(row.text("date")),
                    memo=row.text("memo"),
                    extra=(("important", "yes"),) if row.maybe("important") == 1 else (),
                )

    def _read_annotations(self) -> None:
        if not self._database.has("annotation"):
            return
        rows = self._database.rows(_ANNOTATION)
        for row, span in zip(rows, self._spans(rows), strict=True):
            source = self._sources.get(row.number("fid"))
            if source is None or source.text is None:
                self._builder.losses.add(kinds.DANGLING, row.place)
            elif span is not None:
                user, made = self._builder.user(row.text("owner")), moment_of(row.text("date"))
                selection = self._builder.select(source.guid, span, user, made)
                where = Attachment("selection", selection)
                self._builder.note(row.place, row.text("memo"), where, user=user, created_at=made)

    def _spans(self, rows: list[Row]) -> list[Span | None]:
        """Find passages that stand without their words."""
        wanted = [
            Wanted(row.number("fid"), Passage(row.maybe("pos0") or 0, row.maybe("pos1") or 0), row.place)
            for row in rows
        ]
        return self._builder.find(wanted, COUNTINGS)

    def _read_journal(self) -> None:
        if not self._database.has("journal"):
            return
        for row in self._database.rows(_JOURNAL):
            user, made = self._builder.user(row.text("owner")), moment_of(row.text("date"))
            self._builder.note(
                row.place, row.text("jentry"), name=row.text("name"), user=user, created_at=made
            )

    def _read_cases(self) -> None:
        rows = self._database.rows(_CASE) if self._database.has("cases") else []
        sources, selections = self._belonging({row.number("caseid") for row in rows})
        values = self._read_attributes({row.number("caseid") for row in rows}).finish()
        for row in rows:
            guid = self._builder.guid("case", row.number("caseid"))
            self._builder.add(
                "cases",
                ExchangeCase(
                    guid,
                    row.text("name"),
                    row.text("memo"),
                    values.get(guid, ()),
                    sources=tuple(sources.get(row.number("caseid"), ())),
                    selections=tuple(selections.get(row.number("caseid"), ())),
                ),
            )
        for source in self._sources.values():
            self._builder.add("sources", replace(source, values=values.get(source.guid, ())))

    def _belonging(self, known: set[int]) -> tuple[dict[int, list[str]], dict[int, list[str]]]:
        """Return which sources and which passages belong to each case; a whole text is a source."""
        sources: dict[int, list[str]] = {}
        selections: dict[int, list[str]] = {}
        rows = self._database.rows(_CASE_TEXT) if self._database.has("case_text") else []
        partly = []
        for row in rows:
            source = self._sources.get(row.number("fid"))
            if source is None or row.number("caseid") not in known:
                self._builder.losses.add(kinds.DANGLING, row.place)
            elif (row.maybe("pos0") or 0) <= 0 and (row.maybe("pos1") or 0) >= len(source.text or "") - 1:
                sources.setdefault(row.number("caseid"), []).append(source.guid)
            else:
                partly.append(row)
        for row, span in zip(partly, self._spans(partly), strict=True):
            if span is not None:
                selection = self._builder.select(self._sources[row.number("fid")].guid, span)
                selections.setdefault(row.number("caseid"), []).append(selection)
        return sources, selections

    def _read_attributes(self, cases: set[int]) -> Variables:
        variables = Variables(self._builder)
        if self._database.has("attribute_type"):
            for row in self._database.rows(_ATTRIBUTE_TYPE):
                kind = "float" if row.text("valuetype") == "numeric" else "text"
                variables.declare(row.text("name"), kind, row.text("memo"))
        for row in self._database.rows(_ATTRIBUTE) if self._database.has("attribute") else []:
            number, kind = row.maybe("id"), row.text("attr_type")
            if kind == "case" and number in cases:
                owner = self._builder.guid("case", number)
            elif kind == "file" and number in self._sources:
                owner = self._sources[number].guid
            else:
                self._builder.losses.add(kinds.DANGLING, row.place)
                continue
            variables.set(owner, row.text("name"), row.text("value") or None)
        return variables
