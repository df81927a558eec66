"""Assisted coding as a user meets it: files, answers in spreadsheets, plain words, and nothing that becomes a coding alone."""

import csv
import json
import os
import re
import socket
import stat
import subprocess
import sys
import threading
import zipfile
from collections import defaultdict
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from qualcode.interchange import read_table, write_csv, write_xlsx
from qualcode.study import Study
from unit.assist import made_up
from unit.study import small_study

FIXED = ["document", "segment", "start", "end", "code", "score", "rank", "suggested", "evidence"]
MARK = "HEMMELIGMARKOER7Q"


@pytest.fixture(scope="module")
def coded_base(tmp_path_factory):
    folder = tmp_path_factory.mktemp("small") / "study"
    said = small_study.talks()
    said["doc-1"] += [("B", "Politiet ringede til os om bilen.", []), ("C", "Vi skrev til skolen i går.", [])]
    small_study.build(folder, said)
    return folder


@pytest.fixture
def small(coded_base, tmp_path, monkeypatch):
    """Six talks at three sites, coded by anna and bo, with a consensus; the working folder is in it."""
    folder = small_study.copy(coded_base, tmp_path / "small")
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture(scope="module")
def uncoded_base(tmp_path_factory):
    folder = tmp_path_factory.mktemp("uncoded") / "study"
    small_study.build(folder, small_study.talks(documents=3), coders=())
    return folder


@pytest.fixture
def uncoded(uncoded_base, tmp_path, monkeypatch):
    """Three talks that nobody has coded; the working folder is in it."""
    folder = small_study.copy(uncoded_base, tmp_path / "uncoded")
    monkeypatch.chdir(folder)
    return folder


def read(path):
    return [dict(row) for row in read_table(path)]


def set_up(folder, settings):
    """Put settings into study.yaml."""
    file = folder / "study.yaml"
    file.write_text(file.read_text(encoding="utf-8") + f"assist:\n  {settings}\n", encoding="utf-8")


def revision(folder):
    with Study.open(folder) as study:
        return study.store.revision, list(study.codings())


def by_segment(rows):
    found = defaultdict(list)
    for row in rows:
        found[row["document"], int(row["segment"])].append(row)
    return found


# The table of suggestions


