"""Topics as a result: what was found, how sure it is, and what it would be as a code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from qualcode.model import Segment
from qualcode.topics.adapter import Grouping
from qualcode.topics.alike import Alike
from qualcode.topics.apart import Apart
from qualcode.topics.coverage import Coverage
from qualcode.topics.passages import Passage
from qualcode.topics.stability import LeftOut

if TYPE_CHECKING:
    import pandas as pd

TOPIC_COLUMNS = (
    "topic", "label", "proposal", "passages", "interviews", "sites", "coverage", "best_code", "stability", "in_subject",
    "coded", "best_of_topic", "best_of_code", "speakers", "areas", "codes", "terms", "typical",
)  # fmt: skip
SEGMENT_COLUMNS = (
    "topic",
    "rank",
    "document",
    "segment",
    "start",
    "end",
    "speaker",
    "area",
    "site",
    "likeness",
    "codes",
)
PROPOSAL_COLUMNS = ("topic", "name", "cues", "definition", "parent", "segments", "coverage", "stability")
APART_COLUMNS = (
    "code", "part", "passages", "interviews", "terms", "typical", "within", "p", "tried",
)  # fmt: skip
ALIKE_COLUMNS = (
    "code", "other", "why", "both", "only_code", "only_other", "jaccard", "jaccard_low", "auc", "auc_high",
)  # fmt: skip

SHOWN = frozenset(
    [
        "topic",
        "label",
        "proposal",
        "passages",
        "interviews",
        "coverage",
        "best_code",
        "stability",
        "rank",
        "document",
        "segment",
        "likeness",
        "codes",
        "name",
        "cues",
        "parent",
        "segments",
        "code",
        "other",
        "why",
        "both",
        "only_code",
        "only_other",
        "jaccard",
        "auc",
        "part",
        "terms",
        "p",
    ]
)
"""Columns that a terminal shows; a file has all."""

_SHOWN_TYPICAL = 3


@dataclass(frozen=True, slots=True)
class Topic:
    """A group of passages that speak of the same.

    Parameters
    ----------
    number : int
        From 1: proposals first, then the rest, the least covered first.
    label : str
        Its best words.
    terms : tuple of str
        The words that tell it from others, as they are most often said.
    rows : tuple of int
        Numbers of its passages, the most typical first.
    likeness : tuple of float
        How like each passage is to the topic's middle: 0 to 1.
    coverage : Coverage
        By the themes; partners say of whom, not what.
    in_subject : float
        How much of what is said around its passages has any code: small talk has little of it around.
    stability : float or None
        How well it comes back without some interviews, 0 to 1.
    is_proposal : bool
        Said in two interviews or more, and not covered.
    interviews, speakers, sites : int
    areas : mapping of str to int
        Passages by area.
    """

    number: int
    label: str
    terms: tuple[str, ...]
    rows: tuple[int, ...] = field(repr=False)
    likeness: tuple[float, ...] = field(repr=False)
    coverage: Coverage
    in_subject: float
    stability: float | None
    is_proposal: bool
    interviews: int
    speakers: int
    sites: int
    areas: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class TopicProposal:
    """What a topic would be as a code. A person decides: name, place, definition, and which segments.

    Parameters
    ----------
    topic : int
    name : str
        Suggested; the topic's label.
    cues : tuple of str
    definition : str
        A beginning, to be written by a person.
    parent : str
        Full id of the branch in which most codes on its segments lie; empty where none does.
    segments : tuple of Segment
        To look through, the most typical first.
    coverage : float
    stability : float or None
    """

    topic: int
    name: str
    cues: tuple[str, ...]
    definition: str
    parent: str
    segments: tuple[Segment, ...] = field(repr=False)
    coverage: float
    stability: float | None


@dataclass(frozen=True, repr=False)
class Topics:
    """Topics of a study, proposals first. Made by :func:`qualcode.topics.find_topics`.

    Parameters
    ----------
    passages : tuple of Passage
    topics : tuple of Topic
    apart, alike : tuple
        Codes that may be two, and pairs of codes that may be one.
    left_over : int
        Passages of no topic.
    segments : int
        Informants' segments; those with too few words of their own are in no passage.
    how : Grouping
    method, language : str
    left_out : {"interviews", "passages", "nothing"}
    times : int
        How topics were sought again for the stability, and how often.
    themes : frozenset of str
        The codes that coverage is measured by.
    text_of : callable
        Gives a segment's words, for the team.
    """

    passages: tuple[Passage, ...]
    topics: tuple[Topic, ...]
    apart: tuple[Apart, ...]
    alike: tuple[Alike, ...]
    left_over: int
    segments: int
    how: Grouping
    method: str
    language: str
    left_out: LeftOut
    times: int
    themes: frozenset[str]
    apart_terms: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    text_of: Callable[[Segment], str]

    shown = SHOWN

    def __len__(self) -> int:
        return len(self.topics)

    @property
    def interviews(self) -> int:
        """How many interviews have a passage."""
        return len({passage.first.document for passage in self.passages})

    @property
    def sites(self) -> int:
        """How many sites have a passage."""
        return len({passage.first.site for passage in self.passages})

    def topic(self, number: int) -> Topic:
        """Return a topic by its number.

        Raises
        ------
        UsageError
            There is no such topic (QC-TP01).
        """
        from qualcode.errors import UsageError

        if not 1 <= number <= len(self.topics):
            raise UsageError(
                f"there is no topic {number}",
                code="QC-TP01",
                allowed=f"Topics 1 to {len(self.topics)}" if self.topics else "No topic was found",
                do="See: qualcode topics",
            )
        return self.topics[number - 1]

    def segments_of(self, number: int) -> tuple[Segment, ...]:
        """Return a topic's segments, those of its most typical passages first."""
        return tuple(segment for row in self.topic(number).rows for segment in self.passages[row].segments)

    @property
    def proposals(self) -> tuple[TopicProposal, ...]:
        """What the topics that no code covers would be as codes, the first to look at first."""
        return tuple(self.proposal(topic.number) for topic in self.topics if topic.is_proposal)

    def proposal(self, number: int) -> TopicProposal:
        """Return what a topic would be as a code."""
        from qualcode.topics.sentences import definition_of

        topic = self.topic(number)
        return TopicProposal(
            number,
            topic.label,
            topic.terms,
            definition_of(topic, self.language),
            self._parent(topic),
            self.segments_of(number),
            topic.coverage.value,
            topic.stability,
        )

    def _parent(self, topic: Topic) -> str:
        branches = Counter(
            code.rpartition(".")[0] for row in topic.rows for code in self.passages[row].codes & self.themes
        )
        branches.pop("", None)
        return min(branches, key=lambda branch: (-branches[branch], branch)) if branches else ""

    def to_frame(self) -> pd.DataFrame:
        """Return a row per topic (``TOPIC_COLUMNS``); for the team."""
        import pandas as pd

        return pd.DataFrame([self._line(topic) for topic in self.topics], columns=list(TOPIC_COLUMNS))

    def _line(self, topic: Topic) -> tuple[object, ...]:
        best = topic.coverage.best
        everything = Counter(code for row in topic.rows for code in self.passages[row].codes)
        ranked = sorted(everything.items(), key=lambda one: (-one[1], one[0]))
        return (
            topic.number, topic.label, "yes" if topic.is_proposal else "", len(topic.rows), topic.interviews, topic.sites,
            round(topic.coverage.value, 2), best.code if best else "",
            None if topic.stability is None else round(topic.stability, 2), round(topic.in_subject, 2),
            round(topic.coverage.coded, 2), round(best.of_topic, 2) if best else 0.0, round(best.of_code, 2) if best else 0.0,
            topic.speakers, ", ".join(f"{area} {n}" for area, n in topic.areas.items()),
            ", ".join(f"{code} {n}" for code, n in ranked), ", ".join(topic.terms), self._typical(topic.rows),
        )  # fmt: skip

    def _typical(self, rows: tuple[int, ...]) -> str:
        first = (self.passages[row].first for row in rows[:_SHOWN_TYPICAL])
        return ", ".join(f"{segment.document} {segment.number}" for segment in first)

    def segments_frame(self, number: int, *, text: bool = False) -> pd.DataFrame:
        """Return a row per segment of a topic, the most typical first; with ``text``, its words. For the team."""
        import pandas as pd

        topic = self.topic(number)
        rows = []
        for rank, (row, likeness) in enumerate(zip(topic.rows, topic.likeness, strict=True), start=1):
            passage = self.passages[row]
            for s in passage.segments:
                place = (s.document, s.number, s.span.start, s.span.end, s.speaker_id, s.area, s.site)
                line = (number, rank, *place, round(likeness, 2), ", ".join(sorted(passage.codes)))
                rows.append((*line, self.text_of(s)) if text else line)
        return pd.DataFrame(rows, columns=[*SEGMENT_COLUMNS, *(["text"] if text else [])])

    def proposals_frame(self) -> pd.DataFrame:
        """Return a row per proposal (``PROPOSAL_COLUMNS``)."""
        import pandas as pd

        rows = [
            (
                one.topic, one.name, ", ".join(one.cues), one.definition, one.parent, len(one.segments),
                round(one.coverage, 2), None if one.stability is None else round(one.stability, 2),
            )
            for one in self.proposals
        ]  # fmt: skip
        return pd.DataFrame(rows, columns=list(PROPOSAL_COLUMNS))

    def apart_frame(self) -> pd.DataFrame:
        """Return two rows per code that may be two, one for each part (``APART_COLUMNS``)."""
        import pandas as pd

        rows = []
        for one, terms in zip(self.apart, self.apart_terms, strict=True):
            for part, (found, words) in enumerate(zip(one.parts, terms, strict=True), start=1):
                interviews = len({self.passages[row].first.document for row in found})
                about = (len(found), interviews, ", ".join(words), self._typical(found))
                rows.append((one.code, part, *about, round(one.within, 3), round(one.p, 4), one.tried))
        return pd.DataFrame(rows, columns=list(APART_COLUMNS))

    def alike_frame(self) -> pd.DataFrame:
        """Return a row per pair of codes that may be one (``ALIKE_COLUMNS``)."""
        import pandas as pd

        rows = [
            (
                one.code, one.other, one.why, one.both, one.only_code, one.only_other, round(one.jaccard, 3),
                round(one.jaccard_low, 3), None if one.auc is None else round(one.auc, 3),
                None if one.auc_high is None else round(one.auc_high, 3),
            )
            for one in self.alike
        ]  # fmt: skip
        return pd.DataFrame(rows, columns=list(ALIKE_COLUMNS))

    def lines(self, language: str = "") -> list[str]:
        """Say in sentences what was found and how far it can be trusted."""
        from qualcode.topics.sentences import sentences

        return sentences(self, language or self.language)

    def __repr__(self) -> str:
        proposals = sum(topic.is_proposal for topic in self.topics)
        return (
            f"<Topics: {len(self.topics)}, {proposals} of them proposals; {len(self.passages)} passages,"
            f" {self.interviews} interviews, {self.sites} sites>"
        )
