"""How long a matrix and the findings take: 100,000 codings on 30,000 segments of 60 interviews.

Run: python benchmarks/matrix.py [number of codings]
Prints CPU seconds of this process, best of three.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from functools import partial

from qualcode.matrices import findings, theme_matrix
from qualcode.model import Code, Codebook, Coding, CodingSet, Segment, Span

DOCUMENTS, SITES, SEGMENTS = 60, 12, 30_000
AREAS = ("boern", "voksen", "ung")


def made_codebook() -> Codebook:
    """Return three branches with 20 codes each."""
    codes = []
    for branch in ("partner", "fremmer", "barriere"):
        codes.append(Code(branch, branch, codable=False))
        codes += [Code(f"{branch}.c{n}", f"{branch} {n}") for n in range(20)]
    return Codebook("1", "da", "benchmark", tuple(codes))


def made_segments() -> list[Segment]:
    """Return turns of which two in three are an informant's."""
    made = []
    each = SEGMENTS // DOCUMENTS
    for document in range(DOCUMENTS):
        for number in range(1, each + 1):
            speaker = number % 6
            made.append(
                Segment(
                    document=f"d{document:03}",
                    version="v1",
                    number=number,
                    span=Span(number * 300, number * 300 + 299),
                    turn=number,
                    speaker_id=f"d{document}-{speaker}",
                    role="interviewer" if speaker < 2 else "informant",
                    area="" if speaker < 2 else AREAS[speaker % 3],
                    site=f"s{document % SITES}",
                )
            )
    return made


def made_codings(codebook: Codebook, segments: list[Segment], number: int) -> CodingSet:
    """Return codings on turns, parts of turns and, now and then, several turns; always the same."""
    chosen = random.Random(7)
    leaves = [code.id for code in codebook.leaves()]
    codings = []
    for at in range(number):
        segment = chosen.choice(segments)
        start = segment.span.start + chosen.choice((0, 0, 40))
        end = segment.span.end + chosen.choice((0, 0, 0, 600))
        codings.append(
            Coding(str(at), segment.document, "v1", Span(start, end), chosen.choice(leaves), "anna")
        )
    return CodingSet("benchmark", tuple(codings), "1")


def cpu_seconds(work: Callable[[], object]) -> float:
    """Return the best of three."""
    times = []
    for _ in range(3):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return min(times)


def main() -> None:
    """Print the times."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    codebook, segments = made_codebook(), made_segments()
    codings = made_codings(codebook, segments, number)
    common = {"areas": AREAS, "both_areas": ("boern", "voksen"), "sites_total": SITES, "language": "da"}
    count = partial(theme_matrix, codings, segments, codebook, rows="partner", columns="fremmer", **common)
    matrix = count()
    print(f"{number} codings, {len(segments)} segments, {len(matrix.cells)} cells")
    for name, work in {
        "matrix": count,
        "findings": partial(findings, codings, segments, codebook, partner_branch="partner", **common),
        "to_frame": matrix.to_frame,
    }.items():
        print(f"{name:9} {cpu_seconds(work):.3f} CPU s")


if __name__ == "__main__":
    main()