def test_the_table_has_the_fixed_columns_first_and_some_rows_for_every_informants_segment(small, qualcode):
    status, out, err = qualcode("suggest", "--all", "--top", 3, "-o", "s.csv")
    assert (status, err) == (0, "")
    assert "Et forslag er ingen kodning" in out
    lines = (small / "s.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0].split(",")[:9] == FIXED
    found = by_segment(read(small / "s.csv"))
    with Study.open(small) as study:
        spoken = {(one.document, one.number): one for one in study.segments() if one.is_informant}
        texts = {version.document: version.text for version in study.versions().values()}
    assert set(found) == set(spoken)
    said = small_study.talks()
    for (document, number), rows in found.items():
        assert [row["rank"] for row in rows] == ["1", "2", "3"]
        scores = [float(row["score"]) for row in rows]
        assert scores == sorted(scores, reverse=True)
        assert 0 <= scores[-1] <= scores[0] <= 1
        assert len({row["code"] for row in rows}) == 3
        assert {row["version"] for row in rows} == {spoken[document, number].version}
        place = slice(int(rows[0]["start"]), int(rows[0]["end"]))
        if number <= len(said[document]):
            assert texts[document][place] == said[document][number - 1][1]


def test_one_threshold_says_which_are_likely_enough_and_none_is_an_answer(small, qualcode):
    qualcode("suggest", "--all", "-o", "s.csv")
    rows = read(small / "s.csv")
    sure, unsure = ([float(r["score"]) for r in rows if r["suggested"] == word] for word in ("yes", "no"))
    assert len(sure) + len(unsure) == len(rows)
    assert min(sure) >= max(unsure)
    without = [key for key, own in by_segment(rows).items() if all(row["suggested"] == "no" for row in own)]
    assert without, "small talk gets no suggestion"


def test_without_all_nothing_that_a_person_has_coded(small, qualcode):
    assert qualcode("suggest", "-o", "s.csv")[0] == 0
    with Study.open(small) as study:
        coded = {
            (one.document, one.number)
            for one in study.segments()
            if any(c.document == one.document and one.span.overlaps(c.span) for c in study.codings())
        }
        spoken = {(one.document, one.number) for one in study.segments() if one.is_informant}
    assert set(by_segment(read(small / "s.csv"))) == spoken - coded
    assert {("doc-1", 16), ("doc-1", 17)} <= spoken - coded


def test_two_processes_write_the_same_bytes(small, qualcode):
    """Another process, and another seed of Python's own: sets and dicts in another order."""
    words = [
        ["suggest", "--all", "-o", "s{n}.csv"],
        ["evaluate", "-o", "e{n}.json", "--no-curve", "--figures", "f{n}"],
    ]
    code = "import sys\nfrom qualcode.cli.app import app\nfor line in sys.argv[1:]: app(line.split(), standalone_mode=False)"
    commands = [" ".join(line).format(n=2) for line in words]
    subprocess.run(
        [sys.executable, "-c", code, *commands],
        env={**os.environ, "PYTHONHASHSEED": "77"},
        check=True,
        capture_output=True,
    )
    for line in words:
        assert qualcode(*(word.format(n=1) for word in line))[0] == 0
    names = sorted(path.name for path in (small / "f1").iterdir())
    assert names == ["calibration.png", "calibration.svg", "codes.png", "codes.svg"]
    pairs = [("s1.csv", "s2.csv"), ("e1.json", "e2.json"), *((f"f1/{name}", f"f2/{name}") for name in names)]
    assert not [one for one, other in pairs if (small / one).read_bytes() != (small / other).read_bytes()]


@pytest.fixture
def open_umask():
    """An account whose new files anybody may read."""
    before = os.umask(0)
    yield
    os.umask(before)


def modes(folder, *names):
    return {stat.S_IMODE((folder / name).stat().st_mode) for name in names}


def test_a_workbook_a_json_file_and_the_machines_form_say_the_same(small, qualcode, open_umask):
    """And only their owner can read them, for they hold words of the interviews."""
    for name in ("s.csv", "s.xlsx", "s.json", "s.md"):
        assert qualcode("suggest", "-o", name)[0] == 0
    if os.name == "posix":
        assert modes(small, "s.csv", "s.xlsx", "s.json", "s.md") == {0o600}
    told = json.loads(qualcode("suggest", "--json")[1])
    rows = read(small / "s.csv")
    assert read(small / "s.xlsx") == rows
    assert json.loads((small / "s.json").read_text(encoding="utf-8")) == told
    plain = [{k: "" if v is None else str(v) for k, v in row.items()} for row in told]
    assert plain == rows
    assert list(told[0])[:9] == FIXED
    assert len((small / "s.md").read_text(encoding="utf-8").splitlines()) == len(rows) + 2


def test_on_the_screen_stands_what_is_likely_enough_in_danish(small, qualcode):
    status, out, err = qualcode("suggest", "--all")
    assert (status, err) == (0, "")
    head, _, *lines = out.splitlines()
    assert head.split() == ["document", "segment", "code", "score", "evidence", "continues"]
    told = json.loads(qualcode("suggest", "--all", "--json")[1])
    wanted = {
        (row["document"], str(row["segment"]), row["code"]) for row in told if row["suggested"] == "yes"
    }
    shown = {tuple(line.split()[:3]) for line in lines if line.startswith("doc-")}
    assert wanted
    assert wanted <= shown
    assert all(code.endswith(".…") for _, _, code in shown - wanted), (
        "branches, where no code is likely enough"
    )
    assert re.search(r"partner\.politi +0\.\d+ +ord: ", out)


def test_nothing_of_all_this_is_stored(small, qualcode):
    before = revision(small)
    for words in (
        ["suggest", "--all"],
        ["evaluate", "--no-curve"],
        ["next"],
        ["second-look"],
        ["decisions"],
    ):
        assert qualcode(*words)[0] == 0
    assert revision(small) == before


# Where little is there yet


@pytest.mark.parametrize("command", ["suggest", "evaluate", "next", "second-look", "decisions"])
def test_an_empty_study_says_what_to_do(empty, qualcode, command):
    status, out, err = qualcode(command)
    assert (status, out) == (1, "")
    assert "[QC-SY03]" in err
    assert "qualcode import" in err


def test_a_study_that_is_not_cut_says_what_to_do(example, qualcode):
    qualcode("import", "data/transcripts")
    for command in ("suggest", "next", "second-look"):
        status, _, err = qualcode(command)
        assert status == 1
        assert "qualcode segment" in err


def speakers_as(folder, role):
    """Give every speaker of a study one role."""
    file = folder / "data" / "speakers.csv"
    rows = read(file)
    write_csv(file, list(rows[0]), [list((row | {"role": role}).values()) for row in rows])


def test_where_nobody_is_known_to_answer_it_says_so_instead_of_suggesting_nothing(uncoded, qualcode):
    for role, code in (("", "QC-SY09"), ("interviewer", "QC-AS06")):
        speakers_as(uncoded, role)
        status, out, err = qualcode("suggest")
        assert (status, out) == (1, "")
        assert f"[{code}]" in err


def test_words_go_to_a_file_only_once_the_texts_are_reviewed(example, finished, qualcode, monkeypatch):
    assert qualcode("suggest", "--words")[0] == 2
    assert qualcode("suggest", "--all", "--words", "-o", "s.csv")[0] == 0
    with Study.open(finished) as study:
        texts = {name: version.text for name, version in study.versions().items()}
    for row in read(finished / "s.csv"):
        assert row["text"] == texts[row["document"]][int(row["start"]) : int(row["end"])]
    monkeypatch.chdir(example)
    qualcode("import", "data/transcripts")
    qualcode("segment")
    status, _, err = qualcode("suggest", "--words", "-o", "s.csv")
    assert (status, "[QC-PV01]" in err, (example / "s.csv").exists()) == (3, True, False)


def test_the_codebook_alone_is_enough_to_begin_with(uncoded, qualcode):
    status, _, err = qualcode("suggest", "-o", "s.csv")
    assert (status, err) == (0, "")
    first = [row for row in read(uncoded / "s.csv") if row["rank"] == "1"]
    said = small_study.talks(documents=3)
    right = [row["code"] in said[row["document"]][int(row["segment"]) - 1][2] for row in first]
    coded = [bool(said[row["document"]][int(row["segment"]) - 1][2]) for row in first]
    assert sum(right) > 0.5 * sum(coded)
    assert {row["continues"] for row in first} == {""}


def test_texts_that_nobody_has_reviewed_lend_no_words_to_the_evidence(example, qualcode):
    """A word that spoke for a code may be a name."""
    qualcode("import", "data/transcripts")
    qualcode("segment")
    qualcode("codings", "import", "data/codings/anna.csv")
    assert qualcode("suggest", "--all", "-o", "s.csv")[0] == 0
    rows = read(example / "s.csv")
    assert len(rows) == 28 * 5
    assert {row["evidence"] for row in rows} == {""}
    status, _, err = qualcode("suggest", "--all", "--words", "-o", "words.csv")
    assert status == 3
    assert "[QC-PV01]" in err
    assert not (example / "words.csv").exists()


def test_suggestions_can_be_off_for_a_blind_pass(small, qualcode):
    set_up(small, "suggestions: off")
    for words in (["suggest"], ["suggest", "-o", "s.csv"], ["suggest", "--local-model"], ["second-look"]):
        status, out, err = qualcode(*words)
        assert (status, out) == (1, "")
        assert "[QC-AS01]" in err
    assert not (small / "s.csv").exists()
    assert qualcode("next")[0] == 0


# Answers


def answer(rows, *answers):
    """Fill in the first rows of rank 1, as a person would; the columns are added where they are not there."""
    first = [row for row in rows if row["rank"] == "1"]
    for row, (said, other) in zip(first, answers, strict=False):
        row |= {"answer": said, "as_code": other}
    return [{"answer": "", "as_code": ""} | row for row in rows], first[: len(answers)]


def save(path, rows):
    """Save as a spreadsheet program does."""
    columns = list(rows[0])
    if path.suffix == ".xlsx":
        write_xlsx(path, {"Ark1": (columns, rows)})
    elif "dansk" in path.stem:
        encoding = "utf-8-sig" if "utf8" in path.stem else "cp1252"
        with path.open("w", encoding=encoding, newline="") as file:
            writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
            writer.writerow(columns)
            writer.writerows(
                [row[c].replace(".", ",") if c.endswith("score") else row[c] for c in columns] for row in rows
            )
    else:
        write_csv(path, columns, rows)
    return path


@pytest.mark.parametrize("name", ["svar.csv", "svar-dansk.csv", "svar-dansk-utf8.csv", "svar.xlsx"])
def test_answers_come_back_from_a_spreadsheet(uncoded, qualcode, name):
    qualcode("suggest", "-o", "s.xlsx" if name.endswith("xlsx") else "s.csv")
    rows = read(uncoded / ("s.xlsx" if name.endswith("xlsx") else "s.csv"))
    rows, (taken, other, turned_down, put_off) = answer(
        rows, ("ja", ""), ("", made_up.SYSTEM), ("nej", ""), ("senere", "")
    )
    save(uncoded / name, rows)
    status, out, err = qualcode("decide", name, "--coder", "anna")
    assert (status, err) == (0, "")
    assert out == "4 svar er gemt, 0 var der; 2 kodninger er kommet til, 0 er trukket tilbage.\n"
    with Study.open(uncoded) as study:
        made = {(c.document, c.span.start, c.span.end, c.code, c.coder) for c in study.codings()}
        kept = {(one.suggestion.code, one.answer, one.coder, one.code) for one in study.store.decisions()}
    assert made == {
        (row["document"], int(row["start"]), int(row["end"]), code, "anna")
        for row, code in ((taken, taken["code"]), (other, made_up.SYSTEM))
    }
    assert kept == {
        (taken["code"], "accept", "anna", taken["code"]),
        (other["code"], "accept_as", "anna", made_up.SYSTEM),
        (turned_down["code"], "reject", "anna", ""),
        (put_off["code"], "later", "anna", ""),
    }
    told = json.loads(qualcode("decide", name, "--coder", "anna", "--json")[1])
    assert told == {"decided": 0, "unchanged": 4, "added": 0, "withdrawn": 0}
    assert qualcode("undo")[0] == 0
    assert revision(uncoded)[1] == []
    assert "Ingen forslag er besvaret" in qualcode("decisions")[1]


def test_a_changed_answer_takes_the_place_of_the_earlier_one(uncoded, qualcode):
    qualcode("suggest", "-o", "s.csv")
    rows, (one,) = answer(read(uncoded / "s.csv"), ("accept", ""))
    qualcode("decide", save(uncoded / "a.csv", rows), "--coder", "anna")
    one["answer"] = "reject"
    rows = [one if row["rank"] == "1" and row["answer"] else row for row in rows]
    told = json.loads(qualcode("decide", save(uncoded / "b.csv", rows), "--coder", "anna", "--json")[1])
    assert told == {"decided": 1, "unchanged": 0, "added": 0, "withdrawn": 1}
    assert revision(uncoded)[1] == []


def test_what_was_accepted_is_not_suggested_again_and_what_was_rejected_not_either(uncoded, qualcode):
    qualcode("suggest", "-o", "s.csv")
    rows, (taken, turned_down) = answer(read(uncoded / "s.csv"), ("ja", ""), ("nej", ""))
    qualcode("decide", save(uncoded / "a.csv", rows), "--coder", "anna")
    qualcode("suggest", "-o", "s.csv")
    left = by_segment(read(uncoded / "s.csv"))
    assert (taken["document"], int(taken["segment"])) not in left
    again = left[turned_down["document"], int(turned_down["segment"])]
    assert turned_down["code"] not in {row["code"] for row in again if row["suggested"] == "yes"}
    assert again[0]["code"] != turned_down["code"]


@pytest.fixture
def answered(uncoded, qualcode):
    """Rows of suggestions of which two are answered, in words of the interviews for evidence."""
    qualcode("suggest", "-o", "s.csv")
    rows, _ = answer(read(uncoded / "s.csv"), ("ja", ""), ("nej", ""))
    for row in rows:
        row |= {"coder": "anna", "evidence": f"ord: {MARK}"}
    return rows


def refused(folder, qualcode, rows, *words):
    """Check that a file is refused whole, without a word of the interviews; return what is said."""
    before = revision(folder)
    save(folder / "svar.csv", rows)
    status, out, err = qualcode("decide", "svar.csv", *words)
    assert (status, out) == (1, "")
    assert "svar.csv" in err
    assert MARK not in err
    assert "Traceback" not in err
    assert revision(folder) == before
    return err


def test_all_that_is_wrong_comes_at_once_and_nothing_is_stored(uncoded, qualcode, answered):
    wrong = [
        {"answer": "jah"},
        {"answer": f"Det ved jeg ikke, {MARK}"},
        {"as_code": "partner.skoel"},
        {"as_code": "barriere"},
        {"answer": "ja", "version": "0" * 12},
        {"answer": "ja", "coder": ""},
        {"answer": "ja", "code": "tid"},
        {"answer": "ja", "score": "høj"},
    ]
    for row, change in zip(answered[10:], wrong, strict=False):
        row |= {"answer": "", "as_code": ""} | change
    err = refused(uncoded, qualcode, answered)
    assert "[QC-DE01]" in err
    assert "has 8 problems" in err
    assert [int(number) for number in re.findall(r"row (\d+)", err)] == list(range(12, 20))
    for said in (
        "'answer' is 'jah'",
        "a text of",
        "Did you mean 'partner.skole'?",
        "'barriere' only groups",
        "version '000000000000' is not the current one",
        "there is no coder",
        "'code' is 'tid'",
        "'score' is 'høj'",
    ):
        assert said in err


@pytest.mark.parametrize("column", ["model", "answer", "version"])
def test_a_file_without_a_column_is_refused(uncoded, qualcode, answered, column):
    err = refused(uncoded, qualcode, [{k: v for k, v in row.items() if k != column} for row in answered])
    assert f"the column '{column}' is missing" in err


def test_answers_to_a_text_that_has_changed_since_are_refused(uncoded, qualcode, answered):
    qualcode("decide", save(uncoded / "first.csv", answered[:1]))
    with Study.open(uncoded) as study:
        small_study.review(study, "replace")
    before = json.loads(qualcode("codings", "list", "--json")[1])
    err = refused(uncoded, qualcode, answered)
    assert err.count("is not the current one") == 2
    assert "make the suggestions again" in err
    assert len(before) == 1, "what was decided before has moved with its words"
    qualcode("suggest", "-o", "s.csv")
    assert (before[0]["document"], before[0]["segment"]) not in by_segment(read(uncoded / "s.csv"))


def test_a_file_of_another_kind_or_none_is_said_plainly(uncoded, qualcode):
    (uncoded / "svar.txt").write_text(MARK, encoding="utf-8")
    for name, code in (("svar.txt", "QC-TB03"), ("none.csv", "QC-SF01")):
        status, _, err = qualcode("decide", name, "--coder", "anna")
        assert status == 1
        assert code in err
    assert qualcode("decide")[0] == 2


def test_a_table_of_suggestions_is_no_file_of_codings(uncoded, qualcode):
    """The mistake that would make codings of all suggestions at once."""
    qualcode("suggest", "-o", "s.csv")
    status, _, err = qualcode("codings", "import", "s.csv", "--coder", "anna")
    assert status == 1
    assert "suggestions" in err
    assert revision(uncoded)[1] == []


# Quality


def test_an_evaluation_has_its_fixed_keys_and_names_no_site(small, qualcode):
    status, out, err = qualcode("evaluate", "-o", "e.json", "--figures", "figures")
    assert (status, err) == (0, ""), "no progress bar in a pipe"
    assert {path.stem for path in (small / "figures").iterdir()} == {"calibration", "codes", "curve"}
    assert "e.json\nMålt på " in out
    text = (small / "e.json").read_text(encoding="utf-8")
    assert not [site for site in small_study.SITES if site in text + out]
    made = json.loads(text)
    assert {"overall", "codes", "baselines", "folds", "settings"} <= set(made)
    assert made["folds"]["by"] == "site"
    assert made["settings"]["second_coder"] in {"anna", "bo"}
    assert isinstance(made["overall"]["segments"], int)
    assert isinstance(made["overall"]["codes"], int)
    estimates = [made["overall"][name] for name in ("micro_f1", "macro_f1", "ece")]
    for name in ("precision_at", "recall_at", "hit_at", "recall_at_new"):
        assert set(made["overall"][name]) >= {"1", "3", "5"}
        estimates += made["overall"][name].values()
    for one in estimates:
        assert 0 <= one["low"] <= one["value"] <= one["high"] <= 1
    assert set(made["codes"]) == set(made_up.CODES)
    for one in made["codes"].values():
        assert {"n", "documents"} <= set(one)
        assert "reason" in one or "micro_f1" in one
    assert set(made["baselines"]) >= {"prior", "definitions", "human"}
    assert [step["n_documents"] for step in made["curve"]] == [1, 2, 4]


def test_the_machines_form_of_an_evaluation_is_nothing_else(small, qualcode, open_umask):
    words = ["evaluate", "--no-curve", "--json", "-o", "e.csv", "--figures", "figures"]
    status, out, err = qualcode(*words)
    assert (status, err) == (0, "")
    assert json.loads(out)["folds"]["by"] == "site"
    assert [row["code"] for row in read(small / "e.csv")] == list(made_up.CODES)
    if os.name == "posix":
        assert modes(small, "e.csv") == {0o600}
    figures = list((small / "figures").iterdir())
    assert {path.suffix for path in figures} == {".png", ".svg"}
    shown = "".join(path.read_text(encoding="utf-8") for path in figures if path.suffix == ".svg")
    assert not [site for site in small_study.SITES if site in shown]


def test_a_person_who_watches_sees_how_far_it_is(finished, qualcode, monkeypatch):
    monkeypatch.setattr("qualcode.cli.output.is_terminal", lambda: True)
    status, _, err = qualcode("evaluate", "--no-curve")
    assert status == 0
    assert "2/2" in err


def test_too_little_to_measure_is_said_plainly(uncoded, qualcode):
    status, _, err = qualcode("evaluate")
    assert status == 1
    assert "there are no codings yet" in err
    said = {"doc-1": small_study.talks(documents=3)["doc-1"]}
    qualcode("codings", "import", small_study.write_codings(uncoded, said, "anna"))
    status, _, err = qualcode("evaluate", "-o", "e.json")
    assert status == 1
    assert "[QC-AS02]" in err
    assert not (uncoded / "e.json").exists()


def test_a_second_coder_who_is_none_is_an_error(small, qualcode):
    status, _, err = qualcode("evaluate", "--second-coder", "ana", "--no-curve")
    assert status == 1
    assert "There are: anna, bo" in err


def test_the_second_coder_is_who_coded_most_interviews(uncoded, qualcode):
    """zoe coded one of three; that she is the last by name is no reason."""
    said = small_study.talks(documents=3)
    for coder, documents in (("consensus", said), ("anna", said), ("zoe", ["doc-1"])):
        own = {name: said[name] for name in documents}
        assert qualcode("codings", "import", small_study.write_codings(uncoded, own, coder))[0] == 0
    for words, coder in (((), "anna"), (("--second-coder", "zoe"), "zoe")):
        told = json.loads(qualcode("evaluate", "--no-curve", "--json", *words)[1])
        assert told["settings"]["second_coder"] == coder


@pytest.mark.parametrize("name", ["e.docx", "e"])
def test_a_file_that_nothing_is_written_to_is_refused_before_the_long_work(
    small, qualcode, monkeypatch, name
):
    monkeypatch.setattr("qualcode.study.assisting.run_trials", lambda *_, **__: pytest.fail("measured first"))
    status, out, err = qualcode("evaluate", "-o", name, "--figures", "figures")
    assert (status, out) == (2, "")
    assert "[QC-US01]" in err
    assert "Endings: .csv, .xlsx, .json, .md" in err
    assert not (small / "figures").exists()


def test_an_encoder_that_is_not_there_is_an_error(small, qualcode):
    set_up(small, "encoder: min-model")
    for command in ("suggest", "evaluate"):
        status, _, err = qualcode(command)
        assert status == 1
        assert "[QC-EN01]" in err


# What next, second looks, and how suggestions were used


def test_what_to_code_next_is_said_in_the_studys_language(uncoded, qualcode):
    status, out, err = qualcode("next", "-n", 6)
    assert (status, err) == (0, "")
    assert out.splitlines()[0].split() == ["rank", "document", "segment", "code", "reason"]
    assert len(re.findall(r"^\d+ +doc-[123] ", out, re.MULTILINE)) == 6
    assert re.search("ligner .*, som er brugt få gange", out)
    assert out.endswith("Det er skøn. Hvornår der er kodet nok, afgør I.\n")
    file = uncoded / "study.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("language: da", "language: en"), encoding="utf-8"
    )
    assert re.search("looks like .*, which has few uses", qualcode("next", "-n", 6)[1])
    told = json.loads(qualcode("next", "-n", 3, "--json")[1])
    assert [row["rank"] for row in told] == [1, 2, 3]


