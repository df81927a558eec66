"""Time REFI-QDA projects at the size of a large study, and check that they come back as they were.

python benchmarks/refi.py [CODINGS]        default 100,000 codings in 60 texts
"""

import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from qualcode.interchange.exchange import (
    Attachment,
    ExchangeCode,
    ExchangeCoding,
    ExchangeNote,
    ExchangeProject,
    ExchangeSelection,
    ExchangeSource,
    ExchangeUser,
    arranged,
    guid_of,
)
from qualcode.interchange.refi import inspect_qdpx, read_qdpx, write_qdpx

WORDS = "Vi ringer altid til skolen først 😀 og så venter vi på Østerby, hvor mødet blev flyttet.\n"


@contextmanager
def timed(what):
    """Print wall and processor time of a block."""
    wall, cpu = time.perf_counter(), time.process_time()
    yield
    print(f"{what:<58}{time.perf_counter() - wall:8.2f} s wall {time.process_time() - cpu:8.2f} s CPU")


def large_project(number, texts=60):
    """Return a project with many codings: two coders, 76 codes, every tenth coding with a stance, every hundredth with a memo."""
    users = tuple(ExchangeUser(guid_of("user", n), f"coder{n}") for n in range(2))
    codes = tuple(
        ExchangeCode(guid_of("code", n), f"Kode {n}", description="Hvad den betyder") for n in range(76)
    )
    text = WORDS * 600
    sources = tuple(ExchangeSource(guid_of("source", n), f"interview{n}", text) for n in range(texts))
    length = len(WORDS)
    selections, codings, notes = [], [], []
    for n in range(number):
        line = n // texts % 600
        source = sources[n % texts].guid
        start = line * length + (0, 3, 10)[n % 3]
        end = line * length + (WORDS.index(" til"), WORDS.index(" og"), len(WORDS) - 1)[n // 3 % 3]
        selection = ExchangeSelection(guid_of("sel", n), source, start, end, user=users[0].guid)
        extra = (("stance", "wish"),) if n % 10 == 0 else ()
        selections.append(selection)
        codings.append(
            ExchangeCoding(
                guid_of("coding", n),
                codes[n % 76].guid,
                source,
                selection.guid,
                users[n % 2].guid,
                "2026-01-01T10:00:00Z",
                extra,
            )
        )
        if n % 100 == 0:
            notes.append(
                ExchangeNote(
                    guid_of("note", n), "Husk", attached_to=(Attachment("coding", codings[-1].guid),)
                )
            )
    return ExchangeProject(
        "Stor", "qualcode", users, codes, sources, tuple(selections), tuple(codings), tuple(notes)
    )


def main():
    """Write, read, compare; then read the same file as a stranger's, whose way of counting has to be found."""
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    project = large_project(number)
    path = Path(tempfile.mkdtemp()) / "a.qdpx"
    with timed(f"write {number} codings"):
        losses = write_qdpx(project, path)
    first = path.read_bytes()
    print(f"  {len(first) / 1e6:.1f} MB, losses {losses.counts()}")
    with timed("write them again"):
        write_qdpx(project, path)
    print(f"  the same bytes: {first == path.read_bytes()}")
    with timed("read them"):
        back, losses = read_qdpx(path)
    print(f"  the same project: {arranged(back) == arranged(project)}, losses {losses.counts()}")
    from qualcode.interchange.refi import reading

    reading.POSITIONS = ("=positions", "unknown")
    with timed("read them as a stranger's file"):
        found = inspect_qdpx(path)
    same = {(s.guid, s.start, s.end) for s in project.selections} == {
        (s.guid, s.start, s.end) for s in found.project.selections
    }
    print(f"  the same spans: {same}\n  " + "\n  ".join(found.choice.describe()))


if __name__ == "__main__":
    main()
