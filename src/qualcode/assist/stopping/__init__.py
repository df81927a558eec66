"""A hint at what would be missed if coding stopped now. The answer stays with the people who code."""

from qualcode.assist.stopping.estimates import CodeHint, Estimate
from qualcode.assist.stopping.hint import StoppingHint, stopping_hint
from qualcode.assist.stopping.new_codes import NewCodes

__all__ = ["CodeHint", "Estimate", "NewCodes", "StoppingHint", "stopping_hint"]
