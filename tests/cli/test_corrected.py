"""A transcript, a speaker or the plan is corrected the user's way: codings move along, and what has no place is listed."""

import csv
import json

import pytest

from qualcode.study import Study

TRANSCRIPT = "data/transcripts/interview-02.vtt"


@pytest.fixture
def corrected(finished):
    """Return a function that changes words in the transcript of interview-02."""

    def change(*pairs):
        path = finished / TRANSCRIPT
        text = path.read_text(encoding="utf-8")
        for old, new in pairs:
            assert old in text
            text = text.replace(old, new, 1)
        path.write_text(text, encoding="utf-8")

    return change


def coded(folder):
    """Return what is coded in each document: code, coder and words, and whole turns by their number."""
    with Study.open(folder) as study:
        versions = study.versions()
        return sorted(
            (one.document, one.coder, one.code, one.span.of(versions[one.document].text))
            for one in study.codings()
        )


def reviewed(qualcode):
    """Let somebody read the plan again and sign it, as a corrected text asks for."""
    status, _, err = qualcode("run")
    assert (status, "QC-PV03" in err) == (1, True)
    assert qualcode("pseudonymise", "--apply", "data/private/plan.csv", "--reviewer", "lis")[0] == 0


def test_a_changed_file_is_no_correction_until_somebody_says_so(finished, corrected, qualcode):
    corrected(("hakker lidt", "hakker noget"))
    before = coded(finished)
    status, _, err = qualcode("run")
    assert (status, "QC-IM91" in err, "--corrected" in err) == (1, True, True)
    assert coded(finished) == before


def test_a_typing_error_is_mended_and_every_coding_stands_where_it_did(finished, corrected, qualcode):
    before = coded(finished)
    corrected(("egen rådgiver hos os", "egen familierådgiver hos os"))
    status, out, _ = qualcode("import", TRANSCRIPT, "--corrected", "--json")
    assert (status, json.loads(out)["moved"]["lost"]) == (0, 0)
    reviewed(qualcode)
    after = coded(finished)
    assert len(after) == len(before)
    assert [row[:3] for row in after] == [row[:3] for row in before] or sorted(
        row[:3] for row in after
    ) == sorted(row[:3] for row in before)
    changed = {(old[3], new[3]) for old, new in zip(before, after, strict=True) if old != new}
    assert {new for _, new in changed} == {
        old.replace("egen rådgiver hos os", "egen familierådgiver hos os") for old, _ in changed
    }
    assert changed
    status, _, err = qualcode("run")
    assert (status, err) == (0, "")
    assert coded(finished) == after  # the files of codings say the same again
    assert qualcode("check")[0] == 0


