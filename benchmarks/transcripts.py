"""Import every transcript of a folder and print what was understood.

    python benchmarks/transcripts.py FOLDER [--labels]

One row per file: format, encoding, turns, speakers, how the words are shared, doubts, CPU time. Labels may be names, so
they are counted unless asked for. Below the table stand the doubts of each file.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from qualcode.errors import UserError
from qualcode.importers import find_transcripts, read_transcript
from qualcode.model import Transcript

COLUMNS = "{:<44.44} {:<5} {:<7} {:>6} {:>7} {:>8} {:>7} {:>8}  {}"


def shares(transcript: Transcript, *, labels: bool) -> str:
    """Return the share of the words of each speaker, the largest first."""
    total = transcript.words or 1
    nobody = total - sum(speaker.words for speaker in transcript.speakers)
    rows = sorted(transcript.speakers, key=lambda speaker: -speaker.words)[:6]
    parts = [
        f"{speaker.label + ' ' if labels else ''}{speaker.words / total:.0%}"
        + {"interviewer": " (int)", "informant": " (inf)"}.get(speaker.role, "")
        for speaker in rows
    ]
    if len(transcript.speakers) > len(rows):
        parts.append("…")
    if nobody:
        parts.append(f"nobody {nobody / total:.0%}")
    return ", ".join(parts)


def row(path: Path, *, labels: bool) -> Transcript | UserError:
    """Import one file and print its row."""
    started = time.process_time()
    try:
        transcript = read_transcript(path)
    except UserError as error:
        print(f"{path.name:<44.44} refused: {error.code}")
        return error
    spent = (time.process_time() - started) * 1000
    print(
        COLUMNS.format(
            path.name,
            transcript.format,
            transcript.encoding or "–",
            len(transcript.utterances),
            len(transcript.speakers),
            transcript.words,
            len(transcript.doubts),
            f"{spent:.0f} ms",
            shares(transcript, labels=labels),
        )
    )
    return transcript


def main() -> None:
    """Print the table and the doubts."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--labels", action="store_true", help="print labels, which may be names")
    options = parser.parse_args()
    print(
        COLUMNS.format(
            "file", "as", "coding", "turns", "voices", "words", "doubts", "CPU", "share of the words"
        )
    )
    results = {path: row(path, labels=options.labels) for path in find_transcripts([options.folder])}
    print()
    for path, result in results.items():
        if isinstance(result, UserError):
            print(f"{path.name}: {result}")
            continue
        for doubt in result.doubts:
            print(f"{path.name}: {doubt.kind}: {doubt.where}: {doubt.message}")


if __name__ == "__main__":
    main()
