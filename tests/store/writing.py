"""One of several writers: ``python writing.py STORE CODER NUMBER`` codes in turns and prints what is done.

By turns it adds a coding as an import does, decides on a suggestion, whose coding has an id of its own, and codes by
hand.
"""

import sys

from qualcode.store import Store
from store.samples import coding, decision, suggestion

if __name__ == "__main__":
    path, coder, number = sys.argv[1:]
    with Store.open(path) as store:
        version = store.version("a")
        for place in range(int(number)):
            seen = 0 if coder == "stale" else None
            if place % 3 == 1:
                answer = decision(suggestion(version, place, place + 3), coder=coder)
                (done,) = store.decide([answer], actor=coder, seen=seen).codings
            elif place % 3:
                one = coding(version, place, place + 3, coder=coder)
                (done,) = store.code([one], actor=coder, seen=seen).added
            else:
                one = coding(version, place, place + 3, coder=coder)
                store.add_codings([one], actor=coder, seen=seen)
                done = one.id
            sys.stdout.write(f"{done}\n")
            sys.stdout.flush()
