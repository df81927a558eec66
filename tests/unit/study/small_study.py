"""A small study on disk: made-up talks at three sites, coded by two people and settled. Nobody in it exists."""

import csv
import shutil

from qualcode.interchange import write_codebook, write_csv
from qualcode.study import Study
from unit.assist import made_up

SETTINGS = """\
title: Samarbejde om vold
language: {language}
study_id: small-study
areas:
  boern: børneområdet
  voksen: voksenområdet
both_areas: [boern, voksen]
private: data/private
spacy_model: none
matrices:
  - {{name: partner-barriere, rows: partner, columns: barriere, title: Hvad hæmmer}}
"""
NAME = "Fatima Rahmani"
"""Said in the first turn of every talk, so that a new plan of pseudonyms moves everything after it."""

SITES = ("nordby", "sydby", "vestby")
"""Neutral ids that can be told from any other word."""

SPEAKERS = ("B", "C")


def talks(*, documents=6, turns=14):
    """Return what is said and coded: a question with a name in it, then as :func:`made_up.study` has it."""
    made, name = made_up.study(documents=documents, turns=turns), f"Hvad siger {NAME} til det?"
    return {
        document: [
            ("I", name, ()),
            *(
                (
                    "I" if item.segment.role == "interviewer" else SPEAKERS[item.segment.number % 2],
                    item.text,
                    [
                        one.code
                        for one in made.codings
                        if one.span == item.segment.span and one.document == document
                    ],
                )
                for item in made.segments
                if item.segment.document == document
            ),
        ]
        for document in dict.fromkeys(item.segment.document for item in made.segments)
    }


def build(folder, said, *, coders=("anna", "bo", "consensus"), language="da", sites=3):
    """Make a study of talks and run it as far as its codings; the texts are reviewed, and all names kept."""
    Study.create(folder, title="x", language=language).close()
    (folder / "study.yaml").write_text(SETTINGS.format(language=language), encoding="utf-8")
    (folder / "codebook.yaml").write_text(write_codebook(made_up.CODEBOOK), encoding="utf-8")
    rows = [[name, SITES[at % sites], "", "", ""] for at, name in enumerate(said)]
    write_csv(folder / "data/interviews.csv", ["document", "site", "date", "mode", "notes"], rows)
    _write_speakers(folder, said)
    for name, turns in said.items():
        text = "\n\n".join(f"{label}: {words}" for label, words, _ in turns)
        (folder / f"data/transcripts/{name}.txt").write_text(text + "\n", encoding="utf-8")
    with Study.open(folder) as study:
        study.import_documents(folder / "data/transcripts")
        review(study, "keep")
        for coder in coders:
            study.import_codings(write_codings(folder, said, coder))


def review(study, decision, *, reviewer="anna"):
    """Answer every row of the plan of pseudonyms, apply it, and cut the texts anew."""
    study.write_plan()
    with study.plan_path.open(encoding="utf-8", newline="") as file:
        plan = list(csv.DictReader(file))
    names = {row["found"]: row["replacement"] for row in plan}
    for row in plan:
        row |= {"decision": decision, "reviewed_by": reviewer, "replacement": names[row["found"]]}
    write_csv(study.plan_path, list(plan[0]), plan)
    study.pseudonymise()
    study.segment()


def write_codings(folder, said, coder):
    """Write one coder's file: bo leaves out every third coding and adds one of his own to every tenth coded turn."""
    places = [
        (name, at, code)
        for name, turns in said.items()
        for at, turn in enumerate(turns, 1)
        for code in turn[2]
    ]
    if coder == "bo":
        places = [place for at, place in enumerate(places) if at % 3]
        spoken = [(name, at) for name, turns in said.items() for at, turn in enumerate(turns, 1) if turn[2]]
        places += [(*place, made_up.SYSTEM) for place in spoken[::10]]
    path = folder / f"data/codings/{coder}.csv"
    rows = [[name, at, code, coder, ""] for name, at, code in dict.fromkeys(places)]
    write_csv(path, ["document", "segment", "code", "coder", "memo"], rows)
    return path


def copy(source, target):
    """Copy a finished study, to change it."""
    shutil.copytree(source, target)
    return target


def _write_speakers(folder, said):
    areas = {"B": "boern", "C": "voksen"}
    rows = [
        [
            name,
            label,
            f"{name}-{label.lower()}",
            "informant" if label in areas else "interviewer",
            areas.get(label, ""),
            "",
        ]
        for name, turns in said.items()
        for label in sorted({turn[0] for turn in turns})
    ]
    write_csv(
        folder / "data/speakers.csv", ["document", "label", "speaker_id", "role", "area", "notes"], rows
    )
