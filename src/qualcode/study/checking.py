"""Is the study sound? And putting a backup in the store's place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qualcode.errors import UserError
from qualcode.store import Store

if TYPE_CHECKING:
    from qualcode.study.facade import Study


def problems_of(study: Study) -> list[str]:
    """Return what is wrong with the store, the codebook and the tables; nothing where all is sound."""
    found = []
    for look in (study.check_codes, lambda: study.interviews, lambda: study.speakers, lambda: study.guide):
        try:
            look()
        except UserError as error:
            found.append(str(error))
    if study.layout.store.exists():
        found += [str(problem) for problem in study.store.check()]
    return found


def restore_from(study: Study, backup: Path) -> str:
    """Put a checked backup in the store's place; return where the earlier store is kept.

    Numbers that went out since the backup was made stay on the list: they are out, whatever the store says.
    """
    study.close()
    unpack = study.printed_numbers.take_back
    restored = Store.restore(backup, study.layout.store, actor=study.actor, unpack=unpack)
    study.reload()
    return restored.before or ""
