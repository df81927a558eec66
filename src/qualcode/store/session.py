"""One opened store: its transactions, and everything that must hold before one begins."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection

from qualcode.model import new_id
from qualcode.store import files, problems, schema, sqlite
from qualcode.store.actions import Write


class Session:
    """A file, opened by this process."""

    def __init__(self, path: Path, *, wait: float) -> None:
        self.path = path
        self.wait = wait
        self.id = new_id()
        self._engine = sqlite.engine_for(path, wait=wait)
        self._process = os.getpid()
        self._open = True
        with sqlite.guarded(path), self._transaction(write=False) as connection:
            self.study_id = schema.read_meta(connection, "study_id")
            self._generation = schema.read_meta(connection, "generation")

    def close(self) -> None:
        """Refuse everything from now on."""
        self._open = False
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a view of one revision that no writer changes."""
        self._ready()
        with sqlite.guarded(self.path), self._transaction(write=False) as connection:
            self._same_file(connection)
            yield connection

    @contextmanager
    def writing(self, actor: str, seen: int | None = None) -> Iterator[Write]:
        """Give a transaction that commits if nothing goes wrong, and otherwise leaves no trace."""
        self._ready()
        self.refuse_read_only()
        inode = self._inode()
        with sqlite.guarded(self.path), self._transaction(write=True) as connection:
            # While we waited for the lock, a restored backup may have taken the file's place.
            if self._inode() != inode:
                raise problems.replaced(self.path)
            self._same_file(connection)
            yield Write(connection, actor=actor, session=self.id, seen=seen)
            connection.commit()

    def refuse_read_only(self) -> None:
        """Refuse before a write begins that could not end."""
        what = files.unwritable(self.path)
        if what:
            raise problems.read_only(self.path, what)

    @contextmanager
    def _transaction(self, *, write: bool) -> Iterator[Connection]:
        with self._engine.connect() as connection:
            sqlite.begin(connection, write=write)
            yield connection

    def _ready(self) -> None:
        if not self._open:
            raise problems.closed()
        if os.getpid() != self._process:
            raise problems.other_process()
        if not self.path.exists():
            raise problems.missing(self.path)

    def _inode(self) -> int:
        try:
            return self.path.stat().st_ino
        except FileNotFoundError:
            raise problems.missing(self.path) from None

    def _same_file(self, connection: Connection) -> None:
        if schema.read_meta(connection, "generation") != self._generation:
            raise problems.replaced(self.path)
