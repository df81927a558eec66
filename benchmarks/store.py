"""Time the store at the size of a large study.

python benchmarks/store.py [CODINGS]       default 100,000 codings in 60 documents, and one text of 50 MB
"""

import resource
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from qualcode.model import DocumentVersion, Settlement, Span, Utterance, new_id
from qualcode.store import NewDocument, Store
from store.samples import book, by_turns, coding, new_document, rewritten

CODES = ("partner.skole", "partner.politi", "tema.tillid")


@contextmanager
def timed(what):
    """Print wall and processor time of a block."""
    wall, cpu = time.perf_counter(), time.process_time()
    yield
    print(f"{what:<58}{time.perf_counter() - wall:8.2f} s wall {time.process_time() - cpu:8.2f} s CPU")


def codings_of(versions, number):
    """Return codings by two coders, spread over all documents."""
    return [
        coding(versions[n % 60], n // 60, n // 60 + 20, CODES[n % 3], ("anna", "bo")[n // 60 % 2], memo="")
        for n in range(number)
    ]


def long_document():
    """Return a document of 50 MB and 60,000 turns."""
    words = "Vi ringer altid til skolen først, og så venter vi på Østerby. " * 13
    told = [Utterance("IB"[n % 2], f"{words}{n}", n * 1.5, n * 1.5 + 1) for n in range(60_000)]
    return NewDocument(new_document("long").document, DocumentVersion.from_utterances("long", told))


def large_study(path, number):
    """Time 60 documents with many codings."""
    store = Store.create(path, study_id="benchmark")
    store.put_codebook(book(), source_sha256="0" * 64, actor="anna")
    with timed("add 60 documents"):
        store.add_documents([new_document(f"d{n:02}", 150) for n in range(60)], actor="anna")
    versions = [store.version(one.name) for one in store.documents()]
    new = codings_of(versions, number)
    with timed(f"add {number} codings"):
        print(f"  {store.add_codings(new, actor='anna', seen=store.revision)}")
    again = codings_of(versions, number)
    with timed("add the same again"):
        print(f"  {store.add_codings(again, actor='anna')}")
    for _ in range(3):
        with timed(f"read {number} codings"):
            found = store.codings()
        assert len(found) == number
    with timed("read one document's codings by one coder"):
        store.codings(document="d07", coder="anna")
    with timed("read one code's codings"):
        store.codings(code="tema.tillid")
    one = coding(versions[0], 7, 9, coder="carla")
    with timed("add one coding"):
        store.add_codings([one], actor="carla")
    with timed("withdraw one coding"):
        store.withdraw([one.id], actor="carla")
    several_coders(store, versions[7])
    with timed(f"new texts for 60 documents, {number} codings carried"):
        done = store.add_versions(
            [rewritten(version, [(Span(0, 3), "[navn]")]) for version in versions], actor="anna"
        )
    print(f"  carried {done.carried}, lost {len(done.lost)}, merged {len(done.merged)}")
    with timed("undo that"):
        store.undo(actor="anna")
    with timed("check"):
        assert store.check() == []
    with timed("backup"):
        store.backup(path.with_name("backup.db"))
    return store


def several_coders(store, version):
    """Time what a person waits for while coding by hand and settling, in a document that two have coded."""
    spans = [Span(n * 20, n * 20 + 40) for n in range(10)]
    for n, span in enumerate(spans[:3], start=1):
        with timed(f"code one coding by hand ({n})"):
            store.code([coding(version, span.start, span.end)], actor="anna", seen=store.revision)
    with timed("take that back, as the last one's own"):
        store.undo(actor="anna", seen=store.revision, own=True)
    new = coding(version, spans[5].start, spans[5].end, coder="consensus")
    settled = Settlement(new_id(), version.document, version.short_sha, spans[5], "new")
    with timed("settle one place"):
        store.settle([(settled, [new])], actor="anna", seen=store.revision)
    with timed("what happened to the codings of a passage"):
        print(f"  {len(store.coding_events(version.document, span=spans[5]))} events")
    with timed("take back one's own, others having acted since"):
        store.code([coding(version, 3, 9, coder="bo")], actor="bo")
        store.undo(actor="anna", own=True)


def main(number):
    """Run everything in a temporary folder."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "study.db"
        store = large_study(path, number)
        new = long_document()
        print(f"a text of {len(new.version.text.encode()) / 1e6:.0f} MB, {len(new.version.turns)} turns")
        with timed("add it"):
            store.add_documents([new], actor="anna")
        with timed("read it"):
            assert store.version("long") == new.version
        with timed("segment it"):
            store.put_segmentations([by_turns(new.version)], actor="anna")
        with timed("a new version of it"):
            store.add_versions([rewritten(new.version, [(Span(0, 3), "[navn]")])], actor="anna")
        store.close()
        print(f"the file is {path.stat().st_size / 1e6:.0f} MB")
        with timed("open"):
            Store.open(path).close()
        print(f"most memory: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
