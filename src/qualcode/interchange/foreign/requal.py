"""requal (R): its SQLite database.

Positions are those of R's ``substr``: code points from 1, the end included; ``segments.segment_text`` holds the words
to check them by. The page in the browser counts UTF-16 units, which shows where an emoji stands before a passage.
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
from qualcode.interchange.foreign import kinds
from qualcode.interchange.foreign.building import Builder, Wanted, tree_of
from qualcode.interchange.foreign.categories import Category, put_in_categories
from qualcode.interchange.foreign.database import ForeignDatabase
from qualcode.interchange.foreign.places import ONE_BASED, ONE_BASED_UTF_16, ForeignText, Passage
from qualcode.interchange.foreign.projects import choose_project
from qualcode.interchange.foreign.rows import Row, Spec
from qualcode.interchange.foreign.values import moment_of
from qualcode.interchange.foreign.variables import Variables

TABLES = frozenset({"requal_version", "projects", "documents", "codes", "segments"})
"""Tables by which a requal database is known."""

COUNTINGS = (ONE_BASED, ONE_BASED_UTF_16)

_VERSION = Spec("requal_version", ("version",))
_PROJECT = Spec("projects", ("project_name", "project_description", "created_at"), ("project_id",))
_USER = Spec("users", ("user_login", "user_name"), ("user_id",), later=("user_login",))
_DOCUMENT = Spec(
    "documents",
    ("doc_name", "doc_description", "doc_text", "created_at"),
    ("project_id", "doc_id"),
    ("user_id",),
    later=("user_id", "created_at"),
)
_CODE = Spec("codes", ("code_name", "code_description", "code_color"), ("project_id", "code_id"))
_CATEGORY = Spec("categories", ("category_name", "category_description"), ("project_id", "category_id"))
_MEMBER = Spec("categories_codes_map", (), ("category_id", "code_id"), ("project_id",))
_SEGMENT = Spec(
    "segments",
    ("segment_text",),
    ("project_id", "doc_id", "segment_id", "segment_start", "segment_end"),
    ("code_id", "user_id"),
)
_MEMO = Spec("memos", ("text",), ("memo_id",), ("user_id", "project_id"), later=("user_id",))
_CASE = Spec("cases", ("case_name", "case_description"), ("project_id", "case_id"))
_CASE_DOCUMENT = Spec("cases_documents_map", (), ("case_id", "doc_id"), ("project_id",))
_ATTRIBUTE = Spec("attributes", ("attribute_name", "attribute_object"), ("attribute_id",))
_VALUE = Spec("attribute_values", ("value",), ("attribute_value_id", "attribute_id"))


def read_requal(
    database: ForeignDatabase, _path: Path, project: str | None = None
) -> tuple[ExchangeProject, Builder]:
    """Return a requal project and how it was read."""
    builder = Builder("requal")
    chosen = choose_project(database.rows(_PROJECT), "project_id", "project_name", project, database.name)
    reader = _Reader(database, builder, chosen.number("project_id"))
    reader.read()
    versions = {row.text("version") for row in database.rows(_VERSION)}
    made = builder.project(
        chosen.text("project_name"),
        " ".join(["requal", *sorted(versions)]),
        description=chosen.text("project_description"),
        created_at=moment_of(chosen.text("created_at")),
    )
    return made, builder


class _Reader:
    def __init__(self, database: ForeignDatabase, builder: Builder, project: int) -> None:
        self._database = database
        self._builder = builder
        self._project = project
        self._sources: dict[int, ExchangeSource] = {}
        self._codes: dict[int, ExchangeCode] = {}
        self._segments: dict[int, tuple[str, str]] = {}
        self._users = {
            row.number("user_id"): (row.text("user_name") or row.text("user_login"), row.text("user_login"))
            for row in self._rows(_USER)
        }

    def read(self) -> None:
        """Read everything that can travel, and count what cannot."""
        for number in self._users:
            self._user(number)
        self._read_documents()
        self._read_codes()
        self._read_segments()
        self._read_memos()
        self._read_cases()
        self._builder.losses.add(
            kinds.ACCOUNTS, "table user_permissions", self._database.count("user_permissions")
        )
        self._builder.losses.add(
            kinds.USER_VALUES, "table attributes_users_map", self._database.count("attributes_users_map")
        )

    def _rows(self, spec: Spec) -> list[Row]:
        """Return the rows of this project; none where a version of the program has no such table."""
        if not self._database.has(spec.table):
            return []
        rows = self._database.rows(spec)
        return [row for row in rows if row.maybe("project_id") in (None, self._project)]

    def _user(self, number: int | None) -> str:
        name, account = self._users.get(number, ("", "")) if number is not None else ("", "")
        return self._builder.user(name, account)

    def _read_documents(self) -> None:
        for row in self._rows(_DOCUMENT):
            number = row.number("doc_id")
            text = ForeignText(row.text("doc_text"))
            self._builder.texts[number] = text
            self._sources[number] = ExchangeSource(
                self._builder.guid("document", number),
                row.text("doc_name"),
                text.text,
                description=row.text("doc_description"),
                user=self._user(row.maybe("user_id")),
                created_at=moment_of(row.text("created_at")),
            )

    def _read_codes(self) -> None:
        for row in self._rows(_CODE):
            self._codes[row.number("code_id")] = ExchangeCode(
                self._builder.guid("code", row.number("code_id")),
                row.text("code_name"),
                color=self._builder.colour(row.text("code_color"), row.place),
                description=row.text("code_description"),
            )
        categories = [
            Category(row.number("category_id"), row.text("category_name"), row.text("category_description"))
            for row in self._rows(_CATEGORY)
        ]
        members = [
            (row.number("category_id"), row.number("code_id"), row.place) for row in self._rows(_MEMBER)
        ]
        tree = put_in_categories(self._builder, self._codes, categories, members)
        self._builder.add("codes", *tree_of(tree, self._database.name))

    def _read_segments(self) -> None:
        rows = self._rows(_SEGMENT)
        wanted = [
            Wanted(
                row.number("doc_id"),
                Passage(row.number("segment_start"), row.number("segment_end"), row.text("segment_text")),
                row.place,
            )
            for row in rows
        ]
        for row, span in zip(rows, self._builder.find(wanted, COUNTINGS), strict=True):
            source, code = self._sources.get(row.number("doc_id")), row.maybe("code_id")
            if source is None or code not in self._codes:
                self._builder.losses.add(kinds.DANGLING, row.place)
            elif span is not None:
                number, user = row.number("segment_id"), self._user(row.maybe("user_id"))
                self._builder.code_passage(number, self._codes[code].guid, source.guid, span, user=user)
                self._segments[number] = ("coding", self._builder.guid("coding", number))

    def _read_memos(self) -> None:
        owners: dict[int, list[Attachment]] = {}
        codes = {number: ("code", code.guid) for number, code in self._codes.items()}
        documents = {number: ("source", source.guid) for number, source in self._sources.items()}
        for table, column, known in (
            ("memos_codes_map", "code_id", codes),
            ("memos_documents_map", "doc_id", documents),
            ("memos_segments_map", "segment_id", self._segments),
        ):
            for row in self._rows(Spec(table, (), ("memo_id", column))):
                kind, guid = known.get(row.number(column), ("", ""))
                if kind:
                    owners.setdefault(row.number("memo_id"), []).append(
                        Attachment(kind, guid)  # type: ignore[arg-type]  # one of three words above
                    )
        for row in self._rows(_MEMO):
            number = row.number("memo_id")
            self._builder.note(
                ("memo", number),
                row.text("text"),
                *owners.get(number, ()),
                user=self._user(row.maybe("user_id")),
            )

    def _read_cases(self) -> None:
        rows = self._rows(_CASE)
        known = {row.number("case_id") for row in rows}
        sources: dict[int, list[str]] = {}
        for row in self._rows(_CASE_DOCUMENT):
            source = self._sources.get(row.number("doc_id"))
            if source is None or row.number("case_id") not in known:
                self._builder.losses.add(kinds.DANGLING, row.place)
            else:
                sources.setdefault(row.number("case_id"), []).append(source.guid)
        values = self._read_attributes(known).finish()
        for row in rows:
            number, guid = row.number("case_id"), self._builder.guid("case", row.number("case_id"))
            self._builder.add(
                "cases",
                ExchangeCase(
                    guid,
                    row.text("case_name"),
                    row.text("case_description"),
                    values.get(guid, ()),
                    sources=tuple(sources.get(number, ())),
                ),
            )
        for source in self._sources.values():
            self._builder.add("sources", replace(source, values=values.get(source.guid, ())))

    def _read_attributes(self, cases: set[int]) -> Variables:
        variables = Variables(self._builder)
        names = {row.number("attribute_id"): row.text("attribute_name") for row in self._rows(_ATTRIBUTE)}
        values = {row.number("attribute_value_id"): row.text("value") for row in self._rows(_VALUE)}
        guids = {
            "case_id": {number: self._builder.guid("case", number) for number in cases},
            "doc_id": {number: source.guid for number, source in self._sources.items()},
        }
        for table, column in (("attributes_cases_map", "case_id"), ("attributes_documents_map", "doc_id")):
            spec = Spec(table, (), (column, "attribute_id"), ("attribute_value_id", "project_id"))
            for row in self._rows(spec):
                owner, name = guids[column].get(row.number(column)), names.get(row.number("attribute_id"))
                if owner is None or name is None:
                    self._builder.losses.add(kinds.DANGLING, row.place)
                    continue
                value = row.maybe("attribute_value_id")
                variables.set(owner, name, values.get(value) if value is not None else None)
        return variables
