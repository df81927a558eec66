"""Other programs' SQLite files: looked over before anything is believed, and never written to.

The file's bytes are read once and opened as a database in memory, so that nothing can be written to it, no lock is
taken, and no journal beside it is acted upon (a hostile one can name files for SQLite to delete). Only a write-ahead
log needs SQLite itself: file and log are copied to a private folder, joined there, and the copy is gone before reading
begins. Views, triggers and virtual tables are never used: what is read must be an ordinary table.
"""

from __future__ import annotations

import re
import shutil
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from qualcode.errors import InterchangeError, UnreadableFileError, UnsafeFileError
from qualcode.interchange.checks import Problems
from qualcode.interchange.foreign.rows import Row, Spec, decoded, row_of
from qualcode.safe_io import FILE_LIMIT, plain_os_errors, read_limited

MAGIC = b"SQLite format 3\0"
"""What every SQLite file begins with."""

_WAL_FLAGS = slice(18, 20)
"""Two bytes of the header: 2 where the file is used with a write-ahead log, 1 where it is not."""

_HOT_JOURNAL = bytes.fromhex("d9d505f920a163d7")
"""What a rollback journal begins with as long as it is needed."""

_TABLE = re.compile(r"\s*CREATE\s+TABLE\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DatabaseLimits:
    """How much a foreign database may hold and how long it may take.

    Parameters
    ----------
    size : int
        Bytes of the file.
    rows : int
        Rows of one table.
    cell : int
        Bytes of one value.
    seconds : float
        All queries together.
    """

    size: int = FILE_LIMIT
    rows: int = 2_000_000
    cell: int = 64 * 1024 * 1024
    seconds: float = 60.0


@dataclass(frozen=True, slots=True)
class _Table:
    """What the schema says about one table."""

    columns: tuple[str, ...]
    ordinary: bool


@dataclass
class ForeignDatabase:
    """One foreign database, open for reading.

    Parameters
    ----------
    name : str
        The file's name, for messages.
    """

    name: str
    limits: DatabaseLimits
    _connection: sqlite3.Connection = field(repr=False)
    _tables: dict[str, _Table] = field(default_factory=dict, repr=False)

    @property
    def tables(self) -> frozenset[str]:
        """Names of everything that can be asked for rows, in lower case; views among them."""
        return frozenset(self._tables)

    def has(self, table: str) -> bool:
        """Say whether there is an ordinary table of this name."""
        found = self._tables.get(table.lower())
        return found is not None and found.ordinary

    def count(self, table: str) -> int:
        """Return how many rows a table has; 0 where there is none."""
        if not self.has(table):
            return 0
        with self._guarded():
            asked = f"SELECT count(*) FROM {_quoted(table)}"  # noqa: S608  # a quoted name
            return int(self._connection.execute(asked).fetchone()[0])

    def rows(self, spec: Spec) -> list[Row]:
        """Return the rows of a table, their values checked; all that is wrong in the table comes at once.

        Raises
        ------
        InterchangeError
            QC-FX04: values of the wrong type; QC-FX06: no such table, a view in its place, a column is missing.
        UnsafeFileError
            QC-FX07: too many rows, or it takes too long.
        """
        table = self._checked(spec)
        columns = [column for column in spec.columns if column.lower() in table.columns]
        chosen = ", ".join(map(_quoted, columns))
        order = " ORDER BY rowid" if spec.by_rowid else ""
        problems = Problems()
        rows: list[Row] = []
        with self._guarded():
            asked = f"SELECT {chosen} FROM {_quoted(spec.table)}{order}"  # noqa: S608  # quoted names
            found = self._connection.execute(asked)
            for number, values in enumerate(found, start=1):
                if number > self.limits.rows:
                    raise self._too_much(f"the table {spec.table} has more than {self.limits.rows} rows")
                rows.append(row_of(spec, number, dict(zip(columns, values, strict=True)), problems))
        problems.check(InterchangeError, code="QC-FX04", where=self.name, what="the database")
        return rows

    def _checked(self, spec: Spec) -> _Table:
        table = self._tables.get(spec.table.lower())
        if table is None or not table.ordinary:
            found = "there is no table" if table is None else "a view or virtual table stands in the place of"
            raise _schema(self.name, f"{found} {spec.table}")
        missing = [column for column in spec.needed if column.lower() not in table.columns]
        if missing:
            raise _schema(self.name, f"the table {spec.table} has no column {', '.join(missing)}")
        return table

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        """Turn what SQLite says into errors that hold none of the file's values."""
        try:
            yield
        except sqlite3.Error as error:
            raise self._translated(error) from None
        except UnicodeDecodeError:  # SQLite quotes a damaged schema in its message
            raise _damaged(self.name) from None

    def _translated(self, error: sqlite3.Error) -> UnreadableFileError | UnsafeFileError:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code == sqlite3.SQLITE_INTERRUPT:
            return self._too_much(f"reading it takes longer than {self.limits.seconds:g} seconds")
        if code == sqlite3.SQLITE_TOOBIG:
            return self._too_much(f"a value has more than {self.limits.cell // 1_048_576} MB")
        return _damaged(self.name)

    def _too_much(self, found: str) -> UnsafeFileError:
        return UnsafeFileError(
            f"the database is too much to be read: {found}",
            code="QC-FX07",
            where=self.name,
            do="Nothing was read. Check that it is the right file.",
        )


@contextmanager
def open_foreign(path: Path, *, limits: DatabaseLimits | None = None) -> Iterator[ForeignDatabase]:
    """Open another program's SQLite file for reading.

    Parameters
    ----------
    path : Path
    limits : DatabaseLimits, optional

    Raises
    ------
    UnreadableFileError
        QC-FX03: it is no SQLite file, or a damaged one; QC-FX05: a program was stopped while it wrote to it.
    UnsafeFileError
        It is larger than the limits allow.

    Examples
    --------
    >>> folder = Path(tempfile.mkdtemp())
    >>> with closing(sqlite3.connect(folder / "a.db")) as made:
    ...     _ = made.execute("CREATE TABLE tags (id INTEGER PRIMARY KEY, path TEXT)")
    >>> with open_foreign(folder / "a.db") as database:
    ...     database.has("tags"), database.count("tags")
    (True, 0)
    """
    limits = limits or DatabaseLimits()
    data = _bytes_of(path, limits)
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        database = ForeignDatabase(path.name, limits, connection)
        with database._guarded():
            _prepare(connection, limits)
            connection.deserialize(data)
            del data
            _settle(connection)
            if connection.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                raise _damaged(path.name)
            database._tables = _schema_of(connection)
            connection.set_authorizer(_only_reading)
        yield database


def _bytes_of(path: Path, limits: DatabaseLimits) -> bytes:
    """Return the bytes of the committed state."""
    data = read_limited(path, limits.size)
    if not data.startswith(MAGIC) or len(data) < 512:
        raise _damaged(path.name)
    _refuse_hot_journal(path)
    if data[_WAL_FLAGS] == b"\1\1":
        return data
    log = path.with_name(path.name + "-wal")
    if log.is_file() and log.stat().st_size:
        data = _joined(path, log, limits)
    # A database in memory cannot have a log: what was in it is in the bytes now, and the header says so.
    return data[:18] + b"\1\1" + data[20:]


def _refuse_hot_journal(path: Path) -> None:
    journal = path.with_name(path.name + "-journal")
    if not journal.is_file():
        return
    with plain_os_errors(journal.name), journal.open("rb") as file:
        hot = file.read(8) == _HOT_JOURNAL
    if hot:
        raise UnreadableFileError(
            "a program is writing to this file, or was stopped while it did (there is a -journal file beside it)",
            code="QC-FX05",
            where=path.name,
            do="Open the project in the program that made it, close it there, and try again.",
        )


def _joined(path: Path, log: Path, limits: DatabaseLimits) -> bytes:
    """Let SQLite bring a write-ahead log into a private copy, and return the copy's bytes."""
    read_limited(log, limits.size)  # refuses what is too large, or no file
    with tempfile.TemporaryDirectory(prefix="qualcode-") as folder, plain_os_errors(path.name):
        copy = Path(folder) / "copy.db"
        shutil.copyfile(path, copy)
        shutil.copyfile(log, copy.with_name("copy.db-wal"))
        try:
            with closing(sqlite3.connect(copy, isolation_level=None)) as connection:
                _prepare(connection, limits)
                connection.execute("PRAGMA trusted_schema=OFF")
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        except (sqlite3.Error, UnicodeDecodeError):
            raise _damaged(path.name) from None
        return read_limited(copy, limits.size)


def _prepare(connection: sqlite3.Connection, limits: DatabaseLimits) -> None:
    """Set what protects this process, before a byte of the file is looked at."""
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, limits.cell)
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    connection.text_factory = decoded
    deadline = time.monotonic() + limits.seconds
    connection.set_progress_handler(lambda: int(time.monotonic() > deadline), 20_000)