def test_a_second_look_asks_and_does_not_judge(small, qualcode):
    status, _, err = qualcode("second-look", "-o", "q.csv", "--limit", 12)
    assert (status, err) == (0, "")
    rows = read(small / "q.csv")
    assert 0 < len(rows) <= 12
    assert all(row["question"].endswith("?") for row in rows)
    assert not re.search(r"fejl|forkert|error|wrong", " ".join(row["question"] for row in rows))
    alone = [row for row in rows if row["kind"] == "alone"]
    assert {row["who"] for row in alone} <= {"anna", "bo"}
    assert "har brugt" in alone[0]["question"]
    assert "question" in qualcode("second-look")[1].splitlines()[0]


def test_how_suggestions_were_used_is_shown_by_coder(uncoded, qualcode):
    assert "Ingen forslag er besvaret" in qualcode("decisions")[1]
    qualcode("suggest", "-o", "s.csv")
    rows, _ = answer(
        read(uncoded / "s.csv"), ("ja", ""), ("ja", ""), ("nej", ""), ("", made_up.SYSTEM), ("senere", "")
    )
    qualcode("decide", save(uncoded / "a.csv", rows), "--coder", "anna")
    status, out, err = qualcode("decisions")
    assert (status, err) == (0, "")
    assert "anna: afgjort 4; godtaget 2 (50 %" in out
    assert "som en anden kode 1, afvist 1; udskudt 1." in out
    assert "Kodninger, der kom fra et forslag: 3 af 3." in out
    (row,) = json.loads(qualcode("decisions", "--json")[1])
    assert (row["coder"], row["decided"], row["accepted"], row["acceptance"]) == ("anna", 4, 2, 0.5)