def plan_rows(folder):
    """Return the rows of the plan about interview-02 as it was imported last."""
    with Study.open(folder) as study:
        now = study.store.version("interview-02", kind="imported").short_sha
    with (folder / "data/private/plan.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["document"] == "interview-02"]
    return [row for row in rows if row["version"] in ("", now)]


def test_what_people_decided_of_pseudonyms_moves_along_and_the_new_words_wait_for_somebody(
    finished, corrected, qualcode
):
    before = plan_rows(finished)
    corrected(("Sådan, nu kører", "Sådan, Grethe, nu kører"), ("Du hakker lidt", "Du knirker lidt"))
    assert qualcode("import", TRANSCRIPT, "--corrected")[0] == 0
    keys = ("turn", "label", "found", "replacement", "decision", "reviewed_by")
    after = plan_rows(finished)
    kept = [[row[key] for key in keys] for row in after if row["reviewed_by"]]
    assert kept == [[row[key] for key in keys] for row in before]
    waiting = [row["found"] for row in after if not row["reviewed_by"]]
    assert any("Grethe" in words for words in waiting)
    assert "knirker" in waiting
    assert qualcode("pseudonymise")[0] == 0  # made again, the plan still asks
    assert [row["found"] for row in plan_rows(finished) if not row["reviewed_by"]] == waiting
    status, _, err = qualcode("factcheck", "export", "packs")
    assert (status, "QC-PV01" in err) == (3, True)
    reviewed(qualcode)
    with Study.open(finished) as study:
        text = study.version("interview-02").text
    assert "Du knirker lidt" in text
    assert "Lærkeagerskolen" not in text


def test_a_killed_correction_loses_no_decision_and_lets_no_new_words_through(
    finished, corrected, qualcode, monkeypatch
):
    before = plan_rows(finished)
    corrected(("Du hakker lidt", "Du knirker lidt"))

    def killed(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("qualcode.study.privacy.make", killed)
        assert qualcode("import", TRANSCRIPT, "--corrected")[0] == 130
    after = plan_rows(finished)
    assert [row["replacement"] for row in after if row["reviewed_by"]] == [
        row["replacement"] for row in before
    ]
    assert "knirker" in {row["found"] for row in after if not row["reviewed_by"]}
    reviewed(qualcode)
    assert qualcode("run")[0] == 0


def test_words_that_are_gone_are_listed_with_document_segment_and_code(finished, corrected, qualcode):
    with Study.open(finished) as study:
        version = study.version("interview-02")
        start = version.text.index("Jeg spiser kage med dem")
        turn = version.turn_at(start).number
    spans = finished / "spans.csv"
    spans.write_text(
        "document,version,start,end,code,coder,memo\n"
        f"interview-02,{version.short_sha},{start},{start + 23},partner.skole,lis,\n",
        encoding="utf-8",
    )
    assert qualcode("codings", "import", spans)[0] == 0
    everything = len(coded(finished))
    corrected(("Jeg spiser kage med dem [latter].", ""))
    status, out, _ = qualcode("import", TRANSCRIPT, "--corrected")
    assert (status, "Kodninger uden plads i en rettet tekst: 1 " in out) == (0, True)
    status, out, _ = qualcode("codings", "list", "--unplaced", "--json")
    (lost,) = json.loads(out)
    assert (lost["document"], lost["segment"], lost["code"], lost["coder"]) == (
        "interview-02",
        turn,
        "partner.skole",
        "lis",
    )
    assert len(coded(finished)) == everything - 1
    assert "--unplaced" in qualcode("status")[1]
    assert qualcode("run")[0] == 0  # no new words: nothing to sign
    assert qualcode("codings", "import", spans)[0] == 0  # its words are gone: nothing comes back
    assert len(coded(finished)) == everything - 1
    assert qualcode("check")[0] == 0


def test_a_correction_is_undone_as_a_whole(finished, corrected, qualcode):
    before, decided = coded(finished), plan_rows(finished)
    corrected(("Du hakker lidt, men ja, det går.", "Du hakker."))
    assert qualcode("import", TRANSCRIPT, "--corrected")[0] == 0
    assert qualcode("undo")[0] == 0
    assert coded(finished) == before
    status, _, err = qualcode("import", TRANSCRIPT)
    assert (status, "QC-IM91" in err) == (1, True)
    assert [row for row in plan_rows(finished) if row["reviewed_by"]] == decided


def test_turns_with_other_numbers_wait_for_the_files_that_name_them_by_number(finished, corrected, qualcode):
    corrected(
        (
            "<v Pia Lund>Sådan, nu",
            "<v Hanne Kjærsgaard>Hej.</v>\n\n00:00:05.120 --> 00:00:07.960\n<v Pia Lund>Sådan, nu",
        )
    )
    before = coded(finished)
    status, _, err = qualcode("import", TRANSCRIPT, "--corrected")
    assert (status, "QC-IM92" in err, "anna.csv" in err) == (1, True, True)
    assert coded(finished) == before
    (finished / "earlier").mkdir()
    for path in (finished / "data/codings").glob("*.csv"):
        path.rename(finished / "earlier" / path.name)
    assert qualcode("import", TRANSCRIPT, "--corrected")[0] == 0
    reviewed(qualcode)
    assert [row[3] for row in coded(finished)] == [row[3] for row in before]
    assert qualcode("run")[0] == 0


def test_a_missed_name_added_to_the_plan_keeps_the_codings_and_the_files_that_count_positions(
    finished, qualcode
):
    exported = finished / "data/codings/lis.csv"
    with Study.open(finished) as study:
        version = study.version("interview-02")
        start = version.text.index("Jeg spiser kage")
    exported.write_text(
        "document,version,start,end,code,coder,memo\n"
        f"interview-02,{version.short_sha},{start},{start + 15},partner.skole,lis,\n",
        encoding="utf-8",
    )
    assert qualcode("run")[0] == 0
    before = coded(finished)
    plan = finished / "data/private/plan.csv"
    with plan.open("a", encoding="utf-8") as file:
        file.write("interview-02,,,,,PERSON,kage,[kage 1],replace,lis,,,\n")
    status, _, err = qualcode("run")
    assert (status, err) == (0, "")
    after = coded(finished)
    assert [row[:3] for row in after] == [row[:3] for row in before]
    assert [row[3] for row in after if row[1] == "lis"] == ["Jeg spiser [kage 1]"]


def test_a_speaker_corrected_in_the_table_counts_at_once_and_keeps_the_codings(finished, qualcode):
    before = coded(finished)
    path = finished / "data/speakers.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("Hanne Kjærsgaard,p04,informant,boern", "Hanne Kjærsgaard,p94,informant,voksen"),
        encoding="utf-8",
    )
    assert qualcode("run")[0] == 0
    assert coded(finished) == before
    with Study.open(finished) as study:
        assert {one.area for one in study.segments() if one.speaker_id == "p94"} == {"voksen"}
        assert "p04" not in {one.speaker_id for one in study.segments()}
