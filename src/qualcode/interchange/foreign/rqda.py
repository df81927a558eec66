"""RQDA (R): its SQLite database ``name.rqda``.

Positions are code points of ``source.file``, from 0, the end excluded; ``coding.seltext`` holds the words to check them
by. What is deleted stays in the file with another ``status`` than 1.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from qualcode.interchange.exchange import (
    Attachment,
    ExchangeCase,
    ExchangeCode,
    ExchangeProject,
    ExchangeSet,
    ExchangeSource,
)
from qualcode.interchange.foreign import kinds
from qualcode.interchange.foreign.building import Builder, Wanted, tree_of
from qualcode.interchange.foreign.categories import Category, put_in_categories
from qualcode.interchange.foreign.database import ForeignDatabase
from qualcode.interchange.foreign.places import CODE_POINTS, UTF_8, UTF_16, ForeignText, Passage
from qualcode.interchange.foreign.rows import Row, Spec
from qualcode.interchange.foreign.values import moment_of
from qualcode.interchange.foreign.variables import Variables

TABLES = frozenset({"source", "freecode", "treecode", "codecat", "coding"})
"""Tables by which an RQDA database is known."""

COUNTINGS = (CODE_POINTS, UTF_16, UTF_8)

_PROJECT = Spec("project", ("databaseversion", "date", "memo"), later=("databaseversion",))
_SOURCE = Spec("source", ("name", "file", "memo", "owner", "date"), ("id",), ("status",))
_CODE = Spec("freecode", ("name", "memo", "owner", "color"), ("id",), ("status",), later=("color",))
_CATEGORY = Spec("codecat", ("name", "memo"), ("catid",), ("status",))
_MEMBER = Spec("treecode", (), (), ("cid", "catid", "status"))
_CODING = Spec(
    "coding", ("seltext", "owner", "date", "memo"), ("cid", "fid", "selfirst", "selend"), ("status",)
)
_CASE = Spec("cases", ("name", "memo"), ("id",), ("status",))
_CASE_TEXT = Spec("caselinkage", (), ("caseid", "fid"), ("selfirst", "selend", "status"))
_ATTRIBUTE = Spec("attributes", ("name", "memo", "class"), (), ("status",), later=("class",))
_CASE_VALUE = Spec("caseAttr", ("variable", "value"), ("caseID",), ("status",), later=("status",))
_FILE_VALUE = Spec("fileAttr", ("variable", "value"), ("fileID",), ("status",), later=("status",))
_FILE_CATEGORY = Spec("filecat", ("name", "memo"), ("catid",), ("status",))
_FILE_MEMBER = Spec("treefile", (), (), ("fid", "catid", "status"))
_JOURNAL = Spec("journal", ("name", "journal", "date", "owner"), (), ("status",))
_ANNOTATION = Spec("annotation", ("annotation", "owner", "date"), ("fid", "position"), ("status",))


def read_rqda(database: ForeignDatabase, path: Path) -> tuple[ExchangeProject, Builder]:
    """Return an RQDA project and how it was read."""
    builder = Builder("rqda")
    about = database.rows(_PROJECT)[:1] if database.has("project") else []
    _Reader(database, builder).read()
    version = about[0].text("databaseversion") if about else ""
    project = builder.project(
        path.stem,
        f"RQDA (database {version})" if version else "RQDA",
        description=about[0].text("memo") if about else "",
        created_at=moment_of(about[0].text("date")) if about else "",
    )
    return project, builder


class _Reader:
    def __init__(self, database: ForeignDatabase, builder: Builder) -> None:
        self._database = database
        self._builder = builder
        self._sources: dict[int, ExchangeSource] = {}
        self._codes: dict[int, ExchangeCode] = {}

    def read(self) -> None:
        """Read everything that can travel, and count what cannot."""
        self._read_sources()
        self._read_codes()
        self._read_codings("coding", ())
        self._read_codings("coding2", (("coding", "second"),))
        self._read_notes()
        self._read_cases()
        self._read_file_categories()
        for table, kind in (("image", kinds.MEDIA_FILES), ("imageCoding", kinds.PICTURE_CODINGS)):
            self._builder.losses.add(kind, f"table {table}", self._database.count(table))

    def _living(self, spec: Spec) -> list[Row]:
        """Return the rows that are not deleted; values of variables had no status in old versions."""
        if not self._database.has(spec.table):
            return []
        rows = self._database.rows(spec)
        living = [row for row in rows if row.maybe("status") in (None, 1)]
        self._builder.losses.add(kinds.DELETED, f"table {spec.table}", len(rows) - len(living))
        return living

    def _read_sources(self) -> None:
        for row in self._living(_SOURCE):
            number = row.number("id")
            text = ForeignText(row.text("file"))
            self._builder.texts[number] = text
            self._sources[number] = ExchangeSource(
                self._builder.guid("source", number),
                row.text("name"),
                text.text,
                description=row.text("memo"),
                user=self._builder.user(row.text("owner")),
                created_at=moment_of(row.text("date")),
            )

    def _read_codes(self) -> None:
        listed: list[ExchangeCode] = []
        for row in self._living(_CODE):
            code = ExchangeCode(
                self._builder.guid("code", row.number("id")),
                row.text("name"),
                color=self._builder.colour(row.text("color"), row.place),
                description=row.text("memo"),
            )
            listed.append(code)
            self._codes[row.number("id")] = code
        tree_of(listed, self._database.name)  # ids are no keys in RQDA's tables
        categories = [
            Category(row.number("catid"), row.text("name"), row.text("memo"))
            for row in self._living(_CATEGORY)
        ]
        members = [
            (catid, cid, row.place)
            for row in self._living(_MEMBER)
            if (catid := row.maybe("catid")) is not None and (cid := row.maybe("cid")) is not None
        ]
        tree = put_in_categories(self._builder, self._codes, categories, members)
        self._builder.add("codes", *tree_of(tree, self._database.name))

    def _read_codings(self, table: str, extra: tuple[tuple[str, str], ...]) -> None:
        rows = self._living(replace(_CODING, table=table))
        wanted = [
            Wanted(
                row.number("fid"),
                Passage(row.number("selfirst"), row.number("selend"), row.text("seltext")),
                row.place,
            )
            for row in rows
        ]
        for row, span in zip(rows, self._builder.find(wanted, COUNTINGS), strict=True):
            source, code = self._sources.get(row.number("fid")), self._codes.get(row.number("cid"))
            if source is None or code is None:
                self._builder.losses.add(kinds.DANGLING, row.place)
            elif span is not None:
                self._builder.code_passage(
                    row.place,
                    code.guid,
                    source.guid,
                    span,
                    user=self._builder.user(row.text("owner")),
                    created_at=moment_of(row.text("date")),
                    memo=row.text("memo"),
                    extra=extra,
                )

    def _read_notes(self) -> None:
        for row in self._living(_JOURNAL):
            user, made = self._builder.user(row.text("owner")), moment_of(row.text("date"))
            self._builder.note(
                row.place, row.text("journal"), name=row.text("name"), user=user, created_at=made
            )
        rows = self._living(_ANNOTATION)
        wanted = []
        for row in rows:
            source = self._sources.get(row.number("fid"))
            start = min(row.number("position"), max(0, len(source.text or "") - 1)) if source else 0
            wanted.append(Wanted(row.number("fid"), Passage(start, start + 1), row.place))
        self._builder.losses.add(kinds.PLACES_OF_NOTES, "table annotation", len(rows))
        for row, span in zip(rows, self._builder.find(wanted, (CODE_POINTS,)), strict=True):
            source = self._sources.get(row.number("fid"))
            if source is None:
                self._builder.losses.add(kinds.DANGLING, row.place)
            elif span is not None:
                user, made = self._builder.user(row.text("owner")), moment_of(row.text("date"))
                where = Attachment("selection", self._builder.select(source.guid, span, user, made))
                self._builder.note(row.place, row.text("annotation"), where, user=user, created_at=made)

    def _read_cases(self) -> None:
        rows = self._living(_CASE)
        known = {row.number("id") for row in rows}
        sources: dict[int, list[str]] = {}
        selections: dict[int, list[str]] = {}
        linked = self._living(_CASE_TEXT)
        wanted = [
            Wanted(
                row.number("fid"), Passage(row.maybe("selfirst") or 0, row.maybe("selend") or 0), row.place
            )
            for row in linked
        ]
        for row, span in zip(linked, self._builder.find(wanted, COUNTINGS), strict=True):
            source, case = self._sources.get(row.number("fid")), row.number("caseid")
            if source is None or case not in known:
                self._builder.losses.add(kinds.DANGLING, row.place)
            elif span is not None and span.start == 0 and span.end >= len(source.text or "") - 1:
                sources.setdefault(case, []).append(source.guid)
            elif span is not None:
                selections.setdefault(case, []).append(self._builder.select(source.guid, span))
        values = self._read_attributes(known).finish()
        for row in rows:
            number, guid = row.number("id"), self._builder.guid("case", row.number("id"))
            self._builder.add(
                "cases",
                ExchangeCase(
                    guid,
                    row.text("name"),
                    row.text("memo"),
                    values.get(guid, ()),
                    sources=tuple(sources.get(number, ())),
                    selections=tuple(selections.get(number, ())),
                ),
            )
        for source in self._sources.values():
            self._builder.add("sources", replace(source, values=values.get(source.guid, ())))

    def _read_attributes(self, cases: set[int]) -> Variables:
        variables = Variables(self._builder)
        for row in self._living(_ATTRIBUTE):
            kind = "float" if row.text("class") == "numeric" else "text"
            variables.declare(row.text("name"), kind, row.text("memo"))
        owners = {number: self._builder.guid("case", number) for number in cases}
        files = {number: source.guid for number, source in self._sources.items()}
        for spec, column, known in ((_CASE_VALUE, "caseID", owners), (_FILE_VALUE, "fileID", files)):
            for row in self._living(spec):
                owner = known.get(row.number(column))
                if owner is None:
                    self._builder.losses.add(kinds.DANGLING, row.place)
                else:
                    variables.set(owner, row.text("variable"), row.text("value") or None)
        return variables

    def _read_file_categories(self) -> None:
        members: dict[int, list[str]] = {}
        for row in self._living(_FILE_MEMBER):
            fid, catid = row.maybe("fid"), row.maybe("catid")
            if fid in self._sources and catid is not None:
                members.setdefault(catid, []).append(self._sources[fid].guid)
        for row in self._living(_FILE_CATEGORY):
            number = row.number("catid")
            guid = self._builder.guid("files", number)
            inside = tuple(members.get(number, ()))
            self._builder.add("sets", ExchangeSet(guid, row.text("name"), row.text("memo"), sources=inside))
