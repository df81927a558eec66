"""Numbers for print: judged beside all that went out before, remembered, and begun anew only with a reason."""

import html
import json
import os
import shutil
import stat
import zipfile

import pytest

from qualcode.interchange import read_table
from qualcode.reporting import finding_anchor
from qualcode.study import Study
from qualcode.study.numbers_file import read_numbers

LEDGER = ("data", "printed", "numbers.json")
NUMBERS = ("matrix", "--for", "print", "--count", "speakers")


@pytest.fixture
def ledger(finished):
    return finished.joinpath(*LEDGER)


def listed(qualcode):
    return json.loads(qualcode("clear", "numbers", "--json")[1])


def another_coding(folder, qualcode):
    """Let the consensus have one coding more."""
    with Study.open(folder) as study:
        there = {(one.document, one.span.start, one.code) for one in study.coding_set()}
        code = study.coding_set().codings[0].code
        place = next(
            one
            for one in study.segments()
            if one.role == "informant" and (one.document, one.span.start, code) not in there
        )
    rows = f"document,segment,code,coder,memo\n{place.document},{place.number},{code},consensus,\n"
    (folder / "more.csv").write_text(rows, encoding="utf-8")
    assert qualcode("codings", "import", "more.csv")[0] == 0


def test_a_table_of_numbers_prints_and_is_remembered(finished, ledger, qualcode):
    assert listed(qualcode) == []
    assert qualcode(*NUMBERS, "-o", "a.csv") == (0, "a.csv\n", "")
    cells = {value for row in read_table(finished / "a.csv") for value in list(row.values())[1:]}
    assert cells <= {"..", "0", *map(str, range(5, 100))}
    (row,) = listed(qualcode)
    assert (row["count"], row["state"], row["file"]) == ("speakers", "out", "a.csv")
    assert row["left_out"] > 0
    if os.name == "posix":
        assert stat.S_IMODE((finished / "a.csv").stat().st_mode) == 0o644
        assert stat.S_IMODE(ledger.stat().st_mode) == 0o600
        assert stat.S_IMODE(ledger.parent.stat().st_mode) == 0o700
    assert (ledger.parent / ".gitignore").read_text(encoding="utf-8") == "*\n"

    before = ledger.read_bytes()
    assert qualcode(*NUMBERS, "-o", "again.csv")[0] == 0
    assert (finished / "again.csv").read_bytes() == (finished / "a.csv").read_bytes()
    assert ledger.read_bytes() == before


def test_what_is_refused_or_not_written_is_not_remembered(finished, ledger, qualcode):
    (finished / "folder.csv").mkdir()
    assert qualcode(*NUMBERS, "-o", "folder.csv")[0] != 0
    assert listed(qualcode) == []
    assert qualcode("tables", "documents", "--for", "print", "--count", "sites", "-o", "b.csv")[0] == 3
    assert qualcode(*NUMBERS, "--area", "nowhere", "-o", "b.csv")[0] == 2
    assert qualcode("matrix", "--for", "print", "-o", "b.csv")[0] == 0, "words are no numbers"
    assert qualcode("matrix", "--for", "team", "--count", "sites", "-o", "c.csv")[0] == 0
    assert listed(qualcode) == []


def test_other_data_need_a_new_release_with_a_reason(finished, ledger, qualcode):
    assert qualcode(*NUMBERS, "-o", "a.csv")[0] == 0
    another_coding(finished, qualcode)
    before = ledger.read_bytes()
    for reason in ((), ("--anew", "  ")):
        status, out, err = qualcode(*NUMBERS, *reason, "-o", "b.csv")
        assert (status, out) == (3, "")
        assert "QC-PV07" in err
        assert "--anew REASON" in err
    assert not (finished / "b.csv").exists()
    assert ledger.read_bytes() == before
    assert qualcode("matrix", "--for", "print", "-o", "words.csv")[0] == 0

    reason = "Udkastet blev aldrig sendt"
    assert qualcode(*NUMBERS, "--anew", reason, "-o", "b.csv")[0] == 0
    old, new = listed(qualcode)
    assert (old["state"], old["reason"]) == ("withdrawn", reason)
    assert (new["state"], new["file"]) == ("out", "b.csv")
    with Study.open(finished) as study:
        (tick,) = study.store.clearances(target="numbers")
        assert (tick.decision, tick.reason, tick.by) == ("override", reason, study.actor)
        assert study.log(1)["what"].item() == "clear"
    assert qualcode(*NUMBERS, "-o", "c.csv")[0] == 0, "what is out now was counted from the same"