def _settle(connection: sqlite3.Connection) -> None:
    for setting in (
        "trusted_schema=OFF",  # the schema may not call functions
        "cell_size_check=ON",
        "mmap_size=0",
        "temp_store=MEMORY",
        "query_only=ON",
    ):
        connection.execute(f"PRAGMA {setting}").fetchall()


def _schema_of(connection: sqlite3.Connection) -> dict[str, _Table]:
    """Return everything that can be asked for rows, and whether it is an ordinary table with ordinary columns."""
    tables: dict[str, _Table] = {}
    listed = connection.execute("SELECT type, name, rootpage, sql FROM sqlite_schema").fetchall()
    for kind, name, page, statement in listed:
        if kind not in ("table", "view") or not isinstance(name, str):
            continue
        ordinary = (
            kind == "table"
            and isinstance(page, int)
            and page > 0  # a virtual table has none
            and isinstance(statement, str)
            and _TABLE.match(statement) is not None
        )
        columns: list[str] = []
        if ordinary:
            for _, column, _, _, _, _, hidden in connection.execute(f"PRAGMA table_xinfo({_quoted(name)})"):
                if hidden == 0 and isinstance(column, str):  # others are computed by what the file says
                    columns.append(column.lower())
        tables[name.lower()] = _Table(tuple(columns), ordinary)
    return tables


_READING = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ})


def _only_reading(
    action: int, _one: str | None, two: str | None, _base: str | None, within: str | None
) -> int:
    """Allow reading tables and counting their rows; no other function, no view, no trigger, no second file."""
    counting = action == sqlite3.SQLITE_FUNCTION and two == "count"
    allowed = (action in _READING or counting) and within is None
    return sqlite3.SQLITE_OK if allowed else sqlite3.SQLITE_DENY


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _schema(where: str, found: str) -> InterchangeError:
    return InterchangeError(
        f"the database is not as its program makes it: {found}",
        code="QC-FX06",
        where=where,
        allowed="The tables that the program itself makes are read",
        do="Open it in the program that made it and save a copy there, or export a REFI-QDA project (.qdpx).",
    )


def _damaged(where: str) -> UnreadableFileError:
    return UnreadableFileError(
        "this is no SQLite database, or it is damaged",
        code="QC-FX03",
        where=where,
        do="Open it in the program that made it, or take its last backup.",
    )
