"""The study's memory: texts, codebooks, codings and all their history, in one SQLite file.

Only this package knows SQL. Everybody else opens a :class:`Store`.
"""

from qualcode.store.actions import Action
from qualcode.store.files import Backup
from qualcode.store.results import (
    AddedCodings,
    AddedVersions,
    Decided,
    NewDocument,
    NewVersion,
    Restored,
    StoredCodebook,
    VersionInfo,
)
from qualcode.store.store import Store

__all__ = [
    "Action",
    "AddedCodings",
    "AddedVersions",
    "Backup",
    "Decided",
    "NewDocument",
    "NewVersion",
    "Restored",
    "Store",
    "StoredCodebook",
    "VersionInfo",
]
