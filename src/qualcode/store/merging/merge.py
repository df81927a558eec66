"""The merge itself."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection

from qualcode.model import Codebook
from qualcode.store import actions, backups, schema
from qualcode.store.merging import copies, documents, listing, rules, writing
from qualcode.store.merging.report import MergeReport
from qualcode.store.merging.rules import Plan
from qualcode.store.merging.states import Side
from qualcode.store.session import Session


def merge(
    session: Session,
    other: Path,
    *,
    actor: str,
    seen: int | None = None,
    dry_run: bool = False,
    codebook: Codebook | None = None,
    unpack: Callable[[str], object] | None = None,
) -> MergeReport:
    """Take over what was done in another copy of the study; see :meth:`qualcode.store.Store.merge`."""
    if not dry_run:
        session.refuse_read_only()
    with copies.opened(other, session.path, study_id=session.study_id, wait=session.wait) as there:
        carried = schema.take_meta(there, backups.CARRIED)
        if dry_run:
            with session.reading() as here:
                found = _Merge(here, there, codebook)
                if unpack is not None:
                    unpack(carried)
                return found.report(dry_run=True)
        with session.writing(actor, seen) as write:
            write.depends_on_everything()
            found = _Merge(write.connection, there)
            rev = None
            if found.takes:
                rev = writing.write_plan(write, found.plan, found.ours, found.theirs, copies.mark(there))
            if unpack is not None:
                unpack(carried)  # before the commit: what it refuses leaves the store as it was
            return found.report(revision=rev)


class _Merge:
    """Two stores, compared."""

    def __init__(self, here: Connection, there: Connection, codebook: Codebook | None = None) -> None:
        met = copies.meetings(here, there)
        self.start = met[0].ours
        own, others = (documents.read(connection, self.start) for connection in (here, there))
        pairs = documents.pair(own, others)
        self.ours = Side(here, own, book=codebook)
        self.theirs = Side(there, others, called=pairs.called)
        self.plan: Plan = rules.plan(self.ours, self.theirs, pairs, met)

    @property
    def takes(self) -> bool:
        """Whether there is anything to take over."""
        return bool(self.plan.taken or self.plan.pairs.new)

    def report(self, *, revision: int | None = None, dry_run: bool = False) -> MergeReport:
        """Say what was done, or would be."""
        return MergeReport(
            self.start,
            actions.revision(self.theirs.connection),
            listing.counts(self.plan, self.ours),
            listing.conflicts(self.plan, self.ours, self.theirs),
            revision=revision,
            dry_run=dry_run,
        )
