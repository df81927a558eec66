"""Time and memory of the main job, as ratios to spaCy's own blank pipeline on the same text in the same run.

    python benchmarks/pipeline.py [--interviews 10 100] [--words 10000]

Makes studies of N interviews (Danish words of the reference codebook and compounds of them) and reports, in CPU seconds:
import + segment by turn and by sentence against ``spacy.blank("da")`` + sentencizer on the same turns; the growth per
word from the smallest to the largest study; a whole ``run`` with its peak memory; and the cost of ``import qualcode``.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import replace
from pathlib import Path

WORDS_A_TURN = 25
LIGHT = ("spacy", "bertopic", "sklearn", "matplotlib", "pandas")


def words(types: int = 40_000) -> tuple[list[str], list[float]]:
    """Return Danish words and their weights (Zipf): the reference codebook's, and compounds of two of them.

    A million words of Danish speech have some forty thousand forms, most of them compounds used once or twice.
    """
    text = Path(__file__).parents[1].joinpath("codebook.yaml").read_text(encoding="utf-8")
    counts = Counter(word for word in re.findall(r"[^\W\d_]+", text) if word.islower())
    forms = [word for word, _ in counts.most_common()]
    chance = random.Random(7)
    long = [word for word in forms if len(word) > 4]
    compounds = {chance.choice(long) + chance.choice(long) for _ in range(2 * types)} - set(forms)
    forms += sorted(compounds)[: types - len(forms)]
    return forms, [1 / (rank + 2) for rank in range(len(forms))]


def interview(seed: int, size: int, forms: list[str], weights: list[float]) -> list[tuple[str, str]]:
    """Return turns of an invented interview: labels I, A, B and sentences of about ten words."""
    chance = random.Random(seed)
    turns, said = [], 0
    while said < size:
        count = max(2, int(chance.expovariate(1 / WORDS_A_TURN)))
        picked = chance.choices(forms, weights, k=count)
        text = (
            " ".join(word + ("." if n % 10 == 9 else "") for n, word in enumerate(picked)).capitalize() + "."
        )
        turns.append((("I", "A", "B")[len(turns) % 3], text))
        said += count
    return turns


def make_study(folder: Path, count: int, size: int) -> list[list[tuple[str, str]]]:
    """Make a study of txt interviews with speakers, sites, a reviewed plan and codings; return the turns."""
    from qualcode.study import Study

    with Study.create(folder, title="Benchmark") as study:
        layout = study.layout
        config = layout.study_yaml.read_text(encoding="utf-8")
        layout.study_yaml.write_text(config.replace('private: ""', "private: data/private"), encoding="utf-8")
    forms, weights = words()
    everything = [interview(number, size, forms, weights) for number in range(count)]
    names = [f"i{number:04}" for number in range(count)]
    for name, turns in zip(names, everything, strict=True):
        text = "\n\n".join(f"{label}: {said}" for label, said in turns)
        (layout.transcripts / f"{name}.txt").write_text(text + "\n", encoding="utf-8")
    rows = [(name, f"s{number % 6}", "", "on-site", "") for number, name in enumerate(names)]
    table(layout.interviews, "document,site,date,mode,notes", rows)
    people = [
        (name, label, f"{name}-{label}", "interviewer" if label == "I" else "informant", area, "")
        for name in names
        for label, area in (("I", ""), ("A", "boern"), ("B", "voksen"))
    ]
    table(layout.speakers, "document,label,speaker_id,role,area,notes", people)
    chance = random.Random(3)
    codes = ("partner.skole", "fremmer.nem-adgang", "barriere.travlhed")
    said = [
        (name, number, code, "consensus", "")
        for name, turns in zip(names, everything, strict=True)
        for number, (label, _) in enumerate(turns, start=1)
        if label != "I"
        for code in codes
        if chance.random() < 0.3
    ]
    table(layout.codings / "consensus.csv", "document,segment,code,coder,memo", said)
    return everything


def table(path: Path, header: str, rows: list[tuple]) -> None:
    """Write a CSV file."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header.split(","))
        writer.writerows(rows)


def spacy_seconds(everything: list[list[tuple[str, str]]]) -> float:
    """Return the CPU seconds of spaCy's blank Danish pipeline with its sentencizer over all turns."""
    import spacy

    nlp = spacy.blank("da")
    nlp.add_pipe("sentencizer")
    start = time.process_time()
    for turns in everything:
        for doc in nlp.pipe(text for _, text in turns):
            sum(1 for _ in doc.sents)
    return time.process_time() - start


