"""One of several who code by hand: ``python undoing.py STORE CODER NUMBER`` takes back every second step of its own."""

import sys

from qualcode.store import Store
from store.samples import coding

if __name__ == "__main__":
    path, coder, number = sys.argv[1:]
    with Store.open(path) as store:
        version, seen, undone = store.version("a"), store.revision, 0
        for place in range(int(number)):
            store.code([coding(version, place, place + 3, coder=coder)], actor=coder, seen=seen)
            if place % 2:
                store.undo(actor=coder, seen=seen, own=True)
                undone += 1
        sys.stdout.write(f"{number} coded, {undone} undone\n")
