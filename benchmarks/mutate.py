"""Damage a store's file at random, and see whether reading it ever gives something else without a word.

python benchmarks/mutate.py [NUMBER] [SEED]       default 300 and 7; 25 a second
"""

import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from store.mutating import run  # the path to it is set one line above


def main(number, seed):
    """Run the mutations and print how often each outcome came; return how many must not come."""
    with tempfile.TemporaryDirectory() as folder:
        found = run(folder, number, seed)
    print(f"{number} mutations, seed {seed}: {dict(found.most_common())}")
    return sum(count for outcome, count in found.items() if outcome not in ("harmless", "detected"))


if __name__ == "__main__":
    arguments = [int(argument) for argument in sys.argv[1:]]
    sys.exit(bool(main(*(arguments + [300, 7][len(arguments) :]))))
