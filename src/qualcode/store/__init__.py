"""The study's memory: texts, codebooks, codings and all their history, in one SQLite file.

Only this package knows SQL. Everybody else opens a :class:`Store`.
"""

from qualcode.store.actions import Action
from qualcode.store.files import Backup
from qualcode.store.results import (
    AddedCodings,
    AddedVersions,
    Coded,
    Decided,
    NewDocument,
    NewVersion,
    Restored,
    Settled,
    StoredCodebook,
    VersionInfo,
)
from qualcode.store.store import Store

__all__ = [
    "Action",
    "AddedCodings",
    "AddedVersions",
    "Backup",
    "Coded",
    "Decided",
    "NewDocument",
    "NewVersion",
    "Restored",
    "Settled",
    "Store",
    "StoredCodebook",
    "VersionInfo",
]
