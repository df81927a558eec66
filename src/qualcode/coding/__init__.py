"""Several coders on one text: who may see what.

>>> from qualcode.model import Round
>>> visible([], coder="anna", rounds=[Round(1)])
[]
"""

from qualcode.coding.visibility import visible, visible_memos

__all__ = ["visible", "visible_memos"]
