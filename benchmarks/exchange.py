"""Time a study out to a REFI-QDA project and into a new study, and check that it comes back as it was.

python benchmarks/exchange.py [CODINGS]        default 100,000 codings in 60 texts
"""

import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from qualcode.interchange.exchange import Losses
from qualcode.model import OffsetMap
from qualcode.store import NewVersion
from qualcode.study import Study
from qualcode.study.exchanging import from_exchange
from qualcode.study.exchanging.storing import store
from refi import large_project


@contextmanager
def timed(what, spent):
    """Print wall and processor time of a block, and add the latter up."""
    wall, cpu = time.perf_counter(), time.process_time()
    yield
    cpu = time.process_time() - cpu
    spent.append(cpu)
    print(f"{what:<58}{time.perf_counter() - wall:8.2f} s wall {cpu:8.2f} s CPU")


def with_everybody_reviewed(study):
    """Give every document a pseudonymised version with the same words: somebody read it and found nobody."""
    versions = [study.version(document.name) for document in study.documents]
    study.store.add_versions(
        [
            NewVersion(replace(one, kind="pseudonymised"), one.number, OffsetMap.identity(len(one.text)))
            for one in versions
        ],
        actor="benchmark",
    )


def said(study):
    """Return what a study's codings say."""
    return [(c.id, *c.key, c.memo, c.round, c.created_at) for c in study.codings()]


def main(number):
    """Measure."""
    with tempfile.TemporaryDirectory() as folder:
        first = Study.create(Path(folder) / "first", title="Stor")
        store(first, from_exchange(first, large_project(number), Losses("in")))
        with_everybody_reviewed(first)
        print(f"{len(first.codings()):,} codings, {len(first.documents)} texts, {len(first.codebook)} codes")
        file = Path(folder) / "stor.qdpx"
        spent = []
        with timed("out: study to .qdpx", spent):
            first.export_project(file, attributes="all")
        print(f"{file.stat().st_size / 1e6:.1f} MB")
        second = Study.create(Path(folder) / "second", title="Ny")
        with timed("in: .qdpx to a new study", spent):
            done = second.import_project(file)
        print(f"{sum(spent):.1f} s CPU in all; lost: {done.losses.counts() or 'nothing'}")
        with timed("the same file again", []):
            again = second.import_project(file)
        same = said(first) == said(second)
        texts = [v.text for v in first.versions().values()] == [v.text for v in second.versions().values()]
        print(f"codings equal: {same}; texts equal: {texts}; tree equal: {first.codebook == second.codebook}")
        print(f"added by the second import: {again.stored['added']}")
        return 0 if same and texts else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
