"""`qualcode estimate`, `compare --changes` and `pool`, as a user types them."""

import json
import os
import shutil
import stat

import pytest

from qualcode.estimates.result import ESTIMATE_COLUMNS
from qualcode.interchange import read_table
from qualcode.matrices.change import CHANGE_COLUMNS
from qualcode.matrices.compare import COMPARISON_COLUMNS
from qualcode.study import Study


@pytest.fixture
def sampled(finished):
    """The finished example, with a sample in a file."""
    with Study.open(finished) as study:
        study.sample(12, seed=1).to_csv(finished / "sample.csv", index=False)
    return finished


@pytest.fixture
def another(finished):
    """Another study like the finished example, of one site."""
    folder = finished.parent / "another"
    shutil.copytree(finished, folder)
    settings = folder / "study.yaml"
    text = settings.read_text(encoding="utf-8")
    assert "study_id: example-school-absence" in text
    settings.write_text(text.replace("example-school-absence", "another"), encoding="utf-8")
    return folder


def test_an_estimate_is_told_as_one(sampled, qualcode):
    status, out, err = qualcode("estimate", "sample.csv")
    assert (status, err) == (0, "")
    assert "Skøn, ikke optællinger" in out
    assert "for lidt til et skøn" in out
    assert "skøn: " in out


def test_estimates_in_every_format(sampled, qualcode):
    for ending in (".csv", ".xlsx", ".json", ".md"):
        file = sampled / f"estimates{ending}"
        assert qualcode("estimate", "sample.csv", "-o", file) == (0, f"{file}\n", "")
        assert file.stat().st_size > 0
        if os.name == "posix":
            assert stat.S_IMODE(file.stat().st_mode) == 0o600
    rows = read_table(sampled / "estimates.csv")
    assert tuple(rows.columns) == ESTIMATE_COLUMNS
    few = [row for row in rows if row["method"] == "too few"]
    assert few
    assert {row["estimate_segments"] for row in few} == {""}  # no number, not 0
    every = json.loads(qualcode("estimate", "sample.csv", "--all", "--json")[1])
    assert len(every) > len(list(rows))


def test_estimates_of_people_say_so(sampled, qualcode):
    out = qualcode("estimate", "sample.csv", "--of", "people")[1]
    assert "mennesker som de interviewede" in out


@pytest.mark.parametrize(
    ("words", "status", "code"),
    [
        (("estimate", "sample.csv", "-o", "x.docx"), 2, "QC-US01"),
        (("compare", ".", "--changes", "-o", "x.csv", "--for", "print"), 2, "QC-CH05"),
        (("compare", "nowhere.csv", "--changes"), 1, "QC-SY11"),
        (("pool", "."), 2, "QC-PO01"),
        (("pool", ".", ".", "--codes", "x.csv"), 2, "QC-PO03"),
    ],
)
def test_what_is_refused(sampled, qualcode, words, status, code):
    found, out, err = qualcode(*words)
    assert (found, out) == (status, "")
    assert code in err


def test_compare_without_changes_is_as_it_was(finished, qualcode):
    """Its columns are a contract."""
    assert qualcode("compare", ".", "-o", "compare.csv")[0] == 0
    assert tuple(read_table(finished / "compare.csv").columns) == COMPARISON_COLUMNS


def test_changes_as_words_table_and_figure(finished, another, qualcode):
    status, out, _ = qualcode("compare", another, "--changes")
    assert status == 0
    assert "Det samme:" in out
    rows = json.loads(qualcode("compare", another, "--changes", "--json")[1])
    assert rows
    assert {row["change"] for row in rows} == {"same"}
    assert qualcode("compare", another, "--changes", "-o", "changes.xlsx")[0] == 0
    assert tuple(read_table(finished / "changes.xlsx").columns) == CHANGE_COLUMNS
    for ending in ("png", "svg"):
        said = qualcode("compare", another, "-o", f"changes.{ending}", "--for", "print")[1].split()
        assert said[0] == f"changes.{ending}"
        assert all((finished / name).stat().st_size for name in said)
    assert "For the team" not in (finished / "changes.svg").read_text(encoding="utf-8")


def test_a_branch_that_is_not_there_is_refused(finished, another, qualcode):
    """It would draw nothing and say nothing."""
    status, out, err = qualcode("compare", another, "-o", "changes.png", "--branch", "bariere")
    assert (status, out) == (1, "")
    assert "QC-MX01" in err
    assert "barriere" in err


def test_a_folder_that_is_not_there_is_not_the_study_around_it(finished, qualcode):
    for words in (("pool", ".", "nowhere"), ("status", "--study", "nowhere")):
        status, out, err = qualcode(*words)
        assert (status, out) == (1, "")
        assert "QC-SY12" in err


def test_a_findings_file_needs_its_number_of_sites(finished, qualcode):
    assert qualcode("findings", "-o", "findings.csv")[0] == 0
    assert "QC-CH01" in qualcode("compare", "findings.csv", "--changes")[2]
    assert qualcode("compare", "findings.csv", "--changes", "--sites", 2)[0] == 0


def test_pooled_and_apart(finished, another, qualcode):
    together = json.loads(qualcode("pool", ".", another, "--json")[1])
    apart = json.loads(qualcode("pool", ".", another, "--apart", "--json")[1])
    assert {row["studies"] for row in together} == {"1+2"}
    assert {row["studies"] for row in apart} == {"1", "2"}
    assert len(apart) == 2 * len(together)
    assert sum(row["segments"] for row in together) == sum(row["segments"] for row in apart)
    assert qualcode("pool", ".", another, "-o", "pooled.csv")[0] == 0
