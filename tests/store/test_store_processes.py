"""Several processes on one store: nobody's acknowledged write is lost, nobody waits for ever."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from qualcode.errors import StoreBusyError, StoreError
from qualcode.store import Store
from store.samples import coding

TESTS = Path(__file__).parents[1]


def started(script, *arguments):
    return subprocess.Popen(
        [sys.executable, "-W", "error", TESTS / "store" / script, *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": str(TESTS)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_writers_at_once_lose_nothing(store):
    """Four write at the same time, one of them is killed; what was acknowledged is there once, by the right coder."""
    names = ["anna", "bo", "carla", "dan"]
    writers = {name: started("writing.py", store.path, name, 20) for name in names}
    killed = writers["dan"]
    acknowledged = {"dan": [killed.stdout.readline().strip()]}
    killed.send_signal(signal.SIGKILL) if os.name != "nt" else killed.terminate()
    for name, writer in writers.items():
        out, err = writer.communicate(timeout=120)
        acknowledged.setdefault(name, []).extend(out.split())
        assert err == ""
    found = Counter((one.coder, one.id) for one in store.codings())
    assert set(found.values()) == {1}
    assert all((name, id_) in found for name, ids in acknowledged.items() for id_ in ids)
    counts = Counter(coder for coder, _ in found)
    assert {name: counts[name] for name in names[:3]} == {"anna": 20, "bo": 20, "carla": 20}
    assert counts["dan"] - len(acknowledged["dan"]) in (0, 1)
    made = Counter(one.kind for one in store.log())
    assert made["add codings"] + made["decide"] + made["code"] == sum(counts.values())
    assert made["decide"] == len(store.decisions()) >= 20
    assert made["code"] >= 18
    assert store.check() == []


def test_each_of_several_processes_undoes_only_its_own(store):
    """Three code by hand in one document at once, and take back every second step: one each is left of two."""
    names = ["anna", "bo", "carla"]
    writers = [started("undoing.py", store.path, name, 12) for name in names]
    for writer in writers:
        out, err = writer.communicate(timeout=120)
        assert (out, err) == ("12 coded, 6 undone\n", "")
    found = Counter(one.coder for one in store.codings())
    assert found == dict.fromkeys(names, 6)
    for name in names:
        starts = [one.span.start for one in store.codings(coder=name)]
        assert starts == [place for place in range(12) if place % 2 == 0]
    made = Counter((one.actor, one.kind) for one in store.log())
    assert [(made[name, "code"], made[name, "undo"]) for name in names] == [(12, 6)] * 3
    assert store.check() == []


def test_a_writer_with_an_old_view_is_refused_in_plain_words(store):
    writer = started("writing.py", store.path, "stale", 1)
    out, err = writer.communicate(timeout=60)
    assert out == ""
    assert "StaleStudyError [QC-ST07]" in err


def test_a_write_waits_for_a_while_and_then_says_busy(store):
    a = store.version("a")
    with Store.open(store.path, wait=0.3) as hasty, store._session.writing("bo"):
        begun = time.monotonic()
        with pytest.raises(StoreBusyError) as error:
            hasty.add_codings([coding(a)], actor="anna")
        assert 0.2 < time.monotonic() - begun < 5
        assert hasty.documents() == store.documents()  # reading goes on beside a writer
    assert error.value.code == "QC-ST06"
    assert store.codings() == []


def test_a_restore_does_not_interrupt_a_writer(store, tmp_path):
    store.backup(tmp_path / "copy.db")
    with store._session.writing("bo"), pytest.raises(StoreBusyError):
        Store.restore(tmp_path / "copy.db", store.path, actor="anna", wait=0.2)
    assert store.revision == 2
    assert sorted(file.name for file in tmp_path.iterdir()) == ["copy.db", "study.db", "study.db.last-backup"]


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_killed_writers_leave_whole_actions(tmp_path):
    """SIGKILL at 24 moments of a run with every kind of write; ``benchmarks/kill.py`` does it 300 times."""
    done = started("killing.py", tmp_path, 24)
    out, err = done.communicate(timeout=480)
    assert err == ""
    found = json.loads(out)
    assert found["failures"] == []
    assert sum(number for step, number in found["killed_during"].items() if step != "nothing") >= 8


def test_threads_share_a_store(store):
    """A widget's callback may run beside a cell."""
    a = store.version("a")

    def work(coder):
        for place in range(5):
            store.add_codings([coding(a, place, place + 3, coder=coder)], actor=coder)
        return len(store.codings(coder=coder))

    with ThreadPoolExecutor(3) as threads:
        assert list(threads.map(work, ["anna", "bo", "carla"])) == [5, 5, 5]
    assert store.revision == 17


def test_a_read_sees_one_revision_while_others_write(store):
    a = store.version("a")
    with store._session.reading() as connection:
        before = connection.exec_driver_sql("SELECT count(*) FROM coding").scalar()
        with Store.open(store.path, wait=0.1) as other, pytest.raises(StoreError):
            other.add_codings([coding(a)], actor="anna")  # a reader holds the commit back, within the wait
        assert connection.exec_driver_sql("SELECT count(*) FROM coding").scalar() == before
    store.add_codings([coding(a)], actor="anna")
    assert len(store.codings()) == 1
