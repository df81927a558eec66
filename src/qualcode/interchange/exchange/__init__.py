"""What other programs' projects consist of, in one form that all readers and writers of foreign files share.

A reader turns a foreign file into an :class:`ExchangeProject` and says in :class:`Losses` what could not travel; a
writer does the same in the other direction. Nothing here knows a file format or a study.
"""

from qualcode.interchange.exchange.composing import composed
from qualcode.interchange.exchange.integrity import arranged, problems_of, tree_of
from qualcode.interchange.exchange.losses import Loss, Losses, LossKind
from qualcode.interchange.exchange.model import (
    Attachment,
    ExchangeCase,
    ExchangeCode,
    ExchangeCoding,
    ExchangeLink,
    ExchangeNote,
    ExchangeProject,
    ExchangeSelection,
    ExchangeSet,
    ExchangeSource,
    ExchangeUser,
    ExchangeVariable,
    Extra,
    SyncPoint,
    Value,
    VariableValue,
    guid_of,
    is_ours,
)

__all__ = [
    "Attachment",
    "ExchangeCase",
    "ExchangeCode",
    "ExchangeCoding",
    "ExchangeLink",
    "ExchangeNote",
    "ExchangeProject",
    "ExchangeSelection",
    "ExchangeSet",
    "ExchangeSource",
    "ExchangeUser",
    "ExchangeVariable",
    "Extra",
    "Loss",
    "LossKind",
    "Losses",
    "SyncPoint",
    "Value",
    "VariableValue",
    "arranged",
    "composed",
    "guid_of",
    "is_ours",
    "problems_of",
    "tree_of",
]
