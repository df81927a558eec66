"""One of several writers: ``python writing.py STORE CODER NUMBER`` adds codings one by one and prints what is done."""

import sys

from qualcode.store import Store
from store.samples import coding

if __name__ == "__main__":
    path, coder, number = sys.argv[1:]
    with Store.open(path) as store:
        version = store.version("a")
        for place in range(int(number)):
            one = coding(version, place, place + 3, coder=coder)
            store.add_codings([one], actor=coder, seen=0 if coder == "stale" else None)
            sys.stdout.write(f"{one.id}\n")
            sys.stdout.flush()
