"""Kill a process that writes, at every moment there is, and see that what it was told is done is there.

The process to be killed is forked from this one, so that a round costs its writes and not its imports. Run as a
script (``python killing.py FOLDER ROUNDS``) it prints a JSON object; ``test_store_kill.py`` and
``benchmarks/kill.py`` start it.
"""

import hashlib
import json
import os
import select
import signal
import sys
import time
from pathlib import Path

from qualcode.model import Span
from qualcode.store import Store
from store.samples import (
    agreed,
    book,
    clearance,
    coding,
    decision,
    new_document,
    quote,
    reply,
    rewritten,
    settlement,
    suggestion,
)

STEPS = (
    "import", "add", "code", "settle", "decide", "quote", "answer", "version", "tick", "withdraw", "undo", "undo", "redo",
    "add", "undo", "settle", "finish", "decide", "undo", "redo", "code", "settle", "own-undo", "import", "backup"
)  # fmt: skip


def act(store, step, name):
    """Do one thing to the document ``name``."""
    if step == "import":
        names = [f"{name}-{store.revision}-{part}" for part in "xyz"]
        store.add_documents([new_document(one, 300) for one in names], actor="anna")
    elif step == "add":
        version = store.version(store.documents()[-1].name)
        start = len(store.codings(document=version.document)) * 3
        store.add_codings([coding(version, start + n, start + n + 9) for n in range(400)], actor="anna")
    elif step == "code":
        code_by_hand(store, store.version(store.documents()[-1].name))
    elif step == "settle":
        settle(store, store.version(store.documents()[-1].name))
    elif step == "quote":
        choose(store, store.version(store.documents()[-1].name))
    elif step == "answer":
        some = store.quotes(document=store.documents()[-1].name)
        answers = ("approved", "changed", "withdrawn")
        store.add_replies([reply(one, answers[n % 3], "Ja.") for n, one in enumerate(some)], actor="anna")
    elif step == "tick":
        ticked = ("print", "hold")[store.revision % 2]
        store.clear([clearance(f"f_{n}", ticked) for n in range(200)], actor="lis")
    elif step == "finish":
        store.finish(store.documents()[-1].name, "anna", actor="anna")
    elif step == "decide":
        version = store.version(store.documents()[-1].name)
        about = [suggestion(version, n * 4, n * 4 + 9, "tema.tillid") for n in range(400)]
        turned = store.revision
        answers = [("accept", "reject", "accept")[(n + turned) % 3] for n in range(400)]
        store.decide([decision(one, by) for one, by in zip(about, answers, strict=True)], actor="anna")
    elif step == "version":
        version = store.version(store.documents()[-1].name)
        store.add_versions([rewritten(version, [(Span(0, 2), "[navn]")])], actor="anna")
    elif step == "withdraw":
        store.withdraw([one.id for one in store.codings()[::3]], actor="anna")
    elif step == "undo":
        store.undo(actor="bo")
    elif step == "own-undo":
        store.undo(actor="anna", own=True)
    elif step == "redo":
        store.redo(actor="bo")
    elif step == "backup":
        store.backup(store.path.with_name(f"{name}.backup.db"))


def code_by_hand(store, version):
    """Withdraw every second coding of anna's, bring withdrawn ones back, and add others."""
    there = store.codings(document=version.document, coder="anna")
    gone = store.codings(document=version.document, coder="anna", withdrawn=True)
    start = 3 + store.revision * 5
    new = [coding(version, start + n, start + n + 11, "tema.tillid") for n in range(200)]
    store.code([*new, *gone[::2]], withdraw=[one.id for one in there[1::2]], actor="anna")


def choose(store, version):
    """Choose a hundred quotes of two pieces, and others the next time."""
    codings = store.codings(document=version.document, coder="anna")[:2]
    first = store.revision % 5
    starts = range(first, first + 900, 9)
    quotes = [quote(version, (n, n + 3), (n + 5, n + 8), codings=codings) for n in starts]
    store.put_quotes(quotes, actor="lis")


def settle(store, version):
    """Settle forty places, otherwise than the last time."""
    sources = store.codings(document=version.document, coder="anna")[:2]
    wide = 12 + store.revision % 3
    items = [
        (
            settlement(version, n * wide, (n + 1) * wide, sources=sources),
            [
                agreed(version, n * wide, n * wide + 5 + n % 2, code)
                for code in ("tema.tillid", "partner.skole")
            ],
        )
        for n in range(40)
    ]
    store.settle(items, actor="lis")


def write(path, name, pipe):
    """Do all steps, and say after each that it is done and how the study looks now."""
    with Store.open(path) as store:
        os.write(pipe, b"ready\n")
        for step in STEPS:
            os.write(pipe, f"begin {step}\n".encode())
            act(store, step, name)
            os.write(pipe, f"{step} {store.revision} {state(store)}\n".encode())
    os.write(pipe, b"end\n")


