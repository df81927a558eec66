"""Whose codings are counted, and how far coders who worked apart agree."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from qualcode.errors import MatrixError
from qualcode.model import CodingSet
from qualcode.study.layout import CONSENSUS

if TYPE_CHECKING:
    from qualcode.reliability import Agreement
    from qualcode.study.facade import Study


def people_of(study: Study) -> list[str]:
    """Return the names of the people who have coded, sorted; the consensus is one of them."""
    return sorted(coder.name for coder in study.store.coders() if coder.kind == "human")


def settled_name(study: Study) -> str:
    """Return under which name the codings that are counted stand, where several people code."""
    return study.config.coding_set or CONSENSUS


def coding_set(study: Study, *, as_of: str = "") -> CodingSet:
    """Return the codings that are counted; see :meth:`Study.coding_set`."""
    known = people_of(study)
    wanted = settled_name(study)
    found = study.codings(coder=wanted, as_of=as_of) if wanted in known else None
    if not found and not study.config.coding_set:
        by_coder = {name: study.codings(coder=name, as_of=as_of) for name in known if name != CONSENSUS}
        busy = [name for name, codings in by_coder.items() if codings]
        if len(busy) == 1:
            wanted, found = busy[0], by_coder[busy[0]]
    if not found:
        raise MatrixError(
            _missing_set(study.config.coding_set, known),
            code="QC-SY06",
            where=str(study.layout.study_yaml),
            allowed=f"Coders: {', '.join(known) or 'none yet'}",
            do="Put codings into data/codings/, or name a coder in study.yaml: coding_set.",
        )
    return CodingSet(wanted, found.codings, found.codebook_version)


def _missing_set(wanted: str, coders: Sequence[str]) -> str:
    if not coders:
        return "there are no codings yet"
    if wanted:
        return f"there are no codings by {wanted!r}"
    return f"{len(coders)} coders and no consensus: it must be said whose codings count"


def agreement_of(study: Study, coders: Sequence[str]) -> Agreement:
    """Compare coders who coded apart from each other; see :meth:`Study.agreement`."""
    from qualcode.reliability import agreement

    names = list(coders) or [name for name in people_of(study) if name != settled_name(study)]
    version, segments = study.codebook.version, study.segments()
    finished = finished_by(study, names)
    sets = [CodingSet(name, study.codings(coder=name).codings, version) for name in names]
    compared = [one for one in sets if len(one) or one.name in finished]
    return agreement(compared, segments, study.codebook, unit=study.config.segmentation, finished=finished)


def finished_by(study: Study, coders: Sequence[str]) -> dict[str, set[str]]:
    """Return, by coder, the documents that she has read to the end: where she has no coding, she found none to make."""
    found: dict[str, set[str]] = {}
    for one in study.store.finished():
        if one.coder in coders:
            found.setdefault(one.coder, set()).add(one.document)
    return found
