"""Taking in another program's project: read, planned, reported, and only then written."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qualcode.errors import InterchangeError, Problem
from qualcode.interchange.exchange import Losses
from qualcode.study.exchanging.incoming import from_exchange
from qualcode.study.exchanging.opening import Opened, open_project
from qualcode.study.exchanging.planned import PlannedImport
from qualcode.study.exchanging.storing import store

if TYPE_CHECKING:
    from qualcode.study.facade import Study


@dataclass(frozen=True)
class ProjectImport:
    """What an import of a project does, or would do.

    Parameters
    ----------
    opened : Opened
        The file as it was understood.
    plan : PlannedImport
    stored : dict of str to int or None
        What came of it, in counts; None where nothing was written yet.
    """

    opened: Opened = field(repr=False)
    plan: PlannedImport
    stored: dict[str, int] | None = None

    def __repr__(self) -> str:
        return (
            f"ProjectImport(kind={self.opened.kind!r}, planned={self.plan.counts()}, "
            f"losses={self.losses.counts()}, stored={self.stored})"
        )

    @property
    def losses(self) -> Losses:
        """What could not travel, in the file and here."""
        return self.plan.losses

    def require_no_loss(self, where: str) -> None:
        """Refuse where anything would be lost (QC-EX02)."""
        refuse_losses(self.losses, where)

    def to_json(self) -> dict[str, Any]:
        """Return the machine's form; ids and counts, no words of the texts."""
        return {
            "kind": self.opened.kind,
            "origin": self.opened.project.origin,
            "evidence": list(self.opened.evidence),
            "planned": self.plan.counts(),
            "fresh_codebook": self.plan.fresh and self.plan.codebook is not None,
            "losses": self.losses.counts(),
            "stored": self.stored,
        }


def plan_import(
    study: Study,
    path: Path,
    *,
    dialect: str | None = None,
    project: str | None = None,
    codes: Path | None = None,
    site: str = "",
    coder: str = "",
) -> ProjectImport:
    """Read a file and plan its import; nothing is written."""
    opened = open_project(study, path, dialect=dialect, project=project)
    by_name = opened.kind in ("code-table", "word-comments")
    plan = from_exchange(
        study, opened.project, opened.losses, codes=codes, by_name=by_name, site=site, coder=coder
    )
    return ProjectImport(opened, plan)


def carry_out(study: Study, planned: ProjectImport) -> ProjectImport:
    """Write what was planned."""
    return ProjectImport(planned.opened, planned.plan, store(study, planned.plan))


def import_project(
    study: Study,
    path: Path,
    *,
    dry_run: bool = False,
    strict: bool = False,
    dialect: str | None = None,
    project: str | None = None,
    codes: Path | None = None,
    site: str = "",
    coder: str = "",
) -> ProjectImport:
    """Take in another program's project; see :meth:`Study.import_project`."""
    planned = plan_import(study, path, dialect=dialect, project=project, codes=codes, site=site, coder=coder)
    if strict:
        planned.require_no_loss(path.name)
    return planned if dry_run else carry_out(study, planned)


def refuse_losses(losses: Losses, where: str) -> None:
    """Refuse where anything would be lost (QC-EX02)."""
    if losses:
        raise InterchangeError(
            f"{sum(loss.count for loss in losses)} things cannot travel; nothing was written",
            code="QC-EX02",
            where=where,
            do="Read the list; without --strict all the rest travels.",
            problems=[Problem("", line) for line in losses.describe("en")],
        )
