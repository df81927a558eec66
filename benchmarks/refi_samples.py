"""Read every REFI-QDA file of a folder, say what was understood, and check what is written back.

python benchmarks/refi_samples.py FOLDER

The files belong to others; no text of theirs is printed. A file is written back as qualcode writes it, checked against
the schema by that, read again, and compared.
"""

import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from qualcode.errors import UserError
from qualcode.interchange.exchange import arranged
from qualcode.interchange.refi import inspect_qdpx, read_qdc, read_qdpx, write_qdc, write_qdpx
from qualcode.interchange.refi.trials import match


def show(path):
    """Print one file's counts, losses and dialect; return the project."""
    if path.suffix.lower() == ".qdc":
        project, losses = read_qdc(path)
        lines = []
    else:
        project, losses, choice = inspect_qdpx(path)
        lines = [*choice.describe(), *words(project)]
    print("  " + ", ".join(f"{n} {what}" for what, n in project.counts().items() if n))
    for line in [*lines, *(f"lost: {line}" for line in losses.describe("en"))]:
        print(f"  {line}")
    return project


def words(project):
    """Say how many passages have the words that the file gives as their name."""
    texts = {one.guid: one.text for one in project.sources}
    named = [one for one in project.selections if one.name and texts[one.source] is not None]
    fits = sum(match(one.name, texts[one.source][one.start : one.end]) > 0 for one in named)
    return [f"{fits} of {len(named)} named passages have their name as words"] if named else []


def write_back(project, ending):
    """Write a project, read it, and say whether it is the same but for what was lost on the way out."""
    path = Path(tempfile.mkdtemp()) / f"a{ending}"
    losses = (write_qdc if ending == ".qdc" else write_qdpx)(project, path)
    back = read_qdc(path)[0] if ending == ".qdc" else read_qdpx(path)[0]
    parts = (
        ("codes", "sets")
        if ending == ".qdc"
        else ("users", "codes", "sources", "selections", "codings", "notes", "cases")
    )
    first, second = arranged(project), arranged(back)
    if losses.counts().get("no_source_text"):
        return f"written back; left out: {losses.counts()}"
    plain = replace(
        first, sources=tuple(replace(s, kind="text", media="", sync_points=()) for s in first.sources)
    )
    same = {part: getattr(plain, part) == getattr(second, part) for part in parts}
    return f"written back: {'the same' if all(same.values()) else same}"


def main():
    """Go through the folder."""
    failed = 0
    for path in sorted(Path(sys.argv[1]).iterdir()):
        ending = path.suffix.lower()
        if ending not in {".qdc", ".qdpx"}:
            continue
        print(path.name)
        started = time.process_time()
        try:
            project = show(path)
            print(f"  {write_back(project, ending)}")
        except UserError as problem:
            failed += 1
            print("  " + str(problem).replace("\n", "\n  "))
        print(f"  {time.process_time() - started:.2f} s CPU")
    print(f"{failed} files were not read")


if __name__ == "__main__":
    main()
