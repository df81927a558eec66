"""`qualcode merge`: what a coordinator types on the day when two coders hand in their copies."""

import csv
import json
import shutil

import pytest

from qualcode.cli import merging
from qualcode.store.merging.report import Why
from qualcode.store.merging.states import KINDS
from qualcode.study import Study

MARK = "HEMMELIGMARKOER7Q"
CODE = "partner.skole"


@pytest.fixture
def copies(finished, tmp_path):
    """The study here, and the copy that was handed to bo, with three new codings of his."""
    there = shutil.copytree(finished, tmp_path / "bo")
    with Study.open(there) as study:
        version = study.version("interview-01")
        rows = [f"interview-01,{version.short_sha},{n},{n + 9},{CODE},bo,{MARK}" for n in (0, 10, 20)]
        (tmp_path / "bo.csv").write_text("\n".join([COLUMNS, *rows]), encoding="utf-8")
        study.import_codings(tmp_path / "bo.csv")
    return finished, there


COLUMNS = "document,version,start,end,code,coder,memo"


def memo_on_first(folder, memo):
    """Give the first coding of the consensus a memo; return its id."""
    with Study.open(folder) as study:
        first = study.codings(coder="consensus").codings[0]
        study.store.edit_coding(first.id, memo=memo, actor="x")
        return first.id


@pytest.fixture
def conflict(copies):
    """Both wrote on the memo of one coding."""
    for folder, memo in zip(copies, "ab", strict=True):
        id_ = memo_on_first(folder, MARK + memo)
    return (*copies, id_)


def test_the_other_copys_codings_come_and_undo_takes_them_back(copies, qualcode):
    status, out, err = qualcode("merge", copies[1])
    assert (status, err) == (0, "")
    assert out.splitlines() == ["Overtaget: 3 kodninger. `qualcode undo` fortryder.", "Ingen konflikter."]
    log = json.loads(qualcode("log", "--json")[1])
    assert (log[0]["what"], log[0]["counts"]) == ("merge", "codings 3")
    assert qualcode("check")[0] == 0
    assert "flettet" in qualcode("undo")[1]
    assert qualcode("merge", copies[1], "--dry-run")[1].startswith(
        "Prøve: intet er gemt. Der ville blive overtaget: 3"
    )


def test_the_same_copy_again_changes_nothing(copies, qualcode):
    qualcode("merge", copies[1])
    log = qualcode("log", "--json")[1]
    status, out, _ = qualcode("merge", copies[1])
    assert (status, out.splitlines()[0]) == (0, "Der er intet nyt at overtage fra den anden kopi.")
    assert qualcode("log", "--json")[1] == log


def test_a_dry_run_stores_nothing(copies, qualcode):
    log = qualcode("log", "--json")[1]
    status, out, _ = qualcode("merge", copies[1], "--dry-run", "--json")
    told = json.loads(out)
    assert (status, told["dry_run"], told["revision"], told["taken"]) == (0, True, None, 3)
    assert qualcode("log", "--json")[1] == log


def test_conflicts_are_listed_with_their_place_and_what_to_do(conflict, qualcode):
    """Exit status 0: the merge was done, and the list is a task for people. No word of a memo or an interview."""
    status, out, err = qualcode("merge", conflict[1])
    assert (status, err) == (0, "")
    assert "1 konflikt er ikke overtaget" in out
    (line,) = [one for one in out.splitlines() if one.startswith("kodning")]
    assert "interview-01" in line
    assert "gælder (forskel i memo)" in line
    assert "ændret forskelligt i begge kopier" in line
    assert "- ændret forskelligt i begge kopier: bliv enige" in out
    assert MARK not in out


