"""Merging another copy of the study into this one: what was done there is taken over, what clashes is listed.

Two copies share the start of their logs. Each thing that people made (a coding, a decision, a memo, …) is compared
in three states: at that start, here, and there. What changed only there is taken, what changed only here stays, and
what changed in both in different ways is a conflict: it is listed, and ours stays.

- :mod:`copies` reads the other file without touching it, and finds where the two copies last agreed;
- :mod:`documents` says which document here is which one there;
- :mod:`states` reads both stores in terms that they share, and says which rows are one thing;
- :mod:`rules` decides what is taken;
- :mod:`writing` writes it, as one action;
- :mod:`report` is what the caller gets.
"""

from qualcode.store.merging.merge import merge
from qualcode.store.merging.report import Conflict, FileDifference, MergeCount, MergeReport, Why

__all__ = ["Conflict", "FileDifference", "MergeCount", "MergeReport", "Why", "merge"]
