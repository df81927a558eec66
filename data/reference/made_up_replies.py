"""Write the made-up fact check and ticks of a made-up study, such as the reference study in this repository.

    python data/reference/made_up_replies.py STUDY

Nobody in the reference study exists, so nobody answered: this writes what the interviewed might have answered
(data/factcheck/) and what a person who looked might have ticked (data/clearance/). Run it again where sentences or quotes have
changed: a reply and a tick hold for the words that were seen. Never use it on a study of real people.
"""

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from qualcode import Study
from qualcode.factcheck import COLUMNS
from qualcode.interchange import CLEARANCE_COLUMNS, write_csv
from qualcode.study.clearing import Clearing, finding_sentences
from qualcode.study.counting import Counting

MADE_UP = ("reference-study", "example-school-absence")
FOLDERS = ("factcheck", "clearance")
WITHDRAWN, CHANGED, SILENT = 29, 13, 17  # every so many quotes; the rest is approved


def main(folder: str) -> None:
    """Answer in a fresh copy, where nobody has answered yet, and bring the files back."""
    with TemporaryDirectory() as place:
        copy = Path(place) / "study"
        shutil.copytree(
            folder, copy, ignore=shutil.ignore_patterns("study.db*", ".*", "build", "reports", *FOLDERS)
        )
        with Study.open(copy) as study:
            if study.config.study_id not in MADE_UP:
                sys.exit(f"{study.config.study_id!r} is not known as made up; its people answer themselves.")
            study.run()
            _write_replies(study)
            study.run()
            _write_ticks(study)
            study.run()
            print(*study.clearing.report().lines("en"), sep="\n")
        for name in FOLDERS:
            shutil.rmtree(Path(folder) / "data" / name, ignore_errors=True)
            shutil.copytree(copy / "data" / name, Path(folder) / "data" / name)


def _write_replies(study: Study) -> None:
    rows: dict[str, list[list[str]]] = {document.name: [] for document in study.documents}
    asked = 0
    for pack in study.factcheck.packs().packs:
        for item in pack.items:
            asked += item.kind == "quote"
            answer, text, comment = _answer(item, asked)
            if answer:
                rows[item.document].append(
                    [item.document, item.id, answer, text, "kontaktperson", "2022-05-12", comment]
                )
    for one in finding_sentences(study, Counting.of(study).findings()):
        if len(one.documents) > 1:  # no pack can show it: asked by telephone
            for name in sorted(one.documents):
                rows[name].append(
                    [name, one.anchor, "approved", one.text, "kontaktperson", "2022-05-16", "telefon"]
                )
    for name, kept in rows.items():
        unique = list({(row[0], row[1]): row for row in kept}.values())
        write_csv(_folder(study, "factcheck") / f"{name}.csv", list(COLUMNS), unique, mode=0o644)


def _answer(item, number: int) -> tuple[str, str, str]:
    if item.kind == "statement" or number % SILENT:
        if item.kind == "quote" and number % WITHDRAWN == 0:
            return "withdrawn", item.kept, "Jeg vil helst ikke citeres for det."
        if item.kind == "quote" and number % CHANGED == 0 and " jo " in item.kept:
            return "changed", item.kept.replace(" jo ", " ", 1), "Uden jo'et, tak."
        return "approved", item.kept, ""
    return "", "", ""


def _write_ticks(study: Study) -> None:
    clearing = Clearing(study)
    path = _folder(study, "clearance") / "redaktionen.csv"
    clearing.export(path)
    from qualcode.interchange import read_table

    rows = [
        [
            row["target"],
            row["seal"],
            "print",
            "redaktionen",
            "",
            "2022-05-20",
            row["kind"],
            row["why"],
            row["words"],
        ]
        for row in read_table(path, required=CLEARANCE_COLUMNS)
    ]
    write_csv(path, list(CLEARANCE_COLUMNS), rows, mode=0o644)


def _folder(study: Study, name: str) -> Path:
    folder = study.layout.data / name
    folder.mkdir(exist_ok=True)
    return folder


if __name__ == "__main__":
    main(sys.argv[1])