def printed_method(folder):
    """Return the words of both reports, tags left out."""
    html = (folder / "reports/report.html").read_text(encoding="utf-8")
    with zipfile.ZipFile(folder / "reports/report.docx") as archive:
        docx = archive.read("word/document.xml").decode()
    return [" ".join(re.sub(r"<[^>]+>", " ", text).split()) for text in (html, docx)]


def test_the_reports_appendix_says_how_suggestions_were_used_in_words(finished, qualcode):
    without = "Kodningen er lavet uden forslag fra en model."
    for text in printed_method(finished):
        assert without in text
    qualcode("suggest", "--all", "-o", "s.csv")
    rows, _ = answer(read(finished / "s.csv"), ("ja", ""), ("ja", ""), ("nej", ""))
    assert qualcode("decide", save(finished / "a.csv", rows), "--coder", "Anna Bak")[0] == 0
    assert qualcode("report")[0] == 0
    for text in printed_method(finished):
        assert without not in text
        start = text.index("Forslag til koder kom fra en model på forskernes egen maskine")
        said = text[start : text.index("Forslagene var med, fra kodningen af et interview begyndte.") + 60]
        assert "Omkring to tredjedele af de forslag, der blev taget stilling til, blev godtaget" in said
        assert "kodningerne kom fra et forslag." in said
        assert not re.search(r"\d", said)
        assert "Anna Bak" not in text


