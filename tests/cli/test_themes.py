"""`qualcode topics` and `qualcode saturation`: tables, figures, words only on request, and what is refused."""

import json
import os
import stat

import pytest

from qualcode.interchange import read_table
from qualcode.study import Study
from qualcode.topics import APART_COLUMNS, PROPOSAL_COLUMNS, SEGMENT_COLUMNS, TOPIC_COLUMNS


def test_saturation_in_every_format(finished, qualcode):
    for ending in (".csv", ".xlsx", ".json", ".md", ".png", ".svg", ".pdf"):
        file = finished / f"saturation{ending}"
        status, out, err = qualcode("saturation", "--base", 1, "--run", 1, "-o", file)
        assert (status, out.strip(), err) == (0, str(file), "")
        assert file.stat().st_size > 0
        if os.name == "posix":
            assert stat.S_IMODE(file.stat().st_mode) == 0o600
    rows = read_table(finished / "saturation.csv")
    assert [row["kind"] for row in rows] == ["codes", "codes", "meanings", "meanings"]
    assert [row["ratio"] for row in rows if row["interview"] == "1"] == ["", ""]


def test_saturation_agrees_with_the_facade_and_says_it_in_words(finished, qualcode):
    rows = json.loads(qualcode("saturation", "--json", "--base", 1, "--run", 1)[1])
    with Study.open(finished) as study:
        made = study.saturation(base=1, run=1)
        known = {coding.code for coding in study.coding_set()}
    assert [row["new"] for row in rows if row["kind"] == "codes"] == list(made.curves["codes"].new)
    assert sum(row["new"] for row in rows if row["kind"] == "codes") <= len(known)
    out = qualcode("saturation")[1]
    assert "kan ikke bedømmes" in out  # two interviews, and the rule asks for six
    by_code = json.loads(qualcode("saturation", "--by-code", "--json")[1])
    assert {row["code"] for row in by_code} <= known


def test_saturation_goes_by_the_dates_of_the_interviews(finished, qualcode):
    table = finished / "data/interviews.csv"
    before = json.loads(qualcode("saturation", "--json")[1])
    text = table.read_text(encoding="utf-8")
    with Study.open(finished) as study:
        first, second = sorted(study.interviews, key=lambda one: one.date)
    swapped = text.replace(first.date, "DATE").replace(second.date, first.date).replace("DATE", second.date)
    table.write_text(swapped, encoding="utf-8")
    after = json.loads(qualcode("saturation", "--json")[1])
    assert [row["document"] for row in before[:2]] == [first.document, second.document]
    assert [row["document"] for row in after[:2]] == [second.document, first.document]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("saturation", "-o", "x.docx"), "QC-US01"),
        (("topics", "-o", "x.png"), "QC-US01"),
        (("topics", "--text"), "QC-TP02"),
        (("topics", "--topic", "1", "--text"), "QC-TP02"),
    ],
)
def test_what_is_refused(words, code, finished, qualcode):
    status, _, err = qualcode(*words)
    assert status == 2
    assert code in err


def test_a_study_without_codings_has_no_saturation(empty, qualcode):
    status, _, err = qualcode("saturation")
    assert status == 1
    assert "QC-SY" in err


def test_unreviewed_texts_have_no_topics(example, qualcode):
    """Terms are words of the text: a name that nobody has looked for would stand among them."""
    assert qualcode("import", "data/transcripts")[0] == 0
    status, out, err = qualcode("topics")
    assert status == 3
    assert "QC-PV01" in err
    assert out == ""


def test_topics_of_the_example(finished, qualcode):
    pytest.importorskip("bertopic")
    for show, columns in (
        ("topics", TOPIC_COLUMNS),
        ("proposals", PROPOSAL_COLUMNS),
        ("apart", APART_COLUMNS),
    ):
        assert qualcode("topics", "--show", show, "-o", f"{show}.csv")[0] == 0
        assert tuple(read_table(finished / f"{show}.csv").columns) == columns
    status, out, err = qualcode("topics")
    assert (status, err) == (0, "")
    with Study.open(finished) as study:
        made = study.topics()
        assert [row["topic"] for row in read_table(finished / "topics.csv")] == [
            str(t.number) for t in made.topics
        ]
        assert made.lines("da")[0] in out
        if made.topics:
            rows = json.loads(qualcode("topics", "--topic", 1, "--json")[1])
            assert tuple(rows[0]) == SEGMENT_COLUMNS
            texts = json.loads(qualcode("topics", "--topic", 1, "--text", "--json")[1])
            version = study.version(texts[0]["document"])
            assert texts[0]["text"] == version.text[texts[0]["start"] : texts[0]["end"]]
    status, _, err = qualcode("topics", "--topic", 999)
    assert (status, "QC-TP01" in err) == (2, True)