def test_the_numbers_on_the_screen_count_as_gone_out(finished, qualcode):
    assert qualcode("tables", "attributes", "--for", "print", "--count", "segments")[0] == 0
    (row,) = listed(qualcode)
    assert (row["count"], row["file"]) == ("segments", "")


def test_a_list_that_cannot_be_read_is_never_taken_for_empty(finished, ledger, qualcode):
    assert qualcode(*NUMBERS, "-o", "a.csv")[0] == 0
    for damaged in ("{}", "[]", "{", ledger.read_text(encoding="utf-8").replace('"sum', '"mus')[:-40]):
        ledger.write_text(damaged, encoding="utf-8")
        status, _, err = qualcode("tables", "attributes", "--for", "print", "--count", "sites", "-o", "b.csv")
        assert status == 1
        assert "QC-PV09" in err
        assert not (finished / "b.csv").exists()


def test_a_reason_without_numbers_for_print_is_wrong_use(finished, qualcode):
    for words in (("matrix",), ("matrix", "--for", "print"), ("tables", "attributes", "--count", "sites")):
        status, _, err = qualcode(*words, "--anew", "x")
        assert status == 2
        assert "QC-PV08" in err


def test_a_matrix_in_words_for_print_leaves_out_what_is_held_back(finished, qualcode):
    with Study.open(finished) as study:
        replies = study.clearing.report()
        assert all(one.verdict == "print" for one in replies.entries if one.kind == "statement")
    assert qualcode("matrix", "--for", "print", "-o", "all.csv")[0] == 0
    rows = "target,seal,decision,by,reason\n" + "".join(
        f"{one.id},{one.seal},hold,clara,\n" for one in replies.entries if one.kind == "statement"
    )
    (finished / "hold.csv").write_text(rows, encoding="utf-8")
    assert qualcode("clear", "import", "hold.csv")[0] == 0
    assert qualcode("matrix", "--for", "print", "-o", "none.csv")[0] == 0
    assert any(_words(finished / "all.csv"))
    assert not any(_words(finished / "none.csv"))


def test_a_code_that_is_held_back_everywhere_stands_in_nothing_that_is_printed(finished, qualcode):
    """Neither as a cell of a finding, nor in a table or a figure of something else."""
    printed = {
        "pairs.csv": ("tables", "cooccurrence", "--branch", "barriere", "--for", "print"),
        "areas.csv": ("tables", "attributes", "--branch", "barriere", "--for", "print"),
        "matrix.csv": ("matrix", "--columns", "barriere", "--for", "print"),
        "figure.svg": ("matrix", "--columns", "barriere"),
    }

    def naming():
        for file, words in printed.items():
            assert qualcode(*words, "-o", file)[0] == 0
        assert qualcode("run")[0] == 0
        drawn = (finished / "reports").glob("figures/*.svg")
        files = [finished / name for name in printed] + sorted(drawn)
        return {file.name for file in files if "Ventetid" in file.read_text(encoding="utf-8")}

    before = naming()
    assert set(printed) <= before
    assert len(before) > len(printed)
    with Study.open(finished) as study:
        wanted = {
            finding_anchor(row.partner, row.code, row.area)
            for row in study.findings().rows
            if row.code == "barriere.ventetid"
        }
        held = [one for one in study.clearing.report().entries if one.id in wanted]
        assert len(held) == len(wanted) > 0
    rows = "target,seal,decision,by,reason\n" + "".join(f"{one.id},{one.seal},hold,clara,\n" for one in held)
    (finished / "hold.csv").write_text(rows, encoding="utf-8")
    assert qualcode("clear", "import", "hold.csv")[0] == 0
    assert naming() == set()


