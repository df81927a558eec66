"""From one study to the next: what a frozen study holds, a new study made from it, and how far its model can be trusted there."""

from qualcode.study.replication.frozen import Frozen, read_frozen
from qualcode.study.replication.replicating import replicate

__all__ = ["Frozen", "read_frozen", "replicate"]