def step_seconds(folder: Path) -> dict[str, float]:
    """Return the CPU seconds of import, and of segmenting by turn and by sentence."""
    from qualcode.study import Study

    with Study.open(folder) as study:
        _ = study._nlp.sentences("Opvarmning. Her.")
        steps = {
            "import": lambda: study.import_documents(study.layout.transcripts),
            "turns": lambda: study.segment(by="turn"),
            "sentences": lambda: study.segment(by="sentence"),
        }
        seconds = {}
        for name, step in steps.items():
            start = time.process_time()
            step()
            seconds[name] = time.process_time() - start
        return seconds


def run_in_child(folder: Path) -> tuple[float, float, int]:
    """Run the study's main job in a process of its own; return CPU seconds, peak MB and exit status."""
    code = (
        "import resource,sys;from qualcode.cli import main\n"
        "sys.argv=['qualcode','run','--study',sys.argv[1]]\n"
        "status=0\n"
        "try: main()\n"
        "except SystemExit as end: status=end.code or 0\n"
        "print('peak',resource.getrusage(resource.RUSAGE_SELF).ru_maxrss//1024,status)"
    )
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder)], capture_output=True, text=True, check=False
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = (after.ru_utime + after.ru_stime) - (before.ru_utime + before.ru_stime)
    last = done.stdout.strip().splitlines()[-1].split()
    return cpu, float(last[1]), int(last[2])


def import_cost() -> tuple[float, list[str]]:
    """Return the seconds that ``import qualcode`` adds to a bare interpreter, and heavy packages it loaded."""
    probe = (
        "import sys,time;a=time.perf_counter();import qualcode;b=time.perf_counter()\n"
        f"print(b-a,*[m for m in {LIGHT!r} if m in sys.modules])"
    )
    outs = [
        subprocess.run(
            [sys.executable, "-c", probe], capture_output=True, text=True, check=True
        ).stdout.split()
        for _ in range(5)
    ]
    return sorted(float(out[0]) for out in outs)[2], outs[0][1:]


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--interviews", type=int, nargs="+", default=[10, 100])
    parser.add_argument("--words", type=int, default=10_000)
    arguments = parser.parse_args()
    seconds, loaded = import_cost()
    print(f"import qualcode: {seconds:.3f} s (median of 5); heavy packages loaded: {loaded or 'none'}")
    per_word = {}
    for count in arguments.interviews:
        with tempfile.TemporaryDirectory() as home:
            folder = Path(home) / "study"
            everything = make_study(folder, count, arguments.words)
            total = sum(len(text.split()) for turns in everything for _, text in turns)
            base = spacy_seconds(everything)
            steps = step_seconds(folder)
            turns, sentences = steps["import"] + steps["turns"], steps["import"] + steps["sentences"]
            per_word[count] = turns / total
            print(
                f"{count} interviews, {total:,} words: spaCy {base:.2f} s; import {steps['import']:.2f} s; "
                f"import+segment by turn {turns:.2f} s = {turns / base:.2f} x, by sentence {sentences:.2f} s = {sentences / base:.2f} x"
            )
            first = run_in_child(folder)
            sign(folder)
            whole = run_in_child(folder)
            again = run_in_child(folder)
            print(f"  run to the plan: {first[0]:.1f} s CPU, peak {first[1]:.0f} MB, exit {first[2]}")
            print(f"  run to the report: {whole[0]:.1f} s CPU, peak {whole[1]:.0f} MB, exit {whole[2]}")
            print(f"  run again: {again[0]:.1f} s CPU, peak {again[1]:.0f} MB, exit {again[2]}")
    counts = sorted(per_word)
    growth = per_word[counts[-1]] / per_word[counts[0]]
    print(f"growth per word from {counts[0]} to {counts[-1]} interviews: {growth:.2f} x")


def sign(folder: Path) -> None:
    """Sign the plan as a reviewer would who keeps everything doubtful."""
    from qualcode.pseudonymise import Plan, read_plan, write_plan
    from qualcode.study import Study

    with Study.open(folder) as study:
        rows = read_plan(study.plan_path).rows
        decided = (replace(row, decision="keep") if row.decision == "?" else row for row in rows)
        write_plan(Plan(tuple(decided)).reviewed_by("bench"), study.plan_path)


if __name__ == "__main__":
    main()
