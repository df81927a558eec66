"""The codebook that a page shows: the team's file, and what the store keeps of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qualcode.errors import UserError
from qualcode.model import Codebook, sha256_of
from qualcode.study import codebook_files

if TYPE_CHECKING:
    from qualcode.study.facade import Study


class Shelf:
    """Where a room keeps the codebook of its page, and sees whether it is still the one.

    The file is the team's and the store's copy is what codings are checked against. Reading the file takes a hundred
    times as long, so it is read only where the store has not seen it.

    Parameters
    ----------
    study : Study
    may_store : bool
        False for an onlooker, who stores nothing, a new codebook neither.
    """

    def __init__(self, study: Study, *, may_store: bool) -> None:
        self._study = study
        self._may_store = may_store
        self._codebook: Codebook | None = None
        self._read_from = ("", "")
        self._stored: str | None = None

    @property
    def codebook(self) -> Codebook:
        """The code tree of the page."""
        if self._codebook is None:
            self.read()
        assert self._codebook is not None
        return self._codebook

    def read(self) -> None:
        """Take the codebook as it is now; what is new in the file is stored, so that it can be used."""
        study, file = self._study, self._file_sha()
        stored = study.store.codebook()
        if stored is not None and stored.source_sha256 == file:
            self._codebook = stored.codebook
            if study.__dict__.get("codebook", stored.codebook) != stored.codebook:
                study.reload()  # what it remembers is of before somebody else changed the codebook
        else:
            study.reload()
            self._codebook = study.codebook
            if self._may_store:
                study.update_codebook()
            self.forget()
        self._read_from = (file, self._stored_sha())

    def changed(self) -> bool:
        """Say whether the file, or what the store keeps of it, is another than what was read."""
        file, stored = self._read_from
        return self._file_sha() != file or self._stored_sha() not in (file, stored)

    def forget(self) -> None:
        """Look into the store again when asked next: somebody wrote to it."""
        self._stored = None

    def _stored_sha(self) -> str:
        if self._stored is None:
            stored = self._study.store.codebook()
            self._stored = stored.source_sha256 if stored else ""
        return self._stored

    def _file_sha(self) -> str:
        """Return the SHA-256 of the file; empty while it is away or being saved, which reading it would say in words."""
        try:
            return sha256_of(codebook_files.text_of(self._study))
        except (OSError, UserError):
            return ""
