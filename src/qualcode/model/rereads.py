"""Passages that are to be read again after a change of the codebook: its work-list."""

from __future__ import annotations

from dataclasses import dataclass

from qualcode.model.spans import Span
from qualcode.model.succession import Reason


@dataclass(frozen=True, slots=True)
class Reread:
    """One passage of the work-list.

    Parameters
    ----------
    id : str
        Identity (UUID).
    document, version : str
        Name of the document, and the short SHA-256 of the version that ``span`` counts in.
    span : Span
    code : str
        Full id of the code that was split or redefined; with ``new``, of the code that may fit.
    reason : {"split", "redefined", "new"}
    coder : str
        Whose codings it is about; empty where it is nobody's in particular.
    codings : tuple of str
        Ids of the codings that it is about.
    codebook_version : str
        The version of the codebook with which it came onto the list.
    added_at : str
        ISO 8601, UTC.
    done_by, done_at : str
        Who has read it, and when; empty while nobody has.
    recoded : bool
        True where its codings are withdrawn by now: then it is done, too, without anybody's mark.

    Examples
    --------
    >>> Reread("1", "a", "5f5f5f5f5f5f", Span(0, 9), "partner.skole", "split").is_open
    True
    """

    id: str
    document: str
    version: str
    span: Span
    code: str
    reason: Reason
    coder: str = ""
    codings: tuple[str, ...] = ()
    codebook_version: str = ""
    added_at: str = ""
    done_by: str = ""
    done_at: str = ""
    recoded: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it waits for somebody."""
        return not (self.done_at or self.recoded)
