"""Damage a store's file at random, and see whether reading it ever gives something else without a word.

Used by ``test_store_damage.py`` with a few dozen copies and by ``benchmarks/mutate.py`` with hundreds.
"""

import random
from collections import Counter
from pathlib import Path

from qualcode.errors import StoreDamagedError, StoreError
from qualcode.model import Coder, Memo, Span
from qualcode.store import Store
from store.samples import (
    agreed,
    book,
    by_turns,
    clearance,
    coding,
    decision,
    everything,
    made,
    quote,
    reply,
    rewritten,
    settlement,
    suggestion,
)

SECRET = "HEMMELIGMARKOER7Q"


def whole(path):
    """Make a store with something in every table, and a backup that it remembers."""
    with made(path, names=("a", "b", "c"), turns=40) as store:
        for name in "abc":
            version = store.version(name)
            found = [coding(version, n * 7, n * 7 + 5, memo=f"{SECRET} {n}") for n in range(150)]
            store.add_codings(found, actor="anna")
            store.withdraw([one.id for one in found[:20]], actor="anna")
            about = [suggestion(version, n * 7, n * 7 + 5, "tema.tillid", score=n / 60) for n in range(60)]
            answers = ("accept", "reject", "later")
            decided = [decision(one, answers[n % 3], coder="bo") for n, one in enumerate(about)]
            store.decide(decided, actor="bo")
            store.decide([decision(one, "reject", coder="bo") for one in about[:20]], actor="bo")
            work_together(store, version, found)
            release(store, version, found)
        store.add_versions([rewritten(store.version("a"), [(Span(0, 1), "[by]")])], actor="bo")
        store.put_segmentations([by_turns(store.version(name)) for name in "abc"], actor="bo")
        store.put_codebook(book("2"), source_sha256="1" * 64, actor="bo")
        store.put_memo(Memo("m", "document", "b", SECRET * 20, "anna"), actor="anna")
        store.add_coder(Coder("model", "model"), actor="anna")
        store.undo(actor="bo")
        store.add_codings([coding(store.version("b"), 3, 9, coder="bo")], actor="bo")
        store.withdraw([store.codings(coder="bo")[0].id], actor="bo")
        store.undo(actor="bo")
        store.backup(path.with_name("good.db"))
        return everything(store)


def work_together(store, version, found):
    """Fill the tables that several coders need."""
    store.start_round(title=f"{SECRET} {version.document}", actor="lis")
    store.open_round(len(store.rounds()), actor="lis")
    for coder in ("anna", "bo"):
        store.finish(version.document, coder, actor=coder)
    items = [
        (
            settlement(version, n * 20, n * 20 + 20, sources=found[n : n + 2], memo=f"{SECRET} {n}"),
            [agreed(version, n * 20 + 2, n * 20 + 9)],
        )
        for n in range(30)
    ]
    store.settle(items, actor="lis")
    store.settle([(settlement(version, 0, 30, "none"), [])], actor="lis")
    store.edit_coding(found[40].id, memo=f"{SECRET} igen", stance="wish", actor="anna")


def release(store, version, found):
    """Fill the tables that a report needs."""
    quotes = [
        quote(version, (n * 9, n * 9 + 4), (n * 9 + 5, n * 9 + 8), codings=found[n : n + 1], area=SECRET)
        for n in range(40)
    ]
    store.put_quotes(quotes, actor="anna")
    answers = ("approved", "changed", "withdrawn")
    replies = [reply(one, answers[n % 3], f"{SECRET} {n}", comment=SECRET) for n, one in enumerate(quotes)]
    store.add_replies(replies, actor="anna")
    ticks = [clearance(one.id, "override", reason=f"{SECRET} {one.id}") for one in quotes]
    store.clear(ticks, actor="lis")
    store.clear([clearance(one.id, "hold") for one in quotes[:20]], actor="lis")
    store.drop_quotes([one.id for one in quotes[30:]], actor="anna")


def mutated(data, dice):
    """Return a copy with one kind of damage: a bit, a few bytes, a block, a page moved, the end lost."""
    copy = bytearray(data)
    place = dice.randrange(len(copy))
    kind = dice.choice(["bit", "bit", "bit", "byte", "byte", "run", "block", "page", "cut"])
    if kind == "bit":
        copy[place] ^= 1 << dice.randrange(8)
    elif kind == "byte":
        copy[place] = dice.randrange(256)
    elif kind == "run":
        for at in range(place, min(place + dice.randrange(2, 40), len(copy))):
            copy[at] = dice.randrange(256)
    elif kind == "block":
        start = place // 512 * 512
        copy[start : start + 512] = bytes(512)
    elif kind == "page":
        start, other = place // 4096 * 4096, dice.randrange(len(copy) // 4096) * 4096
        copy[start : start + 4096] = copy[other : other + 4096]
    else:
        del copy[place:]
    return bytes(copy)


def outcome(path, data, expected):
    """Read a damaged file: ``harmless``, ``detected``, or what must never happen."""
    path.write_bytes(data)
    try:
        with Store.open(path, wait=0.2) as store:
            found = everything(store)
        result = "harmless" if found == expected else "SILENT"
    except StoreDamagedError as error:
        words = str(error)
        named = "good.db" in words and "QC-ST05" in words and SECRET not in words
        result = "detected" if named else "UNNAMED"
    except StoreError as error:
        result = "refused" if SECRET not in str(error) else "LEAK"
    except Exception as error:
        result = f"CRASH {type(error).__name__}"
    if result != "harmless" and path.read_bytes() != data:
        result = f"TOUCHED {result}"
    return result


def run(folder, number, seed=7):
    """Damage a store ``number`` times; return how often each outcome came."""
    path = Path(folder) / "study.db"
    expected = whole(path)
    data = path.read_bytes()
    dice = random.Random(seed)
    return Counter(outcome(path, mutated(data, dice), expected) for _ in range(number))