def test_conflicts_are_written_to_a_file(conflict, qualcode, tmp_path):
    status, out, _ = qualcode("merge", conflict[1], "-o", tmp_path / "conflicts.csv")
    assert (status, str(tmp_path / "conflicts.csv") in out) == (0, True)
    with (tmp_path / "conflicts.csv").open(encoding="utf-8-sig", newline="") as file:
        (row,) = csv.DictReader(file)
    assert list(row) == [
        "kind", "document", "segment", "start", "end", "code", "coder", "ours", "theirs", "count", "why", "id",
    ]  # fmt: skip
    assert (row["kind"], row["document"], row["segment"], row["id"]) == (
        "coding",
        "interview-01",
        "2",
        conflict[2],
    )
    assert (row["ours"], row["theirs"], row["why"]) == ("holds", "holds; other memo", "both_changed")
    assert MARK not in (tmp_path / "conflicts.csv").read_text(encoding="utf-8")


def test_json_has_all_of_it(conflict, qualcode):
    told = json.loads(qualcode("merge", conflict[1], "--json")[1])
    assert (told["taken"], told["same"], told["dry_run"], len(told["conflicts"])) == (3, 0, False, 1)
    assert {one["kind"] for one in told["counts"]} >= {"document", "coding"}
    assert told["conflicts"][0]["id"] == conflict[2]
    assert told["revision"] > told["start"] > 0
    assert MARK not in json.dumps(told)


def test_a_file_that_could_not_be_written_is_refused_before_the_merge(copies, qualcode, tmp_path):
    log = qualcode("log", "--json")[1]
    status, _, err = qualcode("merge", copies[1], "-o", tmp_path / "conflicts.docx")
    assert (status, "QC-US01" in err) == (2, True)
    assert qualcode("log", "--json")[1] == log


def test_differences_of_the_files_are_told(copies, qualcode):
    path = copies[1] / "data/interviews.csv"
    path.write_text(path.read_text(encoding="utf-8") + "interview-09,k1,,,\n", encoding="utf-8")
    (copies[1] / "codebook.yaml").write_text("codes: [", encoding="utf-8")
    lines = qualcode("merge", copies[1])[1].splitlines()
    assert lines[2:] == [
        "Filerne i de to mapper er forskellige. De bliver ikke flettet; ret dem i hånden:",
        "- codebook.yaml: kan ikke læses i begge mapper (QC-CB01)",
        "- data/interviews.csv: 1 interview kun i den anden",
    ]


def test_an_english_study_speaks_english(conflict, qualcode):
    settings = conflict[0] / "study.yaml"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace("language: da", "language: en"), encoding="utf-8"
    )
    out = qualcode("merge", conflict[1])[1]
    assert out.startswith(
        "Taken over: 3 codings. `qualcode undo` takes it back.\n1 conflict was not taken over"
    )
    assert "- changed differently in both copies: agree" in out
    assert "- study.yaml: 1 setting with other content" in out


@pytest.mark.parametrize("damage", ["nothing there", "damaged"])
def test_what_cannot_be_merged_is_refused_with_what_to_do(copies, qualcode, damage, tmp_path):
    other = tmp_path / "gone"
    if damage == "damaged":
        other = copies[1]
        data = bytearray((other / "data/study.db").read_bytes())
        data[len(data) // 2 :] = bytes(len(data) - len(data) // 2)
        (other / "data/study.db").write_bytes(bytes(data))
    log = qualcode("log", "--json")[1]
    status, out, err = qualcode("merge", other)
    assert (status, out) == (1, "")
    assert ("QC-ST01" if damage == "nothing there" else "QC-ST05") in err
    assert "Traceback" not in err
    assert qualcode("log", "--json")[1] == log


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_reason_and_every_kind_of_thing_has_words(language):
    """A reason, or a kind of thing that the store learned, would else show its key to a Danish reader."""
    words = merging.Labels(merging._WORDS, language)
    for why in Why.__args__:
        assert words(f"why.{why}") != why
        assert words(f"do.{why}").endswith(".")
        assert len(words(f"why.{why}")) <= 60, "longer ones are cut on the terminal"
    for kind in KINDS:
        assert {f"one.{kind.name}", f"more.{kind.name}"} <= merging._WORDS.keys()
    assert merging._state("accept_as tema.tillid", words).endswith(" tema.tillid")
    assert merging._state("", words) == ""
    assert "tema" in merging._noun("tema", 2, words)
