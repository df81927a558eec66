"""CPU time of the report on a study of many interviews: copies of the reference study, each at a site of its own.

    python benchmarks/report.py [--interviews 60] [--codings 20000] [--keep FOLDER]

The copies are coded as the reference is; to reach the wanted number of codings, some are laid on the next turn of the same speaker
as well. Prints CPU seconds and peak memory of ``qualcode run`` up to the plan and as a whole, of ``qualcode report`` with all
quotes waiting, and of ``qualcode report`` after made-up replies and ticks let everything through.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
import resource
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from qualcode import Study

ROOT = Path(__file__).parents[1]
REFERENCE = 6


def rows_of(path: Path) -> tuple[list[str], list[dict[str, str]]]:
    """Return header and rows of a CSV file."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        rows = list(reader)
        return list(reader.fieldnames or []), rows


def write(path: Path, header: list[str], rows: Iterable[dict[str, str]]) -> None:
    """Write a CSV file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def copies(rows: list[dict[str, str]], times: int) -> Iterator[dict[str, str]]:
    """Yield rows of every copy, with the names of the copies' documents and speakers."""
    for number in range(times):
        for row in rows:
            copy = {**row, "document": f"{row['document']}-{number:02}"}
            if "speaker_id" in row:
                copy["speaker_id"] = f"{row['speaker_id']}-{number:02}"
            if "site" in row:
                copy["site"] = f"{row['site']}-{number:02}"
            yield copy


def coded_more(rows: list[dict[str, str]], wanted: int) -> list[dict[str, str]]:
    """Return the codings, and as many more a few turns on as it takes."""
    chance, seen = random.Random(5), {(row["document"], row["segment"], row["code"]) for row in rows}
    made = list(rows)
    while len(made) < wanted:
        row = chance.choice(rows)
        moved = {
            **row,
            "segment": str(max(1, int(row["segment"]) + chance.choice((-6, -4, -2, 2, 4, 6)))),
            "memo": "",
        }
        key = (moved["document"], moved["segment"], moved["code"])
        if key not in seen:
            seen.add(key)
            made.append(moved)
    return made


def transcripts(folder: Path, times: int) -> None:
    """Write the interviews as text files, each copy with a last turn of its own: a file that is there twice is refused."""
    with tempfile.TemporaryDirectory() as home:
        reference = Path(home) / "study"
        shutil.copytree(
            ROOT / "data",
            reference / "data",
            ignore=shutil.ignore_patterns("study.db*", "codings", "factcheck", "clearance"),
        )
        for name in ("study.yaml", "codebook.yaml"):
            shutil.copy(ROOT / name, reference / name)
        with Study.open(reference) as study:
            study.import_documents(study.layout.transcripts)
            for document in study.documents:
                version = study.store.version(document.name, kind="imported")
                turns = [
                    f"{turn.speaker}: {version.text[turn.span.start : turn.span.end]}"
                    for turn in version.turns
                ]
                for number in range(times):
                    last = f"{version.turns[0].speaker}: Tak for i dag, det var nummer {number}."
                    path = folder / f"{document.name}-{number:02}.txt"
                    path.write_text("\n\n".join([*turns, last]) + "\n", encoding="utf-8")


def make_study(folder: Path, interviews: int, codings: int) -> int:
    """Write the study's files; return how many codings the consensus has."""
    times = -(-interviews // REFERENCE)
    data = folder / "data"
    for part in ("transcripts", "codings", "private"):
        (data / part).mkdir(parents=True)
    for name in ("study.yaml", "codebook.yaml"):
        shutil.copy(ROOT / name, folder / name)
    shutil.copy(ROOT / "data" / "guide.csv", data / "guide.csv")
    shutil.copy(ROOT / "data" / "private" / "key.csv", data / "private" / "key.csv")
    transcripts(data / "transcripts", times)
    for name in ("interviews.csv", "speakers.csv", "codings/consensus.csv"):
        header, rows = rows_of(ROOT / "data" / name)
        made = list(copies(rows, times))
        if name.startswith("codings"):
            made = coded_more(made, codings)
        write(data / name, header, made)
    with Study.open(folder) as study:
        study.import_documents(study.layout.transcripts)
        shas = {document.name: study.store.version(document.name).short_sha for document in study.documents}
    _, rows = rows_of(data / "interviews.csv")
    config = (folder / "study.yaml").read_text(encoding="utf-8")
    sites = ", ".join(dict.fromkeys(row["site"] for row in rows))
    config = re.sub(r"^sites: \[.*\]$", f"sites: [{sites}]", config, flags=re.MULTILINE)
    (folder / "study.yaml").write_text(config, encoding="utf-8")
    header, rows = rows_of(ROOT / "data" / "private" / "plan.csv")
    plan = [{**row, "version": row["version"] and shas[row["document"]]} for row in copies(rows, times)]
    write(data / "private" / "plan.csv", header, plan)
    return len(made)


@contextmanager
def cpu(what: str) -> Iterator[None]:
    """Print the CPU seconds of the children that ran meanwhile, and the largest of their peaks so far."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    yield
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)
    print(f"{what}: {seconds:.1f} s CPU (largest peak so far {after.ru_maxrss // 1024} MB)", flush=True)


def command(folder: Path, *words: str) -> None:
    """Run a command on the study."""
    done = subprocess.run(
        [sys.executable, "-m", "qualcode", *words, "--study", str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        sys.exit(f"{' '.join(words)}: {done.stderr.strip() or done.stdout.strip()}")


def measure(folder: Path, interviews: int, codings: int) -> None:
    """Make the study, and time what prints it."""
    made = make_study(folder, interviews, codings)
    print(f"{interviews} interviews, {made} codings in the consensus")
    with cpu("run, as a whole"):
        command(folder, "run")
    with cpu("report, quotes waiting"):
        command(folder, "report")
    with cpu("made-up replies and ticks"):
        subprocess.run(
            [sys.executable, str(ROOT / "data" / "reference" / "made_up_replies.py"), str(folder)],
            check=True, capture_output=True,
        )  # fmt: skip
        command(folder, "run")
    with cpu("report, everything cleared"):
        command(folder, "report")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--interviews", type=int, default=60)
    parser.add_argument("--codings", type=int, default=20_000)
    parser.add_argument("--keep", type=Path, help="make the study here and leave it")
    arguments = parser.parse_args()
    if arguments.keep:
        measure(arguments.keep, arguments.interviews, arguments.codings)
        return
    with tempfile.TemporaryDirectory() as home:
        measure(Path(home) / "study", arguments.interviews, arguments.codings)


if __name__ == "__main__":
    main()