# A language model on this machine


class Server(ThreadingHTTPServer):
    """Says "the school" where the segment names it, something unreadable where it speaks of meetings, else nothing."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked = 0


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        self.server.asked += 1
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        text = re.search(r"\[TEKSTSTYKKE \w+\]\n(.*)\n\[SLUT", asked["messages"][1]["content"], re.DOTALL)[1]
        data = json.dumps(
            {"choices": [{"message": {"content": reply(text)}, "finish_reason": "stop"}]}
        ).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *args):
        pass


def reply(text):
    if "møde" in text:
        return f"Det er nok møder: {text}"
    quote = re.search(r"\bskolen\b", text)
    codes = [{"code": "partner.skole", "quote": quote[0], "confidence": 0.9}] if quote else []
    return json.dumps({"codes": codes})


@pytest.fixture
def server():
    made = Server()
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield made
    made.shutdown()
    thread.join()
    made.server_close()


def use_model(folder, address):
    set_up(folder, f"local_model: {{url: '{address}', name: lille-model}}")


def test_a_model_on_this_machine_is_asked_and_told_how_often_it_was_right(finished, qualcode, server):
    use_model(finished, f"http://127.0.0.1:{server.server_address[1]}/v1")
    with Study.open(finished) as study:
        spoken = {
            (one.document, one.number): one.span.of(study.version(one.document).text)
            for one in study.segments()
            if one.is_informant
        }
        coded = defaultdict(set)
        for one in study.segments():
            for coding in study.codings(document=one.document):
                if one.is_informant and one.span.overlaps(coding.span):
                    coded[one.document, one.number].add(coding.code)
    named = {place for place, text in spoken.items() if '"code"' in reply(text)}
    unread = {place for place, text in spoken.items() if "møde" in text}
    right = {place for place in named if "partner.skole" in coded[place]}
    known = named & {place for place, codes in coded.items() if codes}
    assert known, "or there is nothing to be right or wrong about"
    assert unread

    before = revision(finished)
    status, out, err = qualcode("suggest", "--local-model", "--all", "-o", "s.csv")
    assert status == 0
    *problems, summary = err.splitlines()
    assert summary == (
        f"Af {len(known)} koder, som modellen nævnte i kodede passager, var {len(right)} rigtige; "
        f"{len(unread)} svar kunne ikke læses."
    )
    assert {re.match(r"(.+), segment (\d+): ", line).groups() for line in problems} == {
        (document, str(number)) for document, number in unread
    }
    assert not [line for line in problems if "nok" in line]
    assert f"{len(named)} segmenter har forslag" in out
    rows = read(finished / "s.csv")
    assert {(row["document"], int(row["segment"])) for row in rows} == named
    for row in rows:
        assert (row["code"], row["rank"], row["suggested"]) == ("partner.skole", "1", "yes")
        assert float(row["score"]) == pytest.approx((len(right) + 1) / (len(known) + 2), abs=1e-6)
        assert re.fullmatch(r"modellens belæg: tegn \d+–\d+", row["evidence"])
        assert row["model"].startswith("local model lille-model")
    assert revision(finished) == before

    asked = server.asked
    assert qualcode("suggest", "--local-model", "--all", "-o", "again.csv")[0] == 0
    assert (finished / "again.csv").read_bytes() == (finished / "s.csv").read_bytes()
    assert server.asked < asked + 2 * len(unread) + 1, "what was answered is not asked again"
    rows, _ = answer(rows, ("ja", ""))
    assert qualcode("decide", save(finished / "a.csv", rows), "--coder", "carla")[0] == 0
    assert len(revision(finished)[1]) == len(before[1]) + 1


OF_SCHOOL = [("B", "Så svarede skolen.", []), ("C", "Vi skrev til skolen i går.", [made_up.SKOLE])]


@pytest.fixture(scope="module")
def of_school_base(tmp_path_factory):
    folder = tmp_path_factory.mktemp("of-school") / "study"
    said = {name: turns + OF_SCHOOL for name, turns in small_study.talks(documents=3).items()}
    small_study.build(folder, said, coders=())
    return folder, said


@pytest.fixture
def of_school(of_school_base, tmp_path, monkeypatch, server):
    """Three talks that nobody has coded, each with two turns of the school at its end; the working folder is in it.

    A language model is set up. The words that were said come along.
    """
    base, said = of_school_base
    folder = small_study.copy(base, tmp_path / "of-school")
    use_model(folder, f"http://127.0.0.1:{server.server_address[1]}/v1")
    monkeypatch.chdir(folder)
    return folder, said


@pytest.fixture
def ask(of_school, qualcode):
    """Ask the language model, and read the table."""

    def call(*words):
        assert qualcode("suggest", "--local-model", "-o", "s.csv", *words)[0] == 0
        return read(of_school[0] / "s.csv")

    return call


def given(rows):
    """Return the answer that stands in each turn's row, in their order."""
    return {(row["document"], int(row["segment"])): row["answer"] for row in rows}


