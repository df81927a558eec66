"""How long topics take, and whether they are the same each time: ``python benchmarks/topics.py [STUDY] [--interviews 60]``.

The talk is made up from a study's: each interview draws segments of its informants, and changes a third of their words
for others of the same study, so that no two interviews are alike. Measured is the CPU of :func:`find_topics` with all it
does, its imports included, and then the whole again in a process of its own with another number of BLAS threads.
"""

import argparse
import hashlib
import os
import resource
import subprocess
import sys
import time

import numpy as np

import qualcode as qc
from qualcode.model import Segment, Span
from qualcode.study.topics import counted_codings, said_in, themes_of

WORDS = 10_000
CHANGED = 0.33


def main():
    """Print the time and a fingerprint; then the fingerprint of another process."""
    parser = argparse.ArgumentParser()
    parser.add_argument("study", nargs="?", default=".")
    parser.add_argument("--interviews", type=int, default=60)
    parser.add_argument("--resamples", type=int)
    parser.add_argument("--once", action="store_true")
    asked = parser.parse_args()
    with qc.Study.open(asked.study) as study:
        said = [item for item in said_in(study, counted_codings(study)) if item.segment.is_informant]
        themes, language = themes_of(study), study.config.language
    made = multiplied(said, asked.interviews)
    start = time.process_time()
    from qualcode.topics import Asked, find_topics

    found = find_topics(made, language=language, themes=themes, asked=Asked(resamples=asked.resamples))
    cpu = time.process_time() - start
    print(
        f"{asked.interviews} interviews, {sum(len(item.text.split()) for item in made):,} words, {len(made):,} segments,"
        f" {len(found.passages):,} passages, {len(found)} topics, {found.times} times again: {cpu:.1f} s of CPU,"
        f" {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB; {fingerprint(found)}",
        flush=True,
    )
    if not asked.once:
        again = [sys.executable, __file__, asked.study, "--interviews", str(asked.interviews), "--once"]
        if asked.resamples is not None:
            again += ["--resamples", str(asked.resamples)]
        subprocess.run(
            again, check=True, env=os.environ | {"OPENBLAS_NUM_THREADS": "2", "PYTHONHASHSEED": "7"}
        )


def multiplied(said, interviews):
    """Return as many interviews of made-up talk, of ten thousand words each."""
    from qualcode.topics import Said

    random = np.random.default_rng(0)
    words = np.array([word for item in said for word in item.text.split()])
    found = []
    for document in range(interviews):
        length = place = number = 0
        while length < WORDS:
            item = said[random.integers(len(said))]
            tokens = item.text.split()
            other = random.random(len(tokens)) < CHANGED
            drawn = words[random.integers(len(words), size=len(tokens))]
            text = " ".join(
                new if change else old for old, new, change in zip(tokens, drawn, other, strict=True)
            )
            number += 1
            span = Span(place, place + max(1, len(text)))
            place = span.end + 1
            length += len(tokens)
            s = item.segment
            segment = Segment(
                f"d{document:03}",
                "v1",
                number,
                span,
                number,
                f"{document}-{s.speaker_id}",
                s.role,
                s.area,
                f"s{document % 20}",
            )
            found.append(Said(segment, text, item.codes))
    return found


def fingerprint(found):
    """Return what is the same where all topics, their words and their stability are the same."""
    whole = [
        (t.number, t.label, t.terms, t.rows, t.likeness, t.coverage.value, t.stability) for t in found.topics
    ]
    return hashlib.sha256(repr((whole, found.apart, found.alike)).encode()).hexdigest()[:16]


if __name__ == "__main__":
    main()
