"""Emerging themes: topics in what informants say, and how far the codebook covers them.

A topic is a place to begin reading. Only a person makes a code of it.
"""

from qualcode.topics.adapter import Grouping, Reducer
from qualcode.topics.alike import Alike
from qualcode.topics.apart import Apart
from qualcode.topics.coverage import CodeShare, Coverage
from qualcode.topics.finding import Asked, find_topics
from qualcode.topics.passages import Passage, Said
from qualcode.topics.result import (
    ALIKE_COLUMNS,
    APART_COLUMNS,
    PROPOSAL_COLUMNS,
    SEGMENT_COLUMNS,
    TOPIC_COLUMNS,
    Topic,
    TopicProposal,
    Topics,
)
from qualcode.topics.sentences import stability_word

__all__ = [
    "ALIKE_COLUMNS",
    "APART_COLUMNS",
    "PROPOSAL_COLUMNS",
    "SEGMENT_COLUMNS",
    "TOPIC_COLUMNS",
    "Alike",
    "Apart",
    "Asked",
    "CodeShare",
    "Coverage",
    "Grouping",
    "Passage",
    "Reducer",
    "Said",
    "Topic",
    "TopicProposal",
    "Topics",
    "find_topics",
    "stability_word",
]