def test_what_was_answered_counts_for_the_language_model_too(of_school, qualcode, ask):
    """What was rejected is not proposed again; what was put off stays, also when the turn has got a code."""
    folder, said = of_school
    rows, answered_rows = answer(ask(), ("nej", ""), ("senere", ""), ("ja", ""))
    turned_down, put_off, taken = given(answered_rows)
    left = set(given(rows)) - {turned_down, taken}
    assert qualcode("decide", save(folder / "a.csv", rows), "--coder", "anna")[0] == 0
    assert given(ask()) == {place: "later" if place == put_off else "" for place in left}
    assert set(given(ask("--all"))) == left | {taken}

    qualcode("codings", "import", small_study.write_codings(folder, said, "anna"))
    uncoded_turns = {(name, number) for name, number in left if not said[name][number - 1][2]}
    assert put_off not in uncoded_turns
    assert given(ask()) == {put_off: "later"} | dict.fromkeys(uncoded_turns, "")
    qualcode("suggest", "-o", "own.csv")
    assert put_off in by_segment(read(folder / "own.csv")), "as in the study's own suggestions"


def test_what_one_person_put_off_is_not_in_the_language_model_s_list_for_another(of_school, qualcode, ask):
    made = ask()
    for coder, answers in (("anna", [("", ""), ("", made_up.SYSTEM)]), ("bo", [("senere", "")])):
        rows, (one, *_) = answer([dict(row) for row in made], *answers)
        assert qualcode("decide", save(of_school[0] / "a.csv", rows), "--coder", coder)[0] == 0
    (place,) = given([one])
    found = [given(ask(*words))[place] for words in ((), ("--coder", "anna"), ("--coder", "bo"))]
    assert found == ["", "", "later"]


