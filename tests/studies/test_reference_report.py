"""The report of the reference study, read back from the Word file that a run writes."""

import csv
import re
import shutil
from itertools import pairwise
from pathlib import Path

import pytest

from qualcode.reporting import read_back
from qualcode.reporting.docx_reading import read_word
from qualcode.study import Study

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    folder = tmp_path_factory.mktemp("reference-report") / "study"
    shutil.copytree(ROOT / "data", folder / "data", ignore=shutil.ignore_patterns("study.db*"))
    for part in ("study.yaml", "codebook.yaml"):
        shutil.copy(ROOT / part, folder / part)
    with Study.open(folder) as study:
        study.run()
        yield study


@pytest.fixture(scope="module")
def rows(finished):
    return read_back(finished.layout.reports / "report.docx", finished.codebook, finished.config)


def test_what_is_printed_is_what_was_found(finished, rows):
    """Partner, theme, area and word of every finding, read back from the Word file: all of them, each once."""
    found = {(row.partner, row.code, row.area): row.quantifier for row in finished.findings()}
    printed = {(row.partner, row.code, row.area): row.quantifier for row in rows}
    assert len(printed) == len(rows), "each stands once"
    assert printed == found


def test_the_groups_of_the_published_study_are_all_there(finished, rows):
    reference = ROOT / "data" / "reference" / "findings.csv"
    with reference.open(encoding="utf-8", newline="") as file:
        groups = {(row["partner"], row["code"], row["area"]) for row in csv.DictReader(file)}
    assert len(groups) == 184
    assert groups <= {(row.partner, row.code, row.area) for row in rows}


def test_no_number_of_municipalities_stands_in_a_statement(finished):
    read = read_word(finished.layout.reports / "report.docx")
    said = [line.text for line in read.lines if line.style in {"body text", "report lead", "list bullet"}]
    assert len(said) > 100
    assert not [
        text for text in said if re.search(r"\b\d+ kommuner\b|\b(to|tre|fire|fem|seks) kommuner\b", text)
    ]


def test_neighbouring_sentences_do_not_begin_alike(finished):
    """»Flere kommuner oplever … som en barriere« twenty times in a row is unreadable."""
    read = read_word(finished.layout.reports / "report.docx")
    text = " ".join(line.text for line in read.lines if line.style in {"body text", "report lead"})
    openings = [" ".join(one.split()[:3]) for one in re.split(r"(?<=[.]) (?=[A-ZÆØÅ])", text)]
    runs, longest = 1, 1
    for before, after in pairwise(openings):
        runs = runs + 1 if before == after else 1
        longest = max(longest, runs)
    assert longest <= 2