def _words(path):
    values = [value for row in read_table(path) for value in list(row.values())[1:]]
    return [value for value in values if value.strip("–/ ")]


def test_a_backup_carries_what_went_out_and_a_restore_forgets_nothing_newer(finished, ledger, qualcode):
    """Otherwise a number that is left out today could be worked out from one that was printed before."""
    assert qualcode(*NUMBERS, "-o", "a.csv")[0] == 0
    assert qualcode("backup", "one.db")[0] == 0
    assert qualcode("tables", "attributes", "--for", "print", "--count", "segments", "-o", "b.csv")[0] == 0
    both = listed(qualcode)
    newer = ledger.read_bytes()
    assert qualcode("restore", "one.db")[0] == 0
    assert listed(qualcode) == both
    assert ledger.read_bytes() == newer

    ledger.unlink()
    assert qualcode("restore", "one.db")[0] == 0
    assert listed(qualcode) == both[:1]
    if os.name == "posix":
        assert stat.S_IMODE(ledger.stat().st_mode) == 0o600
    another_coding(finished, qualcode)
    assert "QC-PV07" in qualcode(*NUMBERS, "-o", "c.csv")[2], "what went out before the backup still counts"


def test_two_backups_of_one_state_carry_the_same(finished, ledger, qualcode):
    assert qualcode(*NUMBERS, "-o", "a.csv")[0] == 0
    for name in ("one.db", "two.db"):
        assert qualcode("backup", name)[0] == 0
    assert (finished / "one.db").read_bytes() == (finished / "two.db").read_bytes()


def test_a_list_that_cannot_be_read_comes_back_from_a_backup(finished, ledger, qualcode):
    assert qualcode(*NUMBERS, "-o", "a.csv")[0] == 0
    good = ledger.read_bytes()
    assert qualcode("backup", "one.db")[0] == 0
    ledger.write_text("{", encoding="utf-8")
    status, _, err = qualcode("backup", "two.db")
    assert (status, "QC-PV09" in err) == (1, True), "a backup without it would forget what went out"
    assert not (finished / "two.db").exists()
    assert qualcode("restore", "one.db")[0] == 0
    assert ledger.read_bytes() == good
    (aside,) = ledger.parent.glob("*.before-restore-*")
    assert aside.read_text(encoding="utf-8") == "{"


def test_a_backup_that_is_refused_leaves_the_list_alone(finished, ledger, qualcode):
    assert qualcode(*NUMBERS, "-o", "a.csv")[0] == 0
    assert qualcode("backup", "one.db")[0] == 0
    (finished / "bad.db").write_bytes((finished / "one.db").read_bytes()[:-5000])
    ledger.unlink()
    assert qualcode("restore", "bad.db")[0] != 0
    assert not ledger.exists()


