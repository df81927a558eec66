"""A sample of segments to code by hand, of which it is known how likely each segment was to come into it.

:meth:`Study.assist.next_to_code` picks what helps the model most, and says nothing of the rest. An estimate of how often a
code is said needs the other kind: every segment had a known chance, whatever the model thinks of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from hashlib import sha256
from heapq import heappop, heappush
from typing import TYPE_CHECKING

from qualcode.errors import StudyLayoutError, UsageError
from qualcode.study.pipeline import require_speakers

if TYPE_CHECKING:
    import pandas as pd

    from qualcode.model import Segment
    from qualcode.study.facade import Study

LEAST = 2
"""Segments in every stratum: with one alone nothing can be said of how much the stratum varies."""

COLUMNS = ("document", "segment", "probability", "stratum", "weight")


def sample_of(study: Study, n: int, *, seed: int = 0) -> pd.DataFrame:
    """Draw informants' segments by chance, in each interview its share; see :meth:`Study.sample`."""
    import pandas as pd

    require_speakers(study)
    spoken = [segment for segment in study.segments() if segment.is_informant and segment.span]
    if not spoken:
        raise StudyLayoutError(
            "no informant has said anything yet that could be drawn",
            code="QC-SM02",
            where=str(study.layout.root),
            do="Put transcripts into data/transcripts/ and run: qualcode run",
        )
    rows = [
        (segment.document, segment.number, probability, stratum, 1 / probability)
        for segment, probability, stratum in draw(spoken, n, seed=seed)
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def draw(segments: Sequence[Segment], n: int, *, seed: int = 0) -> list[tuple[Segment, float, str]]:
    """Draw a stratified random sample without replacement.

    Parameters
    ----------
    segments : sequence of Segment
        All that the sample is to stand for.
    n : int
        How many at most.
    seed : int, default=0

    Returns
    -------
    list of (Segment, float, str)
        In the order of the text, with the probability of coming into the sample, and the stratum.

    Raises
    ------
    UsageError
        ``n`` is less than one (QC-SM01).

    Notes
    -----
    A stratum is an interview, and has two segments at least and its share of the others (Sainte-Laguë's divisors, so
    that a larger sample only adds). Where that takes more segments than are asked for, all interviews together are one
    stratum, called ``""``. In a stratum of N segments of which k are drawn, each had the probability k/N. The draw
    hangs on nothing but the seed, the documents' names and the segments' numbers: what is coded meanwhile, or a model
    that learns, does not change it.

    Examples
    --------
    >>> from qualcode.model import Segment, Span
    >>> talk = [Segment("a", "v1", k, Span(k * 9, k * 9 + 8), k, "p", "informant") for k in range(1, 9)]
    >>> [(one.number, probability) for one, probability, _ in draw(talk, 2, seed=1)]
    [(7, 0.25), (8, 0.25)]
    """
    if n < 1:
        raise UsageError(
            f"a sample of {n} segments", code="QC-SM01", allowed="One segment or more", do="Ask for more."
        )
    strata: dict[str, list[int]] = defaultdict(list)
    for at, segment in enumerate(segments):
        strata[segment.document].append(at)
    if n < sum(min(LEAST, len(own)) for own in strata.values()):
        strata = {"": list(range(len(segments)))}
    taken = _shares({name: len(own) for name, own in strata.items()}, n)
    found: list[tuple[int, float, str]] = []
    for name, own in strata.items():
        in_order = sorted(own, key=lambda at: _lot(segments[at], seed))
        found += [(at, taken[name] / len(own), name) for at in in_order[: taken[name]]]
    return [(segments[at], probability, name) for at, probability, name in sorted(found)]


def _lot(segment: Segment, seed: int) -> bytes:
    facts = (seed, segment.document, segment.number, segment.span.start)
    return sha256(repr(facts).encode()).digest()


def _shares(sizes: dict[str, int], n: int) -> dict[str, int]:
    """Return how many come from each stratum: two at first, then whoever has the largest size per seat."""
    taken = (
        {name: min(LEAST, size) for name, size in sizes.items()}
        if len(sizes) > 1
        else dict.fromkeys(sizes, 0)
    )
    queue: list[tuple[float, str]] = []
    for name, size in sizes.items():
        heappush(queue, (-size / (2 * taken[name] + 1), name))
    left = min(n, sum(sizes.values())) - sum(taken.values())
    while left > 0:
        _, name = heappop(queue)
        if taken[name] == sizes[name]:
            continue
        taken[name] += 1
        left -= 1
        heappush(queue, (-sizes[name] / (2 * taken[name] + 1), name))
    return taken
