"""Kill writers at every moment of their work, and say how sure the outcome makes us.

python benchmarks/kill.py [NUMBER]       default 300; about a second each
"""

import json
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from store.killing import sweep  # the path to it is set one line above


def main(number):
    """Run the sweep and print counts, failures and the bound; return how many failed."""
    with tempfile.TemporaryDirectory() as folder:
        found = sweep(folder, number)
    print(json.dumps(found["killed_during"]))
    print(*found["failures"], sep="\n")
    during = number - found["killed_during"].get("nothing", 0)
    print(f"{number} kills, {during} of them during an action; {len(found['failures'])} failures")
    if not found["failures"]:
        # Rule of three: no failure in n trials bounds the failure rate by 3/n with 95 % confidence.
        print(
            f"95 % upper bound of the failure rate: {3 / number:.2%} (of kills during an action: {3 / during:.2%})"
        )
    return len(found["failures"])


if __name__ == "__main__":
    sys.exit(bool(main(int(sys.argv[1]) if len(sys.argv) > 1 else 300)))