@pytest.mark.parametrize("by", ["folder", "backup"])
def test_a_merge_unites_what_went_out(finished, qualcode, by):
    """What either copy printed is out, whoever prints the next number."""
    copy = finished.parent / f"copy-{by}"
    shutil.copytree(finished, copy)
    assert qualcode(*NUMBERS, "-o", "a.csv")[0] == 0
    there = ("tables", "attributes", "--for", "print", "--count", "segments")
    assert qualcode(*there, "-o", str(copy / "b.csv"), "--study", str(copy))[0] == 0
    other = str(copy)
    if by == "backup":
        other = str(copy / "copy.db")
        assert qualcode("backup", other, "--study", str(copy))[0] == 0
    before = listed(qualcode)
    assert len(before) == 1
    assert "1 tabel med tal" in qualcode("merge", other, "--dry-run")[1]
    assert listed(qualcode) == before
    assert "1 tabel med tal" in qualcode("merge", other)[1]
    after = listed(qualcode)
    assert {row["table"] for row in after} == {before[0]["table"], "code-area"}
    assert "tabel med tal" not in qualcode("merge", other)[1], "the same copy again changes nothing"
    assert listed(qualcode) == after
    assert qualcode("merge", str(finished), "--study", str(copy))[0] == 0
    assert json.loads(qualcode("clear", "numbers", "--json", "--study", str(copy))[1]) == after


def test_a_copy_whose_list_cannot_be_read_is_not_merged(finished, qualcode):
    copy = finished.parent / "copy-unreadable"
    shutil.copytree(finished, copy)
    assert qualcode(*NUMBERS, "-o", str(copy / "a.csv"), "--study", str(copy))[0] == 0
    copy.joinpath(*LEDGER).write_text("{", encoding="utf-8")
    with Study.open(finished) as study:
        before = study.store.revision
        status, _, err = qualcode("merge", str(copy))
        assert (status, "QC-PV09" in err) == (1, True)
        assert study.store.revision == before


WORDS_OF_NO_FINDING = [
    ("tables", "cooccurrence"),
    ("tables", "attributes"),
    ("tables", "attributes", "--by", "mode"),
    ("matrix", "--rows", "fremmer", "--columns", "barriere"),
    ("matrix", "--rows", "fremmer", "--columns", "fremmer", "--by-area"),
]


@pytest.mark.parametrize(
    ("words", "ending"),
    [(WORDS_OF_NO_FINDING[0], ending) for ending in (".xlsx", ".tex", ".html", ".json")]
    + [(words, ending) for words in WORDS_OF_NO_FINDING for ending in (".csv", ".docx")],
)
def test_no_table_in_words_tells_one_site_from_two(finished, qualcode, words, ending):
    """Nobody was asked about a cell that is no finding, so none may say that it rests on one municipality."""
    file = finished / f"a{ending}"
    assert qualcode(*words, "--for", "print", "-o", str(file))[0] == 0
    data = file.read_bytes()
    if ending in (".xlsx", ".docx"):
        with zipfile.ZipFile(file) as archive:
            data = b"".join(archive.read(name) for name in archive.namelist())
    said = html.unescape(data.decode("utf-8", "replace"))
    assert not [word for word in ("en enkelt", "et par", "begge") if word in said]


def test_a_number_that_tells_what_is_held_back_is_left_out_as_that(finished, ledger, qualcode):
    """Before it is looked at how many are behind it; in every table that counts the partner and the code together."""
    with Study.open(finished) as study:
        row, column = next(iter(study.matrix().cells))
        anchors = {
            finding_anchor(one.partner, one.code, one.area)
            for one in study.findings().rows
            if (one.partner, one.code) == (row, column)
        }
        held = [one for one in study.clearing.report().entries if one.id in anchors]
    rows = "".join(f"{one.id},{one.seal},hold,clara,\n" for one in held)
    (finished / "hold.csv").write_text("target,seal,decision,by,reason\n" + rows, encoding="utf-8")
    assert qualcode("clear", "import", "hold.csv")[0] == 0
    assert qualcode("matrix", "--for", "print", "--count", "segments", "--by-area", "-o", "a.csv")[0] == 0
    assert qualcode("tables", "cooccurrence", "--for", "print", "--count", "segments", "-o", "b.csv")[0] == 0
    for gone in read_numbers(ledger):
        reasons = {cell.of: gone.table.reasons.get(cell.place) for cell in gone.table.table.cells}
        found = {of for of, reason in reasons.items() if reason == "held"}
        assert found == {of for of in reasons if {row, column} <= of}
        assert found
