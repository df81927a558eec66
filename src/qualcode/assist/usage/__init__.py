"""How suggestions were used: by whom, how often they were taken, how fast, and what a report says of it."""

from qualcode.assist.usage.counting import usage
from qualcode.assist.usage.result import Answers, Band, Share, Usage

__all__ = ["Answers", "Band", "Share", "Usage", "usage"]