def state(store):
    """Return a short sum over all that people made: codings, decisions, settlements, quotes, replies, ticks, marks."""
    parts = [f"{info}" for info in store.versions()]
    parts += [
        f"{one} {withdrawn}" for withdrawn in (False, True) for one in store.codings(withdrawn=withdrawn)
    ]
    parts += [f"{one}" for one in (*store.decisions(), *store.settlements(), *store.finished())]
    parts += [f"{one} {one.text}" for one in (*store.quotes(), *store.replies())]
    parts += [f"{one}" for one in store.clearances()]
    return hashlib.sha256("\n".join(sorted(parts)).encode()).hexdigest()[:16]


def killed(path, name, delay):
    """Start a writer, kill it ``delay`` seconds after it is ready; return what it said before."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            write(path, name, writing)
        except BaseException as error:
            os.write(writing, f"error {type(error).__name__}\n".encode())
        finally:
            os._exit(0)
    os.close(writing)
    said = b""
    deadline = None
    while True:
        wait = 30 if deadline is None else max(0, deadline - time.monotonic())
        if not select.select([reading], [], [], wait)[0]:
            break
        more = os.read(reading, 65536)
        if not more:
            break
        said += more
        if deadline is None:
            deadline = time.monotonic() + delay
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    while more := os.read(reading, 65536):
        said += more
    os.close(reading)
    return said.decode().splitlines()


def fresh(path):
    """Make a store with a codebook and one document."""
    with Store.create(path, study_id="kill") as store:
        store.put_codebook(book(), source_sha256="0" * 64, actor="anna")
        store.add_documents([new_document("first", 300)], actor="anna")


def one_round(folder, number, delay):
    """Kill once; return during which step it was, and what is wrong with what is left."""
    path = Path(folder) / f"{number}.db"
    fresh(path)
    with Store.open(path) as store:
        before = [f"none {store.revision} {state(store)}"]
    lines = killed(path, f"d{number}", delay)
    said = [line for line in lines if len(line.split()) == 3]
    step, revision, digest = (before + said)[-1].split()
    following = lines[-1].removeprefix("begin ") if lines[-1].startswith("begin ") else "nothing"
    wrong = [line for line in lines if line.startswith("error")]
    with Store.open(path, wait=5) as store:
        now = store.revision
        if now not in (int(revision), int(revision) + 1):
            wrong.append(f"revision {now} after {revision}")
        if now == int(revision) and state(store) != digest:
            wrong.append(f"not as it was after {step}")
        if now == int(revision) + 1:
            wrong += whole_step(store, STEPS[len(said)], digest)
        wrong += [str(problem) for problem in store.check()]
        backup = path.with_name(f"d{number}.backup.db")
        if backup.exists():
            with Store.open(backup) as copy:
                wrong += [str(problem) for problem in copy.check()]
        after_undo(store, wrong)
    leftovers = [*Path(folder).glob("*-journal"), *Path(folder).glob(".*")]
    wrong += [f"left {left.name}" for left in leftovers]
    for file in path.parent.glob(f"*{number}.*"):
        file.unlink()
    return following, wrong


def whole_step(store, step, digest):
    """Check a step that was on the disk before its writer could say so: taken back, all is as before it."""
    if step == "backup":
        return ["a backup is no action"]
    if step == "redo":
        store.undo(actor="x")
    elif step == "undo":
        store.redo(actor="x")
    elif step == "own-undo":
        store.redo(actor="anna", own=True)
    else:
        store.undo(actor="x")
    return [] if state(store) == digest else [f"half of {step}"]


def after_undo(store, wrong):
    """Undo the last action in this other process, and do it again: then all must be as it was."""
    digest = state(store)
    store.undo(actor="x")
    store.redo(actor="x")
    if state(store) != digest:
        wrong.append("undo and redo changed the study")


def whole_run(path):
    """Return how long a writer works that nobody kills."""
    fresh(path)
    begun = time.monotonic()
    killed(path, "timing", 60)
    return time.monotonic() - begun


def sweep(folder, rounds):
    """Kill ``rounds`` writers at delays spread over a whole run; return counts and what went wrong."""
    length = min(whole_run(Path(folder) / f"timing-{number}.db") for number in range(3))
    hit, failures = {}, []
    for number in range(rounds):
        step, wrong = one_round(folder, number, length * number / rounds)
        hit[step] = hit.get(step, 0) + 1
        failures += [f"round {number} during {step}: {one}" for one in wrong]
    return {
        "rounds": rounds,
        "seconds_of_a_run": round(length, 2),
        "killed_during": hit,
        "failures": failures,
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(sweep(sys.argv[1], int(sys.argv[2]))))