def test_what_was_rejected_still_says_how_often_the_model_is_right(finished, qualcode, server):
    """Left out of the sample, its mistakes would make it look better with every one that is found."""
    use_model(finished, f"http://127.0.0.1:{server.server_address[1]}/v1")
    qualcode("suggest", "--local-model", "--all", "-o", "s.csv")
    before = read(finished / "s.csv")
    rows, _ = answer(before, *[("nej", "")] * len(before))
    assert qualcode("decide", save(finished / "a.csv", rows), "--coder", "carla")[0] == 0
    _, _, told = qualcode("suggest", "--local-model", "--all", "-o", "s.csv")
    assert read(finished / "s.csv") == []
    assert re.search(r"Af [1-9]\d* koder, som modellen nævnte", told)


def test_one_table_is_one_model_s(small, qualcode, server):
    """A saved model that was named, and then not asked, would be taken for the one that answered."""
    use_model(small, f"http://127.0.0.1:{server.server_address[1]}/v1")
    assert qualcode("model", "model.bin")[0] == 0
    status, out, err = qualcode("suggest", "--local-model", "--model", "model.bin", "-o", "s.csv")
    assert (status, out) == (2, "")
    assert "[QC-US05]" in err
    assert server.asked == 0
    assert not (small / "s.csv").exists()


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return taken.getsockname()[1]


@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        (None, 2, "QC-AS03"),
        ("http://127.0.0.1:{port}/v1", 1, "QC-LM02"),
        ("http://192.0.2.7:8080/v1", 3, "QC-LM01"),
        ("http://127.0.0.1.example.org/v1", 3, "QC-LM01"),
    ],
    ids=["not set up", "not running", "elsewhere", "a name that looks like here"],
)
def test_a_model_that_cannot_be_asked_is_said_plainly(finished, qualcode, address, status, code):
    if address:
        use_model(finished, address.format(port=free_port()))
    found, out, err = qualcode("suggest", "--local-model", "-o", "s.csv")
    assert (found, out) == (status, "")
    assert code in err
    assert not (finished / "s.csv").exists()
