"""What other programs' files give: ``python benchmarks/foreign_samples.py FOLDER``.

FOLDER holds files by QualCoder, Taguette, requal or RQDA, Word documents with comments, and tables. For each: what it is,
how much of what was read, how the passages were found, and what could not travel; or why it was refused. Tables of
passages are given the texts of the databases in the same folder. Where the file holds the words of a passage, they
were compared; the columns say how many. Exit status 1 where a passage was checked and did not fit.
"""

import sys
import time
from pathlib import Path

from qualcode.errors import UserError
from qualcode.interchange.foreign import examine_foreign

ELSEWHERE = {".qdpx", ".qdc", ".xsd", ".md", ".txt"}


def main(folder: Path) -> int:
    """Read every file and return the exit status."""
    texts: dict[str, str] = {}
    unfit = 0
    files = sorted(path for path in folder.iterdir() if path.suffix.lower() not in ELSEWHERE)
    for path in sorted(files, key=lambda one: one.suffix.lower() in (".csv", ".xlsx")):
        began = time.process_time()
        try:
            found = examine_foreign(path, texts=texts)
        except UserError as error:
            print(f"{path.name}: refused: {error}")
            continue
        seconds = time.process_time() - began
        if found.kind != "code-table":
            texts |= {source.name: source.text for source in found.project.sources}
        counts = ", ".join(f"{number} {what}" for what, number in found.project.counts().items() if number)
        print(f"{path.name}: {found.kind}, {found.project.origin}, {seconds:.2f} s\n  {counts}")
        print(f"  passages: {dict(found.places.found)}; counted as: {dict(found.places.countings)}")
        for line in found.losses.describe():
            print(f"  not travelled: {line}")
        unfit += found.places.found["lost"] + found.places.found["outside"] + found.places.found["moved"]
    print(f"{unfit} passages do not stand where their file says")
    return 1 if unfit else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
